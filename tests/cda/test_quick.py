"""The quick acceptance never hides a fault: the volet compiled without it finds the same."""

from __future__ import annotations

import functools
from collections import Counter
from pathlib import Path
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from esante_rules.cda import _volet
from esante_rules.cda._check import tables
from esante_rules.cda._profiles import volet
from esante_rules.cda._reading import read
from esante_rules.cda._volet import Volet, compile_volet
from esante_rules.cda._volet_table import DOCUMENT
from esante_rules.testing.cda import mutated_documents, n1_documents
from tests.cda.corpus import documents, lines
from tests.cda.edits import edits


@functools.cache
def slow_volet("smds-3.0") -> Volet:
    with mock.patch.object(_volet, "quick", return_value=None):
        return compile_volet(DOCUMENT)


def faults(table: Volet, document: bytes) -> Counter[tuple[str, int]]:
    """The rules found and the rank of the element that each blames."""
    reading = read(document)
    if reading.root is None:
        return Counter()
    ranks = {element: rank for rank, element in enumerate(reading.elements)}
    found = table.check(reading.root, reading.body.kind, *tables(None))
    return Counter((fault.rule.id, ranks[fault.element]) for fault in found)


@given(edits())
def test_quick_acceptance_finds_what_the_checks_find_on_edited_documents(document: bytes) -> None:
    assert faults(volet("smds-3.0"), document) == faults(slow_volet("smds-3.0"), document)


@given(st.one_of(n1_documents(), mutated_documents().map(lambda made: made[0])))
def test_quick_acceptance_finds_what_the_checks_find_on_built_documents(document: bytes) -> None:
    assert faults(volet("smds-3.0"), document) == faults(slow_volet("smds-3.0"), document)


def test_quick_acceptance_finds_what_the_checks_find_on_the_corpus(corpus: Path) -> None:
    """The official documents, and one line in nine."""
    made = [path.read_bytes() for path in sorted((corpus / "cda" / "official").glob("*.xml"))]
    made += [document for _, document in documents(corpus, only=[line["id"] for line in lines(corpus)][::9])]
    faulty = 0
    for document in made:
        found = faults(volet("smds-3.0"), document)
        assert found == faults(slow_volet("smds-3.0"), document)
        faulty += bool(found)
    assert 100 < faulty < len(made)
