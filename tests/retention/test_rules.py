"""For every term, warning and fault: an input on which it speaks and the nearest on which it does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from esante_rules import Refused
from esante_rules._core import Finding, Severity, Text
from esante_rules.rgpd import retention
from esante_rules.rgpd.retention import Action, Nature, Obligation, Phase, Sector, Trigger
from esante_rules.rgpd.retention import _sources as src
from esante_rules.rgpd.retention.reading import check_facts, parse_period
from tests.retention.support import ROOT, facts, load, policy, rule_map

VECTORS = load("rules/retention")
TERM_NAMES = {term.name for term in retention.TERMS}


def own_category(rows: list[list[str]]) -> retention.Category:
    """A caller's own category: rows of period, nature and obligation, counted from a document."""
    from esante_rules import Confidence

    label = Text("Pièce du registre", "Document of the register")
    terms = tuple(
        retention.term(
            f"own-document.row-{number}",
            label,
            Phase.TOTAL,
            period,
            Trigger.DOCUMENT_ISSUED,
            Nature[nature],
            Action.DELETE,
            Obligation[obligation],
            src.RGPD_ART_5_1_E,
            sector=Sector.CROSS,
            confidence=Confidence.CERTAIN,
            package="own",
        )
        for number, (period, nature, obligation) in enumerate(rows)
    )
    return retention.Category("own-document", label, Sector.CROSS, terms)


def answer(case: dict[str, Any]) -> retention.Timeline:
    as_of = date.fromisoformat(case["as_of"])
    category = own_category(case["own"]) if "own" in case else case["category"]
    return retention.timeline(category, facts(case["facts"], as_of), as_of=as_of, policy=policy(case.get("policy")))


def found(case: dict[str, Any]) -> tuple[Finding, ...]:
    """The findings of an input, whatever its shape."""
    if "period" in case:
        try:
            parse_period(case["period"])
        except Refused as refused:
            return refused.report.findings
        return ()
    as_of = date.fromisoformat(case["as_of"])
    if "words" in case:
        return check_facts(case["words"], as_of=as_of, category=case.get("category")).findings
    if "own" not in case:
        record = retention.Record("", case["category"], facts(case["facts"], as_of))
        (entry,) = retention.plan([record], as_of, policy=policy(case.get("policy")))
        if entry.timeline is None:
            return entry.faults
    timeline = answer(case)
    return (*timeline.warnings, *timeline.notes)


def test_every_rule_has_a_pair() -> None:
    assert [vector["rule"] for vector in VECTORS] == [rule.id for rule in retention.RULES]


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["rule"] in TERM_NAMES], ids=lambda v: v["rule"])
def test_a_term_governs_its_record_and_not_its_neighbour(vector: dict[str, Any]) -> None:
    assert _governs(vector["fails"], vector) == (True, vector["params"]["status"])
    assert _governs(vector["passes"], vector) != (True, vector["params"]["status"]) or vector["at"] == "set_aside"
    assert answer(vector["passes"]).status.value == vector["passes_params"]["status"]
    if vector["at"] == "set_aside":
        assert not _governs(vector["passes"], vector)[0]


def _governs(case: dict[str, Any], vector: dict[str, Any]) -> tuple[bool, str]:
    timeline = answer(case)
    terms = timeline.deciding if vector["at"] == "deciding" else tuple(a.term for a in timeline.set_aside)
    return vector["rule"] in {term.name for term in terms}, timeline.status.value


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["rule"] not in TERM_NAMES], ids=lambda v: v["rule"])
def test_a_warning_or_fault_is_found_and_its_neighbour_is_clean(vector: dict[str, Any]) -> None:
    finding = next(f for f in found(vector["fails"]) if f.id == vector["rule"])
    assert finding.at == vector["at"]
    assert finding.to_dict("en")["params"] == vector["params"]
    assert all(f.id != vector["rule"] for f in found(vector["passes"]))


def test_faults_are_errors_and_warnings_are_not() -> None:
    for rule in retention.RULES:
        assert (rule.severity is Severity.ERROR) == (".fault." in rule.id)


def test_words_are_two_languages() -> None:
    for rule in retention.RULES:
        assert rule.says.fr != rule.says.en
        assert rule.why.fr != rule.why.en
    for term in retention.TERMS:
        assert term.label.fr != term.label.en
        assert term.note is None or term.note.fr != term.note.en


def test_the_map_of_the_rulebook_is_complete() -> None:
    numbers = rule_map()
    known = {rule.id for rule in retention.RULES}
    ranges = (
        (1, 57),
        (60, 84),
        (90, 99),
        (110, 120),
        (125, 136),
        (140, 154),
        (160, 174),
        (180, 194),
        (201, 221),
        (231, 252),
    )
    rows = [f"RET-{n:03}" for first, last in ranges for n in range(first, last + 1)]
    assert len(rows) == 203
    assert [number for number in numbers if number.startswith("RET-")] == rows
    assert {number for number in numbers if number.startswith("A")} == {f"A{n}" for n in range(18)}
    assert sum(number.startswith("W_") for number in numbers) == 11
    assert sum(number.startswith("E_") for number in numbers) == 6
    mapped = {name for names in numbers.values() for name in names}
    assert mapped <= known
    assert mapped >= TERM_NAMES


def test_released_names_are_in_the_ledger() -> None:
    ledger = (ROOT / "tests" / "released_rules.txt").read_text(encoding="utf-8").split()
    assert {rule.id for rule in retention.RULES} == {name for name in ledger if name.startswith("retention.")}


@pytest.mark.parametrize(
    ("rows", "justified", "until", "decides"),
    [
        ([["P2Y", "MIN", "LEGAL"], ["P1Y", "MAX", "CNIL"]], False, date(2026, 1, 15), 0),
        ([["P2Y", "MIN", "CNIL"], ["P1Y", "MAX", "LEGAL"]], False, date(2025, 1, 15), 1),
        ([["P2Y", "EXACT", "REGISTRE"], ["P1Y", "MAX", "CNIL"]], False, date(2025, 1, 15), 1),
        ([["P2Y", "EXACT", "REGISTRE"], ["P1Y", "MAX", "CNIL"]], True, date(2026, 1, 15), 0),
        ([["P2Y", "MIN", "CNIL"], ["P1Y", "EXACT", "REGISTRE"]], True, date(2025, 1, 15), 1),
        ([["P2Y", "MIN", "DOCTRINE"], ["P1Y", "MAX", "CNIL"]], True, date(2025, 1, 15), 1),
        ([["P2Y", "MIN", "DOCTRINE"], ["P1Y", "EXACT", "REGISTRE"]], False, date(2025, 1, 15), 1),
        ([["P2Y", "MIN", "REGISTRE"], ["P1Y", "MAX", "DOCTRINE"]], False, date(2026, 1, 15), 0),
    ],
)
def test_the_stronger_obligation_prevails(rows: list[list[str]], justified: bool, until: date, decides: int) -> None:
    category = own_category(rows)
    timeline = retention.timeline(
        category,
        {"DOCUMENT_ISSUED": date(2024, 1, 15)},
        as_of=date(2024, 6, 30),
        policy=retention.Policy(justified=justified),
    )
    assert timeline.until == until
    assert timeline.deciding == (category.terms[decides],)
    assert [aside.term for aside in timeline.set_aside] == [category.terms[1 - decides]]


def test_two_laws_in_conflict_wait_for_a_person() -> None:
    category = own_category([["P2Y", "MIN", "LEGAL"], ["P1Y", "MAX", "LEGAL"]])
    timeline = retention.timeline(category, {"DOCUMENT_ISSUED": date(2020, 1, 15)}, as_of=date(2024, 6, 30))
    assert timeline.status is retention.Status.OPEN
    assert timeline.missing == ("a decision between two terms",)
    assert timeline.action is Action.REVIEW
