"""Content, risks, consultation and timing: the vectors of the rulebook, and what is true of every AIPD."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esante_rules import Severity, Skip
from esante_rules.rgpd import aipd
from esante_rules.rgpd.aipd import Completeness, Outcome, Rating
from tests.aipd.support import full, ids, names_of, vectors
from tests.aipd.test_rules import consulted
from tests.support import outputs

RISKS = vectors("risk")
NAMES = names_of()
LEVELS = st.integers(0, 4)
RATINGS = st.builds(Rating, LEVELS, LEVELS)
RESIDUALS = st.dictionaries(st.sampled_from(tuple(aipd.EVENTS)), RATINGS)


def of(key: str) -> pytest.MarkDecorator:
    chosen = [v for v in RISKS if key in v]
    return pytest.mark.parametrize("vector", chosen, ids=[v["id"] for v in chosen])


def test_every_risk_vector_is_there() -> None:
    assert [v["id"] for v in RISKS] == [f"B-{n:02}" for n in range(1, 15)]


@of("residual")
def test_a_consultation_of_the_rulebook(vector: dict[str, Any]) -> None:
    answer = consulted(vector)
    assert answer.outcome.value == vector["outcome"]
    assert [answer.rule.id] == NAMES[vector["number"]]


@of("due")
def test_a_clock_of_the_rulebook(vector: dict[str, Any]) -> None:
    options = {name: vector[name] for name in ("extended", "suspended_days") if name in vector}
    received = date.fromisoformat(vector["received"])
    assert aipd.advice_due(received, **options) == date.fromisoformat(vector["due"])
    assert aipd.extension_notice_due(received) == date(2026, 2, 5)


@of("patch")
def test_a_content_of_the_rulebook(vector: dict[str, Any]) -> None:
    report = aipd.check(full(vector["patch"]))
    wanted = {name for number in vector["numbers"] for name in NAMES[number]} | set(vector.get("also", ()))
    assert {f.id for f in report.findings} == wanted
    assert report.findings[0].rule.level == vector["level"]
    assert aipd.completeness(report).value == vector["completeness"]


def test_a_full_assessment_lacks_nothing() -> None:
    report = aipd.check(full())
    assert report.findings == ()
    assert aipd.completeness(report) is Completeness.COMPLETE
    assert len(report.evaluated) == 35


def test_an_empty_assessment_lacks_everything_that_is_not_guarded() -> None:
    report = aipd.check(aipd.Aipd())
    lacking = {f.id for f in report.findings}
    # an unknown guard counts as if the element were expected; no date and no action mean nothing to compare
    silent = {"made-after-start", "residual-risk-not-rated", "no-action-plan"}
    silent |= {"undated-project", "validated-before-ready", "improvable-without-action"}
    assert {r.id for r in report.evaluated} - lacking == {f"aipd.content.{name}" for name in silent}


@given(st.sampled_from(aipd.ITEMS), st.sampled_from((" ", "<p> </p>", "<div><br />&nbsp;</div>", "\n\t")))
def test_a_text_without_words_is_no_text(item: str, blank: str) -> None:
    assert aipd.check(attrs.evolve(full(), texts={**full().texts, item: blank})).findings == (
        aipd.check(full({"drop": [f"texts.{item}"]})).findings
        if item not in ("mesures", "risques", "risques_residuels", "plan_action", "revision", "date")
        else ()
    )
    assert aipd.check(attrs.evolve(full(), texts={**full().texts, item: "< 3 ans"})).findings == ()


@given(RESIDUALS, st.sampled_from((True, False, None)))
def test_the_outcome_follows_the_worst_zone(residual: dict[str, Rating], done: bool | None) -> None:
    answer = aipd.consultation(residual, actions_done=done)
    zones = [aipd.zone(residual.get(event, Rating())) for event in aipd.EVENTS]
    assert list(answer.zones.values()) == zones
    if aipd.ZONES[3] in zones:
        assert answer.outcome is Outcome.CONSULTER
    elif None in zones:
        assert answer.outcome is Outcome.INDETERMINEE
    elif aipd.ZONES[2] in zones:
        assert answer.outcome is (Outcome.ACCEPTATION_MOTIVEE if done else Outcome.REEVALUER)
    else:
        assert answer.outcome is Outcome.NON
    assert pickle.loads(pickle.dumps(answer)) == answer
    assert answer.explain("fr") != answer.explain("en")
    assert answer.to_dict()["outcome"] == answer.outcome.value


@given(RATINGS)
def test_a_zone_never_gets_better_when_a_level_rises(rating: Rating) -> None:
    order = {zone: rank for rank, zone in enumerate(aipd.ZONES)}
    here = aipd.zone(rating)
    assert (here is None) == (0 in (rating.gravity, rating.likelihood))
    for higher in (attrs.evolve(rating, gravity=min(rating.gravity + 1, 4)),):
        there = aipd.zone(higher)
        if here and there:
            assert order[there] >= order[here]
    grave = rating.gravity > 2
    if here:
        assert (here in aipd.ZONES[2:]) == grave


@given(st.dates(date(2018, 5, 25), date(2090, 1, 1)), st.booleans(), st.integers(0, 60))
def test_the_clock_runs_in_whole_weeks_and_stops_when_the_cnil_waits(day: date, extended: bool, wait: int) -> None:
    due = aipd.advice_due(day, extended=extended, suspended_days=wait)
    assert due - day == timedelta(weeks=14 if extended else 8, days=wait)


def test_the_clock_refuses_what_is_not_a_day() -> None:
    with pytest.raises(ValueError, match="negative"):
        aipd.advice_due(date(2026, 1, 1), suspended_days=-1)
    with pytest.raises(TypeError):
        aipd.advice_due("2026-01-01")  # type: ignore[arg-type]


DAYS = st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1))


LINES = st.builds(
    aipd.Timeline,
    made_on=DAYS,
    starts_on=DAYS,
    changed_on=DAYS,
    dpo_on=DAYS,
    legacy=st.sampled_from(aipd.Answer),
)


@given(LINES, DAYS)
def test_without_a_clock_nothing_is_late(line: aipd.Timeline, now: date | None) -> None:
    report = aipd.check_timing(line, now=now)
    clocked = {r.id for r in aipd.RULES if r.needs_clock}
    if now is None:
        assert not {f.id for f in report.findings} & clocked
        assert {r.id for r, why in report.skipped if why is Skip.NO_CLOCK} == clocked
    due = aipd.review_due(line)
    late = "aipd.timing.review-overdue" in {f.id for f in report.findings}
    assert late == (now is not None and due is not None and due < now)
    assert pickle.loads(pickle.dumps(report)).findings == report.findings


def test_what_is_older_than_the_rgpd_was_tolerated_three_years() -> None:
    line = aipd.Timeline(starts_on=date(2016, 1, 1))
    last = aipd.check_timing(line, as_of=date(2021, 5, 24), now=date(2021, 5, 24))
    after = aipd.check_timing(line, as_of=date(2021, 5, 25), now=date(2021, 5, 25))
    assert [f.id for f in last.findings] == []
    assert [f.id for f in after.findings] == ["aipd.timing.legacy-overdue"]
    never_in_order = attrs.evolve(line, legacy="non")
    assert [f.id for f in aipd.check_timing(never_in_order, now=date(2019, 1, 1)).findings] == [
        "aipd.timing.running-without-assessment"
    ]


@pytest.mark.parametrize(
    "build",
    [
        lambda: aipd.Aipd(texts={"canari": "x"}),
        lambda: aipd.Aipd(guards={"canari": "oui"}),
        lambda: aipd.Aipd(states={"canari": aipd.State.ACCEPTABLE}),
        lambda: aipd.Aipd(risks={"canari": aipd.Risk()}),
        lambda: aipd.Action(item="canari"),
        lambda: aipd.consultation({"canari": Rating()}, actions_done=True),
        lambda: Rating(5, 1),
        lambda: Rating(1, -1),
        lambda: aipd.Timeline(made_on=date(2026, 1, 2), reviewed_on=date(2026, 1, 1)),
    ],
)
def test_unknown_words_and_impossible_values_are_refused(build: Any) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        build()
    assert "canari" not in str(caught.value)
    assert "2026" not in str(caught.value)


LOOSE: Any = aipd
"""The package as an untyped caller sees it."""


@pytest.mark.parametrize(
    "build",
    [
        lambda: LOOSE.Aipd(texts={"finalites": 1}),
        lambda: LOOSE.Aipd(measures=(("a",),)),
        lambda: LOOSE.Aipd(measures=(("a", 1),)),
        lambda: LOOSE.Aipd(risks={"acces": {}}),
        lambda: LOOSE.Aipd(made_on="2026-01-01"),
        lambda: LOOSE.Aipd(actions=({},)),
        lambda: LOOSE.Risk(impacts=(1,)),
        lambda: LOOSE.Rating(True, 1),
        lambda: LOOSE.Rating(1.0, 1),
        lambda: LOOSE.check({}),
        lambda: LOOSE.zone((1, 1)),
    ],
)
def test_wrong_types_are_type_errors(build: Any) -> None:
    with pytest.raises(TypeError):
        build()


MARKS = st.text(alphabet="ABCDEF0123456789", min_size=8, max_size=12)


@settings(max_examples=30)
@given(MARKS)
def test_no_finding_shows_what_was_written(mark: str) -> None:
    marked = aipd.Aipd(
        name=mark,
        texts=dict.fromkeys((*aipd.ITEMS[:9], "validation"), mark),
        states={"finalites": aipd.State.A_CORRIGER, "roles": aipd.State.AMELIORABLE},
        risks={"acces": aipd.Risk(impacts=(mark,), threats=(mark,), gravity_note=mark)},
        measures=((mark, mark),),
        actions=(aipd.Action(item="acces", measure=mark, owner=mark),),
    )
    report = aipd.check(marked)
    assert len(report.findings) > 15
    assert mark not in outputs(report)
    for value in (marked, *marked.actions, *marked.risks.values()):
        assert mark not in repr(value)


def test_severities_follow_the_words_of_the_rulebook() -> None:
    words = {"BLOQUANT": Severity.ERROR, "MAJEUR": Severity.WARNING, "MINEUR": Severity.INFO, "INFO": Severity.INFO}
    assert all(words[rule.level] is rule.severity for rule in aipd.RULES)
    assert len(set(ids(aipd.RULES))) == len(aipd.RULES)


RGPD_DAY = date(2018, 5, 25)


@pytest.mark.parametrize(
    ("dates", "now", "names"),
    [
        # the day itself is on the side of the newer law, of the start, of a late AIPD
        ({"starts_on": RGPD_DAY}, date(2022, 1, 1), ["running-without-assessment"]),
        ({"starts_on": RGPD_DAY - timedelta(days=1)}, date(2022, 1, 1), ["legacy-overdue"]),
        (
            {"starts_on": date(2026, 3, 1), "made_on": date(2026, 3, 1)},
            date(2026, 3, 2),
            ["running-without-assessment"],
        ),
        ({"starts_on": date(2026, 3, 1), "made_on": date(2026, 2, 28)}, date(2026, 3, 2), []),
        ({"starts_on": date(2026, 3, 1)}, date(2026, 3, 1), ["running-without-assessment"]),
        ({"starts_on": date(2026, 3, 2)}, date(2026, 3, 1), ["project-without-assessment"]),
        ({"made_on": date(2023, 1, 1)}, date(2026, 1, 1), []),
        ({"made_on": date(2023, 1, 1)}, date(2026, 1, 2), ["review-overdue"]),
        ({"made_on": date(2020, 1, 1), "reviewed_on": date(2025, 1, 1)}, date(2026, 1, 2), []),
    ],
)
def test_the_day_itself_is_on_the_right_side(dates: dict[str, Any], now: date, names: list[str]) -> None:
    as_of = date(2026, 4, 1)
    report = aipd.check_timing(aipd.Timeline(**dates), as_of=as_of, now=now)
    assert [f.id for f in report.findings] == [f"aipd.timing.{name}" for name in names]
    assert report.as_of == as_of
    assert len(report.evaluated) == 6
    assert report.skipped == ()


def test_a_guard_left_out_is_unknown() -> None:
    assert aipd.Aipd().guard("transferts") is aipd.Answer.UNKNOWN
    assert aipd.Aipd(guards={"transferts": False}).guard("transferts") is aipd.Answer.NO


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: LOOSE.evaluate(1), "processing"),
        (lambda: LOOSE.evaluate(aipd.Processing(), as_of=1), "as_of"),
        (lambda: LOOSE.check(1), "aipd"),
        (lambda: LOOSE.check(aipd.Aipd(), as_of=1), "as_of"),
        (lambda: LOOSE.check_timing(1), "timeline"),
        (lambda: LOOSE.check_timing(aipd.Timeline(), as_of=1), "as_of"),
        (lambda: LOOSE.check_timing(aipd.Timeline(), now=1), "now"),
        (lambda: LOOSE.review_due(1), "timeline"),
        (lambda: LOOSE.zone(1), "rating"),
        (lambda: LOOSE.consultation(1, actions_done=True), "residual"),
        (lambda: LOOSE.advice_due(1), "received"),
        (lambda: LOOSE.advice_due(RGPD_DAY, extended=1), "extended"),
        (lambda: LOOSE.advice_due(RGPD_DAY, suspended_days="1"), "suspended_days"),
        (lambda: LOOSE.extension_notice_due(1), "received"),
        (lambda: LOOSE.Action(item="acces", measure=1), "measure"),
        (lambda: LOOSE.Action(item="acces", owner=1), "owner"),
        (lambda: LOOSE.Action(item="acces", due=1), "due"),
        (lambda: LOOSE.Timeline(made_on=1), "made_on"),
        (lambda: LOOSE.Timeline(dpo_on=1), "dpo_on"),
        (lambda: LOOSE.Aipd(name=1), "name"),
        (lambda: LOOSE.Aipd(texts=1), "texts"),
        (lambda: LOOSE.Aipd(texts={"finalites": 1}), "a text"),
        (lambda: LOOSE.Aipd(states=1), "states"),
        (lambda: LOOSE.Aipd(states={"finalites": 1}), "a state"),
        (lambda: LOOSE.Aipd(guards=1), "guards"),
        (lambda: LOOSE.Aipd(risks=1), "risks"),
        (lambda: LOOSE.Aipd(risks={"acces": 1}), "a risk"),
        (lambda: LOOSE.Aipd(actions=(1,)), "an action"),
        (lambda: LOOSE.Aipd(review_on=1), "review_on"),
        (lambda: LOOSE.Risk(sources=(1,)), "sources"),
        (lambda: LOOSE.Risk(rating=1), "rating"),
        (lambda: LOOSE.Risk(residual=1), "residual"),
        (lambda: LOOSE.Risk(gravity_note=1), "gravity_note"),
        (lambda: LOOSE.Risk(likelihood_note=1), "likelihood_note"),
        (lambda: LOOSE.Processing(answers=1), "answers"),
        (lambda: LOOSE.Processing(effectif="1"), "a figure"),
        (lambda: LOOSE.Processing(title=1), "title"),
        (lambda: LOOSE.Processing(controller=1), "controller"),
        (lambda: LOOSE.Processing(purposes_closed=1), "purposes_closed"),
        (lambda: LOOSE.Processing(data_closed=1), "data_closed"),
        (lambda: LOOSE.Processing(people_closed=1), "people_closed"),
        (lambda: LOOSE.Processing(rt_type=1), "rt_type"),
        (lambda: LOOSE.to_pia_json(1, created=RGPD_DAY), "aipd"),
        (lambda: LOOSE.to_pia_json(aipd.Aipd(), created=1), "created"),
        (lambda: LOOSE.to_json(1), "processing"),
        (lambda: LOOSE.parse_json(1), "document"),
        (lambda: LOOSE.parse_pia_json(1), "document"),
    ],
)
def test_a_wrong_type_names_what_is_wrong(call: Any, name: str) -> None:
    with pytest.raises(TypeError, match=rf"^{name} must be .+, not (int|str)$"):
        call()


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: aipd.Aipd(texts={"canari": "x"}), "an item"),
        (lambda: aipd.Aipd(states={"canari": aipd.State.ACCEPTABLE}), "an item"),
        (lambda: aipd.Aipd(guards={"canari": True}), "a guard"),
        (lambda: aipd.Aipd(risks={"canari": aipd.Risk()}), "an event"),
        (lambda: aipd.Action(item="canari"), "an item"),
        (lambda: aipd.consultation({"canari": Rating()}, actions_done=True), "an event"),
        (lambda: aipd.Processing(answers={"canari": True}), "a fact"),
        (lambda: aipd.Processing(purposes=frozenset({"canari"})), "a purpose"),
        (lambda: aipd.Processing(data=frozenset({"canari"})), "a category of data"),
        (lambda: aipd.Processing(people=frozenset({"canari"})), "a category of people"),
        (lambda: aipd.Processing(rt_type="canari"), "rt_type"),
        (lambda: aipd.Processing().answer("canari", True), "a question"),
    ],
)
def test_an_unknown_word_says_what_it_should_have_been(call: Any, name: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name} must be one of: ") as caught:
        call()
    assert "canari" not in str(caught.value)


@pytest.mark.parametrize(
    ("validated_on", "validation", "ready"),
    [(date(2026, 1, 1), "", False), (None, "Vu, la direction.", False), (None, " ", True), (None, None, True)],
)
def test_a_validation_is_a_date_or_a_text(validated_on: date | None, validation: str | None, ready: bool) -> None:
    texts = {item: text for item, text in full().texts.items() if item != "validation"}
    texts |= {} if validation is None else {"validation": validation}
    pending = {"finalites": aipd.State.EN_ATTENTE}
    report = aipd.check(attrs.evolve(full(), texts=texts, states=pending, validated_on=validated_on))
    assert ("aipd.content.validated-before-ready" not in {f.id for f in report.findings}) == ready


def test_an_improvable_item_calls_for_a_plan() -> None:
    improvable = attrs.evolve(full(), actions=(), states={"finalites": aipd.State.AMELIORABLE})
    assert [(f.id, f.at) for f in aipd.check(improvable).findings] == [
        ("aipd.content.no-action-plan", "items/plan_action"),
        ("aipd.content.improvable-without-action", "states/finalites"),
    ]
    assert aipd.check(attrs.evolve(improvable, states={})).findings == ()


def test_before_the_rgpd_no_element_was_required() -> None:
    report = aipd.check(aipd.Aipd(), as_of=date(2018, 5, 24))
    assert report.findings == ()
    assert [why for _, why in report.skipped] == [Skip.NOT_IN_FORCE] * 35
