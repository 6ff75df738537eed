"""Who may have information about a dead person, and why (L. 1110-4, V)."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any, Final

from esante_rules._answer import Answer, all_of
from esante_rules._core import STATE_OF_LAW, Confidence, Rule, Text, known, require_day
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing._rules import Ruling, rule, step
from esante_rules.rgpd.sharing._sources import L1110_4_V, L1111_5, L1111_7, LAW_2016
from esante_rules.rgpd.sharing.persons import AFTER_DEATH
from esante_rules.rgpd.sharing.scope import too_early, unanswered


class Applicant(Enum):
    """Who asks for the record of a dead person."""

    HEIR = "ayant_droit"
    PARTNER = "concubin"
    CIVIL_PARTNER = "partenaire_pacs"
    PARENTAL_AUTHORITY = "titulaire_autorite_parentale"
    OTHER = "autre"
    UNKNOWN = "inconnu"


class Ground(Enum):
    """Why it is asked for."""

    CAUSES = "causes_de_la_mort"
    MEMORY = "memoire_du_defunt"
    RIGHTS = "faire_valoir_des_droits"
    OTHER = "autre"
    UNKNOWN = "inconnu"


NOT_ENTITLED: Final = rule(
    "deceased.applicant-not-entitled",
    Text("Le demandeur n'est pas un proche que la loi désigne.", "The applicant is not a relative the law designates."),
    Text(
        "Ayants droit, concubin, partenaire de PACS ; pour un mineur décédé, les titulaires de l'autorité parentale.",
        "Heirs, partner, civil partner; for a minor who died, the holders of parental authority.",
    ),
    (L1110_4_V, L1111_7),
    "BLOQUANT",
    Confidence.CERTAIN,
    LAW_2016,
)
OTHER_GROUND: Final = rule(
    "deceased.ground-outside-law",
    Text(
        "Le motif n'est ni les causes de la mort, ni la mémoire du défunt, ni des droits à faire valoir.",
        "The ground is neither the causes of death, nor the memory of the deceased, nor rights to claim.",
    ),
    Text(
        "Seules les informations nécessaires à l'un de ces trois motifs sont communiquées.",
        "Only the information needed for one of these three grounds is communicated.",
    ),
    (L1110_4_V,),
    "BLOQUANT",
    Confidence.CERTAIN,
    LAW_2016,
)
CONTRARY_WISH: Final = rule(
    "deceased.contrary-wish",
    Text("La personne s'y était opposée avant sa mort.", "The person had objected before death."),
    Text("La volonté exprimée avant la mort l'emporte.", "A wish expressed before death prevails."),
    (L1110_4_V,),
    "BLOQUANT",
    Confidence.CERTAIN,
    LAW_2016,
)
SECRET_ACT: Final = rule(
    "deceased.secret-act-of-minor",
    Text(
        "L'acte avait été gardé secret par le mineur : les titulaires de l'autorité parentale n'y accèdent pas.",
        "The minor had kept the act secret: the holders of parental authority have no access to it.",
    ),
    Text("Le secret demandé par le mineur survit à sa mort.", "The secret asked by the minor outlives death."),
    (L1110_4_V, L1111_5),
    "BLOQUANT",
    Confidence.CERTAIN,
    LAW_2016,
)


def after_death(
    *,
    applicant: Applicant | str,
    ground: Ground | str = Ground.UNKNOWN,
    contrary_wish: Answer | bool | str | None = None,
    minor: Answer | bool | str | None = None,
    secret_act: Answer | bool | str | None = None,
    as_of: date = STATE_OF_LAW,
) -> Ruling:
    """May this person have the information about a dead person that the ground requires? Yes, no or unknown.

    Holders of parental authority keep the access to the record of a `minor` who died, without a ground, except for acts
    the minor kept secret. Raises `ValueError` listing the words for another applicant or ground.
    """
    require_day(as_of, "as_of")
    who = applicant if isinstance(applicant, Applicant) else _word(Applicant, applicant, "applicant")
    why = ground if isinstance(ground, Ground) else _word(Ground, ground, "ground")
    early = too_early(as_of)
    if early is not None:
        return unanswered(early, as_of)
    if who is Applicant.PARENTAL_AUTHORITY:
        steps: tuple[Step, ...] = (
            step(NOT_ENTITLED, ~Answer.of(minor), "minor"),
            step(SECRET_ACT, Answer.of(secret_act), "secret_act"),
        )
    else:
        steps = (
            step(NOT_ENTITLED, _is(who, Applicant.OTHER, Applicant.UNKNOWN), "applicant"),
            step(OTHER_GROUND, _is(why, Ground.OTHER, Ground.UNKNOWN), "ground"),
            step(CONTRARY_WISH, Answer.of(contrary_wish), "contrary_wish"),
        )
    answer = all_of(~s.answer for s in steps)
    if answer is Answer.YES:
        return Ruling(answer=answer, decided_by=(step(AFTER_DEATH, Answer.YES),), trace=steps, as_of=as_of)
    return Ruling(answer=answer, decided_by=tuple(s for s in steps if s.answer is ~answer), trace=steps, as_of=as_of)


def _word(kind: Any, word: object, name: str) -> Any:
    return kind(known(word, (member.value for member in kind), name))


def _is(value: Enum, fault: Enum, unknown: Enum) -> Answer:
    return Answer.UNKNOWN if value is unknown else Answer.of(value is fault)


RULES: Final[tuple[Rule[Any], ...]] = (NOT_ENTITLED, OTHER_GROUND, CONTRARY_WISH, SECRET_ACT)
