"""Write an N1 document: a `Header`, and the content it wraps, in the order of the CDA schema."""

from __future__ import annotations

import base64
from typing import Final

from lxml import etree

from esante_rules._core import known, require
from esante_rules.cda._body import HL7
from esante_rules.cda._header import (
    N1_TEMPLATES,
    Act,
    Actor,
    Address,
    Code,
    Consent,
    Encounter,
    Facility,
    Header,
    Id,
    Null,
    Order,
    Organization,
    Patient,
    Period,
    PersonName,
    RelatedDocument,
    Telecom,
)
from esante_rules.cda._moment import Moment
from esante_rules.cda._oids import NAMESPACES
from esante_rules.cda._tree import Element, tag

MEDIA_TYPES: Final = ("application/pdf", "text/plain")
"""What an N1 document may wrap."""


def build_n1(header: Header, body: bytes, media_type: str) -> bytes:
    """The N1 document, in UTF-8, that wraps `body` (a PDF, preferably PDF/A-1, or a UTF-8 text) under `header`.

    Its templateId are the three of an N1, whatever those of `header` are. Nothing is completed or corrected: pass the
    result to `check_header` to know whether it conforms. `read_header` gives back `header.as_n1(media_type)`.

    Raises `TypeError` for a wrong type, `ValueError` for another media type or for characters that XML cannot hold.
    """
    require(header, Header, "header")
    require(body, bytes, "body")
    known(media_type, MEDIA_TYPES, "media_type")
    try:
        root = _document(header)
    except ValueError:
        raise ValueError("a value of the header holds characters that XML cannot hold") from None
    text = _add(_add(_add(root, "component"), "nonXMLBody"), "text")
    text.set("mediaType", media_type)
    text.set("representation", "B64")
    text.text = base64.encodebytes(body).decode("ascii")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _document(header: Header) -> Element:
    root = etree.Element(tag("ClinicalDocument"), nsmap={None: HL7, "sdtc": NAMESPACES["sdtc"]})
    _add(root, "realmCode", code="FR")
    _add(root, "typeId", root="2.16.840.1.113883.1.3", extension="POCD_HD000040")
    for template in N1_TEMPLATES:
        _id(root, "templateId", template)
    _id(root, "id", header.id)
    _code(root, "code", header.code)
    _text(root, "title", header.title)
    _time(root, "effectiveTime", header.created)
    _code(root, "confidentialityCode", header.confidentiality)
    _word(root, "languageCode", header.language)
    _id(root, "setId", header.set_id)
    _number(root, "versionNumber", header.version)
    if header.patient is not None:
        _patient(_add(root, "recordTarget"), header.patient)
    _participations(root, header)
    for order in header.orders:
        _order(_add(root, "inFulfillmentOf"), order)
    for act in header.acts:
        _act(_add(root, "documentationOf"), act)
    for related in header.related_documents:
        _related(root, related)
    for consent in header.consents:
        _consent(_add(root, "authorization"), consent)
    if header.encounter is not None:
        _encounter(_add(root, "componentOf"), header.encounter)
    return root


def _participations(root: Element, header: Header) -> None:
    for author in header.authors:
        _actor(root, "author", "assignedAuthor", author)
    if header.data_enterer is not None:
        _actor(root, "dataEnterer", "assignedEntity", header.data_enterer)
    for informant in header.informants:
        related = informant.class_code not in (None, "ASSIGNED")
        _actor(root, "informant", "relatedEntity" if related else "assignedEntity", informant)
    if header.custodian is not None:
        custodian = _add(_add(root, "custodian"), "assignedCustodian")
        _organization(custodian, "representedCustodianOrganization", header.custodian)
    for recipient in header.recipients:
        _actor(root, "informationRecipient", "intendedRecipient", recipient)
    if header.legal_authenticator is not None:
        _actor(root, "legalAuthenticator", "assignedEntity", header.legal_authenticator)
    for authenticator in header.authenticators:
        _actor(root, "authenticator", "assignedEntity", authenticator)
    for participant in header.participants:
        _actor(root, "participant", "associatedEntity", participant)


# --- data types ---------------------------------------------------------------------------------------------------


def _add(parent: Element, name: str, **attributes: str | None) -> Element:
    return etree.SubElement(parent, tag(name), {key: value for key, value in attributes.items() if value is not None})


def _null(parent: Element, name: str, null: Null) -> None:
    _add(parent, name, nullFlavor=null.reason)


def _id(parent: Element, name: str, value: Id | Null | None) -> None:
    if isinstance(value, Null):
        _null(parent, name, value)
    elif value is not None:
        _add(parent, name, root=value.root, extension=value.extension)


def _ids(parent: Element, values: tuple[Id | Null, ...], name: str = "id") -> None:
    for value in values:
        _id(parent, name, value)


def _code(parent: Element, name: str, value: Code | Null | None) -> None:
    if isinstance(value, Null):
        _null(parent, name, value)
    elif value is not None:
        element = _add(
            parent,
            name,
            code=value.code,
            codeSystem=value.system,
            codeSystemName=value.system_name,
            codeSystemVersion=value.system_version,
            displayName=value.label,
            nullFlavor=value.null,
        )
        _text(element, "originalText", value.original_text)
        for translation in value.translations:
            _code(element, "translation", translation)


def _word(parent: Element, name: str, value: str | Null | None) -> None:
    if isinstance(value, Null):
        _null(parent, name, value)
    elif value is not None:
        _add(parent, name, code=value)


def _text(parent: Element, name: str, value: str | Null | None) -> None:
    if isinstance(value, Null):
        _null(parent, name, value)
    elif value is not None:
        _add(parent, name).text = value


def _number(parent: Element, name: str, value: int | None) -> None:
    if value is not None:
        _add(parent, name, value=str(value))


def _flag(parent: Element, name: str, value: bool | None) -> None:
    if value is not None:
        _add(parent, name, value="true" if value else "false")


def _time(parent: Element, name: str, value: Moment | Period | Null | None) -> None:
    if isinstance(value, Null):
        _null(parent, name, value)
    elif isinstance(value, Moment):
        _add(parent, name, value=value.text)
    elif value is not None:
        element = _add(parent, name, value=None if value.value is None else value.value.text)
        _time(element, "low", value.low)
        _time(element, "high", value.high)


def _name(parent: Element, value: PersonName) -> None:
    if not value.parts and value.text is None:
        return
    element = _add(parent, "name")
    element.text = value.text
    for part in value.parts:
        if isinstance(part.text, Null):
            _add(element, part.kind, nullFlavor=part.text.reason, qualifier=part.qualifier)
        else:
            _add(element, part.kind, qualifier=part.qualifier).text = part.text


def _contacts(
    parent: Element, addresses: tuple[Address | Null, ...], telecoms: tuple[Telecom | Null, ...], *, addr_first: bool
) -> None:
    """Roles write their addresses first, structures their telecoms."""
    if not addr_first:
        _telecoms(parent, telecoms)
    for address in addresses:
        _address(parent, address)
    if addr_first:
        _telecoms(parent, telecoms)


def _telecoms(parent: Element, values: tuple[Telecom | Null, ...]) -> None:
    for value in values:
        if isinstance(value, Null):
            _null(parent, "telecom", value)
        else:
            _add(parent, "telecom", value=value.value, use=value.use)


def _address(parent: Element, value: Address | Null | None) -> None:
    if isinstance(value, Null):
        _null(parent, "addr", value)
    elif value is not None:
        element = _add(parent, "addr", use=value.use)
        element.text = value.text
        for name, text in value.parts:
            _text(element, name, text)


# --- people -------------------------------------------------------------------------------------------------------


def _patient(parent: Element, value: Patient) -> None:
    role = _add(parent, "patientRole")
    _ids(role, value.ids)
    _contacts(role, value.addresses, value.telecoms, addr_first=True)
    patient = _add(role, "patient")
    if isinstance(value.name, Null):
        _null(patient, "name", value.name)
    elif value.name is not None:
        _name(patient, value.name)
    _code(patient, "administrativeGenderCode", value.gender)
    _time(patient, "birthTime", value.birth)
    _flag(patient, "sdtc:deceasedInd", value.deceased)
    _time(patient, "sdtc:deceasedTime", value.deceased_at)
    _flag(patient, "sdtc:multipleBirthInd", value.multiple_birth)
    _number(patient, "sdtc:multipleBirthOrderNumber", value.birth_order)
    for guardian in value.guardians:
        _guardian(patient, guardian)
    if value.birth_place_name is not None or value.birth_address is not None:
        place = _add(_add(patient, "birthplace"), "place")
        _text(place, "name", value.birth_place_name)
        _address(place, value.birth_address)


def _guardian(parent: Element, value: Actor) -> None:
    guardian = _add(parent, "guardian")
    _ids(guardian, value.ids)
    _code(guardian, "code", value.code)
    _contacts(guardian, value.addresses, value.telecoms, addr_first=True)
    _person(guardian, "guardianPerson", value.person)
    if value.organization is not None:
        _organization(guardian, "guardianOrganization", value.organization)


_PERSON_NAMES: Final = {
    "associatedEntity": "associatedPerson",
    "relatedEntity": "relatedPerson",
    "intendedRecipient": "informationRecipient",
}
_ORGANIZATION_NAMES: Final = {"associatedEntity": "scopingOrganization", "intendedRecipient": "receivedOrganization"}


def _actor(parent: Element, name: str, role: str, value: Actor) -> None:
    element = _add(parent, name, typeCode=value.type_code)
    for template in value.templates:
        _id(element, "templateId", template)
    _code(element, "functionCode", value.function)
    _time(element, "time", value.time)
    _word(element, "signatureCode", value.signature)
    entity = _add(element, role, classCode=value.class_code)
    _ids(entity, value.ids)
    _code(entity, "code", value.code)
    _contacts(entity, value.addresses, value.telecoms, addr_first=True)
    _person(entity, _PERSON_NAMES.get(role, "assignedPerson"), value.person)
    if value.device is not None:
        device = _add(entity, "assignedAuthoringDevice")
        _text(device, "manufacturerModelName", value.device.model)
        _text(device, "softwareName", value.device.software)
    if value.organization is not None:
        _organization(entity, _ORGANIZATION_NAMES.get(role, "representedOrganization"), value.organization)


def _person(parent: Element, name: str, value: PersonName | Null | None) -> None:
    if isinstance(value, Null):
        _null(parent, name, value)
    elif value is not None:
        _name(_add(parent, name), value)


def _organization(parent: Element, name: str, value: Organization) -> None:
    element = _add(parent, name)
    _ids(element, value.ids)
    _text(element, "name", value.name)
    _contacts(element, value.addresses, value.telecoms, addr_first=False)
    _code(element, "standardIndustryClassCode", value.setting)


# --- acts ---------------------------------------------------------------------------------------------------------


def _order(parent: Element, value: Order) -> None:
    order = _add(parent, "order")
    _ids(order, value.ids)
    _code(order, "code", value.code)
    _ids(order, value.accessions, "ps3-20:accessionNumber")


def _act(parent: Element, value: Act) -> None:
    act = _add(parent, "serviceEvent")
    _ids(act, value.ids)
    _code(act, "code", value.code)
    _time(act, "effectiveTime", value.time)
    for performer in value.performers:
        _actor(act, "performer", "assignedEntity", performer)


def _related(parent: Element, value: RelatedDocument) -> None:
    document = _add(_add(parent, "relatedDocument", typeCode=value.type_code), "parentDocument")
    _ids(document, value.ids)
    _id(document, "setId", value.set_id)
    _number(document, "versionNumber", value.version)


def _consent(parent: Element, value: Consent) -> None:
    consent = _add(parent, "consent")
    _ids(consent, value.ids)
    _code(consent, "code", value.code)
    _word(consent, "statusCode", value.status)


def _encounter(parent: Element, value: Encounter) -> None:
    encounter = _add(parent, "encompassingEncounter")
    _ids(encounter, value.ids)
    _code(encounter, "code", value.code)
    _time(encounter, "effectiveTime", value.time)
    _code(encounter, "dischargeDispositionCode", value.discharge)
    if value.responsible is not None:
        _actor(encounter, "responsibleParty", "assignedEntity", value.responsible)
    for participant in value.participants:
        _actor(encounter, "encounterParticipant", "assignedEntity", participant)
    if value.facility is not None:
        _facility(_add(encounter, "location"), value.facility)


def _facility(parent: Element, value: Facility) -> None:
    facility = _add(parent, "healthCareFacility")
    _ids(facility, value.ids)
    _code(facility, "code", value.code)
    if value.name is not None or value.address is not None:
        place = _add(facility, "location")
        _text(place, "name", value.name)
        _address(place, value.address)
