"""The data protection officer."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from esante_rules._answer import Answer
from esante_rules.rgpd import aipd, dpo

ANSWERS = st.sampled_from(Answer)
FACTS = ("public_body", "core_activity", "monitoring", "sensitive_data", "large_scale", "individual_practice")
ORGANISATIONS = st.builds(
    dpo.Organisation,
    **dict.fromkeys(FACTS, ANSWERS),
    rt_type=st.sampled_from([None, *aipd.RT_TYPES]),
    patients_an=st.none() | st.integers(0, 30_000),
    officine_ca_ht=st.none() | st.integers(0, 6_000_000),
)
DESIGNATIONS = st.builds(
    dpo.Designation,
    designated=ANSWERS,
    decides_purposes_or_means=ANSWERS,
    contact_published=ANSWERS,
    notified_to_cnil=ANSWERS,
    shared_or_external=ANSWERS,
)


@given(ORGANISATIONS, st.sampled_from(FACTS), st.sampled_from([Answer.YES, Answer.NO]))
def test_settling_a_fact_never_changes_a_settled_outcome(
    organisation: dpo.Organisation, fact: str, settled: Answer
) -> None:
    before = dpo.decide(organisation)
    # a practice of one is presumed not to be for the bodies that cannot be one person: a yes then contradicts the type
    presumed = fact == "individual_practice" and organisation.rt_type not in {None, "officine", "lbm", "autre"}
    still_open = getattr(organisation, fact) is Answer.UNKNOWN and not (presumed and settled is Answer.YES)
    if still_open and before.outcome is not dpo.Outcome.UNSETTLED:
        changed: dict[str, Any] = {fact: settled}
        assert dpo.decide(evolve(organisation, **changed)).outcome is before.outcome
    assert (before.outcome is dpo.Outcome.UNSETTLED) == bool(before.missing)
    assert pickle.loads(pickle.dumps(before)) == before
    assert before.explain("fr") != before.explain("en")


@given(ORGANISATIONS, DESIGNATIONS)
def test_nobody_designated_is_a_fault_exactly_where_one_is_due(
    organisation: dpo.Organisation, designation: dpo.Designation
) -> None:
    decision = dpo.decide(organisation)
    result = dpo.check_designation(decision, designation)
    faults = {step.rule.id for step in result.faults}
    due = decision.outcome is dpo.Outcome.MANDATORY
    assert ("dpo.designation.nobody-designated" in faults) == (due and designation.designated is Answer.NO)
    if designation.designated is Answer.NO:
        assert len(result.steps) == 1


def test_the_figures_of_the_aipd_are_used() -> None:
    group = dpo.Organisation(rt_type="cabinet_groupe", sensitive_data=True, core_activity=True, public_body=False)
    assert dpo.large_scale(evolve(group, patients_an=10_001)) is Answer.YES
    assert dpo.large_scale(evolve(group, patients_an=10_000, large_scale=False)) is Answer.NO
    assert dpo.decide(group).missing == ("monitoring", "large_scale")


def test_words_and_figures_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="rt_type must be one of"):
        dpo.Organisation(rt_type="mairie")
    with pytest.raises(ValueError, match="cannot be negative"):
        dpo.Organisation(patients_an=-1)


def test_where_nothing_is_established_the_words_do_not_say_that_nothing_is_due() -> None:
    open_question = dpo.decide(dpo.Organisation(public_body=False))
    assert open_question.outcome is dpo.Outcome.UNSETTLED
    assert "Aucune obligation établie" in open_question.explain("fr")
    assert "Faits manquants : core_activity" in open_question.explain("fr")


def test_before_the_rgpd_the_answer_says_so() -> None:
    early = dpo.decide(dpo.Organisation(public_body=True), as_of=date(2018, 5, 24))
    assert (early.outcome, early.steps) == (dpo.Outcome.UNSETTLED, ())
    assert early.explain("en") == "No text in force on that day."


@pytest.mark.parametrize("third", ["monitoring", "sensitive_data"])
@pytest.mark.parametrize("refused", [None, "core_activity", "large_scale", "third"])
def test_the_three_conditions_are_cumulative(third: str, refused: str | None) -> None:
    facts = {"core_activity": True, "large_scale": True, third: True}
    rest = dict.fromkeys({"public_body", "monitoring", "sensitive_data", "individual_practice"} - facts.keys(), False)
    if refused is not None:
        facts[third if refused == "third" else refused] = False
    decision = dpo.decide(dpo.Organisation(**facts, **rest, rt_type="autre"))
    assert decision.outcome is (dpo.Outcome.MANDATORY if refused is None else dpo.Outcome.RECOMMENDED)
