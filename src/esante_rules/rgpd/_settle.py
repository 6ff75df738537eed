"""Decide with unknown facts: exactly, by trying every way of settling them.

An answer holds when every completion of the unknown facts gives it; otherwise the facts that can change it are named.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


def settle(
    known: Mapping[str, Any], unknown: Mapping[str, Sequence[Any]], decide: Callable[[dict[str, Any]], T]
) -> tuple[T | None, tuple[str, ...]]:
    """The answer common to every completion, or None and the names of the facts on which it depends.

    `unknown` gives the values that each unknown fact may take. A fact depends when changing it alone, all the others
    being settled in some way, changes the answer.
    """
    names = tuple(unknown)
    answers = {
        values: decide({**known, **dict(zip(names, values, strict=True))})
        for values in itertools.product(*unknown.values())
    }
    first = next(iter(answers.values()))
    if all(answer == first for answer in answers.values()):
        return first, ()
    return None, tuple(name for index, name in enumerate(names) if _matters(index, answers))


def _matters(index: int, answers: Mapping[tuple[Any, ...], T]) -> bool:
    seen: dict[tuple[Any, ...], T] = {}
    for values, answer in answers.items():
        others = values[:index] + values[index + 1 :]
        if seen.setdefault(others, answer) != answer:
            return True
    return False
