"""The check digits behind the numbers, as plain arithmetic on text; each function says what it cannot see.

Every function takes ASCII digits (and, where said, a few letters) and raises `ValueError`, without the value, on
anything else: the checks call them on text whose form they already know. A key proves that a number was well copied,
never that it exists.
"""

from __future__ import annotations

import re
from typing import Final

from esante_rules._core import require

_DOUBLED: Final = bytes.maketrans(b"0123456789", b"0246813579")
_DEPARTMENT_LETTERS: Final = str.maketrans("AB", "12")


def luhn_total(number: str) -> int:
    """The Luhn sum of a number with its key: a multiple of 10 when the key is right."""
    return _luhn(_digits(number, "number"))


def _luhn(number: str) -> int:
    digits = number.encode()[::-1]
    return sum(digits[::2]) + sum(digits[1::2].translate(_DOUBLED)) - ord("0") * len(digits)


def luhn_ok(number: str) -> bool:
    """Does the last digit satisfy Luhn (mod 10)?

    Every change of one digit is seen, and every swap of neighbours except 09 and 90. Eleven zeros satisfy it.
    """
    return luhn_total(number) % 10 == 0


def luhn_key(body: str) -> str:
    """The Luhn digit that completes `body`."""
    return str(-_luhn(_digits(body, "body") + "0") % 10)


def lettered_luhn_ok(number: str) -> bool:
    """Luhn after reading A as 1 and B as 2, as FINESS and ADELI do for Corsica and some departments.

    As `luhn_ok`, and blind to A written 1 or B written 2: 2A and 21 have the same keys. The NIR reads 2A and 2B
    differently.
    """
    return luhn_ok(number.translate(_DEPARTMENT_LETTERS))


def lettered_luhn_key(body: str) -> str:
    """The Luhn digit that completes `body`, A read as 1 and B as 2."""
    return luhn_key(body.translate(_DEPARTMENT_LETTERS))


def siret_ok(number: str) -> bool:
    """Does the last digit of a SIRET (14 digits) hold, La Poste included?

    La Poste (SIREN 356000000) ran out of numbers that satisfy Luhn: its sites, the head office 35600000000048 excepted,
    have digits whose plain sum is a multiple of 5. That sum sees neither a swap of digits nor a change by exactly 5.
    """
    if is_la_poste_site(number):
        return sum(int(digit) for digit in _digits(number, "number")) % 5 == 0
    return luhn_ok(number)


def is_la_poste_site(number: str) -> bool:
    """Is it the SIRET of a site of La Poste, to which the sum of digits applies instead of Luhn?"""
    return number.startswith("356000000") and number != "35600000000048"


def nir_key(body: str) -> str:
    """The two-digit key (01 to 97) of the 13 characters of a NIR or NIA; 2A is read 19 and 2B is read 18.

    97 is prime, so every change of one digit and every swap of neighbouring digits is seen.
    """
    if not _matches(r"[0-9]{5}(?:[0-9]{2}|2[AB])[0-9]{6}", body, "body"):
        raise ValueError("body must be the 13 characters of a NIR")
    return mod97_key(body[:5] + {"2A": "19", "2B": "18"}.get(body[5:7], body[5:7]) + body[7:])


def nir_ok(number: str) -> bool:
    """Do the last two of these 15 characters satisfy the key of a NIR? The other rules are in `esante_rules.ins`."""
    return len(number) == 15 and nir_key(number[:13]) == number[13:]


def mod97_key(body: str) -> str:
    """`97 - body mod 97` on two digits, 01 to 97: the key of a NIR and of an INS-C."""
    if len(body) > 4000:
        raise ValueError("body is too long")
    return f"{97 - int(_digits(body, 'body')) % 97:02d}"


def gs1_key(body: str) -> str:
    """The GS1 digit of 12 digits (CIP13, UCD13): weights 1 and 3 from the left.

    Every change of one digit is seen; a swap of neighbours is missed when they differ by exactly 5.
    """
    if len(_digits(body, "body")) != 12:
        raise ValueError("body must have 12 digits")
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body)) % 10)


def mod11_remainder(body: str) -> int:
    """The weighted sum (2 to 7) modulo 11 of the six digits of a CIP7 or LPP body: 0 to 10.

    A digit key can say 0 to 9: what a remainder of 10 becomes is the affair of each number.
    """
    if len(_digits(body, "body")) != 6:
        raise ValueError("body must have 6 digits")
    return sum(int(digit) * weight for digit, weight in zip(body, range(2, 8), strict=True)) % 11


_TIMES: Final = (
    "0123456789",
    "1234067895",
    "2340178956",
    "3401289567",
    "4012395678",
    "5987604321",
    "6598710432",
    "7659821043",
    "8765932104",
    "9876543210",
)
_TURN: Final = (
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
)
_INVERSE: Final = "0432156789"


def verhoeff_ok(number: str) -> bool:
    """Does the last digit satisfy Verhoeff (SNOMED CT)? Any change of a digit and any swap of neighbours is seen."""
    return _verhoeff(_digits(number, "number")) == 0


def verhoeff_key(body: str) -> str:
    """The Verhoeff digit that completes `body`."""
    return _INVERSE[_verhoeff(_digits(body, "body") + "0")]


def _verhoeff(number: str) -> int:
    state = 0
    for place, digit in enumerate(reversed(number)):
        state = int(_TIMES[state][int(_TURN[place % 8][int(digit)])])
    return state


def vat_number(siren: str) -> str:
    """The French VAT number of a SIREN, with its numeric key: `FR` + (12 + 3 x (SIREN mod 97)) mod 97 + SIREN.

    Raises `ValueError` unless `siren` is nine digits; the key of the SIREN itself is not looked at.
    """
    if not _matches(r"[0-9]{9}", siren, "siren"):
        raise ValueError("siren must be nine digits")
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"


def _digits(text: str, name: str) -> str:
    require(text, str, name)
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{name} must be ASCII digits")
    return text


def _matches(form: str, text: str, name: str) -> bool:
    require(text, str, name)
    return re.fullmatch(form, text) is not None
