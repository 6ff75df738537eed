"""Conditions of the volet of July 2022 (test set 2.41) that its table cannot say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from esante_rules.cda import _datatype_rules as types
from esante_rules.cda import _volet_rules_241 as rules
from esante_rules.cda._datatype_elements import FIVE_NULLS, name
from esante_rules.cda._datatype_texts import PARTS, reachable, telecom_use
from esante_rules.cda._datatype_times import in_order
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import FORBIDDEN_TRAITS, NAMESPACES, clark
from esante_rules.cda._oids import PERSON, STRUCTURE
from esante_rules.cda._volet_conditions import (
    CHECKS as CHECKS_3,
)
from esante_rules.cda._volet_conditions import (
    Check,
    Element,
    State,
    one_of,
    patient_traits,
    traits,
)

_QUALIFIERS: Final = ("BR", "CL", "SP")
_ROLES: Final = ("PROV", "AGNT", "ECON", "GUARD", "QUAL", "POLHOLD", "CON", "CAREGIVER", "PAT")
_LABORATORY: Final = ("11502-2", "11526-1")
_STATUSES: Final = ("active", "completed")
_XSI_TYPE: Final = f"{{{NAMESPACES['xsi']}}}type"
_DOCUMENT, _ID, _CODE = map(clark, ("ClinicalDocument", "id", "code"))
_LOW, _HIGH, _LINE = map(clark, ("low", "high", "streetAddressLine"))
_FORBIDDEN: Final = tuple(map(clark, FORBIDDEN_TRAITS))
_CREATION: Final = re.compile(
    "[0-9]{4}(?:(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12][0-9]|3[01])"
    "(?:(?:[01][0-9]|2[0-4])(?:[0-5][0-9](?:[0-5][0-9]|60)?)?[+-][0-9]{4})?)?)?"
)
"""The day of the month is not held against the month (30 February passes) and second 60 is admitted, as officially."""


def _null(element: Element) -> bool:
    return element.get("nullFlavor") is not None


# --- the document and its patient ---------------------------------------------------------------------------------


def _french(element: Element, state: State) -> None:
    code = element.get("code")
    if code is not None and code != "fr-FR":
        state.append(Fault(rules.LANGUAGE, element))


def _creation_date(element: Element, state: State) -> None:
    value = element.get("value")
    if value is not None and not _CREATION.fullmatch(value):
        state.append(Fault(rules.CREATION_DATE, element))


def _null_identifier(element: Element, state: State) -> None:
    if _null(element):
        state.append(Fault(rules.PATIENT_ID_NULL, element))


def _forbidden_traits(element: Element, state: State) -> None:
    for trait in element.iterchildren(*_FORBIDDEN):
        state.append(Fault(rules.FORBIDDEN_TRAIT, trait, {"element": name(trait)}))


_TRAITS: Final = traits(
    ("nom qualifié (family)", "qualified name (family)", "h:name/h:family[@qualifier]"),
    ("prénom (given)", "given name (given)", "h:name/h:given"),
    ("date de naissance (birthTime)", "birth date (birthTime)", "h:birthTime"),
    ("sexe (administrativeGenderCode)", "sex (administrativeGenderCode)", "h:administrativeGenderCode"),
)


# --- people and structures ----------------------------------------------------------------------------------------


def _time(element: Element, state: State) -> None:
    if element.get("value") is None and not _null(element):
        state.append(Fault(rules.TIME, element, {"element": name(element)}))


def _structure(element: Element, state: State) -> None:
    """One identifier under the root is enough: official documents of 3.0, which pass, have another one beside it."""
    ids = [child for child in element[:] if child.tag == _ID and not _null(child)]
    if ids and all(child.get("root") != STRUCTURE for child in ids):
        state.append(Fault(rules.STRUCTURE_ROOT, element, {"expected": STRUCTURE}, ids[0]))


def _custodian(element: Element, state: State) -> None:
    if not _null(element):
        CHECKS_3["custodian-root"](element, state)


def _recipient(element: Element, state: State) -> None:
    if element.get("root") != PERSON or element.get("extension") is None:
        state.append(Fault(rules.RECIPIENT_ID, element, {"expected": PERSON}))


def _participant_period(element: Element, state: State) -> None:
    """Typed, said by its bounds, the first before the second: the only period that this volet checks."""
    kind = element.get(_XSI_TYPE)
    if kind is None or kind.strip().rpartition(":")[2] != "IVL_TS":
        state.append(Fault(rules.PARTICIPANT_UNTYPED, element))
    bounds = {child.tag: child.get("value") for child in element[:] if child.tag in (_LOW, _HIGH)}
    if not bounds:
        state.append(Fault(rules.PARTICIPANT_UNBOUNDED, element))
    in_order(element, bounds.get(_LOW), bounds.get(_HIGH), state)


# --- acts and documents -------------------------------------------------------------------------------------------


def _performer(element: Element, state: State) -> None:
    if element.get("typeCode") != "PRF":
        state.append(Fault(rules.PERFORMER_TYPE, element))
    if _null(element):
        state.append(Fault(rules.PERFORMER_NULL, element))


def _laboratory_status(element: Element, state: State) -> None:
    document = next(element.iterancestors(_DOCUMENT))
    kind = next((code.get("code") for code in document.iterchildren(_CODE)), None)
    if kind not in _LABORATORY:
        state.append(Fault(rules.STATUS_UNEXPECTED, element, {"expected": ", ".join(_LABORATORY)}))
    if element.get("code") not in _STATUSES:
        state.append(Fault(rules.STATUS_UNKNOWN, element, {"expected": ", ".join(_STATUSES)}))


def _replacement(element: Element, state: State) -> None:
    if element.get("typeCode") != "RPLC":
        state.append(Fault(rules.NOT_REPLACED, element))


# --- where to write and to call -----------------------------------------------------------------------------------


def _address(element: Element, state: State) -> None:
    """Parts, with no attribute but `use`, in lines or in components; or a nullFlavor alone. `use` is not looked at."""
    if len(element):
        tags = {part.tag for part in element[:]}
        refused = not set(element.attrib) <= {"use"} or (_LINE in tags and not PARTS.isdisjoint(tags))
    else:
        refused = element.get("nullFlavor") not in FIVE_NULLS or len(element.attrib) != 1
    if refused:
        state.append(Fault(rules.ADDRESS, element))


def _telecom(element: Element, state: State) -> None:
    """The scheme of a value, whatever its other characters; without a value, a nullFlavor alone."""
    if not reachable(element):
        state.append(Fault(types.TELECOM_MALFORMED, element, {"element": name(element)}))
    telecom_use(element, state)


CHECKS: Final[Mapping[str, Check]] = {
    "french": _french,
    "creation-date": _creation_date,
    "null-identifier": _null_identifier,
    "family-br-cl-sp": one_of("qualifier", _QUALIFIERS, rules.FAMILY_QUALIFIER),
    "forbidden-traits": _forbidden_traits,
    "four-traits": patient_traits(_TRAITS, rules.INS_TRAITS),
    "value-or-null": _time,
    "structure-root-among-ids": _structure,
    "custodian-root-or-null": _custodian,
    "recipient-root": _recipient,
    "participant-period": _participant_period,
    "participant-role": one_of("classCode", _ROLES, rules.PARTICIPANT_ROLE),
    "main-performer": _performer,
    "laboratory-status": _laboratory_status,
    "replacement": _replacement,
    "address-form": _address,
    "telecom-form": _telecom,
}
