"""The engine of the volet: compiles a tree of rows into closures, once, and reads headers against them.

An element is looked at by the first row of its name whose `where` it fulfils; a row counts the elements that fulfil
its `where`. What no row looks at, inside a closed row, is unexpected content: a warning.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen
from lxml import etree

from esante_rules._core import Confidence, Rule, Severity, Text
from esante_rules.cda import _datatype_rules as types
from esante_rules.cda import _volet_rules as own
from esante_rules.cda._body import BodyKind
from esante_rules.cda._datatypes import BROTHERS, OID, name, text_of
from esante_rules.cda._datatypes import CHECKS as TYPES
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import NAMESPACES, clark
from esante_rules.cda._sources import structuration
from esante_rules.cda._volet_conditions import CHECKS, Check, Condition, Element, Pairs, Sets, State, condition
from esante_rules.cda._volet_model import MANY, Row

_XSI_TYPE: Final = f"{{{NAMESPACES['xsi']}}}type"
_FREE_ATTRIBUTES: Final = frozenset(
    ("nullFlavor", "classCode", "moodCode", "typeCode", "determinerCode", "contextControlCode")
)
_EXCEPTED: Final = ("OTH", "NA", "UNC")

_WHY: Final = {
    "missing": Text(
        "Le volet Structuration minimale exige cet élément dans tout document.",
        "The volet Structuration minimale requires this element.",
    ),
    "repeated": Text(
        "Le volet Structuration minimale borne le nombre de ces éléments.",
        "The volet Structuration minimale bounds the number of these elements.",
    ),
    "incomplete": Text(
        "Sans ces attributs, l'élément ne peut être compris par un autre logiciel.",
        "Without these attributes, the element cannot be understood by another software.",
    ),
    "outside-value-set": Text(
        "Un code hors du jeu de valeurs n'est pas compris par les autres logiciels.",
        "A code outside the value set is not understood by other software.",
    ),
}


@frozen(eq=False)
class Compiled:
    """A row, compiled."""

    row: Row
    tag: str
    conditions: tuple[Condition, ...]
    element_checks: tuple[Check, ...]
    groups: Mapping[str, tuple[Compiled, ...]]
    missing: Rule[Any] | None
    repeated: Rule[Any] | None
    closed: bool

    def concerns(self, element: Element, state: State) -> bool:
        """Does the row speak of this element?"""
        return all(holds(element, state) for holds in self.conditions)


@frozen(eq=False)
class Volet:
    """A table, compiled: its root row, its rules in the order of the table, and the value set that some need."""

    root: Compiled
    rules: tuple[Rule[Any], ...]
    needs: Mapping[str, str]
    """Name of a rule to the value set without which it is skipped."""

    def check(self, root: Element, body: BodyKind, codes: Sets, pairs: Pairs) -> Iterator[Fault]:
        """What the volet refuses in the header `root`, in document order of its parents."""
        kinds = {
            "structured": frozenset(("1",)) if body in (BodyKind.STRUCTURED, BodyKind.BOTH) else frozenset(),
            "unstructured": frozenset(("1",)) if body in (BodyKind.NON_XML, BodyKind.BOTH) else frozenset(),
        }
        state = State([], {**codes, **kinds}, pairs)
        _look(self.root, root, state)
        yield from state.found
        yield from _nulls(self.root, root, state)


def compile_volet(root: Row) -> Volet:
    """Compile a table; equal slugs share their rules."""
    rules: dict[str, Rule[Any]] = {}
    needs: dict[str, str] = {}
    compiled = _compile(root, root.passage, rules, needs)
    return Volet(compiled, tuple(rules.values()), needs)


# --- compiling ----------------------------------------------------------------------------------------------------


def _compile(row: Row, passage: str, rules: dict[str, Rule[Any]], needs: dict[str, str]) -> Compiled:
    passage = row.passage or passage
    make = functools.partial(_row_rule, row, passage, rules)
    missing = make("missing", f"Il manque {row.label.fr}.", f"Missing: {row.label.en}.") if row.least else None
    repeated = None
    if row.most < MANY:
        repeated = make(
            "repeated",
            f"Trop de fois : {row.label.fr} (au plus {{most}}).",
            f"Too many times: {row.label.en} (at most {{most}}).",
        )
    checks: list[Check] = []
    if row.type:
        checks.append(_typed(row.type))
    if row.need:
        rule = make(
            "incomplete",
            f"Incomplet : {row.label.fr} (sans {{attribute}}).",
            f"Incomplete: {row.label.en} (no {{attribute}}).",
        )
        checks.append(_needed(row.need, rule))
    if "codeSystem" in row.need:
        checks.append(_system)
    if row.values:
        rule = make(
            "outside-value-set",
            f"Hors du jeu de valeurs {{set}} : {row.label.fr}.",
            f"Outside the value set {{set}}: {row.label.en}.",
        )
        needs[rule.id] = row.values
        checks.append(_in_set(row.values, row.on, rule))
    checks += [CHECKS[check] for check in row.checks]
    groups: dict[str, list[Compiled]] = {}
    for child in row.rows:
        compiled = _compile(child, passage, rules, needs)
        groups.setdefault(compiled.tag, []).append(compiled)
    return Compiled(
        row=row,
        tag=clark(row.name),
        conditions=tuple(condition(word) for word in row.where.split()),
        element_checks=tuple(checks),
        groups={tag: tuple(group) for tag, group in groups.items()},
        missing=missing,
        repeated=repeated,
        closed=bool(row.rows) if row.closed is None else row.closed,
    )


def _row_rule(row: Row, passage: str, rules: dict[str, Rule[Any]], fault: str, fr: str, en: str) -> Rule[Any]:
    identifier = f"cda.volet.{row.slug}-{fault}"
    if identifier not in rules:
        rules[identifier] = Rule(
            id=identifier,
            says=Text(fr, en),
            why=_WHY[fault],
            refs=(structuration(passage),),
            since=None,
            severity=Severity.ERROR,
            confidence=Confidence.CERTAIN,
        )
    return rules[identifier]


def _typed(kind: str) -> Check:
    check = TYPES[kind]
    return lambda element, state: check(element, state.found)


def _needed(attributes: Sequence[str], rule: Rule[Any]) -> Check:
    def check(element: Element, state: State) -> None:
        for attribute in attributes:
            if element.get(attribute) is None:
                state.found.append(Fault(rule, element, {"attribute": attribute}))

    return check


def _system(element: Element, state: State) -> None:
    value = element.get("codeSystem")
    if value is not None and not OID.fullmatch(value):
        state.found.append(Fault(types.SYSTEM_NOT_OID, element, {"element": name(element)}))


def _in_set(value_set: str, attribute: str, rule: Rule[Any]) -> Check:
    def check_code(element: Element, state: State) -> None:
        value = element.get(attribute)
        codes = state.codes.get(value_set)
        if value and codes is not None and value not in codes and element.get("nullFlavor") is None:
            state.found.append(Fault(rule, element, {"set": value_set}))

    def check_text(element: Element, state: State) -> None:
        codes = state.codes.get(value_set)
        if codes is not None and text_of(element) not in codes:
            state.found.append(Fault(rule, _participation(element), {"set": value_set}, element))

    return check_code if attribute else check_text


def _participation(element: Element) -> Element:
    """The child of ClinicalDocument that holds the element: where the official rules place this fault."""
    document = clark("ClinicalDocument")
    parent = element.getparent()
    while parent is not None and parent.tag != document:
        element, parent = parent, parent.getparent()
    return element


# --- reading ------------------------------------------------------------------------------------------------------


def _look(compiled: Compiled, element: Element, state: State) -> None:
    for check in compiled.element_checks:
        check(element, state)
    groups = compiled.groups
    if not groups:
        if compiled.closed:
            for child in element:
                _unexpected(child, element, state)
        return
    children: dict[str, list[Element]] = {}
    for child in element:
        children.setdefault(child.tag, []).append(child)  # type: ignore[arg-type]
    for tag, rows in groups.items():
        found = children.pop(tag, None)
        if found is None:
            for row in rows:
                if row.missing is not None:
                    state.found.append(Fault(row.missing, element))
        else:
            _group(rows, found, element, compiled.closed, state)
    if compiled.closed:
        for others in children.values():
            for child in others:
                _unexpected(child, element, state)


def _group(rows: tuple[Compiled, ...], found: list[Element], parent: Element, closed: bool, state: State) -> None:
    pending = found
    for row in rows:
        if row.conditions:
            mine = [child for child in found if row.concerns(child, state)]
        else:
            mine = found
        if row.missing is not None and len(mine) < row.row.least:
            state.found.append(Fault(row.missing, parent))
        if row.repeated is not None and len(mine) > row.row.most:
            state.found.append(Fault(row.repeated, parent, {"most": row.row.most}, mine[row.row.most]))
        for child in mine:
            if pending is found or child in pending:
                _look(row, child, state)
        pending = [child for child in pending if child not in mine]
    if closed:
        for child in pending:
            _unexpected(child, parent, state)
    if len(found) > 1:
        kind = next((row.row.type for row in rows if row.row.type in BROTHERS), None)
        if kind is not None:
            BROTHERS[kind](found, state.found)


def _unexpected(child: Element, parent: Element, state: State) -> None:
    shown = "ClinicalDocument" if parent.getparent() is None else name(parent)
    state.found.append(Fault(own.UNEXPECTED, child, {"element": name(child), "parent": shown}))


# --- nulls and xsi:type: rare, so looked for first, then placed -----------------------------------------------------

_NULLS: Final = etree.XPath("descendant::*[@nullFlavor]")
_TYPES: Final = etree.XPath("descendant::*[@xsi:type]", namespaces={"xsi": NAMESPACES["xsi"]})
_COMPONENT: Final = clark("component")


def _nulls(root: Compiled, element: Element, state: State) -> Iterator[Fault]:
    seen: set[Element] = set()
    for null in _NULLS(element):
        if not _carries(null):
            continue
        place = null
        while place is not element:
            row = resolve(root, element, place, state)
            if row is not None and (row.row.type or row.row.any):
                if place not in seen:
                    seen.add(place)
                    yield Fault(types.NULL_WITH_CONTENT, place, {"element": name(place)}, null)
                break
            parent = place.getparent()
            if parent is None:
                break
            place = parent
    for typed in _TYPES(element):
        row = resolve(root, element, typed, state)
        if row is not None and row.row.type:
            local = (typed.get(_XSI_TYPE) or "").strip().rpartition(":")[2]
            if local != row.row.type:
                yield Fault(types.TYPE_UNEXPECTED, typed, {"element": name(typed), "expected": row.row.type})


def _carries(element: Element) -> bool:
    """Does a null element carry anything else? OTH, NA and UNC must, or may, say more."""
    content = bool(len(element)) or bool((element.text or "").strip())
    others = [a for a in element.attrib if a not in _FREE_ATTRIBUTES and not str(a).startswith("{")]
    if element.get("nullFlavor") in _EXCEPTED:
        content = any(child.tag not in (clark("originalText"), clark("translation")) for child in element)
        content = content or bool((element.text or "").strip())
        others = [a for a in others if not str(a).startswith("codeSystem") and a != "extension"]
    return content or bool(others)


def resolve(root: Compiled, top: Element, element: Element, state: State) -> Compiled | None:
    """The row that looks at `element`, or None."""
    if element is top:
        return root
    parent = element.getparent()
    above = resolve(root, top, parent, state) if parent is not None else None
    if above is None:
        return None
    return next((row for row in above.groups.get(str(element.tag), ()) if row.concerns(element, state)), None)


Compile = Callable[[Row], Volet]
