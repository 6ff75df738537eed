"""The usual form of each data type, as a type of an XML Schema, for `_volet_parts`: less than a row allows, never more.

A code with its system, an address of distinct parts with a city, a name of plain parts each once... Texts are compared
as they are written (xs:string), as the rows do.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from attrs import evolve
from lxml import etree

from esante_rules.cda._datatype_codes import OID
from esante_rules.cda._datatype_elements import FIVE_NULLS
from esante_rules.cda._datatype_texts import ADDRESS_USES, PARTS, TELECOM_USES
from esante_rules.cda._schema_xsd import E
from esante_rules.cda._simple import test
from esante_rules.cda._volet_conditions import ALLOWED, DISCHARGE, Pairs, Sets
from esante_rules.cda._volet_model import Row
from esante_rules.cda._volet_words import (
    MANY_TIMES,
    OWN,
    at_most,
    attribute,
    element,
    named,
    not_blank,
    one_of,
    pattern,
    said,
    text_with,
    times,
)

PERIOD: Final = "IVL_TS"
_TEXT, _PART, _NAME, _NULL, _NULL_CODE, _NULL_TELECOM = (
    OWN + word for word in ("text", "part", "name", "null", "null-code", "null-telecom")
)
ADDRESS_LINES: Final = OWN + "lines"

_OID: Final = r"[0-2](\.(0|[1-9][0-9]*))*"
_UUID: Final = "[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"
_CODE: Final = r"[^\s]+"
_LABEL: Final = r"[\S ]+"
_NUMBER: Final = "(tel|fax|mailto):[&-.0-;?-Z_a-z]+"  # few ranges: libxml2 tries every one on each character
_DAY: Final = "((0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])(29|30)|(0[13578]|1[02])31)"
_HOUR: Final = r"([01][0-9]|2[0-3])[0-5][0-9]([0-5][0-9])?([+\-](0[0-9]|1[0-3])[0-5][0-9]?)?"
_QUALIFIERS: Final = ("BR", "CL")
_MOST_LINES: Final = 7

_NULLS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("II", "TS", "AD", "ON", "EN", "PN", "SC", "ST"), _NULL),
    "CE": _NULL_CODE,
    "TEL": _NULL_TELECOM,
    PERIOD: PERIOD,  # its type may be named: `xsi:type`
}
_TRUE_OF_NULLS: Final = frozenset(("root-and-extension-or-null", "code-and-system-or-null", "no-children"))
_OF_PATIENT: Final = {"given": ("given-qualifier",), "family": ("family-qualifier",)}


class Forms:
    """The forms of the data types, for given value sets; `types` are those that they need in the schema."""

    def __init__(self, codes: Sets, pairs: Pairs) -> None:
        self.types: list[etree._Element] = [named(name, made) for name, made in _shared().items()]
        self.codes = codes
        self._pairs = pairs
        self._names: dict[bytes, str] = {}

    def keep(self, word: str, made: etree._Element) -> str:
        """The name of a type; two rows that ask the same share one, so that libxml2 walks fewer."""
        written = etree.tostring(made)
        if written not in self._names:
            self._names[written] = name = f"{OWN}{word}-{len(self._names)}"
            self.types.append(named(name, made))
        return self._names[written]

    def form(self, row: Row, kind: str) -> str:
        """The type of an element of that data type that fulfils the row; raises `Unsaid` when none is known."""
        said(kind in _FORMS)
        made = _FORMS[kind](self, row)
        return made if isinstance(made, str) else self.keep(row.slug, made)

    def identifier(self, row: Row) -> etree._Element:
        """II: a root and, when the row needs one, an extension."""
        said(not row.values and not row.rows and set(row.need) <= {"root", "extension"})
        root = pattern(f"{_OID}|{_UUID}", most=128)
        for word in row.where.split():
            key, _, value = word.partition(":")
            said(key in ("live", "root"))
            root = one_of((value,)) if value else root
        extension = "extension" in row.need
        for check in row.checks:
            said(check in ("custodian-root", "root-and-extension-or-null"))
            if check == "custodian-root":
                said(not isinstance(ALLOWED[check][1], str))
                root = one_of(ALLOWED[check][1])
            extension = extension or check == "root-and-extension-or-null"
        return E.complexType(
            attribute("root", root, required=True),
            attribute("extension", at_most(64), required=extension),
            attribute("assigningAuthorityName"),
        )

    def code(self, row: Row) -> etree._Element:
        """CE: a code of the value set and its system, perhaps said in a text."""
        said(set(row.checks) <= {"code-and-system-or-null", "discharge-system"} and row.on == "code")
        code, system = pattern(_CODE), one_of((DISCHARGE,)) if "discharge-system" in row.checks else pattern(_OID)
        paired = row.values if row.system else ""
        for word in row.where.split():
            key, _, value = word.partition(":")
            said(key == "live" or (key == "in" and (not row.values or row.values == value)))
            paired = value or paired
        if row.values in self.codes:
            code = one_of(self.codes[row.values])
        if paired in self._pairs:
            codes, usual = _of_one_system(self._pairs[paired])
            code, system = one_of(codes), one_of((usual,))
        inside = E.sequence()
        if _may_be_said(row):
            inside.append(element("originalText", _TEXT, 0))
        translation = next((part for part in row.rows if part.name == "translation"), None)
        if translation is not None:
            type_ = self.keep(translation.slug, self.translation(translation))
            inside.append(element("translation", type_, 0, MANY_TIMES))
        return E.complexType(inside, *_coded(code, system, labelled="displayName" in row.need))

    def translation(self, row: Row) -> etree._Element:
        """CD: a code and its system."""
        said(row.type == "CD" and not (row.rows or row.checks or row.where) and row.on == "code" and not row.system)
        code = pattern(_CODE)
        if row.values in self.codes:
            code = one_of(self.codes[row.values])
        inside = E.sequence(
            element("originalText", _TEXT, 0),
            element("qualifier", "CR", 0, MANY_TIMES),
        )
        return E.complexType(inside, *_coded(code, pattern(_OID), labelled="displayName" in row.need))

    def simple_code(self, row: Row) -> etree._Element:
        """CS: a code."""
        said(not (row.checks or row.values or row.rows) and set(row.need) <= {"code"})
        code = pattern(_CODE)
        for word in row.where.split():
            said(word == "live" or word.startswith("@code:"))
            code = code if word == "live" else one_of((word.partition(":")[2],))
        return E.complexType(attribute("code", code, required=True))

    def timestamp(self, row: Row) -> etree._Element:
        """TS: a day, perhaps with an hour and its offset."""
        said(row.where in ("", "live") and set(row.need) <= {"value"} and set(row.checks) <= {"no-children"})
        said(not row.values and not row.rows)
        return E.complexType(attribute("value", pattern(f"(19|20)[0-9]{{2}}{_DAY}({_HOUR})?"), required=True))

    def telecom(self, row: Row) -> etree._Element:
        """TEL: a number or an address of mail."""
        said(_plain(row))
        use = one_of(word for word in TELECOM_USES if test("set_TelecommunicationAddressUse")(word))
        return E.complexType(attribute("value", pattern(_NUMBER), required=True), attribute("use", use))

    def address(self, row: Row) -> etree._Element:
        """AD: parts, each at most once, and the city."""
        said(_plain(row))
        names = sorted(tag.rpartition("}")[2] for tag in PARTS)
        parts = (element(name, _TEXT, int(name == "city")) for name in names)
        return E.complexType(E.all(*parts), _address_use())

    def person_name(self, row: Row) -> etree._Element:
        """PN: parts, each at most once, or those of a patient."""
        said(not (row.need or row.values or row.checks) and set(row.where.split()) <= {"live", "has:family"})
        use = E.attribute(name="use", type="set_EntityNameUse")
        if {part.name: part.checks for part in row.rows}.items() >= _OF_PATIENT.items():
            return E.complexType(self._patient_parts(row), use)
        said("family" in [part.name for part in row.rows])
        parts = []
        for part in row.rows:
            said(_plain(part) or (part.values and _plain(evolve(part, values="")) and not part.on))
            type_ = _PART if part.name in _OF_PATIENT else _TEXT
            if part.values in self.codes:
                type_ = self.keep(part.slug, one_of(self.codes[part.values]))
            parts.append(element(part.name, type_, int(part.name == "family")))
        return E.complexType(E.all(*parts), use)

    def _patient_parts(self, row: Row) -> etree._Element:
        """Family names and given names in any order, one of each at least, with their qualifiers; prefix and suffix."""
        said(all(part.where == "live" and not (part.rows or part.values) for part in row.rows if part.checks))
        said({part.name for part in row.rows if _plain(part)} == {"prefix", "suffix"})
        qualified = text_with(attribute("qualifier", one_of(_QUALIFIERS), required=True), _TEXT)
        family = self.keep("patient-family", qualified)

        def part(name: str, least: int = 1, most: str = "1") -> etree._Element:
            return element(name, {"family": family, "given": _PART}.get(name, _TEXT), least, most)

        some = E.choice(
            E.sequence(part("given", most=MANY_TIMES), part("family")),
            E.sequence(part("family", most=MANY_TIMES), part("given")),
        )
        names = E.sequence(some, times(E.choice(part("given"), part("family")), 0, MANY_TIMES))
        after = E.choice(E.sequence(part("prefix"), part("suffix", 0)), E.sequence(part("suffix"), part("prefix", 0)))
        before = E.sequence(part("prefix"), copy.deepcopy(names), part("suffix", 0))
        return E.choice(before, E.sequence(names, times(after, 0, "1")))

    def text_name(self, row: Row) -> etree._Element:
        """ON and EN: a text."""
        said(_plain(row))
        return text_with(E.attribute(name="use", type="set_EntityNameUse"), _NAME)

    def text(self, row: Row) -> str:
        """ST and SC: a text."""
        said(_plain(row))
        return _TEXT


_FORMS: Final[Mapping[str, Callable[[Forms, Row], etree._Element | str]]] = {
    "II": Forms.identifier,
    "CE": Forms.code,
    "CS": Forms.simple_code,
    "TS": Forms.timestamp,
    "TEL": Forms.telecom,
    "AD": Forms.address,
    "PN": Forms.person_name,
    "ON": Forms.text_name,
    "EN": Forms.text_name,
    "SC": Forms.text,
    "ST": Forms.text,
}


def _plain(row: Row) -> bool:
    return not (row.where or row.need or row.values or row.rows or row.checks)


def null_form(row: Row, kind: str) -> str:
    """The type of an element that has a nullFlavor and says nothing more; empty when it would not be right."""
    if row.where or (kind != PERIOD and needs_more(row)):
        return ""
    return _NULL if kind == "CE" and not _may_be_said(row) else _NULLS.get(kind, "")


def needs_more(row: Row) -> bool:
    """Does the row ask something of a null element too?"""
    return bool(row.need or set(row.checks) - _TRUE_OF_NULLS or any(part.least for part in row.rows))


def _may_be_said(row: Row) -> bool:
    """May a code have an originalText?"""
    return not row.closed or any(part.name == "originalText" for part in row.rows)


def _of_one_system(pairs: Iterable[tuple[str, str]]) -> tuple[Sequence[str], str]:
    """The codes of the system that has the most, and that system: a type cannot pair the two."""
    systems: dict[str, list[str]] = {}
    for code, system in pairs:
        if OID.fullmatch(system):
            systems.setdefault(system, []).append(code)
    said(systems)
    usual = max(sorted(systems), key=lambda system: len(systems[system]))
    return systems[usual], usual


def _shared() -> dict[str, etree._Element]:
    """The types that need no row."""
    lines = element("streetAddressLine", _TEXT, most=str(_MOST_LINES))
    null = E.attribute(name="nullFlavor", type="NullFlavor", use="required")
    return {
        _TEXT: not_blank(),
        _PART: text_with(attribute("qualifier", one_of(_QUALIFIERS)), _TEXT),
        _NAME: not_blank('[^"].*'),
        ADDRESS_LINES: E.complexType(E.sequence(lines), _address_use()),
        _NULL: E.complexType(copy.deepcopy(null)),
        _NULL_CODE: E.complexType(E.sequence(element("originalText", _TEXT, 0)), null),
        _NULL_TELECOM: E.complexType(attribute("nullFlavor", one_of(FIVE_NULLS), required=True)),
    }


def _coded(code: etree._Element, system: etree._Element, *, labelled: bool) -> tuple[etree._Element, ...]:
    return (
        attribute("code", code, required=True),
        attribute("codeSystem", system, required=True),
        attribute("displayName", pattern(_LABEL), required=labelled),
        attribute("codeSystemName"),
        attribute("codeSystemVersion"),
    )


def _address_use() -> etree._Element:
    return attribute("use", one_of(word for word in ADDRESS_USES if test("set_PostalAddressUse")(word)))
