"""The passages the rules of sharing rest on, one constant each, and the first days of effect that the decrees give."""

from __future__ import annotations

from datetime import date
from typing import Final

from esante_rules._core import Reference

_READ: Final = date(2026, 6, 30)
_CSP_URL: Final = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/"
_CP_URL: Final = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070719/"
_RGPD_URL: Final = "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
_LIL_URL: Final = "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000886460"


def _csp(passage: str) -> Reference:
    return Reference("Code de la santé publique", passage, _CSP_URL, _READ)


def _cp(passage: str) -> Reference:
    return Reference("Code pénal", passage, _CP_URL, _READ)


def _rgpd(passage: str) -> Reference:
    return Reference("RGPD, règlement (UE) 2016/679", passage, _RGPD_URL, _READ)


L1110_4_I: Final = _csp("art. L. 1110-4, I")
L1110_4_II: Final = _csp("art. L. 1110-4, II")
L1110_4_III_TEAM: Final = _csp("art. L. 1110-4, III, al. 1")
L1110_4_III_OUTSIDE: Final = _csp("art. L. 1110-4, III, al. 2")
L1110_4_IV: Final = _csp("art. L. 1110-4, IV")
L1110_4_V: Final = _csp("art. L. 1110-4, V")
L1110_12: Final = _csp("art. L. 1110-12")
L1110_12_1: Final = _csp("art. L. 1110-12, 1°")
L1110_12_2: Final = _csp("art. L. 1110-12, 2°")
L1110_12_3: Final = _csp("art. L. 1110-12, 3°")
L1111_2: Final = _csp("art. L. 1111-2")
L1111_5: Final = _csp("art. L. 1111-5 et L. 1111-5-1")
L1111_7: Final = _csp("art. L. 1111-7")
L1434_12: Final = _csp("art. L. 1434-12")
L1411_11: Final = _csp("art. L. 1411-11-1")
L1470_5: Final = _csp("art. L. 1470-5")
R1110_1: Final = _csp("art. R. 1110-1")
R1110_2: Final = _csp("art. R. 1110-2")
R1110_3_I: Final = _csp("art. R. 1110-3, I")
R1110_3_II: Final = _csp("art. R. 1110-3, II")
R1110_3_III: Final = _csp("art. R. 1110-3, III")
R1110_3_5: Final = _csp("art. R. 1110-3-5 (numéro et portée à confirmer)")
D1110_3_1: Final = _csp("art. D. 1110-3-1")
D1110_3_2: Final = _csp("art. D. 1110-3-2")
D1110_3_3: Final = _csp("art. D. 1110-3-3")
D1110_3_4: Final = _csp("art. D. 1110-3-4")
R1111_1: Final = _csp("art. R. 1111-1")
R1111_6: Final = _csp("art. R. 1111-6")
ARRETE_2016: Final = Reference("Arrêté du 25 novembre 2016", "cahier des charges de l'équipe de soins", "", _READ)
CP_226_13: Final = _cp("art. 226-13")
CP_226_14: Final = _cp("art. 226-14")
CP_226_21: Final = _cp("art. 226-21")
LIL_70: Final = Reference("Loi n° 78-17 du 6 janvier 1978", "art. 70 (par analogie)", _LIL_URL, _READ)
RGPD_6_9: Final = _rgpd("art. 6, § 1, c et e ; art. 9, § 2, h")
RGPD_VITAL: Final = _rgpd("art. 6, § 1, d ; art. 9, § 2, c")
RGPD_13_14: Final = _rgpd("art. 13 et 14")
RGPD_28: Final = _rgpd("art. 28")
RGPD_32: Final = _rgpd("art. 32")
CNIL_2024: Final = Reference(
    "CNIL, contrôles du dossier patient informatisé", "février 2024", "https://www.cnil.fr/", _READ
)
CNIL_DPI: Final = Reference(
    "CNIL, projet de recommandation sur le dossier patient informatisé", "2025", "https://www.cnil.fr/", _READ
)

LAW_2016: Final = date(2016, 1, 28)
"""L. 1110-4 and L. 1110-12 as they are now: law n° 2016-41 of 26 January 2016."""
DECREE_994: Final = date(2016, 7, 24)
"""R. 1110-1 to R. 1110-3 and D. 1110-3-4: decrees n° 2016-994 and 2016-996 of 20 July 2016."""
DECREE_1349: Final = date(2016, 10, 13)
"""D. 1110-3-1 to D. 1110-3-3: decree n° 2016-1349 of 10 October 2016."""
RGPD_APPLIES: Final = date(2018, 5, 25)

COVERED_SINCE: Final = RGPD_APPLIES
"""The first day these rules are written for: all the texts above, the RGPD included, apply. Before it, no answer."""
LISTS_READ: Final = date(2024, 6, 1)
"""R. 1110-2 and D. 1110-3-4 were read in their version of June 2024.

The day on which their later entries (2j, 2k, DAC, DSR) came in and the entry 2h went out is not recorded: between
`COVERED_SINCE` and this day these entries are answered "unknown", never guessed.
"""
