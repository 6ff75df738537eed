"""Ratios of cost, measured in one run: the best of several rounds that take each subject in turn.

Interleaving shares the noise of the machine among the subjects. Rounds are short and many, so that the best one of each
is likely to have had the processor for itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import frozen

ROUNDS: Final = 200
_ROUND_SECONDS: Final = 0.002


@frozen
class Bar:
    """A promise: `subject` costs at most `most` times `reference` (or, with `least`, at least that many times less)."""

    words: str
    subject: str
    reference: str
    most: float | None = None
    least: float | None = None


def best(subjects: Mapping[str, Callable[[], Any]], *, rounds: int = ROUNDS) -> dict[str, float]:
    """Seconds a call for each subject: its best round, rounds interleaved."""
    calls = {name: _calls(call) for name, call in subjects.items()}
    seconds = dict.fromkeys(subjects, float("inf"))
    for _ in range(rounds):
        for name, call in subjects.items():
            seconds[name] = min(seconds[name], _timed(call, calls[name]) / calls[name])
    return seconds


def _calls(call: Callable[[], Any]) -> int:
    """How many calls make a round: from the best of a few, so that one that was interrupted does not decide."""
    _timed(call, 10)
    return max(1, round(_ROUND_SECONDS / min(_timed(call, 1) for _ in range(20))))


def _timed(call: Callable[[], Any], calls: int) -> float:
    start = time.perf_counter()
    for _ in range(calls):
        call()
    return time.perf_counter() - start


def report(seconds: Mapping[str, float], bars: tuple[Bar, ...]) -> bool:
    """Print each cost, then each ratio and its bar; True when every bar is met."""
    for name, cost in seconds.items():
        print(f"{name:<44} {cost * 1e6:12.3f} µs")
    met = True
    for bar in bars:
        cost, reference = seconds[bar.subject], seconds[bar.reference]
        if bar.least is not None:
            ratio, wanted, ok = reference / cost, f"at least {bar.least}", reference / cost >= bar.least
        else:
            most = bar.most if bar.most is not None else float("inf")
            ratio, wanted, ok = cost / reference, f"at most {most}", cost / reference <= most
        met = met and ok
        print(f"{bar.words:<44} {ratio:12.2f}    {wanted:<16} {'met' if ok else 'NOT MET'}")
    return met
