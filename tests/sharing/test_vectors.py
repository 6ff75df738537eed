"""Every vector of the doctrine with its exact rules; every rule with the inputs nearest to its border."""

from __future__ import annotations

import re
from typing import Any

import pytest

from esante_rules._core import LANGS, fill
from esante_rules.rgpd import sharing
from esante_rules.rgpd.sharing import Circle, Flow, Verdict
from tests.sharing.support import ROOT, fired, rule_map, rule_vectors, vectors

MAP = rule_map()
NUMBERS = [
    "SEC-1",
    "SEC-2",
    "SEC-3",
    "T0",
    "T1",
    "T2",
    "T3",
    "TEAM",
    "T-CPTS",
    "T-ESP",
    "T-HOP",
    "P00",
    "P01",
    "P02",
    "P03",
    "P04",
    "P05",
    "P06",
    "P07",
    "P07b",
    "P08s",
    "P08x",
    "P08c",
    "P09s",
    "P09x",
    "P10",
    "P11",
    "P11b",
    "P12",
    "P13",
    "P14",
    "P15",
    "P16",
    "P17",
    "O-OPP",
    "O-INFO-ECH",
    "O-SUPPORT-ECH",
    "O-INFO-PART",
    "O-INFO-4",
    "O-CONSENT",
    "O-SUPPORT-PART",
    "O-INFO-RGPD",
    "O-MENTION",
    "O-AP",
    "O-SECRET-MINEUR",
    "O-REPRESENTANT",
    "O-ASSISTANCE",
    "M1",
    "M2",
    "M3",
    "M4",
    "M5",
    "M6",
    "HAB-1",
    "HAB-2",
    "HAB-2b",
    "HAB-3",
    "HAB-4",
    "HAB-5",
    "HAB-6",
    "HAB-7",
    "HAB-8",
    "HAB-9",
    "HAB-10",
    "HAB-11",
]


def _ids(vector: dict[str, Any]) -> str:
    return str(vector.get("id") or vector["rule"])


def _named(numbers: list[str]) -> list[str]:
    return [name for number in numbers for name in MAP[number]]


def test_there_are_seventy_seven_vectors() -> None:
    assert [len(vectors(name)) for name in ("teams", "flows", "access")] == [10, 50, 17]


@pytest.mark.parametrize("vector", vectors("teams"), ids=_ids)
def test_team(vector: dict[str, Any]) -> None:
    ruling = sharing.same_team(Circle(**vector["input"]))
    assert ruling.answer.value == vector["answer"]
    assert [rule.id for rule in ruling.rules] == _named(vector["numbers"])


@pytest.mark.parametrize("vector", vectors("flows"), ids=_ids)
def test_flow(vector: dict[str, Any]) -> None:
    decision, expected = sharing.decide(Flow.from_dict(vector["input"])), vector["expected"]
    assert decision.outcome.value == expected["outcome"]
    assert [rule.id for rule in decision.rules] == expected["names"]
    assert all(name in _named(expected["numbers"]) for name in expected["names"]) or not expected["numbers"]
    assert [step.rule.id for step in decision.flags] == expected["flags"]
    assert list(decision.missing) == expected["missing"]
    assert sorted(duty.id for duty in decision.before) == sorted(_duties(expected["before"]))
    assert sorted(duty.id for duty in decision.after) == sorted(_duties(expected["after"]))


def _duties(numbers: list[str]) -> list[str]:
    return [name for name in _named(numbers) if name.startswith("sharing.obligation.")]


@pytest.mark.parametrize("vector", vectors("access"), ids=_ids)
def test_access(vector: dict[str, Any]) -> None:
    opened = sharing.access(**vector["input"])
    shown = opened.level.value if opened.verdict is Verdict.OPEN else opened.verdict.value
    assert shown == vector["expected"]
    assert [rule.id for rule in opened.rules] == vector["names"]


@pytest.mark.parametrize("vector", rule_vectors(), ids=_ids)
def test_rule(vector: dict[str, Any]) -> None:
    """The rule fires once at that place with those params, and not on the nearest input."""
    hits = [(at, params) for name, at, params in fired(vector["fails"]) if name == vector["rule"]]
    assert hits == [(vector["at"], vector["params"])]
    assert vector["rule"] not in [name for name, _, _ in fired(vector["passes"])]


def test_every_rule_has_its_vector() -> None:
    assert sorted(vector["rule"] for vector in rule_vectors()) == sorted(rule.id for rule in sharing.RULES)


def test_every_rule_formats_in_both_languages() -> None:
    params = {vector["rule"]: vector["params"] for vector in rule_vectors()}
    for rule in sharing.RULES:
        holes = {lang: sorted(re.findall(r"\{(\w+)\}", rule.says.in_(lang))) for lang in LANGS}
        assert holes["fr"] == holes["en"] == sorted(params[rule.id])
        words = [fill(rule.says, dict.fromkeys(params[rule.id], "x"), lang) for lang in LANGS]
        assert words[0] != words[1]
        assert rule.why.fr != rule.why.en


def test_every_number_of_the_rulebook_is_mapped_and_every_rule_has_one() -> None:
    names = {rule.id for rule in sharing.RULES}
    assert set(NUMBERS) <= set(MAP)
    assert {name for mapped in MAP.values() for name in mapped} == names


def test_every_rule_is_in_the_ledger() -> None:
    released = (ROOT / "tests" / "released_rules.txt").read_text("utf-8").split()
    assert {name for name in released if name.startswith("sharing.")} == {rule.id for rule in sharing.RULES}


def test_names_are_unique_and_of_this_package() -> None:
    names = [rule.id for rule in sharing.RULES]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"sharing\.[a-z]+\.[a-z]+(-[a-z]+)*", name) for name in names)
