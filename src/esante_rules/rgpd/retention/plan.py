"""A whole DPI or DUI: timelines of many records in a stream, and their summary in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from attrs import define, field, frozen

from esante_rules._core import Finding, Lang, Text, known, require, require_day
from esante_rules.rgpd.retention.catalogue import CATEGORIES
from esante_rules.rgpd.retention.facts import Facts
from esante_rules.rgpd.retention.findings import BEYOND_CALENDAR
from esante_rules.rgpd.retention.model import Action, Status
from esante_rules.rgpd.retention.policy import DEFAULT, Policy
from esante_rules.rgpd.retention.result import Timeline
from esante_rules.rgpd.retention.timeline import compute, faults


@frozen(repr=False, hash=False)
class Record:
    """One record to plan: the caller's own label, its category and its facts. The label is never read."""

    key: str
    category: str
    facts: Facts

    def __attrs_post_init__(self) -> None:
        require(self.key, str, "key")
        known(self.category, CATEGORIES, "category")
        require(self.facts, Facts, "facts")

    def __repr__(self) -> str:
        return f"Record({self.category!r})"


@frozen(repr=False, hash=False)
class Entry:
    """The answer for one record: its timeline or, when its facts are impossible on that day, the faults."""

    key: str
    category: str
    timeline: Timeline | None
    faults: tuple[Finding, ...] = ()

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The entry as plain data for JSON."""
        return {
            "key": self.key,
            "category": self.category,
            "timeline": None if self.timeline is None else self.timeline.to_dict(lang),
            "faults": [finding.to_dict(lang) for finding in self.faults],
        }

    def __repr__(self) -> str:
        return f"<Entry {self.category}: {'refused' if self.timeline is None else self.timeline.status.value}>"


def plan(records: Iterable[Record], as_of: date, *, policy: Policy | None = None) -> Iterator[Entry]:
    """Answer for each record as it comes, in the order given, keeping none.

    A record whose facts are impossible on that day gives an entry with its faults and does not stop the stream.
    """
    require_day(as_of, "as_of")
    chosen = DEFAULT if policy is None else policy
    require(chosen, Policy, "policy")
    return _entries(records, as_of, chosen)


def _entries(records: Iterable[Record], as_of: date, policy: Policy) -> Iterator[Entry]:
    for record in records:
        require(record, Record, "record")
        yield _entry(record, as_of, policy)


def _entry(record: Record, as_of: date, policy: Policy) -> Entry:
    found = faults(record.facts, as_of)
    if found:
        return Entry(record.key, record.category, None, found)
    try:
        timeline = compute(CATEGORIES[record.category], record.facts, as_of, None, policy)
    except OverflowError:
        return Entry(record.key, record.category, None, (Finding(rule=BEYOND_CALENDAR),))
    return Entry(record.key, record.category, timeline)


class _Deadline(NamedTuple):
    day: date
    category: str
    action: Action
    provisional: bool
    terms: tuple[str, ...]


@frozen
class Deadline:
    """Records of one category for which the same thing is to be done on the same day, for the same reason."""

    day: date
    category: str
    action: Action
    count: int
    provisional: bool
    terms: tuple[str, ...]
    """The names of the terms that decided."""

    @property
    def label(self) -> Text:
        """The words of the category."""
        return CATEGORIES[self.category].label

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The deadline as plain data."""
        return {
            "day": self.day.isoformat(),
            "category": self.category,
            "label": self.label.in_(lang),
            "action": self.action.value,
            "count": self.count,
            "provisional": self.provisional,
            "terms": list(self.terms),
        }


@define(eq=False)
class Summary:
    """Counts of a plan: feed it the stream with `watch`. Memory grows with days and categories, not with records."""

    as_of: date
    records: int = 0
    refused: int = 0
    by_status: Counter[tuple[str, Status]] = field(factory=Counter)
    """How many records of each category are in each status."""
    by_action: Counter[tuple[str, Action]] = field(factory=Counter)
    """What is due or overdue now: how many records of each category call for each action."""
    reasons: Counter[str] = field(factory=Counter)
    """Why it is due: how many due records each term decided."""
    missing: Counter[str] = field(factory=Counter)
    """Which facts and decisions are missing, and in how many records."""
    _deadlines: Counter[_Deadline] = field(factory=Counter)

    def watch(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Count each entry and pass it on, so that a plan is written and summed up in one reading."""
        for entry in entries:
            self.add(entry)
            yield entry

    def add(self, entry: Entry) -> None:
        """Count one entry."""
        self.records += 1
        timeline = entry.timeline
        if timeline is None:
            self.refused += 1
            return
        self.by_status[entry.category, timeline.status] += 1
        self.missing.update(timeline.missing)
        names = tuple(term.name for term in timeline.deciding)
        if timeline.status in (Status.DUE, Status.OVERDUE):
            self.by_action[entry.category, timeline.action] += 1
            self.reasons.update(names)
        deadline = timeline.next_deadline
        if deadline is not None and timeline.status not in _SETTLED:
            self._deadlines[_Deadline(deadline[0], entry.category, deadline[1], timeline.provisional, names)] += 1

    @property
    def due(self) -> int:
        """How many records call for an action now."""
        return sum(self.by_action.values())

    def deadlines(self, first: date | None = None, last: date | None = None) -> tuple[Deadline, ...]:
        """The deadlines from `first` (by default `as_of`) to `last` included, in order of day."""
        start = first or self.as_of
        kept = [(key, count) for key, count in self._deadlines.items() if start <= key.day <= (last or date.max)]
        kept.sort(key=lambda pair: (pair[0].day, pair[0].category, pair[0].action.value, pair[0].terms))
        return tuple(
            Deadline(key.day, key.category, key.action, count, key.provisional, key.terms) for key, count in kept
        )

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The summary as plain data for JSON, with the coming deadlines."""
        return {
            "schema": 1,
            "as_of": self.as_of.isoformat(),
            "records": self.records,
            "refused": self.refused,
            "due": self.due,
            "status": [
                {"category": category, "status": status.value, "count": count}
                for (category, status), count in sorted(self.by_status.items(), key=_by_name)
            ],
            "actions": [
                {"category": category, "action": action.value, "says": action.says.in_(lang), "count": count}
                for (category, action), count in sorted(self.by_action.items(), key=_by_name)
            ],
            "reasons": dict(sorted(self.reasons.items())),
            "missing": dict(sorted(self.missing.items())),
            "deadlines": [deadline.to_dict(lang) for deadline in self.deadlines()],
        }


_SETTLED = frozenset({Status.DISPOSED, Status.NO_TERM, Status.UNDECLARED, Status.HELD, Status.SUSPENDED})


def _by_name(item: tuple[tuple[str, Any], int]) -> tuple[str, str]:
    (category, member), _ = item
    return category, member.value


def summarise(entries: Iterable[Entry], as_of: date) -> Summary:
    """Read a plan to its end and sum it up."""
    summary = Summary(as_of)
    for entry in entries:
        summary.add(entry)
    return summary


def by_month(deadlines: Iterable[Deadline]) -> Mapping[str, int]:
    """How many records have a deadline in each month (`2027-03`), in order."""
    months: Counter[str] = Counter()
    for deadline in deadlines:
        months[deadline.day.isoformat()[:7]] += deadline.count
    return dict(sorted(months.items()))
