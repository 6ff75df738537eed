"""The types every subject stands on."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules import (
    STATE_OF_LAW,
    Confidence,
    Finding,
    Hit,
    Reference,
    Refused,
    Report,
    Rule,
    Severity,
    Skip,
    Text,
    run,
)
from esante_rules._core import Param, fill, known, not_evaluated, require, require_day
from tests.support import READ_ON, outputs, traced

REF = Reference("Texte d'essai", "art. 1", "", READ_ON)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def _long(subject: str) -> Iterator[Hit]:
    if len(subject) > 3:
        yield Hit("length", {"count": len(subject)})


def _spaced(subject: str) -> Iterator[Hit]:
    for index, character in enumerate(subject):
        if character == " ":
            yield Hit(f"character[{index + 1}]")


def rule(**changes: Any) -> Rule[str]:
    """A rule for tests; `changes` replace its fields."""
    fields: dict[str, Any] = {
        "id": "trial.text.long",
        "says": Text("Trop long : {count}.", "Too long: {count}."),
        "why": Text("Pour l'essai.", "For the trial."),
        "refs": (REF,),
        "since": date(2020, 1, 1),
        "severity": Severity.ERROR,
        "confidence": Confidence.CERTAIN,
        "check": _long,
    }
    return Rule(**fields | changes)


LONG = rule()
SPACED = rule(id="trial.text.spaced", says=Text("Espace.", "Space."), severity=Severity.WARNING, check=_spaced)


@given(st.text(max_size=8))
def test_findings_follow_the_order_of_the_rules_and_ok_means_no_error(subject: str) -> None:
    report = run((LONG, SPACED), subject, as_of=STATE_OF_LAW)
    assert [f.id for f in report.findings] == [LONG.id] * (len(subject) > 3) + [SPACED.id] * subject.count(" ")
    assert report.ok == (len(subject) <= 3)
    assert report.evaluated == (LONG, SPACED)
    assert report.complete


@given(DAYS, st.integers(0, 4000), DAYS)
def test_a_rule_is_in_force_from_since_included_to_until_excluded(since: date, length: int, as_of: date) -> None:
    until = since + timedelta(days=length + 1)
    dated = rule(since=since, until=until)
    report = run((dated,), "much too long", as_of=as_of)
    inside = since <= as_of < until
    assert bool(report.findings) == inside
    assert report.skipped == (() if inside else ((dated, Skip.NOT_IN_FORCE),))
    assert report.beyond_state_of_law == (as_of > STATE_OF_LAW)


def test_rules_without_dates_always_apply() -> None:
    assert rule(since=None).in_force(date.min)
    assert rule(since=None).in_force(date.max)


def test_a_rule_that_needs_the_present_is_skipped_without_a_clock() -> None:
    timed = rule(needs_clock=True)
    assert run((timed,), "abcd", as_of=STATE_OF_LAW, clock=False).skipped == ((timed, Skip.NO_CLOCK),)
    assert run((timed,), "abcd", as_of=STATE_OF_LAW).evaluated == (timed,)


@pytest.mark.parametrize(
    ("reason", "complete"),
    [(Skip.NOT_READ, False), (Skip.NOT_REACHED, False), (Skip.NO_CLOCK, True), (Skip.TABLE_MISSING, True)],
)
def test_what_was_not_examined_makes_a_report_incomplete(reason: Skip, complete: bool) -> None:
    report = not_evaluated((LONG,), reason, as_of=STATE_OF_LAW)
    assert report.skipped == ((LONG, reason),)
    assert report.complete is complete
    assert report.ok


def test_the_truth_of_a_report_is_refused() -> None:
    with pytest.raises(TypeError, match=r"ask report\.ok"):
        bool(run((LONG,), "abcd", as_of=STATE_OF_LAW))


def test_the_row_of_a_table_cannot_be_run_without_its_engine() -> None:
    with pytest.raises(ValueError, match="its engine evaluates it"):
        run((rule(check=None),), "abcd", as_of=STATE_OF_LAW)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"refs": ()}, ValueError),
        ({"refs": ("art. 1",)}, ValueError),
        ({"says": "Trop long"}, TypeError),
        ({"why": None}, TypeError),
        ({"severity": "error"}, TypeError),
        ({"confidence": None}, TypeError),
        ({"until": date(2019, 1, 1)}, ValueError),
    ],
)
def test_a_rule_without_words_source_or_sense_is_refused(changes: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        rule(**changes)


@pytest.mark.parametrize(("fr", "en"), [("", "x"), ("x", " "), (None, "x"), ("x", 1)])
def test_words_are_required_in_both_languages(fr: Any, en: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        Text(fr, en)


def test_words_are_filled_in_both_languages() -> None:
    text = Text("{day} : {what}, {many}", "{day}: {what}, {many}")
    params: dict[str, Param] = {"day": date(2024, 2, 29), "what": Text("clé", "key"), "many": (Text("un", "one"), 2)}
    assert fill(text, params, "fr") == "29/02/2024 : clé, un, 2"
    assert fill(text, params, "en") == "2024-02-29: key, one, 2"
    with pytest.raises(ValueError, match="fr, en"):
        text.in_("de")  # type: ignore[arg-type]


@pytest.mark.parametrize(("source", "passage", "read_on"), [("", "a", READ_ON), ("a", " ", READ_ON), ("a", "b", None)])
def test_a_reference_names_a_passage_and_a_day(source: str, passage: str, read_on: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        Reference(source, passage, "", read_on)


@given(st.text(min_size=4, max_size=8))
def test_reports_survive_pickling_and_copying(subject: str) -> None:
    report = run((LONG, SPACED), subject, as_of=STATE_OF_LAW)
    for twin in (pickle.loads(pickle.dumps(report)), copy.deepcopy(report)):
        assert twin.to_dict() == report.to_dict()
        assert twin.to_dict("en") == report.to_dict("en")
    refused = pickle.loads(pickle.dumps(Refused(report)))
    assert refused.report.to_dict() == report.to_dict()
    assert str(refused) == "refused: trial.text.long"


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=20, max_size=20))
def test_nothing_that_was_read_is_shown(canary: str) -> None:
    assert canary not in outputs(run((LONG, SPACED), canary, as_of=STATE_OF_LAW))


@given(st.text(min_size=6).map("canari".__add__))
def test_errors_about_types_and_words_never_show_the_value(value: str) -> None:
    with pytest.raises(TypeError) as wrong:
        require(value, int, "value")
    assert str(wrong.value) == "value must be int, not str"
    with pytest.raises(ValueError, match="must be one of: a, b") as unknown:
        known(value, ("a", "b"), "choice")
    assert value not in traced(unknown.value).replace(repr("canari"), "")


def test_a_day_is_not_an_instant() -> None:
    require_day(date(2024, 1, 1), "as_of")
    with pytest.raises(TypeError, match="as_of must be date, not datetime"):
        require_day(datetime(2024, 1, 1), "as_of")  # noqa: DTZ001
    with pytest.raises(TypeError, match="as_of must be date, not str"):
        require_day("2024-01-01", "as_of")
    with pytest.raises(TypeError, match="x must be int or None, not str"):
        require("1", (int, type(None)), "x")


@given(st.lists(st.text(max_size=6), min_size=1, max_size=4))
def test_merging_keeps_everything_in_order(subjects: list[str]) -> None:
    reports = [run((LONG, SPACED), s, as_of=STATE_OF_LAW) for s in subjects]
    merged = reports[0].merge(*reports[1:])
    assert merged.findings == tuple(f for report in reports for f in report.findings)
    assert len(merged.evaluated) == 2 * len(reports)
    assert merged.ok == all(report.ok for report in reports)


def test_reports_of_two_laws_are_not_merged() -> None:
    with pytest.raises(ValueError, match="different as_of"):
        Report(as_of=STATE_OF_LAW).merge(Report(as_of=date(2000, 1, 1)))


def test_what_a_repr_says() -> None:
    report = run((LONG, SPACED), "ab cd", as_of=STATE_OF_LAW)
    assert repr(LONG) == "Rule('trial.text.long')"
    assert repr(report) == f"<Report not ok as of {STATE_OF_LAW}: 2 findings, 2 rules evaluated, 0 skipped>"
    assert repr(report.findings[1]) == "Finding('trial.text.spaced', at='character[3]')"
    assert repr(Finding(rule=LONG, at="x", line=3)) == "Finding('trial.text.long', at='x', line=3)"
    assert report.findings[1].severity is Severity.WARNING
