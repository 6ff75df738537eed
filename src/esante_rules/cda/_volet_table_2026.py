"""The header of the volet as revised after test set 3.0: the rows of 3.0, but for what the revision changed. Data.

What the revision says again, and 3.0 already refuses here: a null gender, a null category of facility.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from typing import Final

from esante_rules.cda._value_sets import Concept, ValueSet, value_sets
from esante_rules.cda._volet_model import revised
from esante_rules.cda._volet_table import DOCUMENT as DOCUMENT_3

DOCUMENT: Final = revised(
    DOCUMENT_3,
    {
        "gender": {"system": True},
        "facility-type": {"system": True},
        "facility-category": {"values": "J368"},
    },
)


@functools.cache
def held() -> Mapping[str, ValueSet]:
    """The built-in value sets, the confidentiality levels being three again; J368 is not held."""
    narrowed = ValueSet(
        name="CONFIDENTIALITY",
        oid="2.16.840.1.113883.1.11.16926",
        title="Confidentiality",
        version=date(2026, 1, 1),
        concepts=confidentiality(),
    )
    return {**value_sets(), narrowed.name: narrowed}


def confidentiality() -> tuple[Concept, ...]:
    """The three levels that every edition but 3.0 allows."""
    return tuple(concept for concept in value_sets()["CONFIDENTIALITY"].concepts if concept.code in ("N", "R", "V"))
