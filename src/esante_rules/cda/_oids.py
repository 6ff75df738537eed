"""Roots and namespaces that the header rules name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NAMESPACES: Final[Mapping[str, str]] = {
    "sdtc": "urn:hl7-org:sdtc",
    "lab": "urn:oid:1.3.6.1.4.1.19376.1.3.2",
    "ps3-20": "urn:dicom-org:ps3-20",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}

PERSON: Final = "1.2.250.1.71.4.2.1"
"""PS_IdNat: professionals, and systems of a structure."""
STRUCTURE: Final = "1.2.250.1.71.4.2.2"
"""Struct_IdNat: structures."""
PATIENT_HOST: Final = "1.2.250.1.213.4.1"
"""The organisation that keeps the documents a patient writes (DMP)."""
SIRENE: Final = "1.3.2"

INS_ROOTS: Final = frozenset(f"1.2.250.1.213.1.4.{n}" for n in (8, 9, 10, 11))
"""NIR, NIA, and the test and demonstration ones."""
NSS_ROOTS: Final = frozenset(("1.2.250.1.213.1.4.13", "1.2.250.1.213.1.4.14"))

HL7_FRANCE: Final = "2.16.840.1.113883.2.8.2.1"
CI_SIS: Final = "1.2.250.1.213.1.1.1.1"
VOLETS: Final = "1.2.250.1.213.1.1.1."
"""Arc of the templates of the CI-SIS volets."""
N1_TEMPLATE: Final = "1.3.6.1.4.1.19376.1.2.20"
"""XDS-SD: the template of every N1 document."""

LOINC: Final = "2.16.840.1.113883.6.1"
SNOMED_CT: Final = "2.16.840.1.113883.6.96"
TA_ASIP: Final = "1.2.250.1.213.1.1.4.12"
ASIP_ROLES: Final = "1.2.250.1.213.1.1.4.6"
"""Code system of EXP_PATIENT, DISPOSITIF, AUTOMATE, SNR, LOGICIEL_DUI, ALIM_AM."""

DEVICE_CODES: Final = frozenset(("DISPOSITIF", "AUTOMATE", "LOGICIEL_DUI", "SNR", "ALIM_AM"))
"""Specialty codes (J01) that designate a system, never a person."""
PATIENT_CODE: Final = "EXP_PATIENT"
