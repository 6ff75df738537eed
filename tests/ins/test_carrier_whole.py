"""One identity that says everything, in every carrier: what is written is written out here in full, and read again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from esante_rules import Refused, Report
from esante_rules.ins import (
    BirthDate,
    Device,
    Identifier,
    Identity,
    Insi,
    PartialDate,
    Traits,
    cda,
    datamatrix,
    fhir,
    hl7,
    insi,
    mssante,
)
from tests.ins.vectors import TESTS

WHOLE: dict[str, Any] = json.loads((TESTS / "vectors" / "ins" / "whole.json").read_text(encoding="utf-8"))
NIR, NIA, NSS = "1.2.250.1.213.1.4.8", "1.2.250.1.213.1.4.9", "1.2.250.1.213.1.4.13"
NUMBER = "279035121518989"
IDENTITY = Identity(
    traits=Traits(
        birth_name="PAT-TROIS",
        first_given_name="DOMINIQUE",
        given_names="DOMINIQUE MARIE-LOUISE",
        birth_date=BirthDate("1979-03-28", interpreted=True, original=PartialDate(1399, 1, 7, lunar=True)),
        sex="F",
        birth_place="51215",
        used_name="D'ESSAI",
        used_given_name="MARIE",
    ),
    identifiers=[
        Identifier(NUMBER, NIR, since=date(2021, 2, 3), namespace="ASIP-SANTE-INS-NIR"),
        Identifier(
            "185030100199915",
            NIA,
            active=False,
            since=date(2020, 1, 2),
            until=date(2021, 2, 2),
            namespace="ASIP-SANTE-INS-NIA",
        ),
        Identifier("0042", "1.2.3.4", kind="IPP", namespace="HOPITAL"),
        Identifier("1850301001999", NSS, kind="NSS"),
    ],
    status="QUAL",
    attributes=["HOMO"],
    device=Device("PA", checked_on=date(2024, 5, 6), expires_on=date(2030, 1, 31)),
    insi=Insi("INSI", date(2024, 5, 7), "INSI"),
)


def lost(*places: str) -> list[tuple[str, bool]]:
    return [(place, False) for place in places]


def test_hl7_says_all_but_two_things() -> None:
    written = hl7.write(IDENTITY)
    assert written.value == WHOLE["hl7"]
    assert [(one.at, one.withheld) for one in written.losses] == lost("device.checked_on", "insi.origin")
    assert hl7.read(written.value).identity == evolve(
        IDENTITY, device=Device("PA", expires_on=date(2030, 1, 31)), insi=Insi("INSI", date(2024, 5, 7))
    )


@pytest.mark.parametrize("version", ["2.2.0", "2.1.0"])
def test_fhir_says_all_but_two_things(version: str) -> None:
    written = fhir.write(IDENTITY, version=version)
    assert written.value == WHOLE[f"fhir {version}"]
    more = () if version == "2.2.0" else ("identifiers[4]", "attributes[1]")
    assert [(one.at, one.withheld) for one in written.losses] == lost("device.expires_on", "insi.origin", *more)
    read = fhir.read(written.value).identity
    kept = IDENTITY.identifiers[: 3 if more else 4]  # 2.1.0 has no OID for the billing number
    assert [one.use for one in read.identifiers] == ["official", "old", "usual", "official"][: len(kept)]
    assert evolve(read, identifiers=()) == evolve(
        IDENTITY,
        identifiers=(),
        attributes=() if more else ["HOMO"],
        device=Device("PA", checked_on=date(2024, 5, 6)),
        insi=Insi("INSI", date(2024, 5, 7)),
    )
    assert [evolve(one, use=None) for one in read.identifiers] == [evolve(one, namespace="") for one in kept]


def test_cda_says_the_traits_and_the_numbers_in_use() -> None:
    written = cda.write(IDENTITY)
    assert written.value == cda.RecordTarget(
        ids=(cda.Id(NIR, NUMBER), cda.Id("1.2.3.4", "0042"), cda.Id(NSS, "1850301001999")),
        family=(cda.Part("BR", "PAT-TROIS"), cda.Part("CL", "D'ESSAI")),
        given=(cda.Part(None, "DOMINIQUE MARIE-LOUISE"), cda.Part("BR", "DOMINIQUE"), cda.Part("CL", "MARIE")),
        gender="F",
        birth_times=("19790328",),
        birthplaces=1,
        counties=("51215",),
    )
    assert [(one.at, one.withheld) for one in written.losses] == lost(
        "device.code",
        "device.checked_on",
        "device.expires_on",
        "insi.mode",
        "insi.asked_on",
        "insi.origin",
        "traits.birth_date.interpreted",
        "traits.birth_date.original",
        "identifiers[1].dates",
        "identifiers[2]",
        "status",
        "attributes[1]",
    )
    read = cda.read(written.value, model="3.0").identity
    assert read.traits == evolve(IDENTITY.traits, birth_date="1979-03-28")
    unknown = cda.write(evolve(IDENTITY, identifiers=(), status=None, device=None, insi=None, traits=Traits(sex="I")))
    assert (unknown.value.gender, unknown.value.gender_unknown, unknown.value.birth_times) == ("UN", False, (None,))
    assert (unknown.value.birthplaces, unknown.value.counties) == (0, ())


def test_an_identity_without_anything_is_written_without_anything() -> None:
    assert cda.write(Identity()).value == cda.RecordTarget(gender_unknown=True, birth_times=(None,))
    patient = fhir.write(Identity()).value
    assert set(patient) <= {"resourceType", "meta"}


DAY = date(2022, 3, 4)


@pytest.mark.parametrize(
    "made",
    [
        lambda: hl7.read("PID|||1", as_of=DAY).report,
        lambda: hl7.read("MSH|^~\\&", as_of=DAY).report,
        lambda: hl7.check(WHOLE["hl7"], as_of=DAY),
        lambda: hl7.check("", as_of=DAY),
        lambda: hl7.check_outside("", as_of=DAY),
        lambda: hl7.check_document(IDENTITY, IDENTITY, as_of=DAY),
        lambda: hl7.write(IDENTITY, as_of=DAY).report,
        lambda: fhir.read({}, as_of=DAY).report,
        lambda: fhir.read(WHOLE["fhir 2.2.0"], as_of=DAY).report,
        lambda: fhir.check(WHOLE["fhir 2.2.0"], as_of=DAY),
        lambda: fhir.check_outside({}, as_of=DAY),
        lambda: fhir.write(IDENTITY, as_of=DAY).report,
        lambda: cda.read(None, as_of=DAY).report,
        lambda: cda.check(cda.write(IDENTITY).value, as_of=DAY),
        lambda: cda.check_outside((), as_of=DAY),
        lambda: cda.write(IDENTITY, as_of=DAY).report,
        lambda: mssante.read("a@b", as_of=DAY).report,
        lambda: mssante.check(f"{NUMBER}@patient.mssante.fr", IDENTITY, as_of=DAY),
        lambda: mssante.write(IDENTITY, as_of=DAY).report,
        lambda: datamatrix.decode("", as_of=DAY).report,
        lambda: datamatrix.check("", as_of=DAY),
        lambda: insi.check_request(IDENTITY, as_of=DAY),
        lambda: insi.read_answer({}, as_of=DAY).report,
        lambda: insi.check_outcome("01", before="PROV", after="PROV", as_of=DAY),
    ],
)
def test_every_report_is_of_the_day_that_was_asked(made: Callable[[], Report]) -> None:
    report = made()
    assert report.as_of == DAY
    assert all(rule.since is None or rule.since <= DAY for rule in report.evaluated)


TARGET = cda.RecordTarget()


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: hl7.read(3), "message"),  # type: ignore[arg-type]
        (lambda: hl7.read("", as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: hl7.check("", as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: hl7.check_document(IDENTITY, IDENTITY, as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: hl7.write(IDENTITY, as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: hl7.write(IDENTITY, separators="|"), "separators"),  # type: ignore[arg-type]
        (lambda: fhir.read({}, version=3), "version"),  # type: ignore[arg-type]
        (lambda: fhir.read({}, as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: fhir.check_outside({}, as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: fhir.write(IDENTITY, as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: fhir.write(IDENTITY, sending=3), "sending"),  # type: ignore[arg-type]
        (lambda: cda.read(3), "target"),  # type: ignore[arg-type]
        (lambda: cda.read(TARGET, model=3), "model"),  # type: ignore[arg-type]
        (lambda: cda.read(TARGET, as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: cda.check_outside((), as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: cda.write(IDENTITY, as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: cda.write(IDENTITY, sending=3), "sending"),  # type: ignore[arg-type]
        (lambda: mssante.read(3), "address"),  # type: ignore[arg-type]
        (lambda: mssante.read("", 3), "identity"),  # type: ignore[arg-type]
        (lambda: mssante.read("", as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: mssante.write(IDENTITY, as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: mssante.is_citizen(3), "address"),  # type: ignore[arg-type]
        (lambda: datamatrix.decode(3), "text"),  # type: ignore[arg-type]
        (lambda: datamatrix.decode("", as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: datamatrix.encode(IDENTITY, as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: datamatrix.fields(3), "text"),  # type: ignore[arg-type]
        (lambda: insi.check_request(IDENTITY, as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: insi.check_request(IDENTITY, operation=3), "operation"),  # type: ignore[arg-type]
        (lambda: insi.request(IDENTITY, given_names="x"), "given_names"),  # type: ignore[arg-type]
        (lambda: insi.request(IDENTITY, with_place="x"), "with_place"),  # type: ignore[arg-type]
        (lambda: insi.read_answer({}, local=3), "local"),  # type: ignore[arg-type]
        (lambda: insi.read_answer({}, as_of="x"), "as_of"),  # type: ignore[arg-type]
        (lambda: insi.meaning(3), "code"),  # type: ignore[arg-type]
        (lambda: insi.check_outcome("01", before="PROV", after=3), "a status"),  # type: ignore[arg-type]
        (lambda: insi.check_outcome("01", before="PROV", after="PROV", as_of="x"), "as_of"),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_type_is_told_with_the_name_of_its_argument(call: Any, name: str) -> None:
    with pytest.raises(TypeError, match=rf"^{name} must be "):
        call()


def test_no_repr_shows_a_value() -> None:
    assert [repr(one) for one in (cda.Id(NIR, NUMBER), cda.Part("BR", "PAT"), TARGET)] == [
        "<Id masked>",
        "<Part masked>",
        "<RecordTarget masked>",
    ]
    assert repr(insi.request(IDENTITY)) == "<Request search masked>"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"mailto:{NUMBER}@patient.mssante.fr", []),
        (f" {NUMBER}@patient.mssante.fr ", []),
        (f"{NUMBER}@PATIENT.mssante.fr", [("ins.mssante.case-not-canonical", "domain")]),
        ("284052a00199648@patient.mssante.fr", [("ins.mssante.case-not-canonical", "local-part")]),
        (f"x@{NUMBER}@patient.mssante.fr", [("ins.mssante.matricule-malformed", "local-part")]),
        (f"{NUMBER}@mssante.fr", [("ins.mssante.domain-not-citizen", "domain")]),
    ],
)
def test_addresses_are_read_to_the_letter(address: str, found: list[tuple[str, str]]) -> None:
    assert [(finding.id, finding.at) for finding in mssante.read(address).report.findings] == found
    assert len(mssante.read(address).report.evaluated) + len(mssante.read(address).report.skipped) == 5


PROFILE = "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-ins"


@pytest.mark.parametrize(
    ("change", "element"),
    [
        ({"identifier": []}, "identifier"),
        ({"extension": []}, "extension[birthPlace]"),
        ({"gender": "other"}, "gender"),
        ({"birthDate": None}, "birthDate"),
        ({"name": []}, "name[official]"),
        ({"name": [{"use": "official", "given": ["A"]}]}, "name[official].family"),
        ({"name": [{"use": "official", "family": "A"}]}, "name[official].given"),
        ({"name": [{"use": "official", "family": "A", "given": ["A", "B"]}]}, "name[official].given"),
        (
            {"name": [{"use": "official", "family": "A", "given": ["A"]}]},
            "name[official].extension[birth-list-given-name]",
        ),
        ({"name": [{"use": "official"}, {"use": "official"}]}, "name[official]"),
    ],
)
def test_what_the_profile_wants_is_named(change: dict[str, Any], element: str) -> None:
    patient = {**WHOLE["fhir 2.2.0"], "meta": {"profile": [PROFILE]}}
    missing = "ins.fhir.profile-element-missing"
    assert missing not in {finding.id for finding in fhir.read(patient).report.findings}
    found = fhir.read({**patient, **change}).report.findings
    assert (f"Patient.{element}", {"element": element}) in [(f.at, f.params) for f in found if f.id == missing]


TRIAL = evolve(IDENTITY, identifiers=[Identifier(NUMBER, "1.2.250.1.213.1.4.10")])
ADDRESS = f"{NUMBER}@patient.mssante.fr"
BORN = date(1979, 3, 27)
"""The day before the birth: with this clock the date of birth is in the future."""


def ids(report: Report) -> set[str]:
    return {finding.id for finding in report.findings}


def test_environment_and_clock_reach_what_every_carrier_checks() -> None:
    message = hl7.write(TRIAL, environment="test").value
    patient = fhir.write(TRIAL, environment="test").value
    target = cda.write(TRIAL, environment="test").value
    checks: list[Callable[..., Report]] = [
        lambda **options: hl7.check(message, **options),
        lambda **options: fhir.check(patient, **options),
        lambda **options: cda.check(target, model="3.0", **options),
    ]
    for check in checks:
        assert "ins.oid.test-in-production" in ids(check())
        assert "ins.oid.test-in-production" not in ids(check(environment="test"))
        assert "ins.traits.birth-date-in-future" in ids(check(environment="test", now=BORN))
    for write in (hl7.write, fhir.write, cda.write, mssante.write):
        with pytest.raises(Refused):
            write(TRIAL)
        with pytest.raises(Refused) as refused:
            write(TRIAL, environment="test", now=BORN)
        assert "ins.traits.birth-date-in-future" in ids(refused.value.report)


def test_an_address_takes_the_oid_of_its_identity_or_of_the_caller() -> None:
    assert ids(mssante.check(ADDRESS, TRIAL)) == {"ins.oid.test-in-production"}
    assert ids(mssante.check(ADDRESS, TRIAL, environment="test")) == set()
    assert ids(mssante.check(ADDRESS, TRIAL, oid=NIR)) == set()
    assert ids(mssante.check(ADDRESS)) == set()
    assert "ins.matricule.key-mismatch" in ids(mssante.check(f"{NUMBER[:-1]}8@patient.mssante.fr"))


def test_only_a_qualified_identity_with_a_number_has_an_address() -> None:
    without = evolve(IDENTITY, identifiers=[])
    for identity, places in (
        (evolve(without, status="PROV", device=None, insi=None), ["status", "local-part"]),
        (without, ["local-part"]),
    ):
        with pytest.raises(Refused) as refused:
            mssante.write(identity)
        found = [finding.at for finding in refused.value.report.findings if finding.id.startswith("ins.mssante")]
        assert sorted(found) == sorted(places)
