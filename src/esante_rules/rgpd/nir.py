"""INS and NIR: may this use have the number, must it, or must it not (CSP, art. R. 1111-8-1 to R. 1111-8-7)?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final, NoReturn

from attrs import field, frozen

from esante_rules._answer import Answer, answer
from esante_rules._core import STATE_OF_LAW, Lang, Reference, Rule, Text, known, require, require_day
from esante_rules.rgpd._texts import declare, text
from esante_rules.rgpd._trace import Step

__all__ = ["IDENTIFIERS", "PURPOSES", "RULES", "Outcome", "Regime", "Use", "regime"]

IDENTIFIERS: Final = ("ins", "nir")
CARE: Final = ("prise_en_charge_sanitaire", "prise_en_charge_medico_sociale", "coordination_actes")
PURPOSES: Final = (
    *CARE,
    "pilotage",
    "statistiques",
    "ressources_humaines",
    "recherche",
    "facturation",
    "protection_sociale",
    "autre",
    "inconnu",
)
INS_SINCE: Final = date(2021, 1, 1)
"""The day from which referencing by the INS is obligatory."""

_DECREE: Final = Reference(
    "Décret n° 2019-341 du 19 avril 2019",
    "finalités et responsables autorisés à traiter le NIR",
    "https://www.legifrance.gouv.fr/",
    date(2026, 6, 30),
)

OBLIGATORY: Final = declare(
    "nir.ins.obligatory",
    "BLOQUANT",
    "H",
    Text(
        "Les données de santé et administratives de la prise en charge doivent être référencées par l'INS.",
        "The health and administrative data of the care must be referenced by the INS.",
    ),
    Text(
        "Un même identifiant partout évite de confondre deux personnes ou d'en couper une en deux.",
        "One identifier everywhere avoids mixing two people or cutting one in two.",
    ),
    text("CSP", "art. L. 1111-8-1"),
    text("CSP", "art. R. 1111-8-1 à R. 1111-8-4"),
    since=INS_SINCE,
)
UNREACHABLE: Final = declare(
    "nir.ins.unreachable",
    "MAJEUR",
    "H",
    Text(
        "L'INS ne peut pas être obtenue : prendre un identifiant local, puis rapprocher dès que possible.",
        "The INS cannot be obtained: use a local identifier, then reconcile as soon as possible.",
    ),
    Text("Une panne ne doit pas retarder un soin.", "A failure must not delay care."),
    text("CSP", "art. R. 1111-8-1, II"),
)
OTHER_PURPOSE: Final = declare(
    "nir.ins.purpose-outside-care",
    "BLOQUANT",
    "H",
    Text(
        "L'INS ne peut pas servir à une autre finalité que la prise en charge.",
        "The INS cannot serve any purpose but care.",
    ),
    Text(
        "Gestion, statistiques, ressources humaines : un autre identifiant suffit.",
        "Management, statistics, human resources: another identifier is enough.",
    ),
    text("CSP", "art. R. 1111-8-2"),
)
RESEARCH: Final = declare(
    "nir.ins.research-without-formality",
    "BLOQUANT",
    "H",
    Text(
        "Pour une recherche, l'INS demande une formalité propre auprès de la CNIL.",
        "For research, the INS requires a formality of its own with the CNIL.",
    ),
    Text("La recherche n'est pas la prise en charge.", "Research is not care."),
    text("CSP", "art. R. 1111-8-2"),
    text("LIL", "chapitre sur la santé"),
)
OUTSIDE_CIRCLE: Final = declare(
    "nir.ins.actor-outside-care",
    "BLOQUANT",
    "H",
    Text(
        "Cet acteur n'est pas de ceux qui prennent en charge la personne : il ne peut pas utiliser l'INS.",
        "This actor is not among those who care for the person: it cannot use the INS.",
    ),
    Text(
        "Une application de bien-être ou un assureur sont hors du cercle.", "A wellness app or an insurer is outside."
    ),
    text("CSP", "art. R. 1111-8-3"),
)
NIR_OUTSIDE_DECREE: Final = declare(
    "nir.nir.outside-decree",
    "BLOQUANT",
    "H",
    Text(
        "Ni la finalité ni le responsable ne sont de ceux que le décret autorise à traiter le NIR.",
        "The purpose or the controller is not among those whom the decree allows to process the NIR.",
    ),
    Text(
        "Le NIR ne se traite que pour les cas énumérés par décret (facturation, protection sociale...).",
        "The NIR is processed only in the cases listed by decree (billing, social protection...).",
    ),
    text("LIL", "art. 30"),
    _DECREE,
)
NIR_IN_DECREE: Final = declare(
    "nir.nir.within-decree",
    "INFO",
    "H",
    Text(
        "Le décret autorise ce responsable à traiter le NIR pour cette finalité.",
        "The decree allows this controller to process the NIR for this purpose.",
    ),
    Text("Pour cette finalité et pour aucune autre.", "For this purpose and for no other."),
    text("LIL", "art. 30"),
    _DECREE,
)
WITHOUT_IDENTITY: Final = declare(
    "nir.matricule.without-identity",
    "MAJEUR",
    "H",
    Text(
        "Le matricule est gardé sans les traits d'identité qui vont avec.",
        "The matricule is kept without the identity traits that go with it.",
    ),
    Text("Un numéro seul ne permet pas de voir une erreur.", "A number alone does not let an error be seen."),
    text("CSP", "art. R. 1111-8-6"),
)
NEVER_CHECKED: Final = declare(
    "nir.matricule.never-checked",
    "MAJEUR",
    "H",
    Text(
        "Le matricule n'a jamais été vérifié par le téléservice INSi.",
        "The matricule was never checked by the INSi teleservice.",
    ),
    Text("Un numéro recopié n'est pas une INS.", "A copied number is not an INS."),
    text("CSP", "art. R. 1111-8-6"),
)
RULES: Final[tuple[Rule[Any], ...]] = (
    OBLIGATORY,
    UNREACHABLE,
    OTHER_PURPOSE,
    RESEARCH,
    OUTSIDE_CIRCLE,
    NIR_OUTSIDE_DECREE,
    NIR_IN_DECREE,
    WITHOUT_IDENTITY,
    NEVER_CHECKED,
)


class Outcome(Enum):
    """Which regime applies; the values are the words of the doctrine."""

    OBLIGATORY = "OBLIGATOIRE"
    LOCAL_THEN_RECONCILE = "IDENTIFIANT_LOCAL_PUIS_RAPPROCHEMENT"
    FORBIDDEN = "INTERDIT"
    RESEARCH_FORMALITY = "FORMALITE_RECHERCHE"
    WITHIN_DECREE = "AUTORISE_PAR_DECRET"
    UNDECIDED = "INDETERMINE"

    @property
    def says(self) -> Text:
        """In both languages."""
        return _OUTCOMES[self]


_OUTCOMES: Final[Mapping[Outcome, Text]] = {
    Outcome.OBLIGATORY: Text("INS obligatoire", "INS obligatory"),
    Outcome.LOCAL_THEN_RECONCILE: Text(
        "identifiant local, puis rapprochement", "local identifier, then reconciliation"
    ),
    Outcome.FORBIDDEN: Text("interdit", "forbidden"),
    Outcome.RESEARCH_FORMALITY: Text("formalité de recherche", "research formality"),
    Outcome.WITHIN_DECREE: Text("NIR autorisé par décret", "NIR allowed by decree"),
    Outcome.UNDECIDED: Text("indéterminé : il manque une réponse", "undecided: an answer lacks"),
}


@frozen(kw_only=True)
class Use:
    """A use of the INS, or of the NIR for itself. What is not known stays unknown."""

    purpose: str
    """One of `PURPOSES`."""
    identifier: str = "ins"
    """`ins`, or `nir` when the number is wanted as a social security number."""
    actor_in_care: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """An actor of L. 1110-4, or a member of the équipe de soins?"""
    insi_reachable: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Can the INS be obtained? Unknown is read as yes: the obligation stands."""
    decree_allows: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Are purpose and controller in décret 2019-341?"""
    identity_kept: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is the matricule stored with its identity traits?"""
    checked_by_insi: Answer = field(default=Answer.UNKNOWN, converter=answer)

    def __attrs_post_init__(self) -> None:
        known(self.purpose, PURPOSES, "purpose")
        known(self.identifier, IDENTIFIERS, "identifier")


@frozen(hash=False, repr=False, kw_only=True)
class Regime:
    """The regime of a use, the steps that decided it, and the faults of identitovigilance found besides."""

    outcome: Outcome
    steps: tuple[Step, ...]
    findings: tuple[Step, ...] = ()
    as_of: date

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the facts that lack."""
        return tuple(dict.fromkeys(name for step in self.steps for name in step.missing))

    @property
    def beyond_state_of_law(self) -> bool:
        """True when `as_of` is later than the texts of this release: the last known law was applied."""
        return self.as_of > STATE_OF_LAW

    def explain(self, lang: Lang = "fr") -> str:
        """The outcome, then the steps and findings, one a line."""
        return "\n".join(
            (self.outcome.says.in_(lang), *(f"- {step.explain(lang)}" for step in (*self.steps, *self.findings)))
        )

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The regime as plain data for JSON."""
        return {
            "schema": 1,
            "outcome": self.outcome.value,
            "as_of": self.as_of.isoformat(),
            "beyond_state_of_law": self.beyond_state_of_law,
            "missing": list(self.missing),
            "steps": [step.to_dict(lang) for step in self.steps],
            "findings": [step.to_dict(lang) for step in self.findings],
        }

    def __bool__(self) -> NoReturn:
        raise TypeError("a regime has several outcomes: ask regime.outcome")

    def __repr__(self) -> str:
        return f"<Regime {self.outcome.value} as of {self.as_of}>"


def regime(use: Use, *, as_of: date = STATE_OF_LAW) -> Regime:
    """Which regime applies to this use of the INS or of the NIR?

    Referencing care by the INS is obligatory since 1 January 2021; before that day the answer is undecided.
    """
    require(use, Use, "use")
    require_day(as_of, "as_of")
    if as_of < INS_SINCE:
        return Regime(outcome=Outcome.UNDECIDED, steps=(Step(OBLIGATORY, Answer.UNKNOWN, ("as_of",)),), as_of=as_of)
    if use.identifier == "nir" and use.purpose not in CARE:
        outcome, step = _as_nir(use)
    else:
        outcome, step = _as_ins(use)
    findings = tuple(_identity_faults(use)) if outcome is Outcome.OBLIGATORY else ()
    return Regime(outcome=outcome, steps=(step,), findings=findings, as_of=as_of)


def _as_nir(use: Use) -> tuple[Outcome, Step]:
    """INS-6: allowed by the decree, or not at all."""
    if use.decree_allows is Answer.YES:
        return Outcome.WITHIN_DECREE, Step(NIR_IN_DECREE, Answer.YES)
    if use.decree_allows is Answer.NO:
        return Outcome.FORBIDDEN, Step(NIR_OUTSIDE_DECREE, Answer.YES)
    return Outcome.UNDECIDED, Step(NIR_OUTSIDE_DECREE, Answer.UNKNOWN, ("decree_allows",))


def _as_ins(use: Use) -> tuple[Outcome, Step]:
    """INS-1 to INS-5: research has its own way; care is for the actors of care; nothing else has the INS."""
    if use.purpose == "recherche":
        return Outcome.RESEARCH_FORMALITY, Step(RESEARCH, Answer.YES)
    if use.purpose == "inconnu":
        return Outcome.UNDECIDED, Step(OTHER_PURPOSE, Answer.UNKNOWN, ("purpose",))
    if use.purpose not in CARE:
        return Outcome.FORBIDDEN, Step(OTHER_PURPOSE, Answer.YES)
    if use.actor_in_care is Answer.NO:
        return Outcome.FORBIDDEN, Step(OUTSIDE_CIRCLE, Answer.YES)
    if use.actor_in_care is Answer.UNKNOWN:
        return Outcome.UNDECIDED, Step(OUTSIDE_CIRCLE, Answer.UNKNOWN, ("actor_in_care",))
    if use.insi_reachable is Answer.NO:
        return Outcome.LOCAL_THEN_RECONCILE, Step(UNREACHABLE, Answer.YES)
    return Outcome.OBLIGATORY, Step(OBLIGATORY, Answer.YES)


def _identity_faults(use: Use) -> Iterator[Step]:
    """INS-7: a matricule without its traits, or that was never checked."""
    if use.identity_kept is Answer.NO:
        yield Step(WITHOUT_IDENTITY, Answer.YES)
    if use.checked_by_insi is Answer.NO:
        yield Step(NEVER_CHECKED, Answer.YES)
