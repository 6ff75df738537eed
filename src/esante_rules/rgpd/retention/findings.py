"""What a timeline warns of, and what makes facts impossible: rules like any other, found by the engine."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Confidence, Reference, Rule, Severity, Text
from esante_rules.rgpd.retention import _sources as src


def _rule(name: str, says: Text, why: Text, severity: Severity, *refs: Reference, level: str) -> Rule[Any]:
    return Rule(
        id=f"retention.{name}",
        says=says,
        why=why,
        refs=refs,
        since=None,
        severity=severity,
        confidence=Confidence.CERTAIN,
        level=level,
    )


def _warning(name: str, says: Text, why: Text, *refs: Reference, info: bool = False) -> Rule[Any]:
    severity = Severity.INFO if info else Severity.WARNING
    return _rule(f"warning.{name}", says, why, severity, *(refs or (src.RGPD_ART_5_1_E,)), level="W")


def _fault(name: str, says: Text, why: Text, *refs: Reference) -> Rule[Any]:
    return _rule(f"fault.{name}", says, why, Severity.ERROR, *(refs or (src.RGPD_ART_5_1_E,)), level="E")


START_UNSPECIFIED: Final = _warning(
    "start-unspecified",
    Text(
        "Le registre ne dit pas d'où part la durée ; elle est comptée de la collecte de chaque donnée.",
        "The register does not say where the period starts; it is counted from the collection of each datum.",
    ),
    Text(
        "Une durée sans point de départ ne peut pas être appliquée ni contrôlée.",
        "A period without a start can be neither applied nor audited.",
    ),
    src.RGPD_ART_30_1_F,
)
EFFECT_DATE_UNKNOWN: Final = _warning(
    "effect-date-unknown",
    Text(
        "La date d'effet de cette durée n'est pas connue ; elle est tenue pour en vigueur.",
        "The date of effect of this period is not known; it is taken to be in force.",
    ),
    Text(
        "Une question sur le passé peut alors recevoir la réponse d'aujourd'hui.",
        "A question about the past may then be given the answer of today.",
    ),
    info=True,
)
BIRTH_UNKNOWN: Final = _warning(
    "birth-unknown",
    Text(
        "La date de naissance est inconnue : la prorogation des mineurs n'a pas pu être examinée.",
        "The date of birth is unknown: the extension for minors could not be examined.",
    ),
    Text(
        "Le dossier d'un enfant est gardé jusqu'à son vingt-huitième anniversaire ; sans elle, une personne décide.",
        "The record of a child is kept until the twenty-eighth birthday; without it, a person decides.",
    ),
    src.CSP_R1112_7,
)
PROVISIONAL: Final = _warning(
    "provisional",
    Text(
        "La date affichée est provisoire et ne déclenche rien.", "The date shown is provisional and triggers nothing."
    ),
    Text(
        "Elle repose sur un fait qui n'a pas encore eu lieu ou sur un texte qui n'est plus en vigueur.",
        "It rests on a fact that has not happened yet, or on a text that is no longer in force.",
    ),
)
TO_CONFIRM: Final = _warning(
    "to-confirm",
    Text(
        "La durée repose sur une règle à confirmer : elle ne peut pas déclencher seule une suppression.",
        "The period rests on a rule to be confirmed: it cannot trigger a deletion by itself.",
    ),
    Text(
        "Le texte n'a pas été lu ou les sources se contredisent, et une suppression ne se rattrape pas.",
        "The text was not read or sources contradict each other, and a deletion cannot be undone.",
    ),
)
TERMS_IN_CONFLICT: Final = _warning(
    "terms-in-conflict",
    Text(
        "Deux durées de même force se contredisent : une personne doit décider.",
        "Two periods of the same force contradict each other: a person must decide.",
    ),
    Text(
        "Quand deux textes imposent l'un de garder et l'autre de supprimer, aucun calcul ne les départage.",
        "When one text orders to keep and another to delete, no computation can decide between them.",
    ),
)
LAW_CHANGED: Final = _warning(
    "law-changed",
    Text(
        "La règle a changé depuis le point de départ : les deux lectures sont données.",
        "The rule has changed since the start: both readings are given.",
    ),
    Text(
        "Par défaut la règle du jour régit les données déjà détenues, ce qui reste un choix d'interprétation.",
        "By default the rule of the day governs data already held, which remains a choice of interpretation.",
    ),
)
ARCHIVE_UNDECLARED: Final = _warning(
    "archive-length-not-declared",
    Text(
        "La base active est suivie d'un archivage dont la durée n'est pas fixée.",
        "The active base is followed by an archive whose length is not set.",
    ),
    Text(
        "Le responsable de traitement choisit cette borne avant la bascule, sinon l'archive n'a pas de fin.",
        "The controller chooses this bound before the move, or the archive has no end.",
    ),
)
ACTIVE_LONGER_THAN_TOTAL: Final = _warning(
    "active-longer-than-total",
    Text(
        "La base active dépasserait la durée totale : elle est ramenée à celle-ci.",
        "The active base would outlast the whole span: it is cut to it.",
    ),
    Text(
        "Les deux durées n'ont pas le même point de départ ; la durée totale est un maximum.",
        "The two periods do not start on the same event; the whole span is a maximum.",
    ),
    src.CNIL_CABINETS_DELIB_N_2020_081_DU_18_06_2020,
)
KEPT_TOO_LONG: Final = _warning(
    "kept-too-long",
    Text("La durée choisie dépasse le maximum.", "The period chosen exceeds the maximum."),
    Text(
        "Conserver au-delà de la durée prévue expose à des sanctions pénales.",
        "Keeping beyond the period set is exposed to criminal penalties.",
    ),
    src.PENAL_226_20,
)
KEPT_TOO_SHORT: Final = _warning(
    "kept-too-short",
    Text("La durée choisie est plus courte que le minimum.", "The period chosen is shorter than the minimum."),
    Text(
        "Supprimer avant le minimum prive le patient et l'établissement d'une preuve que le texte veut garder.",
        "Deleting before the minimum deprives patient and establishment of evidence that the text wants kept.",
    ),
)
UNLIMITED_WHILE_ACTIVE: Final = _warning(
    "unlimited-while-active",
    Text(
        "Tant que le compte est actif, le registre ne donne aucune limite ; la CNIL recommande un an au plus.",
        "While the account is active the register gives no limit; the CNIL recommends one year at most.",
    ),
    Text(
        "Une durée sans limite n'est pas proportionnée à la sécurité que servent les traces.",
        "A length without limit is not proportionate to the security that traces serve.",
    ),
    src.CNIL_JOURNALISATION_DELIB_N_2021_122_DU_14_10_2021,
)
LATE_ANSWER: Final = _warning(
    "late-answer",
    Text(
        "La réponse est arrivée après les trois mois : elle ouvre une nouvelle fiche et ne prolonge pas celle-ci.",
        "The answer came after the three months: it opens a new entry and does not extend this one.",
    ),
    Text(
        "La fiche aurait dû être supprimée ; la réponse est une collecte directe nouvelle.",
        "The entry should have been deleted; the answer is a new, direct collection.",
    ),
    src.REGISTRE_DNS_DUREE_DECLAREE_AU_REGISTRE,
)
ERASURE_BEFORE_CLOSURE: Final = _warning(
    "erasure-before-closure",
    Text(
        "La suppression a été demandée avant la clôture de l'espace : une personne doit décider.",
        "Deletion was requested before the space was closed: a person must decide.",
    ),
    Text(
        "L'article règle la demande faite pendant l'archive, non celle qui la précède.",
        "The article governs the request made during the archive, not an earlier one.",
    ),
    src.CSP_R1111_36_AL3,
)
OBJECTION: Final = _warning(
    "objection-to-closure",
    Text(
        "Le titulaire s'est opposé à la clôture d'office dans le délai : une personne doit décider.",
        "The holder objected to the closing ex officio in time: a person must decide.",
    ),
    Text(
        "Selon le cas l'espace reste suspendu ou rouvre ; aucun calcul ne le dit.",
        "Depending on the case the space stays suspended or reopens; no computation tells.",
    ),
    src.CSP_R1111_36_AL5,
)
NO_SUSPENSION: Final = _warning(
    "appeal-does-not-suspend",
    Text(
        "Aucun texte ne prévoit qu'un recours suspende cette durée ; tant qu'il dure, l'élimination est gelée.",
        "No text lets a litigation suspend this period; while it lasts, disposal is on hold.",
    ),
    Text(
        "Supprimer pendant un litige détruirait une preuve ; le gel bloque l'élimination sans déplacer la date.",
        "Deleting during a litigation would destroy evidence; the hold blocks disposal without moving the date.",
    ),
    src.RGPD_ART_17_3,
)
LITIGATION_AFTER_END: Final = _warning(
    "appeal-after-end",
    Text(
        "Un recours a été formé après l'échéance : il ne la déplace pas ; poser un gel si le dossier existe encore.",
        "A litigation was lodged after the end: it does not move it, a hold is to be set if the record still exists.",
    ),
    Text(
        "La suspension arrête un délai qui court ; un délai expiré ne court plus.",
        "A suspension stops a running clock; an expired one no longer runs.",
    ),
    src.CSP_R1112_7,
)

PERIOD_NOT_DECLARED: Final = _fault(
    "period-not-declared",
    Text(
        "« {treatment} » : le registre ne déclare ni durée ni critère.",
        "“{treatment}”: the register declares neither a period nor a criterion.",
    ),
    Text(
        "La durée, ou le critère qui la donne, se fixe avant de commencer et figure au registre.",
        "The period, or the criterion that gives it, is set before starting and written in the register.",
    ),
    src.RGPD_ART_5_1_E,
    src.RGPD_ART_30_1_F,
)
BIRTH_AFTER_VISIT: Final = _fault(
    "birth-after-visit",
    Text("La naissance (BIRTH) est postérieure à {fact}.", "The birth (BIRTH) is later than {fact}."),
    Text("Personne n'est soigné avant de naître.", "Nobody is treated before being born."),
    src.CSP_R1112_7,
)
DEATH_BEFORE_VISIT: Final = _fault(
    "death-before-visit",
    Text("Le décès (DEATH) est antérieur à {fact}.", "The death (DEATH) is earlier than {fact}."),
    Text("Personne n'est soigné après sa mort.", "Nobody is treated after death."),
    src.CSP_R1112_7,
)
DEATH_BEFORE_BIRTH: Final = _fault(
    "death-before-birth",
    Text("Le décès (DEATH) précède la naissance (BIRTH).", "The death (DEATH) precedes the birth (BIRTH)."),
    Text("Une des deux dates appartient à quelqu'un d'autre.", "One of the two dates belongs to someone else."),
    src.CSP_R1112_7,
)
DATES_CONTRADICT: Final = _fault(
    "dates-contradict",
    Text(
        "{fact} a deux dates différentes alors qu'une seule est possible.",
        "{fact} has two different dates where only one is possible.",
    ),
    Text("Choisir l'une des deux serait inventer.", "Choosing one of them would be inventing."),
)
FACT_IN_FUTURE: Final = _fault(
    "fact-in-future",
    Text("{fact} est daté d'après le jour de l'évaluation.", "{fact} is dated after the day of the evaluation."),
    Text(
        "Une date prévue n'est pas un fait et ne déclenche rien.", "A planned date is not a fact and triggers nothing."
    ),
)
INTERVAL_REVERSED: Final = _fault(
    "interval-reversed",
    Text("{fact} finit avant de commencer.", "{fact} ends before it starts."),
    Text("Les deux dates ont sans doute été échangées.", "The two dates were probably swapped."),
)
UNKNOWN_FACT: Final = _fault(
    "unknown-fact",
    Text(
        "Un fait donné n'est pas dans la liste ; faits admis : {allowed}.",
        "A fact is not in the list; known facts: {allowed}.",
    ),
    Text("Un fait mal nommé serait perdu sans bruit.", "A misnamed fact would be lost in silence."),
)
UNKNOWN_CATEGORY: Final = _fault(
    "unknown-category",
    Text("La catégorie de données n'est pas dans la liste.", "The category of data is not in the list."),
    Text("Aucune durée n'est inventée pour des données inconnues.", "No period is invented for unknown data."),
)
MALFORMED_FACT: Final = _fault(
    "malformed-fact",
    Text(
        "Un fait s'écrit NOM=VALEUR, une seule fois par drapeau.", "A fact is written NAME=VALUE, once for each flag."
    ),
    Text("Deviner ce qui a été voulu fausserait la date.", "Guessing what was meant would make the date wrong."),
)
MALFORMED_DATE: Final = _fault(
    "malformed-date",
    Text(
        "{fact} : la date n'est pas un jour du calendrier écrit AAAA-MM-JJ.",
        "{fact}: the date is not a day of the calendar written YYYY-MM-DD.",
    ),
    Text(
        "Deviner l'ordre du jour et du mois fausserait la date.",
        "Guessing the order of day and month would make the date wrong.",
    ),
)
UNKNOWN_KIND: Final = _fault(
    "unknown-kind",
    Text("{fact} : la nature donnée n'est pas admise.", "{fact}: the kind given is not allowed."),
    Text("Une exposition mal nommée changerait la durée.", "A misnamed exposure would change the period."),
)
MALFORMED_PERIOD: Final = _fault(
    "malformed-period",
    Text(
        "Une durée s'écrit en ISO 8601, en unités entières (P20Y, P6M, P90D).",
        "A period is written in ISO 8601, in whole units (P20Y, P6M, P90D).",
    ),
    Text("Une durée mal lue déplace toutes les échéances.", "A misread period moves every end."),
    src.CPC_641_642,
)
BEYOND_CALENDAR: Final = _fault(
    "beyond-calendar",
    Text("L'échéance dépasse le calendrier (année 9999).", "The end is beyond the calendar (year 9999)."),
    Text(
        "Aucune durée de conservation ne mène là : un fait est faux.",
        "No retention period leads there: a fact is wrong.",
    ),
    src.CALENDAR_1182_71,
)

WARNINGS: Final = (
    START_UNSPECIFIED,
    EFFECT_DATE_UNKNOWN,
    BIRTH_UNKNOWN,
    PROVISIONAL,
    TO_CONFIRM,
    TERMS_IN_CONFLICT,
    LAW_CHANGED,
    ARCHIVE_UNDECLARED,
    ACTIVE_LONGER_THAN_TOTAL,
    KEPT_TOO_LONG,
    KEPT_TOO_SHORT,
    UNLIMITED_WHILE_ACTIVE,
    LATE_ANSWER,
    ERASURE_BEFORE_CLOSURE,
    OBJECTION,
    NO_SUSPENSION,
    LITIGATION_AFTER_END,
)
FAULTS: Final = (
    PERIOD_NOT_DECLARED,
    BIRTH_AFTER_VISIT,
    DEATH_BEFORE_VISIT,
    DEATH_BEFORE_BIRTH,
    DATES_CONTRADICT,
    FACT_IN_FUTURE,
    INTERVAL_REVERSED,
    UNKNOWN_FACT,
    UNKNOWN_CATEGORY,
    UNKNOWN_KIND,
    MALFORMED_FACT,
    MALFORMED_DATE,
    MALFORMED_PERIOD,
    BEYOND_CALENDAR,
)
