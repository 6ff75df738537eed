"""Accounts, traces, contacts, European funds, Mon espace santé, programmes, benefits and the pharmaceutical record."""

from __future__ import annotations

from datetime import date
from typing import Final

from esante_rules._dates import after, next_day
from esante_rules.rgpd.retention import _words as w
from esante_rules.rgpd.retention import findings as f
from esante_rules.rgpd.retention._case import Case, Draft, figure
from esante_rules.rgpd.retention._lifecycle import lifecycle, undeclared_archive
from esante_rules.rgpd.retention.model import Action, Status, Term
from esante_rules.rgpd.retention.result import Reading
from esante_rules.rgpd.retention.triggers import Flag, Trigger


def account(case: Case, draft: Draft) -> None:
    """An account: gone some time after its closing, or after a long inactivity, whichever comes first (A5).

    An open account only has a provisional end, which any activity moves; it is still open on the last day. Activity
    after the closing and within its grace reopens the account; later activity belongs to a new one.
    """
    closing, inactive = case.terms.get("closed"), case.terms.get("inactive")
    draft.deciding = tuple(term for term in (closing, inactive) if term)
    if not draft.deciding:
        draft.halt = Status.NO_TERM
        return
    closed = case.day(Trigger.ACCOUNT_CLOSED) if closing else None
    activity = case.day(Trigger.ACCOUNT_LAST_ACTIVITY)
    if closed and closing and activity and activity > closed:
        if activity <= after(closed, figure(closing)):
            closed = None
        else:
            activity = None
    if closed and case.flag(Flag.CLOSED_BY_HOLDER):
        activity = max(closed, activity or closed)
    ends: list[tuple[date, Term]] = []
    if closed and closing:
        ends.append((draft.count(closing, closed, figure(closing)), closing))
    if activity and inactive:
        ends.append((draft.count(inactive, activity, figure(inactive)), inactive))
    if not ends:
        draft.lack(Trigger.ACCOUNT_LAST_ACTIVITY)
        return
    end, term = min(ends, key=lambda pair: pair[0])
    for other in draft.deciding:
        if other is not term:
            draft.aside(other, w.ENDS_LATER if len(ends) > 1 else w.NO_FACT)
    if not closed and end >= case.as_of:
        draft.active(Action.KEEP, end, term)
        draft.until = None
        draft.provisional, draft.halt = True, Status.OPEN
        draft.missing.append(Trigger.ACCOUNT_CLOSED)
        draft.step(w.IN_USE)
        return
    if len(ends) > 1:
        draft.step(w.FIRST_WINS, end=end)
    draft.active(term.action, end, term)


def account_trace(case: Case, draft: Draft) -> None:
    """Traces kept eighteen months, "unless the account is active", which leaves them without a limit (A6)."""
    (term,) = case.terms.values()
    draft.deciding = (term,)
    active = case.flag(Flag.ACCOUNT_ACTIVE)
    if active is None:
        draft.lack(Flag.ACCOUNT_ACTIVE)
        return
    if active:
        draft.step(w.ACCOUNT_ACTIVE, term)
        draft.warn(f.UNLIMITED_WHILE_ACTIVE)
        draft.provisional, draft.halt = True, Status.OPEN
        draft.missing.append(Trigger.ACCOUNT_CLOSED)
        return
    end = draft.end(case, term)
    if end is not None:
        draft.origin = case.day(term.trigger)
        draft.active(term.action, end, term)


def professional_contact(case: Case, draft: Draft) -> None:
    """Contacts of a directory: three years if they gave their data or answered in time, else three months (A7).

    A reminder restarts nothing. A late answer opens a new entry and leaves this one to its end.
    """
    answered, unanswered = case.terms["answered"], case.terms["unanswered"]
    draft.deciding = (answered,)
    first, reply = case.day(Trigger.FIRST_CONTACT_UNANSWERED), case.day(Trigger.CONTACT_ANSWERED)
    direct = case.flag(Flag.COLLECTED_DIRECTLY)
    if direct is None and first is None:
        draft.lack(Flag.COLLECTED_DIRECTLY)
        return
    if direct or (first and reply and reply <= after(first, figure(unanswered))):
        draft.aside(unanswered, w.ANSWERED)
        contacts = [day for day in (case.day(Trigger.LAST_CONTACT), reply) if day]
        if not contacts:
            draft.lack(Trigger.LAST_CONTACT)
            return
        draft.origin = max(contacts)
        draft.active(answered.action, draft.count(answered, draft.origin, figure(answered)), answered)
        return
    draft.aside(answered, w.UNANSWERED)
    draft.deciding = (unanswered,)
    if first is None:
        draft.lack(Trigger.FIRST_CONTACT_UNANSWERED)
        return
    if reply:
        draft.warn(f.LATE_ANSWER)
    draft.origin = first
    draft.active(unanswered.action, draft.count(unanswered, first, figure(unanswered)), unanswered)


FUNDS_FROM: Final = date(2036, 1, 1)
"""The registers count "from 2036", the year expected for the last European payment."""
FUNDS_PRUDENT: Final = date(2036, 12, 31)
"""The start shown while the payment is unknown."""


def european_fund(case: Case, draft: Draft) -> None:
    """Ten years after the last European payment, not before 2036; provisional until that payment is known (A8)."""
    (term,) = case.terms.values()
    paid = case.day(Trigger.EU_FINAL_PAYMENT)
    draft.origin = max(paid, FUNDS_FROM) if paid else FUNDS_PRUDENT
    if paid is None:
        draft.step(w.PAYMENT_UNKNOWN, start=draft.origin)
        draft.readings.append(Reading(w.LOW, after(FUNDS_FROM, figure(term))))
    elif paid < FUNDS_FROM:
        draft.step(w.FLOOR_2036, start=draft.origin)
    end = draft.count(term, draft.origin, figure(term))
    draft.total(term.action if paid else Action.KEEP, end, term)
    if paid is None:
        draft.provisional = True
        draft.missing.append(Trigger.EU_FINAL_PAYMENT)


def mon_espace_sante(case: Case, draft: Draft) -> None:
    """Mon espace santé (CSP, art. R. 1111-36; A9): open, archived ten years after its closing, then deleted.

    A request for deletion made during the archive shortens it to three months at most; made earlier, a person decides.
    A reopening brings the archive back and cancels the clock. The law says nothing of a death: until a closing is
    recorded the space is open. A notice without objection for six weeks allows a closing, shown as provisional.
    """
    active, archive = case.terms["active"], case.terms["archive"]
    closed, reopened = case.day(Trigger.MES_CLOSED), case.day(Trigger.MES_REOPENED)
    notice = case.day(Trigger.NOTICE_SENT)
    draft.deciding, draft.archive_follows = (active,), True
    if closed and reopened and reopened >= closed:
        draft.step(w.REOPENED, start=reopened)
        notice = notice if notice and notice >= reopened else None
        closed = None
    request = case.day(Trigger.ERASURE_REQUESTED)
    if closed:
        draft.active_until, draft.origin = draft.count(active, closed, figure(active)), closed
        draft.deciding = (active, archive)
        _archived_space(case, draft, closed, request)
    elif notice:
        _ex_officio(case, draft, notice)
    else:
        draft.lack(Trigger.MES_CLOSED)
    if request and (closed is None or request < closed) and not (reopened and request < reopened):
        draft.warn(f.ERASURE_BEFORE_CLOSURE)
        draft.action = Action.REVIEW


def _archived_space(case: Case, draft: Draft, closed: date, request: date | None) -> None:
    archive, erasure = case.terms["archive"], case.terms["erasure-request"]
    end = draft.count(archive, closed, figure(archive))
    draft.until, draft.action = end, archive.action
    if request is None or request < closed:
        draft.aside(erasure, w.NO_FACT)
    elif request > end:
        draft.aside(erasure, w.ENDS_LATER)
        draft.step(w.ERASURE_LATE)
    else:
        asked = draft.count(erasure, request, figure(erasure))
        if asked < end:
            draft.step(w.ERASURE, erasure, end=asked)
            draft.until, draft.deciding = asked, (case.terms["active"], erasure)
            draft.aside(archive, w.REQUEST_FIRST)
        else:
            draft.aside(erasure, w.ENDS_LATER)


def _ex_officio(case: Case, draft: Draft, notice: date) -> None:
    archive, closure = case.terms["archive"], case.terms["ex-officio-closure"]
    last = draft.count(closure, notice, figure(closure))
    objection = case.day(Trigger.OBJECTION_RECEIVED)
    draft.deciding, draft.provisional = (closure, archive), True
    if objection and notice <= objection <= last:
        draft.warn(f.OBJECTION)
        draft.missing.append(Trigger.MES_CLOSED)
        draft.action = Action.REVIEW
        return
    draft.active_until = draft.origin = next_day(last)
    draft.step(w.EX_OFFICIO, closure, start=draft.active_until)
    draft.until, draft.action = draft.count(archive, draft.active_until, figure(archive)), archive.action
    draft.missing.append(Trigger.MES_CLOSED)


def programme(case: Case, draft: Draft) -> None:
    """As long as the programme: only its recorded end is an event, a planned date triggers nothing (A10)."""
    active = case.terms["programme"]
    ended = case.day(Trigger.PROGRAMME_ENDED)
    draft.deciding = tuple(case.terms.values())
    draft.archive_follows = active.action is Action.ARCHIVE_INTERMEDIATE
    if ended is None:
        draft.lack(Trigger.PROGRAMME_ENDED)
        planned = case.day(Trigger.PROGRAMME_PLANNED_END)
        if planned:
            draft.step(w.PLANNED, end=planned)
            draft.active_until, draft.provisional = planned, True
        return
    draft.origin = ended
    draft.active_until = draft.count(active, ended, figure(active))
    if draft.archive_follows:
        undeclared_archive(case, draft)
    else:
        draft.active(active.action, draft.active_until, active)


def autonomy_allowance(case: Case, draft: Draft) -> None:
    """Six years after the right ends or, after a litigation, after the final decision (CASF, art. R. 232-46; A12)."""
    ordinary, litigation = case.terms.get("right-ended"), case.terms.get("litigation")
    if ordinary is None or litigation is None:
        draft.halt = Status.NO_TERM
        return
    draft.suspends = True
    pending = case.flag(Flag.APPEAL_PENDING)
    decided = case.day(Trigger.FINAL_DECISION)
    if pending or any(interval.end is None for interval in case.facts.suspensions):
        draft.deciding = (litigation,)
        draft.aside(ordinary, w.LITIGATION)
        draft.lack(Trigger.FINAL_DECISION)
        return
    if decided is None:
        if pending is None:
            draft.step(w.READ_AS_NO, name=Flag.APPEAL_PENDING.value)
        draft.aside(litigation, w.NO_FACT)
        draft.total(ordinary.action, draft.end(case, ordinary), ordinary)
    else:
        draft.aside(ordinary, w.LITIGATION)
        draft.total(litigation.action, draft.end(case, litigation), litigation)
    draft.origin = decided or case.day(Trigger.BENEFIT_RIGHT_ENDED)


RECAST: Final = date(2023, 4, 5)
"""The day the rules of the pharmaceutical record were written anew."""


def pharmaceutical_record(case: Case, draft: Draft) -> None:
    """The pharmaceutical record: the law in force where it gives a figure, else the law of the entry (A13).

    An entry made before the recast of 5 April 2023 and read after it has two readings, and both are shown. What rests
    on the repealed text alone is provisional.
    """
    figures = {name: term for name, term in case.terms.items() if term.period is not None}
    if case.policy.law == "at-trigger" or not case.lapsed:
        lifecycle(case, draft)
        return
    before = {
        name: term
        for name, term in case.lapsed.items()
        if (start := case.day(term.trigger)) is not None and start < RECAST
    }
    if not before:
        if case.terms:
            lifecycle(case, draft)
        for term in case.lapsed.values():
            draft.aside(term, w.REPEALED)
        return
    phases = {term.phase for term in figures.values()}
    kept = {name: term for name, term in before.items() if term.phase not in phases}
    lifecycle(Case(case.category, {**figures, **kept}, {}, case.facts, case.as_of, case.policy, case.now), draft)
    draft.warn(f.LAW_CHANGED)
    old = Draft()
    lifecycle(Case(case.category, before, {}, case.facts, case.as_of, case.policy, case.now), old)
    if old.until is not None and old.until != draft.until:
        draft.readings.append(Reading(w.OTHER_LAW, old.until))
    if kept:
        draft.step(w.LAPSED)
        draft.provisional = True
    for name, term in case.terms.items():
        if name not in figures:
            draft.aside(term, w.CONTROLLER_CHOICE)
    for term in before.values():
        if term not in kept.values():
            draft.aside(term, w.REPLACED_BY_LAW)
