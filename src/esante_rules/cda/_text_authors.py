"""`cda.text`: the authors of a header, professionals, patients and systems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from esante_rules._core import Confidence, Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda._actors import Actor
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import children, hit, is_null

_SYSTEM_ID: Final = re.compile(r"[13456][0-9A-Z]{9,14}/[^\x00-\x1f]+").fullmatch


def _nobody(context: Context) -> Iterator[Hit]:
    for actor in context.authors:
        if actor.person is None and actor.device is None:
            yield hit(actor.entity)


AUTHOR_NOBODY: Final = rule(
    "text.author-without-person-or-device",
    _nobody,
    Text("L'auteur n'est ni une personne ni un système.", "The author is neither a person nor a system."),
    Text(
        "Un auteur se nomme : personne (assignedPerson) ou dispositif (assignedAuthoringDevice).",
        "An author has a name: a person (assignedPerson) or a device (assignedAuthoringDevice).",
    ),
    src.structuration("author"),
)


def _professional_authors(context: Context) -> Iterator[Actor]:
    return (actor for actor in context.authors if actor.is_professional and actor.person is not None)


def _no_profession(context: Context) -> Iterator[Hit]:
    return (hit(actor.entity) for actor in _professional_authors(context) if actor.code is None)


AUTHOR_PROFESSION: Final = rule(
    "text.author-without-profession",
    _no_profession,
    Text(
        "La profession ou la spécialité de l'auteur n'est pas donnée.",
        "The profession or specialty of the author is not given.",
    ),
    Text(
        "Le texte l'exige d'un professionnel : elle alimente l'index du DMP.",
        "The text requires it of a professional: it feeds the DMP index.",
    ),
    src.structuration("author/assignedAuthor/code"),
)


def _no_structure(context: Context) -> Iterator[Hit]:
    return (hit(actor.entity) for actor in _professional_authors(context) if actor.organization is None)


AUTHOR_ORGANIZATION: Final = rule(
    "text.author-without-organization",
    _no_structure,
    Text(
        "La structure pour laquelle l'auteur agit n'est pas donnée.",
        "The structure for which the author acts is not given.",
    ),
    Text(
        "Le texte l'exige d'un professionnel : le document engage aussi sa structure.",
        "The text requires it of a professional: the document also commits the structure.",
    ),
    src.structuration("author/assignedAuthor/representedOrganization"),
)


def _patient_authors(context: Context) -> Iterator[Actor]:
    return (actor for actor in context.authors if actor.is_patient)


def _patient_function(context: Context) -> Iterator[Hit]:
    for actor in _patient_authors(context):
        for element in children(actor.element, "functionCode"):
            yield hit(element)


PATIENT_AUTHOR_FUNCTION: Final = rule(
    "text.patient-author-with-function",
    _patient_function,
    Text(
        "Le patient, auteur du document, porte un rôle fonctionnel.",
        "The patient, author of the document, bears a functional role.",
    ),
    Text(
        "Les rôles fonctionnels du CI-SIS sont ceux des professionnels.",
        "The functional roles of the CI-SIS are those of professionals.",
    ),
    src.structuration("author/functionCode"),
)


def _patient_structure(context: Context) -> Iterator[Hit]:
    return (hit(actor.organization) for actor in _patient_authors(context) if actor.organization is not None)


PATIENT_AUTHOR_ORGANIZATION: Final = rule(
    "text.patient-author-with-organization",
    _patient_structure,
    Text(
        "Le patient, auteur du document, est rattaché à une structure.",
        "The patient, author of the document, is attached to a structure.",
    ),
    Text(
        "Le patient écrit en son nom : aucune structure n'est attendue.",
        "The patient writes in his or her own name: no structure is expected.",
    ),
    src.structuration("author/assignedAuthor/representedOrganization"),
)


def _patient_person(context: Context) -> Iterator[Hit]:
    return (hit(actor.entity) for actor in _patient_authors(context) if actor.person is None)


PATIENT_AUTHOR_PERSON: Final = rule(
    "text.patient-author-without-person",
    _patient_person,
    Text("Le patient, auteur du document, n'est pas nommé.", "The patient, author of the document, is not named."),
    Text(
        "Le nom de l'auteur est obligatoire lorsque c'est le patient.",
        "The name of the author is mandatory when it is the patient.",
    ),
    src.structuration("author/assignedAuthor/assignedPerson"),
)


def _devices(context: Context) -> Iterator[Actor]:
    return (actor for actor in context.authors if actor.device is not None)


def _device_code(context: Context) -> Iterator[Hit]:
    return (hit(actor.entity) for actor in _devices(context) if actor.code is None)


DEVICE_CODE: Final = rule(
    "text.device-author-without-code",
    _device_code,
    Text("Le système auteur n'a pas de code de nature.", "The authoring system has no code for its nature."),
    Text(
        "Un code (DISPOSITIF, LOGICIEL_DUI, SNR...) dit quel genre de système a produit le document.",
        "A code (DISPOSITIF, LOGICIEL_DUI, SNR...) says which kind of system produced the document.",
    ),
    src.structuration("author/assignedAuthor/code"),
)


def _device_structure(context: Context) -> Iterator[Hit]:
    return (hit(actor.entity) for actor in _devices(context) if actor.organization is None)


DEVICE_ORGANIZATION: Final = rule(
    "text.device-author-without-organization",
    _device_structure,
    Text(
        "La structure responsable du système auteur n'est pas donnée.",
        "The structure responsible for the authoring system is not given.",
    ),
    Text(
        "Un système n'agit jamais pour lui-même : la structure est obligatoire.",
        "A system never acts on its own behalf: the structure is mandatory.",
    ),
    src.structuration("author/assignedAuthor/representedOrganization"),
)


def _device_id(context: Context) -> Iterator[Hit]:
    for actor in _devices(context):
        for element in actor.ids:
            root, extension = element.get("root"), element.get("extension") or ""
            if not is_null(element) and (root != oids.PERSON or not _SYSTEM_ID(extension)):
                yield hit(element)


DEVICE_ID: Final = rule(
    "text.device-author-id-unexpected",
    _device_id,
    Text(
        "L'identifiant du système auteur n'est pas de la forme « identifiant de la structure / identifiant interne ».",
        "The identifier of the authoring system is not of the form « structure identifier / internal identifier ».",
    ),
    Text(
        "Un système s'identifie sous l'autorité des acteurs de santé, avec le préfixe de sa structure (1, 3, 4, 5, 6).",
        "A system is identified under the authority of health actors, with the prefix of its structure (1, 3 to 6).",
    ),
    src.structuration("author/assignedAuthor/id"),
)


def _publisher_root(context: Context) -> Iterator[Hit]:
    for actor in context.authors:
        for element in children(actor.organization, "id"):
            if element.get("root") == oids.SIRENE:
                yield hit(element)


PUBLISHER_ROOT: Final = rule(
    "text.publisher-root-unexpected",
    _publisher_root,
    Text(
        "La structure de l'auteur est identifiée par un SIREN sous la racine 1.3.2.",
        "The structure of the author is identified by a SIREN under the root 1.3.2.",
    ),
    Text(
        "Le guide document-core l'admet pour l'éditeur d'un service numérique référencé, les contrôles officiels "
        "n'attendent que la racine des structures : les deux textes se contredisent.",
        "The document-core guide accepts it for the publisher of a referenced digital service, the official checks "
        "expect the root of structures only: the two texts contradict each other.",
    ),
    src.ans_text("auteur, service numérique référencé"),
    severity=Severity.INFO,
    confidence=Confidence.TO_CONFIRM,
)


RULES: Final[tuple[Header, ...]] = (
    AUTHOR_NOBODY,
    AUTHOR_PROFESSION,
    AUTHOR_ORGANIZATION,
    PATIENT_AUTHOR_FUNCTION,
    PATIENT_AUTHOR_ORGANIZATION,
    PATIENT_AUTHOR_PERSON,
    DEVICE_CODE,
    DEVICE_ORGANIZATION,
    DEVICE_ID,
    PUBLISHER_ROOT,
)
