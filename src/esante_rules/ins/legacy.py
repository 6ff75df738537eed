"""The INS-C, abandoned: computed only to recognise the identifiers that old records still hold.

The INS-C was made by each software from the data of the carte Vitale, and ended with the obligation of the INS on
1 January 2021. It is never an INS and nothing here writes one into a record.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Final

from esante_rules._answer import Answer
from esante_rules._core import require, require_day
from esante_rules.ins._names import normal_name

__all__ = ["is_ins_c", "made_from"]

_SHAPE: Final = re.compile(r"[0-9]{22}").fullmatch
_PLAIN: Final = re.compile(r"[A-Z]{1,10}").fullmatch
_BODY: Final = re.compile(r"[0-9]{5}(?:[0-9]{2}|2[AB])[0-9]{6}").fullmatch
_MODULUS: Final = 97


def is_ins_c(value: str) -> bool:
    """Has it the shape and the key of an INS-C: 20 digits, then a key of two digits?"""
    require(value, str, "value")
    return bool(_SHAPE(value)) and int(value[:20]) < 2**64 and int(value[20:]) == _key(int(value[:20]))


def _key(number: int) -> int:
    return _MODULUS - number % _MODULUS


def made_from(value: str, *, first_given_name: str, birth_date: date, nir: str) -> Answer:
    """Is this the INS-C that these data of a carte Vitale give? `nir` is the 13 characters, without the key.

    `UNKNOWN` when it is not and the given name has accents, a hyphen or more than 10 letters: how such names were
    normalised is not known. Card data may also differ from the civil register (parent's number, lunar date).
    """
    require(value, str, "value")
    require(first_given_name, str, "first_given_name")
    require_day(birth_date, "birth_date")
    require(nir, str, "nir")
    if not is_ins_c(value) or not _BODY(nir):
        return Answer.NO
    name = normal_name(first_given_name)
    if _computed(name, birth_date, nir) == value:
        return Answer.YES
    return Answer.NO if _PLAIN(name) and name == first_given_name.upper() else Answer.UNKNOWN


def _computed(name: str, birth_date: date, nir: str) -> str:
    """SHA-256 of a seed of 29 characters, its first eight bytes as a number on 20 digits, then the key."""
    seed = f"{name[:10]:<10}{birth_date:%y%m%d}{nir}"
    number = int.from_bytes(hashlib.sha256(seed.encode("ascii", errors="replace")).digest()[:8], "big")
    return f"{number:020d}{_key(number):02d}"
