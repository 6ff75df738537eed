"""The data types TS and IVL_TS of the official header rules: each function appends what it finds.

Quirks are the official ones: a plain TS admits an offset of 1 to 4 digits while a bound of an IVL_TS wants ±hhmm; the
lower and upper bound are compared as strings for equality.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from esante_rules.cda import _datatype_rules as rules
from esante_rules.cda._datatype_elements import Element, Found, name
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import clark

_TIMESTAMP: Final = re.compile(
    r"([0-9]{4})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(\.[0-9]+)?)?)?)?)?)?"
    r"(?:([+\-])([0-9]{1,4}))?"
)
_UNITS: Final = (None, "us", "ms", "s", "min", "h", "d", "wk", "mo", "a")
_LOW, _HIGH, _WIDTH, _CENTER = map(clark, ("low", "high", "width", "center"))


@functools.lru_cache(maxsize=4096)
def valid_timestamp(value: str, *, strict_offset: bool = False) -> bool:
    """Is it AAAA[MM[JJ[hh[mm[ss[.f]]]]]] with an optional offset, and a real date? Hour 24 is, with zero minutes."""
    return _moment(value, strict_offset=strict_offset) is not None


@functools.lru_cache(maxsize=4096)
def _moment(value: str, *, strict_offset: bool = False) -> tuple[datetime, bool] | None:
    match = _TIMESTAMP.fullmatch(value)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, sign, offset = match.groups()
    shift = timedelta()
    if offset is not None:
        if strict_offset and len(offset) != 4:
            return None
        digits = offset.ljust(4, "0")  # as the official assertion completes it: +2 is +20:00, and too much
        hours, minutes = int(digits[:2]), int(digits[2:])
        if minutes > 59 or hours * 60 + minutes > 14 * 60:
            return None
        shift = timedelta(hours=hours, minutes=minutes) * (1 if sign == "+" else -1)
    h, m, s = int(hour or 0), int(minute or 0), int(second or 0)
    if h > 24 or m > 59 or s > 59 or (h == 24 and (m or s or float(fraction or 0))):
        return None
    try:
        moment = datetime(max(int(year), 1), int(month or 1), int(day or 1))  # noqa: DTZ001 - naive on purpose
        if int(year) == 0:
            datetime(4, int(month or 1), int(day or 1))  # noqa: DTZ001
        return moment + timedelta(
            hours=h, minutes=m, seconds=s, microseconds=round(float(fraction or 0) * 1e6)
        ) - shift, offset is not None
    except (ValueError, OverflowError):
        return (datetime(1, 1, 1), True) if _real_day(year, month, day) else None  # noqa: DTZ001


def _real_day(year: str, month: str | None, day: str | None) -> bool:
    """Years 0 and 9999 overflow the arithmetic and not the calendar."""
    try:
        datetime(max(int(year), 4), int(month or 1), int(day or 1))  # noqa: DTZ001
    except ValueError:
        return False
    return True


def timestamp(element: Element, found: Found) -> None:
    """TS."""
    value = element.get("value")
    if value is None:
        if element.get("nullFlavor") is None and not len(element):
            found.append(Fault(rules.DATE_MISSING, element, {"element": name(element)}))
    else:
        if element.get("nullFlavor") is not None:
            found.append(Fault(rules.DATE_MISSING, element, {"element": name(element)}))
        if not valid_timestamp(value):
            found.append(Fault(rules.DATE_INVALID, element, {"element": name(element)}))


def period(element: Element, found: Found) -> None:
    """IVL_TS."""
    value, null = element.get("value"), element.get("nullFlavor")
    children = {child.tag: child for child in element[:]}
    params = {"element": name(element)}
    if value is None and null is None and not children:
        found.append(Fault(rules.DATE_MISSING, element, params))
    if value is not None and not valid_timestamp(value):
        found.append(Fault(rules.DATE_INVALID, element, params))
    if null is not None and (value is not None or children):
        found.append(Fault(rules.PERIOD_NULL_WITH_CONTENT, element, params))
    low, high = children.get(_LOW), children.get(_HIGH)
    with_width = _WIDTH in children
    if with_width and children[_WIDTH].get("unit") not in _UNITS:
        found.append(Fault(rules.PERIOD_WIDTH_UNIT, element, params, children[_WIDTH]))
    if (
        (value is not None and children)
        or (_CENTER in children and (low is not None or high is not None or with_width))
        or (low is not None and high is not None and with_width)
    ):
        found.append(Fault(rules.PERIOD_CONTRADICTORY, element, params))
    bounds = [bound for bound in (low, high) if bound is not None]
    if bounds:
        _bounds(element, bounds, low, high, found)


def _bounds(
    element: Element, bounds: Sequence[Element], low: Element | None, high: Element | None, found: Found
) -> None:
    params = {"element": name(element)}
    for bound in bounds:
        value, null = bound.get("value"), bound.get("nullFlavor")
        if null is not None and (value is not None or null == ("PINF" if bound is low else "NINF")):
            found.append(Fault(rules.PERIOD_NULL_WITH_CONTENT, element, params, bound))
        if value is not None and not valid_timestamp(value, strict_offset=True):
            found.append(Fault(rules.PERIOD_BOUND_INVALID, element, params, bound))
    start = low.get("value") if low is not None else None
    end = high.get("value") if high is not None else None
    in_order(element, start, end, found)


def in_order(element: Element, start: str | None, end: str | None, found: Found) -> None:
    """The start of a period is before its end, where both are given."""
    if start is None or end is None:
        return
    params = {"element": name(element)}
    if start == end:
        found.append(Fault(rules.PERIOD_BOUNDS_EQUAL, element, params))
    elif later(start, end):
        found.append(Fault(rules.PERIOD_REVERSED, element, params))


def later(start: str, end: str) -> bool:
    """Is `start` later than `end`? A value without an offset is compared with one that has it only beyond 14 hours."""
    first, second = _moment(start), _moment(end)
    if first is None or second is None:
        return False
    slack = timedelta() if first[1] == second[1] else timedelta(hours=14)
    return first[0] - second[0] > slack
