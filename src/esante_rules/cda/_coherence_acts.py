"""`cda.coherence`: the times of the acts, of the encounter and of the document. Our own additions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from esante_rules._core import Hit, Severity, Text
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import Element, child, children, hit

_PLANNED: Final = ("55115-0", "75496-0", "57833-6")
"""Requests and prescriptions: their act is to come."""


def _is_planned(context: Context) -> bool:
    return context.document_code in _PLANNED or context.document_code.startswith("PRESC-")


def _act_bounds(context: Context, bound: str) -> Iterator[Element]:
    for act in context.acts:
        yield from children(act, "effectiveTime", bound)


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


RULES: Final[tuple[Header, ...]] = (
    ACT_AFTER,
    PLANNED_ACT,
    ACT_END_AFTER,
    ACT_REVERSED,
    ENCOUNTER_AFTER,
    ACT_BEFORE_ENCOUNTER,
    ACT_AFTER_ENCOUNTER,
)
