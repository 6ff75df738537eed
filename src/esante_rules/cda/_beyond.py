"""Run the rules beyond the official verdict (`cda.text`, `cda.level`, `cda.type`, `cda.coherence`) on one context."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date
from typing import Final

from esante_rules._core import Finding, Report, Skip, Skipped, plan
from esante_rules.cda import _coherence_actors as actors
from esante_rules.cda import _coherence_acts as acts
from esante_rules.cda import _coherence_body as content
from esante_rules.cda import _coherence_codes as codes
from esante_rules.cda import _coherence_document as document
from esante_rules.cda import _coherence_ids as ids
from esante_rules.cda import _coherence_lives as lives
from esante_rules.cda import _coherence_places as places
from esante_rules.cda import _coherence_times as times
from esante_rules.cda import _levels as levels
from esante_rules.cda import _text_actors as text_actors
from esante_rules.cda import _text_acts as text_acts
from esante_rules.cda import _text_authors as text_authors
from esante_rules.cda import _text_body as text_body
from esante_rules.cda import _text_document as text_document
from esante_rules.cda import _types_table as types
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header
from esante_rules.cda._names import FORBIDDEN_TRAITS
from esante_rules.cda._tree import local_name
from esante_rules.cda._types import Row, volet_of
from esante_rules.cda._volets import Volet

TEXT_RULES: Final[tuple[Header, ...]] = (
    *text_document.RULES,
    *text_acts.RULES,
    *text_body.RULES,
    *text_authors.RULES,
    *text_actors.RULES,
)
LEVEL_RULES: Final[tuple[Header, ...]] = levels.RULES
TYPE_RULES: Final[tuple[Header, ...]] = types.RULES
COHERENCE_RULES: Final[tuple[Header, ...]] = (
    *document.RULES,
    *codes.RULES,
    *times.RULES,
    *acts.RULES,
    *lives.RULES,
    *actors.RULES,
    *places.RULES,
    *ids.RULES,
    *content.RULES,
)
RULES: Final[tuple[Header, ...]] = (*TEXT_RULES, *LEVEL_RULES, *TYPE_RULES, *COHERENCE_RULES)
"""In the order of the report."""

_WHOLE: Final = text_body.WHOLE | levels.WHOLE | content.WHOLE
_TABLES: Final = {**text_document.TABLES, **levels.TABLES, **types.TABLES, **codes.TABLES}


def check(context: Context, *, as_of: date, rules: tuple[Header, ...] = RULES) -> Report:
    """What `rules`, of the four families, find on `context`.

    A rule is skipped as `NOT_READ` when it needs the end of the file, `TABLE_MISSING` when it needs a value set (or
    the caller's own roots) that is not at hand, `NO_CLOCK` when it needs `now`.
    """
    in_force, skipped = plan(rules, as_of, context.now is not None)
    unable = tuple(_unable(rules, context))
    left_out = {rule for rule, _ in unable}
    active = tuple(rule for rule in in_force if rule not in left_out)
    return Report(
        as_of=as_of,
        findings=tuple(_findings(active, context)),
        evaluated=active,
        skipped=(*skipped, *unable),
    )


@functools.cache
def _needy(rules: tuple[Header, ...]) -> tuple[Header, ...]:
    """Those that need more than a header."""
    return tuple(rule for rule in rules if rule in _WHOLE or rule in _TABLES or rule is document.FOREIGN_ROOT)


def _unable(rules: tuple[Header, ...], context: Context) -> Iterator[Skipped]:
    for rule in _needy(rules):
        if rule in _WHOLE and not context.whole:
            yield rule, Skip.NOT_READ
        elif _lacks_table(rule, context):
            yield rule, Skip.TABLE_MISSING


def _lacks_table(rule: Header, context: Context) -> bool:
    if rule is document.FOREIGN_ROOT:
        return context.own_roots is None
    return any(table not in context.tables for table in _TABLES.get(rule, ()))


# --- which rules can find anything at all ---------------------------------------------------------------------------

_GATES: Final[dict[Header, str]] = {
    **dict.fromkeys((*text_body.RULES, *content.RULES), "n1"),
    **dict.fromkeys((levels.BIOLOGY_N1, levels.STRUCTURED_EXPECTED, levels.MODEL_EXISTS), "n1"),
    **dict.fromkeys(
        (levels.NO_MODEL, levels.N1_TEMPLATE, levels.UNDECLARED, levels.NO_ENTRY, levels.NO_SECTION), "structured"
    ),
    **dict.fromkeys(types.RULES, "volet"),
    **dict.fromkeys((text_document.GUARDIAN_QUALIFIER, text_document.GUARDIAN_PREFIX), "guardian"),
    **dict.fromkeys((lives.DEATH_BEFORE_BIRTH, lives.DEATH_UNSAID), "sdtc:deceasedTime"),
    lives.BIRTH_ORDER: "sdtc:multipleBirthOrderNumber",
    text_document.FORBIDDEN_TRAIT: "forbidden trait",
    **dict.fromkeys((text_acts.PRESCRIPTION_DATE, codes.ORDER_NULL), "inFulfillmentOf"),
    **dict.fromkeys((text_actors.PARTICIPANT_ID, actors.SEVERAL_DOCTORS), "participant"),
    times.AUTHENTICATOR_AFTER: "authenticator",
    actors.OPERATOR: "dataEnterer",
    actors.UNREACHABLE: "informant",
    actors.RECIPIENT_EMPTY: "informationRecipient",
    **dict.fromkeys(
        (
            document.REPLACING_FIRST,
            document.REPLACES_ITSELF,
            document.REPLACED_VERSION,
            document.REPLACED_SET,
        ),
        "relatedDocument",
    ),
    **dict.fromkeys(
        (
            text_authors.PATIENT_AUTHOR_FUNCTION,
            text_authors.PATIENT_AUTHOR_ORGANIZATION,
            text_authors.PATIENT_AUTHOR_PERSON,
        ),
        "patient author",
    ),
    **dict.fromkeys(
        (text_authors.DEVICE_CODE, text_authors.DEVICE_ORGANIZATION, text_authors.DEVICE_ID, actors.SYSTEM_AS_PERSON),
        "device author",
    ),
    **dict.fromkeys(
        (
            text_actors.NULL_PARTICIPATION,
            text_actors.PERFORMER_NULL,
            text_acts.MAIN_ACT_NULL,
            codes.NULL_FLAVOR,
        ),
        "null",
    ),
}
"""What a header must hold for a rule to find anything; a rule that is not here looks at every header."""


def _holds(context: Context, volet: Volet | None) -> frozenset[str]:
    """What the header holds, in the words of `_GATES`."""
    held = set(context.parts)
    if context.patient is not None:
        held.update(local_name(element) for element in context.patient)
    held.update(
        word
        for word, present in (
            ("n1", context.is_n1),
            ("structured", context.is_structured),
            ("volet", volet is not None),
            ("forbidden trait", not held.isdisjoint(FORBIDDEN_TRAITS)),
            ("null", bool(context.nulls) or context.root.get("nullFlavor") is not None),
            ("patient author", any(actor.is_patient for actor in context.authors)),
            ("device author", any(actor.device is not None for actor in context.authors)),
        )
        if present
    )
    return frozenset(held)


def _findings(rules: tuple[Header, ...], context: Context) -> Iterator[Finding]:
    volet = volet_of(context)
    held = _holds(context, volet)
    rows = {} if volet is None else _rows_of(volet.name)
    for rule, gate in _gated(rules):
        if gate is not None and gate not in held:
            continue
        if rule.check is not None:
            hits = rule.check(context)
        else:
            hits = (hit for row in rows.get(rule, ()) for hit in row.find(context, volet, *row.args))
        for hit in hits:
            yield Finding(rule, hit.at, hit.line, hit.params)


@functools.lru_cache(maxsize=16)
def _gated(rules: tuple[Header, ...]) -> tuple[tuple[Header, str | None], ...]:
    return tuple((rule, _GATES.get(rule)) for rule in rules)


@functools.cache
def _rows_of(name: str) -> dict[Header, tuple[Row, ...]]:
    """The requirements of one volet, by rule."""
    rows: dict[Header, tuple[Row, ...]] = {}
    for row in types.ROWS:
        if name in row.volets:
            rows[row.rule] = (*rows.get(row.rule, ()), row)
    return rows
