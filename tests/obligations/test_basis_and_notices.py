"""Legal basis and notices: a fault is established, excluded, or open, and open faults name their facts."""

from __future__ import annotations

import itertools
import pickle
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from esante_rules import Skip
from esante_rules._answer import Answer
from esante_rules.rgpd import legal_basis, notices
from esante_rules.rgpd._assessment import Assessment
from esante_rules.testing.obligations import legal_bases
from tests.obligations.support import call, load, names

WORDS = {"art6": legal_basis.BASES, "art9": legal_basis.EXCEPTIONS, "purpose": legal_basis.PURPOSES}
SITUATIONS = st.fixed_dictionaries({name: st.sampled_from(Answer) for name in notices.SITUATIONS})
SAID = st.sets(st.sampled_from([item.key for item in notices.ITEMS]))


def shape(result: Assessment) -> None:
    """What is true of every assessment."""
    for step in result.steps:
        assert bool(step.missing) == (step.answer is Answer.UNKNOWN)
    assert pickle.loads(pickle.dumps(result)) == result
    report = result.report
    assert [f.id for f in report.findings] == [s.rule.id for s in result.faults]
    open_ = [rule for rule, reason in report.skipped if reason is Skip.FACT_UNKNOWN]
    assert len(report.evaluated) + len(open_) == len(result.steps)
    assert result.explain("fr").count("\n") == max(len(result.faults) + len(open_) - 1, 0)


@given(legal_bases())
def test_settling_a_fact_never_undoes_an_established_fault(basis: legal_basis.LegalBasis) -> None:
    result = legal_basis.check(basis)
    shape(result)
    for name in set(result.missing):
        unknown = "inconnu" if name in WORDS else Answer.UNKNOWN
        assert getattr(basis, name) == unknown
        for value in (w for w in WORDS[name] if w != unknown) if name in WORDS else (Answer.YES, Answer.NO):
            fact: dict[str, Any] = {name: value}
            settled = legal_basis.check(evolve(basis, **fact))
            assert set(names(result)) <= set(names(settled))


@given(legal_bases())
def test_a_fault_is_open_only_if_some_completion_establishes_it_and_another_excludes_it(
    basis: legal_basis.LegalBasis,
) -> None:
    for step in legal_basis.check(basis).steps:
        if step.answer is not Answer.UNKNOWN:
            continue
        options = [WORDS[n][:-1] if n in WORDS else (Answer.YES, Answer.NO) for n in step.missing]
        seen = set()
        for values in itertools.product(*options):
            facts: dict[str, Any] = dict(zip(step.missing, values, strict=True))
            settled = evolve(basis, **facts)
            seen |= {s.answer for s in legal_basis.check(settled).steps if s.rule is step.rule}
        assert seen == {Answer.YES, Answer.NO}


@given(st.sampled_from(notices.ARTICLES), SAID, SITUATIONS)
def test_an_item_is_lacking_when_due_and_not_said(article: str, said: set[str], situations: dict[str, Answer]) -> None:
    result = notices.check(article, said, situations)
    shape(result)
    for item, step in zip((i for i in notices.ITEMS if article in i.articles), result.steps, strict=True):
        due = Answer.YES if item.situation is None else situations[item.situation]
        assert step.answer is (Answer.NO if item.key in said else due)
    whole = notices.check(article, [i.key for i in notices.ITEMS], situations)
    assert whole.faults == ()
    assert whole.missing == ()


@given(st.dates(date(2019, 1, 1), date(2090, 1, 1)), st.integers(0, 90), st.integers(0, 90))
def test_the_first_event_decides_when_to_inform(obtained: date, contact: int, disclosure: int) -> None:
    events = {"first_contact": obtained + timedelta(contact), "first_disclosure": obtained + timedelta(disclosure)}
    due = notices.due_by("14", obtained, **events)
    assert due <= min(events.values())
    assert due <= notices.due_by("14", obtained)
    assert due in {*events.values(), notices.due_by("14", obtained)}
    assert timedelta(28) <= notices.due_by("14", obtained) - obtained <= timedelta(31)
    assert notices.due_by("13", obtained) == obtained


@given(st.sampled_from(notices.ARTICLES), st.dates(date(2019, 1, 1), date(2090, 1, 1)), st.none() | st.integers(0, 60))
def test_informing_after_the_last_day_is_a_fault(article: str, obtained: date, days: int | None) -> None:
    informed = None if days is None else obtained + timedelta(days)
    result = notices.check_timing(article, obtained, informed)
    shape(result)
    if informed is None:
        assert result.missing == ("informed_on",)
    else:
        assert bool(result.faults) == (informed > notices.due_by(article, obtained))


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="first_contact is before obtained_on"):
        notices.due_by("14", date(2026, 1, 2), first_contact=date(2026, 1, 1))
    for wrong in ({"art6": "z"}, {"art9": "z"}, {"purpose": "z"}):
        with pytest.raises(ValueError, match="must be one of"):
            legal_basis.LegalBasis(**wrong)
    for article, said, situation in (("15", "droits", "dpo"), ("13", "z", "dpo"), ("13", "droits", "z")):
        with pytest.raises(ValueError, match="must be one of"):
            notices.check(article, [said], {situation: True})


@pytest.mark.parametrize("subject", ["legal-basis", "notices"])
def test_nothing_applied_before_the_rgpd(subject: str) -> None:
    for vector in load(f"rules/{subject}.json"):
        if not vector["rule"].startswith("notices.health."):
            assert vector["rule"] not in names(
                call(vector["fails"]["call"], {**vector["fails"]["facts"], "as_of": "2018-05-24"})
            )


def test_the_expected_couples_pass_their_own_check() -> None:
    for purpose, (bases, exceptions) in legal_basis.EXPECTED.items():
        for art6, art9 in itertools.product(bases, exceptions or ("aucune",)):
            facts: dict[str, Any] = {"art6": art6, "art9": art9, "purpose": purpose, "art9_data": bool(exceptions)}
            facts |= {"text_cited": True, "secrecy": True, "formality": True, "public_task": False, "nir": False}
            result = legal_basis.check(legal_basis.LegalBasis(**facts))
            assert result.faults == ()


@pytest.mark.parametrize(
    ("facts", "answer", "missing"),
    [
        ({"art6": "a"}, Answer.UNKNOWN, ("consent_proved",)),
        ({"art6": "a", "consent_proved": "non"}, Answer.YES, ()),
        ({"art6": "e", "art9_data": "oui", "art9": "a", "consent_proved": "non"}, Answer.YES, ()),
        ({"art6": "e", "art9_data": "non", "art9": "a", "consent_proved": "non"}, Answer.NO, ()),
        ({"art6": "e", "art9_data": "oui", "art9": "h", "consent_proved": "non"}, Answer.NO, ()),
        ({"art6": "e", "art9_data": "oui", "consent_proved": "non"}, Answer.UNKNOWN, ("art9",)),
    ],
)
def test_a_consent_is_proved_whether_it_is_the_basis_or_the_exception(
    facts: dict[str, str], answer: Answer, missing: tuple[str, ...]
) -> None:
    steps = {step.rule.id: step for step in call("legal_basis", facts).steps}
    step = steps["legal-basis.consent.without-proof"]
    assert (step.answer, step.missing) == (answer, missing)


LETTERS = {
    "legal-basis.processing.without-basis": ({"art6": ["aucune"]}, {}),
    "legal-basis.public-authority.legitimate-interest": ({"art6": ["f"]}, {"public_task": "oui"}),
    "legal-basis.legal-duty.text-not-cited": ({"art6": ["c", "e"]}, {"text_cited": "non"}),
    "legal-basis.notice.portability-promised": ({"art6": ["c", "d", "e", "f"]}, {"portability_promised": "oui"}),
    "legal-basis.notice.opposition-promised": ({"art6": ["a", "b", "c", "d"]}, {"opposition_promised": "oui"}),
    "legal-basis.care.consent-as-basis": ({"purpose": ["dui", "dpi", "soin"]}, {"art6": "a"}),
    "legal-basis.research.without-formality": ({"purpose": ["entrepot", "recherche"]}, {"formality": "non"}),
    "legal-basis.care.without-secrecy": ({"art9": ["h"]}, {"secrecy": "non"}),
    "legal-basis.consent.not-explicit": ({"art9": ["a"]}, {"consent_explicit": "non"}),
    "legal-basis.sensitive-data.without-exception": ({"art9": ["aucune"]}, {"art9_data": "oui"}),
}


@pytest.mark.parametrize("rule", LETTERS)
def test_each_fault_concerns_its_letters_and_no_other(rule: str) -> None:
    [(word, wrong)], facts = LETTERS[rule][0].items(), LETTERS[rule][1]
    for letter in WORDS[word]:
        [step] = [s for s in call("legal_basis", {word: letter, **facts}).steps if s.rule.id == rule]
        unknown = letter == "inconnu"
        assert step.answer is (Answer.UNKNOWN if unknown else Answer.of(letter in wrong))
        assert step.missing == ((word,) if unknown else ())


def test_where_nothing_is_wrong_the_answer_says_so() -> None:
    clean = notices.check("13", [item.key for item in notices.ITEMS], {})
    assert clean.faults == ()
    assert clean.explain("fr") == "Aucun défaut, aucune question ouverte."
    early = notices.check_exemption("13", "deja_informee", written_reason=False, as_of=date(2018, 5, 24))
    assert early.explain("en") == "No text in force on that day."


@pytest.mark.parametrize("item", [item for item in notices.ITEMS if item.situation is not None], ids=lambda i: i.key)
def test_an_item_is_due_where_its_situation_is_and_open_where_it_is_not_known(item: notices.Item) -> None:
    assert item.situation is not None
    for said, fault in ((None, Answer.UNKNOWN), ("oui", Answer.YES), ("non", Answer.NO)):
        steps = {step.rule: step for step in notices.check("14", [], {item.situation: said}).steps}
        assert steps[item.rule].answer is fault
        assert steps[item.rule].missing == ((item.situation,) if said is None else ())
    assert notices.check("14", [], {}) == notices.check("14", [], {item.situation: None})
    assert {step.rule: step for step in notices.check("14", [item.key], {}).steps}[item.rule].answer is Answer.NO
