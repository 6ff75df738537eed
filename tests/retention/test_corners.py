"""Corners that no vector of the rulebook reaches: other shapes of facts, other laws, several purposes, own terms."""

from __future__ import annotations

import pickle
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from esante_rules.rgpd import retention
from esante_rules.rgpd.retention import Action, Facts, Interval, Occurrence, Policy, Record, Status, output
from tests.retention.test_rules import own_category

AS_OF = date(2026, 6, 30)


def test_an_instant_is_the_day_it_is_in_paris() -> None:
    """23:30 in winter in London is already the next day in Paris."""
    late = datetime(2026, 1, 30, 23, 30, tzinfo=UTC)
    answer = retention.timeline("badge-log", {"TRACE_LOGGED": late}, as_of=AS_OF)
    assert answer.until == date(2026, 4, 30)
    assert Facts({"TRACE_LOGGED": late}).days[retention.Trigger.TRACE_LOGGED] == date(2026, 1, 31)


def test_an_hour_is_due_at_its_instant() -> None:
    position = {"POSITION_RECORDED": datetime(2026, 6, 29, 10, 0, tzinfo=UTC)}
    end = datetime(2026, 6, 29, 11, 0, tzinfo=UTC)
    before, at = end - timedelta(seconds=1), end

    def status(as_of: date) -> Status:
        return retention.timeline("dns-sante-fr-location", position, as_of=as_of).status

    assert status(before) is Status.ACTIVE
    assert status(at) is Status.DUE
    assert status(date(2026, 6, 29)) is Status.ACTIVE
    assert status(date(2026, 6, 30)) is Status.OVERDUE
    assert retention.timeline("dns-sante-fr-location", position, as_of=at).until_instant == end
    assert "2026-06-29T13:00:00+02:00" in retention.timeline("dns-sante-fr-location", position, as_of=at).explain("en")
    with pytest.raises(ValueError, match="as_of must carry its offset"):
        retention.timeline("dns-sante-fr-location", position, as_of=datetime.combine(AS_OF, datetime.min.time()))


def test_other_shapes_of_facts() -> None:
    several: list[date | Occurrence] = [Occurrence(date(2003, 12, 1)), date(2010, 5, 5)]
    assert retention.timeline("transfusion-record", {"TRANSFUSION_ACT": several}, as_of=AS_OF).until == date(2040, 5, 5)
    one = Occurrence(date(2010, 5, 5), "blood-derived")
    answer = retention.timeline("blood-derived-device-traceability", {"DEVICE_USED": one}, as_of=AS_OF)
    assert answer.until == date(2050, 5, 5)
    assert Facts({"DEATH": []}).events == {}
    with pytest.raises(TypeError, match="TRANSFUSION_ACT: a date must be date, datetime or Occurrence, not str"):
        Facts({"TRANSFUSION_ACT": ["2010-05-05"]})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="DEATH must be date, not str"):
        Facts({"DEATH": Occurrence("2010-05-05")})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="DEATH has no kind"):
        Facts({"DEATH": Occurrence(date(2010, 5, 5), "chemical")})
    with pytest.raises(ValueError, match="the kind of EXPOSURE_ENDED must be one of"):
        Facts({"EXPOSURE_ENDED": Occurrence(date(2010, 5, 5), "asbestos")})
    with pytest.raises(TypeError, match="an interval must be Interval, not date"):
        Facts({}, suspensions=[date(2010, 5, 5)])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="a flag must be bool, not int"):
        Facts({}, flags={"STAY_IN_PROGRESS": 1})  # type: ignore[arg-type]
    early = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    with pytest.raises(ValueError, match=r"retention\.fault\.beyond-calendar"):
        Facts({"TRACE_LOGGED": early})


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        (Facts({}, suspensions=[Interval(date(2026, 7, 1))]), "SUSPENSION"),
        (Facts({}, suspensions=[Interval(date(2026, 6, 1), date(2026, 7, 1))]), "SUSPENSION"),
        (Facts({}, disposed_on=date(2026, 7, 1)), "DISPOSED"),
    ],
)
def test_litigations_and_disposals_of_the_future_are_refused(facts: Facts, name: str) -> None:
    with pytest.raises(ValueError, match=f"fact-in-future: {name} is dated after"):
        retention.timeline("hospital-record", facts, as_of=AS_OF)


def test_a_hold_may_be_planned() -> None:
    facts = Facts({}, holds=[Interval(date(2026, 1, 1), date(2027, 1, 1))])
    assert retention.timeline("hospital-record", facts, as_of=AS_OF).status is Status.HELD


def test_the_law_at_the_trigger_shows_the_other_reading() -> None:
    entry = {"DP_ENTRY": date(2016, 2, 29)}
    now = retention.timeline("pharmaceutical-record-vaccine", entry, as_of=AS_OF)
    then = retention.timeline("pharmaceutical-record-vaccine", entry, as_of=AS_OF, policy=Policy(law="at-trigger"))
    assert now.until == then.until == date(2039, 10, 29)
    assert [term.name.rpartition(".")[2] for term in then.deciding] == ["active-2015", "archive-2015"]
    assert [term.name.rpartition(".")[2] for term in now.deciding] == ["active-2023", "archive-2015"]
    assert now.provisional
    assert not then.provisional


def test_a_successor_with_another_figure_warns_and_gives_both_readings() -> None:
    """No dated pair of the catalogue differs in its figure: a caller's register may."""
    old, new = own_category([["P5Y", "EXACT", "LEGAL"], ["P2Y", "EXACT", "LEGAL"]]).terms
    from attrs import evolve

    edge = date(2024, 1, 1)
    terms = (
        evolve(old, rule=evolve(old.rule, until=edge)),
        evolve(new, rule=evolve(new.rule, since=edge)),
    )
    category = retention.Category("own-document", old.label, old.sector, terms)
    facts = {"DOCUMENT_ISSUED": date(2023, 3, 10)}
    now = retention.timeline(category, facts, as_of=AS_OF)
    assert (now.until, [r.until for r in now.readings]) == (date(2025, 3, 10), [date(2028, 3, 10)])
    assert [finding.id for finding in now.warnings] == ["retention.warning.law-changed"]
    then = retention.timeline(category, facts, as_of=AS_OF, policy=Policy(law="at-trigger"))
    assert (then.until, [r.until for r in then.readings]) == (date(2028, 3, 10), [date(2025, 3, 10)])
    after = retention.timeline(category, {"DOCUMENT_ISSUED": edge}, as_of=AS_OF)
    assert (after.readings, after.warnings) == ((), ())


def test_own_terms_and_categories_pickle_by_value() -> None:
    category = own_category([["P2Y", "MIN", "LEGAL"]])
    again = pickle.loads(pickle.dumps(category))
    facts = {"DOCUMENT_ISSUED": date(2020, 2, 29)}
    first, second = (retention.timeline(kind, facts, as_of=AS_OF) for kind in (category, again))
    assert first.until == second.until == date(2022, 2, 28)
    assert first.deciding[0].name == second.deciding[0].name == "own.own-document.row-0"
    assert repr(category) == "Category('own-document')"


def test_a_document_waits_for_its_longest_purpose() -> None:
    facts = {"DOCUMENT_ISSUED": date(2022, 5, 10)}
    waiting = retention.document(["scheduled-drug-invoice", "accounting-record"], facts, as_of=AS_OF)
    assert waiting.until is None
    assert waiting.action_from is None
    assert waiting.action is Action.KEEP
    assert waiting.status is Status.OPEN
    assert waiting.access == (("scheduled-drug-invoice", date(2025, 5, 10)), ("accounting-record", None))
    closed = retention.document(
        ["scheduled-drug-invoice", "accounting-record"],
        {**facts, "FISCAL_YEAR_CLOSED": date(2022, 12, 31)},
        as_of=AS_OF,
    )
    assert closed.status is Status.INTERMEDIATE
    assert closed.to_dict("en")["until"] == "2032-12-31"
    assert closed.explain("fr").endswith("(2032-12-31)")
    assert repr(closed) == "<Document for scheduled-drug-invoice, accounting-record>"
    assert pickle.loads(pickle.dumps(closed)) == closed
    with pytest.raises(ValueError, match="at least one purpose"):
        retention.document([], facts, as_of=AS_OF)


def test_a_backup_lives_as_long_as_its_contents() -> None:
    facts = Facts({"BIRTH": date(1960, 5, 1), "LAST_STAY_OR_OUTPATIENT": date(2004, 3, 10), "TRACE_LOGGED": AS_OF})
    backup = retention.document(["hospital-record", "security-log"], facts, as_of=AS_OF)
    assert backup.until == date(2026, 12, 30)
    assert backup.action is Action.DELETE


def test_before_and_between_laws_nothing_is_decided() -> None:
    for name, as_of in (
        ("mssante-mailbox", date(2014, 6, 11)),
        ("apa", date(2017, 5, 10)),
        ("practice-record", date(2020, 7, 27)),
        ("hospital-record", date(1968, 3, 10)),
    ):
        answer = retention.timeline(name, {}, as_of=as_of)
        assert (answer.status, answer.until, answer.action) == (Status.NO_TERM, None, Action.KEEP)
    at_trigger = Policy(law="at-trigger")
    apa = {"BENEFIT_RIGHT_ENDED": date(2010, 1, 1)}
    assert retention.timeline("apa", apa, as_of=AS_OF, policy=at_trigger).status is Status.NO_TERM
    audit = {"LAST_STAY_OR_OUTPATIENT": date(1960, 1, 1), "BIRTH": date(1950, 1, 1)}
    assert retention.timeline("hospital-record", audit, as_of=AS_OF, policy=at_trigger).status is Status.NO_TERM


def test_the_summary_in_words() -> None:
    records = [
        Record(
            "1", "hospital-record", Facts({"BIRTH": date(1960, 5, 1), "LAST_STAY_OR_OUTPATIENT": date(2004, 3, 10)})
        ),
        Record("2", "practice-record", Facts()),
    ]
    summary = retention.summarise(retention.plan(records, AS_OF), AS_OF)
    lines = list(output.summary_lines(summary, "en"))
    assert lines[0] == "Records: 2, due: 1"
    assert "  1 Missing: LAST_CARE" in lines
    assert any("[retention.hospital-record.general]" in line for line in lines)
    assert '"due": 1' in output.to_json(summary)


def test_the_calendar_says_which_extra_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(ImportError, match=r"pip install 'esante-rules\[ical\]'"):
        output.to_icalendar([], as_of=AS_OF)


def test_access_depth_in_words() -> None:
    answer = retention.timeline("snds-depth-first-group", {}, as_of=date(2026, 5, 1))
    assert "Data accessible from 2007-01-01" in answer.explain("en")
    assert answer.status is Status.ACTIVE
    for year, first in ((2026, 2007), (2027, 2008)):
        window = retention.timeline("snds-depth-first-group", {}, as_of=date(year, 1, 1)).data_from
        assert window == date(first, 1, 1)
