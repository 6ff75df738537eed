"""The matricule: what is found, what is read, and that the fast answer is the full one."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.exceptions import ValidationError
from stdnum.fr import nir

from esante_rules import Finding, Refused, Report
from esante_rules.ins import (
    Layout,
    Matricule,
    Sex,
    check_matricule,
    check_oid,
    check_type_code,
    compact,
    is_valid_matricule,
    key,
    parse_matricule,
)
from esante_rules.ins._matricule import _PLAIN, _parts_faults
from esante_rules.ins._oid import INS_NIA, INS_NIR, INS_NIR_TEST
from esante_rules.testing.ins import matricules, typos
from tests.ins.vectors import numbered, vectors
from tests.support import outputs, traced

PAT_TROIS = "279035121518989"
CONTEXTS = ["flux", "saisie", "stockage", "insi", "datamatrix"]
SHAPED = st.from_regex(r"[0-9]{5}([0-9]{2}|2[AB])[0-9]{6}([0-9]{2})?", fullmatch=True)
LIKELY = st.from_regex(r"[1-4][0-9]{2}[0-9][0-9]([0-9]{2}|2[AB]|9[5-9])[0-9]{8}", fullmatch=True)


@st.composite
def keyed(draw: st.DrawFn) -> str:
    """Any body, possible or not, with its right key."""
    body = draw(SHAPED)[:13]
    return f"{body}{key(body):02d}"


ANYTHING = st.one_of(
    st.text(), st.text(st.characters()), SHAPED, LIKELY, keyed(), matricules(), matricules().flatmap(typos)
)


@pytest.mark.parametrize(("given_", "expected"), vectors("matricule"))
def test_vectors_of_the_matricule(given_: dict[str, Any], expected: list[str]) -> None:
    environment = "test" if given_["oid"] == INS_NIR_TEST else "production"
    report = check_matricule(given_["value"], oid=given_["oid"], context=given_["ctx"], environment=environment)
    assert numbered(report.findings) == sorted(expected)
    if given_["normalised"] is not None:
        assert compact(given_["value"]) == given_["normalised"]


@pytest.mark.parametrize(("given_", "expected"), vectors("oid", "OV", "OX"))
def test_vectors_of_the_oid(given_: dict[str, Any], expected: list[str]) -> None:
    assert numbered(check_oid(given_["oid"], environment=given_["env"]).findings) == sorted(expected)


@given(matricules())
def test_what_the_strategy_builds_has_no_fault(number: str) -> None:
    report = check_matricule(number)
    assert report.findings == ()
    assert report.ok
    assert report.complete


@given(matricules().flatmap(lambda number: st.tuples(st.just(number), typos(number))))
def test_no_typing_error_goes_unseen(pair: tuple[str, str]) -> None:
    number, wrong = pair
    assert wrong != number
    assert not check_matricule(wrong).ok
    assert not is_valid_matricule(wrong)


@pytest.mark.parametrize(("corsica", "confused"), [("2A", "19"), ("2B", "18")])
@given(data=st.data())
def test_the_two_confusions_that_no_key_sees(corsica: str, confused: str, data: st.DataObject) -> None:
    number = data.draw(matricules(place=f"{corsica}990"))
    assert check_matricule(number[:5] + confused + number[7:]).ok


@given(ANYTHING)
@example("")
@example(PAT_TROIS)
@example("2 79 03 51 215 189 89")
@example("284052a00199648")
@example("185030100199900")
@example("185030100199998")
@example("٢٧٩٠٣٥١٢١٥١٨٩٨٩")
@example("²79035121518989")
@example(PAT_TROIS + "\n")
def test_the_fast_answer_is_the_full_one(text: str) -> None:
    assert is_valid_matricule(text) is check_matricule(text).ok


@given(ANYTHING)
def test_our_key_is_that_of_python_stdnum(text: str) -> None:
    try:
        number = nir.validate(text)
    except ValidationError:
        return
    found = {finding.id for finding in check_matricule(text).findings}
    assert not found & {"ins.matricule.key-mismatch", "ins.matricule.key-out-of-range", "ins.matricule.key-missing"}
    assert key(number) == int(number[13:])


@given(keyed())
def test_python_stdnum_computes_the_same_key(number: str) -> None:
    assert nir.calc_check_digits(number[:13]) == number[13:]


@given(st.text())
def test_compact_is_idempotent_and_adds_nothing(text: str) -> None:
    once = compact(text)
    assert compact(once) == once
    assert len(once) <= len(text)


@given(ANYTHING, st.none() | st.sampled_from([INS_NIR, INS_NIA, INS_NIR_TEST]) | st.text(), st.sampled_from(CONTEXTS))
def test_a_number_is_read_exactly_when_it_is_accepted(text: str, oid: str | None, context: str) -> None:
    report = check_matricule(text, oid=oid, context=context)
    if not report.ok:
        with pytest.raises(Refused) as refused:
            parse_matricule(text, oid=oid, context=context)
        assert refused.value.report == report
        assert len(text) < 10 or text not in traced(refused.value)
        return
    read = parse_matricule(text, oid=oid, context=context)
    assert read.body == compact(text)[:13]
    assert read.oid == oid
    assert pickle.loads(pickle.dumps(read)) == read


@given(st.one_of(SHAPED, LIKELY, matricules().flatmap(typos)), st.sampled_from(CONTEXTS))
def test_no_output_shows_the_number(number: str, context: str) -> None:
    report = check_matricule(number, oid=INS_NIR, context=context)
    shown = outputs(report)
    assert number not in shown
    assert number[5:13] not in shown


@given(st.text(min_size=8))
def test_no_output_shows_the_text_or_the_oid(text: str) -> None:
    canary = f"canari{text}canari"
    assert "canari" not in outputs(check_matricule(canary, oid=canary))


@given(ANYTHING, st.sampled_from(CONTEXTS))
def test_a_report_is_repeatable_and_pickles(text: str, context: str) -> None:
    report = check_matricule(text, context=context)
    assert pickle.loads(pickle.dumps(report)) == report == check_matricule(text, context=context)
    looked = [*report.evaluated, *(rule for rule, _ in report.skipped)]
    assert len(looked) == len(set(looked)) == len(check_matricule(PAT_TROIS, context=context).evaluated)
    assert {finding.rule for finding in report.findings} <= set(report.evaluated)


def test_what_comes_after_a_stop_is_not_reached() -> None:
    report: Report = check_matricule("7112312345678")
    assert not report.complete
    assert {reason.value for _, reason in report.skipped} == {"not-reached"}


def test_parts_of_a_number() -> None:
    read = parse_matricule(PAT_TROIS, oid=INS_NIR_TEST, environment="test")
    assert (read.body, read.key, read.computed_key) == ("2790351215189", "89", "89")
    assert (read.first_digit, read.sex, read.year, read.month_code, read.month) == ("2", Sex.F, "79", "03", 3)
    assert (read.place, read.layout, read.department, read.commune) == ("51215", Layout.METROPOLE, "51", "215")
    assert (read.order, read.display) == ("189", "2 79 03 51 215 189 89")
    assert read.masked == "2••••••••••••89"
    assert repr(read) == str(read) == "<Matricule masked>"


@pytest.mark.parametrize(
    ("number", "layout", "department", "commune", "month"),
    [
        ("201029710199925", Layout.OVERSEAS, "971", "01", 2),
        ("190049951199976", Layout.ABROAD, "99", "511", 4),
        ("284052A00199648", Layout.METROPOLE, "2A", "001", 5),
        ("148319950799967", Layout.ABROAD, "99", "507", 1),
        ("255209950799980", Layout.ABROAD, "99", "507", None),
        ("248429950799897", Layout.ABROAD, "99", "507", 12),
    ],
)
def test_layouts(number: str, layout: Layout, department: str, commune: str, month: int | None) -> None:
    read = Matricule(number)
    assert (read.layout, read.department, read.commune, read.month) == (layout, department, commune, month)


def test_a_number_typed_without_its_key_is_read_with_the_computed_one() -> None:
    assert parse_matricule("1850301001999", context="saisie").value == "185030100199915"


@pytest.mark.parametrize("wrong", ["", "1", PAT_TROIS + "\n", "2790351A1518989", "27903512151898"])
def test_the_value_refuses_another_shape_without_showing_it(wrong: str) -> None:
    with pytest.raises(ValueError, match="a matricule has") as caught:
        Matricule(wrong)
    assert str(caught.value) == ("a matricule has 15 characters: digits, and A or B after a 2 in seventh place only")


@pytest.mark.parametrize("wrong", [None, 279035121518989, b"279035121518989"])
def test_another_type_is_refused_by_its_name(wrong: Any) -> None:
    for function in (is_valid_matricule, check_matricule, parse_matricule, compact, Matricule):
        with pytest.raises(TypeError) as caught:
            function(wrong)
        assert "2790" not in str(caught.value)


@pytest.mark.parametrize(
    ("option", "error", "words"),
    [
        ({"context": "canari"}, ValueError, "context must be one of: flux, saisie, stockage, insi, datamatrix"),
        ({"environment": "canari"}, ValueError, "environment must be one of: production, test, demo"),
        ({"as_of": "canari"}, TypeError, "as_of must be date, not str"),
        ({"now": "canari"}, TypeError, "now must be date, not str"),
        ({"oid": 8}, TypeError, "oid must be str or None, not int"),
    ],
)
def test_an_option_that_is_not_one_is_refused(option: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error) as caught:
        check_matricule(PAT_TROIS, **option)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("oid", "purpose", "old_guide", "expected"),
    [
        (INS_NIR, "ins", False, []),
        (None, "other", False, []),
        (None, "ins", False, ["ins.oid.missing"]),
        (INS_NIR, "other", False, ["ins.oid.outside-the-patient"]),
        (INS_NIR + ".1", "other", False, []),
        (INS_NIR + ".1", "ins", False, ["ins.oid.not-an-ins"]),
        (INS_NIR, "nss", False, ["ins.oid.ins-as-billing-number"]),
        (INS_NIR, "nss", True, ["ins.oid.ins-as-billing-number-old-guide"]),
        ("1.2.250.1.213.1.4.13", "nss", False, []),
        ("1.2.250.1.213.1.4.7", "ins", False, ["ins.oid.ins-c"]),
        ("1.40.1", "ins", False, ["ins.oid.malformed"]),
        ("3.1", "ins", False, ["ins.oid.malformed"]),
        ("2.999.1", "ins", False, ["ins.oid.not-an-ins"]),
    ],
)
def test_an_oid_is_judged_for_its_use(oid: str | None, purpose: str, old_guide: bool, expected: list[str]) -> None:
    report = check_oid(oid, purpose=purpose, old_guide=old_guide)
    assert [finding.id for finding in report.findings] == expected


@pytest.mark.parametrize(
    ("oid", "code", "carrier", "fits"),
    [
        (INS_NIR, "INS", "pid", True),
        (INS_NIR, "NH", "pid", False),
        (INS_NIR, "NH", "xds", True),
        (INS_NIR, "INS", "xds", False),
        ("1.2.250.1.213.1.4.2", "INS-C", "pid", True),
        ("1.2.250.1.213.1.4.2", "INS", "pid", False),
        ("1.2.3.4", "PI", "pid", True),
        ("1.2.3.4", "INS-C", "pid", False),
        ("1.2.3.4", "INS", "pid", False),
    ],
)
def test_the_type_goes_with_the_oid(oid: str, code: str, carrier: str, fits: bool) -> None:
    report = check_type_code(oid, code, carrier=carrier)
    assert [f.id for f in report.findings] == ([] if fits else ["ins.oid.type-mismatch"])
    assert report.ok


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1851220100999", ["historical-place"]),
        ("1850120100999", ["historical-place"]),
        ("1852001100999", ["month-special"]),
        ("1854201001999", ["month-special"]),
        ("1854301001999", ["month-unsettled"]),
        ("1854901001999", ["month-unsettled"]),
        ("1855001001999", ["month-special"]),
        ("1852001991999", ["month-special", "commune-out-of-range"]),
        ("1852001990999", ["month-special"]),
        ("1850398791999", ["commune-out-of-range"]),
        ("1850398790999", []),
        ("1850398001999", ["overseas-unassigned"]),
        ("1850398301999", ["overseas-unassigned"]),
        ("1850398401999", []),
        ("1850398900999", ["commune-zero"]),
        ("1850397001999", ["overseas-unassigned"]),
        ("1850397101999", []),
        ("1850397801999", []),
        ("1850397901999", ["overseas-unassigned"]),
        ("1850399100999", []),
        ("1850399000999", ["commune-zero"]),
        ("1850300100000", ["department-impossible", "order-zero"]),
        ("3850301001999", ["registering-digit"]),
        ("4850301001999", ["registering-digit"]),
        ("0850301001999", ["first-digit-impossible"]),
        ("9850301001999", ["first-digit-impossible"]),
        ("1850396001999", ["historical-place"]),
    ],
)
def test_each_part_at_its_bounds(body: str, expected: list[str]) -> None:
    number = f"{body}{key(body):02d}"
    found = [finding.id.rpartition(".")[2] for finding in check_matricule(number).findings]
    assert sorted(found) == sorted(expected)
    assert is_valid_matricule(number) is check_matricule(number).ok


@given(matricules() | LIKELY)
def test_the_usual_number_has_nothing_to_say_of_its_parts(number: str) -> None:
    if not _PLAIN(number):
        return
    findings: list[Finding] = []
    _parts_faults(number, INS_NIR, "flux", findings, "")
    assert findings == []


def test_the_oid_is_judged_with_the_number() -> None:
    report = check_matricule(PAT_TROIS, oid=INS_NIR_TEST)
    assert [(finding.id, finding.at) for finding in report.findings] == [("ins.oid.test-in-production", "oid")]
    assert check_matricule(PAT_TROIS, oid="").findings[0].id == "ins.oid.missing"


def test_rules_have_no_dates_before_which_they_would_not_apply() -> None:
    assert check_matricule("27903512151898", as_of=date(1990, 1, 1)).findings
