"""The CDA documents that paths name: a file, a folder and what is below it, a zip archive, standard input."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import BinaryIO, Final

from esante_rules._core import Text
from esante_rules.cli._archive import MEMBER, Document, LeftOut, is_archive, left_out, members
from esante_rules.cli._common import standard_input, why_unreadable

_READ_ALREADY: Final = Text("l'entrée standard a déjà été lue", "standard input was read already")
_NO_DOCUMENT: Final = Text("aucun document (*.xml, *.zip) dans ce dossier", "no document (*.xml, *.zip) in this folder")
_SPECIAL: Final = Text("ce n'est pas un fichier ordinaire", "it is not a regular file")


def sources(paths: Sequence[str]) -> list[str | LeftOut]:
    """The files and archives that `paths` name, folders replaced by what is below them in sorted order."""
    found: list[str | LeftOut] = []
    for position, path in enumerate(paths):
        if path == "-" and "-" in paths[:position]:
            found.append(LeftOut(path, _READ_ALREADY))
        elif os.path.isdir(path):
            found += _below(path)
        else:
            found.append(path)
    return found


def _below(folder: str) -> list[str | LeftOut]:
    """Links to folders are not followed: they may lead back; a pipe would never end."""
    unread: list[str | LeftOut] = []

    def say(error: OSError) -> None:
        unread.append(LeftOut(os.fsdecode(error.filename or folder), why_unreadable(error)))

    files = [
        os.path.join(parent, name)
        for parent, _, names in os.walk(folder, onerror=say)
        for name in names
        if name.lower().endswith((".xml", ".zip"))
    ]
    kept = [_kept(path) for path in sorted(files, key=lambda path: path.split(os.sep))]
    if not unread and all(isinstance(item, LeftOut) and not item.lost for item in kept):
        unread.append(LeftOut(folder, _NO_DOCUMENT))
    return [*kept, *unread]


def _kept(path: str) -> str | LeftOut:
    if why := left_out(path.split(os.sep)):
        return LeftOut(path, why, lost=False)
    try:
        return path if stat.S_ISREG(os.stat(path).st_mode) else LeftOut(path, _SPECIAL)
    except OSError as error:
        return LeftOut(path, why_unreadable(error))


def documents(source: str | LeftOut) -> Iterator[Document | LeftOut]:
    """The document that a source is, or those that it holds."""
    if isinstance(source, LeftOut):
        yield source
        return
    try:
        if source == "-":
            yield from _documents("-", BytesIO(standard_input().read(MEMBER + 1)))
            return
        with open(source, "rb") as stream:
            # a pipe (`<(unzip -p ...)`) cannot be read twice
            yield from _documents(source, stream if stream.seekable() else BytesIO(stream.read(MEMBER + 1)))
    except OSError as error:
        yield LeftOut(source, why_unreadable(error))


def _documents(name: str, stream: BinaryIO) -> Iterator[Document | LeftOut]:
    if is_archive(name, stream):
        yield from members(name, stream)
    else:
        yield Document(name, stream)
