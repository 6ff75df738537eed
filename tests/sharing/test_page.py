"""The page for users shows what the code answers."""

from __future__ import annotations

import contextlib
import io
import re
from typing import Any

from tests.sharing.support import ROOT

PAGE = (ROOT / "docs" / "sharing.md").read_text("utf-8")


def test_the_code_of_the_page_prints_what_the_page_shows() -> None:
    blocks = re.findall(r"```python\n(.*?)```\n+```text\n(.*?)```", PAGE, re.S)
    assert len(blocks) == PAGE.count("```python") == PAGE.count("```text")
    names: dict[str, Any] = {}
    for code, shown in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, names)
        assert printed.getvalue() == shown
