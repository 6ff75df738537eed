"""When an AIPD is made, reviewed and overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._answer import Answer
from esante_rules._core import STATE_OF_LAW, Finding, Report, Rule, Text, plan, require, require_day
from esante_rules._dates import add
from esante_rules.rgpd.aipd._sources import D326, RGPD_APPLIES, TRANSITION_ENDS, WP248, rgpd
from esante_rules.rgpd.aipd._terms import PROBABLE, rule

REVIEW_YEARS: Final = 3

NOT_BEFORE_START: Final = rule(
    "aipd.timing.project-without-assessment",
    Text(
        "Le traitement n'a pas démarré et l'AIPD n'est pas faite : elle doit l'être avant.",
        "The processing has not started and the AIPD is not made: it must be made before.",
    ),
    Text("L'AIPD précède le traitement.", "The AIPD comes before the processing."),
    rgpd("art. 35(1)"),
    level="BLOQUANT",
    needs_clock=True,
)
RUNNING_WITHOUT: Final = rule(
    "aipd.timing.running-without-assessment",
    Text(
        "Le traitement est en service et l'AIPD n'a pas été faite avant : régularisez.",
        "The processing is running and no AIPD was made before it: put that right.",
    ),
    Text("L'AIPD précède le traitement.", "The AIPD comes before the processing."),
    rgpd("art. 35(1)"),
    level="MAJEUR",
    needs_clock=True,
)
CHANGED: Final = rule(
    "aipd.timing.change-without-review",
    Text(
        "Le risque a changé (finalité, données, destinataire, fournisseur, hébergement, technologie, incident) sans "
        "revue de l'AIPD.",
        "The risk has changed (purpose, data, recipient, supplier, hosting, technology, incident) without a review of "
        "the AIPD.",
    ),
    Text(
        "L'analyse vaut pour le traitement qu'elle décrit ; quand il change, elle est revue.",
        "The assessment holds for the processing it describes; when that changes, it is reviewed.",
    ),
    rgpd("art. 35(11)"),
    level="MAJEUR",
)
OLD: Final = rule(
    "aipd.timing.review-overdue",
    Text(
        "La dernière revue de l'AIPD a plus de trois ans.",
        "The last review of the AIPD is more than three years old.",
    ),
    Text(
        "Un rythme de trois ans est la pratique recommandée ; son libellé exact reste à vérifier.",
        "A three-year rhythm is the recommended practice; its exact wording remains to be checked.",
    ),
    D326,
    WP248,
    level="MINEUR",
    confidence=PROBABLE,
    needs_clock=True,
)
LEGACY: Final = rule(
    "aipd.timing.legacy-overdue",
    Text(
        "Traitement antérieur au RGPD toujours sans AIPD : le délai de trois ans a expiré le 25 mai 2021.",
        "Processing older than the RGPD still without an AIPD: the three years ended on 25 May 2021.",
    ),
    Text(
        "La tolérance accordée aux traitements réguliers avant le RGPD était limitée à trois ans.",
        "The tolerance for processing in order before the RGPD was limited to three years.",
    ),
    D326,
    level="BLOQUANT",
    since=TRANSITION_ENDS,
    needs_clock=True,
)
DPO_LATE: Final = rule(
    "aipd.timing.dpo-consulted-late",
    Text(
        "Le DPO a été consulté après la fin de l'AIPD, non pendant.",
        "The DPO was consulted after the end of the AIPD, not during it.",
    ),
    Text("Son conseil sert à faire l'analyse, pas à la signer.", "That advice serves to make the assessment."),
    rgpd("art. 35(2) et 39(1)(c)"),
    level="MAJEUR",
)
TIMING_RULES: Final[tuple[Rule[Any], ...]] = (NOT_BEFORE_START, RUNNING_WITHOUT, CHANGED, OLD, LEGACY, DPO_LATE)


def _answer(given: Answer | bool | str | None) -> Answer:
    return Answer.of(given)


@frozen(kw_only=True, repr=False)
class Timeline:
    """The dates of an AIPD that is due. A date left out is unknown, except `made_on`: None means that there is none."""

    made_on: date | None = None
    starts_on: date | None = None
    reviewed_on: date | None = None
    changed_on: date | None = None
    """The last change of the risk."""
    dpo_on: date | None = None
    legacy: Answer = field(default=Answer.UNKNOWN, converter=_answer)
    """Did the processing exist, in order, before 25 May 2018?"""

    def __attrs_post_init__(self) -> None:
        for name in ("made_on", "starts_on", "reviewed_on", "changed_on", "dpo_on"):
            if getattr(self, name) is not None:
                require_day(getattr(self, name), name)
        if self.made_on and self.reviewed_on and self.reviewed_on < self.made_on:
            raise ValueError("a review cannot come before the AIPD itself")

    @property
    def last_review(self) -> date | None:
        """The last day the AIPD was looked at."""
        return self.reviewed_on or self.made_on


def review_due(timeline: Timeline) -> date | None:
    """The last day for the periodic review; None without an AIPD."""
    require(timeline, Timeline, "timeline")
    return add(timeline.last_review, years=REVIEW_YEARS) if timeline.last_review else None


def check_timing(timeline: Timeline, *, as_of: date = STATE_OF_LAW, now: date | None = None) -> Report:
    """Report what is late in the life of an AIPD that is due; `now` is the caller's clock."""
    require(timeline, Timeline, "timeline")
    require_day(as_of, "as_of")
    if now is not None:
        require_day(now, "now")
    active, skipped = plan(TIMING_RULES, as_of, now is not None)
    found = tuple(finding for finding in _found(timeline, now) if finding.rule in active)
    return Report(as_of=as_of, findings=found, evaluated=active, skipped=skipped)


def _found(t: Timeline, now: date | None) -> Iterator[Finding]:
    if now is not None:
        yield from _on_the_clock(t, now)
    if t.changed_on and t.last_review and t.last_review < t.changed_on:
        yield Finding(CHANGED, "reviewed_on")
    if t.dpo_on and t.made_on and t.dpo_on > t.made_on:
        yield Finding(DPO_LATE, "dpo_on")


def _on_the_clock(t: Timeline, now: date) -> Iterator[Finding]:
    # until 25 May 2021 a processing in order before the RGPD was tolerated without an AIPD; from that day it is overdue
    before = bool(t.starts_on and t.starts_on < RGPD_APPLIES)
    legacy = t.made_on is None and (t.legacy is Answer.YES or (before and t.legacy is Answer.UNKNOWN))
    if legacy:
        if now >= TRANSITION_ENDS:
            yield Finding(LEGACY, "made_on")
    elif t.starts_on is not None and (t.made_on is None or t.made_on >= t.starts_on):
        if t.starts_on <= now:
            yield Finding(RUNNING_WITHOUT, "made_on")
        else:
            yield Finding(NOT_BEFORE_START, "made_on")
    due = review_due(t)
    if due is not None and due < now:
        yield Finding(OLD, "reviewed_on")
