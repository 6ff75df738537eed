"""The segments PID and ZFD of an identity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from esante_rules.ins._carrier import transmissible, undashed
from esante_rules.ins._hl7_message import Separators, escape
from esante_rules.ins._model import Identifier, Identity
from esante_rules.ins._oid import INS_NIA, INS_OIDS

_STATUSES: Final = {"QUAL": "VALI", "VALI": "VALI", "RECUP": "PROV", "PROV": "PROV"}
_ATTRIBUTES: Final = {"DOUT": "DOUT", "FICT": "FICT", "HOMO": "HOMA"}
_TYPES: Final = {"INS": "INS", "IPP": "PI", "NSS": "NH", "REGIONAL": "RRI"}
_SEXES: Final = {"M": "M", "F": "F", "I": "U"}
_MODES: Final = {"APCV": "AV"}
_NAMESPACES: Final = dict.fromkeys(INS_OIDS, "ASIP-SANTE-INS-NIR") | {INS_NIA: "ASIP-SANTE-INS-NIA"}


def lines(identity: Identity, separators: Separators) -> Iterator[str]:
    traits = identity.traits
    day = traits.birth_date
    names = [_components({1: traits.birth_name, 2: traits.first_given_name, 3: traits.given_names, 7: "L"}, separators)]
    if traits.used_name or traits.used_given_name:
        names.append(_components({1: traits.used_name, 2: traits.used_given_name, 7: "D"}, separators))
    sent = [one for one in identity.identifiers if _sendable(one, transmissible(identity))]
    codes = [_STATUSES[code] for code in (identity.status, *identity.other_statuses) if code in _STATUSES]
    codes += [_ATTRIBUTES[code] for code in identity.attributes if code in _ATTRIBUTES]
    place = traits.birth_place
    yield _line(
        "PID",
        {
            3: [_number(one, separators) for one in sent],
            5: names if traits.birth_name or traits.given_names or traits.first_given_name else names[1:],
            7: [(undashed(day.text) or "")] if day else [],
            8: [_SEXES.get(traits.sex or "", "")],
            11: [_components({7: "BDL", 9: place}, separators)] if place else [],
            32: codes,
        },
        separators,
    )
    zfd = _complements(identity, separators)
    if any(any(values) for values in zfd.values()):
        yield _line("ZFD", zfd, separators)


def _sendable(one: Identifier, qualified: bool) -> bool:
    """Can PID-3 say this identifier? A former one needs its end date, an INS needs a qualified identity."""
    if one.kind == "INS" and not qualified:
        return False
    return bool(one.value) and one.kind in _TYPES and (one.active or one.until is not None)


def _number(one: Identifier, separators: Separators) -> str:
    ours = {1: one.namespace or _NAMESPACES.get(one.oid or "", ""), 2: one.oid or "", 3: "ISO" if one.oid else ""}
    authority = _joined(ours, separators.subcomponent, separators)
    dates = {7: one.since.strftime("%Y%m%d") if one.since else "", 8: one.until.strftime("%Y%m%d") if one.until else ""}
    texts = {1: escape(one.value, separators), 4: authority, 5: _TYPES[one.kind], **dates}
    return _trimmed(texts, separators.component)


def _complements(identity: Identity, separators: Separators) -> dict[int, list[str]]:
    birth, device, insi = identity.traits.birth_date, identity.device, identity.insi
    original = birth.original if birth else None
    lunar = original if original is not None and original.lunar else None
    parts = {n: f"{part}" for n, part in enumerate((lunar.year, lunar.month, lunar.day), 1) if part} if lunar else {}
    mode = insi.mode or "" if insi else ""
    return {
        1: [_components(parts, separators)] if parts else [],
        4: ["Y" if birth.interpreted else "N"] if birth and (birth.interpreted or lunar) else [],
        5: [escape(_MODES.get(mode, mode), separators)],
        6: [insi.asked_on.strftime("%Y%m%d")] if insi and insi.asked_on else [],
        7: [escape(device.code, separators)] if device else [],
        8: [device.expires_on.strftime("%Y%m%d")] if device and device.expires_on else [],
    }


def _components(values: dict[int, str | None] | dict[int, str], separators: Separators) -> str:
    return _joined({n: value or "" for n, value in values.items()}, separators.component, separators)


def _joined(values: dict[int, str], separator: str, separators: Separators) -> str:
    return _trimmed({n: escape(value, separators) for n, value in values.items()}, separator)


def _trimmed(values: dict[int, str], separator: str) -> str:
    last = max((n for n, value in values.items() if value), default=0)
    return separator.join(values.get(n, "") for n in range(1, last + 1))


def _line(name: str, fields: dict[int, list[str]], separators: Separators) -> str:
    texts = {n + 1: separators.repetition.join(values) for n, values in fields.items()}
    return _trimmed({1: name, **texts}, separators.field)
