"""How the vectors of sharing, plain data, become calls and their answers become names."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from esante_rules import Report, Text
from esante_rules.rgpd import sharing
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing import Flow

ROOT = Path(__file__).parents[2]
Fired = tuple[str, str, Mapping[str, Any]]
"""The name of a rule that fired, its place and its params, as plain French data."""


def vectors(name: str) -> list[dict[str, Any]]:
    loaded = json.loads((ROOT / "tests" / "vectors" / "sharing" / f"{name}.json").read_text("utf-8"))["vectors"]
    assert isinstance(loaded, list)
    return loaded


def rule_vectors() -> list[dict[str, Any]]:
    loaded = json.loads((ROOT / "tests" / "vectors" / "rules" / "sharing.json").read_text("utf-8"))
    assert isinstance(loaded, list)
    return loaded


def rule_map() -> dict[str, tuple[str, ...]]:
    with (ROOT / "docs" / "rule-map.csv").open(encoding="utf-8", newline="") as rows:
        return {
            row["number"]: tuple(row["names"].split()) for row in csv.DictReader(rows) if row["rulebook"] == "partage"
        }


def base(**facts: Any) -> dict[str, Any]:
    """The facts of a flow that nothing forbids and for which nothing is left to do, changed by `facts`."""
    party = {"category": "1", "takes_part": "oui", "identified": "oui"}
    known = {
        "operation": "echange",
        "sender": party,
        "recipients": [party],
        "purpose": "coordination_soins",
        "necessary": "oui",
        "within_mission": "oui",
        "team": "oui",
        "informed": "oui",
        "support": "oui",
        "consent": "oui",
        "opposition": "non",
        "unable": "non",
        "emergency": "non",
        "impossible": "non",
        "person": "majeur",
        "secret": "oui",
    }
    return {**known, **facts}


def flow(**facts: Any) -> Flow:
    return Flow.from_dict(base(**facts))


def fired(call: Mapping[str, Any]) -> Iterator[Fired]:
    """Every rule that fires in the answer to `call`: {"call": name, "facts": {...}, "as_of": day}."""
    facts = dict(call["facts"])
    day: dict[str, Any] = {"as_of": date.fromisoformat(call["as_of"])} if "as_of" in call else {}
    match call["call"]:
        case "decide":
            decision = sharing.decide(Flow.from_dict(facts), **day)
            yield from map(_step, (*decision.decided_by, *decision.flags, *decision.silences))
            yield from ((duty.id, "", {}) for duty in (*decision.before, *decision.after))
            yield from (_step(s) for s in decision.trace if "deferral" in s.rule.id and s.answer.value == "oui")
        case "same_team":
            yield from _ruling(sharing.same_team(sharing.Circle(**facts), **day))
        case "is_secret":
            yield from _ruling(sharing.is_secret(**facts, **day))
        case "after_death":
            yield from _ruling(sharing.after_death(**facts, **day))
        case "standing":
            found = sharing.standing(**facts)
            assert found is not None
            yield found.rule.id, "", {}
        case "access":
            opened = sharing.access(**facts, **day)
            yield from map(_step, (*opened.decided_by, *opened.flags))
        case "check_consent":
            dated: dict[str, Any] = {
                k: date.fromisoformat(v) if k.endswith("_on") and v else v for k, v in facts.items()
            }
            yield from _report(sharing.check_consent(sharing.ConsentRecord(**dated), **day))
        case "check_practice":
            yield from _report(sharing.check_practice(sharing.Practice(**facts), **day))
        case other:
            raise AssertionError(f"no call is named {other}")


def _ruling(ruling: sharing.Ruling) -> Iterator[Fired]:
    yield from map(_step, (*ruling.decided_by, *ruling.notes))


def _step(step: Step) -> Fired:
    return step.rule.id, "", {key: _plain(value) for key, value in step.params.items()}


def _report(report: Report) -> Iterator[Fired]:
    for finding in report.findings:
        yield finding.id, finding.at, {key: _plain(value) for key, value in finding.params.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.fr if isinstance(value, Text) else value
