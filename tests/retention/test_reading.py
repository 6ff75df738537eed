"""Facts written as words, records in a file: any text gives a report, and what was typed is never shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esante_rules import Refused
from esante_rules.rgpd import retention
from esante_rules.rgpd.retention import Facts, Record, check_facts, parse_facts
from esante_rules.rgpd.retention.reading import FACT_WORDS, parse_period
from esante_rules.rgpd.retention.records import read_records
from esante_rules.testing.retention import AS_OF, facts
from tests.support import outputs, traced

VALUES = st.one_of(
    st.text(max_size=12),
    st.dates().map(date.isoformat),
    st.sampled_from(
        ["2024-02-30", "2024-03-10..2024-03-09", "yes", "2024-03-10/chemical", "2024-03-10T10:00:00+02:00"]
    ),
    st.sampled_from(["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2024-03-10..", "٢٠٢٤-03-10"]),
)
WORDS = st.one_of(st.text(max_size=20), st.builds("{}={}".format, st.sampled_from(FACT_WORDS), VALUES))


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=5))
def test_any_words_give_a_report_and_parse_agrees_with_check(words: list[str]) -> None:
    report = check_facts(words, as_of=AS_OF)
    if report.ok:
        assert isinstance(parse_facts(words, as_of=AS_OF), Facts)
        return
    with pytest.raises(Refused) as caught:
        parse_facts(words, as_of=AS_OF)
    assert caught.value.report.findings == report.findings


@settings(max_examples=30)
@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=12, max_size=16), st.sampled_from(FACT_WORDS))
def test_what_was_typed_is_never_shown(canary: str, name: str) -> None:
    for word in (canary, f"{canary}=2024-03-10", f"{name}={canary}", f"{name}=2024-03-10/{canary}", f"={canary}"):
        report = check_facts([word], as_of=AS_OF)
        assert not report.ok
        assert canary not in outputs(report)
        with pytest.raises(Refused) as caught:
            parse_facts([word], as_of=AS_OF, category=canary)
        assert canary not in outputs(caught.value.report)
        assert canary not in str(caught.value)
    with pytest.raises(Refused) as caught:
        parse_period(canary)
    assert canary not in traced(caught.value).replace(f"parse_period({canary!r})", "")


def words_of(known: Facts) -> list[str]:
    """The facts as the grammar writes them."""
    written = [
        f"{trigger.value}={occurrence.on.isoformat()}{'/' if occurrence.kind else ''}{occurrence.kind}"
        for trigger, occurrences in known.events.items()
        for occurrence in occurrences
    ]
    written += [f"SUSPENSION={i.start.isoformat()}..{i.end.isoformat() if i.end else ''}" for i in known.suspensions]
    written += [f"HOLD={i.start.isoformat()}..{i.end.isoformat() if i.end else ''}" for i in known.holds]
    written += [f"{flag.value}={'yes' if value else 'no'}" for flag, value in known.flags.items()]
    return written


@given(facts())
def test_facts_are_written_and_read_back(known: Facts) -> None:
    written = words_of(known)
    if any("." in word.partition("..")[0] for word in written):
        return  # the grammar writes whole seconds
    assert parse_facts(written, as_of=AS_OF) == known


def test_a_file_of_records() -> None:
    lines = [
        "\ufeffkey,category,facts\n",
        "1042,hospital-record,BIRTH=1960-05-01 LAST_STAY_OR_OUTPATIENT=2004-03-10\n",
        "\n",
        "1043,hospital,BIRTH=1960-05-01\n",
        "1044,hospital-record\n",
        "1045,hospital-record,\n",
    ]
    read = list(read_records(lines, as_of=AS_OF))
    assert [number for number, _ in read] == [2, 4, 5, 6]
    assert [isinstance(record, Record) for _, record in read] == [True, False, False, True]
    first = read[0][1]
    assert isinstance(first, Record)
    assert (first.key, first.facts.days[retention.Trigger.BIRTH]) == ("1042", date(1960, 5, 1))


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_file_is_read(lines: list[str]) -> None:
    for _, record in read_records(["key,category,facts\n", *lines], as_of=AS_OF):
        assert isinstance(record, Record) or not record.ok


def test_a_file_without_its_header_is_refused() -> None:
    ((number, report),) = read_records(["DUPONT,1960-05-01\n", "x\n"], as_of=AS_OF)
    assert number == 1
    assert not isinstance(report, Record)
    assert "DUPONT" not in outputs(report)
