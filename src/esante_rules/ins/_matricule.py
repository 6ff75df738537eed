"""Checking and reading a matricule.

The fast path (`is_valid_matricule`) decides alone on 15 ASCII digits; everything else goes through the whole check.
"""

from __future__ import annotations

import functools
import re
from datetime import date, datetime
from typing import Final

from esante_rules._core import STATE_OF_LAW, Finding, Refused, Report, Skip, require
from esante_rules.ins._engine import Frame, Rules, check_options, frame, reported
from esante_rules.ins._matricule_rules import (
    COMMUNE,
    COMMUNE_HIGH,
    DEPARTMENT,
    EMPTY,
    FIRST_DIGIT,
    FOREIGN_CHARACTER,
    HISTORICAL,
    INS_C,
    KEY,
    KEY_MISMATCH,
    KEY_MISMATCH_TEST,
    KEY_MISSING,
    KEY_MISSING_TYPED,
    KEY_RANGE,
    MATRICULE_RULES,
    MIGRANT_NUMBER,
    MONTH,
    MONTH_SPECIAL,
    MONTH_UNSETTLED,
    NATURE,
    NOT_CANONICAL,
    ORDER,
    OVERSEAS,
    PARTS,
    PRESENCE,
    PROVISIONAL_NUMBER,
    REGISTERING,
    REGISTERING_NIR,
    SEPARATORS_TYPED,
    SPELLING,
    WRONG_LENGTH,
)
from esante_rules.ins._number import Matricule, compact, key
from esante_rules.ins._oid import INS_NIR, ONE_OID_RULES, TRIAL_OIDS, oid_faults

_OVERSEAS: Final = frozenset(
    ["971", "972", "973", "974", "975", "976", "977", "978", "984", "985", "986", "987", "988", "989"]
)

_TYPED, _WRITTEN = 13, 15
"""Length without and with the key."""

# 15 digits whose every part is possible: what remains to be said is whether the key is right.
_PLAUSIBLE: Final = re.compile(
    r"[1-4][0-9]{2}"  # sex, year
    r"(?:0[1-9]|1[0-2]|[2-9][0-9])"  # month
    r"(?:(?!00|9[78])[0-9]{2}(?!000)[0-9]{3}|9[78][0-9](?!00)[0-9]{2})"  # place
    r"(?!000)[0-9]{5}"  # order, key
).fullmatch
_SHAPE: Final = re.compile(r"[0-9]{5}(?:[0-9]{2}|2[AB])[0-9]{6}(?:[0-9]{2})?").fullmatch
_INS_C_SHAPE: Final = re.compile(r"[0-9]{22}").fullmatch


def is_valid_matricule(value: str) -> bool:
    """Exactly `check_matricule(value).ok`, with the defaults, without making the report."""
    if _PLAUSIBLE(value):  # raises TypeError, naming the type, for what is not a str
        number = int(value)
        return number // 100 % 97 + number % 100 == 97  # the body modulo 97, and the key
    return check_matricule(value).ok


def check_matricule(
    value: str,
    *,
    oid: str | None = None,
    context: str = "flux",
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
    now: date | datetime | None = None,
) -> Report:
    """Report what is wrong with a matricule, and with its OID when one is given.

    Without `oid` the number alone is examined: it is not yet an INS. `context` is where the number is (`flux`,
    `saisie`, `stockage`, `insi`, `datamatrix`), `environment` is `production`, `test` or `demo`. Raises `TypeError` or
    `ValueError` for an argument that is not one; never for the content of `value`.
    """
    require(value, str, "value")
    require(oid, (str, type(None)), "oid")
    check_options(context, environment, as_of, now)
    findings = oid_faults(oid, environment) if oid is not None else []
    reached = matricule_faults(value, oid, context, findings, "")
    return reported(findings, _frame(oid is not None, reached, as_of), as_of)


def parse_matricule(
    value: str,
    *,
    oid: str | None = None,
    context: str = "flux",
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
    now: date | datetime | None = None,
) -> Matricule:
    """The matricule that `value` writes; raises `Refused` exactly when `check_matricule` is not ok.

    With `context="saisie"` a number typed without its key is accepted with a warning: the value returned carries the
    computed key, and it is for the caller to have it confirmed.
    """
    report = check_matricule(value, oid=oid, context=context, environment=environment, as_of=as_of, now=now)
    if not report.ok:
        raise Refused(report)
    return Matricule(with_key(value), oid)


def with_key(value: str) -> str:
    """The canonical form of a number whose shape is right, with its computed key when it has none."""
    text = compact(value)
    return text if len(text) == _WRITTEN else f"{text}{key(text):02d}"


def matricule_faults(value: str, oid: str | None, context: str, findings: list[Finding], at: str) -> int:
    """Append the faults of a matricule, places prefixed with `at`; return how many stages were reached."""
    if not value:
        findings.append(Finding(EMPTY, at=f"{at}matricule"))
        return 1
    text = value
    if not (_SHAPE(value) and len(value) == _WRITTEN):
        text = compact(value)
        if not text:
            findings.append(Finding(EMPTY, at=f"{at}matricule"))
            return 1
        if text != value:
            rule = SEPARATORS_TYPED if context == "saisie" else NOT_CANONICAL
            findings.append(Finding(rule, at=f"{at}matricule"))
        if not _SHAPE(text):
            findings.append(_spelling_fault(text, at))
            return 2
    if text[0] in "5678":
        rule = PROVISIONAL_NUMBER if text[0] in "78" else MIGRANT_NUMBER
        findings.append(Finding(rule, at=f"{at}first-digit"))
        return 3
    if not _PLAIN(text):
        _parts_faults(text, oid, context, findings, at)
    if len(text) == _TYPED:
        return 4
    _key_fault(text, oid, findings, at)
    return 5


# The usual number: no rule has anything to say about its parts, not even for information.
_PLAIN: Final = re.compile(
    r"[12][0-9]{2}(?:0[1-9]|1[0-2])"
    r"(?:(?!00|20|9[678])[0-9]{2}|2[AB])(?!000|99[1-9])[0-9]{3}"
    r"(?!000)[0-9]{5}"
).fullmatch


def _spelling_fault(text: str, at: str) -> Finding:
    if _INS_C_SHAPE(text):
        return Finding(INS_C, at=f"{at}matricule")
    position = next((n for n, c in enumerate(text) if c not in "0123456789" and not _corsican(text, n)), None)
    if position is not None:
        return Finding(FOREIGN_CHARACTER, at=f"{at}matricule", params={"position": position + 1})
    return Finding(WRONG_LENGTH, at=f"{at}matricule", params={"length": len(text)})


def _corsican(text: str, position: int) -> bool:
    return position == 6 and text[5] == "2" and text[6] in "AB"


def _parts_faults(text: str, oid: str | None, context: str, findings: list[Finding], at: str) -> None:
    if len(text) == _TYPED:
        findings.append(Finding(KEY_MISSING_TYPED if context == "saisie" else KEY_MISSING, at=f"{at}key"))
    if text[0] in "09":
        findings.append(Finding(FIRST_DIGIT, at=f"{at}first-digit"))
    elif text[0] in "34":
        findings.append(Finding(REGISTERING_NIR if oid == INS_NIR else REGISTERING, at=f"{at}first-digit"))
    month = int(text[3:5])
    if month == 0 or 13 <= month <= 19:
        findings.append(Finding(MONTH, at=f"{at}month"))
    elif 43 <= month <= 49:
        findings.append(Finding(MONTH_UNSETTLED, at=f"{at}month"))
    elif month > 12:
        findings.append(Finding(MONTH_SPECIAL, at=f"{at}month"))
    _place_faults(text[5:10], findings, at)
    if text[10:13] == "000":
        findings.append(Finding(ORDER, at=f"{at}order"))


def _place_faults(place: str, findings: list[Finding], at: str) -> None:
    overseas = place[:2] in ("97", "98")
    if place[:2] == "00":
        findings.append(Finding(DEPARTMENT, at=f"{at}place"))
    commune, highest = (int(place[3:]), 90) if overseas else (int(place[2:]), 990)
    if commune == 0:
        findings.append(Finding(COMMUNE, at=f"{at}place"))
    elif commune > highest:
        findings.append(Finding(COMMUNE_HIGH, at=f"{at}place"))
    if overseas and place[:3] not in _OVERSEAS:
        findings.append(Finding(OVERSEAS, at=f"{at}place"))
    if place[:2] in ("20", "96"):
        findings.append(Finding(HISTORICAL, at=f"{at}place"))


def _key_fault(text: str, oid: str | None, findings: list[Finding], at: str) -> None:
    written = int(text[13:])
    if not 1 <= written <= 97:
        findings.append(Finding(KEY_RANGE, at=f"{at}key"))
    elif written != key(text):
        findings.append(Finding(KEY_MISMATCH_TEST if oid in TRIAL_OIDS else KEY_MISMATCH, at=f"{at}key"))


STAGES: Final[tuple[Rules, ...]] = (PRESENCE, SPELLING, NATURE, PARTS, KEY)


def stages(reached: int) -> tuple[Rules, Rules]:
    """The rules of the matricule that were reached, and those that were not."""
    done = tuple(rule for stage in STAGES[:reached] for rule in stage)
    return done, MATRICULE_RULES[len(done) :]


@functools.lru_cache(maxsize=64)
def _frame(with_oid: bool, reached: int, as_of: date) -> Frame:
    done, left = stages(reached)
    return frame((*(ONE_OID_RULES if with_oid else ()), *done), ((left, Skip.NOT_REACHED),), as_of, True)
