"""`cda.coherence`: the times of a header against each other, and against the caller's clock. Our own additions.

Times are compared by `_moment.after`: at the coarser precision of the two, with a tolerance of five minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from esante_rules._core import Confidence, Hit, Severity, Text
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context, integer
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._moment import Precision, after
from esante_rules.cda._tree import Element, attribute, child, children, hit, tag

_PLANNED: Final = ("55115-0", "75496-0", "57833-6")
"""Requests and prescriptions: their act is to come."""
_OLDEST: Final = 130


def _is_planned(context: Context) -> bool:
    return context.document_code in _PLANNED or context.document_code.startswith("PRESC-")


def _bounds(element: Element | None) -> Iterator[Element]:
    """The low, the high, and the interval itself when it is written as one value."""
    if element is not None:
        if element.get("value") is not None:
            yield element
        yield from element.iterchildren(tag("low"), tag("high"))


def _act_bounds(context: Context, bound: str) -> Iterator[Element]:
    for act in context.acts:
        yield from children(act, "effectiveTime", bound)


def _exact_times(context: Context) -> tuple[Element, ...]:
    """The times that the texts want to the second: creation, authors, signature."""
    parts = [actor.element for actor in context.of_kind("author", "legalAuthenticator")]
    return (*context.all("effectiveTime"), *(time for part in parts for time in children(part, "time")))


def _offset_times(context: Context) -> Iterator[Element]:
    yield from context.once(_exact_times)
    for act in context.acts:
        yield from _bounds(child(act, "effectiveTime"))
    yield from _bounds(child(context.encounter, "effectiveTime"))
    for participant in context.all("participant"):
        yield from _bounds(child(participant, "time"))


def _offset(context: Context) -> Iterator[Hit]:
    for element in _offset_times(context):
        if _PARTIAL_OFFSET(element.get("value") or "") and context.time(element) is not None:
            yield hit(element)


_PARTIAL_OFFSET: Final = re.compile(r"[0-9]{10,14}(?:\.[0-9]+)?(?:[+-][0-9]{1,3})?").fullmatch
_TO_THE_SECOND: Final = re.compile(r"[0-9]{14}(?:[.+-].*)?").fullmatch


OFFSET: Final = rule(
    "coherence.offset-missing",
    _offset,
    Text(
        "L'heure est donnée sans décalage horaire complet (± et quatre chiffres).",
        "The time is given without a complete offset from UTC (± and four digits).",
    ),
    Text(
        "Sans décalage, une heure de La Réunion et une heure de Paris ne se distinguent pas.",
        "Without an offset, a time of Réunion and a time of Paris cannot be told apart.",
    ),
    src.ans_text("dates et heures"),
    src.LIBRARY,
)


def _seconds(context: Context) -> Iterator[Hit]:
    for element in context.once(_exact_times):
        if not _TO_THE_SECOND(element.get("value") or "") and context.time(element) is not None:
            yield hit(element)


SECONDS: Final = rule(
    "coherence.time-not-to-the-second",
    _seconds,
    Text("Cette date n'est pas donnée à la seconde.", "This time is not given to the second."),
    Text(
        "La création, la participation de l'auteur et la signature se datent à la seconde.",
        "Creation, the author's participation and the signature are dated to the second.",
    ),
    src.ans_text("effectiveTime, time"),
)


def _future(context: Context) -> Iterator[Hit]:
    for element in context.all("effectiveTime"):
        if after(context.time(element), context.now):
            yield hit(element)


FUTURE: Final = rule(
    "coherence.created-in-future",
    _future,
    Text("La date de création du document est dans le futur.", "The date of creation of the document is to come."),
    Text(
        "Un document daté de demain se classe après ceux qui le suivront.",
        "A document dated tomorrow is filed after those that will follow it.",
    ),
    src.LIBRARY,
    needs_clock=True,
)


def _late_acts(context: Context) -> Iterator[Hit]:
    return (hit(low) for low in _act_bounds(context, "low") if context.is_after(low, context.creation))


def _late_act(context: Context) -> Iterator[Hit]:
    return iter(()) if _is_planned(context) else _late_acts(context)


def _planned_act(context: Context) -> Iterator[Hit]:
    return _late_acts(context) if _is_planned(context) else iter(())


ACT_AFTER: Final = rule(
    "coherence.act-after-document",
    _late_act,
    Text("L'acte documenté commence après la création du document.", "The act starts after the document was created."),
    Text("Un document rend compte d'un acte commencé.", "A document reports on an act that has started."),
    src.LIBRARY,
)
PLANNED_ACT: Final = rule(
    "coherence.planned-act-after-document",
    _planned_act,
    Text(
        "L'acte demandé ou prescrit est prévu après la création du document.",
        "The act that is requested or prescribed is planned after the document was created.",
    ),
    Text(
        "C'est l'ordre normal pour une demande ou une prescription.",
        "This is the usual order for a request or a prescription.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _late_end(context: Context) -> Iterator[Hit]:
    return (hit(high) for high in _act_bounds(context, "high") if context.is_after(high, context.creation))


ACT_END_AFTER: Final = rule(
    "coherence.act-end-after-document",
    _late_end,
    Text(
        "L'acte documenté se termine après la création du document.",
        "The act ends after the document was created.",
    ),
    Text(
        "C'est normal pour la fin de validité d'une prescription, surprenant pour un acte réalisé.",
        "This is usual for the end of validity of a prescription, surprising for an act that was done.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _act_reversed(context: Context) -> Iterator[Hit]:
    for act in context.acts:
        interval = child(act, "effectiveTime")
        low = child(interval, "low")
        if low is not None and context.is_after(low, child(interval, "high"), timedelta()):
            yield hit(low)


ACT_REVERSED: Final = rule(
    "coherence.act-ends-before-it-starts",
    _act_reversed,
    Text("L'acte documenté se termine avant de commencer.", "The act ends before it starts."),
    Text(
        "Le contrôle officiel compare les bornes partout sauf ici.",
        "The official check compares the bounds everywhere but here.",
    ),
    src.LIBRARY,
)


def _time_of_part(context: Context, kind: str) -> Iterator[Element]:
    for element in context.all(kind):
        yield from children(element, "time")


def _after_creation(context: Context, kind: str) -> Iterator[Hit]:
    return (hit(element) for element in _time_of_part(context, kind) if context.is_after(element, context.creation))


def _author_after(context: Context) -> Iterator[Hit]:
    return _after_creation(context, "author")


def _authenticator_after(context: Context) -> Iterator[Hit]:
    return _after_creation(context, "authenticator")


AUTHOR_AFTER: Final = rule(
    "coherence.author-after-document",
    _author_after,
    Text(
        "L'auteur intervient après la création du document.",
        "The author takes part after the document was created.",
    ),
    Text("On n'écrit pas un document déjà créé.", "Nobody writes a document that is already created."),
    src.LIBRARY,
)
AUTHENTICATOR_AFTER: Final = rule(
    "coherence.authenticator-after-document",
    _authenticator_after,
    Text(
        "L'attestation est postérieure à la création du document.",
        "The attestation is later than the creation of the document.",
    ),
    Text(
        "Ce que l'on atteste est écrit avant que le document ne soit créé.",
        "What is attested is written before the document is created.",
    ),
    src.LIBRARY,
)


def _signed_early(context: Context) -> Iterator[Hit]:
    written = tuple(_time_of_part(context, "author"))
    for element in _time_of_part(context, "legalAuthenticator"):
        if any(context.is_after(time, element) for time in written):
            yield hit(element)


SIGNED_BEFORE_WRITTEN: Final = rule(
    "coherence.signed-before-written",
    _signed_early,
    Text(
        "Le responsable prend le document à son compte avant que l'auteur ne l'ait écrit.",
        "The signer takes responsibility before the author has written the document.",
    ),
    Text(
        "On ne répond que de ce qui est écrit ; aucun texte ne fixe cependant cet ordre.",
        "One answers only for what is written; no text fixes this order though.",
    ),
    src.LIBRARY,
    confidence=Confidence.PROBABLE,
)


def _signed_late(context: Context) -> Iterator[Hit]:
    for element in _time_of_part(context, "legalAuthenticator"):
        if context.is_after(element, context.creation, timedelta(days=1)) and _days_after(element, context):
            yield hit(element)


def _days_after(element: Element, context: Context) -> bool:
    """Two days apart at least when only days are known: one of them may be the same night."""
    signed, created = context.time(element), context.created
    if signed is None or created is None:
        return False
    precision = min(signed.precision, created.precision)
    return precision > Precision.DAY or (
        precision == Precision.DAY and (signed.local.date() - created.local.date()).days > 1
    )


SIGNED_LATE: Final = rule(
    "coherence.signed-after-document",
    _signed_late,
    Text(
        "Le responsable prend le document à son compte plus d'un jour après sa création.",
        "The signer takes responsibility more than a day after the document was created.",
    ),
    Text(
        "Le document circule peut-être avant que quelqu'un n'en réponde ; aucun texte ne fixe cependant ce délai.",
        "The document may circulate before anyone answers for it; no text fixes this delay though.",
    ),
    src.LIBRARY,
    confidence=Confidence.PROBABLE,
)


def _encounter_after(context: Context) -> Iterator[Hit]:
    for low in children(context.encounter, "effectiveTime", "low"):
        if context.is_after(low, context.creation):
            yield hit(low)


ENCOUNTER_AFTER: Final = rule(
    "coherence.encounter-after-document",
    _encounter_after,
    Text(
        "La prise en charge commence après la création du document.",
        "The encounter starts after the document was created.",
    ),
    Text(
        "Le document est rattaché à une prise en charge commencée.",
        "The document belongs to an encounter that has started.",
    ),
    src.LIBRARY,
)


def _act_before_encounter(context: Context) -> Iterator[Hit]:
    low = child(context.main_act, "effectiveTime", "low")
    if low is not None and context.is_after(child(context.encounter, "effectiveTime", "low"), low):
        yield hit(low)


ACT_BEFORE_ENCOUNTER: Final = rule(
    "coherence.act-before-encounter",
    _act_before_encounter,
    Text(
        "L'acte principal commence avant la prise en charge.",
        "The main act starts before the encounter.",
    ),
    Text(
        "C'est possible pour un acte antérieur que le document rappelle.",
        "This is possible for an earlier act that the document recalls.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _act_after_encounter(context: Context) -> Iterator[Hit]:
    low = child(context.main_act, "effectiveTime", "low")
    if low is not None and context.is_after(low, child(context.encounter, "effectiveTime", "high")):
        yield hit(low)


ACT_AFTER_ENCOUNTER: Final = rule(
    "coherence.act-after-encounter",
    _act_after_encounter,
    Text(
        "L'acte principal commence après la fin de la prise en charge.",
        "The main act starts after the end of the encounter.",
    ),
    Text("L'acte a lieu pendant la prise en charge.", "The act takes place during the encounter."),
    src.LIBRARY,
)


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
    OFFSET,
    SECONDS,
    FUTURE,
    ACT_AFTER,
    PLANNED_ACT,
    ACT_END_AFTER,
    ACT_REVERSED,
    AUTHOR_AFTER,
    SIGNED_BEFORE_WRITTEN,
    SIGNED_LATE,
    AUTHENTICATOR_AFTER,
    ENCOUNTER_AFTER,
    ACT_BEFORE_ENCOUNTER,
    ACT_AFTER_ENCOUNTER,
    BIRTH_AFTER,
    TOO_OLD,
    DEATH_BEFORE_BIRTH,
    DEATH_UNSAID,
    BIRTH_ORDER,
)
