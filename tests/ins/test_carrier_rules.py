"""Every rule of INSi and of the carriers: one input that fails, where and why, and the nearest that passes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from esante_rules._core import LANGS
from esante_rules.ins import CARRIER_RULES
from tests.ins.carrier_cases import checked, plain
from tests.ins.vectors import LINES, NUMBER_OF, TESTS

VECTORS = json.loads((TESTS / "vectors" / "rules" / "ins-carriers.json").read_text(encoding="utf-8"))
COUNTS = {"TLS": 8, "DMX": 11, "HL7": 9, "CDA": 8, "FHR": 8, "MSS": 4}
"""How many rules the rulebook numbers in each family, its part 0.6 included."""


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["rule"])
def test_a_rule_finds_its_fault_and_nothing_next_to_it(vector: dict[str, Any]) -> None:
    found = [f for f in checked(vector["fails"]).findings if f.id == vector["rule"]]
    told = [(f.at, {name: plain(value) for name, value in f.params.items()}) for f in found]
    assert told == [(vector["at"], vector["params"])]
    for lang in LANGS:
        assert "{" not in found[0].message(lang)
    passed = checked(vector["passes"])
    assert vector["rule"] not in {f.id for f in passed.findings}
    assert vector["rule"] in {rule.id for rule in passed.evaluated}


def test_every_rule_has_a_vector_and_a_number() -> None:
    names = {rule.id for rule in CARRIER_RULES}
    assert {vector["rule"] for vector in VECTORS} == names
    assert names <= set(NUMBER_OF)


def test_every_number_of_the_rulebook_is_mapped() -> None:
    mapped = {line["number"] for line in LINES}
    wanted = {f"INS-{family}-{n:03d}" for family, count in COUNTS.items() for n in range(1, count + 1)}
    assert wanted <= mapped
