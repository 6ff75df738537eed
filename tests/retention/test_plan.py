"""Many records in a stream, their summary, and what is written of them."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from xml.etree import ElementTree

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esante_rules._core import LANGS, Lang
from esante_rules.rgpd import retention
from esante_rules.rgpd.retention import Action, Facts, Policy, Record, Status, output, plan, summarise
from esante_rules.rgpd.retention.plan import by_month
from esante_rules.testing.retention import AS_OF, policies, records

LIFE = {"BIRTH": date(1960, 5, 1), "LAST_STAY_OR_OUTPATIENT": date(2004, 3, 10)}


@settings(max_examples=60)
@given(st.lists(records(), max_size=6), policies())
def test_a_plan_is_the_timelines_in_order(given_records: list[Record], policy: Policy) -> None:
    entries = list(plan(given_records, AS_OF, policy=policy))
    assert [(entry.key, entry.category) for entry in entries] == [(r.key, r.category) for r in given_records]
    for record, entry in zip(given_records, entries, strict=True):
        assert not entry.faults
        assert entry.timeline == retention.timeline(record.category, record.facts, as_of=AS_OF, policy=policy)


@settings(max_examples=40)
@given(st.lists(records(), max_size=6))
def test_a_summary_counts_what_the_plan_says(given_records: list[Record]) -> None:
    entries = list(plan(given_records, AS_OF))
    summary = retention.Summary(AS_OF)
    assert list(summary.watch(entries)) == entries
    timelines = [entry.timeline for entry in entries if entry.timeline]
    assert summary.records == len(entries)
    assert summary.by_status == Counter((t.category, t.status) for t in timelines)
    due = [t for t in timelines if t.status in (Status.DUE, Status.OVERDUE)]
    assert summary.due == len(due)
    assert summary.by_action == Counter((t.category, t.action) for t in due)
    assert summary.reasons == Counter(term.name for t in due for term in t.deciding)
    assert summary.missing == Counter(name for t in timelines for name in t.missing)
    assert summary.to_dict() == summarise(reversed(entries), AS_OF).to_dict()


def _many(count: int, pulled: list[int]) -> Iterator[Record]:
    for number in range(count):
        pulled.append(number)
        visit = date(1995, 1, 1) + timedelta(days=number % 9000)
        yield Record(
            str(number), "hospital-record", Facts({"BIRTH": date(1950, 1, 1), "LAST_STAY_OR_OUTPATIENT": visit})
        )


def test_a_plan_pulls_one_record_at_a_time() -> None:
    pulled: list[int] = []
    entries = plan(_many(10**9, pulled), AS_OF)
    assert pulled == []
    assert [entry.key for entry in islice(entries, 3)] == ["0", "1", "2"]
    assert pulled == [0, 1, 2]


def test_memory_does_not_grow_with_records() -> None:
    """A second pass over the same days, five times as long, needs no more than the first."""

    def peak(count: int) -> int:
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        for entry in plan(_many_light(count), AS_OF):
            assert entry.timeline is not None
        return tracemalloc.get_traced_memory()[1] - before

    peak_once = _traced(lambda: (peak(200), peak(200))[1])
    peak_five_times = _traced(lambda: (peak(200), peak(1000))[1])
    assert peak_five_times < peak_once + 20_000


def _many_light(count: int) -> Iterator[Record]:
    for number in range(count):
        yield Record(str(number), "hospital-record", Facts(LIFE))


def _traced(measure: Callable[[], int]) -> int:
    tracemalloc.start()
    try:
        return measure()
    finally:
        tracemalloc.stop()


def test_an_impossible_record_does_not_stop_the_stream() -> None:
    good = Record("1", "hospital-record", Facts(LIFE))
    future = Record("2", "hospital-record", Facts({"LAST_STAY_OR_OUTPATIENT": date(2026, 7, 1)}))
    endless = Record("3", "hospital-record", Facts({"LAST_STAY_OR_OUTPATIENT": date(9990, 1, 1)}))
    entries = list(plan([good, future, good], AS_OF))
    assert [entry.timeline is None for entry in entries] == [False, True, False]
    assert [finding.id for finding in entries[1].faults] == ["retention.fault.fact-in-future"]
    (last,) = plan([endless], date(9995, 1, 1))
    assert [finding.id for finding in last.faults] == ["retention.fault.beyond-calendar"]
    summary = summarise(entries, AS_OF)
    assert (summary.records, summary.refused, summary.due) == (3, 1, 2)


def test_deadlines_are_counted_by_day_and_reason() -> None:
    as_of = date(2020, 1, 1)
    practice = Facts({"LAST_CARE": date(2015, 9, 14), "LAST_FILE_INTERVENTION": date(2015, 10, 2)})
    many = [Record("a", "hospital-record", Facts(LIFE))] * 3 + [Record("b", "practice-record", practice)]
    # The guidance on practices is in force from 28 July 2020.
    summary = summarise(plan(many, date(2020, 8, 1)), date(2020, 8, 1))
    found = [(d.day, d.category, d.action, d.count) for d in summary.deadlines()]
    assert found == [
        (date(2020, 10, 3), "practice-record", Action.ARCHIVE_INTERMEDIATE, 1),
        (date(2024, 3, 11), "hospital-record", Action.DISPOSAL_DECISION, 3),
    ]
    assert [d.day for d in summary.deadlines(last=date(2021, 1, 1))] == [date(2020, 10, 3)]
    assert by_month(summary.deadlines()) == {"2020-10": 1, "2024-03": 3}
    assert summarise(plan(many[:3], as_of), as_of).deadlines()[0].terms == ("retention.hospital-record.general",)


@settings(max_examples=40)
@given(st.lists(records(), max_size=5))
def test_csv_and_json_lines_say_what_the_timelines_say(given_records: list[Record]) -> None:
    entries = list(plan(given_records, AS_OF))
    written = io.StringIO(newline="")
    assert output.to_csv(entries, written) == len(entries)
    rows = list(csv.DictReader(io.StringIO(written.getvalue())))
    assert len(rows) == len(entries)
    for row, entry in zip(rows, entries, strict=True):
        assert entry.timeline is not None
        assert row["status"] == entry.timeline.status.value
        assert row["until"] == (entry.timeline.until.isoformat() if entry.timeline.until else "")
        assert row["deciding"].split() == [term.name for term in entry.timeline.deciding]
    lines = io.StringIO()
    assert output.to_json_lines(entries, lines, lang="en") == len(entries)
    for line, entry in zip(lines.getvalue().splitlines(), entries, strict=True):
        assert json.loads(line) == json.loads(json.dumps(entry.to_dict("en")))


def test_a_refused_record_is_written_as_such() -> None:
    future = Record("2", "hospital-record", Facts({"LAST_STAY_OR_OUTPATIENT": date(2026, 7, 1)}))
    written = io.StringIO(newline="")
    output.to_csv(plan([future], AS_OF), written)
    (row,) = csv.DictReader(io.StringIO(written.getvalue()))
    assert (row["status"], row["warnings"]) == ("refused", "retention.fault.fact-in-future")
    (line,) = output.lines(plan([future], AS_OF), "en")
    assert line == "2 LAST_STAY_OR_OUTPATIENT is dated after the day of the evaluation."


@pytest.mark.parametrize("lang", LANGS)
def test_icalendar_holds_counts_and_no_label(lang: Lang) -> None:
    as_of = date(2020, 1, 1)
    summary = summarise(plan([Record("DUPONT", "hospital-record", Facts(LIFE))] * 2, as_of), as_of)
    written = output.to_icalendar(summary.deadlines(), as_of=as_of, lang=lang)
    assert b"DUPONT" not in written
    calendar = icalendar.Calendar.from_ical(written)
    (event,) = calendar.walk("VEVENT")
    assert b"DTSTART;VALUE=DATE:20240311" in written
    assert b"DTEND;VALUE=DATE:20240312" in written
    assert "(2)" in str(event["SUMMARY"])
    assert written == output.to_icalendar(summary.deadlines(), as_of=as_of, lang=lang)


@settings(max_examples=25)
@given(st.lists(records(), max_size=6))
def test_events_have_different_identifiers(given_records: list[Record]) -> None:
    summary = summarise(plan(given_records, AS_OF), AS_OF)
    calendar = icalendar.Calendar.from_ical(output.to_icalendar(summary.deadlines(), as_of=AS_OF))
    identifiers = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert len(set(identifiers)) == len(identifiers) == len(summary.deadlines())


@settings(max_examples=50)
@given(records(), st.sampled_from(LANGS))
def test_a_picture_is_well_formed_and_says_the_phases_in_words(record: Record, lang: Lang) -> None:
    timeline = retention.timeline(record.category, record.facts, as_of=AS_OF)
    picture = ElementTree.fromstring(retention.svg(timeline, lang))
    space = "{http://www.w3.org/2000/svg}"
    assert picture.tag == f"{space}svg"
    words = [element.text or "" for element in picture.iter(f"{space}text")]
    for line in output.phase_lines(timeline, lang):
        assert line in words
    assert picture.findtext(f"{space}title") == timeline.label.in_(lang)
    assert (picture.findtext(f"{space}desc") or "") == timeline.explain(lang)
    width = float(picture.attrib["width"])
    for bar in picture.iter(f"{space}rect"):
        left = float(bar.get("x", "0"))
        assert 0 <= left <= left + float(bar.attrib["width"]) <= width


@given(records(), st.sampled_from(LANGS), st.integers(20, 120))
def test_a_drawing_keeps_its_width(record: Record, lang: Lang, width: int) -> None:
    timeline = retention.timeline(record.category, record.facts, as_of=AS_OF)
    drawn = output.draw(timeline, lang, width).splitlines()
    assert len(drawn[1]) == width
    assert "▲" in drawn[2]


def test_a_plan_refuses_what_is_not_a_record() -> None:
    with pytest.raises(TypeError, match="record must be Record, not str"):
        list(plan(["DUPONT"], AS_OF))  # type: ignore[list-item]
    with pytest.raises(TypeError, match="as_of must be date, not str"):
        plan([], "2026-06-30")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="category must be one of"):
        Record("1", "hospital", Facts())
    with pytest.raises(TypeError, match="key must be str, not int"):
        Record(1, "hospital-record", Facts())  # type: ignore[arg-type]
