"""Every vector of the rulebook of obligations, and for each rule the case where it applies and the nearest other."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from tests.obligations.support import ROOT, SUBJECTS, call, load, names, numbers

VECTORS = [vector for subject in SUBJECTS for vector in load(f"obligations/{subject}.json")]
RULE_VECTORS = [v for subject in SUBJECTS for v in load(f"rules/{subject.replace('_', '-')}.json")]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["id"])
def test_the_vectors_of_the_rulebook(vector: dict[str, Any]) -> None:
    result, expected = call(vector["call"], vector["facts"]), vector["expected"]
    if not isinstance(expected, dict):
        assert (result.isoformat() if isinstance(expected, str) else result) == expected
        return
    shown = (
        result.to_dict()
        if hasattr(result, "to_dict")
        else {"outcome": result.outcome.value, "missing": list(result.missing)}
    )
    for key, value in expected.items():
        match key:
            case "numbers":  # an assessment lists faults in the order of its table, a duty in the order to act
                assert sorted(numbers(names(result))) == sorted(value)
            case "faults":
                assert numbers([step.rule.id for step in result.faults]) == value
            case "items":
                assert [
                    name.rpartition(".")[2].removesuffix("-missing").replace("-", "_") for name in names(result)
                ] == value
            case _:
                assert shown[key] == value


@pytest.mark.parametrize("vector", RULE_VECTORS, ids=lambda v: v["rule"])
def test_every_rule_applies_to_its_case_and_not_to_the_nearest(vector: dict[str, Any]) -> None:
    found = call(vector["fails"]["call"], vector["fails"]["facts"])
    assert vector["rule"] in names(found)
    if "at" in vector:
        assert vector["at"] in [finding.at for finding in found.findings if finding.id == vector["rule"]]
    assert vector["rule"] not in names(call(vector["passes"]["call"], vector["passes"]["facts"]))


def test_every_number_of_these_subjects_is_mapped() -> None:
    with (ROOT.parent / "docs" / "rule-map.csv").open(encoding="utf-8", newline="") as lines:
        mapped = {row["number"] for row in csv.DictReader(lines) if row["rulebook"] == "obligations"}
    wanted = {f"DL-{n}" for n in range(1, 14)} | {f"OPP-{n}" for n in range(1, 11)} | {f"HDS-{n}" for n in range(1, 13)}
    wanted |= {f"HDS-C{n}" for n in range(6)} | {f"BL-{n:02}" for n in range(1, 14)} | {f"INF-{n}" for n in range(1, 6)}
    wanted |= {"VIO-" + w for w in ("REG", "CNIL", "RETARD", "34", "34-EXC", "34-PUB", "ST", "ANS", "A-EVALUER")}
    wanted |= {f"REG-{n:02}" for n in range(1, 19)} | {f"ST-{n:02}" for n in range(1, 7)}
    wanted |= {f"REG-D{n}" for n in range(5)} | {f"DPO-{n}" for n in range(1, 9)}
    assert wanted <= mapped
