"""What the person answered: a refusal, a withdrawal or a consent that has run out (P07b, P11, P11b)."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._answer import Answer, all_of
from esante_rules._core import Confidence, Rule, Text
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing._rules import rule, step
from esante_rules.rgpd.sharing._sources import (
    D1110_3_3,
    DECREE_1349,
    L1110_4_III_OUTSIDE,
    L1110_4_IV,
    LAW_2016,
)
from esante_rules.rgpd.sharing.facts import Consent, Flow

REFUSAL: Final = rule(
    "condition.refusal-as-opposition",
    Text(
        "La personne a dit non, alors que son consentement n'était pas nécessaire : ce refus vaut opposition.",
        "The person said no although consent was not required: this refusal is an objection.",
    ),
    Text(
        "Qui demande doit respecter la réponse : refuser est une façon de s'opposer.",
        "Whoever asks must respect the answer: to refuse is a way to object.",
    ),
    (L1110_4_IV,),
    "BLOQUANT",
    Confidence.PROBABLE,
    LAW_2016,
)
CONSENT_REFUSED: Final = rule(
    "condition.consent-refused",
    Text(
        "Le consentement exigé pour un partage hors équipe est refusé ou retiré.",
        "The consent required for sharing outside the team is refused or withdrawn.",
    ),
    Text(
        "Le retrait vaut à tout moment, et l'urgence ne fait pas revivre un consentement refusé.",
        "Withdrawal holds at any time, and urgency does not revive a consent that was refused.",
    ),
    (L1110_4_III_OUTSIDE, D1110_3_3),
    "BLOQUANT",
    Confidence.CERTAIN,
    DECREE_1349,
)
CONSENT_EXPIRED: Final = rule(
    "condition.consent-expired",
    Text(
        "Le consentement valait pour une prise en charge qui est terminée : il en faut un nouveau.",
        "The consent was for care that has ended: a new one is needed.",
    ),
    Text("Le consentement est limité à la prise en charge.", "Consent is limited to the prise en charge."),
    (D1110_3_3,),
    "BLOQUANT",
    Confidence.PROBABLE,
    DECREE_1349,
)

_NO: Final = (Consent.REFUSED, Consent.WITHDRAWN)


def refusals(flow: Flow, sharing: Answer) -> tuple[Step, ...]:
    """The three answers that forbid; `sharing` says whether the flow is, or has become, a partage.

    A refusal forbids in every case: outside the team as a refused consent, otherwise, or when the team is unknown, as
    an opposition. A consent that has run out forbids only where consent is required.
    """
    outside = all_of((sharing, ~flow.team))
    said_no = Answer.UNKNOWN if flow.consent is Consent.UNKNOWN else Answer.of(flow.consent in _NO)
    if outside is Answer.YES:
        expired = Answer.UNKNOWN if flow.consent is Consent.UNKNOWN else Answer.of(flow.consent is Consent.EXPIRED)
        return step(CONSENT_REFUSED, said_no, "consent"), step(CONSENT_EXPIRED, expired, "consent")
    return (step(REFUSAL, said_no, "consent"),)


RULES: Final[tuple[Rule[Any], ...]] = (REFUSAL, CONSENT_REFUSED, CONSENT_EXPIRED)
