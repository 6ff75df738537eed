"""The quick acceptance never hides a fault: the volet compiled without it finds the same."""

from __future__ import annotations

import functools
from collections import Counter
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules.cda import _volet, value_sets
from esante_rules.cda._check import tables
from esante_rules.cda._profiles import DEFAULT, PROFILES, SCHEMA_ALONE, edition, volet
from esante_rules.cda._reading import read
from esante_rules.cda._volet import Volet, compile_volet
from esante_rules.testing.cda import mutated_documents, n1_documents
from tests.cda.corpus import documents, lines
from tests.cda.edits import edits

EDITIONS = [profile for profile in PROFILES if profile != SCHEMA_ALONE]


@functools.cache
def slow_volet(profile: str) -> Volet:
    with mock.patch.object(_volet, "quick", return_value=None):
        return compile_volet(edition(profile).table, conditions=edition(profile).checks)


def faults(table: Volet, profile: str, document: bytes) -> Counter[tuple[str, int]]:
    """The rules found and the rank of the element that each blames."""
    reading = read(document)
    if reading.root is None:
        return Counter()
    ranks = {element: rank for rank, element in enumerate(reading.elements)}
    sets = {**value_sets(), **edition(profile).held()}
    found = table.check(reading, *tables(sets))
    return Counter((fault.rule.id, ranks[fault.element]) for fault in found)


def both(profile: str, document: bytes) -> tuple[Counter[tuple[str, int]], Counter[tuple[str, int]]]:
    """What is found with the quick acceptance, and without it."""
    return faults(volet(profile), profile, document), faults(slow_volet(profile), profile, document)


@pytest.mark.parametrize("profile", EDITIONS)
@given(document=edits())
def test_quick_acceptance_finds_what_the_checks_find_on_edited_documents(profile: str, document: bytes) -> None:
    quick, slow = both(profile, document)
    assert quick == slow


@pytest.mark.parametrize("profile", EDITIONS)
@given(document=st.one_of(n1_documents(), mutated_documents().map(lambda made: made[0])))
def test_quick_acceptance_finds_what_the_checks_find_on_built_documents(profile: str, document: bytes) -> None:
    quick, slow = both(profile, document)
    assert quick == slow


def test_quick_acceptance_finds_what_the_checks_find_on_the_corpus(corpus: Path) -> None:
    """The official documents, and one line in nine; each edition in turn on the lines."""
    made = [path.read_bytes() for path in sorted((corpus / "cda" / "official").glob("*.xml"))]
    made += [document for _, document in documents(corpus, only=[line["id"] for line in lines(corpus)][::9])]
    for profile in EDITIONS:
        faulty = 0
        some = made if profile == DEFAULT else made[:: len(EDITIONS)]
        for document in some:
            quick, slow = both(profile, document)
            assert quick == slow
            faulty += bool(quick)
        assert 20 < faulty < len(some)
