"""Rules of the identity in an HL7 v2 message (`ins.hl7`): PID, ZFD and PRT segments of the PAM profile for France."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Confidence, Rule, Severity, Text
from esante_rules.ins._carrier import loss_rules
from esante_rules.ins._engine import row
from esante_rules.ins._sources_carriers import CISIS_INS, HL7_V2, PAM_PID, PAM_STATUS, PROJECT, REFERENTIEL_12

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_SURE, _LIKELY = Confidence.CERTAIN, Confidence.PROBABLE

SEPARATORS: Final = row(
    "hl7.separators-ambiguous",
    _W,
    _LIKELY,
    "Les séparateurs annoncés par MSH-1 et MSH-2 ne sont pas distincts ou ne sont pas des caractères ASCII.",
    "The separators that MSH-1 and MSH-2 announce are not distinct or are not ASCII characters.",
    HL7_V2,
    why=(
        "Deux logiciels peuvent alors découper le message de deux façons, et lire deux patients.",
        "Two programs may then split the message in two ways, and read two patients.",
    ),
)
PID_MISSING: Final = row(
    "hl7.pid-missing",
    _E,
    _SURE,
    "Le message n'a pas de segment PID.",
    "The message has no PID segment.",
    PAM_PID,
    why=("Sans PID, le message ne parle d'aucun patient.", "Without PID the message speaks of no patient."),
)
PID_REPEATED: Final = row(
    "hl7.pid-repeated",
    _W,
    Confidence.TO_CONFIRM,
    "Le message a {count} segments PID ; seul le premier a été lu.",
    "The message has {count} PID segments; only the first was read.",
    PROJECT,
    why=(
        "Un message d'identité concerne un seul patient ; les autres PID n'ont pas été examinés.",
        "An identity message is about one patient; the other PID were not examined.",
    ),
)
OID_MISSING: Final = row(
    "hl7.oid-missing",
    _E,
    _LIKELY,
    "Un identifiant de type INS n'a pas d'OID dans PID-3.4.2.",
    "An identifier of type INS has no OID in PID-3.4.2.",
    PAM_PID,
    why=(
        "Seul l'OID dit si le matricule est un NIR, un NIA ou un numéro de test.",
        "Only the OID tells whether the matricule is a NIR, a NIA or a test number.",
    ),
)
NOT_ISO: Final = row(
    "hl7.oid-not-iso",
    _E,
    _LIKELY,
    "L'OID d'une INS n'est pas annoncé comme tel : PID-3.4.3 doit valoir ISO.",
    "The OID of an INS is not announced as one: PID-3.4.3 must be ISO.",
    PAM_PID,
    why=(
        "Sans ce type, PID-3.4.2 peut être tout autre chose qu'un OID.",
        "Without this type PID-3.4.2 may be anything but an OID.",
    ),
)
NOT_VALIDATED: Final = row(
    "hl7.ins-not-validated",
    _E,
    _LIKELY,
    "Le message porte une INS alors que PID-32 ne dit pas l'identité validée.",
    "The message carries an INS although PID-32 does not say that the identity is validated.",
    PAM_STATUS,
    REFERENTIEL_12,
    why=(
        "Seule une identité qualifiée transmet son matricule ; elle s'écrit VALI avec une INS.",
        "Only a qualified identity transmits its matricule; it is written VALI with an INS.",
    ),
)
LEGAL_NAME_MISSING: Final = row(
    "hl7.legal-name-missing",
    _E,
    _LIKELY,
    "Aucune répétition de PID-5 n'est de type L (nom de naissance).",
    "No repetition of PID-5 has type L (birth name).",
    PAM_PID,
    why=(
        "Le nom de naissance est un trait strict ; un nom d'un autre type ne peut en tenir lieu.",
        "The birth name is a strict trait; a name of another type cannot stand for it.",
    ),
)
GIVEN_NAMES_MISSING: Final = row(
    "hl7.given-names-missing",
    _E,
    _LIKELY,
    "Avec une INS, PID-5.3 doit porter la liste des prénoms de naissance.",
    "With an INS, PID-5.3 must carry the list of given names at birth.",
    PAM_PID,
    CISIS_INS,
    why=(
        "La liste des prénoms est l'un des cinq traits de l'INS.",
        "The list of given names is one of the five traits of the INS.",
    ),
)
PLACE_MISSING: Final = row(
    "hl7.birth-place-missing",
    _E,
    _LIKELY,
    "Avec une INS, une répétition de PID-11 de type BDL doit porter le code du lieu de naissance (5 caractères).",
    "With an INS, a repetition of PID-11 of type BDL must carry the code of the place of birth (5 characters).",
    CISIS_INS,
    why=(
        "Le lieu de naissance est l'un des cinq traits de l'INS ; PID-23 n'est qu'un libellé.",
        "The place of birth is one of the five traits of the INS; PID-23 is only a label.",
    ),
)
STATUS_CONTRADICTORY: Final = row(
    "hl7.status-contradictory",
    _E,
    _SURE,
    "PID-32 se contredit : {codes}.",
    "PID-32 contradicts itself: {codes}.",
    PAM_STATUS,
    why=(
        "Une identité a un seul statut, et une identité douteuse ou fictive reste provisoire.",
        "An identity has a single status, and a doubtful or fictitious one stays provisional.",
    ),
)
BAD_DATE: Final = row(
    "hl7.birth-date-malformed",
    _E,
    _LIKELY,
    "PID-7 n'est pas une date de 8 chiffres (AAAAMMJJ).",
    "PID-7 is not a date of 8 digits (YYYYMMDD).",
    PAM_PID,
    why=(
        "Le trait est une date complète ; une date incomplète ou lunaire va dans le segment ZFD.",
        "The trait is a whole date; an incomplete or lunar one goes to the ZFD segment.",
    ),
)
TIME_PRESENT: Final = row(
    "hl7.birth-time-present",
    _W,
    _LIKELY,
    "PID-7 porte une heure après la date de naissance.",
    "PID-7 carries a time after the date of birth.",
    PAM_PID,
    why=(
        "L'heure n'est pas un trait ; une conversion de fuseau peut changer le jour.",
        "The time is not a trait; a conversion of time zone may change the day.",
    ),
)
DOCUMENT_DIFFERS: Final = row(
    "hl7.document-identity-differs",
    _E,
    _LIKELY,
    "L'INS du message est absente du document qu'il transporte, ou y est différente.",
    "The INS of the message is absent from the document it carries, or differs there.",
    CISIS_INS,
    why=(
        "Le document serait classé dans le dossier d'un autre patient.",
        "The document would be filed in the record of another patient.",
    ),
)
PRT_OID_MISSING: Final = row(
    "hl7.prt-oid-missing",
    _E,
    _LIKELY,
    "Un participant de type INS (PRT-5) n'a pas d'OID dans PRT-5.9.2.",
    "A participant of type INS (PRT-5) has no OID in PRT-5.9.2.",
    CISIS_INS,
    why=(
        "Le destinataire citoyen est désigné par son INS, qui n'existe pas sans OID.",
        "The citizen who receives is designated by the INS, which does not exist without its OID.",
    ),
)
PRT_DIFFERS: Final = row(
    "hl7.prt-other-matricule",
    _E,
    _LIKELY,
    "Le participant de type INS (PRT-5) n'a pas le matricule du patient (PID-3).",
    "The participant of type INS (PRT-5) does not have the matricule of the patient (PID-3).",
    CISIS_INS,
    why=(
        "Le message partirait vers la boîte d'une autre personne.",
        "The message would leave for the mailbox of another person.",
    ),
)
PRT_OID_MISPLACED: Final = row(
    "hl7.prt-oid-misplaced",
    _W,
    _LIKELY,
    "L'OID du participant de type INS est en PRT-5.9.1 au lieu de PRT-5.9.2.",
    "The OID of the participant of type INS is in PRT-5.9.1 instead of PRT-5.9.2.",
    CISIS_INS,
    why=(
        "5.9.1 est le nom de l'autorité ; un destinataire strict n'y cherche pas l'OID.",
        "5.9.1 is the name of the authority; a strict receiver does not look for the OID there.",
    ),
)
LOSSES: Final = loss_rules("hl7", Text("Le segment PID", "The PID segment"))

PID_RULES: Final[tuple[Rule[Any], ...]] = (
    OID_MISSING,
    NOT_ISO,
    NOT_VALIDATED,
    LEGAL_NAME_MISSING,
    GIVEN_NAMES_MISSING,
    PLACE_MISSING,
    STATUS_CONTRADICTORY,
    BAD_DATE,
    TIME_PRESENT,
    PRT_OID_MISSING,
    PRT_DIFFERS,
    PRT_OID_MISPLACED,
)
READING_RULES: Final[tuple[Rule[Any], ...]] = (SEPARATORS, PID_MISSING, PID_REPEATED, *PID_RULES)
RULES: Final[tuple[Rule[Any], ...]] = (*READING_RULES, DOCUMENT_DIFFERS, *LOSSES.both)
