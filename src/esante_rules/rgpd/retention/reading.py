"""Facts written as words, for the command line and for files: `LAST_STAY_OR_OUTPATIENT=2004-03-10`.

The grammar, one word a fact: `TRIGGER=DATE`, `TRIGGER=DATE/kind`, `FLAG=yes` or `no`, `SUSPENSION=START..END` and
`HOLD=START..END` (nothing after `..` while it lasts), `DISPOSED=DATE`. A trigger may be given several times. Any string
gives a report, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from attrs import define, field

from esante_rules._core import STATE_OF_LAW, Finding, Refused, Report, Rule, require, require_day
from esante_rules._dates import Interval, Period, in_paris
from esante_rules.rgpd.retention import findings as f
from esante_rules.rgpd.retention.catalogue import CATEGORIES
from esante_rules.rgpd.retention.facts import KINDS, Facts, Occurrence, contradictions, days_of, events_of, in_future
from esante_rules.rgpd.retention.triggers import FACTS, Flag, Trigger

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})")
_YES_NO: Final = {"yes": True, "no": False, "oui": True, "non": False}
_INTERVALS: Final = ("SUSPENSION", "HOLD")
_DISPOSED: Final = "DISPOSED"
FACT_WORDS: Final = (*FACTS, *Flag, *_INTERVALS, _DISPOSED)
"""Every name that may stand before `=`."""


@define
class _Read:
    events: dict[Trigger, list[Occurrence]] = field(factory=dict)
    suspensions: list[Interval] = field(factory=list)
    holds: list[Interval] = field(factory=list)
    flags: dict[Flag, bool] = field(factory=dict)
    disposed_on: date | None = None
    findings: list[Finding] = field(factory=list)

    def find(self, rule: Rule[Any], fact: str = "") -> None:
        self.findings.append(Finding(rule=rule, at=fact, params={"fact": fact} if fact else {}))


def check_facts(words: Iterable[str], *, as_of: date, category: str | None = None) -> Report:
    """What is wrong with facts written as words, on that day; a clean report means `parse_facts` succeeds."""
    return _read(words, as_of, category)[1]


def parse_facts(words: Iterable[str], *, as_of: date, category: str | None = None) -> Facts:
    """The facts; raises `Refused`, with the report of `check_facts`, when there is an error."""
    facts, report = _read(words, as_of, category)
    if facts is None or not report.ok:
        raise Refused(report)
    return facts


def parse_period(word: str) -> Period:
    """A period written in ISO 8601; raises `Refused` with a report."""
    require(word, str, "period")
    try:
        return Period.parse(word)
    except ValueError:
        finding = Finding(rule=f.MALFORMED_PERIOD)
        report = Report(as_of=STATE_OF_LAW, findings=(finding,), evaluated=(f.MALFORMED_PERIOD,))
    raise Refused(report)


def _read(words: Iterable[str], as_of: date, category: str | None) -> tuple[Facts | None, Report]:
    require_day(as_of, "as_of")
    read = _Read()
    if category is not None:
        require(category, str, "category")
        if category not in CATEGORIES:
            read.find(f.UNKNOWN_CATEGORY)
    for word in words:
        require(word, str, "a fact")
        _one(read, word)
    facts = _facts(read, as_of) if not read.findings else None
    return facts, Report(as_of=as_of, findings=tuple(read.findings), evaluated=f.FAULTS)


def _one(read: _Read, word: str) -> None:
    name, equals, value = word.partition("=")
    name = name.strip().upper()
    if not equals:
        read.find(f.MALFORMED_FACT)
    elif name not in FACT_WORDS:
        allowed = tuple(str(known) for known in FACT_WORDS)
        read.findings.append(Finding(rule=f.UNKNOWN_FACT, params={"allowed": allowed}))
    elif name in tuple(Flag):
        _flag(read, Flag(name), value.strip().lower())
    elif name in _INTERVALS:
        _interval(read, name, value.strip())
    elif name == _DISPOSED:
        day = _day(value.strip())
        if day is None:
            read.find(f.MALFORMED_DATE, name)
        elif read.disposed_on not in (None, day):
            read.find(f.DATES_CONTRADICT, name)
        else:
            read.disposed_on = day
    else:
        _event(read, Trigger(name), value.strip())


def _flag(read: _Read, flag: Flag, value: str) -> None:
    if value not in _YES_NO or flag in read.flags:
        read.find(f.MALFORMED_FACT, flag.value)
    else:
        read.flags[flag] = _YES_NO[value]


def _interval(read: _Read, name: str, value: str) -> None:
    first, dots, last = value.partition("..")
    start, end = _day(first), _day(last) if last else None
    if not dots or start is None or (last and end is None):
        read.find(f.MALFORMED_DATE, name)
    elif end is not None and end < start:
        read.find(f.INTERVAL_REVERSED, name)
    else:
        (read.suspensions if name == "SUSPENSION" else read.holds).append(Interval(start, end))


def _event(read: _Read, trigger: Trigger, value: str) -> None:
    written, _, kind = value.partition("/")
    on = _day(written) or (_instant(written) if trigger in _TIMESTAMPS else None)
    if on is None:
        read.find(f.MALFORMED_DATE, trigger.value)
    elif kind not in KINDS.get(trigger, ("",)):
        read.find(f.UNKNOWN_KIND, trigger.value)
    else:
        read.events.setdefault(trigger, []).append(Occurrence(on, kind))


_TIMESTAMPS: Final = (Trigger.TRACE_LOGGED, Trigger.IMAGE_RECORDED, Trigger.POSITION_RECORDED)


def _day(written: str) -> date | None:
    if _DATE.fullmatch(written) is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _instant(written: str) -> datetime | None:
    if _INSTANT.fullmatch(written) is None:
        return None
    try:
        instant = datetime.fromisoformat(written)
        in_paris(instant)
    except (ValueError, OverflowError):
        return None
    return instant


def _facts(read: _Read, as_of: date) -> Facts | None:
    events = events_of(read.events)
    read.findings += contradictions(events, days_of(events))
    if read.findings:
        return None
    facts = Facts(read.events, read.suspensions, read.holds, read.flags, read.disposed_on)
    read.findings += in_future(facts, as_of)
    return facts
