"""`timeline`: when the data of one record leave the active base, when they end, what is to be done, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from esante_rules._core import Confidence, Finding, require
from esante_rules._dates import Interval, after, aware, in_paris, next_day
from esante_rules.rgpd.retention import _words as w
from esante_rules.rgpd.retention import findings as f
from esante_rules.rgpd.retention import policy as policies
from esante_rules.rgpd.retention._case import Case, Draft
from esante_rules.rgpd.retention.catalogue import (
    Category,
    applicable,
    applicable_at_trigger,
    category,
    lapsed,
    undeclared_finding,
)
from esante_rules.rgpd.retention.facts import Facts, Given, in_future
from esante_rules.rgpd.retention.model import Action, Phase, Status
from esante_rules.rgpd.retention.policy import Policy
from esante_rules.rgpd.retention.result import Reading, Timeline
from esante_rules.rgpd.retention.triggers import Trigger

_ACCEPTANCE: Final = "policy.accept_to_confirm"
_VISA: Final = frozenset(
    {
        Action.DELETE,
        Action.DELETE_OR_ANONYMISE,
        Action.ARCHIVE_OR_DELETE,
        Action.DISPOSAL_DECISION,
        Action.RETURN_AND_DELETE,
        Action.NOTIFY_THEN_DELETE,
        Action.UPDATE_OR_DELETE,
        Action.REVIEW,
    }
)
"""The ends to which public archives add the visa of the archives administration."""


def timeline(
    name: str | Category,
    facts: Facts | Mapping[Trigger, Given] | Mapping[str, Given],
    *,
    as_of: date,
    policy: Policy | None = None,
) -> Timeline:
    """The timeline of one record of the category `name` (see `CATEGORIES`), from what is known of it.

    A `Category` of the caller's own, made of terms of their register, is accepted in place of the name.

    `facts` is a `Facts`, or a mapping from triggers to dates when nothing else is known. `as_of` is both the day whose
    law applies and the day from which the record is looked at; an aware `datetime` is used for periods in hours.
    Missing facts give `Status.OPEN` and the list of what is missing. Raises `ValueError` for an unknown category, for
    impossible facts, naming them and not their values, and for an end beyond the calendar; `TypeError` for a type.
    """
    kind = name if isinstance(name, Category) else category(name)
    if not isinstance(facts, Facts):
        facts = Facts(facts)
    day, now = _as_of(as_of)
    for finding in in_future(facts, day):
        raise ValueError(f"{finding.id}: {finding.message('en')}")
    try:
        return compute(kind, facts, day, now, policies.DEFAULT if policy is None else policy)
    except OverflowError:
        raise ValueError(f"{f.BEYOND_CALENDAR.id}: {f.BEYOND_CALENDAR.says.en}") from None


def faults(facts: Facts, as_of: date) -> tuple[Finding, ...]:
    """Why `timeline` would refuse these facts on that day; empty when it would answer."""
    day, _ = _as_of(as_of)
    return tuple(in_future(facts, day))


def _as_of(as_of: date) -> tuple[date, datetime | None]:
    require(as_of, date, "as_of")
    if isinstance(as_of, datetime):
        local = in_paris(aware(as_of, "as_of"))
        return local.date(), local
    return as_of, None


def compute(kind: Category, facts: Facts, as_of: date, now: datetime | None, policy: Policy) -> Timeline:
    """The timeline of facts known to be possible on that day; `OverflowError` for an end beyond the calendar."""
    require(policy, Policy, "policy")
    at_trigger = policy.law == "at-trigger"
    terms = applicable_at_trigger(kind, facts.days, as_of) if at_trigger else applicable(kind, as_of)
    case = Case(kind.name, terms, lapsed(kind, as_of), facts, as_of, policy, now)
    draft = Draft()
    _fill(kind, case, draft)
    return _timeline(kind, case, draft)


def _fill(kind: Category, case: Case, draft: Draft) -> None:
    if not kind.terms:
        draft.halt = Status.UNDECLARED
        draft.warnings.append(undeclared_finding(kind.name))
        draft.step(w.UNDECLARED)
        return
    if case.terms or case.lapsed:
        kind.compute(case, draft)
    if draft.halt is Status.NO_TERM or not (case.terms or draft.deciding):
        draft.halt = Status.NO_TERM
        draft.step(w.NO_TERM)
    elif case.policy.law == "at-trigger" or any(term.period is not None for term in case.lapsed.values()):
        _other_law(kind, case, draft)
    if case.facts.suspensions and not draft.suspends and draft.halt is not Status.NO_TERM:
        draft.warn(f.NO_SUSPENSION)


def _other_law(kind: Category, case: Case, draft: Draft) -> None:
    """The end under the other choice of law, when it differs."""
    if case.policy.law == "immediate":
        terms = applicable_at_trigger(kind, case.facts.days, case.as_of)
    else:
        terms = applicable(kind, case.as_of)
    if draft.until is None or not terms or all(term in draft.deciding for term in terms.values()):
        return
    other = Draft()
    kind.compute(Case(kind.name, terms, {}, case.facts, case.as_of, case.policy, None), other)
    if other.until is not None and other.until != draft.until:
        draft.warn(f.LAW_CHANGED)
        if all(reading.kind is not w.OTHER_LAW for reading in draft.readings):
            draft.readings.append(Reading(w.OTHER_LAW, other.until))


def _timeline(kind: Category, case: Case, draft: Draft) -> Timeline:
    policy, as_of = case.policy, case.as_of
    if policy.chosen or policy.switch_after:
        _controller(kind, policy, draft)
    doubtful = any(term.confidence is Confidence.TO_CONFIRM for term in draft.deciding)
    unaccepted = doubtful and not policy.accept_to_confirm
    if doubtful:
        draft.warn(f.TO_CONFIRM)
    if draft.provisional:
        draft.warn(f.PROVISIONAL)
    start = _starts(draft)
    reached = start is not None and _reached(start, as_of, draft.until_instant, case.now)
    status = _status(case, draft, start if reached else None, unaccepted)
    action = _action(draft, reached and (unaccepted or draft.provisional))
    return Timeline(
        category=kind.name,
        label=kind.label,
        as_of=as_of,
        status=status,
        active_until=draft.active_until,
        until=draft.until,
        action_from=None if draft.until is None else start,
        action=action,
        also=(Action.ARCHIVES_VISA,) if policy.public_archives and action in _VISA else (),
        deciding=draft.deciding,
        set_aside=tuple(draft.set_aside),
        steps=tuple(draft.steps),
        warnings=tuple(draft.warnings),
        missing=tuple(map(str, draft.missing)),
        provisional=draft.provisional or unaccepted,
        switch_is_chosen=draft.switch_is_chosen and draft.active_until is None,
        archive_follows=draft.archive_follows,
        readings=tuple(draft.readings),
        extracts=tuple(draft.extracts),
        until_instant=draft.until_instant,
        data_from=draft.data_from,
    )


def _starts(draft: Draft) -> date | None:
    """The day the action starts: after the end or, when the archive has no known end, after the active base."""
    if draft.until_instant is not None:
        return draft.until
    if draft.until is not None:
        return next_day(draft.until)
    return next_day(draft.active_until) if draft.archive_follows and draft.active_until else None


def _action(draft: Draft, doubtful: bool) -> Action:
    """What the end calls for; nothing irreversible when the end is unknown, provisional or rests on doubt."""
    action = draft.action or Action.KEEP
    if draft.until is None and action not in (Action.ARCHIVE_INTERMEDIATE, Action.REVIEW):
        return Action.KEEP
    return Action.REVIEW if doubtful and action is not Action.KEEP else action


def _reached(start: date, as_of: date, instant: datetime | None, now: datetime | None) -> bool:
    """Has the day come? For a period in hours, has the instant passed; a bare day must be wholly after it."""
    if instant is None:
        return as_of >= start
    return now >= instant if now is not None else as_of > start


def _controller(kind: Category, policy: Policy, draft: Draft) -> None:
    """The controller's switch inside a whole span, and a warning when a choice cannot be followed."""
    after_start = policy.switch_after.get(kind.name)
    if after_start is not None and draft.switch_is_chosen and draft.origin is not None:
        switch = after(draft.origin, after_start)
        draft.active_until = switch if draft.until is None else min(switch, draft.until)
        draft.archive_follows = draft.until is None or draft.active_until < draft.until
        draft.step(w.SWITCH_CHOSEN, end=draft.active_until)
    chosen = policy.chosen.get(kind.name)
    if chosen is None or draft.chosen or draft.origin is None or draft.until is None:
        return
    end = after(draft.origin, chosen)
    if end != draft.until:
        draft.warn(f.KEPT_TOO_LONG if end > draft.until else f.KEPT_TOO_SHORT)


def _status(case: Case, draft: Draft, due_since: date | None, unaccepted: bool) -> Status:
    facts, as_of = case.facts, case.as_of
    if facts.disposed_on is not None and facts.disposed_on <= as_of:
        return Status.DISPOSED
    if draft.halt in (Status.NO_TERM, Status.UNDECLARED, Status.SUSPENDED):
        return draft.halt
    if _held(facts.holds, as_of):
        return Status.HELD
    if draft.halt is not None:
        return draft.halt
    if draft.missing or (draft.until is None and draft.active_until is None):
        return Status.OPEN
    if _held(facts.suspensions, as_of):
        # A pending litigation that stops no clock, because no text says so or because it came after the end.
        return Status.HELD
    if due_since is None:
        return _before_end(as_of, draft)
    if draft.provisional or unaccepted:
        if unaccepted:
            draft.missing.append(_ACCEPTANCE)
        return Status.OPEN
    return Status.OVERDUE if as_of > after(due_since, case.policy.grace) else Status.DUE


def _before_end(as_of: date, draft: Draft) -> Status:
    if draft.active_until is not None:
        archived = draft.archive_follows or (draft.until is not None and draft.until > draft.active_until)
        return Status.INTERMEDIATE if archived and as_of > draft.active_until else Status.ACTIVE
    archive = all(term.phase is Phase.INTERMEDIATE for term in draft.deciding)
    return Status.INTERMEDIATE if archive else Status.ACTIVE


def _held(intervals: Iterable[Interval], as_of: date) -> bool:
    return any(interval.covers(as_of) for interval in intervals)
