"""`cda.coherence`: the birth and death of the patient, and the document. Our own additions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from esante_rules._core import Hit, Severity, Text
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context, integer
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import attribute, child, children, hit

_OLDEST: Final = 130


def _birth_after(context: Context) -> Iterator[Hit]:
    for element in children(context.patient, "birthTime"):
        if context.is_after(element, context.creation):
            yield hit(element)


BIRTH_AFTER: Final = rule(
    "coherence.birth-after-document",
    _birth_after,
    Text(
        "La date de naissance est postérieure à la création du document.",
        "The date of birth is later than the creation of the document.",
    ),
    Text("Un patient est né avant qu'on n'écrive sur lui.", "A patient is born before anyone writes about them."),
    src.LIBRARY,
)


def _too_old(context: Context) -> Iterator[Hit]:
    for element in children(context.patient, "birthTime"):
        born = context.time(element)
        created = context.created
        if born is not None and created is not None and created.local.year - born.local.year > _OLDEST:
            yield hit(element)


TOO_OLD: Final = rule(
    "coherence.patient-too-old",
    _too_old,
    Text(
        "Le patient aurait plus de 130 ans à la création du document.",
        "The patient would be over 130 when the document was created.",
    ),
    Text("L'année de naissance est sans doute mal saisie.", "The year of birth is probably mistyped."),
    src.LIBRARY,
)


def _death_before_birth(context: Context) -> Iterator[Hit]:
    born = child(context.patient, "birthTime")
    for element in children(context.patient, "sdtc:deceasedTime"):
        if context.is_after(born, element, timedelta()):
            yield hit(element)


DEATH_BEFORE_BIRTH: Final = rule(
    "coherence.death-before-birth",
    _death_before_birth,
    Text("La date de décès précède la date de naissance.", "The date of death is before the date of birth."),
    Text("L'une des deux dates est fausse.", "One of the two dates is wrong."),
    src.LIBRARY,
)


def _death_unsaid(context: Context) -> Iterator[Hit]:
    dead = attribute(child(context.patient, "sdtc:deceasedInd"), "value")
    for element in children(context.patient, "sdtc:deceasedTime"):
        if dead != "true" and element.get("nullFlavor") is None:
            yield hit(element)


DEATH_UNSAID: Final = rule(
    "coherence.death-date-without-death",
    _death_unsaid,
    Text(
        "Une date de décès est donnée sans que le patient soit déclaré décédé.",
        "A date of death is given although the patient is not declared dead.",
    ),
    Text(
        "Les deux informations vont ensemble : l'une des deux manque ou est fausse.",
        "The two go together: one of them is missing or wrong.",
    ),
    src.LIBRARY,
)


def _birth_order(context: Context) -> Iterator[Hit]:
    multiple = attribute(child(context.patient, "sdtc:multipleBirthInd"), "value")
    for element in children(context.patient, "sdtc:multipleBirthOrderNumber"):
        if multiple != "true" and integer(element.get("value") or "") is not None:
            yield hit(element)


BIRTH_ORDER: Final = rule(
    "coherence.birth-order-without-multiple-birth",
    _birth_order,
    Text(
        "Un rang de naissance est donné sans que la naissance soit déclarée multiple.",
        "A birth order is given although the birth is not declared multiple.",
    ),
    Text("Le rang ne distingue que des jumeaux.", "The order only tells twins apart."),
    src.LIBRARY,
    severity=Severity.INFO,
)


RULES: Final[tuple[Header, ...]] = (
    BIRTH_AFTER,
    TOO_OLD,
    DEATH_BEFORE_BIRTH,
    DEATH_UNSAID,
    BIRTH_ORDER,
)
