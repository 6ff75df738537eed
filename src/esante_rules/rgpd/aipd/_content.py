"""Is an AIPD complete? The value that holds one, its thirty-two required elements, and the report on what lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from attrs import field, frozen

from esante_rules._answer import Answer
from esante_rules._core import STATE_OF_LAW, Finding, Report, Rule, Severity, known, plan, require, require_day
from esante_rules.rgpd.aipd._elements import ELEMENTS, IN_PROJECT, STARTED_BEFORE, UNPLANNED, UNREADY, Element
from esante_rules.rgpd.aipd._risk import EVENTS, Rating


class State(Enum):
    """The evaluation of an item, in the words of the CNIL's tool."""

    EN_ATTENTE = "en attente"
    A_CORRIGER = "à corriger"
    AMELIORABLE = "améliorable"
    ACCEPTABLE = "acceptable"


def _texts(given: Mapping[str, str]) -> dict[str, str]:
    require(given, Mapping, "texts")
    for name, text in given.items():
        known(name, ITEMS, "an item")
        require(text, str, "a text")
    return dict(given)


def _states(given: Mapping[str, State]) -> dict[str, State]:
    require(given, Mapping, "states")
    for name, state in given.items():
        known(name, (*ITEMS, *EVENTS), "an item")
        require(state, State, "a state")
    return dict(given)


def _lines(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise TypeError("a list of texts is expected, not str")
    return tuple(given)


def _answer(given: Answer | bool | str | None) -> Answer:
    return Answer.of(given)


@frozen(kw_only=True, repr=False)
class Risk:
    """A feared event: what it would do, from whom, how, what is done against it, and how it is rated."""

    impacts: tuple[str, ...] = field(default=(), converter=_lines)
    sources: tuple[str, ...] = field(default=(), converter=_lines)
    threats: tuple[str, ...] = field(default=(), converter=_lines)
    measures: tuple[str, ...] = field(default=(), converter=_lines)
    rating: Rating = field(factory=Rating)
    residual: Rating = field(factory=Rating)
    """The same event once the action plan is carried out."""
    gravity_note: str = ""
    likelihood_note: str = ""

    def __attrs_post_init__(self) -> None:
        for name in ("impacts", "sources", "threats", "measures"):
            for text in getattr(self, name):
                require(text, str, name)
        require(self.gravity_note, str, "gravity_note")
        require(self.likelihood_note, str, "likelihood_note")
        require(self.rating, Rating, "rating")
        require(self.residual, Rating, "residual")

    @property
    def described(self) -> bool:
        """Is every part filled and the event rated?"""
        parts = (self.impacts, self.sources, self.threats, self.measures)
        return self.rating.rated and all(any(map(filled, part)) for part in parts)


@frozen(kw_only=True, repr=False)
class Action:
    """A line of the action plan."""

    item: str
    """The item or the event it improves."""
    measure: str = ""
    owner: str = ""
    due: date | None = None
    done: Answer = field(default=Answer.UNKNOWN, converter=_answer)

    def __attrs_post_init__(self) -> None:
        known(self.item, (*ITEMS, *EVENTS), "an item")
        require(self.measure, str, "measure")
        require(self.owner, str, "owner")
        if self.due is not None:
            require_day(self.due, "due")

    @property
    def planned(self) -> bool:
        """Does the line say what, who, when and where it stands?"""
        return filled(self.measure) and filled(self.owner) and self.due is not None and self.done is not Answer.UNKNOWN


_TAG: Final = re.compile(r"<[/!a-zA-Z][^<>]*>|&nbsp;")


def filled(text: str) -> bool:
    """Does a text say something, once its HTML tags and its spaces are left out?"""
    return bool(_TAG.sub("", text).strip())


GUARDS: Final = (
    "interet_legitime",
    "consentement",
    "sous_traitants",
    "transferts",
    "dpo_designe",
    "donnees_sante",
    "projet",
)
"""What some elements depend on: answers of `Aipd.guards`."""


def _guards(given: Mapping[str, Any]) -> dict[str, Answer]:
    require(given, Mapping, "guards")
    return {known(name, GUARDS, "a guard"): Answer.of(value) for name, value in given.items()}


def _plan(given: Iterable[Action]) -> tuple[Action, ...]:
    return tuple(given)


@frozen(kw_only=True, repr=False)
class Aipd:
    """An AIPD as far as its completeness goes.

    `texts` holds what was written for each of `ITEMS`; `guards` the answers to what some of them depend on
    (`GUARDS`); a guard left out is unknown, and the element it governs is then expected.
    """

    name: str = ""
    texts: Mapping[str, str] = field(factory=dict, converter=_texts)
    states: Mapping[str, State] = field(factory=dict, converter=_states)
    guards: Mapping[str, Answer] = field(factory=dict, converter=_guards)
    risks: Mapping[str, Risk] = field(factory=dict)
    measures: tuple[tuple[str, str], ...] = ()
    """The measures, existing or planned: title and description."""
    actions: tuple[Action, ...] = field(default=(), converter=_plan)
    made_on: date | None = None
    starts_on: date | None = None
    """The day the processing goes live; None when it is not known."""
    dpo_on: date | None = None
    validated_on: date | None = None
    review_on: date | None = None

    def __attrs_post_init__(self) -> None:
        require(self.name, str, "name")
        require(self.risks, Mapping, "risks")
        for event, risk in self.risks.items():
            known(event, EVENTS, "an event")
            require(risk, Risk, "a risk")
        for pair in self.measures:
            if not (isinstance(pair, tuple) and len(pair) == 2 and all(isinstance(text, str) for text in pair)):
                raise TypeError("a measure must be a title and a description, both str")
        for action in self.actions:
            require(action, Action, "an action")
        for name in ("made_on", "starts_on", "dpo_on", "validated_on", "review_on"):
            if getattr(self, name) is not None:
                require_day(getattr(self, name), name)

    def __repr__(self) -> str:
        return f"<Aipd: {len(self.texts)} items, {len(self.risks)} risks>"

    def guard(self, name: str) -> Answer:
        """The answer to a guard; unknown when it was not given."""
        return self.guards.get(name, Answer.UNKNOWN)


ITEMS: Final[tuple[str, ...]] = tuple(element.item for element in ELEMENTS)
"""The items of an AIPD, one for each required element."""


class Completeness(Enum):
    """Is anything that matters missing?"""

    COMPLETE = "COMPLETE"
    INCOMPLETE = "INCOMPLETE"


def completeness(report: Report) -> Completeness:
    """COMPLETE when neither a blocking nor a major element lacks (no ERROR and no WARNING)."""
    grave = any(finding.severity is not Severity.INFO for finding in report.findings)
    return Completeness.INCOMPLETE if grave else Completeness.COMPLETE


def check(aipd: Aipd, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report every required element that an AIPD lacks, and what forbids its validation."""
    require(aipd, Aipd, "aipd")
    require_day(as_of, "as_of")
    active, skipped = plan(CONTENT_RULES, as_of)
    findings = tuple(finding for finding in _findings(aipd) if finding.rule in active)
    return Report(as_of=as_of, findings=findings, evaluated=active, skipped=skipped)


def _findings(aipd: Aipd) -> Iterable[Finding]:
    for element in ELEMENTS:
        if element.rule is STARTED_BEFORE:
            yield from _late(aipd)
        elif _expected(aipd, element):
            yield from (Finding(element.rule, place) for place in _lacking(aipd, element))
    yield from _not_ready(aipd)


def _expected(aipd: Aipd, element: Element) -> bool:
    if element.guard == "actions":
        return bool(aipd.actions)
    if element.guard == "ameliorable":
        improvable = State.AMELIORABLE in aipd.states.values()
        return improvable or any(action.done is not Answer.YES for action in aipd.actions)
    return element.guard == "" or aipd.guard(element.guard) is not Answer.NO


_OWN: Final[Mapping[str, Callable[[Aipd], Iterable[str]]]] = {
    "risques": lambda a: [f"risks/{e}" for e in EVENTS if e not in a.risks or not a.risks[e].described],
    "risques_residuels": lambda a: [f"risks/{e}" for e in EVENTS if e not in a.risks or not a.risks[e].residual.rated],
    "plan_action": lambda a: (
        [f"actions[{n}]" for n, action in enumerate(a.actions, 1) if not action.planned]
        if a.actions
        else ["items/plan_action"]
    ),
    "mesures": lambda a: (
        [] if any(filled(title) for title, _ in a.measures) or filled(a.texts.get("mesures", "")) else ["items/mesures"]
    ),
    "revision": lambda a: [] if a.review_on else ["items/revision"],
}


def _lacking(aipd: Aipd, element: Element) -> Iterable[str]:
    """The places where the element lacks; none when it is there."""
    if element.item in _OWN:
        return _OWN[element.item](aipd)
    dated = element.dated == "" or getattr(aipd, element.dated) is not None
    return [] if dated and filled(aipd.texts.get(element.item, "")) else [f"items/{element.item}"]


def _late(aipd: Aipd) -> Iterable[Finding]:
    """An AIPD is dated before the processing goes live; in a project, an undated one cannot be."""
    project = aipd.guard("projet") is Answer.YES
    if aipd.starts_on is not None and (aipd.made_on is None or aipd.made_on >= aipd.starts_on):
        yield Finding(IN_PROJECT if project else STARTED_BEFORE, "made_on")


def _not_ready(aipd: Aipd) -> Iterable[Finding]:
    """A validation needs every evaluated item acceptable, or improvable with a line of the action plan."""
    if aipd.validated_on is None and not filled(aipd.texts.get("validation", "")):
        return
    planned = {action.item for action in aipd.actions}
    for item in (*ITEMS, *EVENTS):
        state = aipd.states.get(item)
        if state in (State.EN_ATTENTE, State.A_CORRIGER):
            yield Finding(UNREADY, f"states/{item}")
        elif state is State.AMELIORABLE and item not in planned:
            yield Finding(UNPLANNED, f"states/{item}")


CONTENT_RULES: Final[tuple[Rule[Any], ...]] = (
    *(element.rule for element in ELEMENTS),
    IN_PROJECT,
    UNREADY,
    UNPLANNED,
)
