"""Answers at the edges: what a change of one sign in the code would have left unseen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from esante_rules import Report
from esante_rules.ins import (
    Agreement,
    BirthDate,
    Comparison,
    Conclusion,
    Device,
    Identifier,
    Identity,
    Matricule,
    Traits,
    check_identity,
    check_matricule,
    check_oid,
    check_traits,
    compare,
    name_key,
    normal_name,
    parse_matricule,
)
from esante_rules.ins._coherence import place_explained
from esante_rules.ins._matricule import STAGES
from esante_rules.ins._traits import begins
from tests.ins import build
from tests.ins.carrier_cases import MATRICULE, NIR

PERSON = build.identity({"traits": build.PERSON}).traits


def told(report: Report) -> list[tuple[str, str]]:
    return [(finding.id.removeprefix("ins."), finding.at) for finding in report.findings]


def identity(**changes: Any) -> Identity:
    return Identity(traits=evolve(PERSON, **changes), identifiers=[Identifier(MATRICULE, NIR)], status="QUAL")


def test_the_traits_of_an_identity_are_examined_with_all_that_is_known() -> None:
    base = told(check_identity(identity(), context="stockage", now=date(2026, 3, 1)))

    def added(one: Identity, **options: Any) -> set[tuple[str, str]]:
        options = {"context": "stockage", "now": date(2026, 3, 1), **options}
        return set(told(check_identity(one, **options))) - set(base)

    assert ("traits.missing", "traits.birth_name") in added(identity(birth_name=None))
    assert ("traits.missing", "traits.birth_name") in added(identity(birth_name=None), context="flux")
    without = Identity(traits=evolve(PERSON, birth_name=None), identifiers=(), status=None)
    assert ("traits.missing-in-message", "traits.birth_name") in added(without, context="flux")
    assert ("traits.birth-place-unknown-retrieved", "traits.birth_place") in added(identity(birth_place="99999"))
    lower = identity(birth_name="vecteur")
    assert ("traits.not-normalised-for-insi", "traits.birth_name") in added(lower, context="insi")
    future = identity(birth_date="2026-03-02")
    assert ("traits.birth-date-in-future", "traits.birth_date") in added(future)
    assert ("traits.birth-place-not-in-table", "traits.birth_place") in added(identity(), cog=("75056",))
    assert not [at for name, at in added(identity(), cog=("01001",)) if name.startswith("traits.birth-place")]


def test_a_lone_identifier_for_billing_is_of_today_unless_said() -> None:
    assert told(check_oid(NIR, purpose="nss")) == [("oid.ins-as-billing-number", "oid")]
    billing = Identity(identifiers=[Identifier("0001", NIR, kind="NSS")])
    assert "oid.ins-as-billing-number" in dict(told(check_identity(billing)))
    assert "oid.ins-as-billing-number-old-guide" in dict(told(check_identity(billing, old_guide=True)))


def test_a_birth_date_without_text_is_missing() -> None:
    report = check_traits(evolve(PERSON, birth_date=BirthDate("")), context="stockage")
    assert ("traits.missing", "birth_date") in told(report)


def test_the_first_given_name_is_examined_where_it_stands() -> None:
    spoilt = evolve(PERSON, first_given_name="alpha")
    severities = {
        context: {
            f.id: f.severity.value for f in check_traits(spoilt, context=context).findings if f.at == "first_given_name"
        }
        for context in ("flux", "insi")
    }
    assert severities["flux"] != severities["insi"]


@pytest.mark.parametrize("place", ["2a001", "2b001"])
def test_corsica_in_lower_case_is_forgiven_when_typed(place: str) -> None:
    typed, sent = (
        told(check_traits(evolve(PERSON, birth_place=place), context=context)) for context in ("saisie", "flux")
    )
    assert ("traits.birth-place-malformed", "birth_place") not in typed
    assert ("traits.birth-place-malformed", "birth_place") in sent


@pytest.mark.parametrize(
    ("value", "stage"),
    [("", 1), (" ", 1), ("ABC", 2), ("785030100199915", 3), (MATRICULE[:13], 4), (MATRICULE, 5)],
)
def test_a_matricule_is_examined_as_far_as_it_makes_sense(value: str, stage: int) -> None:
    report = check_matricule(value)
    reached = tuple(rule for rules in STAGES[:stage] for rule in rules)
    left = [rule for rules in STAGES[stage:] for rule in rules]
    assert report.evaluated == reached
    assert [rule for rule, _ in report.skipped] == left


@pytest.mark.parametrize("value", ["", " ", "\u00a0\t"])
def test_a_blank_number_is_absent(value: str) -> None:
    assert told(check_matricule(value)) == [("matricule.empty", "matricule")]


@pytest.mark.parametrize(
    ("value", "name", "params"),
    [
        ("261052A0019961", "matricule.wrong-length", {"length": 14}),
        ("261052B0019961", "matricule.wrong-length", {"length": 14}),
        ("2610A5200199611", "matricule.foreign-character", {"position": 5}),
        ("261051A00199611", "matricule.foreign-character", {"position": 7}),
        ("261052200A99611", "matricule.foreign-character", {"position": 10}),
        ("261052C00199611", "matricule.foreign-character", {"position": 7}),
        ("261052A0A199611", "matricule.foreign-character", {"position": 9}),
        ("261052X00199611", "matricule.foreign-character", {"position": 7}),
        ("X85030100199915", "matricule.foreign-character", {"position": 1}),
    ],
)
def test_the_letter_of_corsica_is_at_home_in_one_place(value: str, name: str, params: dict[str, int]) -> None:
    found = [(f.id, dict(f.params)) for f in check_matricule(value).findings]
    assert found == [(f"ins.{name}", params)]


def test_a_matricule_keeps_its_oid() -> None:
    assert parse_matricule(MATRICULE, oid=NIR).oid == NIR
    with pytest.raises(TypeError, match=r"^oid must be str or None, not int$"):
        Matricule(MATRICULE, 8)  # type: ignore[arg-type]


def test_december_is_a_month() -> None:
    born = Identity(traits=evolve(PERSON, birth_date="1985-03-14"), identifiers=[Identifier("185120100199987", NIR)])
    names = [name for name, _ in told(check_identity(born, context="stockage")) if name.startswith("coherence")]
    assert "coherence.month-mismatch" in names


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("97127", "97701", True),
        ("97127", "97801", True),
        ("98506", "97601", True),
        ("97127", "97201", False),
        ("97701", "97801", False),
    ],
)
def test_the_islands_that_changed_codes(one: str, other: str, same: bool) -> None:
    assert place_explained(one, other, None) is same
    assert place_explained(other, one, None) is same


def compared(one: Traits, other: Traits) -> dict[str, Agreement]:
    result: Comparison = compare(Identity(traits=one), Identity(traits=other))
    return {c.trait: c.agreement for c in result.traits}


@pytest.mark.parametrize(
    ("place", "later", "born", "expected"),
    [
        ("75012", "92012", "1960-04-09", Agreement.EQUIVALENT),
        ("75012", "92012", "1970-04-09", Agreement.DISCORDANT),
        ("20001", "2A001", "1961-07-02", Agreement.EQUIVALENT),
        ("20001", "2A001", "1981-07-02", Agreement.DISCORDANT),
    ],
)
def test_two_codes_of_a_place_agree_in_either_order_at_the_day_of_birth(
    place: str, later: str, born: str, expected: Agreement
) -> None:
    for first, second in ((place, later), (later, place)):
        one, other = (evolve(PERSON, birth_place=code, birth_date=born) for code in (first, second))
        assert compared(one, other)["birth_place"] is expected
        undated = evolve(other, birth_date=None)
        assert compared(one, undated)["birth_place"] is expected
        assert compared(undated, one)["birth_place"] is expected


def test_a_date_that_is_none_is_compared_without_an_exception() -> None:
    for text in ("", "1985", "x"):
        one = evolve(PERSON, birth_date=BirthDate(text, interpreted=True))
        assert compared(one, PERSON)["birth_date"] is not Agreement.IDENTIQUE
        assert compared(PERSON, one)["birth_date"] is not Agreement.IDENTIQUE


def test_the_three_levels_of_agreement_together_are_concordant() -> None:
    other = evolve(PERSON, birth_name="Vecteur", given_names="ALPHA BRAVO CHARLIE")
    levels = set(compared(PERSON, other).values())
    assert levels == {Agreement.IDENTIQUE, Agreement.EQUIVALENT, Agreement.COMPATIBLE}
    number = [Identifier(MATRICULE, NIR)]
    both = compare(Identity(traits=PERSON, identifiers=number), Identity(traits=other, identifiers=number))
    assert both.conclusion is Conclusion.SAME


def test_an_empty_number_is_no_ins_to_compare() -> None:
    full = Identity(traits=PERSON, identifiers=[Identifier(MATRICULE, NIR)])
    empty = Identity(traits=PERSON, identifiers=[Identifier("", NIR)])
    assert compare(full, empty).conclusion is compare(empty, full).conclusion is Conclusion.CANDIDATE


def test_a_document_that_nobody_knows_is_not_trusted() -> None:
    unknown = evolve(identity(), device=Device("ZZ"))
    assert ("status.device-not-trusted", "device") in told(check_identity(unknown, context="stockage"))


def test_no_letter_is_taken_from_the_ends_of_a_name() -> None:
    assert normal_name(" Xavier  Max ") == "XAVIER MAX"
    assert name_key("Xavier-Max") == name_key(" XAVIER MAX") == "XAVIER MAX"


def test_a_name_of_signs_only_is_the_beginning_of_no_other() -> None:
    signs, letters = (evolve(PERSON, given_names=text) for text in ("-", "ALPHA"))
    assert compared(signs, letters)["given_names"] is Agreement.DISCORDANT
    assert compared(letters, signs)["given_names"] is Agreement.DISCORDANT
    assert begins("-", "--")
