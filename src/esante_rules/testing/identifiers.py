"""Hypothesis strategies of identifiers: well-formed numbers with right keys, and the typing errors people make.

Numbers are built, never filtered. Apart from the Corsican letters they are digits drawn at random with a computed
key: one may coincide with the number of a real professional or structure, so keep them in tests. No strategy makes a
patient's number except `ins_c` and the citizen addresses, whose year-month part `0000` belongs to nobody.
"""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from esante_rules.identifiers.algorithms import (
    gs1_key,
    lettered_luhn_key,
    luhn_key,
    mod11_remainder,
    mod97_key,
    nir_key,
    verhoeff_key,
)

_DEPARTMENTS: Final = (*(f"{n:02d}" for n in range(1, 96) if n != 20), "2A", "2B", "9701", "9702", "9703", "9704", "98")


def digits(length: int, *, first: str = "0123456789") -> st.SearchStrategy[str]:
    """`length` ASCII digits, the first among `first`."""
    return st.tuples(st.sampled_from(first), st.text("0123456789", min_size=length - 1, max_size=length - 1)).map(
        "".join
    )


def _keyed(body: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return body.map(lambda number: number + luhn_key(number))


def rpps() -> st.SearchStrategy[str]:
    """RPPS numbers with their key, beginning with 1 so that none is a row of zeros."""
    return _keyed(digits(10, first="1"))


def adeli() -> st.SearchStrategy[str]:
    """ADELI numbers with their key, a letter A or B now and then in the department."""
    department = st.sampled_from([f"{n:02d}" for n in range(1, 96)] + ["2A", "2B", "9A", "9B"])
    return st.tuples(department, digits(6)).map("".join).map(lambda body: body + lettered_luhn_key(body))


def finess() -> st.SearchStrategy[str]:
    """FINESS numbers of every known department, Corsica and overseas included, with their key."""

    def body(department: str) -> st.SearchStrategy[str]:
        return digits(8 - len(department)).map(lambda rest: department + rest)

    return st.sampled_from(_DEPARTMENTS).flatmap(body).map(lambda number: number + lettered_luhn_key(number))


def siren() -> st.SearchStrategy[str]:
    """SIREN numbers with their key."""
    return _keyed(digits(8, first="123456789"))


def siret() -> st.SearchStrategy[str]:
    """SIRET numbers whose two keys hold, sites of La Poste included."""
    return st.one_of(
        st.tuples(siren(), digits(4)).map("".join).map(lambda body: body + luhn_key(body)), siret_la_poste()
    )


def siret_la_poste() -> st.SearchStrategy[str]:
    """SIRET numbers of sites of La Poste, whose digits add up to a multiple of 5."""

    def complete(body: str, high: bool) -> str:
        key = -sum(map(int, body)) % 5
        return body + str(key + 5 if high else key)

    return st.builds(complete, digits(4, first="123456789").map("356000000".__add__), st.booleans())


def rpps_rang() -> st.SearchStrategy[str]:
    """RPPS-rang with a rank of two or three digits."""
    return st.tuples(rpps(), st.integers(2, 3).flatmap(digits)).map("".join)


def adeli_rang() -> st.SearchStrategy[str]:
    """ADELI-rang."""
    return st.tuples(adeli(), digits(2)).map("".join)


def local_parts() -> st.SearchStrategy[str]:
    """What may follow the `/` of a PS_IdNat: a short code, an OID, or words."""
    words = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_.é ", min_size=0, max_size=12).map("u".__add__)
    return st.one_of(digits(4), oids(), words)


def professional_ids() -> st.SearchStrategy[str]:
    """PS_IdNat of every kind, with right keys."""
    bare = st.one_of(rpps().map("8".__add__), adeli().map("0".__add__))
    bodies = st.one_of(
        adeli_rang().map("1".__add__),
        finess().map("3".__add__),
        siren().map("4".__add__),
        siret().map("5".__add__),
        rpps_rang().map("6".__add__),
    )
    return st.one_of(bare, st.tuples(bodies, local_parts()).map("/".join))


def structure_ids() -> st.SearchStrategy[str]:
    """Struct_IdNat of every kind in use, with right keys."""
    return st.one_of(
        adeli_rang().map("0".__add__),
        finess().map("1".__add__),
        siren().map("2".__add__),
        siret().map("3".__add__),
        rpps_rang().map("4".__add__),
    )


def oids() -> st.SearchStrategy[str]:
    """Well-formed OIDs of 64 characters at most."""
    roots = st.one_of(
        st.tuples(st.sampled_from("01"), st.integers(0, 39).map(str)).map(".".join),
        st.integers(0, 999).map(lambda arc: f"2.{arc}"),
    )
    arcs = st.lists(st.integers(0, 10**6).map(str), max_size=7)
    return st.builds(lambda root, more: ".".join([root, *more]), roots, arcs)


def uuids() -> st.SearchStrategy[str]:
    """UUIDs, in small or capital letters."""
    return st.one_of(st.uuids().map(str), st.uuids().map(lambda value: str(value).upper()))


def ins_c() -> st.SearchStrategy[str]:
    """INS-C with their key."""
    return st.integers(0, 2**64 - 1).map(lambda number: f"{number:020d}").map(lambda body: body + mod97_key(body))


def loinc() -> st.SearchStrategy[str]:
    """LOINC codes with their key."""
    return st.integers(1, 7).flatmap(digits).map(lambda body: f"{body}-{luhn_key(body)}")


def snomed_ct() -> st.SearchStrategy[str]:
    """SNOMED CT identifiers of concepts, descriptions and relationships, with their key."""
    item = st.integers(3, 15).flatmap(lambda length: digits(length, first="123456789"))
    return st.tuples(item, st.sampled_from(("00", "01", "02"))).map("".join).map(lambda body: body + verhoeff_key(body))


def cip13() -> st.SearchStrategy[str]:
    """CIP13 codes of boxes, with their key."""
    return digits(7, first="3").map("34009".__add__).map(lambda body: body + gs1_key(body))


def ucd13() -> st.SearchStrategy[str]:
    """UCD13 codes with their key."""
    return digits(7, first="9").map("34008".__add__).map(lambda body: body + gs1_key(body))


def lpp() -> st.SearchStrategy[str]:
    """LPP codes of seven digits with their key, a remainder of 10 written 0."""
    return digits(6, first="1234").map(lambda body: body + str(mod11_remainder(body) % 10))


def citizen_addresses() -> st.SearchStrategy[str]:
    """Citizen MSSanté addresses around matricules born in the month 00 of the year 00, which belong to nobody."""
    bodies = st.tuples(st.sampled_from(("10000", "20000")), digits(8)).map("".join)
    return bodies.map(lambda body: f"{body}{nir_key(body)}@patient.mssante.fr")


def one_digit_changed(number: str) -> st.SearchStrategy[str]:
    """`number` with one of its digits replaced by another digit. `ValueError` when it has none."""

    def change(place: int, shift: int) -> str:
        return number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]

    return st.builds(change, st.sampled_from(_places(number)), st.integers(1, 9))


def neighbours_swapped(number: str) -> st.SearchStrategy[str]:
    """`number` with two different neighbouring digits swapped. `ValueError` when there is no such pair."""
    places = [
        p
        for p in _places(number)
        if number[p + 1 : p + 2] in "0123456789" and number[p : p + 1] != number[p + 1 : p + 2]
    ]
    places = [p for p in places if p + 1 < len(number)]
    if not places:
        raise ValueError("the number has no two different neighbouring digits")
    return st.sampled_from(places).map(lambda p: number[:p] + number[p + 1] + number[p] + number[p + 2 :])


def _places(number: str) -> list[int]:
    places = [place for place, sign in enumerate(number) if sign in "0123456789"]
    if not places:
        raise ValueError("the number has no digit")
    return places
