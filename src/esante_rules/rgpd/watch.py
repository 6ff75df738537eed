"""The watch list: law that is announced, proposed or in staggered application, and that no rule applies yet.

Nothing here changes an answer. Each item says what is known, on which day that was read, and what it would change, so
that an editor can see it coming and a release can be judged stale.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any, Final

from attrs import frozen

from esante_rules._core import STATE_OF_LAW, Lang, Reference, Text, require_day
from esante_rules.rgpd._texts import text

__all__ = ["WATCH", "Stage", "Watched", "watched"]


class Stage(Enum):
    """How far a text has come."""

    PROPOSED = "proposition"
    CONSULTATION = "consultation"
    STAGGERED = "application échelonnée"
    DATE_UNKNOWN = "date d'effet à confirmer"

    @property
    def says(self) -> Text:
        """The stage in both languages."""
        return _STAGES[self]


_STAGES: Final = {
    Stage.PROPOSED: Text("proposition", "proposal"),
    Stage.CONSULTATION: Text("consultation publique", "public consultation"),
    Stage.STAGGERED: Text("application échelonnée", "staggered application"),
    Stage.DATE_UNKNOWN: Text("date d'effet à confirmer", "day of effect to be confirmed"),
}


@frozen(kw_only=True)
class Watched:
    """One text to watch."""

    name: str
    topic: Text
    stage: Stage
    announced_on: date | None
    """The day of the proposal or of the publication; None when only the year is known."""
    effect: Text
    """What it would change in the answers of the library."""
    concerns: tuple[str, ...]
    """The modules of `esante_rules` whose answers would change."""
    ref: Reference

    def explain(self, lang: Lang = "fr") -> str:
        """The topic, its stage and its effect, in `lang`."""
        return f"{self.topic.in_(lang)} [{self.stage.says.in_(lang)}]: {self.effect.in_(lang)} ({self.ref})"

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The item as plain data for JSON."""
        return {
            "name": self.name,
            "topic": self.topic.in_(lang),
            "stage": self.stage.value,
            "announced_on": None if self.announced_on is None else self.announced_on.isoformat(),
            "effect": self.effect.in_(lang),
            "concerns": list(self.concerns),
            "reference": str(self.ref),
        }


WATCH: Final[tuple[Watched, ...]] = (
    Watched(
        name="omnibus-4",
        topic=Text("Omnibus IV (registre)", "Omnibus IV (register)"),
        stage=Stage.PROPOSED,
        announced_on=date(2025, 5, 21),
        effect=Text(
            "dispense de registre sous 750 personnes, sauf risque élevé",
            "exemption from the register below 750 persons, unless the risk is high",
        ),
        concerns=("rgpd.register",),
        ref=text("RGPD", "art. 30(5), proposition du 21 mai 2025"),
    ),
    Watched(
        name="digital-omnibus",
        topic=Text("Omnibus numérique", "Digital omnibus"),
        stage=Stage.PROPOSED,
        announced_on=date(2025, 11, 19),
        effect=Text(
            "96 heures et un seuil plus haut pour notifier une violation ; listes d'AIPD communes à l'Union",
            "96 hours and a higher threshold to notify a breach; lists of AIPD common to the Union",
        ),
        concerns=("rgpd.breach", "rgpd.aipd"),
        ref=text("RGPD", "art. 33 et 35, proposition du 19 novembre 2025"),
    ),
    Watched(
        name="nis-2",
        topic=Text("Transposition de NIS 2", "Transposition of NIS 2"),
        stage=Stage.PROPOSED,
        announced_on=None,
        effect=Text(
            "d'autres signalements d'incidents pour de nombreuses structures de santé",
            "further incident reports for many health bodies",
        ),
        concerns=("rgpd.breach",),
        ref=Reference(
            "Directive (UE) 2022/2555 (NIS 2)",
            "transposition en droit français",
            "https://eur-lex.europa.eu/eli/dir/2022/2555/oj",
            date(2026, 6, 30),
        ),
    ),
    Watched(
        name="sign-in-v2",
        topic=Text("Référentiel d'identification électronique, version 2", "Electronic identification, version 2"),
        stage=Stage.CONSULTATION,
        announced_on=None,
        effect=Text(
            "moyens transitoires des usagers jusqu'à fin 2028 ; fournisseurs d'identité de Pro Santé Connect",
            "transitional means for users to the end of 2028; identity providers of Pro Santé Connect",
        ),
        concerns=("rgpd.sign_in",),
        ref=text("ANS", "référentiel d'identification électronique, version 2 (projet)"),
    ),
    Watched(
        name="cnil-dpi",
        topic=Text("Recommandation de la CNIL sur le DPI", "Recommendation of the CNIL on the DPI"),
        stage=Stage.CONSULTATION,
        announced_on=None,
        effect=Text("habilitations, traces et AIPD du dossier patient", "access rights, logs and AIPD of the record"),
        concerns=("rgpd.sharing", "rgpd.aipd", "rgpd.retention"),
        ref=text("CNIL", "recommandation sur le dossier patient informatisé, projet de 2025"),
    ),
    Watched(
        name="ehds",
        topic=Text("Espace européen des données de santé", "European Health Data Space"),
        stage=Stage.STAGGERED,
        announced_on=None,
        effect=Text("droits des patients et traces d'accès", "patients' rights and access logs"),
        concerns=("rgpd.rights", "rgpd.sharing"),
        ref=Reference(
            "Règlement (UE) 2025/327 (EHDS)",
            "application échelonnée",
            "https://eur-lex.europa.eu/eli/reg/2025/327/oj",
            date(2026, 6, 30),
        ),
    ),
    Watched(
        name="hds-2026-209",
        topic=Text("Décret n° 2026-209 (HDS)", "Decree no. 2026-209 (HDS)"),
        stage=Stage.DATE_UNKNOWN,
        announced_on=date(2026, 3, 26),
        effect=Text(
            "articles R. 1111-9 et R. 1111-11 modifiés ; effet en septembre 2026, jour à confirmer",
            "articles R. 1111-9 and R. 1111-11 amended; effect in September 2026, day to be confirmed",
        ),
        concerns=("rgpd.hosting",),
        ref=text("CSP", "art. R. 1111-9 et R. 1111-11 (décret n° 2026-209 du 24 mars 2026)"),
    ),
)
"""Every text watched at `STATE_OF_LAW`."""


def watched(as_of: date = STATE_OF_LAW) -> tuple[Watched, ...]:
    """The texts already announced on that day; those whose day is not known are always among them."""
    require_day(as_of, "as_of")
    return tuple(item for item in WATCH if item.announced_on is None or item.announced_on <= as_of)
