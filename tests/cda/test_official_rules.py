"""Every rule of `cda.input`, `cda.schema` and `cda.volet`: an edit of a full header that it finds, and where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from esante_rules import Severity, Text
from esante_rules.cda import RULES, check_header
from tests.cda.edits import edited, full
from tests.cda.small_sets import small_sets

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "rules" / "cda-official.json").read_text(encoding="utf-8")
)
MINE = [rule.id for rule in RULES if rule.id.split(".")[1] in ("input", "schema", "volet")]


def plain(value: object) -> object:
    if isinstance(value, Text):
        return {"fr": value.fr, "en": value.en}
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def test_every_rule_has_its_vector() -> None:
    assert sorted(vector["rule"] for vector in VECTORS) == sorted(MINE)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["rule"] for vector in VECTORS])
def test_a_rule_finds_its_fault_there_and_not_in_the_nearest_document(vector: dict[str, Any]) -> None:
    options: dict[str, Any] = {
        "whole": True,
        "profile": vector.get("profile", "smds-3.0"),
        "value_sets": small_sets(vector.get("sets", {})),
    }
    report = check_header(edited(vector["fails"]), **options)
    found = [f for f in report.findings if f.id == vector["rule"]]
    assert [(f.at, {key: plain(value) for key, value in f.params.items()}) for f in found][:1] == [
        (vector["at"], vector["params"])
    ]
    assert report.ok == all(f.severity is not Severity.ERROR for f in report.findings)
    nearest = check_header(edited(vector["passes"]), **options)
    assert vector["rule"] not in {f.id for f in nearest.findings}
    assert vector["rule"] in {rule.id for rule in nearest.evaluated}


def test_the_full_header_has_no_fault() -> None:
    report = check_header(full(), whole=True)
    assert [(f.id, f.at) for f in report.findings if f.id.split(".")[1] in ("input", "schema", "volet")] == []
    assert report.complete


def test_the_map_of_the_rulebook_names_every_official_rule() -> None:
    lines = (Path(__file__).parents[2] / "docs" / "rule-map.csv").read_text(encoding="utf-8").splitlines()
    mapped = [line.split(",", 3) for line in lines if line.startswith("cda-header,")]
    assert len({number for _, number, _, _ in mapped}) == len(mapped)
    assert set(MINE) <= {name for _, _, names, _ in mapped for name in names.split()}


def test_the_table_of_another_country_compiles_as_documented(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "cda-engine.md").read_text(encoding="utf-8")
    code = page.split("```python\n")[1].split("```")[0]
    exec(compile(code, "cda-engine.md", "exec"), {})
    assert capsys.readouterr().out == page.split("```text\n")[1].split("```")[0]
