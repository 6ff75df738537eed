"""The identifiers of the official documents: why a key cannot refuse, and what the checks say of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lxml import etree

from esante_rules import Report, identifiers

NAMESPACE = "{urn:hl7-org:v3}"


def _reports(corpus: Path) -> list[tuple[str, str, Report]]:
    """Root, extension and report of every id of a professional or a structure in the headers."""
    checks = {
        identifiers.PROFESSIONAL_ROOT: identifiers.check_professional_id,
        identifiers.STRUCTURE_ROOT: identifiers.check_structure_id,
    }
    found = []
    for path in sorted((corpus / "cda" / "official").glob("*.xml")):
        root = etree.parse(path).getroot()
        for element in root.iter(f"{NAMESPACE}id"):
            check, extension = checks.get(element.get("root", "")), element.get("extension")
            in_body = any(above.tag == f"{NAMESPACE}component" for above in element.iterancestors())
            if check and extension is not None and not in_body:
                found.append((element.get("root", ""), extension, check(extension)))
    return found


def test_wrong_keys_are_so_common_in_official_documents_that_they_only_warn(corpus: Path) -> None:
    reports = _reports(corpus)
    assert len(reports) > 100
    wrong = [r for _, _, r in reports if any(f.id.endswith(".key-mismatch") for f in r.findings)]
    assert len(wrong) > len(reports) / 4
    names = Counter(f.id for _, _, r in reports for f in r.findings)
    assert {"identifiers.rpps.key-mismatch", "identifiers.finess.key-mismatch"} <= set(names)


def test_few_forms_are_wrong_and_each_for_a_reason(corpus: Path) -> None:
    refused = {(root, extension) for root, extension, report in _reports(corpus) if not report.ok}
    for root, extension in refused:
        parts = identifiers.classify(extension).candidates
        if root == identifiers.PROFESSIONAL_ROOT:
            assert "professional-id" not in parts
        else:
            assert "structure-id" not in parts
    assert len(refused) < 40
