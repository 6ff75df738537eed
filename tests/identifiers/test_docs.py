"""The code of the page of identifiers works when pasted, and the page names every verb."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from esante_rules import identifiers

PAGE = (Path(__file__).parents[2] / "docs/identifiers.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=[f"block {n}" for n in range(1, len(BLOCKS) + 1)])
def test_the_code_works_when_pasted(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(block, "docs/identifiers.md", "exec"), {})
    assert ("print(" in block) == bool(capsys.readouterr().out)


def test_the_page_names_every_kind() -> None:
    named = set(re.findall(r"`([a-z_0-9]+)`", PAGE))
    assert {kind.replace("-", "_") for kind in identifiers.KINDS} <= named


def test_every_kind_has_the_three_verbs() -> None:
    for kind in identifiers.KINDS:
        for verb in ("check", "parse", "is_valid"):
            assert callable(getattr(identifiers, f"{verb}_{kind.replace('-', '_')}"))
            assert f"{verb}_{kind.replace('-', '_')}" in identifiers.__all__
