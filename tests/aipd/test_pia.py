"""The files of the CNIL's PIA tool: round trip, what the tool alone writes, and any bytes at all."""

from __future__ import annotations

import json
import string
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esante_rules import Refused
from esante_rules.rgpd import aipd
from esante_rules.rgpd.aipd import Rating
from esante_rules.rgpd.aipd._pia import PIA_RULES, QUESTION_ITEMS
from tests.aipd.support import VECTORS, full
from tests.support import outputs, traced

CREATED = date(2026, 2, 1)
WORDS = st.text(max_size=12)
DAYS = st.none() | st.dates(date(2018, 1, 1), date(2040, 1, 1))
RATINGS = st.builds(Rating, st.integers(0, 4), st.integers(0, 4))
LINES = st.lists(WORDS, max_size=2).map(tuple)
PLACES = st.sampled_from((*aipd.ITEMS, *aipd.EVENTS))
RISKS = st.builds(
    aipd.Risk,
    impacts=LINES,
    sources=LINES,
    threats=LINES,
    measures=LINES,
    rating=RATINGS,
    residual=RATINGS,
    gravity_note=WORDS,
    likelihood_note=WORDS,
)
ACTIONS = st.builds(aipd.Action, item=PLACES, measure=WORDS, owner=WORDS, due=DAYS, done=st.sampled_from(aipd.Answer))
AIPDS = st.builds(
    aipd.Aipd,
    name=WORDS,
    texts=st.dictionaries(st.sampled_from(aipd.ITEMS), WORDS, max_size=8),
    states=st.dictionaries(PLACES, st.sampled_from(aipd.State), max_size=6),
    guards=st.dictionaries(st.sampled_from(aipd.GUARDS), st.sampled_from(aipd.Answer)),
    risks=st.dictionaries(st.sampled_from(tuple(aipd.EVENTS)), RISKS),
    measures=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple),
    actions=st.lists(ACTIONS, max_size=3),
    made_on=DAYS,
    starts_on=DAYS,
    dpo_on=DAYS,
    validated_on=DAYS,
    review_on=DAYS,
)
slow = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(AIPDS, DAYS.filter(bool))
def test_what_is_written_is_read_back_equal(a: aipd.Aipd, created: date) -> None:
    written = aipd.to_pia_json(a, created=created)
    assert aipd.check_pia_json(written).findings == ()
    assert aipd.parse_pia_json(written) == a
    assert aipd.to_pia_json(aipd.parse_pia_json(written.encode()), created=created) == written


@slow
@given(AIPDS)
def test_what_the_tool_drops_is_only_what_it_does_not_hold(a: aipd.Aipd) -> None:
    """Our own part is lost when the tool exports again: texts, measures, risks and residual ratings come through."""
    whole = json.loads(aipd.to_pia_json(a, created=CREATED))
    del whole["esante_rules"]
    kept = aipd.parse_pia_json(json.dumps(whole))
    assert kept.name == a.name
    assert kept.measures == a.measures
    for event, risk in a.risks.items():
        assert kept.risks[event] == risk
    held = set(QUESTION_ITEMS.values()) | {"avis_dpo", "avis_personnes"}
    assert {i: t for i, t in kept.texts.items() if i in held} == {i: t for i, t in a.texts.items() if i in held}


def test_an_export_of_the_tool_alone_is_read() -> None:
    a = aipd.parse_pia_json((VECTORS / "pia-export.json").read_bytes())
    assert a.name == "Dossier de l'usager"
    assert a.texts["destinataires"] == a.texts["donnees"]
    assert a.risks["acces"].rating == Rating(3, 2)
    assert a.risks["acces"].residual == Rating(3, 1)
    assert a.risks["acces"].impacts == ("Atteinte à la vie privée",)
    assert a.states["description"] is a.states["roles"] is aipd.State.ACCEPTABLE
    assert a.states["acces"] is aipd.State.AMELIORABLE
    assert [(x.item, x.owner, x.due) for x in a.actions] == [("acces", "DSI", date(2026, 9, 1))]
    assert a.guards == {"dpo_designe": aipd.Answer.YES}
    assert a.texts["validation"] == "Direction"
    # the tool holds neither the dates nor the items of the health sector: they are said to be missing
    lacking = {f.id for f in aipd.check(a).findings}
    assert {"aipd.content.no-dpo-advice", "aipd.content.no-validation", "aipd.content.no-review-date"} <= lacking
    assert "aipd.content.no-recipient" not in lacking


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 400) | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("pia", "answers", "evaluations", "measures", "data", "text", "gauge", "list", "reference_to")
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "reference_to": st.sampled_from((111, 325, 326, 341, 999, "1.1", "2.1.211", "3.2", "3.2.x", "121")) | JSONS,
            "data": st.fixed_dictionaries({}, optional={"text": JSONS, "gauge": JSONS, "list": JSONS}) | JSONS,
            "status": st.integers(-1, 5) | JSONS,
            "gauges": st.fixed_dictionaries({}, optional={"x": JSONS, "y": JSONS}) | JSONS,
            "action_plan_comment": JSONS,
            "estimated_implementation_date": JSONS,
            "title": JSONS,
            "content": JSONS,
        },
    )
    | JSONS,
    max_size=3,
)
FILES = st.fixed_dictionaries(
    {"pia": st.dictionaries(st.sampled_from(("name", "dpo_opinion", "dpos_names", "status", "validator_name")), JSONS)},
    optional={"answers": ROWS | JSONS, "evaluations": ROWS | JSONS, "measures": ROWS | JSONS, "esante_rules": JSONS},
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=40) | st.text(max_size=40) | (FILES | JSONS).map(json.dumps))
def test_any_file_gives_a_report_and_is_read_exactly_when_it_has_no_error(document: bytes | str) -> None:
    report = aipd.check_pia_json(document)
    assert report.evaluated == PIA_RULES
    if report.ok:
        assert isinstance(aipd.parse_pia_json(document), aipd.Aipd)
        return
    with pytest.raises(Refused) as caught:
        aipd.parse_pia_json(document)
    assert caught.value.report.findings == report.findings


def test_hostile_files_are_findings() -> None:
    for document in (
        "[" * 100_000,
        "9" * 5000,
        b"\xff\xfe{",
        '{"pia": {"name": 9}}',
        '{"pia": {}, "esante_rules": {}}',
    ):
        assert not aipd.check_pia_json(document).ok
    with pytest.raises(TypeError):
        aipd.parse_pia_json(3)  # type: ignore[arg-type]


@slow
@given(FILES, st.text(alphabet=string.ascii_uppercase, min_size=9, max_size=12))
def test_no_report_shows_the_file(document: dict[str, Any], mark: str) -> None:
    marked = {**document, mark: mark, "comments": [mark], "measures": [mark, {"title": {mark: mark}}]}
    marked["pia"] = {**document["pia"], "name": [mark], mark: mark}
    marked["answers"] = [{"reference_to": mark, "data": {"text": mark}}, {"reference_to": 325, "data": {"gauge": mark}}]
    marked["esante_rules"] = {"texts": {mark: mark}, "states": {}, "actions": []}
    report = aipd.check_pia_json(json.dumps(marked))
    assert len(report.findings) >= 5
    assert mark not in outputs(report)
    with pytest.raises(Refused) as caught:
        aipd.parse_pia_json(json.dumps(marked))
    assert mark not in traced(caught.value)


def test_a_full_assessment_stays_full_through_our_own_file() -> None:
    through = aipd.parse_pia_json(aipd.to_pia_json(full(), created=CREATED))
    assert through == full()
    assert aipd.check(through).findings == ()
    assert attrs.evolve(through, name="x") != full()
