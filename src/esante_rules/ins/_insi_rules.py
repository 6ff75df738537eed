"""Rules of the téléservice INSi (`ins.insi`): when a call is forbidden, what a request and an answer must hold."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Confidence, Rule, Severity
from esante_rules.ins._engine import row
from esante_rules.ins._sources_carriers import (
    INSI_ANSWER,
    INSI_CALL,
    INSI_CODES,
    INSI_INPUT,
    INSI_SEX,
    PROJECT,
    RNIV_APCV,
    RNIV_AXES,
)

_E, _W = Severity.ERROR, Severity.WARNING
_SURE, _LIKELY = Confidence.CERTAIN, Confidence.PROBABLE

BARRED: Final = row(
    "insi.attribute-barred",
    _E,
    _SURE,
    "INSi ne doit pas être appelé pour une identité douteuse ou fictive ({attribute}).",
    "INSi must not be called for a doubtful or fictitious identity ({attribute}).",
    INSI_CALL,
    why=(
        "L'appel rattacherait le matricule d'une personne réelle à une identité qui n'est peut-être pas la sienne.",
        "The call would attach the matricule of a real person to an identity that may not be theirs.",
    ),
)
TRAIT_MISSING: Final = row(
    "insi.trait-missing",
    _E,
    _LIKELY,
    "Il manque à la demande : {element}.",
    "The request lacks: {element}.",
    INSI_INPUT,
    why=(
        "Une recherche par traits demande au moins le nom de naissance, un prénom, le sexe et la date de naissance.",
        "A search by traits needs at least the birth name, a given name, the sex and the date of birth.",
    ),
)
SEX_UNDETERMINED: Final = row(
    "insi.sex-undetermined",
    _E,
    _LIKELY,
    "Le sexe indéterminé ne peut pas être envoyé à INSi.",
    "The indeterminate sex cannot be sent to INSi.",
    INSI_SEX,
    why=("INSi ne connaît que M et F.", "INSi knows M and F only."),
)
INS_MISSING: Final = row(
    "insi.ins-missing",
    _E,
    _LIKELY,
    "Une vérification demande le matricule, sa clé et son OID.",
    "A verification needs the matricule, its key and its OID.",
    INSI_INPUT,
    why=(
        "Vérifier, c'est demander si ce numéro et ces traits vont ensemble : sans numéro il n'y a rien à vérifier.",
        "To verify is to ask whether this number and these traits go together: without it there is nothing to verify.",
    ),
)
APP_CARD: Final = row(
    "insi.app-carte-vitale",
    _W,
    _LIKELY,
    "L'appel à INSi est exclu pour un usager identifié par l'Appli carte Vitale.",
    "Calling INSi is excluded for a person identified by the Appli carte Vitale.",
    RNIV_APCV,
    why=(
        "L'application rend déjà l'INS qualifiée de l'usager et de ses ayants droit.",
        "The application already returns the qualified INS of the user and of the dependants.",
    ),
)
ANSWER_MALFORMED: Final = row(
    "insi.answer-malformed",
    _E,
    _LIKELY,
    "La réponse d'INSi n'a pas la forme attendue : {element}.",
    "The answer of INSi does not have the expected shape: {element}.",
    INSI_ANSWER,
    why=(
        "Une réponse incomplète est un incident technique : elle ne change rien à l'identité.",
        "An incomplete answer is a technical incident: it changes nothing of the identity.",
    ),
)
CODE_UNKNOWN: Final = row(
    "insi.code-unknown",
    _W,
    Confidence.TO_CONFIRM,
    "Le code de retour n'est pas 00, 01 ou 02 : à traiter comme un échec technique.",
    "The return code is none of 00, 01, 02: to be treated as a technical failure.",
    INSI_CODES,
    PROJECT,
    why=(
        "La liste complète des codes n'a pas été lue ; un code inconnu ne prouve jamais une identité.",
        "The full list of codes was not read; an unknown code never proves an identity.",
    ),
)
ANSWER_UNUSABLE: Final = row(
    "insi.answer-unusable",
    _E,
    Confidence.TO_CONFIRM,
    "L'identité rendue par INSi enfreint {count} règle(s) : la garder telle quelle, sans rehausser le statut.",
    "The identity returned by INSi breaks {count} rule(s): keep it as it is, without raising the status.",
    PROJECT,
    why=(
        "Une réponse fausse a pu être abîmée en chemin, ou lue de travers.",
        "A wrong answer may have been damaged on the way, or misread.",
    ),
)
ANSWER_DIFFERS: Final = row(
    "insi.answer-differs",
    _W,
    _LIKELY,
    "La réponse d'INSi diffère de l'identité locale sur : {traits}. Elle ne peut pas être acceptée automatiquement.",
    "The answer of INSi differs from the local identity on: {traits}. It cannot be accepted automatically.",
    RNIV_AXES,
    PROJECT,
    why=(
        "INSi peut rendre une autre personne aux traits voisins : un opérateur doit comparer.",
        "INSi may return another person with close traits: an operator must compare.",
    ),
)
STATUS_MOVED: Final = row(
    "insi.status-moved",
    _E,
    _LIKELY,
    "Le statut a changé alors qu'INSi n'a rendu aucune identité.",
    "The status changed although INSi returned no identity.",
    RNIV_AXES,
    why=(
        "Un retour autre que 00 ne prouve rien, ni pour ni contre : le statut reste ce qu'il était.",
        "A return other than 00 proves nothing, for or against: the status stays what it was.",
    ),
)

REQUEST_RULES: Final[tuple[Rule[Any], ...]] = (BARRED, TRAIT_MISSING, SEX_UNDETERMINED, INS_MISSING, APP_CARD)
ANSWER_RULES: Final[tuple[Rule[Any], ...]] = (ANSWER_MALFORMED, CODE_UNKNOWN, ANSWER_UNUSABLE, ANSWER_DIFFERS)
RULES: Final[tuple[Rule[Any], ...]] = (*REQUEST_RULES, *ANSWER_RULES, STATUS_MOVED)
