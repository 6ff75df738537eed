"""Read a CDA document that may be anything: the header as a small tree, the body as facts.

The header reading stops once the body is open. The whole reading then sends the same text again, from its start and
to its end, through a parser without a tree (`_body`), so that a body of any size costs no memory. No entity, no DTD,
no network: a DOCTYPE is seen in the prolog and refused before the parser gets a byte.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sized
from enum import Enum
from typing import Any, BinaryIO, Final

from attrs import field, frozen
from lxml import etree

from esante_rules._core import Finding, Rule, Text, require
from esante_rules.cda import _input as rules
from esante_rules.cda._body import HL7, Body, BodyKind, Collector, Digest
from esante_rules.cda._encoding import Source
from esante_rules.cda._limits import WORDS, Limits, exceeded


class Wrapper(Enum):
    """What the ClinicalDocument stands in."""

    NONE = "none"
    STYLESHEET = "stylesheet"
    SIGNATURE = "signature"


@frozen(kw_only=True, repr=False)
class Reading:
    """What was read. Nothing of it is shown by `repr`."""

    root: etree._Element | None
    """ClinicalDocument with the children of the header and an empty `component`; None when it could not be read."""
    wrapper: Wrapper
    encoding: str
    """The encoding that was used, as Python names it; `declared_encoding` is the word of the XML declaration."""
    declared_encoding: str = field(default="")
    body: Body
    whole: bool
    """True when the file was read to its end."""
    findings: tuple[Finding, ...]
    nulls: tuple[etree._Element, ...] = field(default=(), eq=False)
    """Those that have a nullFlavor, but for the root."""

    @property
    def elements(self) -> tuple[etree._Element, ...]:
        """`root` and every element in it, in document order; made anew, as most checks look at a few of them."""
        return () if self.root is None else tuple(self.root.iter())

    def __repr__(self) -> str:
        return f"<Reading {'of a header' if self.root is not None else 'of nothing'}, {len(self.findings)} findings>"


_CDA: Final = f"{{{HL7}}}ClinicalDocument"
_COMPONENT: Final = f"{{{HL7}}}component"
_NON_XML: Final = f"{{{HL7}}}nonXMLBody"
_STRUCTURED: Final = f"{{{HL7}}}structuredBody"
_TEXT: Final = f"{{{HL7}}}text"
_WATCHED: Final = (_CDA, _COMPONENT, _NON_XML, _STRUCTURED, _TEXT)
_WRAPPERS: Final = {
    _CDA: Wrapper.NONE,
    "{http://www.w3.org/1999/XSL/Transform}stylesheet": Wrapper.STYLESHEET,
    "{http://www.w3.org/1999/XSL/Transform}transform": Wrapper.STYLESHEET,
    "{http://www.w3.org/2000/09/xmldsig#}Signature": Wrapper.SIGNATURE,
}
_WRAPPER_WORDS: Final = {
    Wrapper.STYLESHEET: Text("une feuille de style XSL", "an XSL style sheet"),
    Wrapper.SIGNATURE: Text("une signature XML", "an XML signature"),
}
_ROOT_NAME: Final = re.compile(rb"<(?:[^\s<>/:]{1,100}:)?([^\s<>/:]{1,100})[\s/>]")
_ROOT_NAMES: Final = (b"ClinicalDocument", b"stylesheet", b"transform", b"Signature")
_LEAST, _LARGEST = 8192, 65536
_PDF_WINDOW: Final = 1024
_NULLS: Final = etree.XPath("descendant::*/@nullFlavor/..")
_MALFORMED_NAME: Final = etree.XPath("boolean(descendant-or-self::*[contains(name(), ':')][namespace-uri() = ''])")
_MALFORMED_ATTRIBUTE: Final = etree.XPath(
    "boolean(descendant-or-self::*/@*[contains(name(), ':')][namespace-uri() = ''])"
)


def read(
    document: bytes | os.PathLike[str] | BinaryIO, *, whole: bool = False, limits: Limits | None = None
) -> Reading:
    """Read `document`; faults of the file are findings, never exceptions.

    Raises `TypeError` for a wrong type and `OSError` when the caller's own path or file cannot be read.
    """
    limits = limits or Limits()
    require(whole, bool, "whole")
    require(limits, Limits, "limits")
    header = _Header(Source(document), limits, keep=whole)
    chunks = header.source.chunks(_LEAST, _LARGEST)
    header.read(chunks)
    if not whole or header.root is None:
        return header.reading(whole=False)
    collector = Collector(header.root, limits)
    header.read_on(chunks, collector)
    return header.reading(whole=True, collector=collector)


class _Header:
    """The state of one header reading: what was seen, and where it stopped."""

    def __init__(self, source: Source, limits: Limits, *, keep: bool) -> None:
        self.source = source
        self.limits = limits
        self.kept: list[bytes] | None = [] if keep else None
        self.root: etree._Element | None = None
        self.wrapper = Wrapper.NONE
        self.findings: list[Finding] = []
        self.component: etree._Element | None = None
        self.body: etree._Element | None = None
        self.text: etree._Element | None = None
        self.done = False
        self.errors: Sized = ()
        self.facts = Body(kind=BodyKind.NONE)

    def fail(self, rule: Rule[Any], line: int | None = None, **params: Any) -> None:
        self.findings.append(Finding(rule=rule, at="/", line=line or None, params=params))

    # --- the header -------------------------------------------------------------------------------------------

    def read(self, chunks: Iterator[bytes]) -> None:
        """Read until the body is open; leaves `root` None when the document cannot be used."""
        first = self._prolog(chunks)
        if self.findings:
            return
        size = len(first)
        parser = etree.XMLPullParser(
            events=("start", "end"),
            tag=_WATCHED,
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            recover=False,
            remove_blank_text=True,
            remove_comments=True,
            remove_pis=True,
        )
        error = self._feed(parser, first)
        while error is None and not self.done and size <= self.limits.header:
            chunk = next(chunks, b"")
            if not chunk:
                error = self._close(parser)
                break
            self._keep(chunk)
            size += len(chunk)
            error = self._feed(parser, chunk)
        self.errors = parser.feed_error_log
        self._conclude(error, size)

    def _prolog(self, chunks: Iterator[bytes]) -> bytes:
        """The text up to the start of the root at least, once it is known to hold no DOCTYPE."""
        buffer, position, state = b"", 0, "more"
        while state == "more":
            chunk = next(chunks, b"")
            if not chunk:
                break
            self._keep(chunk)
            buffer += chunk
            state, position = _scan(buffer, position)
            if len(buffer) > self.limits.header:
                self._over("header", self.limits.header)
                return b""
        if not self.source.size:
            self.fail(rules.EMPTY)
        elif self.source.fault is not None:
            self.fail(self.source.fault)
        elif state == "doctype":
            self.fail(rules.DOCTYPE, line=buffer.count(b"\n", 0, position) + 1)
        elif state == "root":
            name = _ROOT_NAME.match(buffer, position)
            if name is not None and name.group(1) not in _ROOT_NAMES:
                self.fail(rules.NOT_CDA)
        return buffer

    def _keep(self, chunk: bytes) -> None:
        if self.kept is not None:
            self.kept.append(chunk)

    def _feed(self, parser: etree.XMLPullParser[Any], chunk: bytes) -> etree.XMLSyntaxError | None:
        error = None
        try:
            parser.feed(chunk)
        except etree.XMLSyntaxError as fault:
            error = fault
        for event, element in parser.read_events():
            self._event(event, element)
            if self.done:
                return None
        if self.text is not None and len(self.text.text or "") >= 2 * _PDF_WINDOW:
            self.done = True  # the first bytes are there: whatever is wrong beyond is not read
            return None
        return error

    def _close(self, parser: etree.XMLPullParser[Any]) -> etree.XMLSyntaxError | None:
        try:
            parser.close()
        except etree.XMLSyntaxError as fault:
            return fault
        for event, element in parser.read_events():
            self._event(event, element)
        return None

    def _event(self, event: str, element: etree._Element) -> None:
        tag = element.tag
        if event == "end":
            if element is self.component or element is self.root or element is self.body or element is self.text:
                self.done = True
        elif tag == _CDA:
            if self.root is None:
                self._open(element)
            else:
                self.fail(rules.SEVERAL_DOCUMENTS, line=element.sourceline)
        elif tag == _COMPONENT:
            if self.component is None and self.root is not None and element.getparent() is self.root:
                self.component = element
        elif tag == _TEXT:
            if self.body is not None and self.text is None and element.getparent() is self.body:
                self.text = element
        elif self.body is None and self.component is not None and element.getparent() is self.component:
            self.body = element
            self.done = tag == _STRUCTURED

    def _open(self, element: etree._Element) -> None:
        top = element.getroottree().getroot()
        wrapper = _WRAPPERS.get(str(top.tag))
        if wrapper is None:
            self.done = True
            return
        self.root, self.wrapper = element, wrapper

    def _conclude(self, error: etree.XMLSyntaxError | None, size: int) -> None:
        root = self.root
        if self.source.fault is not None and not self.done:
            self.fail(self.source.fault)
        elif error is not None:
            self._malformed(error)
        elif not self.done and size > self.limits.header:
            self._over("header", self.limits.header)
        elif root is None:
            self.fail(rules.NOT_CDA)
        else:
            self.cut()
            self._check_tree(root, size)
        if self.findings:
            self.root = None
        elif self.wrapper is not Wrapper.NONE:
            line = root.sourceline if root is not None else None
            self.fail(rules.WRAPPED, line=line, wrapper=_WRAPPER_WORDS[self.wrapper])

    def _check_tree(self, root: etree._Element, size: int) -> None:
        for what, element in exceeded(root, size, self.limits):
            self._over(what, getattr(self.limits, what), element.sourceline)
        suspect = not self.findings and len(self.errors)  # libxml2 goes on after a prefix without a namespace
        if suspect and (_MALFORMED_NAME(root) or _MALFORMED_ATTRIBUTE(root)):
            self.fail(rules.NOT_WELL_FORMED)

    def _malformed(self, error: etree.XMLSyntaxError) -> None:
        encoding = error.code in _ENCODING_ERRORS
        self.fail(rules.UNDECODABLE if encoding else rules.NOT_WELL_FORMED, line=error.lineno)

    def _over(self, what: str, allowed: int, line: int | None = None) -> None:
        self.fail(rules.LIMIT_EXCEEDED, line=line, what=WORDS[what], allowed=allowed)

    # --- the rest ---------------------------------------------------------------------------------------------

    def read_on(self, chunks: Iterator[bytes], collector: Collector) -> None:
        """Send the whole text, from its start, through the parser without a tree."""
        target: Any = collector  # the stubs know no target that leaves comments out
        parser = etree.XMLParser(
            target=target,
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            recover=False,
        )
        kept, self.kept = self.kept or [], None
        try:
            for chunk in kept:
                parser.feed(chunk)
            for chunk in chunks:
                if self.source.size > self.limits.document or collector.over:
                    break
                parser.feed(chunk)
            else:
                if self.source.fault is None:
                    parser.close()
        except etree.XMLSyntaxError as error:
            self._malformed(error)
            return
        if self.source.fault is not None:
            self.fail(self.source.fault)
        elif self.source.size > self.limits.document:
            self._over("document", self.limits.document)
        elif collector.over:
            self._over(collector.over, getattr(self.limits, collector.over))
        elif collector.documents > 1:
            self.fail(rules.SEVERAL_DOCUMENTS)

    def reading(self, *, whole: bool, collector: Collector | None = None) -> Reading:
        facts = self.facts
        body = facts if collector is None else collector.facts(facts)
        return Reading(
            root=self.root,
            wrapper=self.wrapper,
            encoding=self.source.encoding,
            declared_encoding=self.source.declared,
            body=body,
            whole=whole,
            findings=tuple(self.findings),
            nulls=() if self.root is None else tuple(_NULLS(self.root)),
        )

    def cut(self) -> None:
        """Note the facts of the body, then keep only the header: what was read beyond depends on the chunks."""
        self.facts = self._facts()
        if self.component is None or self.root is None:
            return
        for element in (*self.component, *self.component.itersiblings()):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        self.component.text = self.component.tail = None

    def _facts(self) -> Body:
        body, text = self.body, self.text
        if body is None:
            line = self.component.sourceline if self.component is not None else None
            return Body(kind=BodyKind.NONE, line=line)
        if body.tag == _STRUCTURED:
            return Body(kind=BodyKind.STRUCTURED, line=body.sourceline)
        if text is None:
            return Body(kind=BodyKind.NON_XML, line=body.sourceline, has_text=False)
        digest = Digest(base64=text.get("representation") == "B64")
        digest.add(text.text or "")
        return Body(
            kind=BodyKind.NON_XML,
            line=body.sourceline,
            text_line=text.sourceline,
            attributes={str(name): str(value) for name, value in text.attrib.items()},
            has_text=True,
            blank=digest.blank and not len(text),
            has_elements=len(text) > 0,
            first_bytes=digest.first,
        )


_ENCODING_ERRORS: Final = (
    etree.ErrorTypes.ERR_INVALID_ENCODING,
    etree.ErrorTypes.I18N_CONV_FAILED,
)


def _scan(buffer: bytes, position: int) -> tuple[str, int]:
    """Walk the prolog: `more` text needed, a `doctype`, or the `root` (or whatever else stands there)."""
    while True:
        while position < len(buffer) and buffer[position] in b" \t\r\n":
            position += 1
        rest = buffer[position : position + 9]
        if rest == b"<!DOCTYPE":
            return "doctype", position
        for opening, closing in ((b"<!--", b"-->"), (b"<?", b"?>")):
            if rest.startswith(opening):
                end = buffer.find(closing, position + len(opening))
                if end < 0:
                    return "more", position
                position = end + len(closing)
                break
        else:
            return ("more" if b"<!DOCTYPE".startswith(rest) or b"<!--".startswith(rest) else "root"), position
