"""The texts that the rules of the AIPD come from, one constant a passage."""

from __future__ import annotations

from datetime import date
from typing import Final

from esante_rules._core import Reference

READ_ON: Final = date(2026, 6, 30)
RGPD_APPLIES: Final = date(2018, 5, 25)
"""First day of application of the règlement (UE) 2016/679."""
D327_DATED: Final = date(2018, 10, 11)
"""Délibérations 2018-326 (guidelines) and 2018-327 (required types): the day they were adopted."""
D118_DATED: Final = date(2019, 9, 12)
"""Délibération 2019-118 (exempt types): the day it was adopted."""
CABINETS_DATED: Final = date(2020, 6, 18)
OFFICINES_DATED: Final = date(2022, 1, 1)
"""The référentiel of the officines is known to us by its year only."""
TRANSITION_ENDS: Final = date(2021, 5, 25)
"""First day without the three-year tolerance for processing that had a formality before the RGPD."""

_RGPD_URL = "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
_CNIL = "https://www.cnil.fr/"


def rgpd(passage: str) -> Reference:
    """An article or a recital of the règlement (UE) 2016/679."""
    return Reference("Règlement (UE) 2016/679 (RGPD)", passage, _RGPD_URL, READ_ON)


ART_2: Final = rgpd("art. 2 et considérant 26")
ART_35_1: Final = rgpd("art. 35(1)")
ART_35_10: Final = rgpd("art. 35(10)")
LIL_62: Final = Reference("Loi n° 78-17 du 6 janvier 1978", "art. 62", "https://www.legifrance.gouv.fr/", READ_ON)
LIL_66: Final = Reference("Loi n° 78-17 du 6 janvier 1978", "art. 66", "https://www.legifrance.gouv.fr/", READ_ON)
CSP_HDS: Final = Reference("Code de la santé publique", "art. L. 1111-8", "https://www.legifrance.gouv.fr/", READ_ON)
CSP_SECRET: Final = Reference(
    "Code de la santé publique", "art. L. 1110-4 et L. 1111-8-1", "https://www.legifrance.gouv.fr/", READ_ON
)
WP248: Final = Reference("Lignes directrices WP 248 rév. 01 (4 octobre 2017)", "III.B", _CNIL, READ_ON)
WP248_CONSULT: Final = Reference("Lignes directrices WP 248 rév. 01 (4 octobre 2017)", "III.E", _CNIL, READ_ON)
D326: Final = Reference("CNIL, délibération n° 2018-326 du 11 octobre 2018", "lignes directrices AIPD", _CNIL, READ_ON)
D327: Final = Reference(
    "CNIL, délibération n° 2018-327 du 11 octobre 2018, modifiée par la n° 2019-011", "annexe", _CNIL, READ_ON
)
D118: Final = Reference("CNIL, délibération n° 2019-118 du 12 septembre 2019", "annexe", _CNIL, READ_ON)
REF_CABINETS: Final = Reference(
    "CNIL, délibération n° 2020-081 du 18 juin 2020 (cabinets)", "seuil des patients par an", _CNIL, READ_ON
)
REF_OFFICINES: Final = Reference(
    "CNIL, référentiel relatif aux officines (2022)", "seuil de chiffre d'affaires", _CNIL, READ_ON
)
PIA: Final = Reference("CNIL, méthode PIA", "contexte, principes, risques, validation", _CNIL, READ_ON)
PIA_TOOL: Final = Reference("CNIL, logiciel PIA", "export JSON", "https://github.com/LINCnil/pia", READ_ON)
