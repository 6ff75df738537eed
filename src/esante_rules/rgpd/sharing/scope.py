"""The days these rules know: before the first one there is no answer, rather than one of another law."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from esante_rules._answer import Answer
from esante_rules._core import Confidence, Rule, Text
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing._rules import Ruling, rule, step
from esante_rules.rgpd.sharing._sources import COVERED_SINCE, L1110_4_I

NOT_COVERED: Final = rule(
    "scope.before-these-texts",
    Text(
        "La date demandée est antérieure aux textes que ces règles connaissent : aucune réponse n'est donnée.",
        "The day asked is earlier than the texts these rules know: no answer is given.",
    ),
    Text(
        "Les règles valent depuis le 25 mai 2018, quand tous les textes, RGPD compris, étaient applicables.",
        "The rules hold since 25 May 2018, when all the texts, the GDPR included, applied.",
    ),
    (L1110_4_I,),
    "INFO",
    Confidence.CERTAIN,
)


def too_early(as_of: date) -> Step | None:
    """The step that stops everything when `as_of` is before the texts; None from their first day on."""
    return step(NOT_COVERED, Answer.UNKNOWN, "as_of") if as_of < COVERED_SINCE else None


def unanswered(early: Step, as_of: date) -> Ruling:
    """The ruling of a question asked for a day before the texts."""
    return Ruling(answer=Answer.UNKNOWN, decided_by=(early,), trace=(early,), as_of=as_of)


RULES: Final[tuple[Rule[Any], ...]] = (NOT_COVERED,)
