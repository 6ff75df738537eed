"""Conditions as small values: what a rule of the lists says, evaluated in three-valued logic.

A condition can be evaluated, can name the facts it still lacks, and can be reduced by what is already known. The last
is what makes the search of the questions to ask affordable. A condition is a plain value: equal conditions are equal
and hash alike.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from attrs import field, frozen

from esante_rules._answer import Answer, all_of, any_of, at_least
from esante_rules.rgpd.aipd._thresholds import THRESHOLDS, Number, threshold

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


@frozen(cache_hash=True)
class Always:
    """A constant answer."""

    answer: Answer


@frozen(cache_hash=True)
class Fact:
    """The answer to one question."""

    name: str


@frozen(cache_hash=True)
class TypeIn:
    """Is the controller of one of these types?"""

    words: frozenset[str]


@frozen(cache_hash=True)
class Above:
    """Is the figure strictly above the threshold in force? No while no text sets one."""

    threshold: str


@frozen(cache_hash=True)
class AtMost:
    """Is the figure known not to be above the threshold in force? No while no text sets one."""

    threshold: str


@frozen(cache_hash=True)
class Below:
    """Is the figure strictly below the threshold in force? No while no text sets one."""

    threshold: str


@frozen(cache_hash=True)
class Not:
    """The contrary."""

    part: Expr


@frozen(cache_hash=True)
class All:
    """Every part."""

    parts: tuple[Expr, ...]


@frozen(cache_hash=True)
class Some:
    """One part at least."""

    parts: tuple[Expr, ...]


@frozen(cache_hash=True)
class AtLeast:
    """`count` parts at least."""

    count: int
    parts: tuple[Expr, ...]


@frozen(cache_hash=True)
class If:
    """`then` when the test holds, else `other`; when the test is unknown, their common answer if they agree."""

    test: Expr
    then: Expr
    other: Expr


@frozen(cache_hash=True)
class Shown:
    """Yes only when demonstrated: an unknown counts as no, for what must be proved (exceptions, being out of scope)."""

    part: Expr


Expr: TypeAlias = "Always | Fact | TypeIn | Above | AtMost | Below | Not | All | Some | AtLeast | If | Shown"


@frozen
class Known:
    """What is known of a processing on a day: answers by name, the type of controller, the figures."""

    as_of: date
    answers: Mapping[str, Answer] = field(factory=dict)
    rt_type: str | None = None
    figures: Mapping[str, Number] = field(factory=dict)


def both(*parts: Expr) -> All:
    """Every one of the parts."""
    return All(parts)


def either(*parts: Expr) -> Some:
    """One of the parts at least."""
    return Some(parts)


def type_in(*words: str) -> TypeIn:
    """The controller is of one of these types."""
    return TypeIn(frozenset(words))


def value(expr: Expr, known: Known) -> Answer:
    """The answer of the condition, given what is known."""
    match expr:
        case Always(answer):
            return answer
        case Fact(name):
            return known.answers.get(name, UNKNOWN)
        case TypeIn(words):
            return UNKNOWN if known.rt_type is None else Answer.of(known.rt_type in words)
        case Above() | AtMost() | Below():
            return _compared(expr, known)
        case Not(part):
            return ~value(part, known)
        case All(parts):
            return all_of(value(part, known) for part in parts)
        case Some(parts):
            return any_of(value(part, known) for part in parts)
        case AtLeast(count, parts):
            return at_least(count, (value(part, known) for part in parts))
        case If(test, then, other):
            return _chosen(value(test, known), then, other, known)
        case Shown(part):
            return YES if value(part, known) is YES else NO


def _chosen(test: Answer, then: Expr, other: Expr, known: Known) -> Answer:
    if test is YES:
        return value(then, known)
    if test is NO:
        return value(other, known)
    first, second = value(then, known), value(other, known)
    return first if first is second else UNKNOWN


def _compared(expr: Above | AtMost | Below, known: Known) -> Answer:
    bar = threshold(expr.threshold, known.as_of)
    if bar is None:
        return NO
    figure = known.figures.get(bar.figure)
    if figure is None:
        return UNKNOWN
    if isinstance(expr, Above):
        return Answer.of(figure > bar.value)
    return Answer.of(figure <= bar.value if isinstance(expr, AtMost) else figure < bar.value)


def missing(expr: Expr, known: Known) -> tuple[str, ...]:
    """The facts an unknown condition lacks: those of its unknown parts only, in reading order, once each."""
    return tuple(dict.fromkeys(_missing(expr, known))) if value(expr, known) is UNKNOWN else ()


def _missing(expr: Expr, known: Known) -> Iterable[str]:
    match expr:
        case Always():
            return ()
        case Fact(name):
            return (name,)
        case TypeIn():
            return ("rt_type",)
        case Above(name) | AtMost(name) | Below(name):
            return (THRESHOLDS[name][0].figure,)
        case Not(part) | Shown(part):
            return _missing(part, known)
        case All(parts) | Some(parts) | AtLeast(_, parts):
            return [name for part in parts for name in missing(part, known)]
        case If(test, then, other):
            tested = value(test, known)
            ways = (then,) if tested is YES else (other,) if tested is NO else (test, then, other)
            return [name for part in ways for name in missing(part, known)]


@functools.lru_cache(maxsize=65536)
def names(expr: Expr) -> tuple[str, ...]:
    """The facts a condition reads, in reading order, once each."""
    return tuple(dict.fromkeys(_names(expr)))


def _names(expr: Expr) -> Iterable[str]:
    match expr:
        case Always():
            return ()
        case Fact(name):
            return (name,)
        case TypeIn():
            return ("rt_type",)
        case Above(name) | AtMost(name) | Below(name):
            return (THRESHOLDS[name][0].figure,)
        case Not(part) | Shown(part):
            return names(part)
        case All(parts) | Some(parts) | AtLeast(_, parts):
            return [name for part in parts for name in names(part)]
        case If(test, then, other):
            return [name for part in (test, then, other) for name in names(part)]


def reduce(expr: Expr, known: Known, only: str | None = None) -> Expr:
    """An equivalent condition where everything already known has been replaced by its effect.

    With `only`, nothing but that fact is new since the condition was last reduced.
    """
    if only is not None and only not in names(expr):
        return expr
    match expr:
        case Fact() | TypeIn() | Above() | AtMost() | Below():
            answer = value(expr, known)
            return expr if answer is UNKNOWN else Always(answer)
        case Not(part):
            inner = reduce(part, known, only)
            return Always(~inner.answer) if isinstance(inner, Always) else Not(inner)
        case Shown(part):
            inner = reduce(part, known, only)
            return Always(inner.answer if inner.answer is YES else NO) if isinstance(inner, Always) else Shown(inner)
        case All(parts):
            return _joined(All, NO, parts, known, only)
        case Some(parts):
            return _joined(Some, YES, parts, known, only)
        case AtLeast(count, parts):
            return _counted(count, parts, known, only)
        case If(test, then, other):
            return _branched(reduce(test, known, only), then, other, known, only)
    return expr


def _branched(test: Expr, then: Expr, other: Expr, known: Known, only: str | None) -> Expr:
    if isinstance(test, Always) and test.answer is not UNKNOWN:
        return reduce(then if test.answer is YES else other, known, only)
    first, second = reduce(then, known, only), reduce(other, known, only)
    return first if first == second else If(test, first, second)


def _joined(
    kind: Callable[[tuple[Expr, ...]], Expr], absorbing: Answer, parts: tuple[Expr, ...], known: Known, only: str | None
) -> Expr:
    kept: list[Expr] = []
    for part in parts:
        reduced = reduce(part, known, only)
        if isinstance(reduced, Always):
            if reduced.answer is absorbing:
                return reduced
            if reduced.answer is ~absorbing:
                continue
        kept.append(reduced)
    return kind(tuple(dict.fromkeys(kept))) if kept else Always(~absorbing)


def _counted(count: int, parts: tuple[Expr, ...], known: Known, only: str | None) -> Expr:
    kept: list[Expr] = []
    for part in parts:
        reduced = reduce(part, known, only)
        if reduced == Always(YES):
            count -= 1
        elif reduced != Always(NO):
            kept.append(reduced)
    if count <= 0:
        return Always(YES)
    return AtLeast(count, tuple(kept)) if len(kept) >= count else Always(NO)
