"""Dates of the header: what is written is kept, and one is after another only when it certainly is."""

from __future__ import annotations

import pickle
import re
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules.cda import Moment, Precision
from esante_rules.cda._context import _in_order
from esante_rules.cda._moment import after, moment, moment_of

PARTS = ("%Y", "%Y%m", "%Y%m%d", "%Y%m%d%H", "%Y%m%d%H%M", "%Y%m%d%H%M%S")
DAYS = st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30))  # noqa: DTZ001 - written without a zone
OFFSETS = st.sampled_from(("", "+0000", "+0100", "-0400", "+1345", "+1", "+01", "+100"))


def _written(day: datetime, form: str, offset: str) -> str:
    return day.strftime(form) + (offset if "%H" in form else "")


MOMENTS = st.builds(_written, DAYS, st.sampled_from(PARTS), OFFSETS)


@given(MOMENTS)
def test_a_written_date_is_read_to_its_precision(text: str) -> None:
    value = moment(text)
    assert value is not None
    assert value.text == text
    assert value.precision == len(re.split("[+-]", text, maxsplit=1)[0])
    assert (value.offset is None) == (len(re.split("[+-]", text, maxsplit=1)[-1]) not in (2, 4) or text.isdigit())
    assert pickle.loads(pickle.dumps(value)) == value
    assert "masked" in repr(value)
    assert text not in repr(value)


@given(st.text(max_size=24))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    value = moment(text)
    if value is None:
        if text:
            with pytest.raises(ValueError, match=r"not a date") as error:
                Moment(text)
            assert text not in str(error.value) or text in "not a date of the HL7 type TS"
    else:
        assert text[:4].isascii()


@pytest.mark.parametrize(
    "text",
    ["20240230", "20211301", "2021010125", "20210101010160", "20260", "2026-01-01", "20260101Z", "0000", "２０２６"],
)
def test_an_impossible_date_is_none(text: str) -> None:
    assert moment(text) is None


def test_midnight_may_be_written_24() -> None:
    value = moment("20260112240000+0100")
    assert value is not None
    assert value.day == date(2026, 1, 13)
    assert moment("20260112240001") is None


@given(MOMENTS, MOMENTS)
def test_never_both_after_each_other(one: str, other: str) -> None:
    first, second = moment(one), moment(other)
    assert not (after(first, second) and after(second, first))
    assert not after(first, first, timedelta())


@given(DAYS, st.integers(6, 600))
def test_minutes_apart_are_seen_whatever_the_offsets(day: datetime, minutes: int) -> None:
    early = moment(day.strftime("%Y%m%d%H%M%S") + "+0100")
    late = moment((day + timedelta(minutes=minutes + 60)).strftime("%Y%m%d%H%M%S") + "+0200")
    assert after(late, early)
    assert not after(early, late)


@pytest.mark.parametrize(
    ("late", "early", "expected"),
    [
        ("20260112", "20260112235959+0100", False),
        ("20260113", "20260112235959+0100", True),
        ("2026", "20251231", True),
        ("202601121405+0100", "202601121400+0100", False),
        ("202601121406+0100", "202601121400+0100", True),
        ("202601121406", "202601121400+0100", False),
        ("202601121506", "202601121400+0100", True),
        ("2026011215", "202601121306+0100", True),
        ("2026011214", "202601121306+0100", False),
        ("2026011214", "202601121459+0100", False),
    ],
)
def test_the_coarser_precision_and_the_lenient_offset_decide(late: str, early: str, expected: bool) -> None:
    assert after(moment(late), moment(early)) is expected


def test_what_is_unknown_is_after_nothing() -> None:
    assert not after(None, moment("2026"))
    assert not after(moment("2026"), None)


def test_the_clock_of_the_caller() -> None:
    assert moment_of(date(2026, 1, 12)).precision is Precision.DAY
    paris = timezone(timedelta(hours=1))
    assert moment_of(datetime(2026, 1, 12, 10, tzinfo=paris)).text == "20260112090000+0000"
    assert moment_of(datetime(2026, 1, 12, 10)).offset is None  # noqa: DTZ001 - a clock without a zone


@given(MOMENTS, MOMENTS)
def test_what_is_not_read_would_not_have_been_after(one: str, other: str) -> None:
    """The short cut of the context is only a short cut."""
    if _in_order(one, other):
        assert not after(moment(one), moment(other), timedelta())
