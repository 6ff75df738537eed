"""A term is a rule and its condition; here are also the facts that follow from others, and the scope of the RGPD."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from attrs import frozen

from esante_rules._core import Confidence, Reference, Rule, Severity, Text
from esante_rules.rgpd.aipd._expr import YES as _YES
from esante_rules.rgpd.aipd._expr import Always, Expr, Fact, If, Not, Shown, Some, either, type_in
from esante_rules.rgpd.aipd._sources import ART_2, D326, RGPD_APPLIES

CERTAIN, PROBABLE, TO_CONFIRM = Confidence.CERTAIN, Confidence.PROBABLE, Confidence.TO_CONFIRM
LEVELS: Final[Mapping[str, Severity]] = {
    "BLOQUANT": Severity.ERROR,
    "MAJEUR": Severity.WARNING,
    "MINEUR": Severity.INFO,
    "INFO": Severity.INFO,
}


@frozen
class Term:
    """A rule of the decision, and the condition under which it applies."""

    rule: Rule[Any]
    expr: Expr


def rule(
    name: str,
    says: Text,
    why: Text,
    *refs: Reference,
    level: str = "INFO",
    confidence: Confidence = CERTAIN,
    since: date | None = RGPD_APPLIES,
    until: date | None = None,
    needs_clock: bool = False,
) -> Rule[Any]:
    """A rule that an engine of this package evaluates."""
    return Rule(
        id=name,
        says=says,
        why=why,
        refs=refs,
        since=since,
        until=until,
        severity=LEVELS[level],
        confidence=confidence,
        level=level,
        needs_clock=needs_clock,
    )


IMPLIED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "donnees_art9": ("donnees_sante", "donnees_genetiques", "biometrie_identification"),
    "donnees_hautement_perso": ("localisation_large_echelle",),
    "c3_observation_personnes": ("fin_surveillance_employes",),
    "c7_vulnerables": ("fin_surveillance_employes",),
}
"""Facts that are a yes as soon as one of these is, and unknown as long as one of these is."""


def fact(name: str) -> Expr:
    """The condition that a fact is true, with the facts that imply it."""
    if name == "exercice_individuel":
        return _INDIVIDUAL
    if name in IMPLIED_BY:
        return Some((*(Fact(cause) for cause in IMPLIED_BY[name]), Fact(name)))
    return Fact(name)


_ASKED = Fact("exercice_individuel")
_INDIVIDUAL: Final = If(
    type_in("cabinet_individuel"),
    Always(_YES),
    # a yes of the user is never downgraded; a no is presumed for the types that cannot be one person
    If(type_in("officine", "lbm", "autre"), _ASKED, Shown(_ASKED)),
)

OUT_OF_SCOPE: Final = Term(
    rule(
        "aipd.scope.not-personal-or-domestic",
        Text(
            "Le RGPD ne s'applique pas : aucune donnée ne permet d'identifier une personne, ou l'usage est "
            "strictement domestique.",
            "The RGPD does not apply: no data can identify a person, or the use is strictly domestic.",
        ),
        Text(
            "L'AIPD est une obligation du RGPD : hors de son champ, elle n'a pas d'objet. Une donnée pseudonymisée "
            "reste dans le "
            "champ.",
            "The AIPD is a duty of the RGPD: out of its scope it has no object. Data under a pseudonym stays in scope.",
        ),
        ART_2,
    ),
    either(Not(Fact("donnees_personnelles")), Fact("usage_domestique")),
)

CONTRADICTION: Final = rule(
    "aipd.facts.contradiction",
    Text(
        "Réponse « non » contredite par le reste de la description ; le oui est retenu, corrigez l'un des deux.",
        "This no is contradicted by the rest of the description; the yes is kept, correct one of the two.",
    ),
    Text(
        "Une description qui se contredit ne doit pas faire disparaître une obligation : la lecture prudente est "
        "gardée.",
        "A description that contradicts itself must not make a duty vanish: the careful reading is kept.",
    ),
    D326,
    level="MAJEUR",
)
