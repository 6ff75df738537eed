"""The short way to declare a rule of identifiers."""

from __future__ import annotations

from typing import Any

from esante_rules._core import Confidence, Reference, Rule, Severity, Text


def rule(
    fault: str, check: Any, says: Text, why: Text, *refs: Reference, severity: Severity, confidence: Confidence
) -> Rule[Any]:
    """The rule `identifiers.<fault>`; its texts give it no date."""
    return Rule(
        id=f"identifiers.{fault}",
        check=check,
        says=says,
        why=why,
        refs=refs,
        since=None,
        severity=severity,
        confidence=confidence,
    )
