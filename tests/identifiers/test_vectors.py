"""Every vector of the rulebook of identifiers, and for every rule an input that breaks it and the nearest that does
not.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from esante_rules import Refused, Report, identifiers
from esante_rules.identifiers import KINDS, RULES
from tests.support import outputs

ROOT = Path(__file__).parents[1]
VECTORS: list[dict[str, Any]] = json.loads((ROOT / "vectors/identifiers/rulebook.json").read_text("utf-8"))["vectors"]
PAIRS: list[dict[str, Any]] = json.loads((ROOT / "vectors/rules/identifiers.json").read_text("utf-8"))


def _check(kind: str, value: str) -> Report:
    return identifiers.check_mssante_address(value) if kind == "mssante-address" else KINDS[kind].check(value)


def _of(do: str) -> list[Any]:
    return [pytest.param(v, id=str(v["id"])) for v in VECTORS if v["do"] == do]


def test_the_rulebook_has_201_vectors_and_all_are_here() -> None:
    assert [v["id"] for v in VECTORS] == list(range(1, 202))
    assert {v["do"] for v in VECTORS} == {"check", "vat", "nir", "ins-c", "uuid-to-oid", "oid-to-uuid", "classify"}


@pytest.mark.parametrize("vector", _of("check"))
def test_form_and_key(vector: dict[str, Any]) -> None:
    report = _check(vector["kind"], vector["input"])
    assert [finding.id for finding in report.findings] == vector["rules"]
    assert report.ok == (not any(r.severity.value == "error" for r in RULES if r.id in vector["rules"]))


@pytest.mark.parametrize("vector", _of("check"))
def test_parts(vector: dict[str, Any]) -> None:
    kind = KINDS[vector["kind"]]
    if not kind.matches(vector["input"]):
        assert vector["rules"][-1].endswith(".malformed")
        return
    parsed = kind.build(vector["input"])
    if "expected_key" in vector and hasattr(parsed, "expected_key"):
        assert parsed.expected_key == vector["expected_key"]
    if "level" in vector:
        assert parsed.level == vector["level"]
    if "holder" in vector:
        assert parsed.holder.value == vector["holder"]
    if kind.inner and (nested := kind.inner(parsed)):
        inner = getattr(nested[2], "rpps", None) or getattr(nested[2], "adeli", None) or nested[2]
        wanted = vector.get("parts", {})
        assert wanted.get("kind") in {None, getattr(parsed, "kind", None)}
        assert wanted.get("number") in {None, inner.text}
        assert wanted.get("rank") in {None, getattr(nested[2], "rank", None)}
        assert wanted.get("local") in {None, getattr(parsed, "local", None)}
        if "inner_key" in vector:
            assert inner.expected_key == vector["inner_key"]


@pytest.mark.parametrize("vector", [pytest.param(v, id=str(v["id"])) for v in VECTORS if v.get("normalised_ok")])
def test_normalising_first_makes_it_right(vector: dict[str, Any]) -> None:
    assert _check(vector["kind"], vector["input"]).findings
    assert _check(vector["kind"], identifiers.normalise(vector["input"], vector["kind"])).findings == ()


@pytest.mark.parametrize("vector", [pytest.param(v, id=str(v["id"])) for v in VECTORS if "weighted" in v])
def test_weighted_key(vector: dict[str, Any]) -> None:
    assert identifiers.mod11_remainder(vector["input"][:6]) == int(vector["weighted"])
    assert KINDS[vector["kind"]].check(vector["input"]).ok


@pytest.mark.parametrize("vector", _of("vat"))
def test_vat(vector: dict[str, Any]) -> None:
    assert identifiers.vat_number(vector["input"]) == vector["value"]
    assert identifiers.parse_siren(vector["input"]).vat == vector["value"]


@pytest.mark.parametrize("vector", _of("nir"))
def test_nir_key(vector: dict[str, Any]) -> None:
    assert identifiers.nir_key(vector["input"][:13]) == vector["value"]
    assert identifiers.nir_ok(vector["input"]) is vector["ok"]
    assert ("matricule" in identifiers.kinds(vector["input"])) is vector["ok"]


@pytest.mark.parametrize("vector", _of("ins-c"))
def test_ins_c(vector: dict[str, Any]) -> None:
    computed = identifiers.compute_ins_c(*vector["input"])
    assert computed == vector["value"]
    assert identifiers.parse_ins_c(computed).key_ok


@pytest.mark.parametrize("vector", _of("uuid-to-oid"))
def test_uuid_to_oid(vector: dict[str, Any]) -> None:
    assert identifiers.uuid_to_oid(vector["input"]) == vector["value"]
    assert identifiers.oid_to_uuid(vector["value"]) == vector["input"]


@pytest.mark.parametrize("vector", _of("oid-to-uuid"))
def test_oid_to_uuid_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        identifiers.oid_to_uuid(vector["input"])
    assert [finding.id for finding in refused.value.report.findings] == vector["rules"]


@pytest.mark.parametrize("vector", _of("classify"))
def test_two_readings(vector: dict[str, Any]) -> None:
    found = identifiers.classify(vector["input"])
    assert found.ambiguous
    keys = {reading.kind: reading.key_ok for reading in found.readings}
    assert {kind: keys[kind] for kind in vector["readings"]} == vector["readings"]


def _run(call: str, given: Any) -> Report:
    arguments, options = (given["args"], given["options"]) if isinstance(given, dict) else (given, {})
    options = {k: date.fromisoformat(v) if k == "as_of" else v for k, v in options.items()}
    report = getattr(identifiers, call)(*(arguments if isinstance(arguments, list) else [arguments]), **options)
    assert isinstance(report, Report)
    return report


@pytest.mark.parametrize("pair", [pytest.param(p, id=p["rule"]) for p in PAIRS])
def test_every_rule_fires_and_its_nearest_neighbour_does_not(pair: dict[str, Any]) -> None:
    found = [f for f in _run(pair["call"], pair["fails"]).findings if f.id == pair["rule"]]
    assert len(found) == 1
    params = json.loads(json.dumps(found[0].to_dict("en")["params"]))
    assert (found[0].at, params) == (pair["at"], pair["params"])
    assert all(found[0].message(lang) and "{" not in found[0].message(lang) for lang in ("fr", "en"))
    passes = _run(pair["call"], pair["passes"])
    assert pair["rule"] not in {f.id for f in passes.findings}
    if "as_of" not in str(pair["passes"]):
        assert pair["rule"] in {rule.id for rule in passes.evaluated}
    assert outputs(passes)


def test_every_rule_has_its_pair() -> None:
    assert sorted(p["rule"] for p in PAIRS) == sorted(rule.id for rule in RULES)


def test_names_are_unique_and_in_the_ledger() -> None:
    names = [rule.id for rule in RULES]
    assert len(names) == len(set(names))
    ledger = set((ROOT / "released_rules.txt").read_text("utf-8").split())
    assert set(names) <= ledger


# The numbered sections of the rulebook, its traps (11.x) and its open questions (13.x).
SECTIONS = [
    "1",
    *(f"2.{n}" for n in range(1, 8)),
    *(f"3.{n}" for n in range(1, 7)),
    *(f"4.{n}" for n in range(1, 7)),
    *(f"5.{n}" for n in range(1, 6)),
    *(str(n) for n in range(6, 11)),
    *(f"{part}.{n}" for part in (11, 13) for n in range(1, 14)),
]


def test_the_map_covers_every_section_trap_and_open_question() -> None:
    with (ROOT.parent / "docs/rule-map.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["rulebook"] == "identifiers"]
    assert [row["number"] for row in rows] == SECTIONS
    names = {rule.id for rule in RULES}
    mapped = {name for row in rows for name in row["names"].split()}
    assert mapped == names
    assert all(row["names"] or row["reason"] for row in rows)
