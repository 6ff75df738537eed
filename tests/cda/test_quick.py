"""The quick acceptances never hide a fault: the volet compiled without them finds the same."""

from __future__ import annotations

import functools
from collections import Counter
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from esante_rules.cda import _schema, _volet, value_sets
from esante_rules.cda._check import tables
from esante_rules.cda._profiles import DEFAULT, PROFILES, SCHEMA_ALONE, edition, volet
from esante_rules.cda._reading import read
from esante_rules.cda._volet import Volet, compile_volet
from esante_rules.testing.cda import mutated_documents, n1_documents
from tests.cda.corpus import documents, lines
from tests.cda.edits import edited, edits, prefixed

CITY = "<city>REIMS</city>"
PATIENT = "/ClinicalDocument/recordTarget/patientRole/patient"
AUTHOR = "/ClinicalDocument/author[1]/assignedAuthor"
FACILITY = "/ClinicalDocument/componentOf/encompassingEncounter/location/healthCareFacility"
PERFORMER = "/ClinicalDocument/documentationOf/serviceEvent/performer"
EDITIONS = [profile for profile in PROFILES if profile != SCHEMA_ALONE]


@functools.cache
def slow_volet(profile: str) -> Volet:
    with mock.patch.object(_volet, "quick", return_value=None):
        return compile_volet(edition(profile).table, conditions=edition(profile).checks)


def faults(table: Volet, profile: str, document: bytes, *, in_c: bool = False) -> Counter[tuple[str, int]]:
    """The rules found and the rank of the element that each blames.

    `in_c`: the parts that the schema accepts are not looked at.
    """
    reading = read(document)
    if reading.root is None:
        return Counter()
    ranks = {element: rank for rank, element in enumerate(reading.elements)}
    sets = {**value_sets(), **edition(profile).held()}
    valid, accepted = table.quick(*tables(sets)).accept(reading) if in_c else (False, frozenset())
    assert not (valid and list(_schema.check(reading.root)))
    found = table.check(reading, *tables(sets), accepted)
    return Counter((fault.rule.id, ranks[fault.element]) for fault in found)


def both(profile: str, document: bytes) -> tuple[Counter[tuple[str, int]], Counter[tuple[str, int]]]:
    """What is found with the quick acceptance, and without it."""
    return faults(volet(profile), profile, document, in_c=True), faults(slow_volet(profile), profile, document)


@pytest.mark.parametrize("profile", EDITIONS)
@given(document=edits())
def test_quick_acceptance_finds_what_the_checks_find_on_edited_documents(profile: str, document: bytes) -> None:
    quick, slow = both(profile, document)
    assert quick == slow


USUAL = edited(
    [
        {
            "op": "prepend",
            "path": "/ClinicalDocument/recordTarget/patientRole/patient/birthplace/place/addr",
            "xml": CITY,
        },
        {"op": "delete", "path": f"{PERFORMER}/assignedEntity/representedOrganization/asOrganizationPartOf"},
        {"op": "duplicate", "path": "/ClinicalDocument/participant"},
    ]
)
"""The full header, without the two parts that the schema cannot say: it accepts all of it."""


def test_the_schema_accepts_what_is_usual() -> None:
    reading = read(USUAL)
    assert reading.root is not None
    valid, accepted = volet(DEFAULT).quick(*tables(value_sets())).accept(reading)
    assert valid
    assert {etree.QName(part).localname for part in accepted} == {
        *("recordTarget", "author", "informant", "custodian", "informationRecipient", "legalAuthenticator"),
        *("authenticator", "participant", "inFulfillmentOf", "documentationOf", "relatedDocument", "componentOf"),
    }


CODE = "/ClinicalDocument/documentationOf/serviceEvent/code"
SAME = '<translation code="B" codeSystem="1.2"/>'


def translation(inside: str) -> str:
    return f'<translation code="B" codeSystem="1.2"><qualifier><value>{inside}</value></qualifier></translation>'


ODD = (
    [{"op": "append", "path": CODE, "xml": translation(SAME)}, {"op": "append", "path": CODE, "xml": SAME}],
    [{"op": "append", "path": CODE, "xml": translation(f"<translation>{SAME}{SAME}</translation>")}],
    [
        {
            "op": "append",
            "path": CODE,
            "xml": translation(
                "<originalText><z:a xmlns='urn:hl7-org:v3'><id root='1.2'/><id root='1.2'/></z:a></originalText>"
            ),
        }
    ],
    [{"op": "after", "path": f"{AUTHOR}/telecom", "xml": "<telecom.null nullFlavor='UNK'/>"}],
    [
        {
            "op": "after",
            "path": f"{AUTHOR}/addr",
            "xml": "<addr.lines><streetAddressLine>1</streetAddressLine></addr.lines>",
        }
    ],
    [{"op": "set", "path": "/ClinicalDocument/author", "attr": "xsi:type", "value": "volet-author"}],
    [{"op": "set", "path": "/ClinicalDocument/participant/time", "attr": "xsi:type", "value": "TS"}],
    [{"op": "after", "path": f"{AUTHOR}/id", "xml": "<id root='1.2.250.1.71.4.2.1' extension='810000000001'/>"}],
    [{"op": "after", "path": f"{AUTHOR}/telecom", "xml": "<telecom nullFlavor='UNK'/>"}],
)


@pytest.mark.parametrize("number", range(len(ODD)))
def test_quick_acceptance_of_what_could_deceive_it(number: int) -> None:
    quick, slow = both(DEFAULT, edited(ODD[number], USUAL))
    assert quick == slow


@pytest.mark.parametrize("length", [1, 29, 31, 88, 89, 90, 120])
def test_the_places_of_long_prefixes_are_not_mistaken(length: int) -> None:
    faulty = edited([{"op": "set", "path": f"{FACILITY}/code", "attr": "code", "value": "ZZZ"}], USUAL)
    quick, slow = both(DEFAULT, prefixed(faulty, "p" * length))
    assert quick == slow
    assert ("cda.volet.facility-type-outside-value-set") in {rule for rule, _ in quick}


@settings(max_examples=300)
@given(document=edits(USUAL))
def test_quick_acceptance_finds_what_the_checks_find_on_edits_of_what_is_usual(document: bytes) -> None:
    quick, slow = both(DEFAULT, document)
    assert quick == slow


@given(document=edits(USUAL))
def test_acceptance_leaves_the_header_as_it_was(document: bytes) -> None:
    reading = read(document)
    if reading.root is not None:
        before = etree.tostring(reading.root)
        volet(DEFAULT).quick(*tables(value_sets())).accept(reading)
        assert etree.tostring(reading.root) == before


@pytest.mark.parametrize("profile", EDITIONS)
@given(document=st.one_of(n1_documents(), mutated_documents().map(lambda made: made[0])))
def test_quick_acceptance_finds_what_the_checks_find_on_built_documents(profile: str, document: bytes) -> None:
    quick, slow = both(profile, document)
    assert quick == slow


def test_quick_acceptance_finds_what_the_checks_find_on_the_corpus(corpus: Path) -> None:
    """The official documents, and one line in nine; each edition in turn on the lines."""
    made = [path.read_bytes() for path in sorted((corpus / "cda" / "official").glob("*.xml"))]
    made += [document for _, document in documents(corpus, only=[line["id"] for line in lines(corpus)][::9])]
    for profile in EDITIONS:
        faulty = 0
        some = made if profile == DEFAULT else made[:: len(EDITIONS)]
        for document in some:
            quick, slow = both(profile, document)
            assert quick == slow
            faulty += bool(quick)
        assert 20 < faulty < len(some)
