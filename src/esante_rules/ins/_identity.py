"""Checking a whole identity: OID, matricule, traits, coherence, status and, in a message, transmission."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from esante_rules._core import STATE_OF_LAW, Finding, Report, Severity, Skip, known, require
from esante_rules.ins import _status_rules as s
from esante_rules.ins import _traits_rules as t
from esante_rules.ins._coherence import COHERENCE_RULES, coherence_faults
from esante_rules.ins._documents import Level
from esante_rules.ins._engine import Frame, Rules, check_options, frame, reported
from esante_rules.ins._matricule import matricule_faults, stages, with_key
from esante_rules.ins._matricule_rules import KEY_MISMATCH
from esante_rules.ins._model import Identifier, Identity
from esante_rules.ins._number import Matricule
from esante_rules.ins._oid import MALFORMED, ONE_OID_RULES, SET_RULES, oid_faults, several_active
from esante_rules.ins._status import status_faults
from esante_rules.ins._traits import CogTable, require_cog, traits_faults
from esante_rules.ins._transmission import ORDINARY, Sending, transmission_faults

_PARTS_REACHED: Final = 4


def check_identity(
    identity: Identity,
    *,
    context: str = "flux",
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
    now: date | datetime | None = None,
    cog: CogTable | None = None,
    strict_attributes: bool = False,
    devices: Mapping[str, Level] | None = None,
    sending: Sending | None = None,
    old_guide: bool = False,
) -> Report:
    """Report everything that is wrong with an identity, in the order of the families; never repairs anything.

    `context` is where it is: `flux` (message or document, the default), `saisie`, `stockage`, `insi`, `datamatrix`.
    `now` is needed by the rules about the future and the age, `cog` by the existence of the birthplace. `devices`
    replaces the levels of the documents, `strict_attributes` asks for the strict reading of their combinations,
    `old_guide` says that a FHIR resource claims FR Core 2.1.0 or earlier. In a message with a status, or when `sending`
    is given, what may not be transmitted is examined too. Raises `TypeError` or `ValueError` for an argument that is
    not one, never for the content of the identity.
    """
    require(identity, Identity, "identity")
    require(strict_attributes, bool, "strict_attributes")
    require(old_guide, bool, "old_guide")
    require(sending, (Sending, type(None)), "sending")
    require(devices, (Mapping, type(None)), "devices")
    for level in () if devices is None else devices.values():
        known(level, tuple(Level), "the level of a document")
    require_cog(cog)
    check_options(context, environment, as_of, now)
    findings: list[Finding] = []
    reached = 0
    coherent: list[tuple[Identifier, str]] = []
    for number, identifier in enumerate(identity.identifiers, 1):
        at = f"identifiers[{number}]."
        stage, clean = _identifier_faults(identifier, context, environment, old_guide, findings, at=at)
        reached = max(reached, stage)
        if clean and identifier.active:
            coherent.append((identifier, at))
    if len(identity.identifiers) > 1:
        findings += several_active(identity.identifiers)
    with_ins = identity.ins is not None
    traits_faults(
        identity.traits,
        context=context,
        status=identity.status,
        with_ins=with_ins,
        now=now,
        cog=cog,
        findings=findings,
        at="traits.",
    )
    for identifier, at in coherent:
        coherence_faults(Matricule(with_key(identifier.value), identifier.oid), identity.traits, findings, at)
    status_faults(identity, context=context, strict_attributes=strict_attributes, devices=devices, findings=findings)
    sent = sending is not None or (context == "flux" and identity.status is not None)
    if sent:
        transmission_faults(identity, sending or ORDINARY, findings)
    families = (bool(identity.identifiers), bool(coherent), with_ins, sent)
    return reported(findings, _frame(reached, families, (cog is not None, now is not None), as_of), as_of)


def _identifier_faults(
    identifier: Identifier, context: str, environment: str, old_guide: bool, findings: list[Finding], *, at: str
) -> tuple[int, bool]:
    """Append the faults of one identifier; how far its matricule was examined, and whether coherence makes sense."""
    if identifier.kind != "INS":
        purpose = "nss" if identifier.kind == "NSS" else "other"
        for finding in oid_faults(identifier.oid, environment, purpose=purpose, old_guide=old_guide):
            if finding.rule is not MALFORMED:  # a local authority may be named otherwise than by an OID
                findings.append(Finding(finding.rule, at=f"{at}oid"))
        return 0, False
    for finding in oid_faults(identifier.oid, environment):
        findings.append(Finding(finding.rule, at=f"{at}oid"))
    before = len(findings)
    stage = matricule_faults(identifier.value, identifier.oid, context, findings, at)
    grave = any(f.rule.severity is Severity.ERROR and f.rule is not KEY_MISMATCH for f in findings[before:])
    return stage, stage >= _PARTS_REACHED and not grave


@functools.lru_cache(maxsize=512)
def _frame(reached: int, families: tuple[bool, bool, bool, bool], given: tuple[bool, bool], as_of: date) -> Frame:
    """What was looked at: the families that have an object, and in them the rules that were reached."""
    identified, coherent, with_ins, sent = families
    table, clock = given
    rules: Rules = (*ONE_OID_RULES, *SET_RULES) if identified else ()
    unreached: Rules = ()
    if reached:
        done, left = stages(reached)
        rules, unreached = (*rules, *done), left
    rules += t.TRAITS_RULES if table else t.WITHOUT_TABLE_RULES
    if coherent:
        rules += COHERENCE_RULES
    elif with_ins:
        unreached += COHERENCE_RULES
    rules += s.STATUS_RULES
    if sent:
        rules += s.TRANSMISSION_RULES
    missing = () if table else ((t.TABLE_RULES, Skip.TABLE_MISSING),)
    return frame(rules, ((unreached, Skip.NOT_REACHED), *missing), as_of, clock)
