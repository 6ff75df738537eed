"""Value sets: what is built in is what was published, and a caller's newer ones take their place."""

from __future__ import annotations

import os
import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules.cda._svs import read_value_set
from esante_rules.cda._value_sets import MISSING, Concept, ValueSet, pack, unpack, value_sets, with_newer

COUNTS = {"J01": 396, "J02": 69, "J04": 12, "J07": 114, "J11": 37, "J47": 10, "J140": 6, "J141": 2, "J142": 8}
COUNTS |= {"J143": 3, "J144": 7, "J245": 2, "J246": 6, "CONFIDENTIALITY": 6, "HL7-GENDER": 3}
CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/_", min_size=1)
LABELS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")))
CONCEPTS = st.lists(st.builds(Concept, CODES, st.sampled_from(["1.2.3", "1.2.4"]), LABELS), min_size=1)


@pytest.mark.parametrize("name", COUNTS)
def test_the_published_counts_are_there(name: str) -> None:
    value_set = value_sets()[name]
    assert len(value_set.concepts) == len(value_set.codes) == COUNTS[name]


def test_every_set_says_where_it_comes_from() -> None:
    for name, value_set in value_sets().items():
        assert value_set.name == name
        assert value_set.oid[:2] in {"1.", "2."}
        assert value_set.title
        assert date(2010, 1, 1) <= value_set.version <= date(2025, 12, 31)
        assert all(concept.label for concept in value_set.concepts)


def test_a_table_said_to_be_missing_is_missing() -> None:
    assert not set(MISSING) & set(value_sets())


@given(CONCEPTS)
def test_packing_loses_nothing(concepts: list[Concept]) -> None:
    assert unpack(pack(concepts)) == tuple(concepts)


def test_the_first_of_two_systems_with_one_code_answers() -> None:
    both = (Concept("A", "1.2.3", "un"), Concept("A", "1.2.4", "deux"))
    value_set = ValueSet(name="X", oid="1", title="X", version=date(2020, 1, 1), concepts=both)
    assert value_set.get("A") == both[0]
    assert value_set.label("A") == "un"
    assert value_set.pairs == {("A", "1.2.3"), ("A", "1.2.4")}
    assert value_set.get("B") is None
    assert value_set.label("B") is None


def test_an_empty_set_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="at least one code"):
        ValueSet(name="X", oid="1", title="X", version=date(2020, 1, 1), concepts=())


def test_newer_sets_take_the_place_of_ours_and_only_theirs() -> None:
    newer = ValueSet(name="J04", oid="1", title="X", version=date(2027, 1, 1), concepts=(Concept("A", "1"),))
    for given_sets in ([newer], {"J04": newer}):
        merged = with_newer(given_sets)
        assert merged["J04"] is newer
        assert merged["J07"] is value_sets()["J07"]
    assert with_newer(None) is value_sets()
    with pytest.raises(TypeError, match="not str"):
        with_newer(["J04"])  # type: ignore[list-item]


def test_a_set_pickles() -> None:
    value_set = value_sets()["J47"]
    assert pickle.loads(pickle.dumps(value_set)) == value_set


@pytest.mark.parametrize("document", [b"", b"<a/>", b"\xff", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_a_file_that_is_no_value_set_is_refused_without_its_text(document: bytes) -> None:
    with pytest.raises(ValueError, match=r"well-formed|no value set"):
        read_value_set(document)


def test_the_generated_module_is_the_one_the_files_give() -> None:
    corpus = os.environ.get("ESANTE_RULES_CORPUS")
    if not corpus:
        pytest.skip("ESANTE_RULES_CORPUS is not set: the published value sets are not at hand")
    from tools.value_sets import TARGET, collect, generate

    assert generate(collect(Path(corpus) / "jdv")) == TARGET.read_text(encoding="utf-8")
