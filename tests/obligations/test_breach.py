"""Duties after a breach."""

from __future__ import annotations

import itertools
import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules._answer import Answer
from esante_rules.rgpd import breach
from esante_rules.rgpd._hours import PARIS
from esante_rules.testing.obligations import breaches
from tests.obligations.support import call, names
from tests.support import outputs


@given(breaches())
def test_the_cnil_is_told_unless_a_risk_is_excluded_and_72_hours_are_real(given_breach: breach.Breach) -> None:
    result = breach.duties(given_breach)
    controller = given_breach.role == "responsable"
    assert (result.cnil_by is not None) == (controller and given_breach.risk != "aucun")
    if result.cnil_by is not None:
        assert result.cnil_by.astimezone(UTC) - given_breach.aware_at.replace(tzinfo=PARIS).astimezone(
            UTC
        ) == timedelta(hours=72)
    assert ("breach.duty.internal-register" in names(result)) == controller
    assert pickle.loads(pickle.dumps(result)) == result
    assert result.explain("fr") != result.explain("en")
    assert bool(result.missing) == any(step.answer is Answer.UNKNOWN for step in result.steps)


def test_unknown_never_dispenses() -> None:
    """Settling an unknown never adds a notification that unknown did not already ask or announce."""
    for risk, structure, serious in itertools.product([None, *breach.RISKS], Answer, Answer):
        result = names(
            call(
                "duties",
                {
                    "aware_at": "2026-05-08T16:30",
                    "risk": risk,
                    "structure_in_scope": structure.value,
                    "significant_or_serious": serious.value,
                },
            )
        )
        announced = {"breach.duty.report-incident-to-ans", "breach.duty.assess-the-incident"} & set(result)
        assert bool(announced) == (Answer.NO not in (structure, serious))
        assert ("breach.duty.notify-cnil" in result) == (risk != "aucun")


def test_the_single_channel_has_a_date() -> None:
    given_facts = {
        "aware_at": "2022-04-01T10:00",
        "risk": "eleve",
        "structure_in_scope": "oui",
        "significant_or_serious": "oui",
    }
    before = call("duties", {**given_facts, "as_of": "2022-04-28"})
    assert "breach.duty.report-incident-to-ans" not in names(before)
    assert [rule.id for rule in before.not_in_force] == ["breach.duty.report-incident-to-ans"]
    assert "breach.duty.report-incident-to-ans" in names(call("duties", {**given_facts, "as_of": "2022-04-29"}))
    assert call("duties", {**given_facts, "as_of": "2018-05-24"}).cnil_by is None


@given(st.sets(st.sampled_from(sorted(breach.NOTICE_ITEMS))))
def test_a_notice_is_complete_when_nothing_is_found(items: set[str]) -> None:
    report = breach.check_notice(items)
    assert [f.at for f in report.findings] == [item for item in breach.NOTICE_ITEMS if item not in items]
    assert report.ok
    assert outputs(report)


def test_impossible_facts_are_named_without_their_values() -> None:
    with pytest.raises(ValueError, match="notified_at is before aware_at") as refused:
        call("duties", {"aware_at": "2026-05-08T16:30", "notified_at": "2026-05-08T16:29"})
    assert "2026" not in str(refused.value)
    with pytest.raises(ValueError, match="aucun, risque, eleve"):
        call("duties", {"aware_at": "2026-05-08T16:30", "risk": "moyen"})
    with pytest.raises(TypeError, match="aware_at must be datetime, not date"):
        breach.Breach(aware_at=date(2026, 5, 8))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="nature, personnes"):
        breach.check_notice(["preuve"])


@pytest.mark.parametrize(
    ("given_facts", "level"),
    [
        ({"health_data": True, "exfiltrated_or_public": True}, "eleve"),
        ({"care_affected_for_hours": True}, "eleve"),
        ({"health_data": True, "care_affected_for_hours": False}, None),
        ({"health_data": False, "care_affected_for_hours": False, "encrypted_and_backed_up": True}, "aucun"),
        (
            {
                "exfiltrated_or_public": False,
                "care_affected_for_hours": False,
                "recipient_bound_by_secrecy": True,
                "deletion_confirmed": True,
            },
            "risque",
        ),
        ({"exfiltrated_or_public": False, "care_affected_for_hours": False}, None),
        # unknown may still be the gravest: an encrypted copy does not settle that nothing left
        ({"health_data": True, "care_affected_for_hours": False, "encrypted_and_backed_up": True}, None),
        ({"health_data": False, "encrypted_and_backed_up": True}, None),
        ({}, None),
    ],
)
def test_a_level_is_only_proposed_when_the_facts_settle_it(given_facts: dict[str, Any], level: str | None) -> None:
    assert breach.suggest_risk(**given_facts) == level


def test_the_hours_of_a_breach_are_masked_and_stay_in_the_calendar() -> None:
    known_breach = breach.Breach(aware_at=datetime(2026, 5, 8, 16, 30), notified_at=datetime(2026, 5, 9))  # noqa: DTZ001
    assert "2026" not in repr(known_breach) + repr(breach.duties(known_breach))
    for last in (datetime(9999, 12, 30), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)):  # noqa: DTZ001
        with pytest.raises(OverflowError, match="beyond the calendar"):
            breach.duties(breach.Breach(aware_at=last))
    assert breach.duties(known_breach, as_of=date(2018, 5, 24)).explain("en") == "No text in force on that day."


def test_72_hours_to_the_minute_are_not_late() -> None:
    facts = {"aware_at": "2026-05-08T16:30", "risk": "risque"}
    assert "breach.duty.reasons-of-delay" not in names(call("duties", {**facts, "notified_at": "2026-05-11T16:30"}))
    assert "breach.duty.reasons-of-delay" in names(call("duties", {**facts, "notified_at": "2026-05-11T16:31"}))
    # the night of 25 October 2026 has an hour more: 72 real hours end an hour earlier on the clock
    autumn = {"aware_at": "2026-10-24T16:30", "risk": "risque"}
    assert "breach.duty.reasons-of-delay" not in names(call("duties", {**autumn, "notified_at": "2026-10-27T15:30"}))
    assert "breach.duty.reasons-of-delay" in names(call("duties", {**autumn, "notified_at": "2026-10-27T15:31"}))
