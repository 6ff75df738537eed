"""The facts of a FHIR Patient, taken from a JSON tree that may be anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

CORE: Final = "https://hl7.fr/ig/fhir/core/"
_PROFILES: Final = f"{CORE}StructureDefinition/"
INS_PROFILE: Final = f"{_PROFILES}fr-core-patient-ins"
PATIENT_PROFILE: Final = f"{_PROFILES}fr-core-patient"
RELIABILITY: Final = f"{_PROFILES}fr-core-identity-reliability"
GIVEN_LIST: Final = f"{_PROFILES}fr-core-patient-birth-list-given-name"
DATE_INTERPRETED: Final = f"{_PROFILES}fr-core-patient-birthdate-update-indicator"
LUNAR_DATE: Final = f"{_PROFILES}fr-core-lunar-date"
INSEE_CODE: Final = f"{_PROFILES}fr-core-address-insee-code"
BIRTH_PLACE: Final = "http://hl7.org/fhir/StructureDefinition/patient-birthPlace"
TYPE_SYSTEM: Final = f"{CORE}CodeSystem/fr-core-cs-v2-0203"
HL7_TYPES: Final = "http://terminology.hl7.org/CodeSystem/v2-0203"
NEW_STATUS: Final = f"{CORE}CodeSystem/fr-core-cs-identity-status"
OLD_STATUS: Final = f"{CORE}CodeSystem/fr-core-cs-v2-0445"
OLD_STATUSES: Final = (OLD_STATUS, f"{CORE}CodeSystem/fr-core-v2-0445")
COMMENTS: Final = f"{CORE}CodeSystem/fr-core-cs-identity-status-comment"
METHODS: Final = f"{CORE}CodeSystem/fr-core-cs-method-collection"
DEVICES: Final = f"{CORE}CodeSystem/fr-core-cs-mode-validation-identity"
COMMUNES: Final = "https://mos.esante.gouv.fr/NOS/TRE_R13-CommuneOM/FHIR/TRE-R13-CommuneOM"
URN: Final = "urn:oid:"
BARE_OID: Final = re.compile(r"[0-2](?:\.[0-9]+){2,}").fullmatch
_VERSION: Final = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})\.([0-9]{1,4})(?:-ballot(?:-?([0-9]{1,2}))?)?").fullmatch


def nodes(node: object, key: str) -> Iterator[Mapping[str, Any]]:
    """The objects of a list member of a JSON object; what is not an object is passed over."""
    value = node.get(key) if isinstance(node, Mapping) else None
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, Mapping))


def text(node: object, key: str) -> str | None:
    """A text member of a JSON object, or None when it is absent, empty or something else."""
    value = node.get(key) if isinstance(node, Mapping) else None
    return value if isinstance(value, str) and value else None


def extensions(node: object, url: str) -> Iterator[Mapping[str, Any]]:
    """The extensions of that URL."""
    return (one for one in nodes(node, "extension") if one.get("url") == url)


def version_rank(version: str | None) -> tuple[int, int, int, int] | None:
    """A version as numbers that can be compared; a ballot comes before its release. None when it is unknown."""
    parts = _VERSION(version or "")
    if parts is None:
        return None
    ballot = 99 if "ballot" not in parts[0] else int(parts[4] or 1)
    return int(parts[1]), int(parts[2]), int(parts[3]), ballot


@frozen(repr=False)
class Number:
    """One `Patient.identifier`, and its place (1 for the first)."""

    position: int
    system: str | None
    value: str | None
    use: str | None
    types: tuple[str, ...]
    start: str | None
    end: str | None

    @property
    def oid(self) -> str | None:
        """The OID of the system, with or without its prefix; None when the system is no OID."""
        system = self.system or ""
        if system.startswith(URN):
            return system.removeprefix(URN)
        return system if BARE_OID(system) else None

    def __repr__(self) -> str:
        return "<Number masked>"


def numbers(patient: Mapping[str, Any]) -> tuple[Number, ...]:
    """The identifiers of the patient, in order; an entry that is not an object keeps its place."""
    value = patient.get("identifier")
    entries = value if isinstance(value, list) else []
    return tuple(_number(n, one) for n, one in enumerate(entries, 1) if isinstance(one, Mapping))


def _number(position: int, node: Mapping[str, Any]) -> Number:
    kind, period = node.get("type"), node.get("period")
    codes = tuple(code for coding in nodes(kind, "coding") if (code := text(coding, "code")) is not None)
    return Number(
        position,
        text(node, "system"),
        text(node, "value"),
        text(node, "use"),
        codes,
        text(period, "start"),
        text(period, "end"),
    )


def profiles(patient: Mapping[str, Any]) -> dict[str, str | None]:
    """The profiles that the resource announces, with their version when they give one."""
    meta = patient.get("meta")
    value = meta.get("profile") if isinstance(meta, Mapping) else None
    urls = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
    return {url: version or None for url, _, version in (one.partition("|") for one in urls)}


def coding(node: Mapping[str, Any] | None) -> tuple[str | None, str | None]:
    """System and code of a `valueCoding`, or of the first coding of a `valueCodeableConcept`."""
    if node is None:
        return None, None
    value: object = node.get("valueCoding")
    if value is None:
        value = next(nodes(node.get("valueCodeableConcept"), "coding"), None)
    return text(value, "system"), text(value, "code")


def names(patient: Mapping[str, Any], use: str) -> list[Mapping[str, Any]]:
    """The names of that use."""
    return [one for one in nodes(patient, "name") if one.get("use") == use]


def given(name: object) -> list[str]:
    """The texts of `given`."""
    value = name.get("given") if isinstance(name, Mapping) else None
    return [one for one in value if isinstance(one, str) and one] if isinstance(value, list) else []


def place(patient: Mapping[str, Any]) -> str | None:
    """The COG code of the place of birth."""
    for extension in extensions(patient, BIRTH_PLACE):
        for insee in extensions(extension.get("valueAddress"), INSEE_CODE):
            code = coding(insee)[1]
            if code is not None:
                return code
    return None


def first(node: object, url: str) -> Mapping[str, Any] | None:
    """The first extension of that URL, or None."""
    return next(extensions(node, url), None)
