"""The texts that several obligations cite, and the short way to declare a rule of the rulebooks' three scales."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from esante_rules._core import Confidence, Reference, Rule, Severity, Text

NO_LAW: Final = Text("Aucun texte en vigueur à cette date.", "No text in force on that day.")
"""What an answer says of itself when `as_of` is before every text it applies."""

_READ_ON: Final = date(2026, 6, 30)
RGPD_APPLIES: Final = date(2018, 5, 25)
"""First day of application of the règlement (UE) 2016/679 (art. 99)."""

_SOURCES: Final = {
    "RGPD": ("Règlement (UE) 2016/679 (RGPD)", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"),
    "1182/71": ("Règlement (CEE, Euratom) n° 1182/71", "https://eur-lex.europa.eu/eli/reg/1971/1182/oj"),
    "CSP": ("Code de la santé publique", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/"),
    "CASF": (
        "Code de l'action sociale et des familles",
        "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006074069/",
    ),
    "travail": ("Code du travail", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050/"),
    "CRPA": (
        "Code des relations entre le public et l'administration",
        "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000031366350/",
    ),
    "LIL": (
        "Loi n° 78-17 du 6 janvier 1978 (informatique et libertés)",
        "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000886460",
    ),
    "CEPD": ("Comité européen de la protection des données", "https://www.edpb.europa.eu/"),
    "CJUE": ("Cour de justice de l'Union européenne", "https://curia.europa.eu/"),
    "CNIL": ("Commission nationale de l'informatique et des libertés", "https://www.cnil.fr/"),
    "ANS": ("Agence du numérique en santé", "https://esante.gouv.fr/"),
    "doctrine": ("Doctrine du numérique en santé", "https://esante.gouv.fr/"),
}


def text(source: str, passage: str) -> Reference:
    """The passage of one of the texts above."""
    name, url = _SOURCES[source]
    return Reference(name, passage, url, _READ_ON)


_LEVELS: Final = {
    "BLOQUANT": Severity.ERROR,
    "MAJEUR": Severity.WARNING,
    "MINEUR": Severity.INFO,
    "INFO": Severity.INFO,
}
_MARKS: Final = {"H": Confidence.CERTAIN, "M": Confidence.PROBABLE, "B": Confidence.TO_CONFIRM}


def declare(
    name: str,
    level: str,
    mark: str,
    says: Text,
    why: Text,
    *refs: Reference,
    since: date | None = RGPD_APPLIES,
    until: date | None = None,
) -> Rule[Any]:
    """A rule of a decision: `level` is BLOQUANT, MAJEUR, MINEUR or INFO; `mark` is H, M or B."""
    return Rule(
        id=name,
        says=says,
        why=why,
        refs=refs,
        since=since,
        until=until,
        severity=_LEVELS[level],
        confidence=_MARKS[mark],
        level=level,
    )
