"""The description of a processing, as its user can give it, and what the rules may read in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from attrs import evolve, field, frozen

from esante_rules._answer import Answer
from esante_rules._core import known as known_word
from esante_rules._core import require
from esante_rules.rgpd.aipd._expr import Known
from esante_rules.rgpd.aipd._questions import BY_NAME, FACTS, RT_TYPES
from esante_rules.rgpd.aipd._thresholds import FIGURES, Number

PURPOSES: Final[Mapping[str, str]] = {
    name.removeprefix("fin_"): name for name in FACTS if name.startswith("fin_") and name != "fin_exclusive"
}
"""The words of `purposes`, and the fact each gives."""

DATA: Final[Mapping[str, str | None]] = {
    "identite": None,
    "coordonnees": None,
    "vie_professionnelle": None,
    "vie_personnelle": None,
    "nir_ins": None,
    "connexion": None,
    "sante": "donnees_sante",
    "genetiques": "donnees_genetiques",
    "biometrie": "biometrie_identification",
    "autres_sensibles": "donnees_art9",
    "condamnations": "donnees_art10",
    "hautement_personnelles": "donnees_hautement_perso",
    "anonymes": None,
}
"""The words of `data`, and the fact each gives (None: personal data that no rule names)."""

PEOPLE: Final[Mapping[str, bool]] = {
    "patients": True,
    "usagers": True,
    "personnes_agees": True,
    "personnes_handicapees": True,
    "mineurs": True,
    "majeurs_proteges": True,
    "demandeurs_asile": True,
    "salaries": True,
    "professionnels": False,
    "proches": False,
    "adherents": False,
    "fournisseurs": False,
    "public": False,
}
"""The words of `people`, and whether the guidelines see them as vulnerable."""

_NEVER_DEFAULTED: Final = ("donnees_personnelles", "exercice_individuel")


def _answers(given: Mapping[str, Any]) -> dict[str, Answer]:
    require(given, Mapping, "answers")
    return {known_word(name, FACTS, "a fact"): Answer.of(value) for name, value in given.items()}


def _answer(given: Answer | bool | str | None) -> Answer:
    return Answer.of(given)


def _words(given: Iterable[str]) -> frozenset[str]:
    if isinstance(given, str):
        raise TypeError("a list of words is expected, not str")
    return frozenset(given)


def _number(given: object) -> Number | None:
    if isinstance(given, bool):
        raise TypeError("a figure must be int, Decimal or None, not bool")
    require(given, (int, Decimal, type(None)), "a figure")
    assert given is None or isinstance(given, int | Decimal)
    if given is not None and (not Decimal(given).is_finite() or given < 0):
        raise ValueError("a figure cannot be negative, infinite or not a number")
    return given


@frozen(kw_only=True, repr=False)
class Processing:
    """A processing of personal data, described by its user.

    Everything may be left unknown. An answer is `Answer`, a bool, None or one of oui, non, inconnu. A list with its
    flag `..._closed` is complete: what it does not hold is a no; without the flag, what it does not hold is unknown.
    `otherwise` closes the whole description: every question left without an answer is then a no (except the
    identification of people and individual practice, which are never presumed).

    Raises `ValueError` listing the allowed words for an unknown fact, type or category, `TypeError` for a wrong type.
    """

    answers: Mapping[str, Answer] = field(factory=dict, converter=_answers)
    rt_type: str | None = None
    """One of `RT_TYPES`, the type of controller."""
    effectif: Number | None = field(default=None, converter=_number)
    """Number of employees."""
    patients_an: Number | None = field(default=None, converter=_number)
    """Patients a year in the shared information system."""
    officine_ca_ht: Number | None = field(default=None, converter=_number)
    """Yearly turnover of the pharmacy, without tax, in euros."""
    purposes: frozenset[str] = field(factory=frozenset, converter=_words)
    purposes_closed: bool = False
    data: frozenset[str] = field(factory=frozenset, converter=_words)
    data_closed: bool = False
    people: frozenset[str] = field(factory=frozenset, converter=_words)
    people_closed: bool = False
    otherwise: Answer = field(default=Answer.UNKNOWN, converter=_answer)
    title: str = ""
    """The user's own name for it; shown only in the report that the user asks for."""
    controller: str = ""
    """The user's own name for the controller; shown only in that report."""

    def __attrs_post_init__(self) -> None:
        if self.rt_type is not None:
            known_word(self.rt_type, RT_TYPES, "rt_type")
        for words, allowed, name in (
            (self.purposes, PURPOSES, "a purpose"),
            (self.data, DATA, "a category of data"),
            (self.people, PEOPLE, "a category of people"),
        ):
            for word in words:
                known_word(word, allowed, name)
        for flag in ("purposes_closed", "data_closed", "people_closed"):
            require(getattr(self, flag), bool, flag)
        for text in ("title", "controller"):
            require(getattr(self, text), str, text)
        if self.otherwise is Answer.YES:
            raise ValueError("otherwise must be one of: non, inconnu")

    def answer(self, name: str, value: Answer | bool | str | Number | None) -> Processing:
        """The same processing with one more answer: how a questionnaire builds a description.

        `name` is the name of a question; `value` an answer, a type of controller or a figure according to its kind.
        """
        known_word(name, BY_NAME, "a question")
        changed: dict[str, Any] = {name: value}
        if name == "rt_type":
            require(value, (str, type(None)), "rt_type")
        elif name not in FIGURES:
            if isinstance(value, int | Decimal) and not isinstance(value, bool):
                raise TypeError(f"an answer must be Answer, bool, str or None, not {type(value).__name__}")
            changed = {"answers": {**self.answers, name: Answer.of(value)}}
        return evolve(self, **changed)

    def __repr__(self) -> str:
        return f"<Processing: {len(self.answers)} answers>"


def listed(processing: Processing) -> dict[str, Answer]:
    """What the lists of purposes, data and people say of each fact: yes, no when the list is closed, or nothing."""
    said: dict[str, Answer] = {}
    for word, name in PURPOSES.items():
        _say(said, name, word in processing.purposes, processing.purposes_closed)
    if processing.purposes_closed and processing.purposes:
        said["fin_exclusive"] = Answer.of(len(processing.purposes) == 1)
    for category, fact in DATA.items():
        if fact:
            _say(said, fact, category in processing.data, processing.data_closed)
    if processing.data - {"anonymes"}:
        said["donnees_personnelles"] = Answer.YES
    elif processing.data and processing.data_closed:
        said["donnees_personnelles"] = Answer.NO
    _say(said, "c7_vulnerables", any(PEOPLE[word] for word in processing.people), processing.people_closed)
    return said


def _say(said: dict[str, Answer], name: str, present: bool, closed: bool) -> None:
    if present or closed:
        said[name] = Answer.of(present)


def facts(processing: Processing, as_of: date) -> Known:
    """What the rules read: any yes, else the user's no, else the lists, else `otherwise`."""
    said = listed(processing)
    answers: dict[str, Answer] = {}
    for name in FACTS:
        given, derived = processing.answers.get(name), said.get(name)
        if Answer.YES in (given, derived):
            answers[name] = Answer.YES
        elif Answer.NO in (given, derived):
            answers[name] = Answer.NO
        elif given is None and name not in _NEVER_DEFAULTED:
            answers[name] = processing.otherwise
        else:
            answers[name] = Answer.UNKNOWN
    figures = {name: figure for name in FIGURES if (figure := getattr(processing, name)) is not None}
    return Known(as_of, answers, processing.rt_type, figures)
