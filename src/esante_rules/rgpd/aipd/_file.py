"""The description of a processing as a JSON file: its JSON Schema, its check, its reading and its writing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from esante_rules._core import STATE_OF_LAW, Finding, Refused, Report, Rule, Text, plan, require, require_day
from esante_rules.rgpd.aipd._processing import DATA, PEOPLE, PURPOSES, Processing
from esante_rules.rgpd.aipd._questions import BY_NAME, FACTS, RT_TYPES
from esante_rules.rgpd.aipd._sources import D326
from esante_rules.rgpd.aipd._terms import rule
from esante_rules.rgpd.aipd._thresholds import FIGURES, Number

WORDS: Final = ("oui", "non", "inconnu")
LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "purposes": tuple(PURPOSES),
    "data": tuple(DATA),
    "people": tuple(PEOPLE),
}
FLAGS: Final = tuple(f"{name}_closed" for name in LISTS)
FREE: Final = ("title", "controller")
FIELDS: Final = ("schema", *FREE, "rt_type", *FIGURES, *(n for pair in zip(LISTS, FLAGS, strict=True) for n in pair))
ALL_FIELDS: Final = (*FIELDS, "answers", "otherwise")
SCHEMA_ID: Final = "urn:esante-rules:aipd-processing:1"

_WHY: Final = Text(
    "Une description mal lue donnerait un verdict faux ; ce qui n'est pas compris est refusé, jamais deviné.",
    "A description read wrong would give a wrong verdict; what is not understood is refused, never guessed.",
)


def _fault(name: str, fr: str, en: str) -> Rule[Any]:
    return rule(f"aipd.file.{name}", Text(fr, en), _WHY, D326, level="BLOQUANT", since=None)


UNREADABLE: Final = _fault("not-json", "Ce n'est pas un fichier JSON lisible.", "This is not a readable JSON file.")
NOT_AN_OBJECT: Final = _fault(
    "not-an-object",
    "La description d'un traitement est un objet JSON.",
    "The description of a processing is a JSON object.",
)
UNKNOWN_FIELD: Final = _fault(
    "unknown-field",
    "Ce nom n'existe pas ici ; noms admis : {allowed}.",
    "There is no such name here; allowed names: {allowed}.",
)
UNKNOWN_WORD: Final = _fault(
    "unknown-word",
    "Ce mot n'est pas admis ici ; mots admis : {allowed}.",
    "This word is not allowed here; allowed words: {allowed}.",
)
WRONG_TYPE: Final = _fault(
    "wrong-type", "Cette valeur n'est pas du type attendu : {expected}.", "This value is not of the type {expected}."
)
FILE_RULES: Final[tuple[Rule[Any], ...]] = (UNREADABLE, NOT_AN_OBJECT, UNKNOWN_FIELD, UNKNOWN_WORD, WRONG_TYPE)

_TYPES: Final = {
    "text": Text("texte", "text"),
    "flag": Text("true ou false", "true or false"),
    "number": Text("nombre positif ou nul", "number, not negative"),
    "list": Text("liste de mots", "list of words"),
    "object": Text("objet", "object"),
    "version": Text("le nombre 1", "the number 1"),
}


def check_json(document: bytes | str, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report what is wrong in the JSON description of a processing."""
    require_day(as_of, "as_of")
    active, skipped = plan(FILE_RULES, as_of)
    found, _ = _read(document)
    return Report(as_of=as_of, findings=found, evaluated=active, skipped=skipped)


def parse_json(document: bytes | str) -> Processing:
    """Read the JSON description of a processing. Raises `Refused`, with the report, on what is not understood."""
    found, whole = _read(document)
    if found or whole is None:
        active, skipped = plan(FILE_RULES, STATE_OF_LAW)
        raise Refused(Report(as_of=STATE_OF_LAW, findings=found, evaluated=active, skipped=skipped))
    given = {name: value for name, value in whole.items() if name != "schema"}
    for name in LISTS:
        if name in given:
            given[name] = frozenset(given[name])
    return Processing(**given)


def to_json(processing: Processing) -> str:
    """Write a description that `parse_json` reads back equal."""
    require(processing, Processing, "processing")
    whole: dict[str, Any] = {"schema": 1, "otherwise": processing.otherwise.value}
    whole |= {name: getattr(processing, name) for name in (*FREE, *FLAGS)}
    whole |= {name: sorted(getattr(processing, name)) for name in LISTS}
    whole |= {"rt_type": processing.rt_type}
    whole |= {name: _figure(getattr(processing, name)) for name in FIGURES}
    whole["answers"] = {name: processing.answers[name].value for name in FACTS if name in processing.answers}
    return json.dumps(whole, ensure_ascii=True, indent=2)


def _figure(number: Number | None) -> int | str | None:
    """An integer stays a number; a decimal is written as text, which keeps it exact."""
    if not isinstance(number, Decimal):
        return number
    return int(number) if number == number.to_integral_value() and abs(number) < 10**15 else str(number)


def _read(document: bytes | str) -> tuple[tuple[Finding, ...], dict[str, Any] | None]:
    require(document, (bytes, str), "document")
    try:
        text = document.decode("utf-8-sig") if isinstance(document, bytes) else document
        whole = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError):
        return (Finding(UNREADABLE),), None
    if not isinstance(whole, dict):
        return (Finding(NOT_AN_OBJECT),), None
    for name in FIGURES:
        whole[name] = _decimal(whole.get(name))
    return tuple(_faults(whole)), whole


def _decimal(value: object) -> object:
    """A figure written as a text of digits, so that no decimal is lost."""
    if isinstance(value, str) and len(value) < 40 and value.isascii() and value.replace(".", "", 1).isdigit():
        return Decimal(value)
    return value


def _faults(whole: Mapping[str, Any]) -> Iterator[Finding]:
    for position, name in enumerate(whole, start=1):
        if name not in ALL_FIELDS:
            yield Finding(UNKNOWN_FIELD, f"*[{position}]", params={"allowed": ALL_FIELDS})
    for name in ALL_FIELDS:
        if name in whole:
            yield from _field(name, whole[name])


def _field(name: str, value: Any) -> Iterator[Finding]:
    if name == "schema" and (value != 1 or isinstance(value, bool)):
        yield _wrong(name, "version")
    elif name in FREE and not isinstance(value, str):
        yield _wrong(name, "text")
    elif name in FLAGS and not isinstance(value, bool):
        yield _wrong(name, "flag")
    elif name in FIGURES and not _is_figure(value):
        yield _wrong(name, "number")
    elif name == "rt_type" and value is not None:
        yield from _word(name, value, RT_TYPES)
    elif name == "otherwise":
        yield from _word(name, value, ("non", "inconnu"))
    elif name in LISTS:
        yield from _list(name, value)
    elif name == "answers":
        yield from _answers(value)


def _wrong(place: str, expected: str) -> Finding:
    return Finding(WRONG_TYPE, place, params={"expected": _TYPES[expected]})


def _is_figure(value: object) -> bool:
    if value is None:
        return True
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return number and Decimal(value).is_finite() and value >= 0  # type: ignore[arg-type,operator]


def _word(place: str, value: object, allowed: Iterable[str]) -> Iterator[Finding]:
    words = tuple(allowed)
    if not isinstance(value, str):
        yield _wrong(place, "text")
    elif value not in words:
        yield Finding(UNKNOWN_WORD, place, params={"allowed": words})


def _list(name: str, value: object) -> Iterator[Finding]:
    if not isinstance(value, list):
        yield _wrong(name, "list")
        return
    for number, word in enumerate(value, start=1):
        yield from _word(f"{name}[{number}]", word, LISTS[name])


def _answers(value: object) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield _wrong("answers", "object")
        return
    for number, (name, answer) in enumerate(value.items(), start=1):
        if name not in FACTS:
            yield Finding(UNKNOWN_FIELD, f"answers/*[{number}]", params={"allowed": FACTS})
        else:
            yield from _word(f"answers/{name}", answer, WORDS)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the file, made from the tables; it is published beside this module."""
    figure = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+(\\.[0-9]*)?$"}]}
    properties: dict[str, Any] = {"schema": {"const": 1}}
    properties |= {name: {"type": "string"} for name in FREE}
    properties["rt_type"] = {"enum": [*RT_TYPES, None], "description": BY_NAME["rt_type"].text.fr}
    for name in FIGURES:
        properties[name] = {"anyOf": [*figure["anyOf"], {"type": "null"}], "description": BY_NAME[name].text.fr}
    for name, words in LISTS.items():
        properties[name] = {"type": "array", "items": {"enum": list(words)}, "uniqueItems": True}
        properties[f"{name}_closed"] = {"type": "boolean"}
    properties["otherwise"] = {"enum": ["non", "inconnu"]}
    answers = {name: {"enum": list(WORDS), "description": BY_NAME[name].text.fr} for name in FACTS}
    properties["answers"] = {"type": "object", "properties": answers, "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Description d'un traitement pour l'AIPD",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
