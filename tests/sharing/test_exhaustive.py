"""Every combination of answers has one decision, and no weakening of a fact turns a prohibition into a permission.

The product is cut where the decision itself is cut: what comes first (law, secret, exemption, death), then the
conditions with the shape of the flow and the consent, then the obligations of a flow that nothing forbids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import product
from typing import Final, TypeAlias

import pytest
from attrs import evolve

from esante_rules import Confidence
from esante_rules._answer import Answer
from esante_rules.rgpd import sharing
from esante_rules.rgpd.sharing import (
    Circle,
    Consent,
    Data,
    Exemption,
    Flow,
    Level,
    Operation,
    Outcome,
    Party,
    Person,
    Purpose,
    Role,
    Structure,
    Verdict,
    roles,
)
from esante_rules.rgpd.sharing._sources import LISTS_READ
from esante_rules.rgpd.sharing.structures import STRUCTURES

YES, UNKNOWN, NO = Answer.YES, Answer.UNKNOWN, Answer.NO
ANSWERS: Final = (YES, UNKNOWN, NO)
"""From the condition met to the condition not met."""
CONSENTS: Final = (
    Consent.GIVEN,
    Consent.UNKNOWN,
    Consent.NOT_ASKED,
    Consent.EXPIRED,
    Consent.REFUSED,
    Consent.WITHDRAWN,
)
CATEGORY: Final = {YES: "1", UNKNOWN: "inconnu", NO: "HL"}
PURPOSE: Final = {YES: Purpose.COORDINATION, UNKNOWN: Purpose.UNKNOWN, NO: Purpose.OTHER}
LISTED, PART, PURPOSES, NECESSARY, MISSION, UNOPPOSED, IDENTIFIED, TEAM, CONSENT = range(9)
Place: TypeAlias = tuple[int, ...]
"""How far each condition is from being met: 0 is met."""
ALLOWED: Final = (Outcome.ALLOWED, Outcome.ALLOWED_WITH_DUTIES)


@cache
def _party(listed: Answer, part: Answer, identified: Answer) -> Party:
    return Party(CATEGORY[listed], takes_part=part, identified=identified)


def _flow(operation: Operation, place: Place) -> Flow:
    given = [ANSWERS[rank] for rank in place[:CONSENT]]
    return Flow(
        operation,
        _party(YES, YES, YES),
        _party(given[LISTED], given[PART], given[IDENTIFIED]),
        purpose=PURPOSE[given[PURPOSES]],
        necessary=given[NECESSARY],
        within_mission=given[MISSION],
        opposition=~given[UNOPPOSED],
        team=given[TEAM],
        consent=CONSENTS[place[CONSENT]],
        person=Person.ADULT,
        secret=YES,
    )


@pytest.fixture(scope="module", params=Operation, ids=lambda operation: operation.value)
def outcomes(request: pytest.FixtureRequest) -> tuple[Operation, dict[Place, Outcome]]:
    """The outcome of every combination of P02 to P07, of the shape of the flow and of the consent."""
    places: Iterable[Place] = product(*[range(3)] * CONSENT, range(len(CONSENTS)))
    if request.param is Operation.SHARING:
        places = (place for place in places if place[IDENTIFIED] == 0)  # identification is a question of the échange
    return request.param, {place: sharing.decide(_flow(request.param, place)).outcome for place in places}


def _expected(operation: Operation, place: Place) -> Outcome | None:
    """The outcome that the words of the doctrine give; None for one of the two allowed ones."""
    given = [ANSWERS[rank] for rank in place[:CONSENT]]
    consent = CONSENTS[place[CONSENT]]
    shared = operation is Operation.SHARING or given[IDENTIFIED] is NO
    if NO in given[: UNOPPOSED + 1] or consent in (Consent.REFUSED, Consent.WITHDRAWN):
        return Outcome.FORBIDDEN
    if shared and given[TEAM] is NO and consent is Consent.EXPIRED:
        return Outcome.FORBIDDEN
    if UNKNOWN in given[:UNOPPOSED] or given[IDENTIFIED] is UNKNOWN or (shared and given[TEAM] is UNKNOWN):
        return Outcome.UNDECIDED
    return None


def test_every_combination_of_conditions_has_the_outcome_of_the_doctrine(
    outcomes: tuple[Operation, dict[Place, Outcome]],
) -> None:
    operation, found = outcomes
    for place, outcome in found.items():
        expected = _expected(operation, place)
        assert outcome is expected if expected is not None else outcome in ALLOWED


def test_forbidden_stays_forbidden_when_a_condition_that_was_met_is_removed(
    outcomes: tuple[Operation, dict[Place, Outcome]],
) -> None:
    _, found = outcomes
    for place, outcome in found.items():
        if outcome is Outcome.FORBIDDEN:
            assert {found[weaker] for weaker in _weaker(place) if weaker in found} <= {Outcome.FORBIDDEN}


def _weaker(place: Place) -> Iterator[Place]:
    """The same facts with one of them one step further from being met."""
    for index, rank in enumerate(place):
        yield (*place[:index], rank + 1, *place[index + 1 :])


def test_an_answer_settled_despite_an_unknown_fact_stays_when_the_fact_is_known(
    outcomes: tuple[Operation, dict[Place, Outcome]],
) -> None:
    """The two facts that never hold a flow back, opposition and consent, are the only ones that can still forbid it."""
    _, found = outcomes
    for place, outcome in found.items():
        if outcome is not Outcome.UNDECIDED:
            resolved = {found[other] for other in _resolutions(place) if other in found}
            assert resolved <= ({outcome} if outcome is Outcome.FORBIDDEN else set(ALLOWED))


def _resolutions(place: Place) -> Iterator[Place]:
    for index in (LISTED, PART, PURPOSES, NECESSARY, MISSION, IDENTIFIED, TEAM):
        if place[index] == 1:
            yield from ((*place[:index], rank, *place[index + 1 :]) for rank in (0, 2))
    for index in (UNOPPOSED, CONSENT):
        if place[index] == 1:
            yield (*place[:index], 0, *place[index + 1 :])


def test_what_comes_first_decides_alone() -> None:
    """Over P00, P01, P15 and all of P02 to P07: exemption beats opposition and death, no secret beats everything."""
    exemption = Exemption("texte", "autorité")
    secrets = {YES: Outcome.ALLOWED, UNKNOWN: Outcome.ALLOWED, NO: Outcome.NOT_SECRET}
    for place in product(*[range(3)] * (UNOPPOSED + 1)):
        flow = _flow(Operation.EXCHANGE, (*place, 0, 0, 0))
        for secret, exempted, person in product(
            ANSWERS, (True, False), (Person.ADULT, Person.UNKNOWN, Person.DECEASED)
        ):
            decision = sharing.decide(_with(flow, secret, exemption if exempted else None, person))
            if secret is NO or exempted:
                assert decision.outcome is secrets[secret]
            elif person is Person.DECEASED or 2 in place:
                assert decision.outcome is Outcome.FORBIDDEN
            elif person is Person.UNKNOWN or 1 in place[:UNOPPOSED]:
                assert decision.outcome is Outcome.UNDECIDED
            else:
                assert decision.outcome in ALLOWED


def _with(flow: Flow, secret: Answer, exemption: Exemption | None, person: Person) -> Flow:
    return evolve(flow, secret=secret, exemption=exemption, person=person)


SHAPES: Final = (
    (Operation.EXCHANGE, UNKNOWN),
    (Operation.SHARING, YES),
    (Operation.SHARING, NO),
)
INFORMATION: Final = {"inform-gdpr", "inform-exchange", "inform-sharing", "inform-four-items", "right-to-object"}
SUPPORT: Final = {"support-exchange", "support-sharing"}
FOR_PERSON: Final = {
    Person.ADULT: None,
    Person.MINOR: "parental-authority",
    Person.MINOR_SECRET: "minor-secret",
    Person.REPRESENTED: "representative",
    Person.ASSISTED: "assistance",
}


@pytest.mark.parametrize(("operation", "team"), SHAPES, ids=("exchange", "team", "outside"))
@pytest.mark.parametrize("recipient", ["1", "2a"])
def test_every_allowed_flow_has_its_obligations_and_no_other(
    operation: Operation, team: Answer, recipient: str
) -> None:
    """Over information, support, consent, P12, P13 and P14: what is due, when, and who is concerned."""
    outside = (operation, team) == SHAPES[2]
    consents = (Consent.GIVEN, Consent.UNKNOWN, Consent.NOT_ASKED)
    sender, recipients = Party("1", takes_part=YES), Party(recipient, takes_part=YES, identified=YES)
    for informed, support, consent, unable, emergency, impossible, person in product(
        ANSWERS, ANSWERS, consents, ANSWERS, ANSWERS, ANSWERS, FOR_PERSON
    ):
        decision = sharing.decide(
            Flow(
                operation,
                sender,
                recipients,
                purpose=Purpose.CONTINUITY,
                necessary=YES,
                within_mission=YES,
                team=team,
                informed=informed,
                support=support,
                consent=consent,
                opposition=NO,
                unable=unable,
                emergency=emergency,
                impossible=impossible,
                person=person,
                secret=YES,
            )
        )
        hurry = YES in (emergency, impossible)
        before, after = (
            {duty.id.rpartition(".")[2] for duty in duties} for duties in (decision.before, decision.after)
        )
        due, late = before | after, unable is YES and hurry
        assert not before & after
        assert bool(due & INFORMATION) is (informed is not YES)
        assert bool(due & SUPPORT) is (
            (outside or (operation, recipient) == (Operation.EXCHANGE, "2a"))
            and not (informed is YES and support is YES)
        )
        assert ("collect-consent" in due) is (outside and not (informed is YES and consent is Consent.GIVEN))
        assert not (after if not late else before) & INFORMATION
        assert not (after if not (hurry if outside else late) else before) & SUPPORT
        assert "collect-consent" not in (before if hurry else after)
        assert ("mention-in-record" in after) is bool(after)
        assert "mention-in-record" not in before
        owed = due & (INFORMATION | SUPPORT | {"collect-consent"})
        concerned = {FOR_PERSON[person]} if owed or person is Person.MINOR_SECRET else set()
        assert due - owed - {"mention-in-record"} == concerned - {None}
        assert decision.outcome is (Outcome.ALLOWED_WITH_DUTIES if due else Outcome.ALLOWED)
        assert decision.may_release() is not any(duty.blocking for duty in decision.before)


def test_a_requalified_exchange_is_decided_as_the_sharing_it_is() -> None:
    """P08c over team, consent and information: the same outcome, rules and obligations as the declared partage."""
    for team, consent, informed, support in product(ANSWERS, CONSENTS, ANSWERS, ANSWERS):
        both = [
            sharing.decide(
                Flow(
                    operation,
                    Party("1", takes_part=YES),
                    Party("2b", takes_part=YES, identified=NO),
                    purpose=Purpose.PREVENTION,
                    necessary=YES,
                    within_mission=YES,
                    team=team,
                    consent=consent,
                    informed=informed,
                    support=support,
                    person=Person.ADULT,
                    secret=YES,
                )
            )
            for operation in Operation
        ]
        assert len({(d.outcome, d.rules, d.before, d.after, d.missing, d.operation) for d in both}) == 1


def test_secret_over_its_three_criteria() -> None:
    for facts in product(ANSWERS, repeat=3):
        ruling = sharing.is_secret(identifying=facts[0], private_life=facts[1], professional=facts[2])
        assert ruling.answer is (NO if NO in facts else UNKNOWN if UNKNOWN in facts else YES)
        assert len(ruling.rules) == 1
        assert bool(ruling.missing) is (ruling.answer is UNKNOWN)


@pytest.mark.parametrize("structure", Structure, ids=lambda structure: structure.value)
def test_team_over_all_its_facts(structure: Structure) -> None:
    """Kleene: yes when all completions say yes, no when all say no, unknown otherwise."""
    entry = STRUCTURES[structure]
    for part, goal, chosen, health, formal, follows in product(ANSWERS, repeat=6):
        ruling = sharing.same_team(
            Circle(
                direct_part=part,
                structure=structure,
                coordinated_care_object=goal,
                chosen_by_patient=chosen,
                health_professional=health,
                formal_organisation=formal,
                follows_specification=follows,
            )
        )
        place = UNKNOWN if structure is Structure.UNKNOWN else goal if entry.needs_object else _yes_or_no(entry.listed)
        organised = _least(health, formal, follows)
        way = _most(place, chosen, organised)
        assert ruling.answer is _least(part, way)
        if ruling.answer is UNKNOWN and way is YES:
            assert ruling.missing == ("direct_part",)
        assert ruling.rules
        assert bool(ruling.missing) is (ruling.answer is UNKNOWN)


def _yes_or_no(found: bool) -> Answer:
    return YES if found else NO


_ORDER: Final = (NO, UNKNOWN, YES)


def _least(*answers: Answer) -> Answer:
    return min(answers, key=_ORDER.index)


def _most(*answers: Answer) -> Answer:
    return max(answers, key=_ORDER.index)


def test_access_over_all_its_facts() -> None:
    """One verdict each; an unknown answer never opens nor refuses on its own; only established rules refuse."""
    for role, data, part, glass, reason, external in product(Role, Data, ANSWERS, ANSWERS, ANSWERS, ANSWERS):
        opened = sharing.access(role, data, takes_part=part, break_glass=glass, reason=reason, external=external)
        ceiling = roles.CEILINGS[role][data]
        assert (opened.level is Level.NONE) is (opened.verdict in (Verdict.REFUSED, Verdict.UNDECIDED))
        assert bool(opened.missing) is (opened.verdict is Verdict.UNDECIDED)
        if opened.verdict is Verdict.REFUSED:
            assert opened.rules[0].confidence is Confidence.CERTAIN
        if opened.verdict is Verdict.BREAK_GLASS:
            assert role in roles.HEALTH_ROLES
            assert data in roles.EMERGENCY_DATA
            assert (glass, reason) == (YES, YES)
            assert part is not YES
        if opened.verdict is Verdict.OPEN:
            assert opened.level is ceiling is not Level.NONE
            assert external is not YES or role is Role.EXTERNAL_GUARDIAN
            assert part is YES or data not in roles.CARE_DATA


def test_a_health_professional_in_an_emergency_is_never_refused_the_record_by_our_own_grid() -> None:
    """Inside the structure, asking with a reason, the medical record and the care plan always open."""
    for role, data, part in product(roles.HEALTH_ROLES, roles.EMERGENCY_DATA, ANSWERS):
        opened = sharing.access(role, data, takes_part=part, break_glass=True, reason=True)
        assert opened.verdict in (Verdict.OPEN, Verdict.BREAK_GLASS)


def test_knowing_more_never_closes_what_was_open_nor_opens_what_was_refused() -> None:
    for role, data, glass, reason, external in product(Role, Data, ANSWERS, ANSWERS, ANSWERS):
        at = {
            part: sharing.access(
                role, data, takes_part=part, break_glass=glass, reason=reason, external=external
            ).verdict
            for part in ANSWERS
        }
        if at[UNKNOWN] is Verdict.REFUSED:
            assert set(at.values()) == {Verdict.REFUSED}
        if at[UNKNOWN] in (Verdict.OPEN, Verdict.BREAK_GLASS):
            assert Verdict.REFUSED not in at.values()


def test_to_confirm_rules_never_forbid_alone() -> None:
    """No rule that can forbid a flow is one we are not sure of."""
    forbidding = [rule for rule in sharing.RULES if rule.id.startswith("sharing.condition.")]
    assert forbidding
    assert all(rule.confidence is not Confidence.TO_CONFIRM for rule in forbidding)


@pytest.mark.parametrize("day", [date(2018, 5, 25), date(2024, 5, 31), LISTS_READ])
def test_each_category_on_each_boundary(day: date) -> None:
    """The lines whose day is not recorded are unknown before June 2024, the others never change."""
    later = {"2h": NO, "2j": YES, "2k": YES}
    for category in sharing.Category:
        expected = later.get(category.value)
        if expected is not None:
            assert sharing.listed(category, as_of=day) is (expected if day >= LISTS_READ else UNKNOWN)
        elif category.value == "HL":
            assert sharing.listed(category, as_of=day) is NO
        else:
            assert sharing.listed(category, as_of=day) is (UNKNOWN if category.value in ("DEL", "inconnu") else YES)
