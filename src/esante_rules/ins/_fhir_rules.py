"""Rules of the identity in a FHIR Patient of FR Core (`ins.fhir`)."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Confidence, Rule, Severity, Text
from esante_rules.ins._carrier import loss_rules
from esante_rules.ins._engine import row
from esante_rules.ins._sources_carriers import (
    CORE_IDENTIFIERS,
    CORE_INS,
    CORE_INVARIANTS,
    CORE_NOTES,
    CORE_STATUS,
)

_E, _W = Severity.ERROR, Severity.WARNING
_SURE = Confidence.CERTAIN

NOT_A_PATIENT: Final = row(
    "fhir.not-a-patient",
    _E,
    _SURE,
    "Ce n'est pas une ressource FHIR Patient.",
    "This is not a FHIR Patient resource.",
    CORE_INS,
    why=(
        "L'identité est portée par la ressource Patient, et par aucune autre.",
        "The identity is carried by the Patient resource, and by no other.",
    ),
)
VALIDATED_WITHOUT_INS: Final = row(
    "fhir.validated-without-ins",
    _E,
    _SURE,
    "Le statut VALI (ancienne liste) est donné sans INS en vigueur.",
    "The status VALI (former list) is given without an INS in use.",
    CORE_INVARIANTS,
    why=(
        "Jusqu'à 2.2.0-ballot-2, fr-core-1 exige une INS d'usage official avec VALI (temp admis pour un NIA).",
        "Up to 2.2.0-ballot-2, fr-core-1 demands an INS whose use is official with VALI (temp accepted for a NIA).",
    ),
)
OFFICIAL_NOT_SINGLE: Final = row(
    "fhir.official-identifiers-not-single",
    _E,
    _SURE,
    "Avec le statut VALI (ancienne liste), un seul identifiant peut être d'usage official ; il y en a {count}.",
    "With the status VALI (former list), one identifier only may have the use official; there are {count}.",
    CORE_INVARIANTS,
    why=(
        "fr-core-2 compte tous les identifiants : un IPP ou un numéro de facturation official suffit à l'enfreindre.",
        "fr-core-2 counts every identifier: an official IPP or billing number is enough to break it.",
    ),
)
PLACE_UNKNOWN: Final = row(
    "fhir.birth-place-unknown",
    _W,
    _SURE,
    "Le lieu de naissance est 99999 (inconnu) avec le statut VALI (ancienne liste).",
    "The place of birth is 99999 (unknown) with the status VALI (former list).",
    CORE_INVARIANTS,
    why=(
        "INSi ne rend jamais un lieu inconnu : fr-core-3 demande de vérifier.",
        "INSi never returns an unknown place: fr-core-3 asks for a check.",
    ),
)
PROFILE_ELEMENT_MISSING: Final = row(
    "fhir.profile-element-missing",
    _E,
    _SURE,
    "Le profil fr-core-patient-ins exige cet élément, absent, mal formé ou répété : {element}.",
    "The profile fr-core-patient-ins demands this element, absent, malformed or repeated: {element}.",
    CORE_INS,
    why=(
        "Une ressource qui annonce le profil INS doit porter tous les traits de l'INS.",
        "A resource that announces the INS profile must carry every trait of the INS.",
    ),
)
PROFILE_TOO_WEAK: Final = row(
    "fhir.ins-outside-profile",
    _W,
    _SURE,
    "La ressource porte une INS mais n'annonce que le profil fr-core-patient.",
    "The resource carries an INS but announces the profile fr-core-patient only.",
    CORE_INS,
    why=(
        "Les identifiants INS ne sont décrits que par fr-core-patient-ins : ici rien ne les contrôle.",
        "INS identifiers are described by fr-core-patient-ins only: nothing controls them here.",
    ),
)
SYSTEM_NOT_URN: Final = row(
    "fhir.system-not-urn",
    _E,
    _SURE,
    "Le système d'un identifiant est un OID écrit sans le préfixe urn:oid:.",
    "The system of an identifier is an OID written without the prefix urn:oid:.",
    CORE_IDENTIFIERS,
    why=(
        "identifier.system est une URI ; sans préfixe, l'identifiant n'est reconnu par personne.",
        "identifier.system is a URI; without the prefix nobody recognises the identifier.",
    ),
)
TYPE_DIFFERS: Final = row(
    "fhir.type-differs-from-system",
    _E,
    _SURE,
    "Le type d'un identifiant INS ne correspond pas à son système ; attendu : {expected}.",
    "The type of an INS identifier does not match its system; expected: {expected}.",
    CORE_IDENTIFIERS,
    why=(
        "Le système et le type disent deux choses différentes du même numéro.",
        "The system and the type say two different things of the same number.",
    ),
)
USE_DIFFERS: Final = row(
    "fhir.use-differs-from-version",
    _W,
    _SURE,
    "L'usage de l'INS-NIA ne correspond pas à la version annoncée du guide ; attendu : {expected}.",
    "The use of the INS-NIA does not match the announced version of the guide; expected: {expected}.",
    CORE_NOTES,
    why=(
        "Un NIA s'écrivait temp jusqu'à 2.2.0-ballot ; il s'écrit official depuis 2.2.0-ballot-2.",
        "A NIA was written temp up to 2.2.0-ballot; it is written official since 2.2.0-ballot-2.",
    ),
)
BILLING_UNDER_INS: Final = row(
    "fhir.billing-number-under-ins",
    _E,
    _SURE,
    "Un numéro de sécurité sociale est porté sous l'OID de l'INS.",
    "A social-security number is carried under the OID of the INS.",
    CORE_NOTES,
    why=(
        "Depuis 2.2.0 le numéro de facturation a ses propres OID ; sous celui de l'INS il passe pour le patient.",
        "Since 2.2.0 the billing number has its own OIDs; under that of the INS it is taken for the patient.",
    ),
)
BILLING_UNDER_INS_OLD: Final = row(
    "fhir.billing-number-under-ins-old-guide",
    _W,
    _SURE,
    "Un numéro de sécurité sociale est porté sous l'OID de l'INS, comme le voulait FR Core 2.1.0.",
    "A social-security number is carried under the OID of the INS, as FR Core 2.1.0 wanted.",
    CORE_NOTES,
    why=(
        "L'ancienne tranche NSS utilisait cet OID : à ne pas lire comme une INS.",
        "The former NSS slice used this OID: not to be read as an INS.",
    ),
)
STATUS_SYSTEM_MISSING: Final = row(
    "fhir.status-system-missing",
    _W,
    _SURE,
    "Le statut de confiance n'a pas de système de codes reconnu ; il a été lu selon l'ancienne liste.",
    "The statut de confiance has no recognised code system; it was read under the former list.",
    CORE_STATUS,
    why=(
        "VALI ne dit pas la même chose dans les deux listes : seul le système les distingue.",
        "VALI does not say the same thing in both lists: only the system tells them apart.",
    ),
)
LOSSES: Final = loss_rules("fhir", Text("La ressource FHIR Patient", "The FHIR Patient resource"))

PATIENT_RULES: Final[tuple[Rule[Any], ...]] = (
    VALIDATED_WITHOUT_INS,
    OFFICIAL_NOT_SINGLE,
    PLACE_UNKNOWN,
    PROFILE_ELEMENT_MISSING,
    PROFILE_TOO_WEAK,
    SYSTEM_NOT_URN,
    TYPE_DIFFERS,
    USE_DIFFERS,
    BILLING_UNDER_INS,
    BILLING_UNDER_INS_OLD,
    STATUS_SYSTEM_MISSING,
)
READING_RULES: Final[tuple[Rule[Any], ...]] = (NOT_A_PATIENT, *PATIENT_RULES)
RULES: Final[tuple[Rule[Any], ...]] = (*READING_RULES, *LOSSES.both)
