"""Every rule of the INS: one input that fails, where and with which values, and the nearest that passes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from esante_rules import Report, Text
from esante_rules._core import LANGS
from esante_rules.ins import (
    OWN_RULES,
    Sending,
    check_identity,
    check_matricule,
    check_oid,
    check_search,
    check_traits,
    check_transmission,
    check_type_code,
    compare,
    transition,
)
from tests.ins import build
from tests.ins.vectors import LINES, NUMBER_OF, TESTS

VECTORS = json.loads((TESTS / "vectors" / "rules" / "ins.json").read_text(encoding="utf-8"))
MEMBERS = ("traits", "identifiers", "status", "other_statuses", "attributes", "device", "insi")


def _traits(traits: dict[str, Any], now: str | None = None, **options: Any) -> Report:
    return check_traits(build.traits(traits), now=build.day(now), **options)


def _identity(**case: Any) -> Report:
    options = {name: value for name, value in case.items() if name not in MEMBERS}
    return check_identity(build.identity(case), **options)


def _transmission(sending: dict[str, Any] | None = None, **case: Any) -> Report:
    return check_transmission(build.identity(case), sending=Sending(**(sending or {})))


def _compare(one: dict[str, Any], other: dict[str, Any], use: str) -> Report:
    a, b = (build.traits({**build.PERSON, **changes}) for changes in (one, other))
    return compare(a, b, use=use).report


CHECKS: dict[str, Callable[..., Report]] = {
    "matricule": check_matricule,
    "oid": check_oid,
    "type": check_type_code,
    "traits": _traits,
    "identity": _identity,
    "transmission": _transmission,
    "compare": _compare,
    "search": check_search,
    "transition": lambda **case: transition(**case).report,
}


def checked(case: dict[str, Any]) -> Report:
    """The report of one input: `check` names the function, the other members are its arguments."""
    arguments = dict(case)
    return CHECKS[arguments.pop("check")](**arguments)


def plain(params: dict[str, Any]) -> dict[str, Any]:
    """Params as JSON can write them: a text is its two languages."""
    return {k: {"fr": v.fr, "en": v.en} if isinstance(v, Text) else v for k, v in params.items()}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["rule"])
def test_a_rule_finds_its_fault_and_nothing_next_to_it(vector: dict[str, Any]) -> None:
    found = [f for f in checked(vector["fails"]).findings if f.id == vector["rule"]]
    assert [(f.at, plain(dict(f.params))) for f in found] == [(vector["at"], vector["params"])]
    for lang in LANGS:
        assert "{" not in found[0].message(lang)
    passed = checked(vector["passes"])
    assert vector["rule"] not in {f.id for f in passed.findings}
    assert vector["rule"] in {rule.id for rule in passed.evaluated}


def test_every_rule_of_ours_has_a_vector_and_a_number() -> None:
    names = {rule.id for rule in OWN_RULES}
    assert {vector["rule"] for vector in VECTORS} == names
    assert names <= set(NUMBER_OF)


def test_every_number_of_the_rulebook_has_names_or_a_reason() -> None:
    counts = {"MAT": 20, "OID": 10, "TRT": 25, "COH": 9, "STA": 14, "DIF": 9, "CMP": 9, "SEC": 3}
    wanted = {f"INS-{family}-{n:03d}" for family, last in counts.items() for n in range(1, last + 1)}
    assert wanted <= {line["number"] for line in LINES}
    assert [line["number"] for line in LINES if not line["names"] and not line["reason"]] == []


def test_names_appear_once() -> None:
    names = [rule.id for rule in OWN_RULES]
    assert len(names) == len(set(names))
