"""Small value sets of our own, for the profiles that do not hold the published ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from esante_rules.cda import Concept, ValueSet

DAY: Final = date(2022, 7, 1)


def small_sets(codes: Mapping[str, Sequence[Sequence[str]]]) -> tuple[ValueSet, ...]:
    """One value set a name, of these pairs of code and code system."""
    return tuple(
        ValueSet(
            name=name, oid="1.2.3", title=name, version=date(2022, 7, 1), concepts=[Concept(*pair) for pair in pairs]
        )
        for name, pairs in codes.items()
    )
