"""Run the rules beyond the official verdict (`cda.text`, `cda.level`, `cda.type`, `cda.coherence`) on one context."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from esante_rules._core import Finding, Report, Skip, Skipped, plan
from esante_rules.cda import _coherence_actors as actors
from esante_rules.cda import _coherence_body as content
from esante_rules.cda import _coherence_document as document
from esante_rules.cda import _coherence_ids as ids
from esante_rules.cda import _coherence_times as times
from esante_rules.cda import _levels as levels
from esante_rules.cda import _text_actors as text_actors
from esante_rules.cda import _text_document as text_document
from esante_rules.cda import _types_table as types
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header
from esante_rules.cda._types import Row, volet_of

TEXT_RULES: Final[tuple[Header, ...]] = (*text_document.RULES, *text_actors.RULES)
LEVEL_RULES: Final[tuple[Header, ...]] = levels.RULES
TYPE_RULES: Final[tuple[Header, ...]] = types.RULES
COHERENCE_RULES: Final[tuple[Header, ...]] = (
    *document.RULES,
    *times.RULES,
    *actors.RULES,
    *ids.RULES,
    *content.RULES,
)
RULES: Final[tuple[Header, ...]] = (*TEXT_RULES, *LEVEL_RULES, *TYPE_RULES, *COHERENCE_RULES)
"""In the order of the report."""

_WHOLE: Final = text_document.WHOLE | levels.WHOLE | content.WHOLE
_TABLES: Final = {**text_document.TABLES, **levels.TABLES, **types.TABLES, **document.TABLES}


def check(context: Context, *, as_of: date) -> Report:
    """What the rules of the four families find on `context`.

    A rule is skipped as `NOT_READ` when it needs the end of the file, `TABLE_MISSING` when it needs a value set (or
    the caller's own roots) that is not at hand, `NO_CLOCK` when it needs `now`.
    """
    in_force, skipped = plan(RULES, as_of, context.now is not None)
    unable = tuple(_unable(in_force, context))
    left_out = {rule for rule, _ in unable}
    active = tuple(rule for rule in in_force if rule not in left_out)
    return Report(
        as_of=as_of,
        findings=tuple(_findings(active, context)),
        evaluated=active,
        skipped=(*skipped, *unable),
    )


_NEEDY: Final = _WHOLE | set(_TABLES) | {document.FOREIGN_ROOT}


def _unable(rules: tuple[Header, ...], context: Context) -> Iterator[Skipped]:
    for rule in rules:
        if rule not in _NEEDY:
            continue
        if rule in _WHOLE and not context.whole:
            yield rule, Skip.NOT_READ
        elif _lacks_table(rule, context):
            yield rule, Skip.TABLE_MISSING


def _lacks_table(rule: Header, context: Context) -> bool:
    if rule is document.FOREIGN_ROOT:
        return context.own_roots is None
    return any(table not in context.tables for table in _TABLES.get(rule, ()))


def _findings(rules: tuple[Header, ...], context: Context) -> Iterator[Finding]:
    volet = volet_of(context)
    rows: dict[Header, list[Row]] = {}
    for row in types.ROWS if volet is not None else ():
        if volet is not None and volet.name in row.volets:
            rows.setdefault(row.rule, []).append(row)
    for rule in rules:
        if rule.check is not None:
            hits = rule.check(context)
        else:
            hits = (hit for row in rows.get(rule, ()) for hit in row.find(context, volet, *row.args))
        for hit in hits:
            yield Finding(rule=rule, at=hit.at, line=hit.line, params=hit.params)
