"""The INS: matricule, traits, coherence, status, transmission and comparison.

A clean report means « well formed and coherent »; it never means vérifiée or qualifiée: only INSi and a
high-confidence document can say that.

Numbers and traits are loaded at once, the rest on first use, so that importing this package stays light.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from esante_rules._core import Rule
from esante_rules.ins._matricule import check_matricule, is_valid_matricule, parse_matricule
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
from esante_rules.ins._number import compact
from esante_rules.ins._oid import check_oid, check_type_code
from esante_rules.ins._traits import check_traits, complete

if TYPE_CHECKING:  # names of `_LATER` and `_MODULES`, for the type checker
    from esante_rules.ins import cda, datamatrix, fhir, hl7, insi, legacy, mssante, pseudonym, symbol
    from esante_rules.ins._carrier import Loss, Reading, Written
    from esante_rules.ins._comparison import Agreement, Compared, Comparison, Conclusion, compare
    from esante_rules.ins._documents import DOCUMENTS, Document, Level
    from esante_rules.ins._identity import check_identity
    from esante_rules.ins._search import Anteriority, check_search, search_anteriority
    from esante_rules.ins._status import TRANSITIONS, Event, Transition, transition
    from esante_rules.ins._transmission import Sending, ToSend, check_transmission, identifier_to_send

    CARRIER_RULES: tuple[Rule[Any], ...]
    OWN_RULES: tuple[Rule[Any], ...]
    RULES: tuple[Rule[Any], ...]

__all__ = [
    "CARRIER_RULES",
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
    "Loss",
    "Matricule",
    "PartialDate",
    "Reading",
    "Sending",
    "Sex",
    "Status",
    "ToSend",
    "Traits",
    "Transition",
    "Written",
    "cda",
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
    "datamatrix",
    "fhir",
    "hl7",
    "identifier_to_send",
    "insi",
    "is_valid_matricule",
    "key",
    "legacy",
    "mssante",
    "name_key",
    "normal_name",
    "parse_matricule",
    "pseudonym",
    "search_anteriority",
    "symbol",
    "transition",
]

_LATER: Final = {
    **dict.fromkeys(("check_identity",), "_identity"),
    **dict.fromkeys(("TRANSITIONS", "Event", "Transition", "transition"), "_status"),
    **dict.fromkeys(("DOCUMENTS", "Document", "Level"), "_documents"),
    **dict.fromkeys(("Sending", "ToSend", "check_transmission", "identifier_to_send"), "_transmission"),
    **dict.fromkeys(("Agreement", "Compared", "Comparison", "Conclusion", "compare"), "_comparison"),
    **dict.fromkeys(("Anteriority", "check_search", "search_anteriority"), "_search"),
    **dict.fromkeys(("Loss", "Reading", "Written"), "_carrier"),
    **dict.fromkeys(("CARRIER_RULES", "OWN_RULES", "RULES"), "_all_rules"),
}
"""The module that holds each name loaded on first use."""
_MODULES: Final = ("cda", "datamatrix", "fhir", "hl7", "insi", "legacy", "mssante", "pseudonym", "symbol")
"""The carriers, the téléservice and what surrounds them, each loaded on first use."""


if not TYPE_CHECKING:  # the type checker reads the names above, and sees an unknown one

    def __getattr__(name: str) -> Any:
        if name in _MODULES:
            return import_module(f"{__name__}.{name}")
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
        globals()[name] = value  # asked once
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
