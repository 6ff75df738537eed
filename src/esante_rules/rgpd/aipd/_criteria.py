"""The nine criteria of the guidelines, their count, and the three cases of article 35(3)."""

from __future__ import annotations

from typing import Final

from esante_rules._core import Text
from esante_rules.rgpd.aipd._expr import NO as _NO
from esante_rules.rgpd.aipd._expr import YES as _YES
from esante_rules.rgpd.aipd._expr import Above, Always, AtLeast, Expr, If, Not, both, either, type_in
from esante_rules.rgpd.aipd._sources import LIL_62, REF_CABINETS, REF_OFFICINES, WP248, rgpd
from esante_rules.rgpd.aipd._terms import Term, fact, rule

_declared: Final = fact("c5_declaree")

# Each step is asked only when the one before does not apply; while a test is unknown the answer is unknown, unless
# every way
# out gives the same. A hospital is the example of the guidelines; the figures are those of two référentiels; recital 91
# excludes the professional who works alone; everything else is the controller's own weighing of the four factors.
LARGE_SCALE: Final[Expr] = If(
    both(type_in("etablissement_sante"), fact("donnees_sante"), fact("fin_prise_en_charge")),
    Always(_YES),
    If(
        both(type_in("officine"), Above("officine")),
        Always(_YES),
        If(
            type_in("cabinet_groupe", "msp"),
            If(Above("cabinet"), Always(_YES), _declared),
            If(fact("exercice_individuel"), Always(_NO), _declared),
        ),
    ),
)

_CRITERIA: Final[tuple[tuple[str, Text, Expr], ...]] = (
    (
        "scoring",
        Text("Évaluation, notation, profilage ou prédiction.", "Evaluation, scoring, profiling or prediction."),
        either(fact("c1_notation_profil"), fact("c1_evaluation_etat_sante"), fact("c1_comportement")),
    ),
    (
        "automated-decision",
        Text(
            "Décision automatisée avec un effet juridique ou significatif.",
            "Automated decision with a legal or significant effect.",
        ),
        both(fact("c2_decision_auto"), fact("c2_effet_juridique")),
    ),
    (
        "systematic-monitoring",
        Text("Surveillance systématique des personnes.", "Systematic monitoring of people."),
        either(fact("c3_observation_personnes"), fact("c3_zone_publique")),
    ),
    (
        "sensitive-data",
        Text("Données sensibles ou à caractère hautement personnel.", "Sensitive or highly personal data."),
        either(fact("donnees_art9"), fact("donnees_art10"), fact("donnees_hautement_perso")),
    ),
    ("large-scale", Text("Traitement à grande échelle.", "Processing on a large scale."), LARGE_SCALE),
    (
        "data-combination",
        Text(
            "Croisement de données que la personne n'attend pas.",
            "Combination of data that the person does not expect.",
        ),
        both(fact("c6_croisement"), fact("c6_hors_attentes")),
    ),
    ("vulnerable-people", Text("Personnes vulnérables.", "Vulnerable people."), fact("c7_vulnerables")),
    ("innovative-use", Text("Usage innovant.", "Innovative use."), fact("c8_innovant")),
    (
        "blocked-right",
        Text(
            "Traitement dont dépend l'accès à un droit, à un service ou à un contrat.",
            "Processing on which the access to a right, a service or a contract depends.",
        ),
        fact("c9_blocage_droit"),
    ),
)


def _criterion(number: int, name: str, says: Text, expr: Expr) -> Term:
    why = Text(
        f"Critère {number} sur neuf des lignes directrices : deux d'entre eux suffisent en principe à rendre l'AIPD "
        f"obligatoire.",
        f"Criterion {number} of the nine of the guidelines: two of them are enough, in principle, to make the AIPD "
        f"mandatory.",
    )
    refs = (WP248, REF_OFFICINES, REF_CABINETS, rgpd("considérant 91")) if name == "large-scale" else (WP248,)
    return Term(rule(f"aipd.criteria.{name}", says, why, *refs), expr)


CRITERIA: Final[tuple[Term, ...]] = tuple(_criterion(n, *row) for n, row in enumerate(_CRITERIA, start=1))

_ALL_NINE: Final = tuple(term.expr for term in CRITERIA)
_TWO: Final = AtLeast(2, _ALL_NINE)
_ONE: Final = AtLeast(1, _ALL_NINE)
_COUNT_WHY: Final = Text(
    "La CNIL retient, comme les lignes directrices, que deux critères sur neuf rendent l'AIPD obligatoire en principe.",
    "The CNIL holds, with the guidelines, that two criteria out of nine make the AIPD mandatory in principle.",
)

TWO_MET: Final = Term(
    rule(
        "aipd.count.two-criteria",
        Text("Au moins deux des neuf critères sont remplis.", "At least two of the nine criteria are met."),
        _COUNT_WHY,
        WP248,
        level="BLOQUANT",
    ),
    _TWO,
)
ONE_MET: Final = Term(
    rule(
        "aipd.count.one-criterion",
        Text(
            "Un seul critère est rempli : l'AIPD n'est pas obligatoire à ce titre, mais un critère peut suffire ; le "
            "responsable de "
            "traitement confirme.",
            "One criterion only is met: the AIPD is not mandatory for that, but one can be enough; the controller "
            "confirms.",
        ),
        _COUNT_WHY,
        WP248,
    ),
    both(_ONE, Not(_TWO)),
)
FEWER: Final = Term(
    rule(
        "aipd.count.fewer-than-two",
        Text("Deux critères ne peuvent être atteints.", "Two criteria cannot be reached."),
        Text("Sans deux critères, la présomption ne joue pas.", "Without two criteria the presumption does not play."),
        WP248,
    ),
    Not(_TWO),
)


def _article(name: str, letter: str, says: Text, expr: Expr) -> Term:
    why = Text(
        f"L'article 35(3)({letter}) du RGPD cite ce cas : l'AIPD est alors toujours obligatoire.",
        f"Article 35(3)({letter}) of the RGPD names this case: the AIPD is then always mandatory.",
    )
    return Term(
        rule(f"aipd.article-35-3.{name}", says, why, rgpd(f"art. 35(3)({letter})"), LIL_62, level="BLOQUANT"), expr
    )


ARTICLE_35_3: Final[tuple[Term, ...]] = (
    _article(
        "systematic-evaluation",
        "a",
        Text(
            "Évaluation systématique et approfondie de personnes, automatisée, qui fonde une décision à effet "
            "juridique ou similaire.",
            "Systematic and extensive automated evaluation of people, on which a decision with a legal or like effect "
            "rests.",
        ),
        # human involvement does not switch this case off, unlike the criterion of the automated decision
        both(fact("a1_evaluation_systematique"), fact("c2_effet_juridique")),
    ),
    _article(
        "large-scale-sensitive-data",
        "b",
        Text(
            "Données sensibles ou d'infractions traitées à grande échelle.",
            "Sensitive data or data on offences processed on a large scale.",
        ),
        both(LARGE_SCALE, either(fact("donnees_art9"), fact("donnees_art10"))),
    ),
    _article(
        "public-area-monitoring",
        "c",
        Text(
            "Surveillance systématique à grande échelle d'une zone accessible au public.",
            "Systematic monitoring on a large scale of an area open to the public.",
        ),
        both(fact("c3_zone_publique"), LARGE_SCALE),
    ),
)
