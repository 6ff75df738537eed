"""The families beyond the official verdict: a vector for every rule, and what holds of any document."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules import STATE_OF_LAW, Finding, Report, Rule, Severity, Text
from esante_rules._core import Skip
from esante_rules.cda import _beyond, _volets, batch, check_header
from esante_rules.cda._read_header import read_header
from tests.cda.beyond import checked
from tests.cda.editing import edited, example
from tests.support import outputs

VECTORS: Final[list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "rules" / "cda-beyond.json").read_text(encoding="utf-8")
)


def _run(vector: dict[str, Any], edits: Any, *, passes: bool) -> Report:
    if vector.get("batch"):
        headers = [read_header(edited("n1", document)) for document in edits]
        return batch.check_batch(headers)
    options = dict(vector["options"])
    if passes:
        options["now"] = options.pop("now_passes", options.get("now"))
        options.pop("prolog", None)
    return checked(vector["base"], edits, options)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.fr if isinstance(value, Text) else value


def _of(report: Report, name: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.id == name]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["rule"])
def test_a_rule_finds_its_fault_and_not_its_neighbour(vector: dict[str, Any]) -> None:
    found = _of(_run(vector, vector["fails"], passes=False), vector["rule"])
    assert [finding.at for finding in found] == vector["at"]
    assert {key: _plain(value) for key, value in found[0].params.items()} == vector["params"]
    for finding in found:
        assert finding.message("fr") != finding.message("en")
    passing = _run(vector, vector["passes"], passes=True)
    assert _of(passing, vector["rule"]) == []
    assert vector["rule"] in {rule.id for rule in passing.evaluated}


def test_every_rule_has_a_vector() -> None:
    rules: tuple[Rule[Any], ...] = (*_beyond.RULES, *batch.RULES)
    names = [rule.id for rule in rules]
    assert len(set(names)) == len(names)
    assert sorted(vector["rule"] for vector in VECTORS) == sorted(names)


@pytest.mark.parametrize("name", ["n1", "n3"])
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("environment", ["production", "test", "demo"])
def test_our_examples_have_no_finding(name: str, whole: bool, environment: str) -> None:
    options = {"whole": whole, "environment": environment, "now": "2026-06-30T12:00:00+02:00"}
    report = checked(name, [], options)
    assert report.findings == ()
    assert report.complete is whole


def test_what_a_header_reading_cannot_tell_is_said() -> None:
    report = checked("n3", [], {})
    reasons = {rule.id: reason for rule, reason in report.skipped}
    assert reasons["cda.level.no-coded-entry"] is Skip.NOT_READ
    assert reasons["cda.coherence.created-in-future"] is Skip.NO_CLOCK
    assert reasons["cda.type.facility-category-unknown"] is Skip.TABLE_MISSING
    assert reasons["cda.coherence.id-outside-own-roots"] is Skip.TABLE_MISSING
    assert not {rule.id for rule in report.evaluated} & set(reasons)
    assert len(report.evaluated) + len(report.skipped) == len(_beyond.RULES)


def test_only_a_faulty_content_or_a_volet_is_an_error() -> None:
    errors = {rule.id for rule in _beyond.RULES if rule.severity is Severity.ERROR}
    assert all(name.startswith(("cda.type.", "cda.text.n1-")) for name in errors)


def test_an_n1_is_never_held_against_a_volet() -> None:
    for volet in _volets.NAMES:
        report = checked("n1", [["volet", volet]], {})
        assert not [finding for finding in report.findings if finding.id.startswith("cda.type.")]


def test_the_word_of_the_caller_decides_the_volet() -> None:
    report = checked("n3", [], {"volet": "DLU"})
    found = {finding.id for finding in report.findings}
    assert {"cda.type.document-code-unexpected", "cda.type.template-missing"} <= found


MARK: Final = "CANARI7539"
TAGS: Final = ("id", "code", "title", "author/assignedAuthor/id", "recordTarget/patientRole/id", "author/time")
PATHS: Final = (
    *TAGS,
    "effectiveTime",
    "versionNumber",
    "setId",
    "languageCode",
    "component/nonXMLBody/text",
    "recordTarget/patientRole/patient/birthTime",
    "author/assignedAuthor/assignedPerson/name/family",
    "documentationOf/serviceEvent/code",
    "documentationOf/serviceEvent/effectiveTime/low",
    "documentationOf/serviceEvent/performer/assignedEntity/id",
    "componentOf/encompassingEncounter/code",
)
ATTRIBUTES: Final = (
    "root",
    "extension",
    "code",
    "codeSystem",
    "displayName",
    "value",
    "nullFlavor",
    "mediaType",
    "use",
)
EDITS: Final = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.sampled_from(PATHS), st.sampled_from(ATTRIBUTES), st.just(MARK)),
        st.tuples(st.just("text"), st.sampled_from(PATHS), st.just(MARK)),
        st.tuples(st.just("null"), st.sampled_from(PATHS), st.just(MARK)),
        st.tuples(st.just("add"), st.sampled_from(PATHS), st.just(f"<{MARK} {MARK}='{MARK}'>{MARK}</{MARK}>")),
    ),
    min_size=1,
    max_size=6,
)


@given(EDITS, st.booleans())
def test_nothing_of_the_document_is_ever_shown(edits: list[tuple[str, ...]], whole: bool) -> None:
    report = checked("n1", edits, {"whole": whole, "now": "2026-06-30T12:00:00"})
    assert MARK not in outputs(report)


def test_a_report_pickles_by_the_names_of_its_rules() -> None:
    report = checked("n3", [["volet", "BIO-CR-BIO"], ["set", "versionNumber", "value", "0"]], {})
    again = pickle.loads(pickle.dumps(report))
    assert [f.id for f in again.findings] == [f.id for f in report.findings]


def test_a_batch_is_asked_of_headers_only() -> None:
    with pytest.raises(TypeError, match="must be Header"):
        batch.check_batch(["x"])  # type: ignore[list-item]
    header = read_header(example("n1"))
    assert batch.check_batch([]).findings == batch.check_batch([header]).findings == ()
    assert batch.check_batch([header], as_of=STATE_OF_LAW).evaluated == batch.RULES


def test_the_refusal_of_a_consumer_is_foreseen() -> None:
    replaced = next(v for v in VECTORS if v["rule"] == "cda.batch.replaced-not-latest")
    assert batch.foreseen_errors(_run(replaced, replaced["fails"], passes=False).findings) == ("900",)
    assert batch.foreseen_errors(()) == ()
    assert all(code in batch.ERRORS for code in batch._FORESEEN.values())


def test_every_number_of_the_rulebook_is_in_the_map_and_every_rule_comes_from_one() -> None:
    lines = (Path(__file__).parents[2] / "docs" / "rule-map.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.split(",", 3) for line in lines if line.startswith("cda-header,")]
    numbers = [number for _, number, _, _ in rows]
    assert len(set(numbers)) == len(numbers)
    assert {f"CDA-{number}" for number in OWN_NUMBERS} <= set(numbers)
    mapped = {name for _, _, names, _ in rows for name in names.split()}
    rules: tuple[Rule[Any], ...] = (*_beyond.RULES, *batch.RULES)
    assert {rule.id for rule in rules} <= mapped


OWN_NUMBERS: Final = (
    *("005", "011", "014", "015", "028", "029", "042", "102", "121", "122", "129", "130", "158", "215", "218", "219"),
    *(str(n) for n in (*range(222, 228), *range(260, 265), 281, 291, 303, 304, 314, *range(330, 333), 335, 344)),
    *(str(n) for n in (359, 360, 361, 372, 387, *range(393, 398), 445, *range(461, 471))),
    *(str(n) for n in (*range(600, 608), *range(610, 621), *range(630, 639), 640, 641, *range(650, 657))),
    *(str(n) for n in (*range(690, 693), *range(700, 730), *range(740, 750))),
)
"""The numbers of the rulebook that the official tools do not decide: texts, volets, levels, our additions."""


CARE = ["set", "documentationOf/serviceEvent/code", "code", "11429006"]
ADDRESS = "recordTarget/patientRole/addr"


@pytest.mark.parametrize(
    ("edits", "rule", "at"),
    [
        ([["volet", "CSE-CS8"], CARE], "cda.type.act-time-incomplete", None),
        (
            [["volet", "CSE-CS8"], CARE, ["delete", "documentationOf/serviceEvent/performer"]],
            "cda.type.act-time-incomplete",
            "/ClinicalDocument/documentationOf[1]/serviceEvent[1]",
        ),
        ([["volet", "BIO-CR-BIO"]], "cda.type.document-code-unexpected", None),
        (
            [["volet", "BIO-CR-BIO"], ["set", "code", "codeSystem", "1.2.3"]],
            "cda.type.document-code-unexpected",
            "/ClinicalDocument/code[1]",
        ),
        ([["volet", "CSE-CS9"], ["unset", ADDRESS, "nullFlavor"]], "cda.type.patient-address-in-lines", f"/{ADDRESS}"),
        ([["volet", "CSE-CS9"]], "cda.type.patient-address-in-lines", None),
        ([["volet", "EXPORT_DUI"]], "cda.type.actor-incomplete", None),
    ],
)
def test_a_volet_is_held_to_its_details(edits: list[list[str]], rule: str, at: str | None) -> None:
    found = [finding.at for finding in checked("n3", edits, {}).findings if finding.id == rule]
    if at is not None and not at.startswith("/ClinicalDocument"):
        at = "/ClinicalDocument/recordTarget[1]/patientRole[1]/addr[1]"
    assert found == ([] if at is None else [at])


@pytest.mark.parametrize(
    ("volet", "version", "asked"),
    [
        ("CSE-CS9", "2022.01", True),
        ("CSE-CS9", "2025.01", False),
        ("CSE-CS8", "2024.01", True),
        ("CSE-CS8", "2025.01", False),
    ],
)
def test_the_postal_code_is_asked_by_the_versions_that_say_so(volet: str, version: str, asked: bool) -> None:
    root = _volets.named(volet).root
    edits = [
        ["volet", volet],
        ["unset", ADDRESS, "nullFlavor"],
        ["add", ADDRESS, "<city>REIMS</city>"],
        ["before", "id", f'<templateId root="{root}" extension="{version}"/>'],
    ]
    whole = [*edits, ["add", ADDRESS, "<postalCode>51100</postalCode>"]]
    lacking = [
        [f.id for f in checked("n3", one, {}).findings if f.id == "cda.type.patient-incomplete"]
        for one in (edits, whole)
    ]
    assert lacking == [["cda.type.patient-incomplete"] * asked, []]


TYPES: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "cda" / "types.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("variant", TYPES["expected"])
@pytest.mark.parametrize("volet", _volets.NAMES)
def test_each_volet_asks_for_all_its_requirements_and_no_other(variant: str, volet: str) -> None:
    """Our note of vaccination under the templates of every volet: as it is, stripped, with participants, doubled."""
    report = checked("n3", [["volet", volet], *TYPES["variants"].get(variant, [])], {})
    found = [
        [f.id.removeprefix("cda.type."), f.at.replace("/ClinicalDocument", "") or "/", _english(f.params)]
        for f in report.findings
        if f.id.startswith("cda.type.")
    ]
    assert found == TYPES["expected"][variant][volet]


def _english(params: Any) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if isinstance(value, Text):
            return value.en
        return [plain(item) for item in value] if isinstance(value, tuple) else value

    assert "volet" in params
    return {key: plain(value) for key, value in params.items() if key != "volet"}


IPS = _volets.named("IPS-FR").root


@pytest.mark.parametrize(
    ("version", "functions", "wrong"),
    [
        ("2022.01", ["PCP"], False),
        ("2022.01", [], True),
        ("2022.01", ["PCP", "PCP"], True),
        ("2022.01", ["PCP", "ES-PREF"], False),
        ("2022.01", ["ES-PREF"], True),
        ("2024.01", [], False),
        ("2024.01", ["PCP"], False),
        ("2024.01", ["ES-PREF"], False),
        ("2024.01", ["ATTPHYS"], True),
        ("2024.01", ["ATTPHYS", "ES-PREF"], False),
    ],
)
def test_the_summary_names_the_doctor_as_its_version_says(version: str, functions: list[str], wrong: bool) -> None:
    informing = "".join(
        f'<participant typeCode="INF"><functionCode code="{function}"/></participant>' for function in functions
    )
    edits = [
        ["volet", "IPS-FR"],
        ["before", "id", f'<templateId root="{IPS}" extension="{version}"/>'],
        ["before", "documentationOf", f'<participant typeCode="REF"/>{informing}'],
    ]
    # the associatedEntity is what makes an actor of a participant
    edits[-1][2] = edits[-1][2].replace('"/></participant>', '"/><associatedEntity classCode="PROV"/></participant>')
    found = [f for f in checked("n3", edits, {"volet": "IPS-FR"}).findings if f.id == "cda.type.participant-missing"]
    assert [f.params["functions"] for f in found] == [("PCP", "ES-PREF")] * wrong


@pytest.mark.parametrize(
    ("created", "signed", "late"),
    [
        ("20260110100000+0100", "20260111100000+0100", False),
        ("20260110100000+0100", "20260112110000+0100", True),
        ("20260110", "20260111", False),
        ("20260110", "20260112", True),
        ("202601", "202603", False),
        ("20260110", "x", False),
    ],
)
def test_a_signature_is_late_after_a_day(created: str, signed: str, late: bool) -> None:
    edits = [["set", "effectiveTime", "value", created], ["set", "legalAuthenticator/time", "value", signed]]
    found = {finding.id for finding in checked("n3", edits, {}).findings}
    assert ("cda.coherence.signed-after-document" in found) is late


def test_a_fault_of_the_body_is_told_where_the_body_stands() -> None:
    """The body is not in the tree: its place and line are facts of the reading."""
    lines = example("n1").decode().split("\n")
    text = next(n for n, line in enumerate(lines, 1) if "<text " in line)
    body = next(n for n, line in enumerate(lines, 1) if "<nonXMLBody" in line)
    emptied = "\n".join([*lines[:text], "</text></nonXMLBody></component></ClinicalDocument>"])
    without = "\n".join([*lines[:body], "</nonXMLBody></component></ClinicalDocument>"])
    for document, step, line in ((emptied, "/nonXMLBody[1]/text[1]", text), (without, "/nonXMLBody[1]", body)):
        found = check_header(document.encode()).findings
        places = {(f.at, f.line) for f in found if f.id == "cda.text.n1-content-empty"}
        assert places == {(f"/ClinicalDocument/component[1]{step}", line)}
    structured = example("n3").decode()
    at = next(n for n, line in enumerate(structured.split("\n"), 1) if "<structuredBody" in line)
    for inside, rule in (("<component><section/></component>", "no-coded-entry"), ("", "no-section")):
        head, _, rest = structured.partition("<structuredBody>")
        document = f"{head}<structuredBody>{inside}</structuredBody>{rest.partition('</structuredBody>')[2]}"
        found = check_header(document.encode(), whole=True).findings
        levels = [(f.at, f.line) for f in found if f.id == f"cda.level.{rule}"]
        assert levels == [("/ClinicalDocument/component[1]/structuredBody[1]", at)]


@pytest.mark.parametrize(
    ("order", "lacking"),
    [
        ("", ["prescription", "identifiant", "numéro d'accession"]),
        ("<order/>", ["identifiant", "numéro d'accession"]),
        ('<order><id root="1.2"/></order>', ["numéro d'accession"]),
        ('<order><ps3-20:accessionNumber root="1.2"/></order>', ["identifiant"]),
        ('<order><id root="1.2"/><ps3-20:accessionNumber root="1.2"/></order>', []),
    ],
)
def test_an_imaging_report_says_what_its_order_lacks(order: str, lacking: list[str]) -> None:
    edits = [["volet", "IMG-CR-IMG"], ["before", "documentationOf", f"<inFulfillmentOf>{order}</inFulfillmentOf>"]]
    found = [f for f in checked("n3", edits, {}).findings if f.id == "cda.type.order-incomplete"]
    said = [[part.fr for part in f.params["parts"] if isinstance(part, Text)] for f in found]  # type: ignore[union-attr]
    assert said == ([lacking] if lacking else [])
