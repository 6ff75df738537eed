"""The words of every vector, in a file so that a changed sentence is seen: `python -m tests.retention.explanations`."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from esante_rules.rgpd import retention
from tests.retention.support import VECTORS, facts, load, policy

FILE = VECTORS / "retention" / "explanations.json"


def words(category: str, vector: dict[str, Any]) -> dict[str, list[str]]:
    """The steps, what was set aside and the other dates of one vector, in English."""
    as_of = date.fromisoformat(vector["as_of"])
    answer = retention.timeline(
        category, facts(vector["facts"], as_of), as_of=as_of, policy=policy(vector.get("policy"))
    )
    return {
        "steps": [step.explain("en") for step in answer.steps],
        "aside": [f"{aside.term.name}: {aside.reason.en}" for aside in answer.set_aside],
        "readings": [f"{reading.kind.en}: {reading.until.isoformat()}" for reading in answer.readings],
        "warnings": [finding.id for finding in answer.warnings],
        "missing": list(answer.missing),
    }


def every() -> dict[str, dict[str, list[str]]]:
    """The words of every vector of one category."""
    explained: dict[str, dict[str, list[str]]] = {}
    for vector in (*load("retention/rulebook"), *load("retention/decisions")):
        if "access" in vector:
            continue
        categories = vector["category"] if isinstance(vector["category"], list) else [vector["category"]]
        explained |= {f"{vector['id']} {category}": words(category, vector) for category in categories}
    return explained


if __name__ == "__main__":
    FILE.write_text(json.dumps(every(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
