"""Every rule of the INS, in the order of the reports."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Rule
from esante_rules.ins._cda_rules import RULES as CDA_RULES
from esante_rules.ins._coherence import COHERENCE_RULES
from esante_rules.ins._comparison_rules import COMPARISON_RULES
from esante_rules.ins._datamatrix_rules import RULES as DATAMATRIX_RULES
from esante_rules.ins._fhir_rules import RULES as FHIR_RULES
from esante_rules.ins._hl7_rules import RULES as HL7_RULES
from esante_rules.ins._insi_rules import RULES as INSI_RULES
from esante_rules.ins._matricule_rules import MATRICULE_RULES
from esante_rules.ins._mssante_rules import RULES as MSSANTE_RULES
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
CARRIER_RULES: Final[tuple[Rule[Any], ...]] = (
    *INSI_RULES,
    *DATAMATRIX_RULES,
    *HL7_RULES,
    *CDA_RULES,
    *FHIR_RULES,
    *MSSANTE_RULES,
)
"""The rules of the téléservice and of what carries an identity."""
RULES: Final[tuple[Rule[Any], ...]] = (*OWN_RULES, *CARRIER_RULES)
