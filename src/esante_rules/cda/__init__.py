"""CDA R2 documents of the CI-SIS: is this header, N1 or N3, what the official tools accept?"""

from typing import Any, Final

from esante_rules._core import Rule
from esante_rules.cda import _beyond, _input, _schema_rules, batch
from esante_rules.cda._build import MEDIA_TYPES, build_n1
from esante_rules.cda._check import check_header, level
from esante_rules.cda._header import (
    Act,
    Actor,
    Address,
    Code,
    Consent,
    Device,
    Encounter,
    Facility,
    Header,
    Id,
    NamePart,
    Null,
    Order,
    Organization,
    Patient,
    Period,
    PersonName,
    RelatedDocument,
    Telecom,
)
from esante_rules.cda._levels import Level
from esante_rules.cda._limits import Limits
from esante_rules.cda._moment import Moment, Precision
from esante_rules.cda._profiles import PROFILES, all_volet_rules
from esante_rules.cda._read_header import read_header
from esante_rules.cda._svs import read_value_set
from esante_rules.cda._value_sets import Concept, ValueSet, value_sets
from esante_rules.cda._volets import NAMES as VOLETS
from esante_rules.cda.batch import check_batch

__all__ = [
    "MEDIA_TYPES",
    "PROFILES",
    "RULES",
    "VOLETS",
    "Act",
    "Actor",
    "Address",
    "Code",
    "Concept",
    "Consent",
    "Device",
    "Encounter",
    "Facility",
    "Header",
    "Id",
    "Level",
    "Limits",
    "Moment",
    "NamePart",
    "Null",
    "Order",
    "Organization",
    "Patient",
    "Period",
    "PersonName",
    "Precision",
    "RelatedDocument",
    "Telecom",
    "ValueSet",
    "build_n1",
    "check_batch",
    "check_header",
    "level",
    "read_header",
    "read_value_set",
    "value_sets",
]

RULES: Final[tuple[Rule[Any], ...]] = (
    *_input.RULES,
    *_schema_rules.RULES,
    *all_volet_rules(),
    *_beyond.RULES,
    *batch.RULES,
)
