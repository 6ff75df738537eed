"""Every rule of the library, as data, JSON and Markdown; made from the declarations and nothing else."""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from typing import Any

from esante_rules._core import HOMES, Lang, Reference, Rule, require_day


def all_rules() -> tuple[Rule[Any], ...]:
    """Every rule, in the order of the packages and, inside one, of its reports."""
    return tuple(rule for module in dict.fromkeys(HOMES.values()) for rule in import_module(module).RULES)


def rule(name: str) -> Rule[Any]:
    """The rule that bears that name; `KeyError` when there is none."""
    for candidate in all_rules():
        if candidate.id == name:
            return candidate
    raise KeyError("no rule has that name")


def to_dict(rule: Rule[Any]) -> dict[str, Any]:
    """One rule as plain data, with both languages."""
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "level": rule.level or None,
        "confidence": rule.confidence.value,
        "since": rule.since.isoformat() if rule.since else None,
        "until": rule.until.isoformat() if rule.until else None,
        "needs_clock": rule.needs_clock,
        "says": {"fr": rule.says.fr, "en": rule.says.en},
        "why": {"fr": rule.why.fr, "en": rule.why.en},
        "references": [
            {"source": r.source, "passage": r.passage, "url": r.url, "read_on": r.read_on.isoformat()}
            for r in rule.refs
        ],
    }


def to_json() -> str:
    """The whole catalogue as one JSON document."""
    return json.dumps({"schema": 1, "rules": [to_dict(r) for r in all_rules()]}, ensure_ascii=False, indent=2)


def to_markdown(rules: tuple[Rule[Any], ...], lang: Lang = "fr") -> str:
    """One section a rule: words, reason, severity, confidence, dates and sources."""
    return "\n".join(_section(r, lang) for r in rules)


_LABELS: dict[str, dict[Lang, str]] = {
    "severity": {"fr": "Gravité", "en": "Severity"},
    "confidence": {"fr": "Confiance", "en": "Confidence"},
    "since": {"fr": "En vigueur depuis", "en": "In force since"},
    "until": {"fr": "jusqu'au (exclu)", "en": "until (excluded)"},
    "unknown": {"fr": "date non donnée par le texte", "en": "no date given by the text"},
    "read": {"fr": "relu le", "en": "read on"},
}


def _section(rule: Rule[Any], lang: Lang) -> str:
    def label(key: str) -> str:
        return _LABELS[key][lang]

    dates = rule.since.isoformat() if rule.since else label("unknown")
    dates += f", {label('until')} {rule.until.isoformat()}" if rule.until else ""
    level = f" ({rule.level})" if rule.level else ""
    colon = " :" if lang == "fr" else ":"
    refs = "\n".join(
        f"- {ref.source}, {ref.passage}{f' <{ref.url}>' if ref.url else ''} ({label('read')} {ref.read_on.isoformat()})"
        for ref in rule.refs
    )
    return (
        f"### `{rule.id}`\n\n{rule.says.in_(lang)}\n\n{rule.why.in_(lang)}\n\n"
        f"{label('severity')}{colon} {rule.severity.says.in_(lang)}{level}. "
        f"{label('confidence')}{colon} {rule.confidence.says.in_(lang)}. {label('since')}{colon} {dates}.\n\n{refs}\n"
    )


def stale(as_of: date, *, days: int = 365) -> tuple[Reference, ...]:
    """The references that nobody compared with their text in the last `days` days before `as_of`."""
    require_day(as_of, "as_of")
    references = dict.fromkeys(ref for r in all_rules() for ref in r.refs)
    return tuple(ref for ref in references if (as_of - ref.read_on).days > days)
