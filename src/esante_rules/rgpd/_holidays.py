"""French public holidays, and the working days that deadlines are moved to.

Computed, not listed: the fixed days and those counted from Easter are in the law (code du travail, art. L. 3133-1;
L. 3134-13 for Alsace and Moselle), and Easter comes from dateutil. No day is read from a calendar of a given year.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from esante_rules._dates import add, easter_sunday


@lru_cache(maxsize=64)
def public_holidays(year: int, *, alsace_moselle: bool = False) -> frozenset[date]:
    """The public holidays of `year`; `alsace_moselle` adds Good Friday and 26 December.

    Good Friday is a holiday there only in communes that have a Protestant temple or a mixed church: the caller decides.
    """
    easter = easter_sunday(year)
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    moved = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
    days = {date(year, month, day) for month, day in fixed} | {add(easter, days=n) for n in moved}
    if alsace_moselle:
        days |= {add(easter, days=-2), date(year, 12, 26)}
    return frozenset(days)


def is_working_day(day: date, *, alsace_moselle: bool = False) -> bool:
    """Is it neither a Saturday, a Sunday nor a public holiday? (règlement 1182/71, art. 2 and 3)"""
    return day.weekday() < 5 and day not in public_holidays(day.year, alsace_moselle=alsace_moselle)


def next_working_day(day: date, *, alsace_moselle: bool = False) -> date:
    """The day itself when it is worked, else the first worked day after it (règlement 1182/71, art. 3(4))."""
    while not is_working_day(day, alsace_moselle=alsace_moselle):
        day = add(day, days=1)
    return day
