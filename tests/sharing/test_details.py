"""What an answer says beside its outcome: the facts it names, the answer of each step, the day, what holds back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules._answer import Answer
from esante_rules.rgpd import sharing
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing import (
    Circle,
    Consent,
    ConsentRecord,
    Flow,
    Outcome,
    Party,
    Person,
    Practice,
    Purpose,
    Verdict,
)
from esante_rules.testing import sharing as strategies
from tests.sharing.support import base, flow

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
DAYS = st.dates(date(2018, 5, 25), date(2030, 12, 31))
UNKNOWNS: tuple[object, ...] = (UNKNOWN, Purpose.UNKNOWN, Person.UNKNOWN, Consent.UNKNOWN, sharing.Category.UNKNOWN)


def _fact(flow: Flow, name: str) -> object:
    place, _, fact = name.rpartition(".")
    if not place:
        return getattr(flow, fact)
    if place == "sender":
        return getattr(flow.sender, fact)
    number = re.fullmatch(r"recipients\[([0-9]+)\]", place)
    assert number is not None
    return getattr(flow.recipients[int(number[1]) - 1], fact)


def _sound(steps: Iterable[Step]) -> None:
    for step in steps:
        assert isinstance(step.answer, Answer)
        assert step.rule in sharing.RULES
        assert bool(step.missing) is (step.answer is UNKNOWN)


@given(strategies.flows(exempted=False), DAYS)
def test_a_flow_lacks_only_facts_that_are_unknown(flow: Flow, as_of: date) -> None:
    decision = sharing.decide(flow, as_of=as_of)
    _sound((*decision.trace, *decision.decided_by, *decision.flags, *decision.silences))
    assert decision.as_of == as_of
    late = {"2h", "2j", "2k"} if as_of < date(2024, 6, 1) else set[str]()
    for name in decision.unknown:
        fact = _fact(flow, name)
        assert fact in UNKNOWNS or (isinstance(fact, sharing.Category) and fact.value in late)
    assert set(decision.missing) <= set(decision.unknown)


def test_every_unknown_fact_that_was_read_is_named() -> None:
    """Once nothing forbids and nothing else lacks, each fact made unknown is asked for by its own name."""
    named = (
        *("purpose", "necessary", "within_mission", "team", "person", "sender.takes_part", "sender.category"),
        *("recipients[1].category", "recipients[1].takes_part", "recipients[1].identified"),
    )
    for name in named:
        known = Flow.from_dict(base(operation="echange" if name.endswith("identified") else "partage"))
        place, _, fact = name.rpartition(".")
        value = sharing.Category.UNKNOWN if fact == "category" else None
        change: dict[str, Any] = {fact: value if fact not in ("purpose", "person") else "inconnu"}
        if place == "sender":
            change = {"sender": attrs.evolve(known.sender, **change)}
        elif place:
            change = {"recipients": [attrs.evolve(known.recipients[0], **change)]}
        decision = sharing.decide(attrs.evolve(known, **change))
        assert decision.outcome is Outcome.UNDECIDED
        assert decision.missing == (name,)


def test_facts_that_hold_nothing_back_are_in_the_trace() -> None:
    decision = sharing.decide(flow(opposition=None, consent="inconnu", secret=None))
    assert decision.unknown == ("secret", "opposition", "consent")
    late = sharing.decide(flow(informed=False, support=False, unable=None, emergency=None, impossible=None))
    assert late.unknown == ("unable", "emergency", "impossible")
    outside = base(operation="partage", team=False, informed=False, unable=False, emergency=None, impossible=False)
    assert sharing.decide(Flow.from_dict(outside)).unknown == ("emergency",)
    refused = sharing.decide(Flow.from_dict(base(operation="partage", team=False, consent="inconnu")))
    assert [s.answer for s in refused.trace if "consent-" in s.rule.id] == [UNKNOWN, UNKNOWN]


def test_a_delegated_person_under_nobody_known_is_asked_for() -> None:
    delegated = {"category": "DEL", "takes_part": "oui", "identified": "oui"}
    assert sharing.decide(flow(recipients=[delegated])).missing == ("recipients[1].under",)
    assert sharing.decide(flow(sender=delegated)).missing == ("sender.under",)


def test_an_exemption_designates_one_recipient() -> None:
    exemption = {"text": "loi", "authority": "autorité"}
    party = base()["sender"]
    one = sharing.decide(flow(exemption=exemption, opposition=True, person="decede"))
    assert one.outcome is Outcome.ALLOWED
    assert [s.rule.id.rpartition(".")[2] for s in one.trace] == ["information-not-secret", "legal-exemption"]
    two = sharing.decide(flow(exemption=exemption, recipients=[party, party], emergency=True))
    assert (two.outcome, two.missing) == (Outcome.UNDECIDED, ("recipients",))
    assert [s.rule.id for s in two.flags] == ["sharing.alert.human-arbitration"]


def test_before_the_texts_the_day_is_what_lacks() -> None:
    decision = sharing.decide(flow(), as_of=date(2018, 5, 24))
    assert (decision.outcome, decision.missing) == (Outcome.UNDECIDED, ("as_of",))
    assert sharing.decide(flow(), as_of=date(2018, 5, 25)).outcome is Outcome.ALLOWED


@pytest.mark.parametrize(("day", "open_"), [(date(2018, 5, 24), True), (date(2018, 5, 25), False)])
def test_no_question_is_answered_before_the_texts(day: date, open_: bool) -> None:
    answers = (
        sharing.same_team(Circle(direct_part=False), as_of=day),
        sharing.is_secret(identifying=False, private_life=False, professional=False, as_of=day),
        sharing.after_death(applicant="autre", as_of=day),
        sharing.access("accueil", "MED", as_of=day),
    )
    assert [answer.missing for answer in answers] == [("as_of",) if open_ else ()] * 4
    assert [answer.as_of for answer in answers] == [day] * 4
    for ruling in answers[:3]:
        assert isinstance(ruling, sharing.Ruling)
        assert ruling.answer is (UNKNOWN if open_ else NO)
        assert all(step in ruling.trace for step in ruling.decided_by)
    assert (sharing.listed("HL", as_of=day) is UNKNOWN) is open_


def test_lines_whose_day_is_not_recorded_are_asked_about_and_not_guessed() -> None:
    for code in ("2h", "2j", "2k"):
        asked = flow(recipients=[{"category": code, "takes_part": "oui", "identified": "oui"}])
        assert sharing.decide(asked, as_of=date(2024, 5, 31)).missing == ("recipients[1].category",)
    later = Circle(direct_part=True, structure="dac", chosen_by_patient=False, formal_organisation=False)
    earlier = sharing.same_team(later, as_of=date(2024, 5, 31))
    assert earlier.missing == ("structure",)
    assert [rule.id for rule in earlier.rules] == ["sharing.team.common-structure"]
    assert sharing.same_team(later, as_of=date(2024, 6, 1)).answer is YES


def test_the_trace_says_every_step_in_order() -> None:
    decision = sharing.decide(Flow.from_dict(base(operation="partage", team=False, informed=False)))
    assert [step.rule.id.removeprefix("sharing.") for step in decision.trace] == [
        "condition.information-not-secret",
        "condition.deceased",
        "condition.participant-not-listed",
        "condition.category-not-in-force",
        "condition.delegated-by-unlisted",
        "condition.participant-outside-care",
        "condition.purpose-outside-law",
        "condition.more-than-necessary",
        "condition.outside-mission",
        "team.same-team",
        "condition.opposition",
        "condition.consent-refused",
        "condition.consent-expired",
        "flow.outside-team",
        "deferral.information",
        "deferral.consent",
    ]
    assert [step.answer for step in decision.trace] == [*[NO] * 13, YES, NO, NO]


def test_who_is_named_by_a_condition() -> None:
    other = {"category": "HL", "takes_part": "non", "identified": "oui"}
    decision = sharing.decide(flow(sender=other, recipients=[base()["sender"], other]))
    for step in decision.decided_by:
        who = step.params["who"]
        assert isinstance(who, tuple)
        assert [words.en for words in who if not isinstance(words, (str, int, date))] == ["the sender", "recipient 2"]
    allowed = sharing.decide(flow())
    assert {str(s.params["who"]) for s in allowed.trace if "who" in s.params} == {"(Text(fr='aucun', en='none'),)"}


_HOLDING = {
    ("echange", "1"): {"right-to-object": True, "inform-gdpr": False},
    ("echange", "2a"): {"right-to-object": True, "inform-exchange": True, "support-exchange": False},
    ("partage", "1"): {"right-to-object": True, "inform-gdpr": False},
    ("partage", "2a"): {"right-to-object": True, "inform-sharing": True},
}


@pytest.mark.parametrize(("operation", "category"), _HOLDING)
def test_what_holds_a_flow_back(operation: str, category: str) -> None:
    recipients = [{"category": category, "takes_part": "oui", "identified": "oui"}]
    asked = flow(operation=operation, recipients=recipients, informed=False, support=False)
    held = {duty.id.rpartition(".")[2]: duty.blocking for duty in sharing.decide(asked).before}
    assert held == _HOLDING[operation, category]
    strict = {duty.id.rpartition(".")[2]: duty.blocking for duty in sharing.decide(asked, support_blocks=True).before}
    assert strict == {name: value or name == "support-exchange" for name, value in held.items()}


def test_what_concerns_a_person_holds_back_as_what_it_accompanies() -> None:
    recipients = [{"category": "2a", "takes_part": "oui", "identified": "oui"}]
    minor = flow(recipients=recipients, support=False, person="mineur")
    decision = sharing.decide(minor)
    assert [(duty.id.rpartition(".")[2], duty.blocking) for duty in decision.before] == [
        ("support-exchange", False),
        ("parental-authority", False),
    ]
    assert decision.may_release()
    assert not sharing.decide(minor, support_blocks=True).may_release()
    secret = sharing.decide(flow(person="mineur_secret"))
    assert [(duty.id, duty.blocking) for duty in secret.before] == [("sharing.obligation.minor-secret", True)]
    assert not secret.may_release()
    assert secret.may_release(["sharing.obligation.minor-secret"])


def test_what_concerns_a_person_goes_with_the_first_thing_to_do() -> None:
    urgent = base(operation="partage", team=False, consent="absent", informed=False, emergency=True, person="mineur")
    split = sharing.decide(Flow.from_dict(urgent))
    assert [duty.id.rpartition(".")[2] for duty in split.before][-1] == "parental-authority"
    later = sharing.decide(Flow.from_dict(urgent | {"informed": "oui", "support": "oui"}))
    assert [duty.id.rpartition(".")[2] for duty in later.after] == [
        "collect-consent",
        "parental-authority",
        "mention-in-record",
    ]
    assert all(duty.blocking for duty in (*split.before, *split.after, *later.after))
    assert [duty.when.value for duty in (*split.before[:1], *later.after[:1])] == ["avant", "apres"]


@given(strategies.circles(), DAYS)
def test_a_team_lacks_only_facts_that_are_unknown_and_its_questions_settle_it(circle: Circle, as_of: date) -> None:
    ruling = sharing.same_team(circle, as_of=as_of)
    _sound((*ruling.trace, *ruling.decided_by, *ruling.notes))
    assert ruling.as_of == as_of
    assert len(ruling.trace) == 4
    late = as_of < date(2024, 6, 1)
    for name in ruling.missing:
        fact = getattr(circle, name)
        assert fact is UNKNOWN or (name == "structure" and (fact.value == "inconnu" or late))
    answered: dict[str, Any] = {name: "ght" if name == "structure" else True for name in ruling.missing}
    if ruling.answer is UNKNOWN:
        assert sharing.same_team(attrs.evolve(circle, **answered), as_of=as_of).answer is YES


def test_the_secret_asks_for_its_criteria_by_name_and_says_which_lacks() -> None:
    for facts in product(Answer, repeat=3):
        named = dict(zip(("identifying", "private_life", "professional"), facts, strict=True))
        ruling = sharing.is_secret(**named, as_of=date(2020, 1, 1))
        _sound((*ruling.decided_by, *ruling.trace))
        assert ruling.trace == ruling.decided_by
        assert ruling.answer is (NO if NO in facts else UNKNOWN if UNKNOWN in facts else YES)
        assert ruling.as_of == date(2020, 1, 1)
        lacks = tuple(name for name, fact in named.items() if fact is UNKNOWN)
        assert ruling.missing == (lacks if NO not in facts else ())
        if NO in facts:
            criteria = ruling.decided_by[0].params["criteria"]
            assert isinstance(criteria, tuple)
            assert len(criteria) == list(facts).count(NO)


def test_after_death_over_all_its_facts() -> None:
    entitled = {"ayant_droit": YES, "concubin": YES, "partenaire_pacs": YES, "autre": NO, "inconnu": UNKNOWN}
    grounds = dict.fromkeys(("causes_de_la_mort", "memoire_du_defunt", "faire_valoir_des_droits"), YES)
    grounds |= {"autre": NO, "inconnu": UNKNOWN}
    for applicant, ground, wish, minor, act in product(entitled, grounds, Answer, Answer, Answer):
        ruling = sharing.after_death(
            applicant=applicant, ground=ground, contrary_wish=wish, minor=minor, secret_act=act, as_of=date(2020, 1, 1)
        )
        facts = {"applicant": entitled[applicant], "ground": grounds[ground], "contrary_wish": ~wish}
        _ruled(ruling, facts)
    for ground, wish, minor, act in product(grounds, Answer, Answer, Answer):
        ruling = sharing.after_death(
            applicant="titulaire_autorite_parentale",
            ground=ground,
            contrary_wish=wish,
            minor=minor,
            secret_act=act,
            as_of=date(2020, 1, 1),
        )
        _ruled(ruling, {"minor": minor, "secret_act": ~act})


def _ruled(ruling: sharing.Ruling, facts: dict[str, Answer]) -> None:
    """Yes when every fact allows, no as soon as one does not, else the unknown ones are asked for."""
    values = list(facts.values())
    assert ruling.answer is (NO if NO in values else UNKNOWN if UNKNOWN in values else YES)
    assert ruling.missing == (() if NO in values else tuple(n for n, fact in facts.items() if fact is UNKNOWN))
    assert ruling.as_of == date(2020, 1, 1)
    _sound((*ruling.trace, *ruling.decided_by))


@given(strategies.accesses(), DAYS)
def test_an_access_lacks_only_facts_that_are_unknown(asked: dict[str, Any], as_of: date) -> None:
    opened = sharing.access(**asked, as_of=as_of)
    _sound((*opened.decided_by, *opened.flags))
    assert opened.as_of == as_of
    assert all(asked[name] is UNKNOWN for name in opened.missing)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"takes_part": None}, ("takes_part",)),
        ({"takes_part": None, "break_glass": None, "reason": True}, ("takes_part",)),
        ({"takes_part": False, "break_glass": None, "reason": True}, ("break_glass",)),
        ({"takes_part": False, "break_glass": True, "reason": None}, ("reason",)),
        ({"takes_part": False, "break_glass": None, "reason": None}, ("break_glass", "reason")),
        ({"takes_part": True, "external": None}, ("external",)),
    ],
)
def test_an_undecided_access_names_its_facts(facts: dict[str, Any], missing: tuple[str, ...]) -> None:
    opened = sharing.access("medecin", "MED", **facts)
    assert (opened.verdict, opened.missing) == (Verdict.UNDECIDED, missing)
    assert opened.explain("fr").count(" ?") == len(missing)
    assert " ?" not in opened.explain("en")
    assert opened.explain("en").count("?") == len(missing)


@pytest.mark.parametrize(
    ("role", "data", "facts", "names"),
    [
        ("medecin", "MED", {"takes_part": False, "break_glass": True, "reason": True}, ["break-glass"]),
        ("medecin", "MED", {"takes_part": False, "break_glass": True}, ["outside-care"]),
        ("medecin", "PSY", {"takes_part": False, "break_glass": True}, ["outside-care", "break-glass-not-offered"]),
        ("aes", "SOIN", {"break_glass": True}, ["participation-unknown", "break-glass-not-offered"]),
        ("medecin", "MED", {"takes_part": False}, ["outside-care"]),
        ("medecin", "MED", {"takes_part": True}, ["within-role"]),
        ("accueil", "MED", {"external": None}, ["beyond-role"]),
    ],
)
def test_the_rules_of_an_access_and_the_answer_of_each(
    role: str, data: str, facts: dict[str, Any], names: list[str]
) -> None:
    opened = sharing.access(role, data, **facts)
    assert [rule.id for rule in opened.rules] == [f"sharing.access.{name}" for name in names]
    _sound(opened.decided_by)
    opens = opened.verdict in (Verdict.OPEN, Verdict.BREAK_GLASS)
    assert (opened.level is sharing.Level.NONE) is not opens


def test_an_external_guardian_has_only_a_portal() -> None:
    assert sharing.access("mandataire_externe", "ADM").verdict is Verdict.REFUSED
    assert sharing.access("mandataire_externe", "ADM", portal=None).missing == ("portal",)
    assert sharing.access("mandataire_externe", "ADM", portal=True).level is sharing.Level.LIMITED
    assert sharing.access("mandataire_externe", "MED", portal=True).verdict is Verdict.REFUSED
    assert sharing.access("accueil", "ADM", portal=False).verdict is Verdict.OPEN


def test_a_ceiling_of_the_structure_replaces_ours_and_the_proposal_is_not_mentioned() -> None:
    ours = sharing.access("educateur", "MED", takes_part=True)
    theirs = sharing.access("educateur", "MED", takes_part=True, ceiling="R*")
    closed = sharing.access("medecin", "MED", takes_part=True, ceiling=sharing.Level.NONE)
    assert [a.verdict for a in (ours, theirs, closed)] == [Verdict.REFUSED, Verdict.OPEN, Verdict.REFUSED]
    assert [bool(a.flags) for a in (ours, theirs, closed)] == [True, False, False]


_DAY = date(2026, 1, 1)
_TYPES: tuple[tuple[Callable[[], object], str], ...] = (
    (lambda: sharing.decide("flow"), "flow must be Flow, not str"),  # type: ignore[arg-type]
    (lambda: sharing.decide(flow(), as_of="2026"), "as_of must be date, not str"),  # type: ignore[arg-type]
    (lambda: sharing.decide(flow(), as_of=datetime(2026, 1, 1)), "as_of must be date, not datetime"),  # noqa: DTZ001
    (lambda: sharing.decide(flow(), support_blocks=None), "support_blocks must be bool"),  # type: ignore[arg-type]
    (lambda: sharing.same_team("ght"), "circle must be Circle, not str"),  # type: ignore[arg-type]
    (lambda: sharing.same_team(Circle(), as_of=1), "as_of must be date, not int"),  # type: ignore[arg-type]
    (lambda: sharing.is_secret(identifying=1, private_life=None, professional=None), "answer must be"),  # type: ignore[arg-type]
    (
        lambda: sharing.is_secret(identifying=None, private_life=None, professional=None, as_of=1),  # type: ignore[arg-type]
        "as_of must be date, not int",
    ),
    (lambda: sharing.after_death(applicant=1), "applicant must be str"),  # type: ignore[arg-type]
    (lambda: sharing.after_death(applicant="autre", ground=1), "ground must be str"),  # type: ignore[arg-type]
    (lambda: sharing.after_death(applicant="autre", as_of=1), "as_of must be date, not int"),  # type: ignore[arg-type]
    (lambda: sharing.access(1, "MED"), "role must be str"),  # type: ignore[arg-type]
    (lambda: sharing.access("dpo", 1), "data must be str"),  # type: ignore[arg-type]
    (lambda: sharing.access("dpo", "MED", ceiling=1), "ceiling must be str"),  # type: ignore[arg-type]
    (lambda: sharing.access("dpo", "MED", as_of=1), "as_of must be date, not int"),  # type: ignore[arg-type]
    (lambda: sharing.listed("1", as_of=1), "as_of must be date, not int"),  # type: ignore[arg-type]
    (lambda: sharing.check_consent("x"), "record must be ConsentRecord"),  # type: ignore[arg-type]
    (lambda: sharing.check_consent(ConsentRecord(), as_of=1), "as_of must be date, not int"),  # type: ignore[arg-type]
    (lambda: ConsentRecord().status(1), "on must be date, not int"),  # type: ignore[arg-type]
    (lambda: ConsentRecord(person=1), "person must be str"),  # type: ignore[arg-type]
    (lambda: ConsentRecord(information="x"), "a list of words is needed, not str"),
    (lambda: ConsentRecord(media=[1]), "an item must be str"),  # type: ignore[list-item]
    (lambda: ConsentRecord(informed_on="2026"), "informed_on must be date"),  # type: ignore[arg-type]
    (lambda: sharing.check_practice("x"), "practice must be Practice"),  # type: ignore[arg-type]
    (lambda: sharing.check_practice(Practice(), as_of=1), "as_of must be date, not int"),  # type: ignore[arg-type]
    (lambda: Flow("partage", "1", 3), "recipients must be Iterable"),  # type: ignore[arg-type]
    (lambda: Flow("partage", "1", "1", exemption="loi"), "exemption must be Exemption or None"),  # type: ignore[arg-type]
    (lambda: bool(sharing.decide(flow())), "five outcomes"),
    (lambda: bool(sharing.same_team(Circle())), "three answers"),
    (lambda: bool(sharing.access("dpo", "MED")), "four verdicts"),
)


@pytest.mark.parametrize(("call", "message"), _TYPES, ids=[message for _, message in _TYPES])
def test_a_wrong_type_is_named(call: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError, match=re.escape(message)):
        call()


_VALUES: tuple[tuple[Callable[[], object], str], ...] = (
    (lambda: Flow("partage", "1", []), "a flow needs at least one recipient"),
    (lambda: Party("DEL", under="DEL"), "not another delegation"),
    (lambda: Party("1", under="2a"), "only for a delegated person"),
    (lambda: sharing.Exemption("", "x"), "an exemption needs its text"),
    (lambda: sharing.Exemption("x", " "), "an exemption needs its authority"),
    (lambda: Flow.from_dict({"operation": "partage"}), "is required: operation, sender, recipients"),
    (lambda: ConsentRecord(withdrawn_on=_DAY), "cannot be withdrawn before it is given"),
    (
        lambda: ConsentRecord(consented_on=_DAY, withdrawn_on=date(2025, 12, 31)),
        "cannot be withdrawn before it is given",
    ),
)


@pytest.mark.parametrize(("call", "message"), _VALUES, ids=[message for _, message in _VALUES])
def test_an_impossible_value_is_refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_a_consent_on_each_of_its_days() -> None:
    record = ConsentRecord(
        informed_on=date(2026, 1, 5),
        consented_on=date(2026, 1, 5),
        withdrawn_on=date(2026, 1, 20),
        ended_on=date(2026, 1, 10),
    )
    expected = {4: "absent", 5: "oui", 10: "oui", 11: "perime", 19: "perime", 20: "retire", 21: "retire"}
    assert {day: record.status(date(2026, 1, day)).value for day in expected} == expected
    early = ConsentRecord(consented_on=date(2026, 1, 5), informed_on=date(2026, 1, 6))
    assert early.status(date(2026, 1, 7)) is Consent.NOT_ASKED
    assert ConsentRecord(consented_on=_DAY, withdrawn_on=_DAY).status(_DAY) is Consent.WITHDRAWN


def test_a_consent_record_says_every_item_that_lacks() -> None:
    found = sharing.check_consent(ConsentRecord(), as_of=date(2020, 1, 1))
    assert found.as_of == date(2020, 1, 1)
    assert [finding.at for finding in found.findings] == [
        "person",
        "professional",
        "information",
        "professionals",
        "media",
        "measures",
        "informed_on",
        "consented_on",
        "means",
        "collected_from",
    ]


def test_the_words_of_an_access_and_of_a_decision() -> None:
    opened = sharing.access("medecin", "MED", takes_part=True)
    assert opened.explain("fr").startswith("Accès : ouvert (lecture et écriture)\n- ")
    assert opened.explain("en").startswith("Access: open (read and write)\n- ")
    shown = opened.to_dict("en")
    assert (shown["schema"], shown["verdict"], shown["level"], shown["as_of"]) == (1, "OUVERT", "RW", "2026-06-30")
    assert (shown["rules"], shown["missing"], shown["beyond_state_of_law"]) == (
        ["sharing.access.within-role"],
        [],
        False,
    )
    assert shown["steps"][0]["says"] == "The role gives this access: read and write."
    assert shown["flags"][0]["id"] == "sharing.access.proposed-ceiling"
    assert repr(opened) == "<Access OUVERT as of 2026-06-30>"
    decision = sharing.decide(flow(), as_of=date(2027, 1, 1))
    assert "postérieure" in decision.explain("fr")
    assert "later than the law" in decision.explain("en")
    assert repr(decision) == "<Decision AUTORISE as of 2027-01-01: 13 steps>"
    assert sharing.same_team(Circle(), as_of=date(2027, 1, 1)).beyond_state_of_law
    assert sharing.access("dpo", "MED", as_of=date(2027, 1, 1)).beyond_state_of_law


def test_a_standing_says_who_in_both_languages() -> None:
    for person in Person:
        found = sharing.standing(person)
        assert (found is None) is (person is Person.UNKNOWN)
        if found is not None:
            assert found.explain("fr").count("\n") == found.explain("en").count("\n") == 3
    dead = sharing.standing("decede")
    assert dead is not None
    assert "personne à ce titre" in dead.explain("fr")
