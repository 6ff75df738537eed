"""The editions of the header rules: for each, its table, the value sets it holds, and what else it changes.

The caller names the edition (`profile`); no date chooses it: a document of 2023 may obey 2.41 or a draft of 3.0.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import frozen

from esante_rules._core import Reference, Rule, known
from esante_rules.cda import (
    _beyond,
    _datatype_rules,
    _volet_conditions_241,
    _volet_rules,
    _volet_table,
    _volet_table_241,
    _volet_table_2026,
)
from esante_rules.cda import _text_actors as actors
from esante_rules.cda import _text_document as document
from esante_rules.cda._declare import Header
from esante_rules.cda._sources import structuration, structuration_241, structuration_2026
from esante_rules.cda._value_sets import ValueSet, value_sets
from esante_rules.cda._volet import Volet, compile_volet
from esante_rules.cda._volet_conditions import CHECKS, Check
from esante_rules.cda._volet_model import Row


@frozen(eq=False)
class Edition:
    """One edition of the volet Structuration minimale."""

    table: Row
    cite: Callable[[str], Reference]
    checks: Mapping[str, Check]
    """The functions that its rows name."""
    conditions: tuple[Rule[Any], ...]
    """The rules of the volet that are not made from a row."""
    held: Callable[[], Mapping[str, ValueSet]]
    """The value sets at hand when the caller gives none."""
    identity: str
    """The line of the model of the INS carrier (`esante_rules.ins.cda.MODELS`)."""
    beyond: tuple[Header, ...]
    """The rules beyond the official verdict that make sense for it."""


_ALL_CONDITIONS: Final = (*_volet_rules.RULES, *_datatype_rules.RULES)

_OF_NO_EDITION: Final = frozenset((actors.NULL_PARTICIPATION, document.LANGUAGE_MALFORMED, actors.ORGANIZATION_NAME))
"""Rules of `cda.text` that say what any edition must have meant; the others say what the texts of 3.0 ask."""

_EDITIONS: Final[Mapping[str, Edition]] = {
    "smds-3.0": Edition(
        _volet_table.DOCUMENT, structuration, CHECKS, _ALL_CONDITIONS, value_sets, "3.0", _beyond.RULES
    ),
    "smds-3-2026": Edition(
        _volet_table_2026.DOCUMENT,
        structuration_2026,
        CHECKS,
        _ALL_CONDITIONS,
        _volet_table_2026.held,
        "3.0",
        _beyond.RULES,
    ),
    "smds-2.41": Edition(
        _volet_table_241.DOCUMENT,
        structuration_241,
        {**CHECKS, **_volet_conditions_241.CHECKS},
        _volet_table_241.CONDITIONS,
        _volet_table_241.held,
        "2.x",
        tuple(rule for rule in _beyond.RULES if rule not in _beyond.TEXT_RULES or rule in _OF_NO_EDITION),
    ),
}
DEFAULT: Final = "smds-3.0"
SCHEMA_ALONE: Final = "xsd-only"
PROFILES: Final = (*_EDITIONS, SCHEMA_ALONE)


def edition(profile: str) -> Edition:
    """The edition of a profile, which is not `xsd-only`."""
    known(profile, tuple(_EDITIONS), "profile")
    return _EDITIONS[profile]


@functools.cache
def volet(profile: str) -> Volet:
    """The compiled table of a profile, made once; what two editions state alike is one rule."""
    chosen = edition(profile)
    shared = {} if profile == DEFAULT else {rule.id: rule for rule in volet(DEFAULT).rules}
    return compile_volet(chosen.table, known=shared, cite=chosen.cite, conditions=chosen.checks)


@functools.cache
def volet_rules(profile: str) -> tuple[Rule[Any], ...]:
    """The rules of the family `cda.volet` in a profile, in the order of its table."""
    return (*volet(profile).rules, *edition(profile).conditions)


def all_volet_rules() -> tuple[Rule[Any], ...]:
    """Those of every profile, each once."""
    return tuple(dict.fromkeys(rule for profile in _EDITIONS for rule in volet_rules(profile)))
