"""Agreement with the official tools: every line of the corpus, and every whole official document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from esante_rules.cda import _schema, _schema_xsd, check_header
from esante_rules.cda._reading import read
from tests.cda.corpus import DIFFERENCES, OFFICIAL, compare


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "header"])
def test_every_line_of_the_corpus_agrees_but_those_listed_with_a_reason(corpus: Path, whole: bool) -> None:
    listed = {entry["id"]: entry for entry in json.loads(DIFFERENCES.read_text(encoding="utf-8"))}
    results = list(compare(corpus, whole=whole))
    differing = {result.id for result in results if not result.agrees}
    expected = {name for name, entry in listed.items() if entry["reading"] == "both" or not whole}
    assert len(results) >= 3205
    assert differing == expected
    assert len(differing) * 1000 <= 5 * len(results)
    assert all(entry["reason"] for entry in listed.values())


def test_the_official_documents_are_conformant(corpus: Path) -> None:
    documents = sorted((corpus / "cda" / "official").glob("*.xml"))
    assert len(documents) > 40
    for document in documents:
        for whole in (False, True):
            report = check_header(document, whole=whole)
            faults = [f.id for f in report.findings if f.id.rpartition(".")[0] in OFFICIAL]
            assert faults in ([], ["cda.input.wrapped"]), document.name


def test_the_schema_in_c_and_the_walk_agree_on_the_official_documents(corpus: Path) -> None:
    for document in sorted((corpus / "cda" / "official").glob("*.xml")):
        root = read(document).root
        assert root is not None
        assert _schema_xsd.accepts(root)
        assert list(_schema.check(root)) == []
