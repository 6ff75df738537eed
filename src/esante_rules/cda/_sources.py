"""The texts that the CDA rules come from; each was last compared with our rules on 30 June 2026."""

from __future__ import annotations

from datetime import date
from typing import Final

from esante_rules._core import Reference

READ_ON: Final = date(2026, 6, 30)
_ANS: Final = "https://esante.gouv.fr/interoperabilite/ci-sis"


def structuration(passage: str) -> Reference:
    """A passage of the assertions of the ANS structuration minimale (test set 3.0)."""
    return Reference("CI-SIS, volet Structuration minimale de documents de santé", passage, _ANS, READ_ON)


def structuration_241(passage: str) -> Reference:
    """A passage of the assertions of July 2022 (test set 2.41)."""
    return Reference("CI-SIS, volet Structuration minimale (TestContenuCDA 2.41, juillet 2022)", passage, _ANS, READ_ON)


def structuration_2026(passage: str) -> Reference:
    """A passage of the assertions as revised after test set 3.0."""
    return Reference("CI-SIS, volet Structuration minimale (révision 2026 du jeu 3.0)", passage, _ANS, READ_ON)


def ans_text(passage: str) -> Reference:
    """A passage of the texts of the ANS (volet, document-core guide) that no assertion repeats."""
    return Reference("ANS, guide d'implémentation document-core", passage, _ANS, READ_ON)


XML: Final = Reference(
    "W3C, Extensible Markup Language (XML) 1.0", "§ 2.1, 4.3.3", "https://www.w3.org/TR/xml/", READ_ON
)
XML_DOCTYPE: Final = Reference(
    "W3C, Extensible Markup Language (XML) 1.0", "§ 2.8, 4", "https://www.w3.org/TR/xml/", READ_ON
)
XML_NAMES: Final = Reference("W3C, Namespaces in XML 1.0", "§ 5", "https://www.w3.org/TR/xml-names/", READ_ON)
SCHEMA: Final = Reference(
    "HL7 CDA R2, schéma étendu (SDTC, IHE, DICOM)",
    "CDA_extended.xsd",
    "https://www.hl7.org/implement/standards/",
    READ_ON,
)
LIBRARY: Final = Reference("esante_rules, règles propres", "docs/cda-engine.md", "", READ_ON)
CSP_BIOLOGY: Final = Reference(
    "Code de la santé publique",
    "art. R. 6211-4",
    "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006072665/",
    READ_ON,
)
DOCTRINE: Final = Reference(
    "Doctrine du numérique en santé",
    "documents de santé, niveaux de structuration",
    "https://esante.gouv.fr/doctrine",
    READ_ON,
)
HL7_TRANSMISSION: Final = Reference(
    "ANS, transmission d'un document CDA en HL7 v2", "codes d'erreur applicatifs (ERR-5)", _ANS, READ_ON
)


def volet(passage: str) -> Reference:
    """A passage of the header rules of one volet of the CI-SIS."""
    return Reference("CI-SIS, volets de contenu", passage, _ANS, READ_ON)
