"""The data protection officer (RGPD, art. 37 to 39): must one be designated, and is the designation right?

Large scale is answered as for the AIPD (`esante_rules.rgpd.aipd`), from the type of body and its figures, unless the
caller has documented an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from attrs import field, frozen

from esante_rules._answer import Answer, all_of, answer, any_of
from esante_rules._core import STATE_OF_LAW, Lang, Rule, Text, require, require_day
from esante_rules.rgpd import aipd
from esante_rules.rgpd._assessment import Assessment, assess, question
from esante_rules.rgpd._texts import declare, text
from esante_rules.rgpd._trace import Step, decision_as_data, explain_decision

__all__ = ["RULES", "Decision", "Designation", "Organisation", "Outcome", "check_designation", "decide", "large_scale"]

_ART_37 = text("RGPD", "art. 37(1)")
PUBLIC: Final = declare(
    "dpo.duty.public-body",
    "BLOQUANT",
    "H",
    Text(
        "Autorité ou organisme public : la désignation d'un délégué est obligatoire.",
        "Public authority or body: designating a DPO is mandatory.",
    ),
    Text("Seules les juridictions dans leur fonction en sont exceptées.", "Only courts acting as such are excepted."),
    text("RGPD", "art. 37(1)(a)"),
)
MONITORING: Final = declare(
    "dpo.duty.large-scale-monitoring",
    "BLOQUANT",
    "H",
    Text(
        "Activité de base de suivi régulier et systématique à grande échelle : désignation obligatoire.",
        "Core activity of regular and systematic monitoring on a large scale: designation is mandatory.",
    ),
    Text("Les trois conditions sont cumulatives.", "The three conditions are cumulative."),
    text("RGPD", "art. 37(1)(b)"),
)
SENSITIVE: Final = declare(
    "dpo.duty.large-scale-sensitive-data",
    "BLOQUANT",
    "H",
    Text(
        "Activité de base portant à grande échelle sur des données sensibles : désignation obligatoire.",
        "Core activity concerning sensitive data on a large scale: designation is mandatory.",
    ),
    Text(
        "Les données de santé et celles d'infraction en sont ; un sous-traitant est concerné aussi.",
        "Health data and offence data are among them; a processor is concerned too.",
    ),
    text("RGPD", "art. 37(1)(c)"),
)
RECOMMENDED: Final = declare(
    "dpo.duty.recommended",
    "INFO",
    "M",
    Text(
        "Aucune obligation établie : un délégué reste recommandé.",
        "No duty is established: a DPO is still recommended.",
    ),
    Text("La CNIL et le CEPD l'encouragent.", "The CNIL and the EDPB encourage it."),
    text("CNIL", "guide du délégué à la protection des données"),
    text("CEPD", "lignes directrices WP243"),
)
CONFLICT: Final = declare(
    "dpo.designation.conflict-of-interest",
    "MAJEUR",
    "M",
    Text(
        "Le délégué décide aussi des finalités ou des moyens : conflit d'intérêts.",
        "The DPO also decides on purposes or means: conflict of interest.",
    ),
    Text(
        "Un directeur, un responsable informatique ou le titulaire ne peut être délégué.",
        "A director, a head of IT or the owner cannot be the DPO.",
    ),
    text("RGPD", "art. 38(6)"),
)
NOT_PUBLISHED: Final = declare(
    "dpo.designation.contact-not-published",
    "MAJEUR",
    "H",
    Text(
        "Le contact du délégué n'est pas publié, ou pas communiqué à la CNIL.",
        "The DPO's contact is not published, or not notified to the CNIL.",
    ),
    Text("Les personnes et la CNIL doivent pouvoir le joindre.", "Persons and the CNIL must be able to reach it."),
    text("RGPD", "art. 37(7)"),
)
SHARED: Final = declare(
    "dpo.designation.shared-or-external",
    "INFO",
    "H",
    Text(
        "Le délégué peut être mutualisé ou externe, s'il reste joignable.",
        "The DPO may be shared or external, if it stays reachable.",
    ),
    Text("Une petite structure peut partager le sien.", "A small body may share its own."),
    text("RGPD", "art. 37(2), 37(3) et 37(6)"),
)
NOBODY: Final = declare(
    "dpo.designation.nobody-designated",
    "BLOQUANT",
    "H",
    Text("La désignation est obligatoire et personne n'est désigné.", "Designation is mandatory and nobody is."),
    Text("L'absence de délégué est un manquement par elle-même.", "Having no DPO is a breach by itself."),
    _ART_37,
)
RULES: Final[tuple[Rule[Any], ...]] = (
    PUBLIC,
    MONITORING,
    SENSITIVE,
    RECOMMENDED,
    CONFLICT,
    NOT_PUBLISHED,
    SHARED,
    NOBODY,
)


class Outcome(Enum):
    """Must a DPO be designated?"""

    MANDATORY = "OBLIGATOIRE"
    RECOMMENDED = "RECOMMANDE"
    UNSETTLED = "INDETERMINE"
    """Nothing makes it mandatory yet and a fact is missing: designating one is recommended meanwhile."""


@frozen(kw_only=True)
class Organisation:
    """A controller or a processor, as far as it is known."""

    public_body: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Public authority or body, courts acting judicially excepted?"""
    core_activity: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is the processing part of the core activity (care is, payroll is not)?"""
    monitoring: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Regular and systematic monitoring of persons?"""
    sensitive_data: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Data of article 9 or 10?"""
    large_scale: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """The documented answer on large scale, where neither the type nor a figure gives it."""
    individual_practice: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """A professional who practises alone? The type `cabinet_individuel` says so by itself."""
    rt_type: str | None = None
    """The type of body, a word of `aipd.RT_TYPES`."""
    patients_an: int | Decimal | None = None
    """Patients a year in the shared system (group practice, maison de santé)."""
    officine_ca_ht: int | Decimal | None = None
    """Yearly turnover of a pharmacy without tax, in euros."""

    def __attrs_post_init__(self) -> None:
        _processing(self)  # refuses unknown words and impossible figures


@frozen(kw_only=True)
class Decision:
    """Whether a DPO must be designated, the rules that say so, and the facts that are missing."""

    outcome: Outcome
    steps: tuple[Step, ...] = ()
    missing: tuple[str, ...] = ()

    def explain(self, lang: Lang = "fr") -> str:
        """The rules that decided and the facts that are missing, in `lang`."""
        return explain_decision(self.steps, self.missing, lang)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The decision as plain data for JSON."""
        return decision_as_data(self.outcome, self.steps, self.missing, lang)


def _processing(organisation: Organisation) -> aipd.Processing:
    """The same body as the AIPD sees it: care is its purpose, so that its type and figures answer."""
    answers = {
        "donnees_sante": organisation.sensitive_data,
        "fin_prise_en_charge": Answer.YES,
        "exercice_individuel": organisation.individual_practice,
        "c5_declaree": organisation.large_scale,
    }
    return aipd.Processing(
        answers=answers,
        rt_type=organisation.rt_type,
        patients_an=organisation.patients_an,
        officine_ca_ht=organisation.officine_ca_ht,
    )


def large_scale(organisation: Organisation, *, as_of: date = STATE_OF_LAW) -> Answer:
    """Is the processing on a large scale, by the order of criterion 5 of the AIPD?"""
    require(organisation, Organisation, "organisation")
    require_day(as_of, "as_of")
    return aipd.large_scale(_processing(organisation), as_of=as_of)


def decide(organisation: Organisation, *, as_of: date = STATE_OF_LAW) -> Decision:
    """Say whether a DPO is mandatory under the law of `as_of`. Any yes decides; else an unknown leaves it open."""
    scale = large_scale(organisation, as_of=as_of)
    if not PUBLIC.in_force(as_of):
        return Decision(outcome=Outcome.UNSETTLED)
    core = organisation.core_activity
    cases: dict[str, tuple[Rule[Any], dict[str, Answer]]] = {
        "public": (PUBLIC, {"public_body": organisation.public_body}),
        "monitoring": (
            MONITORING,
            {"core_activity": core, "monitoring": organisation.monitoring, "large_scale": scale},
        ),
        "sensitive": (
            SENSITIVE,
            {"core_activity": core, "sensitive_data": organisation.sensitive_data, "large_scale": scale},
        ),
    }
    verdicts = {name: all_of(facts.values()) for name, (_, facts) in cases.items()}
    decided = tuple(
        Step(rule=rule, answer=Answer.YES) for name, (rule, _) in cases.items() if verdicts[name] is Answer.YES
    )
    if decided:
        return Decision(outcome=Outcome.MANDATORY, steps=decided)
    missing = tuple(
        dict.fromkeys(
            fact
            for name, (_, facts) in cases.items()
            if verdicts[name] is Answer.UNKNOWN
            for fact, said in facts.items()
            if said is Answer.UNKNOWN
        )
    )
    outcome = Outcome.UNSETTLED if missing else Outcome.RECOMMENDED
    return Decision(outcome=outcome, steps=(Step(rule=RECOMMENDED, answer=Answer.YES),), missing=missing)


@frozen(kw_only=True)
class Designation:
    """How a DPO is designated; every fact may be unknown."""

    designated: Answer = field(default=Answer.UNKNOWN, converter=answer)
    decides_purposes_or_means: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is the DPO also director, head of IT, owner, or anyone who decides on the processing?"""
    contact_published: Answer = field(default=Answer.UNKNOWN, converter=answer)
    notified_to_cnil: Answer = field(default=Answer.UNKNOWN, converter=answer)
    shared_or_external: Answer = field(default=Answer.UNKNOWN, converter=answer)


def check_designation(decision: Decision, designation: Designation, *, as_of: date = STATE_OF_LAW) -> Assessment:
    """Say what is wrong with a designation, given whether it is mandatory."""
    require(decision, Decision, "decision")
    require(designation, Designation, "designation")
    require_day(as_of, "as_of")
    return assess(_steps(decision, designation), as_of=as_of)


_MANDATORY: Final = {
    Outcome.MANDATORY: Answer.YES,
    Outcome.RECOMMENDED: Answer.NO,
    Outcome.UNSETTLED: Answer.UNKNOWN,
}


def _steps(decision: Decision, d: Designation) -> Iterator[Step]:
    nobody = all_of((_MANDATORY[decision.outcome], ~d.designated))
    lacking = decision.missing + (("designated",) if d.designated is Answer.UNKNOWN else ())
    yield question(NOBODY, nobody, *lacking)
    if d.designated is Answer.NO:
        return
    yield question(CONFLICT, d.decides_purposes_or_means, "decides_purposes_or_means")
    hidden = any_of((~d.contact_published, ~d.notified_to_cnil))
    facts = {"contact_published": d.contact_published, "notified_to_cnil": d.notified_to_cnil}
    yield question(NOT_PUBLISHED, hidden, *(name for name, said in facts.items() if said is Answer.UNKNOWN))
    yield question(SHARED, d.shared_or_external, "shared_or_external")
