"""`cda.text`: the content of an N1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from esante_rules._core import Hit, Severity, Text
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import attribute, place

_MEDIA_TYPES: Final = ("application/pdf", "text/plain")


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

RULES: Final[tuple[Header, ...]] = (
    CONTENT_EMPTY,
    MEDIA_TYPE,
    NOT_BASE64,
    CONTENT_LANGUAGE,
)
WHOLE: Final = frozenset((CONTENT_LANGUAGE,))
"""Rules that need the whole reading."""
