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
from esante_rules.cda import _beyond, _identity, _input, _schema, _schema_rules, _schema_xsd
from esante_rules.cda._context import ENVIRONMENTS, Context
from esante_rules.cda._faults import Fault
from esante_rules.cda._levels import Level, level_of
from esante_rules.cda._limits import Limits
from esante_rules.cda._moment import moment_of
from esante_rules.cda._names import Places
from esante_rules.cda._profiles import PROFILES, SCHEMA_ALONE, edition, volet_rules
from esante_rules.cda._profiles import volet as table_of
from esante_rules.cda._reading import Reading, read
from esante_rules.cda._value_sets import ValueSet, with_newer
from esante_rules.cda._volets import NAMES as VOLETS

_NEED_THE_END: Final = (_input.SEVERAL_DOCUMENTS,)


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

    `profile` chooses the edition of the rules: `smds-3.0` (test set 3.0 of the ANS), `smds-3-2026` (as revised since),
    `smds-2.41` (July 2022), or `xsd-only` (the schema alone); `as_of` does not. `value_sets` replaces those of the same
    name that the profile holds, and gives those that it does not. With `whole=True` the file is read to its end, in
    bounded memory.
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
    reading = read(document, whole=whole, limits=limits)
    if profile == SCHEMA_ALONE:
        return check_reading(reading, profile=profile, as_of=as_of, lookups=({}, {}))
    chosen = edition(profile)
    sets = with_newer(value_sets, chosen.held())
    report = check_reading(reading, profile=profile, as_of=as_of, lookups=tables(sets))
    context = Context.of(
        reading,
        environment=environment,
        now=None if now is None else moment_of(now),
        volet=volet,
        tables=sets,
        own_roots=roots,
    )
    if context is None:
        rules = (*chosen.beyond, *_identity.rules(chosen.identity))
        return report.merge(not_evaluated(rules, Skip.NOT_REACHED, as_of=as_of))
    identity = _identity.check(context, as_of=as_of, now=now, model=chosen.identity)
    return report.merge(_beyond.check(context, as_of=as_of, rules=chosen.beyond), identity)


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
    rules = _official_rules(profile)
    if reading.root is None:
        return report.merge(not_evaluated(rules, Skip.NOT_REACHED, as_of=as_of))
    faults = [*_schema.body(reading.root, reading.body.kind)]
    skipped: tuple[Skipped, ...] = ()
    valid = False
    if profile != SCHEMA_ALONE:
        codes, pairs = lookups
        table = table_of(profile)
        valid, accepted = table.quick(codes, pairs).accept(reading)
        faults += table.check(reading, codes, pairs, accepted)
        if not table.needed <= codes.keys():
            skipped = tuple(
                (rule, Skip.TABLE_MISSING)
                for rule in table.rules
                if rule.id in table.needs and table.needs[rule.id] not in codes
            )
    if not (valid or _schema_xsd.accepts(reading.root)):
        faults += _schema.check(reading.root)
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
def _official_rules(profile: str) -> tuple[Rule[Any], ...]:
    return (*_schema_rules.RULES, *(() if profile == SCHEMA_ALONE else volet_rules(profile)))


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


def tables(sets: Mapping[str, ValueSet]) -> Tables:
    """The codes, and the pairs of code and code system, of value sets."""
    return {s.name: s.codes for s in sets.values()}, {s.name: s.pairs for s in sets.values()}


def findings(faults: Iterable[Fault], reading: Reading) -> tuple[Finding, ...]:
    """Faults as findings with their path and line, in the order of the document, then of the names of rules."""
    listed = list(faults)
    if not listed or reading.root is None:
        return ()
    root = reading.root
    position = {element: rank for rank, element in enumerate(reading.elements)}
    places = Places(root, _schema.known_tags())
    listed.sort(key=lambda fault: (position.get(fault.element, 0), fault.rule.id))
    return tuple(
        Finding(
            rule=fault.rule,
            at=places.of(fault.element),
            line=(fault.element if fault.near is None else fault.near).sourceline,
            params=fault.params,
        )
        for fault in listed
    )


def level(document: bytes | os.PathLike[str] | BinaryIO, *, whole: bool = False, limits: Limits | None = None) -> Level:
    """The level of a document: N1 or STRUCTURED; with `whole=True` N1, N2 or N3."""
    reading = read(document, whole=whole, limits=limits)
    return Level.UNDETERMINED if reading.root is None else level_of(reading.body)
