"""Run the vectors of the obligations: facts as JSON, rules by their number in the rulebook."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent


def vectors(name: str) -> list[dict[str, Any]]:
    """The vectors of `tests/vectors/obligations/<name>.json`."""
    loaded: list[dict[str, Any]] = json.loads((ROOT / "vectors" / "obligations" / f"{name}.json").read_text("utf-8"))
    return loaded


def rule_vectors(name: str) -> list[dict[str, Any]]:
    """The vectors of every rule, in `tests/vectors/rules/<name>.json`."""
    loaded: list[dict[str, Any]] = json.loads((ROOT / "vectors" / "rules" / f"{name}.json").read_text("utf-8"))
    return loaded


def numbers(names: list[str]) -> list[str]:
    """The numbers of the rulebook for those names, in order, each once."""
    with (ROOT.parent / "docs" / "rule-map.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["rulebook"] == "obligations"]
    of = {name: row["number"] for row in rows for name in row["names"].split()}
    return list(dict.fromkeys(of[name] for name in names))


def facts(given: dict[str, Any]) -> dict[str, Any]:
    """Facts as the library takes them: ISO dates and instants become dates and datetimes."""
    return {name: _value(name, value) for name, value in given.items()}


def _value(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name in {"aware_at", "notified_at"} or "T" in value:
        return datetime.fromisoformat(value) if value[:2] == "20" else value
    return date.fromisoformat(value) if value[:2] == "20" else value
