"""What the known OIDs of French e-health say, as data."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from attrs import frozen

from esante_rules._core import (
    Confidence,
    Text,
    require,
)
from esante_rules.identifiers.codes import CODE_SYSTEMS


class Role(Enum):
    """What an OID is for."""

    PATIENT = "patient"
    INSURED = "insured"
    PROFESSIONAL = "professional"
    STRUCTURE = "structure"
    DOCUMENTS = "documents"
    CODES = "codes"
    HOLDER = "holder"
    UUIDS = "uuids"


class Status(Enum):
    """Where or when an OID may be used."""

    PRODUCTION = "production"
    TEST = "test"
    DEMONSTRATION = "demonstration"
    LEGACY = "legacy"
    NEVER_DEPLOYED = "never-deployed"
    FICTITIOUS = "fictitious"
    UNKNOWN = "unknown"


@frozen
class OidEntry:
    """What one OID says."""

    oid: str
    label: Text
    role: Role
    status: Status = Status.PRODUCTION
    confidence: Confidence = Confidence.CERTAIN


def _patient(oid: str, fr: str, en: str, status: Status, confidence: Confidence = Confidence.CERTAIN) -> OidEntry:
    return OidEntry(oid, Text(fr, en), Role.PATIENT, status, confidence)


_PROBABLE, _TO_CONFIRM = Confidence.PROBABLE, Confidence.TO_CONFIRM
OIDS: Final[tuple[OidEntry, ...]] = (
    _patient("1.2.250.1.213.1.4.8", "INS, le matricule est un NIR", "INS, the matricule is a NIR", Status.PRODUCTION),
    _patient("1.2.250.1.213.1.4.9", "INS, le matricule est un NIA", "INS, the matricule is a NIA", Status.PRODUCTION),
    _patient("1.2.250.1.213.1.4.10", "INS de test", "test INS", Status.TEST),
    _patient("1.2.250.1.213.1.4.11", "INS de démonstration", "demonstration INS", Status.DEMONSTRATION),
    _patient("1.2.250.1.213.1.4.2", "INS-C", "INS-C (computed)", Status.LEGACY),
    _patient("1.2.250.1.213.1.4.6", "INS-C de cartes de test", "INS-C of test cards", Status.TEST),
    _patient(
        "1.2.250.1.213.1.4.7", "INS-C de cartes de démonstration", "INS-C of demonstration cards", Status.DEMONSTRATION
    ),
    _patient(
        "1.2.250.1.213.1.4.1", "INS-A, jamais déployé", "INS-A, never deployed", Status.NEVER_DEPLOYED, _TO_CONFIRM
    ),
    _patient("1.2.250.1.213.1.4.12", "dossier SI-SAMU", "SI-SAMU file", Status.PRODUCTION),
    OidEntry(
        "1.2.250.1.213.1.4.13",
        Text("numéro de sécurité sociale (NIR), pas un INS", "social security number (NIR), not an INS"),
        Role.INSURED,
    ),
    OidEntry(
        "1.2.250.1.213.1.4.14",
        Text("numéro de sécurité sociale (NIA), pas un INS", "social security number (NIA), not an INS"),
        Role.INSURED,
    ),
    OidEntry("1.2.250.1.176.1.2", Text("dossier pharmaceutique (NDP)", "pharmaceutical record (NDP)"), Role.PATIENT),
    OidEntry(
        "1.2.250.1.71.4.2.1",
        Text("professionnels et systèmes (PS_IdNat)", "professionals and systems (PS_IdNat)"),
        Role.PROFESSIONAL,
    ),
    OidEntry("1.2.250.1.71.4.2.2", Text("structures (Struct_IdNat)", "structures (Struct_IdNat)"), Role.STRUCTURE),
    OidEntry("1.3.2", Text("SIRENE, organismes hors santé", "SIRENE, bodies outside health care"), Role.STRUCTURE),
    OidEntry(
        "1.2.250.1.213.6.3.1",
        Text("accréditation des laboratoires", "accreditation of laboratories"),
        Role.STRUCTURE,
        confidence=_PROBABLE,
    ),
    OidEntry(
        "1.2.250.1.213.4.1",
        Text("documents produits par le patient (DMP)", "documents produced by the patient (DMP)"),
        Role.DOCUMENTS,
    ),
    OidEntry(
        "1.2.250.1.71.1.2.14", Text("liste des sortes de Struct_IdNat", "list of the kinds of Struct_IdNat"), Role.CODES
    ),
    OidEntry("1.2.250.1.71.4.2.4", Text("secteurs d'activité", "sectors of activity"), Role.CODES),
    OidEntry(
        "2.16.840.1.113883.5.25", Text("confidentialité HL7 (N, R, V)", "HL7 confidentiality (N, R, V)"), Role.CODES
    ),
    OidEntry(
        "1.2.250.1.213.1.1.4.13",
        Text("confidentialité française (masquages)", "French confidentiality (maskings)"),
        Role.CODES,
    ),
    *(
        OidEntry(oid, Text(f"système de codage : {', '.join(names)}", f"code system: {', '.join(names)}"), Role.CODES)
        for oid, names in CODE_SYSTEMS.items()
    ),
)
"""The OIDs whose meaning is known exactly."""

ARCS: Final[tuple[OidEntry, ...]] = (
    OidEntry("1.2.250.1.213.1.1.4", Text("listes de codes de l'ANS", "code lists of the ANS"), Role.CODES),
    OidEntry("1.2.250.1.213.1.1.5", Text("jeux de valeurs de l'ANS", "value sets of the ANS"), Role.CODES),
    OidEntry("1.2.250.1.213.1.6", Text("listes de codes de l'ANS", "code lists of the ANS"), Role.CODES),
    OidEntry("1.2.250.1.213.2", Text("codes de produits et d'actes", "codes of products and acts"), Role.CODES),
    OidEntry("1.2.250.1.213", Text("Agence du numérique en santé", "French digital health agency (ANS)"), Role.HOLDER),
    OidEntry("1.2.250.1.71", Text("ancien GIP-CPS, aujourd'hui l'ANS", "former GIP-CPS, now the ANS"), Role.HOLDER),
    OidEntry("1.2.250.1.215", Text("Cnam", "CNAM, national health insurance"), Role.HOLDER, confidence=_PROBABLE),
    OidEntry("1.2.250.1.176", Text("Ordre des pharmaciens", "order of pharmacists"), Role.HOLDER, confidence=_PROBABLE),
    OidEntry(
        "1.2.250.1.748",
        Text("arc fictif d'exemples", "fictitious arc of samples"),
        Role.HOLDER,
        Status.FICTITIOUS,
        _PROBABLE,
    ),
    OidEntry(
        "1.2.250.1.925",
        Text("arc fictif d'exemples", "fictitious arc of samples"),
        Role.HOLDER,
        Status.FICTITIOUS,
        _PROBABLE,
    ),
    OidEntry(
        "1.2.250.1.61",
        Text("titulaire non identifié", "holder not identified"),
        Role.HOLDER,
        Status.UNKNOWN,
        _TO_CONFIRM,
    ),
    OidEntry(
        "1.2.250.1.118",
        Text("titulaire non identifié", "holder not identified"),
        Role.HOLDER,
        Status.UNKNOWN,
        _TO_CONFIRM,
    ),
    OidEntry("1.2.250.1", Text("organismes français", "French organisations"), Role.HOLDER),
    OidEntry("2.25", Text("UUID", "UUIDs"), Role.UUIDS),
)
"""The arcs whose holder or use is known, the deepest first."""

EXACT: Final = {entry.oid: entry for entry in OIDS}
_CODE_ARCS: Final = tuple(entry.oid + "." for entry in ARCS if entry.role is Role.CODES)


def describe_oid(oid: str) -> OidEntry | None:
    """What an OID says: its own entry, else that of the deepest known arc above it; None when nothing is known."""
    require(oid, str, "oid")
    own = EXACT.get(oid)
    return own or next((arc for arc in ARCS if oid == arc.oid or oid.startswith(arc.oid + ".")), None)


def is_code_list(oid: str) -> bool:
    """Is it known as a list of codes, and so never a namespace of identifiers?"""
    entry = EXACT.get(oid)
    return entry.role is Role.CODES if entry else oid.startswith(_CODE_ARCS)


def is_fictitious(oid: str) -> bool:
    """Is it under an arc of samples, or does one of its arcs read 99999?"""
    entry = describe_oid(oid)
    return re.search(r"\.99999(?:\.|\Z)", oid) is not None or (entry is not None and entry.status is Status.FICTITIOUS)
