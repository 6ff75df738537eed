"""Calendar arithmetic: what the law counts, and an independent counter that walks day by day."""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules._dates import Interval, Period, add, after, after_hours, aware, in_paris, next_day, shift, union
from esante_rules.testing.retention import days, intervals

NAIVE = datetime.combine(date(2024, 1, 1), time())
PERIODS = st.builds(
    Period, years=st.integers(0, 130), months=st.integers(0, 30), weeks=st.integers(0, 10), days=st.integers(0, 400)
)


def month_length(year: int, month: int) -> int:
    """Days of a month, from the Gregorian rule and nothing else."""
    if month == 2:
        return 29 if (year % 4 == 0 and year % 100 != 0) or year % 400 == 0 else 28
    return 30 if month in (4, 6, 9, 11) else 31


def walk(day: date, period: Period) -> date:
    """The same sum by hand: the months one at a time from the origin, then the days one at a time."""
    year, month = day.year, day.month
    for _ in range(period.years * 12 + period.months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = min(day.day, month_length(year, month))
    for _ in range(period.weeks * 7 + period.days):
        number += 1
        if number > month_length(year, month):
            number, month = 1, month + 1
            if month == 13:
                year, month = year + 1, 1
    return date(year, month, number)


@given(days(), PERIODS)
def test_a_counter_that_walks_agrees(day: date, period: Period) -> None:
    assert after(day, period) == walk(day, period)
    assert add(day, years=period.years, months=period.months, weeks=period.weeks, days=period.days) == walk(day, period)


@given(days(), days(), PERIODS)
def test_a_later_start_never_ends_earlier(first: date, second: date, period: Period) -> None:
    earlier, later = sorted((first, second))
    assert after(earlier, period) <= after(later, period)


@given(days(), PERIODS)
def test_the_end_bears_the_same_number_or_closes_its_month(day: date, period: Period) -> None:
    calendar = Period(years=period.years, months=period.months)
    end = after(day, calendar)
    assert end.day == day.day or (end.day == month_length(end.year, end.month) and end.day < day.day)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == calendar.years * 12 + calendar.months


@given(days(), st.integers(0, 40), st.integers(0, 40))
def test_chaining_never_gains_a_day_and_loses_at_most_three(day: date, first: int, second: int) -> None:
    whole = after(day, Period(months=first + second))
    chained = after(after(day, Period(months=first)), Period(months=second))
    assert 0 <= (whole - chained).days <= 3


def test_29_february() -> None:
    leap = date(2020, 2, 29)
    assert after(leap, Period(years=20)) == date(2040, 2, 29)
    assert after(leap, Period(years=5)) == date(2025, 2, 28)
    assert after(date(2080, 2, 29), Period(years=20)) == date(2100, 2, 28)
    assert after(after(leap, Period(years=5)), Period(years=15)) == date(2040, 2, 28)


def test_units_are_not_interchangeable() -> None:
    assert after(date(2025, 1, 31), Period(days=90)) == date(2025, 5, 1)
    assert after(date(2025, 1, 31), Period(months=3)) == date(2025, 4, 30)
    assert after(date(2023, 1, 31), Period(months=12)) == after(date(2023, 1, 31), Period(years=1))
    assert after(date(2016, 2, 29), Period(years=23, months=8)) == date(2039, 10, 29)


@given(PERIODS)
def test_periods_are_written_and_read_back(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert pickle.loads(pickle.dumps(period)) == period
    assert bool(period) == any((period.years, period.months, period.weeks, period.days))


@pytest.mark.parametrize(
    ("text", "period"),
    [("PT1H", Period(hours=1)), ("P0D", Period()), ("P6W", Period(weeks=6)), ("P1Y2M3W4D", Period(1, 2, 3, 4))],
)
def test_periods_of_the_texts(text: str, period: Period) -> None:
    assert Period.parse(text) == period


NOT_PERIODS = ["P", "PT", "P1", "P1.5Y", "-P1Y", "P1YT", "P١Y", "P1Y\n", "PT1M", "P1DT1H"]
REFUSALS = (
    "a period must be written in ISO 8601, in whole years, months, weeks, days or hours",
    "a period in hours has no other unit",
)


@given(st.one_of(st.text(max_size=12), st.from_regex(r"P?[0-9YMWDTH]{0,6}", fullmatch=True)))
def test_any_text_is_a_period_or_is_refused_without_being_quoted(text: str) -> None:
    try:
        period = Period.parse(text)
    except ValueError as error:
        message = str(error)
    else:
        assert Period.parse(str(period)) == period
        return
    assert message in REFUSALS


def test_what_is_not_a_period() -> None:
    for text in NOT_PERIODS:
        with pytest.raises(ValueError, match="period"):
            Period.parse(text)


def test_impossible_periods() -> None:
    with pytest.raises(ValueError, match="negative days"):
        Period(days=-1)
    with pytest.raises(ValueError, match="no other unit"):
        Period(days=1, hours=1)
    with pytest.raises(TypeError, match="years must be int, not str"):
        Period(years="1")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="period must be str, not int"):
        Period.parse(1)  # type: ignore[arg-type]


def test_the_end_of_the_calendar() -> None:
    last = date(9999, 12, 31)
    attempts: list[Callable[[], object]] = [
        lambda: add(last, days=1),
        lambda: add(last, years=1),
        lambda: after(last, Period(years=1)),
        lambda: after(last, Period(days=1)),
        lambda: next_day(last),
        lambda: shift(last, 1),
        lambda: after_hours(datetime(9999, 12, 31, 23, 30, tzinfo=UTC), Period(hours=1)),
    ]
    for attempt in attempts:
        with pytest.raises(OverflowError, match="beyond the calendar"):
            attempt()


def test_an_hour_across_the_change_of_time() -> None:
    start = datetime.fromisoformat("2025-03-30T01:30:00+01:00")
    assert after_hours(start, Period(hours=1)).isoformat() == "2025-03-30T03:30:00+02:00"
    autumn = datetime.fromisoformat("2025-10-26T02:30:00+02:00")
    assert after_hours(autumn, Period(hours=1)).isoformat() == "2025-10-26T02:30:00+01:00"


@given(st.integers(0, 3_000_000), st.integers(1, 1000))
def test_hours_are_real_hours(minutes: int, hours: int) -> None:
    instant = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    end = after_hours(instant, Period(hours=hours))
    assert end - instant == timedelta(hours=hours)
    assert end == in_paris(end)


def test_an_instant_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="now must carry its offset"):
        aware(NAIVE, "now")


@given(st.lists(intervals(), max_size=5))
def test_a_union_covers_the_same_days_once(given_intervals: list[Interval]) -> None:
    joined = union(given_intervals)
    for interval in given_intervals:
        for day in (interval.start, interval.start - timedelta(days=1), interval.end or date(2200, 1, 1)):
            assert any(i.covers(day) for i in given_intervals) == any(i.covers(day) for i in joined)
    assert sum(i.end is None for i in joined) <= 1
    for before, later in itertools.pairwise(joined):
        assert before.end is not None
        assert before.end < later.start
    assert union(joined) == joined
    assert union(reversed(given_intervals)) == joined


def test_intervals_hide_their_dates_and_refuse_to_end_before_they_start() -> None:
    assert repr(Interval(date(2024, 1, 1))) == "Interval(open)"
    assert repr(Interval(date(2024, 1, 1), date(2024, 1, 2))) == "Interval(closed)"
    with pytest.raises(ValueError, match="cannot end before it starts") as caught:
        Interval(date(2024, 1, 2), date(2024, 1, 1))
    assert "2024" not in str(caught.value)
    with pytest.raises(TypeError, match="start must be date, not datetime"):
        Interval(NAIVE)
