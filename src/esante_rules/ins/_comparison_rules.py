"""The rules of comparison and anteriority search, as a table; `_comparison` evaluates them."""

from __future__ import annotations

from typing import Final

from esante_rules._core import Confidence, Severity
from esante_rules.ins._engine import Rules, row
from esante_rules.ins._sources import (
    DOCTRINE_GHT,
    DOCTRINE_INS,
    GUIDE_10,
    GUIDE_17,
    GUIDE_23,
    POLICY,
    RNIV_EFFECT,
)

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_SURE, _LIKELY, _OPEN = Confidence.CERTAIN, Confidence.PROBABLE, Confidence.TO_CONFIRM

_WHY_GIVEN = (
    "Les prénoms se comparent mot à mot, tirets, apostrophes et espaces se valant ; l'ordre compte.",
    "Given names are compared word by word, hyphens, apostrophes and spaces being equal; order matters.",
)

NAME: Final = row(
    "comparison.name-differs",
    _WARNING,
    _OPEN,
    "Les noms de naissance diffèrent.",
    "The birth names differ.",
    GUIDE_10,
    POLICY,
    why=(
        "Casse, accents, tirets et apostrophes ne comptent pas ; une partie manquante ou inversée compte.",
        "Case, accents, hyphens and apostrophes do not count; a missing or swapped part does.",
    ),
)
GIVEN: Final = row(
    "comparison.given-names-differ",
    _WARNING,
    _LIKELY,
    "Les listes de prénoms diffèrent.",
    "The lists of given names differ.",
    GUIDE_10,
    why=_WHY_GIVEN,
)
GIVEN_TO_CONFIRM: Final = row(
    "comparison.given-names-to-confirm",
    _WARNING,
    _OPEN,
    "Une liste de prénoms n'est que le début ou une partie de l'autre, ou l'ordre change : une personne décide.",
    "One list of given names is only the beginning or a part of the other, or the order changes: a person decides.",
    POLICY,
    why=_WHY_GIVEN,
)
DATE: Final = row(
    "comparison.birth-date-differs",
    _WARNING,
    _OPEN,
    "Les dates de naissance diffèrent.",
    "The dates of birth differ.",
    POLICY,
    why=(
        "Une date interprétée ne se compare que sur les parties vraiment connues.",
        "An interpreted date is compared only on the parts that are really known.",
    ),
)
SEX: Final = row(
    "comparison.sex-differs",
    _WARNING,
    _OPEN,
    "Les sexes diffèrent.",
    "The sexes differ.",
    POLICY,
    why=(
        "Indéterminé ne contredit ni M ni F : une personne contrôle.",
        "Indeterminate contradicts neither M nor F: a person checks.",
    ),
)
PLACE: Final = row(
    "comparison.birth-place-differs",
    _WARNING,
    _OPEN,
    "Les lieux de naissance diffèrent.",
    "The places of birth differ.",
    POLICY,
    why=(
        "Un ancien code et le nouveau du même lieu se valent ; un lieu inconnu ne se compare pas.",
        "A former code and the new one of the same place are equal; an unknown place is not compared.",
    ),
)
UPGRADE: Final = row(
    "comparison.upgrade-despite-difference",
    _ERROR,
    _LIKELY,
    "Un trait discordant interdit d'élever le statut à partir de cette comparaison.",
    "A trait that differs forbids raising the status from this comparison.",
    GUIDE_23,
    why=(
        "Le contrôle de cohérence porte sur tous les traits : un seul écart le fait échouer.",
        "The coherence check bears on all the traits: one difference makes it fail.",
    ),
    since=RNIV_EFFECT,
)
NOT_INSI: Final = row(
    "comparison.taken-for-insi",
    _ERROR,
    _SURE,
    "Une comparaison locale ne vérifie pas l'identité auprès d'INSi.",
    "A local comparison does not verify the identity with INSi.",
    DOCTRINE_INS,
    why=(
        "Seul le téléservice dit que les traits et le matricule sont ceux de la base nationale.",
        "Only the téléservice says that traits and matricule are those of the national base.",
    ),
    since=RNIV_EFFECT,
)
OTHER_CRITERION: Final = row(
    "comparison.criterion-outside-the-five",
    _ERROR,
    _SURE,
    "Entre établissements, ce critère ne peut pas décider d'un rapprochement : {criterion}.",
    "Between establishments, this criterion cannot decide a match: {criterion}.",
    DOCTRINE_GHT,
    why=(
        "Le rapprochement porte sur les cinq traits de l'INS, et eux seuls.",
        "Matching bears on the five traits of the INS, and on them alone.",
    ),
    since=RNIV_EFFECT,
)
LOCAL_SEARCH: Final = row(
    "comparison.search-without-birth-date",
    _INFO,
    _LIKELY,
    "La recherche locale se fait d'abord par la date de naissance, le nom et le prénom en champs séparés.",
    "A local search is made by date of birth first, name and given name in separate fields.",
    GUIDE_17,
    why=(
        "La date se saisit sans faute d'orthographe : elle trouve le dossier que le nom aurait manqué.",
        "A date is typed without spelling errors: it finds the record that the name would have missed.",
    ),
    since=RNIV_EFFECT,
)

COMPARED_RULES: Final[Rules] = (NAME, GIVEN, GIVEN_TO_CONFIRM, DATE, SEX, PLACE, UPGRADE, NOT_INSI)
SEARCH_RULES: Final[Rules] = (OTHER_CRITERION, LOCAL_SEARCH)
COMPARISON_RULES: Final[Rules] = (*COMPARED_RULES, *SEARCH_RULES)
