"""What is settled and what is not, over the rules of one subject: faults, open questions, texts not in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from attrs import frozen

from esante_rules._answer import Answer
from esante_rules._core import Finding, Lang, Report, Rule, Skip, Text
from esante_rules.rgpd._texts import NO_LAW
from esante_rules.rgpd._trace import Step

_NOTHING: Final = Text("Aucun défaut, aucune question ouverte.", "No fault, no open question.")


@frozen(kw_only=True)
class Assessment:
    """One step a rule: YES when the fault is established, NO when it is excluded, UNKNOWN when facts are missing."""

    as_of: date
    steps: tuple[Step, ...]
    not_in_force: tuple[Rule[Any], ...] = ()

    @property
    def faults(self) -> tuple[Step, ...]:
        """The faults that are established."""
        return tuple(step for step in self.steps if step.answer is Answer.YES)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would settle what is open, each once."""
        return tuple(dict.fromkeys(name for step in self.steps for name in step.missing))

    @property
    def report(self) -> Report:
        """The same as a `Report`: rules that lack a fact are skipped as `FACT_UNKNOWN`."""
        return Report(
            as_of=self.as_of,
            findings=tuple(Finding(rule=step.rule, params=step.params) for step in self.faults),
            evaluated=tuple(step.rule for step in self.steps if step.answer is not Answer.UNKNOWN),
            skipped=(
                *((rule, Skip.NOT_IN_FORCE) for rule in self.not_in_force),
                *((step.rule, Skip.FACT_UNKNOWN) for step in self.steps if step.answer is Answer.UNKNOWN),
            ),
        )

    def explain(self, lang: Lang = "fr") -> str:
        """The faults, then the open questions, one a line, in `lang`; or a line that says there is none."""
        shown = (*self.faults, *(step for step in self.steps if step.answer is Answer.UNKNOWN))
        silent = _NOTHING if self.steps else NO_LAW
        return "\n".join(step.explain(lang) for step in shown) or silent.in_(lang)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The assessment as plain data for JSON."""
        return {
            "as_of": self.as_of.isoformat(),
            "faults": [step.rule.id for step in self.faults],
            "missing": list(self.missing),
            "steps": [step.to_dict(lang) for step in self.steps],
            "not_in_force": [rule.id for rule in self.not_in_force],
        }


def assess(steps: Iterable[Step], *, as_of: date) -> Assessment:
    """Keep the steps whose rule is in force on `as_of`."""
    given = tuple(steps)
    return Assessment(
        as_of=as_of,
        steps=tuple(step for step in given if step.rule.in_force(as_of)),
        not_in_force=tuple(step.rule for step in given if not step.rule.in_force(as_of)),
    )


def question(rule: Rule[Any], answer: Answer, *facts: str, **params: Any) -> Step:
    """A step whose missing facts are `facts` when the answer is unknown."""
    return Step(rule=rule, answer=answer, missing=facts if answer is Answer.UNKNOWN else (), params=params)
