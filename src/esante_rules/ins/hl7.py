"""The identity in an HL7 v2 message, PAM profile for France: segments PID and ZFD, and PRT for the citizen's address.

`read` gives the identity and the report of the carrier; `check` adds what the identity is worth and `check_outside`,
which looks for an OID of the INS on what is not the patient; `write` gives the segments of an identity. The separators
are those that the message announces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from esante_rules._core import STATE_OF_LAW, Finding, Refused, Report, Skip, require, require_day
from esante_rules.ins import _hl7_rules as rules
from esante_rules.ins._carrier import (
    Reading,
    Written,
    compact_day,
    dashed,
    identity_report,
    merged,
    outside_report,
    require_identity,
    sent,
    written,
)
from esante_rules.ins._engine import frame, reported
from esante_rules.ins._hl7_message import DEFAULT, Field, Message, Segment, Separators, parse
from esante_rules.ins._hl7_outside import outside_faults
from esante_rules.ins._hl7_rules import RULES
from esante_rules.ins._hl7_write import lines
from esante_rules.ins._model import BirthDate, Device, Identifier, Identity, IdKind, Insi, PartialDate, Traits
from esante_rules.ins._number import compact
from esante_rules.ins._oid import INS_C_OIDS, INS_OIDS
from esante_rules.ins._transmission import ORDINARY, Sending
from esante_rules.ins.mssante import check_carried

__all__ = ["RULES", "Separators", "check", "check_document", "check_outside", "read", "write"]

_STATUSES: Final = ("VALI", "QUAL", "RECUP", "PROV")
_ATTRIBUTES: Final = {"DOUT": "DOUT", "FICT": "FICT", "HOMA": "HOMO"}
_KINDS: Final[dict[str, IdKind]] = {"INS": "INS", "PI": "IPP", "NH": "NSS", "RRI": "REGIONAL"}
_SEXES: Final = {"U": "I"}
_MODES: Final = {"AV": "APCV"}
_DAY: Final = re.compile(r"[0-9]{8}").fullmatch
_WITH_TIME: Final = re.compile(r"[0-9]{8}(?:[0-9]{2}){1,3}(?:\.[0-9]{1,4})?(?:[+-][0-9]{4})?").fullmatch
_NUMBER: Final = re.compile(r"[0-9]{1,4}").fullmatch
_PLACE_LENGTH: Final = 5


def read(message: str | bytes, *, as_of: date = STATE_OF_LAW) -> Reading:
    """Read the patient of a message, or of a lone `PID` segment; the report holds the rules of the carrier only.

    `VALI` with an INS in use is read as qualified, without one as validated. Bytes are decoded by MSH-18.
    """
    return _read(_parsed(message, as_of), as_of)


def _parsed(message: str | bytes, as_of: date) -> Message:
    require(message, (str, bytes), "message")
    require_day(as_of, "as_of")
    return parse(message)


def _read(parsed: Message, as_of: date) -> Reading:
    found = [Finding(rules.SEPARATORS, at="MSH-2")] if parsed.separators.ambiguous else []
    pids = parsed.named("PID")
    if not pids:
        found.append(Finding(rules.PID_MISSING, at="PID"))
        left = ((rules.PID_REPEATED, *rules.PID_RULES), Skip.NOT_REACHED)
        looked = frame((rules.SEPARATORS, rules.PID_MISSING), (left,), as_of, True)
        return Reading(Identity(), reported(found, looked, as_of))
    if len(pids) > 1:
        found.append(Finding(rules.PID_REPEATED, at="PID", params={"count": len(pids)}))
    identity = _identity(pids[0], parsed)
    found += _faults(pids[0], parsed, identity)
    return Reading(identity, reported(found, frame(rules.READING_RULES, (), as_of, True), as_of))


def check(
    message: str | bytes, *, environment: str = "production", as_of: date = STATE_OF_LAW, now: date | None = None
) -> Report:
    """Everything that is wrong with the INS of a message: the segments, the identity they carry, then what is not the
    patient and bears an OID of the INS.
    """
    from esante_rules.ins import check_type_code

    parsed = _parsed(message, as_of)
    reading = _read(parsed, as_of)
    if reading.report.skipped:
        return reading.report
    types = tuple(
        check_type_code(cx.text(4, 2), cx.text(5), as_of=as_of)
        for cx in parsed.named("PID")[0].repetitions(3)
        if cx.text(4, 2) and cx.text(5)
    )
    own = identity_report(reading.identity, "flux", environment, as_of, now)
    telecoms = ((f"PID-13[{xtn.position}].4", xtn.text(4)) for xtn in parsed.named("PID")[0].repetitions(13))
    carried = check_carried(telecoms, reading.identity, environment=environment, as_of=as_of)
    return merged((reading.report, *types, own, carried, outside_report(outside_faults(parsed), as_of)))


def check_outside(message: str | bytes, *, as_of: date = STATE_OF_LAW) -> Report:
    """Does an identifier that is not the patient's bear an OID of the INS: contact, order, document, account, mother?

    Every segment is looked at. A person who acts (XCN), an insured or a guarantor may be the patient: blamed when the
    number is not the INS of PID-3, and passed over when the message has no INS. The values are not examined.
    """
    return outside_report(outside_faults(_parsed(message, as_of)), as_of)


def check_document(message: Identity, document: Identity, *, as_of: date = STATE_OF_LAW) -> Report:
    """Is the INS of a message the one of the document it carries? Both identities come from a `read`."""
    require_identity(message)
    require_identity(document)
    require_day(as_of, "as_of")
    ins = message.ins
    pairs = {(compact(one.value), one.oid) for one in document.of_kind("INS")}
    differs = ins is not None and (compact(ins.value), ins.oid) not in pairs
    found = [Finding(rules.DOCUMENT_DIFFERS, at="PID-3")] if differs else []
    return reported(found, frame((rules.DOCUMENT_DIFFERS,), (), as_of, True), as_of)


def write(
    identity: Identity,
    *,
    separators: Separators = DEFAULT,
    sending: Sending = ORDINARY,
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
    now: date | None = None,
) -> Written[str]:
    """The segments `PID` and, when it says something, `ZFD` of an identity, separated by a carriage return.

    `separators` must be those of the MSH of the message they join; `ValueError` when two are equal, absent or not
    ASCII. The matricule is written only for a qualified identity; a regional identifier is refused unless `sending`
    says that both ends are in the regional system. Raises `Refused` when the identity breaks a rule.
    """
    require_identity(identity)
    require(separators, Separators, "separators")
    require(sending, Sending, "sending")
    require_day(as_of, "as_of")
    if separators.ambiguous or not all(len(c) == 1 and not c.isalnum() for c in separators.all):
        raise ValueError("the separators must be five different ASCII characters, neither letters nor digits")
    checked = identity_report(sent(identity), "flux", environment, as_of, now, sending=sending)
    if not checked.ok:
        raise Refused(checked)
    text = "\r".join(lines(identity, separators))
    header = "MSH" + "".join(separators.all) + separators.field
    return written(text, identity, read(f"{header}\r{text}", as_of=as_of), rules.LOSSES, checked)


# --- reading --------------------------------------------------------------------------------------------------


def _identity(pid: Segment, message: Message) -> Identity:
    numbers = tuple(_identifier(cx) for cx in pid.repetitions(3) if cx.text(1) or _announces_ins(cx))
    codes = [field.text(1) for field in pid.repetitions(32)]
    statuses = [code for code in codes if code in _STATUSES]
    zfd = next(iter(message.named("ZFD")), Segment("ZFD", (), message.separators))
    valid = any(one.kind == "INS" and one.active and one.value for one in numbers)
    told = ["QUAL" if code == "VALI" and valid else code for code in dict.fromkeys(statuses)]
    return Identity(
        traits=_traits(pid, zfd),
        identifiers=numbers,
        status=told[0] if told else None,
        other_statuses=told[1:],
        attributes=tuple(dict.fromkeys(_ATTRIBUTES[code] for code in codes if code in _ATTRIBUTES)),
        device=Device(zfd.text(7), expires_on=compact_day(zfd.text(8))) if zfd.text(7) else None,
        insi=_insi(zfd),
    )


def _insi(zfd: Segment) -> Insi | None:
    mode, asked = zfd.text(5), compact_day(zfd.text(6))
    return Insi(_MODES.get(mode, mode) or None, asked) if mode or asked else None


def _announces_ins(cx: Field) -> bool:
    return cx.text(5) == "INS" or (cx.text(4, 2) in INS_OIDS and cx.text(5) != "NH")


def _identifier(cx: Field) -> Identifier:
    oid, kind = cx.text(4, 2), _KINDS.get(cx.text(5), "OTHER")
    if _announces_ins(cx):  # the OID decides; a billing number says what it is by its type
        kind = "INS"
    since, until = cx.text(7), cx.text(8)
    return Identifier(
        cx.text(1),
        oid or None,
        active=not until,
        kind=kind,
        since=compact_day(since),
        until=compact_day(until),
        namespace=cx.text(4, 1),
    )


def _traits(pid: Segment, zfd: Segment) -> Traits:
    legal, used = _name(pid, "L"), _name(pid, "D")
    place = next((xad.text(9) for xad in pid.repetitions(11) if xad.text(7) == "BDL" and xad.text(9)), None)
    sex, birth = pid.text(8), pid.text(7)
    return Traits(
        birth_name=legal.text(1) or None if legal else None,
        first_given_name=legal.text(2) or None if legal else None,
        given_names=legal.text(3) or None if legal else None,
        birth_date=_birth_date(birth, zfd) if birth else None,
        sex=_SEXES.get(sex, sex) or None,
        birth_place=place,
        used_name=used.text(1) or None if used else None,
        used_given_name=used.text(2) or None if used else None,
    )


def _name(pid: Segment, kind: str) -> Field | None:
    return next((xpn for xpn in pid.repetitions(5) if xpn.text(7) == kind), None)


def _birth_date(text: str, zfd: Segment) -> BirthDate:
    return BirthDate(
        dashed(text[:8] if _WITH_TIME(text) else text), interpreted=zfd.text(4) == "Y", original=_lunar(zfd)
    )


def _lunar(zfd: Segment) -> PartialDate | None:
    """ZFD-1, a lunar date in three components: year, month, day; None when it is no date."""
    field = next(iter(zfd.repetitions(1)), None)
    if field is None:
        return None
    parts = [field.text(n) for n in (1, 2, 3)]
    if not any(parts) or not all(_NUMBER(part) for part in parts if part):
        return None
    try:
        year, month, day = (int(part) if part else None for part in parts)
        return PartialDate(year, month, day, lunar=True)
    except ValueError:
        return None


# --- checking -------------------------------------------------------------------------------------------------


def _faults(pid: Segment, message: Message, identity: Identity) -> Iterator[Finding]:
    for cx in pid.repetitions(3):
        if cx.text(5) == "INS" and cx.text(1):
            at = f"PID-3[{cx.position}]"
            if not cx.text(4, 2):
                yield Finding(rules.OID_MISSING, at=f"{at}.4.2")
            elif cx.text(4, 3) != "ISO":
                yield Finding(rules.NOT_ISO, at=f"{at}.4.3")
    codes = [field.text(1) for field in pid.repetitions(32)]
    if identity.ins is not None:
        yield from _faults_with_ins(pid, codes)
    if _name(pid, "L") is None:
        yield Finding(rules.LEGAL_NAME_MISSING, at="PID-5")
    told = [code for code in dict.fromkeys(codes) if code in (*_STATUSES, "DOUT", "FICT")]
    statuses = [code for code in told if code in _STATUSES]
    if len(statuses) > 1 or (any(code != "PROV" for code in statuses) and len(told) > len(statuses)):
        yield Finding(rules.STATUS_CONTRADICTORY, at="PID-32", params={"codes": tuple(told)})
    birth = pid.text(7)
    if _WITH_TIME(birth):
        yield Finding(rules.TIME_PRESENT, at="PID-7")
    elif birth and not _DAY(birth):
        yield Finding(rules.BAD_DATE, at="PID-7")
    for position, prt in enumerate(message.named("PRT"), 1):
        yield from _participant_faults(prt, position, identity.ins)


def _faults_with_ins(pid: Segment, codes: Sequence[str]) -> Iterator[Finding]:
    if not {"VALI", "QUAL"} & set(codes):
        yield Finding(rules.NOT_VALIDATED, at="PID-32")
    legal = _name(pid, "L")
    if legal is not None and not legal.text(3):
        yield Finding(rules.GIVEN_NAMES_MISSING, at=f"PID-5[{legal.position}].3")
    places = [xad.text(9) for xad in pid.repetitions(11) if xad.text(7) == "BDL"]
    if not any(len(place) == _PLACE_LENGTH for place in places):
        yield Finding(rules.PLACE_MISSING, at="PID-11")
    if not pid.text(7):
        yield Finding(rules.BAD_DATE, at="PID-7")


def _participant_faults(prt: Segment, position: int, ins: Identifier | None) -> Iterator[Finding]:
    for xcn in prt.repetitions(5):
        if xcn.text(13) != "INS":
            continue
        at = f"PRT[{position}]-5[{xcn.position}]"
        if not xcn.text(9, 2):
            misplaced = xcn.text(9, 1) in (*INS_OIDS, *INS_C_OIDS)
            yield Finding(rules.PRT_OID_MISPLACED if misplaced else rules.PRT_OID_MISSING, at=f"{at}.9")
        if ins is not None and xcn.text(1) != ins.value:
            yield Finding(rules.PRT_DIFFERS, at=f"{at}.1")
