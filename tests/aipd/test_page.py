"""The typical verdicts of the page are those of the library."""

from __future__ import annotations

import re

import pytest

from esante_rules.rgpd import aipd
from tests.aipd.support import ROOT, ids

PAGE = (ROOT / "docs" / "aipd.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| \[(.+?)\]\(\.\./(.+?)\) \| (.+?) \| ([A-Z_]+) \| (.+?) \|$", PAGE, re.M)


def test_every_typical_case_is_on_the_page() -> None:
    assert {f"{name}.json" for name, *_ in ROWS} == {p.name for p in (ROOT / "examples" / "aipd").glob("*.json")}
    assert len(ROWS) == 17


@pytest.mark.parametrize(("name", "path", "case", "verdict", "rules"), ROWS, ids=[row[0] for row in ROWS])
def test_a_typical_verdict(name: str, path: str, case: str, verdict: str, rules: str) -> None:
    described = aipd.parse_json((ROOT / path).read_bytes())
    decision = aipd.evaluate(described)
    assert path.endswith(f"/{name}.json")
    assert described.title == case
    assert decision.verdict.value == verdict
    assert ids(decision.applied) == [f"aipd.{word}" for word in re.findall(r"`(.+?)`", rules)]
