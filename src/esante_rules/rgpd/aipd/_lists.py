"""The two lists of the CNIL: types of processing that need an AIPD, and types that do not. Rows of tables, dated."""

from __future__ import annotations

from typing import Final

from esante_rules._core import Confidence, Text
from esante_rules.rgpd.aipd._criteria import LARGE_SCALE
from esante_rules.rgpd.aipd._expr import Below, Expr, Not, both, either, type_in
from esante_rules.rgpd.aipd._sources import D118, D118_DATED, D327, D327_DATED, LIL_66, REF_OFFICINES, rgpd
from esante_rules.rgpd.aipd._terms import CERTAIN, PROBABLE, Term, fact, rule

_Row = tuple[str, str, str, Expr, Confidence]

_REQUIRED: Final[tuple[_Row, ...]] = (
    (
        "health-data-of-establishments",
        (
            "Données de santé traitées par un établissement de santé ou médico-social pour prendre en charge des "
            "personnes."
        ),
        "Health data processed by a health or medico-social establishment to take charge of people.",
        both(type_in("etablissement_sante", "esms_etablissement"), fact("donnees_sante"), fact("fin_prise_en_charge")),
        CERTAIN,
    ),
    (
        "genetic-data",
        "Données génétiques de personnes vulnérables.",
        "Genetic data of vulnerable people.",
        both(fact("donnees_genetiques"), fact("c7_vulnerables")),
        CERTAIN,
    ),
    (
        "staff-profiling",
        "Profilage de personnes pour la gestion des ressources humaines.",
        "Profiling of people for the management of human resources.",
        both(fact("fin_rh"), fact("profilage")),
        CERTAIN,
    ),
    (
        "employee-monitoring",
        "Surveillance constante de l'activité des salariés.",
        "Constant monitoring of the activity of employees.",
        fact("fin_surveillance_employes"),
        PROBABLE,
    ),
    (
        "health-and-social-alerts",
        "Gestion des alertes et signalements en matière sanitaire et sociale.",
        "Handling of alerts and reports in health and social matters.",
        fact("fin_signalement_sanitaire_social"),
        CERTAIN,
    ),
    (
        "professional-alerts",
        "Gestion des alertes professionnelles.",
        "Handling of professional alerts.",
        fact("fin_alerte_professionnelle"),
        CERTAIN,
    ),
    (
        "health-data-warehouse",
        "Données de santé nécessaires à un entrepôt ou à un registre.",
        "Health data needed by a data warehouse or a registry.",
        both(fact("fin_entrepot_registre"), fact("donnees_sante")),
        CERTAIN,
    ),
    (
        "exclusion-profiling",
        "Profilage pouvant mener à l'exclusion, à la suspension ou à la rupture d'un contrat.",
        "Profiling that may lead to the exclusion from a contract, its suspension or its end.",
        both(fact("profilage"), fact("exclusion_contrat")),
        CERTAIN,
    ),
    (
        "pooled-breaches",
        "Mutualisation de manquements contractuels pouvant mener à une exclusion.",
        "Pooling of breaches of contract that may lead to an exclusion.",
        fact("mutualisation_manquements"),
        CERTAIN,
    ),
    (
        "profiling-with-external-sources",
        "Profilage faisant appel à des données de sources externes.",
        "Profiling that uses data from external sources.",
        both(fact("profilage"), fact("sources_externes")),
        CERTAIN,
    ),
    (
        "biometric-identification",
        "Biométrie identifiant une personne de manière unique, dont des personnes vulnérables.",
        "Biometrics that identify a person uniquely, vulnerable people among them.",
        both(fact("biometrie_identification"), fact("c7_vulnerables")),
        PROBABLE,
    ),
    (
        "social-housing",
        "Instruction des demandes et gestion des logements sociaux.",
        "Examination of applications for social housing and its management.",
        fact("fin_logement_social"),
        CERTAIN,
    ),
    (
        "social-support",
        "Accompagnement social ou médico-social des personnes.",
        "Social or medico-social support of people.",
        fact("fin_accompagnement_sms"),
        CERTAIN,
    ),
    (
        "large-scale-location",
        "Données de localisation à large échelle.",
        "Location data on a large scale.",
        fact("localisation_large_echelle"),
        CERTAIN,
    ),
)

_EXEMPT: Final[tuple[_Row, ...]] = (
    (
        "small-staff-management",
        "Gestion courante du personnel, sans profilage, dans un organisme de moins de 250 salariés.",
        "Ordinary staff management, without profiling, in a body of fewer than 250 employees.",
        both(fact("fin_rh"), fact("fin_exclusive"), Below("effectif"), Not(fact("profilage"))),
        CERTAIN,
    ),
    ("suppliers", "Gestion des fournisseurs.", "Relations with suppliers.", fact("fin_fournisseurs"), CERTAIN),
    (
        "electoral-roll",
        "Fichier électoral des communes, tel que réglementé.",
        "Electoral roll of communes, as regulated.",
        fact("fin_fichier_electoral"),
        CERTAIN,
    ),
    ("works-council", "Activités du comité social et économique.", "Works council.", fact("fin_cse"), CERTAIN),
    (
        "non-profit-members",
        "Membres et donateurs d'un organisme sans but lucratif, sans donnée sensible.",
        "Members and donors of a non-profit body, without sensitive data.",
        both(fact("fin_membres_donateurs"), Not(fact("donnees_art9"))),
        CERTAIN,
    ),
    (
        "individual-health-professional",
        "Données de santé d'un professionnel exerçant à titre individuel, pour prendre en charge ses patients.",
        "Health data of a professional who works alone, to take charge of patients.",
        both(
            type_in("cabinet_individuel", "officine", "lbm"),
            fact("exercice_individuel"),
            fact("fin_prise_en_charge"),
            fact("donnees_sante"),
            # ours: keeps the list and the référentiel of the officines in agreement
            Not(LARGE_SCALE),
        ),
        PROBABLE,
    ),
    (
        "individual-lawyer",
        "Avocat exerçant à titre individuel.",
        "Lawyer who works alone.",
        both(fact("fin_avocat"), fact("exercice_individuel")),
        CERTAIN,
    ),
    (
        "commercial-court-clerk",
        "Greffiers des tribunaux de commerce.",
        "Clerks of commercial courts.",
        fact("fin_greffier_tc"),
        CERTAIN,
    ),
    ("notary", "Activité des notaires et rédaction de leurs actes.", "Notaries.", fact("fin_notaire"), CERTAIN),
    (
        "school-and-early-childhood",
        "Services scolaires, périscolaires et de petite enfance.",
        "School, after-school and early-childhood services.",
        fact("fin_scolaire_petite_enfance"),
        CERTAIN,
    ),
    (
        "access-and-working-time",
        "Contrôle d'accès et calcul du temps de travail, sans biométrie ni donnée sensible.",
        "Access control and working time, without biometrics or sensitive data.",
        both(
            fact("fin_controle_acces_horaires"),
            fact("fin_exclusive"),
            Not(fact("biometrie_identification")),
            Not(either(fact("donnees_art9"), fact("donnees_hautement_perso"))),
        ),
        CERTAIN,
    ),
    (
        "alcohol-interlock",
        "Éthylotests antidémarrage encadrés par un texte, dans le transport, à cette seule fin.",
        "Alcohol interlocks framed by a text, in transport, for that sole purpose.",
        both(fact("fin_ethylotest"), fact("fin_exclusive")),
        CERTAIN,
    ),
)

_WHY_REQUIRED: Final = Text(
    "Type de la liste des traitements pour lesquels la CNIL exige une AIPD. La liste n'est pas limitative.",
    "A type of the list of processing for which the CNIL requires an AIPD. The list is not exhaustive.",
)
_WHY_EXEMPT: Final = Text(
    "Type de la liste des traitements que la CNIL dispense d'AIPD. Elle s'interprète strictement : tout le traitement "
    "doit y entrer, "
    "et les autres obligations du RGPD demeurent.",
    "A type of the list of processing that the CNIL exempts from the AIPD. It is read strictly: the whole processing "
    "must fit, and "
    "the other duties of the RGPD remain.",
)


def _required(name: str, fr: str, en: str, expr: Expr, confidence: Confidence) -> Term:
    refs = (D327, LIL_66) if name == "health-data-warehouse" else (D327,)
    words = Text(fr, en)
    made = rule(
        f"aipd.required.{name}",
        words,
        _WHY_REQUIRED,
        *refs,
        level="BLOQUANT",
        confidence=confidence,
        since=D327_DATED,
    )
    return Term(made, expr)


def _exempt(name: str, fr: str, en: str, expr: Expr, confidence: Confidence) -> Term:
    refs = (D118, rgpd("considérant 91"), REF_OFFICINES) if name == "individual-health-professional" else (D118,)
    made = rule(f"aipd.exempt.{name}", Text(fr, en), _WHY_EXEMPT, *refs, confidence=confidence, since=D118_DATED)
    return Term(made, expr)


REQUIRED: Final[tuple[Term, ...]] = tuple(_required(*row) for row in _REQUIRED)
EXEMPT: Final[tuple[Term, ...]] = tuple(_exempt(*row) for row in _EXEMPT)
