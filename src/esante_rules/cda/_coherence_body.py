"""`cda.coherence`: is the base64 content of an N1 document what its media type says? Our own additions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from esante_rules._core import Hit, Text
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import place

_PDF: Final = "application/pdf"
_PLAIN: Final = "text/plain"


def _content(context: Context, media_type: str | None = None) -> bool:
    """Is there an N1 content in base64 (of that media type)?"""
    attributes = context.body.attributes
    present = context.is_n1 and context.body.has_text and not context.body.blank
    wanted = media_type is None or attributes.get("mediaType") == media_type
    return bool(present and wanted and attributes.get("representation") == "B64")


def _at(context: Context) -> Hit:
    component = context.first("component")
    at = place(component) if component is not None else "/ClinicalDocument"
    return Hit(f"{at}/nonXMLBody[1]/text[1]", {}, context.body.text_line)


def _base64(context: Context) -> Iterator[Hit]:
    if _content(context) and context.body.base64_valid is False:
        yield _at(context)


BASE64: Final = rule(
    "coherence.base64-invalid",
    _base64,
    Text("Le contenu N1 n'est pas un base64 valide.", "The N1 content is not valid base64."),
    Text(
        "Alphabet, longueur et bourrage sont fixes : un contenu tronqué ne s'ouvrira pas.",
        "Alphabet, length and padding are fixed: a truncated content will not open.",
    ),
    src.LIBRARY,
)


def _not_pdf(context: Context) -> Iterator[Hit]:
    if _content(context, _PDF) and b"%PDF-" not in context.body.first_bytes:
        yield _at(context)


NOT_PDF: Final = rule(
    "coherence.content-not-pdf",
    _not_pdf,
    Text("Le contenu annoncé comme PDF n'en est pas un.", "The content announced as a PDF is not one."),
    Text(
        "Un PDF commence par « %PDF- » dans ses 1 024 premiers octets.",
        "A PDF starts with « %PDF- » within its first 1,024 bytes.",
    ),
    src.LIBRARY,
)


def _truncated(context: Context) -> Iterator[Hit]:
    if _content(context, _PDF) and context.body.base64_valid and b"%%EOF" not in context.body.last_bytes:
        yield _at(context)


TRUNCATED: Final = rule(
    "coherence.pdf-truncated",
    _truncated,
    Text("Le PDF semble tronqué : sa marque de fin manque.", "The PDF seems truncated: its end mark is missing."),
    Text(
        "Un PDF se termine par « %%EOF » ; sans elle, des lecteurs le refusent.",
        "A PDF ends with « %%EOF »; without it some readers refuse the file.",
    ),
    src.LIBRARY,
)


def _encrypted(context: Context) -> Iterator[Hit]:
    if _content(context, _PDF) and context.body.encrypt_mark:
        yield _at(context)


ENCRYPTED: Final = rule(
    "coherence.pdf-encrypted",
    _encrypted,
    Text("Le PDF semble chiffré ou protégé.", "The PDF seems encrypted or protected."),
    Text(
        "PDF/A interdit le chiffrement : le document doit pouvoir se lire dans vingt ans.",
        "PDF/A forbids encryption: the document must be readable in twenty years.",
    ),
    src.LIBRARY,
)


def _not_pdfa(context: Context) -> Iterator[Hit]:
    if _content(context, _PDF) and context.body.pdfa_mark is False and b"%PDF-" in context.body.first_bytes:
        yield _at(context)


NOT_PDFA: Final = rule(
    "coherence.pdf-not-declared-pdfa",
    _not_pdfa,
    Text("Le PDF ne se déclare pas PDF/A.", "The PDF does not declare itself as PDF/A."),
    Text(
        "Le guide document-core demande du PDF/A-1 ; les exemples officiels n'en sont pourtant pas.",
        "The document-core guide asks for PDF/A-1; the official examples are not though.",
    ),
    src.ans_text("corps non structuré, PDF/A-1"),
)


def _not_text(context: Context) -> Iterator[Hit]:
    if _content(context, _PLAIN) and context.body.utf8 is False:
        yield _at(context)


NOT_TEXT: Final = rule(
    "coherence.content-not-utf8",
    _not_text,
    Text("Le texte annoncé n'est pas en UTF-8.", "The announced plain text is not UTF-8."),
    Text("Les accents se liraient mal.", "Accented letters would be misread."),
    src.LIBRARY,
)


def _binary(context: Context) -> Iterator[Hit]:
    first = context.body.first_bytes
    if _content(context, _PLAIN) and (b"%PDF-" in first or b"\x00" in first):
        yield _at(context)


BINARY: Final = rule(
    "coherence.content-not-text",
    _binary,
    Text(
        "Le contenu annoncé comme texte simple est un PDF ou un autre fichier binaire.",
        "The content announced as plain text is a PDF or another binary file.",
    ),
    Text(
        "Le destinataire afficherait des caractères illisibles au lieu du document.",
        "The recipient would display unreadable characters instead of the document.",
    ),
    src.LIBRARY,
)


def _not_embedded(context: Context) -> Iterator[Hit]:
    if context.is_n1 and context.body.has_text and (context.body.has_elements or "compression" in _names(context)):
        yield _at(context)


def _names(context: Context) -> frozenset[str]:
    return frozenset(context.body.attributes)


NOT_EMBEDDED: Final = rule(
    "coherence.content-not-embedded",
    _not_embedded,
    Text(
        "Le contenu N1 est compressé, ou renvoie à un élément au lieu d'être embarqué.",
        "The N1 content is compressed, or points to an element instead of being embedded.",
    ),
    Text(
        "Le destinataire n'ouvre que le contenu embarqué tel quel dans le document.",
        "The recipient only opens the content that is embedded as it stands.",
    ),
    src.LIBRARY,
)

RULES: Final[tuple[Header, ...]] = (BASE64, NOT_PDF, TRUNCATED, ENCRYPTED, NOT_PDFA, BINARY, NOT_TEXT, NOT_EMBEDDED)
WHOLE: Final = frozenset((BASE64, TRUNCATED, ENCRYPTED, NOT_PDFA, NOT_TEXT))
"""Rules that need the whole reading."""
