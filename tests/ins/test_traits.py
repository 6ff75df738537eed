"""Names, sex, dates and places: the vectors, the normal form, and what completes a date."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules.ins import BirthDate, PartialDate, Sex, Traits, check_traits, complete, name_key, normal_name
from esante_rules.ins._traits import begins
from esante_rules.ins._traits_rules import TRAITS_RULES
from esante_rules.testing.ins import traits
from tests.ins import build
from tests.ins.vectors import numbered, vectors
from tests.support import outputs

NOW = date(2026, 3, 1)
FIELD = {"nom": "birth_name", "prenom": "given_names"}
NAMES = st.text(alphabet="AZÉéœŒß '-–’.2İıŉ漢ǅΐ\t\u00a0", max_size=12) | st.text(st.characters(), max_size=12)


@pytest.mark.parametrize(("given_", "expected"), vectors("traits", "TV", "TX"))
def test_vectors_of_the_names(given_: dict[str, Any], expected: list[str]) -> None:
    field = FIELD[given_["kind"]]
    report = check_traits(Traits(**{field: given_["value"]}), context=given_["ctx"])
    assert numbered(f for f in report.findings if f.at == field) == expected
    assert normal_name(given_["value"]) == given_["normalised"]


@pytest.mark.parametrize(("given_", "expected"), vectors("traits", "PV", "PX"))
def test_vectors_of_the_first_given_name(given_: dict[str, Any], expected: list[str]) -> None:
    report = check_traits(Traits(first_given_name=given_["premier"], given_names=given_["liste"]))
    assert numbered(f for f in report.findings if f.at == "first_given_name") == expected


@pytest.mark.parametrize(("given_", "expected"), vectors("traits", "BV", "BX"))
def test_vectors_of_the_sex(given_: dict[str, Any], expected: list[str]) -> None:
    report = check_traits(Traits(sex=given_["value"]), status=given_["status"])
    assert numbered(f for f in report.findings if f.at == "sex") == expected


@pytest.mark.parametrize(("given_", "expected"), vectors("traits", "OB"))
def test_vectors_of_what_is_mandatory(given_: dict[str, Any], expected: list[str]) -> None:
    t = given_["traits"]
    person = Traits(
        birth_name=t["nom"],
        first_given_name=t["premier_prenom"],
        given_names=t.get("liste"),
        birth_date=t["date"],
        sex=t["sexe"],
        birth_place=t.get("lieu"),
    )
    report = check_traits(person, context="saisie", status=given_["status"])
    assert numbered(report.findings) == expected


@pytest.mark.parametrize(("given_", "expected"), vectors("dates", "DV", "DX"))
def test_vectors_of_the_dates(given_: dict[str, Any], expected: list[str]) -> None:
    report = check_traits(Traits(birth_date=given_["value"]), now=NOW)
    assert numbered(f for f in report.findings if f.at == "birth_date") == expected


@pytest.mark.parametrize(("given_", "expected"), vectors("dates", "DC"))
def test_vectors_of_the_completed_dates(given_: dict[str, Any], expected: list[str]) -> None:
    completed = complete(PartialDate(given_["year"], given_["month"], given_["day"]))
    assert (completed.text, completed.interpreted) == (given_["result"], given_["interpretee"])
    report = check_traits(Traits(birth_date=completed), now=NOW)
    assert numbered(f for f in report.findings if f.at == "birth_date") == expected


@pytest.mark.parametrize(("given_", "expected"), vectors("cog"))
def test_vectors_of_the_places(given_: dict[str, Any], expected: list[str]) -> None:
    person = Traits(birth_place=given_["value"], birth_date=given_["birth"])
    report = check_traits(person, status=given_["status"])
    assert numbered(f for f in report.findings if f.at == "birth_place") == expected


@given(NAMES)
def test_the_normal_form_is_idempotent(text: str) -> None:
    once = normal_name(text)
    assert normal_name(once) == once
    assert name_key(once) == name_key(text)
    assert name_key(name_key(text)) == name_key(text)


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ'-", min_size=1))
def test_what_is_normal_stays(text: str) -> None:
    assert normal_name(text) == text


@given(NAMES)
def test_only_capitals_escape_the_foreign_character(text: str) -> None:
    found = {f.id for f in check_traits(Traits(birth_name=text)).findings if f.at == "birth_name"}
    clean = set(normal_name(text)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ '-")
    assert ("ins.traits.foreign-character" in found) is not clean
    assert text == "" or ("ins.traits.not-normalised" in found) is (normal_name(text) != text)


@given(traits(), st.sampled_from(["flux", "saisie", "stockage", "insi", "datamatrix"]))
def test_what_the_strategy_builds_has_no_fault(person: Traits, context: str) -> None:
    report = check_traits(person, context=context, now=NOW, cog=lambda code, day: day is not None)
    assert report.findings == ()
    assert report.skipped == ()


@given(
    st.builds(
        Traits,
        **{
            name: st.none() | NAMES | st.text(max_size=8)
            for name in ("birth_name", "first_given_name", "given_names", "birth_date", "sex", "birth_place")
        },
    ),
    st.sampled_from(["flux", "saisie", "stockage", "insi", "datamatrix"]),
    st.none() | st.dates() | st.datetimes(),
)
def test_any_text_gives_a_report(person: Traits, context: str, now: date | datetime | None) -> None:
    report = check_traits(person, context=context, now=now, cog=set[str]())
    assert {f.rule for f in report.findings} <= set(report.evaluated)


@given(st.text(min_size=4, max_size=20), st.sampled_from(["flux", "insi"]))
def test_no_output_shows_a_trait(text: str, context: str) -> None:
    mark = f"canari{text}canari"
    person = Traits(
        birth_name=mark, first_given_name=mark, given_names=mark, birth_date=mark, sex=mark, birth_place=mark
    )
    shown = outputs(check_traits(person, context=context, now=NOW, cog={"01001"}))
    assert "canari" not in shown
    assert "CANARI" not in shown
    assert "canari" not in f"{person!r} {person.birth_date!r} {person}"


@given(
    year=st.integers(1, 9999),
    month=st.none() | st.integers(1, 12),
    day=st.none() | st.integers(1, 28),
    lunar=st.booleans(),
)
def test_a_completed_date_keeps_what_is_known(year: int, month: int | None, day: int | None, lunar: bool) -> None:
    source = PartialDate(year, month, day, lunar)
    completed = complete(source)
    stored = completed.day
    assert stored is not None
    assert stored.year == year
    assert month in (None, stored.month)
    assert day in (None, stored.day)
    assert completed.interpreted is (month is None or day is None or lunar)
    assert completed.original == source
    if month is None and day is None:
        assert (stored.month, stored.day) == (12, 31)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (PartialDate(None, 5, 1), "the year is unknown: it is chosen by the operator, from the announced age"),
        (PartialDate(1999, 2, 29), "these parts do not make a day of the calendar"),
        (PartialDate(1999, 13, 1, lunar=True), "these parts do not make a day of the calendar"),
    ],
)
def test_what_cannot_be_completed_is_refused(source: PartialDate, words: str) -> None:
    with pytest.raises(ValueError, match=words) as caught:
        complete(source)
    assert str(caught.value) == words


@pytest.mark.parametrize(("year", "month", "day"), [(0, None, None), (1999, 14, None), (1999, None, 32)])
def test_parts_that_no_calendar_has_are_refused(year: int, month: int | None, day: int | None) -> None:
    with pytest.raises(ValueError, match="must be between 1 and"):
        PartialDate(year, month, day)


def test_a_name_and_its_absence_contradict_each_other() -> None:
    with pytest.raises(ValueError, match="contradicts"):
        Traits(birth_name="ESSAI", no_birth_name=True)
    with pytest.raises(ValueError, match="contradicts"):
        Traits(given_names="ALPHA", no_given_name=True)


def test_a_declared_absence_is_not_a_missing_trait() -> None:
    person = Traits(birth_date="1985-03-14", sex="M", birth_place="01001", no_birth_name=True, no_given_name=True)
    assert check_traits(person, context="stockage", with_ins=True).findings == ()


def test_without_a_clock_or_a_table_the_report_says_so() -> None:
    report = check_traits(build.traits(build.PERSON))
    assert {(rule.id, reason.value) for rule, reason in report.skipped} == {
        ("ins.traits.birth-date-in-future", "no-clock"),
        ("ins.traits.age-over-120", "no-clock"),
        ("ins.traits.birth-place-not-in-table", "table-missing"),
    }
    assert report.complete
    assert {*report.evaluated, *(rule for rule, _ in report.skipped)} == set(TRAITS_RULES)
    assert not set(report.evaluated) & {rule for rule, _ in report.skipped}
    full = check_traits(build.traits(build.PERSON), now=NOW, cog={"01001"})
    assert (full.evaluated, full.skipped) == (TRAITS_RULES, ())


def test_the_small_letters_of_corsica_are_accepted_while_typing_only() -> None:
    person = build.traits({**build.PERSON, "birth_place": "2a001"})
    assert check_traits(person, context="saisie").findings == ()
    assert [f.id for f in check_traits(person).findings] == ["ins.traits.birth-place-malformed"]


def test_the_table_is_asked_with_the_day_of_birth() -> None:
    asked: list[tuple[str, date | None]] = []

    def cog(code: str, day: date | None) -> bool:
        asked.append((code, day))
        return True

    check_traits(build.traits(build.PERSON), cog=cog)
    assert asked == [("01001", date(1985, 3, 14))]


def test_a_leading_space_matters_only_in_what_is_sent() -> None:
    person = Traits(birth_name=" ESSAI")
    for context, expected in (("flux", []), ("insi", ["INS-TRT-004:error"])):
        found = numbered(f for f in check_traits(person, context=context).findings if f.at == "birth_name")
        assert [n for n in found if n.startswith("INS-TRT-004")] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("D 'ESSAI", ["apostrophe-misplaced"]),
        ("ESSAI- MODELE", ["hyphen-next-to-space"]),
        ("-", ["leading-hyphen"]),
        ("A-", ["name-ending"]),
        ("É" * 100, ["not-normalised"]),
        ("É" * 101, ["not-normalised", "too-long"]),
    ],
)
def test_names_at_their_bounds(name: str, expected: list[str]) -> None:
    report = check_traits(Traits(birth_name=name))
    assert [f.id.rpartition(".")[2] for f in report.findings if f.at == "birth_name"][-len(expected) :] == expected


def test_a_birthday_counts_for_the_age() -> None:
    for born, old in ((date(1906, 3, 1), False), (date(1906, 2, 28), True)):
        report = check_traits(Traits(birth_date=born), now=datetime(2026, 3, 1, 23, 59))  # noqa: DTZ001
        assert ("ins.traits.age-over-120" in {f.id for f in report.findings}) is old


@pytest.mark.parametrize(
    ("first", "names", "expected"),
    [
        ("ANNE", "ANNE", True),
        ("ANNE", "ANNE MARIE", True),
        ("ANNE", "ANNEMARIE", False),
        ("Zoé", "ZOE", True),
        ("-", "ANNE", False),
    ],
)
def test_the_first_given_name_is_compared_by_words(first: str, names: str, expected: bool) -> None:
    assert begins(first, names) is expected


def test_a_date_may_be_given_as_a_day_or_a_text() -> None:
    assert Traits(birth_date=date(1985, 3, 14)) == Traits(birth_date="1985-03-14")
    assert Traits(birth_date=BirthDate("1985-03-14")).birth_date == BirthDate("1985-03-14")
    wrong: Any = datetime(1985, 3, 14)  # noqa: DTZ001
    with pytest.raises(TypeError, match="not datetime"):
        Traits(birth_date=wrong)
    wrong = 19850314
    with pytest.raises(TypeError, match="birth_date must be date, not int"):
        Traits(birth_date=wrong)


@pytest.mark.parametrize("name", ["birth_name", "first_given_name", "given_names", "sex", "birth_place", "used_name"])
def test_a_trait_of_another_type_is_refused(name: str) -> None:
    wrong: Any = {name: 12345}
    with pytest.raises(TypeError, match=f"{name} must be str or None, not int"):
        Traits(**wrong)


def test_the_sexes_are_three() -> None:
    for word in Sex:
        assert not [f for f in check_traits(Traits(sex=word)).findings if f.at == "sex"]
