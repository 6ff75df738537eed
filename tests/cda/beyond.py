"""Check one vector of the families beyond the official verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from esante_rules import STATE_OF_LAW, Report
from esante_rules.cda import _beyond
from esante_rules.cda._context import Context
from esante_rules.cda._moment import moment_of
from esante_rules.cda._reading import read
from esante_rules.cda._value_sets import Concept, ValueSet, with_newer
from tests.cda.editing import edited


def checked(base: str, edits: Sequence[Sequence[str]], options: Mapping[str, Any]) -> Report:
    """The report of the four families on the example after its edits."""
    document = edited(base, edits, options.get("prolog", "").encode())
    reading = read(document, whole=options.get("whole", False))
    now = options.get("now")
    context = Context.of(
        reading,
        environment=options.get("environment", "production"),
        now=None if now is None else moment_of(datetime.fromisoformat(now)),
        volet=options.get("volet"),
        tables=with_newer(_j254(options["j254"]) if "j254" in options else None),
        own_roots=tuple(options["own_roots"]) if "own_roots" in options else None,
    )
    assert context is not None, reading.findings
    return _beyond.check(context, as_of=STATE_OF_LAW)


def _j254(codes: Sequence[str]) -> tuple[ValueSet, ...]:
    concepts = tuple(Concept(code, "1.2.250.1.213.1.6.1.8") for code in codes)
    return (ValueSet(name="J254", oid="1", title="J254", version=DAY, concepts=concepts),)


DAY: Final = date(2026, 6, 30)
