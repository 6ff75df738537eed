"""The decision vectors of the rulebook, through the map of its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.aipd.support import evaluated, ids, names_of, vectors

DECISIONS = vectors("decision")
NAMES = names_of()


@pytest.mark.parametrize("vector", DECISIONS, ids=[v["id"] for v in DECISIONS])
def test_a_decision_of_the_rulebook(vector: dict[str, Any]) -> None:
    decision = evaluated(vector)
    wanted = {name for number in vector["numbers"] for name in NAMES[number]}
    if "UN_SEUL_CRITERE" in vector["flags"]:
        wanted |= set(NAMES["N1"])
    assert decision.verdict.value == vector["verdict"]
    assert set(ids(decision.applied)) == wanted
    assert [flag.value for flag in decision.flags] == vector["flags"]
    if vector["missing"] is not None:
        assert list(decision.missing) == vector["missing"]
    if vector["liftable_by"] is not None:
        assert ids(decision.liftable_by) == [name for number in vector["liftable_by"] for name in NAMES[number]]


def test_every_decision_vector_is_there() -> None:
    assert [v["id"] for v in DECISIONS] == [f"A-{n:02}" for n in range(1, 53)]
