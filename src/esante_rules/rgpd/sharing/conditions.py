"""The conditions every échange and every partage must meet (P00 to P07, P15): each states one requirement.

A step answers YES when the fault is there, NO when it is set aside, UNKNOWN when a fact lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from esante_rules._answer import Answer, any_of
from esante_rules._core import Confidence, Rule, Text
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing._rules import rule, step
from esante_rules.rgpd.sharing._sources import (
    CP_226_21,
    D1110_3_1,
    DECREE_994,
    L1110_4_II,
    L1110_4_III_TEAM,
    L1110_4_IV,
    L1110_4_V,
    L1110_12,
    LAW_2016,
    R1110_1,
    R1110_2,
)
from esante_rules.rgpd.sharing.categories import Category, listed
from esante_rules.rgpd.sharing.facts import Flow, Party, Person, Purpose

NOT_LISTED: Final = rule(
    "condition.participant-not-listed",
    Text(
        "Un participant n'est pas de ceux que l'article R. 1110-2 autorise : {who}.",
        "A participant is not among those whom article R. 1110-2 allows: {who}.",
    ),
    Text(
        "Seuls les professionnels de santé et les professions énumérées peuvent échanger ou partager ; pour les autres "
        "il faut une dérogation expresse de la loi.",
        "Only health professionals and the listed occupations may exchange or share; anyone else needs an express "
        "exemption of the law.",
    ),
    (R1110_2,),
    "BLOQUANT",
    Confidence.CERTAIN,
    DECREE_994,
)
NOT_IN_FORCE: Final = rule(
    "condition.category-not-in-force",
    Text(
        "Un participant est d'une catégorie que l'article R. 1110-2 ne contient pas à cette date : {who}.",
        "A participant is of a category that article R. 1110-2 does not hold on that day: {who}.",
    ),
    Text(
        "La ligne h (MAIA) est abrogée ; les lignes j et k sont venues plus tard. Le jour exact n'étant pas "
        "établi, avant "
        "juin 2024 la réponse est « inconnu ».",
        "Line h (MAIA) is repealed; lines j and k came later. As the exact day is not established, the answer is "
        "unknown "
        "before June 2024.",
    ),
    (R1110_2,),
    "BLOQUANT",
    Confidence.CERTAIN,
    DECREE_994,
)
DELEGATED_BY_UNLISTED: Final = rule(
    "condition.delegated-by-unlisted",
    Text(
        "Un participant agit sous l'autorité d'une personne qui n'est pas elle-même dans la liste : {who}.",
        "A participant acts under the authority of someone who is not in the list: {who}.",
    ),
    Text(
        "La délégation suit le professionnel responsable : elle ne peut pas donner plus que ce qu'il a.",
        "A delegation follows the responsible professional: it cannot give more than that person has.",
    ),
    (R1110_2,),
    "BLOQUANT",
    Confidence.CERTAIN,
    DECREE_994,
)
OUTSIDE_CARE: Final = rule(
    "condition.participant-outside-care",
    Text(
        "Un participant ne prend pas part à la prise en charge de la personne : {who}.",
        "A participant does not take part in the care of the person: {who}.",
    ),
    Text(
        "Être professionnel, ou salarié de la structure, ne suffit pas : il faut s'occuper de cette personne.",
        "Being a professional, or employed by the structure, is not enough: one must be caring for this person.",
    ),
    (L1110_4_II, L1110_12, D1110_3_1),
    "BLOQUANT",
    Confidence.CERTAIN,
    LAW_2016,
)
PURPOSE: Final = rule(
    "condition.purpose-outside-law",
    Text(
        "La finalité n'est aucune des quatre que la loi admet : coordination ou continuité des soins, "
        "prévention, suivi "
        "médico-social et social.",
        "The purpose is none of the four the law admits: coordination or continuity of care, prevention, medico-social "
        "and social follow-up.",
    ),
    Text(
        "Utiliser ces informations à une autre fin est un détournement de finalité, puni de cinq ans et 300 000 €.",
        "Using this information for another purpose is a criminal misuse, punished by five years and €300,000.",
    ),
    (L1110_4_II, L1110_4_III_TEAM, R1110_1, CP_226_21),
    "BLOQUANT",
    Confidence.CERTAIN,
    LAW_2016,
)
EXCESS: Final = rule(
    "condition.more-than-necessary",
    Text(
        "L'information dépasse ce qui est strictement nécessaire : un extrait suffirait.",
        "The information goes beyond what is strictly necessary: an extract would do.",
    ),
    Text(
        "La première limite de l'article R. 1110-1. Réduire, puis demander de nouveau.",
        "The first limit of article R. 1110-1. Reduce, then ask again.",
    ),
    (R1110_1,),
    "BLOQUANT",
    Confidence.CERTAIN,
    DECREE_994,
)
MISSION: Final = rule(
    "condition.outside-mission",
    Text(
        "L'information sort du périmètre des missions d'un participant.",
        "The information lies outside the mission of a participant.",
    ),
    Text(
        "La seconde limite de l'article R. 1110-1 : même utile, une information reste dans les missions de chacun.",
        "The second limit of article R. 1110-1: however useful, information stays within each one's mission.",
    ),
    (R1110_1,),
    "BLOQUANT",
    Confidence.CERTAIN,
    DECREE_994,
)
OPPOSITION: Final = rule(
    "condition.opposition",
    Text(
        "La personne s'est opposée à ce que ces informations circulent.",
        "The person has objected to this information being passed on.",
    ),
    Text(
        "Le droit d'opposition vaut à tout moment et la loi n'y met pas d'exception, même dans l'urgence ; si la "
        "vie est "
        "en jeu, la décision revient à un humain et non au logiciel.",
        "The right to object holds at any time and the law makes no exception, not even in an emergency; when "
        "life is at "
        "stake the decision belongs to a human and not to the software.",
    ),
    (L1110_4_IV,),
    "BLOQUANT",
    Confidence.CERTAIN,
    LAW_2016,
)
DECEASED: Final = rule(
    "condition.deceased",
    Text(
        "La personne est décédée : il n'y a plus de prise en charge, donc plus d'échange ni de partage à ce titre.",
        "The person is dead: care has ended, and with it any exchange or sharing on that ground.",
    ),
    Text(
        "Les proches ont un accès propre, limité à trois motifs (L. 1110-4, V) : voir `after_death`.",
        "Relatives have an access of their own, limited to three grounds (L. 1110-4, V): see `after_death`.",
    ),
    (L1110_4_V,),
    "BLOQUANT",
    Confidence.PROBABLE,
    LAW_2016,
)

_NOBODY: Final = (Text("aucun", "none"),)


def participants(flow: Flow) -> Iterator[tuple[str, Text, Party]]:
    """Every end of the flow: its name among the facts, its words, itself. The first recipient is `recipients[1]`."""
    yield "sender", Text("l'émetteur", "the sender"), flow.sender
    for number, party in enumerate(flow.recipients, start=1):
        yield f"recipients[{number}]", Text(f"le destinataire {number}", f"recipient {number}"), party


def _everyone(rule: Rule[Any], flow: Flow, fact: str, fault: Callable[[Party], Answer]) -> Step:
    """The fault is there as soon as one participant has it; the step names those who give the answer."""
    asked = tuple((place, words, fault(party)) for place, words, party in participants(flow))
    answer = any_of(found for _, _, found in asked)
    who = tuple(words for _, words, found in asked if found is answer) if answer is not Answer.NO else _NOBODY
    missing = tuple(f"{place}.{fact}" for place, _, found in asked if found is Answer.UNKNOWN)
    return step(rule, answer, *missing, params={"who": who})


def not_listed(flow: Flow) -> Step:
    """P02, R. 1110-2: a participant outside the list."""

    def fault(party: Party) -> Answer:
        if party.category is Category.UNKNOWN:
            return Answer.UNKNOWN
        return Answer.YES if party.category is Category.UNLISTED else Answer.NO

    return _everyone(NOT_LISTED, flow, "category", fault)


def not_in_force(flow: Flow, as_of: date) -> Step:
    """P02, R. 1110-2: a participant of a line repealed, or not yet written, on that day."""

    def fault(party: Party) -> Answer:
        if party.category in (Category.UNKNOWN, Category.UNLISTED, Category.DELEGATED):
            return Answer.NO
        return ~listed(party.category, as_of=as_of)

    return _everyone(NOT_IN_FORCE, flow, "category", fault)


def delegated_by_unlisted(flow: Flow, as_of: date) -> Step:
    """P02: acts under someone who is not in the list that day."""

    def fault(party: Party) -> Answer:
        return ~listed(party.under, as_of=as_of) if party.category is Category.DELEGATED else Answer.NO

    return _everyone(DELEGATED_BY_UNLISTED, flow, "under", fault)


def outside_care(flow: Flow) -> Step:
    """P03: a participant who does not take part in the prise en charge."""
    return _everyone(OUTSIDE_CARE, flow, "takes_part", lambda party: ~party.takes_part)


def purpose_outside_law(flow: Flow) -> Step:
    """P04: a purpose other than the four."""
    answer = {Purpose.OTHER: Answer.YES, Purpose.UNKNOWN: Answer.UNKNOWN}.get(flow.purpose, Answer.NO)
    return step(PURPOSE, answer, "purpose")


def more_than_necessary(flow: Flow) -> Step:
    """P05: less data would do."""
    return step(EXCESS, ~flow.necessary, "necessary")


def outside_mission(flow: Flow) -> Step:
    """P06: outside the mission of a participant."""
    return step(MISSION, ~flow.within_mission, "within_mission")


def opposed(flow: Flow) -> Step:
    """P07: a recorded opposition. When it is unknown the flow is not held back: the register must be looked at."""
    return step(OPPOSITION, flow.opposition, "opposition")


def deceased(flow: Flow) -> Step:
    """P15: no prise en charge after death."""
    answer = {Person.DECEASED: Answer.YES, Person.UNKNOWN: Answer.UNKNOWN}.get(flow.person, Answer.NO)
    return step(DECEASED, answer, "person")


def common(flow: Flow, as_of: date) -> tuple[Step, ...]:
    """The conditions that do not depend on the operation, in the order of the doctrine; opposition apart."""
    return (
        deceased(flow),
        not_listed(flow),
        not_in_force(flow, as_of),
        delegated_by_unlisted(flow, as_of),
        outside_care(flow),
        purpose_outside_law(flow),
        more_than_necessary(flow),
        outside_mission(flow),
    )


RULES: Final[tuple[Rule[Any], ...]] = (
    DECEASED,
    NOT_LISTED,
    NOT_IN_FORCE,
    DELEGATED_BY_UNLISTED,
    OUTSIDE_CARE,
    PURPOSE,
    EXCESS,
    MISSION,
    OPPOSITION,
)
