"""Status, attributes and high-confidence documents of an identity, and what makes a status change.

Two axes decide: the traits come from INSi (`retrieved`), a document proved them (`proven`). Upgrades are that algebra;
downgrades are the same read backwards, which no text we read says (probable).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from attrs import frozen

from esante_rules._core import STATE_OF_LAW, Finding, Report, known
from esante_rules.ins import _status_rules as r
from esante_rules.ins._codes import Attribute, Status
from esante_rules.ins._documents import LEVELS, Level
from esante_rules.ins._engine import check_options, frame, reported
from esante_rules.ins._model import Identity, _words

_RECORDS: Final = ("saisie", "stockage")
_STATUSES: Final = frozenset(status.value for status in Status)
_ATTRIBUTES: Final = frozenset(attribute.value for attribute in Attribute)
_DOUBTS: Final = (Attribute.DOUT, Attribute.FICT)


def status_faults(
    identity: Identity,
    *,
    context: str,
    strict_attributes: bool,
    devices: Mapping[str, Level] | None,
    findings: list[Finding],
) -> None:
    """Append the faults of status, attributes, device and INSi record, in the order of the rules."""
    status = identity.status
    if status is not None and status not in _STATUSES:
        findings.append(Finding(r.UNKNOWN_STATUS, at="status"))
    for number, attribute in enumerate(identity.attributes, 1):
        if attribute not in _ATTRIBUTES:
            findings.append(Finding(r.UNKNOWN_ATTRIBUTE, at=f"attributes[{number}]"))
    if any(other != status for other in identity.other_statuses):
        findings.append(Finding(r.SEVERAL_STATUSES, at="status"))
    with_ins = identity.ins is not None
    if status in ("PROV", "VALI") and with_ins:
        findings.append(Finding(r.INS_WITHOUT_RETRIEVAL, at="identifiers"))
    if status in ("RECUP", "QUAL") and not _complete_ins(identity) and not (context == "flux" and status == "RECUP"):
        findings.append(Finding(r.INS_MISSING, at="identifiers"))
    if identity.attributes:
        _attribute_faults(identity, strict_attributes, findings)
    if status in ("VALI", "QUAL") and identity.device is None:
        rule = r.DEVICE_MISSING if context in _RECORDS else r.DEVICE_NOT_CARRIED
        findings.append(Finding(rule, at="device"))
    if status in ("RECUP", "QUAL"):
        _insi_faults(identity, context, findings)
    if identity.device is not None and status in ("VALI", "QUAL"):
        level = (LEVELS if devices is None else devices).get(identity.device.code, Level.LOW)
        if level != Level.HIGH:
            rule = r.DEVICE_UNSETTLED if level == Level.UNSETTLED else r.DEVICE_NOT_TRUSTED
            findings.append(Finding(rule, at="device"))


def _complete_ins(identity: Identity) -> bool:
    return any(i.kind == "INS" and i.active and i.value and i.oid for i in identity.identifiers)


def _attribute_faults(identity: Identity, strict: bool, findings: list[Finding]) -> None:
    doubtful, fictitious = "DOUT" in identity.attributes, "FICT" in identity.attributes
    if (doubtful or fictitious) and identity.status not in (None, "PROV"):
        findings.append(Finding(r.DOUBT_NOT_PROVISIONAL, at="attributes"))
    if doubtful and fictitious:
        findings.append(Finding(r.DOUBTFUL_AND_FICTITIOUS, at="attributes"))
    if fictitious and "HOMO" in identity.attributes:
        rule = r.FICTITIOUS_AND_HOMONYM_STRICT if strict else r.FICTITIOUS_AND_HOMONYM
        findings.append(Finding(rule, at="attributes"))
    if (doubtful or fictitious) and identity.ins is not None:
        findings.append(Finding(r.INS_DESPITE_DOUBT, at="identifiers"))


def _insi_faults(identity: Identity, context: str, findings: list[Finding]) -> None:
    insi = identity.insi
    by_app = insi is not None and (insi.mode == "APCV" or insi.origin == "APCV")
    if not by_app and (insi is None or insi.asked_on is None or insi.mode is None):
        findings.append(Finding(r.INSI_UNRECORDED if context in _RECORDS else r.INSI_NOT_CARRIED, at="insi"))
    if insi is not None and insi.origin == "PARTNER":
        findings.append(Finding(r.FROM_PARTNER, at="insi"))


class Event(StrEnum):
    """What happens to an identity and may change its status."""

    INSI_00 = "INSI_00"
    """INSi returned one identity and the operator accepted it as the same person."""
    CONTROLE_HC_OK = "CONTROLE_HC_OK"
    """A high-confidence document was checked and agrees."""
    INSI_VERIF_OK = "INSI_VERIF_OK"
    """INSi verified the INS and the traits."""
    INSI_VERIF_KO = "INSI_VERIF_KO"
    """INSi denied them."""
    CONTROLE_HC_INVALIDE = "CONTROLE_HC_INVALIDE"
    """The check of the document is withdrawn."""
    TRAIT_MODIFIE = "TRAIT_MODIFIE"
    """A strict trait was edited by hand."""
    APCV = "APCV"
    """The Appli carte Vitale was read."""
    ATTR_DOUTEUX = "ATTR_DOUTEUX"
    """The attribute douteux was set."""
    ATTR_FICTIF = "ATTR_FICTIF"
    """The attribute fictif was set."""


_P, _R, _V, _Q = Status.PROV, Status.RECUP, Status.VALI, Status.QUAL

TRANSITIONS: Final[Mapping[Event, Mapping[Status, Status]]] = MappingProxyType(
    {
        Event.INSI_00: {_P: _R, _R: _R, _V: _Q, _Q: _Q},
        Event.CONTROLE_HC_OK: {_P: _V, _R: _Q, _V: _V, _Q: _Q},
        Event.INSI_VERIF_OK: {_R: _R, _Q: _Q},
        Event.INSI_VERIF_KO: {_R: _P, _Q: _V},
        Event.CONTROLE_HC_INVALIDE: {_V: _P, _Q: _R},
        Event.TRAIT_MODIFIE: {_P: _P, _R: _P, _V: _P, _Q: _P},
        Event.APCV: {_P: _Q, _R: _Q, _V: _Q, _Q: _Q},
        Event.ATTR_DOUTEUX: {_P: _P, _R: _P, _V: _P, _Q: _P},
        Event.ATTR_FICTIF: {_P: _P, _R: _P, _V: _P, _Q: _P},
    }
)
"""The status after an event, by the status before; an event absent for a status is forbidden."""

_CALLS: Final = (Event.INSI_00, Event.INSI_VERIF_OK, Event.INSI_VERIF_KO)
"""Events that tell of a call to INSi."""
_BLOCKED_BY_DOUBT: Final = (Event.INSI_00, Event.CONTROLE_HC_OK, Event.INSI_VERIF_OK, Event.INSI_VERIF_KO, Event.APCV)


@frozen
class Transition:
    """What an event does: the status after it, whether the INS held so far is invalidated, and the report."""

    status: Status
    """Unchanged when the event is forbidden."""
    ins_invalidated: bool
    """True when a matricule and an OID held until then must no longer be kept as the INS of this identity."""
    report: Report


def transition(
    status: str, event: str, *, attributes: tuple[str, ...] | list[str] = (), as_of: date = STATE_OF_LAW
) -> Transition:
    """The status that follows `event`, for an identity that bears `attributes`.

    While the identity is douteuse or fictive nothing can be built upon it. Removing the attribute leaves it provisoire.
    Raises `ValueError` listing the words for an unknown status, event or attribute.
    """
    before = Status(known(status, _STATUSES_IN_ORDER, "status"))
    what = Event(known(event, _EVENTS, "event"))
    doubts = [Attribute(known(a, _ATTRIBUTES_IN_ORDER, "an attribute")) for a in _words(attributes)]
    check_options("flux", "production", as_of, None)
    after = TRANSITIONS[what].get(before)
    if any(doubt in _DOUBTS for doubt in doubts) and what in _BLOCKED_BY_DOUBT:
        after = None
    looked = frame(r.TRANSITION_RULES, (), as_of, True)
    if after is None:
        finding = Finding(r.TRANSITION, at="event", params={"status": before.value})
        called = _barred_call(what, doubts, as_of)
        return Transition(before, ins_invalidated=False, report=called.merge(reported([finding], looked, as_of)))
    lost = before.retrieved and not after.retrieved
    return Transition(after, ins_invalidated=lost, report=reported([], looked, as_of))


def _barred_call(event: Event, attributes: Sequence[Attribute], as_of: date) -> Report:
    """What the event says of a call to INSi that should not have been made."""
    if event not in _CALLS or not any(one in _DOUBTS for one in attributes):
        return Report(as_of=as_of)
    from esante_rules.ins._insi_rules import BARRED

    found = [Finding(BARRED, at="attributes", params={"attribute": one.value}) for one in attributes if one in _DOUBTS]
    return reported(found, frame((BARRED,), (), as_of, True), as_of)


_STATUSES_IN_ORDER: Final = tuple(status.value for status in Status)
_EVENTS: Final = tuple(event.value for event in Event)
_ATTRIBUTES_IN_ORDER: Final = tuple(attribute.value for attribute in Attribute)
