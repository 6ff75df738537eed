"""The engine of the volet: compiles a tree of rows into closures, once, and reads headers against them.

An element is looked at by the first row of its name whose `where` it fulfils; a row counts the elements that fulfil
its `where`. What no row looks at, inside a closed row, is unexpected content: a warning.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import define, field, frozen
from lxml import etree

from esante_rules._core import Confidence, Reference, Rule, Severity, Text
from esante_rules.cda import _datatype_rules as types
from esante_rules.cda import _volet_rules as own
from esante_rules.cda._body import BodyKind
from esante_rules.cda._datatype_codes import OID
from esante_rules.cda._datatype_elements import name, text_of
from esante_rules.cda._datatypes import BROTHERS
from esante_rules.cda._datatypes import CHECKS as TYPES
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import NAMESPACES, clark
from esante_rules.cda._quick import quick
from esante_rules.cda._sources import structuration
from esante_rules.cda._volet_conditions import CHECKS, Check, Condition, Element, Pairs, Sets, State, condition
from esante_rules.cda._volet_model import MANY, Row

_XSI_TYPE: Final = f"{{{NAMESPACES['xsi']}}}type"
_FREE_ATTRIBUTES: Final = frozenset(
    (
        *("nullFlavor", "classCode", "moodCode", "typeCode", "determinerCode", "contextControlCode"),
        *(f"{{{NAMESPACES['xsi']}}}{name}" for name in ("type", "nil", "schemaLocation", "noNamespaceSchemaLocation")),
    )
)
_ANY_VALUE: Final = "*"
_DEFAULTS: Final[Mapping[str, str]] = {
    "partType": _ANY_VALUE,
    "inclusive": "true",
    "operator": "I",
    "unit": "1",
    "mediaType": "text/plain",
    "representation": "TXT",
    "integrityCheckAlgorithm": "SHA-1",
    "inverted": "false",
}
"""What the schema supplies when it is not written: writing it says nothing."""
_VALUE_SET: Final = f"{{{NAMESPACES['sdtc']}}}valueSet"
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


Look = Callable[[Element, State], None]


@define(eq=False)
class Compiled:
    """A row, compiled: `look` does all that the row asks of one element."""

    row: Row
    tag: str
    concerns: Condition | None
    """Does the row speak of this element? None: of every one of its name."""
    missing: Rule[Any] | None
    repeated: Rule[Any] | None
    groups: Mapping[str, tuple[Compiled, ...]]
    look: Look


@frozen(eq=False)
class Volet:
    """A table, compiled: its root row, its rules in the order of the table, and the value set that some need."""

    root: Compiled
    rules: tuple[Rule[Any], ...]
    needs: Mapping[str, str]
    """Name of a rule to the value set without which it is skipped."""
    needed: frozenset[str]

    def check(self, root: Element, body: BodyKind, codes: Sets, pairs: Pairs) -> list[Fault]:
        """What the volet refuses in the header `root`, in no promised order."""
        state = State(codes, pairs, body)
        self.root.look(root, state)
        state.extend(_nulls(self.root, root, state))
        return state


def compile_volet(
    root: Row,
    *,
    known: Mapping[str, Rule[Any]] | None = None,
    cite: Callable[[str], Reference] = structuration,
    conditions: Mapping[str, Check] = CHECKS,
) -> Volet:
    """Compile a table; equal slugs share their rules.

    `known` are the rules of another table, by name: a requirement that both state is one rule. `cite` gives the
    reference of a passage for the others. `conditions` are the functions that `Row.checks` names.
    """
    names = _Names(known or {}, cite, conditions)
    compiled = _compile(root, root.passage, names)
    return Volet(compiled, tuple(names.rules.values()), names.needs, frozenset(names.needs.values()))


@define
class _Names:
    """What the names of a table mean, and its rules, while it is compiled."""

    known: Mapping[str, Rule[Any]]
    cite: Callable[[str], Reference]
    conditions: Mapping[str, Check]
    rules: dict[str, Rule[Any]] = field(factory=dict)
    needs: dict[str, str] = field(factory=dict)

    def rule(self, slug: str, passage: str, fault: str, says: Text) -> Rule[Any]:
        """The rule of a fault of the rows of this slug, made at its first mention."""
        identifier = f"cda.volet.{slug}-{fault}"
        if identifier not in self.rules:
            self.rules[identifier] = self.known.get(identifier) or Rule(
                id=identifier,
                says=says,
                why=_WHY[fault],
                refs=(self.cite(passage),),
                since=None,
                severity=Severity.ERROR,
                confidence=Confidence.CERTAIN,
            )
        return self.rules[identifier]


# --- compiling ----------------------------------------------------------------------------------------------------


def _compile(row: Row, passage: str, names: _Names) -> Compiled:
    passage = row.passage or passage
    label = row.label
    make = functools.partial(names.rule, row.slug, passage)
    missing = repeated = None
    if row.least:
        missing = make("missing", Text(f"Il manque {label.fr}.", f"Missing: {label.en}."))
    if row.most < MANY:
        text = Text(f"Trop de fois : {label.fr} (au plus {{most}}).", f"Too many times: {label.en} (at most {{most}}).")
        repeated = make("repeated", text)
    checks: list[Look] = [TYPES[row.type]] if row.type else []
    if row.need:
        text = Text(f"Incomplet : {label.fr} (sans {{attribute}}).", f"Incomplete: {label.en} (no {{attribute}}).")
        checks.append(_needed(row.need, make("incomplete", text)))
    if "codeSystem" in row.need:
        checks.append(_system)
    if row.values:
        text = Text(f"Hors du jeu de valeurs {{set}} : {label.fr}.", f"Outside the value set {{set}}: {label.en}.")
        rule = make("outside-value-set", text)
        names.needs[rule.id] = row.values
        checks.append(_in_set(row, rule))
    checks += [names.conditions[check] for check in row.checks]
    groups: dict[str, list[Compiled]] = {}
    for child in row.rows:
        compiled = _compile(child, passage, names)
        groups.setdefault(compiled.tag, []).append(compiled)
    closed = bool(row.rows) if row.closed is None else row.closed
    if groups or closed:
        checks.append(_inside({tag: tuple(group) for tag, group in groups.items()}, closed=closed))
    return Compiled(
        row=row,
        tag=clark(row.name),
        concerns=_both(tuple(condition(word) for word in row.where.split())),
        missing=missing,
        repeated=repeated,
        groups={tag: tuple(group) for tag, group in groups.items()},
        look=_all(row, tuple(checks)),
    )


def _both(conditions: tuple[Condition, ...]) -> Condition | None:
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    first, rest = conditions[0], _both(conditions[1:])
    return lambda element, state: first(element, state) and (rest is None or rest(element, state))


def _all(row: Row, checks: tuple[Look, ...]) -> Look:
    """One function for all the checks of a row, behind the quick acceptance of its type where there is one."""
    if not checks:
        return _nothing
    if len(checks) == 1:
        every = checks[0]
    else:

        def every(element: Element, state: State) -> None:
            for check in checks:
                check(element, state)

    accepts = quick(row)
    if accepts is None:
        return every

    def look(element: Element, state: State) -> None:
        if not accepts(element, state):
            every(element, state)

    return look


def _nothing(_element: Element, _state: State) -> None:
    return


def _needed(attributes: Sequence[str], rule: Rule[Any]) -> Look:
    def check(element: Element, state: State) -> None:
        missing = tuple(attribute for attribute in attributes if element.get(attribute) is None)
        if missing:
            state.append(Fault(rule, element, {"attribute": missing}))

    return check


def _system(element: Element, state: State) -> None:
    value = element.get("codeSystem")
    if value is not None and not OID.fullmatch(value):
        state.append(Fault(types.SYSTEM_NOT_OID, element, {"element": name(element)}))


def _in_set(row: Row, rule: Rule[Any]) -> Look:
    value_set, attribute = row.values, row.on

    def check_pair(element: Element, state: State) -> None:
        pairs = state.pairs.get(value_set)
        if pairs is None or element.get("nullFlavor") is not None:
            return
        if element.get(attribute) and (element.get(attribute), element.get("codeSystem")) not in pairs:
            state.append(Fault(rule, element, {"set": value_set}))

    def check_code(element: Element, state: State) -> None:
        value = element.get(attribute)
        codes = state.codes.get(value_set)
        if value and codes is not None and value not in codes and element.get("nullFlavor") is None:
            state.append(Fault(rule, element, {"set": value_set}))

    def check_text(element: Element, state: State) -> None:
        codes = state.codes.get(value_set)
        if codes is not None and text_of(element) not in codes:
            state.append(Fault(rule, _participation(element), {"set": value_set}, element))

    if not attribute:
        return check_text
    return check_pair if row.system else check_code


def _participation(element: Element) -> Element:
    """The child of ClinicalDocument that holds the element: where the official rules place this fault."""
    document = clark("ClinicalDocument")
    parent = element.getparent()
    while parent is not None and parent.tag != document:
        element, parent = parent, parent.getparent()
    return element


# --- what is inside an element --------------------------------------------------------------------------------------


Plan = tuple[
    tuple[tuple[Look, int], ...],
    tuple[tuple[Callable[[Element, Element, State], None], int], ...],
    tuple[tuple[Callable[[Sequence[Element], Element, State], None], tuple[int, ...]], ...],
    tuple[Rule[Any], ...],
]
"""What to do with children of given names.

(function, position) of those that one row looks at, then of those that several rows share; (function, positions) of
those that come several times; the rules that absent ones break.
"""
_PLANS: Final = 200
_LONGEST: Final = 60
"""At most so many plans are kept for an element, and for so many children: a file must not fill the memory."""


def _inside(groups: Mapping[str, tuple[Compiled, ...]], *, closed: bool) -> Look:
    """Check the children by name: what their row asks of each, then how many there are, and what is absent.

    A row without a condition takes every child of its name; rows with conditions share those of their name (`_choose`).
    What to do depends on the names of the children alone, and most headers have the same: it is planned once for each
    list of names.
    """
    plans: dict[tuple[Any, ...], Plan] = {}

    def look(element: Element, state: State) -> None:
        children = element[:]  # a copy: lxml makes it at a quarter of the price of an iterator
        tags = tuple([child.tag for child in children])
        plan = plans.get(tags)
        if plan is None:
            plan = _plan(groups, tags, closed)
            if len(plans) < _PLANS and len(tags) < _LONGEST and groups.keys() >= set(tags):
                plans[tags] = plan
        simple, chosen, several, absent = plan
        for found, position in simple:
            found(children[position], state)
        for choose, position in chosen:
            choose(children[position], element, state)
        for gather, positions in several:
            gather([children[position] for position in positions], element, state)
        for rule in absent:
            state.append(Fault(rule, element))

    return look


def _plan(groups: Mapping[str, tuple[Compiled, ...]], tags: tuple[Any, ...], closed: bool) -> Plan:
    positions: dict[Any, list[int]] = {}
    for position, tag in enumerate(tags):
        positions.setdefault(tag, []).append(position)
    simple: list[tuple[Look, int]] = []
    chosen: list[tuple[Callable[[Element, Element, State], None], int]] = []
    several: list[tuple[Callable[[Sequence[Element], Element, State], None], tuple[int, ...]]] = []
    for tag, mine in positions.items():
        rows = groups.get(tag)
        if rows is None:
            chosen += [(_unexpected, position) for position in mine] if closed else []
        elif len(rows) == 1 and rows[0].concerns is None:
            if rows[0].look is not _nothing:
                simple += [(rows[0].look, position) for position in mine]
            if len(mine) > 1:
                several.append((functools.partial(_several, rows[0]), tuple(mine)))
        elif len(mine) == 1 and all(row.row.least <= 1 <= row.row.most for row in rows):
            chosen.append((functools.partial(_choose_for_one, rows, closed), mine[0]))
        else:
            several.append((functools.partial(_choose, rows, closed), tuple(mine)))
    absent = tuple(
        row.missing
        for tag, rows in groups.items()
        if tag not in positions
        for row in rows
        if row.missing is not None and row.row.least
    )
    return tuple(simple), tuple(chosen), tuple(several), absent


def _several(row: Compiled, mine: Sequence[Element], parent: Element, state: State) -> None:
    number = len(mine)
    if row.missing is not None and number < row.row.least:
        state.append(Fault(row.missing, parent))
    if row.repeated is not None and number > row.row.most:
        state.append(Fault(row.repeated, parent, {"most": row.row.most}, mine[row.row.most]))
    if row.row.type in BROTHERS:
        BROTHERS[row.row.type](mine, state)


def _choose_for_one(rows: tuple[Compiled, ...], closed: bool, child: Element, parent: Element, state: State) -> None:
    """`_choose` for an only child, where no row wants more than one or less."""
    taken = False
    for row in rows:
        concerns = row.concerns
        if concerns is None or concerns(child, state):
            if not taken:
                taken = True
                row.look(child, state)
        elif row.missing is not None and row.row.least:
            state.append(Fault(row.missing, parent))
    if closed and not taken:
        _unexpected(child, parent, state)


def _choose(rows: tuple[Compiled, ...], closed: bool, found: Sequence[Element], parent: Element, state: State) -> None:
    """Rows with conditions: each counts those that fulfil its own; the first that does looks at the element."""
    taken: set[Element] = set()
    for row in rows:
        concerns = row.concerns
        mine = found if concerns is None else [child for child in found if concerns(child, state)]
        number = len(mine)
        if row.missing is not None and number < row.row.least:
            state.append(Fault(row.missing, parent))
        if row.repeated is not None and number > row.row.most:
            state.append(Fault(row.repeated, parent, {"most": row.row.most}, mine[row.row.most]))
        for child in mine:
            if child not in taken:
                taken.add(child)
                row.look(child, state)
    if closed and len(taken) < len(found):
        for child in found:
            if child not in taken:
                _unexpected(child, parent, state)
    if len(found) > 1:
        kind = next((row.row.type for row in rows if row.row.type in BROTHERS), None)
        if kind is not None:
            BROTHERS[kind](found, state)


def _unexpected(child: Element, parent: Element, state: State) -> None:
    state.append(Fault(own.UNEXPECTED, child, {"element": name(child), "parent": name(parent)}))


# --- nulls and xsi:type: rare, so looked for first, then placed -----------------------------------------------------

_RARE: Final = etree.XPath(
    "(descendant::*/@nullFlavor | descendant::*/@xsi:type)/..", namespaces={"xsi": NAMESPACES["xsi"]}
)


def _nulls(root: Compiled, element: Element, state: State) -> Iterator[Fault]:
    seen: set[Element] = set()
    known: Rows = {element: root}
    rare = _RARE(element)
    for null in rare:
        if null.get("nullFlavor") is None or not _carries(null):
            continue
        place = null
        while place is not element:
            row = resolve(known, place, state)
            if row is not None and (row.row.type or row.row.any):
                if place not in seen:
                    seen.add(place)
                    yield Fault(types.NULL_WITH_CONTENT, place, {"element": name(place)}, null)
                break
            parent = place.getparent()
            if parent is None:
                break
            place = parent
    for typed in rare:
        named = typed.get(_XSI_TYPE)
        row = resolve(known, typed, state) if named is not None else None
        if row is not None and named is not None and row.row.type:
            local = named.strip().rpartition(":")[2]
            expected = row.row.type.partition(".")[0]
            if local != expected:
                yield Fault(types.TYPE_UNEXPECTED, typed, {"element": name(typed), "expected": expected})


def _carries(element: Element) -> bool:
    """Does a null element carry anything else? OTH, NA and UNC must, or may, say more."""
    if len(element.attrib) == 1 and not len(element) and not element.text:
        return False
    content = bool(len(element)) or bool((element.text or "").strip())
    others = [
        str(name)
        for name, value in element.attrib.items()
        if name not in _FREE_ATTRIBUTES and _DEFAULTS.get(str(name), "") not in (str(value), _ANY_VALUE)
    ]
    if element.get("nullFlavor") in _EXCEPTED:
        content = any(child.tag not in (clark("originalText"), clark("translation")) for child in element)
        content = content or bool((element.text or "").strip())
        others = [a for a in others if not a.startswith(("codeSystem", _VALUE_SET)) and a != "extension"]
    return content or bool(others)


Rows = dict[Element, Compiled | None]


def resolve(known: Rows, element: Element, state: State) -> Compiled | None:
    """The row that looks at `element`, or None; `known` starts with that of the root, and is filled on the way."""
    if element in known:
        return known[element]
    parent = element.getparent()
    above = resolve(known, parent, state) if parent is not None else None
    known[element] = row = None if above is None else next(_concerned(above, element, state), None)
    return row


def _concerned(above: Compiled, element: Element, state: State) -> Iterator[Compiled]:
    for row in above.groups.get(str(element.tag), ()):
        if row.concerns is None or row.concerns(element, state):
            yield row
