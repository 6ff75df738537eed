"""The vectors of the rulebook for INSi, datamatrix, HL7 v2, CDA, FHIR and MSSanté, and one identity in four forms."""

from __future__ import annotations

from typing import Any

import pytest

from esante_rules.ins import Identifier, Identity, Traits, cda, check_identity, datamatrix, fhir, hl7, insi, mssante
from esante_rules.ins._fhir_facts import COMMUNES, INSEE_CODE, OLD_STATUS, RELIABILITY
from tests.ins.vectors import numbered, vectors

TEST_NIR = "1.2.250.1.213.1.4.10"
REFERENCE = Identity(
    traits=Traits(
        birth_name="ESSAI-MODELE",
        first_given_name="ALPHA",
        given_names="ALPHA BRAVO-CHARLIE",
        birth_date="1985-03-14",
        sex="M",
        birth_place="01001",
    ),
    identifiers=[Identifier("185030100199915", TEST_NIR)],
    status="QUAL",
)
PAYLOAD = (
    "IS010000000000000000000000S1185030100199915S21.2.250.1.213.1.4.10S3ALPHA BRAVO-CHARLIE\x1d"
    "S4ESSAI-MODELE\x1dS5MS614-03-1985S701001"
)
PID = (
    "PID|||0001^^^LABO&1.2.3.4&ISO^PI~185030100199915^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS||"
    "ESSAI-MODELE^ALPHA^ALPHA BRAVO-CHARLIE^^^^L||19850314|M|||^^^^^^BDL^^01001|||||||||||||||||||||VALI"
)


@pytest.mark.parametrize(("case", "expect"), vectors("datamatrix"))
def test_datamatrix(case: dict[str, Any], expect: list[str]) -> None:
    assert numbered(datamatrix.decode(case["payload"]).report.findings) == sorted(expect)
    assert datamatrix.fields(case["payload"]) == case["fields"]


@pytest.mark.parametrize(("case", "expect"), vectors("hl7"))
def test_hl7(case: dict[str, Any], expect: list[str]) -> None:
    assert numbered(hl7.read(case["pid"]).report.findings) == sorted(expect)


@pytest.mark.parametrize(("case", "expect"), vectors("fhir"))
def test_fhir(case: dict[str, Any], expect: list[str]) -> None:
    status = {"url": "identityStatus", "valueCoding": {"system": OLD_STATUS, "code": case["identityStatus"]}}
    insee = {"url": INSEE_CODE, "valueCoding": {"system": COMMUNES, "code": case["cog"]}}
    place = "http://hl7.org/fhir/StructureDefinition/patient-birthPlace"
    patient = {
        "resourceType": "Patient",
        "identifier": case["identifiers"],
        "extension": [
            {"url": RELIABILITY, "extension": [status]},
            {"url": place, "valueAddress": {"extension": [insee]}},
        ],
    }
    assert numbered(fhir.read(patient).report.findings) == sorted(expect)


@pytest.mark.parametrize(("case", "expect"), vectors("cda"))
def test_cda(case: dict[str, Any], expect: list[str]) -> None:
    target = cda.RecordTarget(
        ids=(cda.Id(TEST_NIR, "185030100199915"),) if case["has_ins"] else (),
        family=tuple(cda.Part(*pair) for pair in case["family"]),
        given=tuple(cda.Part(*pair) for pair in case["given"]),
        gender=case["gender"],
        birth_times=(case["birthTime"],),
        birthplaces=1 if case["county"] else 0,
        counties=(case["county"],) if case["county"] else (),
    )
    reading = cda.read(target, model=case["profile"])
    found = numbered(reading.report.findings)
    if expect == ["INS-TRT-014:error"]:  # a trait, and no fault of the element itself
        assert found == []
        found = [
            one
            for one in numbered(check_identity(reading.identity, environment="test").findings)
            if one.startswith("INS-TRT")
        ]
    assert found == sorted(expect)


@pytest.mark.parametrize(("case", "expect"), vectors("mssante"))
def test_mssante(case: dict[str, Any], expect: list[str]) -> None:
    numbers = [Identifier(case["ins"], TEST_NIR)] if case["ins"] else []
    identity = Identity(identifiers=numbers, status=case["status"])
    report = mssante.check(case["address"], identity, environment="test")
    assert numbered(report.findings) == sorted(expect)


@pytest.mark.parametrize(("case", "expect"), vectors("insi"))
def test_insi(case: dict[str, Any], expect: list[str]) -> None:
    given = case["prenoms"]
    identity = Identity(
        traits=Traits(
            birth_name=case["nom"],
            first_given_name=given[0] if given else None,
            given_names=" ".join(given) or None,
            sex=case["sexe"],
            birth_date=case["naissance"],
        ),
        attributes=case["attributes"],
    )
    assert numbered(insi.check_request(identity).findings) == sorted(expect)


def test_one_identity_is_written_as_published() -> None:
    assert datamatrix.encode(REFERENCE, environment="test").value == PAYLOAD
    assert hl7.write(REFERENCE, environment="test").value == PID.replace("0001^^^LABO&1.2.3.4&ISO^PI~", "")
    target = cda.write(REFERENCE, environment="test").value
    assert target.ids == (cda.Id(TEST_NIR, "185030100199915"),)
    assert target.family == (cda.Part("BR", "ESSAI-MODELE"),)
    assert target.given == (cda.Part(None, "ALPHA BRAVO-CHARLIE"), cda.Part("BR", "ALPHA"))
    assert (target.gender, target.birth_times, target.counties) == ("M", ("19850314",), ("01001",))
    patient = fhir.write(REFERENCE, environment="test").value
    assert patient["identifier"][0] == {
        "use": "official",
        "type": {
            "coding": [{"system": "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203", "code": "INS-NIR-TEST"}]
        },
        "system": f"urn:oid:{TEST_NIR}",
        "value": "185030100199915",
    }
    assert (patient["gender"], patient["birthDate"]) == ("male", "1985-03-14")


def test_one_identity_is_read_from_its_four_forms() -> None:
    read = hl7.read(PID).identity
    assert read.traits == REFERENCE.traits
    assert (read.status, [(i.kind, i.value) for i in read.identifiers]) == (
        "QUAL",
        [("IPP", "0001"), ("INS", "185030100199915")],
    )
    code = datamatrix.decode(PAYLOAD).identity
    assert code.traits.given_names == "ALPHA BRAVO-CHARLIE"
    assert code.ins is not None
    assert (code.ins.value, code.ins.oid) == ("185030100199915", TEST_NIR)
