"""What may travel with an identity, and which identifier a sender writes."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from esante_rules._core import STATE_OF_LAW, Finding, Lang, Report, Rule, Text, require
from esante_rules.ins import _status_rules as r
from esante_rules.ins._codes import Status
from esante_rules.ins._engine import check_options, frame, reported
from esante_rules.ins._model import Identifier, Identity
from esante_rules.ins._number import compact
from esante_rules.ins._oid import INS_OIDS, REAL_OIDS


@frozen(kw_only=True)
class Sending:
    """The facts of a sending that no data tells; the defaults say nothing that would be a fault."""

    regional: bool = False
    """Sender and receiver both belong to the regional information system."""
    to_dmp: bool = False
    """The document feeds the DMP or Mon espace santé."""
    care_planned: bool | None = None
    """Is care planned at the receiver? None when not known."""
    first_page_shows_ins: bool | None = None
    """Does the first page of the document show the INS, in clear and as a datamatrix? None when not a document."""
    receiver_keeps_status: bool = False
    """The receiver keeps the status of the sender without asking INSi."""
    shared_identity: bool = False
    """Both share one identity base, or are bound by a contract under RNIV conditions."""

    def __attrs_post_init__(self) -> None:
        for name in ("regional", "to_dmp", "receiver_keeps_status", "shared_identity"):
            require(getattr(self, name), bool, name)
        for name in ("care_planned", "first_page_shows_ins"):
            require(getattr(self, name), (bool, type(None)), name)


ORDINARY: Final = Sending()


def check_transmission(identity: Identity, *, sending: Sending = ORDINARY, as_of: date = STATE_OF_LAW) -> Report:
    """Report what may not travel in an identity about to be sent, or just received, with its status."""
    require(identity, Identity, "identity")
    require(sending, Sending, "sending")
    check_options("flux", "production", as_of, None)
    findings: list[Finding] = []
    transmission_faults(identity, sending, findings)
    return reported(findings, frame(r.TRANSMISSION_RULES, (), as_of, True), as_of)


def transmission_faults(identity: Identity, sending: Sending, findings: list[Finding]) -> None:
    """Append the faults of a transmission, in the order of the rules."""
    qualified = identity.status == Status.QUAL
    with_ins = identity.ins is not None
    if not qualified and any(
        i.kind == "INS" and i.numbered for i in identity.identifiers
    ):  # a former one tells as much
        findings.append(Finding(r.SENT_NOT_QUALIFIED, at="identifiers"))
    elif qualified and not with_ins:
        findings.append(Finding(r.INS_OMITTED, at="identifiers"))
    elif not qualified and identity.status is not None and _beyond_traits(identity, sending):
        findings.append(Finding(r.MORE_THAN_TRAITS, at="identifiers"))
    if not sending.regional and any(i.kind == "REGIONAL" for i in identity.identifiers):
        findings.append(Finding(r.REGIONAL, at="identifiers"))
    if sending.care_planned is False:
        findings.append(Finding(r.NO_CARE, at="sending"))
    if qualified and sending.first_page_shows_ins is False:
        findings.append(Finding(r.FIRST_PAGE, at="sending"))
    if qualified and with_ins and any(i.kind == "IPP" for i in identity.identifiers):
        findings.append(Finding(r.LOCAL_NUMBER, at="identifiers"))
    if qualified and sending.receiver_keeps_status and not sending.shared_identity:
        findings.append(Finding(r.STATUS_KEPT, at="sending"))
    if sending.to_dmp and not qualified:
        findings.append(Finding(r.DMP, at="status"))


def _beyond_traits(identity: Identity, sending: Sending) -> bool:
    """Does the identity carry anything else than traits and a local number?"""
    allowed = ("IPP", "REGIONAL") if sending.regional else ("IPP",)
    return any(i.kind not in allowed and i.numbered for i in identity.identifiers)


ToSendKind: TypeAlias = Literal["INS", "IPP", "REGIONAL", "TRAITS"]
_WHY: Final[dict[ToSendKind, Text]] = {
    "INS": Text(
        "L'identité est qualifiée : son INS est l'identifiant commun.",
        "The identity is qualifiée: its INS is the shared identifier.",
    ),
    "IPP": Text(
        "L'INS ne peut pas être transmise : les traits circulent avec le numéro local de l'émetteur.",
        "The INS cannot be transmitted: the traits travel with the local number of the sender.",
    ),
    "REGIONAL": Text(
        "L'INS ne peut pas être transmise ; dans le système régional, son identifiant technique peut servir.",
        "The INS cannot be transmitted; inside the regional system its technical identifier may be used.",
    ),
    "TRAITS": Text(
        "L'INS ne peut pas être transmise et il n'y a pas de numéro local : seuls les traits circulent.",
        "The INS cannot be transmitted and there is no local number: only the traits travel.",
    ),
}


@frozen(repr=False)
class ToSend:
    """The identifier that a sender writes: its kind, the identifier itself (None for traits only), and the rule."""

    kind: ToSendKind
    identifier: Identifier | None = field()
    rule: Rule[object]
    """The rule that decided, with its sources."""

    def explain(self, lang: Lang = "fr") -> str:
        """Why, in `lang` ("fr" or "en"), with the texts."""
        return f"{_WHY[self.kind].in_(lang)} ({'; '.join(str(ref) for ref in self.rule.refs)})"

    def __repr__(self) -> str:
        return f"<ToSend {self.kind}>"


def identifier_to_send(
    identity: Identity, *, regional: bool = False, environment: str = "production", as_of: date = STATE_OF_LAW
) -> ToSend:
    """Which identifier may be written for this identity.

    The INS only when the identity is qualifiée, with no other status, neither douteuse nor fictive, and has exactly one
    INS in use under an OID of that environment. Otherwise, inside the regional system (`regional`), its technical
    identifier; else the first local number (IPP); else none. The answer does not replace `check_identity`.
    """
    require(identity, Identity, "identity")
    require(regional, bool, "regional")
    check_options("flux", environment, as_of, None)
    ins = _sendable_ins(identity, environment)
    if ins is not None:
        return ToSend("INS", ins, r.SENT_NOT_QUALIFIED)
    local = identity.of_kind("REGIONAL") if regional else ()
    if local:
        return ToSend("REGIONAL", local[0], r.REGIONAL)
    numbers = identity.of_kind("IPP")
    if numbers:
        return ToSend("IPP", numbers[0], r.MORE_THAN_TRAITS)
    return ToSend("TRAITS", None, r.MORE_THAN_TRAITS)


def _sendable_ins(identity: Identity, environment: str) -> Identifier | None:
    if identity.status != Status.QUAL or any(other != Status.QUAL for other in identity.other_statuses):
        return None
    if "DOUT" in identity.attributes or "FICT" in identity.attributes:
        return None
    active = {(compact(i.value), i.oid): i for i in identity.of_kind("INS") if i.numbered}
    if len(active) != 1:
        return None
    (ins,) = active.values()
    allowed = REAL_OIDS if environment == "production" else INS_OIDS
    return ins if ins.value and ins.oid in allowed else None
