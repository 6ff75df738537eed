"""Agreement with the official tools: every line of the corpus, and every whole official document."""

from __future__ import annotations

import json
from pathlib import Path

from esante_rules.cda import _schema, _schema_xsd, check_header
from esante_rules.cda._reading import read
from tests.cda.corpus import DIFFERENCES, OFFICIAL, compare, lines

LISTED: dict[str, dict[str, str]] = {
    entry["id"]: entry for entry in json.loads(DIFFERENCES.read_text(encoding="utf-8"))
}


def test_every_line_of_the_corpus_agrees_in_the_whole_reading(corpus: Path) -> None:
    results = list(compare(corpus, whole=True))
    assert len(results) >= 3205
    differing = {result.id for result in results if not result.agrees}
    assert differing == {name for name, entry in LISTED.items() if entry["reading"] == "both"}
    assert all(entry["reason"] for entry in LISTED.values())
    assert len(LISTED) * 1000 <= 5 * len(results)


def test_the_header_reading_differs_only_where_listed(corpus: Path) -> None:
    """One line in seven, and the listed ones; `python -m benchmarks.agreement` compares them all."""
    some = [line["id"] for line in lines(corpus)][::7]
    differing = {result.id for result in compare(corpus, whole=False, only=[*some, *LISTED]) if not result.agrees}
    assert differing == set(LISTED)


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
