"""What the documentation shows works when pasted."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_lines_of_the_readme_work_when_pasted() -> None:
    [code] = re.findall(r"```python\n(.*?)```", README, re.S)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
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
