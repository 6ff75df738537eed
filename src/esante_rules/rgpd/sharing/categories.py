"""Who may exchange or share: the two categories of R. 1110-2, as a dated table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final

from attrs import frozen

from esante_rules._answer import Answer
from esante_rules._core import STATE_OF_LAW, Text, known, require_day
from esante_rules.rgpd.sharing._sources import COVERED_SINCE, LISTS_READ


class Category(Enum):
    """A line of R. 1110-2, or a place outside it; the values are the codes editors store."""

    HEALTH = "1"
    SOCIAL_ASSISTANT = "2a"
    PSYCHOLOGIST = "2b"
    CHILD_MINDER = "2c"
    EDUCATOR = "2d"
    HOST = "2e"
    GUARDIAN = "2f"
    FACILITY_STAFF = "2g"
    MAIA = "2h"
    APA_TEAM = "2i"
    COORDINATION_STAFF = "2j"
    RESIDENT = "2k"
    UNLISTED = "HL"
    """Anyone else: police, insurer, employer, volunteer, relative, non-professional coordinator of a CPTS..."""
    DELEGATED = "DEL"
    """A secretary or another person acting under the authority of a listed professional."""
    UNKNOWN = "inconnu"

    @classmethod
    def of(cls, value: Category | str) -> Category:
        """Read a category or its code; `ValueError` lists the codes."""
        return value if isinstance(value, Category) else cls(known(value, (c.value for c in cls), "a category"))

    @property
    def says(self) -> Text:
        """Who that is, in both languages."""
        return LINES[self].says


@frozen
class Line:
    """A line of the table: who, in which of the two categories (0 for neither), and between which days."""

    says: Text
    side: int
    since: date | None = None
    """The first day on which the line is known to be in the article; earlier, the table does not know."""
    repealed: date | None = None
    """The first day on which the line is known to be out of it; earlier, the table does not know."""


LINES: Final[Mapping[Category, Line]] = {
    Category.HEALTH: Line(
        Text("professionnel de santé (quatrième partie du code)", "health professional (fourth part of the code)"), 1
    ),
    Category.SOCIAL_ASSISTANT: Line(Text("assistant de service social", "social worker"), 2),
    Category.PSYCHOLOGIST: Line(
        Text(
            "ostéopathe, chiropracteur, psychologue, psychothérapeute, aide médico-psychologique ou accompagnant "
            "éducatif et social",
            "osteopath, chiropractor, psychologist, psychotherapist, or educational and social carer",
        ),
        2,
    ),
    Category.CHILD_MINDER: Line(Text("assistant maternel ou familial", "child minder or foster carer"), 2),
    Category.EDUCATOR: Line(
        Text(
            "éducateur, aide familial, personnel pédagogique occasionnel ou permanent d'un lieu de vie",
            "educator, family aide, occasional holiday staff or permanent staff of a shared home",
        ),
        2,
    ),
    Category.HOST: Line(
        Text(
            "particulier qui accueille des personnes âgées ou handicapées",
            "private host of older or disabled people",
        ),
        2,
    ),
    Category.GUARDIAN: Line(
        Text(
            "mandataire judiciaire à la protection des majeurs ou délégué aux prestations familiales",
            "court-appointed guardian of adults or family benefits delegate",
        ),
        2,
    ),
    Category.FACILITY_STAFF: Line(
        Text(
            "personne d'un établissement ou service social ou médico-social, non professionnel de santé",
            "person working in a social or medico-social facility, not a health professional",
        ),
        2,
    ),
    Category.MAIA: Line(
        Text("personne mettant en œuvre la méthode MAIA (ligne abrogée)", "person applying MAIA (line repealed)"),
        2,
        repealed=LISTS_READ,
    ),
    Category.APA_TEAM: Line(
        Text(
            "membre de l'équipe médico-sociale de l'APA, non professionnel de santé",
            "member of the APA medico-social team, not a health professional",
        ),
        2,
    ),
    Category.COORDINATION_STAFF: Line(
        Text(
            "personne d'un DAC ou d'un DSR, spécialement habilitée par le représentant légal",
            "person of a DAC or DSR, specially habilitated by its legal representative",
        ),
        2,
        since=LISTS_READ,
    ),
    Category.RESIDENT: Line(
        Text("étudiant de troisième cycle des études de santé", "postgraduate health student (resident)"),
        2,
        since=LISTS_READ,
    ),
    Category.UNLISTED: Line(Text("personne hors de la liste", "person outside the list"), 0),
    Category.DELEGATED: Line(
        Text("personne agissant sous l'autorité d'un professionnel", "person acting under a professional"), 0
    ),
    Category.UNKNOWN: Line(Text("catégorie inconnue", "unknown category"), 0),
}
"""R. 1110-2 in its version of June 2024. A resident stands in the second category, however odd: so says the code."""


def listed(category: Category | str, *, as_of: date = STATE_OF_LAW) -> Answer:
    """Is that category in R. 1110-2 on that day?

    Unknown for an unknown category, for a delegated person (ask about the professional above), for a line whose day
    of entry or repeal is not recorded, and before 25 May 2018.
    """
    require_day(as_of, "as_of")
    asked = Category.of(category)
    line = LINES[asked]
    if as_of < COVERED_SINCE:
        return Answer.UNKNOWN
    if line.side == 0:
        return Answer.NO if asked is Category.UNLISTED else Answer.UNKNOWN
    if line.repealed is not None:
        return Answer.NO if as_of >= line.repealed else Answer.UNKNOWN
    return Answer.YES if line.since is None or as_of >= line.since else Answer.UNKNOWN


def side(category: Category) -> int:
    """1 for health professionals, 2 for the others of the list, 0 for a category that is in neither."""
    return LINES[category].side
