"""The strategies keep their promises: valid headers have no finding, mutated ones have theirs, and all comes back."""

from __future__ import annotations

import pickle
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from esante_rules import Refused
from esante_rules.cda import Header, Level, build_n1, check_header, level, read_header
from esante_rules.testing.cda import PDF, Mutation, headers, mutated_documents, n1_documents, n3_documents

HL7 = "urn:hl7-org:v3"
FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@FEW
@given(n1_documents())
def test_a_valid_n1_has_no_finding(document: bytes) -> None:
    report = check_header(document, environment="test", whole=True)
    assert [(f.id, f.at) for f in report.findings] == []
    assert level(document) is Level.N1


@FEW
@given(n3_documents())
def test_a_valid_n3_has_no_finding(document: bytes) -> None:
    report = check_header(document, environment="test", whole=True)
    assert [(f.id, f.at) for f in report.findings] == []
    assert level(document) is Level.STRUCTURED
    assert level(document, whole=True) is Level.N3


@FEW
@given(mutated_documents())
def test_a_mutation_is_found_by_its_rule(pair: tuple[bytes, Mutation]) -> None:
    document, mutation = pair
    report = check_header(document, environment="test")
    assert mutation.rule in {finding.id for finding in report.findings}


@FEW
@given(headers())
def test_what_is_built_is_what_is_read(header: Header) -> None:
    document = build_n1(header, PDF, "application/pdf")
    again = read_header(document)
    assert again == header.as_n1("application/pdf")
    assert build_n1(again, PDF, "application/pdf") == document
    assert pickle.loads(pickle.dumps(again)) == again


@FEW
@given(headers())
def test_a_header_shows_nothing(header: Header) -> None:
    assert repr(header) == "<Header masked>"
    assert header.patient is not None
    assert repr(header.patient) == "<Patient masked>"
    assert repr(header.patient.ids[0]) == "<Id masked>"


def test_a_document_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_header(b"<a/>")
    assert not refused.value.report.ok


def test_the_builder_refuses_what_it_cannot_write() -> None:
    header = Header(title="\x00secret")
    with pytest.raises(ValueError, match="characters that XML cannot hold") as error:
        build_n1(header, PDF, "application/pdf")
    assert "secret" not in str(error.value)
    with pytest.raises(ValueError, match="application/pdf"):
        build_n1(header, PDF, "image/jpeg")
    with pytest.raises(TypeError, match="must be Header"):
        build_n1("x", PDF, "application/pdf")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must be bytes"):
        build_n1(header, "x", "application/pdf")  # type: ignore[arg-type]


@FEW
@given(mutated_documents())
def test_a_mutation_breaks_nothing_official_elsewhere(pair: tuple[bytes, Mutation]) -> None:
    document, mutation = pair
    parent = "/ClinicalDocument" + "".join(f"/{step}[1]" for step in mutation.path[:-1])
    for finding in check_header(document, environment="test").findings:
        if finding.id.startswith(("cda.volet.", "cda.schema.", "cda.input.")):
            assert finding.at.startswith(parent)


def _rewritten(document: bytes, prefix: str, comment: str) -> bytes:
    """The same document with a prefix, its attributes in reverse, comments, instructions and white space."""
    root = etree.fromstring(document, etree.XMLParser(remove_comments=True))
    note = f"<!--{comment}--><?essai {comment}?>"

    def name(tag: str) -> str:
        namespace, _, local = tag[1:].partition("}")
        return f"{prefix}:{local}" if namespace == HL7 else f"sdtc:{local}"

    def write(element: etree._Element) -> str:
        values = [f" {key}={quoteattr(value)}" for key, value in reversed(element.items())]
        text = escape(element.text or "") if not len(element) else f"\n\t {note}"
        inside = text + "".join(write(child) + "\n" for child in element)
        tag = name(str(element.tag))
        return f"<{tag}{''.join(values)}>{inside}</{tag}>"

    body = write(root).replace(">", f' xmlns:{prefix}="{HL7}" xmlns:sdtc="urn:hl7-org:sdtc">', 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{note}{body}'.encode()


@FEW
@given(mutated_documents(), st.sampled_from(["h", "cda", "x-1"]))
def test_writing_the_same_document_otherwise_changes_no_verdict(pair: tuple[bytes, Mutation], prefix: str) -> None:
    first = check_header(pair[0], environment="test", whole=True)
    second = check_header(_rewritten(pair[0], prefix, "remarque"), environment="test", whole=True)
    assert [(f.id, f.at, f.params) for f in first.findings] == [(f.id, f.at, f.params) for f in second.findings]
