"""Every vector of the rulebook and of the decisions that prevail over it, with exact dates."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest

from esante_rules._core import LANGS
from esante_rules.rgpd import retention
from tests.retention import explanations
from tests.retention.support import day, facts, load, policy, rule_map
from tests.retention.test_dates import walk

RULEBOOK = load("retention/rulebook")
DECISIONS = load("retention/decisions")
NAMES = rule_map()


def _cases(vectors: list[dict[str, Any]]) -> list[Any]:
    cases = []
    for vector in vectors:
        categories = vector["category"] if isinstance(vector["category"], list) else [vector["category"]]
        cases += [pytest.param(category, vector, id=f"{vector['id']}-{category}") for category in categories]
    return cases


def test_the_rulebook_has_101_vectors() -> None:
    assert [vector["id"] for vector in RULEBOOK] == [f"TV-{n:02}" for n in range(1, 102)]


@pytest.mark.parametrize(("category", "vector"), _cases([v for v in RULEBOOK if "access" not in v]))
def test_rulebook(category: str, vector: dict[str, Any]) -> None:
    as_of = date.fromisoformat(vector["as_of"])
    known = facts(vector["facts"], as_of)
    answer = retention.timeline(category, known, as_of=as_of, policy=policy(vector.get("policy")))
    _names_agree(answer, vector, category)
    if "terms" in vector:
        assert [term.name for term in retention.terms(category, as_of)] == [NAMES[n][0] for n in vector["terms"]]
        return
    if "data_from" in vector:
        assert answer.data_from == day(vector["data_from"])
        assert answer.action is retention.Action.KEEP or answer.action is retention.Action.RESTRICT_ACCESS
        return
    if "until_instant" in vector:
        assert answer.until_instant is not None
        assert answer.until_instant.isoformat() == vector["until_instant"]
        return
    assert answer.until == day(vector["until"])
    assert answer.action_from == day(vector["action_from"])
    assert answer.active_until == day(vector["active_until"])
    assert answer.switch_is_chosen is vector["rt"]
    assert answer.action is retention.Action(vector["action"])
    assert answer.provisional is vector["provisional"]
    if "status" in vector:
        assert answer.status is retention.Status(vector["status"])


def _names_agree(answer: retention.Timeline, vector: dict[str, Any], category: str) -> None:
    """What decides is among the rules printed, and every rule printed was at least examined."""
    printed = {name for number in vector["rules"] for name in NAMES[number]}
    if isinstance(vector["category"], list):
        printed = {name for name in printed if name.startswith(f"retention.{category}.")}
    deciding = {term.name for term in answer.deciding}
    examined = deciding | {aside.term.name for aside in answer.set_aside}
    assert deciding
    assert deciding <= printed | set(vector.get("also_deciding", ()))
    assert printed <= examined


def test_a_document_with_two_purposes() -> None:
    (vector,) = (v for v in RULEBOOK if "access" in v)
    as_of = date.fromisoformat(vector["as_of"])
    categories = vector["category"].removeprefix("purposes:").split(",")
    answer = retention.document(categories, facts(vector["facts"], as_of), as_of=as_of)
    assert answer.until == day(vector["until"])
    assert answer.action_from == day(vector["action_from"])
    assert answer.action is retention.Action(vector["action"])
    assert [last for _, last in answer.access] == [day(word) for word in vector["access"]]
    assert {term.name for term in answer.deciding} == {name for number in vector["rules"] for name in NAMES[number]}


@pytest.mark.parametrize(("category", "vector"), _cases(DECISIONS))
def test_decisions(category: str, vector: dict[str, Any]) -> None:
    as_of = date.fromisoformat(vector["as_of"])
    answer = retention.timeline(
        category, facts(vector["facts"], as_of), as_of=as_of, policy=policy(vector.get("policy"))
    )
    shown = answer.to_dict("en")
    shown["warnings"] = [finding.id for finding in answer.warnings]
    shown["readings"] = [reading["until"] for reading in shown["readings"]]
    shown["set_aside"] = [aside.term.name for aside in answer.set_aside]
    assert {key: shown[key] for key in vector["expected"]} == vector["expected"]


@pytest.mark.parametrize(("category", "vector"), _cases([v for v in (*RULEBOOK, *DECISIONS) if "access" not in v]))
def test_the_steps_are_true_and_lead_to_the_answer(category: str, vector: dict[str, Any]) -> None:
    as_of = date.fromisoformat(vector["as_of"])
    answer = retention.timeline(
        category, facts(vector["facts"], as_of), as_of=as_of, policy=policy(vector.get("policy"))
    )
    check_steps(answer)


def check_steps(answer: retention.Timeline) -> None:
    """Each sum shown is right, the dates of the answer are among the steps, and no term is on both sides."""
    shown: set[Any] = set()
    for step in answer.steps:
        holes = step.holes
        start, period, end = holes.get("start"), holes.get("period"), holes.get("end")
        if isinstance(start, date) and not isinstance(start, datetime) and isinstance(period, retention.Period) and end:
            assert end == walk(start, period)
        stop = holes.get("stop")
        if isinstance(start, date) and isinstance(stop, date):
            assert holes["days"] == (stop - start).days
        shown |= set(holes.values())
        for lang in LANGS:
            assert "{" not in step.explain(lang)
    if answer.until and answer.until_instant is None:
        assert answer.until in shown or answer.active_until in shown
    if answer.active_until:
        assert answer.active_until in shown or answer.active_until == answer.until or answer.until_instant
    deciding, aside = [term.name for term in answer.deciding], [a.term.name for a in answer.set_aside]
    assert len(set(deciding)) == len(deciding)
    assert len(set(aside)) == len(aside)
    assert not set(deciding) & set(aside)


def test_the_words_of_every_vector_are_those_that_were_read() -> None:
    assert json.loads(explanations.FILE.read_text(encoding="utf-8")) == explanations.every()
