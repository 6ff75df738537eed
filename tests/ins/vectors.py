"""The vectors of the rulebook, read from data, and the names that stand for its numbers."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from esante_rules import Finding

TESTS = Path(__file__).parents[1]
LINES = [
    line
    for line in csv.DictReader((TESTS.parent / "docs" / "rule-map.csv").open(encoding="utf-8"))
    if line["rulebook"] == "ins"
]
NUMBER_OF = {name: line["number"] for line in LINES for name in line["names"].split()}


def vectors(name: str, *prefixes: str) -> list[Any]:
    """The vectors of `tests/vectors/ins/<name>.json` whose id starts with one of `prefixes`, as pytest parameters."""
    rows = json.loads((TESTS / "vectors" / "ins" / f"{name}.json").read_text(encoding="utf-8"))
    kept = [row for row in rows if not prefixes or row["id"].startswith(prefixes)]
    assert kept, f"no vector {prefixes} in {name}"
    return [pytest.param(row.get("input", row), row["expect"], id=row["id"]) for row in kept]


def numbered(findings: Iterable[Finding]) -> list[str]:
    """The findings as the rulebook writes them: `INS-MAT-005:warning`."""
    return sorted(f"{NUMBER_OF[finding.id]}:{finding.severity.value}" for finding in findings)
