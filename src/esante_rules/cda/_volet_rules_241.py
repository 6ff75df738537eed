"""Rules of the volet of July 2022 (test set 2.41) that no row of its table can say, and that the later one has not."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Rule, Text
from esante_rules.cda._sources import structuration_241
from esante_rules.cda._volet_rules import rule

_LIST: Final = Text(
    "Le volet 2.41 restreint la liste des valeurs que le standard CDA admet.",
    "The volet 2.41 narrows the list of values that the CDA standard allows.",
)
_NATIONAL: Final = Text(
    "Le volet 2.41 n'admet ici que les identifiants nationaux ; le volet 3.0 ne fait que s'en étonner.",
    "The volet 2.41 only allows national identifiers here; the volet 3.0 merely finds others unexpected.",
)
_PERIOD: Final = Text(
    "Le destinataire lit la participation comme une période : son type et ses bornes le lui permettent.",
    "The recipient reads the participation as a period: its type and its bounds make that possible.",
)
_PERFORMER: Final = Text(
    "Le volet 2.41 ne connaît qu'un exécutant par acte, le principal.",
    "The volet 2.41 knows one performer for each act, the main one.",
)
_STATUS: Final = Text(
    "Seuls les comptes rendus de biologie disent où en est l'acte.",
    "Only laboratory reports say how far the act has gone.",
)


def _rule(name: str, passage: str, says: Text, why: Text = _LIST) -> Rule[Any]:
    return rule(name, (structuration_241(passage),), says, why)


LANGUAGE: Final = _rule(
    "language-not-fr-fr",
    "languageCode",
    Text("La langue du document n'est pas fr-FR.", "The language of the document is not fr-FR."),
)
CREATION_DATE: Final = _rule(
    "creation-date-malformed",
    "effectiveTime",
    Text(
        "La date de création n'est ni une date seule, ni une date avec heure et décalage de quatre chiffres, sans "
        "fraction.",
        "The creation date is neither a date alone nor a date with a time and a four-digit offset, without a fraction.",
    ),
    Text(
        "Une heure sans décalage ne désigne aucun instant précis.",
        "A time without an offset does not name one instant.",
    ),
)
PATIENT_ID_NULL: Final = _rule(
    "patient-identifier-null",
    "recordTarget",
    Text("Un identifiant du patient est nul.", "An identifier of the patient is null."),
    Text("Un identifiant nul n'identifie personne.", "A null identifier identifies nobody."),
)
FAMILY_QUALIFIER: Final = _rule(
    "patient-family-qualifier-unknown",
    "recordTarget",
    Text(
        "Un nom de famille du patient n'a pas pour qualificatif l'un de : {expected}.",
        "A family name of the patient does not have one of these qualifiers: {expected}.",
    ),
)
FORBIDDEN_TRAIT: Final = _rule(
    "patient-trait-forbidden",
    "recordTarget",
    Text("Le patient porte une donnée refusée : {element}.", "The patient carries a datum that is refused: {element}."),
    Text(
        "La religion, l'origine et l'ethnie ne se recueillent pas dans un document de santé français.",
        "Religion, race and ethnic group are not collected in a French health document.",
    ),
)
INS_TRAITS: Final = _rule(
    "ins-without-its-traits",
    "recordTarget",
    Text(
        "Le patient a un matricule INS, mais il manque un trait du volet 2.41 : {missing}.",
        "The patient has an INS matricule, but a trait of the volet 2.41 is missing: {missing}.",
    ),
    Text(
        "Le matricule ne voyage qu'avec un nom, un prénom, le sexe et la date de naissance ; le volet 3.0 en demande "
        "davantage.",
        "The matricule only travels with a name, a given name, the sex and the date of birth; the volet 3.0 asks for "
        "more.",
    ),
)
TIME: Final = _rule(
    "time-without-value-or-null",
    "author, legalAuthenticator, authenticator",
    Text("{element} n'a ni valeur ni nullFlavor.", "{element} has neither a value nor a nullFlavor."),
    Text("Une date inconnue se dit par un nullFlavor.", "A nullFlavor says that a time is not known."),
)
STRUCTURE_ROOT: Final = _rule(
    "organization-authority-refused",
    "representedOrganization",
    Text(
        "Aucun identifiant de la structure n'est un Struct_IdNat (racine {expected}).",
        "No identifier of the organization is a Struct_IdNat (root {expected}).",
    ),
    _NATIONAL,
)
RECIPIENT_ID: Final = _rule(
    "recipient-authority-refused",
    "informationRecipient",
    Text(
        "Un identifiant du destinataire n'est pas un PS_IdNat complet (racine {expected}).",
        "An identifier of the recipient is not a complete PS_IdNat (root {expected}).",
    ),
    _NATIONAL,
)
PARTICIPANT_UNTYPED: Final = _rule(
    "participant-time-untyped",
    "participant, IVL_TS",
    Text(
        "La date de participation n'est ni nulle ni typée IVL_TS (xsi:type).",
        "The time of participation is neither null nor typed IVL_TS (xsi:type).",
    ),
    _PERIOD,
)
PARTICIPANT_UNBOUNDED: Final = _rule(
    "participant-time-without-bound",
    "participant, IVL_TS",
    Text(
        "La date de participation n'est pas nulle et n'a ni début (low) ni fin (high).",
        "The time of participation is not null and has neither a lower (low) nor an upper (high) bound.",
    ),
    _PERIOD,
)
PARTICIPANT_ROLE: Final = _rule(
    "participant-role-refused",
    "participant",
    Text(
        "Le rôle du participant (classCode) n'est pas l'un de : {expected}.",
        "The role of the participant (classCode) is not one of: {expected}.",
    ),
)
PERFORMER_TYPE: Final = _rule(
    "performer-not-main",
    "documentationOf",
    Text("L'exécutant n'est pas l'exécutant principal (PRF).", "The performer is not the main one (PRF)."),
    _PERFORMER,
)
PERFORMER_NULL: Final = _rule(
    "performer-null",
    "documentationOf",
    Text("L'exécutant est nul.", "The performer is null."),
    _PERFORMER,
)
STATUS_UNEXPECTED: Final = _rule(
    "act-status-unexpected",
    "documentationOf",
    Text(
        "Le statut de l'acte (lab:statusCode) n'est attendu que dans les types de documents {expected}.",
        "The status of the act (lab:statusCode) is only expected in the document types {expected}.",
    ),
    _STATUS,
)
STATUS_UNKNOWN: Final = _rule(
    "act-status-unknown",
    "documentationOf",
    Text(
        "Le statut de l'acte (lab:statusCode) n'est pas l'un de : {expected}.",
        "The status of the act (lab:statusCode) is not one of: {expected}.",
    ),
    _STATUS,
)
NOT_REPLACED: Final = _rule(
    "related-document-not-replaced",
    "relatedDocument",
    Text(
        "Le document lié n'est pas un document remplacé (typeCode RPLC).",
        "The related document is not a replaced document (typeCode RPLC).",
    ),
)
ADDRESS: Final = _rule(
    "address-form-refused",
    "addr",
    Text(
        "L'adresse n'est ni en lignes, ni en composants (sans autre attribut que use), ni un nullFlavor admis seul.",
        "The address is neither in lines, nor in components (with no attribute but use), nor an allowed nullFlavor "
        "alone.",
    ),
    Text(
        "Le volet fixe les formes d'adresse que tous les logiciels savent afficher.",
        "The volet fixes the forms of address that every software can display.",
    ),
)

RULES: Final[tuple[Rule[Any], ...]] = tuple(
    dict.fromkeys(value for value in tuple(globals().values()) if isinstance(value, Rule))
)
