"""How the rules beyond the official verdict are written: one call beside the function that checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from esante_rules._core import Confidence, Hit, Reference, Rule, Severity, Text
from esante_rules.cda._context import Context

Check = Callable[[Context], Iterable[Hit]]
Header = Rule[Context]


def rule(
    name: str,
    check: Check | None,
    says: Text,
    why: Text,
    *refs: Reference,
    severity: Severity = Severity.WARNING,
    confidence: Confidence = Confidence.CERTAIN,
    needs_clock: bool = False,
) -> Header:
    """A header rule that no text dates: a warning, unless it is said otherwise."""
    return Rule(
        id=f"cda.{name}",
        check=check,
        says=says,
        why=why,
        refs=refs,
        since=None,
        severity=severity,
        confidence=confidence,
        needs_clock=needs_clock,
    )
