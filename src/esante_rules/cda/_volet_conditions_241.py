"""Conditions of the volet of July 2022 (test set 2.41) that its table cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from esante_rules._core import Text
from esante_rules.cda import _datatype_rules as types
from esante_rules.cda import _volet_rules_241 as rules
from esante_rules.cda._datatypes import BLANKS, FIVE_NULLS, PARTS, TELECOM_FORM, TELECOM_USES, later, name
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import NAMESPACES, clark
from esante_rules.cda._volet_conditions import INS_ROOTS, Check, Element, State

_ST: Final = "1.2.250.1.71.4.2.2"
_PS: Final = "1.2.250.1.71.4.2.1"
_XSI_TYPE: Final = f"{{{NAMESPACES['xsi']}}}type"
_ROLES: Final = ("PROV", "AGNT", "ECON", "GUARD", "QUAL", "POLHOLD", "CON", "CAREGIVER", "PAT")
_LABORATORY: Final = ("11502-2", "11526-1")
_ID, _LOW, _HIGH, _LINE, _CODE = map(clark, ("id", "low", "high", "streetAddressLine", "code"))
_TRAITS_REFUSED: Final = tuple(map(clark, ("religiousAffiliationCode", "raceCode", "ethnicGroupCode"))) + tuple(
    map(clark, ("sdtc:raceCode", "sdtc:ethnicGroupCode"))
)
_DATE: Final = re.compile(
    r"[0-9]{4}(?:(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12][0-9]|3[01])(?:(?:[01][0-9]|2[0-4])(?:[0-5][0-9](?:[0-5][0-9]|60)?)?"
    r"[+-][0-9]{4})?)?)?"
)


def _language(element: Element, state: State) -> None:
    code = element.get("code")
    if code is not None and code != "fr-FR":
        state.append(Fault(rules.LANGUAGE, element))


def _creation_date(element: Element, state: State) -> None:
    value = element.get("value")  # the day of the month is not checked: 30 February passes
    if value is not None and not _DATE.fullmatch(value):
        state.append(Fault(rules.DATE_FORM, element))


def _time(element: Element, state: State) -> None:
    if element.get("value") is None and element.get("nullFlavor") is None:
        state.append(Fault(rules.TIME, element))


def _patient_id(element: Element, state: State) -> None:
    if element.get("nullFlavor") is not None:
        state.append(Fault(rules.PATIENT_ID_NULL, element))


def _family(element: Element, state: State) -> None:
    if element.get("qualifier") not in ("BR", "CL", "SP"):
        state.append(Fault(rules.FAMILY_QUALIFIER, element))


def _organization(element: Element, state: State) -> None:
    if element.get("root") != _ST:
        state.append(Fault(rules.ORGANIZATION_ROOT, element, {"expected": _ST}))


def _recipient(element: Element, state: State) -> None:
    if element.get("root") != _PS or element.get("extension") is None:
        state.append(Fault(rules.RECIPIENT_ROOT, element, {"expected": _PS}))


def _signature(element: Element, state: State) -> None:
    if element.get("code") != "S":
        state.append(Fault(rules.SIGNATURE, element))


def _participant_time(element: Element, state: State) -> None:
    if element.get("nullFlavor") is not None:
        return
    kind = element.get(_XSI_TYPE)
    if kind is None or kind.strip().rpartition(":")[2] != "IVL_TS":
        state.append(Fault(rules.PARTICIPANT_TYPE, element))
    bounds = {child.tag: child.get("value") for child in element[:] if child.tag in (_LOW, _HIGH)}
    start, end = bounds.get(_LOW), bounds.get(_HIGH)
    ordered = start is None or end is None or (start != end and not later(start, end))
    if not bounds or None in bounds.values() or not ordered:
        state.append(Fault(rules.PARTICIPANT_PERIOD, element))


def _participant_role(element: Element, state: State) -> None:
    if element.get("classCode") not in _ROLES:
        state.append(Fault(rules.PARTICIPANT_ROLE, element, {"expected": ", ".join(_ROLES)}))


def _performer(element: Element, state: State) -> None:
    if element.get("typeCode") != "PRF" or element.get("nullFlavor") is not None:
        state.append(Fault(rules.PERFORMER, element))


def _lab_status(element: Element, state: State) -> None:
    document = element.getroottree().getroot()
    if document.tag != clark("ClinicalDocument"):
        document = next(element.iterancestors(clark("ClinicalDocument")))
    code = next((e.get("code") for e in document.iterchildren(_CODE)), None)
    if code not in _LABORATORY or element.get("code") not in ("active", "completed"):
        state.append(Fault(rules.LAB_STATUS, element))


def _replaced(element: Element, state: State) -> None:
    if element.get("typeCode") != "RPLC":
        state.append(Fault(rules.NOT_REPLACED, element))


def _patient(element: Element, state: State) -> None:
    for refused in element.iterchildren(*_TRAITS_REFUSED):
        state.append(Fault(rules.FORBIDDEN_TRAIT, refused))


_PATIENT_IDS: Final = etree.XPath("h:recordTarget/h:patientRole/h:id", namespaces={"h": NAMESPACES[""]})
_TRAIT_PATHS: Final = tuple(
    (
        Text(fr, en),
        etree.XPath(f"boolean(h:recordTarget/h:patientRole/h:patient/{path})", namespaces={"h": NAMESPACES[""]}),
    )
    for fr, en, path in (
        ("nom (family)", "name (family)", "h:name/h:family[@qualifier]"),
        ("prénom (given)", "given name (given)", "h:name/h:given"),
        ("date de naissance (birthTime)", "birth date (birthTime)", "h:birthTime"),
        ("sexe (administrativeGenderCode)", "sex (administrativeGenderCode)", "h:administrativeGenderCode"),
    )
)


def _traits(root: Element, state: State) -> None:
    if any(e.get("root") in INS_ROOTS for e in _PATIENT_IDS(root)):
        missing = tuple(words for words, path in _TRAIT_PATHS if not path(root))
        if missing:
            state.append(Fault(rules.INS_TRAITS, root, {"missing": missing}))


def _everywhere(root: Element, local: str) -> Iterator[Element]:
    return root.iterdescendants(clark(local))


def _addresses(root: Element, state: State) -> None:
    """Two forms: children with no attribute but `use`; or a nullFlavor alone. Lines and components do not mix."""
    for address in _everywhere(root, "addr"):
        null = address.get("nullFlavor")
        if len(address):
            tags = {part.tag for part in address[:]}
            refused = bool(set(address.attrib) - {"use"}) or (_LINE in tags and not PARTS.isdisjoint(tags))
        else:
            refused = null not in FIVE_NULLS or len(address.attrib) != 1
        if refused:
            state.append(Fault(rules.ADDRESS, address))


def _telecoms(root: Element, state: State) -> None:
    """The scheme of the value, and one use; the value is not otherwise looked at, and a blank one passes."""
    for telecom in _everywhere(root, "telecom"):
        value, use = telecom.get("value"), telecom.get("use")
        params = {"element": name(telecom)}
        if value is None:
            malformed = telecom.get("nullFlavor") not in FIVE_NULLS
        else:
            malformed = bool(value.strip(BLANKS)) and not TELECOM_FORM.fullmatch(value)
        if malformed:
            state.append(Fault(types.TELECOM_MALFORMED, telecom, params))
        if use is not None and use not in TELECOM_USES:
            state.append(Fault(types.TELECOM_USE, telecom, {**params, "expected": ", ".join(TELECOM_USES)}))


CHECKS: Final[Mapping[str, Check]] = {
    "french": _language,
    "creation-date": _creation_date,
    "value-or-null": _time,
    "patient-id-live": _patient_id,
    "family-br-cl-sp": _family,
    "organization-root": _organization,
    "recipient-root": _recipient,
    "signature-s": _signature,
    "participant-period": _participant_time,
    "participant-role": _participant_role,
    "main-performer": _performer,
    "laboratory-status": _lab_status,
    "replacement": _replaced,
    "refused-traits": _patient,
    "ins-with-traits": _traits,
    "addresses": _addresses,
    "telecoms": _telecoms,
}
