"""XCN, XON and CX: the strings in which HL7 v2 and XDS carry a professional, a structure and a patient.

Writers escape what HL7 reserves; readers undo it. A reader takes one repetition of one field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import (
    STATE_OF_LAW,
    Confidence,
    Hit,
    Refused,
    Report,
    Rule,
    Severity,
    Skip,
    Text,
    known,
    not_evaluated,
    require,
    require_day,
    run,
)
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers import _tidy
from esante_rules.identifiers._kind import _moved
from esante_rules.identifiers.namespaces import check_namespace
from esante_rules.identifiers.national import (
    PROFESSIONAL_ID,
    PROFESSIONAL_ROOT,
    STRUCTURE_ID,
    STRUCTURE_ROOT,
    ProfessionalId,
    StructureId,
)
from esante_rules.identifiers.oids import OID

SIRENE_ROOT: Final = "1.3.2"
"""The authority of a body outside health care, identified by its SIREN."""
PERSON, SOFTWARE, EMPLOYEE = "IDNPS", "RI", "EI"
XCN_TYPES: Final = (PERSON, SOFTWARE, EMPLOYEE)
XON_TYPES: Final = ("IDNST", "SIREN")

_RESERVED: Final = (("\\", "\\E\\"), ("|", "\\F\\"), ("^", "\\S\\"), ("&", "\\T\\"), ("~", "\\R\\"))
_ESCAPES: Final = {escape: sign for sign, escape in _RESERVED}
_CONTROL: Final = r"[\x00-\x1f\x7f-\x9f]"


def escape(text: str) -> str:
    """`text` with the five reserved signs of HL7 v2 escaped; `ValueError` for a control character, which no field can
    carry.
    """
    require(text, str, "text")
    if re.search(_CONTROL, text):
        raise ValueError("the text has a control character")
    return "".join(dict(_RESERVED).get(sign, sign) for sign in text)


def unescape(text: str) -> str:
    """The reverse of `escape`; an unknown escape sequence stays as it is."""
    return re.sub(r"\\[EFSTR]\\", lambda found: _ESCAPES[found[0]], text)


@frozen
class Field:
    """One repetition of an XCN, XON or CX field, unescaped. Hidden from `repr`."""

    identifier: str = field(repr=False)
    authority: str = field(repr=False)
    """The OID of the assigning authority; empty when there is none."""
    type_code: str = field(repr=False)
    name: str = field(default="", repr=False)
    given: str = field(default="", repr=False)
    name_type: str = field(default="", repr=False)


@frozen
class _Raw:
    parts: tuple[str, ...] = field(repr=False)
    authority_at: int
    id_at: int

    def part(self, number: int) -> str:
        return unescape(self.parts[number - 1]) if len(self.parts) >= number else ""

    @property
    def authority(self) -> str | None:
        """The OID in `&oid&ISO`, None when the component is written otherwise."""
        component = self.parts[self.authority_at - 1] if len(self.parts) >= self.authority_at else ""
        found = re.fullmatch(r"[^&]*&([^&]*)&ISO", component)
        return found[1] if found else None


def _raw(text: str, authority_at: int, id_at: int) -> _Raw:
    require(text, str, "text")
    return _Raw(tuple(text.split("^")), authority_at, id_at)


def _malformed(raw: _Raw) -> Iterator[Hit]:
    joined = "^".join(raw.parts)
    if re.search(_CONTROL, joined) or "|" in joined or "~" in joined or not raw.part(raw.id_at).strip():
        yield Hit("form")


def _rules(
    name: str, of: Text, authority: Text, types: Text, checks: tuple[Callable[[_Raw], Iterator[Hit]], ...]
) -> tuple[Rule[Any], Rule[Any], Rule[Any]]:
    upper = name.upper()
    return (
        Rule(
            id=f"identifiers.{name}.malformed",
            check=_malformed,
            says=Text(
                fr=f"Champ {upper} mal formé : il faut une seule répétition, avec l'identifiant {of.fr}.",
                en=f"Malformed {upper} field: one repetition is expected, with the identifier of {of.en}.",
            ),
            why=Text(
                fr=f"Un champ {upper} sans identifiant, ou coupé par un séparateur non échappé, se lit de travers.",
                en=f"{upper}: a field without an identifier, or cut by an unescaped separator, is misread.",
            ),
            refs=(src.CI_SIS_SHARING,),
            since=None,
            severity=Severity.ERROR,
            confidence=Confidence.CERTAIN,
        ),
        Rule(
            id=f"identifiers.{name}.authority",
            check=checks[0],
            says=Text(
                fr=f"L'autorité d'affectation du champ {upper} n'est pas celle attendue : {authority.fr}, "
                "écrite &OID&ISO.",
                en=f"The assigning authority of the {upper} field is not the one expected: {authority.en}, "
                "written &OID&ISO.",
            ),
            why=Text(
                fr=f"L'OID dit de quel répertoire vient l'identifiant du champ {upper} ; sans lui, le numéro "
                "n'a pas de sens.",
                en=f"The OID says which register the identifier of the {upper} field comes from; without it the number "
                "has no meaning.",
            ),
            refs=(src.CI_SIS_SHARING,),
            since=None,
            severity=Severity.ERROR,
            confidence=Confidence.CERTAIN,
        ),
        Rule(
            id=f"identifiers.{name}.type-code",
            check=checks[1],
            says=Text(
                fr=f"Le type d'identifiant du champ {upper} manque ou n'est pas celui attendu : {types.fr}.",
                en=f"The identifier type of the {upper} field is missing or not the one expected: {types.en}.",
            ),
            why=Text(
                fr=f"Le récepteur choisit sa lecture d'après le type d'identifiant du champ {upper}.",
                en=f"The receiver chooses how to read the {upper} field by its identifier type.",
            ),
            refs=(src.CI_SIS_SHARING,),
            since=None,
            severity=Severity.WARNING,
            confidence=Confidence.PROBABLE,
        ),
    )


_SIREN_KIND: Final = "2"
_OF_A_PERSON: Final = ("0", "8")
"""Kinds of PS_IdNat that name a person: ADELI and RPPS."""


def _xcn_authority(raw: _Raw) -> Iterator[Hit]:
    if raw.part(13) != EMPLOYEE and raw.authority != PROFESSIONAL_ROOT:
        yield Hit("XCN.9")


def _xcn_type(raw: _Raw) -> Iterator[Hit]:
    software = raw.part(13) == SOFTWARE
    if raw.part(13) not in XCN_TYPES or (software and raw.part(1)[:1] in _OF_A_PERSON):
        yield Hit("XCN.13")


def _xon_authority(raw: _Raw) -> Iterator[Hit]:
    siren = raw.part(7) == "SIREN" and raw.part(10)[:1] == _SIREN_KIND
    if raw.authority != (SIRENE_ROOT if siren else STRUCTURE_ROOT):
        yield Hit("XON.6")


def _xon_type(raw: _Raw) -> Iterator[Hit]:
    if raw.part(7) not in XON_TYPES:
        yield Hit("XON.7")


def _cx_authority(raw: _Raw) -> Iterator[Hit]:
    if raw.authority is None or not OID.matches(raw.authority):
        yield Hit("CX.4")


def _cx_type(raw: _Raw) -> Iterator[Hit]:
    if not re.fullmatch(r"[A-Z][A-Z0-9-]{1,9}", raw.part(5)):
        yield Hit("CX.5")


_XCN: Final = _rules(
    "xcn",
    Text("de la personne", "the person"),
    Text(f"{PROFESSIONAL_ROOT} (professionnels)", f"{PROFESSIONAL_ROOT} (professionals)"),
    Text("IDNPS, RI pour un logiciel, EI pour un employé", "IDNPS, RI for software, EI for an employee"),
    (_xcn_authority, _xcn_type),
)
_XON: Final = _rules(
    "xon",
    Text("de la structure", "the structure"),
    Text(f"{STRUCTURE_ROOT}, ou {SIRENE_ROOT} pour un SIREN", f"{STRUCTURE_ROOT}, or {SIRENE_ROOT} for a SIREN"),
    Text("IDNST ou SIREN", "IDNST or SIREN"),
    (_xon_authority, _xon_type),
)
_CX: Final = _rules(
    "cx",
    Text("du patient", "the patient"),
    Text("un OID bien formé", "a well-formed OID"),
    Text("un code, comme NH, INS ou PI", "a code such as NH, INS or PI"),
    (_cx_authority, _cx_type),
)


def _name_type(raw: _Raw) -> Iterator[Hit]:
    expected = "U" if raw.part(13) == SOFTWARE else "D"
    if raw.part(10) != expected:
        yield Hit("XCN.10", {"expected": expected})


NAME_TYPE: Final = Rule[Any](
    id="identifiers.xcn.name-type",
    check=_name_type,
    says=Text(
        fr="Le type de nom du champ XCN devrait être {expected} (D pour une personne, U pour un logiciel).",
        en="The name type of the XCN field should be {expected} (D for a person, U for a piece of software).",
    ),
    why=Text(
        fr="Le type de nom distingue la personne du logiciel qui a produit le document.",
        en="The name type tells the person from the software that produced the document.",
    ),
    refs=(src.CI_SIS_SHARING,),
    since=None,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)
RULES: Final[tuple[Rule[Any], ...]] = (*_XCN, NAME_TYPE, *_XON, *_CX)


def _shape(rules: tuple[Rule[Any], ...], raw: _Raw, as_of: date) -> Report:
    require_day(as_of, "as_of")
    report = run(rules[:1], raw, as_of=as_of)
    if not report.ok:
        return report.merge(not_evaluated(rules[1:], Skip.NOT_REACHED, as_of=as_of))
    return report.merge(run(rules[1:], raw, as_of=as_of))


def check_xcn(text: str, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report the faults of an XCN field (author person, legal authenticator), its PS_IdNat included unless it is a
    local EI.
    """
    raw = _raw(text, 9, 1)
    report = _shape((*_XCN, NAME_TYPE), raw, as_of)
    if not raw.part(1).strip():
        return report
    if raw.part(13) == EMPLOYEE:  # a local number has no form, but it is never a patient's
        return report.merge(_moved(run(PROFESSIONAL_ID.before, _tidy.number(raw.part(1)), as_of=as_of), "XCN.1"))
    return report.merge(_moved(PROFESSIONAL_ID.check(raw.part(1), as_of=as_of), "XCN.1"))


def check_xon(text: str, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report the faults of an XON field (author institution), its Struct_IdNat included."""
    raw = _raw(text, 6, 10)
    report = _shape(_XON, raw, as_of)
    if not raw.part(10).strip():
        return report
    return report.merge(_moved(STRUCTURE_ID.check(raw.part(10), as_of=as_of), "XON.10"))


def check_cx(text: str, *, environment: str = "production", as_of: date = STATE_OF_LAW) -> Report:
    """Report the faults of a CX field (patient id): identifier, authority as a namespace, type. The matricule is for
    `ins`.
    """
    raw = _raw(text, 4, 1)
    report = _shape(_CX, raw, as_of)
    if raw.authority is None or not OID.matches(raw.authority):
        return report
    return report.merge(_moved(check_namespace(raw.authority, environment=environment, as_of=as_of), "CX.4"))


def parse_xcn(text: str, *, as_of: date = STATE_OF_LAW) -> Field:
    """An XCN field in its parts; raises `Refused`, with the report, exactly when the check is not `ok`."""
    raw = _accepted(_raw(text, 9, 1), check_xcn(text, as_of=as_of))
    return Field(raw.part(1), raw.authority or "", raw.part(13), raw.part(2), raw.part(3), raw.part(10))


def parse_xon(text: str, *, as_of: date = STATE_OF_LAW) -> Field:
    """An XON field in its parts; raises `Refused`, with the report, exactly when the check is not `ok`."""
    raw = _accepted(_raw(text, 6, 10), check_xon(text, as_of=as_of))
    return Field(raw.part(10), raw.authority or "", raw.part(7), raw.part(1))


def parse_cx(text: str, *, environment: str = "production", as_of: date = STATE_OF_LAW) -> Field:
    """A CX field in its parts; raises `Refused`, with the report, exactly when the check is not `ok`."""
    raw = _accepted(_raw(text, 4, 1), check_cx(text, environment=environment, as_of=as_of))
    return Field(raw.part(1), raw.authority or "", raw.part(5))


def _accepted(raw: _Raw, report: Report) -> _Raw:
    if not report.ok:
        raise Refused(report) from None
    return raw


def to_xcn(identifier: ProfessionalId, *, name: str = "", given: str = "", software: bool = False) -> str:
    """The XCN field of a professional, or of a piece of software whose `name` is its own.

    `ValueError` for a piece of software that would bear the number of a person (RPPS, ADELI).
    """
    require(identifier, ProfessionalId, "identifier")
    if software and identifier.kind in _OF_A_PERSON:
        raise ValueError("software has the PS_IdNat of a structure and a local id: kind 1, 3, 4, 5 or 6")
    head = f"{escape(identifier.text)}^{escape(name)}^{escape(given)}"
    return f"{head}^^^^^^&{PROFESSIONAL_ROOT}&ISO^{'U' if software else 'D'}^^^{SOFTWARE if software else PERSON}"


def to_xon(identifier: StructureId, *, name: str = "", type_code: str = "IDNST") -> str:
    """The XON field of a structure; `type_code="SIREN"` is for a body outside health care and wants kind 2 (else
    `ValueError`).
    """
    require(identifier, StructureId, "identifier")
    if known(type_code, XON_TYPES, "type_code") == "SIREN" and identifier.kind != "2":
        raise ValueError("type_code SIREN wants a Struct_IdNat of kind 2")
    root = SIRENE_ROOT if type_code == "SIREN" else STRUCTURE_ROOT
    return f"{escape(name)}^^^^^&{root}&ISO^{type_code}^^^{escape(identifier.text)}"


def to_cx(value: str, authority: str, *, type_code: str) -> str:
    """The CX field of a patient id: `type_code` is NH for an INS in XDS, INS in PID-3, PI for an IPP. `Refused` for a
    bad OID.
    """
    require(value, str, "value")
    require(type_code, str, "type_code")
    if not re.fullmatch(r"[A-Z][A-Z0-9-]{1,9}", type_code):
        raise ValueError("type_code must be a code in capitals")
    if not value.strip():
        raise ValueError("value is empty")
    return f"{escape(value)}^^^&{OID.parse(authority).text}&ISO^{type_code}"


def document_id_to_hl7v2(root: str, extension: str | None = None) -> str:
    """The document identifier of TXA-12: `ext^^root^ISO`, or the OID alone when it has no extension. `Refused` for a
    bad OID.
    """
    oid = OID.parse(root).text
    return f"{escape(extension)}^^{oid}^ISO" if extension else oid
