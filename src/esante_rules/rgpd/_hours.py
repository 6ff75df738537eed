"""Periods in hours: real hours, counted in UTC, shown in the civil time of France."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from esante_rules._core import require

PARIS: Final = ZoneInfo("Europe/Paris")


def instant(value: datetime, name: str) -> datetime:
    """`value` in the civil time of Paris; a datetime without a zone is read as already in it."""
    require(value, datetime, name)
    return value.replace(tzinfo=PARIS) if value.tzinfo is None else value.astimezone(PARIS)


def after(start: datetime, hours: int) -> datetime:
    """The instant that many real hours later: a change of clock does not lengthen or shorten the period."""
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(PARIS)
