"""What is true of every decision, before any example."""

from __future__ import annotations

import itertools
import json
import pickle
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esante_rules import STATE_OF_LAW, Confidence
from esante_rules._answer import Answer, all_of, any_of
from esante_rules.rgpd import aipd
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.aipd import Verdict
from esante_rules.rgpd.aipd._duty import TERMS, duty
from esante_rules.rgpd.aipd._expr import Known, missing, names, reduce, value
from esante_rules.rgpd.aipd._processing import facts
from esante_rules.rgpd.aipd._questions import BY_NAME, FACTS, RT_TYPES
from esante_rules.rgpd.aipd._settling import EXACT_UP_TO, open_questions, settles, settling_set, worlds
from esante_rules.rgpd.aipd._sources import RGPD_APPLIES
from esante_rules.rgpd.aipd._terms import Term
from esante_rules.rgpd.aipd._thresholds import FIGURES, THRESHOLDS, threshold
from tests.aipd.support import evaluated, ids, processing, vectors

DAYS = (date(2018, 5, 25), date(2019, 1, 10), date(2019, 9, 12), date(2021, 5, 24), date(2021, 5, 25), STATE_OF_LAW)
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
SETTLED = (Verdict.REQUISE, Verdict.NON_REQUISE)
quick = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ANSWERS = st.dictionaries(st.sampled_from(FACTS), st.sampled_from(Answer), max_size=14)
SCALARS = {
    "rt_type": st.none() | st.sampled_from(tuple(RT_TYPES)),
    "effectif": st.none() | st.sampled_from((0, 249, 250, 5000)),
    "patients_an": st.none() | st.sampled_from((0, 10_000, 10_001)),
    "officine_ca_ht": st.none() | st.sampled_from((0, 2_600_000, 2_600_001)),
}
PROCESSINGS = st.builds(
    aipd.Processing,
    answers=ANSWERS,
    purposes=st.frozensets(st.sampled_from(tuple(aipd.PURPOSES)), max_size=3),
    purposes_closed=st.booleans(),
    data=st.frozensets(st.sampled_from(tuple(aipd.DATA)), max_size=3),
    data_closed=st.booleans(),
    people=st.frozensets(st.sampled_from(tuple(aipd.PEOPLE)), max_size=3),
    people_closed=st.booleans(),
    otherwise=st.sampled_from((NO, NO, NO, UNKNOWN)),
    **SCALARS,
)


def nearly_known() -> st.SearchStrategy[aipd.Processing]:
    """Closed descriptions with a few facts true or left open: where verdicts change."""
    return st.builds(
        aipd.Processing,
        answers=st.dictionaries(st.sampled_from(FACTS), st.sampled_from((YES, UNKNOWN)), max_size=9).map(
            lambda some: {"donnees_personnelles": YES, **some}
        ),
        otherwise=st.just(NO),
        **SCALARS,
    )


@quick
@given(PROCESSINGS, st.sampled_from(DAYS))
def test_any_description_gets_a_verdict_that_survives_pickle_and_json(p: aipd.Processing, day: date) -> None:
    decision = aipd.evaluate(p, as_of=day)
    assert pickle.loads(pickle.dumps(decision)) == decision
    assert pickle.loads(pickle.dumps(p)) == p
    for lang in ("fr", "en"):
        assert json.loads(json.dumps(decision.to_dict(lang)))["verdict"] == decision.verdict.value
        assert decision.verdict.says.in_(lang) in decision.explain(lang)
    assert bool(decision.missing) == (decision.verdict is Verdict.INDETERMINEE) == bool(decision.settling.facts)
    assert set(decision.shortcuts) <= set(decision.missing)
    assert set(decision.settling.facts) <= set(decision.missing)


def completed(p: aipd.Processing, data: st.DataObject) -> aipd.Processing:
    """The same processing where every open question has an answer."""
    known = facts(p, STATE_OF_LAW)
    for name in BY_NAME:
        if name == "rt_type" and p.rt_type is None:
            p = p.answer(name, data.draw(st.sampled_from(tuple(RT_TYPES))))
        elif name in FIGURES and getattr(p, name) is None:
            p = p.answer(name, data.draw(st.sampled_from((0, 249, 250, 10_001, 2_600_001))))
        elif known.answers.get(name) is UNKNOWN:
            exception = name.startswith("x") or name == "perimetre_referentiel"
            p = p.answer(name, False if exception else data.draw(st.booleans()))
    return p


@quick
@given(nearly_known() | PROCESSINGS, st.data())
def test_an_unknown_never_beats_what_is_known(p: aipd.Processing, data: st.DataObject) -> None:
    """A determined verdict stays whatever the open questions answer, exceptions being claimed by nobody."""
    before, after = aipd.evaluate(p), aipd.evaluate(completed(p, data))
    assert after.verdict is not Verdict.INDETERMINEE
    if before.verdict in SETTLED and after.verdict is not Verdict.HORS_CHAMP:
        assert after.verdict is before.verdict


@quick
@given(nearly_known(), st.sampled_from(FACTS))
def test_a_yes_never_frees_unless_an_exempt_type_or_an_exception_explains_it(p: aipd.Processing, name: str) -> None:
    before, after = aipd.evaluate(p.answer(name, False)), aipd.evaluate(p.answer(name, True))
    if before.verdict is Verdict.REQUISE and after.verdict is Verdict.NON_REQUISE:
        kinds = {rule.id.split(".")[1] for rule in after.applied}
        # working alone is the one fact that makes a scale smaller (recital 91)
        assert kinds & {"exempt", "exception"} or name == "exercice_individuel"


@quick
@given(st.dictionaries(st.sampled_from(FACTS), st.sampled_from(Answer), max_size=14), st.randoms())
def test_the_order_of_the_answers_does_not_matter(answers: dict[str, Answer], chance: Any) -> None:
    shuffled = list(answers.items())
    chance.shuffle(shuffled)
    built = aipd.Processing(otherwise=NO)
    for name, answer in shuffled:
        built = built.answer(name, answer)
    assert built == aipd.Processing(answers=answers, otherwise=NO)
    assert aipd.evaluate(built) == aipd.evaluate(aipd.Processing(answers=answers, otherwise=NO))


def replayed(trace: tuple[Step, ...]) -> Verdict:
    """The verdict read again from the trace alone, as the rulebook orders it."""
    by_family: dict[str, dict[str, Answer]] = {}
    for step in trace:
        _, family, name = step.rule.id.split(".")
        by_family.setdefault(family, {})[name] = step.answer
    if by_family["scope"]["not-personal-or-domestic"] is YES:
        return Verdict.HORS_CHAMP
    shown = {name for name, answer in by_family["exception"].items() if answer is YES}
    if shown & {"assessed-by-the-law", "similar-assessment", "transition-until-2021"}:
        return Verdict.NON_REQUISE
    strong = any_of([*by_family.get("required", {}).values(), *by_family["article-35-3"].values()])
    exempt = any_of(by_family.get("exempt", {}).values())
    count = all_of((by_family["count"]["two-criteria"], ~exempt, Answer.of(not shown)))
    return {YES: Verdict.REQUISE, NO: Verdict.NON_REQUISE, UNKNOWN: Verdict.INDETERMINEE}[any_of((strong, count))]


@quick
@given(nearly_known() | PROCESSINGS, st.sampled_from(DAYS))
def test_the_trace_is_enough_to_recompute_the_verdict(p: aipd.Processing, day: date) -> None:
    decision = aipd.evaluate(p, as_of=day)
    assert replayed(decision.trace) is decision.verdict


@quick
@given(PROCESSINGS, st.sampled_from(DAYS))
def test_a_step_of_the_trace_lacks_facts_exactly_when_it_is_unknown(p: aipd.Processing, day: date) -> None:
    for step in aipd.evaluate(p, as_of=day).trace:
        assert bool(step.missing) == (step.answer is UNKNOWN)
        assert set(step.missing) <= set(BY_NAME)
        assert step.explain("fr") != step.explain("en")


@quick
@given(nearly_known(), st.data())
def test_what_a_term_lacks_is_open_and_is_enough_to_settle_it(p: aipd.Processing, data: st.DataObject) -> None:
    known = facts(p, STATE_OF_LAW)
    for term in TERMS:
        world = known
        for name in missing(term.expr, known):
            figure = known.figures.get(name, known.rt_type if name == "rt_type" else None)
            assert known.answers.get(name, UNKNOWN) is UNKNOWN
            assert figure is None
            world = data.draw(st.sampled_from(tuple(worlds(name, world))))
        assert value(term.expr, world) is not UNKNOWN


@quick
@given(PROCESSINGS, st.sampled_from(DAYS), st.data())
def test_a_reduced_condition_says_the_same(p: aipd.Processing, day: date, data: st.DataObject) -> None:
    known, due = facts(p, day), duty(day).due()
    rest = reduce(due, known)
    assert value(rest, known) is value(due, known)
    assert value(rest, Known(day)) is value(due, known)
    if names(rest):
        name = data.draw(st.sampled_from(names(rest)))
        for world in worlds(name, known):
            assert value(reduce(rest, world, name), world) is value(due, world)


def brute_settles(due: Any, asked: tuple[str, ...], known: Known) -> bool:
    """By trying every combination of answers on the whole condition."""
    states = [known]
    for name in asked:
        states = [world for state in states for world in worlds(name, state)]
    return all(value(due, state) is not UNKNOWN for state in states)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(nearly_known())
def test_the_settling_set_settles_and_no_smaller_one_does(p: aipd.Processing) -> None:
    known, due = facts(p, STATE_OF_LAW), duty(STATE_OF_LAW).due()
    found = settling_set(due, known)
    if not found.facts:
        return
    open_ = open_questions(reduce(due, known))
    assert found.exact == (len(open_) <= EXACT_UP_TO)
    assert set(found.facts) <= set(open_)
    cost = 17 if "rt_type" in found.facts else 1
    if cost * 2 ** len(found.facts) <= 2**9:
        assert brute_settles(due, found.facts, known)
    for size in range(len(found.facts)) if found.exact else ():
        for fewer in itertools.combinations(open_, size):
            if len(fewer) <= 4:
                assert not brute_settles(due, fewer, known)


@pytest.mark.parametrize("size", range(1, EXACT_UP_TO + 1))
def test_the_smallest_set_by_brute_force_on_a_count(size: int) -> None:
    """Criteria left open one by one: every subset of the open questions is tried."""
    criteria = (
        "c7_vulnerables",
        "c1_notation_profil",
        "c8_innovant",
        "c9_blocage_droit",
        "donnees_art10",
        "c3_observation_personnes",
        "c1_comportement",
        "c1_evaluation_etat_sante",
        "donnees_hautement_perso",
        "fin_signalement_sanitaire_social",
    )[:size]
    p = aipd.Processing(
        answers={"donnees_personnelles": True, "donnees_art9": True, **dict.fromkeys(criteria)},
        rt_type="association",
        otherwise=NO,
    )
    known, due = facts(p, STATE_OF_LAW), duty(STATE_OF_LAW).due()
    found = settling_set(due, known)
    subsets = (s for n in range(len(criteria) + 1) for s in itertools.combinations(criteria, n))
    smallest = next(s for s in subsets if brute_settles(due, s, known))
    assert found.exact
    assert len(found.facts) == len(smallest)
    assert brute_settles(due, found.facts, known)


def test_beyond_ten_questions_the_set_is_minimal_and_says_so() -> None:
    p = aipd.Processing(answers={"donnees_personnelles": True})
    known, due = facts(p, STATE_OF_LAW), duty(STATE_OF_LAW).due()
    found = settling_set(due, known)
    rest = reduce(due, known)
    assert not found.exact
    assert settles(rest, frozenset(found.facts), known)
    for name in found.facts[:3]:
        assert not settles(rest, frozenset(found.facts) - {name}, known)
    # best first: a question of which one answer is enough comes before the others
    assert found.facts[0] in aipd.evaluate(p).shortcuts


def test_an_unknown_required_type_hides_behind_no_exemption() -> None:
    facts_ = {"donnees_personnelles": "oui", "rt_type": "association", "fin_fournisseurs": "oui"}
    hidden = processing({**facts_, "fin_logement_social": "inconnu"}, "non")
    decision = aipd.evaluate(hidden)
    assert decision.verdict is Verdict.INDETERMINEE
    assert decision.missing == ("fin_logement_social",)
    assert aipd.evaluate(processing(facts_, "non")).verdict is Verdict.NON_REQUISE


def test_a_demonstrated_exception_settles_what_an_exempt_type_leaves_open() -> None:
    vector = next(v for v in vectors("decision") if v["id"] == "A-13")
    lifted = {"x2_aipd_similaire_existante": "oui", "x2_meme_nature_portee_contexte_finalites_risques": "oui"}
    decision = evaluated({**vector, "facts": {**vector["facts"], **lifted}})
    assert decision.verdict is Verdict.NON_REQUISE
    assert "aipd.exception.similar-assessment" in ids(decision.applied)


def test_health_data_left_unknown_leaves_sensitive_data_unknown() -> None:
    p = processing({"donnees_personnelles": "oui", "donnees_sante": "inconnu"}, "non")
    step = next(s for s in aipd.evaluate(p).trace if s.rule.id == "aipd.criteria.sensitive-data")
    assert (step.answer, step.missing) == (UNKNOWN, ("donnees_sante",))


def test_a_list_that_conflicts_with_another_is_said() -> None:
    both = {"donnees_personnelles": "oui", "fin_fournisseurs": "oui", "fin_logement_social": "oui"}
    decision = aipd.evaluate(processing(both, "non"))
    assert decision.verdict is Verdict.REQUISE
    assert [f.id for f in decision.findings] == ["aipd.conflict.required-and-exempt-types"]
    assert ids(decision.set_aside) == ["aipd.exempt.suppliers"]


@quick
@given(PROCESSINGS)
def test_only_a_denied_truth_is_a_contradiction(p: aipd.Processing) -> None:
    found = [f for f in aipd.evaluate(p).findings if f.id == "aipd.facts.contradiction"]
    for finding in found:
        name = finding.at.removeprefix("answers/")
        assert p.answers[name] is NO
    closed = attrs.evolve(p, answers={n: a for n, a in p.answers.items() if a is not NO})
    assert not [f for f in aipd.evaluate(closed).findings if f.id == "aipd.facts.contradiction"]


def test_the_lists_speak_for_the_facts() -> None:
    p = aipd.Processing(
        purposes=frozenset({"rh"}),
        purposes_closed=True,
        data=frozenset({"identite"}),
        data_closed=True,
        people=frozenset({"salaries"}),
        people_closed=True,
        effectif=12,
        rt_type="association",
    )
    known = facts(p, STATE_OF_LAW).answers
    assert (known["fin_rh"], known["fin_exclusive"], known["fin_cse"]) == (YES, YES, NO)
    assert (known["donnees_personnelles"], known["donnees_sante"], known["c7_vulnerables"]) == (YES, NO, YES)
    assert (
        facts(attrs.evolve(p, people_closed=False, people=frozenset()), STATE_OF_LAW).answers["c7_vulnerables"]
        is UNKNOWN
    )
    anonymous = attrs.evolve(p, data=frozenset({"anonymes"}))
    assert aipd.evaluate(anonymous).verdict is Verdict.HORS_CHAMP
    nothing = attrs.evolve(p, data=frozenset())
    assert facts(nothing, STATE_OF_LAW).answers["donnees_personnelles"] is UNKNOWN


@pytest.mark.parametrize("name", THRESHOLDS)
def test_thresholds_have_neither_gap_nor_overlap(name: str) -> None:
    versions = THRESHOLDS[name]
    assert len({v.figure for v in versions}) == 1
    for earlier, later in itertools.pairwise(versions):
        assert earlier.until == later.since
    for version in versions:
        assert threshold(name, version.since) is version
        assert threshold(name, version.since - timedelta(days=1)) is not version
    assert versions[-1].until is None


@pytest.mark.parametrize("term", TERMS, ids=ids(tuple(t.rule for t in TERMS)))
def test_every_term_can_apply(term: Any) -> None:
    assert set(names(term.expr)) <= set(BY_NAME)


@pytest.mark.parametrize("term", [t for t in TERMS if t.rule.since != RGPD_APPLIES or t.rule.until])
def test_a_term_is_in_the_trace_exactly_while_it_is_in_force(term: Term) -> None:
    def asked(day: date) -> bool:
        return term.rule in [s.rule for s in aipd.evaluate(aipd.Processing(otherwise=NO), as_of=day).trace]

    before = timedelta(days=1)
    assert term.rule.since is not None
    assert asked(term.rule.since)
    assert not asked(term.rule.since - before)
    if term.rule.until is not None:
        assert asked(term.rule.until - before)
        assert not asked(term.rule.until)


def test_only_the_doubtful_terms_are_to_be_confirmed() -> None:
    doubtful = {rule.id for rule in aipd.RULES if rule.confidence is Confidence.TO_CONFIRM}
    assert doubtful == {
        "aipd.exception.cabinet-under-threshold",
        "aipd.conflict.article-35-3-and-exempt-type",
    }


def test_a_day_of_another_law_is_refused_and_a_later_one_is_said() -> None:
    with pytest.raises(LookupError, match="2018-05-25"):
        aipd.evaluate(aipd.Processing(), as_of=date(2018, 5, 24))
    closed = aipd.Processing(otherwise=NO)
    assert aipd.evaluate(closed, as_of=date(2030, 1, 1)).beyond_state_of_law
    assert not aipd.evaluate(closed).beyond_state_of_law


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: aipd.Processing(answers={"canari": True}), "donnees_personnelles"),
        (lambda: aipd.Processing(answers={"fin_rh": "canari"}), "oui"),
        (lambda: aipd.Processing(rt_type="canari"), "mdph"),
        (lambda: aipd.Processing(purposes=frozenset({"canari"})), "prise_en_charge"),
        (lambda: aipd.Processing(data=frozenset({"canari"})), "sante"),
        (lambda: aipd.Processing(people=frozenset({"canari"})), "patients"),
        (lambda: aipd.Processing().answer("canari", True), "rt_type"),
        (lambda: aipd.Processing().answer("rt_type", "canari"), "mdph"),
        (lambda: aipd.Processing(otherwise=YES), "non, inconnu"),
        (lambda: aipd.Processing(effectif=-1), "negative"),
    ],
)
def test_unknown_words_are_refused_with_the_allowed_ones(build: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words) as caught:
        build()
    assert "canari" not in str(caught.value)


@pytest.mark.parametrize(
    "build",
    [
        lambda: aipd.Processing(answers=[("fin_rh", True)]),  # type: ignore[arg-type]
        lambda: aipd.Processing(answers={"fin_rh": 1}),
        lambda: aipd.Processing(effectif=1.5),
        lambda: aipd.Processing(effectif=True),
        lambda: aipd.Processing(purposes="rh"),
        lambda: aipd.Processing().answer("fin_rh", 3),
        lambda: aipd.Processing().answer("rt_type", True),
        lambda: aipd.evaluate({}),  # type: ignore[arg-type]
        lambda: aipd.evaluate(aipd.Processing(), as_of="2026-01-01"),  # type: ignore[arg-type]
    ],
)
def test_wrong_types_are_type_errors(build: Any) -> None:
    with pytest.raises(TypeError):
        build()


@given(st.text(alphabet="ABCDEF0123456789", min_size=8, max_size=12), st.integers(10**9, 10**12))
def test_nothing_the_user_typed_is_shown(canary: str, figure: int) -> None:
    p = aipd.Processing(
        title=canary, controller=canary, effectif=figure, patients_an=figure, officine_ca_ht=figure, otherwise=NO
    )
    decision = aipd.evaluate(p)
    shown = f"{p!r} {decision!r} {decision.explain('fr')} {json.dumps(decision.to_dict('en'))} {decision.trace!r}"
    assert canary not in shown
    assert str(figure) not in shown


def test_the_questions_cover_every_fact_in_both_languages() -> None:
    read = {name for term in TERMS for name in names(term.expr)}
    assert read == set(BY_NAME)
    for question in aipd.QUESTIONS:
        french, english = question.to_dict("fr"), question.to_dict("en")
        assert french["question"] != english["question"]
        assert french["question"].endswith("?")
        assert [c["value"] for c in french["choices"]] == [c["value"] for c in english["choices"]]
        assert question.section in aipd.SECTIONS
