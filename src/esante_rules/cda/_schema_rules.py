"""Rules of the structure (`cda.schema`): what the schema of CDA refuses, in a few words for every element."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Confidence, Rule, Severity, Text
from esante_rules.cda import _sources as src


def _rule(name: str, says: Text, why: Text) -> Rule[Any]:
    return Rule(
        id=f"cda.schema.{name}",
        says=says,
        why=why,
        refs=(src.SCHEMA,),
        since=None,
        severity=Severity.ERROR,
        confidence=Confidence.CERTAIN,
    )


_ORDER: Final = Text(
    "Le schéma CDA fixe les enfants de chaque élément, leur ordre et leur nombre.",
    "The CDA schema fixes the children of every element, their order and their number.",
)
_ATTRIBUTES: Final = Text(
    "Le schéma CDA fixe les attributs de chaque élément et leurs valeurs.",
    "The CDA schema fixes the attributes of every element and their values.",
)

ELEMENT_MISPLACED: Final = _rule(
    "element-misplaced",
    Text(
        "{element} n'est pas admis à cette place dans {parent} (ordre ou nombre). Attendu : {expected}.",
        "{element} is not allowed at this place in {parent} (order or number). Expected: {expected}.",
    ),
    _ORDER,
)
ELEMENT_MISSING: Final = _rule(
    "element-missing",
    Text("{parent} est incomplet. Attendu : {expected}.", "{parent} is incomplete. Expected: {expected}."),
    _ORDER,
)
ELEMENT_UNKNOWN: Final = _rule(
    "element-unknown",
    Text(
        "{parent} contient un élément inconnu du schéma CDA. Attendu : {expected}.",
        "{parent} holds an element that the CDA schema does not know. Expected: {expected}.",
    ),
    _ORDER,
)
EXTENSION_REFUSED: Final = _rule(
    "extension-refused",
    Text(
        "{parent} contient un élément d'un autre espace de noms que le schéma étendu n'admet pas.",
        "{parent} holds an element of another namespace that the extended schema does not allow.",
    ),
    Text(
        "Les extensions (SDTC, IHE, DICOM) ne sont admises qu'aux places prévues par le schéma étendu.",
        "Extensions (SDTC, IHE, DICOM) are allowed only where the extended schema provides for them.",
    ),
)
ATTRIBUTE_UNKNOWN: Final = _rule(
    "attribute-unknown",
    Text(
        "{element} porte un attribut que le schéma CDA n'admet pas. Attributs admis : {expected}.",
        "{element} has an attribute that the CDA schema does not allow. Allowed attributes: {expected}.",
    ),
    _ATTRIBUTES,
)
ATTRIBUTE_MISSING: Final = _rule(
    "attribute-missing",
    Text("L'attribut {attribute} de {element} est obligatoire.", "The attribute {attribute} of {element} is required."),
    _ATTRIBUTES,
)
ATTRIBUTE_MALFORMED: Final = _rule(
    "attribute-malformed",
    Text(
        "La valeur de l'attribut {attribute} de {element} n'est pas de la forme attendue (type {expected}).",
        "The value of the attribute {attribute} of {element} does not have the expected form (type {expected}).",
    ),
    _ATTRIBUTES,
)
CODE_UNKNOWN: Final = _rule(
    "code-unknown",
    Text(
        "La valeur de l'attribut {attribute} de {element} n'est pas dans la liste du schéma ({expected}).",
        "The value of the attribute {attribute} of {element} is not in the list of the schema ({expected}).",
    ),
    Text(
        "Les codes de structure et nullFlavor se choisissent dans les listes fermées du schéma.",
        "Structural codes and nullFlavor are chosen from the closed lists of the schema.",
    ),
)
ATTRIBUTE_NOT_FIXED: Final = _rule(
    "attribute-not-fixed",
    Text(
        "L'attribut {attribute} de {element} ne peut valoir que {expected}.",
        "The attribute {attribute} of {element} can only be {expected}.",
    ),
    _ATTRIBUTES,
)
TEXT_REFUSED: Final = _rule(
    "text-refused",
    Text("{element} contient du texte, qu'il n'admet pas.", "{element} holds text, which it does not allow."),
    Text(
        "Le contenu de cet élément est fait d'éléments ou d'attributs, jamais de texte.",
        "The content of this element is made of elements or attributes, never of text.",
    ),
)
TYPE_UNKNOWN: Final = _rule(
    "type-unknown",
    Text(
        "L'attribut xsi:type de {element} ne nomme pas un type dérivé de {expected}.",
        "The xsi:type attribute of {element} does not name a type derived from {expected}.",
    ),
    Text(
        "Un type plus précis que celui du schéma est admis, un autre non.",
        "A type more precise than that of the schema is allowed, another one is not.",
    ),
)

RULES: Final[tuple[Rule[Any], ...]] = (
    ELEMENT_MISPLACED,
    ELEMENT_MISSING,
    ELEMENT_UNKNOWN,
    EXTENSION_REFUSED,
    ATTRIBUTE_UNKNOWN,
    ATTRIBUTE_MISSING,
    ATTRIBUTE_MALFORMED,
    CODE_UNKNOWN,
    ATTRIBUTE_NOT_FIXED,
    TEXT_REFUSED,
    TYPE_UNKNOWN,
)
