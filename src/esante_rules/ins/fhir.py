"""The identity in a FHIR Patient of FR Core, as plain dictionaries.

`read` gives the identity and the report of the carrier; `check` adds what the identity is worth; `check_outside` looks,
in any resource or Bundle, for an OID of the INS on what is not the patient; `write` gives the Patient of an identity.
Two forms of the codes are read and written: the list that knows no RECUP nor QUAL (up to 2.2.0-ballot-2) and the four
statuts de confiance (from 2.2.0). The code system decides, not the version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from esante_rules._core import STATE_OF_LAW, Finding, Report, Skip, known, require, require_day
from esante_rules.ins import _fhir_facts as facts
from esante_rules.ins import _fhir_rules as rules
from esante_rules.ins._carrier import (
    Reading,
    Written,
    identity_report,
    merged,
    outside_report,
    require_identity,
    sent,
    transmissible,
    written,
)
from esante_rules.ins._engine import frame, reported
from esante_rules.ins._fhir_facts import Number
from esante_rules.ins._fhir_outside import outside_faults
from esante_rules.ins._fhir_rules import RULES
from esante_rules.ins._model import BirthDate, Device, Identifier, Identity, IdKind, Insi, PartialDate, Traits, day_of
from esante_rules.ins._oid import INS_C_OIDS, INS_NIA, INS_OIDS, NSS_OIDS
from esante_rules.ins._transmission import ORDINARY, Sending
from esante_rules.ins.mssante import check_carried

__all__ = ["RULES", "VERSIONS", "check", "check_outside", "read", "write"]

VERSIONS: Final = ("2.2.0", "2.1.0")
"""Versions of FR Core that `write` knows: the four statuses, or the former list."""
_TYPES: Final = dict(zip(INS_OIDS, ("INS-NIR", "INS-NIA", "INS-NIR-TEST", "INS-NIR-DEMO"), strict=True))
_SEXES: Final = {"male": "M", "female": "F", "unknown": "I"}
_ATTRIBUTES: Final = {"DOUT": "DOUT", "FICT": "FICT", "HOMA": "HOMO"}
_MODES: Final = {"AV": "APCV"}
_OFFICIAL_SINCE: Final = (2, 2, 0, 2)
"""From 2.2.0-ballot-2 a NIA is `official`."""
_NSS_OWN_OID: Final = (2, 2, 0, 0)
"""From 2.2.0 the billing number has its own OID."""
_LUNAR: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})").fullmatch


def read(patient: object, *, version: str | None = None, as_of: date = STATE_OF_LAW) -> Reading:
    """Read a Patient, given as the tree that a JSON parser returns; the report holds the rules of the carrier only.

    `version` is that of FR Core; without it, the version that `meta.profile` announces, if any.
    """
    require(version, (str, type(None)), "version")
    require_day(as_of, "as_of")
    if not isinstance(patient, Mapping) or patient.get("resourceType") != "Patient":
        found = [Finding(rules.NOT_A_PATIENT, at="resourceType")]
        left = ((rules.PATIENT_RULES, Skip.NOT_REACHED),)
        return Reading(Identity(), reported(found, frame((rules.NOT_A_PATIENT,), left, as_of, True), as_of))
    found = list(_faults(patient, version))
    return Reading(_identity(patient), reported(found, frame(rules.READING_RULES, (), as_of, True), as_of))


def check(
    patient: object,
    *,
    version: str | None = None,
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
    now: date | None = None,
) -> Report:
    """Everything that is wrong with the INS of a Patient: the resource, the identity it carries, then its contacts and
    references.
    """
    reading = read(patient, version=version, as_of=as_of)
    if not isinstance(patient, Mapping) or reading.report.skipped:
        return reading.report
    rank = _rank(patient, version)
    old = rank is not None and rank < _NSS_OWN_OID
    own = identity_report(reading.identity, "flux", environment, as_of, now, old_guide=old)
    telecoms = (
        (f"Patient.telecom[{position}].value", facts.text(one, "value") or "")
        for position, one in enumerate(facts.nodes(patient, "telecom"), 1)
    )
    carried = check_carried(telecoms, reading.identity, environment=environment, as_of=as_of)
    return merged((reading.report, own, carried, check_outside(patient, as_of=as_of)))


def check_outside(resource: object, *, as_of: date = STATE_OF_LAW) -> Report:
    """Does an identifier that is not the patient's bear an OID of the INS: contact, relative, document, order?

    `resource` is any resource, a Bundle above all, as the tree that a JSON parser returns. A Patient, and a reference
    to one, are the patient. A reference that may lead to the patient without saying so is blamed when its number is
    not that of a patient of the tree, and passed over when the tree has none. The values are not examined.
    """
    require_day(as_of, "as_of")
    return outside_report(outside_faults(resource), as_of)


def write(
    identity: Identity,
    *,
    version: str = "2.2.0",
    sending: Sending = ORDINARY,
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
    now: date | None = None,
) -> Written[dict[str, Any]]:
    """The Patient of an identity, in the codes of that `version` of FR Core (one of `VERSIONS`).

    The matricule is written only for a qualified identity; a regional identifier is refused unless `sending` says that
    both ends are in the regional system. Raises `Refused` when the identity breaks a rule.
    """
    from esante_rules.ins._fhir_write import patient_of

    require_identity(identity)
    known(version, VERSIONS, "version")
    require(sending, Sending, "sending")
    require_day(as_of, "as_of")
    checked = identity_report(sent(identity), "flux", environment, as_of, now, sending=sending)
    patient = patient_of(identity, version, transmissible(identity))
    return written(patient, identity, read(patient, version=version, as_of=as_of), rules.LOSSES, checked)


# --- reading --------------------------------------------------------------------------------------------------


def _identity(patient: Mapping[str, Any]) -> Identity:
    identifiers = tuple(_identifier(one) for one in facts.numbers(patient) if one.value or _kind(one) == "INS")
    reliability = facts.first(patient, facts.RELIABILITY)
    active = any(one.kind == "INS" and one.active and one.value for one in identifiers)
    comments = [facts.coding(one)[1] for one in facts.extensions(reliability, "comment")]
    attributes = [_ATTRIBUTES[c] for c in dict.fromkeys(comments) if c in _ATTRIBUTES]
    statuses: list[str] = []
    for system, code in _statuses(patient):
        if system != facts.NEW_STATUS and code in _ATTRIBUTES:
            attributes.append(_ATTRIBUTES[code])
        else:
            statuses.append("QUAL" if code == "VALI" and active and system != facts.NEW_STATUS else code)
    told = tuple(dict.fromkeys(statuses))
    return Identity(
        traits=_traits(patient),
        identifiers=identifiers,
        status=told[0] if told else None,
        other_statuses=told[1:],
        attributes=tuple(dict.fromkeys(attributes)),
        device=_device(reliability),
        insi=_insi(reliability),
    )


def _statuses(patient: Mapping[str, Any]) -> Iterator[tuple[str | None, str]]:
    """System and code of every status that the resource bears: there should be one."""
    for reliability in facts.extensions(patient, facts.RELIABILITY):
        for one in facts.extensions(reliability, "identityStatus"):
            system, code = facts.coding(one)
            if code is not None:
                yield system, code


def _identifier(one: Number) -> Identifier:
    return Identifier(
        one.value or "",
        one.oid,
        active=one.use != "old",
        kind=_kind(one),
        since=day_of(one.start or ""),
        until=day_of(one.end or ""),
        use=one.use,
    )


def _kind(one: Number) -> IdKind:
    """What the identifier is, by its type, then by its OID; a bare OID is not a system, so it makes no INS."""
    if "NH" in one.types or one.oid in NSS_OIDS:
        return "NSS"
    urn = (one.system or "").startswith(facts.URN)
    if one.oid in INS_OIDS and urn:
        return "INS"
    if one.oid in INS_C_OIDS or one.oid in INS_OIDS:
        return "OTHER"
    kinds: dict[str, IdKind] = {"PI": "IPP", "RRI": "REGIONAL"}
    return next((kinds[code] for code in one.types if code in kinds), "OTHER")


def _traits(patient: Mapping[str, Any]) -> Traits:
    official = next(iter(facts.names(patient, "official")), None)
    usual = next(iter(facts.names(patient, "usual")), None)
    listed, gender, day = facts.first(official, facts.GIVEN_LIST), facts.text(patient, "gender"), _birth_date(patient)
    return Traits(
        birth_name=facts.text(official, "family"),
        first_given_name=next(iter(facts.given(official)), None),
        given_names=facts.text(listed, "valueString"),
        birth_date=day,
        sex=_SEXES.get(gender, gender) if gender else None,
        birth_place=facts.place(patient),
        used_name=facts.text(usual, "family"),
        used_given_name=next(iter(facts.given(usual)), None),
    )


def _birth_date(patient: Mapping[str, Any]) -> BirthDate | None:
    day = facts.text(patient, "birthDate")
    if day is None:
        return None
    flag = facts.first(patient, facts.DATE_INTERPRETED)
    lunar = _LUNAR(facts.text(facts.first(patient, facts.LUNAR_DATE), "valueString") or "")
    interpreted = flag is not None and flag.get("valueBoolean") is True
    return BirthDate(day, interpreted=interpreted, original=_partial(lunar) if lunar else None)


def _partial(parts: re.Match[str]) -> PartialDate | None:
    try:
        return PartialDate(int(parts[1]), int(parts[2]), int(parts[3]), lunar=True)
    except ValueError:
        return None


def _device(reliability: Mapping[str, Any] | None) -> Device | None:
    code = facts.coding(facts.first(reliability, "validationMode"))[1]
    day = facts.text(facts.first(reliability, "validationDate"), "valueDate")
    return Device(code, checked_on=day_of(day or "")) if code else None


def _insi(reliability: Mapping[str, Any] | None) -> Insi | None:
    mode = facts.coding(facts.first(reliability, "methodCollection"))[1]
    dates = (facts.first(reliability, name) for name in ("dateInterrogationINSi", "dateCollection"))
    asked = next((day for one in dates if (day := day_of(facts.text(one, "valueDate") or "")) is not None), None)
    return Insi(_MODES.get(mode, mode) if mode else None, asked) if mode or asked else None


# --- checking -------------------------------------------------------------------------------------------------


def _faults(patient: Mapping[str, Any], version: str | None) -> Iterator[Finding]:
    announced = facts.profiles(patient)
    rank = _rank(patient, version)
    numbers = facts.numbers(patient)
    yield from _status_faults(patient, numbers)
    if facts.INS_PROFILE in announced:
        yield from _profile_faults(patient, numbers)
    elif facts.PATIENT_PROFILE in announced and any(_kind(one) == "INS" for one in numbers):
        yield Finding(rules.PROFILE_TOO_WEAK, at="Patient.meta.profile")
    for one in numbers:
        yield from _number_faults(one, rank)


def _rank(patient: Mapping[str, Any], version: str | None) -> tuple[int, int, int, int] | None:
    """The version of FR Core, given by the caller or announced by the resource, as numbers to compare."""
    announced = facts.profiles(patient)
    return facts.version_rank(version or announced.get(facts.INS_PROFILE) or announced.get(facts.PATIENT_PROFILE))


def _status_faults(patient: Mapping[str, Any], numbers: tuple[Number, ...]) -> Iterator[Finding]:
    """Invariants fr-core-1 to 3, which are those of the former list of codes."""
    status = facts.first(facts.first(patient, facts.RELIABILITY), "identityStatus")
    system, code = facts.coding(status)
    at = "Patient.extension[identityReliability].identityStatus"
    if code is not None and system != facts.NEW_STATUS and system not in facts.OLD_STATUSES:
        yield Finding(rules.STATUS_SYSTEM_MISSING, at=at)
    if code != "VALI" or system == facts.NEW_STATUS:
        return
    if not any(_kind(one) == "INS" and (one.use == "official" or _temporary(one)) for one in numbers):
        yield Finding(rules.VALIDATED_WITHOUT_INS, at=at)
    official = sum(one.use == "official" for one in numbers)
    if official != 1 and not (official == 0 and any(_temporary(one) for one in numbers)):
        yield Finding(rules.OFFICIAL_NOT_SINGLE, at="Patient.identifier", params={"count": official})
    if facts.place(patient) == "99999":
        yield Finding(rules.PLACE_UNKNOWN, at="Patient.extension[birthPlace]")


def _temporary(one: Number) -> bool:
    return one.use == "temp" and one.oid == INS_NIA and _kind(one) == "INS"


def _profile_faults(patient: Mapping[str, Any], numbers: tuple[Number, ...]) -> Iterator[Finding]:
    official = facts.names(patient, "official")
    name = official[0] if len(official) == 1 else None
    places = list(facts.extensions(patient, facts.BIRTH_PLACE))
    present = {
        "identifier": bool(numbers),
        "extension[birthPlace]": len(places) == 1 and facts.place(patient) is not None,
        "gender": facts.text(patient, "gender") in _SEXES,
        "birthDate": facts.text(patient, "birthDate") is not None,
        "name[official]": name is not None,
        "name[official].family": name is None or facts.text(name, "family") is not None,
        "name[official].given": name is None or len(facts.given(name)) == 1,
        "name[official].extension[birth-list-given-name]": name is None
        or facts.text(facts.first(name, facts.GIVEN_LIST), "valueString") is not None,
    }
    for element, there in present.items():
        if not there:
            yield Finding(rules.PROFILE_ELEMENT_MISSING, at=f"Patient.{element}", params={"element": element})


def _number_faults(one: Number, rank: tuple[int, int, int, int] | None) -> Iterator[Finding]:
    at = f"Patient.identifier[{one.position}]"
    if facts.BARE_OID(one.system or ""):
        yield Finding(rules.SYSTEM_NOT_URN, at=f"{at}.system")
        return
    if "NH" in one.types and one.oid in INS_OIDS:
        old = rank is not None and rank < _NSS_OWN_OID
        yield Finding(rules.BILLING_UNDER_INS_OLD if old else rules.BILLING_UNDER_INS, at=f"{at}.system")
        return
    if one.oid in INS_OIDS and one.types and _TYPES[one.oid] not in one.types:
        yield Finding(rules.TYPE_DIFFERS, at=f"{at}.type", params={"expected": _TYPES[one.oid]})
    elif one.oid not in INS_OIDS and any(code in one.types for code in _TYPES.values()):
        wanted = tuple(oid for oid, code in _TYPES.items() if code in one.types)
        yield Finding(rules.TYPE_DIFFERS, at=f"{at}.system", params={"expected": wanted})
    if one.oid == INS_NIA and one.use in ("temp", "official") and rank is not None:
        expected = "official" if rank >= _OFFICIAL_SINCE else "temp"
        if one.use != expected:
            yield Finding(rules.USE_DIFFERS, at=f"{at}.use", params={"expected": expected})
