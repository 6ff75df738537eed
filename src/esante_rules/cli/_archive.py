"""The CDA documents of a zip archive, which may be hostile: bounded, read in memory, never written on a disk.

An archive that holds `IHE_XDM/<subset>/` is an XDM exchange (IHE ITI-32): its documents are there, beside
`METADATA.XML`, which describes them and is none.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from io import SEEK_SET, BytesIO
from typing import Any, BinaryIO, Final, cast

from attrs import frozen

from esante_rules._core import Text

MEMBERS: Final = 10_000
"""Members of one archive."""
DIRECTORY: Final = 4_000_000
"""Bytes of the table of an archive, which is read at once: 400 for each member."""
MEMBER: Final = 200_000_000
"""Bytes of one document once decompressed: the size up to which the library reads a document (`Limits.document`)."""
TOTAL: Final = 2_000_000_000
"""Bytes of the documents of one archive once decompressed."""

_CHUNK: Final = 1_000_000
_XDM: Final = "IHE_XDM"
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1  # flag of a member, APPNOTE.TXT 4.4.4

METADATA: Final = Text(
    "métadonnées XDM, ce n'est pas un document CDA : laissé de côté", "XDM metadata, not a CDA document: left out"
)
_FORK: Final = Text(
    "attributs d'un fichier de macOS, ce n'est pas un document : laissé de côté",
    "attributes of a macOS file, not a document: left out",
)
_ELSEWHERE: Final = Text(
    "hors des dossiers de documents de l'archive XDM : laissé de côté",
    "outside the document folders of the XDM archive: left out",
)
_NESTED: Final = Text("archive dans une archive, elle n'est pas ouverte", "archive in an archive, it is not opened")
_LOCKED: Final = Text("membre chiffré, il n'est pas lu", "encrypted member, it is not read")
_METHOD: Final = Text(
    "compression non acceptée (stored et deflate le sont)", "compression not accepted (stored and deflate are)"
)
_BROKEN_MEMBER: Final = Text("membre abîmé, il n'est pas lu", "broken member, it is not read")
_BROKEN: Final = Text("ce n'est pas une archive zip lisible", "it is not a readable zip archive")
_NO_DOCUMENT: Final = Text("aucun document XML dans cette archive", "no XML document in this archive")


def _too_many() -> Text:
    return Text(f"archive de plus de {MEMBERS} membres", f"archive of more than {MEMBERS} members")


def _too_large(most: int) -> Text:
    size = most // 1_000_000
    return Text(f"plus de {size} Mo une fois décompressé", f"more than {size} MB once decompressed")


@frozen
class Document:
    """A document and the label of its findings; `stream` can be read twice, until the next document is asked for."""

    name: str
    stream: BinaryIO


@frozen
class LeftOut:
    """What is not checked, and why; `lost` when it may have been a document, so that the answer is incomplete."""

    name: str
    why: Text
    lost: bool = True


class _TooLarge(Exception):
    """A bound was passed."""


class _Guarded:
    """A file that never gives more than `DIRECTORY` bytes at once: the size of the table is a word of the archive."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(DIRECTORY + 1 if size < 0 else min(size, DIRECTORY + 1))
        if len(data) > DIRECTORY:
            raise _TooLarge
        return data

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return True


def is_archive(name: str, stream: BinaryIO) -> bool:
    """True when the name says it, or when the bytes do: no XML document starts as an archive does."""
    start = stream.read(4)
    stream.seek(0)
    try:
        return name.lower().endswith(".zip") or (start == b"PK\x03\x04" and zipfile.is_zipfile(stream))
    finally:
        stream.seek(0)


def left_out(path: Sequence[str]) -> Text | None:
    """Why a file named `*.xml`, in an archive or in a folder, is known not to be a document."""
    upper = [part.upper() for part in path]
    if upper[-1] == "METADATA.XML" and _in_a_subset(upper):
        return METADATA
    return _FORK if path[-1].startswith("._") else None


def members(name: str, stream: BinaryIO) -> Iterator[Document | LeftOut]:
    """The documents of the archive in the order of their names, each named `name!member`, and what is not read."""
    try:
        archive = zipfile.ZipFile(cast("Any", _Guarded(stream)))
        infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    except _TooLarge:
        yield LeftOut(name, _too_many())
        return
    except Exception:  # zipfile documents BadZipFile and raises a dozen more on hostile bytes
        yield LeftOut(name, _BROKEN)
        return
    read = [info for info in infos if _parts(info)[-1].lower().endswith((".xml", ".zip"))]
    if len(infos) > MEMBERS:
        yield LeftOut(name, _too_many())
    elif sum(info.file_size for info in read if info.filename.lower().endswith(".xml")) > TOTAL:
        yield LeftOut(name, _too_large(TOTAL))
    else:
        yield from _members(name, archive, read)


def _members(name: str, archive: zipfile.ZipFile, infos: Sequence[zipfile.ZipInfo]) -> Iterator[Document | LeftOut]:
    is_xdm = any(_in_a_subset([part.upper() for part in _parts(info)]) for info in infos)
    some = False
    for info in infos:
        label, path = f"{name}!{info.filename}", _parts(info)
        if path[-1].lower().endswith(".zip"):
            some = True
            yield LeftOut(label, _NESTED)
        elif why := left_out(path):
            yield LeftOut(label, why, lost=False)
        elif is_xdm and not _in_a_subset([part.upper() for part in path]):
            yield LeftOut(label, _ELSEWHERE, lost=False)
        else:
            some = True
            content = _content(archive, info)
            yield LeftOut(label, content) if isinstance(content, Text) else Document(label, content)
    if not some:
        yield LeftOut(name, _NO_DOCUMENT)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BytesIO | Text:
    """The member, decompressed and its checksum verified, or why it is not read."""
    if info.flag_bits & _ENCRYPTED:
        return _LOCKED
    if info.compress_type not in _METHODS:
        return _METHOD
    if info.file_size > MEMBER:
        return _too_large(MEMBER)
    content = BytesIO()
    try:
        with archive.open(info) as member:  # gives `file_size` bytes at most, whatever is compressed there
            while chunk := member.read(_CHUNK):
                content.write(chunk)
    except Exception:  # as above
        return _BROKEN_MEMBER
    if content.tell() != info.file_size:
        return _BROKEN_MEMBER
    content.seek(0)
    return content


def _parts(info: zipfile.ZipInfo) -> list[str]:
    return info.filename.replace("\\", "/").split("/")


def _in_a_subset(upper: Sequence[str]) -> bool:
    """True for `IHE_XDM/SUBSET01/x`, at any depth; IHE leaves the name of the subset free."""
    return _XDM in upper[:-2]
