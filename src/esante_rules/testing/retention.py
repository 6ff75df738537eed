"""Hypothesis strategies for retention: facts, litigations, policies and records, possible by construction.

    from hypothesis import given
    from esante_rules.rgpd import retention
    from esante_rules.testing.retention import AS_OF, records

    @given(records())
    def test_my_archive(record):
        answer = retention.timeline(record.category, record.facts, as_of=AS_OF)

Nothing is filtered. Dates lie between 1900 and `AS_OF`; keys are numbers and carry no identity.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from esante_rules.rgpd.retention import CATEGORIES, Facts, Flag, Interval, Occurrence, Period, Policy, Record, Trigger
from esante_rules.rgpd.retention.facts import KINDS
from esante_rules.rgpd.retention.triggers import FACTS, TRIGGERS, Many

AS_OF: Final = date(2026, 6, 30)
"""The day the facts are seen from: none that must be past is later."""
_FIRST: Final = date(1900, 1, 1)
_FIRST_INSTANT: Final = datetime.combine(date(1990, 1, 1), time())
_LIFE: Final = (Trigger.BIRTH, Trigger.DEATH)
_TIMESTAMPS: Final = (Trigger.TRACE_LOGGED, Trigger.IMAGE_RECORDED, Trigger.POSITION_RECORDED)


def days(first: date = _FIRST, last: date = AS_OF) -> SearchStrategy[date]:
    """Civil days, ends included; the ends of February come often."""
    february = [date(y, m, d) for y in range(first.year, last.year + 1) for m, d in ((2, 28), (3, 1))]
    february += [day - timedelta(days=1) for day in february if day.month == 3]
    usual = st.dates(first, last)
    inside = [day for day in february if first <= day <= last]
    return st.one_of(usual, st.sampled_from(inside)) if inside else usual


def instants(last: date = AS_OF) -> SearchStrategy[datetime]:
    """Instants with an offset, well before the end of `last`."""
    offsets = st.sampled_from([timezone(timedelta(hours=h)) for h in (-8, 0, 1, 2, 11)])
    latest = datetime.combine(last - timedelta(days=2), time())
    return st.datetimes(_FIRST_INSTANT, latest, timezones=offsets)


@st.composite
def intervals(draw: st.DrawFn, last: date = AS_OF) -> Interval:
    """One litigation or hold, over or pending on `last`."""
    start = draw(days(last=last))
    return Interval(start, draw(st.one_of(st.none(), days(first=start, last=last))))


def suspensions(last: date = AS_OF) -> SearchStrategy[tuple[Interval, ...]]:
    """Up to three litigations, which may overlap."""
    return st.lists(intervals(last), max_size=3).map(tuple)


def policies() -> SearchStrategy[Policy]:
    """Every combination of the controller's choices, without choices proper to one category."""
    return st.builds(
        Policy,
        accept_to_confirm=st.booleans(),
        grace=st.builds(Period, days=st.integers(0, 90)),
        justified=st.booleans(),
        window=st.sampled_from(["earliest", "latest"]),
        extracts=st.sampled_from(["split", "whole"]),
        suspension=st.sampled_from(["effective-end", "base-period-only"]),
        align_minors=st.booleans(),
        law=st.sampled_from(["immediate", "at-trigger"]),
        public_archives=st.booleans(),
        open_support_blocks=st.booleans(),
    )


@st.composite
def facts(draw: st.DrawFn, category: str | None = None, *, last: date = AS_OF) -> Facts:
    """Possible facts, seen from `last`: those a category counts from, a life around them, and any others.

    The birth precedes every visit and the death follows them.
    """
    asked: Sequence[Trigger] = CATEGORIES[category].facts if category else ()
    others = draw(st.lists(st.sampled_from(FACTS), max_size=3, unique=True))
    known = [t for t in dict.fromkeys([*asked, *others]) if t not in _LIFE and (t not in asked or draw(_OFTEN))]
    birth = draw(days(first=date(1900, 1, 1), last=last))
    death = draw(st.one_of(st.none(), days(first=birth, last=last)))
    given: dict[Trigger, Any] = {
        trigger: draw(_dates(trigger, birth, (death or last) if trigger in _VISITS else last)) for trigger in known
    }
    if draw(_OFTEN):
        given[Trigger.BIRTH] = birth
    if death is not None:
        given[Trigger.DEATH] = death
    return Facts(
        given,
        suspensions=draw(suspensions(last)),
        holds=draw(st.lists(intervals(last), max_size=1).map(tuple)),
        flags=draw(st.dictionaries(st.sampled_from(list(Flag)), st.booleans(), max_size=3)),
    )


_OFTEN: Final = st.sampled_from([True, True, True, False])
_VISITS: Final = (Trigger.LAST_STAY_OR_OUTPATIENT, Trigger.LAST_CARE, Trigger.LAST_OH_EXAM)


def _dates(trigger: Trigger, first: date, last: date) -> SearchStrategy[Any]:
    if trigger in _TIMESTAMPS:
        return st.one_of(days(last=last), instants(last))
    day = days(first=first, last=last)
    if trigger in KINDS:
        return st.lists(st.builds(Occurrence, day, st.sampled_from(KINDS[trigger])), min_size=1, max_size=3)
    return day if TRIGGERS[trigger].many is Many.REFUSED else st.lists(day, min_size=1, max_size=3)


@st.composite
def records(draw: st.DrawFn, category: str | None = None, *, last: date = AS_OF) -> Record:
    """A record of that category, or of any."""
    name = category or draw(st.sampled_from(sorted(CATEGORIES)))
    return Record(str(draw(st.integers(0, 10**9))), name, draw(facts(name, last=last)))
