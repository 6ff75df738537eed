"""Calendar arithmetic, in one place, as the law counts; the only importer of dateutil.

Civil dates in France. The day of the event is day zero and the period ends on the day that bears the same number
(code de procédure civile, art. 641 and 642; règlement (CEE, Euratom) n° 1182/71, art. 3); that day is included.
Nothing is postponed for a Saturday, a Sunday or a holiday: keeping data is not a step of a procedure. Ends are counted
from their origin and never chained. Units are not interchangeable: 90 days is not three months. Periods in hours are
counted in real hours, in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from attrs import field, frozen
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from esante_rules._core import require, require_day

_ONE_DAY: Final = timedelta(days=1)
_BEYOND: Final = "the period ends beyond the calendar (years 1 to 9999)"
_ISO_PERIOD: Final = re.compile(
    r"P(?!$)(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,5})W)?(?:([0-9]{1,6})D)?(?:T([0-9]{1,6})H)?"
)


def add(day: date, *, years: int = 0, months: int = 0, weeks: int = 0, days: int = 0) -> date:
    """Add years and months in one step, clamping to the last day of the month, then weeks and days.

    29 February plus n years is 29 February in a leap year, else 28 February. Raises `OverflowError` past year 9999.
    """
    try:
        return day + relativedelta(years=years, months=months, weeks=weeks, days=days)
    except (ValueError, OverflowError):
        raise OverflowError(_BEYOND) from None


@frozen
class Period:
    """A length of time as a text writes it: its units are kept, for 90 days is not 3 months."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    delta: relativedelta = field(init=False, eq=False, repr=False)
    """The calendar part, ready to be added."""

    def __attrs_post_init__(self) -> None:
        for name in ("years", "months", "weeks", "days", "hours"):
            value = getattr(self, name)
            require(value, int, name)
            if value < 0:
                raise ValueError(f"a period cannot have negative {name}")
        if self.hours and (self.years or self.months or self.weeks or self.days):
            raise ValueError("a period in hours has no other unit")
        delta = relativedelta(years=self.years, months=self.months, weeks=self.weeks, days=self.days)
        object.__setattr__(self, "delta", delta)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read an ISO 8601 period of whole units (`P20Y`, `P23Y8M`, `P6W`, `P90D`, `PT1H`, `P0D`).

        Raises `ValueError`, without the text, for anything else: fractions, minutes, signs, an empty period.
        """
        require(text, str, "period")
        match = _ISO_PERIOD.fullmatch(text)
        if match is None or text.endswith("T"):
            raise ValueError("a period must be written in ISO 8601, in whole years, months, weeks, days or hours")
        years, months, weeks, days, hours = (int(unit or 0) for unit in match.groups())
        return cls(years, months, weeks, days, hours)

    def __str__(self) -> str:
        """The period in ISO 8601, `P0D` for none."""
        units = ((self.years, "Y"), (self.months, "M"), (self.weeks, "W"), (self.days, "D"))
        calendar = "".join(f"{count}{letter}" for count, letter in units if count)
        return f"P{calendar}T{self.hours}H" if self.hours else f"P{calendar or '0D'}"

    def __bool__(self) -> bool:
        """False for a period of nothing, which the texts use as "until the event"."""
        return bool(self.years or self.months or self.weeks or self.days or self.hours)

    def __reduce__(self) -> tuple[Any, ...]:
        return Period, (self.years, self.months, self.weeks, self.days, self.hours)


def after(day: date, period: Period) -> date:
    """The last day of `period` counted from `day`, included; hours are not counted here (see `after_hours`).

    Raises `OverflowError` past year 9999.
    """
    try:
        return day + period.delta
    except (ValueError, OverflowError):
        raise OverflowError(_BEYOND) from None


def next_day(day: date) -> date:
    """The day after; `OverflowError` on 31 December 9999."""
    try:
        return day + _ONE_DAY
    except OverflowError:
        raise OverflowError(_BEYOND) from None


def shift(day: date, days: int) -> date:
    """`day` moved by a count of days; `OverflowError` past year 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise OverflowError(_BEYOND) from None


def aware(instant: datetime, name: str) -> datetime:
    """Return `instant` if it has an offset from UTC; `ValueError` naming it otherwise."""
    if instant.utcoffset() is None:
        raise ValueError(f"{name} must carry its offset from UTC")
    return instant


def in_paris(instant: datetime) -> datetime:
    """The same instant on the clocks of Paris; `OverflowError` when they leave the calendar."""
    from zoneinfo import ZoneInfo

    try:
        return instant.astimezone(ZoneInfo("Europe/Paris"))
    except OverflowError:
        raise OverflowError(_BEYOND) from None


def after_hours(instant: datetime, period: Period) -> datetime:
    """`instant` plus real hours, shown on the clocks of Paris: one hour stays one hour across a change of time.

    Raises `OverflowError` past year 9999.
    """
    try:
        return in_paris(instant.astimezone(UTC) + timedelta(hours=period.hours))
    except (ValueError, OverflowError):
        raise OverflowError(_BEYOND) from None


@frozen(repr=False)
class Interval:
    """Days from `start`, included, to `end`, excluded; `end` is None while it lasts. Its `repr` shows no date."""

    start: date
    end: date | None = None

    def __attrs_post_init__(self) -> None:
        require_day(self.start, "start")
        if self.end is not None:
            require_day(self.end, "end")
            if self.end < self.start:
                raise ValueError("an interval cannot end before it starts")

    def covers(self, day: date) -> bool:
        """Is `day` inside?"""
        return self.start <= day and (self.end is None or day < self.end)

    def __repr__(self) -> str:
        return "Interval(open)" if self.end is None else "Interval(closed)"


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same days without overlap, in order: overlapping and touching intervals are joined, empty ones dropped."""
    joined: list[Interval] = []
    for interval in sorted(intervals, key=lambda i: i.start):
        if interval.end == interval.start:
            continue
        last = joined[-1] if joined else None
        if last is None or (last.end is not None and last.end < interval.start):
            joined.append(interval)
        elif last.end is not None and (interval.end is None or interval.end > last.end):
            joined[-1] = Interval(last.start, interval.end)
    return tuple(joined)


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, from which the movable public holidays are counted."""
    return easter(year)
