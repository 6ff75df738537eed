"""The register of processing activities (RGPD, art. 30): entries, completeness, exemption, files.

`check` looks at one entry of a controller, `check_processor` at one of a processor, `check_register` at the whole;
`states` says for each item of article 30 whether it is there; `exemption` decides on article 30(5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import Any, Final, TypeVar

from attrs import frozen

from esante_rules._answer import Answer
from esante_rules._core import (
    STATE_OF_LAW,
    Finding,
    Hit,
    Lang,
    Report,
    Rule,
    Severity,
    Skip,
    require,
    require_day,
)
from esante_rules.rgpd import _register_checks as checks
from esante_rules.rgpd import _register_rules as rules
from esante_rules.rgpd._register_files import from_csv, from_json, from_yaml, to_csv, to_json, to_yaml
from esante_rules.rgpd._register_model import (
    Body,
    Data,
    Dpo,
    Entry,
    Extra,
    Measures,
    Processing,
    ProcessorEntry,
    Purpose,
    Recipient,
    Register,
    Retention,
    Transfers,
)
from esante_rules.rgpd._register_rules import RULES
from esante_rules.rgpd._trace import Step, decision_as_data, explain_decision

__all__ = [
    "RULES",
    "Body",
    "Data",
    "Dpo",
    "Entry",
    "Exemption",
    "ExemptionOutcome",
    "Extra",
    "Measures",
    "Processing",
    "ProcessorEntry",
    "Purpose",
    "Recipient",
    "Register",
    "Retention",
    "State",
    "Transfers",
    "check",
    "check_processor",
    "check_register",
    "exemption",
    "from_csv",
    "from_json",
    "from_yaml",
    "is_complete",
    "states",
    "to_csv",
    "to_json",
    "to_yaml",
]

T = TypeVar("T")


def check(entry: Entry, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report what an entry of a controller lacks; places are the keys of files (`durees[2]`)."""
    require(entry, Entry, "entry")
    return _run(checks.ENTRY_CHECKS, entry, as_of)


def check_processor(entry: ProcessorEntry, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report what an entry of a processor lacks (art. 30(2))."""
    require(entry, ProcessorEntry, "entry")
    return _run(checks.PROCESSOR_CHECKS, entry, as_of)


def _run(table: Iterable[tuple[Rule[Any], Callable[[T], checks.Verdict]]], entry: T, as_of: date) -> Report:
    require_day(as_of, "as_of")
    findings: list[Finding] = []
    evaluated: list[Rule[Any]] = []
    skipped: list[tuple[Rule[Any], Skip]] = []
    for rule, look in table:
        if not rule.in_force(as_of):
            skipped.append((rule, Skip.NOT_IN_FORCE))
            continue
        hits = look(entry)
        if hits is None:
            skipped.append((rule, Skip.FACT_UNKNOWN))
            continue
        evaluated.append(rule)
        findings += [Finding(rule=rule, at=hit.at, params=hit.params) for hit in hits]
    return Report(as_of=as_of, findings=tuple(findings), evaluated=tuple(evaluated), skipped=tuple(skipped))


def check_register(register: Register, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report on every entry, on the form of the register, and on processing described twice."""
    require(register, Register, "register")
    reports = [_run(_REGISTER_CHECKS, register, as_of)]
    reports += [_under(f"entrees[{n}]", check(e, as_of=as_of)) for n, e in enumerate(register.entries, 1)]
    reports += [
        _under(f"entrees_sous_traitant[{n}]", check_processor(e, as_of=as_of))
        for n, e in enumerate(register.processor_entries, 1)
    ]
    return reports[0].merge(*reports[1:])


def _under(place: str, report: Report) -> Report:
    moved = tuple(Finding(rule=f.rule, at=f"{place}.{f.at}", params=f.params) for f in report.findings)
    return Report(as_of=report.as_of, findings=moved, evaluated=report.evaluated, skipped=report.skipped)


def _form(register: Register) -> checks.Verdict:
    if Answer.NO in (register.written, register.available):
        return (Hit("forme_ecrite" if register.written is Answer.NO else "a_disposition_cnil"),)
    return None if Answer.UNKNOWN in (register.written, register.available) else ()


def _twice(register: Register) -> checks.Verdict:
    """Entries of the same system, or of the same title, that name other controllers or other recipients."""
    seen: dict[str, list[tuple[int, Entry]]] = {}
    for number, entry in enumerate(register.entries, 1):
        name = checks.plain_words(entry.system) or checks.plain_words(entry.title)
        if name:
            seen.setdefault(name, []).append((number, entry))
    return tuple(
        Hit(f"entrees[{number}]")
        for twins in seen.values()
        if len({_owners(entry) for _, entry in twins}) > 1
        for number, _ in twins
    )


def _owners(entry: Entry) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(checks.plain_words(body.name) for body in entry.controllers),
        frozenset(checks.plain_words(recipient.category) for recipient in entry.recipients),
    )


_REGISTER_CHECKS: Final[tuple[tuple[Rule[Any], Callable[[Register], checks.Verdict]], ...]] = (
    (rules.FORM, _form),
    (rules.TWICE, _twice),
)


class State(Enum):
    """Is an item of article 30 there?"""

    PRESENT = "present"
    PARTIAL = "partiel"
    ABSENT = "absent"


_ITEMS: Final[dict[str, tuple[Callable[[Entry], bool], tuple[Rule[Any], ...]]]] = {
    "a_rt": (lambda e: bool(e.controllers), (rules.CONTROLLER, rules.JOINT, rules.REPRESENTATIVE)),
    "a_dpo": (
        lambda e: bool(e.dpo.contact) or e.dpo.designated is Answer.NO,
        (rules.DPO_MANDATORY, rules.DPO_DUE, rules.DPO_OTHER),
    ),
    "b_finalites": (lambda e: bool(e.purposes), (rules.PURPOSE,)),
    "c_personnes": (lambda e: bool(e.persons), (rules.PERSONS, rules.COHERENCE)),
    "c_donnees": (lambda e: bool(e.data), (rules.DATA,)),
    "d_destinataires": (lambda e: bool(e.recipients), (rules.RECIPIENTS,)),
    "e_transferts": (
        lambda e: e.transfers.exists is not Answer.UNKNOWN or bool(e.transfers.countries),
        (rules.TRANSFERS_BARE,),
    ),
    "f_durees": (lambda e: bool(e.retention), (rules.RETENTION, rules.NO_END)),
    "g_securite": (lambda e: bool(e.measures.description or e.measures.reference), (rules.MEASURES_REFERENCE,)),
}


def states(entry: Entry, *, as_of: date = STATE_OF_LAW) -> dict[str, State]:
    """For each item of article 30(1): present, partial (there, and a rule found something), or absent."""
    found = {finding.rule for finding in check(entry, as_of=as_of).findings}
    return {
        item: State.ABSENT if not there(entry) else (State.PARTIAL if found & set(concerned) else State.PRESENT)
        for item, (there, concerned) in _ITEMS.items()
    }


def is_complete(report: Report) -> bool:
    """Is everything of weight there? True when nothing BLOQUANT or MAJEUR was found and nothing was left unsettled."""
    grave = any(finding.severity is not Severity.INFO for finding in report.findings)
    return not grave and not any(reason is Skip.FACT_UNKNOWN for _, reason in report.skipped)


class ExemptionOutcome(Enum):
    """Must this processing be in the register?"""

    REQUIRED = "REQUIS"
    EXEMPT = "DISPENSE"
    UNSETTLED = "INDETERMINE"


@frozen(kw_only=True)
class Exemption:
    """The decision on article 30(5), the rules that made it, and the facts that are missing."""

    outcome: ExemptionOutcome
    steps: tuple[Step, ...] = ()
    missing: tuple[str, ...] = ()

    def explain(self, lang: Lang = "fr") -> str:
        """The rules that decided and the facts that are missing, in `lang`."""
        return explain_decision(self.steps, self.missing, lang)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The decision as plain data for JSON."""
        return decision_as_data(self.outcome, self.steps, self.missing, lang)


STAFF_LIMIT: Final = 250
"""From this number of employees the register is always required (RGPD, art. 30(5))."""


def exemption(
    *,
    staff: int | None = None,
    likely_risk: Answer | bool | str | None = None,
    not_occasional: Answer | bool | str | None = None,
    art9_art10: Answer | bool | str | None = None,
    as_of: date = STATE_OF_LAW,
) -> Exemption:
    """Decide whether a processing may be left out of the register.

    `staff` is the number of employees; the others say whether a risk is likely, whether the processing is more than
    occasional, whether it concerns data of article 9 or 10. Any yes decides; else an unknown leaves it open. The
    proposal to raise the limit to 750 is not law and not applied.
    """
    require(staff, (int, type(None)), "staff")
    require_day(as_of, "as_of")
    if isinstance(staff, bool):
        raise TypeError("staff must be int or None, not bool")
    if staff is not None and staff < 0:
        raise ValueError("staff cannot be negative")
    if not rules.EXEMPT.in_force(as_of):
        return Exemption(outcome=ExemptionOutcome.UNSETTLED)
    large = Answer.UNKNOWN if staff is None else Answer.of(staff >= STAFF_LIMIT)
    facts: dict[str, tuple[Rule[Any], Answer]] = {
        "staff": (rules.STAFF, large),
        "likely_risk": (rules.RISK, Answer.of(likely_risk)),
        "not_occasional": (rules.NOT_OCCASIONAL, Answer.of(not_occasional)),
        "art9_art10": (rules.SENSITIVE_DATA, Answer.of(art9_art10)),
    }
    decided = tuple(Step(rule=rule, answer=Answer.YES) for rule, said in facts.values() if said is Answer.YES)
    if decided:
        return Exemption(outcome=ExemptionOutcome.REQUIRED, steps=decided)
    missing = tuple(name for name, (_, said) in facts.items() if said is Answer.UNKNOWN)
    if missing:
        return Exemption(outcome=ExemptionOutcome.UNSETTLED, missing=missing)
    return Exemption(outcome=ExemptionOutcome.EXEMPT, steps=(Step(rule=rules.EXEMPT, answer=Answer.YES),))
