"""What is kept of the body: facts, never its text. The whole reading meets it here, event by event."""

from __future__ import annotations

import binascii
import codecs
from collections.abc import Mapping
from enum import Enum
from typing import Final

from attrs import evolve, field, frozen
from lxml import etree

from esante_rules.cda._limits import Limits

HL7: Final = "urn:hl7-org:v3"
_KEPT: Final = 1024
_OVERLAP: Final = 32
_BLANKS: Final = " \t\r\n"
_BASE64: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class BodyKind(Enum):
    """What `component` holds."""

    NONE = "none"
    NON_XML = "nonXMLBody"
    STRUCTURED = "structuredBody"
    BOTH = "both"
    """Two bodies; only the whole reading sees it."""


@frozen(kw_only=True, repr=False)
class Body:
    """Facts about the body. None means: this reading did not go far enough to know."""

    kind: BodyKind
    line: int | None = None
    text_line: int | None = None
    """Line of `nonXMLBody/text`."""
    attributes: Mapping[str, str] = field(factory=dict)
    """The attributes of `nonXMLBody/text`; a namespaced name is in `{namespace}local` form."""
    has_text: bool | None = None
    """Is there a `nonXMLBody/text`?"""
    blank: bool | None = None
    """Is its text empty or white space?"""
    has_elements: bool | None = None
    """Does it hold child elements (`reference`, `thumbnail`)?"""
    first_bytes: bytes = b""
    """At most 1,024 first bytes of the content, decoded from base64 when `representation` says so."""
    base64_valid: bool | None = None
    """Alphabet, length and padding of the whole base64, white space apart (whole reading)."""
    last_bytes: bytes = b""
    """At most 1,024 last bytes (whole reading)."""
    utf8: bool | None = None
    """Are the bytes valid UTF-8? (whole reading)"""
    encrypt_mark: bool | None = None
    """Was `/Encrypt` met among the bytes? (whole reading)"""
    pdfa_mark: bool | None = None
    """Was the `pdfaid:part` of a PDF/A declaration met? (whole reading)"""
    languages: tuple[str, ...] | None = None
    """`nonXMLBody/languageCode/@code`, as they stand (whole reading)."""
    sections: bool | None = None
    """Was a `section` met? (whole reading)"""
    entries: bool | None = None
    """Was an `entry` met under a section? (whole reading)"""
    embedded_pdf: bool | None = None
    """Was an `observationMedia/value` of type application/pdf met? (whole reading)"""

    def __repr__(self) -> str:
        return f"<Body {self.kind.value}>"


class Digest:
    """The content of `nonXMLBody/text`, met piece by piece and not kept."""

    def __init__(self, *, base64: bool) -> None:
        self.blank = True
        self.first = b""
        self.last = b""
        self.valid = True
        self.utf8 = True
        self.encrypt = False
        self.pdfa = False
        self._base64 = base64
        self._rest = b""
        self._padding = 0
        self._length = 0
        self._utf8 = codecs.getincrementaldecoder("utf-8")("strict")

    def add(self, text: str) -> None:
        """Take the next characters."""
        if self.blank and text.strip(_BLANKS):
            self.blank = False
        if not self._base64:
            self._take(text.encode("utf-8", "surrogatepass"))
            return
        data = text.encode("ascii", "replace").translate(None, b" \t\r\n")
        body = data.rstrip(b"=") if not self._padding else b""
        if (self._padding and data.strip(b"=")) or body.translate(None, _BASE64):
            self.valid = False
        self._padding += len(data) - len(body)
        self._length += len(data)
        if self.valid:
            self._rest += body
            whole = len(self._rest) - len(self._rest) % 4
            self._take(binascii.a2b_base64(self._rest[:whole]))
            self._rest = self._rest[whole:]

    def close(self) -> None:
        """The end of the text: settle the padding and the last bytes."""
        if self._base64:
            if self._padding > 2 or self._length % 4 or not self._length:
                self.valid = False
            if self.valid and self._rest:
                self._take(binascii.a2b_base64(self._rest + b"=" * (4 - len(self._rest))))
        self._check_utf8(b"", final=True)

    def _take(self, data: bytes) -> None:
        if len(self.first) < _KEPT:
            self.first += data[: _KEPT - len(self.first)]
        seen = self.last[-_OVERLAP:] + data
        self.encrypt = self.encrypt or b"/Encrypt" in seen
        self.pdfa = self.pdfa or b"pdfaid:part" in seen
        self.last = (self.last + data[-_KEPT:])[-_KEPT:]
        self._check_utf8(data, final=False)

    def _check_utf8(self, data: bytes, *, final: bool) -> None:
        if self.utf8:
            try:
                self._utf8.decode(data, final)
            except UnicodeDecodeError:
                self.utf8 = False


def _name(local: str) -> str:
    return f"{{{HL7}}}{local}"


_DOCUMENT, _COMPONENT, _NON_XML, _STRUCTURED = map(
    _name, ("ClinicalDocument", "component", "nonXMLBody", "structuredBody")
)
_TEXT, _LANGUAGE, _SECTION, _ENTRY, _VALUE = map(_name, ("text", "languageCode", "section", "entry", "value"))


def _child(parent: etree._Element, tag: str, attributes: Mapping[str, str]) -> etree._Element:
    """A new element. lxml refuses to make some names that its parser accepts (odd namespaces, unbound prefixes).

    No such name is known to the schema: `unknown` stands for it and is refused in the same way.
    """
    try:
        return etree.SubElement(parent, tag, dict(attributes))
    except ValueError:
        plain = {name: value for name, value in attributes.items() if "{" not in name and ":" not in name}
        if len(plain) < len(attributes):
            plain["unknown"] = ""
        local = tag.removeprefix(f"{{{HL7}}}")
        made = f"{{{HL7}}}{local}" if local != tag and ":" not in local else "unknown"
        return etree.SubElement(parent, made, plain)


class Collector:
    """A parser target: counts, bounds and digests everything, and rebuilds only what follows the body.

    Elements that follow `component` belong to the header (or are misplaced): they are added to the tree of the
    header reading, without line numbers, which this parser does not give.
    """

    def __init__(self, root: etree._Element, limits: Limits) -> None:
        self.over = ""
        self.documents = 0
        self._most_depth, self._most_attributes, self._tail_left = limits.depth, limits.attributes, limits.header
        self._most_text, self._elements_left = limits.text, limits.elements
        self._root = root
        self._path: list[str] = []
        self._at = 0
        self._after = False
        self._building: list[etree._Element] = []
        self._pieces: list[str] = []
        self._skipping = 0
        self._bodies: list[str] = []
        self._text_attributes: dict[str, str] | None = None
        self._has_elements = False
        self._languages: list[str] = []
        self._digest: Digest | None = None
        self._in_text = False
        self._sections = self._entries = self._pdf = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        path = self._path
        path.append(tag)
        if len(path) > self._most_depth:
            self.over = self.over or "depth"
        if len(attributes) > self._most_attributes:
            self.over = self.over or "attributes"
        if tag == _DOCUMENT:
            self.documents += 1
            if self.documents == 1:
                self._at = len(path)
        if not self._at or self.over:
            return
        level = len(path) - self._at
        if self._after:
            self._build(tag, attributes, level)
        elif level > 1 and path[self._at] == _COMPONENT:
            self._body(tag, attributes, level)

    def _body(self, tag: str, attributes: Mapping[str, str], level: int) -> None:
        if level == 2:
            self._bodies.append(tag)
        elif self._bodies[-1] == _NON_XML:
            if level == 3 and tag == _TEXT and self._text_attributes is None:
                self._text_attributes = dict(attributes)
                self._digest = Digest(base64=attributes.get("representation") == "B64")
                self._in_text = True
            elif level == 3 and tag == _LANGUAGE:
                self._languages.append(attributes.get("code", ""))
            elif self._in_text:
                self._has_elements = True
        elif tag == _SECTION:
            self._sections = True
        elif tag == _ENTRY:
            self._entries = self._entries or _SECTION in self._path
        elif tag == _VALUE and attributes.get("mediaType") == "application/pdf":
            self._pdf = True

    def _build(self, tag: str, attributes: Mapping[str, str], level: int) -> None:
        if level < 1:
            return
        if self._skipping or (level > 1 and self._building[0].tag == _COMPONENT):
            self._skipping += 1
            return
        self._write()
        self._spend(len(tag) + sum(len(name) + len(value) for name, value in attributes.items()))
        self._elements_left -= 1
        if self._elements_left < 0:
            self.over = self.over or "elements"
        if not self.over:
            parent = self._building[-1] if self._building else self._root
            self._building.append(_child(parent, tag, attributes))

    def _spend(self, size: int) -> None:
        self._tail_left -= size
        if self._tail_left < 0:
            self.over = self.over or "header"

    def data(self, text: str) -> None:
        """Characters."""
        if self._in_text and self._digest is not None:
            self._digest.add(text)
        elif self._after and not self._skipping and (self._building or len(self._path) == self._at):
            self._spend(len(text))
            self._pieces.append(text)

    def _write(self) -> None:
        """Put the text since the last tag into the tree, at once: the parser gives it in pieces, perhaps very many."""
        if not self._pieces:
            return
        text, element = "".join(self._pieces), self._building[-1] if self._building else self._root
        self._pieces.clear()
        if len(text) > self._most_text:
            self.over = self.over or "text"
        elif len(element):
            element[-1].tail = text
        else:
            element.text = text

    def end(self, tag: str) -> None:
        """An element closes."""
        path = self._path
        level = len(path) - self._at if self._at else 0
        if self._skipping:
            self._skipping -= 1
        elif self._building:
            self._write()
            self._building.pop()
        elif self._after and level == 0:
            self._write()
        elif self._at and not self._after:
            if level == 1 and tag == _COMPONENT:
                self._after = True
            elif level == 3 and self._in_text:
                self._in_text = False
        path.pop()
        if self._at and len(path) < self._at:
            self._at, self._after = 0, False

    def close(self) -> None:
        """The end of the document."""

    def facts(self, known: Body) -> Body:
        """`known`, completed with what only the whole reading can tell."""
        bodies = [tag for tag in self._bodies if tag in (_NON_XML, _STRUCTURED)]
        kind = BodyKind.BOTH if len(bodies) > 1 else known.kind
        structured = _STRUCTURED in bodies
        known = evolve(
            known,
            kind=kind,
            languages=tuple(self._languages),
            sections=self._sections if structured else None,
            entries=self._entries if structured else None,
            embedded_pdf=self._pdf if structured else None,
        )
        digest = self._digest
        if digest is None:
            return known
        digest.close()
        base64 = (self._text_attributes or {}).get("representation") == "B64"
        return evolve(
            known,
            blank=digest.blank and not self._has_elements,
            has_elements=self._has_elements,
            first_bytes=digest.first,
            last_bytes=digest.last,
            base64_valid=digest.valid if base64 else None,
            utf8=digest.utf8,
            encrypt_mark=digest.encrypt,
            pdfa_mark=digest.pdfa,
        )
