"""The MSSanté citizen address, `<matricule>@patient.mssante.fr`: it is a matricule, and identifies like one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import evolve

from esante_rules._core import STATE_OF_LAW, Finding, Refused, Report, Skip, require, require_day
from esante_rules.ins import _mssante_rules as rules
from esante_rules.ins._carrier import Reading, Written, identity_report, merged, require_identity, written
from esante_rules.ins._engine import frame, reported
from esante_rules.ins._model import Identifier, Identity
from esante_rules.ins._mssante_rules import RULES
from esante_rules.ins._number import compact

__all__ = ["DOMAIN", "RULES", "check", "check_carried", "is_citizen", "read", "write"]

DOMAIN: Final = "patient.mssante.fr"
_SCHEME: Final = re.compile("^mailto:", re.IGNORECASE)
_LOCAL: Final = re.compile(r"[0-9]{5}(?:[0-9]{2}|2[ABab])[0-9]{8}").fullmatch


def is_citizen(address: str) -> bool:
    """Does the address stand in the domain of the citizens? The domain is compared whole and without case."""
    require(address, str, "address")
    return address.rpartition("@")[2].lower() == DOMAIN


def read(address: str, identity: Identity | None = None, *, as_of: date = STATE_OF_LAW) -> Reading:
    """Read an address; with the `identity` it is attached to, say also whether it is hers.

    The identity read holds the matricule in upper case and no OID: an address does not carry it.
    """
    require(address, str, "address")
    require(identity, (Identity, type(None)), "identity")
    require_day(as_of, "as_of")
    local, _, domain = _SCHEME.sub("", address.strip()).rpartition("@")
    shape = bool(_LOCAL(local)), domain.lower() == DOMAIN
    found = [] if shape[0] else [Finding(rules.BAD_LOCAL_PART, at="local-part")]
    found += [] if shape[1] else [Finding(rules.BAD_DOMAIN, at="domain")]
    matricule = local.upper()
    if all(shape) and (matricule != local or domain != DOMAIN):
        found.append(Finding(rules.NOT_CANONICAL, at="local-part" if matricule != local else "domain"))
    reached = [rules.BAD_LOCAL_PART, rules.BAD_DOMAIN, rules.NOT_CANONICAL]
    if all(shape) and identity is not None:
        reached += [rules.OTHER_MATRICULE, rules.NOT_QUALIFIED]
        if identity.ins is not None and compact(identity.ins.value) != matricule:
            found.append(Finding(rules.OTHER_MATRICULE, at="local-part"))
        if identity.status is not None and identity.status != "QUAL":
            found.append(Finding(rules.NOT_QUALIFIED, at="status"))
    left = tuple(rule for rule in rules.READING_RULES if rule not in reached)
    looked = frame(tuple(reached), ((left, Skip.NOT_REACHED),) if left else (), as_of, True)
    numbers = (Identifier(matricule),) if all(shape) else ()
    return Reading(Identity(identifiers=numbers), reported(found, looked, as_of))


def check(
    address: str,
    identity: Identity | None = None,
    *,
    oid: str | None = None,
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
) -> Report:
    """Check an address, its matricule included; `oid` is the OID of that matricule, when the caller knows it."""
    reading = read(address, identity, as_of=as_of)
    if oid is None and identity is not None and identity.ins is not None:
        oid = identity.ins.oid
    return _checked(reading, oid, environment, as_of)


def _checked(reading: Reading, oid: str | None, environment: str, as_of: date) -> Report:
    from esante_rules.ins import check_matricule

    ins = reading.identity.ins
    if ins is None:
        return reading.report
    return merged((reading.report, check_matricule(ins.value, oid=oid, environment=environment, as_of=as_of)))


def check_carried(
    addresses: Iterable[tuple[str, str]],
    identity: Identity,
    *,
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
) -> Report:
    """Check the citizen addresses among the (place, address) pairs of what carries `identity`, each at its place.

    Other addresses are passed over: they say nothing of a matricule.
    """
    require_identity(identity)
    reports: list[Report] = []
    for at, address in addresses:
        if is_citizen(address.strip()):
            found = _checked(read(address, identity, as_of=as_of), None, environment, as_of)  # an address has no OID
            moved = tuple(evolve(finding, at=f"{at}.{finding.at}") for finding in found.findings)
            reports.append(evolve(found, findings=moved))
    return merged(tuple(reports)) if reports else Report(as_of=as_of)


def write(
    identity: Identity, *, environment: str = "production", as_of: date = STATE_OF_LAW, now: date | None = None
) -> Written[str]:
    """The citizen address of a qualified identity; `Refused` for another one, or without a matricule.

    It says the matricule and nothing else: the losses list the rest, without a finding.
    """
    require_identity(identity)
    require_day(as_of, "as_of")
    checked = identity_report(identity, "flux", environment, as_of, now)
    ins = identity.ins
    found = [] if identity.status == "QUAL" else [Finding(rules.NOT_QUALIFIED, at="status")]
    found += [] if ins is not None else [Finding(rules.BAD_LOCAL_PART, at="local-part")]
    looked = frame((rules.BAD_LOCAL_PART, rules.NOT_QUALIFIED), (), as_of, True)
    checked = checked.merge(reported(found, looked, as_of))
    if ins is None or found:
        raise Refused(checked)
    address = f"{compact(ins.value)}@{DOMAIN}"
    return written(address, identity, read(address, as_of=as_of), None, checked)
