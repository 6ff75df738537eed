"""The requirements of the volets on a header: one rule a kind of fault, one row a requirement of some volets."""

from __future__ import annotations

from typing import Final

from esante_rules._core import Confidence, Severity, Text
from esante_rules.cda import _sources as src
from esante_rules.cda import _types as find
from esante_rules.cda import _types_actors as actors
from esante_rules.cda import _volets as volets
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._types import Row

_WHY: Final = Text(
    "Le volet fixe cette partie de l'en-tête pour que le destinataire range et affiche le document sans le lire.",
    "The volet fixes this part of the header so that the recipient files and displays the document without reading it.",
)


def _rule(name: str, fr: str, en: str, passage: str, confidence: Confidence = Confidence.CERTAIN) -> Header:
    says = Text("Volet {volet} : " + fr, "Volet {volet}: " + en)
    reference = src.volet(passage)
    return rule(f"type.{name}", None, says, _WHY, reference, severity=Severity.ERROR, confidence=confidence)


DOCUMENT_CODE: Final = _rule(
    "document-code-unexpected",
    "le type de document attendu est {codes}.",
    "the expected type of document is {codes}.",
    "code du document",
)
TEMPLATE: Final = _rule(
    "template-missing",
    "la déclaration de conformité {template} manque.",
    "the declaration of conformance {template} is missing.",
    "templateId",
)
TEMPLATE_VERSION: Final = _rule(
    "template-version-unexpected",
    "la déclaration de conformité du volet doit porter une fois la version {extension}.",
    "the declaration of conformance to the volet must bear the version {extension} once.",
    "templateId",
)
TITLE: Final = _rule(
    "title-unexpected", "le titre attendu est « {title} ».", "the expected title is « {title} ».", "title"
)
LABEL: Final = _rule(
    "label-unexpected",
    "le libellé attendu du type de document est « {label} ».",
    "the expected label of the type of document is « {label} ».",
    "code/@displayName",
)
VERSION: Final = _rule(
    "version-not-positive",
    "le numéro de version doit être au moins 1.",
    "the version number must be at least 1.",
    "versionNumber",
)
ID_ROOT: Final = _rule(
    "id-root-unexpected",
    "la racine attendue de l'identifiant du document est {root}.",
    "the expected root of the identifier of the document is {root}.",
    "id",
)
PATIENT_NULL: Final = _rule(
    "patient-null-flavor-unexpected",
    "seul le nullFlavor {allowed} est admis pour l'adresse et les coordonnées du patient.",
    "only the nullFlavor {allowed} is accepted for the address and contact details of the patient.",
    "recordTarget",
)
PATIENT_ADDRESS: Final = _rule(
    "patient-address-in-lines",
    "l'adresse du patient doit être découpée (numéro, voie, code postal...), non écrite en lignes ou d'un bloc.",
    "the address of the patient must be in parts (number, street, postal code...), not in lines nor in one text.",
    "recordTarget/addr",
)
PATIENT_PART: Final = _rule(
    "patient-incomplete", "il manque au patient : {parts}.", "the patient lacks: {parts}.", "recordTarget"
)
BIRTH_DATE: Final = _rule(
    "birth-date-missing", "la date de naissance manque.", "the date of birth is missing.", "recordTarget/birthTime"
)
BIRTH_NAME: Final = _rule(
    "birth-name-missing", "le nom de naissance manque.", "the birth name is missing.", "recordTarget/name"
)
PATIENT_CLASS: Final = _rule(
    "patient-class-missing",
    "l'attribut classCode PAT de patientRole manque.",
    "the classCode PAT attribute of patientRole is missing.",
    "recordTarget/patientRole",
)
BIRTH_ORDER: Final = _rule(
    "birth-order-missing",
    "sans INS, le rang de naissance est obligatoire.",
    "without an INS, the birth order is mandatory.",
    "recordTarget/multipleBirthOrderNumber",
)
ACTOR_PART: Final = _rule(
    "actor-incomplete", "il manque à cet acteur : {parts}.", "this actor lacks: {parts}.", "acteurs de l'en-tête"
)
AUTHENTICATOR_TEMPLATE: Final = _rule(
    "authenticator-template-missing",
    "l'attestataire ne déclare pas le modèle {template}.",
    "the authenticator does not declare the template {template}.",
    "authenticator",
)
PERFORMER: Final = _rule(
    "performer-missing", "aucun acte n'a d'exécutant.", "no act has a performer.", "documentationOf/performer"
)
SETTING: Final = _rule(
    "setting-unexpected",
    "le cadre d'exercice attendu est {code}.",
    "the expected practice setting is {code}.",
    "documentationOf/standardIndustryClassCode",
)
AUTHOR_CODE: Final = _rule(
    "author-code-unexpected",
    "la profession attendue de l'auteur est {codes}.",
    "the expected profession of the author is {codes}.",
    "author/code",
)
SIGNER_CODE: Final = _rule(
    "signer-code-unexpected",
    "le code attendu du responsable est {codes}.",
    "the expected code of the signer is {codes}.",
    "legalAuthenticator/code",
)
PERFORMER_CODE: Final = _rule(
    "performer-code-unexpected",
    "le code attendu de l'exécutant est {codes}.",
    "the expected code of the performer is {codes}.",
    "documentationOf/performer/code",
)
AUTHOR_DEVICE: Final = _rule(
    "author-not-a-system", "l'auteur doit être un système.", "the author must be a system.", "author"
)
TOO_MANY: Final = _rule(
    "participation-repeated",
    "au plus {most} participations de cette sorte sont admises.",
    "at most {most} participations of this kind are accepted.",
    "acteurs de l'en-tête",
)
TOO_FEW: Final = _rule(
    "participants-too-few",
    "au moins {least} participants sont attendus.",
    "at least {least} participants are expected.",
    "participant",
)
CUSTODIAN_NAME: Final = _rule(
    "custodian-without-name",
    "la structure qui conserve le document doit être nommée.",
    "the structure that keeps the document must be named.",
    "custodian",
)
CUSTODIAN_ROOT: Final = _rule(
    "custodian-not-a-structure",
    "l'organisation de conservation doit porter un identifiant national de structure.",
    "the custodian must bear a national identifier of a structure.",
    "custodian",
)
INFORMANT: Final = _rule(
    "informant-missing",
    "un informateur de lien {code} est attendu.",
    "an informant of relation {code} is expected.",
    "informant",
)
PARTICIPANT: Final = _rule(
    "participant-missing",
    "un participant de type {codes} et de fonction {functions} est attendu, joignable si le volet le veut.",
    "a participant of type {codes} and function {functions} is expected, reachable if the volet says so.",
    "participant",
)
PARTICIPANT_KIND: Final = _rule(
    "participant-unexpected",
    "ce participant n'est pas du type {codes} et de la fonction {functions} attendus.",
    "this participant is not of the expected type {codes} and function {functions}.",
    "participant",
)
ACT: Final = _rule(
    "act-missing",
    "un acte de code {codes} est attendu.",
    "an act of code {codes} is expected.",
    "documentationOf/code",
)
ACT_REPEATED: Final = _rule(
    "act-not-single",
    "exactement un acte de code {codes} est attendu.",
    "exactly one act of code {codes} is expected.",
    "documentationOf/code",
)
ACT_CODE: Final = _rule(
    "act-code-unexpected",
    "le code de chaque acte doit être un de : {codes}.",
    "the code of every act must be one of: {codes}.",
    "documentationOf/code",
)
ACT_WITHOUT_CODE: Final = _rule(
    "act-without-code", "chaque acte doit avoir un code.", "every act must have a code.", "documentationOf/code"
)
ACT_TIME: Final = _rule(
    "act-time-incomplete",
    "il manque à l'acte : {parts}.",
    "the act lacks: {parts}.",
    "documentationOf/effectiveTime",
)
MODALITY: Final = _rule(
    "modality-missing",
    "l'acte d'imagerie doit traduire son code par une modalité (121139).",
    "the imaging act must translate its code into a modality (121139).",
    "documentationOf/code/translation",
)
ORDER: Final = _rule(
    "order-incomplete",
    "il manque à la demande d'origine : {parts}.",
    "the original request lacks: {parts}.",
    "inFulfillmentOf",
)
ENCOUNTER_CODE: Final = _rule(
    "encounter-code-unexpected",
    "le type de prise en charge attendu est {codes}.",
    "the expected kind of encounter is {codes}.",
    "componentOf/code",
)
ENCOUNTER_IDS: Final = _rule(
    "encounter-ids-missing",
    "la prise en charge doit porter au moins {least} identifiants.",
    "the encounter must bear at least {least} identifiers.",
    "componentOf/id",
)
FACILITY_PART: Final = _rule(
    "facility-incomplete", "il manque au lieu : {parts}.", "the place lacks: {parts}.", "componentOf/location"
)
FACILITY_CODE: Final = _rule(
    "facility-code-unexpected",
    "le secteur d'activité attendu est un de : {codes}.",
    "the expected kind of facility is one of: {codes}.",
    "componentOf/location",
)
FACILITY_CATEGORY: Final = _rule(
    "facility-category-missing",
    "le secteur d'activité doit porter exactement une traduction, la catégorie de l'établissement.",
    "the kind of facility must bear exactly one translation, the category of the establishment.",
    "componentOf/location",
)
FACILITY_CATEGORY_UNKNOWN: Final = _rule(
    "facility-category-unknown",
    "la catégorie de l'établissement n'est pas dans le jeu de valeurs JDV_J254.",
    "the category of the establishment is not in the value set JDV_J254.",
    "componentOf/location",
)
REPLACED: Final = _rule(
    "replaced-document-missing",
    "à partir de la version 2, le document remplacé est obligatoire.",
    "from version 2 on, the replaced document is mandatory.",
    "relatedDocument",
)

_CR_BIO, _TROD, _HR, _DUI = ("BIO-CR-BIO",), ("BIO-TROD",), ("CNAM-HR",), ("EXPORT_DUI",)
_CSE: Final = ("CSE-CS8", "CSE-CS9", "CSE-CS24")
_CARD: Final = tuple(name for name in volets.NAMES if name.startswith("CARD-"))
_LIAISON: Final = ("DLU", "FLUDT", "FLUDR")
_AVC: Final = tuple(name for name in volets.NAMES if name.startswith("AVC-"))
_REMOTE: Final = ("TCG", "TC", "TE1", "TE2", "TLD", "TLL", "TLM", "TLS")
_SNOMED_CARE: Final = "11429006"

ROWS: Final[tuple[Row, ...]] = (
    Row(volets.NAMES, DOCUMENT_CODE, find.document_code),
    Row(volets.NAMES, TEMPLATE, find.templates),
    # CR-BIO
    Row(_CR_BIO, TITLE, find.title, ("Compte rendu d'examens biologiques",)),
    Row(_CR_BIO, LABEL, find.label, ("CR d'examens biologiques",)),
    Row(_CR_BIO, VERSION, find.version),
    Row(_CR_BIO, PATIENT_NULL, find.patient_null, ("UNK",)),
    Row(_CR_BIO, AUTHENTICATOR_TEMPLATE, actors.authenticator_template, ("1.3.6.1.4.1.19376.1.3.3.1.5",)),
    Row(_CR_BIO, ACTOR_PART, actors.actors_have, ("authenticator", "time", "addr", "telecom")),
    Row(_CR_BIO, ACTOR_PART, actors.organizations_have, ("authenticator", "id", "name", "telecom", "addr")),
    Row(_CR_BIO, ACT_WITHOUT_CODE, find.acts_coded),
    Row(_CR_BIO, ACTOR_PART, actors.actors_have, ("performer", "time", "addr", "telecom", "person", "organization")),
    Row(
        _CR_BIO,
        ACTOR_PART,
        actors.organizations_have,
        ("performer", "id", "name", "telecom", "addr", "standardIndustryClassCode"),
    ),
    Row((*_CR_BIO, *_HR), ACTOR_PART, actors.actors_have, ("responsibleParty", "id", "code", "family")),
    # BIO-TROD
    Row(_TROD, LABEL, find.label, ("Test rapide d'orientation diagnostique",)),
    Row(_TROD, ACT_WITHOUT_CODE, find.acts_coded),
    Row((*_TROD, *_AVC, "OPH-CR-RTN"), PERFORMER, actors.some_performer),
    Row(_TROD, SETTING, actors.practice_setting, ("DEPISTAGE",)),
    # CNAM-HR
    Row(_HR, TITLE, find.title, ("Données de remboursement",)),
    Row(_HR, LABEL, find.label, ("Données de remboursement",)),
    Row(_HR, TEMPLATE_VERSION, find.template_version, ("2021.01",)),
    Row(_HR, PATIENT_NULL, find.patient_null, ("NASK",)),
    # certificats de santé de l'enfant
    Row(_CSE, PATIENT_ADDRESS, find.patient_address),
    Row(("CSE-CS9", "CSE-CS24"), PATIENT_PART, find.patient_postal_code, ("2022",)),
    Row(("CSE-CS8",), PATIENT_PART, find.patient_postal_code, ("2022", "2024")),
    Row(
        _CSE,
        ACTOR_PART,
        actors.actors_have,
        ("performer", "id", "code", "person", "organization/id", "organization/name", "organization/addr"),
    ),
    Row(("CSE-CS8",), INFORMANT, actors.informant, ("MTH",)),
    Row((*_CSE, "SDM-MR", "OBP-SAP"), ACT, find.some_act, (_SNOMED_CARE,)),
    Row(_CSE, ACT_TIME, find.act_complete, (_SNOMED_CARE,)),
    Row(_CSE, PARTICIPANT_KIND, actors.participant_function, ("CORRE",)),
    # cardiologie, cancérologie, anesthésie, AVC
    Row(_CARD, PARTICIPANT_KIND, actors.participants_are, (("INF",), ("PCP", "ATTPHYS"))),
    Row(("CANCER-CR-GM",), TOO_MANY, actors.at_most, ("author", 3)),
    Row(("CANCER-CR-GM",), ACTOR_PART, actors.actors_have, ("author", "id", "code", "person")),
    Row(("CANCER-CR-GM",), CUSTODIAN_NAME, actors.custodian_name),
    Row(("CANCER-CR-GM",), ACTOR_PART, actors.actors_have, ("legalAuthenticator", "organization/addr")),
    Row(("CANCER-CR-GM",), TOO_FEW, actors.at_least, ("participant", 3)),
    Row(("CANCER-CR-GM",), ACT, find.some_act, ("51956-1",)),
    Row(("CANCER-CR-GM",), ENCOUNTER_CODE, find.encounter_code, ("AMB",)),
    Row(("CANCER-FRCP",), ACT_WITHOUT_CODE, find.acts_coded),
    Row(("CANCER-FRCP",), ENCOUNTER_IDS, find.encounter_ids, (3,)),
    Row(("CANCER-FRCP",), FACILITY_PART, find.facility_has, ("name", "addr")),
    Row(("ANEST-CR-CPA",), ACT, find.some_act, ("CS", "APC")),
    Row((*_AVC, "OPH-CR-RTN"), ACTOR_PART, actors.actors_have, ("performer", "organization")),
    # liaison
    Row((*_LIAISON, "LDL-EES", "LDL-SES", "VAC", "VAC-NOTE"), BIRTH_DATE, find.birth_date),
    Row(("DLU", "VSM"), ACT, find.some_act, ("34117-2",)),
    Row(("FLUDT", "FLUDR"), ACT, find.some_act, ("28651-8",)),
    Row((*_LIAISON, "LDL-EES", "LDL-SES"), ACT_TIME, find.acts_dated),
    Row(("DLU",), PARTICIPANT, actors.participant, (("INF",), ("PCP",))),
    Row(("LDL-EES",), ACT, find.some_act, ("IMP",)),
    # prescription, dispensation
    Row(("eP-MED-DM",), PATIENT_PART, find.patient_has, ("addr", "telecom")),
    Row(
        ("eP-MED-DM",), ACTOR_PART, actors.actors_have, ("author", "id", "code", "organization/id", "organization/name")
    ),
    Row(("eP-MED-DM",), ACT_TIME, find.acts_dated, ("low", "high")),
    Row(("eDISP-MED",), ACT, find.some_act, ("60593-1",)),
    Row(("BIO-EP-BIO",), ID_ROOT, find.id_root, ("1.2.250.1.215.500.1.1",)),
    Row(("BIO-EP-BIO",), TITLE, find.title, ("Prescription d’actes de biologie médicale",)),
    Row(("BIO-EP-BIO",), ACT, find.some_act, ("PRESC-BIO",)),
    # imagerie
    Row(("IMG-CR-IMG",), MODALITY, find.imaging_modality),
    Row(("IMG-CR-IMG",), ORDER, find.orders_complete),
    Row(("IMG-DA-IMG",), ACT_REPEATED, find.one_act, ("55115-0",)),
    # synthèses, obstétrique, ophtalmologie, maladies rares, télémédecine, vaccination
    Row(("IPS-FR",), PARTICIPANT, actors.informing_participants),
    Row(("OBP-SNE", "OBP-SNM"), ACT, find.some_act, ("236973005",)),
    Row(("OBP-SCM", "OBP-SEM"), ACT, find.some_act, ("MED-1176",)),
    Row(("OBP-SAP", "OBP-SCM", "OBP-SEM", "OBP-SNE"), PARTICIPANT, actors.participant, (("INF", "CON"), (), "telecom")),
    Row(("OPH-BRE",), AUTHOR_CODE, actors.author_code, ("G15_10/SM38", "G15_28", "G15_92")),
    Row(("OPH-CR-RTN",), PARTICIPANT, actors.participant, (("REF",), (), "telecom", "addr")),
    Row(("OPH-CR-RTN",), PARTICIPANT, actors.participant, (("CON",),)),
    Row(("OPH-CR-RTN",), ACTOR_PART, actors.actors_have, ("legalAuthenticator", "addr", "telecom")),
    Row(("SDM-MR",), BIRTH_NAME, find.birth_name),
    Row(("SDM-MR",), PATIENT_CLASS, find.patient_class, ("2024.01",)),
    Row(("TLM-DA",), ACT_CODE, find.every_act, _REMOTE),
    Row(("VAC",), ACT, find.some_act, ("11369-6",)),
    Row(("VAC-NOTE",), TEMPLATE_VERSION, find.template_version, ("2023.01",)),
    # export du dossier de l'usager informatisé
    Row(_DUI, BIRTH_ORDER, find.birth_order),
    Row(_DUI, AUTHOR_DEVICE, actors.author_device),
    Row(_DUI, ACTOR_PART, actors.actors_have, ("author", "organization")),
    Row(_DUI, AUTHOR_CODE, actors.author_code, ("LOGICIEL_DUI",)),
    Row(_DUI, SIGNER_CODE, actors.signer_code, ("LOGICIEL_DUI",)),
    Row(_DUI, ACTOR_PART, actors.actors_have, ("legalAuthenticator", "organization/id")),
    Row(_DUI, PERFORMER_CODE, actors.performer_code, ("LOGICIEL_DUI",)),
    Row(_DUI, CUSTODIAN_ROOT, actors.custodian_root),
    Row(_DUI, ACT_TIME, find.acts_dated, ("low",)),
    Row(_DUI, SETTING, actors.practice_setting, ("ESSMS",)),
    Row(_DUI, FACILITY_CODE, find.facility_code, ("SA16", "SA18", "SA41")),
    Row(_DUI, FACILITY_CATEGORY, find.facility_category),
    Row(_DUI, FACILITY_CATEGORY_UNKNOWN, find.facility_category_known),
    Row(_DUI, REPLACED, find.replaced),
)

RULES: Final[tuple[Header, ...]] = tuple(dict.fromkeys(row.rule for row in ROWS))
TABLES: Final = {FACILITY_CATEGORY_UNKNOWN: ("J254",)}
"""The value sets that a rule needs."""
