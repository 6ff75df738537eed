"""The thirty-two required elements of an AIPD: a table, one row each."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from esante_rules._core import Reference, Rule, Text
from esante_rules.rgpd.aipd._sources import CSP_HDS, CSP_SECRET, PIA, rgpd
from esante_rules.rgpd.aipd._terms import rule


@frozen
class Element:
    """A required element: the item of the AIPD that holds it, the rule when it lacks, and when it is expected."""

    item: str
    rule: Rule[Any]
    guard: str = ""
    """Expected unless this answer is no; empty when it always is."""
    dated: str = ""
    """The date that must come with it."""


# item, name of the fault, French and English names of the element, level, source, guard, date
_Row = tuple[str, str, str, str, str, Reference, str, str]

_ROWS: Final[tuple[_Row, ...]] = (
    (
        "description",
        "no-description",
        "la description du traitement (nature, portée, contexte, échelle)",
        "the description of the processing (nature, scope, context, scale)",
        "BLOQUANT",
        rgpd("art. 35(7)(a)"),
        "",
        "",
    ),
    ("finalites", "no-purpose", "les finalités", "the purposes", "BLOQUANT", rgpd("art. 35(7)(a)"), "", ""),
    (
        "interet_legitime",
        "no-legitimate-interest",
        "l'intérêt légitime poursuivi",
        "the legitimate interest pursued",
        "MAJEUR",
        rgpd("art. 35(7)(a)"),
        "interet_legitime",
        "",
    ),
    (
        "donnees",
        "no-data-category",
        "les catégories de données et leur nécessité",
        "the categories of data and why each is needed",
        "BLOQUANT",
        rgpd("art. 35(7)(a) et (b)"),
        "",
        "",
    ),
    (
        "durees",
        "no-retention-period",
        "la durée de conservation de chaque catégorie",
        "the retention period of each category",
        "MAJEUR",
        rgpd("art. 5(1)(e)"),
        "",
        "",
    ),
    (
        "destinataires",
        "no-recipient",
        "les destinataires et les habilitations",
        "the recipients and who has access inside",
        "BLOQUANT",
        rgpd("art. 35(7)(a) et 32"),
        "",
        "",
    ),
    (
        "supports",
        "no-support",
        "les supports (matériels, logiciels, réseaux, papier, personnes)",
        "the supports (hardware, software, network, paper, people)",
        "MAJEUR",
        PIA,
        "",
        "",
    ),
    (
        "cycle_de_vie",
        "no-life-cycle",
        "le cycle de vie et les flux",
        "the life cycle and the flows",
        "MAJEUR",
        PIA,
        "",
        "",
    ),
    (
        "roles",
        "no-roles",
        "les rôles (responsables, responsables conjoints, sous-traitants)",
        "the roles (controllers, joint controllers, processors)",
        "BLOQUANT",
        rgpd("art. 26 et 28"),
        "",
        "",
    ),
    (
        "referentiels",
        "no-reference-framework",
        "les référentiels et codes de conduite applicables",
        "the référentiels and codes of conduct that apply",
        "MINEUR",
        rgpd("art. 35(8)"),
        "",
        "",
    ),
    (
        "base_legale",
        "no-legal-basis",
        "la base légale et l'exception de l'article 9",
        "the legal basis and the exception of article 9",
        "BLOQUANT",
        rgpd("art. 35(7)(b), 6 et 9"),
        "",
        "",
    ),
    (
        "minimisation",
        "no-minimisation",
        "la justification de la minimisation",
        "the case for minimisation",
        "BLOQUANT",
        rgpd("art. 35(7)(b)"),
        "",
        "",
    ),
    (
        "exactitude",
        "no-accuracy",
        "l'exactitude et la mise à jour",
        "accuracy and updating",
        "MINEUR",
        rgpd("art. 5(1)(d)"),
        "",
        "",
    ),
    (
        "information",
        "no-information",
        "l'information des personnes",
        "how people are informed",
        "MAJEUR",
        rgpd("art. 12 à 14"),
        "",
        "",
    ),
    (
        "consentement",
        "no-consent",
        "le recueil et la preuve du consentement",
        "how consent is collected and proved",
        "MAJEUR",
        rgpd("art. 7"),
        "consentement",
        "",
    ),
    (
        "acces",
        "no-access-right",
        "le droit d'accès et la portabilité",
        "access and portability",
        "MAJEUR",
        rgpd("art. 15 et 20"),
        "",
        "",
    ),
    (
        "rectification",
        "no-rectification-right",
        "la rectification et l'effacement",
        "rectification and erasure",
        "MAJEUR",
        rgpd("art. 16 et 17"),
        "",
        "",
    ),
    (
        "limitation",
        "no-restriction-right",
        "la limitation et l'opposition",
        "restriction and objection",
        "MAJEUR",
        rgpd("art. 18 et 21"),
        "",
        "",
    ),
    (
        "sous_traitance",
        "no-processor-contract",
        "les contrats de sous-traitance et le certificat HDS s'il en faut un",
        "the contracts of processors and the HDS certificate when one is needed",
        "BLOQUANT",
        rgpd("art. 28"),
        "sous_traitants",
        "",
    ),
    (
        "transferts",
        "no-transfer-safeguard",
        "les transferts hors de l'Union européenne et leurs garanties",
        "the transfers out of the European Union and their safeguards",
        "BLOQUANT",
        rgpd("art. 44 à 49"),
        "transferts",
        "",
    ),
    (
        "risques",
        "risk-not-described",
        "un événement redouté décrit en entier (impacts, sources, menaces, mesures, gravité, vraisemblance)",
        "a feared event described in full (impacts, sources, threats, measures, gravity, likelihood)",
        "BLOQUANT",
        rgpd("art. 35(7)(c)"),
        "",
        "",
    ),
    (
        "mesures",
        "no-measure",
        "les mesures, garanties et preuves de conformité",
        "the measures, safeguards and evidence of compliance",
        "BLOQUANT",
        rgpd("art. 35(7)(d)"),
        "",
        "",
    ),
    (
        "risques_residuels",
        "residual-risk-not-rated",
        "la cotation du risque résiduel après le plan d'action",
        "the rating of the residual risk after the action plan",
        "MAJEUR",
        PIA,
        "actions",
        "",
    ),
    (
        "plan_action",
        "no-action-plan",
        "le plan d'action (mesure, responsable, échéance, état)",
        "the action plan (measure, owner, due date, state)",
        "MAJEUR",
        PIA,
        "ameliorable",
        "",
    ),
    (
        "avis_dpo",
        "no-dpo-advice",
        "l'avis daté du DPO",
        "the dated advice of the DPO",
        "BLOQUANT",
        rgpd("art. 35(2)"),
        "dpo_designe",
        "dpo_on",
    ),
    (
        "avis_personnes",
        "no-view-of-people",
        "l'avis des personnes ou de leurs représentants, ou la raison de ne pas le demander",
        "the views of people or of their representatives, or the reason for not seeking them",
        "MINEUR",
        rgpd("art. 35(9)"),
        "",
        "",
    ),
    (
        "validation",
        "no-validation",
        "la validation datée du responsable de traitement",
        "the dated validation by the controller",
        "BLOQUANT",
        PIA,
        "",
        "validated_on",
    ),
    ("revision", "no-review-date", "la date de revue", "the date of review", "MAJEUR", rgpd("art. 35(11)"), "", ""),
    (
        "date",
        "made-after-start",
        "une date antérieure à la mise en œuvre",
        "a date before going live",
        "MAJEUR",
        rgpd("art. 35(1)"),
        "",
        "",
    ),
    (
        "consultation",
        "no-consultation-decision",
        "la décision sur la consultation préalable de la CNIL",
        "the decision on the prior consultation of the CNIL",
        "BLOQUANT",
        rgpd("art. 36"),
        "",
        "",
    ),
    (
        "registre",
        "no-register-link",
        "le lien avec le registre des traitements",
        "the link with the register of processing",
        "MINEUR",
        rgpd("art. 30"),
        "",
        "",
    ),
    (
        "sante",
        "no-health-sector-items",
        "les points propres à la santé (secret, INS, identification, MSSanté, traces, bris de glace)",
        "the items of the health sector (secrecy, INS, identification, MSSanté, traces, break-glass)",
        "MAJEUR",
        CSP_SECRET,
        "donnees_sante",
        "",
    ),
)

_WHY: Final = Text(
    "Élément requis par le RGPD ou par la méthode de la CNIL : sans lui, l'analyse ne peut pas être défendue.",
    "An element that the RGPD or the CNIL's method requires: without it the assessment cannot be defended.",
)


def _element(row: _Row) -> Element:
    item, fault, fr, en, level, ref, guard, dated = row
    refs = (ref, CSP_HDS) if item == "sous_traitance" else (ref,)
    says = Text(f"Il manque : {fr}.", f"Missing: {en}.")
    return Element(item, rule(f"aipd.content.{fault}", says, _WHY, *refs, level=level), guard, dated)


ELEMENTS: Final[tuple[Element, ...]] = tuple(_element(row) for row in _ROWS)
STARTED_BEFORE: Final = next(element.rule for element in ELEMENTS if element.item == "date")

IN_PROJECT: Final = rule(
    "aipd.content.undated-project",
    Text(
        "Projet : l'AIPD doit être faite et datée avant la mise en œuvre prévue.",
        "Project: the AIPD must be made and dated before the planned start.",
    ),
    Text(
        "L'analyse précède le traitement ; tant que rien n'a démarré, il est encore temps.",
        "The assessment comes before the processing; as long as nothing has started, there is still time.",
    ),
    rgpd("art. 35(1)"),
    level="BLOQUANT",
)
UNREADY: Final = rule(
    "aipd.content.validated-before-ready",
    Text(
        "AIPD validée alors que ce point est en attente ou à corriger.",
        "AIPD validated although this item is pending or to be corrected.",
    ),
    Text(
        "La validation suppose que chaque point soit acceptable, ou améliorable avec une action prévue.",
        "A validation supposes that each item is acceptable, or improvable with a planned action.",
    ),
    PIA,
    level="BLOQUANT",
)
UNPLANNED: Final = rule(
    "aipd.content.improvable-without-action",
    Text(
        "Ce point est améliorable mais aucune action n'est prévue pour lui.",
        "This item is improvable but no action is planned for it.",
    ),
    Text(
        "Un point améliorable n'est acceptable qu'avec une ligne du plan d'action.",
        "An improvable item is only acceptable with a line of the action plan.",
    ),
    PIA,
    level="MAJEUR",
)
