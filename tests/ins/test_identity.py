"""The whole identity: coherence, status, transmission, and what every report keeps to itself."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from esante_rules import Severity
from esante_rules.ins import (
    DOCUMENTS,
    RULES,
    TRANSITIONS,
    Attribute,
    BirthDate,
    Device,
    Event,
    Identifier,
    Identity,
    Insi,
    Level,
    Matricule,
    PartialDate,
    Sending,
    Status,
    Traits,
    check_identity,
    check_transmission,
    identifier_to_send,
    key,
    transition,
)
from esante_rules.ins._coherence import COHERENCE_RULES, place_explained
from esante_rules.ins._oid import INS_NIA, INS_NIR, INS_NIR_TEST
from esante_rules.testing.ins import identities, matricules, traits
from tests.ins import build
from tests.ins.vectors import numbered, vectors
from tests.support import outputs

NOW = date(2026, 3, 1)
CONTEXTS = st.sampled_from(["flux", "saisie", "stockage", "insi", "datamatrix"])
GOOD = "185030100199915"
ASKED = Insi("INSI", date(2025, 6, 2), "INSI")
IPP = Identifier("0001", "1.2.3.4", kind="IPP")
REGIONAL = Identifier("0002", "1.2.3.5", kind="REGIONAL")
texts = st.none() | st.text(st.characters(), max_size=20)
wild = st.builds(
    Identity,
    traits=st.builds(
        Traits,
        birth_name=texts,
        first_given_name=texts,
        given_names=texts,
        birth_date=texts | st.sampled_from(["1985-03-14", "1960"]),
        sex=texts | st.sampled_from("MFI"),
        birth_place=texts | st.sampled_from(["01001", "99999", "2A001"]),
    ),
    identifiers=st.lists(
        st.builds(
            Identifier,
            st.text(max_size=16) | matricules(),
            texts | st.sampled_from([INS_NIR, INS_NIA, INS_NIR_TEST, "1.2.250.1.213.1.4.13"]),
            st.booleans(),
            st.sampled_from(["INS", "IPP", "NSS", "REGIONAL", "OTHER"]),
        ),
        max_size=3,
    ),
    status=texts | st.sampled_from(list(Status)),
    other_statuses=st.lists(st.text(max_size=5), max_size=1),
    attributes=st.lists(st.text(max_size=5) | st.sampled_from(list(Attribute)), max_size=3),
    device=st.none() | st.builds(Device, st.text(max_size=5) | st.sampled_from(["CN", "PC", "CE"])),
    insi=st.none() | st.builds(Insi, st.text(max_size=5)),
)


def person(**changes: Any) -> Traits:
    return build.traits({**build.PERSON, **changes})


def with_ins(status: str | None = None, value: str = GOOD, oid: str | None = INS_NIR, **members: Any) -> Identity:
    return Identity(traits=person(), identifiers=[Identifier(value, oid)], status=status, **members)


@pytest.mark.parametrize(("given_", "expected"), vectors("oid", "IV", "IX"))
def test_vectors_of_the_sets_of_identifiers(given_: dict[str, Any], expected: list[str]) -> None:
    identifiers = [Identifier(i["value"], i["root"], active=i["use"] != "old") for i in given_["ids"]]
    report = check_identity(Identity(traits=person(), identifiers=identifiers))
    assert [n for n in numbered(report.findings) if n.startswith("INS-OID-008")] == expected


@pytest.mark.parametrize(("given_", "expected"), vectors("coherence"))
def test_vectors_of_the_coherence(given_: dict[str, Any], expected: list[str]) -> None:
    subject = Identity(
        traits=person(birth_date=given_["birth"], sex=given_["sexe"], birth_place=given_["cog"]),
        identifiers=[Identifier(given_["matricule"], given_["oid"])],
    )
    report = check_identity(subject, environment="test")
    assert numbered(f for f in report.findings if f.rule in COHERENCE_RULES) == sorted(expected)


@pytest.mark.parametrize(("given_", "expected"), vectors("status", "SV", "SX"))
def test_vectors_of_the_status(given_: dict[str, Any], expected: list[str]) -> None:
    subject = Identity(
        traits=person(),
        identifiers=[Identifier(GOOD, INS_NIR)] if given_["ins"] else [],
        status=given_["status"],
        attributes=given_["attributes"],
        device=Device(given_["document"]) if given_["document"] else None,
        insi=ASKED if given_["status"] in ("RECUP", "QUAL") else None,
    )
    report = check_identity(subject, context="stockage")
    assert numbered(f for f in report.findings if f.id.startswith("ins.status.")) == sorted(expected)


@pytest.mark.parametrize(("given_", "expected"), vectors("status", "RV", "RX"))
def test_vectors_of_the_transitions(given_: dict[str, Any], expected: list[str]) -> None:
    done = transition(given_["from"], given_["event"], attributes=given_["attributes"])
    assert done.status == given_["to"]
    assert numbered(done.report.findings) == sorted(expected)


@pytest.mark.parametrize(("given_", "expected"), vectors("transmission"))
def test_vectors_of_the_transmission(given_: dict[str, Any], expected: list[str]) -> None:
    identifiers = [Identifier(given_["matricule"], given_["oid"])] if given_["matricule"] else []
    subject = Identity(traits=person(), identifiers=identifiers, status=given_["status"])
    report = check_identity(subject)
    families = ("ins.transmission.", "ins.oid.")
    assert numbered(f for f in report.findings if f.id.startswith(families)) == expected


@given(wild, CONTEXTS, st.sampled_from(["production", "test", "demo"]), st.none() | st.dates())
def test_any_data_gives_a_report(subject: Identity, context: str, environment: str, now: date | None) -> None:
    report = check_identity(subject, context=context, environment=environment, now=now, cog={"01001"})
    assert report == check_identity(subject, context=context, environment=environment, now=now, cog={"01001"})
    assert {f.rule for f in report.findings} <= set(report.evaluated)
    looked = [*report.evaluated, *(rule for rule, _ in report.skipped)]
    assert len(looked) == len(set(looked))
    assert pickle.loads(pickle.dumps(report)) == report
    assert pickle.loads(pickle.dumps(subject)) == subject


@given(wild, CONTEXTS)
def test_the_findings_are_in_the_order_of_the_rules(subject: Identity, context: str) -> None:
    report = check_identity(subject, context=context)
    places = [RULES.index(finding.rule) for finding in report.findings]
    assert places == sorted(places)
    assert [RULES.index(rule) for rule in report.evaluated] == sorted(RULES.index(rule) for rule in report.evaluated)


@given(wild, CONTEXTS)
def test_the_order_of_the_identifiers_changes_places_only(subject: Identity, context: str) -> None:
    turned = evolve(subject, identifiers=subject.identifiers[::-1], attributes=subject.attributes[::-1])
    there, back = check_identity(subject, context=context), check_identity(turned, context=context)
    assert [f.rule for f in there.findings] == [f.rule for f in back.findings]
    assert there.evaluated == back.evaluated


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=3, max_size=12), CONTEXTS)
def test_no_output_shows_the_identity(text: str, context: str) -> None:
    mark = f"canari{text}canari"
    subject = Identity(
        traits=Traits(
            birth_name=mark,
            first_given_name=mark,
            given_names=mark,
            birth_date=mark,
            sex=mark,
            birth_place=mark,
            used_name=mark,
            used_given_name=mark,
        ),
        identifiers=[Identifier(mark, mark, kind=kind, namespace=mark) for kind in ("INS", "IPP", "NSS", "OTHER")],
        status=mark,
        other_statuses=[mark[1:]],
        attributes=[mark],
        device=Device(mark),
        insi=Insi(mark),
    )
    shown = outputs(check_identity(subject, context=context, now=NOW, cog={"01001"})).lower()
    assert "anari" not in shown
    everything = [subject, subject.traits, *subject.identifiers, subject.device, subject.insi]
    assert "anari" not in "".join(f"{value!r}{value}" for value in everything)


@given(identities())
def test_no_output_shows_a_plausible_identity(subject: Identity) -> None:
    wrong = evolve(subject, identifiers=[*subject.identifiers, Identifier("185030100199916", INS_NIR)])
    shown = outputs(check_identity(wrong, now=NOW))
    for identifier in wrong.of_kind("INS"):
        assert identifier.value not in shown
    assert str(subject.traits.birth_date.text if subject.traits.birth_date else "?") not in shown
    assert repr(to_send := identifier_to_send(subject)) == f"<ToSend {to_send.kind}>"


@given(identities())
def test_what_the_strategy_builds_has_no_fault(subject: Identity) -> None:
    report = check_identity(subject, context="stockage", now=NOW, cog=lambda code, day: True)
    assert [f.id for f in report.findings] == []
    assert report.skipped == ()


@pytest.mark.parametrize("status", list(Status))
@given(data=st.data())
def test_the_strategy_builds_every_status(status: Status, data: st.DataObject) -> None:
    subject = data.draw(identities(status=status))
    assert subject.status == status
    assert (subject.ins is not None) is status.retrieved
    assert (subject.device is not None) is status.proven


@given(traits(retrieved=True), matricules())
def test_coherence_never_refuses(someone: Traits, number: str) -> None:
    subject = Identity(traits=someone, identifiers=[Identifier(number, INS_NIR)])
    report = check_identity(subject)
    assert report.ok
    assert {f.severity for f in report.findings} <= {Severity.WARNING, Severity.INFO}


def test_coherence_waits_for_a_matricule_that_can_be_read() -> None:
    wrong_key = check_identity(with_ins(value="185030100199916"))
    assert set(COHERENCE_RULES) <= set(wrong_key.evaluated)
    unreadable = check_identity(with_ins(value="785030100199916"))
    assert {rule for rule, reason in unreadable.skipped if reason.value == "not-reached"} >= set(COHERENCE_RULES)
    assert not unreadable.complete
    nobody = check_identity(Identity(traits=person()))
    assert nobody.complete
    assert not set(COHERENCE_RULES) & set(nobody.evaluated)


def test_a_number_typed_without_its_key_is_compared_with_the_traits() -> None:
    report = check_identity(
        Identity(traits=person(sex="F"), identifiers=[Identifier(GOOD[:13], INS_NIR)]), context="saisie"
    )
    assert [f.id for f in report.findings] == ["ins.matricule.key-missing-typed", "ins.coherence.sex-mismatch"]


def test_a_former_ins_is_checked_but_not_compared_with_the_traits() -> None:
    former = Identifier("285030100199962", INS_NIR, active=False)
    report = check_identity(Identity(traits=person(), identifiers=[Identifier(GOOD, INS_NIR), former]))
    assert report.findings == ()
    broken = Identifier("285030100199963", INS_NIR, active=False)
    report = check_identity(Identity(traits=person(), identifiers=[Identifier(GOOD, INS_NIR), broken]))
    assert [(f.id, f.at) for f in report.findings] == [("ins.matricule.key-mismatch", "identifiers[2].key")]


def test_a_date_whose_month_is_not_known_is_not_compared_by_month() -> None:
    born = BirthDate("1985-12-31", interpreted=True, original=PartialDate(1985))
    report = check_identity(Identity(traits=person(birth_date=None), identifiers=[Identifier(GOOD, INS_NIR)]))
    assert "ins.coherence.month-mismatch" not in {f.id for f in report.findings}
    subject = Identity(traits=evolve(person(), birth_date=born), identifiers=[Identifier(GOOD, INS_NIR)])
    found = [f.id for f in check_identity(subject).findings]
    assert found == ["ins.traits.birth-date-interpreted", "ins.coherence.month-not-comparable"]


@pytest.mark.parametrize(
    ("place", "cog", "born", "explained"),
    [
        ("69123", "69381", None, True),
        ("69381", "69123", None, True),
        ("69381", "69382", None, False),
        ("13055", "13201", None, True),
        ("75056", "75115", None, True),
        ("97601", "98501", None, True),
        ("97127", "97801", None, True),
        ("97701", "97801", None, False),
        ("20001", "2B001", date(1975, 12, 31), True),
        ("20001", "2B001", date(1976, 1, 1), False),
        ("94001", "99352", date(1962, 12, 31), True),
        ("94001", "99352", date(1963, 1, 1), False),
        ("95001", "99350", date(1964, 12, 31), True),
        ("95001", "99350", date(1965, 1, 1), False),
        ("96001", "99351", date(1964, 12, 31), True),
        ("96001", "99352", date(1950, 1, 1), False),
        ("78012", "92012", date(1967, 12, 31), True),
        ("78012", "92012", date(1968, 1, 1), False),
        ("78012", "78013", date(1960, 1, 1), False),
        ("75012", "92012", None, False),
        ("01001", "99999", None, True),
        ("01001", "01002", date(1950, 1, 1), False),
    ],
)
def test_places_written_otherwise(place: str, cog: str, born: date | None, explained: bool) -> None:
    assert place_explained(place, cog, born) is explained


@pytest.mark.parametrize(
    ("born", "parent"), [("1999-03-14", False), ("2000-03-14", True), ("2045-03-14", True), ("2046-03-14", False)]
)
def test_the_number_of_a_parent(born: str, parent: bool) -> None:
    subject = Identity(traits=person(birth_date=born), identifiers=[Identifier(GOOD, INS_NIR)])
    assert ("ins.coherence.insured-parent-number" in {f.id for f in check_identity(subject).findings}) is parent


@pytest.mark.parametrize(
    ("number", "changes", "expected"),
    [
        ("185030100199915", {"birth_place": None}, []),
        ("185030100199915", {"birth_date": None}, []),
        ("185030100199915", {"sex": None}, []),
        ("185030100199915", {"sex": "X"}, []),
        ("285030100199962", {}, ["sex-mismatch"]),
        ("192126322099713", {"birth_date": "1992-11-14", "birth_place": "63220"}, ["month-mismatch"]),
        ("148319950799967", {"birth_date": "1948-02-14", "birth_place": "99507"}, ["month-mismatch-incomplete-record"]),
        ("185430100199973", {}, ["month-not-comparable"]),
        ("176012000199939", {"birth_date": "1976-01-01", "birth_place": "2A001"}, ["place", "corsica-20-after-1976"]),
        ("175122000199939", {"birth_date": "1975-12-31", "birth_place": "2A001"}, ["place-recoded"]),
        ("175122B00199939", {"birth_date": "1975-12-31", "birth_place": "2B001"}, ["corsica-2a-before-1976"]),
        ("176012B00199939", {"birth_date": "1976-01-01", "birth_place": "2B001"}, []),
        ("204030100199939", {"birth_date": "2019-03-14", "sex": "F"}, ["year", "insured-parent-number"]),
        ("204030100199939", {"birth_date": "2018-03-14", "sex": "F"}, ["year"]),
    ],
)
def test_each_part_of_the_number_against_its_trait(number: str, changes: dict[str, Any], expected: list[str]) -> None:
    value = f"{number[:13]}{key(number):02d}"
    report = check_identity(Identity(traits=person(**changes), identifiers=[Identifier(value, INS_NIR)]))
    found = [f.id.rpartition(".")[2] for f in report.findings if f.rule in COHERENCE_RULES]
    assert len(found) == len(expected)
    assert all(name.startswith(start) for name, start in zip(found, expected, strict=True))


def test_two_numbers_do_not_add_their_differences() -> None:
    subject = Identity(
        traits=person(),
        identifiers=[Identifier("285030100199962", INS_NIR), Identifier("185020100199902", INS_NIR)],
    )
    found = [(f.id, f.at) for f in check_identity(subject).findings if f.rule in COHERENCE_RULES]
    assert found == [
        ("ins.coherence.sex-mismatch", "identifiers[1].first-digit"),
        ("ins.coherence.month-mismatch", "identifiers[2].month"),
    ]


def test_an_identity_retrieved_travels_without_its_ins() -> None:
    sent = Identity(traits=person(), status="RECUP", insi=ASKED)
    assert check_identity(sent).findings == ()
    assert [f.id for f in check_identity(sent, context="stockage").findings] == ["ins.status.ins-missing"]


def test_a_message_without_a_status_is_not_judged_on_transmission() -> None:
    assert not [r for r in check_identity(with_ins()).evaluated if r.id.startswith("ins.transmission.")]
    given_facts = check_identity(with_ins(), context="stockage", sending=Sending(to_dmp=True))
    assert "ins.transmission.dmp-without-qualified" in {f.id for f in given_facts.findings}


def test_a_caller_may_replace_the_levels_of_the_documents() -> None:
    subject = Identity(traits=person(), status="VALI", device=Device("CE"))
    for level, expected in ((Level.HIGH, []), (Level.LOW, ["ins.status.device-not-trusted"])):
        report = check_identity(subject, context="stockage", devices={"CE": level})
        assert [f.id for f in report.findings] == expected


def test_the_documents_have_one_code_each_and_words() -> None:
    codes = [document.code for document in DOCUMENTS]
    assert len(set(codes)) == len(codes)
    assert {d.code for d in DOCUMENTS if d.level is not Level.HIGH} == {"AN", "LE", "PC", "CM", "CE", "CC"}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("status", list(Status))
def test_the_table_of_transitions_is_the_algebra_of_the_two_axes(status: Status, event: Event) -> None:
    i, c = status.retrieved, status.proven
    after = {
        Event.INSI_00: (True, c),
        Event.CONTROLE_HC_OK: (i, True),
        Event.INSI_VERIF_OK: (True, c) if i else None,
        Event.INSI_VERIF_KO: (False, c) if i else None,
        Event.CONTROLE_HC_INVALIDE: (i, False) if c else None,
        Event.TRAIT_MODIFIE: (False, False),
        Event.APCV: (True, True),
        Event.ATTR_DOUTEUX: (False, False),
        Event.ATTR_FICTIF: (False, False),
    }[event]
    done = transition(status, event)
    if after is None:
        assert status not in TRANSITIONS[event]
        assert (done.status, done.ins_invalidated, done.report.ok) == (status, False, False)
    else:
        assert done.status is Status.of(retrieved=after[0], proven=after[1])
        assert done.ins_invalidated is (i and not after[0])
        assert done.report.ok


@pytest.mark.parametrize("doubt", ["DOUT", "FICT"])
@pytest.mark.parametrize("event", list(Event))
def test_nothing_rises_while_a_doubt_is_set(event: Event, doubt: str) -> None:
    done = transition("PROV", event, attributes=["HOMO", doubt])
    assert done.status is Status.PROV
    assert done.report.ok is (event in (Event.TRAIT_MODIFIE, Event.ATTR_DOUTEUX, Event.ATTR_FICTIF))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("canari", "APCV", ()), "status must be one of: PROV, RECUP, VALI, QUAL"),
        (("PROV", "canari", ()), "event must be one of: INSI_00"),
        (("PROV", "APCV", ("canari",)), "an attribute must be one of: HOMO, DOUT, FICT"),
    ],
)
def test_a_word_that_is_not_one_is_refused(arguments: tuple[str, str, tuple[str, ...]], words: str) -> None:
    with pytest.raises(ValueError, match="must be one of") as caught:
        transition(arguments[0], arguments[1], attributes=arguments[2])
    assert str(caught.value).startswith(words)
    assert "canari" not in str(caught.value)


QUALIFIED: dict[str, Any] = {"device": Device("CN"), "insi": ASKED}


@pytest.mark.parametrize(
    ("subject", "regional", "environment", "kind"),
    [
        (with_ins("QUAL", **QUALIFIED), False, "production", "INS"),
        (with_ins("QUAL", **QUALIFIED), True, "production", "INS"),
        (with_ins("QUAL", oid=INS_NIR_TEST), False, "production", "TRAITS"),
        (with_ins("QUAL", oid=INS_NIR_TEST), False, "test", "INS"),
        (with_ins("QUAL", oid=None), False, "production", "TRAITS"),
        (with_ins("QUAL", value=""), False, "production", "TRAITS"),
        (with_ins("QUAL", attributes=["DOUT"]), False, "production", "TRAITS"),
        (with_ins("QUAL", attributes=["FICT"]), False, "production", "TRAITS"),
        (with_ins("QUAL", attributes=["HOMO"]), False, "production", "INS"),
        (with_ins("QUAL", other_statuses=["PROV"]), False, "production", "TRAITS"),
        (with_ins("QUAL", other_statuses=["QUAL"]), False, "production", "INS"),
        (with_ins("RECUP"), False, "production", "TRAITS"),
        (with_ins(None), False, "production", "TRAITS"),
        (Identity(status="VALI", identifiers=[IPP, REGIONAL]), False, "production", "IPP"),
        (Identity(status="VALI", identifiers=[IPP, REGIONAL]), True, "production", "REGIONAL"),
        (Identity(status="VALI", identifiers=[REGIONAL]), False, "production", "TRAITS"),
        (
            Identity(status="QUAL", identifiers=[Identifier(GOOD, INS_NIR), Identifier(GOOD, INS_NIA)]),
            False,
            "production",
            "TRAITS",
        ),
        (
            Identity(status="QUAL", identifiers=[Identifier(GOOD, INS_NIR), Identifier(GOOD, INS_NIA, active=False)]),
            False,
            "production",
            "INS",
        ),
    ],
)
def test_the_identifier_that_may_be_sent(subject: Identity, regional: bool, environment: str, kind: str) -> None:
    answer = identifier_to_send(subject, regional=regional, environment=environment)
    assert answer.kind == kind
    assert (answer.identifier is None) is (kind == "TRAITS")
    assert answer.identifier is None or answer.identifier.kind == kind
    for lang, word in (("fr", "INS"), ("en", "INS")):
        assert word in answer.explain("fr" if lang == "fr" else "en")
    assert GOOD not in f"{answer!r} {answer.explain()}"


@pytest.mark.parametrize(
    ("identifiers", "regional", "expected"),
    [
        ([IPP], False, []),
        ([IPP], True, []),
        ([REGIONAL], True, []),
        ([REGIONAL], False, ["more-than-traits", "regional-identifier-outside"]),
        ([Identifier("x", kind="OTHER")], True, ["more-than-traits"]),
    ],
)
def test_what_goes_with_an_identity_not_qualified(
    identifiers: list[Identifier], regional: bool, expected: list[str]
) -> None:
    subject = Identity(status="VALI", identifiers=identifiers)
    report = check_transmission(subject, sending=Sending(regional=regional))
    assert [finding.id.rpartition(".")[2] for finding in report.findings] == expected


@pytest.mark.parametrize(
    ("identifier", "old_guide", "expected"),
    [
        (Identifier(GOOD, "1.2.250.1.213.1.4.13", kind="NSS"), False, []),
        (Identifier(GOOD, INS_NIR, kind="NSS"), False, ["ins.oid.ins-as-billing-number"]),
        (Identifier(GOOD, INS_NIR, kind="NSS"), True, ["ins.oid.ins-as-billing-number-old-guide"]),
        (Identifier("0001", INS_NIR, kind="IPP"), True, ["ins.oid.outside-the-patient"]),
        (Identifier("0001", INS_NIR, kind="OTHER"), False, ["ins.oid.outside-the-patient"]),
        (Identifier("0001", "HOPITAL", kind="IPP"), False, []),
        (Identifier("0001", None, kind="IPP"), False, []),
    ],
)
def test_a_number_that_is_not_an_ins_must_not_bear_its_oid(
    identifier: Identifier, old_guide: bool, expected: list[str]
) -> None:
    report = check_identity(Identity(traits=person(), identifiers=[IPP, identifier]), old_guide=old_guide)
    assert [(f.id, f.at) for f in report.findings] == [(name, "identifiers[2].oid") for name in expected]


@pytest.mark.parametrize(
    ("identifiers", "missing"),
    [
        ([Identifier(GOOD, INS_NIR)], False),
        ([Identifier(GOOD, None)], True),
        ([Identifier("", INS_NIR)], True),
        ([Identifier(GOOD, INS_NIR, active=False)], True),
        ([IPP], True),
    ],
)
def test_an_identity_qualified_has_a_whole_ins(identifiers: list[Identifier], missing: bool) -> None:
    subject = Identity(traits=person(), identifiers=identifiers, status="QUAL", device=Device("CN"), insi=ASKED)
    found = {finding.id for finding in check_identity(subject, context="stockage").findings}
    assert ("ins.status.ins-missing" in found) is missing


@pytest.mark.parametrize(
    ("insi", "unrecorded"),
    [
        (ASKED, False),
        (None, True),
        (Insi("INSI"), True),
        (Insi(asked_on=NOW), True),
        (Insi("APCV"), False),
        (Insi(origin="APCV"), False),
    ],
)
def test_how_the_ins_was_obtained_is_recorded(insi: Insi | None, unrecorded: bool) -> None:
    subject = with_ins("RECUP", insi=insi)
    found = {finding.id for finding in check_identity(subject, context="stockage").findings}
    assert ("ins.status.insi-unrecorded" in found) is unrecorded


def test_an_identity_qualified_without_a_device() -> None:
    found = {f.id for f in check_identity(with_ins("QUAL", insi=ASKED), context="stockage").findings}
    assert "ins.status.device-missing" in found


@pytest.mark.parametrize(
    ("value", "oid", "expected"),
    [
        (GOOD, None, [("ins.oid.missing", "identifiers[1].oid")]),
        ("395039951199708", INS_NIR, [("ins.matricule.registering-digit-nir", "identifiers[1].first-digit")]),
    ],
)
def test_the_number_is_judged_with_its_oid(value: str, oid: str | None, expected: list[tuple[str, str]]) -> None:
    report = check_identity(with_ins(value=value, oid=oid))
    assert [(f.id, f.at) for f in report.findings] == expected


def test_what_stops_the_coherence_of_one_number_does_not_stop_another() -> None:
    month = Identifier(f"1851301001999{key('1851301001999'):02d}", INS_NIR, active=False)
    subject = Identity(traits=person(sex="F"), identifiers=[month, Identifier(GOOD, INS_NIR)])
    found = [(f.id, f.at) for f in check_identity(subject).findings]
    assert found == [
        ("ins.matricule.month-impossible", "identifiers[1].month"),
        ("ins.coherence.sex-mismatch", "identifiers[2].first-digit"),
    ]
    alone = Identity(traits=person(sex="F"), identifiers=[Identifier(month.value, INS_NIR)])
    assert [f.id for f in check_identity(alone).findings] == ["ins.matricule.month-impossible"]


def test_the_answer_says_why_with_its_texts() -> None:
    answer = identifier_to_send(with_ins("QUAL", **QUALIFIED))
    refs = "; ".join(str(ref) for ref in answer.rule.refs)
    assert answer.explain() == f"L'identité est qualifiée : son INS est l'identifiant commun. ({refs})"
    assert "EXI 12; " in refs
    assert identifier_to_send(Identity(identifiers=[REGIONAL])).kind == "TRAITS"


@given(identities())
def test_what_is_sent_as_told_is_not_refused(subject: Identity) -> None:
    answer = identifier_to_send(subject)
    sent = evolve(subject, identifiers=[answer.identifier] if answer.identifier else [])
    assert check_transmission(sent).ok


def test_the_ins_in_use_is_the_first_that_is_not_former() -> None:
    old, new = Identifier(GOOD, INS_NIA, active=False), Identifier(GOOD, INS_NIR)
    subject = Identity(identifiers=[IPP, old, new])
    assert subject.ins is new
    assert subject.of_kind("INS", active=False) == (old,)
    assert subject.of_kind("IPP") == (IPP,)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Identity(attributes="DOUT"), "a sequence of codes is wanted, not str"),
        (lambda: Identity(attributes=[1]), "a code must be str, not int"),  # type: ignore[list-item]
        (lambda: Identity(identifiers=["x"]), "an identifier must be Identifier, not str"),  # type: ignore[list-item]
        (lambda: Identity(traits="x"), "traits must be Traits, not str"),  # type: ignore[arg-type]
        (lambda: Identity(status=1), "status must be str or None, not int"),  # type: ignore[arg-type]
        (lambda: Identity(device="CN"), "device must be Device or None, not str"),  # type: ignore[arg-type]
        (lambda: Identity(insi="x"), "insi must be Insi or None, not str"),  # type: ignore[arg-type]
        (lambda: Identifier(1), "value must be str, not int"),  # type: ignore[arg-type]
        (lambda: Identifier("1", since="x"), "since must be date, not str"),  # type: ignore[arg-type]
        (lambda: Device(1), "code must be str, not int"),  # type: ignore[arg-type]
        (lambda: Insi(asked_on="x"), "asked_on must be date, not str"),  # type: ignore[arg-type]
        (lambda: check_identity("x"), "identity must be Identity, not str"),  # type: ignore[arg-type]
        (lambda: check_identity(Identity(), strict_attributes=1), "strict_attributes must be bool, not int"),  # type: ignore[arg-type]
        (lambda: Sending(to_dmp=1), "to_dmp must be bool, not int"),  # type: ignore[arg-type]
        (lambda: Matricule(1), "value must be str, not int"),  # type: ignore[arg-type]
    ],
)
def test_another_type_is_refused_by_its_name(make: Any, words: str) -> None:
    with pytest.raises(TypeError) as caught:
        make()
    assert str(caught.value) == words


def test_a_kind_or_an_origin_that_is_not_one_is_refused() -> None:
    with pytest.raises(ValueError, match="kind must be one of: INS, IPP, NSS, REGIONAL, OTHER"):
        Identifier("1", kind="canari")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="origin must be one of: INSI, APCV, PARTNER"):
        Insi(origin="canari")  # type: ignore[arg-type]


def test_the_rules_of_the_rniv_are_not_applied_before_it() -> None:
    before = check_identity(with_ins("PROV"), as_of=date(2021, 6, 7))
    after = check_identity(with_ins("PROV"), as_of=date(2021, 6, 8))
    name = "ins.status.ins-without-retrieval"
    assert name not in {f.id for f in before.findings}
    assert name in {f.id for f in after.findings}
    assert (name, "not-in-force") in {(rule.id, reason.value) for rule, reason in before.skipped}
