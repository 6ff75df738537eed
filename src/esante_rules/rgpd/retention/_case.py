"""One computation: what is asked (`Case`) and what the algorithms fill in (`Draft`), local to one call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from attrs import define, field, frozen

from esante_rules._core import Finding, Rule, Text
from esante_rules._dates import Period, after
from esante_rules.rgpd.retention import _words as w
from esante_rules.rgpd.retention.facts import Facts
from esante_rules.rgpd.retention.model import Action, Phase, Status, Term
from esante_rules.rgpd.retention.policy import Policy
from esante_rules.rgpd.retention.result import Extract, Hole, Reading, SetAside, Step
from esante_rules.rgpd.retention.triggers import Flag, Trigger


@frozen(eq=False)
class Case:
    """A category, its terms that apply, the facts, the day and the controller's choices."""

    category: str
    terms: Mapping[str, Term]
    """The applicable terms of the category, by the last word of their name."""
    lapsed: Mapping[str, Term]
    """The terms of the category that applied before `as_of` and no longer do."""
    facts: Facts
    as_of: date
    policy: Policy
    now: datetime | None = None

    def day(self, trigger: Trigger) -> date | None:
        """The day that counts for that trigger; the registers' unspecified start is the collection of the datum."""
        return self.facts.days.get(Trigger.DATA_COLLECTED if trigger is Trigger.UNSPECIFIED else trigger)

    def flag(self, flag: Flag) -> bool | None:
        """The answer, None when it is unknown."""
        return self.facts.flags.get(flag)


@define(eq=False)
class Draft:
    """The answer being built."""

    active_until: date | None = None
    until: date | None = None
    until_instant: datetime | None = None
    action: Action | None = None
    deciding: tuple[Term, ...] = ()
    origin: date | None = None
    """The start of the term that decides, from which the controller's choices are counted."""
    data_from: date | None = None
    halt: Status | None = None
    """A status that no date can change."""
    provisional: bool = False
    archive_follows: bool = False
    switch_is_chosen: bool = False
    chosen: bool = False
    """The controller's chosen period was used, or refused with a warning."""
    suspends: bool = False
    """The text lets a litigation suspend this clock."""
    set_aside: list[SetAside] = field(factory=list)
    steps: list[Step] = field(factory=list)
    warnings: list[Finding] = field(factory=list)
    missing: list[str] = field(factory=list)
    readings: list[Reading] = field(factory=list)
    extracts: list[Extract] = field(factory=list)

    def step(self, words: Text, term: Term | None = None, **holes: Hole) -> None:
        """Say one step."""
        self.steps.append(Step(words, holes, term))

    def warn(self, rule: Rule[Any]) -> None:
        """Warn once."""
        if all(finding.rule is not rule for finding in self.warnings):
            self.warnings.append(Finding(rule=rule))

    def aside(self, term: Term | None, reason: Text) -> None:
        """Say that a term does not decide."""
        if term is not None:
            self.set_aside.append(SetAside(term, reason))

    def lack(self, fact: str) -> None:
        """Say that a fact is missing; the answer stays open."""
        if fact in self.missing:
            return
        self.missing.append(fact)
        if isinstance(fact, Trigger):
            self.step(w.MISSING, trigger=fact)
        else:
            self.step(w.MISSING_FLAG, name=str(fact))

    def count(self, term: Term, start: date, period: Period) -> date:
        """The last day of `period` from `start`, said as a step of `term`."""
        end = after(start, period)
        self.counted(term, start, period, end)
        return end

    def counted(self, term: Term, start: date, period: Period, end: date) -> None:
        """Say that `period` from `start` gives `end`."""
        if period:
            holes: dict[str, Hole] = {"start": start, "period": period, "end": end, "trigger": term.trigger}
            self.steps.append(Step(w.COUNTED, holes, term))
        else:
            self.steps.append(Step(w.UNTIL_EVENT, {"end": end}, term))

    def end(self, case: Case, term: Term) -> date | None:
        """The last day of `term`, None with the missing fact noted when its trigger is unknown."""
        start = case.day(term.trigger)
        if start is None:
            self.lack(Trigger.DATA_COLLECTED if term.trigger is Trigger.UNSPECIFIED else term.trigger)
            return None
        return self.count(term, start, figure(term))

    def total(self, action: Action, until: date | None, *deciding: Term) -> None:
        """One span that the text does not split: the controller chooses the day of the switch."""
        self.until, self.action, self.deciding, self.switch_is_chosen = until, action, deciding, True

    def active(self, action: Action, until: date | None, *deciding: Term) -> None:
        """An active base after which the data are gone."""
        self.active_until = self.until = until
        self.action, self.deciding = action, deciding


def figure(term: Term) -> Period:
    """The period of a term known to have one."""
    if term.period is None:
        raise LookupError(f"{term.name} gives no figure")
    return term.period


def is_active(term: Term) -> bool:
    """Does the term close the active base?"""
    return term.phase is Phase.ACTIVE
