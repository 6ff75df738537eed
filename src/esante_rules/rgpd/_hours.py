"""Periods in hours: real hours, counted in UTC, shown in the civil time of France."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from esante_rules._core import require
from esante_rules._dates import Period, after_hours, in_paris

PARIS: Final = ZoneInfo("Europe/Paris")


def instant(value: datetime, name: str) -> datetime:
    """`value` in the civil time of Paris; a datetime without an offset is read as already in it.

    Raises `OverflowError` when the clocks of Paris leave the calendar.
    """
    require(value, datetime, name)
    return value.replace(tzinfo=PARIS) if value.utcoffset() is None else in_paris(value)


def after(start: datetime, hours: int) -> datetime:
    """The instant that many real hours later: a change of clock does not lengthen or shorten the period."""
    return after_hours(start, Period(hours=hours))
