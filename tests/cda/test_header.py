"""`read_header` on the official documents, where they are at hand: everything that is listed comes back."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from esante_rules import Refused
from esante_rules.cda import Code, Id, Moment, Null, Period, Precision, build_n1, check_header, read_header
from tests.cda.editing import edited, example

CORPUS = os.environ.get("ESANTE_RULES_CORPUS")


def _official() -> list[Path]:
    if not CORPUS:
        pytest.skip("ESANTE_RULES_CORPUS is not set: the official documents are not at hand")
    return sorted((Path(CORPUS) / "cda" / "official").glob("*.xml"))


def test_an_official_header_is_built_again_as_it_was_read() -> None:
    for path in _official():
        header = read_header(path)
        assert read_header(build_n1(header, b"%PDF-1.4", "application/pdf")) == header.as_n1("application/pdf"), path


def test_the_built_n1_of_an_official_header_keeps_its_verdict() -> None:
    official = ("cda.input.", "cda.schema.", "cda.volet.")
    for path in _official():
        built = build_n1(read_header(path), b"%PDF-1.4", "application/pdf")
        first, second = (check_header(d, environment="test") for d in (path, built))
        for report in (first, second):
            errors = [f.id for f in report.findings if f.id.startswith(official) and f.severity.value == "error"]
            assert (errors == []) or "eDISP" in path.name, (path, errors)


def test_no_official_document_breaks_the_rules_of_its_volet() -> None:
    for path in _official():
        report = check_header(path, environment="test", whole=True)
        assert [f.id for f in report.findings if f.id.startswith("cda.type.")] == [], path


def test_our_n1_says_what_it_holds() -> None:
    header = read_header(example("n1"))
    assert isinstance(header.id, Id)
    assert header.id.extension is None
    assert isinstance(header.code, Code)
    assert (header.code.code, header.code.system) == ("70004-7", "2.16.840.1.113883.6.1")
    assert header.title == "Compte rendu d'acte diagnostique"
    assert isinstance(header.created, Moment)
    assert header.created.precision is Precision.SECOND
    assert header.language == "fr-FR"
    assert header.version == 1
    assert header.media_type == "application/pdf"
    patient = header.patient
    assert patient is not None
    assert patient.addresses == (Null("NASK"),)
    identity = patient.identity
    assert identity.ins is not None
    assert identity.ins.value == "279035121518989"
    traits = identity.traits
    assert (traits.birth_name, traits.first_given_name, traits.given_names) == (
        "PAT-TROIS",
        "DOMINIQUE",
        "DOMINIQUE MARIE-LOUISE",
    )
    assert traits.birth_date is not None
    assert traits.birth_date.text == "1979-03-28"
    assert (traits.sex, traits.birth_place) == ("F", "51215")
    (act,) = header.acts
    assert isinstance(act.time, Period)
    assert act.performers[0].organization is not None
    assert header.encounter is not None
    assert header.encounter.facility is not None


def test_what_cannot_be_understood_is_none() -> None:
    edits = [
        ["set", "effectiveTime", "value", "hier"],
        ["set", "versionNumber", "value", "un"],
        ["delete", "recordTarget"],
        ["null", "code", "UNK"],
        ["unset", "id", "root"],
    ]
    header = read_header(edited("n1", edits))
    assert (header.created, header.version, header.patient, header.id) == (None, None, None, None)
    assert header.code == Null("UNK")


@pytest.mark.parametrize("document", [b"", b"\xff\xfe", b"<a/>", b"<!DOCTYPE a><a/>", b"<ClinicalDocument"])
def test_a_file_that_is_no_document_is_refused_with_its_report(document: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_header(document)
    assert not refused.value.report.ok
    assert all(finding.id.startswith("cda.input.") for finding in refused.value.report.findings)


def test_every_prefix_of_an_example_is_read_or_refused() -> None:
    document = example("n1")
    for end in range(0, len(document), 97):
        header = None
        with contextlib.suppress(Refused):
            header = read_header(document[:end])
        readable = not any(f.id.startswith("cda.input.") for f in check_header(document[:end]).findings)
        assert (header is not None) is readable
