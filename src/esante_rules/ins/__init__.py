"""The INS: matricule, traits, coherence, status, transmission and comparison.

A clean report means « well formed and coherent »; it never means vérifiée or qualifiée: only INSi and a
high-confidence document can say that.
"""

from typing import Any, Final

from esante_rules._core import Rule
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
    "key",
]

RULES: Final[tuple[Rule[Any], ...]] = ()
