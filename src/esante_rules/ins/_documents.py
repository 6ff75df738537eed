"""The dispositifs à haut niveau de confiance, as data: code of table ZFD-7, name, level, persons concerned."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from attrs import frozen

from esante_rules._core import Text


class Level(StrEnum):
    """What a document is worth to prove an identity."""

    HIGH = "high"
    """Dispositif à haut niveau de confiance: enough alone, for the persons it applies to."""
    COMBINED = "combined"
    """Only with another document, under a code of its own."""
    LOW = "low"
    """Never enough."""
    UNSETTLED = "unsettled"
    """No text we read gives its level."""


@frozen
class Document:
    """One dispositif: the code of table ZFD-7, its name, its level, and the persons for whom it is accepted."""

    code: str
    says: Text
    level: Level
    persons: Text


_ANYONE = Text("toute personne", "anyone")
_MINOR = Text("mineur sans titre propre", "minor without a document of their own")

DOCUMENTS: Final[tuple[Document, ...]] = (
    Document(
        "CN",
        Text("carte nationale d'identité", "national identity card"),
        Level.HIGH,
        Text(
            "Français, ressortissant de l'Union, de l'EEE ou de Suisse",
            "citizen of France, the EU, the EEA or Switzerland",
        ),
    ),
    Document("PA", Text("passeport", "passport"), Level.HIGH, _ANYONE),
    Document(
        "CS",
        Text("carte de séjour", "residence permit"),
        Level.HIGH,
        Text("personne étrangère", "person of another nationality"),
    ),
    Document(
        "IE",
        Text(
            "identification électronique eIDAS substantielle ou élevée",
            "eIDAS electronic identity, substantial or high",
        ),
        Level.HIGH,
        _ANYONE,
    ),
    Document(
        "DC",
        Text("document de circulation pour étranger mineur", "travel document of a foreign minor"),
        Level.HIGH,
        _MINOR,
    ),
    Document(
        "AC",
        Text(
            "acte de naissance ou livret de famille, et carte Vitale avec photo",
            "birth certificate or family record book, and carte Vitale with a photograph",
        ),
        Level.HIGH,
        Text("résident d'EHPAD admis directement", "resident admitted directly to a nursing home"),
    ),
    Document(
        "TC", Text("tiers de confiance, sous contrat", "trusted third party, under contract"), Level.HIGH, _ANYONE
    ),
    Document(
        "AN+ID",
        Text(
            "extrait d'acte de naissance, et document à haut niveau de confiance d'un parent",
            "extract of birth certificate, and high-confidence document of a parent",
        ),
        Level.HIGH,
        _MINOR,
    ),
    Document(
        "LE+ID",
        Text(
            "livret de famille, et document à haut niveau de confiance d'un parent",
            "family record book, and high-confidence document of a parent",
        ),
        Level.HIGH,
        _MINOR,
    ),
    Document(
        "AN", Text("extrait d'acte de naissance seul", "extract of birth certificate alone"), Level.COMBINED, _MINOR
    ),
    Document("LE", Text("livret de famille seul", "family record book alone"), Level.COMBINED, _MINOR),
    Document("PC", Text("permis de conduire", "driving licence"), Level.LOW, _ANYONE),
    Document("CM", Text("carte militaire", "military card"), Level.LOW, _ANYONE),
    Document("CE", Text("carte européenne", "European card"), Level.UNSETTLED, _ANYONE),
    Document("CC", Text("carnet de circulation", "travel booklet"), Level.UNSETTLED, _ANYONE),
)
"""The documents and their levels. None is preselected: the operator says which one was seen."""

LEVELS: Final[Mapping[str, Level]] = MappingProxyType({document.code: document.level for document in DOCUMENTS})
"""The default of `devices`: the level of each code. A caller may give another table."""
