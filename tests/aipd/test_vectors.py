"""The decision vectors of the rulebook, through the map of its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.aipd.support import evaluated, ids, names_of, vectors

DECISIONS = vectors("decision")
NAMES = names_of()


@pytest.mark.parametrize("vector", DECISIONS, ids=[v["id"] for v in DECISIONS])
def test_a_decision_of_the_rulebook(vector: dict[str, Any]) -> None:
    decision = evaluated(vector)
    wanted = {name for number in vector["numbers"] for name in NAMES[number]}
    if "UN_SEUL_CRITERE" in vector["flags"]:
        wanted |= set(NAMES["N1"])
    assert decision.verdict.value == vector["verdict"]
    assert set(ids(decision.applied)) == wanted
    assert [flag.value for flag in decision.flags] == vector["flags"]
    if vector["missing"] is not None:
        assert list(decision.missing) == vector["missing"]
    if vector["liftable_by"] is not None:
        assert ids(decision.liftable_by) == [name for number in vector["liftable_by"] for name in NAMES[number]]


def test_every_decision_vector_is_there() -> None:
    assert [v["id"] for v in DECISIONS] == [f"A-{n:02}" for n in range(1, 53)]


def test_a_decision_as_data_says_everything_once() -> None:
    decision = evaluated(next(v for v in DECISIONS if v["id"] == "A-13"))
    data = decision.to_dict("en")
    trace, questions = data.pop("trace"), data.pop("questions")
    assert data == {
        "schema": 1,
        "verdict": "INDETERMINEE",
        "as_of": "2026-11-22",
        "state_of_law": "2026-06-30",
        "beyond_state_of_law": True,
        "applied": ["aipd.count.two-criteria"],
        "set_aside": [],
        "missing": ["officine_ca_ht"],
        "questions_exact": True,
        "shortcuts": ["officine_ca_ht"],
        "liftable_by": [],
        "flags": ["PRUDENCE=REQUISE"],
        "findings": [],
        "text": (
            "Answers are missing to know whether an AIPD is mandatory. At least two of the nine criteria are met. "
            "(Lignes directrices WP 248 rév. 01 (4 octobre 2017), III.B) Until the answer is known, hold the AIPD to "
            "be "
            "mandatory. Questions to ask: What is the yearly turnover of the pharmacy without tax, in euros?"
        ),
    }
    assert questions == [
        {
            "name": "officine_ca_ht",
            "section": "organisme",
            "section_title": "The body",
            "kind": "nombre",
            "question": "What is the yearly turnover of the pharmacy without tax, in euros?",
            "help": None,
            "choices": [],
        }
    ]
    assert [s["id"] for s in trace] == [step.rule.id for step in decision.trace]
    assert {s["id"] for s in trace if s["answer"] == "inconnu"} == {
        "aipd.exempt.individual-health-professional",
        "aipd.article-35-3.large-scale-sensitive-data",
        "aipd.criteria.large-scale",
    }
    assert decision.explain().startswith(
        "Il manque des réponses pour savoir si une AIPD est obligatoire. Au moins deux"
    )
    assert "Questions à poser : Quel est le chiffre" in decision.explain()
    assert repr(decision) == "<Decision INDETERMINEE as of 2026-11-22: ['aipd.count.two-criteria']>"


def test_a_decision_in_the_past_is_not_beyond_the_known_law() -> None:
    decision = evaluated(next(v for v in DECISIONS if v["id"] == "A-45"))
    assert decision.to_dict()["beyond_state_of_law"] is False
    assert ids(decision.set_aside) == ids(decision.applied)[:-1]


@pytest.mark.parametrize(
    ("facts", "applied", "aside"),
    [
        # a weaker exception is set aside by a stronger ground; an exempt type sets the count aside
        (
            {"fin_logement_social": "oui", "x4_justification_documentee": "oui", "x4_avis_dpo": "oui"},
            ["aipd.required.social-housing"],
            ["aipd.exception.documented-low-risk"],
        ),
        (
            {"fin_fournisseurs": "oui", "c7_vulnerables": "oui", "c8_innovant": "oui"},
            ["aipd.exempt.suppliers"],
            ["aipd.count.two-criteria"],
        ),
        ({"c8_innovant": "oui"}, ["aipd.count.one-criterion", "aipd.count.fewer-than-two"], []),
        # an exception that nothing calls for is not a reason
        (
            {"c8_innovant": "oui", "x4_justification_documentee": "oui", "x4_avis_dpo": "oui"},
            ["aipd.count.one-criterion", "aipd.count.fewer-than-two"],
            [],
        ),
        (
            {
                "c8_innovant": "oui",
                "c7_vulnerables": "inconnu",
                "x4_justification_documentee": "oui",
                "x4_avis_dpo": "oui",
            },
            ["aipd.exception.documented-low-risk"],
            [],
        ),
        (
            {
                "c8_innovant": "oui",
                "c7_vulnerables": "inconnu",
                "x2_aipd_similaire_existante": "oui",
                "x2_meme_nature_portee_contexte_finalites_risques": "oui",
            },
            ["aipd.exception.similar-assessment"],
            [],
        ),
        (
            {"fin_fournisseurs": "oui", "a1_evaluation_systematique": "oui", "c2_effet_juridique": "oui"},
            ["aipd.article-35-3.systematic-evaluation"],
            ["aipd.exempt.suppliers"],
        ),
        (
            {"fin_fournisseurs": "inconnu", "a1_evaluation_systematique": "oui", "c2_effet_juridique": "oui"},
            ["aipd.article-35-3.systematic-evaluation"],
            [],
        ),
    ],
)
def test_what_decides_and_what_is_set_aside(facts: dict[str, str], applied: list[str], aside: list[str]) -> None:
    whole = {"donnees_personnelles": "oui", "rt_type": "association", **facts}
    decision = evaluated({"facts": whole, "otherwise": "non"})
    assert ids(decision.applied) == applied
    assert ids(decision.set_aside) == aside
    lifted = {"required", "article-35-3"} & {rule.id.split(".")[1] for rule in decision.applied}
    assert decision.verdict.value == ("REQUISE" if lifted else "NON_REQUISE")
    assert ("DOCUMENTER" in [f.value for f in decision.flags]) == ("aipd.exception.documented-low-risk" in applied)


@pytest.mark.parametrize(
    ("exempt", "required", "criteria", "missing"),
    [
        # two criteria met: the exempt types first, then what would settle at once
        ("inconnu", "inconnu", "oui", ("fin_fournisseurs", "fin_logement_social")),
        ("non", "inconnu", "oui", None),
        # fewer than two and no way to two: an exempt type no longer matters
        ("inconnu", "inconnu", "non", ("fin_logement_social",)),
        ("inconnu", "inconnu", "inconnu", ("fin_logement_social", "c8_innovant", "fin_fournisseurs")),
    ],
)
def test_the_order_of_what_is_missing(
    exempt: str, required: str, criteria: str, missing: tuple[str, ...] | None
) -> None:
    facts = {"fin_fournisseurs": exempt, "fin_logement_social": required, "c8_innovant": criteria}
    whole = {"donnees_personnelles": "oui", "rt_type": "association", "c7_vulnerables": "oui", **facts}
    decision = evaluated({"facts": whole, "otherwise": "non"})
    assert decision.missing == (missing or ())
    assert (decision.verdict.value == "REQUISE") == (missing is None)


def test_the_sentences_of_a_decision_are_whole() -> None:
    settled = evaluated({"facts": {"donnees_personnelles": "oui", "rt_type": "cpts"}, "otherwise": "non"})
    assert settled.explain("en") == (
        "An AIPD is not mandatory. Two criteria cannot be reached. "
        "(Lignes directrices WP 248 rév. 01 (4 octobre 2017), III.B)"
    )
    open_ = {"c6_croisement": "inconnu", "c6_hors_attentes": "oui", "c8_innovant": "inconnu"}
    asked = evaluated({"facts": {"donnees_personnelles": "oui", "rt_type": "cpts", **open_}, "otherwise": "non"})
    assert asked.settling.facts == ("c6_croisement", "c8_innovant")
    doubt = {"donnees_sante": "oui", "donnees_art9": "non", "donnees_personnelles": "oui", "rt_type": "cpts"}
    [english] = evaluated({"facts": doubt, "otherwise": "non"}).to_dict("en")["findings"]
    assert english["message"].startswith("This no is contradicted")
    several = {"fin_logement_social": "inconnu", "fin_alerte_professionnelle": "inconnu"}
    both = evaluated({"facts": {"donnees_personnelles": "oui", "rt_type": "cpts", **several}, "otherwise": "non"})
    assert both.explain("en").endswith("(whistleblowing)? Does it examine or manage applications for social housing?")
