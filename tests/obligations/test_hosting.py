"""Hosting: unknown facts matter exactly when they can change the answer; the law has dates."""

from __future__ import annotations

import itertools
import pickle
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from esante_rules._answer import Answer
from esante_rules._core import LANGS
from esante_rules.rgpd import hosting
from esante_rules.rgpd._settle import settle
from esante_rules.testing.obligations import hostings
from tests.obligations.support import call, names

FACTS = hostings().map(lambda h: {a.name: getattr(h, a.name) for a in fields(hosting.Hosting)})
DAYS = st.dates(date(2018, 4, 1), date(2035, 1, 1))
CHOICES: dict[str, tuple[Any, ...]] = {
    "hosted_by": hosting.HOSTS,
    "medium": hosting.MEDIA,
    "framework": hosting.FRAMEWORKS,
    "activities": (frozenset[int](), frozenset({1})),
}


def completions(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Every way of settling what is unknown."""
    options = [
        CHOICES.get(name, (Answer.YES, Answer.NO)) if _unknown(name, value) else (value,)
        for name, value in facts.items()
    ]
    return [dict(zip(facts, values, strict=True)) for values in itertools.product(*options)]


def _unknown(name: str, value: Any) -> bool:
    return name != "certificate" and (value is None or value is Answer.UNKNOWN)


@given(FACTS, DAYS)
def test_an_outcome_is_given_exactly_when_every_completion_agrees(facts: dict[str, Any], as_of: date) -> None:
    facts = {**facts, "health_data": Answer.YES, "collected_in_care": Answer.YES}
    decided = hosting.decide(hosting.Hosting(**facts), as_of=as_of)
    possible = {hosting.decide(hosting.Hosting(**c), as_of=as_of).steps[0].rule.id for c in completions(facts)}
    assert (decided.outcome is hosting.Outcome.UNSETTLED) == (len(possible) > 1)
    assert decided.outcome is not hosting.Outcome.UNSETTLED or decided.missing
    assert all(name in facts for name in decided.missing if "." not in name)
    assert pickle.loads(pickle.dumps(decided)) == decided
    assert decided.explain("fr").strip()
    assert decided.to_dict("en")["outcome"] == decided.outcome.value


@given(st.dictionaries(st.sampled_from("abc"), st.just((0, 1)), min_size=1), st.integers(0, 255))
def test_the_facts_named_are_those_that_can_change_the_answer(unknown: dict[str, tuple[int, ...]], table: int) -> None:
    def decide(facts: dict[str, Any]) -> bool:
        return bool(table >> sum(facts[name] << index for index, name in enumerate("abc")) & 1)

    known = {name: 0 for name in "abc" if name not in unknown}
    answer, missing = settle(known, unknown, decide)
    worlds = [{**known, **dict(zip(unknown, values, strict=True))} for values in itertools.product(*unknown.values())]
    assert (answer is None) == (len({decide(w) for w in worlds}) > 1) == bool(missing)
    for name in unknown:
        flips = any(decide(w) != decide({**w, name: 1 - w[name]}) for w in worlds)
        assert (name in missing) == (flips and answer is None)


def test_between_the_law_and_its_decree_both_answers_are_given() -> None:
    facts = {
        "health_data": "oui", "collected_in_care": "oui", "short_term_keying": "non", "hosted_by": "tiers",
        "medium": "numerique", "archiving_service": "oui", "activities": [6], "framework": "aucun",
    }  # fmt: skip
    expected = {
        "2018-03-31": ("DROIT_ANTERIEUR", None),
        "2018-04-01": ("AGREMENT_CULTURE", None),
        "2024-05-21": ("AGREMENT_CULTURE", None),
        "2024-05-22": ("AGREMENT_CULTURE", "CERTIFICAT_HDS"),
        "2025-06-30": ("AGREMENT_CULTURE", "CERTIFICAT_HDS"),
        "2025-07-01": ("CERTIFICAT_HDS", None),
    }
    for day, answer in expected.items():
        shown = call("hosting", {**facts, "as_of": day}).to_dict()
        assert (shown["outcome"], shown["also"]) == answer


def test_an_ordinary_supplier_must_be_said_to_be_one() -> None:
    facts = {
        "health_data": "oui", "collected_in_care": "oui", "short_term_keying": "non", "hosted_by": "tiers",
        "medium": "numerique", "archiving_service": "non", "activities": [6],
    }  # fmt: skip
    assert call("hosting", facts).missing == ("delegation", "joint_agreement", "security_measures", "framework")


@given(DAYS, DAYS, DAYS, DAYS, st.sampled_from([None, "v1", "v2"]))
def test_a_period_is_covered_day_by_day(start: date, end: date, first: date, last: date, version: str | None) -> None:
    start, end = sorted((start, end))
    first, last = sorted((first, last))
    certificate = hosting.Certificate(start=start, end=end, activities=[1], version=version)
    covered = hosting.covers(certificate, first, last)
    in_dates = start <= first and last <= end
    late = last > date(2026, 5, 16)
    if not in_dates or (late and version == "v1"):
        assert covered is Answer.NO
    elif late and version is None:
        assert covered is Answer.UNKNOWN
    else:
        assert covered is Answer.YES
    undated = hosting.Certificate(end=end, activities=[1], version="v2")
    assert hosting.covers(undated, first, last) is (Answer.UNKNOWN if last <= end else Answer.NO)


@given(st.dates(date(2010, 1, 1), date(2035, 1, 1)))
def test_there_is_an_accepted_version_as_long_as_there_is_a_certification(on: date) -> None:
    certified = on >= date(2018, 4, 1)
    assert bool(hosting.versions(on)) == certified
    assert ("v1" in hosting.versions(on)) == (certified and on <= date(2026, 5, 16))
    assert ("v2" in hosting.versions(on)) == (on >= date(2024, 11, 16))


@pytest.mark.parametrize(
    ("on", "accepted"),
    [
        ("2018-03-31", ()),
        ("2018-04-01", ("v1",)),
        ("2024-11-15", ("v1",)),
        ("2024-11-16", ("v1", "v2")),
        ("2026-05-16", ("v1", "v2")),
        ("2026-05-17", ("v2",)),
    ],
)
def test_the_versions_change_on_their_days(on: str, accepted: tuple[str, ...]) -> None:
    assert hosting.versions(date.fromisoformat(on)) == accepted


def test_what_the_copy_of_a_certificate_does_not_show_is_asked() -> None:
    facts = {
        "health_data": "oui", "collected_in_care": "oui", "short_term_keying": "non", "hosted_by": "tiers",
        "medium": "numerique", "archiving_service": "non", "activities": [6], "framework": "aucun",
        "certificate": {"end": "2028-01-01", "activities": [6]}, "as_of": "2026-06-01",
    }  # fmt: skip
    decided = call("hosting", facts)
    assert decided.missing == (
        "certificate.start", "certificate.version", "certificate.in_eea", "certificate.contract_complete",
    )  # fmt: skip
    assert decided.faults == ()
    assert names(decided) == [
        "hosting.route.certificate-required",
        "hosting.certificate.not-yet-valid",
        "hosting.certificate.version-ended",
        "hosting.certificate.storage-outside-eea",
        "hosting.certificate.contract-incomplete",
    ]


@pytest.mark.parametrize(
    ("facts", "error", "match"),
    [
        ({"hosted_by": "cloud"}, ValueError, "rt, tiers"),
        ({"activities": [7]}, ValueError, "1 to 6"),
        ({"activities": ["1"]}, ValueError, "1 to 6"),
        ({"activities": [True]}, ValueError, "1 to 6"),
        ({"activities": [1.0]}, ValueError, "1 to 6"),
        ({"certificate": "oui"}, TypeError, "Certificate"),
        ({"health_data": 1}, TypeError, "not int"),
    ],
)
def test_words_and_types_that_are_not_known_are_refused(
    facts: dict[str, Any], error: type[Exception], match: str
) -> None:
    with pytest.raises(error, match=match):
        hosting.Hosting(**facts)


def test_a_certificate_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="end is before start"):
        hosting.Certificate(start=date(2026, 1, 2), end=date(2026, 1, 1), activities=[])
    good = hosting.Certificate(end=date(2026, 1, 1), activities=[])
    with pytest.raises(ValueError, match="last is before first"):
        hosting.covers(good, date(2026, 1, 2), date(2026, 1, 2) - timedelta(1))


THIRD_PARTY = {
    "health_data": "oui", "collected_in_care": "oui", "short_term_keying": "non", "hosted_by": "tiers",
    "medium": "numerique", "archiving_service": "non", "activities": [6], "framework": "aucun",
}  # fmt: skip
ABROAD = "hosting.certificate.storage-outside-eea"


@pytest.mark.parametrize(
    ("version", "as_of", "answer", "missing"),
    [
        ("v2", "2024-11-15", None, ()),
        ("v2", "2024-11-16", Answer.YES, ()),
        ("v1", "2026-05-16", Answer.NO, ()),
        ("v1", "2026-05-17", Answer.YES, ()),
        (None, "2026-05-16", Answer.UNKNOWN, ("certificate.version",)),
        (None, "2026-05-17", Answer.YES, ()),
    ],
)
def test_storage_in_the_union_is_a_demand_of_version_2(
    version: str | None, as_of: str, answer: Answer | None, missing: tuple[str, ...]
) -> None:
    certificate = {
        "start": "2024-01-01", "end": "2028-01-01", "activities": [6], "version": version, "in_eea": "non",
        "contract_complete": "oui",
    }  # fmt: skip
    decided = call("hosting", {**THIRD_PARTY, "certificate": certificate, "as_of": as_of})
    steps = [step for step in decided.steps if step.rule.id == ABROAD]
    assert [(step.answer, step.missing) for step in steps] == ([] if answer is None else [(answer, missing)])


@given(hostings())
def test_every_flag_is_explained(given_hosting: hosting.Hosting) -> None:
    for day in (date(2024, 3, 1), date(2024, 6, 1), date(2026, 6, 30)):
        decided = hosting.decide(given_hosting, as_of=day)
        for lang in LANGS:
            assert all(flag.says.in_(lang) in decided.explain(lang) for flag in decided.flags)


def test_before_the_certification_the_answer_says_so() -> None:
    early = call("hosting", {**THIRD_PARTY, "as_of": "2018-03-31"})
    assert (early.outcome, early.steps) == (hosting.Outcome.EARLIER_LAW, ())
    assert early.explain("en") == "Law before 1 April 2018."
