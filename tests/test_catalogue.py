"""What is true of every rule of the library, whatever its subject."""

from __future__ import annotations

import json
import pickle
import re
import string
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from esante_rules import Rule, Text, catalogue
from esante_rules._core import HOMES
from tools import catalogue as pages

TESTS = Path(__file__).parent
RULES = catalogue.all_rules()
NAMES = [rule.id for rule in RULES]
LEDGER = (TESTS / "released_rules.txt").read_text(encoding="utf-8").split()
by_name = pytest.mark.parametrize("rule", RULES, ids=NAMES)


def holes(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def test_there_are_rules_in_every_package() -> None:
    assert {name.partition(".")[0] for name in NAMES} == set(HOMES)


def test_names_are_unique_and_well_made() -> None:
    assert len(set(NAMES)) == len(NAMES)
    form = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*){2,3}")
    assert [name for name in NAMES if not form.fullmatch(name)] == []


def test_the_ledger_holds_every_name_once_and_none_is_lost() -> None:
    assert sorted(LEDGER) == sorted(NAMES)


@by_name
def test_a_rule_has_words_in_two_languages_a_source_and_a_reason(rule: Rule[Any]) -> None:
    for text in (rule.says, rule.why):
        assert isinstance(text, Text)
        assert text.fr.strip() != text.en.strip()
        assert holes(text.fr) == holes(text.en)
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in holes(text.fr))
    assert rule.says != rule.why
    for reference in rule.refs:
        assert reference.source.strip()
        assert reference.passage.strip()
        assert reference.url == "" or reference.url.startswith("https://")


@by_name
def test_a_rule_comes_back_from_pickle_as_itself(rule: Rule[Any]) -> None:
    assert pickle.loads(pickle.dumps(rule)) is rule


def test_every_rule_has_a_vector_that_fails_and_the_nearest_that_passes() -> None:
    vectors = pages.vectors()
    assert [name for name in NAMES if not any("fails" in v and "passes" in v for v in vectors.get(name, []))] == []
    assert [name for name in vectors if name not in set(NAMES)] == []


def test_the_map_of_the_rulebooks_names_only_rules_that_exist() -> None:
    lines = (TESTS.parent / "docs" / "rule-map.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "rulebook,number,names,reason"
    known = set(NAMES)
    for line in lines[1:]:
        _, number, names, reason = line.split(",", 3)
        assert number
        assert names or reason, line
        assert [name for name in names.split() if name not in known] == [], line


def test_the_catalogue_is_current() -> None:
    assert pages.main(["--check"]) == 0, "run python -m tools.catalogue"


def test_the_catalogue_as_json_holds_every_rule() -> None:
    document = json.loads(catalogue.to_json())
    assert [rule["id"] for rule in document["rules"]] == NAMES


def test_a_rule_is_found_by_its_name() -> None:
    assert catalogue.rule(NAMES[0]) is RULES[0]
    with pytest.raises(KeyError):
        catalogue.rule("ins.matricule.no-such-rule")


def test_references_not_read_for_a_year_are_listed() -> None:
    newest = max(ref.read_on for rule in RULES for ref in rule.refs)
    everything = {ref for rule in RULES for ref in rule.refs}
    assert set(catalogue.stale(newest + timedelta(days=366))) == everything
    assert catalogue.stale(date(2020, 1, 1)) == ()
