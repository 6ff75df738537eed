"""Dates of a CDA header (type TS): what is written, to which precision, with which offset from UTC.

A value is `AAAA[MM[JJ[hh[mm[ss[.f]]]]]]` with an optional offset `±hhmm`. Two values are compared at the coarser of
their precisions, and a time without an offset is taken in the zone of metropolitan France: since summer time is not
written, the reading that raises no finding is the one that counts.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from typing import Final

from attrs import field, frozen

from esante_rules._core import require

_TS: Final = re.compile(
    r"(?P<digits>[0-9]{4}(?:[0-9]{2}){0,5})(?P<fraction>\.[0-9]+)?(?:(?P<sign>[+-])(?P<offset>[0-9]{1,4}))?"
).fullmatch
_SUMMER, _WINTER = timedelta(hours=2), timedelta(hours=1)
TOLERANCE: Final = timedelta(minutes=5)
"""How far two clocks may differ before one time is said to be after another."""


class Precision(IntEnum):
    """The last part that is written; the value is its count of digits."""

    YEAR = 4
    MONTH = 6
    DAY = 8
    HOUR = 10
    MINUTE = 12
    SECOND = 14


@frozen(repr=False)
class Moment:
    """A date, to its precision; its `repr` shows nothing. `ValueError` (without the value) for an impossible one."""

    text: str
    """As written in the document."""
    local: datetime = field(init=False, eq=False)
    """The earliest instant it may mean, on the clock of the place where it was written."""
    precision: Precision = field(init=False, eq=False)
    offset: timedelta | None = field(init=False, eq=False)
    """Its offset from UTC, None when it is not written, or cannot be read in one way (`+1`, `+100`)."""

    def __attrs_post_init__(self) -> None:
        require(self.text, str, "text")
        parts = _parts(self.text)
        if parts is None:
            raise ValueError("not a date of the HL7 type TS")
        for name, value in zip(("local", "precision", "offset"), parts, strict=True):
            object.__setattr__(self, name, value)

    @property
    def day(self) -> date | None:
        """The day, when it is known."""
        return self.local.date() if self.precision >= Precision.DAY else None

    @property
    def full_offset(self) -> bool:
        """Is its offset written with four digits (`±hhmm`)?"""
        return len(self.text) > 5 and self.text[-5] in "+-"

    def instants(self) -> tuple[datetime, datetime]:
        """The earliest and the latest UTC instant its beginning may be, as its offset is known or not."""
        if self.offset is not None:
            return self.local - self.offset, self.local - self.offset
        return self.local - _SUMMER, self.local - _WINTER

    def __repr__(self) -> str:
        return f"<Moment to the {self.precision.name.lower()} masked>"

    def __reduce__(self) -> tuple[type[Moment], tuple[str]]:
        return Moment, (self.text,)


def _parts(text: str) -> tuple[datetime, Precision, timedelta | None] | None:
    match = _TS(text)
    if match is None or (match["fraction"] and len(match["digits"]) != Precision.SECOND):
        return None
    digits = match["digits"]
    numbers = [int(digits[:4]), *(int(digits[i : i + 2]) for i in range(4, len(digits), 2))]
    while len(numbers) < 3:
        numbers.append(1)
    offset = _offset(match["sign"], match["offset"])
    midnight = len(numbers) > 3 and numbers[3] == 24 and not any(numbers[4:])
    if midnight:
        numbers[3] = 0
    try:
        local = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001 - the offset is kept apart
        return local + timedelta(days=midnight), Precision(len(digits)), offset
    except (ValueError, OverflowError):
        return None


_CLEAR: Final = (2, 4)
"""Digits of an offset that can be read in one way: +1 and +100 may be one hour or ten."""


def _offset(sign: str | None, digits: str | None) -> timedelta | None:
    if digits is None or len(digits) not in _CLEAR:
        return None
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if sign == "-" else offset


def moment(text: str | None) -> Moment | None:
    """The moment that `text` writes, or None when it writes none."""
    if not text:
        return None
    try:
        return Moment(text)
    except ValueError:
        return None


def moment_of(now: date | datetime) -> Moment:
    """The caller's clock as a moment: to the day for a `date`, to the second for a `datetime`."""
    if not isinstance(now, datetime):
        return Moment(f"{now.year:04}{now.month:02}{now.day:02}")
    if now.tzinfo is not None:
        now = now.astimezone(UTC)
    return Moment(
        f"{now.year:04}{now.month:02}{now.day:02}{now.hour:02}{now.minute:02}{now.second:02}"
        + ("+0000" if now.tzinfo is not None else "")
    )


def after(late: Moment | None, early: Moment | None, tolerance: timedelta = TOLERANCE) -> bool:
    """Is `late` certainly after `early`, at the coarser precision of the two? False when one is unknown."""
    if late is None or early is None:
        return False
    precision = min(late.precision, early.precision)
    if precision <= Precision.DAY:
        return _truncated(late, precision) > _truncated(early, precision)
    first, second = _truncated(late, precision) - late.local, _truncated(early, precision) - early.local
    try:
        return late.instants()[0] + first - (early.instants()[1] + second) > tolerance
    except OverflowError:
        return late.local > early.local


def _truncated(value: Moment, precision: Precision) -> datetime:
    local = value.local
    parts = (local.year, local.month, local.day, local.hour, local.minute, local.second)
    kept = max(1, (precision - 2) // 2)
    return datetime(*parts[:kept], *(1,) * max(0, 3 - kept))  # type: ignore[arg-type]  # noqa: DTZ001
