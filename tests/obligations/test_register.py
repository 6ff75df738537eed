"""The register: the published entries, completeness, and files read back as they were written."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from esante_rules import Refused, Severity
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


@given(registers(), st.sampled_from(sorted(FORMATS)))
def test_every_register_has_a_report(given_register: register.Register, fmt: str) -> None:
    report = register.check_register(given_register)
    assert pickle.loads(pickle.dumps(report)).to_dict() == report.to_dict()
    count = 2 + 21 * len(given_register.entries) + 6 * len(given_register.processor_entries)
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
            register.exemption(effectif=wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="negative"):
        register.exemption(effectif=-1)
    assert register.exemption(effectif=3).missing == ("risque", "non_occasionnel", "art9_art10")
    assert register.exemption(effectif=250).outcome is register.ExemptionOutcome.REQUIRED
    assert "250" in register.exemption(effectif=300).explain("en")
    assert register.exemption().explain("fr").startswith("Faits manquants : effectif")
