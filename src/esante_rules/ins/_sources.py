"""The texts behind the INS rules, one constant a passage.

Several of these texts are known to us through pages and implementations that quote them: the confidence of each rule
says so.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from esante_rules._core import Reference

_READ: Final = date(2026, 6, 30)
_ESANTE: Final = "https://esante.gouv.fr"
_LAW: Final = "https://www.legifrance.gouv.fr"
_INSEE: Final = "https://www.insee.fr"
_HL7_FR: Final = "https://hl7.fr/ig/fhir/core/"


def _ref(source: str, passage: str, url: str = "") -> Reference:
    return Reference(source=source, passage=passage, url=url, read_on=_READ)


_DOCTRINE = "Doctrine du numérique en santé 2021"
_REFERENTIEL = "Référentiel « Identifiant national de santé » v2.1"
_RNIV = "RNIV 1 « Principes communs » v2.0"
_GUIDE = "Guide d'implémentation de l'identité INS dans les logiciels v3.0"
_INSI = "Guide d'intégration du téléservice INSi SEL-MP-043 v05.00.01"
_OIDS = "Référentiel INS, liste des OID des autorités d'affectation des INS"

RNIV_EFFECT: Final = date(2021, 6, 8)
"""Publication of the arrêté that makes the référentiel INS v2 and the RNIV opposable."""

DECREE_82_103: Final = _ref("Décret n° 82-103 du 22 janvier 1982 relatif au RNIPP", "art. 4", _LAW)
DECREE_82_103_CHANGES: Final = _ref("Décret n° 82-103 du 22 janvier 1982 relatif au RNIPP", "art. 6", _LAW)
CNAM_NIR: Final = _ref("CNAM, contraintes de validation du NIR", "structure et clé, état au 04/10/2024")
INSEE_PATTERN: Final = _ref("INSEE, structure du NIR", "mois et lieux particuliers", _INSEE)
SERVICE_PUBLIC: Final = _ref(
    "service-public.fr", "signification du numéro de sécurité sociale", "https://www.service-public.fr"
)
NIA_CIRCULAR: Final = _ref("Circulaire DSS/SD4C n° 2012-213 du 1er juin 2012", "numéro identifiant d'attente", _LAW)
COG: Final = _ref("INSEE, code officiel géographique", "structure des codes", _INSEE)

REFERENTIEL: Final = _ref(_REFERENTIEL, "composantes de l'INS", _ESANTE)
REFERENTIEL_12: Final = _ref(_REFERENTIEL, "EXI 12", _ESANTE)
OIDS: Final = _ref(_OIDS, "tableau des OID", _ESANTE)
OID_SYNTAX: Final = _ref("UIT-T X.660 | ISO/IEC 9834-1", "écriture des arcs d'un OID", "https://www.itu.int")
DATAMATRIX: Final = _ref("INS, format datamatrix v2.2", "§ 5", _ESANTE)
CI_SIS_HEADER: Final = _ref("CI-SIS, volet Structuration minimale des documents de santé 3.0", "recordTarget", _ESANTE)
FR_CORE_NSS: Final = _ref("FR Core 2.2.0", "notes de version, NSS", _HL7_FR)
FR_CORE_OLD: Final = _ref("FR Core 2.2.0", "invariant fr-core-2, identifier.use old", _HL7_FR)
FR_CORE_PLACE: Final = _ref("FR Core 2.2.0", "invariant fr-core-3", _HL7_FR)
FR_CORE_INS: Final = _ref("FR Core 2.2.0", "fr-core-patient-ins", _HL7_FR)
PAM_FR: Final = _ref("IHE PAM profil France 2.11", "PID-3, PID-32, ZFD", "https://www.interopsante.org")

RNIV_STATUS: Final = _ref(_RNIV, "EXI SI 07", _ESANTE)
RNIV_ATTRIBUTES: Final = _ref(_RNIV, "§ 3.2.3, EXI SI 09", _ESANTE)
RNIV_DEVICES: Final = _ref(_RNIV, "§ 3.3.2, EXI SI 10 et 23", _ESANTE)
RNIV_TRAITS: Final = _ref(_RNIV, "traits d'identité", _ESANTE)
RNIV_USED_NAMES: Final = _ref(_RNIV, "EXI PP 18", _ESANTE)
RNIV_DATES: Final = _ref(_RNIV, "EXI PP 19", _ESANTE)

GUIDE_08: Final = _ref(_GUIDE, "EXI ID 08", _ESANTE)
GUIDE_10: Final = _ref(_GUIDE, "EXI ID 10", _ESANTE)
GUIDE_11: Final = _ref(_GUIDE, "EXI ID 11", _ESANTE)
GUIDE_12: Final = _ref(_GUIDE, "EXI ID 12", _ESANTE)
GUIDE_14: Final = _ref(_GUIDE, "EXI ID 14 et 15", _ESANTE)
GUIDE_17: Final = _ref(_GUIDE, "EXI ID 17", _ESANTE)
GUIDE_19: Final = _ref(_GUIDE, "EXI ID 19", _ESANTE)
GUIDE_23: Final = _ref(_GUIDE, "EXI ID 23 à 28", _ESANTE)
GUIDE_24: Final = _ref(_GUIDE, "EXI ID 24", _ESANTE)
GUIDE_26: Final = _ref(_GUIDE, "EXI ID 26", _ESANTE)
GUIDE_29: Final = _ref(_GUIDE, "EXI ID 29", _ESANTE)
GUIDE_DIF_02: Final = _ref(_GUIDE, "EXI DIF 02", _ESANTE)

INSI_ALPHABET: Final = _ref(_INSI, "§ 2 et § 3.4.1", _ESANTE)
INSI_SEX: Final = _ref(_INSI, "EF_INS25_04", _ESANTE)

DOCTRINE_INS: Final = _ref(_DOCTRINE, "§ 4.2.1, identité électronique des usagers", _ESANTE)
DOCTRINE_GHT: Final = _ref(_DOCTRINE, "§ 4.2.1, zoom sur l'identité INS dans les GHT", _ESANTE)
DOCTRINE_SRI: Final = _ref(_DOCTRINE, "§ 4.2.1, zoom sur les serveurs régionaux d'identité", _ESANTE)
REGIONAL_DMP: Final = _ref("Espace régional de référence Bretagne", "alimentation du DMP avec une identité qualifiée")

POLICY: Final = _ref("esante_rules", "choix du projet : aucun texte ne le dit", "")
"""No text says it: a choice of this library, never an obligation."""
