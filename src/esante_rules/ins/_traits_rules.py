"""The rules of the traits, as a table; `_traits` evaluates them."""

from __future__ import annotations

from typing import Final

from esante_rules._core import Confidence, Severity
from esante_rules.ins._engine import Rules, row
from esante_rules.ins._sources import (
    CI_SIS_HEADER,
    COG,
    DATAMATRIX,
    FR_CORE_PLACE,
    GUIDE_10,
    GUIDE_11,
    GUIDE_12,
    GUIDE_14,
    INSI_ALPHABET,
    INSI_SEX,
    POLICY,
    RNIV_DATES,
    RNIV_EFFECT,
    RNIV_TRAITS,
)

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_SURE, _LIKELY, _OPEN = Confidence.CERTAIN, Confidence.PROBABLE, Confidence.TO_CONFIRM

_WHY_MISSING = (
    "Une identité se crée avec nom et premier prénom de naissance, date, sexe et lieu ; une INS les porte tous.",
    "An identity is created with birth name, first given name, date, sex and place; an INS carries them all.",
)
_WHY_NORMAL = (
    "INSi ne connaît que les capitales sans accent ni ligature : une autre écriture ne se retrouve pas.",
    "INSi knows capitals only, with no accent and no ligature: another spelling is not found.",
)
_WHY_LEXICAL = (
    "Le téléservice refuse cette suite de signes ; elle vient presque toujours d'une faute de saisie.",
    "The téléservice refuses this sequence of signs; it nearly always comes from a typing error.",
)
_WHY_HYPHENS = (
    "Aucun texte ne le dit : une suite de tirets inhabituelle est sans doute une faute de saisie.",
    "No text says it: an unusual sequence of hyphens is most likely a typing error.",
)
_WHY_LENGTH = (
    "Le datamatrix donne 100 caractères au plus à chacun des deux champs.",
    "The datamatrix gives at most 100 characters to each of the two fields.",
)
_WHY_GIVEN_NAMES = (
    "La liste des prénoms est l'un des cinq traits de l'INS ; INSi la rend dans l'ordre de l'état civil.",
    "The list of given names is one of the five traits of the INS; INSi returns it in civil register order.",
)
_WHY_DATE = (
    "L'identité garde une date complète ; la date lunaire ou incomplète de la source reste à part.",
    "The identity keeps a complete date; the lunar or incomplete date of the source is kept apart.",
)
_WHY_PLACE_UNKNOWN = (
    "99999 dit que le lieu n'est pas connu ; INSi rend toujours un lieu.",
    "99999 says that the place is not known; INSi always returns a place.",
)

MISSING: Final = row(
    "traits.missing",
    _ERROR,
    _LIKELY,
    "Un trait obligatoire manque : {trait}.",
    "A mandatory trait is missing: {trait}.",
    RNIV_TRAITS,
    why=_WHY_MISSING,
    since=RNIV_EFFECT,
)
MISSING_IN_MESSAGE: Final = row(
    "traits.missing-in-message",
    _WARNING,
    _LIKELY,
    "Le message, sans INS, ne porte pas ce trait : {trait}.",
    "The message, without an INS, does not carry this trait: {trait}.",
    RNIV_TRAITS,
    why=_WHY_MISSING,
    since=RNIV_EFFECT,
)
GIVEN_NAMES_MISSING: Final = row(
    "traits.given-names-missing",
    _ERROR,
    _SURE,
    "La liste des prénoms de naissance manque alors que l'identité porte une INS.",
    "The list of given names is missing although the identity carries an INS.",
    CI_SIS_HEADER,
    RNIV_TRAITS,
    why=_WHY_GIVEN_NAMES,
    since=RNIV_EFFECT,
)
GIVEN_NAMES_UNRECORDED: Final = row(
    "traits.given-names-unrecorded",
    _INFO,
    _LIKELY,
    "La liste des prénoms de naissance n'est pas renseignée.",
    "The list of given names is not recorded.",
    RNIV_TRAITS,
    why=_WHY_GIVEN_NAMES,
    since=RNIV_EFFECT,
)
NOT_NORMAL: Final = row(
    "traits.not-normalised",
    _WARNING,
    _LIKELY,
    "Le nom ou le prénom n'est pas écrit en capitales sans accent, sans ligature ni espace superflu.",
    "The name is not written in capitals without accents, ligatures or needless spaces.",
    INSI_ALPHABET,
    why=_WHY_NORMAL,
)
NOT_NORMAL_SENT: Final = row(
    "traits.not-normalised-for-insi",
    _ERROR,
    _LIKELY,
    "INSi et le datamatrix n'admettent que des capitales sans accent, sans ligature ni espace superflu.",
    "INSi and the datamatrix accept only capitals without accents, ligatures or needless spaces.",
    INSI_ALPHABET,
    DATAMATRIX,
    why=_WHY_NORMAL,
)
FOREIGN_CHARACTER: Final = row(
    "traits.foreign-character",
    _ERROR,
    _LIKELY,
    "Le nom ou le prénom contient un signe qui n'est ni lettre, ni espace, ni apostrophe, ni trait d'union.",
    "The name holds a sign that is not a letter, a space, an apostrophe or a hyphen.",
    INSI_ALPHABET,
    why=(
        "Un chiffre, un point ou une lettre d'un autre alphabet n'a pas d'équivalent : il faut le corriger.",
        "A digit, a full stop or a letter of another script has no equivalent: it must be corrected.",
    ),
)
LEADING_HYPHEN: Final = row(
    "traits.leading-hyphen",
    _ERROR,
    _LIKELY,
    "Le nom ou le prénom commence par un trait d'union ou une espace.",
    "The name starts with a hyphen or a space.",
    INSI_ALPHABET,
    why=_WHY_LEXICAL,
)
APOSTROPHES: Final = row(
    "traits.apostrophe-misplaced",
    _ERROR,
    _LIKELY,
    "Une apostrophe est doublée, ou voisine d'une espace.",
    "An apostrophe is doubled, or next to a space.",
    INSI_ALPHABET,
    why=_WHY_LEXICAL,
)
GIVEN_DOUBLE_HYPHEN: Final = row(
    "traits.given-name-double-hyphen",
    _ERROR,
    _LIKELY,
    "Un prénom contient un double tiret, réservé au nom.",
    "A given name holds a double hyphen, reserved to the birth name.",
    INSI_ALPHABET,
    why=_WHY_LEXICAL,
)
GIVEN_ENDING: Final = row(
    "traits.given-name-ending",
    _ERROR,
    _LIKELY,
    "Le prénom se termine par un trait d'union ou une apostrophe.",
    "The given name ends with a hyphen or an apostrophe.",
    INSI_ALPHABET,
    why=_WHY_LEXICAL,
)
NAME_ENDING: Final = row(
    "traits.name-ending",
    _WARNING,
    _OPEN,
    "Le nom se termine par un trait d'union ou une apostrophe : sans doute une coupure.",
    "The birth name ends with a hyphen or an apostrophe: it was probably cut.",
    POLICY,
    why=(
        "Aucun texte ne règle la fin du nom ; c'est la marque fréquente d'un champ trop court.",
        "No text settles how a birth name ends; it is the usual mark of a field that is too short.",
    ),
)
TRIPLE_HYPHEN: Final = row(
    "traits.triple-hyphen",
    _ERROR,
    _OPEN,
    "Trois tirets se suivent.",
    "There are three hyphens in a row.",
    POLICY,
    why=_WHY_HYPHENS,
)
HYPHEN_SPACE: Final = row(
    "traits.hyphen-next-to-space",
    _WARNING,
    _OPEN,
    "Un trait d'union est voisin d'une espace.",
    "A hyphen is next to a space.",
    POLICY,
    why=_WHY_HYPHENS,
)
TOO_LONG: Final = row(
    "traits.too-long",
    _WARNING,
    _LIKELY,
    "Le nom ou les prénoms ont {length} caractères : un datamatrix n'en portera que 100.",
    "The name has {length} characters: a datamatrix will carry only 100.",
    DATAMATRIX,
    why=_WHY_LENGTH,
)
TOO_LONG_DATAMATRIX: Final = row(
    "traits.too-long-for-datamatrix",
    _ERROR,
    _SURE,
    "Le nom ou les prénoms ont {length} caractères ; le datamatrix en admet 100.",
    "The name has {length} characters; the datamatrix accepts 100.",
    DATAMATRIX,
    why=_WHY_LENGTH,
)
PLACEHOLDER: Final = row(
    "traits.placeholder",
    _WARNING,
    _OPEN,
    "Le nom ou le prénom semble tenir lieu de valeur inconnue.",
    "The name seems to stand for an unknown value.",
    POLICY,
    why=(
        "« INCONNU » ou « X » retrouve d'autres personnes que la bonne ; l'absence se dit à part.",
        "« INCONNU » or « X » finds persons other than the right one; absence is said apart.",
    ),
)
FIRST_NOT_IN_LIST: Final = row(
    "traits.first-given-name-not-first",
    _WARNING,
    _LIKELY,
    "Le premier prénom n'est pas le début de la liste des prénoms.",
    "The first given name is not the beginning of the list of given names.",
    GUIDE_10,
    why=(
        "Il se lit mot à mot en tête de la liste, tirets et apostrophes valant des espaces.",
        "It is read word by word at the head of the list, hyphens and apostrophes counting as spaces.",
    ),
    since=RNIV_EFFECT,
)
SEX_CODE: Final = row(
    "traits.sex-unknown-code",
    _ERROR,
    _LIKELY,
    "Le sexe n'est ni M, ni F, ni I (indéterminé).",
    "The sex is neither M, F nor I (indeterminate).",
    RNIV_TRAITS,
    why=(
        "Les codes des messages (UN, U, unknown) se traduisent avant d'entrer dans l'identité.",
        "The codes of the carriers (UN, U, unknown) are translated before they enter the identity.",
    ),
)
SEX_UNDETERMINED: Final = row(
    "traits.sex-undetermined-with-ins",
    _ERROR,
    _LIKELY,
    "Le sexe est indéterminé alors que l'identité est récupérée ou qualifiée, ou porte une INS.",
    "The sex is indeterminate although the identity is récupérée or qualifiée, or carries an INS.",
    INSI_SEX,
    why=("INSi ne rend que M ou F.", "INSi returns M or F only."),
    since=RNIV_EFFECT,
)
DATE_INVALID: Final = row(
    "traits.birth-date-invalid",
    _ERROR,
    _SURE,
    "La date de naissance n'est pas un jour du calendrier écrit AAAA-MM-JJ.",
    "The date of birth is not a calendar day written YYYY-MM-DD.",
    RNIV_TRAITS,
    why=_WHY_DATE,
)
DATE_INCOMPLETE: Final = row(
    "traits.birth-date-incomplete",
    _ERROR,
    _LIKELY,
    "La date de naissance est incomplète : elle se complète selon la règle du RNIV et se marque « interprétée ».",
    "The date of birth is incomplete: it is completed by the RNIV rule and marked as interpreted.",
    GUIDE_12,
    GUIDE_11,
    why=_WHY_DATE,
    since=RNIV_EFFECT,
)
DATE_INTERPRETED: Final = row(
    "traits.birth-date-interpreted",
    _INFO,
    _LIKELY,
    "La date de naissance a été complétée par convention.",
    "The date of birth was completed by convention.",
    GUIDE_11,
    RNIV_DATES,
    why=(
        "Elle ne prouve ni le jour ni le mois ; si INSi rend une date, c'est la sienne qui vaut.",
        "It proves neither the day nor the month; when INSi returns a date, that one holds.",
    ),
    since=RNIV_EFFECT,
)
DATE_FLAG_MISSING: Final = row(
    "traits.interpreted-flag-missing",
    _WARNING,
    _LIKELY,
    "La date vient d'une source incomplète mais n'est pas marquée « interprétée ».",
    "The date comes from an incomplete source but is not marked as interpreted.",
    GUIDE_11,
    why=_WHY_DATE,
    since=RNIV_EFFECT,
)
DATE_FUTURE: Final = row(
    "traits.birth-date-in-future",
    _ERROR,
    _SURE,
    "La date de naissance est dans l'avenir.",
    "The date of birth is in the future.",
    POLICY,
    why=("Personne n'est né demain.", "Nobody was born tomorrow."),
    needs_clock=True,
)
DATE_OLD: Final = row(
    "traits.age-over-120",
    _WARNING,
    _OPEN,
    "La date de naissance donne plus de 120 ans.",
    "The date of birth gives more than 120 years of age.",
    POLICY,
    why=(
        "C'est possible, mais c'est le plus souvent une erreur de siècle.",
        "It can be, but most often the century is wrong.",
    ),
    needs_clock=True,
)
PLACE_MALFORMED: Final = row(
    "traits.birth-place-malformed",
    _ERROR,
    _SURE,
    "Le lieu de naissance n'est pas un code officiel géographique de 5 caractères.",
    "The place of birth is not a code officiel géographique of 5 characters.",
    COG,
    GUIDE_14,
    why=(
        "Un code postal ou un nom de commune n'est pas un code géographique ; la Corse s'écrit 2A ou 2B.",
        "A postal code or the name of a town is not a geographical code; Corsica is written 2A or 2B.",
    ),
)
PLACE_UNKNOWN: Final = row(
    "traits.birth-place-unknown",
    _INFO,
    _SURE,
    "Le lieu de naissance est déclaré inconnu (99999).",
    "The place of birth is declared unknown (99999).",
    FR_CORE_PLACE,
    why=_WHY_PLACE_UNKNOWN,
)
PLACE_UNKNOWN_RETRIEVED: Final = row(
    "traits.birth-place-unknown-retrieved",
    _WARNING,
    _SURE,
    "Le lieu de naissance est inconnu (99999) alors que l'identité vient d'INSi.",
    "The place of birth is unknown (99999) although the identity comes from INSi.",
    FR_CORE_PLACE,
    why=_WHY_PLACE_UNKNOWN,
)
PLACE_LOOK_ALIKE: Final = row(
    "traits.birth-place-look-alike",
    _WARNING,
    _LIKELY,
    "Le lieu de naissance ressemble à un code postal de Paris, ou désigne la France comme un pays étranger.",
    "The place of birth looks like a postal code of Paris, or gives France as a foreign country.",
    POLICY,
    why=(
        "Depuis 1968 les codes 75001 à 75020 ne sont plus des communes ; 99100 n'est pas une commune.",
        "Since 1968 codes 75001 to 75020 are no longer communes; 99100 is not a commune.",
    ),
)
PLACE_NOT_IN_TABLE: Final = row(
    "traits.birth-place-not-in-table",
    _WARNING,
    _OPEN,
    "Le lieu de naissance n'est pas dans la table fournie, à la date de naissance.",
    "The place of birth is not in the table given, at the date of birth.",
    GUIDE_14,
    POLICY,
    why=(
        "Le code est celui en vigueur à la naissance : anciennes communes comprises.",
        "The code is the one in use at birth: former communes included.",
    ),
)

NAME_RULES: Final[Rules] = (
    NOT_NORMAL,
    NOT_NORMAL_SENT,
    FOREIGN_CHARACTER,
    LEADING_HYPHEN,
    APOSTROPHES,
    GIVEN_DOUBLE_HYPHEN,
    GIVEN_ENDING,
    NAME_ENDING,
    TRIPLE_HYPHEN,
    HYPHEN_SPACE,
    TOO_LONG,
    TOO_LONG_DATAMATRIX,
    PLACEHOLDER,
)
TABLE_RULES: Final[Rules] = (PLACE_NOT_IN_TABLE,)
WITHOUT_TABLE_RULES: Final[Rules] = (
    MISSING,
    MISSING_IN_MESSAGE,
    *NAME_RULES,
    FIRST_NOT_IN_LIST,
    GIVEN_NAMES_MISSING,
    GIVEN_NAMES_UNRECORDED,
    SEX_CODE,
    SEX_UNDETERMINED,
    DATE_INVALID,
    DATE_INCOMPLETE,
    DATE_INTERPRETED,
    DATE_FLAG_MISSING,
    DATE_FUTURE,
    DATE_OLD,
    PLACE_MALFORMED,
    PLACE_UNKNOWN,
    PLACE_UNKNOWN_RETRIEVED,
    PLACE_LOOK_ALIKE,
)
TRAITS_RULES: Final[Rules] = (*WITHOUT_TABLE_RULES, *TABLE_RULES)
