"""The two examples cut at every byte: always a report, never an error of ours, and never a clean whole reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from esante_rules.cda import check_header

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["n1.xml", "n3.xml"])
@pytest.mark.parametrize("part", range(4))
def test_an_example_cut_at_every_byte_is_refused_when_read_whole(name: str, part: int) -> None:
    document = (EXAMPLES / name).read_bytes()
    end = len(document.rstrip())
    for size in range(part, end, 4):
        cut = document[:size]
        whole = check_header(cut, environment="test", whole=True)
        assert not whole.ok, size
        assert any(finding.id.startswith("cda.input.") for finding in whole.findings), size
        header = check_header(cut, environment="test")
        assert not header.complete, size
    assert check_header(document, environment="test", whole=True).ok
