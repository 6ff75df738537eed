"""INSi: the requests that are made, the answers that are read, and what they may change."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from esante_rules import Refused, Text
from esante_rules.ins import Identity, insi
from esante_rules.testing import ins as strategies
from tests.ins.carrier_cases import ANSWER, MATRICULE, NIR, person


@given(identity=strategies.identities(status="QUAL"))
def test_a_request_holds_the_minimum_and_nothing_that_was_not_asked(identity: Identity) -> None:
    made = insi.request(identity)
    assert [name for name, _ in made.elements] == ["NomNaissance", "Prenom", "Sexe", "DateNaissance"]
    traits = identity.traits
    assert made.values("NomNaissance") == (traits.birth_name,)
    assert made.values("DateNaissance") == (traits.birth_date and traits.birth_date.text,)


@given(identity=strategies.identities(status="QUAL"))
def test_a_search_is_narrowed_by_given_names_then_by_the_place(identity: Identity) -> None:
    names = (identity.traits.given_names or "").split()
    steps = insi.narrowing(identity)
    assert [step.values("Prenom") for step in steps] == [
        *(tuple(names[:count]) for count in range(1, len(names) + 1)),
        tuple(names),
    ]
    assert [bool(step.values("LieuNaissance")) for step in steps] == [False] * len(names) + [True]


def test_a_verification_sends_the_number_in_two_parts_and_the_whole_list() -> None:
    made = insi.request(person({}), operation="verify")
    assert made.elements == (
        ("NumIdentifiant", MATRICULE[:13]),
        ("Cle", MATRICULE[13:]),
        ("OID", NIR),
        ("NomNaissance", "VECTEUR"),
        ("Prenom", "ALPHA"),
        ("ListePrenom", "ALPHA BRAVO"),
        ("Sexe", "M"),
        ("DateNaissance", "1985-03-14"),
        ("LieuNaissance", "01001"),
    )
    assert repr(made) == "<Request verify masked>"


@pytest.mark.parametrize(
    "changes",
    [
        {"attributes": ["FICT"]},
        {"traits": {"sex": "I"}},
        {"traits": {"birth_name": "Vecteur"}},
        {"traits": {"no_given_name": True, "given_names": None, "first_given_name": None}},
        {"traits": {"no_birth_name": True, "birth_name": None}},
        {"traits": {"birth_date": "1985-03"}},
    ],
)
def test_a_request_that_is_forbidden_or_wrong_is_not_made(changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        insi.request(person(changes))


def test_every_code_says_what_it_means_and_what_to_do() -> None:
    for code in ("00", "01", "02", "03", ""):
        told = insi.meaning(code)
        assert isinstance(told.says, Text)
        assert isinstance(told.todo, Text)
        assert told.found is (code == "00")
    assert insi.meaning("77") == insi.meaning("")


def answer(**changes: Any) -> dict[str, Any]:
    return {"CR": {"CodeCR": "00"}, "INDIVIDU": {**ANSWER, **changes}}


def test_an_answer_gives_the_traits_the_number_and_the_former_ones() -> None:
    former = {"IdIndividu": {"NumIdentifiant": "1950399511997", "Cle": "11"}, "OID": "1.2.250.1.213.1.4.9"}
    for history in (former, [former]):
        read = insi.read_answer(answer(INSHISTO=history), local=person({}))
        assert read.report.ok
        assert read.identity is not None
        assert read.identity.status is None
        assert read.identity.insi is not None
        assert read.identity.insi.origin == "INSI"
        assert [(i.value, i.active) for i in read.identity.identifiers] == [
            (MATRICULE, True),
            ("195039951199711", False),
        ]


def test_the_traits_may_stand_in_their_own_element() -> None:
    traits = {name: value for name, value in ANSWER.items() if name != "INSACTIF"}
    nested = {"CR": {"CodeCR": "00"}, "INDIVIDU": {"INSACTIF": ANSWER["INSACTIF"], "TIQ": traits}}
    assert insi.read_answer(nested).identity == insi.read_answer(answer()).identity


def test_a_return_without_an_identity_gives_none() -> None:
    for code in ("01", "02", "99"):
        read = insi.read_answer({"CR": {"CodeCR": code}})
        assert read.identity is None
        assert not read.report.complete
    assert insi.read_answer({"CR": {"CodeCR": "01"}}).report.ok


def test_an_answer_that_differs_is_never_accepted_automatically() -> None:
    local = person({"traits": {"given_names": "BRAVO ALPHA", "sex": "F"}})
    found = [f for f in insi.read_answer(answer(), local=local).report.findings if f.id == "ins.insi.answer-differs"]
    assert len(found) == 1
    assert "liste des prénoms, sexe" in found[0].message("fr")
    close = evolve(local, traits=evolve(local.traits, given_names="Alpha", sex="M"))
    assert "ins.insi.answer-differs" not in {f.id for f in insi.read_answer(answer(), local=close).report.findings}


def test_no_return_but_00_moves_a_status() -> None:
    for code in ("01", "02", "", "99"):
        assert not insi.check_outcome(code, before="PROV", after="RECUP").ok
        assert insi.check_outcome(code, before="VALI", after="VALI").ok
