"""The page of retention: its code runs as it stands, its picture is drawn by the library, its figures are true."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

from esante_rules import Confidence
from esante_rules.rgpd import retention
from tests.retention.support import ROOT

PAGE = (ROOT / "docs" / "retention.md").read_text(encoding="utf-8")


def test_the_code_of_the_page_runs() -> None:
    names: dict[str, Any] = {"__name__": "page"}
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    assert len(blocks) == 7
    for block in blocks:
        exec(compile(block, "docs/retention.md", "exec"), names)
    names["test_what_my_archive_shows"]()


def test_the_picture_of_the_page_is_drawn_by_the_library() -> None:
    timeline = retention.timeline(
        "practice-record",
        {"LAST_CARE": date(2015, 9, 14), "LAST_FILE_INTERVENTION": date(2015, 10, 2)},
        as_of=date(2026, 6, 30),
    )
    assert (ROOT / "docs" / "retention-timeline.svg").read_text(encoding="utf-8") == retention.svg(timeline, "en")


def test_the_figures_of_the_page_are_true() -> None:
    counts = Counter(term.confidence for term in retention.TERMS)
    assert f"{counts[Confidence.TO_CONFIRM]} of the {len(retention.TERMS)} terms are to be confirmed" in PAGE
    assert f"{counts[Confidence.PROBABLE]} are probable" in PAGE
    assert f"the {len(retention.undeclared(date(2026, 6, 30)).findings)} treatments" in PAGE


def test_the_command_lines_of_the_page_are_understood(capsys: Any, tmp_path: Any, monkeypatch: Any) -> None:
    from esante_rules.cli import main

    monkeypatch.chdir(tmp_path)
    (tmp_path / "records.csv").write_text("key,category,facts\n", encoding="utf-8")
    (block,) = re.findall(r"```sh\n(.*?)```", PAGE, re.S)
    for line in block.splitlines():
        assert main(line.split()[1:]) == 0
    assert capsys.readouterr().out
