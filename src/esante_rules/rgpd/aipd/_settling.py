"""Which questions to ask: the smallest set whose answers, whatever they are, settle the verdict.

A set settles when every combination of its answers gives a determined verdict, everything else staying as it is. The
search is exact up to `EXACT_UP_TO` open questions; beyond, the set found is minimal (no question can be left out of
it) and says so.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

from esante_rules._answer import Answer
from esante_rules.rgpd.aipd._expr import All, Always, AtLeast, Expr, If, Known, Not, Shown, Some, names, reduce, value
from esante_rules.rgpd.aipd._questions import POSITION, RT_TYPES
from esante_rules.rgpd.aipd._thresholds import FIGURES, THRESHOLDS, threshold

EXACT_UP_TO: Final = 10


@frozen
class Settling:
    """Questions that settle the verdict together, best first."""

    facts: tuple[str, ...]
    exact: bool
    """True when no smaller set settles; False when the set is only known to have nothing superfluous."""


def settling_set(due: Expr, known: Known) -> Settling:
    """The questions to ask when the verdict is undetermined; none when it is determined."""
    rest = reduce(due, known)
    if value(rest, known) is not Answer.UNKNOWN:
        return Settling((), exact=True)
    open_ = open_questions(rest)
    asked = _smallest(rest, open_, known) if len(open_) <= EXACT_UP_TO else _minimal(rest, open_, known)
    return Settling(
        tuple(sorted(asked, key=lambda name: (-power(rest, name, known), POSITION[name]))), len(open_) <= EXACT_UP_TO
    )


def open_questions(expr: Expr) -> tuple[str, ...]:
    """The open questions of a reduced condition, in the order of the questionnaire, but those of exceptions."""
    return tuple(sorted(set(_asked(expr)), key=POSITION.__getitem__))


def shortcuts(due: Expr, known: Known) -> tuple[str, ...]:
    """The questions of which one answer, alone, would settle the verdict."""
    rest = reduce(due, known)
    if value(rest, known) is not Answer.UNKNOWN:
        return ()
    names = open_questions(rest)
    return tuple(name for name in names if power(rest, name, known))


def power(rest: Expr, name: str, known: Known) -> int:
    """How many of the answers to a question settle the verdict at once."""
    return sum(value(rest, world) is not Answer.UNKNOWN for world in worlds(name, known))


def worlds(name: str, known: Known) -> Iterator[Known]:
    """What would be known after each possible answer to a question; a figure stands for its side of the threshold."""
    if name == "rt_type":
        for word in RT_TYPES:
            yield evolve(known, rt_type=word)
    elif name in FIGURES:
        for figure in _sides(name, known):
            yield evolve(known, figures={**known.figures, name: figure})
    else:
        for answer in (Answer.NO, Answer.YES):
            yield evolve(known, answers={**known.answers, name: answer})


def _sides(name: str, known: Known) -> Iterator[int]:
    for key, versions in THRESHOLDS.items():
        bar = threshold(key, known.as_of)
        if versions[0].figure == name and bar is not None:
            yield from (bar.value - 1, bar.value, bar.value + 1)


def _asked(expr: Expr) -> Iterator[str]:
    """The facts a condition reads, but for those that only serve to demonstrate an exception."""
    match expr:
        case Shown():
            return
        case Not(part):
            yield from _asked(part)
        case All(parts) | Some(parts) | AtLeast(_, parts):
            for part in parts:
                yield from _asked(part)
        case If(test, then, other):
            for part in (test, then, other):
                yield from _asked(part)
        case _:
            yield from names(expr)


def settles(rest: Expr, asked: frozenset[str], known: Known) -> bool:
    """Does every combination of answers to `asked` give a determined verdict?"""
    return _settles(rest, asked, Known(known.as_of), {})


def _settles(rest: Expr, asked: frozenset[str], nothing: Known, seen: dict[Expr, bool]) -> bool:
    if isinstance(rest, Always):
        return rest.answer is not Answer.UNKNOWN
    if rest not in seen:
        name = next((name for name in names(rest) if name in asked), None)
        seen[rest] = (
            value(rest, nothing) is not Answer.UNKNOWN
            if name is None
            else all(_settles(reduce(rest, world, name), asked, nothing, seen) for world in worlds(name, nothing))
        )
    return seen[rest]


def _smallest(rest: Expr, open_: tuple[str, ...], known: Known) -> tuple[str, ...]:
    for size in range(1, len(open_) + 1):
        for asked in itertools.combinations(open_, size):
            if settles(rest, frozenset(asked), known):
                return asked
    return open_


def _minimal(rest: Expr, open_: tuple[str, ...], known: Known) -> tuple[str, ...]:
    """Every open question settles, together; leave out, from the last, each one without which the others still do."""
    kept = open_
    for name in reversed(open_):
        fewer = tuple(other for other in kept if other != name)
        if settles(rest, frozenset(fewer), known):
            kept = fewer
    return kept
