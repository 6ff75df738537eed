"""The strategies for other teams keep their promise."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from esante_rules.rgpd import aipd
from esante_rules.rgpd.aipd import Verdict
from esante_rules.testing.aipd import processings, processings_with

slow = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("verdict", Verdict)
@slow
@given(data=st.data())
def test_a_processing_gets_the_wanted_verdict(verdict: Verdict, data: st.DataObject) -> None:
    assert aipd.evaluate(data.draw(processings_with(verdict))).verdict is verdict


@pytest.mark.parametrize(
    ("verdict", "family"),
    [
        (Verdict.REQUISE, "required"),
        (Verdict.REQUISE, "count"),
        (Verdict.NON_REQUISE, "exempt"),
        (Verdict.NON_REQUISE, "count"),
    ],
)
def test_both_ways_to_a_verdict_are_found(verdict: Verdict, family: str) -> None:
    def applies(p: aipd.Processing) -> bool:
        return {r.id.split(".")[1] for r in aipd.evaluate(p).applied} == {family}

    assert (
        find(
            processings_with(verdict),
            applies,
            settings=settings(deadline=None, max_examples=200, phases=[Phase.generate]),
        )
        is not None
    )


@slow
@given(processings())
def test_any_processing_is_one(p: aipd.Processing) -> None:
    assert isinstance(p, aipd.Processing)


def test_an_unknown_verdict_is_refused() -> None:
    with pytest.raises(ValueError, match=r"."):
        processings_with("REQUIS")  # type: ignore[arg-type]
