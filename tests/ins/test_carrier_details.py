"""Details of the carriers that no rule vector asserts: kinds, namespaces, flags, and each loss by itself."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from esante_rules.ins import BirthDate, Identifier, PartialDate, cda, fhir, hl7
from esante_rules.ins._carrier import losses
from tests.ins.carrier_cases import MATRICULE, NIR, person

KINDS = [
    ("1.2.250.1.213.1.4.8", "INS"),
    ("1.2.250.1.213.1.4.13", "NSS"),
    ("1.2.250.1.213.1.4.2", "OTHER"),
    ("1.2.3.4", "IPP"),
]


@pytest.mark.parametrize(("root", "kind"), KINDS)
def test_a_root_says_what_an_identifier_is(root: str, kind: str) -> None:
    read = cda.read(cda.RecordTarget(ids=(cda.Id(root, MATRICULE),))).identity
    assert [one.kind for one in read.identifiers] == [kind]


@pytest.mark.parametrize(("code", "kind"), [("PI", "IPP"), ("RRI", "REGIONAL"), ("NH", "NSS"), ("ZZ", "OTHER")])
def test_a_type_says_what_an_identifier_is(code: str, kind: str) -> None:
    number = {"system": "urn:oid:1.2.3", "value": "7", "type": {"coding": [{"code": code}]}}
    read = fhir.read({"resourceType": "Patient", "identifier": [number]}).identity
    assert [one.kind for one in read.identifiers] == [kind]
    pid = hl7.read(f"PID|||7^^^LABO&1.2.3&ISO^{code}").identity
    assert [(one.kind, one.namespace) for one in pid.identifiers] == [(kind, "LABO")]


def test_an_unknown_type_under_an_oid_of_the_ins_is_an_ins() -> None:
    read = hl7.read(f"PID|||{MATRICULE}^^^X&{NIR}&ISO^ZZ~8^^^X&1.2.3&ISO^ZZ").identity
    assert [one.kind for one in read.identifiers] == ["INS", "OTHER"]


@pytest.mark.parametrize("flag", [True, False, None])
def test_the_flag_of_an_interpreted_date_is_read_as_it_is(flag: Any) -> None:
    patient = fhir.write(person({})).value
    url = "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-birthdate-update-indicator"
    patient["extension"].append({"url": url, "valueBoolean": flag})
    day = fhir.read(patient).identity.traits.birth_date
    assert day is not None
    assert day.interpreted is (flag is True)


def test_the_used_names_go_to_their_own_repetition() -> None:
    text = hl7.write(person({"traits": {"used_name": "MODELE", "used_given_name": "BRAVO"}})).value
    assert text.split("|")[5] == "VECTEUR^ALPHA^ALPHA BRAVO^^^^L~MODELE^BRAVO^^^^^D"


def test_each_part_of_a_date_is_a_loss_of_its_own() -> None:
    whole = BirthDate("1985-03-14", interpreted=True, original=PartialDate(1985, 3))
    identity = person({})

    def lost(day: BirthDate | None) -> list[str]:
        before = evolve(identity, traits=evolve(identity.traits, birth_date=whole))
        return [loss.at for loss in losses(before, evolve(identity, traits=evolve(identity.traits, birth_date=day)))]

    place = "traits.birth_date"
    assert lost(whole) == []
    assert lost(None) == [place, f"{place}.interpreted", f"{place}.original"]
    assert lost(evolve(whole, text="1985-03-15")) == [place]
    assert lost(evolve(whole, interpreted=False)) == [f"{place}.interpreted"]
    assert lost(evolve(whole, original=None)) == [f"{place}.original"]
    assert lost(evolve(whole, original=PartialDate(1985, 4))) == [f"{place}.original"]


def test_an_oid_or_a_kind_that_went_is_a_loss_and_the_number_is_not() -> None:
    one = Identifier("7", "1.2.3", kind="IPP")
    identity = person({"identifiers": []})
    before = evolve(identity, identifiers=[one])
    for after, expected in (
        (one, []),
        (evolve(one, oid=None), ["identifiers[1].oid"]),
        (evolve(one, kind="OTHER"), ["identifiers[1].kind"]),
        (evolve(one, value="8"), ["identifiers[1]"]),
    ):
        assert [loss.at for loss in losses(before, evolve(identity, identifiers=[after]))] == expected


@pytest.mark.parametrize("field", ["A", "7"])
def test_a_letter_or_a_digit_is_no_separator(field: str) -> None:
    with pytest.raises(ValueError, match="separators"):
        hl7.write(person({}), separators=hl7.Separators(field=field))
