"""What holds for every flow, team, access and record: privacy, pickling, order, recipients, questions that settle."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from esante_rules import STATE_OF_LAW
from esante_rules._answer import Answer
from esante_rules._core import LANGS
from esante_rules.rgpd import sharing
from esante_rules.rgpd.sharing import (
    Access,
    Category,
    Circle,
    Consent,
    ConsentRecord,
    Decision,
    Exemption,
    Flow,
    Operation,
    Outcome,
    Party,
    Person,
    Practice,
    Purpose,
    Ruling,
    Verdict,
    When,
)
from esante_rules.testing import sharing as strategies
from tests.support import outputs, traced

FLOWS = strategies.flows()
CANARY = st.from_regex("canari[0-9a-f]{8}", fullmatch=True)
NONE_YET = (Answer.UNKNOWN, Purpose.UNKNOWN, Person.UNKNOWN)


def _shown(answer: Decision | Access | Ruling) -> str:
    """Everything an answer can show, in one text."""
    parts = [repr(answer), str(answer), pickle.dumps(answer).decode("latin-1")]
    for lang in LANGS:
        parts += [answer.explain(lang), json.dumps(answer.to_dict(lang), ensure_ascii=False)]
    return "\n".join(parts)


@given(FLOWS, st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.booleans())
def test_every_flow_is_decided_on_every_day(flow: Flow, as_of: date, support_blocks: bool) -> None:
    decision = sharing.decide(flow, as_of=as_of, support_blocks=support_blocks)
    assert decision.rules
    assert bool(decision.missing) is (decision.outcome is Outcome.UNDECIDED)
    assert bool(decision.before or decision.after) is (decision.outcome is Outcome.ALLOWED_WITH_DUTIES)
    assert {duty.when for duty in decision.before} <= {When.BEFORE}
    assert {duty.when for duty in decision.after} <= {When.AFTER}
    assert all(step.answer is Answer.YES for step in decision.decided_by) or decision.outcome is Outcome.UNDECIDED
    assert decision.beyond_state_of_law is (as_of > STATE_OF_LAW)
    assert (decision.outcome is Outcome.UNDECIDED) or as_of >= date(2018, 5, 25)


@given(FLOWS)
def test_the_words_of_a_decision_are_whole(flow: Flow) -> None:
    decision = sharing.decide(flow)
    for lang in LANGS:
        shown = decision.explain(lang)
        assert "{" not in shown
        assert len(decision.questions(lang)) == len(decision.missing)
        assert all(asked in shown for asked in decision.questions(lang))
        assert all(duty.message(lang) in shown for duty in (*decision.before, *decision.after))
        assert json.loads(json.dumps(decision.to_dict(lang))) == decision.to_dict(lang)


@given(FLOWS)
def test_a_decision_pickles_to_an_equal_one_with_the_same_rules(flow: Flow) -> None:
    decision = sharing.decide(flow)
    again = pickle.loads(pickle.dumps(decision))
    assert again == decision
    assert all(ours is theirs for ours, theirs in zip(again.rules, decision.rules, strict=True))
    assert pickle.loads(pickle.dumps(flow)) == flow


@given(FLOWS, st.data())
def test_the_order_of_recipients_is_indifferent(flow: Flow, data: st.DataObject) -> None:
    shuffled = attrs.evolve(flow, recipients=data.draw(st.permutations(flow.recipients)))
    one, other = sharing.decide(flow), sharing.decide(shuffled)
    assert one.outcome is other.outcome
    assert one.operation is other.operation
    assert one.rules == other.rules
    assert (one.before, one.after) == (other.before, other.after)
    assert [step.rule for step in one.flags] == [step.rule for step in other.flags]
    assert [step.rule for step in one.silences] == [step.rule for step in other.silences]
    assert _unnumbered(one) == _unnumbered(other)


def _unnumbered(decision: Decision) -> list[str]:
    return sorted(re.sub(r"\[[0-9]+\]", "", name) for name in decision.missing)


@given(strategies.flows(exempted=False))
def test_the_strictest_recipient_rules_the_flow(flow: Flow) -> None:
    """What is forbidden to one is forbidden to all; a whole flow is allowed only if no part of it is forbidden."""
    whole = sharing.decide(flow)
    parts = [sharing.decide(part).outcome for part in flow.split()]
    if Outcome.FORBIDDEN in parts:
        assert whole.outcome is Outcome.FORBIDDEN
    if whole.outcome is Outcome.UNDECIDED:
        assert not set(parts) <= {Outcome.FORBIDDEN, Outcome.NOT_SECRET}


@given(strategies.flows(exempted=False), strategies.parties())
def test_adding_a_recipient_never_lifts_a_prohibition(flow: Flow, more: Party) -> None:
    if sharing.decide(flow).outcome is Outcome.FORBIDDEN:
        wider = attrs.evolve(flow, recipients=(*flow.recipients, more))
        assert sharing.decide(wider).outcome is Outcome.FORBIDDEN


_ANSWERS = ("necessary", "within_mission", "team", "informed", "support", "secure")


@given(strategies.flows(exempted=False), st.sampled_from(_ANSWERS))
def test_forbidden_never_becomes_allowed_by_removing_a_condition_met(flow: Flow, fact: str) -> None:
    if sharing.decide(flow).outcome is Outcome.FORBIDDEN:
        for weaker in (Answer.UNKNOWN, Answer.NO):
            if getattr(flow, fact) is Answer.YES:
                assert sharing.decide(_changed(flow, fact, weaker)).outcome is Outcome.FORBIDDEN


def _changed(flow: Flow, fact: str, value: Any) -> Flow:
    return attrs.evolve(flow, **{fact: value})


@given(strategies.flows(exempted=False))
def test_answering_the_questions_settles_the_flow(flow: Flow) -> None:
    """Each round of answers to what is missing leaves fewer questions, until there is a decision."""
    seen: set[str] = set()
    for _ in range(8):
        decision = sharing.decide(flow)
        if decision.outcome is not Outcome.UNDECIDED:
            return
        assert not seen & set(decision.missing)
        seen |= set(decision.missing)
        for name in decision.missing:
            flow = _answered(flow, name)
    raise AssertionError("the questions never end")


def _answered(flow: Flow, name: str) -> Flow:
    place, _, fact = name.rpartition(".")
    values: dict[str, Any] = {
        "category": Category.HEALTH,
        "under": Category.HEALTH,
        "purpose": Purpose.CONTINUITY,
        "person": Person.ADULT,
    }
    value = values.get(fact, Answer.YES)
    if not place:
        return attrs.evolve(flow, **{fact: value})
    if place == "sender":
        return attrs.evolve(flow, sender=attrs.evolve(flow.sender, **{fact: value}))
    number = int(place.removeprefix("recipients[").removesuffix("]")) - 1
    changed = [attrs.evolve(p, **{fact: value}) if n == number else p for n, p in enumerate(flow.recipients)]
    return attrs.evolve(flow, recipients=changed)


@given(FLOWS)
def test_an_emergency_is_never_stopped_in_silence(flow: Flow) -> None:
    """Whatever stops a flow of living care in an emergency also hands it to a human."""
    decision = sharing.decide(attrs.evolve(flow, emergency=True))
    stopped = decision.outcome in (Outcome.FORBIDDEN, Outcome.UNDECIDED) and flow.person is not Person.DECEASED
    alerted = "sharing.alert.human-arbitration" in [step.rule.id for step in decision.flags]
    assert alerted is stopped or flow.person is Person.DECEASED


@given(strategies.flows(), st.sampled_from(Answer))
def test_the_channel_never_changes_the_outcome(flow: Flow, secure: Answer) -> None:
    """P17 is a warning, not a test of legality."""
    one, other = sharing.decide(flow), sharing.decide(attrs.evolve(flow, secure=secure))
    assert (one.outcome, one.rules, one.before, one.after) == (other.outcome, other.rules, other.before, other.after)


@given(strategies.settled_flows())
def test_settled_flows_are_allowed_and_released_once_everything_is_done(flow: Flow) -> None:
    decision = sharing.decide(flow)
    assert decision.allowed
    assert decision.may_release([duty.id for duty in decision.before])
    assert decision.may_release() is not any(duty.blocking for duty in decision.before)


@given(strategies.settled_flows())
def test_a_structure_that_wants_the_support_only_holds_more_back(flow: Flow) -> None:
    lax, strict = sharing.decide(flow), sharing.decide(flow, support_blocks=True)
    assert lax.outcome is strict.outcome
    assert [duty.rule for duty in lax.before] == [duty.rule for duty in strict.before]
    assert not (strict.may_release() and not lax.may_release())


@given(CANARY, CANARY, FLOWS)
def test_no_output_shows_the_words_of_an_exemption(text: str, authority: str, flow: Flow) -> None:
    flow = attrs.evolve(flow, exemption=Exemption(text, authority))
    shown = _shown(sharing.decide(flow)) + repr(flow) + repr(flow.exemption)
    assert text not in shown
    assert authority not in shown


def test_a_repr_says_nothing_of_the_person() -> None:
    flow = Flow("partage", "1", ["2b"], person="decede", opposition="oui", consent="retire", secret="oui")
    assert repr(flow) == repr(attrs.evolve(flow, person="majeur", opposition="non", consent="oui", secret="non"))
    assert repr(Circle(direct_part="oui")) == repr(Circle(direct_part="non"))


_CALLS: tuple[Callable[[str], object], ...] = (
    lambda word: Flow(word, "1", ["1"]),
    lambda word: Flow("partage", word, ["1"]),
    lambda word: Flow("partage", "1", [word]),
    lambda word: Flow("partage", "1", ["1"], purpose=word),
    lambda word: Flow("partage", "1", ["1"], consent=word),
    lambda word: Flow("partage", "1", ["1"], person=word),
    lambda word: Flow("partage", "1", ["1"], team=word),
    lambda word: Flow.from_dict({word: "1"}),
    lambda word: Flow.from_dict({"operation": "partage", "sender": {word: "1"}, "recipients": ["1"]}),
    lambda word: Flow.from_dict(
        {"operation": "partage", "sender": "1", "recipients": ["1"], "exemption": {word: "x"}},
    ),
    lambda word: Party("DEL", under=word),
    lambda word: Circle(structure=word),
    sharing.listed,
    lambda word: sharing.is_secret(identifying=word, private_life="oui", professional="oui"),
    lambda word: sharing.access(word, "MED"),
    lambda word: sharing.access("medecin", word),
    lambda word: sharing.access("medecin", "MED", takes_part=word),
    lambda word: sharing.access("medecin", "MED", ceiling=word),
    sharing.standing,
    lambda word: sharing.after_death(applicant=word),
    lambda word: sharing.after_death(applicant="ayant_droit", ground=word),
    lambda word: Practice(nominative=word),
    lambda word: sharing.decide(Flow("partage", "1", ["1"])).may_release([word]),
)


@pytest.mark.parametrize("call", _CALLS)
@given(word=CANARY)
@settings(max_examples=5)
def test_a_wrong_word_is_refused_with_the_allowed_ones_and_without_itself(
    call: Callable[[str], object], word: str
) -> None:
    with pytest.raises(ValueError, match=r"must be one of: .+") as refused:
        call(word)
    assert word not in traced(refused.value)


@given(strategies.circles(), st.dates(date(2018, 5, 25), date(2030, 1, 1)))
def test_every_team_has_one_answer_that_pickles(circle: Circle, as_of: date) -> None:
    ruling = sharing.same_team(circle, as_of=as_of)
    assert pickle.loads(pickle.dumps(ruling)) == ruling
    assert "{" not in ruling.explain("fr") + ruling.explain("en")
    assert bool(ruling.missing) is (ruling.answer is Answer.UNKNOWN)


@given(strategies.accesses())
def test_every_access_has_one_verdict_that_pickles(asked: dict[str, Any]) -> None:
    opened = sharing.access(**asked)
    assert pickle.loads(pickle.dumps(opened)) == opened
    assert all("{" not in opened.explain(lang) for lang in LANGS)
    assert opened.rules


@given(st.sampled_from(sharing.Applicant), st.sampled_from(sharing.Ground), *[st.sampled_from(Answer)] * 3)
def test_after_death_no_fault_means_yes(
    applicant: sharing.Applicant, ground: sharing.Ground, wish: Answer, minor: Answer, act: Answer
) -> None:
    ruling = sharing.after_death(applicant=applicant, ground=ground, contrary_wish=wish, minor=minor, secret_act=act)
    answers = {step.answer for step in ruling.trace}
    expected = Answer.NO if Answer.YES in answers else Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.YES
    assert ruling.answer is expected
    assert pickle.loads(pickle.dumps(ruling)) == ruling


@given(strategies.practices())
def test_each_practice_is_found_evaluated_or_skipped(practice: Practice) -> None:
    report = sharing.check_practice(practice)
    facts = attrs.asdict(practice)
    assert {finding.at for finding in report.findings} == {name for name, said in facts.items() if said is Answer.NO}
    assert len(report.skipped) == list(facts.values()).count(Answer.UNKNOWN)
    assert len(report.evaluated) + len(report.skipped) == len(facts)


@given(strategies.consent_records(CANARY))
def test_no_output_shows_the_words_of_a_record(record: ConsentRecord) -> None:
    shown = outputs(sharing.check_consent(record)) + repr(record)
    assert "canari" not in shown
    assert re.search(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", repr(record)) is None


@given(strategies.consent_records(), st.dates(date(2018, 5, 25), date(2032, 1, 1)))
def test_a_consent_counts_only_after_information_and_within_the_care(record: ConsentRecord, on: date) -> None:
    status = record.status(on)
    counts = (
        record.consented_on is not None
        and record.informed_on is not None
        and record.informed_on <= record.consented_on <= on
        and (record.withdrawn_on is None or record.withdrawn_on > on)
        and (record.ended_on is None or record.ended_on >= on)
    )
    assert (status is Consent.GIVEN) is counts
    assert status in (Consent.GIVEN, Consent.NOT_ASKED, Consent.WITHDRAWN, Consent.EXPIRED)


@given(strategies.consent_records(), st.dates(date(2018, 5, 25), date(2032, 1, 1)), st.integers(0, 400))
def test_a_withdrawn_consent_never_comes_back(record: ConsentRecord, on: date, days: int) -> None:
    if record.status(on) in (Consent.WITHDRAWN, Consent.EXPIRED):
        assert record.status(on + timedelta(days)) in (Consent.WITHDRAWN, Consent.EXPIRED)


def test_strategies_reach_every_outcome_and_verdict() -> None:
    for outcome in Outcome:
        _reach(FLOWS, lambda flow, wanted=outcome: sharing.decide(flow).outcome is wanted)
    for verdict in Verdict:
        _reach(strategies.accesses(), lambda asked, wanted=verdict: sharing.access(**asked).verdict is wanted)
    _reach(strategies.settled_flows(), lambda flow: len(flow.recipients) > 1 and flow.operation is Operation.SHARING)
    _reach(strategies.consent_records(), lambda record: record.withdrawn_on is not None)


def _reach(strategy: st.SearchStrategy[Any], wanted: Callable[..., bool]) -> None:
    find(strategy, wanted, settings=settings(phases=[Phase.generate], max_examples=5000, database=None))
