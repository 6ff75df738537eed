"""OIDs and UUIDs: their form, and the way from one to the other."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import (
    STATE_OF_LAW,
    Confidence,
    Finding,
    Refused,
    Report,
    Rule,
    Severity,
    Text,
)
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers import _tidy
from esante_rules.identifiers._kind import Kind, Lookalike, formed, malformed

_ARC: Final = r"(?:0|[1-9][0-9]*)"
# Each arc is bounded by a dot, so the match is linear.
_OID_FORM: Final = rf"(?=.{{1,64}}\Z)(?:[01]\.(?:[0-9]|[1-3][0-9])|2\.{_ARC})(?:\.{_ARC})*"
_OID_LABEL: Final = Text("un OID", "an OID")
_UUID_ARC: Final = "2.25."


@frozen
class Oid:
    """An object identifier: dotted integers. Hidden from `repr`, for a document's OID may lead to its patient."""

    text: str = field(repr=False, validator=formed(_OID_FORM))

    @property
    def arcs(self) -> tuple[int, ...]:
        """The integers, from the root down."""
        return tuple(int(arc) for arc in self.text.split("."))


OID: Final = Kind(
    name="oid",
    label=_OID_LABEL,
    form=_OID_FORM,
    build=Oid,
    malformed=malformed(
        "oid",
        _OID_LABEL,
        Text(
            "des entiers séparés par des points, sans zéro de tête, 64 caractères au plus",
            "integers separated by dots, without leading zeros, 64 characters at most",
        ),
        src.X660,
        src.OID_64,
    ),
    tidy=_tidy.oid,
    lookalikes=(
        Lookalike(
            r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
            Text("C'est un UUID.", "This is a UUID."),
        ),
        Lookalike(
            r"[0-9.]{65,}",
            Text(
                "Plus de 64 caractères : DICOM et IHE ne l'acceptent pas.",
                "More than 64 characters: DICOM and IHE do not accept it.",
            ),
        ),
    ),
)

_UUID_FORM: Final = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_UUID_LABEL: Final = Text("un UUID", "a UUID")


@frozen
class Uuid:
    """A UUID. Two writings that differ by case are equal: `canonical` is in small letters, `cda` in capitals."""

    text: str = field(repr=False, validator=formed(_UUID_FORM), eq=_tidy.lower)

    @property
    def canonical(self) -> str:
        """In small letters, as FHIR writes it."""
        return _tidy.lower(self.text)

    @property
    def cda(self) -> str:
        """In capitals, as CDA samples write a root."""
        return _tidy.upper(self.text)

    @property
    def oid(self) -> str:
        """The same value under the arc 2.25."""
        return f"{_UUID_ARC}{int(self.text.replace('-', ''), 16)}"


UUID: Final = Kind(
    name="uuid",
    label=_UUID_LABEL,
    form=_UUID_FORM,
    build=Uuid,
    malformed=malformed(
        "uuid",
        _UUID_LABEL,
        Text(
            "huit, quatre, quatre, quatre et douze chiffres hexadécimaux séparés par des tirets",
            "eight, four, four, four and twelve hexadecimal digits separated by hyphens",
        ),
        src.UUID_RFC,
    ),
    tidy=_tidy.uuid,
)


def uuid_to_oid(uuid: str) -> str:
    """`2.25.` and the decimal value of a UUID; raises `Refused` when it is not one."""
    return UUID.parse(uuid).oid


NOT_A_UUID: Final = Rule[Any](
    id="identifiers.oid.not-a-uuid",
    says=Text(
        fr="Cet OID n'est pas celui d'un UUID : 2.25 suivi d'un entier inférieur à 2 puissance 128.",
        en="This OID is not that of a UUID: 2.25 followed by an integer below 2 to the power 128.",
    ),
    why=Text(
        fr="Un UUID a 128 bits ; au-delà, la conversion inventerait un identifiant.",
        en="A UUID has 128 bits; beyond them, a conversion would invent an identifier.",
    ),
    refs=(src.UUID_RFC,),
    since=None,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)


def check_uuid_oid(oid: str, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report whether an OID is well formed and is that of a UUID."""
    report = OID.check(oid, as_of=as_of)
    if not report.ok:
        return report
    found = () if _uuid_value(oid) is not None else (Finding(rule=NOT_A_UUID, at="form"),)
    return report.merge(Report(as_of=as_of, findings=found, evaluated=(NOT_A_UUID,)))


def _uuid_value(oid: str) -> int | None:
    arcs = Oid(oid).arcs
    return arcs[2] if len(arcs) == 3 and arcs[:2] == (2, 25) and arcs[2] < 2**128 else None


def oid_to_uuid(oid: str) -> str:
    """The UUID of an OID under 2.25, in small letters; raises `Refused` when there is none (2^128 included)."""
    report = check_uuid_oid(oid)
    if not report.ok:
        raise Refused(report) from None
    digits = f"{_uuid_value(oid):032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


KINDS: Final[tuple[Kind[Any], ...]] = (OID, UUID)
RULES: Final[tuple[Rule[Any], ...]] = (*OID.rules, *UUID.rules, NOT_A_UUID)

check_oid, parse_oid, is_valid_oid = OID.check, OID.parse, OID.is_valid
check_uuid, parse_uuid, is_valid_uuid = UUID.check, UUID.parse, UUID.is_valid
