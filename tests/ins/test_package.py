"""The package itself: its page runs as written, its names resolve, and its import is light."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from esante_rules import ins

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```(python|text)\n(.*?)```", re.DOTALL)


def test_the_page_runs_as_written_and_prints_what_it_says() -> None:
    page = (ROOT / "docs" / "ins.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": "page"}
    printed = ""
    checked = 0
    for kind, text in BLOCK.findall(page):
        if kind == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(text, "docs/ins.md", "exec"), names)
            printed = out.getvalue()
        else:
            assert printed == text
            checked += 1
    assert checked >= 6


@pytest.mark.parametrize("name", ins.__all__)
def test_every_public_name_resolves(name: str) -> None:
    assert getattr(ins, name) is not None
    assert name in dir(ins)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'no_such_name'"):
        _ = ins.no_such_name  # type: ignore[attr-defined]


def test_what_is_used_later_is_loaded_later() -> None:
    code = (
        "import sys, esante_rules.ins as i; "
        "late = ['_identity', '_comparison', '_search', '_status', '_transmission', '_all_rules']; "
        "print([n for n in late if f'esante_rules.ins.{n}' in sys.modules]); i.check_identity; i.compare; i.RULES"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert ran.stdout.strip() == "[]"
