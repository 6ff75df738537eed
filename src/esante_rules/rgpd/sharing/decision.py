"""The answer of `decide`: an outcome, what to do before and after, why, and what is not known."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import Enum
from typing import Any, Final, NoReturn

from attrs import frozen

from esante_rules._core import STATE_OF_LAW, Lang, Rule, Text, known
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing._rules import lacking, sentence
from esante_rules.rgpd.sharing.facts import Operation
from esante_rules.rgpd.sharing.obligations import RULES as _DUTIES
from esante_rules.rgpd.sharing.obligations import Obligation
from esante_rules.rgpd.sharing.questions import question


class Outcome(Enum):
    """The five answers; the values are the words of the doctrine."""

    ALLOWED = "AUTORISE"
    """Nothing is left to do."""
    ALLOWED_WITH_DUTIES = "AUTORISE_SOUS_OBLIGATIONS"
    FORBIDDEN = "INTERDIT"
    UNDECIDED = "INDETERMINE"
    """A fact lacks. It is not a refusal: it is a question."""
    NOT_SECRET = "HORS_SECRET"  # noqa: S105 - a word of the doctrine, no password
    """Outside the secret: these rules do not apply."""

    @property
    def says(self) -> Text:
        """The outcome in both languages."""
        return _OUTCOMES[self]


_OUTCOMES: Final = {
    Outcome.ALLOWED: Text("autorisé", "allowed"),
    Outcome.ALLOWED_WITH_DUTIES: Text("autorisé sous obligations", "allowed with obligations"),
    Outcome.FORBIDDEN: Text("interdit", "forbidden"),
    Outcome.UNDECIDED: Text(
        "indéterminé : il manque une réponse, ce n'est pas un refus", "undecided: an answer lacks, this is no refusal"
    ),
    Outcome.NOT_SECRET: Text("hors du secret", "outside the secret"),
}


@frozen(hash=False, repr=False, kw_only=True)
class Decision:
    """May the flow take place? A value: it compares, pickles, and reads in French and in English."""

    outcome: Outcome
    operation: Operation
    """The operation whose rules were applied: an échange to an unidentified recipient is a partage."""
    decided_by: tuple[Step, ...]
    """The rule that governs an allowed flow, every rule that forbids, or the rules that lack a fact."""
    before: tuple[Obligation, ...] = ()
    after: tuple[Obligation, ...] = ()
    flags: tuple[Step, ...] = ()
    """What to know besides: requalification, register to check, channel, human arbitration."""
    silences: tuple[Step, ...] = ()
    """The points on which the code is silent, with what the RGPD implies."""
    trace: tuple[Step, ...] = ()
    """Every step taken, in order."""
    as_of: date

    @property
    def rules(self) -> tuple[Rule[Any], ...]:
        """The rules of `decided_by`."""
        return tuple(s.rule for s in self.decided_by)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the facts without which nothing can be decided; empty unless the outcome is undecided."""
        return lacking(self.decided_by) if self.outcome is Outcome.UNDECIDED else ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names of all the facts that a step of the trace did not have, those that change nothing included."""
        return lacking(self.trace)

    @property
    def allowed(self) -> bool:
        """True when the flow may take place, with or without obligations."""
        return self.outcome in (Outcome.ALLOWED, Outcome.ALLOWED_WITH_DUTIES)

    @property
    def beyond_state_of_law(self) -> bool:
        """True when `as_of` is later than the texts of this release: the last known law was applied."""
        return self.as_of > STATE_OF_LAW

    def may_release(self, done: Collection[str] = ()) -> bool:
        """May the software let the flow go now, the obligations named in `done` having been carried out?

        True when the flow is allowed and no blocking obligation of `before` is left; always true outside the secret.
        `ValueError` lists the names for a name that is no obligation.
        """
        names = {known(name, (rule.id for rule in _DUTIES), "an obligation") for name in done}
        left = any(duty.blocking and duty.id not in names for duty in self.before)
        return self.outcome is Outcome.NOT_SECRET or (self.allowed and not left)

    def questions(self, lang: Lang = "fr") -> tuple[str, ...]:
        """The questions whose answers lack, in `lang`."""
        return tuple(question(name, lang) for name in self.missing)

    def explain(self, lang: Lang = "fr") -> str:
        """The decision for a reader: outcome, rules and texts, what to do, what to know, what to ask."""
        words = _LABELS[lang]
        operation = _OPERATIONS[self.operation].in_(lang)
        lines = [f"{operation}{words['colon']} {self.outcome.says.in_(lang)} ({words['law']} {_day(self.as_of, lang)})"]
        doubt = words["check"] if self.outcome is Outcome.UNDECIDED else ""
        lines += [f"- {doubt}{sentence(s, lang)}" for s in self.decided_by]
        for title, duties in (("before", self.before), ("after", self.after)):
            lines += [words[title]] if duties else []
            lines += [f"- {duty.message(lang)}{'' if duty.blocking else words['soft']}" for duty in duties]
        for title, steps in (("note", self.flags), ("silent", self.silences)):
            lines += [words[title]] if steps else []
            lines += [f"- {sentence(s, lang)}" for s in steps]
        lines += [words["ask"]] if self.missing else []
        lines += [f"- {asked}" for asked in self.questions(lang)]
        lines += [words["beyond"]] if self.beyond_state_of_law else []
        return "\n".join(lines)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The decision as plain data for JSON, with sentences in `lang`."""
        return {
            "schema": 1,
            "outcome": self.outcome.value,
            "operation": self.operation.value,
            "as_of": self.as_of.isoformat(),
            "beyond_state_of_law": self.beyond_state_of_law,
            "may_release": self.may_release(),
            "rules": [rule.id for rule in self.rules],
            "before": [_duty(duty, lang) for duty in self.before],
            "after": [_duty(duty, lang) for duty in self.after],
            "missing": list(self.missing),
            "questions": list(self.questions(lang)),
            "unknown": list(self.unknown),
            "flags": [s.to_dict(lang) for s in self.flags],
            "silences": [s.to_dict(lang) for s in self.silences],
            "trace": [s.to_dict(lang) for s in self.trace],
        }

    def __bool__(self) -> NoReturn:
        raise TypeError("a decision has five outcomes: ask decision.allowed or decision.may_release()")

    def __repr__(self) -> str:
        return f"<Decision {self.outcome.value} as of {self.as_of}: {len(self.trace)} steps>"


_OPERATIONS: Final = {
    Operation.EXCHANGE: Text("Échange", "Exchange"),
    Operation.SHARING: Text("Partage", "Sharing"),
}
_LABELS: Final = {
    "fr": {
        "colon": " :",
        "law": "droit au",
        "before": "À faire avant :",
        "after": "À faire après, dès que possible :",
        "soft": " (n'empêche pas le flux)",
        "note": "À noter :",
        "silent": "Le code est muet ou incomplet :",
        "check": "à vérifier : ",
        "ask": "Il faut savoir :",
        "beyond": "La date est postérieure au droit connu de cette version : le dernier état connu est appliqué.",
    },
    "en": {
        "colon": ":",
        "law": "law of",
        "before": "To do before:",
        "after": "To do afterwards, as soon as possible:",
        "soft": " (does not hold the flow back)",
        "note": "Note:",
        "silent": "The code is silent or incomplete:",
        "check": "to be checked: ",
        "ask": "What must be known:",
        "beyond": "The day is later than the law this release knows: the last known state is applied.",
    },
}


def _day(day: date, lang: Lang) -> str:
    return day.strftime("%d/%m/%Y") if lang == "fr" else day.isoformat()


def _duty(duty: Obligation, lang: Lang) -> dict[str, Any]:
    return {
        "id": duty.id,
        "blocking": duty.blocking,
        "says": duty.message(lang),
        "confidence": duty.rule.confidence.value,
        "references": [{"source": r.source, "passage": r.passage, "url": r.url} for r in duty.rule.refs],
    }
