"""The OIDs of the INS in an HL7 v2 message, outside the identity of its patient.

Any component of any repetition that is exactly an OID of the INS is looked at, whatever the type of the field: CX and
XCN put the OID of the authority in their fourth and ninth component, EI in its third, XON in its sixth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from esante_rules._core import Finding
from esante_rules.ins._hl7_message import Field, Message, Segment
from esante_rules.ins._oid import INS_OIDS, OUTSIDE_PATIENT

_PATIENT_FIELDS: Final = {"PID": (2, 3, 4), "MRG": (1, 2, 4)}
"""Where the patient is identified: identifiers in use, alternate and prior; not accounts, visits nor the mother."""
_MAY_BE_THE_PATIENT: Final = {"IN1": (49,), "GT1": (2,), "DB1": (3,), "OBX": (5,)}
"""CX fields whose person may be the patient: insured, guarantor, disabled person, an observed identifier."""
_PERSON: Final = 9
"""The component of the authority in XCN, the type of a person who acts: the patient may be one of them."""
_QUERIES: Final = ("QPD", "QRD", "QRF")
"""What a query asks about: the patient."""
_TEXTS: Final = ("NTE",)
_HEADERS: Final = ("MSH", "FHS", "BHS")
"""Segments whose first field is the separator itself."""
_IDENTIFIER_TYPES: Final = ("CX", "EI", "XCN", "XON", "EIP", "HD")
"""The types of OBX-5 that hold an identifier; in the others a number is a measure or a text."""
_ARC: Final = "1.2.250.1.213.1.4."
_KNOWN_WORDS: Final = (
    "ABS ACC ADD AFF AIG AIL AIP AIS AL1 APR ARQ ARV AUT BHS BLC BLG BPO BPX BTS BTX CDM CER CM0 CM1 CM2 CNS "
    "CON CSP CSR CSS CTD CTI DB1 DG1 DMI DON DPS DRG DSC DSP ECD ECR EDU EQP EQU ERR EVN FAC FHS FT1 FTS GOL "
    "GP1 GP2 GT1 IAM IAR IIM ILT IN1 IN2 IN3 INV IPC IPR ISD ITM IVC IVT LAN LCC LCH LDP LOC LRL MFA MFE MFI "
    "MRG MSA MSH NCK NDS NK1 NPU NSC NST NTE OBR OBX ODS ODT OH1 OH2 OH3 OH4 OM1 OM2 OM3 OM4 OM5 OM6 OM7 OMC "
    "ORC ORG OVR PAC PCE PCR PD1 PDA PDC PEO PES PID PKG PM1 PMT PR1 PRA PRB PRC PRD PRT PSG PSH PSL PSS PTH "
    "PV1 PV2 PYE QAK QID QPD QRD QRF QRI RCP RDF RDT REL RF1 RFI RGS RMI ROL RQ1 RQD RXA RXC RXD RXE RXG RXO "
    "RXR RXV SAC SCD SCH SCP SDD SFT SGH SGT SHP SID SLT SPM STF STZ TCC TCD TQ1 TQ2 TXA UAC UB1 UB2 VAR VND "
    "ZBE ZFA ZFD ZFM ZFP ZFS ZFT ZFU ZFV"
)
_KNOWN: Final = frozenset(_KNOWN_WORDS.split())
"""Names of segments that a place may show; another one is data, and is shown by its line."""


def outside_faults(message: Message) -> Iterator[Finding]:
    """One finding for each identifier that bears an OID of the INS and is not the patient's, in message order."""
    own = {
        (cx.text(1), oid)
        for pid in message.named("PID")
        for cx in pid.repetitions(3)
        if cx.text(1) and (oid := cx.text(4, 2)) in INS_OIDS
    }
    seen: Counter[str] = Counter()
    for line, segment in enumerate(message.segments, 1):
        name = segment.name
        seen[name] += 1
        if name in _QUERIES or name in _TEXTS:
            continue
        at = f"{name}[{seen[name]}]" if name in _KNOWN else f"segment[{line}]"
        for number, one in _identifiers(segment):
            component, oid = _ins_oid(one)
            if not component or _of_the_patient(name, number, one):
                continue
            person = component == _PERSON or number in _MAY_BE_THE_PATIENT.get(name, ())
            if person and (not own or (one.text(1), oid) in own):
                continue
            shown = number + (name in _HEADERS)
            yield Finding(OUTSIDE_PATIENT, at=f"{at}-{shown}[{one.position}].{component}")


def _identifiers(segment: Segment) -> Iterator[tuple[int, Field]]:
    """The repetitions that may hold an OID of the INS, with the number of their field."""
    escape = segment.separators.escape
    for number, raw in enumerate(segment.fields, 1):
        if _ARC not in raw and not (escape and escape in raw):
            continue
        if segment.name == "OBX" and number == 5 and segment.text(2) not in _IDENTIFIER_TYPES:
            continue
        for one in segment.repetitions(number):
            yield number, one


def _ins_oid(one: Field) -> tuple[int, str]:
    """The first component, after the value itself, that is an OID of the INS, and this OID; 0 when there is none."""
    for component, parts in enumerate(one.parts(), 1):
        for oid in parts[1:] if component == 1 else parts:
            if oid in INS_OIDS:
                return component, oid
    return 0, ""


def _of_the_patient(name: str, number: int, one: Field) -> bool:
    if name == "PRT" and number == 5:
        return one.text(13) == "INS"  # the citizen who receives, whose own rules compare it with the patient
    return number in _PATIENT_FIELDS.get(name, ())
