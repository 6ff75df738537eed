"""The rules of the matricule, as a table; `_matricule` evaluates them."""

from __future__ import annotations

from typing import Final

from esante_rules._core import Confidence, Severity
from esante_rules.ins._engine import Rules, row
from esante_rules.ins._sources import (
    CNAM_NIR,
    DATAMATRIX,
    DECREE_82_103,
    INSEE_PATTERN,
    NIA_CIRCULAR,
    OIDS,
    POLICY,
    REFERENTIEL,
    SERVICE_PUBLIC,
)

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_SURE, _LIKELY, _OPEN = Confidence.CERTAIN, Confidence.PROBABLE, Confidence.TO_CONFIRM

_WHY_CANONICAL = (
    "Un matricule s'enregistre et s'échange en 15 caractères contigus, lettre de Corse en majuscule.",
    "A matricule is stored and exchanged as 15 characters in a row, the letter of Corsica in upper case.",
)
_WHY_KEY_MISSING = (
    "La clé protège des fautes de frappe ; la calculer sans la relire, c'est se passer de cette protection.",
    "The key guards against typing errors; computing it without reading it again gives that guard away.",
)
_WHY_KEY = (
    "La clé vaut 97 moins le reste du corps divisé par 97, de 01 à 97 ; toute faute d'un chiffre la change.",
    "The key is 97 minus the remainder of the body divided by 97, 01 to 97; any error of one digit changes it.",
)
_WHY_KEY_TEST = (
    "Des identités de test publiées portent une clé fausse ; sous un OID de test, l'écart est signalé sans bloquer.",
    "Published test identities carry a wrong key; under a test OID the difference is reported and does not block.",
)
_WHY_FIRST_DIGIT = (
    "1 et 2 disent le sexe ; 3 et 4 les personnes étrangères en cours d'immatriculation, à confirmer.",
    "1 and 2 say the sex; 3 and 4 foreign persons being registered, which remains to be confirmed.",
)
_WHY_COMMUNE = (
    "Après le département viennent la commune ou le pays, numérotés à partir de un.",
    "The department is followed by the commune or the country, numbered from one.",
)

EMPTY: Final = row(
    "matricule.empty",
    _ERROR,
    _SURE,
    "Le matricule est vide.",
    "The matricule is empty.",
    REFERENTIEL,
    why=("Une INS sans matricule n'identifie personne.", "An INS without a matricule identifies nobody."),
)
SEPARATORS_TYPED: Final = row(
    "matricule.separators-typed",
    _INFO,
    _LIKELY,
    "Le matricule saisi contenait des séparateurs ou une minuscule ; ils ont été ôtés pour l'examen.",
    "The matricule as typed held separators or a lower-case letter; they were set aside to examine it.",
    DATAMATRIX,
    why=_WHY_CANONICAL,
)
NOT_CANONICAL: Final = row(
    "matricule.not-canonical",
    _WARNING,
    _LIKELY,
    "Le matricule n'est pas écrit sous sa forme de référence : séparateurs ou minuscule.",
    "The matricule is not written in its reference form: separators or a lower-case letter.",
    DATAMATRIX,
    why=_WHY_CANONICAL,
)
INS_C: Final = row(
    "matricule.ins-c",
    _ERROR,
    _LIKELY,
    "Ce numéro de 22 chiffres est un INS-C, abandonné : ce n'est pas une INS.",
    "This number of 22 digits is an INS-C, abandoned: it is not an INS.",
    OIDS,
    why=(
        "L'INS-C était calculé localement à partir de la carte Vitale, sans garantie d'unicité.",
        "The INS-C was computed locally from the carte Vitale, with no guarantee of being unique.",
    ),
)
FOREIGN_CHARACTER: Final = row(
    "matricule.foreign-character",
    _ERROR,
    _SURE,
    "Le caractère n° {position} n'a pas sa place ici : des chiffres, et A ou B après un 2 en septième place.",
    "Character no. {position} has no place in a matricule: digits, and A or B after a 2 in seventh place.",
    CNAM_NIR,
    why=(
        "Seule la Corse met une lettre dans un matricule ; un O pour un zéro est une faute de saisie.",
        "Only Corsica puts a letter in a matricule; an O for a zero is a typing error.",
    ),
)
WRONG_LENGTH: Final = row(
    "matricule.wrong-length",
    _ERROR,
    _SURE,
    "Le matricule a {length} caractères ; il en faut 15.",
    "The matricule has {length} characters; 15 are needed.",
    CNAM_NIR,
    why=(
        "13 caractères de corps et 2 de clé ; un zéro initial perdu ne se devine pas.",
        "13 characters of body and 2 of key; a lost leading zero cannot be guessed.",
    ),
)
PROVISIONAL_NUMBER: Final = row(
    "matricule.provisional-number",
    _ERROR,
    _SURE,
    "C'est un NNP ou un numéro provisoire de caisse (premier chiffre 7 ou 8), pas une INS.",
    "This is a NNP or a provisional number of a fund (first digit 7 or 8), not an INS.",
    CNAM_NIR,
    why=(
        "Les numéros nationaux provisoires ont pris fin le 31/12/2022 et n'ont jamais été des INS.",
        "National provisional numbers ended on 31/12/2022 and never were INS.",
    ),
)
MIGRANT_NUMBER: Final = row(
    "matricule.transient-migrant-number",
    _ERROR,
    _SURE,
    "C'est un numéro de migrant de passage (premier chiffre 5 ou 6), pas une INS.",
    "This is a number for a migrant in transit (first digit 5 or 6), not an INS.",
    CNAM_NIR,
    why=(
        "Il est attribué par une caisse pour des soins de passage et n'est pas au répertoire national.",
        "A fund assigns it for occasional care; it is not in the national register.",
    ),
)
FIRST_DIGIT: Final = row(
    "matricule.first-digit-impossible",
    _ERROR,
    _SURE,
    "Aucun matricule ne commence par 0 ou par 9.",
    "No matricule starts with 0 or 9.",
    CNAM_NIR,
    INSEE_PATTERN,
    why=_WHY_FIRST_DIGIT,
)
REGISTERING_NIR: Final = row(
    "matricule.registering-digit-nir",
    _ERROR,
    _OPEN,
    "Sous l'OID de l'INS-NIR, le premier chiffre ne peut être ni 3 ni 4.",
    "Under the INS-NIR OID, the first digit can be neither 3 nor 4.",
    INSEE_PATTERN,
    NIA_CIRCULAR,
    why=_WHY_FIRST_DIGIT,
)
REGISTERING: Final = row(
    "matricule.registering-digit",
    _WARNING,
    _OPEN,
    "Le premier chiffre, 3 ou 4, signale une immatriculation en cours : à vérifier.",
    "The first digit, 3 or 4, suggests that registration is under way: to be verified.",
    INSEE_PATTERN,
    NIA_CIRCULAR,
    why=_WHY_FIRST_DIGIT,
)
MONTH: Final = row(
    "matricule.month-impossible",
    _ERROR,
    _LIKELY,
    "Le code du mois de naissance (00 ou 13 à 19) n'existe pas.",
    "The code of the month of birth (00 or 13 to 19) does not exist.",
    CNAM_NIR,
    INSEE_PATTERN,
    why=(
        "01 à 12 sont les mois ; les codes particuliers commencent à 20. Le code 00 reste à confirmer.",
        "01 to 12 are the months; special codes start at 20. Code 00 remains to be confirmed.",
    ),
)
MONTH_UNSETTLED: Final = row(
    "matricule.month-unsettled",
    _WARNING,
    _OPEN,
    "Le code du mois de naissance (43 à 49) est admis par une source et refusé par une autre.",
    "The code of the month of birth (43 to 49) is accepted by one source and refused by another.",
    CNAM_NIR,
    INSEE_PATTERN,
    why=(
        "L'assurance maladie l'accepte, le schéma dérivé de l'INSEE l'exclut : il est signalé sans bloquer.",
        "The health insurance accepts it, the pattern derived from INSEE excludes it: reported, not blocking.",
    ),
)
MONTH_SPECIAL: Final = row(
    "matricule.month-special",
    _INFO,
    _LIKELY,
    "Le code du mois de naissance est particulier : état civil incomplet, ou mois inconnu.",
    "The code of the month of birth is a special one: incomplete civil record, or unknown month.",
    CNAM_NIR,
    INSEE_PATTERN,
    why=(
        "31 à 42 gardent le mois (code moins 30) ; 20 à 30 et 50 à 99 n'en disent rien.",
        "31 to 42 keep the month (code minus 30); 20 to 30 and 50 to 99 say nothing of it.",
    ),
)
DEPARTMENT: Final = row(
    "matricule.department-impossible",
    _ERROR,
    _SURE,
    "Le département de naissance 00 n'existe pas.",
    "The department of birth 00 does not exist.",
    INSEE_PATTERN,
    why=("Les départements commencent à 01.", "Departments start at 01."),
)
HISTORICAL: Final = row(
    "matricule.historical-place",
    _INFO,
    _LIKELY,
    "Le département de naissance est ancien : 20 (Corse avant 1976) ou 96 (Tunisie avant l'indépendance).",
    "The department of birth is a former one: 20 (Corsica before 1976) or 96 (Tunisia before independence).",
    SERVICE_PUBLIC,
    why=(
        "Le matricule garde le code du lieu tel qu'il était à la naissance.",
        "The matricule keeps the code of the place as it was at birth.",
    ),
)
OVERSEAS: Final = row(
    "matricule.overseas-unassigned",
    _WARNING,
    _LIKELY,
    "Le code d'outre-mer du lieu de naissance n'est pas de ceux qui sont attribués.",
    "The overseas code of the place of birth is not one of those assigned.",
    POLICY,
    why=(
        "Attribués : 971 à 978 et 984 à 989. La liste des anciens codes reste à confirmer.",
        "Assigned: 971 to 978 and 984 to 989. The list of former codes remains to be confirmed.",
    ),
)
COMMUNE: Final = row(
    "matricule.commune-zero",
    _ERROR,
    _LIKELY,
    "Le code de la commune ou du pays de naissance est nul.",
    "The code of the commune or country of birth is zero.",
    INSEE_PATTERN,
    why=_WHY_COMMUNE,
)
COMMUNE_HIGH: Final = row(
    "matricule.commune-out-of-range",
    _WARNING,
    _LIKELY,
    "Le code de la commune ou du pays de naissance dépasse ceux qui sont attribués (990, ou 90 outre-mer).",
    "The code of the commune or country of birth is above those assigned (990, or 90 overseas).",
    INSEE_PATTERN,
    why=_WHY_COMMUNE,
)
ORDER: Final = row(
    "matricule.order-zero",
    _ERROR,
    _SURE,
    "Le numéro d'ordre de la naissance est nul.",
    "The order number of the birth is zero.",
    INSEE_PATTERN,
    why=("Il commence à 001 chaque mois dans chaque lieu.", "It starts at 001 each month in each place."),
)
KEY_MISSING_TYPED: Final = row(
    "matricule.key-missing-typed",
    _WARNING,
    _SURE,
    "La clé n'a pas été saisie : montrez la clé calculée et faites-la confirmer.",
    "The key was not typed: show the computed key and have it confirmed.",
    DATAMATRIX,
    why=_WHY_KEY_MISSING,
)
KEY_MISSING: Final = row(
    "matricule.key-missing",
    _ERROR,
    _SURE,
    "La clé manque : le matricule n'a que 13 caractères.",
    "The key is missing: the matricule has only 13 characters.",
    DATAMATRIX,
    why=_WHY_KEY_MISSING,
)
KEY_RANGE: Final = row(
    "matricule.key-out-of-range",
    _ERROR,
    _SURE,
    "La clé n'est pas comprise entre 01 et 97.",
    "The key is not between 01 and 97.",
    DECREE_82_103,
    why=_WHY_KEY,
)
KEY_MISMATCH: Final = row(
    "matricule.key-mismatch",
    _ERROR,
    _SURE,
    "La clé ne correspond pas au numéro.",
    "The key does not match the number.",
    DECREE_82_103,
    CNAM_NIR,
    why=_WHY_KEY,
)
KEY_MISMATCH_TEST: Final = row(
    "matricule.key-mismatch-test",
    _WARNING,
    _SURE,
    "La clé de ce matricule de test ou de démonstration ne correspond pas au numéro.",
    "The key of this test or demonstration matricule does not match the number.",
    CNAM_NIR,
    POLICY,
    why=_WHY_KEY_TEST,
)

# The stages: a later one makes no sense when an earlier one found an error.
PRESENCE: Final[Rules] = (EMPTY,)
SPELLING: Final[Rules] = (SEPARATORS_TYPED, NOT_CANONICAL, INS_C, FOREIGN_CHARACTER, WRONG_LENGTH)
NATURE: Final[Rules] = (PROVISIONAL_NUMBER, MIGRANT_NUMBER)
PARTS: Final[Rules] = (
    KEY_MISSING_TYPED,
    KEY_MISSING,
    FIRST_DIGIT,
    REGISTERING_NIR,
    REGISTERING,
    MONTH,
    MONTH_UNSETTLED,
    MONTH_SPECIAL,
    DEPARTMENT,
    COMMUNE,
    COMMUNE_HIGH,
    OVERSEAS,
    ORDER,
    HISTORICAL,
)
KEY: Final[Rules] = (KEY_RANGE, KEY_MISMATCH, KEY_MISMATCH_TEST)
MATRICULE_RULES: Final[Rules] = (*PRESENCE, *SPELLING, *NATURE, *PARTS, *KEY)
