"""`cda.text`: what the texts of the ANS ask of the document, the patient, the acts and the body, and no tool checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from esante_rules._core import Confidence, Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._names import FORBIDDEN_TRAITS
from esante_rules.cda._tree import Element, attribute, child, children, hit, is_null, local_name, place, text_of

_LANGUAGE: Final = re.compile(r"[a-z]{2}-[A-Z]{2}").fullmatch
_SCHEMA_LOCATION: Final = f"{{{oids.NAMESPACES['xsi']}}}schemaLocation"
_GUARDIAN_QUALIFIERS: Final = ("BR", "SP", "CL")
_MEDIA_TYPES: Final = ("application/pdf", "text/plain")


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


def _main_act_null(context: Context) -> Iterator[Hit]:
    paths = (("effectiveTime", "low"), ("performer",), ("performer", "assignedEntity", "id"))
    for path in paths:
        for element in children(context.main_act, *path):
            if is_null(element):
                yield hit(element)


MAIN_ACT_NULL: Final = rule(
    "text.main-act-null",
    _main_act_null,
    Text(
        "L'acte principal (premier documentationOf) porte une valeur nulle pour sa date ou son exécutant.",
        "The main act (first documentationOf) has a null value for its date or its performer.",
    ),
    Text(
        "La date et l'exécutant de l'acte principal alimentent l'index du DMP : ils doivent être connus.",
        "The date and the performer of the main act feed the DMP index: they must be known.",
    ),
    src.structuration("documentationOf, acte principal"),
)


def _main_act_code(context: Context) -> Iterator[Hit]:
    act = context.main_act
    if act is not None and not attribute(child(act, "code"), "code"):
        yield hit(act)


MAIN_ACT_WITHOUT_CODE: Final = rule(
    "text.main-act-without-code",
    _main_act_code,
    Text("L'acte principal n'a pas de code.", "The main act has no code."),
    Text(
        "Le code de l'acte est recommandé : il permet de retrouver le document par ce qui a été fait.",
        "The code of the act is recommended: it lets people find the document by what was done.",
    ),
    src.ans_text("documentationOf/serviceEvent/code"),
    severity=Severity.INFO,
)


def _expected_act(context: Context) -> tuple[str, ...]:
    code = context.document_code
    if code.startswith(("EXPPAT_", "DOCPAT")):
        return (oids.PATIENT_CODE, oids.ASIP_ROLES)
    return _EXPECTED_ACTS.get(code, ())


_EXPECTED_ACTS: Final = {"55115-0": ("55115-0", oids.LOINC), "59283-2": ("11429006", oids.SNOMED_CT)}


def _main_act_expected(context: Context) -> Iterator[Hit]:
    expected, act = _expected_act(context), context.main_act
    if not expected or act is None:
        return
    code = child(act, "code")
    if (attribute(code, "code"), attribute(code, "codeSystem")) != expected:
        yield hit(act if code is None else code, code=expected[0])
    elif context.document_code == "59283-2" and child(code, "translation") is None and code is not None:
        yield hit(code, code=expected[0])


MAIN_ACT_CODE: Final = rule(
    "text.main-act-code-unexpected",
    _main_act_expected,
    Text(
        "Pour ce type de document, le code attendu de l'acte principal est {code}.",
        "For this type of document, the expected code of the main act is {code}.",
    ),
    Text(
        "Le texte fixe l'acte principal des demandes d'imagerie, des certificats et des documents écrits par le "
        "patient.",
        "The text fixes the main act of imaging requests, of certificates and of documents written by the patient.",
    ),
    src.structuration("documentationOf/serviceEvent/code"),
    confidence=Confidence.PROBABLE,
)


def _imaging_act(context: Context) -> Iterator[Hit]:
    if context.document_code != "18748-4" or not context.acts:
        return
    for act in context.acts:
        code = child(act, "code")
        if attribute(code, "codeSystem") == oids.LOINC and _says_modality(code):
            return
    yield hit(context.acts[0])


def _says_modality(code: Element | None) -> bool:
    return any(attribute(name, "code") == "121139" for name in children(code, "translation", "qualifier", "name"))


IMAGING_ACT: Final = rule(
    "text.imaging-act-without-modality",
    _imaging_act,
    Text(
        "Aucun acte du compte rendu d'imagerie n'a de code LOINC traduit par sa modalité.",
        "No act of the imaging report has a LOINC code translated into its modality.",
    ),
    Text(
        "La modalité (translation de qualifier 121139) permet de classer le compte rendu parmi les images.",
        "The modality (a translation with qualifier 121139) lets the report be filed among the images.",
    ),
    src.structuration("documentationOf/serviceEvent/code"),
    confidence=Confidence.PROBABLE,
)


def _prescription_date(context: Context) -> Iterator[Hit]:
    if not context.all("inFulfillmentOf"):
        return
    for participant in context.all("participant"):
        if participant.get("typeCode") == "REF" and not attribute(child(participant, "time", "high"), "value"):
            time = child(participant, "time")
            yield hit(participant if time is None else time)


PRESCRIPTION_DATE: Final = rule(
    "text.prescription-date-missing",
    _prescription_date,
    Text(
        "La date de la prescription n'est pas donnée pour le prescripteur (borne haute de sa participation).",
        "The date of the prescription is not given for the prescriber (upper bound of the participation).",
    ),
    Text(
        "Quand le document répond à une prescription, sa date se lit sur la participation du prescripteur.",
        "When the document answers a prescription, its date is read on the participation of the prescriber.",
    ),
    src.structuration("participant, inFulfillmentOf"),
    severity=Severity.INFO,
)


# --- the N1 body --------------------------------------------------------------------------------------------------


def _body_hit(context: Context) -> Hit:
    component = context.first("component")
    at = place(component) if component is not None else "/ClinicalDocument"
    body = context.body
    missing_text = body.has_text is False
    step = "/nonXMLBody[1]" if missing_text else "/nonXMLBody[1]/text[1]"
    return Hit(at + step, {}, body.line if missing_text else body.text_line)


def _content_empty(context: Context) -> Iterator[Hit]:
    body = context.body
    if context.is_n1 and (body.has_text is False or body.blank or "nullFlavor" in body.attributes):
        yield _body_hit(context)


CONTENT_EMPTY: Final = rule(
    "text.n1-content-empty",
    _content_empty,
    Text("Le document N1 n'a pas de contenu.", "The N1 document has no content."),
    Text(
        "Un document N1 n'est que l'enveloppe de son contenu ; les contrôles officiels ne le regardent pas.",
        "An N1 document is only the envelope of its content; the official checks do not look at it.",
    ),
    src.ans_text("corps non structuré"),
    severity=Severity.ERROR,
)


def _says_content(context: Context) -> bool:
    return bool(context.is_n1 and context.body.has_text) and "nullFlavor" not in context.body.attributes


def _media_type(context: Context) -> Iterator[Hit]:
    if _says_content(context) and context.body.attributes.get("mediaType") not in _MEDIA_TYPES:
        yield _body_hit(context)


MEDIA_TYPE: Final = rule(
    "text.n1-media-type-unexpected",
    _media_type,
    Text(
        "Le contenu N1 n'est annoncé ni comme PDF (application/pdf) ni comme texte simple (text/plain).",
        "The N1 content is announced neither as PDF (application/pdf) nor as plain text (text/plain).",
    ),
    Text(
        "Une image se convertit d'abord en PDF/A-1 ; un autre type ne s'affichera pas chez le destinataire.",
        "An image is first converted to PDF/A-1; another type will not display at the recipient's.",
    ),
    src.ans_text("corps non structuré, mediaType"),
    severity=Severity.ERROR,
)


def _not_base64(context: Context) -> Iterator[Hit]:
    if _says_content(context) and context.body.attributes.get("representation") != "B64":
        yield _body_hit(context)


NOT_BASE64: Final = rule(
    "text.n1-not-base64",
    _not_base64,
    Text(
        "Le contenu N1 n'est pas annoncé en base64 (representation B64).",
        "The N1 content is not announced as base64 (representation B64).",
    ),
    Text(
        "Le contenu d'un N1 est toujours encodé en base64, même le texte simple.",
        "The content of an N1 is always encoded in base64, even plain text.",
    ),
    src.ans_text("corps non structuré, representation"),
    severity=Severity.ERROR,
)


def _content_language(context: Context) -> Iterator[Hit]:
    language = attribute(context.first("languageCode"), "code")
    if context.is_n1 and language and language in (context.body.languages or ()):
        component = context.first("component")
        at = place(component) if component is not None else "/ClinicalDocument"
        yield Hit(f"{at}/nonXMLBody[1]/languageCode[1]", {}, context.body.line)


CONTENT_LANGUAGE: Final = rule(
    "text.content-language-redundant",
    _content_language,
    Text(
        "La langue du contenu répète celle du document.",
        "The language of the content repeats that of the document.",
    ),
    Text(
        "Elle n'est donnée que lorsque le contenu est dans une autre langue que le document.",
        "It is given only when the content is in another language than the document.",
    ),
    src.ans_text("nonXMLBody/languageCode"),
    severity=Severity.INFO,
)

BODY: Final = (CONTENT_EMPTY, MEDIA_TYPE, NOT_BASE64, CONTENT_LANGUAGE)
"""The rules that look at the content of an N1."""
RULES: Final[tuple[Header, ...]] = (
    ENCODING_NOT_UTF8,
    SCHEMA_LOCATION,
    LANGUAGE_MALFORMED,
    VERSION_NOT_POSITIVE,
    GUARDIAN_QUALIFIER,
    GUARDIAN_PREFIX,
    BIRTHPLACE_EMPTY,
    FORBIDDEN_TRAIT,
    PRESCRIPTION_DATE,
    MAIN_ACT_NULL,
    MAIN_ACT_WITHOUT_CODE,
    MAIN_ACT_CODE,
    IMAGING_ACT,
    *BODY,
)
WHOLE: Final = frozenset((CONTENT_LANGUAGE,))
"""Rules that need the whole reading."""
TABLES: Final = {GUARDIAN_PREFIX: ("J245",)}
"""The value sets that a rule needs."""
