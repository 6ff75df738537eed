"""`cda.text`: what the texts of the ANS ask of the people, systems and structures of a header, and no tool checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from esante_rules._core import Confidence, Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Actor, Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import children, hit, is_null, local_name, text_of

_SYSTEM_ID: Final = re.compile(r"[13456][0-9A-Z]{9,14}/[^\x00-\x1f]+").fullmatch
_ORGANIZATION_NAMED: Final = ("author", "legalAuthenticator")


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


def _custodian_extension(context: Context) -> Iterator[Hit]:
    for element in children(context.custodian, "id"):
        if element.get("root") == oids.STRUCTURE and element.get("extension") is None:
            yield hit(element)


CUSTODIAN_EXTENSION: Final = rule(
    "text.custodian-without-extension",
    _custodian_extension,
    Text(
        "La structure qui conserve le document n'a pas d'identifiant national.",
        "The structure that keeps the document has no national identifier.",
    ),
    Text(
        "La racine seule ne désigne que l'autorité qui attribue les numéros ; l'assertion ne le vérifie pas.",
        "The root alone only names the authority that gives the numbers; the assertion does not check it.",
    ),
    src.structuration("custodian"),
)


def _host_extension(context: Context) -> Iterator[Hit]:
    for element in children(context.custodian, "id"):
        if element.get("root") == oids.PATIENT_HOST and element.get("extension") is not None:
            yield hit(element)


HOST_EXTENSION: Final = rule(
    "text.patient-host-with-extension",
    _host_extension,
    Text(
        "L'hébergeur des documents du patient porte une extension alors que sa racine suffit.",
        "The host of the patient's documents bears an extension although its root is enough.",
    ),
    Text(
        "Pour un document écrit par le patient, la racine 1.2.250.1.213.4.1 désigne déjà l'hébergeur (DMP).",
        "For a document written by the patient, the root 1.2.250.1.213.4.1 already names the host (DMP).",
    ),
    src.ans_text("custodian, document d'expression personnelle"),
)


def _signer_person(context: Context) -> Iterator[Hit]:
    signer = context.signer
    if signer is not None and signer.person is None and signer.has_root(oids.PERSON, *oids.INS_ROOTS):
        yield from () if _is_system(signer) else (hit(signer.entity),)


def _is_system(signer: Actor) -> bool:
    """A system signs for the SNR, the Dossier Pharmaceutique or an export: then no person is expected."""
    return any("/" in (element.get("extension") or "") for element in signer.ids)


SIGNER_PERSON: Final = rule(
    "text.signer-without-person",
    _signer_person,
    Text("Le responsable du document n'est pas nommé.", "The person responsible for the document is not named."),
    Text(
        "Le nom est obligatoire pour un professionnel ou le patient ; l'assertion 3.x ne le vérifie plus.",
        "The name is mandatory for a professional or the patient; the 3.x assertion no longer checks it.",
    ),
    src.structuration("legalAuthenticator/assignedEntity/assignedPerson"),
)


def _signer_structure(context: Context) -> Iterator[Hit]:
    signer = context.signer
    if signer is not None and signer.has_root(oids.PERSON) and signer.organization is None:
        yield hit(signer.entity)


SIGNER_ORGANIZATION: Final = rule(
    "text.signer-without-organization",
    _signer_structure,
    Text(
        "La structure du responsable du document n'est pas donnée.",
        "The structure of the person responsible for the document is not given.",
    ),
    Text(
        "Le texte l'exige d'un professionnel : il engage sa structure.",
        "The text requires it of a professional, who commits the structure.",
    ),
    src.structuration("legalAuthenticator/assignedEntity/representedOrganization"),
)


def _patient_signer(context: Context) -> Iterator[Hit]:
    signer = context.signer
    if signer is not None and signer.is_patient and signer.organization is not None:
        yield hit(signer.organization)


PATIENT_SIGNER: Final = rule(
    "text.patient-signer-with-organization",
    _patient_signer,
    Text(
        "Le patient, responsable du document, est rattaché à une structure.",
        "The patient, responsible for the document, is attached to a structure.",
    ),
    Text(
        "Le patient signe en son nom : aucune structure n'est attendue.",
        "The patient signs in his or her own name: no structure is expected.",
    ),
    src.structuration("legalAuthenticator/assignedEntity/representedOrganization"),
)


def _signer_root(context: Context) -> Iterator[Hit]:
    signer = context.signer
    allowed = (oids.PERSON, *oids.INS_ROOTS)
    for element in signer.ids if signer is not None else ():
        if not is_null(element) and element.get("root") is not None and element.get("root") not in allowed:
            yield hit(element)


SIGNER_ROOT: Final = rule(
    "text.signer-root-unexpected",
    _signer_root,
    Text(
        "L'identifiant du responsable n'est ni celui d'un acteur de santé ni celui du patient.",
        "The identifier of the person responsible is neither that of a health actor nor that of the patient.",
    ),
    Text(
        "Le texte attend un PS_IdNat ou un INS ; quatre exemples officiels portent une racine tronquée sans être "
        "rejetés.",
        "The text expects a PS_IdNat or an INS; four official examples bear a truncated root and are not refused.",
    ),
    src.structuration("legalAuthenticator/assignedEntity/id"),
)


def _null_participation(context: Context) -> Iterator[Hit]:
    for element in (context.root, *context.all("legalAuthenticator"), *context.all("authenticator")):
        if is_null(element):
            yield hit(element, element=local_name(element))


NULL_PARTICIPATION: Final = rule(
    "text.null-participation",
    _null_participation,
    Text("L'élément {element} est déclaré nul.", "The element {element} is declared null."),
    Text(
        "Le schéma l'admet, mais un responsable ou un document nul n'engage personne.",
        "The schema allows it, but a null signer or a null document commits nobody.",
    ),
    src.ans_text("legalAuthenticator, authenticator"),
)


def _participant_id(context: Context) -> Iterator[Hit]:
    for actor in context.of_kind("participant"):
        if actor.entity.get("classCode") == "PROV" and not actor.has_root(oids.PERSON):
            yield hit(actor.entity)


PARTICIPANT_ID: Final = rule(
    "text.participant-without-national-id",
    _participant_id,
    Text(
        "Le participant est un professionnel (PROV) sans identifiant national.",
        "The participant is a professional (PROV) without a national identifier.",
    ),
    Text(
        "Le texte l'exige d'un professionnel de santé, pour que l'on sache de qui il s'agit.",
        "The text requires it of a health professional, so that people know who it is.",
    ),
    src.structuration("participant/associatedEntity/id"),
)


def _performer_root(context: Context) -> Iterator[Hit]:
    for actor in context.of_kind("performer"):
        for element in actor.ids:
            root = element.get("root")
            if root is not None and root != oids.PERSON and root not in oids.INS_ROOTS:
                yield hit(element)


PERFORMER_ROOT: Final = rule(
    "text.performer-root-unexpected",
    _performer_root,
    Text(
        "L'identifiant de l'exécutant n'est ni celui d'un acteur de santé ni celui du patient.",
        "The identifier of the performer is neither that of a health actor nor that of the patient.",
    ),
    Text(
        "Une autre autorité ne permet pas de relier l'acte à son exécutant d'un logiciel à l'autre.",
        "Another authority does not let the act be linked to its performer from one program to another.",
    ),
    src.structuration("documentationOf, performer/assignedEntity/id"),
    severity=Severity.INFO,
)


def _performer_null(context: Context) -> Iterator[Hit]:
    for act in context.acts:
        for element in children(act, "performer"):
            if is_null(element):
                yield hit(element)


PERFORMER_NULL: Final = rule(
    "text.performer-null",
    _performer_null,
    Text("L'exécutant d'un acte est déclaré nul.", "The performer of an act is declared null."),
    Text(
        "Le texte l'interdit et le contrôle officiel ne le voit pas.",
        "The text forbids it and the official check does not see it.",
    ),
    src.structuration("documentationOf, performer"),
)


def _organization_name(context: Context) -> Iterator[Hit]:
    organizations = [actor.organization for actor in context.of_kind(*_ORGANIZATION_NAMED)]
    for organization in (*organizations, context.custodian):
        for name in children(organization, "name"):
            if not is_null(name) and (len(name) or not text_of(name)):
                yield hit(name)


ORGANIZATION_NAME: Final = rule(
    "text.organization-name-malformed",
    _organization_name,
    Text(
        "Le nom de la structure est vide ou contient des éléments : seul du texte est attendu.",
        "The name of the structure is empty or holds elements: only text is expected.",
    ),
    Text(
        "Le contrôle officiel l'exige d'autres structures mais oublie celles de l'auteur, du responsable et de "
        "l'organisation de conservation.",
        "The official check requires it of other structures but forgets those of the author, of the signer and of the "
        "custodian.",
    ),
    src.structuration("type de données ON"),
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
    CUSTODIAN_EXTENSION,
    HOST_EXTENSION,
    SIGNER_PERSON,
    SIGNER_ORGANIZATION,
    PATIENT_SIGNER,
    SIGNER_ROOT,
    NULL_PARTICIPATION,
    PARTICIPANT_ID,
    PERFORMER_ROOT,
    PERFORMER_NULL,
    ORGANIZATION_NAME,
)
