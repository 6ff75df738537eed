"""FHIR identifiers of professionals and structures: which type, which system, which prefix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import (
    STATE_OF_LAW,
    Confidence,
    Hit,
    Report,
    Rule,
    Severity,
    Text,
    known,
    require,
    require_day,
    run,
)
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers._declare import rule
from esante_rules.identifiers._kind import Kind, _moved
from esante_rules.identifiers.national import (
    PROFESSIONAL_ROOT,
    STRUCTURE_ID,
    STRUCTURE_ROOT,
    ProfessionalId,
    StructureId,
)
from esante_rules.identifiers.oids import OID
from esante_rules.identifiers.readings import KINDS


@frozen
class FhirType:
    """One type code of the French identifiers: the systems it goes with, the kind of its value, and the prefix it must
    not have.
    """

    code: str
    systems: tuple[str, ...] = ()
    kind: str | None = None
    older: tuple[str, ...] = ()
    prefix: str = ""
    """The character that the PS_IdNat or Struct_IdNat of the same number would have in front."""


FHIR_TYPES: Final[Mapping[str, FhirType]] = {
    row.code: row
    for row in (
        FhirType(
            "RPPS", ("https://rpps.esante.gouv.fr",), "rpps", ("http://rpps.esante.gouv.fr", "http://rpps.fr"), "8"
        ),
        FhirType("ADELI", (), "adeli", ("http://adeli.fr",), "0"),
        FhirType("IDNPS", (f"urn:oid:{PROFESSIONAL_ROOT}",), "professional-id"),
        FhirType("FINEJ", ("https://finess.esante.gouv.fr",), "finess", ("http://finess.sante.gouv.fr",), "1"),
        FhirType("FINEG", ("https://finess.esante.gouv.fr",), "finess", ("http://finess.sante.gouv.fr",), "1"),
        FhirType("SIREN", ("https://sirene.fr",), "siren", (), "2"),
        FhirType("SIRET", ("https://sirene.fr",), "siret", (), "3"),
        FhirType("IDNST", (f"urn:oid:{STRUCTURE_ROOT}",), "structure-id"),
        FhirType("RPPSRG", ("https://rppsrang.esante.gouv.fr",), "rpps-rang", (), "4"),
        FhirType("NDP", ("urn:oid:1.2.250.1.176.1.2",)),
        FhirType("INS-C", ("urn:oid:1.2.250.1.213.1.4.2",), "ins-c"),
        FhirType("INS-NIA", ("urn:oid:1.2.250.1.213.1.4.9",)),
        FhirType("INS-NIR", ("urn:oid:1.2.250.1.213.1.4.8",)),
        FhirType("INS-NIR-TEST", ("urn:oid:1.2.250.1.213.1.4.10",)),
        FhirType("INS-NIR-DEMO", ("urn:oid:1.2.250.1.213.1.4.11",)),
        FhirType("NNFRA"),
        FhirType("INTRN"),
        FhirType("EXTRN"),
        FhirType("PI"),
        FhirType("RRI"),
    )
}
"""The type codes; a type without a kind has a local or foreign value, or one that `esante_rules.ins` checks."""

RANG_SYSTEMS: Final[Mapping[str, str]] = {
    "https://rppsrang.esante.gouv.fr": "rpps-rang",
    "https://adelirang.esante.gouv.fr": "adeli-rang",
}
"""Under INTRN, these systems say that the value is a practice."""


@frozen
class _Fhir:
    system: str = field(repr=False)
    type_code: str = field(repr=False)
    value: str = field(repr=False)

    @property
    def type(self) -> FhirType | None:
        return FHIR_TYPES.get(self.type_code)

    @property
    def kind(self) -> Kind[Any] | None:
        name = RANG_SYSTEMS.get(self.system) if self.type_code == "INTRN" else self.type.kind if self.type else None
        return KINDS[name] if name else None

    @property
    def bare(self) -> str | None:
        """The value without a prefix it should not have, when that makes its form right."""
        prefix = self.type.prefix if self.type else ""
        fits = self.kind is not None and prefix and self.value.startswith(prefix) and not self.kind.matches(self.value)
        return self.value[1:] if fits and self.kind and self.kind.matches(self.value[1:]) else None

    @property
    def lacks_prefix(self) -> bool:
        """Is it a bare number in the slice that wants the prefix?"""
        if self.type_code == "IDNPS":
            return KINDS["rpps"].matches(self.value)
        return (
            self.type_code == "IDNST"
            and not STRUCTURE_ID.matches(self.value)
            and any(KINDS[name].matches(self.value) for name in ("finess", "siret"))
        )


def _unknown_type(identifier: _Fhir) -> Iterator[Hit]:
    if identifier.type is None:
        yield Hit("type")


def _bare_oid(identifier: _Fhir) -> Iterator[Hit]:
    if OID.matches(identifier.system):
        yield Hit("system")


def _older_system(identifier: _Fhir) -> Iterator[Hit]:
    if identifier.type and identifier.type.systems and identifier.system in identifier.type.older:
        yield Hit("system", {"expected": identifier.type.systems})


def _other_system(identifier: _Fhir) -> Iterator[Hit]:
    row = identifier.type
    if row and row.systems and identifier.system not in (*row.systems, *row.older):
        yield Hit("system", {"expected": row.systems})


def _prefixed(identifier: _Fhir) -> Iterator[Hit]:
    if identifier.bare is not None and identifier.type:
        yield Hit("value", {"prefix": identifier.type.prefix, "type": identifier.type.code})


def _unprefixed(identifier: _Fhir) -> Iterator[Hit]:
    if identifier.lacks_prefix:
        yield Hit("value", {"type": identifier.type_code})


UNKNOWN_TYPE: Final = rule(
    "fhir.unknown-type",
    _unknown_type,
    Text(
        "Type d'identifiant FHIR inconnu : la valeur n'est pas vérifiée.",
        "Unknown type of FHIR identifier: the value is not verified.",
    ),
    Text(
        "Chaque type français a sa forme ; un autre peut exister, que la bibliothèque ne connaît pas.",
        "Each French type has its form; another may exist that the library does not know.",
    ),
    src.FR_CORE,
    severity=Severity.INFO,
    confidence=Confidence.CERTAIN,
)
BARE_OID: Final = rule(
    "fhir.bare-oid",
    _bare_oid,
    Text(
        "Le système FHIR est un OID nu : écrire urn:oid: devant.",
        "The FHIR system is a bare OID: write urn:oid: in front.",
    ),
    Text(
        "Un système FHIR est une URI ; un OID nu n'en est pas une et ne sera pas reconnu.",
        "A FHIR system is a URI; a bare OID is not one and will not be recognised.",
    ),
    src.FR_CORE,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
OLDER_SYSTEM: Final = rule(
    "fhir.older-system",
    _older_system,
    Text("Système FHIR ancien ; écrire aujourd'hui {expected}.", "Older FHIR system; write {expected} today."),
    Text(
        "Des guides plus anciens employaient une autre adresse ; un récepteur récent peut ne pas la reconnaître.",
        "Older guides used another address; a recent receiver may not recognise it.",
    ),
    src.FR_CORE,
    severity=Severity.INFO,
    confidence=Confidence.CERTAIN,
)
OTHER_SYSTEM: Final = rule(
    "fhir.other-system",
    _other_system,
    Text(
        "Le système FHIR ne va pas avec le type d'identifiant ; attendu : {expected}.",
        "The FHIR system does not go with the type of identifier; expected: {expected}.",
    ),
    Text(
        "Le type et le système disent deux choses différentes du même numéro.",
        "The type and the system say two different things about the same number.",
    ),
    src.FR_CORE,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)
PREFIXED: Final = rule(
    "fhir.prefixed-value",
    _prefixed,
    Text(
        "Le type {type} veut le numéro nu : enlever le {prefix} de tête, ou employer IDNPS ou IDNST.",
        "Type {type} wants the bare number: remove the leading {prefix}, or use IDNPS or IDNST.",
    ),
    Text(
        "Le préfixe national appartient à HL7 v2, XDS et CDA ; des exemples officiels le laissent dans FHIR.",
        "The national prefix belongs to HL7 v2, XDS and CDA; official samples leave it in FHIR.",
    ),
    src.FR_CORE,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
)
UNPREFIXED: Final = rule(
    "fhir.unprefixed-value",
    _unprefixed,
    Text(
        "Le type {type} veut le préfixe national devant le numéro.",
        "Type {type} wants the national prefix in front of the number.",
    ),
    Text(
        "Sans préfixe, un récepteur lira le premier chiffre du numéro comme une sorte d'identifiant.",
        "Without the prefix, a receiver will read the first digit of the number as a kind of identifier.",
    ),
    src.FR_CORE,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
)
RULES: Final[tuple[Rule[Any], ...]] = (UNKNOWN_TYPE, BARE_OID, OLDER_SYSTEM, OTHER_SYSTEM, PREFIXED, UNPREFIXED)


def check_fhir_identifier(system: str, type_code: str, value: str, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report the faults of a FHIR identifier of a professional or structure: system, type, prefix, then form and key.

    A prefix too many is a warning and the number inside is still checked; the INS is for `esante_rules.ins`.
    """
    for name, text in (("system", system), ("type_code", type_code), ("value", value)):
        require(text, str, name)
    require_day(as_of, "as_of")
    identifier = _Fhir(system, type_code, value)
    report = run(RULES, identifier, as_of=as_of)
    if identifier.kind is None or identifier.lacks_prefix:
        return report
    return report.merge(_moved(identifier.kind.check(identifier.bare or value, as_of=as_of), "value"))


@frozen
class FhirIdentifier:
    """A FHIR identifier: system, type code, value. The value is hidden from `repr`."""

    system: str
    type_code: str
    value: str = field(repr=False)


def professional_to_fhir(identifier: ProfessionalId) -> tuple[FhirIdentifier, ...]:
    """The FHIR identifiers of a professional: the bare RPPS when there is one, and the PS_IdNat with its prefix."""
    require(identifier, ProfessionalId, "identifier")
    national = FhirIdentifier(f"urn:oid:{PROFESSIONAL_ROOT}", "IDNPS", identifier.text)
    if identifier.kind != "8":
        return (national,)
    return (FhirIdentifier("https://rpps.esante.gouv.fr", "RPPS", identifier.number), national)


def structure_to_fhir(identifier: StructureId, *, level: str | None = None) -> tuple[FhirIdentifier, ...]:
    """The FHIR identifiers of a structure. A FINESS does not say whether it is a legal entity or a site: give `level`
    "EJ" or "EG" to have it bare; without it, only the Struct_IdNat is written.
    """
    require(identifier, StructureId, "identifier")
    if level is not None:
        known(level, ("EJ", "EG"), "level")
    level = {"5": "EJ", "6": "EG"}.get(identifier.kind, level)
    types = {"1": f"FIN{level}", "5": "FINEJ", "6": "FINEG", "2": "SIREN", "3": "SIRET"}
    national = FhirIdentifier(f"urn:oid:{STRUCTURE_ROOT}", "IDNST", identifier.text)
    row = FHIR_TYPES.get(types.get(identifier.kind, ""))
    return (FhirIdentifier(row.systems[0], row.code, identifier.number), national) if row else (national,)
