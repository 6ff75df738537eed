"""Strategies for the INS: matricules, typing errors, traits, identities in every status. Built, never filtered.

The birthplaces drawn have a commune or country number that was never assigned (990, or 90 overseas), so no number made
here can be that of a person.
"""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from esante_rules.ins import Device, Identifier, Identity, Insi, Sex, Status, Traits, key
from esante_rules.ins._oid import INS_NIA, INS_NIR

_METROPOLE = tuple(f"{n:02d}" for n in range(1, 96) if n != 20)
_OVERSEAS = tuple(str(n) for n in (*range(971, 979), *range(984, 990)))
_PLACES = (
    *(f"{department}990" for department in (*_METROPOLE, "2A", "2B")),
    *(f"{collectivity}90" for collectivity in _OVERSEAS),
    "99990",
)
_ABROAD = "99990"
_SYLLABLES = ("ESSAI", "MODELE", "VECTEUR", "ALPHA", "BRAVO", "CHARLIE", "DELTA", "ECHO", "D'ESSAI", "O'TEST")
_BORN = st.dates(date(1920, 1, 1), date(2025, 12, 31))


_CORSICA = ("2A990", "2B990")
_BEFORE_1976 = tuple(place for place in _PLACES if place not in _CORSICA)


def places(born: date | None = None) -> st.SearchStrategy[str]:
    """Five characters that are shaped as a birthplace and that no civil register uses.

    2A and 2B exist since 1976: a birth before that day, which `born` gives, has neither of them.
    """
    return st.sampled_from(_BEFORE_1976 if born is not None and born < date(1976, 1, 1) else _PLACES)


@st.composite
def matricules(draw: st.DrawFn, *, sex: str | None = None, born: date | None = None, place: str | None = None) -> str:
    """Matricules of 15 characters with no fault at all; `sex`, `born` and `place` are drawn when not given."""
    day = born if born is not None else draw(_BORN)
    digit = draw(st.sampled_from("12")) if sex is None else {"M": "1", "F": "2"}[sex]
    where = place if place is not None else draw(places(day))
    body = f"{digit}{day.year % 100:02d}{day.month:02d}{where}{draw(st.integers(1, 999)):03d}"
    return f"{body}{key(body):02d}"


@st.composite
def typos(draw: st.DrawFn, number: str) -> str:
    """`number` with one character changed into another digit or capital letter, or two different neighbours swapped."""
    if draw(st.booleans()):
        at = draw(st.integers(0, len(number) - 1))
        others = [c for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c != number[at]]
        return number[:at] + draw(st.sampled_from(others)) + number[at + 1 :]
    swaps = [n for n in range(len(number) - 1) if number[n] != number[n + 1]]
    at = draw(st.sampled_from(swaps))
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


@st.composite
def traits(draw: st.DrawFn, *, retrieved: bool | None = None, place: str | None = None) -> Traits:
    """Complete traits with no fault; `retrieved` (from INSi) excludes the sex I. Names are obviously artificial.

    `place` is the birthplace, drawn when it is not given.
    """
    from_insi = draw(st.booleans()) if retrieved is None else retrieved
    given = draw(st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=4))
    first = draw(st.integers(1, len(given)))
    born = draw(_BORN)
    return Traits(
        birth_name="-".join(draw(st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=2))),
        first_given_name=draw(st.sampled_from(" -")).join(given[:first]),
        given_names=" ".join(given),
        birth_date=born,
        sex=draw(st.sampled_from([Sex.M, Sex.F] if from_insi else list(Sex))),
        birth_place=place if place is not None else draw(places(born)),
    )


@st.composite
def identities(draw: st.DrawFn, *, status: str | None = None, oid: str = INS_NIR) -> Identity:
    """Identities with no fault, in `status` or any of the four; an INS, when there is one, agrees with the traits.

    They are records (context `stockage`): a message may not carry the INS of an identity récupérée.
    """
    word = Status(status) if status is not None else draw(st.sampled_from(list(Status)))
    abroad = _ABROAD if oid == INS_NIA else None
    person = draw(traits(retrieved=word.retrieved, place=abroad))
    day = person.birth_date.day if person.birth_date else None
    numbers = (
        [Identifier(draw(matricules(sex=person.sex, born=day, place=person.birth_place)), oid)]
        if word.retrieved
        else []
    )
    return Identity(
        traits=person,
        identifiers=[*numbers, Identifier(f"{draw(st.integers(1, 9999)):04d}", "1.2.3.4", kind="IPP")],
        status=word,
        attributes=["HOMO"] if draw(st.booleans()) else [],
        device=Device(draw(st.sampled_from(["CN", "PA", "CS", "IE"]))) if word.proven else None,
        insi=Insi("INSI", date(2025, 6, 2), "INSI") if word.retrieved else None,
    )
