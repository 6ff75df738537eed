"""The data types of the official header rules by name: what is checked on one element, and on brothers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from esante_rules.cda._datatype_brothers import addresses, codes, identifiers, names, telecoms
from esante_rules.cda._datatype_codes import coded, coded_simply, identifier, integer, positive, simple_code
from esante_rules.cda._datatype_elements import Element, Found
from esante_rules.cda._datatype_texts import address, entity_name, organization_name, person_name, telecom, text
from esante_rules.cda._datatype_times import period, timestamp

Check = Callable[[Element, Found], None]


def nothing(_element: Element, _found: Found) -> None:
    """A type that the official rules name without asserting anything more than the schema."""


CHECKS: Final[Mapping[str, Check]] = {
    "II": identifier,
    "CD": coded,
    "CE": coded_simply,
    "CS": simple_code,
    "TS": timestamp,
    "IVL_TS": period,
    "INT": integer,
    "INT.POS": positive,
    "ST": text,
    "SC": text,
    "ED": text,
    "BL": nothing,
    "AD": address,
    "TEL": telecom,
    "EN": entity_name,
    "PN": person_name,
    "ON": organization_name,
}

BROTHERS: Final[Mapping[str, Callable[[Sequence[Element], Found], None]]] = {
    "II": identifiers,
    "CD": codes,
    "CE": codes,
    "TEL": telecoms,
    "AD": addresses,
    "EN": names,
    "PN": names,
    "ON": names,
}
