"""The facts that start, move or stop a clock, and how each is named to a reader.

A trigger absent from the facts leaves the answer open. A trigger that can move (a last visit, a last contact) is read
again at each evaluation: give every date you know, the latest one counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Final

from attrs import frozen

from esante_rules._core import Lang


class Trigger(StrEnum):
    """A fact with a date. Its value is the word of the command line and of files: `LAST_STAY_OR_OUTPATIENT`."""

    ACCOUNTS_CLEARED = "ACCOUNTS_CLEARED"
    ACCOUNT_CLOSED = "ACCOUNT_CLOSED"
    ACCOUNT_LAST_ACTIVITY = "ACCOUNT_LAST_ACTIVITY"
    BATCH_RELEASED = "BATCH_RELEASED"
    BENEFIT_NEXT_QUARTER = "BENEFIT_NEXT_QUARTER"
    BENEFIT_RIGHT_ENDED = "BENEFIT_RIGHT_ENDED"
    BIRTH = "BIRTH"
    BLOOD_DONATION = "BLOOD_DONATION"
    CAMPAIGN_ENDED = "CAMPAIGN_ENDED"
    CARE_ENDED = "CARE_ENDED"
    CERTIFICATE_ISSUED = "CERTIFICATE_ISSUED"
    CERTIFICATION_YEAR_ENDED = "CERTIFICATION_YEAR_ENDED"
    CHOICE_RECORDED = "CHOICE_RECORDED"
    CLAIM_NEXT_1_JAN = "CLAIM_NEXT_1_JAN"
    COLLABORATION_ENDED = "COLLABORATION_ENDED"
    COOKIE_SET = "COOKIE_SET"
    COORDINATION_ENDED = "COORDINATION_ENDED"
    DAMAGE_CONSOLIDATED = "DAMAGE_CONSOLIDATED"
    DATA_COLLECTED = "DATA_COLLECTED"
    DEATH = "DEATH"
    DECISION_EXPIRED = "DECISION_EXPIRED"
    DECLARATION_MADE = "DECLARATION_MADE"
    DEVICE_USED = "DEVICE_USED"
    DMP_CLOSED = "DMP_CLOSED"
    DOCUMENT_ISSUED = "DOCUMENT_ISSUED"
    DP_CLOSED = "DP_CLOSED"
    DP_ENTRY = "DP_ENTRY"
    DP_OPPOSITION_NOTIFIED = "DP_OPPOSITION_NOTIFIED"
    EMPLOYEE_LEFT = "EMPLOYEE_LEFT"
    ERASURE_REQUESTED = "ERASURE_REQUESTED"
    EU_FINAL_PAYMENT = "EU_FINAL_PAYMENT"
    EXPOSURE_ENDED = "EXPOSURE_ENDED"
    FACTS_KNOWN = "FACTS_KNOWN"
    FINAL_DECISION = "FINAL_DECISION"
    FIRST_CONTACT_UNANSWERED = "FIRST_CONTACT_UNANSWERED"
    FISCAL_YEAR_CLOSED = "FISCAL_YEAR_CLOSED"
    FSE_TRANSMITTED = "FSE_TRANSMITTED"
    FUNCTION_ENDED = "FUNCTION_ENDED"
    GAMETE_DONATION = "GAMETE_DONATION"
    HOSTING_CONTRACT_ENDED = "HOSTING_CONTRACT_ENDED"
    IMAGE_RECORDED = "IMAGE_RECORDED"
    LAST_CARE = "LAST_CARE"
    LAST_CONTACT = "LAST_CONTACT"
    LAST_CONTACT_FROM_PERSON = "LAST_CONTACT_FROM_PERSON"
    LAST_FILE_INTERVENTION = "LAST_FILE_INTERVENTION"
    LAST_OH_EXAM = "LAST_OH_EXAM"
    LAST_OPERATION = "LAST_OPERATION"
    LAST_PUBLICATION = "LAST_PUBLICATION"
    LAST_REVIEW = "LAST_REVIEW"
    LAST_STAY_OR_OUTPATIENT = "LAST_STAY_OR_OUTPATIENT"
    MEASURE_LIFTED_YEAR_END = "MEASURE_LIFTED_YEAR_END"
    MES_CLOSED = "MES_CLOSED"
    NONE = "NONE"
    NOTICE_SENT = "NOTICE_SENT"
    ORGAN_DONATION = "ORGAN_DONATION"
    PAYSLIP_ISSUED = "PAYSLIP_ISSUED"
    POSITION_RECORDED = "POSITION_RECORDED"
    PRODUCT_EXPIRY = "PRODUCT_EXPIRY"
    PRODUCT_WITHDRAWN = "PRODUCT_WITHDRAWN"
    PROGRAMME_ENDED = "PROGRAMME_ENDED"
    PROTECTION_MEASURE_ENDED = "PROTECTION_MEASURE_ENDED"
    PRO_ACTIVITY_ENDED = "PRO_ACTIVITY_ENDED"
    REGISTER_LAST_ENTRY = "REGISTER_LAST_ENTRY"
    REPORT_ISSUED = "REPORT_ISSUED"
    RESEARCH_ENDED = "RESEARCH_ENDED"
    SCREENING_FOLLOWUP_ENDED = "SCREENING_FOLLOWUP_ENDED"
    SERVICE_CONTRACT_ENDED = "SERVICE_CONTRACT_ENDED"
    SOURCE_RECORD_INACTIVE = "SOURCE_RECORD_INACTIVE"
    SOURCE_UPDATED = "SOURCE_UPDATED"
    TISSUE_CLINICAL_USE = "TISSUE_CLINICAL_USE"
    TRACE_LOGGED = "TRACE_LOGGED"
    TRANSFUSION_ACT = "TRANSFUSION_ACT"
    TRIAL_ENDED = "TRIAL_ENDED"
    UNSPECIFIED = "UNSPECIFIED"
    YEAR_DEPTH = "YEAR_DEPTH"
    # Facts that start no clock and change the course of one.
    CONTACT_ANSWERED = "CONTACT_ANSWERED"
    PROGRAMME_PLANNED_END = "PROGRAMME_PLANNED_END"
    MES_REOPENED = "MES_REOPENED"
    OBJECTION_RECEIVED = "OBJECTION_RECEIVED"


class Many(Enum):
    """What several dates of the same trigger mean."""

    REFUSED = "refused"
    """There is one such day in a life: two dates contradict each other."""
    LATEST = "latest"
    """Each new event restarts the clock: the latest counts."""
    EACH = "each"
    """Each has its own clock."""


@frozen
class About:
    """The words of a trigger and the way its dates are read."""

    name_fr: str
    from_fr: str
    """What follows "à compter"."""
    from_en: str
    """What follows "counted from"."""
    meaning_fr: str
    meaning_en: str
    many: Many = Many.REFUSED
    future: bool = False
    """May the date lie after `as_of`? An expiry may, a birth may not."""
    virtual: bool = False
    """True for the words that no fact can bear: NONE, UNSPECIFIED, YEAR_DEPTH."""

    def name(self, lang: Lang) -> str:
        """The event, as a noun."""
        return self.name_fr if lang == "fr" else self.from_en.removeprefix("the ")

    def start(self, lang: Lang) -> str:
        """The event, after "à compter" or "counted from"."""
        return self.from_fr if lang == "fr" else self.from_en

    def meaning(self, lang: Lang) -> str:
        """What exactly is dated."""
        return self.meaning_fr if lang == "fr" else self.meaning_en


TRIGGERS: Final[Mapping[Trigger, About]] = {
    Trigger.ACCOUNTS_CLEARED: About(
        "apurement des comptes",
        "de l'apurement des comptes",
        "the clearing of the accounts",
        "Approbation des comptes définitifs.",
        "Approval of the final accounts.",
    ),
    Trigger.ACCOUNT_CLOSED: About(
        "clôture du compte",
        "de la clôture du compte",
        "the closing of the account",
        "Compte fermé par son titulaire ou par un administrateur.",
        "The account is closed by its holder or by an administrator.",
        many=Many.LATEST,
    ),
    Trigger.ACCOUNT_LAST_ACTIVITY: About(
        "dernière activité du compte",
        "de la dernière activité du compte",
        "the last activity of the account",
        "Dernière action de l'utilisateur après authentification ; une fermeture par un administrateur n'en est pas une.",
        "Last action of the user once authenticated; a closing by an administrator is not one.",
        many=Many.LATEST,
    ),
    Trigger.BATCH_RELEASED: About(
        "libération du lot",
        "de la libération du lot",
        "the release of the batch",
        "Date à laquelle le lot est libéré.",
        "Date on which the batch is released.",
    ),
    Trigger.BENEFIT_NEXT_QUARTER: About(
        "premier jour du trimestre suivant",
        "du premier jour du trimestre qui suit celui de la prestation",
        "the first day of the quarter after that of the benefit",
        "Premier jour du trimestre civil qui suit celui auquel la prestation se rapporte.",
        "First day of the calendar quarter after the one the benefit relates to.",
        future=True,
    ),
    Trigger.BENEFIT_RIGHT_ENDED: About(
        "cessation du droit à la prestation",
        "de la cessation du droit à la prestation",
        "the end of entitlement to the benefit",
        "La personne cesse d'avoir droit à la prestation.",
        "The person is no longer entitled to the benefit.",
    ),
    Trigger.BIRTH: About(
        "naissance",
        "de la naissance",
        "the birth",
        "Date de naissance à l'état civil ; en années, elle donne un anniversaire.",
        "Civil date of birth; in years it gives a birthday.",
    ),
    Trigger.BLOOD_DONATION: About(
        "don de sang", "du don de sang", "the blood donation", "Date du don.", "Date of the donation.", many=Many.EACH
    ),
    Trigger.CAMPAIGN_ENDED: About(
        "fin de la campagne",
        "de la fin de la campagne de collecte",
        "the end of the fundraising campaign",
        "Fin de la campagne de collecte.",
        "End of the fundraising campaign.",
    ),
    Trigger.CARE_ENDED: About(
        "fin de la prise en charge",
        "de la fin de la prise en charge",
        "the end of the care",
        "La relation de soin ou d'accompagnement prend fin.",
        "The relationship of care or support closes.",
        many=Many.LATEST,
    ),
    Trigger.CERTIFICATE_ISSUED: About(
        "délivrance du certificat",
        "de la délivrance du certificat",
        "the issue of the certificate",
        "Date de délivrance.",
        "Date of issue.",
        many=Many.LATEST,
    ),
    Trigger.CERTIFICATION_YEAR_ENDED: About(
        "fin de la certification annuelle",
        "de la fin de la certification annuelle des comptes",
        "the end of the yearly certification of the accounts",
        "Date du rapport de certification.",
        "Date of the certification report.",
        many=Many.LATEST,
    ),
    Trigger.CHOICE_RECORDED: About(
        "enregistrement du choix",
        "de l'enregistrement du choix",
        "the recording of the choice",
        "Acceptation ou refus de l'internaute.",
        "Acceptance or refusal by the visitor.",
        many=Many.LATEST,
    ),
    Trigger.CLAIM_NEXT_1_JAN: About(
        "1er janvier suivant la créance",
        "du 1er janvier qui suit l'année de la créance",
        "the 1 January after the year of the claim",
        "Premier janvier de l'année qui suit celle où la créance est née.",
        "First of January of the year after the one in which the claim arose.",
        future=True,
    ),
    Trigger.COLLABORATION_ENDED: About(
        "fin de la collaboration",
        "de la fin de la collaboration professionnelle",
        "the end of the professional collaboration",
        "Les relations professionnelles prennent fin.",
        "The professional relationship ends.",
        many=Many.LATEST,
    ),
    Trigger.COOKIE_SET: About(
        "dépôt du traceur",
        "du dépôt du traceur",
        "the setting of the cookie",
        "Premier dépôt ; une nouvelle visite ne le prolonge pas.",
        "First deposit; a new visit does not extend it.",
    ),
    Trigger.COORDINATION_ENDED: About(
        "fin de la coordination",
        "de la fin de la coordination",
        "the end of the coordination",
        "L'épisode de coordination est clos.",
        "The coordination episode is closed.",
        many=Many.LATEST,
    ),
    Trigger.DAMAGE_CONSOLIDATED: About(
        "consolidation du dommage",
        "de la consolidation du dommage",
        "the consolidation of the injury",
        "Date médicale de consolidation, souvent inconnue.",
        "Medical date of consolidation, often unknown.",
    ),
    Trigger.DATA_COLLECTED: About(
        "collecte de la donnée",
        "de la collecte de la donnée",
        "the collection of the datum",
        "Date de collecte ou de saisie de chaque donnée.",
        "Date each datum was collected or entered.",
    ),
    Trigger.DEATH: About("décès", "du décès", "the death", "Date du décès à l'état civil.", "Civil date of death."),
    Trigger.DECISION_EXPIRED: About(
        "fin de validité de la décision",
        "de la fin de validité de la dernière décision",
        "the expiry of the last decision",
        "La dernière décision rendue cesse d'être valable.",
        "The last decision taken is no longer valid.",
        many=Many.LATEST,
        future=True,
    ),
    Trigger.DECLARATION_MADE: About(
        "déclaration", "de la déclaration", "the declaration", "Date du signalement.", "Date of the report."
    ),
    Trigger.DEVICE_USED: About(
        "utilisation du dispositif",
        "de l'utilisation du dispositif",
        "the use of the device",
        "Implantation ou utilisation chez le patient ; nature `blood-derived` pour un dispositif contenant un dérivé du sang.",
        "Implantation or use in the patient; kind `blood-derived` for a device with a blood derivative.",
        many=Many.EACH,
    ),
    Trigger.DMP_CLOSED: About(
        "clôture du DMP",
        "de la clôture du DMP",
        "the closing of the DMP",
        "Date de clôture du dossier médical partagé.",
        "Date on which the shared medical record is closed.",
        many=Many.LATEST,
    ),
    Trigger.DOCUMENT_ISSUED: About(
        "établissement du document",
        "de l'établissement du document",
        "the date of the document",
        "Date portée par le document, ou de réception pour une pièce d'identité.",
        "Date written on the document, or of receipt for an identity document.",
    ),
    Trigger.DP_CLOSED: About(
        "clôture du dossier pharmaceutique",
        "de la clôture du dossier pharmaceutique",
        "the closing of the pharmaceutical record",
        "Date de clôture.",
        "Date of closing.",
        many=Many.LATEST,
    ),
    Trigger.DP_ENTRY: About(
        "saisie au dossier pharmaceutique",
        "de la saisie au dossier pharmaceutique",
        "the entry in the pharmaceutical record",
        "La dispensation est enregistrée.",
        "The dispensation is recorded.",
    ),
    Trigger.DP_OPPOSITION_NOTIFIED: About(
        "notification de l'opposition",
        "de la notification de la prise en compte de l'opposition",
        "the notice that the objection was recorded",
        "La personne est informée que son opposition est prise en compte.",
        "The person is told that the objection is recorded.",
        many=Many.LATEST,
    ),
    Trigger.EMPLOYEE_LEFT: About(
        "départ de l'agent ou du salarié",
        "du départ de l'agent ou du salarié",
        "the departure of the employee",
        "Date d'effet du départ.",
        "Effective date of departure.",
        many=Many.LATEST,
    ),
    Trigger.ERASURE_REQUESTED: About(
        "demande de suppression",
        "de la demande de suppression",
        "the request for erasure",
        "Date de réception de la demande expresse.",
        "Date the express request is received.",
        many=Many.LATEST,
    ),
    Trigger.EU_FINAL_PAYMENT: About(
        "dernier paiement de l'Union",
        "du dernier paiement de l'Union européenne",
        "the last payment of the European Union",
        "Dernier versement européen, que le registre annonce pour 2036.",
        "Last European payment, which the register expects in 2036.",
        future=True,
    ),
    Trigger.EXPOSURE_ENDED: About(
        "fin de l'exposition",
        "de la fin de l'exposition professionnelle",
        "the end of the occupational exposure",
        "Fin de l'exposition connue ; nature `chemical`, `biological` ou `ionising`.",
        "End of the known exposure; kind `chemical`, `biological` or `ionising`.",
        many=Many.EACH,
    ),
    Trigger.FACTS_KNOWN: About(
        "connaissance des faits",
        "de la connaissance des faits",
        "the day the facts were known",
        "Jour où le titulaire du droit a connu les faits ou aurait dû les connaître.",
        "Day the right holder knew the facts or should have known them.",
    ),
    Trigger.FINAL_DECISION: About(
        "décision définitive",
        "de la décision définitive",
        "the final decision",
        "La décision n'est plus susceptible de recours.",
        "The decision can no longer be challenged.",
        many=Many.LATEST,
    ),
    Trigger.FIRST_CONTACT_UNANSWERED: About(
        "premier contact sans réponse",
        "du premier contact",
        "the first contact",
        "Date du premier message envoyé ; une relance ne compte pas.",
        "Date of the first message sent; a reminder does not count.",
    ),
    Trigger.FISCAL_YEAR_CLOSED: About(
        "clôture de l'exercice",
        "de la clôture de l'exercice",
        "the close of the financial year",
        "Fin de l'exercice comptable.",
        "End of the financial year.",
        future=True,
    ),
    Trigger.FSE_TRANSMITTED: About(
        "télétransmission de la feuille de soins",
        "de la télétransmission de la feuille de soins",
        "the transmission of the care claim",
        "Date de la transmission acceptée.",
        "Date of the accepted transmission.",
    ),
    Trigger.FUNCTION_ENDED: About(
        "fin des fonctions",
        "de la fin des fonctions",
        "the end of the duties",
        "Les fonctions qui justifiaient l'accès prennent fin.",
        "The duties that justified the access end.",
        many=Many.LATEST,
    ),
    Trigger.GAMETE_DONATION: About(
        "don de gamètes",
        "du don de gamètes",
        "the gamete donation",
        "Date du recueil.",
        "Date of collection.",
        many=Many.EACH,
    ),
    Trigger.HOSTING_CONTRACT_ENDED: About(
        "fin de l'hébergement",
        "de la fin du contrat d'hébergement",
        "the end of the hosting contract",
        "Fin effective, après restitution des données.",
        "Effective end, once the data are given back.",
        many=Many.LATEST,
    ),
    Trigger.IMAGE_RECORDED: About(
        "enregistrement de l'image",
        "de l'enregistrement de l'image",
        "the recording of the image",
        "Horodatage de l'image.",
        "Timestamp of the image.",
    ),
    Trigger.LAST_CARE: About(
        "dernière prise en charge",
        "de la dernière prise en charge",
        "the last care",
        "Dernier acte de soin du responsable de traitement pour ce patient.",
        "Last act of care by the controller for this patient.",
        many=Many.LATEST,
    ),
    Trigger.LAST_CONTACT: About(
        "dernier contact",
        "du dernier contact",
        "the last contact",
        "Dernier échange, dans un sens ou dans l'autre.",
        "Last exchange, in either direction.",
        many=Many.LATEST,
    ),
    Trigger.LAST_CONTACT_FROM_PERSON: About(
        "dernier contact émanant de la personne",
        "du dernier contact émanant de la personne",
        "the last contact from the person",
        "Échange venu de la personne ou de son représentant légal, ou auquel ils ont répondu ; un courrier du service ne suffit pas.",
        "Exchange that the person or the legal representative started or answered; a letter from the service is not enough.",
        many=Many.LATEST,
    ),
    Trigger.LAST_FILE_INTERVENTION: About(
        "dernière intervention sur le dossier",
        "de la dernière intervention sur le dossier",
        "the last work on the file",
        "Dernière écriture ou consultation au cours du soin ; les tâches techniques et la préparation des éliminations n'en sont pas.",
        "Last entry or reading in the course of care; technical jobs and disposal reviews are not.",
        many=Many.LATEST,
    ),
    Trigger.LAST_OH_EXAM: About(
        "dernière visite de santé au travail",
        "de la dernière visite ou du dernier examen en santé au travail",
        "the last occupational health visit",
        "Dernière visite ou dernier examen dans ce service.",
        "Last visit or examination in that service.",
        many=Many.LATEST,
    ),
    Trigger.LAST_OPERATION: About(
        "dernière opération",
        "de la dernière opération",
        "the last operation",
        "Dernière opération portée au livre, ou date de la pièce.",
        "Last operation written in the book, or date of the document.",
        many=Many.LATEST,
    ),
    Trigger.LAST_PUBLICATION: About(
        "dernière publication",
        "de la dernière publication",
        "the last publication",
        "Dernière publication des résultats ou, sans publication, signature du rapport final.",
        "Last publication of the results or, without any, signature of the final report.",
        many=Many.LATEST,
    ),
    Trigger.LAST_REVIEW: About(
        "dernière revue",
        "de la dernière revue",
        "the last review",
        "Dernière revue documentée.",
        "Last documented review.",
        many=Many.LATEST,
    ),
    Trigger.LAST_STAY_OR_OUTPATIENT: About(
        "dernier passage dans l'établissement",
        "du dernier séjour ou de la dernière consultation externe",
        "the last stay or outpatient visit",
        "La plus tardive de deux dates : sortie du dernier séjour, dernière consultation externe. Un séjour en cours n'a pas encore de date.",
        "The later of two dates: discharge from the last stay, last outpatient visit. A stay in progress has no date yet.",
        many=Many.LATEST,
    ),
    Trigger.MEASURE_LIFTED_YEAR_END: About(
        "fin de l'année civile suivant la levée",
        "de la fin de l'année civile qui suit la levée de la mesure",
        "the end of the calendar year after the measure was lifted",
        "Le 31 décembre de l'année qui suit la fin de toute mesure.",
        "31 December of the year after every measure has ended.",
        future=True,
    ),
    Trigger.MES_CLOSED: About(
        "clôture de l'espace de santé",
        "de la clôture de l'espace numérique de santé",
        "the closing of the digital health space",
        "Clôture par le titulaire ou d'office ; une nouvelle ouverture l'efface.",
        "Closing by the holder or ex officio; a new opening cancels it.",
        many=Many.LATEST,
    ),
    Trigger.NONE: About(
        "aucun point de départ",
        "sans point de départ",
        "no starting point",
        "Le texte donne un critère et non une durée.",
        "The text gives a criterion, not a period.",
        virtual=True,
    ),
    Trigger.NOTICE_SENT: About(
        "envoi de l'information",
        "de l'envoi de l'information",
        "the sending of the notice",
        "Le titulaire est informé.",
        "The holder is informed.",
        many=Many.LATEST,
    ),
    Trigger.ORGAN_DONATION: About(
        "don d'organe",
        "du don d'organe",
        "the organ donation",
        "Date du prélèvement.",
        "Date of retrieval.",
        many=Many.EACH,
    ),
    Trigger.PAYSLIP_ISSUED: About(
        "émission du bulletin",
        "de l'émission du bulletin",
        "the issue of the payslip",
        "Date d'émission du bulletin de paie.",
        "Date the payslip is issued.",
    ),
    Trigger.POSITION_RECORDED: About(
        "relevé de position",
        "du relevé de position",
        "the recording of the position",
        "Horodatage de la position.",
        "Timestamp of the position.",
    ),
    Trigger.PRODUCT_EXPIRY: About(
        "péremption du produit",
        "de la péremption du produit",
        "the expiry of the product",
        "Date de péremption du produit ou du lot.",
        "Expiry date of the product or batch.",
        many=Many.EACH,
        future=True,
    ),
    Trigger.PRODUCT_WITHDRAWN: About(
        "retrait du marché",
        "du retrait du marché",
        "the withdrawal from the market",
        "Le produit quitte le marché ; inconnu tant qu'il y est.",
        "The product leaves the market; unknown while it is sold.",
        many=Many.LATEST,
    ),
    Trigger.PROGRAMME_ENDED: About(
        "fin du programme",
        "de la fin du programme",
        "the end of the programme",
        "Acte qui clôt le programme ou son financement ; une date prévue n'est pas un fait.",
        "Act that closes the programme or its funding; a planned date is not an event.",
        many=Many.LATEST,
    ),
    Trigger.PROTECTION_MEASURE_ENDED: About(
        "fin de la mesure de protection",
        "de la fin de la mesure de protection",
        "the end of the protection measure",
        "Fin de la mesure de protection juridique.",
        "End of the legal protection measure.",
        many=Many.LATEST,
    ),
    Trigger.PRO_ACTIVITY_ENDED: About(
        "cessation d'activité du professionnel",
        "de la cessation d'activité du professionnel",
        "the end of the professional's activity",
        "Fin d'activité déclarée à l'ordre et portée par le RPPS.",
        "End of activity declared to the professional body and carried by the RPPS.",
        many=Many.LATEST,
    ),
    Trigger.REGISTER_LAST_ENTRY: About(
        "dernière mention au registre",
        "de la dernière mention au registre",
        "the last entry in the register",
        "Dernière mention du registre ou du volume ; ligne par ligne, la date de la ligne.",
        "Last entry of the register or volume; line by line, the date of the line.",
        many=Many.LATEST,
    ),
    Trigger.REPORT_ISSUED: About(
        "compte rendu signé",
        "de la signature du compte rendu",
        "the signature of the report",
        "Date du compte rendu signé.",
        "Date of the signed report.",
    ),
    Trigger.RESEARCH_ENDED: About(
        "fin de la recherche",
        "de la fin ou de l'arrêt anticipé de la recherche",
        "the end or early termination of the research",
        "Fin, ou arrêt anticipé, de la recherche.",
        "End, or early termination, of the research.",
        many=Many.LATEST,
    ),
    Trigger.SCREENING_FOLLOWUP_ENDED: About(
        "fin du suivi de dépistage",
        "de la fin du suivi de dépistage",
        "the end of the screening follow-up",
        "La personne ou son médecin met fin au suivi.",
        "The person or the doctor ends the follow-up.",
        many=Many.LATEST,
    ),
    Trigger.SERVICE_CONTRACT_ENDED: About(
        "fin de la prestation",
        "de la fin de la prestation",
        "the end of the service contract",
        "Les travaux confiés par contrat sont terminés.",
        "The work entrusted by contract is over.",
        many=Many.LATEST,
    ),
    Trigger.SOURCE_RECORD_INACTIVE: About(
        "inactivité au répertoire source",
        "de l'inactivité au répertoire source",
        "the inactivity in the source directory",
        "Le flux quotidien du RASS donne le professionnel comme inactif.",
        "The daily RASS feed shows the professional as inactive.",
        many=Many.LATEST,
    ),
    Trigger.SOURCE_UPDATED: About(
        "mise à jour par la source",
        "de la mise à jour par la source",
        "the update by the source",
        "La source remplace ou retire la fiche.",
        "The source replaces or withdraws the record.",
        many=Many.LATEST,
    ),
    Trigger.TISSUE_CLINICAL_USE: About(
        "utilisation clinique",
        "de l'utilisation clinique des tissus ou cellules",
        "the clinical use of the tissues or cells",
        "Utilisation clinique des tissus ou des cellules.",
        "Clinical use of the tissues or cells.",
        many=Many.EACH,
    ),
    Trigger.TRACE_LOGGED: About(
        "enregistrement de la trace",
        "de l'enregistrement de la trace",
        "the logging of the trace",
        "Horodatage de l'événement.",
        "Timestamp of the event.",
    ),
    Trigger.TRANSFUSION_ACT: About(
        "acte transfusionnel",
        "de l'acte transfusionnel",
        "the transfusion",
        "Administration, ou destruction, du produit sanguin labile.",
        "Administration, or destruction, of the labile blood product.",
        many=Many.EACH,
    ),
    Trigger.TRIAL_ENDED: About(
        "fin de l'essai",
        "de la fin de l'essai",
        "the end of the trial",
        "Fin de l'essai, telle qu'elle est notifiée.",
        "End of the trial, as notified.",
        many=Many.LATEST,
    ),
    Trigger.UNSPECIFIED: About(
        "point de départ non indiqué",
        "d'un point de départ non indiqué",
        "a start that is not stated",
        "Le registre donne une durée sans point de départ ; à défaut, la collecte de chaque donnée.",
        "The register gives a length and no start; failing that, the collection of each datum.",
        virtual=True,
    ),
    Trigger.YEAR_DEPTH: About(
        "profondeur historique",
        "de l'année de la donnée",
        "the year of the datum",
        "Règle d'accès portant sur l'année de la donnée, et non date d'effacement.",
        "Access rule on the year of the datum, not a date of erasure.",
        virtual=True,
    ),
    Trigger.CONTACT_ANSWERED: About(
        "réponse au premier contact",
        "de la réponse au premier contact",
        "the answer to the first contact",
        "La personne contactée répond.",
        "The person contacted answers.",
        many=Many.LATEST,
    ),
    Trigger.PROGRAMME_PLANNED_END: About(
        "fin prévue du programme",
        "de la fin prévue du programme",
        "the planned end of the programme",
        "Date annoncée ; affichée, elle ne déclenche rien.",
        "Announced date; shown, it triggers nothing.",
        many=Many.LATEST,
        future=True,
    ),
    Trigger.MES_REOPENED: About(
        "réouverture de l'espace de santé",
        "de la réouverture de l'espace de santé",
        "the reopening of the digital health space",
        "Le titulaire ouvre un nouvel espace.",
        "The holder opens a new space.",
        many=Many.LATEST,
    ),
    Trigger.OBJECTION_RECEIVED: About(
        "opposition reçue",
        "de l'opposition reçue",
        "the objection received",
        "Le titulaire s'oppose à la clôture d'office.",
        "The holder objects to the closing ex officio.",
        many=Many.LATEST,
    ),
}

FACTS: Final = tuple(trigger for trigger, about in TRIGGERS.items() if not about.virtual)
"""The triggers a caller may give."""


class Flag(StrEnum):
    """A fact without a date, true or false; absent means unknown."""

    STAY_IN_PROGRESS = "STAY_IN_PROGRESS"
    """The patient is in the establishment. Unknown is read as no: a last visit was given."""
    SUPPORT_OPEN = "SUPPORT_OPEN"
    """The social support goes on. Unknown is read as no, and the explanation says so."""
    ACCOUNT_ACTIVE = "ACCOUNT_ACTIVE"
    """The account the trace belongs to is in use."""
    APPEAL_PENDING = "APPEAL_PENDING"
    """A litigation about the benefit is not over. Unknown is read as no, and the explanation says so."""
    COLLECTED_DIRECTLY = "COLLECTED_DIRECTLY"
    """The contact gave the data; false when they come from someone else."""
    CLOSED_BY_HOLDER = "CLOSED_BY_HOLDER"
    """The user asked for the closing, which is then an activity. Unknown is read as no."""
