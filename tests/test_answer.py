"""Three-valued logic agrees with two-valued logic on every way of settling the unknowns."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules._answer import Answer, all_of, any_of, at_least

ANSWERS = st.lists(st.sampled_from(Answer), max_size=5)


def settled(answers: list[Answer]) -> list[tuple[bool, ...]]:
    """Every way of replacing the unknown answers by yes or no."""
    options = [(True, False) if a is Answer.UNKNOWN else (a is Answer.YES,) for a in answers]
    return list(itertools.product(*options))


def verdict(outcomes: set[bool]) -> Answer:
    return Answer.UNKNOWN if len(outcomes) == 2 else Answer.of(outcomes.pop())


@given(ANSWERS, st.integers(0, 6))
def test_an_answer_is_unknown_exactly_when_the_unknowns_could_change_it(answers: list[Answer], wanted: int) -> None:
    worlds = settled(answers)
    assert all_of(answers) is verdict({all(world) for world in worlds})
    assert any_of(answers) is verdict({any(world) for world in worlds})
    assert at_least(wanted, answers) is verdict({sum(world) >= wanted for world in worlds})


@given(st.sampled_from(Answer))
def test_negation_is_its_own_inverse(answer: Answer) -> None:
    assert ~~answer is answer
    assert (~answer is answer) == (answer is Answer.UNKNOWN)


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        (True, Answer.YES),
        (False, Answer.NO),
        (None, Answer.UNKNOWN),
        ("oui", Answer.YES),
        ("non", Answer.NO),
        ("inconnu", Answer.UNKNOWN),
        (Answer.NO, Answer.NO),
    ],
)
def test_answers_are_read_from_plain_values(value: Any, answer: Answer) -> None:
    assert Answer.of(value) is answer
    assert Answer.of(answer.value) is answer
    assert answer.says.fr == answer.value


def test_other_words_and_types_are_refused_without_being_shown() -> None:
    with pytest.raises(ValueError, match=r"must be one of: non, inconnu, oui$"):
        Answer.of("peut-être")
    with pytest.raises(TypeError, match=r"not int$"):
        Answer.of(1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="three values"):
        bool(Answer.YES)
