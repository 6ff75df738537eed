"""`cda.text`: what the texts of the ANS ask of the custodian, signers and other participants, and no tool checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from esante_rules._core import Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda._actors import Actor
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import children, hit, is_null, local_name, text_of

_ORGANIZATION_NAMED: Final = ("author", "legalAuthenticator")


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
