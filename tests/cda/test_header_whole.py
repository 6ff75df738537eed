"""`read_header` on a header that says everything: nothing is lost, and the identity it carries is that of `ins`."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator
from enum import Enum

import attrs
import pytest
from lxml import etree

from esante_rules.cda import Header, Id, Moment, Patient, build_n1, read_header
from esante_rules.cda._oids import INS_ROOTS
from esante_rules.ins import Traits
from esante_rules.ins import cda as carrier
from tests.cda.edits import Edit, edited, full

PATIENT = "/ClinicalDocument/recordTarget/patientRole"
NOT_KEPT = Counter(
    {
        "FR": 1,
        "2.16.840.1.113883.1.3": 1,
        "POCD_HD000040": 1,  # the same in every document
        "AUTH": 1,
        "IVL_TS": 1,
        "B64": 1,
        "JVBERi0xLjQKJSVFT0YK": 1,  # the form, and the body
        "completed": 1,
        "active": 1,
        "1.2.250.1.999.4": 1,  # statuses, and the template of a recipient's role
    }
)


def said_by(value: object) -> Iterator[str]:
    """Every text that a value of a header holds."""
    if isinstance(value, Moment):
        yield value.text
    elif isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, str | int) and not isinstance(value, Enum):
        yield str(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from said_by(one)
    elif attrs.has(kind := type(value)):
        for field in attrs.fields(kind):
            yield from said_by(getattr(value, field.name))


def patient_of(document: bytes) -> Patient:
    """The patient of a document, who is there."""
    patient = read_header(document).patient
    assert patient is not None
    return patient


def written_in(document: bytes) -> Counter[str]:
    """Every attribute and text of a document."""
    root = etree.fromstring(document)
    texts = [text for element in root.iter() for text in (*element.attrib.values(), (element.text or "").strip())]
    return Counter(str(text) for text in texts if text)


def test_nothing_of_a_whole_header_is_lost() -> None:
    header = read_header(full())
    said = Counter(said_by(header))
    assert written_in(full()) - said == NOT_KEPT
    names = {"family", "given", "prefix", "suffix", "city", "streetAddressLine", "county", "houseNumber"}
    assert set(said - written_in(full())) == names | {"streetName", "postalCode"}


def test_nothing_of_a_whole_header_is_lost_when_it_is_built() -> None:
    header = read_header(full())
    built = build_n1(header, b"%PDF-1.4\n%%EOF\n", media_type="application/pdf")
    assert built.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    lost = written_in(full()) - written_in(built)
    assert set(lost) <= {*NOT_KEPT, "1.2.250.1.999.4"}
    again = read_header(built)
    assert attrs.evolve(again, templates=header.templates) == header


def test_the_identity_is_that_which_the_header_carries() -> None:
    identity = patient_of(full()).identity
    assert identity.traits == Traits(
        birth_name="PAT-TROIS",
        first_given_name="DOMINIQUE",
        given_names="DOMINIQUE MARIE-LOUISE",
        birth_date="1979-03-28",
        sex="F",
        birth_place="51454",
        used_name="PAT-TROIS",
    )
    assert [(one.oid, one.kind) for one in identity.identifiers] == [
        ("1.2.250.1.213.1.4.10", "INS"),
        ("1.2.250.1.999.2", "IPP"),
    ]


@pytest.mark.parametrize(
    ("root", "kind"),
    [
        *((root, "INS") for root in sorted(INS_ROOTS)),
        ("1.2.250.1.213.1.4.13", "NSS"),
        ("1.2.250.1.213.1.4.2", "OTHER"),
        ("1.2.250.1.999.9", "IPP"),
    ],
)
def test_a_number_is_what_its_root_says_for_both_readings(root: str, kind: str) -> None:
    document = edited([{"op": "set", "path": f"{PATIENT}/id[1]", "attr": "root", "value": root}])
    identity = patient_of(document).identity
    assert identity.identifiers[0].kind == kind
    target = carrier.RecordTarget(ids=(carrier.Id(root, identity.identifiers[0].value),))
    assert carrier.read(target).identity.identifiers[0].kind == kind


@pytest.mark.parametrize(("code", "sex"), [("M", "M"), ("F", "F"), ("UN", "I")])
def test_the_used_names_and_the_sex_are_read(code: str, sex: str) -> None:
    document = edited(
        [
            {"op": "set", "path": f"{PATIENT}/patient/administrativeGenderCode", "attr": "code", "value": code},
            {"op": "text", "path": f"{PATIENT}/patient/name/family[2]", "value": "USAGE"},
            {"op": "append", "path": f"{PATIENT}/patient/name", "xml": "<given qualifier='CL'>CAMILLE</given>"},
        ]
    )
    traits = patient_of(document).identity.traits
    assert (traits.sex, traits.used_name, traits.used_given_name) == (sex, "USAGE", "CAMILLE")


def test_flags_and_ranks_are_read() -> None:
    patient = patient_of(full())
    assert (patient.deceased, patient.multiple_birth, patient.birth_order) == (False, True, 1)
    document = edited([{"op": "set", "path": f"{PATIENT}/patient/sdtc:deceasedInd", "attr": "value", "value": "true"}])
    assert patient_of(document).deceased is True


def test_a_header_is_masked() -> None:
    header = read_header(full())
    assert isinstance(header, Header)
    assert "PAT-TROIS" not in repr(header)
    assert "279035121518989" not in repr(header)
    assert all(isinstance(one, Id) for one in patient_of(full()).ids)


RELATED = "/ClinicalDocument/relatedDocument/parentDocument"
FACILITY = "/ClinicalDocument/componentOf/encompassingEncounter/location/healthCareFacility/location"
AUTHOR = "/ClinicalDocument/author/assignedAuthor"
ODD: dict[str, list[Edit]] = {
    "set of the replaced document": [
        {"op": "after", "path": f"{RELATED}/id", "xml": "<setId root='1.2.3' extension='S'/>"},
    ],
    "name of a code system": [
        {"op": "set", "path": "/ClinicalDocument/code", "attr": "codeSystemName", "value": "LOINC"},
        {"op": "set", "path": f"{AUTHOR}/code", "attr": "codeSystemVersion", "value": "V9"},
    ],
    "null name of the patient": [{"op": "nullify", "path": f"{PATIENT}/patient/name", "value": "MSK"}],
    "null name of a person": [{"op": "nullify", "path": f"{AUTHOR}/assignedPerson/name", "value": "MSK"}],
    "null part of a name": [{"op": "nullify", "path": f"{PATIENT}/patient/name/given[1]", "value": "MSK"}],
    "null title": [{"op": "nullify", "path": "/ClinicalDocument/title", "value": "NASK"}],
    "null structure name": [
        {"op": "nullify", "path": f"{AUTHOR}/representedOrganization/name", "value": "NAV"},
    ],
    "code of a guardian": [
        {"op": "after", "path": f"{PATIENT}/patient/guardian/id", "xml": "<code code='GUARD' codeSystem='1.2.9'/>"},
    ],
    "birthplace without an address": [{"op": "delete", "path": f"{PATIENT}/patient/birthplace/place/addr"}],
    "birthplace without a name": [{"op": "delete", "path": f"{PATIENT}/patient/birthplace/place/name"}],
    "facility without an address": [{"op": "delete", "path": f"{FACILITY}/addr"}],
    "facility without a name": [{"op": "delete", "path": f"{FACILITY}/name"}],
    "address in one text": [
        {"op": "empty", "path": f"{PATIENT}/addr"},
        {"op": "text", "path": f"{PATIENT}/addr", "value": "1 rue de l'Exemple 51100 REIMS"},
    ],
    "name in one text": [
        {"op": "empty", "path": f"{AUTHOR}/assignedPerson/name"},
        {"op": "text", "path": f"{AUTHOR}/assignedPerson/name", "value": "SACHA EXEMPLE"},
    ],
    "period of one value": [
        {"op": "empty", "path": "/ClinicalDocument/documentationOf/serviceEvent/effectiveTime"},
        {
            "op": "set",
            "path": "/ClinicalDocument/documentationOf/serviceEvent/effectiveTime",
            "attr": "value",
            "value": "20240113",
        },
    ],
    "null period": [
        {"op": "nullify", "path": "/ClinicalDocument/componentOf/encompassingEncounter/effectiveTime", "value": "NASK"},
    ],
    "open period": [
        {"op": "delete", "path": "/ClinicalDocument/componentOf/encompassingEncounter/effectiveTime/low"},
    ],
}


@pytest.mark.parametrize("what", ODD)
def test_nothing_of_an_odd_header_is_lost(what: str) -> None:
    document = edited(ODD[what])
    header = read_header(document)
    assert set(written_in(document) - Counter(said_by(header))) <= set(NOT_KEPT)
    built = build_n1(header, b"%PDF-1.4\n%%EOF\n", media_type="application/pdf")
    assert set(written_in(document) - written_in(built)) <= set(NOT_KEPT)
    assert attrs.evolve(read_header(built), templates=header.templates) == header


def test_the_body_that_is_built_is_the_one_given() -> None:
    body = b"%PDF-1.4\n%%EOF\n"
    root = etree.fromstring(build_n1(read_header(full()), body, media_type="application/pdf"))
    (text,) = root.findall("{*}component/{*}nonXMLBody/{*}text")
    assert dict(text.attrib) == {"mediaType": "application/pdf", "representation": "B64"}
    assert base64.b64decode(text.text or "") == body
