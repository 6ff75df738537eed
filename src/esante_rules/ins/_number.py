"""The matricule as a value: its shape, its parts and its key."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from attrs import field, frozen

from esante_rules._core import require
from esante_rules.ins._codes import Sex

_SEPARATORS: Final = re.compile(r"[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000.\-]+")
_UPPER: Final = {ord(lower): lower.upper() for lower in "abcdefghijklmnopqrstuvwxyz"}


def compact(text: str) -> str:
    """The canonical form: white space, full stops and hyphens out, ASCII letters in upper case; nothing else changes.

    Foreign digits stay as they are, and are refused later. Idempotent.
    """
    require(text, str, "text")
    return _SEPARATORS.sub("", text).translate(_UPPER)


class Layout(Enum):
    """How positions 6 to 10 of a matricule are divided."""

    METROPOLE = "metropole"
    """Department on two characters, commune on three."""
    OVERSEAS = "overseas"
    """Department or collectivity on three digits (970 to 989), commune on two."""
    ABROAD = "abroad"
    """99, then the country on three digits."""


_SHAPE: Final = re.compile(r"[0-9]{5}(?:[0-9]{2}|2[AB])[0-9]{8}").fullmatch
_CORSICA: Final = {"2A": "19", "2B": "18"}
_ABROAD: Final = "99"
_MODULUS: Final = 97


def key(body: str) -> int:
    """The key (1 to 97) of a body of 13 characters whose shape is right.

    97 is prime and 10 has order 96 modulo 97, so every change of one digit and every swap of two digits of the body
    changes the key. Writing 19 for 2A, or 18 for 2B, does not: both give the same number by construction.
    """
    return _MODULUS - int(body[:5] + _CORSICA.get(body[5:7], body[5:7]) + body[7:13]) % _MODULUS


@frozen(repr=False)
class Matricule:
    """A matricule of 15 characters and, when known, its OID: the OID alone tells a NIR from a NIA.

    The constructor asks for the shape only (13 characters of body, 2 of key, no separator); `parse_matricule` asks for
    every rule. There is no birth date in it, and none must be derived: the century is never written.
    """

    value: str = field()
    """Canonical form: 15 characters, no separator, upper case."""
    oid: str | None = field(default=None)

    def __attrs_post_init__(self) -> None:
        require(self.value, str, "value")
        require(self.oid, (str, type(None)), "oid")
        if not _SHAPE(self.value):
            raise ValueError("a matricule has 15 characters: digits, and A or B after a 2 in seventh place only")

    @property
    def body(self) -> str:
        """The 13 characters that the key protects."""
        return self.value[:13]

    @property
    def key(self) -> str:
        """The two digits of the key, as written."""
        return self.value[13:]

    @property
    def computed_key(self) -> str:
        """The key that this body should have, on two digits."""
        return f"{key(self.value):02d}"

    @property
    def first_digit(self) -> str:
        """Position 1: `1` or `2`; `3` or `4` while a foreign person is being registered."""
        return self.value[0]

    @property
    def sex(self) -> Sex | None:
        """The sex that position 1 says, or None when it says none."""
        return _SEX_OF_DIGIT.get(self.value[0])

    @property
    def year(self) -> str:
        """The last two digits of a year of birth; the century is not known."""
        return self.value[1:3]

    @property
    def month_code(self) -> str:
        """Positions 4 and 5, as written; not always a month."""
        return self.value[3:5]

    @property
    def month(self) -> int | None:
        """The month (1 to 12) when the code says one: 01 to 12, or 31 to 42 for an incomplete record; else None."""
        code = int(self.value[3:5])
        return code if 1 <= code <= 12 else code - 30 if 31 <= code <= 42 else None

    @property
    def place(self) -> str:
        """Positions 6 to 10: the place of birth, as coded when the number was assigned."""
        return self.value[5:10]

    @property
    def layout(self) -> Layout:
        """How `place` is divided."""
        if self.value[5:7] == _ABROAD:
            return Layout.ABROAD
        return Layout.OVERSEAS if self.value[5:7] in ("97", "98") else Layout.METROPOLE

    @property
    def department(self) -> str:
        """Department or collectivity: two characters, three digits overseas, `99` abroad."""
        return self.value[5:8] if self.layout is Layout.OVERSEAS else self.value[5:7]

    @property
    def commune(self) -> str:
        """What follows the department in `place`: commune, or country when born abroad."""
        return self.value[8:10] if self.layout is Layout.OVERSEAS else self.value[7:10]

    @property
    def order(self) -> str:
        """Positions 11 to 13: rank of the birth in that month and place."""
        return self.value[10:13]

    @property
    def display(self) -> str:
        """For a screen, `S AA MM DD CCC NNN KK`; never for a message or a log."""
        v = self.value
        return f"{v[0]} {v[1:3]} {v[3:5]} {v[5:7]} {v[7:10]} {v[10:13]} {v[13:]}"

    @property
    def masked(self) -> str:
        """Positions 1, 14 and 15 only, when something must be shown to the person who typed it."""
        return f"{self.value[0]}{'•' * 12}{self.value[13:]}"

    def __repr__(self) -> str:
        return "<Matricule masked>"


_SEX_OF_DIGIT: Final = {"1": Sex.M, "2": Sex.F, "3": Sex.M, "4": Sex.F}
