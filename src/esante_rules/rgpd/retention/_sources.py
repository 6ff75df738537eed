"""The passages that the retention terms come from, one constant each, with the day they were last read."""

from __future__ import annotations

from datetime import date
from typing import Final

from esante_rules._core import Reference

_READ_ON: Final = date(2026, 6, 30)


def _ref(source: str, passage: str, url: str = "") -> Reference:
    return Reference(source=source, passage=passage, url=url, read_on=_READ_ON)


ADVANCED_THERAPY_ART_15: Final = _ref(
    "Règlement (CE) n° 1394/2007", "art. 15", "https://eur-lex.europa.eu/eli/reg/2007/1394/oj"
)
ANS_MSSANTE_TRACES: Final = _ref("ANS, référentiels MSSanté", "traces", "https://esante.gouv.fr/")
ARRETE_1968_ANNEXE_SERIE_Q: Final = _ref("Arrêté interministériel du 11 mars 1968", "annexe, série Q")
ARRETE_1977_ORDONNANCES: Final = _ref("Arrêté du 28 mars 1977", "ordonnances")
ARRETE_2006_ARCHIVAGE: Final = _ref("Arrêté du 8 novembre 2006", "archivage")
ARRETE_2006_ARCHIVAGE_MEDICAMENT_DERIVE_DU_SANG: Final = _ref(
    "Arrêté du 8 novembre 2006", "archivage, médicament dérivé du sang"
)
BIOLOGISTES_AMP: Final = _ref("Position syndicale des biologistes", "AMP")
BIOLOGISTES_EMPREINTES_GENETIQUES: Final = _ref("Position syndicale des biologistes", "empreintes génétiques")
BIOLOGISTES_LIMITATION_COMPTES_RENDUS: Final = _ref(
    "Position syndicale des biologistes, fondée sur l'art. L. 1142-28 du code de la santé publique", "comptes rendus"
)
BLOOD_ART_13: Final = _ref("Directive 2002/98/CE", "art. 13", "https://eur-lex.europa.eu/eli/dir/2002/98/oj")
BLOOD_ART_14: Final = _ref("Directive 2002/98/CE", "art. 14", "https://eur-lex.europa.eu/eli/dir/2002/98/oj")
CALENDAR_1182_71: Final = _ref(
    "Règlement (CEE, Euratom) n° 1182/71", "art. 3", "https://eur-lex.europa.eu/eli/reg/1971/1182/oj"
)
CASF_L331_2: Final = _ref(
    "Code de l'action sociale et des familles",
    "art. L. 331-2",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006074069/",
)
CASF_R232_46: Final = _ref(
    "Code de l'action sociale et des familles",
    "art. R. 232-46",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006074069/",
)
CASF_R247_1_ET_SUIVANTS: Final = _ref(
    "Code de l'action sociale et des familles",
    "art. R. 247-1 et suivants",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006074069/",
)
CASF_R262_106_I: Final = _ref(
    "Code de l'action sociale et des familles",
    "art. R. 262-106 I",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006074069/",
)
CASF_R262_106_VERSION_DE_2009: Final = _ref(
    "Code de l'action sociale et des familles",
    "art. R. 262-106 (version de 2009)",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006074069/",
)
CIRCULAIRE_AD_98_6_TABLEAU_DE_TRI: Final = _ref("Circulaire AD 98-6 du 6 juillet 1998", "tableau de tri")
CIVIL_510_511_514_ET_515: Final = _ref(
    "Code civil", "art. 510, 511, 514 et 515", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070721/"
)
CIVIL_ART2224: Final = _ref(
    "Code civil", "art. art. 2224", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070721/"
)
CIVIL_ART515: Final = _ref(
    "Code civil", "art. art. 515", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070721/"
)
CNIL_AUCUN_TELESURVEILLANCE: Final = _ref("CNIL, aucun texte propre trouvé", "télésurveillance", "https://www.cnil.fr/")
CNIL_AU_037_DELIB_N_2014_239_DU_12_06_2014: Final = _ref(
    "CNIL, autorisation unique AU-037", "délib. n° 2014-239 du 12 juin 2014", "https://www.cnil.fr/"
)
CNIL_AU_037_TRACES: Final = _ref("CNIL, autorisation unique AU-037", "traces", "https://www.cnil.fr/")
CNIL_CABINETS_DELIB_N_2020_081_DU_18_06_2020: Final = _ref(
    "CNIL, référentiel cabinets médicaux et paramédicaux", "délib. n° 2020-081 du 18 juin 2020", "https://www.cnil.fr/"
)
CNIL_CABINETS_RENVOI_A_R_161_47_CSS: Final = _ref(
    "CNIL, référentiel cabinets médicaux et paramédicaux", "renvoi à R. 161-47 CSS", "https://www.cnil.fr/"
)
CNIL_COOKIES_DELIB_N_2020_091_ET_2020_092_DU_17_09_2020: Final = _ref(
    "CNIL, lignes directrices et recommandation cookies",
    "délib. n° 2020-091 et 2020-092 du 17 septembre 2020",
    "https://www.cnil.fr/",
)
CNIL_COOKIES_RECO_DELIB_N_2020_092_DU_17_09_2020: Final = _ref(
    "CNIL, recommandation cookies", "délib. n° 2020-092 du 17 septembre 2020", "https://www.cnil.fr/"
)
CNIL_CRIP_LIGNE_CRIP: Final = _ref("CNIL, référentiels 2022 et 2023", "ligne CRIP", "https://www.cnil.fr/")
CNIL_ENFANCE_DELIB_N_2022_008_DU_20_01_2022_46: Final = _ref(
    "CNIL, référentiel protection de l'enfance", "délib. n° 2022-008 du 20 janvier 2022, § 46", "https://www.cnil.fr/"
)
CNIL_ENTREPOTS_DELIB_N_2021_118_DU_07_10_2021: Final = _ref(
    "CNIL, référentiel entrepôts de données de santé", "délib. n° 2021-118 du 7 octobre 2021", "https://www.cnil.fr/"
)
CNIL_JOURNALISATION_DELIB_N_2021_122_DU_14_10_2021: Final = _ref(
    "CNIL, recommandation journalisation", "délib. n° 2021-122 du 14 octobre 2021", "https://www.cnil.fr/"
)
CNIL_MR_001_DELIB_N_2018_153: Final = _ref("CNIL, MR-001 (2018)", "délib. n° 2018-153", "https://www.cnil.fr/")
CNIL_MR_2018_DELIB_N_2018_153_2018_154_2018_155: Final = _ref(
    "CNIL, méthodologies de référence (2018)", "délib. n° 2018-153, 2018-154, 2018-155", "https://www.cnil.fr/"
)
CNIL_MR_DELIB_N_2020_077_DU_18_06_2020: Final = _ref(
    "CNIL, méthodologies de référence", "délib. n° 2020-077 du 18 juin 2020", "https://www.cnil.fr/"
)
CNIL_NORME_SIMPLIFIEE_PIECE_D_IDENTITE: Final = _ref(
    "CNIL, doctrine CNIL (ancienne norme simplifiée)", "pièce d'identité", "https://www.cnil.fr/"
)
CNIL_OFFICINES_DELIB_N_2022_067_DU_02_06_2022: Final = _ref(
    "CNIL, référentiel officines", "délib. n° 2022-067 du 2 juin 2022", "https://www.cnil.fr/"
)
CNIL_RECHERCHE_BASE_ACTIVE: Final = _ref(
    "CNIL, référentiel durées recherche en santé", "base active", "https://www.cnil.fr/"
)
CNIL_RH_BADGES: Final = _ref("CNIL, référentiel RH", "badges", "https://www.cnil.fr/")
CNIL_RH_CANDIDATS: Final = _ref("CNIL, référentiel RH", "candidats", "https://www.cnil.fr/")
CNIL_RH_CONTROLE_DES_HORAIRES: Final = _ref("CNIL, référentiel RH", "contrôle des horaires", "https://www.cnil.fr/")
CNIL_SANTE_LIGNE_DEPISTAGE_ORGANISE: Final = _ref(
    "CNIL, référentiel durées santé hors recherche (2020)", "ligne dépistage organisé", "https://www.cnil.fr/"
)
CNIL_SANTE_LIGNE_ETABLISSEMENTS_DE_SANTE: Final = _ref(
    "CNIL, référentiel durées santé hors recherche (2020)", "ligne établissements de santé", "https://www.cnil.fr/"
)
CNIL_SANTE_LIGNE_OPTICIENS: Final = _ref(
    "CNIL, référentiel durées santé hors recherche (2020)", "ligne opticiens", "https://www.cnil.fr/"
)
CNIL_SOCIAL_DELIB_N_2023_095_DU_14_09_2023: Final = _ref(
    "CNIL, référentiel durées social et médico-social",
    "délib. n° 2023-095 du 14 septembre 2023",
    "https://www.cnil.fr/",
)
CNIL_SOCIAL_LIGNE_APPELS_AUX_DONS: Final = _ref(
    "CNIL, référentiel durées social et médico-social", "ligne appels aux dons", "https://www.cnil.fr/"
)
CNIL_SOCIAL_LIGNE_CMI: Final = _ref(
    "CNIL, référentiel durées social et médico-social", "ligne CMI", "https://www.cnil.fr/"
)
CNIL_SOCIAL_LIGNE_DOMICILIATION: Final = _ref(
    "CNIL, référentiel durées social et médico-social", "ligne domiciliation", "https://www.cnil.fr/"
)
CNIL_SOCIAL_LIGNE_DOSSIER_MEDICAL: Final = _ref(
    "CNIL, référentiel durées social et médico-social", "ligne dossier médical", "https://www.cnil.fr/"
)
CNIL_SOCIAL_LIGNE_SIAO: Final = _ref(
    "CNIL, référentiel durées social et médico-social", "ligne SIAO", "https://www.cnil.fr/"
)
CNIL_SOCIAL_PAR_ASSIMILATION: Final = _ref(
    "CNIL, référentiel durées social et médico-social", "par assimilation", "https://www.cnil.fr/"
)
CNIL_SUIVI_SOCIAL_DELIB_N_2021_028_DU_11_03_2021: Final = _ref(
    "CNIL, référentiel suivi social et médico-social", "délib. n° 2021-028 du 11 mars 2021", "https://www.cnil.fr/"
)
CNIL_VEHICULES_GEOLOCALISATION: Final = _ref(
    "CNIL, recommandation véhicules de salariés", "géolocalisation", "https://www.cnil.fr/"
)
CNIL_VIGILANCES_DELIB_N_2019_057_DU_09_05_2019: Final = _ref(
    "CNIL, référentiel vigilances sanitaires", "délib. n° 2019-057 du 9 mai 2019", "https://www.cnil.fr/"
)
COMMERCE_L123_22: Final = _ref(
    "Code de commerce", "art. L. 123-22", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000005634379/"
)
COMPOSITION_SAUVEGARDES: Final = _ref("Règle de composition (déduite du RGPD, art. 5)", "sauvegardes")
CPCE_L34_1: Final = _ref(
    "Code des postes et des communications électroniques",
    "art. L. 34-1",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070987/",
)
CPC_641_642: Final = _ref(
    "Code de procédure civile", "art. 641 et 642", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070716/"
)
CSI_L252_5: Final = _ref(
    "Code de la sécurité intérieure",
    "art. L. 252-5",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000025503132/",
)
CSP_A_CONFIRMER: Final = _ref(
    "Code de la santé publique",
    "art. à confirmer",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_D1110_3_3: Final = _ref(
    "Code de la santé publique",
    "art. D. 1110-3-3",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_L1111_13_1_III: Final = _ref(
    "Code de la santé publique",
    "art. L. 1111-13-1 III",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_L1111_18: Final = _ref(
    "Code de la santé publique",
    "art. L. 1111-18",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_L1111_8: Final = _ref(
    "Code de la santé publique", "art. L. 1111-8", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/"
)
CSP_L1142_28: Final = _ref(
    "Code de la santé publique",
    "art. L. 1142-28",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_L1461_1_IV_4: Final = _ref(
    "Code de la santé publique",
    "art. L. 1461-1 IV 4°",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_L2143_4: Final = _ref(
    "Code de la santé publique", "art. L. 2143-4", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/"
)
CSP_L3212_11_L3222_5_1: Final = _ref(
    "Code de la santé publique",
    "art. L. 3212-11, L. 3222-5-1",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1111_20_11_1: Final = _ref(
    "Code de la santé publique",
    "art. R. 1111-20-11 1°",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1111_20_11_2: Final = _ref(
    "Code de la santé publique",
    "art. R. 1111-20-11 2°",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1111_20_11_3_A: Final = _ref(
    "Code de la santé publique",
    "art. R. 1111-20-11 3° a",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1111_20_11_3_B: Final = _ref(
    "Code de la santé publique",
    "art. R. 1111-20-11 3° b",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1111_20_12: Final = _ref(
    "Code de la santé publique",
    "art. R. 1111-20-12",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1111_20_3: Final = _ref(
    "Code de la santé publique",
    "art. R. 1111-20-3",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1111_36: Final = _ref(
    "Code de la santé publique",
    "art. R. 1111-36",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1111_36_AL2: Final = _ref(
    "Code de la santé publique",
    "art. R. 1111-36 al. 2",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1111_36_AL3: Final = _ref(
    "Code de la santé publique",
    "art. R. 1111-36 al. 3",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1111_36_AL5: Final = _ref(
    "Code de la santé publique",
    "art. R. 1111-36 al. 5",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1112_2_ET_R1112_7: Final = _ref(
    "Code de la santé publique",
    "art. R. 1112-2 et R. 1112-7",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1112_7: Final = _ref(
    "Code de la santé publique", "art. R. 1112-7", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/"
)
CSP_R1112_7_AL3: Final = _ref(
    "Code de la santé publique",
    "art. R. 1112-7 al. 3",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1112_7_PAR_DEFAUT: Final = _ref(
    "Code de la santé publique",
    "art. R. 1112-7 (par défaut)",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1123_61_PUIS_R1123_68: Final = _ref(
    "Code de la santé publique",
    "art. R. 1123-61 puis R. 1123-68",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1131_20: Final = _ref(
    "Code de la santé publique",
    "art. R. 1131-20",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1211_19_1_CONTENU: Final = _ref(
    "Code de la santé publique",
    "art. R. 1211-19-1 (contenu)",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1221_36_CONTENU: Final = _ref(
    "Code de la santé publique",
    "art. R. 1221-36 (contenu)",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1221_40_CONTENU: Final = _ref(
    "Code de la santé publique",
    "art. R. 1221-40 (contenu)",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1244_5: Final = _ref(
    "Code de la santé publique", "art. R. 1244-5", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/"
)
CSP_R1461_13_I_1: Final = _ref(
    "Code de la santé publique",
    "art. R. 1461-13 I 1°",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1461_13_I_2: Final = _ref(
    "Code de la santé publique",
    "art. R. 1461-13 I 2°",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R1461_13_I_3: Final = _ref(
    "Code de la santé publique",
    "art. R. 1461-13 I 3°",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5121_195: Final = _ref(
    "Code de la santé publique",
    "art. R. 5121-195",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5121_201_7: Final = _ref(
    "Code de la santé publique",
    "art. R. 5121-201-7",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5124_54: Final = _ref(
    "Code de la santé publique",
    "art. R. 5124-54",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5124_57_6: Final = _ref(
    "Code de la santé publique",
    "art. R. 5124-57-6",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5124_58: Final = _ref(
    "Code de la santé publique",
    "art. R. 5124-58",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5125_45: Final = _ref(
    "Code de la santé publique",
    "art. R. 5125-45",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5132_10: Final = _ref(
    "Code de la santé publique",
    "art. R. 5132-10",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5132_19: Final = _ref(
    "Code de la santé publique",
    "art. R. 5132-19",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5132_32: Final = _ref(
    "Code de la santé publique",
    "art. R. 5132-32",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5132_35: Final = _ref(
    "Code de la santé publique",
    "art. R. 5132-35",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5132_36: Final = _ref(
    "Code de la santé publique",
    "art. R. 5132-36",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5132_58: Final = _ref(
    "Code de la santé publique",
    "art. R. 5132-58",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5141_112: Final = _ref(
    "Code de la santé publique",
    "art. R. 5141-112",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5212_37: Final = _ref(
    "Code de la santé publique",
    "art. R. 5212-37",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R5212_41: Final = _ref(
    "Code de la santé publique",
    "art. R. 5212-41",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R6113_9_1_AL1: Final = _ref(
    "Code de la santé publique",
    "art. R. 6113-9-1 al. 1",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R6113_9_1_AL2: Final = _ref(
    "Code de la santé publique",
    "art. R. 6113-9-1 al. 2",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R6113_9_2: Final = _ref(
    "Code de la santé publique",
    "art. R. 6113-9-2",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSP_R6211_44_NUMEROTATION_2005: Final = _ref(
    "Code de la santé publique",
    "art. R. 6211-44 (numérotation 2005)",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/",
)
CSS_L332_1: Final = _ref(
    "Code de la sécurité sociale",
    "art. L. 332-1",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006073189/",
)
CSS_R161_47_I_1: Final = _ref(
    "Code de la sécurité sociale",
    "art. R. 161-47 I 1°",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006073189/",
)
DECRET_2011_219_ART_3: Final = _ref("Décret n° 2011-219 du 25 février 2011", "art. 3")
DECRET_2018_137_CERTIFICATION: Final = _ref("Décret n° 2018-137 du 26 février 2018", "certification")
DECRET_2018_383_ARTICLE_DUREE: Final = _ref("Décret n° 2018-383 du 23 mai 2018", "article durée")
DECRET_2021_1362_DONNEES_TECHNIQUES: Final = _ref("Décret n° 2021-1362 du 20 octobre 2021", "données techniques")
DECRET_2021_1362_IDENTITE_CIVILE: Final = _ref("Décret n° 2021-1362 du 20 octobre 2021", "identité civile")
DECRET_88_280_ART_3_1: Final = _ref("Décret n° 88-280 du 24 mars 1988", "art. 3, 1°")
DECRET_88_280_ART_3_2: Final = _ref("Décret n° 88-280 du 24 mars 1988", "art. 3, 2°")
DEVICES_ANNEXE_XV_CHAP_III: Final = _ref(
    "Règlement (UE) 2017/745", "annexe XV, chap. III", "https://eur-lex.europa.eu/eli/reg/2017/745/oj"
)
DMP_2016_ARTICLE_DUREE: Final = _ref("Texte réglementaire de 2016 sur le DMP (intitulé à confirmer)", "article durée")
DOCTRINE_2021_SERVICES_DE_COORDINATION: Final = _ref(
    "Doctrine du numérique en santé (2021)", "services de coordination", "https://esante.gouv.fr/"
)
FORMATION_ARS_PRINCIPE_DE_LIMITATION: Final = _ref(
    "Formation au RGPD d'une agence régionale de santé (2024)", "principe de limitation"
)
GBEA_COMPTES_RENDUS: Final = _ref("Guide de bonne exécution des analyses (GBEA)", "comptes rendus")
IVD_ANNEXE_XIV: Final = _ref("Règlement (UE) 2017/746", "annexe XIV", "https://eur-lex.europa.eu/eli/reg/2017/746/oj")
LOI_68_1250_ART_1ER: Final = _ref("Loi n° 68-1250 du 31 décembre 1968", "art. 1er")
LPF_L102_B: Final = _ref(
    "Livre des procédures fiscales",
    "art. L. 102 B",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006069583/",
)
MANDATAIRES_2012_ARCHIVAGE: Final = _ref(
    "Texte réglementaire de 2012 sur les mandataires judiciaires (intitulé à confirmer)", "archivage"
)
ORDRES_DOSSIERS_DES_MINEURS: Final = _ref("Ordres professionnels", "dossiers des mineurs")
ORGAN_ART_10: Final = _ref("Directive 2010/53/UE", "art. 10", "https://eur-lex.europa.eu/eli/dir/2010/53/oj")
PATRIMOINE_L212_2_ET_L212_3: Final = _ref(
    "Code du patrimoine",
    "art. L. 212-2 et L. 212-3",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006074236/",
)
PATRIMOINE_L212_2_L212_3_R212_14: Final = _ref(
    "Code du patrimoine",
    "art. L. 212-2, L. 212-3, R. 212-14",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006074236/",
)
PENAL_226_20: Final = _ref(
    "Code pénal", "art. 226-20", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070719/"
)
PGSSI_S_REFERENTIEL_D_IMPUTABILITE: Final = _ref(
    "ANS, PGSSI-S et foire aux questions", "référentiel d'imputabilité", "https://esante.gouv.fr/"
)
REGISTRE_DGOS_CRITERE_DECLARE_AU_REGISTRE: Final = _ref(
    "Registre des traitements de la DGOS", "critère déclaré au registre"
)
REGISTRE_DGOS_DUREE_DECLAREE_AU_REGISTRE: Final = _ref(
    "Registre des traitements de la DGOS", "durée déclarée au registre"
)
REGISTRE_DGOS_RENVOI_AU_DECRET_N_2011_219: Final = _ref(
    "Registre des traitements de la DGOS", "renvoi au décret n° 2011-219"
)
REGISTRE_DNS_DUREE_DECLAREE_AU_REGISTRE: Final = _ref(
    "Registre des traitements de la DNS", "durée déclarée au registre"
)
REGISTRE_DNS_PRESCRIPTION_APPLICABLE: Final = _ref("Registre des traitements de la DNS", "prescription applicable")
REGISTRE_DNS_RENVOI_A_R_1111_36_CSP: Final = _ref("Registre des traitements de la DNS", "renvoi à R. 1111-36 CSP")
RGPD_ART_17_3: Final = _ref(
    "Règlement (UE) 2016/679 (RGPD)", "art. 17(3)", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
)
RGPD_ART_18: Final = _ref("Règlement (UE) 2016/679 (RGPD)", "art. 18", "https://eur-lex.europa.eu/eli/reg/2016/679/oj")
RGPD_ART_30_1_F: Final = _ref(
    "Règlement (UE) 2016/679 (RGPD)", "art. 30(1)(f)", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
)
RGPD_ART_5_1_E: Final = _ref(
    "Règlement (UE) 2016/679 (RGPD)", "art. 5(1)(e)", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
)
SOHO_DISPOSITIONS_DE_TRACABILITE: Final = _ref(
    "Règlement (UE) 2024/1938", "dispositions de traçabilité", "https://eur-lex.europa.eu/eli/reg/2024/1938/oj"
)
TISSUE_ART_8: Final = _ref("Directive 2004/23/CE", "art. 8", "https://eur-lex.europa.eu/eli/dir/2004/23/oj")
TRAVAIL_D3243_8: Final = _ref(
    "Code du travail", "art. D. 3243-8", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050/"
)
TRAVAIL_L3243_4: Final = _ref(
    "Code du travail", "art. L. 3243-4", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050/"
)
TRAVAIL_R1221_26: Final = _ref(
    "Code du travail", "art. R. 1221-26", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050/"
)
TRAVAIL_R4412_55: Final = _ref(
    "Code du travail", "art. R. 4412-55", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050/"
)
TRAVAIL_R4426_9: Final = _ref(
    "Code du travail", "art. R. 4426-9", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050/"
)
TRAVAIL_R4451_127: Final = _ref(
    "Code du travail", "art. R. 4451-127", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050/"
)
TRAVAIL_R4451_83_II: Final = _ref(
    "Code du travail", "art. R. 4451-83 II", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050/"
)
TRAVAIL_R4624_45_9: Final = _ref(
    "Code du travail", "art. R. 4624-45-9", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050/"
)
TRIALS_ART_58: Final = _ref("Règlement (UE) n° 536/2014", "art. 58", "https://eur-lex.europa.eu/eli/reg/2014/536/oj")
VACCINATION_DUREES: Final = _ref("Décrets propres à chaque système national de vaccination", "durées")
