"""What lifts the duty once it is there, and what the decision says when lists conflict."""

from __future__ import annotations

from typing import Final

from esante_rules._core import Text
from esante_rules.rgpd.aipd._expr import AtMost, Not, both, type_in
from esante_rules.rgpd.aipd._sources import (
    ART_35_1,
    ART_35_10,
    CABINETS_DATED,
    D118,
    D118_DATED,
    D326,
    D327,
    D327_DATED,
    OFFICINES_DATED,
    REF_CABINETS,
    REF_OFFICINES,
    TRANSITION_ENDS,
    WP248,
    rgpd,
)
from esante_rules.rgpd.aipd._terms import PROBABLE, TO_CONFIRM, Term, fact, rule

_DEMONSTRATED: Final = Text(
    "Une exception doit être démontrée : tant qu'une réponse manque, l'obligation reste.",
    "An exception must be demonstrated: as long as an answer is missing, the duty stays.",
)

GENERAL: Final[tuple[Term, ...]] = (
    Term(
        rule(
            "aipd.exception.assessed-by-the-law",
            Text(
                "Un texte régit l'opération et une analyse d'impact a été faite lors de son adoption.",
                "A text governs the operation and an impact assessment was made when it was adopted.",
            ),
            _DEMONSTRATED,
            ART_35_10,
            level="BLOQUANT",
        ),
        both(fact("x1_base_legale_c_ou_e"), fact("x1_texte_regit_operation"), fact("x1_aipd_a_l_adoption")),
    ),
    Term(
        rule(
            "aipd.exception.similar-assessment",
            Text(
                "Une AIPD existe pour un traitement de mêmes nature, portée, contexte, finalités et risques ; "
                "citez-la.",
                "An AIPD exists for a processing of the same nature, scope, context, purposes and risks; refer to it.",
            ),
            Text(
                "Une seule AIPD peut couvrir des traitements semblables. Celle d'un éditeur pour son produit informe "
                "le responsable, "
                "elle ne remplace pas la sienne.",
                "One AIPD can cover similar processing. That of an editor for a product informs the controller, it "
                "does not replace "
                "the controller's own.",
            ),
            ART_35_1,
            rgpd("considérant 92"),
            WP248,
            level="MAJEUR",
        ),
        both(fact("x2_aipd_similaire_existante"), fact("x2_meme_nature_portee_contexte_finalites_risques")),
    ),
    Term(
        rule(
            "aipd.exception.transition-until-2021",
            Text(
                "Traitement régulier avant le 25 mai 2018 et inchangé depuis : toléré sans AIPD pendant trois ans.",
                "Processing in order before 25 May 2018 and unchanged since: tolerated without an AIPD for three "
                "years.",
            ),
            Text(
                "La tolérance a pris fin le 25 mai 2021 ; cette règle ne sert plus qu'à rejouer le passé.",
                "The tolerance ended on 25 May 2021; this rule now only serves to replay the past.",
            ),
            D326,
            since=D327_DATED,
            until=TRANSITION_ENDS,
        ),
        both(fact("x3_formalite_avant_rgpd"), Not(fact("x3_modification_substantielle"))),
    ),
)
"""These lift every ground of the duty."""

OF_THE_COUNT: Final[tuple[Term, ...]] = (
    Term(
        rule(
            "aipd.exception.documented-low-risk",
            Text(
                "L'absence de risque élevé est justifiée par écrit, avec l'avis du DPO.",
                "The absence of a high risk is justified in writing, with the opinion of the DPO.",
            ),
            Text(
                "Les lignes directrices permettent d'écarter la présomption des deux critères, à condition de le "
                "documenter.",
                "The guidelines allow the presumption of the two criteria to be set aside, provided that it is "
                "documented.",
            ),
            WP248,
            level="MAJEUR",
        ),
        both(fact("x4_justification_documentee"), fact("x4_avis_dpo")),
    ),
    Term(
        rule(
            "aipd.exception.cabinet-under-threshold",
            Text(
                "Cabinet de groupe ou MSP sous le seuil de patients par an, dans le périmètre du référentiel.",
                "Group practice or MSP under the threshold of patients a year, within the référentiel.",
            ),
            Text(
                "Le référentiel des cabinets n'attend d'AIPD qu'au-delà du seuil. Son libellé exact reste à confirmer.",
                "The référentiel of the practices expects an AIPD only above the threshold. Its exact wording is to "
                "be confirmed.",
            ),
            REF_CABINETS,
            level="MAJEUR",
            confidence=TO_CONFIRM,
            since=CABINETS_DATED,
        ),
        both(type_in("cabinet_groupe", "msp"), AtMost("cabinet"), fact("perimetre_referentiel")),
    ),
    Term(
        rule(
            "aipd.exception.officine-under-threshold",
            Text(
                "Officine sous le seuil de chiffre d'affaires, dans le périmètre du référentiel.",
                "Pharmacy under the threshold of turnover, within the référentiel.",
            ),
            Text(
                "Le référentiel des officines n'attend d'AIPD qu'au-delà du seuil ; il n'est pas contraignant.",
                "The référentiel of the pharmacies expects an AIPD only above the threshold; it is not binding.",
            ),
            REF_OFFICINES,
            level="MAJEUR",
            confidence=PROBABLE,
            since=OFFICINES_DATED,
        ),
        both(type_in("officine"), AtMost("officine"), fact("perimetre_referentiel")),
    ),
)
"""These lift the presumption of the two criteria, and nothing else."""

LISTED_TWICE: Final = rule(
    "aipd.conflict.required-and-exempt-types",
    Text(
        "Le traitement entre dans un type à AIPD obligatoire et dans un type dispensé : l'obligation l'emporte, "
        "séparez les deux.",
        "The processing fits a type that requires an AIPD and a type that is exempt: the duty wins, split the "
        "processing.",
    ),
    Text(
        "Les dispenses sont étroites et les deux listes sont conçues pour être disjointes.",
        "Exemptions are narrow and the two lists are meant to be disjoint.",
    ),
    D327,
    D118,
    level="MAJEUR",
    confidence=PROBABLE,
    since=D118_DATED,
)
EXEMPT_BUT_ARTICLE: Final = rule(
    "aipd.conflict.article-35-3-and-exempt-type",
    Text(
        "Un type dispensé s'applique à un cas de l'article 35(3) : la lecture prudente garde l'obligation.",
        "An exempt type meets a case of article 35(3): the careful reading keeps the duty.",
    ),
    Text(
        "Le règlement l'emporte sur une liste de la CNIL ; cette lecture est la nôtre et reste à confirmer.",
        "The regulation wins over a list of the CNIL; this reading is ours and is to be confirmed.",
    ),
    rgpd("art. 35(3) et 35(5)"),
    level="MAJEUR",
    confidence=TO_CONFIRM,
)
