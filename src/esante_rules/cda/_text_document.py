"""`cda.text`: what the texts of the ANS ask of the document and of its patient, and no tool checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from esante_rules._core import Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._names import FORBIDDEN_TRAITS
from esante_rules.cda._tree import Element, child, children, hit, is_null, local_name, text_of

_LANGUAGE: Final = re.compile(r"[a-z]{2}-[A-Z]{2}").fullmatch
_SCHEMA_LOCATION: Final = f"{{{oids.NAMESPACES['xsi']}}}schemaLocation"
_GUARDIAN_QUALIFIERS: Final = ("BR", "SP", "CL")


def _encoding_not_utf8(context: Context) -> Iterator[Hit]:
    if context.declared_encoding and context.declared_encoding.upper().replace("-", "") != "UTF8":
        yield hit(context.root)


ENCODING_NOT_UTF8: Final = rule(
    "text.encoding-not-utf8",
    _encoding_not_utf8,
    Text(
        "Le document n'est pas déclaré en UTF-8.",
        "The document is not declared as UTF-8.",
    ),
    Text(
        "Le CI-SIS demande l'UTF-8 : un autre encodage expose les lettres accentuées à être perdues.",
        "The CI-SIS asks for UTF-8: another encoding puts accented letters at risk.",
    ),
    src.ans_text("encodage des documents"),
)


def _schema_location(context: Context) -> Iterator[Hit]:
    if context.root.get(_SCHEMA_LOCATION) is not None:
        yield hit(context.root)


SCHEMA_LOCATION: Final = rule(
    "text.schema-location-present",
    _schema_location,
    Text(
        "L'attribut xsi:schemaLocation est renseigné alors qu'il ne devrait pas l'être.",
        "The xsi:schemaLocation attribute is given although it should not be.",
    ),
    Text(
        "L'emplacement du schéma est propre au poste de l'émetteur ; les exemples officiels le portent pourtant.",
        "The place of the schema belongs to the sender's machine; the official examples carry it all the same.",
    ),
    src.ans_text("élément ClinicalDocument"),
    severity=Severity.INFO,
)


def _language(context: Context) -> Iterator[Hit]:
    for element in context.all("languageCode"):
        code = element.get("code")
        if code is not None and not _LANGUAGE(code):
            yield hit(element)


LANGUAGE_MALFORMED: Final = rule(
    "text.language-malformed",
    _language,
    Text(
        "La langue n'est pas écrite sous la forme « fr-FR » : deux minuscules, un tiret, deux majuscules.",
        "The language is not written in the form « fr-FR »: two small letters, a hyphen, two capitals.",
    ),
    Text(
        "Le contrôle officiel cherche ce motif n'importe où dans la valeur et laisse donc passer des ajouts.",
        "The official check looks for this pattern anywhere in the value, so it lets additions through.",
    ),
    src.structuration("languageCode"),
)


def _version(context: Context) -> Iterator[Hit]:
    element = context.first("versionNumber")
    if element is not None and context.version is not None and context.version < 1:
        yield hit(element)


VERSION_NOT_POSITIVE: Final = rule(
    "text.version-not-positive",
    _version,
    Text("Le numéro de version n'est pas au moins 1.", "The version number is not at least 1."),
    Text(
        "La première version porte le numéro 1, chaque suivante un de plus ; aucun contrôle officiel ne le vérifie.",
        "The first version bears number 1, each next one more; no official check looks at it.",
    ),
    src.ans_text("versionNumber"),
)


def _guardian_names(context: Context) -> Iterator[Element]:
    return children(context.patient, "guardian", "guardianPerson", "name")


def _guardian_qualifier(context: Context) -> Iterator[Hit]:
    for name in _guardian_names(context):
        for family in children(name, "family"):
            qualifier = family.get("qualifier")
            if qualifier is not None and qualifier not in _GUARDIAN_QUALIFIERS:
                yield hit(family)


GUARDIAN_QUALIFIER: Final = rule(
    "text.guardian-qualifier-unexpected",
    _guardian_qualifier,
    Text(
        "Le nom du représentant du patient porte un qualificatif autre que BR, SP ou CL.",
        "The name of the patient's representative bears a qualifier other than BR, SP or CL.",
    ),
    Text(
        "L'assertion officielle regarde par erreur les noms du patient et ne se déclenche donc pas.",
        "The official assertion looks at the patient's names by mistake, so it never fires.",
    ),
    src.structuration("recordTarget, guardian"),
)


def _guardian_prefix(context: Context) -> Iterator[Hit]:
    for name in _guardian_names(context):
        for prefix in children(name, "prefix"):
            if not is_null(prefix) and text_of(prefix) not in context.tables["J245"].codes:
                yield hit(prefix)


GUARDIAN_PREFIX: Final = rule(
    "text.guardian-prefix-unexpected",
    _guardian_prefix,
    Text(
        "La civilité du représentant du patient n'est pas dans le jeu de valeurs JDV_J245.",
        "The title of the patient's representative is not in the value set JDV_J245.",
    ),
    Text(
        "Le texte renvoie aux civilités du CI-SIS (M, MME) ; aucun contrôle officiel ne les compare ici.",
        "The text refers to the titles of the CI-SIS (M, MME); no official check compares them here.",
    ),
    src.structuration("recordTarget, guardian"),
)


def _birthplace(context: Context) -> Iterator[Hit]:
    for spot in children(context.patient, "birthplace", "place"):
        if not is_null(spot) and child(spot, "name") is None and child(spot, "addr") is None:
            yield hit(spot)


BIRTHPLACE_EMPTY: Final = rule(
    "text.birthplace-empty",
    _birthplace,
    Text(
        "Le lieu de naissance ne contient ni nom ni adresse.",
        "The place of birth holds neither a name nor an address.",
    ),
    Text(
        "Un lieu de naissance sans contenu n'apprend rien ; s'il est inconnu, un nullFlavor le dit.",
        "An empty place of birth says nothing; when it is unknown, a nullFlavor says so.",
    ),
    src.structuration("recordTarget, birthplace"),
)


def _forbidden(context: Context) -> Iterator[Hit]:
    for name in FORBIDDEN_TRAITS:
        for element in children(context.patient, name):
            yield hit(element, element=local_name(element))


FORBIDDEN_TRAIT: Final = rule(
    "text.forbidden-trait",
    _forbidden,
    Text(
        "La donnée {element} ne doit pas figurer dans un document de santé français.",
        "The item {element} must not appear in a French health document.",
    ),
    Text(
        "La religion et l'origine ethnique ne se transmettent pas dans l'en-tête ; le contrôle officiel s'en tient "
        "à un avertissement de contenu.",
        "Religion and ethnic origin are not sent in a header; the official check only warns about closed content.",
    ),
    src.structuration("recordTarget, patient"),
)


RULES: Final[tuple[Header, ...]] = (
    ENCODING_NOT_UTF8,
    SCHEMA_LOCATION,
    LANGUAGE_MALFORMED,
    VERSION_NOT_POSITIVE,
    GUARDIAN_QUALIFIER,
    GUARDIAN_PREFIX,
    BIRTHPLACE_EMPTY,
    FORBIDDEN_TRAIT,
)
TABLES: Final = {GUARDIAN_PREFIX: ("J245",)}
"""The value sets that a rule needs."""
