"""One step of a reasoning: the rule that was asked, its answer, and the facts it still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from attrs import field, frozen

from esante_rules._answer import Answer
from esante_rules._core import Lang, Param, Rule, Text, fill
from esante_rules.rgpd._texts import NO_LAW


@frozen
class Step:
    """A rule in a trace. `answer` is YES when the rule applies, NO when it is set aside, UNKNOWN when facts lack."""

    rule: Rule[Any]
    answer: Answer
    missing: tuple[str, ...] = ()
    """The names of the facts whose answer would settle this step."""
    params: Mapping[str, Param] = field(factory=dict)

    def explain(self, lang: Lang = "fr") -> str:
        """The sentence of the rule, its answer and its texts, in `lang`."""
        refs = "; ".join(str(ref) for ref in self.rule.refs)
        return f"{fill(self.rule.says, self.params, lang)} [{self.answer.says.in_(lang)}] ({refs})"

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The step as plain data for JSON."""
        return {
            "id": self.rule.id,
            "answer": self.answer.value,
            "missing": list(self.missing),
            "says": fill(self.rule.says, self.params, lang),
            "confidence": self.rule.confidence.value,
            "references": [{"source": r.source, "passage": r.passage, "url": r.url} for r in self.rule.refs],
        }


def explain_decision(steps: tuple[Step, ...], missing: tuple[str, ...], lang: Lang) -> str:
    """A decision in words: its steps, then the facts that it lacks; that no text applies when there is neither."""
    lines = [step.explain(lang) for step in steps]
    if missing:
        facts = ", ".join(missing)
        lines.append(Text(f"Faits manquants : {facts}", f"Missing facts: {facts}").in_(lang))
    return "\n".join(lines) or NO_LAW.in_(lang)


def decision_as_data(outcome: Enum, steps: tuple[Step, ...], missing: tuple[str, ...], lang: Lang) -> dict[str, Any]:
    """A decision as plain data for JSON."""
    return {
        "outcome": outcome.value,
        "missing": list(missing),
        "steps": [step.to_dict(lang) for step in steps],
    }
