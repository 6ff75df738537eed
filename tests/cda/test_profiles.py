"""The editions of the header rules: what each accepts, which rules it runs, and what they share.

In `profiles.json`, ids T.. are those of the rulebook, `official` the verdict of the official assertions of 2.41 (null
where none is known); S.. are the statements about the difference between editions, by the number of the rule; R.. those
about the revision of 2026. `sets` names the small value sets that are passed; without them no rule needs one.
"""

from __future__ import annotations

import csv
import json
import pickle
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings

from esante_rules import Report, Severity, Skip
from esante_rules.cda import PROFILES, RULES, _beyond, check_header, value_sets
from esante_rules.cda._profiles import DEFAULT, SCHEMA_ALONE, all_volet_rules, edition, volet, volet_rules
from esante_rules.cda._volet_model import rows
from tests.cda import edits as full_edits
from tests.cda.corpus import OFFICIAL
from tests.cda.editing import edited, example
from tests.cda.small_sets import small_sets

ROOT: Final = Path(__file__).parents[2]
DATA: Final[dict[str, Any]] = json.loads(
    (ROOT / "tests" / "vectors" / "cda" / "profiles.json").read_text(encoding="utf-8")
)
EARLIER: Final = "smds-2.41"
REVISED: Final = "smds-3-2026"
EDITIONS: Final = tuple(profile for profile in PROFILES if profile != SCHEMA_ALONE)
VERDICT: Final = ("cda.volet.", "cda.input.")
"""The families in which the official assertions speak; the schema is another tool."""


def accepted(report: Report) -> bool:
    return not [f for f in report.findings if f.severity is Severity.ERROR and f.id.startswith(VERDICT)]


def volet_of(report: Report) -> set[str]:
    """The rules of `cda.volet` that the report accounts for."""
    found = (*report.evaluated, *(rule for rule, _ in report.skipped))
    return {rule.id for rule in found if rule.id.startswith("cda.volet.")}


# --- vectors ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("vector", DATA["vectors"], ids=lambda vector: vector["id"])
def test_an_edition_finds_that_and_nothing_else(vector: dict[str, Any]) -> None:
    report = check_header(
        edited(vector.get("base", "n1"), vector["edits"]),
        profile=vector["profile"],
        environment=vector["environment"],
        value_sets=small_sets({name: DATA["sets"][name] for name in vector.get("sets", ())}),
        whole=True,
    )
    assert sorted({finding.id for finding in report.findings}) == vector["findings"]
    assert vector["official"] in (None, "ok" if accepted(report) else "err")


def test_every_vector_of_the_rulebook_is_held_against_the_earlier_edition_too() -> None:
    header = json.loads((ROOT / "tests" / "vectors" / "cda" / "header.json").read_text(encoding="utf-8"))
    ours = {vector["id"] for vector in DATA["vectors"]}
    assert {vector["id"] for vector in header if vector["id"].startswith("T")} <= ours
    assert len(ours) == len(DATA["vectors"])
    assert sum(vector["official"] is not None for vector in DATA["vectors"]) > 300


def test_the_typed_period_of_a_participant_may_have_a_prefix() -> None:
    typed = b'<time xsi:type="IVL_TS">'
    assert typed in full_edits.full()
    prefixed = full_edits.full().replace(typed, b'<time xmlns:h="urn:hl7-org:v3" xsi:type="h:IVL_TS">')
    for document in (full_edits.full(), prefixed):
        report = check_header(document, profile=EARLIER)
        assert accepted(report)
        assert not [f for f in report.findings if f.id.startswith("cda.schema.")]


def test_the_use_of_a_spouse_s_name_went_away_with_3_0() -> None:
    document = edited("n1", [["add", "recordTarget/patientRole/patient/name", '<family qualifier="SP">A</family>']])
    assert check_header(document, profile=EARLIER, environment="test").ok
    for profile in (DEFAULT, REVISED):
        found = {f.id for f in check_header(document, profile=profile, environment="test").findings}
        assert found == {"cda.volet.patient-family-qualifier-refused", "ins.cda.family-qualifier-not-allowed"}


# --- value sets ---------------------------------------------------------------------------------------------------

NOT_HELD: Final = {EARLIER: {"J01", "J02", "J04", "J07", "J11", "J47", "J142"}, REVISED: {"J368"}, DEFAULT: set[str]()}


@pytest.mark.parametrize("profile", EDITIONS)
def test_a_rule_whose_value_set_is_not_held_is_skipped_until_it_is_passed(profile: str) -> None:
    report = check_header(example("n1"), profile=profile, whole=True)
    needs = volet(profile).needs
    skipped = {rule.id: reason for rule, reason in report.skipped if rule.id.startswith("cda.volet.")}
    assert set(skipped) == {name for name, table in needs.items() if table in NOT_HELD[profile]}
    assert set(skipped.values()) <= {Skip.TABLE_MISSING}
    assert {needs[name] for name in skipped} == NOT_HELD[profile]
    given = small_sets({name: DATA["sets"][name] for name in NOT_HELD[profile]})
    complete = check_header(example("n1"), profile=profile, value_sets=given, whole=True)
    assert not [rule for rule, _ in complete.skipped if rule.id.startswith("cda.volet.")]
    assert set(skipped) <= {rule.id for rule in complete.evaluated}


def test_a_value_set_of_the_caller_replaces_the_short_list_of_the_edition() -> None:
    document = edited("n1", [["text", "author/assignedAuthor/assignedPerson/name/prefix", "DR"]])
    only = small_sets({"J245": [["M", ""], ["MME", ""]]})
    assert accepted(check_header(document, profile=EARLIER))
    assert not accepted(check_header(document, profile=EARLIER, value_sets=only))
    assert set(value_sets()) > {"J245"}


# --- the rules of an edition --------------------------------------------------------------------------------------

KEPT: Final = (
    *("020", "022", "023", "024", "031", "032", "034", "044", "048", "049", "050", "051", "152", "155", "204", "206"),
    *("208", "256", "286", "288", "289", "290", "301", "320", "322", "340", "353", "355", "356", "370", "385", "386"),
    *("391", "410", "432", "433", "435", "442"),
)
"""The numbers of the rulebook that the earlier edition shares with 3.0."""
BESIDES: Final = {
    "030": "T09: a null identifier of the document is refused",
    "221": "a rule on the INS: the earlier edition replaces 220 alone",
    "253": "T39b: an author identifier without extension is refused",
    "117": "part of 031: the code system is an OID",
}
REPLACED: Final = tuple(str(number) for number in range(500, 530))


def mapped() -> dict[str, set[str]]:
    with (ROOT / "docs" / "rule-map.csv").open(encoding="utf-8", newline="") as lines:
        found = [row for row in csv.DictReader(lines) if row["rulebook"] == "cda-header"]
    return {row["number"].removeprefix("CDA-"): set(row["names"].split()) for row in found}


def test_the_earlier_edition_runs_the_listed_rules_and_no_other() -> None:
    numbers = mapped()
    listed = {name for number in (*KEPT, *BESIDES, *REPLACED) for name in numbers[number]}
    mine = {rule.id for rule in volet_rules(EARLIER)}
    assert mine <= listed
    reached = mine | {"cda.input.type-id-wrong"}
    assert all(numbers[number] & reached for number in KEPT)
    with_a_rule = {number for number in REPLACED if numbers[number]}
    assert set(REPLACED) - with_a_rule == {"517", "527", "529"}
    assert all(numbers[number] <= mine for number in with_a_rule)


@pytest.mark.parametrize("profile", EDITIONS)
def test_a_report_accounts_for_the_rules_of_its_edition_and_for_no_other(profile: str) -> None:
    mine = {rule.id for rule in volet_rules(profile)}
    assert len(mine) == len(volet_rules(profile))
    for document in (example("n1"), full_edits.full(), b"", b"<a/>"):
        report = check_header(document, profile=profile, whole=True)
        assert volet_of(report) == mine
    assert volet_of(check_header(example("n1"), profile=SCHEMA_ALONE)) == set()


def test_the_catalogue_holds_the_rules_of_every_edition_and_one_rule_bears_a_name() -> None:
    names = [rule.id for rule in all_volet_rules()]
    assert len(set(names)) == len(names)
    assert set(all_volet_rules()) <= set(RULES)
    assert set(names) == {rule.id for profile in EDITIONS for rule in volet_rules(profile)}
    later = set(volet_rules(DEFAULT))
    assert set(volet_rules(REVISED)) - later == {
        rule for rule in all_volet_rules() if rule.id == "cda.volet.facility-category-outside-value-set"
    }
    sources = {rule: rule.refs[0].source for profile in EDITIONS for rule in set(volet_rules(profile)) - later}
    assert all(("2.41" in source) != ("2026" in source) for source in sources.values())


def test_every_row_of_the_earlier_edition_is_open_and_without_a_data_type() -> None:
    for row in rows(edition(EARLIER).table):
        assert (row.type, row.any, row.closed) == ("", False, False), row.slug
        assert row.system == bool(row.values and row.on), row.slug


def test_the_day_does_not_choose_the_edition() -> None:
    for profile in EDITIONS:
        old = check_header(example("n1"), profile=profile, as_of=date(2010, 1, 1))
        new = check_header(example("n1"), profile=profile, as_of=date(2030, 1, 1))
        assert volet_of(old) == volet_of(new) == {rule.id for rule in volet_rules(profile)}


def test_the_texts_of_3_0_are_not_held_against_an_earlier_document() -> None:
    assert edition(DEFAULT).beyond == edition(REVISED).beyond == _beyond.RULES
    kept = set(edition(EARLIER).beyond)
    assert {rule.id for rule in set(_beyond.TEXT_RULES) & kept} == {
        "cda.text.language-malformed",
        "cda.text.null-participation",
        "cda.text.organization-name-malformed",
    }
    assert set(_beyond.RULES) - kept <= set(_beyond.TEXT_RULES)
    report = check_header(example("n1"), profile=EARLIER, whole=True)
    named = {rule.id for rule in (*report.evaluated, *(rule for rule, _ in report.skipped))}
    assert not named & {rule.id for rule in set(_beyond.RULES) - kept}
    assert {rule.id for rule in kept} <= named
    unread = check_header(b"", profile=EARLIER)
    assert {rule.id for rule, _ in unread.skipped if rule.id.startswith(("cda.text.", "cda.type."))} <= named


def test_the_traits_of_an_ins_are_those_of_the_edition() -> None:
    document = edited("n1", [["delete", "recordTarget/patientRole/patient/birthplace"]])
    for profile, wanted in ((DEFAULT, True), (EARLIER, False)):
        report = check_header(document, profile=profile, environment="test")
        found = {f.id for f in report.findings}
        assert ("cda.volet.ins-traits-missing" in found) is wanted
        assert ("ins.cda.trait-missing" in found) is wanted
        assert ("ins.cda.trait-missing" in {rule.id for rule in report.evaluated}) is wanted
        unread = check_header(b"", profile=profile)
        assert ("ins.cda.trait-missing" in {rule.id for rule, _ in unread.skipped}) is wanted


# --- what the editions share --------------------------------------------------------------------------------------


RULE_VECTORS: Final[list[dict[str, Any]]] = json.loads(
    (ROOT / "tests" / "vectors" / "rules" / "cda-official.json").read_text(encoding="utf-8")
)
ADMITTED: Final = {
    "confidentiality-incomplete": "a label is not asked",
    "facility-type-incomplete": "a label is not asked",
    "person-prefix-repeated": "the name of the patient is not held to it",
    "person-suffix-repeated": "the name of the patient is not held to it",
    "organization-identifier-incomplete": "the author's organization has a rule of its own",
    "organization-name-repeated": "asked of the performer's organization alone",
    "practice-setting-repeated": "asked of the performer's organization alone",
    "practice-setting-incomplete": "asked of the performer's organization alone",
    "practice-setting-outside-value-set": "asked of author and performer alone",
    "author-function-incomplete": "a null is admitted",
    "author-identifier-incomplete": "a null is admitted",
    "author-profession-incomplete": "a null is admitted",
    "relationship-incomplete": "a null is admitted",
    "participant-identifier-incomplete": "a null is admitted",
}
"""Rules of both editions whose vector of 3.0 the earlier one accepts, and why; `profiles.json` has another vector."""


@pytest.mark.parametrize("profile", [EARLIER, REVISED])
def test_what_breaks_a_shared_rule_in_3_0_breaks_it_in_the_other_editions(profile: str) -> None:
    mine = {rule.id for rule in volet_rules(profile)}
    lacking = [one for one in value_sets().values() if one.name not in edition(profile).held()]
    shared = [vector for vector in RULE_VECTORS if "profile" not in vector and vector["rule"] in mine]
    assert len(shared) > 90
    silent = set()
    for vector in shared:
        document = full_edits.edited(vector["fails"])
        found = check_header(document, profile=profile, value_sets=lacking, whole=True).findings
        if [f.at for f in found if f.id == vector["rule"]][:1] != [vector["at"]]:
            silent.add(vector["rule"].removeprefix("cda.volet."))
    assert silent == (set(ADMITTED) if profile == EARLIER else set())


def test_every_rule_of_the_earlier_edition_is_broken_by_a_vector() -> None:
    broken = {name for vector in DATA["vectors"] if vector["profile"] == EARLIER for name in vector["findings"]}
    broken |= {vector["rule"] for vector in RULE_VECTORS if vector.get("profile", DEFAULT) in (EARLIER, DEFAULT)} - {
        f"cda.volet.{name}" for name in ADMITTED if f"cda.volet.{name}" not in broken
    }
    assert {rule.id for rule in volet_rules(EARLIER)} <= broken


@settings(max_examples=40)
@given(full_edits.edits())
def test_the_editions_agree_on_the_file_and_on_the_schema(document: bytes) -> None:
    reports = [check_header(document, profile=profile) for profile in PROFILES]
    found = [
        [(f.id, f.at) for f in report.findings if f.id.startswith(("cda.schema.", "cda.input."))] for report in reports
    ]
    known = [[item for item in one if item[0] != "cda.input.type-id-wrong"] for one in found]
    assert known[1:] == known[:-1]
    assert found[0] == found[1] == found[2]  # the type identifier is looked at with the volet
    for report in reports:
        assert {f.rule for f in report.findings} <= {*report.evaluated}
        assert pickle.loads(pickle.dumps(report)).to_dict() == report.to_dict()


@pytest.mark.parametrize("profile", EDITIONS)
def test_the_official_documents_of_3_0_are_accepted_by_every_edition(corpus: Path, profile: str) -> None:
    """Their only faults in the earlier edition are codes that its value sets have not, and it does not hold them."""
    documents = sorted(path for folder in ("official", "base") for path in (corpus / "cda" / folder).glob("*.xml"))
    assert len(documents) == 50
    for document in (*documents, ROOT / "examples" / "n1.xml", ROOT / "examples" / "n3.xml"):
        report = check_header(document, profile=profile)
        faults = {f.id for f in report.findings if f.id.rpartition(".")[0] in OFFICIAL}
        assert faults <= {"cda.input.wrapped"}, document.name


@pytest.mark.parametrize(
    "code", ["34895-3", "55751-2", "68814-3", "83963-9", "84067-8", "96163-1", "97694-4", "100967-9"]
)
def test_the_document_types_that_the_revision_added_are_accepted_by_it_alone(code: str) -> None:
    name = "cda.volet.document-type-outside-value-set"
    document = edited("n1", [["set", "code", "code", code]])
    assert name not in {finding.id for finding in check_header(document, profile="smds-3-2026").findings}
    assert name in {finding.id for finding in check_header(document).findings}
