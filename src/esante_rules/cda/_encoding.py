"""Bytes to UTF-8, whatever the encoding: the same text is scanned for a DOCTYPE and given to the parser.

The encoding is that of the byte order mark, of the first bytes, or of the XML declaration (XML 1.0, 4.3.3 and
annex F). Everything but UTF-8 is transcoded here, so that libxml2 and this scan can never read two different texts.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from esante_rules._core import Rule, require
from esante_rules.cda import _input as rules

_HEAD: Final = 4096
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNS: Final = (
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_DECLARED: Final = re.compile(
    r"""<\?xml[ \t\r\n\x85]+version[ \t\r\n\x85]*=[ \t\r\n\x85]*(?:"[0-9.]{1,8}"|'[0-9.]{1,8}')[ \t\r\n\x85]+"""
    r"""encoding[ \t\r\n\x85]*=[ \t\r\n\x85]*["']([A-Za-z][A-Za-z0-9._\-]{0,39})["']"""
)
_UCS: Final = {"iso-10646-ucs-2": "utf-16", "iso-10646-ucs-4": "utf-32"}
_NOT_FOR_FILES: Final = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem")


class Source:
    """The document as UTF-8 chunks without a byte order mark; `fault` says why it stopped early."""

    __slots__ = ("_decoder", "_given", "_pending", "_start", "declared", "encoding", "fault", "size")

    def __init__(self, document: bytes | os.PathLike[str] | BinaryIO) -> None:
        """Raise `TypeError` for another type; `OSError` comes later, from reading the caller's file."""
        if not isinstance(document, bytes | os.PathLike) and not callable(getattr(document, "read", None)):
            raise TypeError(f"document must be bytes, a path or a binary file, not {type(document).__name__}")
        self._given = document
        self._pending = b""
        self._start = 0
        self._decoder: codecs.IncrementalDecoder | None = None
        self.fault: Rule[Any] | None = None
        self.size = 0
        self.encoding = ""
        self.declared = ""

    def chunks(self, least: int, largest: int) -> Iterator[bytes]:
        """Yield the text, in pieces of an eighth of what was read: from `least` to `largest` bytes of the file.

        A reading that stops goes beyond its end by one piece: small pieces while little was read, and never many.
        """
        if isinstance(self._given, os.PathLike):
            with open(self._given, "rb") as file:
                yield from self._text(file, least, largest)
        else:
            yield from self._text(self._given, least, largest)

    def _text(self, given: bytes | BinaryIO, least: int, largest: int) -> Iterator[bytes]:
        piece = self._take(given, max(least, _HEAD))
        start = self._detect(piece[:_HEAD])
        while piece:
            if self.fault is not None:
                return
            following = self._take(given, min(max(least, self.size // 8), largest))
            text = self._decode(piece[start:], final=not following)
            if text:
                yield text
            piece, start = following, 0

    def _take(self, given: bytes | BinaryIO, size: int) -> bytes:
        if isinstance(given, bytes):
            piece = given[self._start : self._start + size]
            self._start += len(piece)
        else:
            parts: list[bytes] = []
            missing = size
            while missing > 0:
                part = given.read(missing)
                require(part, bytes, "what document.read() returns")
                if not part:
                    break
                parts.append(part)
                missing -= len(part)
            piece = b"".join(parts)
        self.size += len(piece)
        return piece

    def _detect(self, head: bytes) -> int:
        """Find the encoding, prepare its decoder, and return the length of the byte order mark."""
        mark, family = next(((m, name) for m, name in _MARKS if head.startswith(m)), (b"", ""))
        family = family or next((name for sign, name in _SIGNS if head.startswith(sign)), "")
        shown = head[len(mark) :].decode(family or "latin-1", "ignore")
        match = _DECLARED.match(shown)
        self.declared = match.group(1) if match else ""
        self.encoding = family if family and family != "cp037" else ""
        if self.declared:
            self._settle(family, shown[: match.end()] if match else "", head)
        elif not self.encoding:
            self.encoding = family or "utf-8"
        if self.fault is None and self.encoding != "utf-8":
            self._decoder = codecs.getincrementaldecoder(self.encoding)("strict")
        return len(mark)

    def _settle(self, family: str, declaration: str, head: bytes) -> None:
        """Compare the declared encoding with what the bytes show; the bytes decide for UTF-8, 16 and 32."""
        name = _UCS.get(self.declared.lower(), self.declared)
        try:
            found = codecs.lookup(name).name.replace("_", "-")
            sample = "".encode(found)  # LookupError for a codec that is not of text
        except (LookupError, UnicodeError, ValueError):
            self.fault = rules.UNKNOWN_ENCODING
            return
        if found in _NOT_FOR_FILES:
            self.fault = rules.UNKNOWN_ENCODING
        elif self.encoding:  # UTF-8, 16 or 32, by their mark or first bytes
            wide = self.encoding.rpartition("-")[0] if self.encoding.count("-") > 1 else self.encoding
            if found not in (self.encoding, wide, "utf-8-sig" if wide == "utf-8" else wide):
                self.fault = rules.ENCODING_CONTRADICTED
        elif len(sample) or not head.decode(found, "ignore").startswith(declaration[:5]):
            self.fault = rules.ENCODING_CONTRADICTED  # "UTF-16" written in ASCII, EBCDIC that is not
        else:
            self.encoding = "utf-8" if found in ("utf-8", "utf-8-sig") else found

    def _decode(self, piece: bytes, *, final: bool) -> bytes:
        if self._decoder is None:
            return piece
        try:
            return self._decoder.decode(piece, final).encode()
        except (UnicodeError, ValueError):
            self.fault = rules.UNDECODABLE
            return b""
