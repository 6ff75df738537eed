"""Processings for the tests of other teams: any, or with a wanted verdict; built, never filtered."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from esante_rules.rgpd import aipd
from esante_rules.rgpd.aipd import Answer, Processing, Verdict

_IN_SCOPE: Final = {"donnees_personnelles": True, "usage_domestique": False}
_ENOUGH: Final = (
    "fin_accompagnement_sms",
    "fin_signalement_sanitaire_social",
    "fin_alerte_professionnelle",
    "fin_logement_social",
    "fin_surveillance_employes",
    "mutualisation_manquements",
    "localisation_large_echelle",
)
"""Facts of which one alone makes an AIPD mandatory, as types of the list of the CNIL."""
_EXCEPTIONS: Final = (*(name for name in aipd.FACTS if name.startswith("x")), "perimetre_referentiel")
_EXEMPT: Final = ("fin_fournisseurs", "fin_fichier_electoral", "fin_cse", "fin_greffier_tc", "fin_notaire")
_HARMLESS: Final = ("c2_decision_auto", "c6_croisement", "exclusion_contrat", "sources_externes", "fin_avocat")
"""Facts that make no criterion by themselves."""
_ALONE: Final = ("c7_vulnerables", "c8_innovant", "c9_blocage_droit", "donnees_art10", "c3_observation_personnes")
"""Facts that make exactly one criterion each, and nothing else."""
_NOT_ONE_PERSON: Final = ("association", "esms_service", "cpts", "dac", "mdph", "collectivite", "editeur")


def processings() -> st.SearchStrategy[Processing]:
    """Any description: answers, lists and figures, more or less closed."""
    figure = st.none() | st.integers(0, 5_000_000)
    return st.builds(
        Processing,
        answers=st.dictionaries(st.sampled_from(aipd.FACTS), st.sampled_from(Answer), max_size=12),
        rt_type=st.none() | st.sampled_from(tuple(aipd.RT_TYPES)),
        effectif=figure,
        patients_an=figure,
        officine_ca_ht=figure,
        purposes=st.frozensets(st.sampled_from(tuple(aipd.PURPOSES)), max_size=3),
        purposes_closed=st.booleans(),
        data=st.frozensets(st.sampled_from(tuple(aipd.DATA)), max_size=4),
        data_closed=st.booleans(),
        people=st.frozensets(st.sampled_from(tuple(aipd.PEOPLE)), max_size=3),
        people_closed=st.booleans(),
        otherwise=_mostly_closed(),
        title=st.text(max_size=10),
        controller=st.text(max_size=10),
    )


def processings_with(verdict: Verdict) -> st.SearchStrategy[Processing]:
    """Processings that get that verdict under the law of the release."""
    makers = {
        Verdict.REQUISE: _due,
        Verdict.NON_REQUISE: _not_due,
        Verdict.INDETERMINEE: _undetermined,
        Verdict.HORS_CHAMP: _out_of_scope,
    }
    return makers[Verdict(verdict)]()


def _some(names: tuple[str, ...], *, least: int = 0, most: int | None = None) -> st.SearchStrategy[dict[str, Any]]:
    chosen = st.lists(st.sampled_from(names), min_size=least, max_size=most, unique=True)
    return chosen.map(lambda facts: dict.fromkeys(facts, True))


def _answers(*parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    def joined(dicts: tuple[dict[str, Any], ...]) -> dict[str, Any]:
        together: dict[str, Any] = dict(_IN_SCOPE)
        for part in dicts:
            together |= part
        return together

    return st.tuples(*parts).map(joined)


def _open_or_closed() -> st.SearchStrategy[Answer]:
    return st.sampled_from((Answer.NO, Answer.UNKNOWN))


def _mostly_closed() -> st.SearchStrategy[Answer]:
    """An open description has many questions left, and finding which to ask takes longer."""
    return st.sampled_from((Answer.NO,) * 9 + (Answer.UNKNOWN,))


def _due() -> st.SearchStrategy[Processing]:
    """A required type, or two criteria of a body to which no exemption or exception applies; the rest is free."""
    listed = st.builds(
        Processing,
        answers=_answers(
            st.dictionaries(st.sampled_from(_ALONE + _EXEMPT + _HARMLESS), st.sampled_from(Answer), max_size=6),
            _some(_ENOUGH, least=1),
            st.just(dict.fromkeys(_EXCEPTIONS, False)),
        ),
        rt_type=st.none() | st.sampled_from(tuple(aipd.RT_TYPES)),
        otherwise=_open_or_closed(),
    )
    counted = st.builds(
        Processing,
        answers=_answers(_some(_ALONE, least=2), _some(_HARMLESS[:2])),
        rt_type=st.sampled_from(_NOT_ONE_PERSON),
        otherwise=st.just(Answer.NO),
    )
    return listed | counted


def _not_due() -> st.SearchStrategy[Processing]:
    """An exempt type, or one criterion at most; everything else is denied."""
    exempt = st.builds(
        Processing,
        answers=_answers(_some(_EXEMPT, least=1), _some(_ALONE)),
        rt_type=st.sampled_from(_NOT_ONE_PERSON),
        otherwise=st.just(Answer.NO),
    )
    modest = st.builds(
        Processing,
        answers=_answers(_some(_ALONE, most=1), _some(_HARMLESS[:3], most=1)),
        rt_type=st.sampled_from(_NOT_ONE_PERSON),
        otherwise=st.just(Answer.NO),
    )
    return exempt | modest


def _undetermined() -> st.SearchStrategy[Processing]:
    """A required type left unknown, in a description that gives no ground of its own."""

    def doubtful(name: str) -> dict[str, Any]:
        return {name: None}

    return st.builds(
        Processing,
        answers=_answers(_some(_ALONE, most=1), st.sampled_from(_ENOUGH).map(doubtful)),
        rt_type=st.sampled_from(_NOT_ONE_PERSON),
        otherwise=_mostly_closed(),
    )


def _out_of_scope() -> st.SearchStrategy[Processing]:
    """Data that identifies nobody, or a domestic use; the rest is free."""
    outside = st.sampled_from(({"donnees_personnelles": False}, {"usage_domestique": True}))
    return st.builds(
        Processing,
        answers=_answers(
            st.dictionaries(st.sampled_from(aipd.FACTS[2:]), st.sampled_from(Answer), max_size=6), outside
        ),
        rt_type=st.none() | st.sampled_from(tuple(aipd.RT_TYPES)),
        otherwise=_open_or_closed(),
    )
