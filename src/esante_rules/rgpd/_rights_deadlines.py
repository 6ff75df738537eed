"""Counting the deadlines of rights requests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from attrs import evolve, field, frozen

from esante_rules._answer import Answer, answer, any_of
from esante_rules._core import STATE_OF_LAW, Lang, Param, Rule, Text, known, require, require_day
from esante_rules._dates import add
from esante_rules.rgpd import _rights_rules as rules
from esante_rules.rgpd._holidays import is_working_day, next_working_day
from esante_rules.rgpd._hours import after, instant
from esante_rules.rgpd._texts import NO_LAW
from esante_rules.rgpd._trace import Step

RIGHTS: Final = ("acces", "rectification", "effacement", "limitation", "portabilite", "opposition")
REQUESTERS: Final = (
    "personne",
    "heritier",
    "autorite_parentale",
    "personne_chargee_de_la_mesure",
    "medecin_intermediaire",
)
FILES: Final = ("autre", "dui_social")
_REQUESTER_WORDS: Final = {
    "personne": Text("la personne concernée elle-même", "the person concerned"),
    "heritier": Text("ayant droit", "heir"),
    "autorite_parentale": Text("titulaire de l'autorité parentale", "holder of parental authority"),
    "personne_chargee_de_la_mesure": Text(
        "personne chargée de la mesure de protection", "person in charge of the protection measure"
    ),
    "medecin_intermediaire": Text("médecin désigné comme intermédiaire", "doctor chosen as intermediary"),
}


@frozen(kw_only=True, repr=False)
class Request:
    """A request under articles 15 to 21 of the RGPD, as the controller's log knows it.

    `ValueError` when the dates contradict each other; the message names the facts, not the dates.
    """

    received: date
    """Day of receipt."""
    right: str = field(validator=lambda _, __, value: _known(value, RIGHTS, "right"))
    """One of `acces`, `rectification`, `effacement`, `limitation`, `portabilite`, `opposition`."""
    extended: bool = False
    """True once the controller has decided to extend by two months; an extension is never presumed."""
    extension_told_on: date | None = None
    """The day the person was told of the extension."""
    identity_asked: date | None = None
    """The day a proof of identity was asked for, on a reasonable doubt."""
    identity_received: date | None = None
    """The day it came."""
    requester: str = field(default="personne", validator=lambda _, __, value: _known(value, REQUESTERS, "requester"))
    """Who asks: the person, or one of those who may act for her."""
    file: str = field(default="autre", validator=lambda _, __, value: _known(value, FILES, "file"))
    """`dui_social` for the social part of a DUI, `autre` otherwise."""

    def __attrs_post_init__(self) -> None:
        for name in ("received", "extension_told_on", "identity_asked", "identity_received"):
            if name == "received" or getattr(self, name) is not None:
                require_day(getattr(self, name), name)
        require(self.extended, bool, "extended")
        if self.identity_received is not None and self.identity_asked is None:
            raise ValueError("identity_received without identity_asked")
        for earlier, later in (
            ("received", "identity_asked"),
            ("identity_asked", "identity_received"),
            ("received", "extension_told_on"),
        ):
            first, second = getattr(self, earlier), getattr(self, later)
            if first is not None and second is not None and second < first:
                raise ValueError(f"{later} is before {earlier}")

    def __repr__(self) -> str:
        return "<Request masked>"


@frozen(kw_only=True, repr=False)
class HealthRequest:
    """A request for health information held by a professional or an établissement de santé (CSP, art. L. 1111-7)."""

    received: datetime
    """When it was received; without a zone, civil time of Paris."""
    compiled_on: date | None = None
    """The day the information was compiled; settles `older_than_five_years` when given."""
    older_than_five_years: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is it more than five years old at the request? Not asked when `compiled_on` is given."""
    commission_seized: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is the commission départementale des soins psychiatriques seized?"""
    requester: str = field(default="personne", validator=lambda _, __, value: _known(value, REQUESTERS, "requester"))

    def __attrs_post_init__(self) -> None:
        require(self.received, datetime, "received")
        if self.compiled_on is not None:
            require_day(self.compiled_on, "compiled_on")
            if self.compiled_on > instant(self.received, "received").date():
                raise ValueError("compiled_on is after received")

    def __repr__(self) -> str:
        return "<HealthRequest masked>"


def _known(value: object, allowed: tuple[str, ...], name: str) -> None:
    known(value, allowed, name)


class DeadlineState(Enum):
    """Where the clock stands; the values are the words of the rulebook."""

    RUNS = "COURT"
    SUSPENDED = "SUSPENDU"
    UNSETTLED = "INDETERMINE"


@frozen(kw_only=True, repr=False)
class Deadline:
    """Until when to answer, and why."""

    state: DeadlineState
    calendar_limit: date | None
    """The plain date, before any move to a working day."""
    limit: date | None
    """The last day to answer, included; None while it cannot be known."""
    inform_by: date | None = None
    """The last day to tell the person of an extension."""
    not_before: datetime | None = None
    """Health information is not given before this instant."""
    possible: tuple[date, ...] = ()
    """The dates between which missing facts decide; the first is the prudent one."""
    missing: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    """The rules that apply, in order."""
    not_in_force: tuple[Rule[Any], ...] = ()
    """Rules of the computation set aside because of `as_of`."""

    def is_late(self, on: date) -> Answer:
        """Is an answer given on that day late?"""
        require_day(on, "on")
        if self.limit is not None:
            return Answer.of(on > self.limit)
        if self.possible and on > max(self.possible):
            return Answer.YES
        return Answer.NO if self.possible and on <= min(self.possible) else Answer.UNKNOWN

    def explain(self, lang: Lang = "fr") -> str:
        """The rules that made the date, one a line, in `lang`."""
        return "\n".join(step.explain(lang) for step in self.steps) or NO_LAW.in_(lang)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The deadline as plain data for JSON."""

        def iso(value: date | None) -> str | None:
            return None if value is None else value.isoformat()

        return {
            "state": self.state.value,
            "calendar_limit": iso(self.calendar_limit),
            "limit": iso(self.limit),
            "inform_by": iso(self.inform_by),
            "not_before": iso(self.not_before),
            "possible": [day.isoformat() for day in self.possible],
            "missing": list(self.missing),
            "steps": [step.to_dict(lang) for step in self.steps],
            "not_in_force": [rule.id for rule in self.not_in_force],
        }

    def __repr__(self) -> str:
        return f"<Deadline {self.state.value}, {len(self.steps)} rules>"


class _Trace:
    """Steps in order; a rule outside its dates is set aside and named."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.steps: list[Step] = []
        self.aside: list[Rule[Any]] = []

    def apply(self, rule: Rule[Any], /, *, missing: tuple[str, ...] = (), **params: Param) -> bool:
        """Note the rule if it is in force; says whether it is."""
        if not rule.in_force(self.as_of):
            self.aside.append(rule)
            return False
        answer = Answer.UNKNOWN if missing else Answer.YES
        self.steps.append(Step(rule=rule, answer=answer, missing=missing, params=params))
        return True


def deadline(request: Request, *, as_of: date = STATE_OF_LAW, alsace_moselle: bool = False) -> Deadline:
    """Count the month of article 12(3) of the RGPD, its extension, its suspension and its move to a working day.

    `as_of` is the day whose law applies. The date before the move is in `calendar_limit`. Raises `TypeError` for a
    wrong type, `OverflowError` when the date would leave the calendar.
    """
    require(request, Request, "request")
    require_day(as_of, "as_of")
    trace = _Trace(as_of)
    if not rules.ONE_MONTH.in_force(as_of):
        return _no_law(trace, rules.ONE_MONTH)
    if _asked_too_late(request, alsace_moselle):
        trace.apply(rules.IDENTITY_ASKED_LATE)
        request = evolve(request, identity_asked=None, identity_received=None)
    if request.identity_asked is not None:
        trace.apply(
            rules.IDENTITY_SUSPENDS, missing=() if request.identity_received is not None else ("identity_received",)
        )
        if request.identity_received is None:
            return Deadline(
                state=DeadlineState.SUSPENDED,
                calendar_limit=None,
                limit=None,
                missing=("identity_received",),
                steps=(*trace.steps, *_duties(request, as_of)),
                not_in_force=tuple(trace.aside),
            )
    waited = _days_waited(request)
    month = add(add(request.received, months=1), days=waited)
    inform_by = next_working_day(month, alsace_moselle=alsace_moselle)
    plain = add(add(request.received, months=3), days=waited) if request.extended else month
    limit = next_working_day(plain, alsace_moselle=alsace_moselle)
    if request.extended:
        trace.apply(rules.EXTENDED, limit=plain, inform_by=add(inform_by, days=1))
        if request.extension_told_on is not None and request.extension_told_on > inform_by:
            trace.apply(rules.EXTENSION_TOLD_LATE, inform_by=add(inform_by, days=1))
    else:
        trace.apply(rules.ONE_MONTH, limit=plain)
    if limit != plain:
        trace.apply(rules.WORKING_DAY, calendar_limit=plain, limit=limit)
    return Deadline(
        state=DeadlineState.RUNS,
        calendar_limit=plain,
        limit=limit,
        inform_by=inform_by,
        steps=(*trace.steps, *_duties(request, as_of)),
        not_in_force=tuple(trace.aside),
    )


def _asked_too_late(request: Request, alsace_moselle: bool) -> bool:
    """Was the proof of identity asked for once the period had ended? A clock that has run out cannot be stopped."""
    if request.identity_asked is None:
        return False
    plain = add(request.received, months=3 if request.extended else 1)
    return request.identity_asked > next_working_day(plain, alsace_moselle=alsace_moselle)


def _days_waited(request: Request) -> int:
    if request.identity_asked is None or request.identity_received is None:
        return 0
    return (request.identity_received - request.identity_asked).days


def _no_law(trace: _Trace, rule: Rule[Any]) -> Deadline:
    trace.apply(rule)
    return Deadline(state=DeadlineState.UNSETTLED, calendar_limit=None, limit=None, not_in_force=tuple(trace.aside))


def _duties(request: Request, as_of: date) -> Iterator[Step]:
    """What else the answer owes, whatever its date."""
    duties: list[tuple[Rule[Any], dict[str, Param]]] = [(rules.REFUSAL_REASONS, {}), (rules.FREE, {})]
    if request.right in {"rectification", "effacement", "limitation"}:
        duties.append((rules.RECIPIENTS, {}))
    if request.file == "dui_social":
        duties.append((rules.SOCIAL_PART, {}))
    if request.right == "acces":
        duties.append((rules.FIRST_COPY, {}))
    if request.requester != "personne":
        duties.append((rules.REQUESTER, {"requester": _REQUESTER_WORDS[request.requester]}))
    for rule, params in duties:
        if rule.in_force(as_of):
            yield Step(rule=rule, answer=Answer.YES, params=params)


def older_than_five_years(compiled_on: date, requested_on: date) -> bool:
    """Is information compiled on that day more than five years old at the request?

    Five years to the day are not "more than"; 29 February counts to 28 February. (CSP, art. L. 1111-7) Raises
    `OverflowError` when the five years would leave the calendar.
    """
    require_day(compiled_on, "compiled_on")
    require_day(requested_on, "requested_on")
    return requested_on > add(compiled_on, years=5)


def health_deadline(request: HealthRequest, *, as_of: date = STATE_OF_LAW, alsace_moselle: bool = False) -> Deadline:
    """Count the eight days, or the two months, of article L. 1111-7 of the public health code.

    The dates are plain ones: the code moves nothing to a working day, and a step says so when it matters. When the age
    of the information is unknown the two possible dates are given and `limit` is None. Raises `TypeError` for a wrong
    type, `OverflowError` when a date would leave the calendar.
    """
    require(request, HealthRequest, "request")
    require_day(as_of, "as_of")
    trace = _Trace(as_of)
    if not rules.EIGHT_DAYS.in_force(as_of):
        return _no_law(trace, rules.EIGHT_DAYS)
    received = instant(request.received, "received")
    day = received.date()
    old = request.older_than_five_years
    if request.compiled_on is not None:
        old = Answer.of(older_than_five_years(request.compiled_on, day))
    soon, late = add(day, days=8), add(day, months=2)
    limit: date | None
    possible: tuple[date, ...] = ()
    missing: tuple[str, ...] = ()
    long_period = any_of((old, request.commission_seized))
    if long_period is Answer.UNKNOWN:
        missing = tuple(
            name
            for name, given in (
                ("older_than_five_years", old),
                ("commission_seized", request.commission_seized),
            )
            if given is Answer.UNKNOWN
        )
        trace.apply(rules.EIGHT_DAYS, missing=missing, limit=soon)
        trace.apply(rules.TWO_MONTHS, missing=missing, limit=late)
        if "older_than_five_years" in missing:
            trace.apply(rules.DOCUMENT_BY_DOCUMENT)
        limit, state, possible = None, DeadlineState.UNSETTLED, (soon, late)
    else:
        state = DeadlineState.RUNS
        rule, limit = (rules.TWO_MONTHS, late) if long_period is Answer.YES else (rules.EIGHT_DAYS, soon)
        trace.apply(rule, limit=limit)
        if not is_working_day(limit, alsace_moselle=alsace_moselle):
            trace.apply(rules.HEALTH_LIMIT_NOT_WORKED)
    trace.apply(rules.FIRST_COPY)
    trace.apply(rules.REQUESTER, requester=_REQUESTER_WORDS[request.requester])  # R. 1111-1: whoever asks
    return Deadline(
        state=state,
        calendar_limit=limit,
        limit=limit,
        not_before=after(received, 48),
        possible=possible,
        missing=missing,
        steps=tuple(trace.steps),
        not_in_force=tuple(trace.aside),
    )
