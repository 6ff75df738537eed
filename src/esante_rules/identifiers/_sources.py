"""The texts behind the rules of identifiers, one constant a passage."""

from __future__ import annotations

from datetime import date
from typing import Final

from esante_rules._core import Reference

READ_ON: Final = date(2026, 6, 30)
_ANS = "https://esante.gouv.fr"
_NOS = "Nomenclatures des objets de santé (NOS)"
_NOS_URL = "https://interop.esante.gouv.fr/terminologies/"


def _ref(source: str, passage: str, url: str = "") -> Reference:
    return Reference(source, passage, url, READ_ON)


PRACTICE: Final = _ref(
    "Exemples officiels de documents CDA de l'ANS", "identifiants relevés et clés recalculées (constat de calcul)", _ANS
)
PS_IDNAT: Final = _ref(_NOS, "TRE_G08, type d'identifiant national d'une personne physique", _NOS_URL)
STRUCT_IDNAT: Final = _ref(_NOS, "TRE_G07, type d'identifiant national d'une structure", _NOS_URL)
MSS_BOXES: Final = _ref(_NOS, "TRE_R257, type de boîte aux lettres MSSanté", _NOS_URL)
CONFIDENTIALITY: Final = _ref(_NOS, "JDV_J08, niveau de confidentialité XDS et CDA", _NOS_URL)
RPPS_ARRETE: Final = _ref("Arrêté du 6 février 2009 portant création du RPPS", "numéro d'identification")
FR_CORE: Final = _ref(
    "Guide FHIR FR Core (HL7 France)", "identifiants de Practitioner, Organization et Patient", "https://hl7.fr"
)
ADELI_END: Final = _ref(
    "ANS, fin du répertoire ADELI", "bascule vers le RPPS, répertoire obsolète au 20 septembre 2024", _ANS
)
AM_NUMBER: Final = _ref("Annuaire santé (ANS), description des données", "numéro d'assurance maladie d'activité", _ANS)
FINESS: Final = _ref(
    "FINESS, données ouvertes",
    "numéro FINESS des entités juridiques et des établissements",
    "https://finess.esante.gouv.fr",
)
SIREN: Final = _ref(
    "Insee, définitions",
    "numéro SIREN (9 chiffres dont une clé)",
    "https://www.insee.fr/fr/metadonnees/definition/c2047",
)
SIRET: Final = _ref(
    "Insee, définitions",
    "numéro SIRET (SIREN et numéro interne de classement)",
    "https://www.insee.fr/fr/metadonnees/definition/c1841",
)
LA_POSTE: Final = _ref(
    "Insee, répertoire Sirene", "clé des établissements de La Poste : somme des chiffres multiple de 5"
)
CI_SIS_HEADER: Final = _ref(
    "CI-SIS, volet Structuration minimale de documents de santé",
    "en-tête, identifiants des acteurs et du document",
    _ANS,
)
CI_SIS_SHARING: Final = _ref(
    "CI-SIS, volet Partage de documents de santé", "métadonnées XDS, types XCN, XON et CX", _ANS
)
CI_SIS_DMP: Final = _ref("Guide d'intégration DMP", "identifiants des lots et des documents", _ANS)
CI_SIS_HL7V2: Final = _ref(
    "CI-SIS, volet Transmission de documents CDA en HL7 v2", "segments TXA et OBX, table MetaDMPMSS", _ANS
)
DUI_TRANSFER: Final = _ref(
    "ANS, volet Transfert de données du DUI", "identifiants locaux de l'usager et de ses dossiers", _ANS
)
INS_REFERENTIAL: Final = _ref("Référentiel Identifiant national de santé (INS)", "matricule INS, clé et OID", _ANS)
INS_C: Final = _ref("ANS, INS-C : spécification du calcul", "graine, empreinte SHA-256 et clé", _ANS)
INS_MANDATORY: Final = _ref(
    "Code de la santé publique", "art. R. 1111-8-1 à R. 1111-8-7 (INS)", "https://www.legifrance.gouv.fr"
)
IDENTITO: Final = _ref(
    "Référentiel national d'identitovigilance (RNIV)", "identifiants locaux et domaines d'identification", _ANS
)
MSS_OPERATORS: Final = _ref("MSSanté, référentiel des opérateurs", "liste blanche des domaines", _ANS)
MSS_CITIZEN: Final = _ref("Doctrine du numérique en santé", "messagerie citoyenne de Mon espace santé", _ANS)
MSS_CLIENT: Final = _ref(
    "MSSanté, référentiel n° 2 (clients de messagerie), v1.0.1", "en-têtes X-MSS et objet des messages", _ANS
)
X660: Final = _ref("UIT-T X.660 | ISO/IEC 9834-1", "identifiants d'objets (OID)", "https://www.itu.int")
OID_64: Final = _ref(
    "DICOM PS3.5, repris par IHE ITI", "longueur d'un OID : 64 caractères au plus", "https://www.dicomstandard.org"
)
UUID_RFC: Final = _ref(
    "RFC 9562 et UIT-T X.667", "forme d'un UUID et arc 2.25", "https://www.rfc-editor.org/rfc/rfc9562"
)
ANS_OIDS: Final = _ref("ANS, registre des OID de la santé", "arcs 1.2.250.1.71 et 1.2.250.1.213", _ANS)
LOINC: Final = _ref("LOINC Users' Guide", "structure et chiffre de contrôle d'un code", "https://loinc.org")
SNOMED: Final = _ref(
    "SNOMED CT Release File Specifications", "SCTID : partition et chiffre de Verhoeff", "https://www.snomed.org"
)
CIM: Final = _ref("CIM-10 et CIM-11 (OMS, ATIH)", "forme des codes", "https://www.atih.sante.fr")
CISP: Final = _ref("CISP-2 (WONCA)", "forme des codes")
ATC: Final = _ref("OMS, classification ATC", "cinq niveaux d'un code", "https://atcddd.fhi.no")
CCAM: Final = _ref("Classification commune des actes médicaux (CCAM)", "forme des codes", "https://www.ameli.fr")
NABM: Final = _ref("Table nationale de biologie (NABM)", "forme des codes", "https://www.ameli.fr")
NGAP: Final = _ref("Nomenclature générale des actes professionnels (NGAP)", "lettres clés", "https://www.ameli.fr")
LPP: Final = _ref("Liste des produits et prestations (LPP)", "codes à sept caractères", "https://www.ameli.fr")
MEDICINES: Final = _ref(
    "Base de données publique des médicaments", "codes CIS et CIP", "https://base-donnees-publique.medicaments.gouv.fr"
)
CIP_UCD: Final = _ref("Arrêté du 30 décembre 2021", "codes CIP et UCD à treize chiffres")
NATIONAL_CODES: Final = _ref(
    "Serveur multi-terminologies de l'ANS", "terminologies de santé publiées", "https://smt.esante.gouv.fr"
)
