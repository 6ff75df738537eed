"""The OID of an assigning authority: the only thing that tells an INS-NIR from an INS-NIA, a test from a patient.

OIDs are compared for equality, never by prefix: a longer arc is another object.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from esante_rules._core import STATE_OF_LAW, Confidence, Finding, Report, Severity, known, require
from esante_rules.ins._engine import ENVIRONMENTS, Rules, check_options, frame, reported, row
from esante_rules.ins._model import Identifier
from esante_rules.ins._number import compact
from esante_rules.ins._sources import (
    DOCTRINE_INS,
    FR_CORE_NSS,
    FR_CORE_OLD,
    OID_SYNTAX,
    OIDS,
    PAM_FR,
    POLICY,
    REFERENTIEL,
)

_BRANCH: Final = "1.2.250.1.213.1.4."
INS_NIR: Final = _BRANCH + "8"
INS_NIA: Final = _BRANCH + "9"
INS_NIR_TEST: Final = _BRANCH + "10"
INS_NIR_DEMO: Final = _BRANCH + "11"
NSS_NIR: Final = _BRANCH + "13"
NSS_NIA: Final = _BRANCH + "14"

INS_OIDS: Final = (INS_NIR, INS_NIA, INS_NIR_TEST, INS_NIR_DEMO)
"""The OIDs under which a number is an INS."""
REAL_OIDS: Final = (INS_NIR, INS_NIA)
TRIAL_OIDS: Final = (INS_NIR_TEST, INS_NIR_DEMO)
"""Test and demonstration: never a patient."""
INS_C_OIDS: Final = (_BRANCH + "2", _BRANCH + "6", _BRANCH + "7")
"""INS-C computed from production, test and demonstration cards: obsolete, never an INS."""
NSS_OIDS: Final = (NSS_NIR, NSS_NIA)
"""The same numbers used as social-security number, for billing: not an INS."""
PURPOSES: Final = ("ins", "nss", "other")
"""What the carrier uses the identifier for: INS of the patient, billing number, anything else."""
CARRIERS: Final = ("pid", "xds")

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_SURE, _LIKELY = Confidence.CERTAIN, Confidence.PROBABLE

MISSING: Final = row(
    "oid.missing",
    _ERROR,
    _SURE,
    "Le matricule n'est pas accompagné de son OID : ce n'est pas une INS.",
    "The matricule comes without its OID: it is not an INS.",
    REFERENTIEL,
    why=(
        "L'INS est indissociable : matricule, OID et traits. Sans OID, rien ne dit qui a attribué le numéro.",
        "An INS cannot be split: matricule, OID and traits. Without the OID nothing says who assigned the number.",
    ),
)
MALFORMED: Final = row(
    "oid.malformed",
    _ERROR,
    _SURE,
    "L'OID est mal écrit : des nombres sans zéro initial, séparés par des points, sans préfixe.",
    "The OID is badly written: numbers without a leading zero, separated by full stops, with no prefix.",
    OID_SYNTAX,
    why=(
        "Le préfixe urn:oid: n'a sa place que dans un système FHIR ; ailleurs l'OID se compare tel quel.",
        "The urn:oid: prefix belongs to a FHIR system only; elsewhere the OID is compared as it stands.",
    ),
)
NOT_AN_INS: Final = row(
    "oid.not-an-ins",
    _ERROR,
    _SURE,
    "Cet OID n'est pas celui d'une autorité d'affectation des INS.",
    "This OID is not one of an authority that assigns INS.",
    OIDS,
    why=(
        "La liste des OID de l'INS est fermée ; un OID voisin ou plus long désigne un autre objet.",
        "The list of INS OIDs is closed; a neighbouring or longer OID designates something else.",
    ),
)
TRIAL_IN_PRODUCTION: Final = row(
    "oid.test-in-production",
    _ERROR,
    _SURE,
    "Un OID de test ou de démonstration est utilisé en production.",
    "A test or demonstration OID is used in production.",
    OIDS,
    why=(
        "Une identité de test ne désigne aucun patient et ne doit jamais rejoindre un dossier réel.",
        "A test identity designates no patient and must never reach a real record.",
    ),
)
REAL_OUTSIDE_PRODUCTION: Final = row(
    "oid.production-in-test",
    _WARNING,
    Confidence.TO_CONFIRM,
    "Un OID de production est utilisé dans un environnement de test ou de démonstration.",
    "A production OID is used in a test or demonstration environment.",
    POLICY,
    why=(
        "Des exemples officiels le font ; ce peut aussi être la fuite d'un patient réel vers un banc d'essai.",
        "Official examples do it; it may also be a real patient leaking into a test bench.",
    ),
)
INS_C_OID: Final = row(
    "oid.ins-c",
    _ERROR,
    _SURE,
    "Cet OID est celui de l'INS-C, abandonné : l'identifiant n'est pas une INS.",
    "This OID is that of the INS-C, abandoned: the identifier is not an INS.",
    OIDS,
    why=(
        "L'INS-C était calculé localement à partir de la carte Vitale ; il n'est gardé que comme ancien identifiant.",
        "The INS-C was computed locally from the carte Vitale; it is kept as a legacy identifier only.",
    ),
)
BILLING_OID: Final = row(
    "oid.billing-number-as-ins",
    _ERROR,
    _SURE,
    "Cet OID désigne un numéro de sécurité sociale (facturation), présenté ici comme une INS.",
    "This OID designates a social-security number (billing), presented here as an INS.",
    OIDS,
    FR_CORE_NSS,
    why=(
        "Le numéro de facturation peut être celui d'un parent : il ne dit pas qui est le patient.",
        "The billing number may be that of a parent: it does not say who the patient is.",
    ),
)
INS_OID_FOR_BILLING: Final = row(
    "oid.ins-as-billing-number",
    _ERROR,
    _SURE,
    "Un numéro de facturation est porté par un OID réservé à l'INS.",
    "A billing number is carried under an OID reserved for the INS.",
    OIDS,
    FR_CORE_NSS,
    why=(
        "Le destinataire prendrait ce numéro pour l'INS du patient.",
        "The receiver would take this number for the INS of the patient.",
    ),
)
INS_OID_FOR_BILLING_OLD: Final = row(
    "oid.ins-as-billing-number-old-guide",
    _WARNING,
    _SURE,
    "Un numéro de facturation est porté par l'OID de l'INS, comme l'écrivait l'ancien guide FR Core.",
    "A billing number is carried under the INS OID, as the former FR Core guide wrote it.",
    FR_CORE_NSS,
    why=(
        "Jusqu'à FR Core 2.1.0 le numéro de sécurité sociale utilisait cet OID ; depuis 2.2.0 il a le sien.",
        "Up to FR Core 2.1.0 the social-security number used this OID; since 2.2.0 it has its own.",
    ),
)
TYPE_MISMATCH: Final = row(
    "oid.type-mismatch",
    _WARNING,
    _LIKELY,
    "Le type de l'identifiant ne correspond pas à son OID.",
    "The type of the identifier does not match its OID.",
    PAM_FR,
    why=(
        "Dans PID-3 une INS est de type INS, dans XDS de type NH ; INS-C ne va qu'avec l'OID de l'INS-C.",
        "In PID-3 an INS has type INS, in XDS type NH; INS-C goes with the OID of the INS-C only.",
    ),
)
SEVERAL_ACTIVE: Final = row(
    "oid.several-active",
    _ERROR,
    _LIKELY,
    "L'identité porte {count} INS en vigueur ; une seule peut l'être, les autres doivent être marquées anciennes.",
    "The identity carries {count} INS in use; only one may be, the others must be marked as former.",
    FR_CORE_OLD,
    why=(
        "Après une rectification d'état civil ou le passage du NIA au NIR, l'ancien matricule est gardé mais daté.",
        "After a civil rectification, or when a NIA becomes a NIR, the former matricule is kept, but as former.",
    ),
)
OUTSIDE_PATIENT: Final = row(
    "oid.outside-the-patient",
    _ERROR,
    _SURE,
    "Un OID de l'INS est posé sur un identifiant qui n'est pas l'INS du patient.",
    "An INS OID is set on an identifier that is not the INS of the patient.",
    OIDS,
    DOCTRINE_INS,
    why=(
        "Un contact, un document, une demande n'ont pas d'INS ; leur valeur n'est pas examinée comme un matricule.",
        "A contact, a document or an order number has no INS; its value is not examined as a matricule.",
    ),
)

OID_RULES: Final[Rules] = (
    MISSING,
    MALFORMED,
    NOT_AN_INS,
    TRIAL_IN_PRODUCTION,
    REAL_OUTSIDE_PRODUCTION,
    INS_C_OID,
    BILLING_OID,
    INS_OID_FOR_BILLING,
    INS_OID_FOR_BILLING_OLD,
    OUTSIDE_PATIENT,
    TYPE_MISMATCH,
)
ONE_OID_RULES: Final[Rules] = OID_RULES[:10]
_TYPE_RULES: Final[Rules] = (TYPE_MISMATCH,)
SET_RULES: Final[Rules] = (SEVERAL_ACTIVE,)
OUTSIDE_RULES: Final[Rules] = (OUTSIDE_PATIENT,)
"""What is looked for on the identifiers of a carrier that are not the patient's."""

_WELL_FORMED: Final = re.compile(
    r"(?:[01]\.(?:[0-9]|[1-3][0-9])|2\.(?:0|[1-9][0-9]*))(?:\.(?:0|[1-9][0-9]*))*"
).fullmatch


def oid_faults(oid: str | None, environment: str, *, purpose: str = "ins", old_guide: bool = False) -> list[Finding]:
    """The faults of one OID: at most one, because each excludes the others."""
    if not oid:
        return [Finding(MISSING, at="oid")] if purpose == "ins" else []
    if not _WELL_FORMED(oid):
        return [Finding(MALFORMED, at="oid")]
    if purpose == "other":
        return [Finding(OUTSIDE_PATIENT, at="oid")] if oid in INS_OIDS else []
    if purpose == "nss":
        rule = INS_OID_FOR_BILLING_OLD if old_guide else INS_OID_FOR_BILLING
        return [Finding(rule, at="oid")] if oid in INS_OIDS else []
    if oid in REAL_OIDS:
        return [] if environment == "production" else [Finding(REAL_OUTSIDE_PRODUCTION, at="oid")]
    if oid in TRIAL_OIDS:
        return [Finding(TRIAL_IN_PRODUCTION, at="oid")] if environment == "production" else []
    rule = INS_C_OID if oid in INS_C_OIDS else BILLING_OID if oid in NSS_OIDS else NOT_AN_INS
    return [Finding(rule, at="oid")]


def check_oid(
    oid: str | None,
    *,
    purpose: str = "ins",
    environment: str = "production",
    old_guide: bool = False,
    as_of: date = STATE_OF_LAW,
) -> Report:
    """Check one OID for what the carrier uses it for: `purpose` is `ins`, `nss` (billing) or `other`.

    `other` is anything that is not the patient's own identity: contact, document, order number. `old_guide` says
    that the resource claims FR Core 2.1.0 or earlier, whose billing number used the OID of the INS.
    """
    require(oid, (str, type(None)), "oid")
    known(purpose, PURPOSES, "purpose")
    known(environment, ENVIRONMENTS, "environment")
    check_options("flux", environment, as_of, None)
    findings = oid_faults(oid, environment, purpose=purpose, old_guide=old_guide)
    return reported(findings, frame(ONE_OID_RULES, (), as_of, True), as_of)


def check_type_code(oid: str, code: str, *, carrier: str = "pid", as_of: date = STATE_OF_LAW) -> Report:
    """Does the type code (PID-3.5, or that of an XDS patientId with `carrier="xds"`) go with the OID?"""
    require(oid, str, "oid")
    require(code, str, "code")
    known(carrier, CARRIERS, "carrier")
    check_options("flux", "production", as_of, None)
    findings = [] if _type_fits(oid, code, carrier) else [Finding(TYPE_MISMATCH, at="type")]
    return reported(findings, frame(_TYPE_RULES, (), as_of, True), as_of)


def _type_fits(oid: str, code: str, carrier: str) -> bool:
    if oid in INS_C_OIDS:
        return code == "INS-C"
    if oid in INS_OIDS:
        return code == ("INS" if carrier == "pid" else "NH")
    return code not in ("INS", "INS-C")


def several_active(identifiers: tuple[Identifier, ...]) -> list[Finding]:
    """More than one INS in use, by value or by OID; the same pair written twice, or with spaces, is one."""
    active = {(compact(i.value), i.oid) for i in identifiers if i.kind == "INS" and i.active and i.numbered}
    return [Finding(SEVERAL_ACTIVE, at="identifiers", params={"count": len(active)})] if len(active) > 1 else []
