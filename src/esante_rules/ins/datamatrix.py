"""The INS datamatrix: the text under the symbol, decoded with tolerance and encoded with none.

`decode` gives the identity and the report of the format; `check` adds what the identity itself is worth. `encode`
writes a qualified identity, or raises `Refused`. The symbol itself is drawn by `esante_rules.ins.symbol`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from attrs import frozen

from esante_rules._core import STATE_OF_LAW, Finding, Param, Refused, Report, Skip, Text, require, require_day
from esante_rules.ins import _datamatrix_rules as rules
from esante_rules.ins._carrier import (
    ONLY_THE_LIST,
    Reading,
    Written,
    identity_report,
    merged,
    require_identity,
    written,
)
from esante_rules.ins._datamatrix_rules import RULES
from esante_rules.ins._engine import frame, reported
from esante_rules.ins._model import Identifier, Identity, Insi, Traits, day_of

__all__ = ["BLOCKS", "GS", "HEADER", "RULES", "Block", "check", "decode", "encode", "fields"]

HEADER: Final = "IS01" + "0" * 22
GS: Final = "\x1d"
"""Group separator, U+001D."""
_SPELLED: Final = "<GS>"
_AIM: Final = ("]d1", "]d2")


@frozen
class Block:
    """One block of the format: its content and its lengths."""

    content: Text
    least: int
    most: int

    @property
    def fixed(self) -> bool:
        """Has it one length only?"""
        return self.least == self.most


BLOCKS: Final[Mapping[str, Block]] = {
    "S1": Block(Text("matricule INS", "INS matricule"), 15, 15),
    "S2": Block(Text("OID", "OID of the INS"), 19, 20),
    "S3": Block(Text("liste des prénoms de naissance", "list of given names at birth"), 1, 100),
    "S4": Block(Text("nom de naissance", "birth name"), 1, 100),
    "S5": Block(Text("sexe", "sex"), 1, 1),
    "S6": Block(Text("date de naissance", "date of birth"), 10, 10),
    "S7": Block(Text("lieu de naissance", "place of birth"), 5, 5),
}
_REQUIRED: Final = ("S1", "S2", "S3", "S4", "S5", "S6")
_STOP: Final = re.compile(r"\x1d|S[0-9]").search
"""A separator or the start of a block: names hold no digit, so `S` and a digit never stand inside a value."""
_DATE: Final = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})").fullmatch


def decode(text: str, *, as_of: date = STATE_OF_LAW) -> Reading:
    """Read the text of a datamatrix; the report holds the rules of the format only.

    Tolerated, each with its finding: blocks in another order, `<GS>` spelled out, a separator too many or lost. What
    the scanner adds is left out: an AIM prefix (`]d1`, `]d2`), the end of a line. The identity has no status: reading a
    code proves nothing, it is a way of obtaining the traits (mode `CB`).
    """
    require(text, str, "text")
    require_day(as_of, "as_of")
    body = _without_header(text)
    if body is None:
        unread = ((rules.READING_RULES[1:], Skip.NOT_REACHED),)
        looked = frame(rules.READING_RULES[:1], unread, as_of, True)
        return Reading(Identity(), reported([Finding(rules.HEADER_UNKNOWN, at="header")], looked, as_of))
    found: list[Finding] = []
    values = _blocks(body, found)
    found += list(_content_faults(values, found))
    report = reported(found, frame(rules.READING_RULES, (), as_of, True), as_of)
    return Reading(_identity(values), report)


def fields(text: str) -> dict[str, str]:
    """The blocks of a datamatrix by identifier (`S1` to `S7`), as read; empty when the header is not right."""
    require(text, str, "text")
    body = _without_header(text)
    return {} if body is None else _blocks(body, [])


def check(text: str, *, environment: str = "production", as_of: date = STATE_OF_LAW, now: date | None = None) -> Report:
    """Everything that is wrong with a datamatrix: its format, then the matricule, the OID, the traits, coherence."""
    reading = decode(text, as_of=as_of)
    if reading.report.skipped:
        return reading.report
    return merged(
        (
            reading.report,
            identity_report(reading.identity, "datamatrix", environment, as_of, now, optional=ONLY_THE_LIST),
        )
    )


def encode(
    identity: Identity, *, environment: str = "production", as_of: date = STATE_OF_LAW, now: date | None = None
) -> Written[str]:
    """The text of the datamatrix of a qualified identity.

    Raises `Refused` when the identity is not qualified, lacks one of the seven blocks, or breaks any rule of the
    identity in context `datamatrix`: nothing is repaired, shortened or left out silently.
    """
    require_identity(identity)
    require_day(as_of, "as_of")
    checked = identity_report(identity, "datamatrix", environment, as_of, now, optional=ONLY_THE_LIST)
    values = _values(identity)
    found = [_missing(name) for name in BLOCKS if not values.get(name)]
    if identity.status != "QUAL":
        found.insert(0, Finding(rules.NOT_QUALIFIED, at="status"))
    looked = frame((rules.BLOCK_MISSING, rules.NOT_QUALIFIED), (), as_of, True)
    checked = checked.merge(reported(found, looked, as_of))
    if found:
        raise Refused(checked)
    text = _text(values)
    reading = decode(text, as_of=as_of)
    if reading.report.findings or _values(reading.identity) != values:
        raise Refused(checked.merge(reading.report))
    return written(text, identity, reading, rules.LOSSES, checked)


def _without_header(text: str) -> str | None:
    body = (text[3:] if text.startswith(_AIM) else text).rstrip("\r\n")
    return body[len(HEADER) :] if body.startswith(HEADER) else None


def _blocks(body: str, found: list[Finding]) -> dict[str, str]:
    """Split the message; the last of several equal blocks wins, the finding says that there were several."""
    if _SPELLED in body:
        body = body.replace(_SPELLED, GS)
        found.append(Finding(rules.SEPARATOR_SPELLED))
    values: dict[str, str] = {}
    at, highest = 0, ""
    while at < len(body):
        name = body[at : at + 2]
        if name not in BLOCKS:
            at = _skip(body, at, found)
            continue
        value, at = _value(body, at, name, found)
        if name in values:
            found.append(Finding(rules.BLOCK_REPEATED, at=name, params={"block": name}))
        elif name < highest:
            found.append(Finding(rules.OUT_OF_ORDER, at=name, params={"block": name}))
        values[name] = value
        highest = max(highest, name)
    return values


def _skip(body: str, at: int, found: list[Finding]) -> int:
    """Pass what is not a block, up to the next separator or block."""
    if body[at] == GS:
        found.append(Finding(rules.SEPARATOR_UNEXPECTED))
        return at + 1
    found.append(Finding(rules.BLOCK_UNKNOWN))
    stop = _STOP(body, at + 1)
    return len(body) if stop is None else stop.end() if stop.group() == GS else stop.start()


def _value(body: str, at: int, name: str, found: list[Finding]) -> tuple[str, int]:
    """The value of the block that starts at `at`, and where the next one starts."""
    block = BLOCKS[name]
    stop = _STOP(body, at + 2)
    end = len(body) if stop is None else stop.start()
    value = body[at + 2 : end]
    if not block.least <= len(value) <= block.most:
        params: dict[str, Param] = {"block": name, "length": len(value), "least": block.least, "most": block.most}
        found.append(Finding(rules.BAD_LENGTH, at=name, params=params))
    separated = stop is not None and stop.group() == GS
    if separated and (block.fixed or end + 1 == len(body)):
        found.append(Finding(rules.SEPARATOR_UNEXPECTED, at=name))
    elif separated and len(value) == block.most:
        found.append(Finding(rules.SEPARATOR_AFTER_FULL, at=name, params={"block": name}))
    elif not separated and stop is not None and not block.fixed and len(value) < block.most:
        found.append(Finding(rules.SEPARATOR_MISSING, at=name, params={"block": name}))
    return value, end + 1 if separated else end


def _content_faults(values: Mapping[str, str], found: list[Finding]) -> Iterator[Finding]:
    measured = {finding.at for finding in found if finding.rule is rules.BAD_LENGTH}
    yield from [_missing(name) for name in _REQUIRED if name not in values]
    if "S6" in values and "S6" not in measured and _iso(values["S6"]) is None:
        yield Finding(rules.BAD_DATE, at="S6")
    if "S5" in values and "S5" not in measured and values["S5"] not in ("M", "F"):
        yield Finding(rules.BAD_SEX, at="S5")
    if "S7" not in values:
        yield Finding(rules.PLACE_ABSENT, at="S7")


def _missing(name: str) -> Finding:
    return Finding(rules.BLOCK_MISSING, at=name, params={"block": name, "content": BLOCKS[name].content})


def _iso(text: str) -> str | None:
    parts = _DATE(text)
    day = day_of(f"{parts[3]}-{parts[2]}-{parts[1]}") if parts else None
    return day.isoformat() if day else None


def _identity(values: Mapping[str, str]) -> Identity:
    traits = Traits(
        birth_name=values.get("S4") or None,
        given_names=values.get("S3") or None,
        sex=values.get("S5") or None,
        birth_date=(_iso(values["S6"]) or values["S6"]) if values.get("S6") else None,
        birth_place=values.get("S7") or None,
    )
    numbers = (Identifier(values["S1"], values.get("S2") or None),) if values.get("S1") else ()
    return Identity(traits=traits, identifiers=numbers, insi=Insi(mode="CB"))


def _values(identity: Identity) -> dict[str, str]:
    traits, ins = identity.traits, identity.ins
    day = traits.birth_date.day if traits.birth_date else None
    values = {
        "S1": ins.value if ins else None,
        "S2": ins.oid if ins else None,
        "S3": traits.given_names,
        "S4": traits.birth_name,
        "S5": traits.sex,
        "S6": f"{day.day:02d}-{day.month:02d}-{day.year:04d}" if day else None,
        "S7": traits.birth_place,
    }
    return {name: value for name, value in values.items() if value}


def _text(values: Mapping[str, str]) -> str:
    parts = [HEADER]
    last = max(values)
    for name, block in BLOCKS.items():
        value = values[name]
        short = not block.fixed and len(value) < block.most and name != last
        parts.append(f"{name}{value}{GS if short else ''}")
    return "".join(parts)
