"""Rules of the volet of July 2022 (test set 2.41) that the later one dropped, lowered to warnings or wrote otherwise."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Rule, Text
from esante_rules.cda._sources import structuration_241
from esante_rules.cda._volet_rules import rule

_LIST: Final = Text(
    "Le volet 2.41 restreint la liste des valeurs que le standard CDA admet.",
    "The volet 2.41 narrows the list of values that the CDA standard allows.",
)
_NAMED: Final = Text(
    "Le volet 2.41 identifie les personnes et les structures par leurs seuls identifiants nationaux.",
    "The volet 2.41 identifies people and structures by their national identifiers alone.",
)


def _rule(name: str, passage: str, fr: str, en: str, why: Text = _LIST) -> Rule[Any]:
    return rule(name, (structuration_241(passage),), Text(fr, en), why)


LANGUAGE: Final = _rule(
    "language-not-french", "languageCode", "La langue n'est pas fr-FR.", "The language is not fr-FR."
)
DATE_FORM: Final = _rule(
    "creation-date-without-offset",
    "effectiveTime",
    "La date de création n'est ni une date, ni une date avec heure et décalage à quatre chiffres.",
    "The creation date is neither a date nor a date with a time and a four-digit offset.",
    Text(
        "Sans décalage, l'heure ne désigne aucun instant précis.",
        "Without an offset, a time does not name one instant.",
    ),
)
TIME: Final = _rule(
    "time-neither-valued-nor-null",
    "time",
    "La date de participation n'a ni valeur ni nullFlavor.",
    "The time of participation has neither a value nor a nullFlavor.",
    Text(
        "Une date que l'on ne connaît pas se dit par un nullFlavor.",
        "A time that is not known is said by a nullFlavor.",
    ),
)
PATIENT_ID_NULL: Final = _rule(
    "patient-identifier-null",
    "recordTarget",
    "Un identifiant du patient est nul.",
    "An identifier of the patient is null.",
    Text(
        "Un identifiant nul n'identifie personne : il s'omet.",
        "A null identifier identifies nobody: it is left out.",
    ),
)
FAMILY_QUALIFIER: Final = _rule(
    "family-qualifier-unknown",
    "recordTarget",
    "Le nom du patient n'est qualifié ni BR, ni CL, ni SP.",
    "The family name of the patient is not qualified BR, CL or SP.",
)
INS_TRAITS: Final = _rule(
    "ins-without-traits",
    "recordTarget",
    "Un matricule INS est là sans ses traits : {missing}.",
    "An INS matricule is there without its traits: {missing}.",
    Text(
        "Le matricule ne voyage qu'avec le nom, un prénom, la date de naissance et le sexe.",
        "The matricule only travels with the name, a given name, the date of birth and the sex.",
    ),
)
FORBIDDEN_TRAIT: Final = _rule(
    "forbidden-trait-present",
    "recordTarget",
    "Le document porte la religion, l'origine ou l'ethnie du patient.",
    "The document bears the religion, the race or the ethnic group of the patient.",
    Text("Ces données ne se recueillent pas en France.", "These data are not collected in France."),
)
ORGANIZATION_ROOT: Final = _rule(
    "organization-identifier-foreign",
    "representedOrganization",
    "Un identifiant de la structure n'est pas un Struct_IdNat (racine {expected}).",
    "An identifier of the organization is not a Struct_IdNat (root {expected}).",
    _NAMED,
)
RECIPIENT_ROOT: Final = _rule(
    "recipient-identifier-foreign",
    "informationRecipient",
    "Un identifiant du destinataire n'est pas un PS_IdNat complet (racine {expected}).",
    "An identifier of the recipient is not a complete PS_IdNat (root {expected}).",
    _NAMED,
)
SIGNATURE: Final = _rule(
    "authenticator-signature-refused",
    "authenticator",
    "La signature de l'attestataire n'est pas S.",
    "The signature of the authenticator is not S.",
)
PARTICIPANT_TYPE: Final = _rule(
    "participant-time-untyped",
    "participant",
    "La date de participation n'est ni nulle, ni typée IVL_TS (xsi:type).",
    "The time of participation is neither null nor typed IVL_TS (xsi:type).",
    Text(
        "Le type dit au destinataire de lire une période.",
        "The type tells the recipient to read a period.",
    ),
)
PARTICIPANT_PERIOD: Final = _rule(
    "participant-period-incorrect",
    "participant",
    "La période de participation est incorrecte : une valeur seule, une borne sans valeur, ou un début qui n'est pas "
    "avant la fin.",
    "The period of participation is incorrect: a value alone, a bound without a value, or a start that is not before "
    "the end.",
    Text(
        "Une période se dit par ses bornes, la première avant la seconde.",
        "A period is said by its bounds, the first one before the second.",
    ),
)
PARTICIPANT_ROLE: Final = _rule(
    "participant-role-refused",
    "participant",
    "Le rôle du participant (classCode) n'est pas de ceux du volet 2.41 : {expected}.",
    "The role of the participant (classCode) is not one of those of the volet 2.41: {expected}.",
)
PERFORMER: Final = _rule(
    "performer-secondary-or-null",
    "documentationOf",
    "L'exécutant est nul, ou n'est pas l'exécutant principal (PRF).",
    "The performer is null, or is not the main performer (PRF).",
)
LAB_STATUS: Final = _rule(
    "laboratory-status-unexpected",
    "documentationOf",
    "Le statut de l'acte (lab:statusCode) n'est pas attendu ici, ou n'est ni active ni completed.",
    "The status of the act (lab:statusCode) is not expected here, or is neither active nor completed.",
)
NOT_REPLACED: Final = _rule(
    "related-document-not-replaced",
    "relatedDocument",
    "Le document lié n'est pas remplacé (typeCode RPLC).",
    "The related document is not replaced (typeCode RPLC).",
)
ADDRESS: Final = _rule(
    "address-form-refused",
    "addr",
    "L'adresse n'est ni faite de lignes, ni faite de composants, ni nulle.",
    "The address is neither made of lines, nor made of components, nor null.",
    Text(
        "Deux formes dans une même adresse ne se lisent pas.",
        "Two forms in one address cannot be read.",
    ),
)
RULES: Final = (
    LANGUAGE,
    DATE_FORM,
    TIME,
    PATIENT_ID_NULL,
    FAMILY_QUALIFIER,
    INS_TRAITS,
    FORBIDDEN_TRAIT,
    ORGANIZATION_ROOT,
    RECIPIENT_ROOT,
    SIGNATURE,
    PARTICIPANT_TYPE,
    PARTICIPANT_PERIOD,
    PARTICIPANT_ROLE,
    PERFORMER,
    LAB_STATUS,
    NOT_REPLACED,
    ADDRESS,
)
