"""Edges that mutation testing found unseen: what a limit says and where, roots of the sender, a date of death."""

from __future__ import annotations

import pytest

from esante_rules.cda import Limits, check_header
from esante_rules.cda._limits import WORDS
from esante_rules.cda._reading import read
from tests.cda.edits import Edit, edited, full

ID = "/ClinicalDocument/id"


@pytest.mark.parametrize(
    ("what", "limits", "line"),
    [
        ("header", Limits(header=1000), None),
        ("depth", Limits(depth=5), 25),
        ("elements", Limits(elements=100), 2),
        ("text", Limits(text=20), 4),
        ("attributes", Limits(attributes=1), 4),
        ("document", Limits(document=6000), None),
    ],
)
def test_a_limit_says_which_and_where(what: str, limits: Limits, line: int | None) -> None:
    (finding,) = read(full(), whole=what == "document", limits=limits).findings
    assert finding.params == {"what": WORDS[what], "allowed": getattr(limits, what)}
    assert (finding.at, finding.line) == ("/", line)


@pytest.mark.parametrize(
    ("edits", "blamed"),
    [
        ([], True),
        ([{"op": "set", "path": ID, "attr": "root", "value": "1.2.3"}], False),
        ([{"op": "set", "path": ID, "attr": "root", "value": "1.2.3.4"}], False),
        ([{"op": "set", "path": ID, "attr": "root", "value": "1.2.34"}], True),
        ([{"op": "set", "path": ID, "attr": "root", "value": "5A931FFC-E3D3-4153-953F-4C314500A410"}], False),
        ([{"op": "set", "path": ID, "attr": "extension", "value": "1"}], False),
        ([{"op": "unset", "path": ID, "attr": "root"}], False),
        ([{"op": "delete", "path": ID}], False),
    ],
)
def test_the_root_of_a_document_is_of_the_sender(edits: list[Edit], blamed: bool) -> None:
    report = check_header(edited(edits), own_roots=["1.2.3"])
    found = [finding.at for finding in report.findings if finding.id == "cda.coherence.id-outside-own-roots"]
    assert found == ([f"{ID}[1]"] if blamed else [])


def test_a_second_document_is_told_with_its_line() -> None:
    inside = edited([{"op": "before", "path": "/ClinicalDocument/title", "xml": "<ClinicalDocument/>"}])
    findings = read(inside).findings
    assert [(finding.id, finding.line) for finding in findings] == [("cda.input.several-documents", 10)]


@pytest.mark.parametrize(("value", "blamed"), [("true", False), ("false", True), ("TRUE", True), (None, True)])
def test_a_date_of_death_goes_with_the_indicator(value: str | None, blamed: bool) -> None:
    patient = "/ClinicalDocument/recordTarget/patientRole/patient"
    edits: list[Edit] = [
        {"op": "unset", "path": f"{patient}/sdtc:deceasedTime", "attr": "nullFlavor"},
        {"op": "set", "path": f"{patient}/sdtc:deceasedTime", "attr": "value", "value": "20240101"},
    ]
    indicator = f"{patient}/sdtc:deceasedInd"
    edits += (
        [{"op": "delete", "path": indicator}]
        if value is None
        else [{"op": "set", "path": indicator, "attr": "value", "value": value}]
    )
    found = {finding.id: finding.at for finding in check_header(edited(edits)).findings}
    place = f"{patient.replace('Target', 'Target[1]').replace('Role', 'Role[1]')}[1]/sdtc:deceasedTime[1]"
    assert found.get("cda.coherence.death-date-without-death") == (place if blamed else None)
