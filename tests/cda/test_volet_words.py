"""Simple types of the schema of the volet: a text is accepted exactly when it is one of the words, or of the form."""

from __future__ import annotations

import functools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from esante_rules.cda._schema_xsd import E
from esante_rules.cda._volet_words import Unsaid, at_most, attribute, not_blank, one_of, pattern, spelled

TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")), max_size=8)
WORDS = st.text("AB-.*+?{}|^$\\[]()#é1", min_size=1, max_size=5)


def accepts(simple: etree._Element, text: str) -> bool:
    """Does a schema accept an attribute of that simple type with this text?"""
    top = E.schema(E.element(E.complexType(attribute("v", simple, required=True)), name="x"))
    element = etree.Element("x", v=text)
    return etree.XMLSchema(etree.fromstring(etree.tostring(top))).validate(element)


@given(words=st.sets(WORDS, min_size=1, max_size=40), others=st.lists(WORDS, max_size=5))
def test_one_of_accepts_its_words_and_no_other(words: set[str], others: list[str]) -> None:
    made = [*sorted(words)[:5], *others, "", " " + min(words), min(words) + " "]
    for text in made:
        assert accepts(one_of(words), text) == (text in words)


@given(words=st.sets(WORDS, min_size=1, max_size=40), others=st.lists(WORDS, max_size=5))
def test_spelled_words_are_read_again(words: set[str], others: list[str]) -> None:
    expression = re.compile(spelled(words))
    for text in (*words, *others):
        assert (expression.fullmatch(text) is not None) == (text in words)


def test_what_no_code_could_be_is_left_out() -> None:
    simple = one_of(("A", "B C", "", "D\n", "E\x01", "F" * 65))
    assert accepts(simple, "A")
    assert not any(accepts(simple, text) for text in ("B C", "", "F" * 65))


@pytest.mark.parametrize(
    "words", [(), ("",), (" ", "\t"), [str(n) for n in range(2001)], ["A" * n for n in range(1, 45)]]
)
def test_no_word_and_too_many_are_unsaid(words: list[str]) -> None:
    with pytest.raises(Unsaid):
        one_of(words)


@given(text=TEXTS)
def test_not_blank(text: str) -> None:
    assert accepts(not_blank(), text) == bool(text.strip(" \t\r\n"))


@given(text=TEXTS, most=st.integers(1, 5))
def test_at_most(text: str, most: int) -> None:
    assert accepts(at_most(most), text) == (0 < len(text) <= most)


@given(text=st.text("0123.", max_size=6))
def test_pattern(text: str) -> None:
    expression = r"[0-2](\.[0-9])*"
    wanted = functools.partial(re.fullmatch, expression)
    assert accepts(pattern(expression, most=4), text) == (wanted(text) is not None and len(text) <= 4)
