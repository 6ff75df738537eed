"""How a row of the catalogue is written: its words are built from its columns, so that no row can contradict them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from esante_rules._core import Confidence, Reference, Rule, Severity, Text
from esante_rules._dates import Period
from esante_rules.rgpd.retention.model import Action, Nature, Obligation, Phase, Sector, Term, period_words
from esante_rules.rgpd.retention.triggers import TRIGGERS, Trigger


def term(  # noqa: PLR0917 - the columns of a row, in the order of the tables
    name: str,
    label: Text,
    phase: Phase,
    period: str,
    trigger: Trigger,
    nature: Nature,
    action: Action,
    obligation: Obligation,
    *refs: Reference,
    sector: Sector,
    confidence: Confidence,
    since: date | None = None,
    until: date | None = None,
    note: Text | None = None,
    package: str = "retention",
) -> Term:
    """Build a row: `name` without its first word, `period` in ISO 8601 or empty, `until` the first day out of force.

    A caller who builds terms of their own (a register's) gives them another `package`: the catalogue's names grow.
    """
    length = Period.parse(period) if period else None
    rule: Rule[Any] = Rule(
        id=f"{package}.{name}",
        says=_says(label, *_span(phase, length, trigger, nature, confidence)),
        why=_why(obligation, action, note),
        refs=refs,
        since=since,
        until=until,
        severity=Severity.INFO,
        confidence=confidence,
        level=obligation.value.upper(),
    )
    return Term(
        rule=rule,
        category=name.partition(".")[0],
        label=label,
        sector=sector,
        phase=phase,
        period=length,
        trigger=trigger,
        nature=nature,
        action=action,
        obligation=obligation,
        note=note,
    )


def _says(label: Text, fr: str, en: str) -> Text:
    return Text(f"{label.fr} : {fr}.", f"{label.en}: {en}.")


def _span(
    phase: Phase, period: Period | None, trigger: Trigger, nature: Nature, confidence: Confidence
) -> tuple[str, str]:
    about = TRIGGERS[trigger]
    if period is None and confidence is Confidence.TO_CONFIRM:
        return (
            "aucun chiffre n'est avancé, la durée restant à confirmer",
            "no figure is put forward, it is to be confirmed",
        )
    if period is None:
        return "le texte donne un critère et non une durée", "the text gives a criterion, not a period"
    if not period:
        return f"jusqu'{_until_fr(about.from_fr)}", f"until {about.from_en}"
    fr, en = period_words(period, "fr"), period_words(period, "en")
    if trigger is Trigger.YEAR_DEPTH:
        return (
            f"accès à l'année en cours et aux {fr} qui la précèdent",
            f"access to the current year and the {en} before it",
        )
    if nature is Nature.CRITERION:
        fr, en = f"archivage borné à {fr}", f"archive bounded by {en}"
    elif nature is Nature.MIN:
        fr, en = f"au moins {fr}", f"at least {en}"
    elif nature is Nature.MAX:
        fr, en = f"au plus {fr}", f"at most {en}"
    if phase is Phase.ACTIVE:
        fr, en = f"{fr} en base active", f"{en} in the active base"
    elif phase is Phase.INTERMEDIATE and nature is not Nature.CRITERION and period.years:
        fr, en = f"{fr}, archive comprise", f"{en}, archive included"
    return f"{fr}, à compter {about.from_fr}", f"{en}, counted from {about.from_en}"


def _until_fr(from_fr: str) -> str:
    """ "de la clôture" follows "à compter"; "à la clôture" follows "jusqu'"."""
    return f"au {from_fr[3:]}" if from_fr.startswith("du ") else f"à {from_fr.removeprefix('de ')}"


_FORCE: Final[Mapping[Obligation, Text]] = {
    Obligation.LEGAL: Text(
        "Fixé par un texte : le responsable de traitement ne peut pas s'en écarter.",
        "Set by a statute or regulation: the controller cannot depart from it.",
    ),
    Obligation.CNIL: Text(
        "Recommandé par la CNIL : s'en écarter demande une justification écrite.",
        "Recommended by the CNIL: departing from it takes a written justification.",
    ),
    Obligation.DOCTRINE: Text(
        "Point de doctrine, qui cède devant un texte et devant la CNIL.",
        "Professional guidance, which gives way to a statute and to the CNIL.",
    ),
    Obligation.REGISTRE: Text(
        "Déclaré par l'organisme à son registre : il s'y tient tant qu'il ne le change pas.",
        "Declared by the organisation in its register, which binds it until it is changed.",
    ),
}


def _why(obligation: Obligation, action: Action, note: Text | None) -> Text:
    force, end = _FORCE[obligation], action.says
    fr, en = f"{force.fr} À l'échéance : {end.fr}.", f"{force.en} At the end: {end.en}."
    return Text(f"{fr} {note.fr}", f"{en} {note.en}") if note else Text(fr, en)
