"""Calendar arithmetic, in one place, as the law counts; the only importer of dateutil.

Civil dates only. The day of the event is day zero and the period ends on the day that bears the same number
(code de procédure civile, art. 641 and 642; règlement (CEE, Euratom) n° 1182/71, art. 3). Units are not
interchangeable: 90 days is not three months.
"""

from __future__ import annotations

from datetime import date

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta


def add(day: date, *, years: int = 0, months: int = 0, weeks: int = 0, days: int = 0) -> date:
    """Add years and months in one step, clamping to the last day of the month, then weeks and days.

    29 February plus n years is 29 February in a leap year, else 28 February. Raises `OverflowError` past year 9999.
    """
    try:
        return day + relativedelta(years=years, months=months, weeks=weeks, days=days)
    except (ValueError, OverflowError):
        raise OverflowError("the period ends beyond the calendar (years 1 to 9999)") from None


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, from which the movable public holidays are counted."""
    return easter(year)
