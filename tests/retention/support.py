"""Reading the vectors of retention."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from esante_rules.rgpd.retention import Facts, Policy, parse_facts

ROOT: Final = Path(__file__).resolve().parents[2]
VECTORS: Final = ROOT / "tests" / "vectors"


def load(name: str) -> list[dict[str, Any]]:
    """The cases of `tests/vectors/<name>.json`."""
    cases: list[dict[str, Any]] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return cases


def day(word: str | None) -> date | None:
    """An ISO date, or None."""
    return None if word is None else date.fromisoformat(word)


def facts(words: Iterable[str], as_of: date) -> Facts:
    """Facts from the words of a vector."""
    return parse_facts(words, as_of=as_of)


def policy(words: Mapping[str, Any] | None) -> Policy:
    """The policy of a vector."""
    return Policy(**(words or {}))


def rule_map() -> dict[str, tuple[str, ...]]:
    """The names of each number of the rulebook of retention."""
    with (ROOT / "docs" / "rule-map.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["number"]: tuple(row["names"].split()) for row in csv.DictReader(file) if row["rulebook"] == "retention"
        }
