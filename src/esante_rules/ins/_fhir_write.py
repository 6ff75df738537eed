"""The FHIR Patient of an identity, in the codes of a version of FR Core."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from esante_rules.ins import _fhir_facts as facts
from esante_rules.ins._model import BirthDate, Identifier, Identity, Traits
from esante_rules.ins._oid import INS_NIA, INS_OIDS

_OLD: Final = "2.1.0"
_TYPES: Final = dict(zip(INS_OIDS, ("INS-NIR", "INS-NIA", "INS-NIR-TEST", "INS-NIR-DEMO"), strict=True))
_GENDERS: Final = {"M": "male", "F": "female", "I": "unknown"}
_COMMENTS: Final = {"DOUT": "DOUT", "FICT": "FICT", "HOMO": "HOMA"}
_WIRE_MODES: Final = {"APCV": "AV"}
_OLD_CODES: Final = {"QUAL": "VALI", "RECUP": "PROV", "VALI": None, "PROV": "PROV"}
"""Former list: VALI means qualified and demands an INS, so a validated identity cannot be said."""
_STATUSES: Final = ("PROV", "RECUP", "VALI", "QUAL")
_KINDS: Final = {"IPP": ("PI", "usual"), "NSS": ("NH", "official"), "REGIONAL": ("RRI", "secondary")}

Node = dict[str, Any]


def patient_of(identity: Identity, version: str, qualified: bool) -> Node:
    """The resource; `qualified` says whether the matricule may be written."""
    sent = [one for one in identity.identifiers if _sendable(one, version, qualified)]
    profile = facts.INS_PROFILE if any(one.kind == "INS" for one in sent) else facts.PATIENT_PROFILE
    traits = identity.traits
    return _filled(
        {
            "resourceType": "Patient",
            "meta": {"profile": [f"{profile}|{version}"]},
            "extension": [*_reliability(identity, version), *_birth(traits)],
            "identifier": [_identifier(one, version) for one in sent],
            "name": _names(traits),
            "gender": _GENDERS.get(traits.sex or ""),
            "birthDate": traits.birth_date.text if traits.birth_date else None,
        }
    )


def _filled(node: Node) -> Node:
    """FHIR has no empty member."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def _sendable(one: Identifier, version: str, qualified: bool) -> bool:
    """2.1.0 wanted the billing number under the OID of the INS: it is left out rather than written so."""
    if not one.value or (one.kind == "INS" and (not qualified or one.oid not in _TYPES)):
        return False
    return one.kind == "INS" or (one.kind in _KINDS and not (one.kind == "NSS" and version == _OLD))


def _identifier(one: Identifier, version: str) -> Node:
    if one.kind == "INS":
        code, system = _TYPES[one.oid or ""], facts.TYPE_SYSTEM
        use = "temp" if one.oid == INS_NIA and version == _OLD else "official"
    else:
        (code, use), system = _KINDS[one.kind], facts.HL7_TYPES
    return _filled(
        {
            "use": use if one.active else "old",
            "type": {"coding": [{"system": system, "code": code}]},
            "system": f"{facts.URN}{one.oid}" if one.oid else None,
            "value": one.value,
            "period": _filled({"start": _day(one.since), "end": _day(one.until)}),
        }
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _names(traits: Traits) -> list[Node]:
    listed = [{"url": facts.GIVEN_LIST, "valueString": traits.given_names}] if traits.given_names else []
    official = _filled(
        {
            "extension": listed,
            "family": traits.birth_name,
            "given": [traits.first_given_name] if traits.first_given_name else [],
        }
    )
    usual = _filled({"family": traits.used_name, "given": [traits.used_given_name] if traits.used_given_name else []})
    return [{"use": use, **name} for use, name in (("official", official), ("usual", usual)) if name]


def _birth(traits: Traits) -> list[Node]:
    found: list[Node] = []
    if traits.birth_place:
        insee = {"url": facts.INSEE_CODE, "valueCoding": {"system": facts.COMMUNES, "code": traits.birth_place}}
        found.append({"url": facts.BIRTH_PLACE, "valueAddress": {"extension": [insee]}})
    if traits.birth_date is not None:
        found += _birth_notes(traits.birth_date)
    return found


def _birth_notes(birth: BirthDate) -> list[Node]:
    found: list[Node] = [{"url": facts.DATE_INTERPRETED, "valueBoolean": True}] if birth.interpreted else []
    lunar = birth.original
    if lunar is not None and lunar.lunar and lunar.year and lunar.month and lunar.day:
        text = f"{lunar.year:04d}-{lunar.month:02d}-{lunar.day:02d}"
        found.append({"url": facts.LUNAR_DATE, "valueString": text})
    return found


def _reliability(identity: Identity, version: str) -> list[Node]:
    old = version == _OLD
    device, insi = identity.device, identity.insi
    mode = _WIRE_MODES.get(insi.mode or "", insi.mode) if insi else None
    parts = [
        _coded("identityStatus", *_status(identity, old)),
        _coded("methodCollection", facts.METHODS, mode),
        _dated("dateCollection" if old else "dateInterrogationINSi", insi.asked_on if insi else None),
        _coded("validationMode", facts.DEVICES, device.code if device else None),
        _dated("validationDate", device.checked_on if device else None),
        *([] if old else [_comment(_COMMENTS[one]) for one in identity.attributes if one in _COMMENTS]),
    ]
    told = [part for part in parts if part]
    return [{"url": facts.RELIABILITY, "extension": told}] if told else []


def _status(identity: Identity, old: bool) -> tuple[str, str | None]:
    if not old:
        return facts.NEW_STATUS, identity.status if identity.status in _STATUSES else None
    return facts.OLD_STATUS, _OLD_CODES.get(identity.status or "")


def _coded(url: str, system: str, code: str | None) -> Node:
    return {"url": url, "valueCoding": {"system": system, "code": code}} if code else {}


def _dated(url: str, day: date | None) -> Node:
    return {"url": url, "valueDate": day.isoformat()} if day else {}


def _comment(code: str) -> Node:
    return {"url": "comment", "valueCodeableConcept": {"coding": [{"system": facts.COMMENTS, "code": code}]}}
