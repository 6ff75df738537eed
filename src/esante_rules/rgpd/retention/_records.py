"""Records of patients and workers: hospitals (R. 1112-7), their long-lived items, practices, occupational health."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from esante_rules._dates import Interval, Period, after, shift, union
from esante_rules.rgpd.retention import _words as w
from esante_rules.rgpd.retention import findings as f
from esante_rules.rgpd.retention._case import Case, Draft, figure
from esante_rules.rgpd.retention._lifecycle import lifecycle
from esante_rules.rgpd.retention.model import Action, Status, Term
from esante_rules.rgpd.retention.result import Extract, Reading
from esante_rules.rgpd.retention.triggers import Flag, Trigger

TEN_YEARS: Final = Period(years=10)
"""A death counts only when it comes less than ten years after the last visit."""
TWENTY_EIGHT_YEARS: Final = Period(years=28)
"""The birthday until which the record of a child is kept: the bound shown when the birth is unknown."""


def hospital_record(case: Case, draft: Draft) -> None:
    """The medical record of a health establishment and what follows it (CSP, art. R. 1112-7; A1 and A2).

    Twenty years after the last visit, extended to the 28th birthday; ten years after a death that comes less than
    ten years after the last visit, which then replaces both. A later visit does not always give a later end: it may
    bring a death under the ten-year rule, or leave a litigation behind the start.
    """
    base = case.terms.get("general")
    if base is None:
        _before_the_article(case, draft)
        return
    draft.suspends = True
    draft.aside(case.terms.get("archive-choice"), w.CONTROLLER_CHOICE)
    if case.flag(Flag.STAY_IN_PROGRESS):
        draft.step(w.STAY_IN_PROGRESS)
        draft.deciding = (base,)
        draft.missing.append(Trigger.LAST_STAY_OR_OUTPATIENT)
        return
    last = case.day(Trigger.LAST_STAY_OR_OUTPATIENT)
    if last is None:
        draft.deciding = (base,)
        draft.lack(Trigger.LAST_STAY_OR_OUTPATIENT)
        return
    death = case.day(Trigger.DEATH)
    after_death = case.terms.get("death")
    if death is not None and after_death is not None and death < after(last, TEN_YEARS):
        _after_death(case, draft, base, after_death, death)
    else:
        draft.aside(after_death, w.NO_DEATH if death is None else w.LATE_DEATH)
        _without_death(case, draft, base, last)
    if case.facts.events.keys() & _ITEMS.keys():
        _items(case, draft)


def _before_the_article(case: Case, draft: Draft) -> None:
    """The earlier regime alone: the rules of minors and of deaths belong to the article."""
    earlier = {name: term for name, term in case.terms.items() if name == "before-2006"}
    if earlier:
        lifecycle(Case(case.category, earlier, {}, case.facts, case.as_of, case.policy, case.now), draft)
    else:
        draft.halt = Status.NO_TERM


def _after_death(case: Case, draft: Draft, base: Term, after_death: Term, death: date) -> None:
    draft.aside(case.terms.get("minor"), w.DEATH_REPLACES)
    deciding: tuple[Term, ...] = (after_death,)
    if base.category == after_death.category:
        draft.aside(base, w.DEATH_REPLACES)
    else:
        deciding = (base, after_death)
    draft.origin = death
    end = draft.count(after_death, death, figure(after_death))
    draft.total(base.action, suspended(draft, death, end, case.facts.suspensions), *deciding)


def _without_death(case: Case, draft: Draft, base: Term, last: date) -> None:
    minor, birth = case.terms.get("minor"), case.day(Trigger.BIRTH)
    draft.origin = last
    end = base_end = draft.count(base, last, figure(base))
    action, term, birthday = base.action, base, None
    if birth is None:
        draft.warn(f.BIRTH_UNKNOWN)
        draft.aside(minor, w.NO_BIRTH)
        draft.readings.append(Reading(w.PRUDENT, after(last, TWENTY_EIGHT_YEARS)))
        action = Action.REVIEW
    elif minor is not None:
        birthday = after(birth, figure(minor))
        if base_end < birthday:
            draft.counted(minor, birth, figure(minor), birthday)
            end, term = birthday, minor
        else:
            draft.aside(minor, w.SAME_END if birthday == base_end else w.ENDS_EARLIER)
    recourses = case.facts.suspensions
    if recourses:
        if case.policy.suspension == "base-period-only":
            base_suspended = suspended(draft, last, base_end, recourses)
            if base_suspended is not None and birthday is not None and birthday > base_suspended:
                until: date | None = birthday
            else:
                until, term = base_suspended, base
        else:
            until = suspended(draft, last, end, recourses)
    else:
        until = end
    if term is minor and base.category == term.category:
        draft.aside(base, w.ENDS_EARLIER)
    elif term is base and birthday is not None and minor is not None and base_end < birthday:
        draft.aside(minor, w.ENDS_EARLIER)
    deciding = (term,) if term is base or base.category == term.category else (base, term)
    draft.total(action, until, *deciding)
    if until is None:
        draft.readings.append(Reading(w.FLOOR, end))


def suspended(draft: Draft, start: date, end: date, recourses: Iterable[Interval]) -> date | None:
    """`end` moved by the days of litigation since `start`; None while one is pending, which stops the clock.

    Time already run is kept. A litigation over before the start, or lodged after the end as already moved, has no
    effect; one lodged on the last day is in time. Overlapping litigations count once.
    """
    for recourse in union(recourses):
        if recourse.end is not None and recourse.end <= start:
            draft.step(w.SUSPENSION_BEFORE)
            continue
        first = max(recourse.start, start)
        if first > end:
            draft.step(w.SUSPENSION_AFTER)
            draft.warn(f.LITIGATION_AFTER_END)
            continue
        if recourse.end is None:
            draft.step(w.SUSPENDED, start=recourse.start)
            draft.halt = Status.SUSPENDED
            return None
        days = (recourse.end - first).days
        end = shift(end, days)
        draft.step(w.SUSPENSION, start=first, stop=recourse.end, days=days, end=end)
    return end


_ITEMS: Final = {
    Trigger.TRANSFUSION_ACT: (("", "transfusion-record", ("establishment", "general")),),
    Trigger.DEVICE_USED: (
        ("", "implant-traceability", ("establishment",)),
        ("blood-derived", "blood-derived-device-traceability", ("establishment",)),
    ),
    Trigger.PRODUCT_EXPIRY: (("", "advanced-therapy-prepared", ("traceability",)),),
    Trigger.REGISTER_LAST_ENTRY: (("", "blood-derived-drug-register", ("general",)),),
}
"""Long-lived items of a hospital record: trigger, then kind, category and terms that keep them."""


def _items(case: Case, draft: Draft) -> None:
    """One long-lived extract instead of a long-lived record, unless the controller keeps the whole (A2)."""
    extracts = [extract for trigger in _ITEMS for extract in _extracts(case, trigger)]
    if case.policy.extracts == "split":
        draft.extracts += extracts
        for extract in extracts:
            draft.step(w.ITEM, extract.term, item=extract.term, end=extract.until)
        return
    longest = max(extracts, key=lambda extract: extract.until, default=None)
    if longest is None or draft.until is None:
        return
    if longest.until <= draft.until:
        draft.aside(longest.term, w.ENDS_EARLIER)
        return
    draft.step(w.WHOLE, longest.term, end=longest.until)
    draft.readings.append(Reading(w.REST, draft.until))
    draft.until = longest.until
    draft.deciding = (*draft.deciding, longest.term)


def _extracts(case: Case, trigger: Trigger) -> Iterable[Extract]:
    from esante_rules.rgpd.retention.catalogue import CATEGORIES, applicable

    for kind, category, names in _ITEMS[trigger]:
        days = case.facts.kind(trigger, kind)
        terms = applicable(CATEGORIES[category], case.as_of)
        for name in names:
            if days and name in terms:
                term = terms[name]
                yield Extract(term, after(max(days), figure(term)), term.action)


def implant(case: Case, draft: Draft) -> None:
    """Implantable devices; one that holds a blood derivative has a longer life and its own category."""
    if case.facts.kind(Trigger.DEVICE_USED, "blood-derived"):
        draft.deciding = tuple(case.terms.values())
        draft.lack(f"{Trigger.DEVICE_USED} without a blood derivative, which is of another category")
        return
    lifecycle(case, draft)


def practice_record(case: Case, draft: Draft) -> None:
    """A medical or paramedical practice: five years active, twenty in all, two starting points (A3).

    A litigation is a matter for a hold: no text suspends this clock. Aligning minors with hospitals is a choice.
    """
    minor = case.terms.get("minor")
    terms = {name: term for name, term in case.terms.items() if term is not minor}
    if not terms:
        draft.halt = Status.NO_TERM
        draft.aside(minor, w.NOT_CHOSEN)
        return
    lifecycle(Case(case.category, terms, {}, case.facts, case.as_of, case.policy, case.now), draft)
    if minor is None:
        return
    if not case.policy.align_minors:
        draft.aside(minor, w.NOT_CHOSEN)
        return
    birthday = draft.end(case, minor)
    if birthday is None or draft.until is None:
        return
    if birthday > draft.until:
        draft.step(w.MINOR_ALIGNED, minor, end=birthday)
        draft.until, draft.deciding = birthday, (*draft.deciding, minor)
        _uncap(case, draft, terms["active"])
    else:
        draft.aside(minor, w.ENDS_EARLIER)


def _uncap(case: Case, draft: Draft, active: Term) -> None:
    """The longer whole span may leave room for an active base that had been cut."""
    worked = case.day(active.trigger)
    if worked is None or draft.until is None:
        return
    full = after(worked, figure(active))
    draft.active_until = min(full, draft.until)
    if full <= draft.until:
        draft.warnings = [warning for warning in draft.warnings if warning.rule is not f.ACTIVE_LONGER_THAN_TOTAL]


_EXPOSURES: Final = (
    ("chemical", "chemical-exposure"),
    ("biological", "biological-exposure"),
    ("ionising", "ionising-exposure"),
)


def occupational_health_record(case: Case, draft: Draft) -> None:
    """Occupational health (code du travail, art. R. 4624-45-9; A11).

    Forty years after the last visit, at most ten after a death, suspended by a litigation; then at least until the
    end of each exposure's own period, which neither the death nor the litigation shortens.
    """
    base = case.terms.get("general")
    if base is None:
        draft.halt = Status.NO_TERM
        return
    draft.suspends = True
    last = case.day(Trigger.LAST_OH_EXAM)
    if last is None:
        draft.deciding = (base,)
        draft.lack(Trigger.LAST_OH_EXAM)
        return
    draft.origin = last
    end, deciding = draft.count(base, last, figure(base)), (base,)
    death, cap = case.day(Trigger.DEATH), case.terms.get("death-cap")
    if cap is not None and death is not None:
        capped = draft.count(cap, death, figure(cap))
        if capped < end:
            draft.step(w.DEATH_CAP, cap, end=capped)
            draft.aside(base, w.ENDS_LATER)
            end, deciding = capped, (cap,)
        else:
            draft.aside(cap, w.ENDS_LATER)
    elif cap is not None:
        draft.aside(cap, w.NO_DEATH)
    base_end = suspended(draft, last, end, case.facts.suspensions)
    _extended(case, draft, base_end, deciding, base.action)


def _extended(case: Case, draft: Draft, base_end: date | None, deciding: tuple[Term, ...], action: Action) -> None:
    until = base_end
    winner: Term | None = None
    floors: list[tuple[date, Term]] = []
    for kind, name in _EXPOSURES:
        term, days = case.terms.get(name), case.facts.kind(Trigger.EXPOSURE_ENDED, kind)
        if term is None:
            continue
        if not days:
            draft.aside(term, w.NO_FACT)
            continue
        floors.append((draft.count(term, max(days), figure(term)), term))
    if case.facts.kind(Trigger.EXPOSURE_ENDED, ""):
        draft.lack(f"{Trigger.EXPOSURE_ENDED} with its kind")
    age = case.terms.get("ionising-age")
    if age is not None:
        if not case.facts.kind(Trigger.EXPOSURE_ENDED, "ionising"):
            draft.aside(age, w.NO_FACT)
        elif (birthday := draft.end(case, age)) is not None:
            floors.append((birthday, age))
    for day, term in floors:
        if until is None or day <= until:
            draft.aside(term, w.FLOOR if until is None else w.ENDS_EARLIER)
        else:
            if winner is not None:
                draft.aside(winner, w.ENDS_EARLIER)
            until, winner = day, term
    if winner is not None:
        for term in deciding:
            draft.aside(term, w.ENDS_EARLIER)
        deciding = (winner,)
    if until is None and floors:
        draft.readings.append(Reading(w.FLOOR, max(day for day, _ in floors)))
    draft.total(action, until, *deciding)
