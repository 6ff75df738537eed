"""The risks: three feared events, two scales of four levels, four zones, and the consultation of the CNIL."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum, IntEnum
from typing import Any, Final

from attrs import frozen

from esante_rules._answer import Answer
from esante_rules._core import Lang, Reference, Rule, Text, known, require, require_day
from esante_rules._dates import add
from esante_rules.rgpd.aipd._sources import LIL_66, PIA, WP248_CONSULT, rgpd
from esante_rules.rgpd.aipd._terms import CERTAIN, PROBABLE, rule

EVENTS: Final[Mapping[str, Text]] = {
    "acces": Text("Accès illégitime aux données", "Illegitimate access to the data"),
    "modification": Text("Modification non désirée des données", "Unwanted change of the data"),
    "disparition": Text("Disparition des données", "Loss of the data"),
}
"""The three feared events of the CNIL's method."""


class Level(IntEnum):
    """A level of gravity or of likelihood; 0 is not rated."""

    NON_EVALUE = 0
    NEGLIGEABLE = 1
    LIMITEE = 2
    IMPORTANTE = 3
    MAXIMALE = 4


GRAVITY: Final[Mapping[Level, Text]] = {
    Level.NON_EVALUE: Text("non évaluée", "not rated"),
    Level.NEGLIGEABLE: Text("gêne nulle ou surmontée sans difficulté", "no effect, or overcome without difficulty"),
    Level.LIMITEE: Text(
        "gêne réelle, surmontée malgré des difficultés", "real annoyance, overcome with some difficulty"
    ),
    Level.IMPORTANTE: Text(
        "conséquences sérieuses, surmontées avec de réelles difficultés",
        "serious consequences, overcome with real difficulty",
    ),
    Level.MAXIMALE: Text("conséquences qui peuvent être irréversibles", "consequences that may be irreversible"),
}
LIKELIHOOD: Final[Mapping[Level, Text]] = {
    Level.NON_EVALUE: Text("non évaluée", "not rated"),
    Level.NEGLIGEABLE: Text("ne semble pas possible", "does not seem feasible"),
    Level.LIMITEE: Text("semble difficile", "seems difficult"),
    Level.IMPORTANTE: Text("semble possible", "seems possible"),
    Level.MAXIMALE: Text("semble extrêmement facile", "seems extremely easy"),
}


@frozen
class Rating:
    """Gravity (impact on the person) and likelihood of a feared event, from 1 to 4; 0 when not rated."""

    gravity: int = 0
    likelihood: int = 0

    def __attrs_post_init__(self) -> None:
        for name in ("gravity", "likelihood"):
            level = getattr(self, name)
            require(level, int, name)
            if isinstance(level, bool):
                raise TypeError(f"{name} must be int, not bool")
            if not 0 <= level <= 4:
                raise ValueError(f"{name} must be between 0 and 4")

    @property
    def rated(self) -> bool:
        """Are both scales filled?"""
        return self.gravity > 0 and self.likelihood > 0


def _zone(name: str, fr: str, en: str, why: Text, level: str) -> Rule[Any]:
    return rule(f"aipd.risk.{name}", Text(fr, en), why, PIA, level=level, confidence=PROBABLE)


_BORDER: Final = Text(
    "Lecture de la méthode de la CNIL : la limite passe entre 2 et 3 sur chaque échelle. Ces bornes chiffrées sont "
    "les nôtres.",
    "A reading of the CNIL's method: the border runs between 2 and 3 on each scale. These figures are ours.",
)
LOW: Final = _zone(
    "low-and-unlikely",
    "Risque peu grave et peu vraisemblable : acceptable.",
    "Risk neither grave nor likely: acceptable.",
    _BORDER,
    "INFO",
)
LIKELY: Final = _zone(
    "likely-but-benign",
    "Risque peu grave mais vraisemblable : réduisez la vraisemblance.",
    "Risk likely but benign: reduce its likelihood.",
    _BORDER,
    "MINEUR",
)
GRAVE: Final = _zone(
    "grave-but-unlikely",
    "Risque grave mais peu vraisemblable : évitez-le ou réduisez-le ; l'accepter doit être motivé.",
    "Risk grave but unlikely: avoid or reduce it; accepting it must be reasoned.",
    _BORDER,
    "MAJEUR",
)
GRAVE_AND_LIKELY: Final = _zone(
    "grave-and-likely",
    "Risque grave et vraisemblable : il doit être réduit avant la mise en œuvre.",
    "Risk grave and likely: it must be reduced before going live.",
    _BORDER,
    "BLOQUANT",
)
ZONES: Final = (LOW, LIKELY, GRAVE, GRAVE_AND_LIKELY)


def zone(rating: Rating) -> Rule[Any] | None:
    """The zone of a rated event, one of `ZONES`; None when it is not rated."""
    require(rating, Rating, "rating")
    if not rating.rated:
        return None
    if rating.gravity >= Level.IMPORTANTE:
        return GRAVE_AND_LIKELY if rating.likelihood >= Level.IMPORTANTE else GRAVE
    return LIKELY if rating.likelihood >= Level.IMPORTANTE else LOW


class Outcome(Enum):
    """What the residual risks call for."""

    CONSULTER = "CONSULTER"
    ACCEPTATION_MOTIVEE = "ACCEPTATION_MOTIVEE"
    REEVALUER = "REEVALUER"
    INDETERMINEE = "INDETERMINEE"
    NON = "NON"


def _consultation(name: str, says: Text, why: Text, *refs: Reference, level: str) -> Rule[Any]:
    confidence = CERTAIN if name in {"national-law", "unrated-risk"} else PROBABLE
    return rule(f"aipd.consultation.{name}", says, why, *refs, level=level, confidence=confidence)


_MATRIX_WHY: Final = Text(
    "La CNIL est consultée quand un risque résiduel reste élevé ; au-dessous, le responsable de traitement décide et "
    "le motive.",
    "The CNIL is consulted when a residual risk stays high; below, the controller decides and gives reasons.",
)
MUST_CONSULT: Final = _consultation(
    "high-residual-risk",
    Text(
        "Un risque résiduel reste grave et vraisemblable : consultez la CNIL, la mise en œuvre est suspendue.",
        "A residual risk stays grave and likely: consult the CNIL, going live is suspended.",
    ),
    _MATRIX_WHY,
    rgpd("art. 36(1)"),
    WP248_CONSULT,
    level="BLOQUANT",
)
REASONED: Final = _consultation(
    "reasoned-acceptance",
    Text(
        "Un risque résiduel reste grave : le responsable de traitement l'accepte par écrit, après l'avis du DPO.",
        "A residual risk stays grave: the controller accepts it in writing, after the opinion of the DPO.",
    ),
    _MATRIX_WHY,
    PIA,
    level="MAJEUR",
)
REASSESS: Final = _consultation(
    "open-actions",
    Text(
        "Un risque reste grave et des actions sont ouvertes : réévaluez après leur mise en œuvre.",
        "A risk stays grave and actions are open: assess again once they are done.",
    ),
    _MATRIX_WHY,
    PIA,
    level="MAJEUR",
)
UNRATED: Final = _consultation(
    "unrated-risk",
    Text(
        "Les trois événements redoutés ne sont pas tous cotés : la question de la consultation ne peut être tranchée.",
        "The three feared events are not all rated: whether to consult cannot be told.",
    ),
    Text("Un risque non coté n'est pas un risque faible.", "A risk that is not rated is not a low risk."),
    PIA,
    level="BLOQUANT",
)
NO_NEED: Final = _consultation(
    "low-residual-risk",
    Text("Aucun risque résiduel grave : pas de consultation.", "No grave residual risk: no consultation."),
    _MATRIX_WHY,
    PIA,
    level="INFO",
)
NATIONAL_LAW: Final = _consultation(
    "national-law",
    Text(
        "Le droit national impose une formalité distincte (par exemple une autorisation pour un entrepôt de données "
        "de santé).",
        "National law requires a separate formality (for instance an authorisation for a health data warehouse).",
    ),
    Text(
        "Elle s'ajoute à la consultation et ne dépend pas du niveau des risques.",
        "It comes on top of the consultation and does not depend on the level of the risks.",
    ),
    rgpd("art. 36(5)"),
    LIL_66,
    level="BLOQUANT",
)
CONSULTATION_RULES: Final = (MUST_CONSULT, UNRATED, REASONED, REASSESS, NO_NEED, NATIONAL_LAW)


@frozen(kw_only=True)
class Consultation:
    """Whether the CNIL must be consulted before going live, and by which rule."""

    outcome: Outcome
    rule: Rule[Any]
    zones: Mapping[str, Rule[Any] | None]
    """The zone of each feared event; None when it is not rated."""
    formalities: tuple[Rule[Any], ...] = ()
    """Formalities of national law, which come on top."""

    def explain(self, lang: Lang = "fr") -> str:
        """The sentences of the rules, with their texts."""
        rules = (self.rule, *self.formalities)
        return " ".join(f"{r.says.in_(lang)} ({r.refs[0]})" for r in rules)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "outcome": self.outcome.value,
            "rule": self.rule.id,
            "zones": {event: zone.id if zone else None for event, zone in self.zones.items()},
            "formalities": [r.id for r in self.formalities],
            "text": self.explain(lang),
        }


def consultation(
    residual: Mapping[str, Rating], *, actions_done: Answer | bool | None, national_law: Answer | bool | None = False
) -> Consultation:
    """Tell from the residual risks (by event, one of `EVENTS`) whether the CNIL must be consulted.

    Actions whose state is unknown count as open. A grave and likely risk is enough, whatever is still unrated.
    """
    require(residual, Mapping, "residual")
    for event in residual:
        known(event, EVENTS, "an event")
    zones = {event: zone(residual[event]) if event in residual else None for event in EVENTS}
    outcome, decided = _outcome(set(zones.values()), Answer.of(actions_done))
    formalities = (NATIONAL_LAW,) if Answer.of(national_law) is Answer.YES else ()
    return Consultation(outcome=outcome, rule=decided, zones=zones, formalities=formalities)


def _outcome(zones: set[Rule[Any] | None], actions_done: Answer) -> tuple[Outcome, Rule[Any]]:
    if GRAVE_AND_LIKELY in zones:
        return Outcome.CONSULTER, MUST_CONSULT
    if None in zones:
        return Outcome.INDETERMINEE, UNRATED
    if GRAVE not in zones:
        return Outcome.NON, NO_NEED
    done = actions_done is Answer.YES
    return (Outcome.ACCEPTATION_MOTIVEE, REASONED) if done else (Outcome.REEVALUER, REASSESS)


ADVICE_WEEKS: Final = 8
EXTENSION_WEEKS: Final = 6


def advice_due(received: date, *, extended: bool = False, suspended_days: int = 0) -> date:
    """The last day for the CNIL's advice on a consultation it received on `received` (RGPD, art. 36(2)).

    Eight weeks, six more when the CNIL extends, plus the days during which it waited for information.
    """
    require_day(received, "received")
    require(extended, bool, "extended")
    require(suspended_days, int, "suspended_days")
    if suspended_days < 0:
        raise ValueError("suspended_days cannot be negative")
    return add(received, weeks=ADVICE_WEEKS + (EXTENSION_WEEKS if extended else 0), days=suspended_days)


def extension_notice_due(received: date) -> date:
    """The last day on which the CNIL may tell that it extends: one month after it received the file (art. 36(2))."""
    require_day(received, "received")
    return add(received, months=1)


SUGGESTED: Final[Mapping[str, tuple[Rating, ...]]] = {
    "acces": (Rating(3, 3), Rating(4, 3)),
    "modification": (Rating(4, 2),),
    "disparition": (Rating(3, 3),),
}
"""Where to start for a DUI or a DPI, to be edited: no text gives these ratings (to confirm)."""
