"""From a document to a `Header`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, BinaryIO, Final, TypeVar

from esante_rules._core import STATE_OF_LAW, Refused, Report, Severity
from esante_rules.cda import _input
from esante_rules.cda._body import Body
from esante_rules.cda._context import integer
from esante_rules.cda._header import (
    NAME_PARTS,
    Act,
    Actor,
    Address,
    Code,
    Consent,
    Device,
    Encounter,
    Facility,
    Header,
    Id,
    NamePart,
    Null,
    Order,
    Organization,
    Patient,
    Period,
    PersonName,
    RelatedDocument,
    Telecom,
)
from esante_rules.cda._levels import level_of
from esante_rules.cda._limits import Limits
from esante_rules.cda._moment import Moment, moment
from esante_rules.cda._reading import read
from esante_rules.cda._tree import Element, child, children, local_name, text_of

T = TypeVar("T")
_PERSONS: Final = ("assignedPerson", "associatedPerson", "relatedPerson", "guardianPerson", "informationRecipient")
_STRUCTURES: Final = (
    "representedOrganization",
    "scopingOrganization",
    "receivedOrganization",
    "guardianOrganization",
)


def read_header(
    document: bytes | os.PathLike[str] | BinaryIO,
    *,
    whole: bool = False,
    limits: Limits | None = None,
    as_of: date = STATE_OF_LAW,
) -> Header:
    """The header of `document`, right or wrong: what cannot be understood is None.

    The body is not read, unless `whole=True` to tell N2 from N3. Raises `Refused`, with the findings of `cda.input`,
    when the file is not one readable CDA document; `TypeError` and `OSError` as `check_header` does.
    """
    reading = read(document, whole=whole, limits=limits)
    errors = any(finding.severity is Severity.ERROR for finding in reading.findings)
    if reading.root is None or errors:
        raise Refused(Report(as_of=as_of, findings=reading.findings, evaluated=_input.RULES)) from None
    return header_of(reading.root, reading.body)


def header_of(root: Element, body: Body) -> Header:
    """The header of a ClinicalDocument element."""
    return Header(
        templates=_plain_ids(root, "templateId"),
        id=_first(root, _id, "id"),
        code=_first(root, _code, "code"),
        title=_first(root, _text, "title"),
        created=_first(root, _moment, "effectiveTime"),
        confidentiality=_first(root, _code, "confidentialityCode"),
        language=_first(root, _word, "languageCode"),
        set_id=_first(root, _id, "setId"),
        version=_first(root, _integer, "versionNumber"),
        patient=_first(root, _patient, "recordTarget", "patientRole"),
        authors=_all(root, _actor, "author"),
        data_enterer=_first(root, _actor, "dataEnterer"),
        informants=_all(root, _actor, "informant"),
        custodian=_first(root, _organization, "custodian", "assignedCustodian", "representedCustodianOrganization"),
        recipients=_all(root, _actor, "informationRecipient"),
        legal_authenticator=_first(root, _actor, "legalAuthenticator"),
        authenticators=_all(root, _actor, "authenticator"),
        participants=_all(root, _actor, "participant"),
        orders=_all(root, _order, "inFulfillmentOf", "order"),
        acts=_all(root, _act, "documentationOf", "serviceEvent"),
        related_documents=_all(root, _related, "relatedDocument"),
        consents=_all(root, _consent, "authorization", "consent"),
        encounter=_first(root, _encounter, "componentOf", "encompassingEncounter"),
        level=level_of(body),
        media_type=body.attributes.get("mediaType"),
    )


def _all(element: Element | None, make: Callable[[Element], T], *path: str) -> tuple[T, ...]:
    return tuple(make(found) for found in children(element, *path))


def _first(element: Element | None, make: Callable[[Element], T], *path: str) -> T | None:
    found = child(element, *path)
    return None if found is None else make(found)


def _ids(element: Element | None, name: str = "id") -> tuple[Id | Null, ...]:
    return tuple(value for value in _all(element, _id, name) if value is not None)


def _plain_ids(element: Element, name: str) -> tuple[Id, ...]:
    return tuple(value for value in _all(element, _id, name) if isinstance(value, Id))


def _addresses(element: Element) -> tuple[Address | Null, ...]:
    return tuple(value for value in _all(element, _address, "addr") if value is not None)


def _telecoms(element: Element) -> tuple[Telecom | Null, ...]:
    return tuple(value for value in _all(element, _telecom, "telecom") if value is not None)


# --- data types ---------------------------------------------------------------------------------------------------


def _null(element: Element) -> Null | None:
    reason = element.get("nullFlavor")
    return None if reason is None else Null(reason)


def _id(element: Element) -> Id | Null | None:
    root = element.get("root")
    return _null(element) if root is None else Id(root, element.get("extension"))


def _code(element: Element) -> Code | Null | None:
    null = _null(element)
    text = _first(element, _text, "originalText")
    translations = tuple(value for value in _all(element, _code, "translation") if value is not None)
    if null is not None and text is None and not translations:
        return null
    return Code(
        code=element.get("code"),
        system=element.get("codeSystem"),
        label=element.get("displayName"),
        system_name=element.get("codeSystemName"),
        system_version=element.get("codeSystemVersion"),
        original_text=text,
        translations=translations,
        null=element.get("nullFlavor"),
    )


def _word(element: Element) -> str | Null | None:
    return _null(element) or element.get("code")


def _text(element: Element) -> str | Null | None:
    return _null(element) or text_of(element)


def _integer(element: Element) -> int | None:
    return integer(element.get("value") or "")


def _flag(element: Element) -> bool | None:
    return {"true": True, "false": False}.get(element.get("value") or "")


def _moment(element: Element) -> Moment | Null | None:
    return _null(element) or moment(element.get("value"))


def _period(element: Element) -> Period | Null | None:
    null = _null(element)
    if null is not None:
        return null
    return Period(
        low=_first(element, _moment, "low"),
        high=_first(element, _moment, "high"),
        value=moment(element.get("value")),
    )


def _time(element: Element) -> Moment | Period | Null | None:
    bounds = len(element) > 0
    return _period(element) if bounds else _moment(element)


def _name(element: Element) -> PersonName | Null | None:
    null = _null(element)
    if null is not None:
        return null
    parts = tuple(_part(part) for part in element if local_name(part) in NAME_PARTS)
    return PersonName(parts, None if len(element) else text_of(element) or None)


def _part(element: Element) -> NamePart:
    text = _null(element) or text_of(element)
    return NamePart(kind=local_name(element), text=text, qualifier=element.get("qualifier"))


def _address(element: Element) -> Address | Null | None:
    null = _null(element)
    if null is not None:
        return null
    named = ((local_name(part), part) for part in element)
    parts = tuple((name, _null(part) or text_of(part)) for name, part in named if name != "*")
    return Address(parts=parts, text=None if parts else text_of(element) or None, use=element.get("use"))


def _telecom(element: Element) -> Telecom | Null | None:
    value = element.get("value")
    return _null(element) if value is None else Telecom(value, element.get("use"))


# --- people -------------------------------------------------------------------------------------------------------


def _patient(role: Element) -> Patient:
    patient = child(role, "patient")
    place = child(patient, "birthplace", "place")
    return Patient(
        ids=_ids(role),
        addresses=_addresses(role),
        telecoms=_telecoms(role),
        name=_first(patient, _name, "name"),
        gender=_first(patient, _code, "administrativeGenderCode"),
        birth=_first(patient, _moment, "birthTime"),
        birth_place_name=_first(place, _text, "name"),
        birth_address=_first(place, _address, "addr"),
        deceased=_first(patient, _flag, "sdtc:deceasedInd"),
        deceased_at=_first(patient, _moment, "sdtc:deceasedTime"),
        multiple_birth=_first(patient, _flag, "sdtc:multipleBirthInd"),
        birth_order=_first(patient, _integer, "sdtc:multipleBirthOrderNumber"),
        guardians=_all(patient, _guardian, "guardian"),
    )


def _entity(element: Element) -> Element | None:
    names = ("assignedAuthor", "assignedEntity", "associatedEntity", "intendedRecipient", "relatedEntity")
    return next((found for name in names if (found := child(element, name)) is not None), None)


def _actor(element: Element) -> Actor:
    entity = _entity(element)
    common = _role(entity) if entity is not None else {}
    return Actor(
        function=_first(element, _code, "functionCode"),
        time=_first(element, _time, "time"),
        type_code=element.get("typeCode"),
        signature=_signature(element),
        templates=_plain_ids(element, "templateId"),
        **common,
    )


def _signature(element: Element) -> str | None:
    code = child(element, "signatureCode")
    return None if code is None else code.get("code")


def _guardian(element: Element) -> Actor:
    return Actor(**_role(element))


def _role(entity: Element) -> dict[str, Any]:
    device = child(entity, "assignedAuthoringDevice")
    return {
        "ids": _ids(entity),
        "code": _first(entity, _code, "code"),
        "addresses": _addresses(entity),
        "telecoms": _telecoms(entity),
        "person": next(_people(entity), None),
        "device": None if device is None else _device(device),
        "organization": next((_organization(e) for name in _STRUCTURES for e in children(entity, name)), None),
        "class_code": entity.get("classCode"),
    }


def _people(entity: Element) -> Iterator[PersonName | Null]:
    for name in _PERSONS:
        for person in children(entity, name):
            yield _null(person) or _first(person, _name, "name") or PersonName()


def _device(element: Element) -> Device:
    return Device(_first(element, _text, "manufacturerModelName"), _first(element, _text, "softwareName"))


def _organization(element: Element) -> Organization:
    return Organization(
        ids=_ids(element),
        name=_first(element, _text, "name"),
        telecoms=_telecoms(element),
        addresses=_addresses(element),
        setting=_first(element, _code, "standardIndustryClassCode"),
    )


# --- acts ---------------------------------------------------------------------------------------------------------


def _act(element: Element) -> Act:
    return Act(
        ids=_ids(element),
        code=_first(element, _code, "code"),
        time=_first(element, _period, "effectiveTime"),
        performers=_all(element, _actor, "performer"),
    )


def _order(element: Element) -> Order:
    return Order(
        ids=_ids(element),
        code=_first(element, _code, "code"),
        accessions=_ids(element, "ps3-20:accessionNumber"),
    )


def _related(element: Element) -> RelatedDocument:
    parent = child(element, "parentDocument")
    return RelatedDocument(
        ids=_ids(parent),
        version=_first(parent, _integer, "versionNumber"),
        set_id=_first(parent, _id, "setId"),
        type_code=element.get("typeCode") or "",
    )


def _consent(element: Element) -> Consent:
    return Consent(
        ids=_ids(element),
        code=_first(element, _code, "code"),
        status=_first(element, _word, "statusCode"),
    )


def _encounter(element: Element) -> Encounter:
    return Encounter(
        ids=_ids(element),
        code=_first(element, _code, "code"),
        time=_first(element, _period, "effectiveTime"),
        discharge=_first(element, _code, "dischargeDispositionCode"),
        responsible=_first(element, _actor, "responsibleParty"),
        participants=_all(element, _actor, "encounterParticipant"),
        facility=_first(element, _facility, "location", "healthCareFacility"),
    )


def _facility(element: Element) -> Facility:
    place = child(element, "location")
    return Facility(
        ids=_ids(element),
        code=_first(element, _code, "code"),
        name=_first(place, _text, "name"),
        address=_first(place, _address, "addr"),
    )
