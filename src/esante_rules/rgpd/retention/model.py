"""What a retention term is made of: phases, natures, actions and obligations, and the words that say them.

`Term.period` runs from the term's own trigger to the end of its phase. It is cumulative and never chained: a practice
record is five years active and twenty years in all, not five then fifteen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import Confidence, Lang, Reference, Rule, Text
from esante_rules._dates import Period
from esante_rules.rgpd.retention.triggers import Trigger


class _Worded(Enum):
    """An enumeration whose members have words."""

    @property
    def says(self) -> Text:
        """The member in both languages."""
        return _WORDS[self]


class Phase(_Worded):
    """A stage in the life of data."""

    ACTIVE = "active"
    """Base active: the data serve their purpose and the staff uses them."""
    INTERMEDIATE = "intermediate"
    """Archivage intermédiaire: kept for a duty or for proof, apart, for few people, with traces."""
    TOTAL = "total"
    """The text sets one span; the controller chooses the day of the move to the archive inside it."""
    END = "end"
    """The data are gone, or irreversibly anonymous, or in the public archives."""


class Nature(_Worded):
    """How the text binds its figure."""

    MIN = "min"
    MAX = "max"
    EXACT = "exact"
    CRITERION = "criterion"


class Action(_Worded):
    """What is to be done at the end."""

    KEEP = "keep"
    DELETE = "delete"
    DELETE_OR_ANONYMISE = "delete-or-anonymise"
    ARCHIVE_INTERMEDIATE = "archive-intermediate"
    ARCHIVE_OR_DELETE = "archive-or-delete"
    DISPOSAL_DECISION = "disposal-decision"
    ARCHIVES_VISA = "archives-visa"
    RETURN_AND_DELETE = "return-and-delete"
    NOTIFY_THEN_DELETE = "notify-then-delete"
    UPDATE_OR_DELETE = "update-or-delete"
    RESTRICT_ACCESS = "restrict-access"
    REVIEW = "review"


class Obligation(_Worded):
    """Where the figure comes from, the strongest first."""

    LEGAL = "legal"
    CNIL = "cnil"
    DOCTRINE = "doctrine"
    REGISTRE = "registre"


class Sector(_Worded):
    """The field a term belongs to."""

    CROSS = "transverse"
    HEALTH = "sanitaire"
    PHARMACY = "officine"
    LABORATORY = "biologie"
    MEDICO_SOCIAL = "médico-social"
    SOCIAL = "social"
    RESEARCH = "recherche"
    STAFF = "RH"
    SYSTEMS = "SI/traces"
    MINISTRY = "ministère"


class Status(_Worded):
    """Where the data stand on `as_of`."""

    OPEN = "open"
    """A fact or a decision is missing (`Timeline.missing`), or the clock has not started."""
    CRITERION = "criterion"
    """The text gives a criterion and the controller has set no bound."""
    ACTIVE = "active"
    INTERMEDIATE = "intermediate"
    SUSPENDED = "suspended"
    """A pending litigation stops the clock: no end can be computed."""
    HELD = "held"
    """The controller blocked the disposal; the end is unchanged."""
    DUE = "due"
    """The day of the action has come."""
    OVERDUE = "overdue"
    """It has passed by more than the policy's grace and nothing is recorded."""
    DISPOSED = "disposed"
    NO_TERM = "no-term"
    """No term of the catalogue is in force for these data on that day."""
    UNDECLARED = "undeclared"
    """The register declares neither a period nor a criterion: a fault of the controller."""


_WORDS: Final[Mapping[_Worded, Text]] = {
    Phase.ACTIVE: Text("base active", "active base"),
    Phase.INTERMEDIATE: Text("archivage intermédiaire", "intermediate archive"),
    Phase.TOTAL: Text("durée totale", "whole span"),
    Phase.END: Text("fin de la conservation", "end of retention"),
    Nature.MIN: Text("minimum", "at least"),
    Nature.MAX: Text("maximum", "at most"),
    Nature.EXACT: Text("durée fixe", "exact"),
    Nature.CRITERION: Text("critère", "criterion"),
    Action.KEEP: Text("garder", "keep"),
    Action.DELETE: Text("supprimer", "delete"),
    Action.DELETE_OR_ANONYMISE: Text("supprimer ou rendre anonyme", "delete or anonymise"),
    Action.ARCHIVE_INTERMEDIATE: Text("passer en archivage intermédiaire", "move to the intermediate archive"),
    Action.ARCHIVE_OR_DELETE: Text(
        "archiver ou supprimer, choix à faire d'avance", "archive or delete, chosen beforehand"
    ),
    Action.DISPOSAL_DECISION: Text(
        "faire décider l'élimination par le directeur, après avis du médecin de l'information médicale",
        "have the director decide on disposal, after the opinion of the medical information doctor",
    ),
    Action.ARCHIVES_VISA: Text("obtenir le visa de l'administration des archives", "obtain the visa of the archives"),
    Action.RETURN_AND_DELETE: Text("restituer, supprimer et le prouver", "give back, delete and prove it"),
    Action.NOTIFY_THEN_DELETE: Text("prévenir l'utilisateur, puis supprimer", "warn the user, then delete"),
    Action.UPDATE_OR_DELETE: Text("mettre à jour depuis la source, ou supprimer", "update from the source, or delete"),
    Action.RESTRICT_ACCESS: Text("fermer l'accès, sans effacer", "close the access, without erasing"),
    Action.REVIEW: Text("faire décider par une personne", "have a person decide"),
    Obligation.LEGAL: Text("loi ou règlement", "statute or regulation"),
    Obligation.CNIL: Text("CNIL", "CNIL guidance"),
    Obligation.DOCTRINE: Text("doctrine", "professional guidance"),
    Obligation.REGISTRE: Text("registre des traitements", "record of processing"),
    Sector.CROSS: Text("tous secteurs", "all sectors"),
    Sector.HEALTH: Text("sanitaire", "health care"),
    Sector.PHARMACY: Text("officine", "dispensary"),
    Sector.LABORATORY: Text("biologie médicale", "medical laboratory"),
    Sector.MEDICO_SOCIAL: Text("médico-social", "medico-social"),
    Sector.SOCIAL: Text("action sociale", "social services"),
    Sector.RESEARCH: Text("recherche", "research"),
    Sector.STAFF: Text("ressources humaines", "human resources"),
    Sector.SYSTEMS: Text("systèmes et traces", "systems and traces"),
    Sector.MINISTRY: Text("ministère de la santé", "ministry of health"),
    Status.OPEN: Text("en attente d'un fait ou d'une décision", "waiting for a fact or a decision"),
    Status.CRITERION: Text("critère sans date", "criterion without a date"),
    Status.ACTIVE: Text("en base active", "in the active base"),
    Status.INTERMEDIATE: Text("en archivage intermédiaire", "in the intermediate archive"),
    Status.SUSPENDED: Text("délai suspendu", "clock suspended"),
    Status.HELD: Text("élimination gelée", "disposal on hold"),
    Status.DUE: Text("échue", "due"),
    Status.OVERDUE: Text("en retard", "overdue"),
    Status.DISPOSED: Text("sort final enregistré", "disposed"),
    Status.NO_TERM: Text("aucune durée en vigueur", "no term in force"),
    Status.UNDECLARED: Text("durée non déclarée", "period not declared"),
}

_UNITS: Final = (
    ("years", ("an", "ans"), ("year", "years")),
    ("months", ("mois", "mois"), ("month", "months")),
    ("weeks", ("semaine", "semaines"), ("week", "weeks")),
    ("days", ("jour", "jours"), ("day", "days")),
    ("hours", ("heure", "heures"), ("hour", "hours")),
)


def period_words(period: Period, lang: Lang) -> str:
    """The period in plain words: `23 ans et 8 mois`, `six weeks` being `6 weeks`."""
    parts = []
    for unit, fr, en in _UNITS:
        count: int = getattr(period, unit)
        # French keeps the singular below two, English for one only; no period of the texts is a fraction.
        plural = count >= 2 if lang == "fr" else count != 1
        if count:
            parts.append(f"{count} {(fr if lang == 'fr' else en)[plural]}")
    joint = " et " if lang == "fr" else " and "
    return joint.join(parts) or ("aucun délai" if lang == "fr" else "no delay")


@frozen(eq=False, kw_only=True, repr=False)
class Term:
    """One row of the catalogue: a rule like any other, and the values the algorithms read. Compared by identity."""

    rule: Rule[Any]
    category: str
    """The data it is about: the second word of the rule's name."""
    label: Text
    sector: Sector
    phase: Phase
    period: Period | None
    """None when the text gives no figure, or when none is put forward."""
    trigger: Trigger
    nature: Nature
    action: Action
    """What its end calls for."""
    obligation: Obligation
    note: Text | None = field(default=None)
    """What a reader must know of this row, beyond its figure."""

    @property
    def name(self) -> str:
        """The released name, `retention.<category>.<what>`."""
        return self.rule.id

    @property
    def confidence(self) -> Confidence:
        """How sure the catalogue is of this row."""
        return self.rule.confidence

    @property
    def refs(self) -> tuple[Reference, ...]:
        """The passages it comes from."""
        return self.rule.refs

    def in_force(self, as_of: date) -> bool:
        """Does it apply on that day?"""
        return self.rule.in_force(as_of)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The row as plain data."""
        return {
            "id": self.rule.id,
            "category": self.category,
            "label": self.label.in_(lang),
            "sector": self.sector.value,
            "phase": self.phase.value,
            "period": None if self.period is None else str(self.period),
            "trigger": self.trigger.value,
            "nature": self.nature.value,
            "action": self.action.value,
            "obligation": self.obligation.value,
            "confidence": self.confidence.value,
            "since": self.rule.since.isoformat() if self.rule.since else None,
            "until": self.rule.until.isoformat() if self.rule.until else None,
            "says": self.rule.says.in_(lang),
            "why": self.rule.why.in_(lang),
            "references": [{"source": r.source, "passage": r.passage, "url": r.url} for r in self.rule.refs],
        }

    def __repr__(self) -> str:
        return f"Term({self.rule.id!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        """A term of the catalogue pickles as its name and comes back as the same object; a caller's, by value."""
        from esante_rules.rgpd.retention.catalogue import TERM

        if TERM.get(self.rule.id) is self:
            return _released_term, (self.rule.id,)
        return _own_term, tuple(getattr(self, name) for name in _FIELDS)


_FIELDS: Final = (
    "rule",
    "category",
    "label",
    "sector",
    "phase",
    "period",
    "trigger",
    "nature",
    "action",
    "obligation",
    "note",
)


def _released_term(name: str) -> Term:
    from esante_rules.rgpd.retention.catalogue import TERM

    return TERM[name]


def _own_term(*values: Any) -> Term:
    return Term(**dict(zip(_FIELDS, values, strict=True)))
