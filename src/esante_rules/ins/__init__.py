"""The INS: matricule, traits, coherence, status, transmission and comparison.

A clean report means « well formed and coherent »; it never means vérifiée or qualifiée: only INSi and a
high-confidence document can say that.
"""

from typing import Any, Final

from esante_rules._core import Rule
from esante_rules.ins._coherence import COHERENCE_RULES
from esante_rules.ins._comparison import Agreement, Compared, Comparison, Conclusion, compare
from esante_rules.ins._comparison_rules import COMPARISON_RULES
from esante_rules.ins._documents import DOCUMENTS, Document, Level
from esante_rules.ins._identity import check_identity
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
from esante_rules.ins._names import name_key, normal_name
from esante_rules.ins._oid import OID_RULES, SET_RULES, check_oid, check_type_code
from esante_rules.ins._search import Anteriority, check_search, search_anteriority
from esante_rules.ins._status import TRANSITIONS, Event, Transition, transition
from esante_rules.ins._status_rules import STATUS_RULES, TRANSITION_RULES, TRANSMISSION_RULES
from esante_rules.ins._traits import check_traits, complete
from esante_rules.ins._traits_rules import TRAITS_RULES
from esante_rules.ins._transmission import Sending, ToSend, check_transmission, identifier_to_send

__all__ = [
    "DOCUMENTS",
    "OWN_RULES",
    "RULES",
    "TRANSITIONS",
    "Agreement",
    "Anteriority",
    "Attribute",
    "BirthDate",
    "Compared",
    "Comparison",
    "Conclusion",
    "Device",
    "Document",
    "Event",
    "Identifier",
    "Identity",
    "Insi",
    "Layout",
    "Level",
    "Matricule",
    "PartialDate",
    "Sending",
    "Sex",
    "Status",
    "ToSend",
    "Traits",
    "Transition",
    "check_identity",
    "check_matricule",
    "check_oid",
    "check_search",
    "check_traits",
    "check_transmission",
    "check_type_code",
    "compact",
    "compare",
    "complete",
    "identifier_to_send",
    "is_valid_matricule",
    "key",
    "name_key",
    "normal_name",
    "parse_matricule",
    "search_anteriority",
    "transition",
]

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
