"""The register: the published entries, completeness, and files read back as they were written."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from esante_rules import Refused, Severity, Skip
from esante_rules._answer import Answer
from esante_rules.rgpd import register
from esante_rules.testing.register import entries, processor_entries, registers
from tests.obligations.support import load, numbers
from tests.support import outputs, traced

PUBLISHED = load("obligations/register_entries.json")
REGISTER = register.from_json(json.dumps({"entrees": [vector["entry"] for vector in PUBLISHED]}))
REPORT = register.check_register(REGISTER)
FORMATS = {
    "json": (register.to_json, register.from_json),
    "yaml": (register.to_yaml, register.from_yaml),
    "csv": (register.to_csv, register.from_csv),
}


@pytest.mark.parametrize("number", range(len(PUBLISHED)), ids=[vector["id"] for vector in PUBLISHED])
def test_the_published_entries_show_what_they_lack(number: int) -> None:
    vector, entry = PUBLISHED[number], REGISTER.entries[number]
    assert {item: state.value for item, state in register.states(entry).items()} == vector["states"]
    found = [f for f in REPORT.findings if f.at.startswith(f"entrees[{number + 1}]")]
    grave = {f.id for f in found if f.severity is not Severity.INFO}
    expected = set(vector["controles"])
    assert set(numbers(sorted(grave))) == expected - {"REG-12"}  # REG-12 is MINEUR (decisions.md, E6)
    if "REG-12" in expected:
        assert "REG-12" in numbers([f.id for f in found])
    assert not register.is_complete(register.check(entry))


COMPLETE = json.dumps(
    {
        "entrees": [
            {
                "intitule": "Dossier usager",
                "rt": [{"nom": "Association Exemple", "coordonnees": "rue Exemple"}],
                "rt_hors_ue": "non",
                "organisme_public": "non",
                "dpo": {"designe": "oui", "coordonnees": "dpo@exemple.fr"},
                "finalites": [{"libelle": "accompagner les personnes accueillies"}],
                "personnes": ["personnes accueillies"],
                "donnees": [{"categorie": "identité"}],
                "destinataires": [{"categorie": "équipe"}],
                "transferts": {"existe": "non"},
                "durees": [{"categories_donnees": ["identité"], "base_active": "5 ans", "point_de_depart": "sortie"}],
                "mesures": {"renvoi": "politique de sécurité"},
                "x": {"art6": "c"},
            }
        ]
    }
)


def test_g_86_an_entry_is_complete_with_a_reference_for_its_measures() -> None:
    [entry] = register.from_json(COMPLETE).entries
    report = register.check(entry)
    assert [f.id for f in report.findings] == ["register.measures.by-reference-only"]
    assert register.is_complete(report)


def test_g_87_a_mere_title_is_not_a_purpose() -> None:
    [entry] = register.from_json(COMPLETE).entries
    report = register.check(evolve(entry, purposes=(register.Purpose(label="annuaire"),)))
    assert numbers([f.id for f in report.findings if f.severity is Severity.ERROR]) == ["REG-05"]


def test_g_88_a_processor_names_its_controllers() -> None:
    report = register.check_processor(register.ProcessorEntry(processors=(register.Body(name="E", contact="e"),)))
    assert "ST-01" in numbers([f.id for f in report.findings if f.severity is Severity.ERROR])


def test_g_89_an_extract_of_the_criminal_record_is_announced() -> None:
    [entry] = register.from_json(COMPLETE).entries
    labelled = evolve(entry, data=(register.Data(label="extrait de casier judiciaire"),))
    [found] = [f for f in register.check(labelled).findings if f.id == "register.data.sensitivity-not-flagged"]
    assert found.message("en") == ("The labels announce sensitive data (offences, article 10) that nothing flags.")


def test_g_90_one_platform_with_two_owners() -> None:
    twins = [f.at for f in REPORT.findings if f.id == "register.entry.same-processing-twice"]
    ids = [vector["id"] for vector in PUBLISHED]
    assert twins == [f"entrees[{ids.index(name) + 1}]" for name in ("DNS-SAS", "DGOS-SAS")]


@given(registers(), st.sampled_from(sorted(FORMATS)))
def test_files_are_read_back_as_they_were_written(given_register: register.Register, fmt: str) -> None:
    write, read = FORMATS[fmt]
    assert read(write(given_register)) == given_register


@given(registers())
def test_the_json_of_a_register_is_read_as_yaml_too(given_register: register.Register) -> None:
    """Its nesting, written in braces, is far from what is refused."""
    assert register.from_yaml(register.to_json(given_register)) == given_register


@given(registers(), st.sampled_from(sorted(FORMATS)))
def test_every_register_has_a_report(given_register: register.Register, fmt: str) -> None:
    report = register.check_register(given_register)
    assert pickle.loads(pickle.dumps(report)).to_dict() == report.to_dict()
    count = 2 + 22 * len(given_register.entries) + 6 * len(given_register.processor_entries)
    assert len(report.evaluated) + len(report.skipped) == count
    assert pickle.loads(pickle.dumps(given_register)) == given_register
    assert FORMATS[fmt][0](given_register)


CANARY = "CANARI7KX"


@given(entries(words=st.just(CANARY)), processor_entries(words=st.just(CANARY)))
def test_no_report_shows_what_an_entry_holds(entry: register.Entry, processor: register.ProcessorEntry) -> None:
    assert CANARY not in outputs(register.check(entry))
    assert CANARY not in outputs(register.check_processor(processor))


def refusal(text: str, fmt: str) -> Refused | None:
    """The refusal of a file, or None when it is read."""
    try:
        FORMATS[fmt][1](text)
    except Refused as refused:
        return refused
    return None


@given(st.text(max_size=60), st.sampled_from(sorted(FORMATS)))
def test_any_text_is_read_or_refused_with_a_place(text: str, fmt: str) -> None:
    refused = refusal(text, fmt)
    assert refused is None or not refused.report.ok


KEYS = st.sampled_from(["entrees", "rt", "nom", "dpo", "durees", "x", "statut", "date_maj", CANARY])
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(CANARY) | st.sampled_from(["oui", "2026-02-30"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)


@given(TREES)
def test_a_tree_of_another_shape_is_refused_without_being_shown(tree: Any) -> None:
    refused = refusal(json.dumps(tree), "json")
    if refused is not None:
        assert CANARY not in outputs(refused.report) + traced(refused)


@pytest.mark.parametrize(
    ("text", "fmt"),
    [
        ("&a [*a]", "yaml"),
        ("a: &x 1\nb: *x", "yaml"),
        ("!!python/object/apply:os.system ['true']", "yaml"),
        ("chemin,valeur\nentrees[2].id,x\n", "csv"),
        ("chemin,valeur\nentrees[999999999].id,x\n", "csv"),
        ("chemin,valeur\nentrees.id\n", "csv"),
        ("chemin,valeur\nEntrees[1].id,a\n", "csv"),
        ("chemin,valeur\nentrees[0].id,a\n", "csv"),
        ("chemin,valeur\nentrees[1].personnes[1],a\nentrees[1].personnes[1],b\n", "csv"),
        ("chemin,valeur\nentrees[1].id,a\nentrees[1].id.x,b\n", "csv"),
        ("chemin,valeur\nentrees[1].id,a,b\n", "csv"),
        ("autre\n", "csv"),
        ("[" * 100000, "json"),
        ('{"entrees": [}', "json"),
    ],
)
def test_hostile_files_are_unreadable(text: str, fmt: str) -> None:
    with pytest.raises(Refused) as refused:
        FORMATS[fmt][1](text)
    assert {f.id for f in refused.value.report.findings} <= {"register.file.unreadable", "register.file.wrong-type"}


def test_the_exemption_needs_a_number_of_people() -> None:
    for wrong in (True, 3.5, "3"):
        with pytest.raises(TypeError):
            register.exemption(staff=wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="negative"):
        register.exemption(staff=-1)
    assert register.exemption(staff=3).missing == ("likely_risk", "not_occasional", "art9_art10")
    assert register.exemption(staff=250).outcome is register.ExemptionOutcome.REQUIRED
    assert "250" in register.exemption(staff=300).explain("en")
    assert register.exemption().explain("fr").startswith("Faits manquants : staff")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_nesting_that_no_register_has_is_refused_at_once(opening: str) -> None:
    """The scanner of PyYAML takes a time that grows with the square of the nesting: 50 000 levels would take hours."""
    refused = refusal(opening * 50_000, "yaml")
    assert refused is not None
    assert [f.id for f in refused.report.findings] == ["register.file.unreadable"]


@pytest.mark.parametrize(
    ("text", "fmt"),
    [
        ('{"entrees": [{"id": "a", "id": "b"}]}', "json"),
        ("entrees:\n- id: a\n  id: b\n", "yaml"),
        ("chemin,valeur\nentrees[1].id,a\nentrees[1].id,b\n", "csv"),
    ],
)
def test_of_two_values_of_one_key_none_is_lost_in_silence(text: str, fmt: str) -> None:
    refused = refusal(text, fmt)
    assert refused is not None
    assert [f.id for f in refused.report.findings] == ["register.file.unreadable"]


@pytest.mark.parametrize("schema", ["2", "[1]", "true", '"0"', "1e0"])
def test_a_schema_that_this_release_does_not_know_is_refused(schema: str) -> None:
    refused = refusal('{"schema": ' + schema + "}", "json")
    assert refused is not None
    assert [(f.id, f.at) for f in refused.report.findings] == [("register.file.unknown-word", "schema")]


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_the_empty_register_and_a_byte_order_mark_are_read(fmt: str) -> None:
    write, read = FORMATS[fmt]
    for empty in (register.Register(), register.Register(entries=(register.Entry(persons=("", "  ", "élèves")),))):
        assert read("\ufeff" + write(empty)) == empty


def test_yaml_of_nothing_is_not_a_register_and_its_dates_are_read() -> None:
    assert refusal("", "yaml") is not None
    [entry] = register.from_yaml("entrees:\n- date_maj: 2026-01-31\n").entries
    assert entry == register.Entry(updated_on=date(2026, 1, 31))
    refused = refusal("entrees:\n- date_maj: 2026-01-31T10:00:00\n", "yaml")
    assert refused is not None
    assert [f.at for f in refused.report.findings] == ["entrees[1].date_maj"]


@pytest.mark.parametrize(
    ("tree", "place"),
    [
        ({"date_maj": "2026-02-30"}, "entrees[1].date_maj"),
        ({"date_maj": 20260131}, "entrees[1].date_maj"),
        ({"personnes": [3]}, "entrees[1].personnes[1]"),
        ({"personnes": "élèves"}, "entrees[1].personnes"),
        ({"rt": {"nom": "x"}}, "entrees[1].rt"),
        ({"dpo": {"designe": "peut-être"}}, "entrees[1].dpo.designe"),
        ({"statut": "ouvert"}, "entrees[1].statut"),
        ({"id": 3}, "entrees[1].id"),
        ({"inconnu": 3}, "entrees[1].*[1]"),
    ],
)
def test_each_fault_of_a_file_has_its_place(tree: dict[str, Any], place: str) -> None:
    refused = refusal(json.dumps({"entrees": [tree]}), "json")
    assert refused is not None
    assert [f.at for f in refused.report.findings] == [place]


@given(registers(words=st.just(CANARY)))
def test_no_repr_shows_what_an_entry_holds(given_register: register.Register) -> None:
    values: list[Any] = [given_register, *given_register.entries, *given_register.processor_entries]
    for entry in given_register.entries:
        values += [
            *entry.controllers, entry.representative, entry.dpo, *entry.purposes, *entry.data, *entry.recipients,
            entry.transfers, *entry.retention, entry.measures, entry.extra,
        ]  # fmt: skip
    for processor in given_register.processor_entries:
        values += processor.processings
    assert CANARY not in "".join(map(repr, values))


@pytest.mark.parametrize("wrong", ["personnes accueillies", b"x", 3, [3]])
def test_a_lone_text_is_not_a_list_of_its_letters(wrong: Any) -> None:
    with pytest.raises(TypeError) as refused:
        register.Entry(persons=wrong)
    assert "accueillies" not in traced(refused.value)


def test_a_blank_category_names_nothing() -> None:
    [entry] = register.from_json(COMPLETE).entries
    for blank, rule in (
        (evolve(entry, persons=(" ",)), "register.persons.missing-or-incomplete"),
        (evolve(entry, data=(register.Data(label=" "),)), "register.data.missing-or-incomplete"),
        (evolve(entry, recipients=(register.Recipient(),)), "register.recipients.missing-or-incomplete"),
    ):
        assert rule in [f.id for f in register.check(blank).findings]


@pytest.mark.parametrize("name", ["DNS, co-responsable CNAM", "responsables conjoints DNS et CNAM", "co-RT : DNS"])
def test_one_name_that_announces_joint_controllers_wants_their_arrangement(name: str) -> None:
    [entry] = register.from_json(COMPLETE).entries
    alone = evolve(entry, controllers=(register.Body(name=name, contact="rue Exemple"),))
    assert [rule.id for rule, _ in register.check(alone).skipped] == ["register.controller.joint-arrangement-missing"]
    without = register.check(evolve(alone, joint_arrangement=Answer.NO))
    assert "REG-02" in numbers([f.id for f in without.findings])


@pytest.mark.parametrize(
    ("given_register", "place"),
    [
        (register.Register(written=Answer.NO, available=Answer.YES), "forme_ecrite"),
        (register.Register(written=Answer.YES, available=Answer.NO), "a_disposition_cnil"),
        (register.Register(written=Answer.YES, available=Answer.YES), None),
    ],
)
def test_the_register_is_written_and_available(given_register: register.Register, place: str | None) -> None:
    assert [f.at for f in register.check_register(given_register).findings] == ([] if place is None else [place])


def test_outside_their_dates_the_rules_of_the_register_say_nothing() -> None:
    day = date(2018, 5, 24)
    report = register.check_register(REGISTER, as_of=day)
    assert (report.findings, report.evaluated) == ((), ())
    exemption = register.exemption(staff=300, as_of=day)
    assert (exemption.outcome, exemption.steps) == (register.ExemptionOutcome.UNSETTLED, ())
    assert "en vigueur" in exemption.explain("fr")
    assert "in force" in exemption.explain("en")


def test_a_term_of_the_catalogue_gives_the_start_and_the_end() -> None:
    [entry] = register.from_json(COMPLETE).entries
    for term, rules_found in (
        ("retention.hospital-record.general", []),
        ("retention.hospital-record.generale", ["register.retention.unknown-term"]),
        ("", ["register.retention.without-starting-point", "register.retention.open-ended"]),
    ):
        period = register.Retention(data=("identité",), active="durée du programme", term=term)
        found = [f.id for f in register.check(evolve(entry, retention=(period,))).findings]
        assert [name for name in found if name.startswith("register.retention.")] == rules_found


def test_a_purpose_that_no_data_serve_is_found_when_every_category_says_what_it_serves() -> None:
    [entry] = register.from_json(COMPLETE).entries
    care, billing = register.Purpose(label="Accompagner au quotidien"), register.Purpose(label="Facturer les séjours")
    serving = register.Data(label="identité", purposes=("accompagner au quotidien",))
    silent = register.Data(label="coordonnées")  # serves all those of the entry

    def places(*data: register.Data) -> list[str]:
        report = register.check(evolve(entry, purposes=(care, billing), data=data))
        return [f.at for f in report.findings if f.id == "register.data.without-listed-persons-or-purpose"]

    assert places(serving) == ["finalites[2]"]
    assert places(serving, silent) == []
    assert places(silent) == []
    assert places(evolve(serving, purposes=("autre chose",))) == ["donnees[1]", "finalites[1]", "finalites[2]"]
    assert places(evolve(silent, people=("visiteurs",))) == ["donnees[1]"]


@pytest.mark.parametrize(
    ("active", "archive", "end", "found"),
    [
        ("5 ans", "", "", False),
        ("5 ans", "20 ans", "destruction", False),
        ("5 ans", "20 ans", "", True),
        ("5 ans", "illimité", "destruction", True),
        ("Jusqu\u2019à nouvel ordre", "", "destruction", True),
        ("durée du programme", "", "", True),
    ],
)
def test_a_period_has_an_end_and_what_is_archived_a_fate(active: str, archive: str, end: str, found: bool) -> None:
    [entry] = register.from_json(COMPLETE).entries
    period = register.Retention(data=("toutes",), active=active, archive=archive, end=end, start="sortie")
    names = [f.id for f in register.check(evolve(entry, retention=(period,))).findings]
    assert ("register.retention.open-ended" in names) == found


PROCESSOR = register.ProcessorEntry(
    processors=(register.Body(name="Éditeur Exemple", contact="rue Exemple"),),
    processings=(
        register.Processing(
            controller=register.Body(name="EHPAD Exemple", contact="place Exemple"),
            categories=("hébergement du DUI",),
            contract="contrat 1",
        ),
    ),
    transfers=register.Transfers(exists=Answer.NO),
    measures=register.Measures(reference="politique"),
    dpo=register.Dpo(designated=Answer.YES, contact="dpo@exemple.fr"),
)
[SERVED] = PROCESSOR.processings
NAMELESS = register.Body(name="EHPAD Exemple")


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({}, None),
        ({"processors": ()}, "sous_traitants"),
        ({"processors": (register.Body(name="Éditeur Exemple"),)}, "sous_traitants[1]"),
        ({"processings": ()}, "traitements"),
        ({"processings": (SERVED, evolve(SERVED, controller=NAMELESS))}, "traitements[2].rt"),
        ({"processings": (evolve(SERVED, categories=()),)}, "traitements[1].categories"),
        ({"processings": (evolve(SERVED, contract=" "),)}, "traitements[1].contrat"),
        ({"outside_eu": Answer.YES}, "representant_ue"),
        ({"outside_eu": Answer.YES, "representative": register.Body(name="R", contact="r")}, None),
        ({"dpo": register.Dpo(designated=Answer.YES)}, "dpo"),
        ({"dpo": register.Dpo(designated=Answer.NO)}, None),
        ({"transfers": register.Transfers()}, "transferts"),
        ({"transfers": register.Transfers(exists=Answer.YES, countries=("Maroc",))}, "transferts"),
        ({"transfers": register.Transfers(countries=("Maroc",), safeguards=("clauses types",))}, None),
        ({"measures": register.Measures()}, "mesures"),
        ({"further": ("Hébergeur Exemple",), "further_authorised": Answer.NO}, "sous_traitants_ulterieurs"),
        ({"further": ("Hébergeur Exemple",), "further_authorised": Answer.YES}, None),
    ],
)
def test_what_a_processor_lacks_has_its_place(changed: dict[str, Any], place: str | None) -> None:
    report = register.check_processor(evolve(PROCESSOR, **changed))
    assert [f.at for f in report.findings] == ([] if place is None else [place])
    assert report.skipped == ()


def test_whether_further_processors_are_authorised_is_asked_only_where_there_are_some() -> None:
    report = register.check_processor(evolve(PROCESSOR, further=("Hébergeur Exemple",)))
    assert [(rule.id, reason) for rule, reason in report.skipped] == [
        ("register.processor.further-processors-not-authorised", Skip.FACT_UNKNOWN)
    ]
