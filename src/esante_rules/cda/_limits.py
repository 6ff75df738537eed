"""What a document may cost, and whether the tree of a header goes beyond it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Final

from attrs import frozen
from lxml import etree

from esante_rules._core import Text, require


@frozen(kw_only=True)
class Limits:
    """What a document may cost; beyond, the finding `cda.input.limit-exceeded`."""

    depth: int = 100
    """Levels of elements."""
    attributes: int = 64
    """Attributes of one element."""
    elements: int = 10_000
    """Elements of the header: ten times the largest published one."""
    text: int = 100_000
    """Characters of one text or one attribute of the header."""
    header: int = 8_000_000
    """Bytes (in UTF-8) from the start of the file to the opening of the body."""
    document: int = 200_000_000
    """Bytes of the file, when it is read whole."""

    def __attrs_post_init__(self) -> None:
        for name in ("depth", "attributes", "elements", "text", "header", "document"):
            value = getattr(self, name)
            require(value, int, name)
            if value < 1:
                raise ValueError(f"{name} must be at least 1")


WORDS: Final = {
    "depth": Text("profondeur des éléments", "depth of elements"),
    "attributes": Text("nombre d'attributs d'un élément", "number of attributes of one element"),
    "elements": Text("nombre d'éléments de l'en-tête", "number of elements of the header"),
    "text": Text("longueur d'un texte de l'en-tête", "length of one text of the header"),
    "header": Text("taille de l'en-tête en octets", "size of the header in bytes"),
    "document": Text("taille du fichier en octets", "size of the file in bytes"),
}


@functools.lru_cache(maxsize=16)
def _deeper_than(depth: int) -> etree.XPath:
    if depth > 200:  # libxml2 bounds the steps of a path, and itself refuses documents much deeper
        return etree.XPath(f"descendant::*[count(ancestor::*) >= {depth}][1]")
    return etree.XPath("/".join(["*"] * depth))


@functools.lru_cache(maxsize=16)
def _more_attributes_than(most: int) -> etree.XPath:
    return etree.XPath(f"descendant-or-self::*/@*[{most + 1}]/..")


_TOO_LONG: Final = etree.XPath(
    "descendant-or-self::*[@*[string-length() > $most] or text()[string-length() > $most]][1]"
)
_COUNT: Final = etree.XPath("count(descendant-or-self::*)")
_SHORTEST: Final = len("<a/>")


def exceeded(root: etree._Element, size: int, limits: Limits) -> Iterator[tuple[str, etree._Element]]:
    """Each limit that the header goes beyond, by its name in `WORDS`, and where; `size` is that of its text."""
    if size > _SHORTEST * limits.elements and _COUNT(root) > limits.elements:
        yield "elements", root
    found = {
        "depth": _deeper_than(limits.depth)(root),
        "attributes": _more_attributes_than(limits.attributes)(root),
        "text": _TOO_LONG(root, most=limits.text) if size > limits.text else [],
    }
    yield from ((what, elements[0]) for what, elements in found.items() if elements)
