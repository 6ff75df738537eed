"""Coherence of the matricule with the traits: warnings that catch the wrong person, never errors.

The matricule is assigned once, from the civil register; traits move (rectification, merged communes, completed dates).
A difference that INSi confirms is legitimate.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from esante_rules._core import Confidence, Finding, Severity
from esante_rules.ins._engine import Rules, row
from esante_rules.ins._model import Traits
from esante_rules.ins._number import Matricule
from esante_rules.ins._oid import INS_NIA
from esante_rules.ins._sources import DECREE_82_103_CHANGES, NIA_CIRCULAR, POLICY, SERVICE_PUBLIC

_WARNING, _INFO = Severity.WARNING, Severity.INFO
_LIKELY, _OPEN = Confidence.PROBABLE, Confidence.TO_CONFIRM

_WHY_SEX = (
    "1 ou 3 pour un homme, 2 ou 4 pour une femme ; le numéro change après une rectification d'état civil.",
    "1 or 3 for a man, 2 or 4 for a woman; the number changes after a civil rectification.",
)
_WHY_MONTH = (
    "01 à 12 disent le mois, 31 à 42 le mois plus 30 ; les autres codes n'en disent rien.",
    "01 to 12 say the month, 31 to 42 the month plus 30; the other codes say nothing of it.",
)
_WHY_PLACE = (
    "Le numéro garde le lieu tel qu'il était codé quand il a été attribué : communes et pays changent de code.",
    "The number keeps the place as it was coded when it was assigned: communes and countries change codes.",
)
_WHY_CORSICA = (
    "La Corse est passée de 20 à 2A et 2B le 1er janvier 1976.",
    "Corsica went from 20 to 2A and 2B on 1 January 1976.",
)

SEX: Final = row(
    "coherence.sex-mismatch",
    _WARNING,
    _LIKELY,
    "Le premier chiffre du matricule ne correspond pas au sexe.",
    "The first digit of the matricule does not match the sex.",
    DECREE_82_103_CHANGES,
    why=_WHY_SEX,
)
SEX_OPEN: Final = row(
    "coherence.sex-undetermined",
    _INFO,
    _LIKELY,
    "Le sexe est indéterminé : il ne se compare pas au premier chiffre du matricule.",
    "The sex is indeterminate: it cannot be compared with the first digit of the matricule.",
    POLICY,
    why=_WHY_SEX,
)
YEAR: Final = row(
    "coherence.year-mismatch",
    _WARNING,
    _LIKELY,
    "L'année du matricule ne correspond pas à la date de naissance.",
    "The year of the matricule does not match the date of birth.",
    DECREE_82_103_CHANGES,
    why=(
        "Seuls les deux derniers chiffres y sont ; une date rectifiée ou interprétée explique un écart.",
        "Only its last two digits are there; a rectified or interpreted date explains a difference.",
    ),
)
MONTH: Final = row(
    "coherence.month-mismatch",
    _WARNING,
    _LIKELY,
    "Le mois du matricule ne correspond pas à la date de naissance.",
    "The month of the matricule does not match the date of birth.",
    DECREE_82_103_CHANGES,
    why=_WHY_MONTH,
)
MONTH_INCOMPLETE: Final = row(
    "coherence.month-mismatch-incomplete-record",
    _INFO,
    _LIKELY,
    "Le mois que garde l'état civil incomplet n'est pas celui de la date de naissance.",
    "The month kept from the incomplete civil record is not that of the date of birth.",
    POLICY,
    why=_WHY_MONTH,
)
MONTH_OPEN: Final = row(
    "coherence.month-not-comparable",
    _INFO,
    _LIKELY,
    "Le mois ne peut pas être comparé : le matricule ou la date ne le donne pas.",
    "The month cannot be compared: the matricule or the date does not give it.",
    POLICY,
    why=_WHY_MONTH,
)
PLACE: Final = row(
    "coherence.place-mismatch",
    _WARNING,
    _LIKELY,
    "Le lieu du matricule ne correspond pas au lieu de naissance.",
    "The place in the matricule does not match the place of birth.",
    DECREE_82_103_CHANGES,
    why=_WHY_PLACE,
)
PLACE_TOLERATED: Final = row(
    "coherence.place-recoded",
    _INFO,
    _LIKELY,
    "Le lieu du matricule diffère du lieu de naissance, mais l'écart s'explique : ancien code ou lieu inconnu.",
    "The place in the matricule differs from the place of birth, but a former code or an unknown place explains it.",
    SERVICE_PUBLIC,
    POLICY,
    why=_WHY_PLACE,
)
COLLISION: Final = row(
    "coherence.suspected-collision",
    _WARNING,
    _LIKELY,
    "{count} éléments du matricule contredisent les traits : c'est peut-être le numéro d'une autre personne.",
    "{count} parts of the matricule contradict the traits: it may be the number of another person.",
    POLICY,
    why=(
        "Un écart seul s'explique souvent ; deux désignent une autre personne. Ne pas qualifier sans contrôle.",
        "One difference is often explained; two point to another person. Do not qualify without a check.",
    ),
)
INSURED: Final = row(
    "coherence.insured-parent-number",
    _WARNING,
    _LIKELY,
    "L'année du matricule précède de 15 à 60 ans celle de la naissance : c'est peut-être le numéro d'un parent.",
    "The year of the matricule is 15 to 60 years before that of birth: it may be the number of a parent.",
    POLICY,
    why=(
        "La carte Vitale d'un parent porte son numéro, qui sert à facturer l'enfant mais ne l'identifie pas.",
        "The card of a parent carries the parent's number, used to bill the child but not to identify them.",
    ),
)
CORSICA_20: Final = row(
    "coherence.corsica-20-after-1976",
    _WARNING,
    _LIKELY,
    "Le matricule dit Corse « 20 » pour une naissance à partir de 1976.",
    "The matricule says Corsica « 20 » for a birth from 1976 on.",
    SERVICE_PUBLIC,
    why=_WHY_CORSICA,
)
CORSICA_2A: Final = row(
    "coherence.corsica-2a-before-1976",
    _WARNING,
    _LIKELY,
    "Le matricule dit « 2A » ou « 2B » pour une naissance d'avant 1976.",
    "The matricule says « 2A » or « 2B » for a birth before 1976.",
    SERVICE_PUBLIC,
    why=_WHY_CORSICA,
)
NIA_IN_FRANCE: Final = row(
    "coherence.nia-born-in-france",
    _WARNING,
    _OPEN,
    "C'est un NIA, mais son lieu de naissance n'est pas à l'étranger.",
    "This is a NIA, but its place of birth is not abroad.",
    NIA_CIRCULAR,
    why=(
        "Le NIA est destiné aux personnes nées à l'étranger ; le cas de l'outre-mer reste à confirmer.",
        "The NIA is meant for persons born abroad; the case of overseas places remains to be confirmed.",
    ),
)

COHERENCE_RULES: Final[Rules] = (
    SEX,
    SEX_OPEN,
    YEAR,
    MONTH,
    MONTH_INCOMPLETE,
    MONTH_OPEN,
    PLACE,
    PLACE_TOLERATED,
    COLLISION,
    INSURED,
    CORSICA_20,
    CORSICA_2A,
    NIA_IN_FRANCE,
)

_CORSICA_SPLIT: Final = date(1976, 1, 1)
_SEINE_SPLIT: Final = date(1968, 1, 1)
_SEINE: Final = ("75", "77", "78", "91", "92", "93", "94", "95")
# Up to when a department number still meant a country that had become independent; wide on purpose, to confirm.
_FORMER: Final = {
    **dict.fromkeys(("91", "92", "93", "94"), ("99352", date(1963, 1, 1))),
    "95": ("99350", date(1965, 1, 1)),
    "96": ("99351", date(1965, 1, 1)),
}
_CITIES: Final = {"75056": "751", "69123": "6938", "13055": "132"}
"""The commune of Paris, Lyon and Marseille, and how the codes of its arrondissements start."""
_UNKNOWN_PLACE: Final = "99999"


def coherence_faults(matricule: Matricule, traits: Traits, findings: list[Finding], at: str) -> None:
    """Append what differs between a matricule and the traits, in the order of the rules."""
    before = len(findings)
    day = traits.birth_date.day if traits.birth_date is not None else None
    if traits.sex == "I":
        findings.append(Finding(SEX_OPEN, at=f"{at}first-digit"))
    elif traits.sex in ("M", "F") and matricule.sex is not None and matricule.sex != traits.sex:
        findings.append(Finding(SEX, at=f"{at}first-digit"))
    if day is not None:
        _date_faults(matricule, traits, day, findings, at)
    place = (traits.birth_place or "").upper()
    if place and place != matricule.place:
        tolerated = place_explained(matricule.place, place, day)
        findings.append(Finding(PLACE_TOLERATED if tolerated else PLACE, at=f"{at}place"))
    differ = sum(finding.rule in (SEX, YEAR, MONTH, PLACE) for finding in findings[before:])
    if differ > 1:
        findings.append(Finding(COLLISION, at=f"{at}matricule", params={"count": differ}))
    if day is not None:
        if _parent(matricule, day):
            findings.append(Finding(INSURED, at=f"{at}year"))
        if matricule.department == "20" and day >= _CORSICA_SPLIT:
            findings.append(Finding(CORSICA_20, at=f"{at}place"))
        if matricule.department in ("2A", "2B") and day < _CORSICA_SPLIT:
            findings.append(Finding(CORSICA_2A, at=f"{at}place"))
    if matricule.oid == INS_NIA and matricule.department != "99":
        findings.append(Finding(NIA_IN_FRANCE, at=f"{at}place"))


def _date_faults(matricule: Matricule, traits: Traits, day: date, findings: list[Finding], at: str) -> None:
    if int(matricule.year) != day.year % 100:
        findings.append(Finding(YEAR, at=f"{at}year"))
    source = traits.birth_date.original if traits.birth_date is not None else None
    if matricule.month is None or (source is not None and (source.month is None or source.lunar)):
        findings.append(Finding(MONTH_OPEN, at=f"{at}month"))
    elif matricule.month != day.month:
        real = int(matricule.month_code) <= 12
        findings.append(Finding(MONTH if real else MONTH_INCOMPLETE, at=f"{at}month"))


def _parent(matricule: Matricule, day: date) -> bool:
    """In either century, is the year of the number 15 to 60 years before the birth?"""
    return any(15 <= day.year - century - int(matricule.year) <= 60 for century in (1900, 2000))


def place_explained(place: str, cog: str, born: date | None) -> bool:
    """Can `place` (of a matricule, or another code) and the COG of the traits be the same, though written otherwise?"""
    if cog == _UNKNOWN_PLACE:
        return True
    if _city(place, cog) or _city(cog, place):
        return True
    pair = {place[:3], cog[:3]}
    if pair in ({"985", "976"}, {"971", "977"}, {"971", "978"}):
        return True
    if born is None:
        return False
    if place[:2] == "20":
        return born < _CORSICA_SPLIT and cog[:2] in ("2A", "2B")
    if place[:2] in _FORMER and cog == _FORMER[place[:2]][0]:
        return born < _FORMER[place[:2]][1]
    return place[:2] in ("75", "78") and cog[:2] in _SEINE and place[:2] != cog[:2] and born < _SEINE_SPLIT


def _city(commune: str, district: str) -> bool:
    return commune in _CITIES and district.startswith(_CITIES[commune])
