"""Is an AIPD due? The verdict, the rules that made it, those that were set aside, and what is still to be asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import field, frozen

from esante_rules._answer import Answer
from esante_rules._core import STATE_OF_LAW, Finding, Lang, Rule, Text, require, require_day
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.aipd._criteria import FEWER, ONE_MET, TWO_MET
from esante_rules.rgpd.aipd._duty import TERMS, Duty, duty
from esante_rules.rgpd.aipd._exceptions import EXEMPT_BUT_ARTICLE, GENERAL, LISTED_TWICE
from esante_rules.rgpd.aipd._expr import Known, missing, value
from esante_rules.rgpd.aipd._processing import Processing, facts, listed
from esante_rules.rgpd.aipd._questions import BY_NAME
from esante_rules.rgpd.aipd._settling import Settling, settling_set, shortcuts
from esante_rules.rgpd.aipd._sources import RGPD_APPLIES
from esante_rules.rgpd.aipd._terms import CONTRADICTION, IMPLIED_BY, OUT_OF_SCOPE, Term
from esante_rules.rgpd.aipd._verdict import Flag, Verdict

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


@frozen(kw_only=True, repr=False)
class Decision:
    """A verdict and its reasons. The library advises; the controller decides and signs."""

    verdict: Verdict
    as_of: date
    """The day whose law was applied."""
    trace: tuple[Step, ...]
    """Every rule in force and its answer, with the facts it lacks."""
    applied: tuple[Rule[Any], ...]
    """The rules on which the verdict rests; when it is undetermined, those that hold already."""
    set_aside: tuple[Rule[Any], ...]
    """The rules that held, but that an exemption, an exception or a stronger rule set aside."""
    missing: tuple[str, ...]
    """Every fact that an undetermined verdict still lacks; empty otherwise."""
    settling: Settling
    """The questions to ask: the smallest set whose answers settle the verdict."""
    shortcuts: tuple[str, ...]
    """The questions of which one answer would be enough."""
    liftable_by: tuple[Rule[Any], ...]
    """The exceptions that are not demonstrated and would lift the duty."""
    flags: tuple[Flag, ...]
    findings: tuple[Finding, ...] = field(default=())
    """Contradictions in the description and conflicts between the lists."""

    @property
    def beyond_state_of_law(self) -> bool:
        """True when `as_of` is later than the texts of this release: the last known law was applied."""
        return self.as_of > STATE_OF_LAW

    def explain(self, lang: Lang = "fr") -> str:
        """One paragraph: the verdict, its reasons with their texts, what is missing."""
        reasons = [f"{r.says.in_(lang)} ({r.refs[0]})" for r in self.applied]
        flags = [flag.says.in_(lang) for flag in self.flags]
        asked = [BY_NAME[name].text.in_(lang) for name in self.settling.facts]
        label = Text("Questions à poser : ", "Questions to ask: ").in_(lang) if asked else ""
        return " ".join([self.verdict.says.in_(lang), *reasons, *flags, label + " ".join(asked)]).strip()

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The decision as plain data for JSON, with sentences in `lang`."""
        return {
            "schema": 1,
            "verdict": self.verdict.value,
            "as_of": self.as_of.isoformat(),
            "state_of_law": STATE_OF_LAW.isoformat(),
            "beyond_state_of_law": self.beyond_state_of_law,
            "applied": [rule.id for rule in self.applied],
            "set_aside": [rule.id for rule in self.set_aside],
            "missing": list(self.missing),
            "questions": [BY_NAME[name].to_dict(lang) for name in self.settling.facts],
            "questions_exact": self.settling.exact,
            "shortcuts": list(self.shortcuts),
            "liftable_by": [rule.id for rule in self.liftable_by],
            "flags": [flag.value for flag in self.flags],
            "findings": [finding.to_dict(lang) for finding in self.findings],
            "trace": [step.to_dict(lang) for step in self.trace],
            "text": self.explain(lang),
        }

    def __repr__(self) -> str:
        return f"<Decision {self.verdict.value} as of {self.as_of}: {[rule.id for rule in self.applied]}>"


def evaluate(processing: Processing, *, as_of: date = STATE_OF_LAW) -> Decision:
    """Tell whether an AIPD is due for a processing, under the law of `as_of`.

    An unknown never counts as a yes and never as a no. A required type of processing, or a case of article 35(3),
    makes the AIPD due; two criteria make it due unless an exempt type or a documented exception says otherwise; three
    general exceptions lift every ground. Exceptions must be demonstrated: unknown, they are only named in
    `liftable_by`. While the scope of the RGPD is unknown it is presumed to apply.

    Raises `TypeError` for a wrong type and `LookupError` before 25 May 2018, the day the RGPD began to apply.
    """
    require(processing, Processing, "processing")
    require_day(as_of, "as_of")
    if as_of < RGPD_APPLIES:
        raise LookupError(f"the RGPD applies from {RGPD_APPLIES.isoformat()}")
    known, law = facts(processing, as_of), duty(as_of)
    answers = {term.rule.id: value(term.expr, known) for term in TERMS if term.rule.in_force(as_of)}
    steps = tuple(
        Step(term.rule, answers[term.rule.id], missing(term.expr, known)) for term in TERMS if term.rule.id in answers
    )
    return _decide(_Case(known, law, answers), steps, _contradictions(processing, known))


@frozen(eq=False)
class _Case:
    known: Known
    law: Duty
    answers: dict[str, Answer]

    def hits(self, terms: tuple[Term, ...], answer: Answer = YES) -> tuple[Term, ...]:
        return tuple(term for term in terms if self.answers.get(term.rule.id) is answer)


def _decide(case: _Case, steps: tuple[Step, ...], contradictions: tuple[Finding, ...]) -> Decision:
    law, known = case.law, case.known
    due = value(law.due(), known)
    grounds = (*case.hits(law.required), *case.hits(law.article), *case.hits((TWO_MET,)))
    strong = bool(case.hits(law.required) or case.hits(law.article))
    exempt, general, of_count = case.hits(law.exempt), case.hits(law.general), case.hits(law.of_the_count)
    verdict = {YES: Verdict.REQUISE, NO: Verdict.NON_REQUISE, UNKNOWN: Verdict.INDETERMINEE}[due]
    applied: tuple[Term, ...] = ()
    aside: tuple[Term, ...] = ()
    liftable: tuple[Term, ...] = ()
    if case.hits((OUT_OF_SCOPE,)):
        verdict, applied = Verdict.HORS_CHAMP, (OUT_OF_SCOPE,)
    elif due is YES:
        applied, aside = grounds, (*exempt, *(of_count if strong else ()))
        liftable = case.hits((*law.general, *(() if strong else law.of_the_count)), UNKNOWN)
    elif due is NO:
        applied, aside = _not_due(case, grounds, exempt, general, of_count)
    else:
        applied = (*grounds, *exempt)
    return Decision(
        verdict=verdict,
        as_of=known.as_of,
        trace=steps,
        applied=_rules(applied),
        set_aside=_rules(aside),
        missing=_union(case) if verdict is Verdict.INDETERMINEE else (),
        settling=settling_set(law.due(), known),
        shortcuts=shortcuts(law.due(), known),
        liftable_by=_rules(liftable),
        flags=_flags(case, verdict, applied, of_count),
        findings=(*contradictions, *_conflicts(case, verdict)),
    )


def _not_due(
    case: _Case,
    grounds: tuple[Term, ...],
    exempt: tuple[Term, ...],
    general: tuple[Term, ...],
    of_count: tuple[Term, ...],
) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The terms a NON_REQUISE rests on, and those it sets aside."""
    unlifted = value(case.law.grounds(), case.known)
    if unlifted is not NO:
        return (*grounds, *general), grounds
    if exempt:
        return exempt, grounds
    if case.hits((TWO_MET,)):
        return (*grounds, *of_count), grounds
    return (*case.hits((ONE_MET,)), *case.hits((FEWER,)), *_either_way(case, of_count)), ()


def _either_way(case: _Case, of_count: tuple[Term, ...]) -> tuple[Term, ...]:
    """The exceptions that decide although the count itself is unknown."""
    return of_count if case.answers[TWO_MET.rule.id] is UNKNOWN else ()


def _rules(terms: tuple[Term, ...]) -> tuple[Rule[Any], ...]:
    return tuple(term.rule for term in terms)


def _flags(case: _Case, verdict: Verdict, applied: tuple[Term, ...], of_count: tuple[Term, ...]) -> tuple[Flag, ...]:
    law, known = case.law, case.known
    flags = []
    if verdict is Verdict.NON_REQUISE and ONE_MET in applied:
        flags.append(Flag.UN_SEUL_CRITERE)
    flags += [flag for flag, _ in _conflicting(case, verdict)]
    if verdict is Verdict.INDETERMINEE and case.hits((TWO_MET,)) and case.hits(law.exempt, UNKNOWN):
        flags.append(Flag.PRUDENCE_REQUISE)
    transition = GENERAL[2]
    if verdict is Verdict.REQUISE and transition not in law.general and value(transition.expr, known) is YES:
        flags.append(Flag.X3_EXPIREE)
    if verdict is Verdict.NON_REQUISE and any(term in applied for term in of_count):
        flags.append(Flag.DOCUMENTER)
    return tuple(flags)


def _conflicting(case: _Case, verdict: Verdict) -> tuple[tuple[Flag, Rule[Any]], ...]:
    law = case.law
    if verdict is Verdict.HORS_CHAMP or not case.hits(law.exempt):
        return ()
    if case.hits(law.required):
        return ((Flag.CONFLIT_LISTES, LISTED_TWICE),)
    return ((Flag.CONFLIT_35_3_LISTE_35_5, EXEMPT_BUT_ARTICLE),) if case.hits(law.article) else ()


def _conflicts(case: _Case, verdict: Verdict) -> tuple[Finding, ...]:
    return tuple(Finding(rule, "trace") for _, rule in _conflicting(case, verdict))


def _union(case: _Case) -> tuple[str, ...]:
    """Every fact the verdict lacks; what concerns exempt types comes first when two criteria are met."""
    law, known = case.law, case.known
    count = case.answers[TWO_MET.rule.id]
    exempt = [term.expr for term in law.exempt] if count is not NO else []
    required = [term.expr for term in (*law.required, *law.article)]
    order = [*exempt, *required] if count is YES else [*required, TWO_MET.expr, *exempt]
    return tuple(dict.fromkeys(name for expr in order for name in missing(expr, known)))


def _contradictions(processing: Processing, known: Known) -> tuple[Finding, ...]:
    """A no of the user that the lists, another answer or the type of controller contradicts."""
    said = listed(processing)
    denied = [name for name in known.answers if processing.answers.get(name) is NO]
    return tuple(
        Finding(CONTRADICTION, f"answers/{name}")
        for name in denied
        if said.get(name) is YES
        or any(known.answers[cause] is YES for cause in IMPLIED_BY.get(name, ()))
        or (name == "exercice_individuel" and known.rt_type == "cabinet_individuel")
    )
