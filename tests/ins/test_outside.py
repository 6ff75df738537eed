"""INS-OID-010: an OID of the INS on an identifier that is not the patient's, in HL7 v2, FHIR and CDA."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from esante_rules import Report
from esante_rules.cda import PROFILES, check_header
from esante_rules.cda._ins_outside import other_ids, patient_ids
from esante_rules.ins import cda, fhir, hl7
from esante_rules.ins._oid import INS_OIDS, OUTSIDE_PATIENT
from esante_rules.testing import ins_carriers as carriers
from tests.cda.edits import full
from tests.ins.carrier_cases import MATRICULE, NIR
from tests.ins.vectors import TESTS
from tests.support import outputs

CASES: list[dict[str, Any]] = json.loads((TESTS / "vectors" / "ins" / "outside.json").read_text(encoding="utf-8"))
CANARY = "ZQXCANARI"


def _filled(value: Any, oid: str) -> Any:
    return json.loads(json.dumps(value).replace("{oid}", oid).replace("{ins}", MATRICULE))


def _cda(data: dict[str, Any]) -> Report:
    others = [cda.OtherId(root, number, at, None, actor) for root, number, at, actor in data["others"]]
    return cda.check_outside(others, [cda.Id(*pair) for pair in data["patient"]])


CHECKS: dict[str, Callable[[Any], Report]] = {
    "hl7": lambda lines: hl7.check_outside("\r".join(lines)),
    "fhir": fhir.check_outside,
    "cda": _cda,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_each_misplaced_oid_is_blamed_at_its_place(case: dict[str, Any]) -> None:
    report = CHECKS[case["carrier"]](_filled(case["input"], NIR))
    assert [finding.at for finding in report.findings] == case["expect"]
    assert {finding.rule for finding in report.findings} <= {OUTSIDE_PATIENT}
    assert report.evaluated == (OUTSIDE_PATIENT,)


@pytest.mark.parametrize("oid", [oid for oid in INS_OIDS if oid != NIR])
@pytest.mark.parametrize("case", [c for c in CASES if c["id"] in ("OU03", "OU23", "OU40")], ids=lambda c: c["id"])
def test_the_four_oids_are_alike(case: dict[str, Any], oid: str) -> None:
    report = CHECKS[case["carrier"]](_filled(case["input"], oid))
    assert [finding.at for finding in report.findings] == case["expect"]


def test_the_check_of_a_carrier_says_it_beside_the_rest_and_examines_no_value() -> None:
    pid = f"PID|||{MATRICULE}^^^X&{NIR}&ISO^INS||VECTEUR^ALPHA^ALPHA^^^^L||19850314|M|||^^^^^^BDL^^01001" + "|" * 21
    contact = f"NK1|1{'|' * 32}12^^^X&{NIR}&ISO^INS"
    clean, spoilt = (hl7.check(f"{pid}VALI\r{rest}") for rest in ("", contact))
    assert [f.id for f in spoilt.findings] == [*(f.id for f in clean.findings), OUTSIDE_PATIENT.id]
    number = {"system": f"urn:oid:{NIR}", "value": "12"}
    patient = {"resourceType": "Patient", "contact": [{"organization": {"identifier": number}}]}
    found = [f.id for f in fhir.check(patient).findings if f.id.startswith(("ins.oid", "ins.matricule"))]
    assert found == [OUTSIDE_PATIENT.id]


HEADER = f"""<ClinicalDocument xmlns="urn:hl7-org:v3">
<id root="{NIR}" extension="1"/>
<recordTarget><patientRole><id root="{NIR}" extension="{MATRICULE}"/>
<patient><guardian><id root="{NIR}" extension="{MATRICULE}"/></guardian></patient>
<providerOrganization><id root="1.2.3" extension="1"/></providerOrganization></patientRole></recordTarget>
<author><assignedAuthor><id root="{NIR}" extension="{MATRICULE}"/></assignedAuthor></author>
<legalAuthenticator><assignedEntity><id root="{NIR}" extension="2"/></assignedEntity></legalAuthenticator>
<inFulfillmentOf><order><id root="{NIR}" extension="3"/></order></inFulfillmentOf>
<authenticator><assignedEntity><id root="{NIR}" extension="5"/></assignedEntity></authenticator>
<component><structuredBody><id root="{NIR}" extension="4"/></structuredBody></component>
</ClinicalDocument>"""


def test_the_ids_of_a_header_are_taken_with_their_places() -> None:
    root = etree.fromstring(HEADER)
    report = cda.check_outside(other_ids(root), patient_ids(root))
    patient = "/ClinicalDocument/recordTarget[1]/patientRole[1]/patient[1]"
    assert [(finding.at, finding.line) for finding in report.findings] == [
        ("/ClinicalDocument/id[1]", 2),
        (f"{patient}/guardian[1]/id[1]", 4),
        ("/ClinicalDocument/legalAuthenticator[1]/assignedEntity[1]/id[1]", 7),
        ("/ClinicalDocument/inFulfillmentOf[1]/order[1]/id[1]", 8),
    ]
    assert other_ids(etree.fromstring("<x/>")) == ()


def _blamed(document: bytes, **options: Any) -> list[str]:
    return [finding.at for finding in check_header(document, **options).findings if finding.rule is OUTSIDE_PATIENT]


@pytest.mark.parametrize("profile", [profile for profile in PROFILES if profile != "xsd-only"])
def test_a_checked_header_is_looked_at_in_every_edition(profile: str) -> None:
    order = '<id root="1.2.250.1.999.6" extension="P1"/>'
    spoilt = full().replace(order.encode(), f'<id root="{NIR}" extension="P1"/>'.encode())
    report = check_header(spoilt, profile=profile)
    assert _blamed(full(), profile=profile) == []
    assert _blamed(spoilt, profile=profile) == ["/ClinicalDocument/inFulfillmentOf[1]/order[1]/id[1]"]
    assert report.evaluated.count(OUTSIDE_PATIENT) == 1
    unread = check_header(b"<x/>", profile=profile)
    assert OUTSIDE_PATIENT in [rule for rule, _ in unread.skipped]


@given(data=st.data(), oid=st.sampled_from(sorted(INS_OIDS)))
def test_any_id_of_a_header_that_takes_an_ins_oid_is_blamed_or_the_root_refused(data: st.DataObject, oid: str) -> None:
    root = etree.fromstring(full())
    role = "{urn:hl7-org:v3}patientRole"
    ids = [one for one in root.iter("{urn:hl7-org:v3}id", "{urn:hl7-org:v3}setId") if _above(one).tag != role]
    chosen = data.draw(st.sampled_from(ids))
    chosen.set("root", oid)
    found = {finding.id for finding in check_header(etree.tostring(root)).findings}
    refused = found & {
        "cda.volet.custodian-authority-refused",
        "cda.volet.authenticator-entity-missing",
        "cda.volet.responsible-party-entity-missing",
        "cda.volet.encounter-participant-entity-missing",
    }
    assert (OUTSIDE_PATIENT.id in found) is not bool(refused)


def _above(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


@given(segment=carriers.segments())
def test_the_patient_of_a_message_is_never_blamed(segment: str) -> None:
    assert hl7.check_outside(segment).findings == ()


@given(patient=carriers.patients())
def test_the_patient_of_fhir_is_never_blamed(patient: dict[str, Any]) -> None:
    bundle = {"resourceType": "Bundle", "entry": [{"resource": patient}]}
    subject = {"resourceType": "Encounter", "subject": {"identifier": (patient.get("identifier") or [{}])[0]}}
    assert [fhir.check_outside(one).findings for one in (patient, bundle, subject)] == [(), (), ()]


@given(message=carriers.messages() | st.text() | st.binary())
def test_any_message_gives_a_report(message: str | bytes) -> None:
    report = hl7.check_outside(message)
    assert pickle.loads(pickle.dumps(report)) == report


@given(tree=carriers.json_trees())
def test_any_tree_gives_a_report(tree: object) -> None:
    report = fhir.check_outside(tree)
    assert pickle.loads(pickle.dumps(report)) == report


def test_a_deep_tree_and_one_that_holds_itself_are_read() -> None:
    deep: dict[str, Any] = {"system": f"urn:oid:{NIR}"}
    for _ in range(3000):
        deep = {"part": [deep]}
    assert len(fhir.check_outside(deep).findings) == 1
    deep["part"].append(deep)
    assert len(fhir.check_outside(deep).findings) == 1


def test_no_output_shows_a_number_or_a_name_of_the_sender() -> None:
    reports = [
        hl7.check_outside(f"{CANARY}|{CANARY}^{CANARY}^{NIR}\rNK1|{CANARY}^^^{CANARY}&{NIR}&ISO^{CANARY}"),
        fhir.check_outside({"resourceType": CANARY, CANARY: [{"system": NIR, "value": CANARY, CANARY: CANARY}]}),
        cda.check_outside([cda.OtherId(NIR, CANARY, "/ClinicalDocument/id[1]")], [cda.Id(NIR, CANARY)]),
    ]
    for report in reports:
        assert report.findings
        assert CANARY not in outputs(report)
    assert CANARY not in repr(cda.OtherId(NIR, CANARY))


def test_wrong_types_are_named() -> None:
    with pytest.raises(TypeError, match="message must be str or bytes, not int"):
        hl7.check_outside(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="others must be OtherId, not Id"):
        cda.check_outside([cda.Id(NIR)])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="patient must be Id, not str"):
        cda.check_outside([], ["x"])  # type: ignore[list-item]
