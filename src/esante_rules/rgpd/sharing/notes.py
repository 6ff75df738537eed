"""What a decision says beside its answer: how the flow was read, what to check, when a human must decide."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._answer import Answer
from esante_rules._core import Confidence, Rule, Text
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing._rules import rule, step
from esante_rules.rgpd.sharing._sources import (
    CP_226_13,
    CP_226_14,
    L1110_4_I,
    L1110_4_III_TEAM,
    L1110_4_IV,
    L1470_5,
    LAW_2016,
    R1110_1,
)
from esante_rules.rgpd.sharing.facts import Flow, Operation, Purpose
from esante_rules.rgpd.sharing.secret import PRESUMED

NOT_SECRET: Final = rule(
    "condition.information-not-secret",
    Text(
        "L'information n'est pas couverte par le secret : ces règles ne s'appliquent pas, le RGPD peut s'appliquer.",
        "The information is not covered by the secret: these rules do not apply, the GDPR may.",
    ),
    Text(
        "L'échange et le partage ne sont encadrés que pour l'information secrète.",
        "Exchange and sharing are governed only for secret information.",
    ),
    (L1110_4_I, CP_226_13),
    "INFO",
    Confidence.CERTAIN,
    LAW_2016,
)
EXEMPTION: Final = rule(
    "condition.legal-exemption",
    Text(
        "Une dérogation expresse de la loi est invoquée : autorisé vers la seule autorité que le texte désigne, "
        "pour les "
        "seules données qu'il prévoit.",
        "An express exemption of the law is relied upon: allowed towards the one authority the text designates, "
        "for the "
        "data it provides for and no more.",
    ),
    Text(
        "Un signalement ou une déclaration que la loi permet ou impose ne relève ni de l'échange ni du partage ; une "
        "opposition n'y fait pas obstacle. À plusieurs destinataires, une demande pour chacun.",
        "A report or declaration that the law allows or orders is neither exchange nor sharing; an objection does not "
        "prevent it. With several recipients, one request for each.",
    ),
    (L1110_4_I, CP_226_14),
    "INFO",
    Confidence.CERTAIN,
    LAW_2016,
)
OPPOSITION_UNKNOWN: Final = rule(
    "note.opposition-unknown",
    Text(
        "On ne sait pas si la personne s'est opposée : vérifier le registre des oppositions.",
        "It is not known whether the person has objected: check the register of objections.",
    ),
    Text(
        "Une opposition connue interdirait le flux ; ne rien savoir ne l'empêche pas.",
        "A known objection would forbid the flow; not knowing does not hold it back.",
    ),
    (L1110_4_IV,),
    "INFO",
    Confidence.CERTAIN,
    LAW_2016,
)
PREVENTION: Final = rule(
    "note.prevention-in-team",
    Text(
        "Partage dans l'équipe à des fins de prévention : l'article R. 1110-1 l'admet, l'article L. 1110-4 ne le "
        "cite pas "
        "pour le partage.",
        "Sharing in the team for prevention: article R. 1110-1 admits it, article L. 1110-4 does not list it for "
        "sharing.",
    ),
    Text(
        "La finalité de prévention est citée par le décret et non par l'alinéa de la loi.",
        "Prevention is named by the decree and not by that paragraph of the law.",
    ),
    (L1110_4_III_TEAM, R1110_1),
    "INFO",
    Confidence.PROBABLE,
)
INSECURE: Final = rule(
    "note.insecure-channel",
    Text(
        "Le moyen électronique n'est pas de l'espace MSSanté ou ne suit pas les référentiels de sécurité.",
        "The electronic means is outside the MSSanté space or does not follow the security référentiels.",
    ),
    Text(
        "Ce n'est pas une condition de légalité de l'échange, mais un manquement à corriger.",
        "This is not a condition for the exchange to be lawful, but a breach to be put right.",
    ),
    (L1470_5,),
    "MAJEUR",
    Confidence.PROBABLE,
)
ARBITRATION: Final = rule(
    "alert.human-arbitration",
    Text(
        "Urgence : si la vie est en jeu, un professionnel doit décider maintenant ; le logiciel n'y fait pas "
        "obstacle en "
        "silence.",
        "Emergency: when life is at stake a professional must decide now; the software does not stand in the way "
        "silently.",
    ),
    Text(
        "La bibliothèque dit ce que le texte permet ; elle ne remplace pas le jugement de celui qui soigne.",
        "The library says what the text allows; it does not replace the judgement of those who care.",
    ),
    (L1110_4_IV,),
    "MAJEUR",
    Confidence.PROBABLE,
)


def not_secret(flow: Flow) -> Step:
    """P00: outside the secret; unknown is read as secret and noted."""
    return step(NOT_SECRET, ~flow.secret, "secret")


def exempted(flow: Flow) -> Step | None:
    """P01: a text designates one authority, so one recipient; None when no exemption is relied upon."""
    if flow.exemption is None:
        return None
    return step(EXEMPTION, Answer.YES if len(flow.recipients) == 1 else Answer.UNKNOWN, "recipients")


def presumed_secret(flow: Flow) -> tuple[Step, ...]:
    """SEC-3: the doubt is said."""
    return (step(PRESUMED, Answer.UNKNOWN, "secret"),) if flow.secret is Answer.UNKNOWN else ()


def insecure(flow: Flow) -> tuple[Step, ...]:
    """P17: a warning, never a test of legality."""
    return (step(INSECURE, Answer.YES),) if flow.secure is Answer.NO else ()


def prevention(flow: Flow, operation: Operation) -> tuple[Step, ...]:
    """P16: in the team, for prevention."""
    found = operation is Operation.SHARING and flow.team is Answer.YES and flow.purpose is Purpose.PREVENTION
    return (step(PREVENTION, Answer.YES),) if found else ()


def opposition_unknown(flow: Flow) -> tuple[Step, ...]:
    """P07 not known: look at the register."""
    return (step(OPPOSITION_UNKNOWN, Answer.YES),) if flow.opposition is Answer.UNKNOWN else ()


def arbitration(flow: Flow) -> tuple[Step, ...]:
    """An emergency that the rules do not let through is handed to a human."""
    return (step(ARBITRATION, Answer.YES),) if flow.emergency is Answer.YES else ()


RULES: Final[tuple[Rule[Any], ...]] = (
    NOT_SECRET,
    EXEMPTION,
    OPPOSITION_UNKNOWN,
    PREVENTION,
    INSECURE,
    ARBITRATION,
)
