"""`cda.coherence`: creation, authors and signatures against each other and against the clock. Our own additions.

Times are compared by `_moment.after`: at the coarser precision of the two, with a tolerance of five minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from esante_rules._core import Confidence, Hit, Text
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._moment import Precision, after
from esante_rules.cda._tree import Element, child, children, hit, tag


def _bounds(element: Element | None) -> Iterator[Element]:
    """The low, the high, and the interval itself when it is written as one value."""
    if element is not None:
        if element.get("value") is not None:
            yield element
        yield from element.iterchildren(tag("low"), tag("high"))


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


RULES: Final[tuple[Header, ...]] = (
    OFFSET,
    SECONDS,
    FUTURE,
    AUTHOR_AFTER,
    SIGNED_BEFORE_WRITTEN,
    SIGNED_LATE,
    AUTHENTICATOR_AFTER,
)
