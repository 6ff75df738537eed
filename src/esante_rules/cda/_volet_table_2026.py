"""The header of the volet as revised after test set 3.0: the rows of 3.0, but for what the revision changed. Data.

What the revision says again, and 3.0 already refuses here: a null gender, a null category of facility.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import evolve

from esante_rules.cda._oids import LOINC
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
    """The built-in value sets, the confidentiality levels being three again.

    The document types that this edition adds are held as far as they are known; J368 is not held.
    """
    narrowed = ValueSet(
        name="CONFIDENTIALITY",
        oid="2.16.840.1.113883.1.11.16926",
        title="Confidentiality",
        version=date(2026, 1, 1),
        concepts=confidentiality(),
    )
    types = value_sets()["J07"]
    added = tuple(Concept(code, LOINC) for code in _ADDED_TYPES)
    return {**value_sets(), narrowed.name: narrowed, "J07": evolve(types, concepts=(*types.concepts, *added))}


_ADDED_TYPES: Final = (
    "34895-3",
    "55751-2",
    "68814-3",
    "83963-9",
    "84067-8",
    "96163-1",
    "97694-4",
    "100967-9",
)


def confidentiality() -> tuple[Concept, ...]:
    """The three levels that every edition but 3.0 allows."""
    return tuple(concept for concept in value_sets()["CONFIDENTIALITY"].concepts if concept.code in ("N", "R", "V"))
