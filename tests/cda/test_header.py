"""`read_header` on the official documents, where they are at hand: everything that is listed comes back."""

from __future__ import annotations

import contextlib
import itertools
import os
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given

from esante_rules import Refused, Severity
from esante_rules.cda import (
    Actor,
    Code,
    Header,
    Id,
    Moment,
    Null,
    Organization,
    Period,
    Precision,
    RelatedDocument,
    build_n1,
    check_batch,
    check_header,
    read_header,
)
from tests.cda.editing import edited, example
from tests.cda.edits import edits, full

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


def official_errors(document: bytes) -> set[str]:
    families = ("cda.input.", "cda.schema.", "cda.volet.")
    found = check_header(document, environment="test").findings
    return {f.id for f in found if f.severity is Severity.ERROR and f.id.startswith(families)}


MODEL = "<manufacturerModelName>Modèle exemple</manufacturerModelName>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<city>REIMS</city>", "<city>REIMS</city><direction>Nord</direction>"),
        ("<city>REIMS</city>", "<city>REIMS</city><buildingNumberSuffix>B</buildingNumberSuffix>"),
        ("<county>51454</county>", '<county nullFlavor="UNK"/>'),
        (MODEL, '<manufacturerModelName nullFlavor="UNK"/>'),
        ("<name>Reims</name>", '<name nullFlavor="UNK"/>'),
        ('<code nullFlavor="UNK"/>', '<code nullFlavor="OTH"><translation code="A" codeSystem="1.2.3"/></code>'),
        ('<code nullFlavor="UNK"/>', '<code nullFlavor="OTH"><originalText>acte</originalText></code>'),
        ("<name><family>SAISIE</family>", "<name>Jean SAISIE</name><name><family>SAISIE</family>"),
    ],
)
def test_what_is_read_can_be_written_again(old: str, new: str) -> None:
    document = full().decode().replace(old, new, 1).encode()
    assert document != full()
    assert official_errors(document) == set()
    read = read_header(document)
    written = build_n1(read, b"%PDF-1.4 %%EOF", "application/pdf")
    assert official_errors(written) == set()
    assert read_header(written) == read.as_n1("application/pdf")


@given(edits())
def test_a_header_that_is_read_is_built_and_read_again(document: bytes) -> None:
    try:
        read = read_header(document)
    except Refused:
        return
    written = build_n1(read, b"%PDF-1.4 %%EOF", "application/pdf")
    again = read_header(written).as_n1("application/pdf")
    assert build_n1(again, b"%PDF-1.4 %%EOF", "application/pdf") == written


def version(number: int, name: str, *ids: Id, replaces: str = "", kind: str = "RPLC") -> Header:
    header = read_header(full())
    assert header.patient is not None
    related = (RelatedDocument(ids=(Id(replaces),), type_code=kind),) if replaces else ()
    patient = evolve(header.patient, ids=ids)
    return evolve(header, id=Id(name), version=number, related_documents=related, patient=patient)


INS, IPP = Id("1.2.250.1.213.1.4.8", "279035121518989"), Id("1.2.250.1.999.2", "IPP-1")


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ((INS, IPP), (IPP,), False),
        ((INS,), (IPP,), False),
        ((INS,), (Id("1.2.250.1.213.1.4.8", "185030100199915"),), True),
        ((INS, IPP), (Id("1.2.250.1.213.1.4.8", "185030100199915"), IPP), True),
        ((IPP,), (Id("1.2.250.1.999.2", "IPP-2"),), True),
        ((IPP,), (Id("1.2.250.1.999.7", "IPP-1"),), False),
        ((), (IPP,), False),
    ],
)
def test_two_versions_are_of_two_patients_when_their_numbers_say_so(
    one: tuple[Id, ...], other: tuple[Id, ...], two: bool
) -> None:
    batch = iter([version(1, "1.2.250.9.1", *one), version(2, "1.2.250.9.2", *other, replaces="1.2.250.9.1")])
    assert [finding.id for finding in check_batch(batch).findings] == ["cda.batch.set-of-two-patients"] * two


OTHER_INS = Id("1.2.250.1.213.1.4.8", "185030100199915")


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_two_patients_in_a_set_are_seen_in_any_order(order: tuple[int, ...]) -> None:
    versions = [(IPP,), (IPP, INS), (IPP, OTHER_INS)]
    batch = [version(n, f"1.2.250.9.{n}", *versions[which]) for n, which in enumerate(order, 1)]
    assert [finding.id for finding in check_batch(batch).findings] == ["cda.batch.set-of-two-patients"]


def test_a_matricule_with_its_separators_is_the_same_patient() -> None:
    spaced = Id("1.2.250.1.213.1.4.8", "2 79 03 51 215 189 89")
    batch = [version(1, "1.2.250.9.1", INS), version(2, "1.2.250.9.2", spaced)]
    assert check_batch(batch).findings == ()


def test_the_version_that_is_replaced_is_the_latest_below() -> None:
    batch = [version(n, f"1.2.250.9.{n}", IPP, replaces=f"1.2.250.9.{n - 1}" if n > 1 else "") for n in (3, 1, 2, 5)]
    assert [(f.id, f.at) for f in check_batch(batch).findings] == [
        ("cda.batch.replaced-not-latest", "/document[4]"),
        ("cda.batch.version-gap", "/document[4]"),
    ]


def test_the_order_of_a_batch_does_not_change_what_is_replaced() -> None:
    first, second = version(1, "1.2.250.9.1", IPP), version(2, "1.2.250.9.2", IPP, replaces="1.2.250.77")
    twice = version(2, "1.2.250.9.3", IPP, replaces="1.2.250.9.1")
    assert [f.at for f in check_batch([second, first]).findings] == ["/document[1]"]
    assert [f.at for f in check_batch([first, second]).findings] == ["/document[2]"]
    found = [(f.id.rpartition(".")[2], f.at) for f in check_batch([twice, second, first]).findings]
    assert found == [("same-version", "/document[2]"), ("replaced-not-latest", "/document[2]")]


def test_a_link_that_replaces_nothing_is_not_a_replacement() -> None:
    first = version(1, "1.2.250.9.1", IPP)
    for kind, found in (("APND", []), ("RPLC", ["cda.batch.replaced-not-latest"])):
        linked = version(2, "1.2.250.9.2", IPP, replaces="1.2.250.77", kind=kind)
        assert [finding.id for finding in check_batch([first, linked]).findings] == found


def test_one_author_in_common_is_enough_to_replace() -> None:
    first = version(1, "1.2.250.9.1", IPP)
    second = version(2, "1.2.250.9.2", IPP, replaces="1.2.250.9.1")
    doctor, structure = Id("1.2.250.1.71.4.2.1", "801"), Id("1.2.250.1.71.4.2.2", "1")
    one = (Actor(ids=(doctor,), organization=Organization(ids=(structure,))),)
    for other, changed in (
        ((Actor(ids=(doctor,)),), False),
        ((Actor(ids=(Id("1.2.250.1.71.4.2.1", "802"),), organization=Organization(ids=(structure,))),), False),
        ((Actor(ids=(Id("1.2.250.1.71.4.2.1", "802"),)),), True),
        ((Actor(),), False),
    ):
        found = check_batch([evolve(first, authors=one), evolve(second, authors=other)]).findings
        assert [finding.id for finding in found] == ["cda.batch.author-changed"] * changed


def test_versions_that_are_not_numbered_are_compared_with_none() -> None:
    header = version(1, "1.2.250.9.1", IPP)
    unnumbered = [evolve(header, id=Id(f"1.2.250.9.{n}"), version=None) for n in (2, 3)]
    assert check_batch(unnumbered).findings == ()
    assert [f.at for f in check_batch([header, header]).findings] == ["/document[2]", "/document[2]"]
    assert check_batch([header]).findings == ()
    assert check_batch([], as_of=date(2024, 1, 2)).as_of == date(2024, 1, 2)
    with pytest.raises(TypeError, match=r"^a header must be Header, not int"):
        check_batch([3])  # type: ignore[list-item]
    with pytest.raises(TypeError, match=r"^as_of must be "):
        check_batch([], as_of="x")  # type: ignore[arg-type]
