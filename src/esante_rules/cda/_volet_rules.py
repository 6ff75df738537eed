"""Rules of the volet that a row of the table cannot say: conditions between elements, and closed content."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Confidence, Reference, Rule, Severity, Text
from esante_rules.cda._sources import structuration


def rule(
    name: str,
    passage: str | tuple[Reference, ...],
    says: Text,
    why: Text,
    severity: Severity = Severity.ERROR,
) -> Rule[Any]:
    """A rule of the family `cda.volet`."""
    return Rule(
        id=f"cda.volet.{name}",
        says=says,
        why=why,
        refs=(structuration(passage),) if isinstance(passage, str) else passage,
        since=None,
        severity=severity,
        confidence=Confidence.CERTAIN,
    )


_MODEL: Final = Text(
    "Les templateId annoncent à quel modèle de contenu le document se conforme.",
    "The templateIds announce the content model to which the document conforms.",
)
_ACT: Final = Text(
    "Le premier documentationOf est l'acte principal : sa date et son exécutant classent le document.",
    "The first documentationOf is the main act: its date and its performer file the document.",
)
_CLOSED_LIST: Final = Text(
    "Le volet restreint la liste des valeurs que le standard CDA admet.",
    "The volet narrows the list of values that the CDA standard allows.",
)
_TRAITS: Final = Text(
    "Le matricule INS ne voyage qu'avec les traits de l'identité : nom et premier prénom de naissance, prénoms, sexe, "
    "date et lieu de naissance.",
    "The INS matricule only travels with the traits of the identity: birth name, first given name, given names, sex, "
    "date and place of birth.",
)

N1_TEMPLATES: Final = rule(
    "n1-templates-not-exactly-three",
    "1.2.250.1.213.1.1.1.1",
    Text(
        "Un document N1 déclare exactement trois templateId : HL7 France, CI-SIS et XDS-SD.",
        "An N1 document declares exactly three templateIds: HL7 France, CI-SIS and XDS-SD.",
    ),
    _MODEL,
)
N1_XDS_SD: Final = rule(
    "n1-xds-sd-template-missing",
    "1.2.250.1.213.1.1.1.1",
    Text(
        "Un document N1 déclare le templateId XDS-SD (1.3.6.1.4.1.19376.1.2.20).",
        "An N1 document declares the XDS-SD templateId (1.3.6.1.4.1.19376.1.2.20).",
    ),
    _MODEL,
)
UNEXPECTED: Final = rule(
    "unexpected-content",
    "contenu fermé",
    Text(
        "{element} est valide en CDA mais n'est pas prévu ici par la structuration minimale (dans {parent}).",
        "{element} is valid CDA but the structuration minimale does not provide for it here (in {parent}).",
    ),
    Text(
        "Un récepteur ne doit pas refuser le document pour cela, mais il peut ignorer cet élément.",
        "A recipient must not refuse the document for that, but it may ignore the element.",
    ),
    Severity.WARNING,
)
PRINCIPAL_PERFORMER: Final = rule(
    "principal-act-without-single-performer",
    "documentationOf (1.2.250.1.213.1.1.1.1.10.4)",
    Text(
        "L'acte principal (premier documentationOf) a exactement un exécutant (performer).",
        "The main act (first documentationOf) has exactly one performer.",
    ),
    _ACT,
)
PRINCIPAL_DATE: Final = rule(
    "principal-act-without-date",
    "documentationOf (1.2.250.1.213.1.1.1.1.10.4)",
    Text(
        "L'acte principal (premier documentationOf) a exactement une date (effectiveTime).",
        "The main act (first documentationOf) has exactly one date (effectiveTime).",
    ),
    _ACT,
)
NO_PERFORMED_ACT: Final = rule(
    "no-dated-performed-act",
    "documentationOf (1.2.250.1.213.1.1.1.1.10.4)",
    Text(
        "Aucun acte du document n'a à la fois un exécutant et une date.",
        "No act of the document has both a performer and a date.",
    ),
    _ACT,
)
INS_TRAITS: Final = rule(
    "ins-traits-missing",
    "recordTarget (1.2.250.1.213.1.1.1.1.10.10)",
    Text(
        "Le patient a un matricule INS, mais il manque : {missing}.",
        "The patient has an INS matricule, but these are missing: {missing}.",
    ),
    _TRAITS,
)
PATIENT_EXTENSION: Final = rule(
    "patient-identifier-without-value",
    "recordTarget (1.2.250.1.213.1.1.1.1.10.10)",
    Text(
        "Aucun identifiant du patient n'a de valeur (extension).",
        "No identifier of the patient has a value (extension).",
    ),
    _TRAITS,
)
FAMILY_QUALIFIER: Final = rule(
    "patient-family-qualifier-refused",
    "recordTarget (1.2.250.1.213.1.1.1.1.10.10)",
    Text(
        "Chaque nom de famille du patient est qualifié BR (naissance) ou CL (utilisé).",
        "Every family name of the patient is qualified BR (birth) or CL (used).",
    ),
    _TRAITS,
)
GIVEN_QUALIFIER: Final = rule(
    "patient-given-qualifier-refused",
    "recordTarget (1.2.250.1.213.1.1.1.1.10.10)",
    Text(
        "Un prénom du patient est sans qualificatif (liste), ou qualifié BR (premier) ou CL (utilisé).",
        "A given name of the patient has no qualifier (list), or BR (first) or CL (used).",
    ),
    _TRAITS,
)
GUARDIAN_CHOICE: Final = rule(
    "guardian-not-one-person-or-organization",
    "recordTarget (1.2.250.1.213.1.1.1.1.10.10)",
    Text(
        "Le représentant est une personne ou une organisation : l'une exactement.",
        "The guardian is a person or an organization: exactly one.",
    ),
    Text("On doit savoir qui représente le patient.", "One must know who represents the patient."),
)
AUTHOR_CHOICE: Final = rule(
    "author-person-and-device",
    "author (1.2.250.1.213.1.1.1.1.10.7)",
    Text(
        "L'auteur est une personne ou un système, pas les deux ni plusieurs.",
        "The author is a person or a system, not both nor several.",
    ),
    Text("Chaque auteur a son propre élément author.", "Every author has its own author element."),
)
INFORMANT_ROLE: Final = rule(
    "informant-not-one-role",
    "informant (1.2.250.1.213.1.1.1.1.10.12)",
    Text(
        "L'informateur est un professionnel ou une personne liée au patient avec son identité : l'un exactement.",
        "The informant is a professional, or a person related to the patient with an identity: exactly one.",
    ),
    Text("On doit savoir à quel titre la personne informe.", "One must know in which capacity the person informs."),
)
INFORMANT_IDENTIFIER: Final = rule(
    "informant-identifier-incomplete",
    "assignedEntity (1.2.250.1.213.1.1.1.1.10.14)",
    Text(
        "L'identifiant de l'informateur a root et extension, ou est nul.",
        "The identifier of the informant has root and extension, or is null.",
    ),
    Text(
        "Un identifiant n'est unique que dans son autorité d'affectation (root).",
        "An identifier is unique only within its assigning authority (root).",
    ),
)
RELATED_CLASS: Final = rule(
    "related-entity-class-refused",
    "relatedEntity (1.2.250.1.213.1.1.1.1.10.13)",
    Text(
        "Le rôle de la personne (classCode de relatedEntity) est l'un de : {expected}.",
        "The role of the person (classCode of relatedEntity) is one of: {expected}.",
    ),
    _CLOSED_LIST,
)
CUSTODIAN_ROOT: Final = rule(
    "custodian-authority-refused",
    "custodian (1.2.250.1.213.1.1.1.1.10.5)",
    Text(
        "L'organisation de conservation est identifiée sous l'une des autorités : {expected}.",
        "The custodian is identified under one of the authorities: {expected}.",
    ),
    _CLOSED_LIST,
)
LANGUAGE: Final = rule(
    "language-malformed",
    "1.2.250.1.213.1.1.1.1",
    Text(
        "La langue du document s'écrit ll-CC (fr-FR).",
        "The language of the document is written ll-CC (fr-FR).",
    ),
    _CLOSED_LIST,
)
PARTICIPANT_TYPE: Final = rule(
    "participant-type-outside-value-set",
    "participant (1.2.250.1.213.1.1.1.1.10.9)",
    Text(
        "Le type de participation (typeCode) n'est pas dans le jeu de valeurs {set}.",
        "The type of participation (typeCode) is not in the value set {set}.",
    ),
    _CLOSED_LIST,
)
ASSOCIATED_CLASS: Final = rule(
    "associated-entity-class-outside-value-set",
    "participant (1.2.250.1.213.1.1.1.1.10.9)",
    Text(
        "Le rôle du participant (classCode) n'est pas dans le jeu de valeurs {set}.",
        "The role of the participant (classCode) is not in the value set {set}.",
    ),
    _CLOSED_LIST,
)
ENCOUNTER_PARTICIPANT_TYPE: Final = rule(
    "encounter-participant-type-outside-value-set",
    "componentOf (1.2.250.1.213.1.1.1.1.10.2)",
    Text(
        "Le type d'intervenant (typeCode) n'est pas dans le jeu de valeurs {set}.",
        "The type of encounter participant (typeCode) is not in the value set {set}.",
    ),
    _CLOSED_LIST,
)
ACT_CODE: Final = rule(
    "act-code-without-system",
    "documentationOf (1.2.250.1.213.1.1.1.1.10.4)",
    Text(
        "Le code de l'acte a code et codeSystem, ou un nullFlavor seul.",
        "The code of the act has code and codeSystem, or a nullFlavor alone.",
    ),
    Text(
        "Un code n'a de sens que dans son système de codage.",
        "A code has a meaning only within its code system.",
    ),
)
DISCHARGE_SYSTEM: Final = rule(
    "discharge-code-system-refused",
    "componentOf (1.2.250.1.213.1.1.1.1.10.2)",
    Text(
        "Le système de codage du type de sortie est {expected}.",
        "The code system of the discharge disposition is {expected}.",
    ),
    _CLOSED_LIST,
)
STRUCTURAL: Final = rule(
    "structural-attribute-refused",
    "authorization (1.2.250.1.213.1.1.1.1.10.25)",
    Text(
        "L'attribut {attribute} de {element} ne peut valoir que {expected}.",
        "The attribute {attribute} of {element} can only be {expected}.",
    ),
    _CLOSED_LIST,
)

RULES: Final[tuple[Rule[Any], ...]] = tuple(
    dict.fromkeys(value for value in tuple(globals().values()) if isinstance(value, Rule))
)
