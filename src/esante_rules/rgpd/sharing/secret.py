"""Is the information covered by the secret? Three criteria, all needed."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from esante_rules._answer import Answer, all_of
from esante_rules._core import STATE_OF_LAW, Confidence, Rule, Text, require_day
from esante_rules.rgpd.sharing._rules import Ruling, rule, step
from esante_rules.rgpd.sharing._sources import CP_226_13, L1110_4_I, LAW_2016
from esante_rules.rgpd.sharing.scope import too_early, unanswered

COVERED: Final = rule(
    "secret.covered",
    Text(
        "L'information identifie une personne, touche à sa vie privée et a été obtenue dans l'exercice d'une "
        "profession : "
        "elle est couverte par le secret.",
        "The information identifies a person, concerns private life and was obtained in a professional capacity: "
        "it is covered by the secret.",
    ),
    Text(
        "Le secret lie toute personne qui travaille dans la structure ou est en relation avec elle, et pas seulement "
        "les professionnels de la liste.",
        "The secret binds everyone who works in the structure or deals with it, not only the listed professionals.",
    ),
    (L1110_4_I, CP_226_13),
    "BLOQUANT",
    Confidence.CERTAIN,
    LAW_2016,
)
CRITERION_LACKING: Final = rule(
    "secret.criterion-lacking",
    Text(
        "L'information n'est pas couverte par le secret : {criteria}. Le RGPD peut s'appliquer.",
        "The information is not covered by the secret: {criteria}. The GDPR may still apply.",
    ),
    Text(
        "Les trois critères sont cumulatifs. Hors du secret, les données personnelles restent protégées par le RGPD.",
        "The three criteria are cumulative. Outside the secret, personal data remain protected by the GDPR.",
    ),
    (L1110_4_I,),
    "INFO",
    Confidence.CERTAIN,
    LAW_2016,
)
PRESUMED: Final = rule(
    "secret.presumed",
    Text(
        "On ne sait pas si l'information est couverte par le secret : elle est traitée comme si elle l'était.",
        "It is not known whether the information is covered by the secret: it is treated as if it were.",
    ),
    Text(
        "Lecture de prudence : le doute profite à la personne.",
        "A reading of prudence: the benefit of the doubt goes to the person.",
    ),
    (L1110_4_I,),
    "MAJEUR",
    Confidence.TO_CONFIRM,
)

_CRITERIA: Final = {
    "identifying": Text("elle n'identifie personne, même indirectement", "it identifies nobody, even indirectly"),
    "private_life": Text("elle ne touche pas à la vie privée", "it does not concern private life"),
    "professional": Text(
        "elle n'a pas été obtenue dans l'exercice d'une profession", "it was not obtained in a professional capacity"
    ),
}


def is_secret(
    *,
    identifying: Answer | bool | str | None,
    private_life: Answer | bool | str | None,
    professional: Answer | bool | str | None,
    as_of: date = STATE_OF_LAW,
) -> Ruling:
    """Is the information covered by the secret: identifying, of private life, obtained in a professional capacity?

    One criterion known not to be met settles it. When one is unknown and none is lacking the answer is unknown and
    the information must be treated as secret, as `decide` does. Raises as `Answer.of` for another word or type.
    """
    require_day(as_of, "as_of")
    early = too_early(as_of)
    if early is not None:
        return unanswered(early, as_of)
    facts = {
        "identifying": Answer.of(identifying),
        "private_life": Answer.of(private_life),
        "professional": Answer.of(professional),
    }
    answer = all_of(facts.values())
    lacking = tuple(_CRITERIA[name] for name, fact in facts.items() if fact is Answer.NO)
    unknown = tuple(name for name, fact in facts.items() if fact is Answer.UNKNOWN)
    decided = {
        Answer.YES: step(COVERED, Answer.YES),
        Answer.NO: step(CRITERION_LACKING, Answer.YES, params={"criteria": lacking}),
        Answer.UNKNOWN: step(PRESUMED, Answer.UNKNOWN, *unknown),
    }[answer]
    return Ruling(answer=answer, decided_by=(decided,), trace=(decided,), as_of=as_of)


RULES: Final[tuple[Rule[Any], ...]] = (COVERED, CRITERION_LACKING, PRESUMED)
