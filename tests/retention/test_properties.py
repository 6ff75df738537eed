"""What holds for every record, before any example."""

from __future__ import annotations

import itertools
import pickle
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esante_rules import Confidence
from esante_rules._core import LANGS
from esante_rules._dates import Interval, Period, after, next_day, union
from esante_rules.rgpd import retention
from esante_rules.rgpd.retention import Action, Facts, Nature, Occurrence, Policy, Record, Status, Timeline, Trigger
from esante_rules.rgpd.retention._terms_categories import UNDECLARED
from esante_rules.rgpd.retention.catalogue import Category
from esante_rules.testing.retention import AS_OF, days, facts, policies, records, suspensions
from tests.retention.test_dates import walk
from tests.retention.test_vectors import check_steps

NAIVE = datetime.combine(date(2024, 3, 10), time())
LAST = Trigger.LAST_STAY_OR_OUTPATIENT
DELETIONS = {
    Action.DELETE,
    Action.DELETE_OR_ANONYMISE,
    Action.ARCHIVE_OR_DELETE,
    Action.RETURN_AND_DELETE,
    Action.NOTIFY_THEN_DELETE,
    Action.UPDATE_OR_DELETE,
    Action.DISPOSAL_DECISION,
    Action.ARCHIVES_VISA,
}
DATED = (Status.ACTIVE, Status.INTERMEDIATE, Status.DUE, Status.OVERDUE)


def hospital(given_facts: dict[str, Any], recourses: tuple[Interval, ...] = (), **policy: Any) -> Timeline:
    return retention.timeline(
        "hospital-record", Facts(given_facts, suspensions=recourses), as_of=AS_OF, policy=Policy(**policy)
    )


@st.composite
def lives(draw: st.DrawFn, with_death: bool = True) -> dict[str, date]:
    """Birth, last visit and perhaps death, in that order."""
    birth = draw(days())
    last = draw(days(first=birth))
    life = {"BIRTH": birth, "LAST_STAY_OR_OUTPATIENT": last}
    death = draw(st.one_of(st.none(), days(first=last))) if with_death else None
    return life | ({"DEATH": death} if death else {})


@settings(max_examples=300)
@given(records(), policies())
def test_every_record_has_an_answer_that_holds_together(record: Record, policy: Policy) -> None:
    answer = retention.timeline(record.category, record.facts, as_of=AS_OF, policy=policy)
    assert pickle.loads(pickle.dumps(answer)) == answer
    if answer.until is not None and answer.until_instant is None:
        assert answer.action_from == next_day(answer.until)
    if answer.active_until and answer.until:
        assert answer.active_until <= answer.until
    if answer.status in DATED:
        assert answer.deciding
        assert not answer.missing
        start = answer.action_from or answer.switch_on
        if answer.until_instant is None:
            reached = answer.status in (Status.DUE, Status.OVERDUE)
            assert start is None or (start <= AS_OF) == reached
    if answer.status is Status.OPEN:
        assert answer.missing or answer.provisional
    if answer.until is None:
        assert answer.action in (Action.KEEP, Action.REVIEW, Action.ARCHIVE_INTERMEDIATE)
    assert answer.deciding or answer.status in (Status.NO_TERM, Status.UNDECLARED)
    for lang in LANGS:
        assert "{" not in answer.explain(lang)
        assert answer.to_dict(lang)["until"] == (answer.until.isoformat() if answer.until else None)
    check_steps(answer)


@settings(max_examples=200)
@given(records(), policies())
def test_doubt_never_deletes(record: Record, policy: Policy) -> None:
    answer = retention.timeline(record.category, record.facts, as_of=AS_OF, policy=policy)
    doubtful = answer.confidence is Confidence.TO_CONFIRM and not policy.accept_to_confirm
    if doubtful:
        assert answer.provisional
        assert answer.status not in (Status.DUE, Status.OVERDUE)
    if answer.provisional:
        assert answer.status not in (Status.DUE, Status.OVERDUE)
        if answer.action_from and answer.action_from <= AS_OF and answer.until_instant is None:
            assert answer.action not in DELETIONS


DOUBTFUL = [term for term in retention.TERMS if term.confidence is Confidence.TO_CONFIRM]


@pytest.mark.parametrize("term", DOUBTFUL, ids=lambda t: t.name)
def test_no_term_to_confirm_is_ever_due(term: retention.Term) -> None:
    """The oldest record that the calendar allows, on every day a version of the law changes."""
    category = retention.CATEGORIES[term.category]
    for as_of in boundaries(category):
        if as_of < date(1950, 1, 1):
            continue
        old: dict[str, date] = {trigger: date(1900, 1, 1) for trigger in category.facts if trigger is not Trigger.DEATH}
        answer = retention.timeline(category.name, old, as_of=as_of)
        if term in answer.deciding:
            assert answer.status not in (Status.DUE, Status.OVERDUE)


@settings(max_examples=60)
@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(record: Record, random: Any) -> None:
    given_facts = record.facts
    events: list[tuple[Trigger, list[Occurrence]]] = [
        (trigger, list(occurrences)) for trigger, occurrences in given_facts.events.items()
    ]
    random.shuffle(events)
    for _, occurrences in events:
        random.shuffle(occurrences)
    recourses = list(given_facts.suspensions)
    random.shuffle(recourses)
    shuffled: dict[Trigger, Any] = dict(events)
    again = Facts(shuffled, recourses, given_facts.holds, given_facts.flags)
    first = retention.timeline(record.category, given_facts, as_of=AS_OF)
    second = retention.timeline(record.category, again, as_of=AS_OF)
    assert first == second


@settings(max_examples=40)
@given(records())
def test_a_fact_foreign_to_the_category_changes_nothing(record: Record) -> None:
    foreign = {Trigger.GAMETE_DONATION, Trigger.ORGAN_DONATION, Trigger.CAMPAIGN_ENDED} - set(
        retention.CATEGORIES[record.category].facts
    )
    for other in foreign - set(record.facts.events):
        merged: dict[Trigger, Any] = {**record.facts.events, other: date(2000, 1, 1)}
        more = Facts(
            merged,
            record.facts.suspensions,
            record.facts.holds,
            record.facts.flags,
        )
        assert retention.timeline(record.category, more, as_of=AS_OF) == retention.timeline(
            record.category, record.facts, as_of=AS_OF
        )


# The hospital record.


def brute_force(life: dict[str, date], recourses: tuple[Interval, ...], base_only: bool) -> date | None:
    """The end by walking the calendar: one day of retention is used up each day the clock is not stopped."""
    birth, last, death = life["BIRTH"], life["LAST_STAY_OR_OUTPATIENT"], life.get("DEATH")

    def stopped(day: date) -> bool:
        return any(i.start <= day and (i.end is None or day < i.end) for i in recourses)

    def run(start: date, end: date) -> date | None:
        """`end` without litigation; with it, the clock must still tick as many times from `start`."""
        ticks, day = (end - start).days, start
        while True:
            if stopped(day):
                if any(i.end is None and i.start <= day for i in recourses):
                    return None
            elif ticks == 0:
                return day
            else:
                ticks -= 1
            day += timedelta(days=1)

    if death and death < walk(last, Period(years=10)):
        return run(death, walk(death, Period(years=10)))
    base, birthday = walk(last, Period(years=20)), walk(birth, Period(years=28))
    if not base_only:
        return run(last, max(base, birthday))
    ended = run(last, base)
    return None if ended is None else max(ended, birthday)


@settings(max_examples=60, deadline=None)
@given(lives(), suspensions(), st.booleans())
def test_a_counter_that_walks_day_by_day_agrees(
    life: dict[str, date], recourses: tuple[Interval, ...], base_only: bool
) -> None:
    scope = "base-period-only" if base_only else "effective-end"
    answer = hospital(life, recourses, suspension=scope)
    assert answer.until == brute_force(life, union(recourses), base_only)
    assert (answer.status is Status.SUSPENDED) == (answer.until is None)


@given(lives())
def test_the_end_is_never_before_what_starts_the_clock(life: dict[str, date]) -> None:
    """A death ten years or more after the last visit starts nothing, and may come after the end."""
    answer = hospital(life)
    assert answer.until is not None
    assert answer.until > life["LAST_STAY_OR_OUTPATIENT"]
    death = life.get("DEATH")
    if death and death < after(life["LAST_STAY_OR_OUTPATIENT"], Period(years=10)):
        assert answer.until == after(death, Period(years=10))


@given(lives(with_death=False))
def test_without_death_the_two_floors_hold_and_one_is_reached(life: dict[str, date]) -> None:
    base = after(life["LAST_STAY_OR_OUTPATIENT"], Period(years=20))
    birthday = after(life["BIRTH"], Period(years=28))
    answer = hospital(life)
    assert answer.until == max(base, birthday)
    eighth = after(life["BIRTH"], Period(years=8))
    minor = [term.name for term in answer.deciding] == ["retention.hospital-record.minor"]
    assert minor == (base < birthday)
    if life["LAST_STAY_OR_OUTPATIENT"] > eighth:
        assert not minor


@given(lives())
def test_a_death_never_lengthens(life: dict[str, date]) -> None:
    alive = hospital({name: day for name, day in life.items() if name != "DEATH"})
    dead = hospital(life)
    assert dead.until is not None
    assert alive.until is not None
    assert dead.until <= alive.until
    if "DEATH" in life:
        assert dead.until >= min(after(life["DEATH"], Period(years=10)), alive.until)


@given(lives(with_death=False), days())
def test_without_death_nor_litigation_a_later_visit_never_ends_earlier(life: dict[str, date], other: date) -> None:
    first, second = sorted((life["LAST_STAY_OR_OUTPATIENT"], max(other, life["BIRTH"])))
    ends = [hospital(life | {"LAST_STAY_OR_OUTPATIENT": day}).until for day in (first, second)]
    assert ends[0] is not None
    assert ends[1] is not None
    assert ends[0] <= ends[1]


@given(lives(), st.integers(0, 6000), st.integers(0, 4000))
def test_one_litigation_inside_the_clock_adds_its_days(life: dict[str, date], offset: int, length: int) -> None:
    without = hospital(life)
    assert without.until is not None
    death = life.get("DEATH")
    decided_by_death = "retention.hospital-record.death" in {term.name for term in without.deciding}
    start = death if death and decided_by_death else life["LAST_STAY_OR_OUTPATIENT"]
    begin = start + timedelta(days=offset % ((without.until - start).days + 1))
    end = begin + timedelta(days=length)
    answer = retention.timeline(
        "hospital-record", Facts(life, suspensions=[Interval(begin, end)]), as_of=max(AS_OF, end)
    )
    assert answer.until == without.until + timedelta(days=length)


@given(lives(), suspensions())
def test_a_litigation_never_shortens(life: dict[str, date], recourses: tuple[Interval, ...]) -> None:
    without, answer = hospital(life), hospital(life, recourses)
    assert without.until is not None
    assert answer.until is None or answer.until >= without.until


@given(lives(), suspensions())
def test_what_belongs_to_the_record_follows_it(life: dict[str, date], recourses: tuple[Interval, ...]) -> None:
    record = hospital(life, recourses)
    for category in ("medical-image", "laboratory-report-hospital", "ehr-audit-trail", "radiotherapy-record"):
        item = retention.timeline(category, Facts(life, suspensions=recourses), as_of=AS_OF)
        assert item.until == record.until


# One term from its own trigger.


def single(term: retention.Term) -> bool:
    """A category that is one dated term and nothing else."""
    category = retention.CATEGORIES[term.category]
    return (
        category.terms == (term,)
        and term.period is not None
        and not term.period.hours
        and term.nature is not Nature.CRITERION
        and term.trigger not in (Trigger.EU_FINAL_PAYMENT, Trigger.YEAR_DEPTH)
        and term.category not in ("dgos-ror-trace", "dgos-dispostock-account", "mssante-mailbox")
    )


SINGLES = [term for term in retention.TERMS if single(term)]


def test_most_terms_are_alone() -> None:
    assert len(SINGLES) > 90


@settings(max_examples=200)
@given(st.sampled_from(SINGLES), days(), days())
def test_a_term_alone_is_its_period_and_is_monotonic(term: retention.Term, first: date, second: date) -> None:
    (trigger,) = retention.CATEGORIES[term.category].facts
    as_of = (term.rule.until - timedelta(days=1)) if term.rule.until else max(AS_OF, term.rule.since or AS_OF)
    dates = sorted(min(day, as_of) for day in (first, second))
    answers = [retention.timeline(term.category, {trigger: day}, as_of=as_of) for day in dates]
    assert term.period is not None
    for day, answer in zip(dates, answers, strict=True):
        end = answer.until or answer.active_until
        assert end == walk(day, term.period)
        assert end >= day
    ends = [answer.until or answer.active_until for answer in answers]
    assert ends[0] is not None
    assert ends[1] is not None
    assert ends[0] <= ends[1]


# Dated law.


def boundaries(category: Category) -> list[date]:
    """Every date of effect of a category, the day before and the day after."""
    edges = {edge for term in category.terms for edge in (term.rule.since, term.rule.until) if edge}
    return sorted({edge + timedelta(days=shift) for edge in edges for shift in (-1, 0, 1)})


@pytest.mark.parametrize("category", [c for c in retention.CATEGORIES.values() if boundaries(c)], ids=lambda c: c.name)
def test_each_boundary_is_exact(category: Category) -> None:
    for term in category.terms:
        for edge, before, on in ((term.rule.since, False, True), (term.rule.until, True, False)):
            if edge is None:
                continue
            assert (term in retention.terms(category.name, edge - timedelta(days=1))) is before
            assert (term in retention.terms(category.name, edge)) is on
            answer = retention.timeline(category.name, {}, as_of=edge)
            assert term.in_force(edge) is on
            assert (answer.status is Status.NO_TERM) is (not answer.deciding)


def _versions(category: Category) -> list[list[retention.Term]]:
    """Terms that succeed one another: same phase and trigger, at least one of them ending."""
    groups: dict[Any, list[retention.Term]] = {}
    for term in category.terms:
        groups.setdefault((term.phase, term.trigger), []).append(term)
    return [group for group in groups.values() if any(term.rule.until for term in group)]


@pytest.mark.parametrize("category", [c for c in retention.CATEGORIES.values() if _versions(c)], ids=lambda c: c.name)
def test_versions_neither_overlap_nor_leave_a_gap_that_is_not_known(category: Category) -> None:
    for group in _versions(category):
        for first, second in itertools.combinations(group, 2):
            starts = max(first.rule.since or date.min, second.rule.since or date.min)
            ends = min(first.rule.until or date.max, second.rule.until or date.max)
            if first.nature is second.nature or Nature.CRITERION in (first.nature, second.nature):
                assert starts >= ends or {first, second} <= _together(category)
        ended = max(group, key=lambda term: term.rule.until or date.max)
        if ended.rule.until is None:
            continue
        covered = any(term.in_force(ended.rule.until) for term in category.terms if term.phase is ended.phase)
        known = any(first == ended.rule.until for first, _ in category.gaps)
        assert covered or known or category.name.startswith("pharmaceutical-record-")


def _together(category: Category) -> set[retention.Term]:
    """Terms of the hospital record that are one rule together."""
    return {term for term in category.terms if not term.rule.until}


def test_known_gaps_are_answered_as_such() -> None:
    gaps = {category.name: category.gaps for category in retention.CATEGORIES.values() if category.gaps}
    assert sorted(gaps) == [
        "blood-donation-record",
        "laboratory-report-former",
        "pharmaceutical-record-biological",
        "pharmaceutical-record-identity",
        "tissue-traceability",
    ]
    for name, ((first, _),) in gaps.items():
        assert retention.terms(name, first) == ()
        assert retention.terms(name, first - timedelta(days=1)) != ()
        assert retention.timeline(name, {}, as_of=first).status is Status.NO_TERM


@given(st.sampled_from(sorted(set(retention.CATEGORIES) - set(UNDECLARED))), days(first=date(1960, 1, 1)))
def test_before_the_first_version_the_answer_says_so(name: str, as_of: date) -> None:
    answer = retention.timeline(name, {}, as_of=as_of)
    if not retention.terms(name, as_of):
        assert answer.status is Status.NO_TERM
        assert answer.until is None
        assert answer.action is Action.KEEP


def test_beyond_the_state_of_the_law() -> None:
    life = {"BIRTH": date(1960, 5, 1), "LAST_STAY_OR_OUTPATIENT": date(2004, 3, 10)}
    assert not retention.timeline("hospital-record", life, as_of=date(2026, 6, 30)).beyond_state_of_law
    assert retention.timeline("hospital-record", life, as_of=date(2026, 7, 1)).beyond_state_of_law


# What is refused, and what is never shown.


@given(facts(), st.sampled_from(["hospital", "", "HOSPITAL-RECORD", "dossier"]))
def test_an_unknown_category_lists_the_known_ones(known: Facts, word: str) -> None:
    with pytest.raises(ValueError, match=r"category must be one of: .*hospital-record"):
        retention.timeline(word, known, as_of=AS_OF)


@settings(max_examples=60)
@given(facts(), days(last=date(1950, 1, 1)))
def test_the_future_is_refused_by_name(known: Facts, as_of: date) -> None:
    if known.latest > as_of:
        with pytest.raises(ValueError, match=r"^retention\.fault\.fact-in-future: [A-Z_1]+ is dated after") as caught:
            retention.timeline("hospital-record", known, as_of=as_of)
        assert not any(character.isdigit() for character in str(caught.value).replace("1_JAN", ""))


@settings(max_examples=80)
@given(records())
def test_a_repr_shows_no_date_and_no_key(record: Record) -> None:
    answer = retention.timeline(record.category, record.facts, as_of=AS_OF)
    (entry,) = retention.plan([record], AS_OF)
    shown = " ".join(map(repr, (record, record.facts, answer, entry, *answer.phases, *answer.readings, *answer.steps)))
    shown += " ".join(map(repr, (*answer.extracts, *answer.warnings, *record.facts.suspensions)))
    shown += " ".join(repr(o) for occurrences in record.facts.events.values() for o in occurrences)
    for day in {*record.facts.days.values(), *(i.start for i in record.facts.suspensions)}:
        assert day.isoformat() not in shown
        assert repr(day) not in shown
    for finding in answer.warnings:
        assert all(day.isoformat() not in str(finding.to_dict("en")) for day in record.facts.days.values())


def test_wrong_types_are_named_and_values_are_not() -> None:
    with pytest.raises(TypeError, match="DEATH must be date, not datetime"):
        Facts({"DEATH": NAIVE})
    with pytest.raises(TypeError, match="DEATH must be date, datetime, Occurrence or several of them, not str"):
        Facts({"DEATH": "2024-03-10"})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="a fact must be one of: ") as caught:
        Facts({"DUPONT": date(2024, 3, 10)})
    assert "DUPONT" not in str(caught.value)
    with pytest.raises(ValueError, match="TRACE_LOGGED must carry its offset"):
        Facts({"TRACE_LOGGED": NAIVE})
    with pytest.raises(TypeError, match="as_of must be date, not str"):
        retention.timeline("hospital-record", {}, as_of="2024-03-10")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="policy must be Policy, not dict"):
        retention.timeline("hospital-record", {}, as_of=AS_OF, policy={})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="window must be one of: earliest, latest"):
        Policy(window="middle")
    with pytest.raises(TypeError, match="accept_to_confirm must be bool, not int"):
        Policy(accept_to_confirm=1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="category must be one of"):
        Policy(chosen={"hospital": "P1Y"})


@pytest.mark.parametrize(
    ("given_facts", "rule"),
    [
        ({"BIRTH": date(2004, 3, 11), "LAST_STAY_OR_OUTPATIENT": date(2004, 3, 10)}, "birth-after-visit"),
        ({"DEATH": date(2004, 3, 9), "LAST_STAY_OR_OUTPATIENT": date(2004, 3, 10)}, "death-before-visit"),
        ({"DEATH": date(2004, 3, 9), "BIRTH": date(2004, 3, 10)}, "death-before-birth"),
        ({"BIRTH": [date(2004, 3, 9), date(2004, 3, 10)]}, "dates-contradict"),
    ],
)
def test_impossible_facts_are_refused_by_name(given_facts: dict[str, Any], rule: str) -> None:
    with pytest.raises(ValueError, match=rf"^retention\.fault\.{rule}: ") as caught:
        Facts(given_facts)
    assert "2004" not in str(caught.value)
    assert any(name in str(caught.value) for name in given_facts)


def test_an_end_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match=r"retention\.fault\.beyond-calendar"):
        retention.timeline("hospital-record", {LAST: date(9990, 1, 1)}, as_of=date(9995, 1, 1))


@settings(max_examples=60)
@given(records())
def test_holds_and_disposals_change_the_status_and_no_date(record: Record) -> None:
    free = Facts(record.facts.events, record.facts.suspensions, (), record.facts.flags)
    held = Facts(record.facts.events, record.facts.suspensions, [Interval(date(2020, 1, 1))], record.facts.flags)
    gone = Facts(record.facts.events, record.facts.suspensions, (), record.facts.flags, AS_OF)
    first, second, third = (retention.timeline(record.category, known, as_of=AS_OF) for known in (free, held, gone))
    assert (first.until, first.active_until) == (second.until, second.active_until) == (third.until, third.active_until)
    assert third.status is Status.DISPOSED
    assert second.status in (Status.HELD, Status.SUSPENDED, Status.NO_TERM, Status.UNDECLARED)


def test_catalogue_values_pickle_as_themselves() -> None:
    for value in (*retention.TERMS, *retention.CATEGORIES.values()):
        assert pickle.loads(pickle.dumps(value)) is value
