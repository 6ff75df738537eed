"""Reports as JSON, SARIF 2.1.0 and JUnit XML, for tools that already read those.

`subject` is the caller's label of what was checked (a file name, a row number). Nothing that was read is printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote
from xml.etree import ElementTree

from esante_rules._core import Finding, Lang, Report, Rule, Severity, known

FORMATS: Final = ("json", "sarif", "junit")
_SARIF_LEVEL: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
Subjects = Iterable[tuple[str, Report]]


def render(subjects: Subjects, fmt: str, *, lang: Lang = "fr") -> str:
    """Render `(subject, report)` pairs in one of `FORMATS`; `ValueError` lists them for another word."""
    return {"json": to_json, "sarif": to_sarif, "junit": to_junit}[known(fmt, FORMATS, "format")](subjects, lang=lang)


def to_json(subjects: Subjects, *, lang: Lang = "fr") -> str:
    """One JSON document: `{"schema": 1, "reports": [{"subject": ..., ...report...}]}`."""
    reports = [{"subject": _unicode(subject), **report.to_dict(lang)} for subject, report in subjects]
    return json.dumps({"schema": 1, "reports": reports}, ensure_ascii=False, indent=2)


def to_sarif(subjects: Subjects, *, lang: Lang = "fr") -> str:
    """SARIF 2.1.0: one run, its rule table taken from the declarations, our paths as logical locations."""
    pairs = tuple(subjects)
    rules = {rule.id: rule for _, report in pairs for rule in (*report.evaluated, *(f.rule for f in report.findings))}
    results = [_sarif_result(subject, finding, lang) for subject, report in pairs for finding in report.findings]
    driver = {"name": "esante-rules", "rules": [_sarif_rule(rule, lang) for rule in rules.values()]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _sarif_rule(rule: Rule[Any], lang: Lang) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": rule.says.in_(lang)},
        "fullDescription": {"text": rule.why.in_(lang)},
        "help": {"text": "\n".join(str(ref) for ref in rule.refs)},
        "defaultConfiguration": {"level": _SARIF_LEVEL[rule.severity]},
        "properties": {"confidence": rule.confidence.value},
    }
    urls = [ref.url for ref in rule.refs if ref.url]
    return described | ({"helpUri": urls[0]} if urls else {})


def _sarif_result(subject: str, finding: Finding, lang: Lang) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(_unicode(subject).replace("\\", "/"))}}
    if finding.line is not None:
        physical["region"] = {"startLine": max(finding.line, 1)}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.at:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.at}]
    return {
        "ruleId": finding.id,
        "level": _SARIF_LEVEL[finding.severity],
        "message": {"text": finding.message(lang)},
        "locations": [location],
    }


def to_junit(subjects: Subjects, *, lang: Lang = "fr") -> str:
    """JUnit XML: one suite a subject, one case a rule, so that what was evaluated and what was skipped is visible.

    A rule with an `ERROR` finding is a failure; warnings and information are in the case's output.
    """
    root = ElementTree.Element("testsuites", name="esante-rules")
    for subject, report in subjects:
        root.append(_junit_suite(subject, report, lang))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _junit_suite(subject: str, report: Report, lang: Lang) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", name=_xml_text(subject))
    found: dict[str, list[Finding]] = {rule.id: [] for rule in report.evaluated}
    for finding in report.findings:
        found.setdefault(finding.id, []).append(finding)
    failures = 0
    for name, findings in found.items():
        case = ElementTree.SubElement(suite, "testcase", name=name, classname=name.rpartition(".")[0])
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        if errors:
            failures += 1
            failure = ElementTree.SubElement(case, "failure", message=errors[0].message(lang))
            failure.text = "\n".join(_line(finding, lang) for finding in errors)
        others = [finding for finding in findings if finding.severity is not Severity.ERROR]
        if others:
            ElementTree.SubElement(case, "system-out").text = "\n".join(_line(finding, lang) for finding in others)
    for rule, reason in report.skipped:
        case = ElementTree.SubElement(suite, "testcase", name=rule.id, classname=rule.id.rpartition(".")[0])
        ElementTree.SubElement(case, "skipped", message=reason.value)
    suite.attrib.update(
        tests=str(len(found) + len(report.skipped)), failures=str(failures), skipped=str(len(report.skipped))
    )
    return suite


def _line(finding: Finding, lang: Lang) -> str:
    place = f"{finding.at}{f' (l. {finding.line})' if finding.line is not None else ''}"
    return f"{finding.severity.value} {place}: {finding.message(lang)}"


def _unicode(label: str) -> str:
    """A file name may hold bytes that are no character, which Python writes as lone surrogates: they are escaped."""
    return label.encode("utf-8", "backslashreplace").decode("utf-8")


def _xml_text(label: str) -> str:
    """A file name may hold control characters, which XML 1.0 cannot carry."""
    return "".join(c if c.isprintable() else "?" for c in label)
