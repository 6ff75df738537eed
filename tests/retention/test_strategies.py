"""The strategies given to other teams build what they promise, and the answer holds for any choice and any day."""

from __future__ import annotations

from datetime import date, datetime

from attrs import evolve
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from esante_rules._dates import Interval, after
from esante_rules.rgpd import retention
from esante_rules.rgpd.retention import Facts, Nature, Obligation, Period, Policy, Record, Status
from esante_rules.rgpd.retention.facts import in_future
from esante_rules.testing.retention import AS_OF, days, facts, instants, intervals, policies, records, suspensions

PERIODS = st.builds(Period, years=st.integers(0, 60), months=st.integers(0, 11), days=st.integers(0, 40))


@given(facts())
def test_facts_are_possible_on_the_day(known: Facts) -> None:
    assert list(in_future(known, AS_OF)) == []


@given(intervals(), suspensions(), instants())
def test_intervals_and_instants_are_past(interval: Interval, several: tuple[Interval, ...], instant: datetime) -> None:
    assert all(i.start <= AS_OF and (i.end is None or i.end <= AS_OF) for i in (interval, *several))
    assert instant.utcoffset() is not None


FOUND = settings(max_examples=1000, deadline=None, phases=[Phase.generate])


def test_the_facts_a_category_counts_from_come_and_lack() -> None:
    (asked,) = retention.CATEGORIES["payslip-copy"].facts
    assert find(facts("payslip-copy"), lambda known: asked in known.events, settings=FOUND)
    assert find(facts("payslip-copy"), lambda known: asked not in known.events, settings=FOUND)


def test_every_choice_and_status_is_reached() -> None:
    assert find(policies(), lambda p: p.accept_to_confirm and p.law == "at-trigger", settings=FOUND)
    for status in (Status.OPEN, Status.OVERDUE, Status.SUSPENDED):

        def reaches(record: Record, wanted: Status = status) -> bool:
            return retention.timeline(record.category, record.facts, as_of=AS_OF).status is wanted

        assert find(
            records("hospital-record"),
            reaches,
            settings=FOUND,
        )


@settings(max_examples=80)
@given(records(), policies(), PERIODS, PERIODS, days(first=AS_OF, last=date(2200, 1, 1)))
def test_any_choice_on_any_later_day_gives_an_answer_that_holds_together(
    record: Record, policy: Policy, chosen: Period, switch: Period, as_of: date
) -> None:
    choices = evolve(policy, chosen={record.category: chosen}, switch_after={record.category: switch})
    answer = retention.timeline(record.category, record.facts, as_of=as_of, policy=choices)
    if answer.active_until and answer.until:
        assert answer.active_until <= answer.until
    if answer.provisional or answer.missing:
        assert answer.status not in (Status.DUE, Status.OVERDUE)
    if answer.status in (Status.DUE, Status.OVERDUE):
        assert answer.days_overdue >= 0
    if len(answer.deciding) == 1 and answer.until:
        (term,) = answer.deciding
        start = record.facts.days.get(term.trigger)
        if term.nature is Nature.MIN and term.obligation is Obligation.LEGAL and term.period and start:
            assert answer.until >= after(start, term.period)


@given(days(), days(last=date(1950, 1, 1)))
def test_days_stay_inside_their_bounds(usual: date, early: date) -> None:
    assert date(1900, 1, 1) <= usual <= AS_OF
    assert early <= date(1950, 1, 1)
