"""How the rules of this package are written down, and the value of a question answered with its reasoning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, NoReturn

from attrs import field, frozen

from esante_rules._answer import Answer
from esante_rules._core import STATE_OF_LAW, Confidence, Lang, Param, Reference, Rule, Severity, Text, fill
from esante_rules.rgpd._trace import Step

_SEVERITY: Final = {
    "BLOQUANT": Severity.ERROR,
    "MAJEUR": Severity.WARNING,
    "MINEUR": Severity.INFO,
    "INFO": Severity.INFO,
}


def rule(  # noqa: PLR0917 - read as a row
    name: str,
    says: Text,
    why: Text,
    refs: tuple[Reference, ...],
    level: str,
    confidence: Confidence,
    since: date | None = None,
) -> Rule[Any]:
    """A rule of `sharing`; `level` is the doctrine's word (BLOQUANT, MAJEUR, MINEUR, INFO) and gives the severity."""
    return Rule(
        id=f"sharing.{name}",
        says=says,
        why=why,
        refs=refs,
        since=since,
        severity=_SEVERITY[level],
        confidence=confidence,
        level=level,
    )


def step(rule: Rule[Any], answer: Answer, *missing: str, params: Mapping[str, Param] | None = None) -> Step:
    """One step of a trace; the facts in `missing` are kept only when the answer is unknown."""
    return Step(rule, answer, missing if answer is Answer.UNKNOWN else (), params or {})


def lacking(steps: Iterable[Step]) -> tuple[str, ...]:
    """The names of the facts that unknown steps lack, each once, in the order of the steps."""
    return tuple(dict.fromkeys(name for s in steps if s.answer is Answer.UNKNOWN for name in s.missing))


def sentence(s: Step, lang: Lang) -> str:
    """The words of a step followed by its texts, without its answer."""
    texts = " ; ".join(str(ref) for ref in s.rule.refs)
    return f"{fill(s.rule.says, s.params, lang)} ({texts})"


@frozen(hash=False, repr=False, kw_only=True)
class Ruling:
    """A question of law answered yes, no or unknown, with the steps that led there."""

    answer: Answer
    decided_by: tuple[Step, ...]
    """The steps that settle the answer; when it is unknown, those that would settle it."""
    trace: tuple[Step, ...] = field()
    """Every step that was taken, in order."""
    notes: tuple[Step, ...] = ()
    """What else is worth knowing: nothing here changes the answer."""
    as_of: date

    @property
    def rules(self) -> tuple[Rule[Any], ...]:
        """The rules of `decided_by`."""
        return tuple(s.rule for s in self.decided_by)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the facts still needed; empty when the answer is known."""
        return lacking(self.decided_by)

    @property
    def beyond_state_of_law(self) -> bool:
        """True when `as_of` is later than the texts of this release: the last known law was applied."""
        return self.as_of > STATE_OF_LAW

    def explain(self, lang: Lang = "fr") -> str:
        """The answer, the rules that give it and the notes, one a line."""
        words = {"fr": ("Réponse", "À noter"), "en": ("Answer", "Note")}[lang]
        lines = [f"{words[0]} : {self.answer.says.in_(lang)}" if lang == "fr" else f"{words[0]}: {self.answer.says.en}"]
        lines += [f"- {s.explain(lang)}" for s in self.decided_by]
        lines += [f"- {words[1]}{' ' if lang == 'fr' else ''}: {sentence(s, lang)}" for s in self.notes]
        return "\n".join(lines)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The ruling as plain data for JSON."""
        return {
            "schema": 1,
            "answer": self.answer.value,
            "as_of": self.as_of.isoformat(),
            "beyond_state_of_law": self.beyond_state_of_law,
            "rules": [r.id for r in self.rules],
            "missing": list(self.missing),
            "notes": [s.to_dict(lang) for s in self.notes],
            "trace": [s.to_dict(lang) for s in self.trace],
        }

    def __bool__(self) -> NoReturn:
        raise TypeError("a ruling has three answers: ask ruling.answer")

    def __repr__(self) -> str:
        return f"<Ruling of {len(self.trace)} steps as of {self.as_of}>"
