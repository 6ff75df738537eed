"""The code of the page of identifiers works when pasted, and the page names every verb."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from esante_rules import identifiers

SOURCE = Path(identifiers.__file__).parents[2]
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


def test_every_public_name_is_reached_on_first_use_and_no_other() -> None:
    for name in identifiers.__all__:
        assert getattr(identifiers, name) is not None
        assert name in dir(identifiers)
    with pytest.raises(AttributeError, match="no attribute"):
        identifiers.check_rps  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("name", ["classify", "kinds", "check_rpps", "RULES"])
def test_importing_is_light_and_the_first_name_used_does_not_hide_another(name: str) -> None:
    code = (
        "import sys; from esante_rules import identifiers; "
        "assert not any(m.startswith('esante_rules.identifiers.') for m in sys.modules); "
        f"identifiers.{name}; identifiers.kinds('750803447'); identifiers.normalise('1 2'); "
        "print(len(identifiers.RULES))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SOURCE)
    assert int(ran.stdout) == len(identifiers.RULES)
