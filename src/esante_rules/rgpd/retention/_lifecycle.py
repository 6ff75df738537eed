"""The plain life of data: terms of a category, an active base, an archive, and what to do when periods disagree.

Each end is counted from its own trigger. Inside a window between a minimum and a maximum the controller picks a day;
when the window is empty the stronger obligation prevails, and between two texts of the law nobody but a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from attrs import frozen

from esante_rules._core import Text
from esante_rules._dates import after, after_hours
from esante_rules.rgpd.retention import _words as w
from esante_rules.rgpd.retention import findings as f
from esante_rules.rgpd.retention._case import Case, Draft, figure, is_active
from esante_rules.rgpd.retention.model import Action, Nature, Obligation, Status, Term
from esante_rules.rgpd.retention.result import Reading
from esante_rules.rgpd.retention.triggers import Flag, Trigger


@frozen
class End:
    """The last day of one term."""

    term: Term
    start: date
    day: date


def lifecycle(case: Case, draft: Draft) -> None:
    """Every term of the category, each from its own trigger (the rulebook's A0, A4 and A17 for one purpose)."""
    terms = tuple(case.terms.values())
    if any(term.trigger is Trigger.UNSPECIFIED for term in terms):
        draft.warn(f.START_UNSPECIFIED)
    active = [term for term in terms if is_active(term)]
    rest = [term for term in terms if not is_active(term)]
    if active:
        _active_base(case, draft, active)
    if rest:
        _rest(case, draft, rest)
    if active:
        _joined(case, draft, bool(rest))


def social_support(case: Case, draft: Draft) -> None:
    """Two years after the last contact from the person, but never while the support goes on."""
    support = case.flag(Flag.SUPPORT_OPEN)
    if support and case.policy.open_support_blocks:
        draft.step(w.SUPPORT_OPEN)
        draft.deciding = tuple(case.terms.values())
        draft.halt = Status.ACTIVE
        return
    if support is None:
        draft.step(w.READ_AS_NO, name=Flag.SUPPORT_OPEN.value)
    lifecycle(case, draft)


def sub_day(case: Case, draft: Draft) -> None:
    """A period in hours, counted in UTC and shown on the clocks of Paris (A15)."""
    (term,) = case.terms.values()
    instant = case.facts.instant(term.trigger)
    draft.deciding, draft.switch_is_chosen = (term,), False
    if instant is None:
        draft.lack(term.trigger if case.day(term.trigger) is None else f"{term.trigger} with its time")
        return
    end = after_hours(instant, figure(term))
    draft.step(w.HOURS, term, start=instant, period=figure(term), end=end)
    draft.until_instant, draft.action = end, term.action
    draft.active_until = draft.until = end.date()


def access_depth(case: Case, draft: Draft) -> None:
    """Which years may be read on `as_of`: the current one and the years of the depth before it (A14).

    The window moves on 1 January. It says nothing of deletion. With the date of a datum, its last day of access.
    """
    (term,) = case.terms.values()
    depth = figure(term)
    draft.deciding, draft.action = (term,), term.action
    draft.data_from = date(max(case.as_of.year - depth.years, 1), 1, 1)
    draft.step(w.DEPTH, term, period=depth, start=draft.data_from)
    collected = case.day(Trigger.DATA_COLLECTED)
    if collected is None:
        draft.halt = Status.ACTIVE
        return
    draft.until = draft.active_until = after(date(collected.year, 12, 31), depth)
    draft.step(w.LAST_YEAR, end=draft.until)


def _active_base(case: Case, draft: Draft, terms: Sequence[Term]) -> None:
    end = resolve(case, draft, terms)
    draft.active_until = end
    draft.archive_follows = any(term.action is Action.ARCHIVE_INTERMEDIATE for term in draft.deciding or terms)


def _rest(case: Case, draft: Draft, terms: Sequence[Term]) -> None:
    before = draft.deciding
    end = resolve(case, draft, terms)
    draft.until = end
    draft.deciding = (*before, *draft.deciding) if before != draft.deciding else before


def _joined(case: Case, draft: Draft, has_rest: bool) -> None:
    """An active base and what comes after it."""
    draft.switch_is_chosen = False
    if draft.halt is Status.CRITERION and draft.active_until is not None:
        draft.halt = None
    if draft.until is not None:
        if draft.active_until is not None and draft.active_until > draft.until:
            draft.active_until = draft.until
            draft.warn(f.ACTIVE_LONGER_THAN_TOTAL)
            draft.step(w.CAPPED, end=draft.until)
        return
    if draft.active_until is None or draft.missing:
        return
    if draft.archive_follows:
        undeclared_archive(case, draft)
    elif not has_rest:
        draft.until = draft.active_until


def undeclared_archive(case: Case, draft: Draft) -> None:
    """An archive follows and no text gives its length: the controller's bound, or a decision to ask for.

    Before the switch the archive is announced; once it has come without a bound, a person must decide.
    """
    chosen = case.policy.chosen.get(case.category)
    if chosen is not None and not draft.chosen and draft.origin is not None and draft.active_until is not None:
        draft.chosen = True
        draft.until = max(after(draft.origin, chosen), draft.active_until)
        draft.action = Action.DELETE_OR_ANONYMISE
        draft.step(w.CHOSEN, period=chosen, end=draft.until)
        return
    draft.warn(f.ARCHIVE_UNDECLARED)
    reached = draft.active_until is not None and case.as_of > draft.active_until
    draft.action = Action.REVIEW if reached else Action.ARCHIVE_INTERMEDIATE


def resolve(case: Case, draft: Draft, terms: Sequence[Term]) -> date | None:
    """One end out of the terms of one phase: every minimum reached and no maximum passed, if that can be.

    Sets what decided, what was set aside, and the action; None when a fact is missing or the text gives no figure.
    """
    figures = [term for term in terms if term.period is not None and term.nature is not Nature.CRITERION]
    if not figures:
        return _criterion(case, draft, terms)
    for term in terms:
        if term not in figures:
            draft.aside(term, w.CONTROLLER_CHOICE)
    ends: list[End] = []
    for term in figures:
        day, start = draft.end(case, term), case.day(term.trigger)
        if day is not None and start is not None:
            ends.append(End(term, start, day))
    if len(ends) < len(figures):
        draft.deciding = tuple(figures)
        return None
    return _window(case, draft, ends)


def _criterion(case: Case, draft: Draft, terms: Sequence[Term]) -> date | None:
    """A criterion gives a date only when the controller has set a bound, which a limitation period may cap."""
    term = terms[0]
    draft.deciding, draft.action = (term,), term.action
    start = case.day(term.trigger)
    if start is None and term.period is not None:
        draft.lack(term.trigger)
        return None
    bound = draft.count(term, start, term.period) if start and term.period is not None else None
    origin = start or draft.origin
    chosen = case.policy.chosen.get(case.category)
    if chosen is None or origin is None:
        draft.halt = Status.CRITERION
        draft.step(w.CRITERION, term)
        if bound:
            draft.readings.append(Reading(w.BOUND, bound))
        return None
    end = after(origin, chosen)
    draft.chosen, draft.origin = True, origin
    draft.step(w.CHOSEN, term, period=chosen, end=end)
    draft.switch_is_chosen = True
    if bound is not None and end > bound:
        draft.warn(f.KEPT_TOO_LONG)
        return bound
    return max(end, draft.active_until) if draft.active_until else end


def _window(case: Case, draft: Draft, ends: Sequence[End]) -> date:
    floors = [end for end in ends if end.term.nature in (Nature.MIN, Nature.EXACT)]
    ceilings = [end for end in ends if end.term.nature in (Nature.MAX, Nature.EXACT)]
    floor = max(floors, key=_by_day, default=None)
    ceiling = min(ceilings, key=_by_day, default=None)
    winner = floor or ceiling
    if winner is None:
        raise LookupError("a window needs an end")
    if floor and ceiling and floor.day > ceiling.day:
        winner = _conflict(case, draft, floor, ceiling)
        draft.deciding, draft.action, draft.origin = (winner.term,), winner.term.action, winner.start
        draft.switch_is_chosen = True
        if floor.term.obligation is ceiling.term.obligation:
            draft.action = Action.REVIEW
        return winner.day
    if floor and ceiling and floor.day < ceiling.day:
        winner = floor if case.policy.window == "earliest" else ceiling
        draft.readings += [Reading(w.EARLIEST, floor.day), Reading(w.LATEST, ceiling.day)]
        if case.category not in case.policy.chosen:
            draft.step(w.WINDOW, earliest=floor.day, latest=ceiling.day, end=winner.day)
    draft.deciding, draft.action, draft.origin = (winner.term,), winner.term.action, winner.start
    draft.switch_is_chosen = True
    day = _choose(case, draft, winner, floor, ceiling)
    for end in ends:
        if end.term not in draft.deciding and not any(a.term is end.term for a in draft.set_aside):
            draft.aside(end.term, _compared(end.day, winner.day))
    return day


def _conflict(case: Case, draft: Draft, floor: End, ceiling: End) -> End:
    """The window is empty: the stronger obligation prevails; between equals nobody but a person decides."""
    pair = {floor.term.obligation, ceiling.term.obligation}
    if len(pair) == 1:
        draft.warn(f.TERMS_IN_CONFLICT)
        draft.lack("a decision between two terms")
        return floor
    if pair == {Obligation.REGISTRE, Obligation.CNIL}:
        register = floor if floor.term.obligation is Obligation.REGISTRE else ceiling
        winner = register if case.policy.justified else ceiling
    else:
        winner = min(floor, ceiling, key=lambda end: _STRENGTH.index(end.term.obligation))
    loser = ceiling if winner is floor else floor
    draft.aside(loser.term, w.WEAKER)
    draft.step(w.LEGAL_PREVAILS, end=winner.day)
    return winner


_STRENGTH: Final = (Obligation.LEGAL, Obligation.REGISTRE, Obligation.CNIL, Obligation.DOCTRINE)
_OPTIONAL: Final = (Obligation.CNIL, Obligation.DOCTRINE)


def _choose(case: Case, draft: Draft, winner: End, floor: End | None, ceiling: End | None) -> date:
    """The controller's own period, inside the window; outside it only with a justification, and not against a text."""
    chosen = case.policy.chosen.get(case.category)
    if chosen is None or winner.term.action is Action.ARCHIVE_INTERMEDIATE:
        return winner.day
    day = after(winner.start, chosen)
    draft.chosen = True
    draft.step(w.CHOSEN, period=chosen, end=day)
    if floor and day < floor.day:
        draft.warn(f.KEPT_TOO_SHORT)
        day = day if _may_depart(case, floor.term) else floor.day
    elif ceiling and day > ceiling.day:
        draft.warn(f.KEPT_TOO_LONG)
        day = day if _may_depart(case, ceiling.term) else ceiling.day
    deciding = dict.fromkeys(end.term for end in (floor, ceiling) if end)
    draft.deciding = tuple(deciding) or (winner.term,)
    return day


def _may_depart(case: Case, term: Term) -> bool:
    return case.policy.justified and term.obligation in _OPTIONAL


def _by_day(end: End) -> date:
    return end.day


def _compared(day: date, decided: date) -> Text:
    return w.SAME_END if day == decided else w.ENDS_EARLIER if day < decided else w.ENDS_LATER
