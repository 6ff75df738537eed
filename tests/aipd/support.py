"""How the tests of the AIPD read their data and describe a processing."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

from esante_rules.rgpd import aipd
from esante_rules.rgpd.aipd._thresholds import FIGURES

ROOT = Path(__file__).parents[2]
VECTORS = ROOT / "tests" / "vectors" / "aipd"
SCALARS = ("rt_type", *FIGURES)


def vectors(name: str) -> list[dict[str, Any]]:
    """The vectors of one file."""
    read: list[dict[str, Any]] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return read


def names_of() -> dict[str, list[str]]:
    """The names of the rules of every number of the rulebook."""
    with (ROOT / "docs" / "rule-map.csv").open(encoding="utf-8") as lines:
        rows = [line for line in csv.reader(lines) if line[0] == "aipd"]
    return {row[1]: row[2].split() for row in rows}


def processing(facts: dict[str, Any], otherwise: str = "inconnu", **more: Any) -> aipd.Processing:
    """A processing from the flat facts of a vector."""
    scalars = {name: facts[name] for name in SCALARS if name in facts}
    answers = {name: value for name, value in facts.items() if name not in SCALARS}
    return aipd.Processing(answers=answers, otherwise=aipd.Answer(otherwise), **scalars, **more)


def evaluated(vector: dict[str, Any]) -> aipd.Decision:
    """The decision of a vector."""
    day = date.fromisoformat(vector.get("as_of", "2026-11-22"))
    return aipd.evaluate(processing(vector["facts"], vector["otherwise"]), as_of=day)


def ids(rules: tuple[Any, ...]) -> list[str]:
    """The names of rules."""
    return [rule.id for rule in rules]


def full(patch: dict[str, Any] | None = None) -> aipd.Aipd:
    """An AIPD that lacks nothing, but for what a patch takes out of it or changes in it."""
    patch = patch or {}
    dropped = set(patch.get("drop", ()))
    texts = {item: f"Texte sur {item}." for item in aipd.ITEMS if f"texts.{item}" not in dropped}
    residual = {event: aipd.Rating(2, 2) for event in aipd.EVENTS}
    residual |= {event: aipd.Rating(*pair) for event, pair in patch.get("residual", {}).items()}
    risks = {
        event: aipd.Risk(
            impacts=("perte de chance",),
            sources=("tiers",),
            threats=("vol",),
            measures=("chiffrement",),
            rating=aipd.Rating(3, 2),
            residual=residual[event],
        )
        for event in aipd.EVENTS
        if f"risks.{event}" not in dropped
    }
    action = {"measure": "Chiffrer.", "owner": "Direction", "due": date(2026, 5, 1), "done": True}
    days = {"made_on": date(2026, 1, 10), "review_on": date(2029, 1, 10)}
    if "made_on" in patch:
        days["made_on"] = date.fromisoformat(patch["made_on"])
    return aipd.Aipd(
        name="Dossier",
        texts=texts,
        states={item: aipd.State(word) for item, word in patch.get("states", {}).items()},
        guards={**dict.fromkeys(aipd.GUARDS, True), "projet": False, **patch.get("guards", {})},
        risks=risks,
        measures=() if "measures" in dropped else (("Chiffrement", "des bases"),),
        actions=(aipd.Action(item="acces", **{**action, **patch.get("action", {})}),),
        starts_on=date(2026, 3, 1),
        dpo_on=date(2026, 1, 5),
        validated_on=date(2026, 1, 12),
        **{name: day for name, day in days.items() if name not in dropped},
    )
