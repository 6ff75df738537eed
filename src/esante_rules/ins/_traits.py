"""Checking the traits of a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from datetime import date, datetime
from typing import Final, TypeAlias

from esante_rules._core import STATE_OF_LAW, Finding, Report, Skip, Text, require
from esante_rules.ins import _traits_rules as r
from esante_rules.ins._codes import Sex, Status
from esante_rules.ins._engine import check_options, frame, reported
from esante_rules.ins._model import BirthDate, PartialDate, Traits
from esante_rules.ins._names import name_key, normal_name

CogTable: TypeAlias = "Callable[[str, date | None], bool] | Container[str]"
"""The caller's table of places: a set of codes, or a function of a code and a day that says whether it existed."""

RECORDS: Final = ("saisie", "stockage")
_SENT: Final = ("insi", "datamatrix")
_LONGEST: Final = 100
_UNKNOWN_PLACE: Final = "99999"
_OLDEST: Final = 120
_NEW_SEINE: Final = date(1968, 1, 1)
"""From that day the departments of the Paris region are the present ones."""

_PLACEHOLDERS: Final = frozenset(
    ("X", "XX", "XXX", "INCONNU", "INCONNUE", "SANS NOM", "SANS PRENOM", "NC", "NR", "NON RENSEIGNE")
)
_NAMED: Final = {
    "birth_name": Text("nom de naissance", "birth name"),
    "first_given_name": Text("premier prénom de naissance", "first given name"),
    "birth_date": Text("date de naissance", "date of birth"),
    "sex": Text("sexe", "sex"),
    "birth_place": Text("lieu de naissance", "place of birth"),
}

# A name that no rule has anything to say about, as long as it is short and stands for nothing.
_PLAIN: Final = re.compile(r"'?[A-Z]+(?:[ '-][A-Z]+)*").fullmatch
_FOREIGN: Final = re.compile(r"[^A-Z '-]").search
_INCOMPLETE: Final = re.compile(
    r"(?!0000)[0-9]{4}(?:-(?:0[0-9]|1[0-2])|-00-[0-3][0-9]|-(?:0[0-9]|1[0-2])-00)?"
).fullmatch
_PLACE: Final = re.compile(
    r"(?:(?:0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-59])(?!000)[0-9]{3}|9[78][0-9](?!00)[0-9]{2})"
).fullmatch
_PARIS_POSTAL: Final = re.compile(r"750(?:0[1-9]|1[0-9]|20)").fullmatch


def check_traits(
    traits: Traits,
    *,
    context: str = "flux",
    status: str | None = None,
    with_ins: bool = False,
    as_of: date = STATE_OF_LAW,
    now: date | datetime | None = None,
    cog: CogTable | None = None,
) -> Report:
    """Report what is wrong with the traits of a person.

    `status` and `with_ins` (the identity carries an INS) decide what is mandatory; `cog` is the caller's table of
    birthplaces, without which existence is not checked; `now` is needed for the future and for the age.
    """
    require(traits, Traits, "traits")
    require(status, (str, type(None)), "status")
    require_cog(cog)
    check_options(context, "production", as_of, now)
    findings: list[Finding] = []
    traits_faults(traits, context=context, status=status, with_ins=with_ins, now=now, cog=cog, findings=findings, at="")
    table = () if cog is not None else ((r.TABLE_RULES, Skip.TABLE_MISSING),)
    rules = r.TRAITS_RULES if cog is not None else r.WITHOUT_TABLE_RULES
    return reported(findings, frame(rules, table, as_of, now is not None), as_of)


def require_cog(cog: object) -> None:
    """`TypeError` unless `cog` is None, a function or a collection of codes (a text is not one)."""
    if isinstance(cog, (str, bytes)) or not (cog is None or callable(cog) or isinstance(cog, Container)):
        raise TypeError(f"cog must be a function or a collection of codes, not {type(cog).__name__}")


def traits_faults(
    traits: Traits,
    *,
    context: str,
    status: str | None,
    with_ins: bool,
    now: date | datetime | None,
    cog: CogTable | None,
    findings: list[Finding],
    at: str,
) -> None:
    """Append the faults of the traits, in the order of the rules, places prefixed with `at`."""
    carried = with_ins or status in (Status.RECUP, Status.QUAL)
    _missing_faults(traits, context, with_ins, findings, at)
    if traits.birth_name and not _quiet(traits.birth_name):
        name_faults(traits.birth_name, "birth_name", context, findings, at)
    if traits.first_given_name and not _quiet(traits.first_given_name):
        name_faults(traits.first_given_name, "first_given_name", context, findings, at)
    if traits.given_names and not traits.given_names.isspace():
        if not _quiet(traits.given_names):
            name_faults(traits.given_names, "given_names", context, findings, at)
        if traits.first_given_name and not begins(traits.first_given_name, traits.given_names):
            findings.append(Finding(r.FIRST_NOT_IN_LIST, at=f"{at}first_given_name"))
    elif not traits.no_given_name:
        rule = r.GIVEN_NAMES_MISSING if carried else r.GIVEN_NAMES_UNRECORDED
        findings.append(Finding(rule, at=f"{at}given_names"))
    if traits.sex:
        if traits.sex not in ("M", "F", "I"):
            findings.append(Finding(r.SEX_CODE, at=f"{at}sex"))
        elif carried and traits.sex == Sex.I:
            findings.append(Finding(r.SEX_UNDETERMINED, at=f"{at}sex"))
    if traits.birth_date is not None and traits.birth_date.text:
        _date_faults(traits.birth_date, now, findings, f"{at}birth_date")
    if traits.birth_place:
        _place_faults(traits, context=context, status=status, cog=cog, findings=findings, at=f"{at}birth_place")


def _missing_faults(traits: Traits, context: str, with_ins: bool, findings: list[Finding], at: str) -> None:
    date_text = traits.birth_date.text if traits.birth_date is not None else None
    values = (traits.birth_name, traits.first_given_name, date_text, traits.sex, traits.birth_place)
    if all(value and not value.isspace() for value in values):
        return
    rule = r.MISSING_IN_MESSAGE if context == "flux" and not with_ins else r.MISSING
    excused = {"birth_name": traits.no_birth_name, "first_given_name": traits.no_given_name}
    for (trait, words), value in zip(_NAMED.items(), values, strict=True):
        if not (value and value.strip()) and not excused.get(trait, False):
            findings.append(Finding(rule, at=f"{at}{trait}", params={"trait": words}))


def _quiet(name: str) -> bool:
    return len(name) <= _LONGEST and _PLAIN(name) is not None and name not in _PLACEHOLDERS


def name_faults(value: str, trait: str, context: str, findings: list[Finding], at: str) -> None:
    """Append the lexical faults of one name (`trait` is the field it comes from); the normal form is judged."""
    where = f"{at}{trait}"
    given = trait != "birth_name"
    sent = context in _SENT
    text = normal_name(value)
    words = text.split(" ") if trait == "given_names" else [text]
    if text != value:
        findings.append(Finding(r.NOT_NORMAL_SENT if sent else r.NOT_NORMAL, at=where))
    if _FOREIGN(text):
        findings.append(Finding(r.FOREIGN_CHARACTER, at=where))
    if any(word.startswith("-") for word in words) or (sent and value[:1].isspace()):
        findings.append(Finding(r.LEADING_HYPHEN, at=where))
    if "''" in text or "' " in text or " '" in text:
        findings.append(Finding(r.APOSTROPHES, at=where))
    if given and "--" in text:
        findings.append(Finding(r.GIVEN_DOUBLE_HYPHEN, at=where))
    if any(word.endswith("'") or (word.endswith("-") and len(word) > 1) for word in words):
        findings.append(Finding(r.GIVEN_ENDING if given else r.NAME_ENDING, at=where))
    if "---" in text:
        findings.append(Finding(r.TRIPLE_HYPHEN, at=where))
    if "- " in text or " -" in text:
        findings.append(Finding(r.HYPHEN_SPACE, at=where))
    if len(text) > _LONGEST:
        rule = r.TOO_LONG_DATAMATRIX if context == "datamatrix" else r.TOO_LONG
        findings.append(Finding(rule, at=where, params={"length": len(text)}))
    if text in _PLACEHOLDERS:
        findings.append(Finding(r.PLACEHOLDER, at=where))


def begins(first: str, names: str) -> bool:
    """Is the first given name the beginning of the list, word by word?"""
    if names == first or names.startswith(f"{first} "):
        return True
    words = name_key(first).split(" ")
    return name_key(names).split(" ")[: len(words)] == words


def _date_faults(birth: BirthDate, now: date | datetime | None, findings: list[Finding], at: str) -> None:
    day = birth.day
    if day is None:
        findings.append(Finding(r.DATE_INCOMPLETE if _INCOMPLETE(birth.text) else r.DATE_INVALID, at=at))
        return
    if birth.interpreted:
        findings.append(Finding(r.DATE_INTERPRETED, at=at))
    elif birth.original is not None and not birth.original.complete:
        findings.append(Finding(r.DATE_FLAG_MISSING, at=at))
    if now is not None:
        if (day.year, day.month, day.day) > (now.year, now.month, now.day):
            findings.append(Finding(r.DATE_FUTURE, at=at))
        elif (day.year + _OLDEST, day.month, day.day) < (now.year, now.month, now.day):
            findings.append(Finding(r.DATE_OLD, at=at))


def _place_faults(
    traits: Traits, *, context: str, status: str | None, cog: CogTable | None, findings: list[Finding], at: str
) -> None:
    place = traits.birth_place or ""
    if context == "saisie" and place[:2] in ("2a", "2b"):
        place = place.upper()
    if not _PLACE(place):
        findings.append(Finding(r.PLACE_MALFORMED, at=at))
        return
    if place == _UNKNOWN_PLACE:
        retrieved = status in (Status.RECUP, Status.QUAL)
        findings.append(Finding(r.PLACE_UNKNOWN_RETRIEVED if retrieved else r.PLACE_UNKNOWN, at=at))
        return
    day = traits.birth_date.day if traits.birth_date is not None else None
    if place == "99100" or (_PARIS_POSTAL(place) and day is not None and day >= _NEW_SEINE):
        findings.append(Finding(r.PLACE_LOOK_ALIKE, at=at))
    if cog is not None and not (cog(place, day) if callable(cog) else place in cog):
        findings.append(Finding(r.PLACE_NOT_IN_TABLE, at=at))


def complete(source: PartialDate) -> BirthDate:
    """The date that the RNIV stores for an incomplete one: month known, the 1st; day only, January; year only, 31/12.

    A lunar date is completed in the same way. The source is kept. `ValueError` when the year is unknown (the
    operator gives a year or a decade that agrees with the announced age) or when the parts make no day.
    """
    require(source, PartialDate, "source")
    if source.year is None:
        raise ValueError("the year is unknown: it is chosen by the operator, from the announced age")
    month = source.month or (1 if source.day else 12)
    day = source.day or (1 if source.month else 31)
    try:
        stored = date(source.year, month, day)
    except ValueError:
        raise ValueError("these parts do not make a day of the calendar") from None
    return BirthDate(stored.isoformat(), interpreted=not source.complete, original=source)
