"""Hypothesis strategies for échange, partage and access: built from the tables, never filtered.

`flows()` covers every combination of facts, those that let a flow through being more frequent, so that every outcome is
met; `settled_flows()` only those that nothing forbids and that lack nothing needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from attrs import fields
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from esante_rules._answer import Answer
from esante_rules.rgpd.sharing import (
    Category,
    Circle,
    Consent,
    ConsentRecord,
    Data,
    Exemption,
    Flow,
    Operation,
    Party,
    Person,
    Practice,
    Purpose,
    Role,
    Structure,
)
from esante_rules.rgpd.sharing.categories import LINES

_LISTED = tuple(category for category, line in LINES.items() if line.side and category is not Category.MAIA)
_OPEN = ("team", "informed", "support", "unable", "emergency", "impossible", "secure")
T = TypeVar("T")


def answers() -> SearchStrategy[Answer]:
    """Yes, no or unknown."""
    return st.sampled_from(Answer)


def _mostly(usual: T, values: Iterable[T]) -> SearchStrategy[T]:
    """Any of `values`, the usual one three times in four or so."""
    every = tuple(values)
    return st.sampled_from((*[usual] * (3 * len(every)), *every))


def parties() -> SearchStrategy[Party]:
    """Any participant, delegations included."""
    plain = [category for category in Category if category is not Category.DELEGATED]
    facts: dict[str, SearchStrategy[Any]] = {name: _mostly(Answer.YES, Answer) for name in ("takes_part", "identified")}
    usual = st.builds(Party, st.sampled_from(_LISTED), **facts)
    any_one = st.builds(Party, st.sampled_from(plain), **facts)
    delegated = st.builds(Party, st.just(Category.DELEGATED), under=st.sampled_from(plain), **facts)
    return st.one_of(usual, usual, usual, any_one, delegated)


def exemptions(words: SearchStrategy[str] | None = None) -> SearchStrategy[Exemption]:
    """An exemption whose text and authority are `words` (letters by default)."""
    text = words if words is not None else st.text("abcdefgh", min_size=1, max_size=12)
    return st.builds(Exemption, text=text, authority=text)


def flows(
    *, recipients: int = 4, exempted: bool = True, operations: SearchStrategy[Operation] | None = None
) -> SearchStrategy[Flow]:
    """Any flow, to at most `recipients` recipients; without any exemption when `exempted` is False."""
    facts: dict[str, SearchStrategy[Any]] = {name: answers() for name in _OPEN}
    facts |= {name: _mostly(Answer.YES, Answer) for name in ("necessary", "within_mission", "secret")}
    return st.builds(
        Flow,
        operations if operations is not None else st.sampled_from(Operation),
        parties(),
        st.lists(parties(), min_size=1, max_size=recipients),
        purpose=_mostly(Purpose.CONTINUITY, Purpose),
        consent=st.sampled_from(Consent),
        opposition=_mostly(Answer.NO, Answer),
        person=_mostly(Person.ADULT, Person),
        exemption=st.one_of(st.none(), st.none(), exemptions()) if exempted else st.none(),
        **facts,
    )


def settled_flows(*, recipients: int = 4) -> SearchStrategy[Flow]:
    """Flows that are allowed: nothing forbids, nothing needed lacks; what is left to do varies."""
    yes = st.just(Answer.YES)
    party = st.builds(Party, st.sampled_from(_LISTED), takes_part=yes, identified=yes)
    facts: dict[str, SearchStrategy[Any]] = {
        name: answers() for name in ("informed", "support", "unable", "emergency", "impossible", "secure")
    }
    return st.builds(
        Flow,
        st.sampled_from(Operation),
        party,
        st.lists(party, min_size=1, max_size=recipients),
        purpose=st.sampled_from([p for p in Purpose if p not in (Purpose.OTHER, Purpose.UNKNOWN)]),
        necessary=yes,
        within_mission=yes,
        team=st.sampled_from([Answer.YES, Answer.NO]),
        consent=st.sampled_from([Consent.GIVEN, Consent.NOT_ASKED, Consent.UNKNOWN]),
        opposition=st.sampled_from([Answer.NO, Answer.UNKNOWN]),
        person=st.sampled_from([p for p in Person if p not in (Person.DECEASED, Person.UNKNOWN)]),
        secret=st.sampled_from([Answer.YES, Answer.UNKNOWN]),
        **facts,
    )


def circles() -> SearchStrategy[Circle]:
    """Any group of professionals around a person."""
    facts: dict[str, SearchStrategy[Any]] = {
        name: answers()
        for name in (
            "direct_part",
            "coordinated_care_object",
            "chosen_by_patient",
            "health_professional",
            "formal_organisation",
            "follows_specification",
        )
    }
    return st.builds(Circle, structure=st.sampled_from(Structure), **facts)


def accesses() -> SearchStrategy[dict[str, Any]]:
    """The arguments of `access`, to be passed by name."""
    facts = {
        name: answers()
        for name in ("takes_part", "break_glass", "reason", "external", "portal", "own_circle", "confidential")
    }
    return st.fixed_dictionaries({"role": st.sampled_from(Role), "data": st.sampled_from(Data), **facts})


def practices() -> SearchStrategy[Practice]:
    """Any state of accounts, logs and support."""
    return st.builds(Practice, **{f.name: answers() for f in fields(Practice)})


def consent_records(words: SearchStrategy[str] | None = None) -> SearchStrategy[ConsentRecord]:
    """A record of consent whose dates may be in any order the type allows, with `words` (letters by default) in it."""
    text = words if words is not None else st.text("abcdefgh", max_size=12)
    items = st.lists(text, max_size=2)
    days = st.none() | st.dates(date(2018, 5, 25), date(2030, 12, 31))

    @st.composite
    def build(draw: st.DrawFn) -> ConsentRecord:
        given_on = draw(days)
        later = st.integers(0, 900).map(lambda n: given_on + timedelta(n) if given_on else None)
        return ConsentRecord(
            person=draw(text),
            professional=draw(text),
            information=draw(items),
            professionals=draw(items),
            media=draw(items),
            measures=draw(items),
            means=draw(text),
            collected_from=draw(text),
            informed_on=draw(days),
            consented_on=given_on,
            support_on=draw(days),
            withdrawn_on=draw(st.none() | later),
            ended_on=draw(days),
        )

    return build()
