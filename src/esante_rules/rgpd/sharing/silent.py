"""The cases on which the code is silent, or partly: what it says, what the RGPD implies, what the library does."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._answer import Answer
from esante_rules._core import Confidence, Rule, Text
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing._rules import rule, step
from esante_rules.rgpd.sharing._sources import (
    L1110_4_III_TEAM,
    L1110_4_IV,
    R1110_3_III,
    RGPD_6_9,
    RGPD_13_14,
    RGPD_VITAL,
)
from esante_rules.rgpd.sharing.facts import Flow
from esante_rules.rgpd.sharing.regimes import EXCHANGE_SAME, TEAM_SAME

EXCHANGE: Final = rule(
    "silence.information-exchange-same-category",
    Text(
        "Le code n'impose pas d'information propre à l'échange dans une même catégorie. Il impose le droit "
        "d'opposition, et "
        "le RGPD de nommer les destinataires.",
        "The code requires no information of its own for an exchange within one category. It requires the right "
        "to object, "
        "and the GDPR requires that recipients be named.",
    ),
    Text(
        "L'article R. 1110-3 ne vise que le passage d'une catégorie à l'autre ; L. 1110-4, IV vise tous les flux.",
        "Article R. 1110-3 concerns only crossing from one category to the other; L. 1110-4, IV concerns every flow.",
    ),
    (L1110_4_IV, RGPD_13_14),
    "INFO",
    Confidence.CERTAIN,
)
TEAM: Final = rule(
    "silence.information-team-same-category",
    Text(
        "Le code n'impose pas d'information propre au partage dans une équipe d'une seule catégorie. Il impose "
        "le droit "
        "d'opposition, et le RGPD de nommer les destinataires.",
        "The code requires no information of its own for sharing within a team of one category. It requires the "
        "right to "
        "object, and the GDPR requires that recipients be named.",
    ),
    Text(
        "Dire que « le code ne prévoit rien » est trop large : le droit d'opposition n'a pas de condition de "
        "catégorie.",
        "To say that the code provides nothing is too broad: the right to object has no condition of category.",
    ),
    (L1110_4_IV, RGPD_13_14),
    "INFO",
    Confidence.CERTAIN,
)
CONSENT: Final = rule(
    "silence.consent-same-category",
    Text(
        "Le code ne parle pas de consentement ici : il n'est pas exigé, et au regard du RGPD les soins ne "
        "reposent pas sur "
        "lui. Un refus exprimé vaut pourtant opposition.",
        "The code says nothing of consent here: it is not required, and under the GDPR care does not rest on it. "
        "A refusal "
        "that was expressed is an objection all the same.",
    ),
    Text(
        "Les bases sont l'obligation légale ou la mission d'intérêt public, et l'exception de l'article 9, § 2, h.",
        "The bases are the legal obligation or the public interest task, and the exception of article 9(2)(h).",
    ),
    (L1110_4_III_TEAM, L1110_4_IV, RGPD_6_9),
    "INFO",
    Confidence.PROBABLE,
)
CONSCIOUS: Final = rule(
    "silence.urgency-conscious-person",
    Text(
        "Le code ne prévoit de dispense d'information que pour une personne hors d'état de s'exprimer. "
        "Consciente, elle est "
        "informée avant, même brièvement.",
        "The code exempts from prior information only for a person unable to express a wish. A conscious person is "
        "informed before, however briefly.",
    ),
    Text(
        "L'urgence seule reporte le consentement exigé hors équipe, et non l'information.",
        "Urgency alone defers the consent required outside the team, not the information.",
    ),
    (R1110_3_III,),
    "INFO",
    Confidence.CERTAIN,
)
VITAL: Final = rule(
    "silence.opposition-vital-emergency",
    Text(
        "La loi ne met pas d'exception à l'opposition, même si la vie est en jeu. Le RGPD connaît l'intérêt "
        "vital, mais il "
        "règle le traitement et non le secret : un humain doit arbitrer.",
        "The law makes no exception to an objection, even when life is at stake. The GDPR knows vital interests, "
        "but it "
        "governs processing and not the secret: a human must arbitrate.",
    ),
    Text("Lecture à confirmer.", "A reading to be confirmed."),
    (L1110_4_IV, RGPD_VITAL),
    "INFO",
    Confidence.TO_CONFIRM,
)


def silences(flow: Flow, branch: Rule[Any] | None, informing_before: bool) -> tuple[Step, ...]:
    """The silences this flow meets. `branch` is the rule that governs it, None when nothing governs it."""
    urgent = flow.emergency is Answer.YES
    found = {
        EXCHANGE: branch is EXCHANGE_SAME,
        TEAM: branch is TEAM_SAME,
        CONSENT: branch in (EXCHANGE_SAME, TEAM_SAME),
        CONSCIOUS: urgent and flow.unable is Answer.NO and informing_before,
        VITAL: urgent and flow.opposition is Answer.YES,
    }
    return tuple(step(silence, Answer.YES) for silence, met in found.items() if met)


RULES: Final[tuple[Rule[Any], ...]] = (EXCHANGE, TEAM, CONSENT, CONSCIOUS, VITAL)
