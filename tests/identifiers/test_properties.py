"""What is true of every identifier: keys see what they promise, text never crashes a check, nothing that was read is
shown.
"""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stdnum import ean, luhn, verhoeff
from stdnum.fr import nir, siren, siret, tva

from esante_rules import Refused, Severity, identifiers
from esante_rules.identifiers import KINDS, RULES, algorithms
from esante_rules.ins import legacy
from esante_rules.testing import identifiers as making
from tests.support import outputs, traced

GOOD: dict[str, st.SearchStrategy[str]] = {
    "rpps": making.rpps(),
    "adeli": making.adeli(),
    "adeli-rang": making.adeli_rang(),
    "rpps-rang": making.rpps_rang(),
    "professional-id": making.professional_ids(),
    "finess": making.finess(),
    "siren": making.siren(),
    "siret": making.siret(),
    "structure-id": making.structure_ids(),
    "oid": making.oids(),
    "uuid": making.uuids(),
    "ins-c": making.ins_c(),
    "mssante-address": making.citizen_addresses(),
    "loinc": making.loinc(),
    "snomed-ct": making.snomed_ct(),
    "cip13": making.cip13(),
    "ucd13": making.ucd13(),
    "lpp": making.lpp(),
}
# Tests repeated for every kind or verb take a share of the examples of the profile each.
SHARE = settings(max_examples=max(20, settings().max_examples // 4))
LEGACY = {"identifiers.adeli.retired", "identifiers.ins-c.superseded", "identifiers.structure-id.two-readings"}
ANY_GOOD = st.sampled_from(sorted(GOOD)).flatmap(lambda kind: st.tuples(st.just(kind), GOOD[kind]))
# Text near the forms: random characters alone would hardly ever leave the first test of a pattern.
NOISE = st.text(st.sampled_from("0123456789AB./-@ \u00a0\u202fé\n\x00٣LMVurn:oid^&~|")) | st.text()
NEAR = st.builds(
    lambda good, place, sign: good[:place] + sign + good[place:],
    st.one_of(*GOOD.values()),
    st.integers(0, 15),
    st.sampled_from(["", " ", "\n", "0", "A", "/", "\u00a0", "٣", "\x00"]),
)
ANY_TEXT = NOISE | NEAR
VERBS = sorted(name for name in dir(identifiers) if name.startswith("check_"))


def _call(verb: str, text: str) -> Any:
    check = getattr(identifiers, verb)
    arguments: dict[str, int] = {
        "check_code": 2,
        "check_local_patient_id": 2,
        "check_unit_id": 2,
        "check_actor_id": 2,
        "check_organisation_id": 2,
        "check_document_id": 2,
        "check_fhir_identifier": 3,
    }
    return check(*[text] * arguments.get(verb, 1))


@given(ANY_GOOD)
def test_strategies_make_numbers_without_a_fault(made: tuple[str, str]) -> None:
    kind, number = made
    assert {f.id for f in KINDS[kind].check(number).findings} <= LEGACY


@pytest.mark.parametrize("verb", VERBS)
@SHARE
@given(text=ANY_TEXT)
@example(text="0" * 5000)
@example(text="2.25." + "9" * 59)
@example(text="3750100125/" + " " * 500 + "\n")
def test_any_text_gives_a_report_that_pickles(verb: str, text: str) -> None:
    report = _call(verb, text)
    assert pickle.loads(pickle.dumps(report)) == report
    assert copy.deepcopy(report) == report
    assert report.to_dict("fr")["ok"] is report.ok


CANARY = st.text("QWXZqwxz", min_size=9, max_size=12)


@pytest.mark.parametrize("verb", VERBS)
@SHARE
@given(canary=CANARY, good=st.one_of(*GOOD.values()), place=st.integers(0, 20))
def test_nothing_that_was_read_is_shown(verb: str, canary: str, good: str, place: int) -> None:
    report = _call(verb, good[:place] + canary + good[place:])
    assert canary not in outputs(report)


@pytest.mark.parametrize("kind", sorted(GOOD))
@SHARE
@given(data=st.data())
def test_numbers_are_not_shown_either(kind: str, data: st.DataObject) -> None:
    good = data.draw(GOOD[kind])
    shown = outputs(KINDS[kind].check(good))
    if len(good) > 8:  # a shorter one may be a page number
        assert good not in shown
    parsed = KINDS[kind].build(good)
    assert good not in repr(parsed)
    classified = identifiers.classify(good, families=None)
    assert len(good) < 9 or good not in repr(classified) + classified.explain("fr") + classified.explain("en")


@pytest.mark.parametrize("kind", sorted(KINDS))
@SHARE
@given(data=st.data())
def test_parse_succeeds_exactly_when_the_check_is_ok(kind: str, data: st.DataObject) -> None:
    value = data.draw(st.one_of(GOOD.get(kind, NOISE), ANY_TEXT))
    subject = KINDS[kind]
    report = subject.check(value)
    assert subject.is_valid(value) is report.ok
    clean = not any(f.severity is Severity.WARNING for f in report.findings)
    assert subject.is_valid(value, strict=True) is (report.ok and clean)
    if report.ok:
        parsed = subject.parse(value)
        assert parsed.text == value
        assert pickle.loads(pickle.dumps(parsed)) == parsed
    else:
        with pytest.raises(Refused) as refused:
            subject.parse(value)
        assert refused.value.report == report
        assert len(value) < 9 or value not in str(refused.value) + repr(refused.value)


@pytest.mark.parametrize("kind", sorted(KINDS))
@SHARE
@given(text=ANY_TEXT)
def test_a_value_is_built_exactly_when_the_form_fits(kind: str, text: str) -> None:
    subject = KINDS[kind]
    if subject.matches(text):
        assert subject.build(text).text == text
    else:
        with pytest.raises(ValueError, match="form") as refused:
            subject.build(text)
        assert len(text) < 9 or text not in traced(refused.value)


@pytest.mark.parametrize("kind", sorted(KINDS))
@SHARE
@given(text=ANY_TEXT)
def test_normalising_twice_changes_nothing_and_never_spoils_a_right_form(kind: str, text: str) -> None:
    once = identifiers.normalise(text, kind)
    assert identifiers.normalise(once, kind) == once
    if KINDS[kind].matches(text):
        assert KINDS[kind].matches(once)


@given(ANY_GOOD, st.sampled_from(" \u00a0\u202f"), st.integers(0, 10))
def test_spaces_are_reported_then_forgiven(made: tuple[str, str], space: str, place: int) -> None:
    kind, number = made
    place = min(place, number.find("/") if "/" in number else place)
    spaced = number[:place] + space + number[place:]
    if kind == "mssante-address":
        spaced = space + number
    assert not KINDS[kind].check(spaced).ok
    again = identifiers.normalise(spaced, kind)
    assert again == identifiers.normalise(number, kind)
    assert KINDS[kind].matches(again)


def _digit_kinds(*names: str) -> st.SearchStrategy[tuple[str, str]]:
    return st.sampled_from(names).flatmap(lambda kind: st.tuples(st.just(kind), GOOD[kind]))


@given(
    _digit_kinds("rpps", "siren", "finess", "loinc", "snomed-ct", "cip13", "ucd13", "ins-c", "adeli").flatmap(
        lambda made: st.tuples(st.just(made[0]), making.one_digit_changed(made[1]))
    )
)
def test_every_change_of_one_digit_is_seen(made: tuple[str, str]) -> None:
    kind, changed = made
    report = KINDS[kind].check(changed)
    assert f"identifiers.{kind}.key-mismatch" in {f.id for f in report.findings} or not KINDS[kind].matches(changed)


@given(making.siret().filter(lambda number: not algorithms.is_la_poste_site(number)).flatmap(making.one_digit_changed))
def test_every_change_of_one_digit_of_a_siret_is_seen_but_for_la_poste(changed: str) -> None:
    # One change may lead into the numbers of La Poste, whose sum is another: then the SIREN inside is what fails or
    # is La Poste's.
    if not algorithms.is_la_poste_site(changed):
        assert KINDS["siret"].check(changed).findings


@given(making.siret_la_poste(), st.integers(9, 13), st.integers(1, 9))
def test_la_poste_misses_exactly_the_changes_by_five(number: str, place: int, shift: int) -> None:
    changed = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    difference = int(changed[place]) - int(number[place])
    assert algorithms.siret_ok(changed) is (difference % 5 == 0)


@given(
    _digit_kinds("snomed-ct", "ins-c").flatmap(
        lambda made: st.tuples(st.just(made[0]), making.one_digit_changed(made[1]))
    )
)
def test_verhoeff_and_97_see_a_changed_digit_wherever_it_is(made: tuple[str, str]) -> None:
    kind, changed = made
    assert not KINDS[kind].check(changed).ok


def _swaps(number: str) -> list[tuple[str, str]]:
    """Every swap of two different neighbouring digits, with the pair."""
    pairs = [(place, number[place : place + 2]) for place in range(len(number) - 1)]
    return [
        (number[:place] + pair[1] + pair[0] + number[place + 2 :], pair)
        for place, pair in pairs
        if re.fullmatch("[0-9]{2}", pair) and pair[0] != pair[1]
    ]


@given(making.rpps())
def test_luhn_misses_exactly_the_swaps_of_0_and_9(number: str) -> None:
    for swapped, pair in _swaps(number):
        assert algorithms.luhn_ok(swapped) is (pair in {"09", "90"})


@given(making.cip13())
def test_gs1_misses_exactly_the_swaps_that_differ_by_5(number: str) -> None:
    for swapped, pair in _swaps(number):
        assert (algorithms.gs1_key(swapped[:-1]) == swapped[-1]) is (abs(int(pair[0]) - int(pair[1])) == 5)


@given(making.snomed_ct())
def test_verhoeff_sees_every_swap(number: str) -> None:
    assert not any(algorithms.verhoeff_ok(swapped) for swapped, _ in _swaps(number))


@given(making.ins_c())
def test_97_sees_every_swap(number: str) -> None:
    swapped = [text for text, _ in _swaps(number)]
    assert not any(identifiers.is_valid_ins_c(text) or legacy.is_ins_c(text) for text in swapped)
    assert [KINDS["ins-c"].matches(text) for text in swapped] == [int(text[:20]) < 2**64 for text in swapped]


@given(making.digits(20))
def test_the_two_packages_recognise_the_same_ins_c(body: str) -> None:
    number = body + algorithms.mod97_key(body)
    assert identifiers.is_valid_ins_c(number, as_of=date(2020, 1, 1)) is legacy.is_ins_c(number)


@given(making.digits(6, first="3").map("3".__add__).map(lambda text: text[:6]), st.integers(0, 5), st.integers(1, 9))
def test_mod_11_sees_a_changed_digit_of_the_body(body: str, place: int, shift: int) -> None:
    changed = body[:place] + str((int(body[place]) + shift) % 10) + body[place + 1 :]
    assert algorithms.mod11_remainder(changed) != algorithms.mod11_remainder(body)


def test_corsican_letters_share_the_key_of_1_and_2() -> None:
    assert algorithms.lettered_luhn_key("2A000017") == algorithms.lettered_luhn_key("21000017")
    assert algorithms.lettered_luhn_key("2B000002") == algorithms.lettered_luhn_key("22000002")


DIGITS = st.text("0123456789", min_size=2, max_size=20)


@given(DIGITS)
def test_luhn_and_verhoeff_agree_with_stdnum(number: str) -> None:
    assert algorithms.luhn_ok(number) is luhn.is_valid(number)
    assert algorithms.luhn_key(number) == luhn.calc_check_digit(number)
    assert algorithms.verhoeff_ok(number) is verhoeff.is_valid(number)
    assert algorithms.verhoeff_key(number) == verhoeff.calc_check_digit(number)


@given(st.one_of(making.siren(), making.digits(9)))
def test_siren_agrees_with_stdnum(number: str) -> None:
    assert identifiers.is_valid_siren(number, strict=True) is (siren.is_valid(number) and number != "0" * 9)
    assert identifiers.vat_number(number) == "FR" + siren.to_tva(number)
    if siren.is_valid(number):
        assert tva.is_valid(identifiers.vat_number(number))


@given(
    st.one_of(
        making.siret(),
        making.siret_la_poste(),
        making.siret_la_poste().flatmap(making.one_digit_changed),
        making.digits(14),
    )
)
def test_siret_agrees_with_stdnum(number: str) -> None:
    assert identifiers.is_valid_siret(number, strict=True) is (siret.is_valid(number) and number != "0" * 14)


@given(
    st.tuples(making.digits(5), st.one_of(making.digits(2), st.sampled_from(["2A", "2B"])), making.digits(6)).map(
        "".join
    )
)
def test_nir_key_agrees_with_stdnum(body: str) -> None:
    assert algorithms.nir_key(body) == nir.calc_check_digits(body)
    assert algorithms.nir_ok(body + algorithms.nir_key(body))


@given(making.digits(12))
def test_gs1_agrees_with_stdnum(body: str) -> None:
    assert algorithms.gs1_key(body) == ean.calc_check_digit(body)


@given(making.uuids())
def test_a_uuid_and_its_oid_are_one_value(value: str) -> None:
    assert identifiers.oid_to_uuid(identifiers.uuid_to_oid(value)) == value.lower()
    assert identifiers.Uuid(value) == identifiers.Uuid(value.swapcase())
    assert identifiers.Uuid(value).cda == value.upper()


@given(making.professional_ids())
def test_a_professional_id_is_the_sum_of_its_parts(text: str) -> None:
    parsed = identifiers.parse_professional_id(text)
    assert identifiers.ProfessionalId.of(parsed.kind, parsed.number, parsed.local) == parsed
    assert parsed.kind in identifiers.PROFESSIONAL_KINDS


@given(making.structure_ids())
def test_a_structure_id_is_the_sum_of_its_parts(text: str) -> None:
    parsed = identifiers.parse_structure_id(text)
    assert identifiers.StructureId.of(parsed.kind, parsed.number) == parsed
    assert parsed.kind in identifiers.STRUCTURE_KINDS


@given(making.structure_ids())
def test_the_two_national_schemes_share_no_text_but_by_their_length(text: str) -> None:
    assert not KINDS["professional-id"].matches(text) or text[0] in "0"


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=15)


@given(making.professional_ids(), WORDS, WORDS, st.booleans())
def test_xcn_round_trip(text: str, name: str, given_name: str, software: bool) -> None:
    software = software and text[0] not in "08"
    written = identifiers.to_xcn(identifiers.ProfessionalId(text), name=name, given=given_name, software=software)
    read = identifiers.parse_xcn(written)
    assert (read.identifier, read.name, read.given) == (text, name, given_name)
    assert {f.id for f in identifiers.check_xcn(written).findings} <= LEGACY
    assert text not in repr(read)


@given(making.professional_ids())
def test_software_never_bears_the_number_of_a_person(text: str) -> None:
    identifier = identifiers.ProfessionalId(text)
    as_person = identifiers.to_xcn(identifier)
    as_software = as_person.replace("^D^^^IDNPS", "^U^^^RI")
    refused = [f.id for f in identifiers.check_xcn(as_software).findings if f.at == "XCN.13"]
    if text[0] in "08":
        assert refused == ["identifiers.xcn.type-code"]
        with pytest.raises(ValueError, match="kind 1, 3, 4, 5 or 6"):
            identifiers.to_xcn(identifier, software=True)
    else:
        assert refused == []
        assert identifiers.to_xcn(identifier, software=True) == as_software


def test_the_number_of_a_patient_is_seen_wherever_a_professional_belongs() -> None:
    number = "279035121518989"
    assert identifiers.check_xcn(f"{number}^TEST^^^^^^^^D^^^EI").findings[0].id.endswith("patient-number")
    spaced = identifiers.classify("2 79 03 51 215 189 89")
    assert (spaced.candidates, spaced.personal) == ((), True)
    assert [reading.kind for reading in spaced.when_tidied] == ["matricule"]
    assert identifiers.classify("284052a00199648").personal
    assert identifiers.classify(f"{number}@patient.mssante.fr", families=("mssante",)).personal
    assert identifiers.classify(f"{number}@patient.mssante.fr").personal
    assert (
        identifiers.check_xcn("2 79 03 51 215 189 89^N^G^^^^^^&1.2.3&ISO^D^^^EI")
        .findings[0]
        .id.endswith("patient-number")
    )
    assert not identifiers.classify("jean.test@cabinet.mssante.fr", families=None).personal


def test_a_siren_authority_wants_a_siren() -> None:
    finess = identifiers.check_xon("ORG^^^^^&1.3.2&ISO^SIREN^^^1750712184")
    assert [(f.id, f.at) for f in finess.findings if f.severity.value == "error"] == [
        ("identifiers.xon.authority", "XON.6")
    ]
    assert identifiers.check_xon("ORG^^^^^&1.3.2&ISO^SIREN^^^2732829320").ok


@given(making.structure_ids(), WORDS)
def test_xon_round_trip(text: str, name: str) -> None:
    structure = identifiers.StructureId(text)
    for type_code in ("IDNST", "SIREN") if structure.kind == "2" else ("IDNST",):
        written = identifiers.to_xon(structure, name=name, type_code=type_code)
        read = identifiers.parse_xon(written)
        assert (read.identifier, read.name, read.type_code) == (text, name, type_code)


@given(
    WORDS.map("x".__add__),
    st.sampled_from(["1.2.250.1.213.1.4.8", "1.2.250.1.999.3"]),
    st.sampled_from(["NH", "PI", "INS"]),
)
def test_cx_round_trip(value: str, authority: str, type_code: str) -> None:
    read = identifiers.parse_cx(identifiers.to_cx(value, authority, type_code=type_code))
    assert (read.identifier, read.authority, read.type_code) == (value, authority, type_code)


@given(making.professional_ids())
def test_what_is_written_in_fhir_is_right_there(text: str) -> None:
    for written in identifiers.professional_to_fhir(identifiers.ProfessionalId(text)):
        report = identifiers.check_fhir_identifier(written.system, written.type_code, written.value)
        assert {f.id for f in report.findings} <= LEGACY


@given(making.structure_ids(), st.sampled_from([None, "EJ", "EG"]))
def test_structures_are_right_in_fhir_too(text: str, level: str | None) -> None:
    for written in identifiers.structure_to_fhir(identifiers.StructureId(text), level=level):
        report = identifiers.check_fhir_identifier(written.system, written.type_code, written.value)
        assert {f.id for f in report.findings} <= LEGACY


@given(ANY_TEXT)
def test_classify_lists_exactly_the_kinds_whose_form_fits(text: str) -> None:
    found = identifiers.classify(text, families=None)
    fits = {name for name, kind in KINDS.items() if kind.matches(text)}
    assert set(found.candidates) - {"matricule"} == fits
    assert found.ambiguous is (len(found.candidates) > 1)
    assert pickle.loads(pickle.dumps(found)) == found


@given(making.finess())
def test_nine_digits_have_several_readings(number: str) -> None:
    found = identifiers.classify(number)
    assert {"finess", "adeli"} <= set(found.candidates)
    assert number[1] in "AB" or "siren" in found.candidates
    assert {r.key_ok for r in found.readings if r.kind in {"finess", "adeli", "siren"}} == {True}


def test_verbs_and_rules_pickle_as_names() -> None:
    verb: Callable[[str], bool] = pickle.loads(pickle.dumps(identifiers.is_valid_rpps))
    assert verb("01234567897")
    assert all(pickle.loads(pickle.dumps(rule)) is rule for rule in RULES)
    assert all(pickle.loads(pickle.dumps(kind)) is kind for kind in KINDS.values())


@pytest.mark.parametrize("verb", VERBS)
def test_another_type_is_named_and_nothing_more(verb: str) -> None:
    with pytest.raises(TypeError, match="int") as refused:
        _call(verb, 279035121518989)  # type: ignore[arg-type]
    assert "279035121518989" not in traced(refused.value).replace("_call(verb, 279035121518989)", "")


@given(
    ANY_GOOD.map(lambda made: "10" + made[1]).flatmap(
        lambda number: st.tuples(st.just(number), making.neighbours_swapped(number))
    )
)
def test_a_swap_of_neighbours_keeps_the_digits_and_changes_the_number(pair: tuple[str, str]) -> None:
    number, swapped = pair
    assert swapped != number
    assert sorted(swapped) == sorted(number)
    assert swapped in {other for other, _ in _swaps(number)}


def test_nothing_to_change_or_to_swap_is_said() -> None:
    for strategy in (making.one_digit_changed, making.neighbours_swapped):
        with pytest.raises(ValueError, match="number has no"):
            strategy("ABC")
    with pytest.raises(ValueError, match="neighbouring"):
        making.neighbours_swapped("1-1 11")


@pytest.mark.parametrize("name", ["xcn", "xon", "cx", "mssante_address"])
@SHARE
@given(data=st.data())
def test_fields_are_parsed_exactly_when_the_check_is_ok(name: str, data: st.DataObject) -> None:
    right = {
        "xcn": making.professional_ids().map(lambda text: identifiers.to_xcn(identifiers.ProfessionalId(text))),
        "xon": making.structure_ids().map(lambda text: identifiers.to_xon(identifiers.StructureId(text))),
        "cx": making.oids().map(lambda oid: f"1^^^&{oid}&ISO^PI"),
        "mssante_address": making.citizen_addresses(),
    }[name]
    place, sign = (
        data.draw(st.integers(0, 60)),
        data.draw(st.sampled_from(["", "^", "&", "~", "0", "A", "@", ".", "\n"])),
    )
    value = data.draw(st.one_of(right, right.map(lambda text: text[:place] + sign + text[place:]), ANY_TEXT))
    report = getattr(identifiers, f"check_{name}")(value)
    parse = getattr(identifiers, f"parse_{name}")
    if report.ok:
        assert pickle.loads(pickle.dumps(parse(value))) == parse(value)
    else:
        with pytest.raises(Refused) as refused:
            parse(value)
        assert refused.value.report == report
