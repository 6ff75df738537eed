"""The parts of a header (an author, a participant...) as types of an XML Schema, for `_volet_xsd`.

Each is the model of HL7 held to the rows of the volet: less than they allow, never more. What a type cannot say of an
optional element is left out of the part, which is then looked at in Python when it has that element; a data type that
has no form here keeps that of HL7, and the elements are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import evolve, frozen
from lxml import etree

from esante_rules.cda._datatypes import BROTHERS
from esante_rules.cda._names import clark
from esante_rules.cda._schema import full_content
from esante_rules.cda._schema_table import ELEMENTS
from esante_rules.cda._schema_xsd import E, attributes, content
from esante_rules.cda._simple import test
from esante_rules.cda._volet_conditions import ALLOWED, Pairs, Sets
from esante_rules.cda._volet_forms import ADDRESS_LINES, PERIOD, Forms, needs_more, null_form
from esante_rules.cda._volet_model import MANY, Compiled, Row
from esante_rules.cda._volet_words import MANY_TIMES, OWN, Unsaid, attribute, element, one_of, said, times

XS_ELEMENT: Final = "{http://www.w3.org/2001/XMLSchema}element"
NULL: Final = f".{OWN}null"
LINES: Final = f".{OWN}lines"
"""The endings of the names of elements in another form: null, or an address of lines."""
COMPARED: Final[Mapping[str, str]] = {
    "templateId": "II",
    "id": "II",
    "addr": "AD",
    "telecom": "TEL",
    "translation": "CD",
}
"""The elements of which there may be several, and their type: brothers are compared in Python."""

_CHOICE: Final = "{http://www.w3.org/2001/XMLSchema}choice"
_LOOKED_AT: Final = frozenset(("II", "TS", "INT", "INT.POS", "CS", "BL", "ED"))
"""The data types that may keep the form of HL7."""
_SAID_BY_THE_MODEL: Final = frozenset(("person-or-device", "informant-role", "guardian-choice"))
"""Conditions that the choices of the HL7 model state, once the rows below are held to."""


_SAYS_SOMETHING: Final = "[not(@nullFlavor) or node() or @*[local-name() != 'nullFlavor' and local-name() != 'type']]"


@frozen(eq=False)
class Left:
    """What is left to look at in a part."""

    path: tuple[str, ...]
    """The tags that lead to the elements, from the part."""
    row: Compiled
    kind: str
    """Their type in the model of HL7."""

    def find(self, part: str) -> etree.XPath:
        """From ClinicalDocument, the elements to look at in the parts of that tag."""
        steps = [f"p{n}:{tag.rpartition('}')[2]}" for n, tag in enumerate((part, *self.path))]
        spaces = {f"p{n}": tag[1:].rpartition("}")[0] for n, tag in enumerate((part, *self.path))}
        null_is_right = self.kind == PERIOD and not needs_more(self.row.row)
        return etree.XPath("/".join(steps) + (_SAYS_SOMETHING if null_is_right else ""), namespaces=spaces)


class Parts:
    """The types of the parts of a header, for given value sets."""

    def __init__(self, codes: Sets, pairs: Pairs) -> None:
        self._forms = Forms(codes, pairs)

    @property
    def types(self) -> list[etree._Element]:
        """Every type made so far."""
        return self._forms.types

    def part(self, compiled: Compiled, kind: str) -> tuple[str, tuple[Left, ...]]:
        """The type of a part, and what is left to look at in it; raises `Unsaid` when the part cannot be written."""
        left: list[Left] = []
        return self._structure(compiled, kind, (), (), left), tuple(left)

    def _structure(
        self, compiled: Compiled, kind: str, asked: tuple[str, ...], path: tuple[str, ...], left: list[Left]
    ) -> str:
        """The type of an element that holds others; `asked` are attributes that a row above needs."""
        row = compiled.row
        said(row.rows and row.closed is not False and not (row.type or row.need or row.values))
        demanded = _demanded(row)
        needed = {child.name for child in row.rows if child.least} | demanded.keys()
        model = content(full_content(kind))
        for hl7 in list(model.iter(XS_ELEMENT)):
            name = hl7.get("name") or hl7.get("ref") or ""
            rows = compiled.groups.get(clark(name), ())
            parent = hl7.getparent()
            known = len(left)
            try:
                said(rows and parent is not None)
                made = self._child(rows, hl7, demanded.get(name), (*path, clark(name)), left)
            except Unsaid:
                del left[known:]
                said(name not in needed and hl7.get("minOccurs") == "0")
                if parent is not None:
                    parent.remove(hl7)
            else:
                needed.discard(name)
                if parent is not None:
                    parent.replace(hl7, made)
        said(not needed)
        return self._forms.keep(row.slug, E.complexType(model, *self._attributes(row, kind, asked)))

    def _child(
        self,
        rows: tuple[Compiled, ...],
        hl7: etree._Element,
        demand: tuple[str, ...] | None,
        path: tuple[str, ...],
        left: list[Left],
    ) -> etree._Element:
        """The form that rows give to an element of the model; `demand`: there must be one, with these attributes."""
        compiled = rows[0] if len(rows) == 1 else _merged(rows)
        row, kind, name = compiled.row, hl7.get("type") or "", hl7.get("name") or ""
        hl7_least, hl7_most = int(hl7.get("minOccurs") or 1), hl7.get("maxOccurs") or "1"
        least = max(hl7_least, row.least, 0 if demand is None else 1)
        parent = hl7.getparent()
        said(least == hl7_least or parent is None or parent.tag != _CHOICE)
        said(least <= 1 and row.most)
        most = str(row.most) if hl7_most == MANY_TIMES and row.most < MANY else hl7_most
        if kind in BROTHERS and name not in COMPARED:
            most = "1"
        try:
            type_ = self._type(compiled, kind, demand or (), path, left)
        except Unsaid:
            said(not row.where and demand is None and name not in COMPARED)
            return _looked_at(
                Left(path, compiled, kind or ELEMENTS.get(hl7.get("ref") or "", "")), hl7, least, most, left
            )
        made = element(name, type_, least, most)
        if kind == "AD":
            made = times(E.choice(element(name, type_), element(name + LINES, ADDRESS_LINES)), least, most)
        null = null_form(row, kind)
        if null:
            made = times(E.choice(times(made, 1, most), element(name + NULL, null)), least, "1")
        return made

    def _type(
        self, compiled: Compiled, kind: str, demand: tuple[str, ...], path: tuple[str, ...], left: list[Left]
    ) -> str:
        row = compiled.row
        if kind.startswith("POCD"):
            return self._structure(compiled, kind, demand, path, left)
        said(not demand and (row.name not in COMPARED or row.type == kind) and row.type in ("", kind))
        if kind == PERIOD:
            said(not row.where)
            left.append(Left(path, compiled, kind))
            return kind
        return self._forms.form(row, kind)

    def _attributes(self, row: Row, kind: str, asked: tuple[str, ...]) -> list[etree._Element]:
        """Those of HL7, but for the null flavor, with what the row asks of them."""
        words: dict[str, Iterable[str]] = {}
        needed = set(asked)
        for word in row.where.split():
            name, _, value = word.removeprefix("@").partition(":")
            if word.startswith("@"):
                needed.add(name)
                words |= {name: (value,)} if value else {}
        for check in row.checks:
            said(check in ALLOWED or check in _SAID_BY_THE_MODEL)
            if check in ALLOWED:
                name, allowed = ALLOWED[check]
                codes = self._forms.codes.get(allowed) if isinstance(allowed, str) else allowed
                words |= {} if codes is None else {name: codes}
        kept = []
        for hl7 in attributes(kind):
            name = hl7.get("name") or ""
            if name in words:
                possible = test(hl7.get("type") or "")
                kept.append(attribute(name, one_of(w for w in words.pop(name) if possible(w)), required=True))
            elif name != "nullFlavor":
                hl7.set("use", "required" if name in needed else hl7.get("use") or "optional")
                kept.append(hl7)
            needed.discard(name)
        said(not words and not needed)
        return kept


def _looked_at(left: Left, hl7: etree._Element, least: int, most: str, lefts: list[Left]) -> etree._Element:
    """The element of HL7 as it is: each is looked at, null or not."""
    said(left.kind in _LOOKED_AT and (most == "1" or left.kind not in BROTHERS))
    lefts.append(left)
    name = hl7.get("name")
    if name is None:  # of another namespace: it keeps its name
        return times(hl7, least, most)
    return times(E.choice(element(name, left.kind), element(name + NULL, left.kind)), least, most)


def _merged(rows: tuple[Compiled, ...]) -> Compiled:
    """Identifiers under a root, then any other: what all of them ask, asked of each."""
    said(all(one.row.type == "II" and not one.row.least and one.row.most == MANY for one in rows))
    said(all(one.row.where.startswith("root:") and not one.row.checks for one in rows[:-1]) and not rows[-1].row.where)
    need = dict.fromkeys(name for one in rows for name in one.row.need)
    return evolve(rows[-1], row=evolve(rows[-1].row, need=tuple(need)))


def _demanded(row: Row) -> dict[str, tuple[str, ...]]:
    """The children without which the row does not speak of an element, and the attributes that they must have."""
    demanded: dict[str, tuple[str, ...]] = {}
    for word in row.where.split():
        key, _, value = word.partition(":")
        if key == "has":
            demanded.setdefault(value, ())
        elif key == "has-classed":
            demanded[value] = ("classCode",)
        elif key in ("id-root", "signed"):
            name, where = ("id", f"root:{value}") if key == "id-root" else ("signatureCode", f"@code:{value}")
            said([child.where for child in row.rows if child.name == name] == [where])
            demanded.setdefault(name, ())
        else:
            said(key == "live" or key.startswith("@"))
    return demanded
