"""`check_header` as its callers meet it: arguments, reports, privacy, and what may never change a verdict."""

from __future__ import annotations

import pickle
import random
import re
import string
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from esante_rules import Skip
from esante_rules.cda import RULES, Concept, ValueSet, _schema, _schema_xsd, check_header, value_sets
from esante_rules.cda._datatype_brothers import identifiers
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import Places
from esante_rules.cda._profiles import volet_rules
from esante_rules.cda._reading import read
from esante_rules.cda._tree import _NAMES, place
from tests.cda.edits import XSI, edited, edits, full
from tests.support import outputs, traced

OFFICIAL = ("cda.input.", "cda.schema.", "cda.volet.")


def official(document: bytes, **options: Any) -> list[tuple[str, str]]:
    return [(f.id, f.at) for f in check_header(document, **options).findings if f.id.startswith(OFFICIAL)]


LIGHT = settings(max_examples=40)


@given(edits())
def test_the_schema_in_c_and_the_walk_in_python_agree(document: bytes) -> None:
    root = read(document).root
    assert root is not None
    assert _schema_xsd.accepts(root) == (not list(_schema.check(root)))


@LIGHT
@given(edits(), st.randoms(use_true_random=False))
def test_prefixes_comments_blanks_and_the_order_of_attributes_never_change_a_verdict(
    document: bytes, shuffle: random.Random
) -> None:
    root = etree.fromstring(document)
    for element in list(root.iter()):
        attributes = list(element.attrib.items())
        shuffle.shuffle(attributes)
        element.attrib.clear()
        for name, value in attributes:
            element.set(name, value)
        if len(element) and element.text is not None and not element.text.strip():
            element.text = "\n\t \n"
            element.insert(shuffle.randrange(len(element) + 1), etree.Comment("commentaire"))
            element.insert(0, etree.ProcessingInstruction("cible", "donnée"))
    text = etree.tostring(root).decode()
    if f"{{{XSI}}}" not in etree.tostring(root, method="c14n").decode() and "xsi:type" not in text:
        text = prefixed(text)
    assert official(text.encode()) == official(document)


def prefixed(text: str) -> str:
    """The same document with a prefix for every HL7 name."""
    import re

    text = re.sub(r"<(/?)([A-Za-z]+)(?=[\s/>])", r"<\1hl7:\2", text)
    return text.replace('xmlns="urn:hl7-org:v3"', 'xmlns:hl7="urn:hl7-org:v3"')


@LIGHT
@given(edits())
def test_a_report_is_stable_sorted_by_place_and_comes_back_from_pickle(document: bytes) -> None:
    report = check_header(document, whole=True)
    assert check_header(document, whole=True) == report
    again = pickle.loads(pickle.dumps(report))
    assert again.to_dict() == report.to_dict()
    assert [f.line is None or f.line > 0 for f in report.findings] == [True] * len(report.findings)


def test_no_finding_shows_what_was_read() -> None:
    """Canaries in names, attributes, texts and comments of a document that every rule family complains about."""
    for seed in range(5):
        rng = random.Random(seed)
        canaries: list[str] = []

        def canary() -> str:
            canaries.append("zq" + "".join(rng.choices(string.ascii_lowercase, k=10)))  # noqa: B023
            return canaries[-1]  # noqa: B023

        root = etree.fromstring(full())
        for element in list(root.iter()):
            kind = rng.random()
            if kind < 0.25:
                element.text = canary()
            elif kind < 0.5 and element.attrib:
                element.set(rng.choice([str(a) for a in element.attrib]), canary())
            elif kind < 0.55:
                element.set(canary(), canary())
            elif kind < 0.6 and element is not root:
                element.tag = f"{{urn:{canary()}}}{canary()}" if rng.random() < 0.5 else f"{{urn:hl7-org:v3}}{canary()}"
            elif kind < 0.65:
                element.append(etree.Comment(canary()))
        document = etree.tostring(root)
        for text in (
            document,
            document[: len(document) // 2],
            document.replace(b"<?xml", b"<!DOCTYPE " + canary().encode()),
        ):
            for whole in (False, True):
                shown = outputs(check_header(text, whole=whole))
                assert [c for c in canaries if c in shown] == []


def test_arguments_are_checked_and_never_shown() -> None:
    with pytest.raises(
        ValueError, match=r"profile must be one of: smds-3.0, smds-3-2026, smds-2.41, xsd-only"
    ) as error:
        check_header(full(), profile="".join(("sec", "ret")))
    assert "secret" not in traced(error.value)
    with pytest.raises(ValueError, match="environment must be one of: production, test, demo"):
        check_header(full(), environment="x")
    with pytest.raises(TypeError, match="as_of must be date"):
        check_header(full(), as_of="2024")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="now must be"):
        check_header(full(), now="2024")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="volet must be"):
        check_header(full(), volet=3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="whole must be bool"):
        check_header(full(), whole=1)  # type: ignore[arg-type]


def test_the_schema_alone_is_a_profile() -> None:
    document = edited([{"op": "delete", "path": "/ClinicalDocument/title[1]"}])
    assert not check_header(document).ok
    assert check_header(document, profile="xsd-only").ok


def test_rules_that_were_not_reached_or_read_are_listed() -> None:
    report = check_header(b"")
    assert not report.complete
    skipped = {rule for rule, reason in report.skipped if reason is Skip.NOT_REACHED}
    assert set(volet_rules("smds-3.0")) <= skipped
    assert not check_header(full()).complete
    assert set(check_header(full(), whole=True).evaluated) >= set(volet_rules("smds-3.0"))


def test_a_caller_passes_newer_value_sets() -> None:
    document = edited([{"op": "set", "path": "/ClinicalDocument/code[1]", "attr": "code", "value": "99999-9"}])
    found = [("cda.volet.document-type-outside-value-set", "/ClinicalDocument/code[1]")]
    assert official(document) == found
    old = value_sets()["J07"]
    newer = ValueSet(
        name="J07",
        oid=old.oid,
        title=old.title,
        version=date(2026, 1, 1),
        concepts=(*old.concepts, Concept("99999-9", "2.16.840.1.113883.6.1", "Nouveau type")),
    )
    assert official(document, value_sets=[newer]) == []


def test_names_of_rules_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@given(st.lists(st.sampled_from(('root="1.2"', 'root="1.2" extension="a"', 'root="1.2" extension="b"', 'root="1.3"'))))
def test_repeated_identifiers_are_each_blamed_once(ids: list[str]) -> None:
    parent = etree.fromstring("<patientRole>" + "".join(f"<id {one}/>" for one in ids) + "</patientRole>")
    found: list[Fault] = []
    identifiers(list(parent), found)

    def repeats(element: etree._Element, other: etree._Element) -> bool:
        extensions = {element.get("extension"), other.get("extension")}
        same = element.get("root") == other.get("root")
        return element is not other and same and (None in extensions or len(extensions) == 1)

    expected = [element for element in parent if any(repeats(element, other) for other in parent)]
    assert sorted(map(list(parent).index, (fault.element for fault in found))) == [
        list(parent).index(element) for element in expected
    ]


@given(edits())
def test_the_two_ways_to_tell_a_place_agree(document: bytes) -> None:
    reading = read(document)
    assert reading.root is not None
    places = Places(reading.root, frozenset(_NAMES))
    for element in reversed(reading.elements):
        assert places.of(element) == place(element)


def test_a_header_with_thousands_of_faults_is_told_at_once() -> None:
    ids = '<id root="1.2"/><id root="1.3" extension="a"/>'
    document = full().replace(b"<addr", (ids * 4000).encode() + b"<addr", 1)
    found = [f for f in check_header(document).findings if f.id == "cda.volet.identifiers-repeated"]
    assert len(found) == len({f.at for f in found}) == 8000


TIMES = st.from_regex(r"\A[0-9]{1,36}(\.[0-9]{0,3})?([+-][0-9]{0,5})?\Z")


@given(TIMES)
def test_the_two_schemas_agree_on_every_length_of_time(value: str) -> None:
    copied = b'<versionNumber value="2"/><copyTime value="%s"/>' % value.encode()
    root = read(full().replace(b'<versionNumber value="2"/>', copied)).root
    assert root is not None
    valid = re.fullmatch(r"[0-9]{1,8}|(?:[0-9]{9,14}|[0-9]{14}\.[0-9]+)(?:[+-][0-9]{1,4})?", value) is not None
    assert _schema_xsd.accepts(root) is valid
    assert (not list(_schema.check(root))) is valid


PERSON = b"<assignedPerson><name><family>SAISIE</family>"
RELATION = b'<sdtc:asPatientRelationship classCode="PRS"><sdtc:code code="MTH"/></sdtc:asPatientRelationship>'
TEXT = "<originalText>médecin</originalText>".encode()
SIGNED = b'<signatureCode code="S"/>'


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b"</name></assignedPerson>", b"</name>" + RELATION + b"</assignedPerson>", []),
        (
            b"</name></assignedPerson>",
            b"</name>" + RELATION.replace(b"PRS", b"ZZZ") + b"</assignedPerson>",
            ["cda.schema.attribute-not-fixed"],
        ),
        (
            b"</name></assignedPerson>",
            b"</name>" + RELATION.replace(b' classCode="PRS"', b' a="b"') + b"</assignedPerson>",
            ["cda.schema.attribute-missing", "cda.schema.attribute-unknown"],
        ),
        (
            b"</name></assignedPerson>",
            b'</name><sdtc:asPatientRelationship classCode="PRS"/></assignedPerson>',
            ["cda.schema.element-missing"],
        ),
        (TEXT, b'<originalText><b xmlns="http://www.w3.org/1999/xhtml" c="d"><e/></b></originalText>', []),
        (TEXT, b"<originalText><b/></originalText>", ["cda.schema.element-unknown"]),
        (TEXT, b'<originalText><b xmlns=""/></originalText>', ["cda.schema.extension-refused"]),
        (
            TEXT,
            b'<originalText><b xmlns="urn:b"/><b xmlns="urn:b"/></originalText>',
            ["cda.schema.extension-refused"],
        ),
        (SIGNED, SIGNED + b'<sdtc:signatureText><x xmlns="urn:x"/></sdtc:signatureText>', []),
        (TEXT, b'<originalText integrityCheck="AAAA">x</originalText>', []),
        (TEXT, b'<originalText integrityCheck="!!!">x</originalText>', ["cda.schema.attribute-malformed"]),
    ],
)
def test_extensions_have_the_content_of_their_schema(old: bytes, new: bytes, found: list[str]) -> None:
    """The same answer alone, where the schema in C decides, and beside another fault, where the walk does."""
    document = full().replace(old, new, 1)
    assert document != full()
    assert sorted(f.id for f in check_header(document, profile="xsd-only").findings) == found
    faulty = document.replace(b'<realmCode code="FR"/>', b'<realmCode code="FR" x="y"/>', 1)
    beside = [f.id for f in check_header(faulty, profile="xsd-only").findings]
    assert sorted(beside) == sorted([*found, "cda.schema.attribute-unknown"])


def test_a_patient_known_by_a_number_alone() -> None:
    for inside, found in ((b'<sdtc:id root="1.2"/>', []), (b"", ["cda.schema.element-missing"])):
        more = b"</assignedPerson><sdtc:patient>" + inside + b"</sdtc:patient></assignedEntity>"
        document = re.sub(rb"</assignedPerson>\s*</assignedEntity>", more, full(), count=1)
        assert document != full()
        assert [f.id for f in check_header(document, profile="xsd-only").findings] == found


ACT_CODE = b'<code nullFlavor="UNK"/>'
CREATED = b'<effectiveTime value="20240115103000+0100"/>'


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        # a null element may write what the schema supplies, and nothing else
        (b"<family>EXEMPLE</family>", b'<family nullFlavor="MSK" partType="FAM"/>', []),
        (b"<family>EXEMPLE</family>", b'<family nullFlavor="MSK" qualifier="CL"/>', ["cda.volet.null-with-content"]),
        (ACT_CODE, b'<code nullFlavor="UNK" sdtc:valueSet="1.2.3"/>', ["cda.volet.null-with-content"]),
        (ACT_CODE, b'<code nullFlavor="OTH" sdtc:valueSet="1.2.3"/>', []),
        (b'<low value="20240101000000+0100"/>', b'<low xsi:type="IVXB_TS" value="20240101000000+0100"/>', []),
        # an offset of fewer digits is completed with zeros, and is at most 14 hours
        (CREATED, CREATED.replace(b"+0100", b"+1"), []),
        (CREATED, CREATED.replace(b"+0100", b"+100"), []),
        (CREATED, CREATED.replace(b"+0100", b"+2"), ["cda.volet.date-invalid"]),
        (CREATED, CREATED.replace(b"+0100", b"+109"), ["cda.volet.date-invalid"]),
        (CREATED, CREATED.replace(b"+0100", b"+016"), ["cda.volet.date-invalid"]),
        (CREATED, CREATED.replace(b"+0100", b"+15"), ["cda.volet.date-invalid"]),
    ],
)
def test_the_official_assertions_are_followed_to_their_details(old: bytes, new: bytes, found: list[str]) -> None:
    document = full().replace(old, new, 1)
    assert document != full()
    assert sorted({name for name, _ in official(document)}) == found


def test_the_bytes_are_those_of_the_declared_encoding() -> None:
    ascii_only = full().decode().encode("ascii", "xmlcharrefreplace").replace(b'"UTF-8"', b'"US-ASCII"', 1)
    assert official(ascii_only) == []
    false = full().replace(b'"UTF-8"', b'"US-ASCII"', 1)
    assert [finding.id for finding in check_header(false).findings] == ["cda.input.undecodable"]


@pytest.mark.parametrize(
    ("old", "one"),
    [
        (b'<id root="1.2.250.1.999.2" extension="IPP-1"/>', b'<id root="1.2.250.1.213.1.4.8" extension="%d"/>'),
        (b"<representedOrganization>", b'<id root="1.2.250.1.71.4.2.2" extension="%d"/>'),
    ],
)
def test_thousands_of_identifiers_of_one_element_are_checked_at_once(old: bytes, one: bytes) -> None:
    """A quadratic rule would take minutes here."""
    many = b"".join(one % number for number in range(8000))
    start = old if old.endswith(b"on>") else b""
    document = full().replace(old, start + many, 1)
    assert len(check_header(document).findings) >= 8000


def test_text_after_the_component_is_seen_by_the_whole_reading() -> None:
    for more in (b"TEXTE", b"<!-- x -->TEXTE", b"<id/>TEXTE"):
        document = full().replace(b"</ClinicalDocument>", more + b"</ClinicalDocument>")
        found = {f.id for f in check_header(document, whole=True).findings}
        assert "cda.schema.text-refused" in found
        assert "cda.schema.text-refused" not in {f.id for f in check_header(document).findings}


def test_a_citizen_address_is_blamed_at_its_telecom() -> None:
    mail = b"mailto:185030100199915@patient.mssante.fr"
    document = full().replace(b"</patientRole>", b"</patientRole>", 1)
    telecom = b'<telecom value="tel:+33100000000"/><telecom value="%s"/>' % mail
    document = re.sub(rb"<telecom[^>]*/>", telecom, document, count=1)
    found = [f.at for f in check_header(document, environment="test").findings if f.id == "ins.mssante.other-matricule"]
    assert found == ["/ClinicalDocument/recordTarget[1]/patientRole[1]/telecom[2]"]
