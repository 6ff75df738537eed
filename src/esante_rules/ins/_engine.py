"""How the INS families make a report: one function a family finds the faults, the frame says what was looked at.

A family reads its data once and returns findings, so that a clean identity costs little; its rules are rows
(`check=None`). A frame says which rules were reached and which were not.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from esante_rules._core import (
    Confidence,
    Finding,
    Reference,
    Report,
    Rule,
    Severity,
    Skip,
    Skipped,
    Text,
    known,
    plan,
    require,
    require_day,
)

CONTEXTS: Final = ("flux", "saisie", "stockage", "insi", "datamatrix")
"""Where the data is: message or document, typing, record, request to INSi, payload being written."""
ENVIRONMENTS: Final = ("production", "test", "demo")

Rules: TypeAlias = tuple[Rule[Any], ...]
Frame: TypeAlias = tuple[Rules, tuple[Skipped, ...], dict[Rule[Any], int]]
"""The rules evaluated, those skipped with the reason, and the place of each evaluated rule in the report."""


def row(
    name: str,
    severity: Severity,
    confidence: Confidence,
    fr: str,
    en: str,
    *refs: Reference,
    why: tuple[str, str],
    since: date | None = None,
    needs_clock: bool = False,
) -> Rule[Any]:
    """One rule of a family, evaluated by its function: `name` without `ins.`, sentences, reason (fr, en), sources."""
    return Rule(
        id=f"ins.{name}",
        says=Text(fr, en),
        why=Text(*why),
        refs=refs,
        since=since,
        severity=severity,
        confidence=confidence,
        needs_clock=needs_clock,
    )


@functools.lru_cache(maxsize=1024)
def frame(reached: Rules, unreached: tuple[tuple[Rules, Skip], ...], as_of: date, clock: bool) -> Frame:
    """What was evaluated and what was skipped, for rules reached and others with the reason they were not."""
    active, skipped = plan(reached, as_of, clock)
    left = list(skipped)
    for rules, reason in unreached:
        later, out = plan(rules, as_of, clock)
        left += [*out, *((rule, reason) for rule in later)]
    return active, tuple(left), {rule: place for place, rule in enumerate(active)}


def reported(findings: Sequence[Finding], looked: Frame, as_of: date) -> Report:
    """The report of findings, in the order of their rules, without those of rules not in force on `as_of`."""
    evaluated, skipped, place = looked
    if not findings:
        return Report(as_of=as_of, evaluated=evaluated, skipped=skipped)
    kept = [finding for finding in findings if finding.rule.in_force(as_of)]
    kept.sort(key=lambda finding: place[finding.rule])
    return Report(as_of=as_of, findings=tuple(kept), evaluated=evaluated, skipped=skipped)


def check_options(context: str, environment: str, as_of: date, now: date | datetime | None) -> None:
    """`TypeError` or `ValueError` for an option that is not one."""
    if context not in CONTEXTS:
        known(context, CONTEXTS, "context")
    if environment not in ENVIRONMENTS:
        known(environment, ENVIRONMENTS, "environment")
    if type(as_of) is not date:
        require_day(as_of, "as_of")
    if now is not None:
        require(now, date, "now")
