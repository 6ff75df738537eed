"""The patients of the official CDA documents: what the rulebook expects of each, on those that are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from esante_rules import Severity
from esante_rules.cda._patient import model, record_target
from esante_rules.ins import cda
from tests.ins.vectors import TESTS, numbered

ROWS = json.loads((TESTS / "vectors" / "ins" / "corpus.json").read_text(encoding="utf-8"))
ABSENT = json.loads((TESTS / "vectors" / "ins" / "corpus-absent.json").read_text(encoding="utf-8"))
FAMILIES = ("OID", "MAT", "CDA", "TRT", "COH")


def same_patient(row: dict[str, Any], identity: tuple[str | None, ...]) -> bool:
    return row["model"] == "3.0" and (row["oid"], row["matricule"], *row["traits"]) == identity


def expected(identity: tuple[str | None, ...]) -> list[str]:
    """The findings of the lines that have this number and these traits: they agree."""
    found = {tuple(sorted(row["expect"])) for row in ROWS if same_patient(row, identity)}
    assert len(found) == 1, "the rulebook has no line for this patient, or two that disagree"
    return list(found.pop())


def documents(corpus: Path) -> list[Path]:
    return sorted((corpus / "cda" / "official").glob("*.xml"))


def key(target: cda.RecordTarget) -> tuple[str | None, ...]:
    identity = cda.read(target).identity
    ins, traits = identity.ins, identity.traits
    assert ins is not None
    named = (traits.birth_name, traits.first_given_name, traits.given_names, traits.sex)
    day = traits.birth_date.text if traits.birth_date else None
    return (ins.oid, ins.value, *named, day, traits.birth_place)


def test_every_official_document_gives_what_the_rulebook_expects(corpus: Path) -> None:
    differences: dict[str, Any] = {}
    for path in documents(corpus):
        root = etree.parse(path).getroot()
        target = record_target(root)
        assert target is not None
        report = cda.check(target, model="3.0", environment="test")
        kept = [finding for finding in report.findings if finding.severity is not Severity.INFO]
        found = sorted({one for one in numbered(kept) if one.split("-")[1] in FAMILIES})
        wanted = expected(key(target))
        if found != wanted:
            differences[path.name] = (found, wanted)
    assert differences == {}


def test_the_lines_whose_documents_are_not_at_hand_are_listed(corpus: Path) -> None:
    seen = {key(t) for p in documents(corpus) if (t := record_target(etree.parse(p).getroot())) is not None}
    absent = [row["id"] for row in ROWS if not any(same_patient(row, identity) for identity in seen)]
    assert absent == ABSENT["lines"]


def test_the_line_of_the_model_is_read_from_the_templates(corpus: Path) -> None:
    told = {model(etree.parse(path).getroot()) for path in documents(corpus) if "_202" in path.name}
    assert "3.0" in told
    assert told <= {"3.0", None}


def test_a_place_has_the_line_of_its_element(corpus: Path) -> None:
    root = etree.parse(corpus / "cda" / "official" / "DOC_NON_STRUCTURE_CDA-R2-N1.xml").getroot()
    for county in root.iter("{urn:hl7-org:v3}county"):
        line = county.sourceline
        county.getparent().remove(county)  # type: ignore[union-attr]
        assert line
    found = [f for f in cda.check(record_target(root), environment="test").findings if f.id == "ins.cda.trait-missing"]
    assert [finding.at.rpartition("/")[2] for finding in found] == ["county"]


@pytest.mark.parametrize("text", ["<x/>", "<ClinicalDocument xmlns='urn:hl7-org:v3'/>"])
def test_a_tree_without_a_patient_gives_none(text: str) -> None:
    assert record_target(etree.fromstring(text)) is None
    assert [finding.id for finding in cda.check(None).findings] == ["ins.cda.patient-missing"]
