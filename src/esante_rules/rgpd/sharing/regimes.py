"""Which rules govern the flow (P08 to P10), what they oblige to, and what urgency lets come later (P12, P13)."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from esante_rules._answer import Answer, all_of, any_of
from esante_rules._core import Confidence, Rule, Text
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing import obligations as duty
from esante_rules.rgpd.sharing._rules import rule, step
from esante_rules.rgpd.sharing._sources import (
    D1110_3_1,
    D1110_3_2,
    D1110_3_3,
    DECREE_994,
    DECREE_1349,
    L1110_4_II,
    L1110_4_III_OUTSIDE,
    L1110_4_III_TEAM,
    L1110_4_IV,
    LAW_2016,
    R1110_3_I,
    R1110_3_II,
    R1110_3_III,
    RGPD_13_14,
)
from esante_rules.rgpd.sharing.categories import side
from esante_rules.rgpd.sharing.facts import Consent, Flow, Operation

EXCHANGE_SAME: Final = rule(
    "flow.exchange-same-category",
    Text(
        "Échange dans une même catégorie : possible, en informant la personne de ses droits.",
        "Exchange within one category: possible, with the person told of the rights.",
    ),
    Text(
        "Ni consentement ni information propre au code ; restent le droit d'opposition et l'information du RGPD.",
        "Neither consent nor information of the code's own; the right to object and the GDPR notice remain.",
    ),
    (L1110_4_II, L1110_4_IV, RGPD_13_14),
    "MAJEUR",
    Confidence.CERTAIN,
    LAW_2016,
)
EXCHANGE_OTHER: Final = rule(
    "flow.exchange-other-category",
    Text(
        "Échange d'une catégorie à l'autre : possible, une fois la personne informée de ce qui est transmis et à qui.",
        "Exchange from one category to the other: possible once the person knows what is sent and to whom.",
    ),
    Text(
        "Le code demande alors une information préalable, sans consentement.",
        "The code then asks for prior information, without consent.",
    ),
    (R1110_3_I,),
    "MAJEUR",
    Confidence.CERTAIN,
    DECREE_994,
)
NOT_IDENTIFIED: Final = rule(
    "flow.recipient-not-identified",
    Text(
        "Un destinataire au moins n'est pas identifié : cet « échange » est un partage et en suit les règles.",
        "At least one recipient is not identified: this « exchange » is a sharing and follows its rules.",
    ),
    Text(
        "L'échange suppose un destinataire nommé, ou connu par sa fonction dans une structure précisément définie.",
        "An exchange supposes a recipient who is named, or known by a function in a precisely defined structure.",
    ),
    (L1110_4_II,),
    "MAJEUR",
    Confidence.CERTAIN,
    LAW_2016,
)
TEAM_SAME: Final = rule(
    "flow.team-same-category",
    Text(
        "Partage dans l'équipe de soins, dans une même catégorie : possible sans consentement, en informant la "
        "personne de "
        "ses droits.",
        "Sharing within the care team, in one category: possible without consent, with the person told of the rights.",
    ),
    Text(
        "L'information est réputée confiée à toute l'équipe.", "The information is deemed entrusted to the whole team."
    ),
    (L1110_4_III_TEAM,),
    "MAJEUR",
    Confidence.CERTAIN,
    LAW_2016,
)
TEAM_OTHER: Final = rule(
    "flow.team-other-category",
    Text(
        "Partage dans l'équipe de soins, entre les deux catégories : possible sans consentement, une fois la personne "
        "informée du partage et de son but.",
        "Sharing within the care team, across the two categories: possible without consent once the person knows "
        "of the "
        "sharing and its purpose.",
    ),
    Text(
        "Le code y ajoute le respect de recommandations de la HAS, quand elles existent : aucune n'est connue.",
        "The code adds compliance with HAS recommendations when they exist: none is known.",
    ),
    (L1110_4_III_TEAM, R1110_3_II),
    "MAJEUR",
    Confidence.CERTAIN,
    DECREE_994,
)
OUTSIDE_TEAM: Final = rule(
    "flow.outside-team",
    Text(
        "Partage hors de l'équipe de soins : possible seulement avec le consentement de la personne, recueilli "
        "après son "
        "information, et un écrit remis.",
        "Sharing outside the care team: possible only with the person's consent, collected after information, and a "
        "written support.",
    ),
    Text(
        "Même entre deux médecins : c'est l'équipe qui compte ici, et non la catégorie.",
        "Even between two doctors: here the team counts, not the category.",
    ),
    (L1110_4_III_OUTSIDE, D1110_3_1, D1110_3_2, D1110_3_3),
    "BLOQUANT",
    Confidence.CERTAIN,
    DECREE_1349,
)
INFORM_LATER: Final = rule(
    "deferral.information",
    Text(
        "La personne ne peut pas exprimer sa volonté, et il y a urgence ou impossibilité : l'information vient après.",
        "The person cannot express a wish and there is an emergency or an impossibility: the information comes after.",
    ),
    Text(
        "Il faut les deux : une personne consciente est informée avant, même brièvement.",
        "Both are needed: a conscious person is informed before, however briefly.",
    ),
    (R1110_3_III,),
    "MAJEUR",
    Confidence.CERTAIN,
    DECREE_994,
)
CONSENT_LATER: Final = rule(
    "deferral.consent",
    Text(
        "Il y a urgence ou impossibilité : le consentement et l'écrit viennent après.",
        "There is an emergency or an impossibility: consent and written support come after.",
    ),
    Text(
        "Pour le partage hors équipe. L'information, elle, n'est reportée que si la personne ne peut pas s'exprimer.",
        "For sharing outside the team. Information itself is deferred only if the person cannot express a wish.",
    ),
    (D1110_3_3,),
    "MAJEUR",
    Confidence.PROBABLE,
    DECREE_1349,
)


@frozen
class Regime:
    """A rule of flow and what it asks: information, then perhaps a written support and a consent."""

    rule: Rule[Any]
    information: tuple[Rule[Any], ...]
    support: Rule[Any] | None = None
    consent: bool = False


_GDPR: Final = (duty.INFORM_GDPR, duty.RIGHT_TO_OBJECT)
_EXCHANGE: Final = (
    Regime(EXCHANGE_SAME, _GDPR),
    Regime(EXCHANGE_OTHER, (duty.INFORM_EXCHANGE, duty.RIGHT_TO_OBJECT), duty.SUPPORT_EXCHANGE),
)
_TEAM: Final = (
    Regime(TEAM_SAME, _GDPR),
    Regime(TEAM_OTHER, (duty.INFORM_SHARING, duty.RIGHT_TO_OBJECT)),
)
_OUTSIDE: Final = Regime(OUTSIDE_TEAM, (duty.INFORM_FOUR, duty.RIGHT_TO_OBJECT), duty.SUPPORT_SHARING, consent=True)


def requalified(flow: Flow) -> Step | None:
    """P08c: one recipient known not to be identified makes the whole échange a partage; None when it is one already."""
    if flow.operation is Operation.SHARING:
        return None
    asked = tuple(~party.identified for party in flow.recipients)
    missing = tuple(f"recipients[{n}].identified" for n, a in enumerate(asked, start=1) if a is Answer.UNKNOWN)
    return step(NOT_IDENTIFIED, any_of(asked), *missing)


def crosses(flow: Flow) -> bool:
    """Is some recipient in the other category than the sender? A delegated person counts as the one above."""
    return any(side(party.responsible) != side(flow.sender.responsible) for party in flow.recipients)


def regime(flow: Flow, operation: Operation) -> Regime:
    """The rules of a flow that nothing forbids and whose categories, operation and team are known."""
    if operation is Operation.EXCHANGE:
        return _EXCHANGE[crosses(flow)]
    return _TEAM[crosses(flow)] if flow.team is Answer.YES else _OUTSIDE


@frozen
class Duties:
    """What is still to be done under a regime, with the two steps that may let it come after."""

    information: tuple[Rule[Any], ...]
    support: tuple[Rule[Any], ...]
    consent: tuple[Rule[Any], ...]
    inform_later: Step
    consent_later: Step


def open_duties(flow: Flow, under: Regime) -> Duties:
    """What the facts do not show as done.

    A support or a consent counts only when the information that must come first is shown to have been given.
    """
    informed = flow.informed is Answer.YES
    supported = informed and flow.support is Answer.YES
    consented = informed and flow.consent is Consent.GIVEN
    return Duties(
        information=() if informed else under.information,
        support=() if supported or under.support is None else (under.support,),
        consent=(duty.COLLECT_CONSENT,) if under.consent and not consented else (),
        inform_later=inform_later(flow),
        consent_later=consent_later(flow),
    )


def inform_later(flow: Flow) -> Step:
    """P12: unable to express a wish, and urgency or impossibility."""
    hurry, unknown = _hurry(flow)
    unable = ("unable",) if flow.unable is Answer.UNKNOWN else ()
    return step(INFORM_LATER, all_of((flow.unable, hurry)), *unable, *unknown)


def consent_later(flow: Flow) -> Step:
    """P13: urgency or impossibility."""
    hurry, unknown = _hurry(flow)
    return step(CONSENT_LATER, hurry, *unknown)


def _hurry(flow: Flow) -> tuple[Answer, tuple[str, ...]]:
    facts = {"emergency": flow.emergency, "impossible": flow.impossible}
    answer = any_of(facts.values())
    unknown = tuple(name for name, fact in facts.items() if fact is Answer.UNKNOWN)
    return answer, unknown if answer is Answer.UNKNOWN else ()


RULES: Final[tuple[Rule[Any], ...]] = (
    EXCHANGE_SAME,
    EXCHANGE_OTHER,
    NOT_IDENTIFIED,
    TEAM_SAME,
    TEAM_OTHER,
    OUTSIDE_TEAM,
    INFORM_LATER,
    CONSENT_LATER,
)
