"""JSON, SARIF and JUnit say what the report says, and nothing of the input."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules import STATE_OF_LAW, Finding, Report, Skip
from esante_rules.output import FORMATS, render
from tests.test_core import LONG, SPACED

FINDINGS = st.lists(
    st.builds(
        Finding,
        rule=st.sampled_from([LONG, SPACED]),
        at=st.sampled_from(["", "key", "/ClinicalDocument/title[1]"]),
        line=st.none() | st.integers(0, 9),
        params=st.just({"count": 3}),
    ),
    max_size=5,
).map(tuple)
REPORTS = st.builds(
    Report,
    as_of=st.just(STATE_OF_LAW),
    findings=FINDINGS,
    evaluated=st.just((LONG, SPACED)),
    skipped=st.sampled_from([(), ((SPACED, Skip.NO_CLOCK),)]),
)
PAIRS = st.lists(st.tuples(st.text(max_size=5), REPORTS), max_size=3)


@given(PAIRS, st.sampled_from(["fr", "en"]))
def test_json_holds_every_finding(pairs: list[tuple[str, Report]], lang: str) -> None:
    document = json.loads(render(pairs, "json", lang="fr" if lang == "fr" else "en"))
    assert document["schema"] == 1
    for (subject, report), shown in zip(pairs, document["reports"], strict=True):
        assert shown["subject"] == subject
        assert [f["id"] for f in shown["findings"]] == [f.id for f in report.findings]
        assert shown["ok"] == report.ok
        assert [s["reason"] for s in shown["skipped"]] == [reason.value for _, reason in report.skipped]


@given(PAIRS)
def test_sarif_results_point_to_rules_of_its_table(pairs: list[tuple[str, Report]]) -> None:
    run = json.loads(render(pairs, "sarif"))["runs"][0]
    names = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    findings = [f for _, report in pairs for f in report.findings]
    assert [r["ruleId"] for r in run["results"]] == [f.id for f in findings]
    for result, finding in zip(run["results"], findings, strict=True):
        assert result["ruleId"] in names
        region = result["locations"][0]["physicalLocation"].get("region")
        assert region == (None if finding.line is None else {"startLine": max(finding.line, 1)})


@given(PAIRS)
def test_junit_counts_one_case_for_each_rule_evaluated_or_skipped(pairs: list[tuple[str, Report]]) -> None:
    root = ElementTree.fromstring(render(pairs, "junit"))
    for suite, (_, report) in zip(root, pairs, strict=True):
        assert len(suite) == int(suite.attrib["tests"]) == len(report.evaluated) + len(report.skipped)
        assert len(suite.findall("testcase/failure")) == len({f.id for f in report.findings if f.rule is LONG})
        assert len(suite.findall("testcase/skipped")) == len(report.skipped)


def test_an_unknown_format_is_refused_with_the_list() -> None:
    with pytest.raises(ValueError, match=", ".join(FORMATS)):
        render([], "xlsx")


@given(st.text(st.characters(), max_size=8), REPORTS, st.sampled_from(FORMATS))
def test_any_name_of_a_file_can_be_written(subject: str, report: Report, fmt: str) -> None:
    """Lone surrogates too: they stand for the bytes of a name that are not characters."""
    assert render([(subject, report)], fmt).encode("utf-8")
    if fmt == "sarif":
        for result in json.loads(render([(subject, report)], fmt))["runs"][0]["results"]:
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*", uri)
