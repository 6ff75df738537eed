"""The rules of status, attributes and transmission, as a table; `_status` and `_transmission` evaluate them."""

from __future__ import annotations

from typing import Final

from esante_rules._core import Confidence, Severity
from esante_rules.ins._engine import Rules, row
from esante_rules.ins._sources import (
    DOCTRINE_INS,
    DOCTRINE_SRI,
    FR_CORE_INS,
    GUIDE_19,
    GUIDE_23,
    GUIDE_24,
    GUIDE_26,
    GUIDE_29,
    GUIDE_DIF_02,
    PAM_FR,
    REFERENTIEL_12,
    REGIONAL_DMP,
    RNIV_ATTRIBUTES,
    RNIV_DEVICES,
    RNIV_EFFECT,
    RNIV_STATUS,
)

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_SURE, _LIKELY, _OPEN = Confidence.CERTAIN, Confidence.PROBABLE, Confidence.TO_CONFIRM

_WHY_STATUS = (
    "Toute identité a un statut et un seul : provisoire, récupérée, validée ou qualifiée.",
    "Every identity has one status and one only: provisoire, récupérée, validée or qualifiée.",
)
_WHY_DOUBT = (
    "Douteux et fictif disent qu'on ne croit pas à l'identité : elle reste provisoire, sans INS, hors d'INSi.",
    "Douteux and fictif say that the identity is not trusted: it stays provisoire, without an INS, outside INSi.",
)
_WHY_HOMONYM = (
    "Seuls douteux et homonyme se cumulent selon le guide ; l'autre source n'interdit que douteux et fictif.",
    "The guide lets only douteux and homonyme combine; the other source forbids only douteux and fictif.",
)
_WHY_DEVICE = (
    "Valider, c'est avoir vu un document à haut niveau de confiance : le dossier dit lequel.",
    "To validate is to have seen a high-confidence document: the record says which one.",
)
_WHY_INSI = (
    "La date et le mode d'obtention permettent de vérifier de nouveau et de comprendre une erreur.",
    "The date and the way it was obtained allow another check and explain an error.",
)
_WHY_NOT_QUALIFIED = (
    "Sans les deux contrôles, le matricule pourrait être celui d'un autre : il reste chez l'émetteur.",
    "Without both checks the matricule could be that of another person: it stays with the sender.",
)

UNKNOWN_STATUS: Final = row(
    "status.unknown-status",
    _ERROR,
    _SURE,
    "Ce statut n'est pas l'un des quatre : PROV, RECUP, VALI, QUAL.",
    "This status is not one of the four: PROV, RECUP, VALI, QUAL.",
    RNIV_STATUS,
    why=_WHY_STATUS,
    since=RNIV_EFFECT,
)
UNKNOWN_ATTRIBUTE: Final = row(
    "status.unknown-attribute",
    _ERROR,
    _SURE,
    "Cet attribut n'est pas l'un des trois : HOMO, DOUT, FICT.",
    "This attribute is not one of the three: HOMO, DOUT, FICT.",
    RNIV_ATTRIBUTES,
    why=(
        "Les codes de gestion (doublon, désactivé) appartiennent à une autre liste.",
        "Management codes (duplicate, disabled) belong to another list.",
    ),
    since=RNIV_EFFECT,
)
SEVERAL_STATUSES: Final = row(
    "status.several-statuses",
    _ERROR,
    _SURE,
    "L'identité porte plusieurs statuts.",
    "The identity carries several statuses.",
    RNIV_STATUS,
    why=_WHY_STATUS,
    since=RNIV_EFFECT,
)
INS_WITHOUT_RETRIEVAL: Final = row(
    "status.ins-without-retrieval",
    _ERROR,
    _LIKELY,
    "L'identité est provisoire ou validée, mais garde un matricule INS ou son OID.",
    "The identity is provisoire or validée, but keeps an INS matricule or its OID.",
    GUIDE_23,
    why=(
        "Un matricule ne se garde que s'il vient d'INSi : l'identité serait alors récupérée ou qualifiée.",
        "A matricule is kept only when it comes from INSi: the identity would then be récupérée or qualifiée.",
    ),
    since=RNIV_EFFECT,
)
INS_MISSING: Final = row(
    "status.ins-missing",
    _ERROR,
    _SURE,
    "L'identité est récupérée ou qualifiée, mais n'a pas de matricule INS avec son OID.",
    "The identity is récupérée or qualifiée, but has no INS matricule with its OID.",
    GUIDE_23,
    FR_CORE_INS,
    why=(
        "Ces deux statuts disent qu'INSi a rendu une INS : elle doit être là.",
        "Both statuses say that INSi returned an INS: it must be there.",
    ),
    since=RNIV_EFFECT,
)
DOUBT_NOT_PROVISIONAL: Final = row(
    "status.doubt-on-non-provisional",
    _ERROR,
    _SURE,
    "L'attribut douteux ou fictif va avec le statut provisoire seulement.",
    "The attribute douteux or fictif goes with the status provisoire only.",
    RNIV_ATTRIBUTES,
    GUIDE_26,
    why=_WHY_DOUBT,
    since=RNIV_EFFECT,
)
DOUBTFUL_AND_FICTITIOUS: Final = row(
    "status.doubtful-and-fictitious",
    _ERROR,
    _SURE,
    "Les attributs douteux et fictif ne se cumulent pas.",
    "The attributes douteux and fictif cannot be combined.",
    RNIV_ATTRIBUTES,
    GUIDE_24,
    why=_WHY_DOUBT,
    since=RNIV_EFFECT,
)
FICTITIOUS_AND_HOMONYM: Final = row(
    "status.fictitious-and-homonym",
    _WARNING,
    _OPEN,
    "Les attributs fictif et homonyme sont cumulés, ce qu'une lecture du guide interdit.",
    "The attributes fictif and homonyme are combined, which one reading of the guide forbids.",
    GUIDE_24,
    why=_WHY_HOMONYM,
    since=RNIV_EFFECT,
)
FICTITIOUS_AND_HOMONYM_STRICT: Final = row(
    "status.fictitious-and-homonym-strict",
    _ERROR,
    _OPEN,
    "Les attributs fictif et homonyme ne se cumulent pas (lecture stricte demandée).",
    "The attributes fictif and homonyme cannot be combined (strict reading asked for).",
    GUIDE_24,
    why=_WHY_HOMONYM,
    since=RNIV_EFFECT,
)
INS_DESPITE_DOUBT: Final = row(
    "status.ins-kept-despite-doubt",
    _ERROR,
    _LIKELY,
    "L'identité est douteuse ou fictive, mais garde un matricule INS ou son OID.",
    "The identity is douteuse or fictive, but keeps an INS matricule or its OID.",
    GUIDE_26,
    why=_WHY_DOUBT,
    since=RNIV_EFFECT,
)
DEVICE_MISSING: Final = row(
    "status.device-missing",
    _ERROR,
    _LIKELY,
    "L'identité est validée ou qualifiée, mais le document qui l'a prouvée n'est pas enregistré.",
    "The identity is validée or qualifiée, but the document that proved it is not recorded.",
    GUIDE_19,
    RNIV_DEVICES,
    why=_WHY_DEVICE,
    since=RNIV_EFFECT,
)
DEVICE_NOT_CARRIED: Final = row(
    "status.device-not-carried",
    _INFO,
    _LIKELY,
    "Le message ne dit pas quel document a prouvé l'identité.",
    "The message does not say which document proved the identity.",
    GUIDE_19,
    RNIV_DEVICES,
    why=_WHY_DEVICE,
    since=RNIV_EFFECT,
)
INSI_UNRECORDED: Final = row(
    "status.insi-unrecorded",
    _WARNING,
    _LIKELY,
    "La date d'interrogation d'INSi ou le mode d'obtention n'est pas enregistré.",
    "The day INSi was asked, or the way the INS was obtained, is not recorded.",
    PAM_FR,
    FR_CORE_INS,
    why=_WHY_INSI,
    since=RNIV_EFFECT,
)
INSI_NOT_CARRIED: Final = row(
    "status.insi-not-carried",
    _INFO,
    _LIKELY,
    "Le message ne dit pas quand ni comment l'INS a été obtenue.",
    "The message does not say when or how the INS was obtained.",
    PAM_FR,
    FR_CORE_INS,
    why=_WHY_INSI,
    since=RNIV_EFFECT,
)
FROM_PARTNER: Final = row(
    "status.retrieved-from-partner",
    _ERROR,
    _SURE,
    "L'INS vient d'un serveur régional ou d'un partenaire : cela ne vaut pas un appel à INSi.",
    "The INS comes from a regional server or a partner: that does not replace a call to INSi.",
    DOCTRINE_SRI,
    why=(
        "Chaque structure interroge INSi elle-même, sauf identité partagée ou sous-traitance.",
        "Each structure asks INSi itself, except for a shared identity base or a contract.",
    ),
    since=RNIV_EFFECT,
)
DEVICE_NOT_TRUSTED: Final = row(
    "status.device-not-trusted",
    _ERROR,
    _LIKELY,
    "Le document enregistré ne suffit pas, à lui seul, à valider une identité.",
    "The document recorded is not enough, by itself, to validate an identity.",
    RNIV_DEVICES,
    GUIDE_19,
    why=_WHY_DEVICE,
    since=RNIV_EFFECT,
)
DEVICE_UNSETTLED: Final = row(
    "status.device-unsettled",
    _WARNING,
    _OPEN,
    "Le niveau de confiance de ce document n'est pas fixé : à confirmer par la cellule d'identitovigilance.",
    "The level of confidence of this document is not settled: the identity team must confirm it.",
    FR_CORE_INS,
    why=_WHY_DEVICE,
    since=RNIV_EFFECT,
)
TRANSITION: Final = row(
    "status.transition-forbidden",
    _ERROR,
    _LIKELY,
    "Cet événement n'est pas possible depuis le statut {status}.",
    "This event is not possible from the status {status}.",
    GUIDE_23,
    why=(
        "Un statut ne monte que par INSi et par un document, et jamais tant qu'un doute est posé.",
        "A status rises only through INSi and a document, and never while a doubt is set.",
    ),
    since=RNIV_EFFECT,
)

STATUS_RULES: Final[Rules] = (
    UNKNOWN_STATUS,
    UNKNOWN_ATTRIBUTE,
    SEVERAL_STATUSES,
    INS_WITHOUT_RETRIEVAL,
    INS_MISSING,
    DOUBT_NOT_PROVISIONAL,
    DOUBTFUL_AND_FICTITIOUS,
    FICTITIOUS_AND_HOMONYM,
    FICTITIOUS_AND_HOMONYM_STRICT,
    INS_DESPITE_DOUBT,
    DEVICE_MISSING,
    DEVICE_NOT_CARRIED,
    INSI_UNRECORDED,
    INSI_NOT_CARRIED,
    FROM_PARTNER,
    DEVICE_NOT_TRUSTED,
    DEVICE_UNSETTLED,
)
TRANSITION_RULES: Final[Rules] = (TRANSITION,)

SENT_NOT_QUALIFIED: Final = row(
    "transmission.matricule-not-qualified",
    _ERROR,
    _SURE,
    "Le matricule INS est transmis alors que l'identité n'est pas qualifiée.",
    "The INS matricule is transmitted although the identity is not qualifiée.",
    REFERENTIEL_12,
    GUIDE_29,
    DOCTRINE_INS,
    why=_WHY_NOT_QUALIFIED,
    since=RNIV_EFFECT,
)
INS_OMITTED: Final = row(
    "transmission.ins-omitted",
    _WARNING,
    _SURE,
    "L'identité est qualifiée mais transmise sans son INS.",
    "The identity is qualifiée but transmitted without its INS.",
    DOCTRINE_INS,
    why=(
        "Une fois qualifiée, l'INS est l'identifiant commun : sans elle le destinataire doit tout refaire.",
        "Once qualifiée, the INS is the shared identifier: without it the receiver must start again.",
    ),
    since=RNIV_EFFECT,
)
MORE_THAN_TRAITS: Final = row(
    "transmission.more-than-traits",
    _INFO,
    _SURE,
    "L'identité n'est pas qualifiée : seuls les traits et le numéro local de l'émetteur peuvent circuler.",
    "The identity is not qualifiée: only the traits and the local number of the sender may travel.",
    DOCTRINE_INS,
    why=_WHY_NOT_QUALIFIED,
    since=RNIV_EFFECT,
)
REGIONAL: Final = row(
    "transmission.regional-identifier-outside",
    _ERROR,
    _SURE,
    "Un identifiant technique régional circule hors du système d'information régional.",
    "A regional technical identifier travels outside the regional information system.",
    DOCTRINE_SRI,
    why=(
        "Il sert de pivot au serveur régional ; un établissement ne l'utilise pas et n'en transmet pas.",
        "It is a pivot for the regional server; an establishment neither uses nor transmits it.",
    ),
    since=RNIV_EFFECT,
)
NO_CARE: Final = row(
    "transmission.no-care-planned",
    _WARNING,
    _SURE,
    "L'identité est envoyée là où aucune prise en charge n'est prévue.",
    "The identity is sent where no care is planned.",
    DOCTRINE_INS,
    why=(
        "Minimisation : une identité ne se pousse pas systématiquement à tous.",
        "Minimisation: an identity is not pushed to everyone as a matter of course.",
    ),
    since=RNIV_EFFECT,
)
FIRST_PAGE: Final = row(
    "transmission.document-without-ins",
    _WARNING,
    _LIKELY,
    "La première page du document ne montre ni l'INS en clair ni le datamatrix INS.",
    "The first page of the document shows neither the INS in clear nor the INS datamatrix.",
    GUIDE_DIF_02,
    why=(
        "Un document imprimé ou numérisé doit pouvoir être rattaché sans ressaisie.",
        "A printed or scanned document must be linked to its patient without typing again.",
    ),
    since=RNIV_EFFECT,
)
LOCAL_NUMBER: Final = row(
    "transmission.local-number-beside-ins",
    _INFO,
    _SURE,
    "Un numéro local accompagne l'INS : c'est permis, comme information complémentaire.",
    "A local number goes with the INS: it is allowed, as additional information.",
    DOCTRINE_INS,
    why=(
        "Il aide l'émetteur à retrouver son dossier ; il n'identifie pas le patient chez le destinataire.",
        "It helps the sender find the record again; it does not identify the patient at the receiver.",
    ),
    since=RNIV_EFFECT,
)
STATUS_KEPT: Final = row(
    "transmission.received-status-kept",
    _WARNING,
    _SURE,
    "Le destinataire garde le statut qualifié de l'émetteur sans avoir interrogé INSi.",
    "The receiver keeps the status qualifiée of the sender without having asked INSi.",
    DOCTRINE_SRI,
    why=(
        "Chacun qualifie chez soi, sauf base d'identités commune ou contrat de sous-traitance.",
        "Each one qualifies at home, except for a shared identity base or a contract.",
    ),
    since=RNIV_EFFECT,
)
DMP: Final = row(
    "transmission.dmp-without-qualified",
    _ERROR,
    _LIKELY,
    "Le DMP ou Mon espace santé ne peut être alimenté qu'avec une identité qualifiée.",
    "The DMP or Mon espace santé can only be fed with an identity that is qualifiée.",
    REGIONAL_DMP,
    why=_WHY_NOT_QUALIFIED,
    since=RNIV_EFFECT,
)
TRANSMISSION_RULES: Final[Rules] = (
    SENT_NOT_QUALIFIED,
    INS_OMITTED,
    MORE_THAN_TRAITS,
    REGIONAL,
    NO_CARE,
    FIRST_PAGE,
    LOCAL_NUMBER,
    STATUS_KEPT,
    DMP,
)
