"""The INS: matricule, traits, coherence, status, transmission and comparison.

A clean report means « well formed and coherent »; it never means vérifiée or qualifiée: only INSi and a
high-confidence document can say that.
"""

from typing import Any, Final

from esante_rules._core import Rule
from esante_rules.ins._matricule import check_matricule, compact, is_valid_matricule, parse_matricule
from esante_rules.ins._matricule_rules import MATRICULE_RULES
from esante_rules.ins._model import (
    Attribute,
    BirthDate,
    Device,
    Identifier,
    Identity,
    Insi,
    Layout,
    Matricule,
    PartialDate,
    Sex,
    Status,
    Traits,
    key,
)
from esante_rules.ins._oid import OID_RULES, check_oid, check_type_code

__all__ = [
    "RULES",
    "Attribute",
    "BirthDate",
    "Device",
    "Identifier",
    "Identity",
    "Insi",
    "Layout",
    "Matricule",
    "PartialDate",
    "Sex",
    "Status",
    "Traits",
    "check_matricule",
    "check_oid",
    "check_type_code",
    "compact",
    "is_valid_matricule",
    "key",
    "parse_matricule",
]

OWN_RULES: Final[tuple[Rule[Any], ...]] = (*OID_RULES, *MATRICULE_RULES)
"""The rules of the identity itself; those of the carriers come after them."""
RULES: Final[tuple[Rule[Any], ...]] = OWN_RULES
