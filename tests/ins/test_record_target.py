"""The recordTarget between XML and plain values: nothing is lost, and no tree breaks it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from esante_rules.cda._patient import model, record_target, to_element
from esante_rules.ins import cda
from esante_rules.testing import ins_carriers as carriers
from tests.ins.carrier_cases import record_target as built

HL7 = "urn:hl7-org:v3"
TAGS = ("ClinicalDocument", "recordTarget", "patientRole", "patient", "name", "family", "given", "id", "birthTime")
MORE = ("birthplace", "place", "addr", "county", "administrativeGenderCode", "telecom", "templateId", "other")
ATTRIBUTES = ("root", "extension", "qualifier", "nullFlavor", "code", "value", "x")
TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2000), max_size=8)


def inside(element: etree._Element) -> etree._Element:
    document = etree.Element(f"{{{HL7}}}ClinicalDocument")
    document.append(element)
    return document


@given(target=carriers.record_targets())
def test_what_is_written_is_what_is_read(target: cda.RecordTarget) -> None:
    text = etree.tostring(inside(to_element(target)))
    assert record_target(etree.fromstring(text)) == target


@st.composite
def trees(draw: st.DrawFn, depth: int = 0) -> etree._Element:
    tag = draw(st.sampled_from([f"{{{HL7}}}{name}" for name in (*TAGS, *MORE)] + ["foreign"]))
    element = etree.Element(tag)
    for name in draw(st.lists(st.sampled_from(ATTRIBUTES), max_size=3, unique=True)):
        element.set(name, draw(TEXTS))
    element.text = draw(TEXTS)
    if draw(st.booleans()):
        element.append(etree.Comment("x"))
    if depth < 3:
        for child in draw(st.lists(trees(depth=depth + 1), max_size=2)):
            element.append(child)
    return element


@settings(max_examples=60)
@given(child=trees())
def test_any_tree_is_read_without_an_exception(child: etree._Element) -> None:
    role = etree.Element(f"{{{HL7}}}patientRole")
    role.append(child)
    target = etree.Element(f"{{{HL7}}}recordTarget")
    target.append(role)
    root = inside(target)
    report = cda.check(record_target(root), model=model(root))
    assert report.evaluated


@settings(max_examples=60)
@given(tree=trees())
def test_a_tree_that_is_no_document_gives_no_patient_or_a_report(tree: etree._Element) -> None:
    assert cda.check(record_target(tree), model=model(tree)).evaluated


def document(**changes: Any) -> etree._Element:
    return inside(to_element(built(changes)))


@pytest.mark.parametrize(
    ("path", "element"),
    [
        ("family", "family BR"),
        ("given[1]", "unqualified"),
        ("given[2]", "given BR"),
        ("birthTime", "birthTime"),
        ("county", "county"),
        ("administrativeGenderCode", "administrativeGenderCode"),
    ],
)
def test_a_trait_with_a_null_flavor_is_missing(path: str, element: str) -> None:
    root = document()
    found = root.find(f".//{{{HL7}}}{path}")
    assert found is not None
    found.set("nullFlavor", "UNK")
    names = [f.message("fr") for f in cda.read(record_target(root)).report.findings if f.id == "ins.cda.trait-missing"]
    assert len(names) == 1, element


def test_the_document_is_found_inside_a_style_sheet() -> None:
    sheet = etree.Element("{http://www.w3.org/1999/XSL/Transform}stylesheet")
    sheet.append(document())
    assert record_target(sheet) == record_target(document())


@pytest.mark.parametrize(
    ("extension", "expected"),
    [("2022.01", "3.0"), ("2024.01", "3.0"), ("2021.01", None), ("", None), ("\u0662022.01", None), ("2022.1", None)],
)
def test_the_line_of_the_model_is_that_of_the_templates(extension: str, expected: str | None) -> None:
    root = document()
    etree.SubElement(root, f"{{{HL7}}}templateId", root="1.2.250.1.213.1.1.1.5", extension=extension)
    assert model(root) == expected
    assert model(etree.Element("x")) is None


def test_findings_have_the_line_of_their_element() -> None:
    text = etree.tostring(document(gender="X", given=[["AC", "A"]]), pretty_print=True)
    lines = text.decode().splitlines()
    tags = {"ins.cda.sex-not-coded": "administrativeGenderCode", "ins.cda.given-qualifier-not-allowed": "given"}
    found = {f.id: f.line for f in cda.read(record_target(etree.fromstring(text))).report.findings}
    for name, tag in tags.items():
        line = found[name]
        assert line is not None
        assert f":{tag}" in lines[line - 1]
