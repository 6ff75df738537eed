"""Are the participants the same équipe de soins (L. 1110-12)? One condition, then any of three ways."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._answer import Answer, all_of, answer, any_of
from esante_rules._core import STATE_OF_LAW, Confidence, Rule, Text, require, require_day
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing._rules import Ruling, rule, step
from esante_rules.rgpd.sharing._sources import (
    ARRETE_2016,
    CNIL_2024,
    D1110_3_4,
    DECREE_994,
    L1110_12,
    L1110_12_1,
    L1110_12_2,
    L1110_12_3,
    L1411_11,
    L1434_12,
    LAW_2016,
)
from esante_rules.rgpd.sharing.scope import too_early, unanswered
from esante_rules.rgpd.sharing.structures import STRUCTURES, Structure

SAME_TEAM: Final = rule(
    "team.same-team",
    Text(
        "Tous les participants forment une même équipe de soins autour de la personne.",
        "All the participants form one care team around the person.",
    ),
    Text(
        "L'équipe de soins est l'ensemble de ceux qui prennent part aux soins d'une même personne, et non l'effectif "
        "d'un établissement.",
        "The care team is the set of those who take part in the care of one person, not the staff of an establishment.",
    ),
    (L1110_12,),
    "INFO",
    Confidence.CERTAIN,
    LAW_2016,
)
DIRECT_PART: Final = rule(
    "team.direct-part",
    Text(
        "Chaque participant prend directement part, pour la même personne, à un acte de soin, de compensation du "
        "handicap, de soulagement ou de prévention de la perte d'autonomie, ou à leur coordination.",
        "Every participant takes a direct part, for the same person, in an act of care, disability compensation, "
        "relief "
        "or prevention of loss of autonomy, or in coordinating such acts.",
    ),
    Text(
        "Sans participation directe il n'y a pas d'équipe de soins, quelle que soit la structure.",
        "Without direct participation there is no care team, whatever the structure.",
    ),
    (L1110_12,),
    "BLOQUANT",
    Confidence.CERTAIN,
    LAW_2016,
)
COMMON_STRUCTURE: Final = rule(
    "team.common-structure",
    Text(
        "Les participants exercent dans un même établissement ou service, ou dans une structure de la liste de "
        "l'article D. 1110-3-4.",
        "The participants work in one establishment or service, or in a structure listed by article D. 1110-3-4.",
    ),
    Text(
        "La liste est fermée. Certains groupements n'en sont que si leur objet est la prise en charge médicale "
        "coordonnée.",
        "The list is closed. Some groups belong to it only if their object is coordinated medical care.",
    ),
    (L1110_12_1, D1110_3_4),
    "INFO",
    Confidence.CERTAIN,
    DECREE_994,
)
CHOSEN_BY_PATIENT: Final = rule(
    "team.chosen-by-patient",
    Text(
        "La personne a reconnu les participants comme membres de l'équipe en s'adressant à eux pour des consultations "
        "ou des actes prescrits par le médecin qui la suit.",
        "The person recognised the participants as members of the team by turning to them for consultations or acts "
        "prescribed by the doctor in charge.",
    ),
    Text(
        "Le choix de la personne fait l'équipe, même sans structure commune.",
        "The choice of the person makes the team, even without a common structure.",
    ),
    (L1110_12_2,),
    "INFO",
    Confidence.CERTAIN,
    LAW_2016,
)
ORGANISED_SET: Final = rule(
    "team.organised-set",
    Text(
        "Les participants forment un ensemble organisé, avec au moins un professionnel de santé, dont les pratiques "
        "suivent le cahier des charges du 25 novembre 2016.",
        "The participants form an organised set, with at least one health professional, whose practices follow the "
        "specification of 25 November 2016.",
    ),
    Text(
        "La troisième voie demande trois choses à la fois : un professionnel de santé, une organisation formalisée et "
        "des pratiques conformes.",
        "The third way asks three things at once: a health professional, a formal organisation and compliant "
        "practices.",
    ),
    (L1110_12_3, ARRETE_2016),
    "INFO",
    Confidence.PROBABLE,
    LAW_2016,
)
CPTS_ALONE: Final = rule(
    "team.cpts-alone",
    Text(
        "Une CPTS n'est pas dans la liste : y appartenir ne suffit pas à former une équipe de soins.",
        "A CPTS is not in the list: belonging to it does not make a care team.",
    ),
    Text(
        "Qu'une CPTS puisse compter comme personne morale associant des libéraux n'est pas tenu pour acquis : à "
        "confirmer. Restent le choix de la personne et le cahier des charges, sinon le partage hors équipe.",
        "That a CPTS might count as a legal entity of independent professionals is not assumed: to be confirmed. The "
        "choice of the person and the specification remain, otherwise sharing outside the team.",
    ),
    (D1110_3_4, L1434_12),
    "INFO",
    Confidence.TO_CONFIRM,
)
PRIMARY_TEAM_ALONE: Final = rule(
    "team.esp-alone",
    Text(
        "Une équipe de soins primaires ou spécialisés n'est pas dans la liste, malgré son nom.",
        "A primary or specialised care team is not in the list, despite its name.",
    ),
    Text(
        "Même traitement que la CPTS : on regarde le choix de la personne et le cahier des charges.",
        "Treated as a CPTS: look at the choice of the person and at the specification.",
    ),
    (D1110_3_4, L1411_11),
    "INFO",
    Confidence.PROBABLE,
)
SAME_ROOF: Final = rule(
    "team.same-roof-only",
    Text(
        "Travailler dans la même structure sans participer à la prise en charge ne donne aucun droit sur "
        "l'information.",
        "Working in the same structure without taking part in the care gives no right to the information.",
    ),
    Text(
        "C'est ce que la CNIL a relevé lors de ses contrôles de 2024 sur le dossier patient informatisé.",
        "This is what the CNIL found in its 2024 inspections of electronic patient records.",
    ),
    (L1110_12, CNIL_2024),
    "INFO",
    Confidence.CERTAIN,
)


def _structure(value: Structure | str | None) -> Structure:
    return Structure.of(value)


@frozen(kw_only=True)
class Circle:
    """What is known of a group of professionals around one person; every fact is yes, no or unknown."""

    direct_part: Answer = field(default=Answer.UNKNOWN, converter=answer, repr=False)
    """Does every one of them take a direct part in the care of this person, or in coordinating it?"""
    structure: Structure = field(default=Structure.UNKNOWN, converter=_structure)
    coordinated_care_object: Answer = field(default=Answer.UNKNOWN, converter=answer, repr=False)
    """Is coordinated medical care the object of the group? Asked for GCS, GCSMS, GIP, GIE, SEL and legal entities."""
    chosen_by_patient: Answer = field(default=Answer.UNKNOWN, converter=answer, repr=False)
    health_professional: Answer = field(default=Answer.UNKNOWN, converter=answer, repr=False)
    """Is there at least one health professional among them?"""
    formal_organisation: Answer = field(default=Answer.UNKNOWN, converter=answer, repr=False)
    follows_specification: Answer = field(default=Answer.UNKNOWN, converter=answer, repr=False)
    """Do the practices follow the cahier des charges of 25 November 2016?"""


def same_team(circle: Circle, *, as_of: date = STATE_OF_LAW) -> Ruling:
    """Are they the same équipe de soins? Direct part, and one of: structure, choice of the person, organised set.

    A yes names the ways that hold; a no names what fails; an unknown names what would settle it.
    """
    require(circle, Circle, "circle")
    require_day(as_of, "as_of")
    early = too_early(as_of)
    if early is not None:
        return unanswered(early, as_of)
    part = step(DIRECT_PART, circle.direct_part, "direct_part")
    ways = (_common_structure(circle, as_of), _chosen(circle), _organised(circle))
    together = all_of((part.answer, any_of(way.answer for way in ways)))
    return Ruling(
        answer=together,
        decided_by=_deciding(together, part, ways),
        trace=(part, *ways),
        notes=_notes(circle),
        as_of=as_of,
    )


def _common_structure(circle: Circle, as_of: date) -> Step:
    """L. 1110-12, 1°: the structure is listed that day and, for some, has the right object."""
    entry = STRUCTURES[circle.structure]
    if circle.structure is Structure.UNKNOWN:
        return step(COMMON_STRUCTURE, Answer.UNKNOWN, "structure")
    if entry.since is not None and as_of < entry.since:
        return step(COMMON_STRUCTURE, Answer.UNKNOWN, "structure")
    if entry.needs_object:
        return step(COMMON_STRUCTURE, circle.coordinated_care_object, "coordinated_care_object")
    return step(COMMON_STRUCTURE, Answer.YES if entry.listed else Answer.NO)


def _chosen(circle: Circle) -> Step:
    """L. 1110-12, 2°: the person chose them."""
    return step(CHOSEN_BY_PATIENT, circle.chosen_by_patient, "chosen_by_patient")


def _organised(circle: Circle) -> Step:
    """L. 1110-12, 3°: a professional, an organisation and compliant practices."""
    facts = {
        "health_professional": circle.health_professional,
        "formal_organisation": circle.formal_organisation,
        "follows_specification": circle.follows_specification,
    }
    unknown = tuple(name for name, fact in facts.items() if fact is Answer.UNKNOWN)
    return step(ORGANISED_SET, all_of(facts.values()), *unknown)


def _deciding(together: Answer, part: Step, ways: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps that settle the answer: participation alone when it fails, else the ways that answer as the whole."""
    if together is Answer.NO and part.answer is Answer.NO:
        return (part,)
    if together is Answer.NO:
        return ways
    if together is Answer.YES:
        return (part, *(way for way in ways if way.answer is Answer.YES))
    open_ways = () if any_of(way.answer for way in ways) is Answer.YES else ways
    return tuple(s for s in (part, *open_ways) if s.answer is Answer.UNKNOWN)


def _notes(circle: Circle) -> tuple[Step, ...]:
    notes = []
    if circle.structure is Structure.CPTS:
        notes.append(step(CPTS_ALONE, Answer.YES))
    if circle.structure in (Structure.PRIMARY_CARE_TEAM, Structure.SPECIALISED_CARE_TEAM):
        notes.append(step(PRIMARY_TEAM_ALONE, Answer.YES))
    if STRUCTURES[circle.structure].listed and circle.direct_part is Answer.NO:
        notes.append(step(SAME_ROOF, Answer.YES))
    return tuple(notes)


RULES: Final[tuple[Rule[Any], ...]] = (
    SAME_TEAM,
    DIRECT_PART,
    COMMON_STRUCTURE,
    CHOSEN_BY_PATIENT,
    ORGANISED_SET,
    CPTS_ALONE,
    PRIMARY_TEAM_ALONE,
    SAME_ROOF,
)
