"""`check_header` and `level`: read, check against the schema and the volet, and report."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO, Final

from esante_rules._core import (
    STATE_OF_LAW,
    Finding,
    Report,
    Rule,
    Skip,
    Skipped,
    known,
    not_evaluated,
    plan,
    require,
    require_day,
)
from esante_rules.cda import (
    _beyond,
    _datatype_rules,
    _identity,
    _input,
    _schema,
    _schema_rules,
    _schema_xsd,
    _volet_rules,
)
from esante_rules.cda._context import ENVIRONMENTS, Context
from esante_rules.cda._faults import Fault
from esante_rules.cda._levels import Level, level_of
from esante_rules.cda._moment import moment_of
from esante_rules.cda._names import path
from esante_rules.cda._reading import Limits, Reading, read
from esante_rules.cda._value_sets import ValueSet, value_sets, with_newer
from esante_rules.cda._volet import Volet, compile_volet
from esante_rules.cda._volet_table import DOCUMENT
from esante_rules.cda._volets import NAMES as VOLETS

PROFILES: Final = ("smds-3.0", "xsd-only")
_NEED_THE_END: Final = (_input.SEVERAL_DOCUMENTS,)


@functools.cache
def volet(profile: str = "smds-3.0") -> Volet:
    """The compiled table of a profile."""
    known(profile, ("smds-3.0",), "profile")
    return compile_volet(DOCUMENT)


def volet_rules() -> tuple[Rule[Any], ...]:
    """Every rule of the family `cda.volet`, in the order of the table."""
    return (*volet().rules, *_volet_rules.RULES, *_datatype_rules.RULES)


def check_header(
    document: bytes | os.PathLike[str] | BinaryIO,
    *,
    profile: str = "smds-3.0",
    as_of: date = STATE_OF_LAW,
    now: date | datetime | None = None,
    environment: str = "production",
    volet: str | None = None,
    value_sets: Mapping[str, ValueSet] | Iterable[ValueSet] | None = None,
    whole: bool = False,
    limits: Limits | None = None,
    own_roots: Iterable[str] | None = None,
) -> Report:
    """Check the header of a CDA document; every fault is a finding, with a path and a line.

    `profile` chooses the table: `smds-3.0` (test set 3.0 of the ANS), or `xsd-only` (the schema alone). `value_sets`
    replaces built-in value sets of the same name. With `whole=True` the file is read to its end, in bounded memory.
    `volet` names the model of a structured document (`esante_rules.cda.VOLETS`) when its templates should not decide.
    `own_roots` are the OIDs of the sender, under which the identifier of the document is expected.
    Raises `TypeError` for a wrong type, `ValueError` for an unknown word, `OSError` when the caller's own file cannot
    be read; never for what the document holds.
    """
    known(profile, PROFILES, "profile")
    require_day(as_of, "as_of")
    require(now, (date, datetime, type(None)), "now")
    known(environment, ENVIRONMENTS, "environment")
    if volet is not None:
        known(volet, VOLETS, "volet")
    roots = _roots(own_roots)
    sets = None if value_sets is None else with_newer(value_sets)
    reading = read(document, whole=whole, limits=limits)
    report = check_reading(reading, profile=profile, as_of=as_of, lookups=tables(sets))
    if profile == "xsd-only":
        return report
    context = Context.of(
        reading,
        environment=environment,
        now=None if now is None else moment_of(now),
        volet=volet,
        tables=sets,
        own_roots=roots,
    )
    if context is None:
        return report.merge(not_evaluated((*_beyond.RULES, *_identity.RULES), Skip.NOT_REACHED, as_of=as_of))
    identity = _identity.check(context, as_of=as_of, now=now)
    return report.merge(_beyond.check(context, as_of=as_of), identity)


def _roots(given: Iterable[str] | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    if isinstance(given, str):
        raise TypeError("own_roots must be a collection of OIDs, not str")
    roots = tuple(given)
    for root in roots:
        require(root, str, "an own root")
    return roots


def check_reading(reading: Reading, *, profile: str, as_of: date, lookups: Tables) -> Report:
    """The official verdict on what was read: families `cda.input`, `cda.schema` and `cda.volet`."""
    report = _input_report(reading, as_of)
    official = profile != "xsd-only"
    rules = _official_rules(official)
    if reading.root is None:
        return report.merge(not_evaluated(rules, Skip.NOT_REACHED, as_of=as_of))
    faults = [*_schema.body(reading.root, reading.body.kind)]
    if not _schema_xsd.accepts(reading.root):
        faults += _schema.check(reading.root)
    skipped: tuple[Skipped, ...] = ()
    if official:
        codes, pairs = lookups
        table = volet()
        faults += table.check(reading.root, reading.body.kind, codes, pairs)
        if not table.needed <= codes.keys():
            skipped = tuple(
                (rule, Skip.TABLE_MISSING) for rule in table.rules if table.needs.get(rule.id, "J01") not in codes
            )
    active, not_in_force = plan(rules, as_of)
    absent = {rule for rule, _ in skipped}
    return report.merge(
        Report(
            as_of=as_of,
            findings=findings(faults, reading),
            evaluated=tuple(rule for rule in active if rule not in absent) if absent else active,
            skipped=(*not_in_force, *skipped),
        )
    )


@functools.cache
def _official_rules(volet_too: bool) -> tuple[Rule[Any], ...]:
    return (*_schema_rules.RULES, *(volet_rules() if volet_too else ()))


def _input_report(reading: Reading, as_of: date) -> Report:
    rules, skipped = plan(_input.RULES, as_of)
    if reading.whole:
        return Report(as_of=as_of, findings=reading.findings, evaluated=rules, skipped=skipped)
    evaluated, unread = _without_the_end(rules)
    return Report(as_of=as_of, findings=reading.findings, evaluated=evaluated, skipped=(*skipped, *unread))


@functools.lru_cache(maxsize=16)
def _without_the_end(rules: tuple[Rule[Any], ...]) -> tuple[tuple[Rule[Any], ...], tuple[Skipped, ...]]:
    """The rules that a header reading evaluates, and those that need the end of the file."""
    unread: tuple[Skipped, ...] = tuple((rule, Skip.NOT_READ) for rule in rules if rule in _NEED_THE_END)
    return tuple(rule for rule in rules if rule not in _NEED_THE_END), unread


Tables = tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[tuple[str, str]]]]


@functools.cache
def _built_in() -> Tables:
    return _of(value_sets())


def _of(sets: Mapping[str, ValueSet]) -> Tables:
    return {s.name: s.codes for s in sets.values()}, {s.name: s.pairs for s in sets.values()}


def tables(given: Mapping[str, ValueSet] | Iterable[ValueSet] | None) -> Tables:
    """The codes, and the pairs of code and code system, of the built-in value sets and the caller's."""
    return _built_in() if given is None else _of(with_newer(given))


def findings(faults: Iterable[Fault], reading: Reading) -> tuple[Finding, ...]:
    """Faults as findings with their path and line, in the order of the document, then of the names of rules."""
    listed = list(faults)
    if not listed or reading.root is None:
        return ()
    root = reading.root
    position = dict(zip(reading.elements, range(len(reading.elements)), strict=True))
    names = _schema.known_tags()
    listed.sort(key=lambda fault: (position.get(fault.element, 0), fault.rule.id))
    return tuple(
        Finding(
            rule=fault.rule,
            at=path(fault.element, root, names),
            line=(fault.element if fault.near is None else fault.near).sourceline,
            params=fault.params,
        )
        for fault in listed
    )


def level(document: bytes | os.PathLike[str] | BinaryIO, *, whole: bool = False, limits: Limits | None = None) -> Level:
    """The level of a document: N1 or STRUCTURED; with `whole=True` N1, N2 or N3."""
    reading = read(document, whole=whole, limits=limits)
    return Level.UNDETERMINED if reading.root is None else level_of(reading.body)
