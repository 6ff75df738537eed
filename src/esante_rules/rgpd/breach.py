"""A personal data breach: who has to be told, until when, with what.

`duties` gives the actions in the order to take them (RGPD, art. 33 and 34; CSP, art. L. 1111-8-2); `check_notice` says
what a notification to the CNIL still lacks; `suggest_risk` proposes a level from plain facts, and only proposes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final

from attrs import field, frozen

from esante_rules._answer import Answer, all_of, answer, any_of
from esante_rules._core import STATE_OF_LAW, Finding, Lang, Report, Rule, Text, known, plan, require, require_day
from esante_rules.rgpd import _breach_rules as rules
from esante_rules.rgpd._breach_rules import RULES
from esante_rules.rgpd._hours import after, instant
from esante_rules.rgpd._texts import NO_LAW
from esante_rules.rgpd._trace import Step

__all__ = ["NOTICE_ITEMS", "RISKS", "RULES", "Breach", "Duties", "check_notice", "duties", "suggest_risk"]

RISKS: Final = ("aucun", "risque", "eleve")
ROLES: Final = ("responsable", "sous_traitant")
CNIL_HOURS: Final = 72
"""Real hours from awareness (RGPD, art. 33(1)); règlement 1182/71, art. 3(5), is never relied on to lengthen them."""

NOTICE_ITEMS: Final = {
    "nature": Text("la nature de la violation", "the nature of the breach"),
    "personnes": Text(
        "les catégories et le nombre de personnes concernées", "the categories and number of persons concerned"
    ),
    "donnees": Text("les catégories et le nombre d'enregistrements", "the categories and number of records"),
    "contact_dpo": Text("le contact du délégué ou d'un autre point de contact", "the contact of the DPO or another"),
    "consequences": Text("les conséquences probables", "the likely consequences"),
    "mesures": Text("les mesures prises ou proposées", "the measures taken or proposed"),
}
"""What a notification must hold (RGPD, art. 33(3))."""


@frozen(kw_only=True)
class Breach:
    """A breach as it is known now; what is not known stays unknown.

    `ValueError` when it would have been notified before it was known.
    """

    aware_at: datetime = field(repr=False)
    """When the controller (or the processor) became aware; without a zone, civil time of Paris."""
    risk: str | None = None
    """`aucun`, `risque` or `eleve` for the persons; None when not assessed."""
    role: str = "responsable"
    """`responsable` or `sous_traitant`: who we are in this processing."""
    unintelligible: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is the data unintelligible to whoever got it (encryption at the state of the art, key safe)?"""
    risk_removed_since: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Did later measures make a high risk unlikely?"""
    disproportionate: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Would telling each person take a disproportionate effort?"""
    structure_in_scope: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is the structure one of article L. 1111-8-2 (établissement de santé, LBM, établissement médico-social...)?"""
    significant_or_serious: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is the incident significant or serious (D. 1111-16-2, II)?"""
    notified_at: datetime | None = field(default=None, repr=False)
    """When the CNIL was notified, if it was."""

    def __attrs_post_init__(self) -> None:
        require(self.aware_at, datetime, "aware_at")
        require(self.notified_at, (datetime, type(None)), "notified_at")
        known(self.role, ROLES, "role")
        if self.risk is not None:
            known(self.risk, RISKS, "risk")
        if self.notified_at is not None and instant(self.notified_at, "notified_at") < instant(
            self.aware_at, "aware_at"
        ):
            raise ValueError("notified_at is before aware_at")


@frozen(kw_only=True)
class Duties:
    """What has to be done, in order, and the instant by which the CNIL must be notified."""

    steps: tuple[Step, ...]
    cnil_by: datetime | None = field(repr=False)
    """72 real hours after awareness, in the civil time of Paris; None when the CNIL is not to be notified."""
    not_in_force: tuple[Rule[Any], ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts still to be settled."""
        return tuple(dict.fromkeys(name for step in self.steps for name in step.missing))

    def explain(self, lang: Lang = "fr") -> str:
        """The duties, one a line, and the deadline, in `lang`."""
        lines = [step.explain(lang) for step in self.steps]
        if self.cnil_by is not None:
            by = f"{self.cnil_by:%d/%m/%Y %H:%M}" if lang == "fr" else self.cnil_by.isoformat(timespec="minutes")
            lines.append(Text(f"CNIL : avant le {by} (heure de Paris)", f"CNIL: by {by} (Paris time)").in_(lang))
        return "\n".join(lines) or NO_LAW.in_(lang)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The duties as plain data for JSON."""
        return {
            "cnil_by": None if self.cnil_by is None else self.cnil_by.isoformat(),
            "missing": list(self.missing),
            "steps": [step.to_dict(lang) for step in self.steps],
            "not_in_force": [rule.id for rule in self.not_in_force],
        }


def duties(breach: Breach, *, as_of: date = STATE_OF_LAW) -> Duties:
    """List what the breach obliges to do under the law of `as_of`.

    A risk that nobody assessed is notified as a precaution: unknown never dispenses. Raises `TypeError` for a wrong
    type, `OverflowError` when the 72 hours would leave the calendar.
    """
    require(breach, Breach, "breach")
    require_day(as_of, "as_of")
    wanted = tuple(_steps(breach))
    steps = tuple(step for step in wanted if step.rule.in_force(as_of))
    notify = any(step.rule is rules.NOTIFY_CNIL for step in steps)
    return Duties(
        steps=steps,
        cnil_by=after(instant(breach.aware_at, "aware_at"), CNIL_HOURS) if notify else None,
        not_in_force=tuple(step.rule for step in wanted if step not in steps),
    )


def _steps(breach: Breach) -> Iterator[Step]:
    if breach.role == "sous_traitant":
        yield Step(rule=rules.TELL_CONTROLLER, answer=Answer.YES)
        return
    yield Step(rule=rules.REGISTER, answer=Answer.YES)
    if breach.risk != "aucun":
        yield Step(rule=rules.NOTIFY_CNIL, answer=Answer.YES)
        if _late(breach):
            yield Step(rule=rules.REASONS_OF_DELAY, answer=Answer.YES)
    if breach.risk == "eleve":
        yield _persons(breach)
    yield from _incident(breach)
    if breach.risk is None:
        yield Step(rule=rules.ASSESS_RISK, answer=Answer.UNKNOWN, missing=("risk",))


def _late(breach: Breach) -> bool:
    return breach.notified_at is not None and instant(breach.notified_at, "notified_at") > after(
        instant(breach.aware_at, "aware_at"), CNIL_HOURS
    )


def _persons(breach: Breach) -> Step:
    if any_of((breach.unintelligible, breach.risk_removed_since)) is Answer.YES:
        return Step(rule=rules.NO_INDIVIDUAL_NOTICE, answer=Answer.YES)
    if breach.disproportionate is Answer.YES:
        return Step(rule=rules.PUBLIC_NOTICE, answer=Answer.YES)
    return Step(rule=rules.INFORM_PERSONS, answer=Answer.YES)


def _incident(breach: Breach) -> Iterator[Step]:
    facts = {
        "structure_in_scope": breach.structure_in_scope,
        "significant_or_serious": breach.significant_or_serious,
    }
    due = all_of(facts.values())
    if due is Answer.YES:
        yield Step(rule=rules.REPORT_ANS, answer=Answer.YES)
    elif due is Answer.UNKNOWN:
        missing = tuple(name for name, given in facts.items() if given is Answer.UNKNOWN)
        yield Step(rule=rules.ASSESS_INCIDENT, answer=Answer.UNKNOWN, missing=missing)


def check_notice(items: Iterable[str], *, as_of: date = STATE_OF_LAW) -> Report:
    """Say which items of article 33(3) a notification still lacks; `items` are keys of `NOTICE_ITEMS`.

    Raises `ValueError` listing the keys for another word.
    """
    require_day(as_of, "as_of")
    present = {known(item, NOTICE_ITEMS, "an item") for item in items}
    active, skipped = plan((rules.NOTICE_ITEM,), as_of)
    findings = tuple(
        Finding(rule=rule, at=item, params={"item": words})
        for rule in active
        for item, words in NOTICE_ITEMS.items()
        if item not in present
    )
    return Report(as_of=as_of, findings=findings, evaluated=active, skipped=skipped)


def suggest_risk(
    *,
    health_data: Answer | bool | str | None = None,
    exfiltrated_or_public: Answer | bool | str | None = None,
    care_affected_for_hours: Answer | bool | str | None = None,
    recipient_bound_by_secrecy: Answer | bool | str | None = None,
    deletion_confirmed: Answer | bool | str | None = None,
    encrypted_and_backed_up: Answer | bool | str | None = None,
) -> str | None:
    """Propose a level of `RISKS` from plain facts, or None when they do not settle it.

    Our reading, to be confirmed by the person in charge: it is never applied by `duties`. The gravest reading wins.
    """
    exposed = all_of((Answer.of(health_data), Answer.of(exfiltrated_or_public)))
    grave = any_of((exposed, Answer.of(care_affected_for_hours)))
    if grave is Answer.YES:
        return "eleve"
    if grave is Answer.UNKNOWN:
        return None
    if Answer.of(encrypted_and_backed_up) is Answer.YES:
        return "aucun"
    contained = all_of((Answer.of(recipient_bound_by_secrecy), Answer.of(deletion_confirmed)))
    return "risque" if contained is Answer.YES else None
