"""The answer: a timeline, its phases, what decided, what was set aside, and every step in words.

A timeline is a value the caller asked for: its attributes, `explain` and `to_dict` show dates; its `repr` does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from esante_rules._core import STATE_OF_LAW, Confidence, Finding, Lang, Text, fill
from esante_rules._dates import Period, next_day
from esante_rules.rgpd.retention.findings import EFFECT_DATE_UNKNOWN
from esante_rules.rgpd.retention.model import Action, Phase, Status, Term, period_words
from esante_rules.rgpd.retention.triggers import TRIGGERS, Trigger

Hole: TypeAlias = "str | int | date | datetime | Text | Period | Trigger | Term"


@frozen
class Step:
    """One step of the computation: a sentence with its dates, and the term it applies when there is one."""

    words: Text
    holes: Mapping[str, Hole] = field(factory=dict, repr=False)
    term: Term | None = None

    def explain(self, lang: Lang = "fr") -> str:
        """The step in `lang`, with its term and its text."""
        sentence = fill(self.words, {name: _word(value, lang) for name, value in self.holes.items()}, lang)
        return f"{sentence} [{self.term.name}, {self.term.refs[0]}]" if self.term else sentence


def _word(value: Hole, lang: Lang) -> str | int | date | Text:
    if isinstance(value, Period):
        return period_words(value, lang)
    if isinstance(value, Trigger):
        return TRIGGERS[value].start(lang)
    if isinstance(value, Term):
        return value.label
    if isinstance(value, datetime):
        return value.isoformat()
    return value


@frozen
class SetAside:
    """A term that was examined and does not decide, with the reason."""

    term: Term
    reason: Text


@frozen(repr=False)
class Reading:
    """Another date worth showing: a prudent bound, a low reading, the end under another law."""

    kind: Text
    until: date

    def __repr__(self) -> str:
        return f"Reading({self.kind.en!r})"


@frozen(repr=False)
class Extract:
    """A part of the record that outlives it: kept apart until `until`, the last day included."""

    term: Term
    until: date
    action: Action

    def __repr__(self) -> str:
        return f"Extract({self.term.name!r})"


@frozen(repr=False)
class Span:
    """One phase: its first day and its last day included; None when it is not known or has no limit."""

    phase: Phase
    first: date | None
    last: date | None

    def __repr__(self) -> str:
        return f"Span({self.phase.value!r})"


@frozen(repr=False, hash=False, kw_only=True)
class Timeline:
    """When the data of one record leave the active base, when they end, and why."""

    category: str
    label: Text
    as_of: date
    status: Status
    active_until: date | None
    """Last day in the active base, included; None when it is open or the controller's choice."""
    until: date | None
    """Last day of retention, included; None when no end can be computed."""
    action_from: date | None
    """The day from which `action` is to be done: the day after `until`."""
    action: Action
    """What the end calls for; `KEEP` when there is no end."""
    also: tuple[Action, ...] = ()
    """What is to be done besides: the visa of the archives."""
    deciding: tuple[Term, ...] = ()
    """The terms that gave the dates."""
    set_aside: tuple[SetAside, ...] = ()
    steps: tuple[Step, ...] = ()
    warnings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    """The facts, flags and decisions whose absence leaves the answer open."""
    provisional: bool = False
    """True when the dates rest on a fact to come, a lapsed text or a term that is to be confirmed and not accepted."""
    switch_is_chosen: bool = False
    """True when the move to the archive is the controller's choice and none was made ("RT")."""
    archive_follows: bool = False
    """True when an intermediate archive follows `active_until`."""
    readings: tuple[Reading, ...] = ()
    extracts: tuple[Extract, ...] = ()
    until_instant: datetime | None = None
    """For a period in hours, the exact end, on the clocks of Paris."""
    data_from: date | None = None
    """For a rule of access, the first day whose data may be read."""

    @property
    def switch_on(self) -> date | None:
        """The first day of the intermediate archive, when it is known."""
        return next_day(self.active_until) if self.archive_follows and self.active_until else None

    @property
    def phases(self) -> tuple[Span, ...]:
        """The phases in order: active base, intermediate archive when there is one, end."""
        active = Span(Phase.ACTIVE, None, self.active_until if self.active_until else self.until)
        spans = [Span(Phase.TOTAL, None, self.until) if self.switch_is_chosen else active]
        if self.archive_follows and self.active_until:
            spans.append(Span(Phase.INTERMEDIATE, self.switch_on, self.until))
        if self.action_from:
            spans.append(Span(Phase.END, self.action_from, None))
        return tuple(spans)

    @property
    def confidence(self) -> Confidence:
        """The least sure of the terms that decided; `CERTAIN` when none did."""
        return max((term.confidence for term in self.deciding), key=_DOUBT.index, default=Confidence.CERTAIN)

    @property
    def days_overdue(self) -> int:
        """How many days ago the action, or the decision about the archive, became due; 0 when nothing is due."""
        start = self.action_from or self.switch_on
        if self.status not in (Status.DUE, Status.OVERDUE) or start is None:
            return 0
        return (self.as_of - start).days

    @property
    def next_deadline(self) -> tuple[date, Action] | None:
        """The next thing to do, on which day: the move to the archive, then the end; None when nothing is dated."""
        switch = self.switch_on
        if switch and (switch > self.as_of or self.action_from is None):
            return switch, Action.ARCHIVE_INTERMEDIATE if switch > self.as_of else self.action
        return (self.action_from, self.action) if self.action_from else None

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What to know of the terms besides the answer: dates of effect that no source gives."""
        return tuple(
            Finding(rule=EFFECT_DATE_UNKNOWN, at=term.name) for term in self.deciding if term.rule.since is None
        )

    @property
    def beyond_state_of_law(self) -> bool:
        """True when `as_of` is later than the texts of this release: the last known law was applied."""
        return self.as_of > STATE_OF_LAW

    def explain(self, lang: Lang = "fr") -> str:
        """The whole reasoning in words, one line a step."""
        from esante_rules.rgpd.retention.output import explain

        return explain(self, lang)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The timeline as plain data for JSON."""
        return {
            "schema": 1,
            "category": self.category,
            "label": self.label.in_(lang),
            "as_of": self.as_of.isoformat(),
            "status": self.status.value,
            "active_until": _iso(self.active_until),
            "switch_on": _iso(self.switch_on),
            "switch_is_chosen": self.switch_is_chosen,
            "until": _iso(self.until),
            "until_instant": _iso(self.until_instant),
            "action_from": _iso(self.action_from),
            "action": self.action.value,
            "also": [action.value for action in self.also],
            "days_overdue": self.days_overdue,
            "data_from": _iso(self.data_from),
            "provisional": self.provisional,
            "confidence": self.confidence.value,
            "missing": list(self.missing),
            "phases": [
                {"phase": span.phase.value, "first": _iso(span.first), "last": _iso(span.last)} for span in self.phases
            ],
            "deciding": [term.name for term in self.deciding],
            "set_aside": [{"id": aside.term.name, "reason": aside.reason.in_(lang)} for aside in self.set_aside],
            "readings": [{"kind": r.kind.in_(lang), "until": r.until.isoformat()} for r in self.readings],
            "extracts": [
                {"id": e.term.name, "until": e.until.isoformat(), "action": e.action.value} for e in self.extracts
            ],
            "steps": [step.explain(lang) for step in self.steps],
            "warnings": [finding.to_dict(lang) for finding in self.warnings],
            "beyond_state_of_law": self.beyond_state_of_law,
        }

    def __repr__(self) -> str:
        names = ", ".join(term.name for term in self.deciding)
        return f"<Timeline {self.category}: {self.status.value}{', provisional' if self.provisional else ''} ({names})>"


_DOUBT: Final = (Confidence.CERTAIN, Confidence.PROBABLE, Confidence.TO_CONFIRM)


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
