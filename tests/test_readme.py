"""What the documentation shows works when pasted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_lines_of_the_readme_work_when_pasted() -> None:
    [code] = re.findall(r"```python\n(.*?)```", README, re.S)
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True, env=ENVIRONMENT
    )
    lines = ran.stdout.splitlines()
    assert lines[0].startswith("error ins.matricule.key-mismatch")
    assert lines[-2].startswith("True [")
    assert lines[-1] in {"N2", "N3"}


@pytest.mark.parametrize("page", [README, *((p.read_text(encoding="utf-8")) for p in (ROOT / "docs").glob("*.md"))])
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page):
        if not target.startswith("https://"):
            assert (ROOT / target).exists() or (ROOT / "docs" / target).exists(), target


def test_the_readme_gives_two_commands() -> None:
    commands = re.findall(r"```sh\n(.*?)```", README, re.S)
    assert len(commands) == 2
    assert all(command.startswith("python3 -m venv .venv && ") for command in commands)


PAIR = re.compile(r"```python\n(.*?)```\s*```text\n(.*?)```", re.S)
CASES = [
    pytest.param("\n".join(code for code, _ in pairs), "".join(shown for _, shown in pairs), id=page.stem)
    for page in sorted((ROOT / "docs").glob("*.md"))
    if (pairs := PAIR.findall(page.read_text(encoding="utf-8")))
]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def test_pages_have_cases() -> None:
    assert len(CASES) >= 5


@pytest.mark.parametrize(("code", "shown"), CASES)
def test_the_case_of_a_page_prints_what_it_shows(code: str, shown: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True, env=ENVIRONMENT
    )
    assert ran.stdout.strip() == shown.strip()
