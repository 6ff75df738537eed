"""Comparing two identities, and searching for an earlier record."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules.ins import (
    Agreement,
    BirthDate,
    Comparison,
    Conclusion,
    Identifier,
    Identity,
    PartialDate,
    Traits,
    check_search,
    compare,
    complete,
    search_anteriority,
)
from esante_rules.ins._oid import INS_NIA, INS_NIR, INS_NIR_TEST
from esante_rules.testing.ins import traits
from tests.ins import build
from tests.ins.vectors import vectors
from tests.support import outputs

ONE, TWO = "185030100199915", "284052A00199648"
KIND = {"nom": "birth_name", "prenoms": "given_names"}
words = st.lists(st.sampled_from(["ALPHA", "BRAVO", "Zoé", "ZOE", "D'ESSAI"]), min_size=1, max_size=4)
lists = words.map(" ".join) | words.map("-".join)


def person(**changes: Any) -> Traits:
    return build.traits({**build.PERSON, **changes})


def level(comparison: Comparison, trait: str) -> Agreement:
    return next(c.agreement for c in comparison.traits if c.trait == trait)


@pytest.mark.parametrize(("given_", "expected"), vectors("comparison"))
def test_vectors_of_the_comparison(given_: dict[str, Any], expected: str) -> None:
    trait = KIND[given_["kind"]]
    for one, other in (("a", "b"), ("b", "a")):
        compared = compare(Traits(**{trait: given_[one]}), Traits(**{trait: given_[other]}))
        assert level(compared, trait) == expected


@given(traits(), traits())
def test_a_comparison_does_not_depend_on_the_order(one: Traits, other: Traits) -> None:
    there, back = compare(one, other), compare(other, one)
    assert [c.agreement for c in there.traits] == [c.agreement for c in back.traits]
    assert there.conclusion is back.conclusion
    assert there.report == back.report


@given(lists, lists)
def test_given_names_are_compared_alike_both_ways(one: str, other: str) -> None:
    a, b = Traits(given_names=one), Traits(given_names=other)
    assert level(compare(a, b), "given_names") is level(compare(b, a), "given_names")


@given(traits())
def test_a_person_is_the_same_as_themself(someone: Traits) -> None:
    itself = compare(someone, someone)
    assert {c.agreement for c in itself.traits} == {Agreement.IDENTIQUE}
    assert itself.concordant
    assert itself.report.findings == ()
    assert itself.conclusion is Conclusion.CANDIDATE
    assert pickle.loads(pickle.dumps(itself)) == itself


@given(traits(), traits())
def test_no_output_shows_a_trait(one: Traits, other: Traits) -> None:
    compared = compare(one, other, use="upgrade")
    shown = f"{compared!r} {compared.explain('fr')} {compared.explain('en')} {outputs(compared.report)}"
    for someone in (one, other):
        assert str(someone.birth_name) not in shown
        assert someone.birth_date is None or someone.birth_date.text not in shown


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_is_compared(one: str, other: str) -> None:
    sides = [
        Traits(birth_name=t, given_names=t, birth_date=t, sex=t, birth_place=t, first_given_name=t)
        for t in (one, other)
    ]
    assert len(compare(*sides).traits) == 5


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (BirthDate("1960-05-17"), BirthDate("1960-05-17"), "IDENTIQUE"),
        (BirthDate("1960-05-17"), BirthDate("1960-05-18"), "DISCORDANT"),
        (complete(PartialDate(1960, 5)), BirthDate("1960-05-17"), "EQUIVALENT"),
        (complete(PartialDate(1960, 5)), BirthDate("1960-06-01"), "DISCORDANT"),
        (complete(PartialDate(1960)), BirthDate("1960-06-01"), "EQUIVALENT"),
        (complete(PartialDate(1960)), complete(PartialDate(1960, 5)), "EQUIVALENT"),
        (complete(PartialDate(1960)), BirthDate("1961-06-01"), "DISCORDANT"),
        (BirthDate("1960-12-31", interpreted=True), BirthDate("1960-06-01"), "A_CONTROLER"),
        (BirthDate("1960-12-31", interpreted=True), BirthDate("1961-06-01"), "DISCORDANT"),
        (complete(PartialDate(1380, 5, 1, lunar=True)), BirthDate("1960-06-01"), "A_CONTROLER"),
        (BirthDate("1960"), BirthDate("1960-06-01"), "NON_COMPARABLE"),
        (complete(PartialDate(1960, 5)), BirthDate("1960-05-17", original=PartialDate(1960, 6)), "EQUIVALENT"),
        (None, BirthDate("1960-06-01"), "NON_COMPARABLE"),
    ],
)
def test_dates_are_compared_on_what_is_known(a: BirthDate | None, b: BirthDate | None, expected: str) -> None:
    assert level(compare(Traits(birth_date=a), Traits(birth_date=b)), "birth_date") == expected
    assert level(compare(Traits(birth_date=b), Traits(birth_date=a)), "birth_date") == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [("M", "M", "IDENTIQUE"), ("M", "F", "DISCORDANT"), ("I", "F", "A_CONTROLER"), ("", "F", "NON_COMPARABLE")],
)
def test_sexes(a: str, b: str, expected: str) -> None:
    assert level(compare(Traits(sex=a), Traits(sex=b)), "sex") == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("01001", "01001", "IDENTIQUE"),
        ("2a001", "2A001", "EQUIVALENT"),
        ("75056", "75115", "EQUIVALENT"),
        ("01001", "01002", "DISCORDANT"),
        ("01001", "99999", "NON_COMPARABLE"),
        ("99999", "99999", "NON_COMPARABLE"),
    ],
)
def test_places(a: str, b: str, expected: str) -> None:
    for one, other in ((a, b), (b, a)):
        assert level(compare(Traits(birth_place=one), Traits(birth_place=other)), "birth_place") == expected


def ins(value: str | None, oid: str = INS_NIR, former: str | None = None, **changes: Any) -> Identity:
    numbers = [Identifier(value, oid)] if value else []
    numbers += [Identifier(former, oid, active=False)] if former else []
    return Identity(traits=person(**changes), identifiers=numbers)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (ins(ONE), ins(ONE), Conclusion.SAME),
        (ins(ONE), ins(ONE, given_names="ALPHA"), Conclusion.SAME),
        (ins(ONE), ins(ONE, sex="F"), Conclusion.COLLISION),
        (ins(ONE, INS_NIA), ins(ONE), Conclusion.NIA_BECAME_NIR),
        (ins(ONE, INS_NIR_TEST), ins(ONE), Conclusion.TO_REVIEW),
        (ins(ONE), ins(ONE, sex="I"), Conclusion.TO_REVIEW),
        (ins(ONE), ins(TWO), Conclusion.HISTORY_OR_HOMONYM),
        (ins(ONE), ins(TWO, former=ONE), Conclusion.HISTORY),
        (ins(ONE), ins(TWO, sex="I"), Conclusion.TO_REVIEW),
        (ins(ONE), ins(TWO, sex="F"), Conclusion.DISTINCT),
        (ins(None), ins(TWO), Conclusion.CANDIDATE),
        (ins(None), ins(None), Conclusion.CANDIDATE),
        (ins(None), ins(TWO, sex="I"), Conclusion.TO_REVIEW),
        (ins(None), ins(TWO, sex="F"), Conclusion.UNLINKED),
    ],
)
def test_conclusions(a: Identity, b: Identity, expected: Conclusion) -> None:
    assert compare(a, b).conclusion is expected
    assert compare(b, a).conclusion is expected


def test_a_comparison_is_said_in_both_languages() -> None:
    compared = compare(Traits(birth_name="ESSAI", sex="M"), Traits(birth_name="Essai", sex="F"))
    assert compared.explain() == (
        "nom de naissance : EQUIVALENT (même nom, écrit autrement)\n"
        "liste des prénoms : NON_COMPARABLE (valeur absente ou inconnue d'un côté)\n"
        "date de naissance : NON_COMPARABLE (valeur absente ou inconnue d'un côté)\n"
        "sexe : DISCORDANT (valeurs différentes)\n"
        "lieu de naissance : NON_COMPARABLE (valeur absente ou inconnue d'un côté)"
    )
    assert compared.explain("en").splitlines()[3] == "sex : DISCORDANT (different values)"


def test_one_discordant_trait_forbids_an_upgrade() -> None:
    differs = compare(person(), person(birth_place="01002"), use="upgrade")
    assert differs.discordant == ("birth_place",)
    assert not differs.report.ok
    assert compare(person(), person(given_names="ALPHA"), use="upgrade").report.ok
    assert not compare(person(), person(), use="verification").report.ok


def test_words_of_the_caller() -> None:
    with pytest.raises(ValueError, match="use must be one of: inform, upgrade, verification"):
        compare(person(), person(), use="canari")
    with pytest.raises(ValueError, match="scope must be one of: between, local"):
        check_search([], scope="canari")
    with pytest.raises(ValueError, match="a criterion must be one of: birth_name, given_names"):
        check_search(["canari"])
    with pytest.raises(TypeError, match="criteria must be a sequence of words, not str"):
        check_search("sex")
    with pytest.raises(TypeError, match="an identity must be Traits or Identity, not str"):
        compare("x", person())  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(["birth_name", "given_names", "birth_date", "sex", "birth_place"])))
def test_the_five_traits_may_decide(criteria: list[str]) -> None:
    assert check_search(criteria).findings == ()


def test_a_local_search_by_matricule_needs_no_date() -> None:
    assert check_search(["matricule"], scope="local").findings == ()


def test_an_anteriority_ignores_everything_but_the_five_traits() -> None:
    records: list[Traits | Identity] = [
        ins(TWO, sex="F"),
        ins(TWO, given_names="ALPHA"),
        ins(ONE),
        Traits(),
        Traits(used_name="VECTEUR"),
        person(birth_place="99999"),
    ]
    found = search_anteriority(person(), records)
    assert [a.index for a in found] == [2, 1, 5]
    assert {a.comparison.conclusion for a in found} == {Conclusion.CANDIDATE, Conclusion.TO_REVIEW}
    day = date(1990, 1, 1)
    assert {a.comparison.report.as_of for a in search_anteriority(person(), records, as_of=day)} == {day}


@given(traits(), st.lists(traits(), max_size=4))
def test_a_record_of_the_same_traits_is_always_found_first(someone: Traits, others: list[Traits]) -> None:
    found = search_anteriority(someone, [*others, someone])
    assert found
    assert {c.agreement for c in found[0].comparison.traits} == {Agreement.IDENTIQUE}
    assert not [a for a in found if a.comparison.discordant]
