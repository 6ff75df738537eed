"""Every rule: one input on which it fires and the nearest on which it does not; and the map of the rulebook's
numbers.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from esante_rules import STATE_OF_LAW, Report
from esante_rules._answer import Answer
from esante_rules.rgpd import aipd
from tests.aipd.support import ROOT, full, names_of, processing

VECTORS: list[dict[str, Any]] = json.loads((ROOT / "tests/vectors/rules/aipd.json").read_text(encoding="utf-8"))


def decided(facts: dict[str, Any], vector: dict[str, Any]) -> aipd.Decision:
    day = date.fromisoformat(vector["as_of"]) if "as_of" in vector else STATE_OF_LAW
    return aipd.evaluate(processing({"donnees_personnelles": "oui", **facts}, "non"), as_of=day)


def fires_as_a_term(vector: dict[str, Any], given: dict[str, Any]) -> tuple[bool, Any]:
    step = next(s for s in decided(given, vector).trace if s.rule.id == vector["rule"])
    assert step.answer is not Answer.UNKNOWN
    return step.answer is Answer.YES, None


def reported(vector: dict[str, Any], given: Any) -> Report:
    match vector["kind"]:
        case "content":
            return aipd.check(full(given))
        case "timing":
            dates: dict[str, Any] = {n: v if n == "legacy" else date.fromisoformat(v) for n, v in given.items()}
            return aipd.check_timing(aipd.Timeline(**dates), now=STATE_OF_LAW)
        case "file":
            return aipd.check_json(given)
        case "pia":
            return aipd.check_pia_json(given)
    return Report(as_of=STATE_OF_LAW, findings=decided(given, vector).findings)


def fires_in_a_report(vector: dict[str, Any], given: Any) -> tuple[bool, Any]:
    found = [f for f in reported(vector, given).findings if f.id == vector["rule"]]
    shown = [(f.at, f.to_dict("fr")["params"]) for f in found]
    return bool(found), shown


def consulted(given: dict[str, Any]) -> aipd.Consultation:
    pairs = zip(aipd.EVENTS, given["residual"], strict=False)
    residual = {event: aipd.Rating(*pair) for event, pair in pairs}
    return aipd.consultation(residual, actions_done=given["actions_done"], national_law=given.get("national_law"))


def fires(vector: dict[str, Any], given: Any) -> tuple[bool, Any]:
    if vector["kind"] == "term":
        return fires_as_a_term(vector, given)
    if vector["kind"] == "zone":
        found = aipd.zone(aipd.Rating(*given))
        return found is not None and found.id == vector["rule"], None
    if vector["kind"] == "consultation":
        answer = consulted(given)
        return vector["rule"] in {r.id for r in (answer.rule, *answer.formalities)}, None
    return fires_in_a_report(vector, given)


@pytest.mark.parametrize("vector", VECTORS, ids=[v["rule"] for v in VECTORS])
def test_a_rule_fires_on_its_vector_and_not_on_the_nearest(vector: dict[str, Any]) -> None:
    fired, shown = fires(vector, vector["fails"])
    assert fired
    if shown is not None:
        assert shown == [(vector["at"], vector.get("params", {}))]
    assert not fires(vector, vector["passes"])[0]


def test_every_rule_has_its_vector() -> None:
    assert [v["rule"] for v in VECTORS if v["rule"] not in {r.id for r in aipd.RULES}] == []
    assert {r.id for r in aipd.RULES} == {v["rule"] for v in VECTORS}


def test_every_number_of_the_rulebook_is_in_the_map() -> None:
    numbers = ["S0", "S9", "N0", "N1", "N2", "NU", "2of9", "<2of9", *(f"C5.{letter}" for letter in "abcdefg")]
    families = {"C": 9, "A": 3, "X": 6, "PR": 6, "Z": 4, "CP": 6, "T": 5}
    numbers += [f"{family}{n}" for family, count in families.items() for n in range(1, count + 1)]
    numbers += [f"{family}{n:02}" for family, count in {"R": 14, "E": 12, "K": 32}.items() for n in range(1, count + 1)]
    mapped = names_of()
    assert sorted(mapped) == sorted(numbers)
    # every rule answers a number of the rulebook, but for those about the form of files
    named = {name for names in mapped.values() for name in names}
    assert {r.id for r in aipd.RULES} - named == {r.id for r in aipd.RULES if r.id.split(".")[1] in ("file", "pia")}
