"""Electronic identification, uses of the INS and NIR, minimisation: vectors, rules, and what holds for every input."""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from esante_rules import STATE_OF_LAW, Severity
from esante_rules._answer import Answer
from esante_rules._core import LANGS
from esante_rules.rgpd import minimisation, nir, sign_in
from esante_rules.rgpd._assessment import Assessment
from esante_rules.testing import access as strategies
from tests.obligations.support import load, numbers
from tests.support import outputs, traced

DAYS = st.dates(date(2018, 5, 25), date(2030, 12, 31))
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def call(asked: dict[str, Any]) -> Assessment | nir.Regime:
    day = date.fromisoformat(asked["as_of"]) if "as_of" in asked else STATE_OF_LAW
    match asked["call"]:
        case "check_sign_in":
            return sign_in.check(sign_in.SignIn(**asked["facts"]), as_of=day)
        case "regime":
            return nir.regime(nir.Use(**asked["facts"]), as_of=day)
        case _:
            return minimisation.hints(asked["facts"], as_of=day)


def established(result: Assessment | nir.Regime) -> list[str]:
    steps = result.faults if isinstance(result, Assessment) else (*result.steps, *result.findings)
    return [step.rule.id for step in steps if step.answer is YES]


@pytest.mark.parametrize(
    "vector", [*load("obligations/sign_in.json"), *load("obligations/nir.json")], ids=lambda v: v["id"]
)
def test_the_vectors_of_the_rulebook(vector: dict[str, Any]) -> None:
    result = call(vector)
    assert numbers(established(result)) == vector["expected"]["numbers"]
    if isinstance(result, nir.Regime):
        assert result.outcome.value == vector["expected"]["outcome"]


@pytest.mark.parametrize(
    "vector",
    [v for name in ("sign-in", "nir", "minimisation") for v in load(f"rules/{name}.json")],
    ids=lambda v: v["rule"],
)
def test_every_rule_applies_to_its_case_and_not_to_the_nearest(vector: dict[str, Any]) -> None:
    assert established(call(vector["fails"])).count(vector["rule"]) == 1
    assert vector["rule"] not in established(call(vector["passes"]))


@pytest.mark.parametrize(("module", "name"), [(sign_in, "sign-in"), (nir, "nir"), (minimisation, "minimisation")])
def test_every_rule_has_its_vector(module: Any, name: str) -> None:
    assert sorted(v["rule"] for v in load(f"rules/{name}.json")) == sorted(rule.id for rule in module.RULES)


def test_every_number_of_these_subjects_is_mapped() -> None:
    names = [rule.id for module in (sign_in, nir, minimisation) for rule in module.RULES]
    wanted = ["IE-U1", "IE-U2", "IE-P1", "IE-P2", "IE-P2?", "IE-P3", "IE-P4", "IE-P5", "IE-M1"]
    wanted += [f"INS-{n}" for n in range(1, 8)] + [f"MIN-{n}" for n in range(1, 14)]
    assert sorted(numbers(names)) == sorted(wanted)


@given(strategies.sign_ins(), DAYS, st.booleans())
def test_an_unknown_fact_of_a_sign_in_settles_nothing_by_itself(it: sign_in.SignIn, as_of: date, draft: bool) -> None:
    """A fault is open exactly when its missing facts can still establish it and exclude it."""
    result = sign_in.check(it, as_of=as_of, draft_v2=draft)
    assert pickle.loads(pickle.dumps(result)) == result
    for step in result.steps:
        assert bool(step.missing) is (step.answer is UNKNOWN)
        if step.answer is UNKNOWN:
            seen = set()
            for values in itertools.product((YES, NO), repeat=len(step.missing)):
                facts: dict[str, Any] = dict(zip(step.missing, values, strict=True))
                again = sign_in.check(evolve(it, **facts), as_of=as_of, draft_v2=draft)
                seen |= {other.answer for other in again.steps if other.rule is step.rule}
            assert seen == {YES, NO}


@given(strategies.sign_ins(st.sampled_from(["usager", "pro"])), DAYS, st.sampled_from(list(sign_in.MEANS)))
def test_adding_a_stronger_means_never_adds_an_error(it: sign_in.SignIn, as_of: date, word: str) -> None:
    def errors(one: sign_in.SignIn) -> set[str]:
        return {s.rule.id for s in sign_in.check(one, as_of=as_of).faults if s.rule.severity is Severity.ERROR}

    assert errors(evolve(it, means=it.means | {word})) <= errors(it)


@given(strategies.sign_ins(st.sampled_from(["usager", "pro"])), DAYS)
def test_the_acceptable_means_are_those_without_an_error_whatever_is_unknown(it: sign_in.SignIn, as_of: date) -> None:
    accepted = sign_in.acceptable(it, as_of=as_of)
    for word in sign_in.MEANS:
        alone = evolve(it, means=[word])
        completions = itertools.product(
            *((YES, NO) if fact is UNKNOWN else (fact,) for fact in (it.remote, it.sensitive))
        )
        sure = all(
            sign_in.check(evolve(alone, remote=remote, sensitive=sensitive), as_of=as_of).report.ok
            for remote, sensitive in completions
        )
        assert (word in accepted) is sure


@pytest.mark.parametrize(
    ("day", "user", "expected"),
    [
        (date(2022, 5, 31), "usager", "mdp 2fa cps ecps psc eidas_substantiel homologue"),
        (date(2022, 6, 1), "usager", "2fa cps ecps psc eidas_substantiel homologue"),
        (date(2025, 12, 31), "usager", "2fa cps ecps psc eidas_substantiel homologue"),
        (date(2026, 1, 1), "usager", "eidas_substantiel"),
        (date(2025, 12, 31), "pro", "2fa cps ecps psc eidas_substantiel homologue"),
        (date(2026, 1, 1), "pro", "cps ecps psc eidas_substantiel homologue"),
    ],
)
def test_the_acceptable_means_on_each_boundary(day: date, user: str, expected: str) -> None:
    it = sign_in.SignIn(user=user, means=["mdp"], remote=True, sensitive=False)
    assert " ".join(sign_in.acceptable(it, as_of=day)) == expected


def test_every_rule_of_a_professional_over_all_its_facts() -> None:
    """Each fault is there when all it needs is there, excluded when one thing is not, open otherwise."""
    for word, facts in itertools.product(sign_in.MEANS, itertools.product(Answer, repeat=5)):
        remote, sensitive, shared, guarded, signed = facts
        it = sign_in.SignIn(
            user="pro",
            means=[word],
            remote=remote,
            sensitive=sensitive,
            shared=shared,
            password_guarded=guarded,
            approval_signed=signed,
        )
        password, psc, local = (Answer.of(word == means) for means in ("mdp", "psc", "homologue"))
        unqualified = Answer.of(sensitive is UNKNOWN)
        needs = {
            sign_in.REMOTE_ONE_FACTOR: {"means": password, "remote": remote},
            sign_in.SENSITIVE_WITHOUT_PSC: {"means": ~psc, "sensitive": sensitive},
            sign_in.SHARED_WITHOUT_PSC: {"means": ~psc, "unqualified": unqualified, "shared": shared},
            sign_in.WEAK_PASSWORD: {"means": password, "remote": ~remote, "password_guarded": ~guarded},
            sign_in.NOT_APPROVED: {"means": local, "approval_signed": ~signed},
        }
        steps = [*sign_in.check(it, as_of=date(2025, 12, 31)).steps, *sign_in.check(it, as_of=date(2026, 1, 1)).steps]
        for step in steps:
            if step.rule in needs:
                asked = needs[step.rule]
                given_ = set(asked.values())
                assert step.answer is (NO if NO in given_ else UNKNOWN if UNKNOWN in given_ else YES)
                lacks = tuple(name for name, fact in asked.items() if fact is UNKNOWN)
                assert step.missing == (lacks if step.answer is UNKNOWN else ())


def test_the_draft_tolerates_two_factors_for_users_until_the_end_of_2028() -> None:
    two, one = (sign_in.SignIn(user="usager", means=means) for means in (["mdp", "2fa"], ["mdp"]))
    assert sign_in.check(two, as_of=date(2028, 12, 31), draft_v2=True).report.ok
    assert not sign_in.check(two, as_of=date(2029, 1, 1), draft_v2=True).report.ok
    assert not sign_in.check(two, as_of=date(2028, 12, 31)).report.ok
    assert not sign_in.check(one, as_of=date(2028, 12, 31), draft_v2=True).report.ok


@given(strategies.uses(), DAYS)
def test_every_use_has_one_regime(use: nir.Use, as_of: date) -> None:
    result = nir.regime(use, as_of=as_of)
    assert len(result.steps) == 1
    assert bool(result.missing) is (result.outcome is nir.Outcome.UNDECIDED)
    assert pickle.loads(pickle.dumps(result)) == result
    assert all("{" not in result.explain(lang) for lang in LANGS)
    if as_of < nir.INS_SINCE:
        assert result.outcome is nir.Outcome.UNDECIDED


def test_every_combination_of_facts_of_a_use() -> None:
    """The INS serves care by the actors of care and nothing else; the NIR itself, what the decree lists."""
    for purpose, actor, reach, decree in itertools.product(nir.PURPOSES, Answer, Answer, Answer):
        use = nir.Use(purpose=purpose, actor_in_care=actor, insi_reachable=reach, decree_allows=decree)
        outcome = nir.regime(use).outcome
        served = outcome in (nir.Outcome.OBLIGATORY, nir.Outcome.LOCAL_THEN_RECONCILE)
        assert served is (purpose in nir.CARE and actor is YES)
        assert (outcome is nir.Outcome.LOCAL_THEN_RECONCILE) is (served and reach is NO)
        as_nir = nir.regime(evolve(use, identifier="nir")).outcome
        if purpose in nir.CARE:
            assert as_nir is outcome
        else:
            expected = {YES: nir.Outcome.WITHIN_DECREE, NO: nir.Outcome.FORBIDDEN, UNKNOWN: nir.Outcome.UNDECIDED}
            assert as_nir is expected[decree]


@given(strategies.uses())
def test_a_settled_regime_does_not_change_when_an_unknown_fact_is_known(use: nir.Use) -> None:
    """Whether the INS can be obtained apart: while it is unknown the obligation stands."""
    result = nir.regime(use)
    if result.outcome is nir.Outcome.UNDECIDED:
        return
    for name in ("actor_in_care", "decree_allows", "identity_kept", "checked_by_insi"):
        if getattr(use, name) is UNKNOWN:
            for value in (YES, NO):
                fact: dict[str, Any] = {name: value}
                assert nir.regime(evolve(use, **fact)).outcome is result.outcome


@given(strategies.collections())
def test_hints_are_the_noes_and_questions_the_unknowns(collected: dict[str, Answer]) -> None:
    result = minimisation.hints(collected)
    assert {step.rule for step in result.faults} == {
        minimisation.ITEMS[word].rule for word, said in collected.items() if said is NO
    }
    assert set(result.missing) == {word for word, said in collected.items() if said is UNKNOWN}
    assert minimisation.hints(dict(reversed(collected.items()))) == result
    assert pickle.loads(pickle.dumps(result)) == result
    assert outputs(result.report)


@pytest.mark.parametrize("word", list(minimisation.ITEMS))
def test_each_question_is_asked_in_both_languages(word: str) -> None:
    asked = {minimisation.question(word, lang) for lang in LANGS}
    assert len(asked) == 2
    assert all(words.endswith("?") for words in asked)


_CALLS: tuple[Callable[[str], object], ...] = (
    lambda word: sign_in.SignIn(user=word, means=["mdp"]),
    lambda word: sign_in.SignIn(user="pro", means=[word]),
    lambda word: sign_in.SignIn(user="pro", means=["mdp"], remote=word),
    lambda word: nir.Use(purpose=word),
    lambda word: nir.Use(purpose="recherche", identifier=word),
    lambda word: nir.Use(purpose="recherche", actor_in_care=word),
    lambda word: minimisation.hints({word: "oui"}),
    lambda word: minimisation.hints({"nir": word}),
    minimisation.question,
)


@pytest.mark.parametrize("asked", _CALLS)
@given(word=st.from_regex("canari[0-9a-f]{8}", fullmatch=True))
def test_a_wrong_word_is_refused_with_the_allowed_ones_and_without_itself(
    asked: Callable[[str], object], word: str
) -> None:
    with pytest.raises(ValueError, match=r"must be one of: .+") as refused:
        asked(word)
    assert word not in traced(refused.value)


@pytest.mark.parametrize(
    ("facts", "name", "missing"),
    [
        ({"purpose": "inconnu"}, "nir.ins.purpose-outside-care", "purpose"),
        ({"purpose": "coordination_actes"}, "nir.ins.actor-outside-care", "actor_in_care"),
        ({"purpose": "facturation", "identifier": "nir"}, "nir.nir.outside-decree", "decree_allows"),
    ],
)
def test_an_undecided_use_names_its_fact(facts: dict[str, Any], name: str, missing: str) -> None:
    result = nir.regime(nir.Use(**facts))
    [step] = result.steps
    assert (step.rule.id, step.answer, result.missing) == (name, UNKNOWN, (missing,))


def test_the_obligation_starts_on_its_day() -> None:
    use = nir.Use(purpose="prise_en_charge_sanitaire", actor_in_care=True, identity_kept=False)
    before, first = nir.regime(use, as_of=date(2020, 12, 31)), nir.regime(use, as_of=date(2021, 1, 1))
    assert (before.outcome, before.missing, before.as_of) == (nir.Outcome.UNDECIDED, ("as_of",), date(2020, 12, 31))
    assert (first.outcome, first.as_of) == (nir.Outcome.OBLIGATORY, date(2021, 1, 1))
    assert [step.rule.id for step in first.findings] == ["nir.matricule.without-identity"]
    elsewhere = nir.regime(evolve(use, purpose="pilotage"))
    assert elsewhere.findings == ()
    assert first.explain("en").splitlines()[0] == "INS obligatory"
    assert first.explain("en").count("\n- ") == 2


def test_a_legal_entity_lacks_what_is_not_said() -> None:
    result = sign_in.check(sign_in.SignIn(user="personne_morale", shared=True))
    assert result.missing == ("structure_identity", "igc_sante")
    shown = sign_in.check(sign_in.SignIn(user="personne_morale", shared=True, igc_sante=True, structure_identity=True))
    assert [step.answer for step in shown.steps] == [NO, NO]


def test_wrong_types_are_named() -> None:
    with pytest.raises(TypeError, match="collection of words"):
        sign_in.SignIn(user="pro", means="mdp")
    with pytest.raises(ValueError, match="at least one means"):
        sign_in.SignIn(user="pro")
    with pytest.raises(TypeError, match=r"^sign_in must be SignIn, not str"):
        sign_in.check("pro")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^use must be Use, not str"):
        nir.regime("ins")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^as_of must be date, not int"):
        nir.regime(nir.Use(purpose="recherche"), as_of=1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^sign_in must be SignIn, not int"):
        sign_in.acceptable(1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="several outcomes"):
        bool(nir.regime(nir.Use(purpose="recherche")))
    assert sign_in.acceptable(sign_in.SignIn(user="personne_morale")) == ()


def test_the_state_of_law_is_said_when_it_is_passed() -> None:
    use = nir.Use(purpose="recherche")
    assert not nir.regime(use).beyond_state_of_law
    assert nir.regime(use, as_of=STATE_OF_LAW + timedelta(1)).beyond_state_of_law
