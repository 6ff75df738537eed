"""Every rule of the INS, in the order of the reports."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Rule
from esante_rules.ins._coherence import COHERENCE_RULES
from esante_rules.ins._comparison_rules import COMPARISON_RULES
from esante_rules.ins._matricule_rules import MATRICULE_RULES
from esante_rules.ins._oid import OID_RULES, SET_RULES
from esante_rules.ins._status_rules import STATUS_RULES, TRANSITION_RULES, TRANSMISSION_RULES
from esante_rules.ins._traits_rules import TRAITS_RULES

OWN_RULES: Final[tuple[Rule[Any], ...]] = (
    *OID_RULES,
    *SET_RULES,
    *MATRICULE_RULES,
    *TRAITS_RULES,
    *COHERENCE_RULES,
    *STATUS_RULES,
    *TRANSITION_RULES,
    *TRANSMISSION_RULES,
    *COMPARISON_RULES,
)
"""The rules of the identity itself; those of the carriers come after them."""
RULES: Final[tuple[Rule[Any], ...]] = OWN_RULES
