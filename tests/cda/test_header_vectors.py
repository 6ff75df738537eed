"""The vectors of the rulebook: one change to a conformant N1, and everything that must then be found.

`numbers` are the rules of the rulebook, `findings` the names that stand for them here, with those that follow from the
same change. T43 carries an identifier of a person for a device, so both rules fire as the rulebook says.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, Final

import pytest

from esante_rules.cda import check_header
from tests.cda.editing import edited

ROOT: Final = Path(__file__).parents[2]
VECTORS: Final[list[dict[str, Any]]] = json.loads(
    (ROOT / "tests" / "vectors" / "cda" / "header.json").read_text(encoding="utf-8")
)


def _names_of(number: str) -> set[str]:
    with (ROOT / "docs" / "rule-map.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["rulebook"] == "cda-header" and row["number"] == number]
    return {name for row in rows for name in row["names"].split()}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_a_change_is_found_and_nothing_else(vector: dict[str, Any]) -> None:
    document = edited(vector.get("base", "n1"), vector["edits"])
    report = check_header(document, environment=vector["environment"], whole=True)
    assert sorted({finding.id for finding in report.findings}) == vector["findings"]


def test_the_names_are_those_of_the_numbers() -> None:
    """A number of the rulebook is found by one of its names, unless the map gives it to another package."""
    for vector in VECTORS:
        for number in vector["numbers"]:
            names = _names_of(number)
            if names:
                assert names & set(vector["findings"]), (vector["id"], number)
