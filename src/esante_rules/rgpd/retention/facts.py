"""What the caller knows of one record: dated events, litigations, holds and flags. Never guessed, never completed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from esante_rules._core import Finding, known, require, require_day
from esante_rules._dates import Interval, aware, in_paris
from esante_rules.rgpd.retention import findings as f
from esante_rules.rgpd.retention.triggers import FACTS, TRIGGERS, Flag, Many, Trigger

KINDS: Final[Mapping[Trigger, tuple[str, ...]]] = {
    Trigger.EXPOSURE_ENDED: ("", "chemical", "biological", "ionising"),
    Trigger.DEVICE_USED: ("", "blood-derived"),
}
"""The kinds a date may have; a trigger that is not here has none."""

_TIMESTAMPS: Final = frozenset({Trigger.TRACE_LOGGED, Trigger.IMAGE_RECORDED, Trigger.POSITION_RECORDED})
_VISITS: Final = (Trigger.LAST_STAY_OR_OUTPATIENT, Trigger.LAST_CARE, Trigger.LAST_OH_EXAM)


@frozen(repr=False)
class Occurrence:
    """One date of a trigger, with its kind where there are several sorts (`EXPOSURE_ENDED`, `DEVICE_USED`)."""

    on: date | datetime
    """A civil day, or for a trace, an image or a position, an instant with its offset from UTC."""
    kind: str = ""

    def __repr__(self) -> str:
        return f"Occurrence(kind={self.kind!r})" if self.kind in _ALL_KINDS else "Occurrence()"


_ALL_KINDS: Final = frozenset(kind for kinds in KINDS.values() for kind in kinds if kind)

Given: TypeAlias = "date | datetime | Occurrence | Iterable[date | datetime | Occurrence]"
"""A date, or several when the event took place several times."""


def events_of(given: Mapping[Trigger, Given] | Mapping[str, Given]) -> dict[Trigger, tuple[Occurrence, ...]]:
    """The dates of each trigger, in order; `TypeError` or `ValueError`, naming the trigger, for what is not one."""
    require(given, Mapping, "facts")
    events: dict[Trigger, tuple[Occurrence, ...]] = {}
    for word, value in given.items():
        trigger = word if isinstance(word, Trigger) and word in _GIVABLE else Trigger(known(word, FACTS, "a fact"))
        occurrences = tuple(_occurrences(trigger, value))
        if occurrences:
            events[trigger] = occurrences if len(occurrences) == 1 else tuple(sorted(set(occurrences), key=_order))
    return events


_GIVABLE: Final = frozenset(FACTS)


def _order(occurrence: Occurrence) -> tuple[date, str, str]:
    on = occurrence.on
    return _day(on), on.isoformat(), occurrence.kind


def _occurrences(trigger: Trigger, value: Given) -> Iterator[Occurrence]:
    if isinstance(value, date):
        yield _checked(trigger, Occurrence(value))
    elif isinstance(value, Occurrence):
        yield _checked(trigger, value)
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        for item in value:
            if not isinstance(item, date | Occurrence):
                raise TypeError(f"{trigger}: a date must be date, datetime or Occurrence, not {type(item).__name__}")
            yield _checked(trigger, item if isinstance(item, Occurrence) else Occurrence(item))
    else:
        raise TypeError(f"{trigger} must be date, datetime, Occurrence or several of them, not {type(value).__name__}")


def _checked(trigger: Trigger, occurrence: Occurrence) -> Occurrence:
    on = occurrence.on
    if isinstance(on, datetime):
        if trigger not in _TIMESTAMPS:
            raise TypeError(f"{trigger} must be date, not datetime")
        aware(on, trigger)
        _day(on)
    elif not isinstance(on, date):
        raise TypeError(f"{trigger} must be date, not {type(on).__name__}")
    if trigger in KINDS:
        known(occurrence.kind, KINDS[trigger], f"the kind of {trigger}")
    elif occurrence.kind:
        raise ValueError(f"{trigger} has no kind")
    return occurrence


def _flags(given: Mapping[Flag, bool] | Mapping[str, bool]) -> dict[Flag, bool]:
    require(given, Mapping, "flags")
    for value in given.values():
        require(value, bool, "a flag")
    return {Flag(known(word, tuple(Flag), "a flag")): value for word, value in given.items()}


def _intervals(given: Iterable[Interval]) -> tuple[Interval, ...]:
    intervals = tuple(given)
    for interval in intervals:
        require(interval, Interval, "an interval")
    return intervals


def _day(on: date | datetime) -> date:
    if not isinstance(on, datetime):
        return on
    try:
        return in_paris(on).date()
    except (OverflowError, ValueError):
        raise ValueError(f"{f.BEYOND_CALENDAR.id}: {f.BEYOND_CALENDAR.says.en}") from None


def days_of(events: Mapping[Trigger, tuple[Occurrence, ...]]) -> dict[Trigger, date]:
    """The day that counts for each trigger: the only one, or the latest."""
    return {trigger: _day(occurrences[-1].on) for trigger, occurrences in events.items()}


@frozen(repr=False, hash=False)
class Facts:
    """The facts of one record. Raises `ValueError`, naming the facts and not their values, when they are impossible.

    `events` maps a `Trigger` (or its word) to its date, or to several dates. Where the law follows the last event
    (`LAST_...`) the latest counts; where each event has its own clock (transfusions, exposures, devices) all count;
    two different dates of birth are refused.
    """

    events: Mapping[Trigger, tuple[Occurrence, ...]] = field(converter=events_of, factory=dict)
    suspensions: tuple[Interval, ...] = field(converter=_intervals, default=())
    """Litigations about medical liability: from the day each is lodged to the day of the final decision."""
    holds: tuple[Interval, ...] = field(converter=_intervals, default=())
    """Days during which the controller blocked the disposal."""
    flags: Mapping[Flag, bool] = field(converter=_flags, factory=dict)
    disposed_on: date | None = None
    """The day the final disposition was recorded."""
    days: Mapping[Trigger, date] = field(init=False, eq=False)
    """The day that counts for each trigger: the only one, or the latest."""
    latest: date = field(init=False, eq=False)
    """The latest day of a fact that cannot lie in the future; `date.min` when there is none."""

    def __attrs_post_init__(self) -> None:
        if self.disposed_on is not None:
            require_day(self.disposed_on, "disposed_on")
        object.__setattr__(self, "days", days_of(self.events))
        object.__setattr__(self, "latest", self._latest())
        for finding in contradictions(self.events, self.days):
            raise ValueError(f"{finding.id}: {finding.message('en')}")

    def _latest(self) -> date:
        latest = self.disposed_on or date.min
        for trigger, day in self.days.items():
            if day > latest and trigger not in _FUTURE:
                latest = day
        for interval in self.suspensions:
            latest = max(latest, interval.start, interval.end or date.min)
        return latest

    def kind(self, trigger: Trigger, kind: str) -> tuple[date, ...]:
        """The days of that trigger whose kind is `kind`."""
        return tuple(_day(o.on) for o in self.events.get(trigger, ()) if o.kind == kind)

    def instant(self, trigger: Trigger) -> datetime | None:
        """The instant of that trigger, None when only a day is known."""
        occurrences = self.events.get(trigger, ())
        on = occurrences[-1].on if occurrences else None
        return on if isinstance(on, datetime) else None

    def __repr__(self) -> str:
        names = ", ".join(sorted(self.events))
        return f"<Facts {names or 'none'}; {len(self.suspensions)} suspensions, {len(self.holds)} holds>"


_FUTURE: Final = frozenset(trigger for trigger, about in TRIGGERS.items() if about.future)
_ONE_DATE: Final = frozenset(trigger for trigger, about in TRIGGERS.items() if about.many is Many.REFUSED)


def contradictions(events: Mapping[Trigger, tuple[Occurrence, ...]], days: Mapping[Trigger, date]) -> Iterator[Finding]:
    """What makes dated events impossible whatever the day."""
    for trigger, occurrences in events.items():
        if len(occurrences) > 1 and trigger in _ONE_DATE:
            yield _finding(f.DATES_CONTRADICT, trigger)
    birth, death = days.get(Trigger.BIRTH), days.get(Trigger.DEATH)
    if birth is None and death is None:
        return
    if birth and death and death < birth:
        yield Finding(rule=f.DEATH_BEFORE_BIRTH, at=Trigger.DEATH.value)
    for visit in _VISITS:
        if visit in days:
            if birth and birth > _day(events[visit][0].on):
                yield _finding(f.BIRTH_AFTER_VISIT, visit)
            if death and death < days[visit]:
                yield _finding(f.DEATH_BEFORE_VISIT, visit)


def in_future(facts: Facts, as_of: date) -> Iterator[Finding]:
    """The facts dated after `as_of` although they can only be past."""
    if facts.latest <= as_of:
        return
    for trigger, day in facts.days.items():
        if day > as_of and trigger not in _FUTURE:
            yield _finding(f.FACT_IN_FUTURE, trigger)
    if any(i.start > as_of or (i.end is not None and i.end > as_of) for i in facts.suspensions):
        yield _finding(f.FACT_IN_FUTURE, "SUSPENSION")
    if facts.disposed_on is not None and facts.disposed_on > as_of:
        yield _finding(f.FACT_IN_FUTURE, "DISPOSED")


def _finding(rule: Any, fact: str) -> Finding:
    return Finding(rule=rule, at=str(fact), params={"fact": str(fact)})
