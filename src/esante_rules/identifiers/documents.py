"""Identifiers of documents and exchanges: CDA `id` and version, XDS UUIDs, confidentiality codes and their two
spellings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import (
    STATE_OF_LAW,
    Confidence,
    Hit,
    Report,
    Rule,
    Severity,
    Text,
    known,
    require,
    require_day,
    run,
)
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers import _tidy
from esante_rules.identifiers._declare import rule
from esante_rules.identifiers._kind import Kind, formed, malformed
from esante_rules.identifiers.namespaces import ENVIRONMENTS
from esante_rules.identifiers.oid_table import EXACT, Role, is_fictitious
from esante_rules.identifiers.oids import OID, UUID

_VERSION_FORM: Final = r"0{0,9}[1-9][0-9]{0,8}"
_VERSION_LABEL: Final = Text("un numéro de version de document", "a version number of a document")


@frozen
class VersionNumber:
    """The version of a document: an integer above 0, one more at each version."""

    text: str = field(validator=formed(_VERSION_FORM))

    @property
    def number(self) -> int:
        """The integer."""
        return int(self.text)


VERSION_NUMBER: Final = Kind(
    name="version-number",
    label=_VERSION_LABEL,
    form=_VERSION_FORM,
    build=VersionNumber,
    malformed=malformed(
        "version-number", _VERSION_LABEL, Text("un entier supérieur à zéro", "an integer above zero"), src.CI_SIS_HEADER
    ),
    tidy=_tidy.text,
)

_ENTRY_FORM: Final = r"urn:uuid:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_ENTRY_LABEL: Final = Text("un entryUUID ou logicalId XDS", "an XDS entryUUID or logicalId")


@frozen
class EntryUuid:
    """The UUID that a registry gives to an entry (`entryUUID`) or keeps across metadata changes (`logicalId`)."""

    text: str = field(repr=False, validator=formed(_ENTRY_FORM), eq=_tidy.lower)

    @property
    def uuid(self) -> str:
        """The UUID alone, in small letters."""
        return _tidy.lower(self.text.removeprefix("urn:uuid:"))


ENTRY_UUID: Final = Kind(
    name="entry-uuid",
    label=_ENTRY_LABEL,
    form=_ENTRY_FORM,
    build=EntryUuid,
    malformed=malformed(
        "entry-uuid", _ENTRY_LABEL, Text("urn:uuid: suivi d'un UUID", "urn:uuid: followed by a UUID"), src.CI_SIS_DMP
    ),
    tidy=_tidy.urn,
)

PATIENT_DOCUMENTS_ROOT: Final = "1.2.250.1.213.4.1"
"""The custodian of the documents that the patient produces: this root, no extension, the name DMP."""


@frozen
class _DocumentId:
    root: str = field(repr=False)
    extension: str | None = field(repr=False)
    environment: str = "production"


def _root_malformed(pair: _DocumentId) -> Iterator[Hit]:
    if not (OID.matches(pair.root) or UUID.matches(pair.root)):
        yield Hit("root")


def _extension_blank(pair: _DocumentId) -> Iterator[Hit]:
    if pair.extension is not None and not pair.extension.strip():
        yield Hit("extension")


def _patient_namespace(pair: _DocumentId) -> Iterator[Hit]:
    roots = (oid for oid, entry in EXACT.items() if entry.role in {Role.PATIENT, Role.INSURED})
    if any(pair.root == oid or pair.root.startswith(oid + ".") for oid in roots):
        yield Hit("root")


def _foreign_namespace(pair: _DocumentId) -> Iterator[Hit]:
    entry = EXACT.get(pair.root)
    if entry and entry.role in {Role.PROFESSIONAL, Role.STRUCTURE, Role.CODES}:
        yield Hit("root", {"label": entry.label})


def _fictitious(pair: _DocumentId) -> Iterator[Hit]:
    if pair.environment == "production" and is_fictitious(pair.root):
        yield Hit("root")


ROOT_MALFORMED: Final = rule(
    "document-id.root-malformed",
    _root_malformed,
    Text(
        "La racine de l'identifiant du document n'est ni un OID ni un UUID.",
        "The root of the document's identifier is neither an OID nor a UUID.",
    ),
    Text(
        "Un document se cite, se remplace et se supprime par son identifiant : il doit être unique partout.",
        "A document is cited, replaced and deleted by its identifier: it must be unique everywhere.",
    ),
    src.CI_SIS_HEADER,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
EXTENSION_BLANK: Final = rule(
    "document-id.extension-blank",
    _extension_blank,
    Text("L'extension de l'identifiant du document est vide.", "The extension of the document's identifier is blank."),
    Text(
        "Une extension absente est permise quand la racine suffit ; une extension vide ne distingue rien.",
        "An extension may be absent when the root is enough; a blank one distinguishes nothing.",
    ),
    src.CI_SIS_HEADER,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)
PATIENT_NAMESPACE: Final = rule(
    "document-id.patient-namespace",
    _patient_namespace,
    Text(
        "L'identifiant du document est rangé sous un OID d'identité de patients.",
        "The document's identifier is filed under an OID of patient identities.",
    ),
    Text(
        "Un producteur doit posséder l'arc qu'il emploie ; des exemples publics rangent à tort leurs "
        "documents sous l'OID de l'INS.",
        "A producer must own the arc it uses; public samples wrongly file their documents under the OID of the INS.",
    ),
    src.PRACTICE,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)
FOREIGN_NAMESPACE: Final = rule(
    "document-id.foreign-namespace",
    _foreign_namespace,
    Text(
        "L'identifiant du document a pour racine un OID réservé à autre chose ({label}).",
        "The document's identifier has as its root an OID reserved for something else ({label}).",
    ),
    Text(
        "Deux producteurs qui emploient la racine d'un référentiel national finissent par donner le même identifiant.",
        "Two producers who use the root of a national register end up giving the same identifier.",
    ),
    src.ANS_OIDS,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)
FICTITIOUS: Final = rule(
    "document-id.fictitious-root",
    _fictitious,
    Text(
        "L'identifiant du document a une racine d'exemple, dans des données de production.",
        "The document's identifier has the root of a sample, in production data.",
    ),
    Text(
        "Les arcs d'exemples servent à plusieurs : deux documents réels pourraient porter le même identifiant.",
        "The arcs of samples serve several people: two real documents could bear the same identifier.",
    ),
    src.PRACTICE,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)
_ON_DOCUMENT: Final = (ROOT_MALFORMED, EXTENSION_BLANK, PATIENT_NAMESPACE, FOREIGN_NAMESPACE, FICTITIOUS)


def check_document_id(
    root: str, extension: str | None = None, *, environment: str = "production", as_of: date = STATE_OF_LAW
) -> Report:
    """Report the faults of the identifier of a CDA document (XDS `uniqueId`): root and optional extension.

    That it is unique among documents needs the others, and is not said here.
    """
    require(root, str, "root")
    require(extension, (str, type(None)), "extension")
    require_day(as_of, "as_of")
    known(environment, ENVIRONMENTS, "environment")
    return run(_ON_DOCUMENT, _DocumentId(root, extension, environment), as_of=as_of)


def _present(value: str | None) -> Iterator[Hit]:
    if value is not None:
        yield Hit("value")


HOME_COMMUNITY: Final = rule(
    "home-community-id.present",
    _present,
    Text(
        "Le DMP n'emploie pas homeCommunityId : l'attribut doit être absent.",
        "The DMP does not use homeCommunityId: the attribute must be absent.",
    ),
    Text(
        "L'échange entre communautés n'existe pas dans le DMP ; un entrepôt peut refuser le lot.",
        "Exchange between communities does not exist in the DMP; a repository may refuse the submission.",
    ),
    src.CI_SIS_DMP,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
)


def check_home_community_id(value: str | None, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report a `homeCommunityId` sent to the DMP, which must have none."""
    require(value, (str, type(None)), "value")
    require_day(as_of, "as_of")
    return run((HOME_COMMUNITY,), value, as_of=as_of)


@frozen
class ExchangeIdentifier:
    """One identifier of the exchanges: who gives it, and how long it stays the same."""

    name: str
    given_by: Text
    stable: Text
    form: Text


_PRODUCER: Final = Text("producteur", "producer")
_REGISTRY: Final = Text("registre", "registry")
EXCHANGE_IDENTIFIERS: Final = (
    ExchangeIdentifier(
        "ClinicalDocument/id, uniqueId, masterIdentifier",
        _PRODUCER,
        Text("une version", "one version"),
        Text("OID, UUID, ou racine et extension", "OID, UUID, or root and extension"),
    ),
    ExchangeIdentifier(
        "setId, versionNumber",
        _PRODUCER,
        Text("setId à vie, version plus un", "setId for life, version plus one"),
        Text("entier supérieur à zéro", "integer above zero"),
    ),
    ExchangeIdentifier(
        "entryUUID",
        _REGISTRY,
        Text("change à chaque version ou métadonnée", "changes with each version or metadata change"),
        Text("urn:uuid:", "urn:uuid: form"),
    ),
    ExchangeIdentifier(
        "logicalId",
        _REGISTRY,
        Text("survit aux changements de métadonnées", "survives metadata changes"),
        Text("urn:uuid:", "urn:uuid: form"),
    ),
    ExchangeIdentifier(
        "repositoryUniqueId, sourceId",
        Text("entrepôt, producteur", "repository, producer"),
        Text("à vie", "for life"),
        Text("un OID", "an OID"),
    ),
    ExchangeIdentifier(
        "sourcePatientId",
        _PRODUCER,
        Text("selon l'identité", "as the identity"),
        Text("INS ou IPP, forme CX", "INS or IPP, CX form"),
    ),
    ExchangeIdentifier(
        "homeCommunityId",
        Text("personne, pour le DMP", "nobody, for the DMP"),
        Text("sans objet", "not applicable"),
        Text("absent", "must be absent"),
    ),
)

REFERENCE_ID_TYPES: Final = (
    "uniqueId",
    "accession",
    "referral",
    "order",
    "workflowInstanceId",
    "studyInstanceUID",
    "encounterId",
)
"""What a `referenceIdList` may point to (value set J197)."""

CONFIDENTIALITY: Final[Mapping[str, str]] = {
    "N": "2.16.840.1.113883.5.25",
    "R": "2.16.840.1.113883.5.25",
    "V": "2.16.840.1.113883.5.25",
    "MASQUE_PS": "1.2.250.1.213.1.1.4.13",
    "INVISIBLE_PATIENT": "1.2.250.1.213.1.1.4.13",
    "INVISIBLE_REPRESENTANTS_LEGAUX": "1.2.250.1.213.1.1.4.13",
}
"""Confidentiality codes of CDA and XDS with their code system (value set J08); one to four of them an XDS entry."""

META_DMP_MSS: Final = (
    "MASQUE_PS",
    "INVISIBLE_PATIENT",
    "INVISIBLE_REP_LEGAUX",
    "CONNEXION_SECRETE",
    "MODIF_CONF_CODE",
    "DESTDMP",
    "DESTMSSANTEPS",
    "DESTMSSANTEPAT",
    "ACK_RECEPTION",
    "ACK_LECTURE_MSS",
    "CORPSMAIL_PS",
    "CORPSMAIL_PATIENT",
)
"""The HL7 v2 table MetaDMPMSS (OBX-3, answered Y or N)."""

_TO_HL7V2: Final[Mapping[str, str]] = {
    "MASQUE_PS": "MASQUE_PS",
    "INVISIBLE_PATIENT": "INVISIBLE_PATIENT",
    "INVISIBLE_REPRESENTANTS_LEGAUX": "INVISIBLE_REP_LEGAUX",
}


def confidentiality_to_hl7v2(code: str) -> str | None:
    """The MetaDMPMSS code of a CDA confidentiality code: the legal representatives are spelt otherwise. None for N, R
    and V.
    """
    return _TO_HL7V2.get(known(code, CONFIDENTIALITY, "code"))


def confidentiality_from_hl7v2(code: str) -> str | None:
    """The CDA confidentiality code of a MetaDMPMSS code; None for those that say something else."""
    known(code, META_DMP_MSS, "code")
    return next((cda for cda, hl7v2 in _TO_HL7V2.items() if hl7v2 == code), None)


KINDS: Final[tuple[Kind[Any], ...]] = (VERSION_NUMBER, ENTRY_UUID)
RULES: Final[tuple[Rule[Any], ...]] = (*_ON_DOCUMENT, *VERSION_NUMBER.rules, *ENTRY_UUID.rules, HOME_COMMUNITY)

check_version_number, parse_version_number = VERSION_NUMBER.check, VERSION_NUMBER.parse
is_valid_version_number = VERSION_NUMBER.is_valid
check_entry_uuid, parse_entry_uuid, is_valid_entry_uuid = ENTRY_UUID.check, ENTRY_UUID.parse, ENTRY_UUID.is_valid
