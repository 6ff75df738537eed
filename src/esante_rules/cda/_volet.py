"""The engine of the volet: compiles a tree of rows into closures, once, and reads headers against them.

An element is looked at by the first row of its name whose `where` it fulfils; a row counts the elements that fulfil
its `where`. What no row looks at, inside a closed row, is unexpected content: a warning.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from attrs import define, field, frozen

from esante_rules._core import Confidence, Reference, Rule, Severity, Text
from esante_rules.cda import _datatype_rules as types
from esante_rules.cda._datatype_codes import OID
from esante_rules.cda._datatype_elements import name, text_of
from esante_rules.cda._datatypes import CHECKS as TYPES
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import clark
from esante_rules.cda._quick import quick
from esante_rules.cda._reading import Reading
from esante_rules.cda._sources import structuration
from esante_rules.cda._volet_children import inside, nothing
from esante_rules.cda._volet_conditions import CHECKS, Check, Condition, Element, Pairs, Sets, State, condition
from esante_rules.cda._volet_model import MANY, Compiled, Look, Row
from esante_rules.cda._volet_nulls import nulls
from esante_rules.cda._volet_xsd import Quick
from esante_rules.cda._volet_xsd import quick as quick_schema

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
class Volet:
    """A table, compiled: its root row, its rules in the order of the table, and the value set that some need."""

    root: Compiled
    rules: tuple[Rule[Any], ...]
    needs: Mapping[str, str]
    """Name of a rule to the value set without which it is skipped."""
    needed: frozenset[str]

    def quick(self, codes: Sets, pairs: Pairs) -> Quick:
        """The schema that accepts in C what most headers say."""
        return quick_schema(self.root, codes, pairs)

    def check(
        self, reading: Reading, codes: Sets, pairs: Pairs, accepted: frozenset[Element] = frozenset()
    ) -> list[Fault]:
        """What the volet refuses in the header that was read, in no promised order; nothing when none was.

        `accepted` are the parts that `quick` accepts: they are not looked at, but for what it leaves.
        """
        root = reading.root
        if root is None:
            return []
        state = State(codes, pairs, reading.body.kind, accepted)
        self.root.look(root, state)
        right = None
        if accepted:
            schema = self.quick(codes, pairs)
            schema.rest(root, accepted, state)
            right = functools.partial(schema.is_period, root, accepted)
        state.extend(nulls(self.root, root, reading.nulls, state, right))
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
    for parts in compiled.groups.values():
        for part in parts:
            part.look = _unless_accepted(part.look)
    return Volet(compiled, tuple(names.rules.values()), names.needs, frozenset(names.needs.values()))


def _unless_accepted(look: Look) -> Look:
    """`look` at a part of the header, but where the schema of the volet already accepts it."""

    def check(element: Element, state: State) -> None:
        if element not in state.accepted:
            look(element, state)

    return check


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
        checks.append(inside({tag: tuple(group) for tag, group in groups.items()}, closed=closed))
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
        return nothing
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
