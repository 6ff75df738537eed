"""The texts behind the rules of the carriers: INSi, datamatrix, HL7 v2, CDA, FHIR, MSSanté."""

from __future__ import annotations

from datetime import date
from typing import Final

from esante_rules._core import Reference

_READ: Final = date(2026, 6, 30)
_ESANTE: Final = "https://esante.gouv.fr"
_FR_CORE: Final = "https://hl7.fr/ig/fhir/core/"


def _ref(source: str, passage: str, url: str = _ESANTE) -> Reference:
    return Reference(source=source, passage=passage, url=url, read_on=_READ)


_DATAMATRIX = "INS, format datamatrix v2.2"
_GUIDE = "Guide d'implémentation de l'identité INS dans les logiciels v3.0"
_INSI = "Guide d'intégration du téléservice INSi SEL-MP-043 v05.00.01"
_PAM = "IHE PAM profil France 2.11"
_MINIMAL = "CI-SIS, volet Structuration minimale des documents de santé"
_CORE = "FR Core"

DATAMATRIX_HEADER: Final = _ref(_DATAMATRIX, "§ 3.1 et 3.2, en-tête")
DATAMATRIX_SEPARATOR: Final = _ref(_DATAMATRIX, "§ 3.3, séparateur")
DATAMATRIX_BLOCKS: Final = _ref(_DATAMATRIX, "§ 5, blocs S1 à S7")
DATAMATRIX_STATUS: Final = _ref(_GUIDE, "EXI DIF 02 et EXI ID 29")

INSI_CALL: Final = _ref(_GUIDE, "EXI ID 26")
INSI_INPUT: Final = _ref(_INSI, "recherche par traits, données d'entrée")
INSI_SEX: Final = _ref(_INSI, "EF_INS25_04")
INSI_ANSWER: Final = _ref(_INSI, "comptes rendus et données de réponse")
INSI_CODES: Final = _ref("GRADeS Bretagne, accompagnement INS", "signification des retours 00, 01 et 02 d'INSi", "")
INSI_HISTORY: Final = _ref(_INSI, "§ 3.4.2, historique des matricules")
RNIV_APCV: Final = _ref("RNIV 1 « Principes communs » v2.0", "§ 4.3, Appli carte Vitale")
RNIV_AXES: Final = _ref("RNIV 1 « Principes communs » v2.0", "EXI SI 07, statuts de confiance")

PAM_PID: Final = _ref(_PAM, "segment PID", "https://www.interopsante.org")
PAM_STATUS: Final = _ref(_PAM, "PID-32", "https://www.interopsante.org")
HL7_V2: Final = _ref("HL7 v2.5", "chapitre 2, caractères séparateurs", "https://www.hl7.org")
CISIS_INS: Final = _ref("CI-SIS, annexe Prise en charge de l'INS", "messages HL7 v2 et documents")

CDA_TRAITS: Final = _ref(f"{_MINIMAL} 3.0", "recordTarget, traits de l'INS")
CDA_NAMES: Final = _ref(f"{_MINIMAL} 3.0", "recordTarget/patientRole/patient/name")
CDA_BIRTH: Final = _ref(f"{_MINIMAL} 3.0", "recordTarget/patientRole/patient/birthTime")
CDA_GENDER: Final = _ref(f"{_MINIMAL} 3.0", "JDV_J143, administrativeGenderCode")

CORE_INVARIANTS: Final = _ref(f"{_CORE} 2.1.0 à 2.2.0-ballot-2", "invariants fr-core-1, fr-core-2, fr-core-3", _FR_CORE)
CORE_INS: Final = _ref(f"{_CORE} 2.2.0", "profil fr-core-patient-ins", _FR_CORE)
CORE_IDENTIFIERS: Final = _ref(f"{_CORE} 2.2.0", "Patient.identifier, système et type", _FR_CORE)
CORE_STATUS: Final = _ref(f"{_CORE} 2.2.0", "fr-core-cs-identity-status et fr-core-cs-v2-0445", _FR_CORE)
CORE_NOTES: Final = _ref(f"{_CORE} 2.2.0", "notes de version, NSS et NIA", _FR_CORE)

REFERENTIEL_12: Final = _ref("Référentiel « Identifiant national de santé » v2.1", "EXI 12")
MSS_CITIZEN: Final = _ref("Doctrine du numérique en santé 2021", "§ 4.2.1, adresse MSSanté citoyenne")
PROJECT: Final = _ref("esante_rules", "choix du projet : aucun texte ne le dit", "")
"""No text says it: a choice of this library, never an obligation."""
