"""Every rule of the INS: one input that fails, where and with which values, and the nearest that passes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from esante_rules import Report
from esante_rules._core import LANGS
from esante_rules.ins import OWN_RULES, check_matricule, check_oid, check_type_code
from tests.ins.vectors import NUMBER_OF, TESTS

VECTORS = json.loads((TESTS / "vectors" / "rules" / "ins.json").read_text(encoding="utf-8"))
CHECKS: dict[str, Any] = {
    "matricule": check_matricule,
    "oid": check_oid,
    "type": check_type_code,
}


def checked(case: dict[str, Any]) -> Report:
    """The report of one input: `check` names the function, the other members are its arguments."""
    arguments = dict(case)
    report = CHECKS[arguments.pop("check")](**arguments)
    assert isinstance(report, Report)
    return report


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["rule"])
def test_a_rule_finds_its_fault_and_nothing_next_to_it(vector: dict[str, Any]) -> None:
    found = [f for f in checked(vector["fails"]).findings if f.id == vector["rule"]]
    assert [(f.at, dict(f.params)) for f in found] == [(vector["at"], vector["params"])]
    for lang in LANGS:
        assert "{" not in found[0].message(lang)
    passed = checked(vector["passes"])
    assert vector["rule"] not in {f.id for f in passed.findings}
    assert vector["rule"] in {rule.id for rule in passed.evaluated}


def test_every_rule_of_ours_has_a_vector_and_a_number() -> None:
    names = {rule.id for rule in OWN_RULES}
    assert {vector["rule"] for vector in VECTORS} == names
    assert names <= set(NUMBER_OF)
