"""What an editor's data really look like: spaces in numbers, blank traits, two statuses, an INS without its number."""

from __future__ import annotations

import re
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from esante_rules import Refused
from esante_rules.ins import (
    BirthDate,
    Conclusion,
    Device,
    Identifier,
    Identity,
    Insi,
    Level,
    PartialDate,
    Sending,
    Traits,
    cda,
    check_identity,
    check_traits,
    check_transmission,
    compact,
    compare,
    datamatrix,
    fhir,
    hl7,
    identifier_to_send,
    insi,
    legacy,
    mssante,
    transition,
)
from esante_rules.testing import ins as making

NIR = "1.2.250.1.213.1.4.8"
NUMBER = "279035121518989"
SPACED = "2 79 03 51 215 189 89"
PERSON = Traits(
    birth_name="PAT-TROIS",
    first_given_name="DOMINIQUE",
    given_names="DOMINIQUE MARIE-LOUISE",
    birth_date="1979-03-28",
    sex="F",
    birth_place="51215",
)
QUALIFIED = Identity(
    traits=PERSON,
    identifiers=[Identifier(NUMBER, NIR)],
    status="QUAL",
    device=Device("PA"),
    insi=Insi("INSI", None, "INSI"),
)
TYPED = evolve(QUALIFIED, identifiers=[Identifier(SPACED, NIR)])
REGIONAL = Identifier("99", "1.2.3", kind="REGIONAL")


def found(report: Any) -> list[str]:
    return [finding.id for finding in report.findings]


# --- one number, however it is written ------------------------------------------------------------------------


@given(making.identities(status="QUAL"), st.data())
def test_separators_in_a_matricule_never_make_another_person(identity: Identity, data: st.DataObject) -> None:
    number = next(one for one in identity.identifiers if one.kind == "INS")
    cuts = data.draw(st.sets(st.integers(1, 14), min_size=1))
    sign = data.draw(st.sampled_from(" .-\xa0"))
    spaced = "".join(sign + c if at in cuts else c for at, c in enumerate(number.value))
    other = evolve(identity, identifiers=[evolve(number, value=spaced)])
    assert compact(spaced) == number.value
    assert compare(identity, other).conclusion is Conclusion.SAME
    both = evolve(identity, identifiers=[number, evolve(number, value=spaced)])
    assert "ins.oid.several-active" not in found(check_identity(both))
    assert identifier_to_send(both).kind == "INS"
    assert "ins.hl7.document-differs" not in found(hl7.check_document(identity, other))
    asked = insi.request(other, operation="verify")
    assert asked.values("NumIdentifiant") + asked.values("Cle") == (number.value[:13], number.value[13:])
    assert mssante.write(evolve(other, attributes=[])).value == f"{number.value}@patient.mssante.fr"


@given(making.identities())
def test_an_identity_is_the_same_as_itself_whatever_its_date(identity: Identity) -> None:
    for date in (
        BirthDate("1979-12-31", interpreted=True),
        BirthDate("1979-12-31", interpreted=True, original=PartialDate(1979)),
        BirthDate("1979-03-28", original=PartialDate(1399, 1, 7, lunar=True)),
    ):
        one = evolve(identity, traits=evolve(identity.traits, birth_date=date))
        assert compare(one, one).concordant
        assert compare(one, one).traits[2].agreement == ("EQUIVALENT" if date.interpreted else "IDENTIQUE")


def test_equal_days_made_of_different_sources_are_not_equal() -> None:
    def lunar(day: int) -> Traits:
        birth = BirthDate("1979-12-31", interpreted=True, original=PartialDate(1400, 2, day, lunar=True))
        return evolve(PERSON, birth_date=birth)

    assert compare(lunar(1), lunar(2)).traits[2].agreement == "A_CONTROLER"
    assert compare(lunar(1), lunar(1)).traits[2].agreement == "EQUIVALENT"


@pytest.mark.parametrize("blank", [" ", "\xa0 "])
def test_blank_traits_say_nothing_to_a_comparison(blank: str) -> None:
    for name in ("birth_name", "given_names"):
        said: dict[str, Any] = {name: blank}
        compared = compare(evolve(PERSON, **said), PERSON).traits
        assert [c.agreement for c in compared if c.trait == name] == ["NON_COMPARABLE"]
        longer: dict[str, Any] = {name: "   "}
        both = compare(evolve(PERSON, **said), evolve(PERSON, **longer)).traits
        assert [c.agreement for c in both if c.trait == name] == ["NON_COMPARABLE"]


def test_a_number_made_of_separators_is_no_number() -> None:
    one, other = (evolve(QUALIFIED, identifiers=[Identifier(value, NIR)]) for value in (" ", "."))
    assert compare(one, evolve(other, traits=evolve(PERSON, birth_name="AUTRE"))).conclusion is Conclusion.UNLINKED
    both = evolve(QUALIFIED, identifiers=[Identifier(NUMBER, NIR), Identifier(".", NIR)])
    assert "ins.oid.several-active" not in found(check_identity(both))
    assert identifier_to_send(both).kind == "INS"
    assert identifier_to_send(one).kind == "TRAITS"


def test_equal_days_agree_when_one_of_them_is_interpreted() -> None:
    flagged = evolve(PERSON, birth_date=BirthDate("1979-03-28", interpreted=True))
    assert compare(PERSON, flagged).traits[2].agreement == "EQUIVALENT"
    later = evolve(PERSON, birth_date=BirthDate("1979-03-29", interpreted=True))
    assert compare(PERSON, later).traits[2].agreement == "A_CONTROLER"


# --- an INS announced and not given ---------------------------------------------------------------------------


def test_an_ins_without_its_number_is_an_error_in_every_carrier() -> None:
    target = evolve(cda.write(QUALIFIED).value, ids=(cda.Id(NIR, None),))
    message = hl7.write(QUALIFIED).value.replace(NUMBER, "")
    patient = fhir.write(QUALIFIED, version="2.1.0").value
    del patient["identifier"][0]["value"]
    for report in (cda.check(target, model="3.0"), hl7.check(message), fhir.check(patient)):
        assert "ins.matricule.empty" in found(report)
    provisional = evolve(QUALIFIED, status="PROV", identifiers=[Identifier("", NIR)], device=None, insi=None)
    assert found(check_identity(provisional)) == ["ins.matricule.empty"]
    assert hl7.read(message).identity.status == "VALI"
    assert fhir.read(patient).identity.status == "VALI"


def test_the_oid_decides_what_a_number_of_pid_3_is() -> None:
    message = hl7.write(QUALIFIED).value.replace("ISO^INS", "ISO^PI")
    assert found(hl7.check(message)) == ["ins.oid.type-mismatch", "ins.status.insi-not-carried"]
    assert hl7.read(message).identity.status == "QUAL"
    billing = hl7.read(message.replace("ISO^PI", "ISO^NH")).identity
    assert [one.kind for one in billing.identifiers] == ["NSS"]


def test_two_statuses_in_fhir_contradict_each_other_in_either_order() -> None:
    patient = fhir.write(QUALIFIED).value
    reliability = next(one for one in patient["extension"] if "reliability" in one["url"])
    status = next(one for one in reliability["extension"] if one["url"] == "identityStatus")
    other = {"url": "identityStatus", "valueCoding": {**status["valueCoding"], "code": "PROV"}}
    for inside in ([*reliability["extension"], other], [other, *reliability["extension"]]):
        read = fhir.read({**patient, "extension": [{**reliability, "extension": inside}]})
        assert {read.identity.status, *read.identity.other_statuses} == {"QUAL", "PROV"}
    apart = [{**reliability}, {**reliability, "extension": [other]}]
    places = [one for one in patient["extension"] if one is not reliability]
    report = fhir.check({**patient, "extension": [*places, *apart]})
    assert "ins.status.several-statuses" in found(report)


# --- what may leave -------------------------------------------------------------------------------------------


@given(making.identities(status="PROV") | making.identities(status="VALI"))
def test_a_former_ins_does_not_leave_an_identity_that_is_not_qualified(identity: Identity) -> None:
    former = evolve(identity, identifiers=[Identifier(NUMBER, NIR, active=False)])
    assert "ins.transmission.matricule-not-qualified" in found(check_transmission(former))
    assert "ins.transmission.matricule-not-qualified" not in found(check_transmission(identity))


@pytest.mark.parametrize("status", ["QUAL", "RECUP", "PROV"])
def test_a_regional_identifier_is_written_inside_the_regional_system_only(status: str) -> None:
    numbers = [Identifier(NUMBER, NIR)] if status != "PROV" else []
    identity = evolve(QUALIFIED, status=status, identifiers=[*numbers, REGIONAL], device=None, insi=None)
    for write in (hl7.write, fhir.write, cda.write):
        with pytest.raises(Refused) as refused:
            write(identity)
        assert "ins.transmission.regional-identifier-outside" in found(refused.value.report)
    for carrier in (hl7, fhir):
        written = carrier.write(identity, sending=Sending(regional=True))
        assert any(one.kind == "REGIONAL" for one in carrier.read(written.value).identity.identifiers)
    with pytest.raises(TypeError, match="sending must be Sending, not str"):
        hl7.write(identity, sending="regional")  # type: ignore[arg-type]


def test_a_citizen_address_beside_a_patient_is_examined_where_it_stands() -> None:
    address = f"{NUMBER}@patient.mssante.fr"
    provisional = evolve(QUALIFIED, status="PROV", identifiers=[], device=None, insi=None)
    patient = fhir.write(provisional).value
    patient["telecom"] = [{"system": "phone", "value": "0102030405"}, {"system": "email", "value": address}]
    blamed = [(f.id, f.at) for f in fhir.check(patient).findings if f.id.startswith("ins.mssante")]
    assert blamed == [("ins.mssante.identity-not-qualified", "Patient.telecom[2].value.status")]
    fields = hl7.write(provisional).value.split("\r")[0].split("|")
    fields[13] = f"^PRN^PH^^^^^^^^^0102030405~^NET^Internet^{address}"
    blamed = [(f.id, f.at) for f in hl7.check("|".join(fields)).findings if f.id.startswith("ins.mssante")]
    assert blamed == [("ins.mssante.identity-not-qualified", "PID-13[2].4.status")]
    other = evolve(cda.write(QUALIFIED).value, telecoms=("", "mailto:185030100199915@patient.mssante.fr"))
    blamed = [(f.id, f.at) for f in cda.check(other, model="3.0").findings if f.id.startswith("ins.mssante")]
    assert blamed == [("ins.mssante.other-matricule", "recordTarget/patientRole/telecom[2].local-part")]
    trial = {"resourceType": "Patient", "identifier": [{"system": "urn:oid:1.2.250.1.213.1.4.10", "value": NUMBER}]}
    trial["telecom"] = [{"system": "email", "value": address}]
    assert [f.at for f in fhir.check(trial).findings if f.id == "ins.oid.test-in-production"] == ["identifiers[1].oid"]
    assert mssante.read(f"MAILTO:{address}").report.findings == ()
    same = evolve(cda.write(QUALIFIED).value, telecoms=(f"mailto:{address}", "tel:0102030405"))
    assert cda.check(same, model="3.0").findings == ()


def test_a_call_to_insi_on_a_doubtful_identity_is_an_error_of_its_own() -> None:
    done = transition("PROV", "INSI_00", attributes=["DOUT"])
    assert found(done.report) == ["ins.insi.attribute-barred", "ins.status.transition-forbidden"]
    assert found(transition("PROV", "CONTROLE_HC_OK", attributes=["FICT"]).report) == [
        "ins.status.transition-forbidden"
    ]


# --- traits that are not there --------------------------------------------------------------------------------


@pytest.mark.parametrize("blank", ["", " ", "  \t", "\xa0"])
def test_blank_mandatory_traits_are_missing(blank: str) -> None:
    nobody = evolve(QUALIFIED, traits=evolve(PERSON, birth_name=blank, first_given_name=blank, birth_place=blank))
    missing = [finding.at for finding in check_identity(nobody).findings if finding.id == "ins.traits.missing"]
    assert missing == ["traits.birth_name", "traits.first_given_name", "traits.birth_place"]
    unlisted = evolve(QUALIFIED, traits=evolve(PERSON, given_names=blank))
    assert "ins.traits.given-names-missing" in found(check_identity(unlisted))
    with pytest.raises(Refused):
        hl7.write(unlisted)
    with pytest.raises(Refused):
        hl7.write(nobody)


def test_a_name_made_of_one_apostrophe_is_no_name() -> None:
    traits = evolve(PERSON, birth_name="'", first_given_name="'", given_names="'")
    report = check_identity(evolve(QUALIFIED, traits=traits), context="stockage")
    assert {"ins.traits.given-name-ending", "ins.traits.name-ending"} <= set(found(report))
    with pytest.raises(Refused):
        datamatrix.encode(evolve(QUALIFIED, traits=traits))
    assert compare(evolve(PERSON, birth_name="'"), evolve(PERSON, birth_name="-")).traits[0].agreement == "DISCORDANT"


def test_an_incomplete_date_without_an_ins_is_a_warning_in_a_document() -> None:
    target = evolve(cda.write(QUALIFIED).value, ids=(), birth_times=("1979",))
    report = cda.check(target, model="3.0")
    assert report.ok
    assert "ins.cda.birth-date-incomplete" in found(report)
    assert not cda.check(evolve(target, ids=(cda.Id(NIR, NUMBER),)), model="3.0").ok


@pytest.mark.parametrize(("first", "differs"), [("ZOE", True), ("DOMINIQUE", False), ("DOMINIQUE MARIE", False)])
def test_a_first_given_name_alone_is_compared_with_the_answer(first: str, differs: bool) -> None:
    answer = {
        "CR": {"CodeCR": "00"},
        "INDIVIDU": {
            "INSACTIF": {"IdIndividu": {"NumIdentifiant": NUMBER[:13], "Cle": NUMBER[13:]}, "OID": NIR},
            "TIQ": {
                "NomNaissance": "PAT-TROIS",
                "ListePrenom": "DOMINIQUE MARIE-LOUISE",
                "Sexe": "F",
                "DateNaissance": "1979-03-28",
                "LieuNaissance": "51215",
            },
        },
    }
    local = Identity(traits=evolve(PERSON, first_given_name=first, given_names=None), status="PROV")
    assert ("ins.insi.answer-differs" in found(insi.read_answer(answer, local=local).report)) is differs


@pytest.mark.parametrize(
    ("names", "rules"),
    [
        ("JEAN- PIERRE", {"ins.traits.given-name-ending", "ins.traits.hyphen-next-to-space"}),
        ("JEAN -PIERRE", {"ins.traits.leading-hyphen", "ins.traits.hyphen-next-to-space"}),
        ("JEAN' PIERRE", {"ins.traits.given-name-ending", "ins.traits.apostrophe-misplaced"}),
        ("JEAN PIERRE", set()),
    ],
)
def test_each_given_name_of_a_list_is_a_given_name(names: str, rules: set[str]) -> None:
    report = check_traits(evolve(PERSON, first_given_name="JEAN", given_names=names), context="insi")
    assert set(found(report)) - {"ins.traits.first-name-not-in-list"} == rules


@pytest.mark.parametrize("suffix", ["\r", "\n", "\r\n"])
def test_what_a_scanner_adds_at_the_end_is_left_out(suffix: str) -> None:
    text = datamatrix.encode(QUALIFIED).value
    assert datamatrix.decode(f"]d1{text}{suffix}") == datamatrix.decode(text)
    assert datamatrix.check(text + suffix) == datamatrix.check(text)


# --- arguments ------------------------------------------------------------------------------------------------


def test_levels_of_documents_are_words_of_the_enumeration() -> None:
    card = evolve(QUALIFIED, device=Device("CE"))
    for level in (Level.HIGH, "high"):
        report = check_identity(card, devices={"CE": level}, context="stockage")  # type: ignore[dict-item]
        assert "ins.status.device-not-trusted" not in found(report)
    with pytest.raises(ValueError, match="the level of a document must be one of"):
        check_identity(card, devices={"CE": "best"})  # type: ignore[dict-item]
    with pytest.raises(TypeError, match="the level of a document must be str, not int"):
        check_identity(card, devices={"CE": 3})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Identifier(NUMBER, NIR, active=1), "active must be bool, not int"),  # type: ignore[arg-type]
        (lambda: Identifier(NUMBER, NIR, namespace=5), "namespace must be str, not int"),  # type: ignore[arg-type]
        (lambda: Identifier(NUMBER, NIR, use=5), "use must be str or None, not int"),  # type: ignore[arg-type]
        (lambda: Traits(no_birth_name="x"), "no_birth_name must be bool, not str"),  # type: ignore[arg-type]
        (lambda: Traits(no_given_name=0), "no_given_name must be bool, not int"),  # type: ignore[arg-type]
        (lambda: PartialDate(1979, lunar="x"), "lunar must be bool, not str"),  # type: ignore[arg-type]
    ],
)
def test_values_are_of_their_type(make: Any, words: str) -> None:
    with pytest.raises(TypeError, match=re.escape(words)):
        make()


@given(making.identities(status="QUAL", oid="1.2.250.1.213.1.4.9") | making.identities(status="RECUP"))
def test_identities_of_the_strategies_are_clean_records(identity: Identity) -> None:
    assert check_identity(identity, context="stockage").findings == ()


def test_an_ins_c_fits_in_eight_bytes() -> None:
    assert not legacy.is_ins_c("9" * 20 + "44")
