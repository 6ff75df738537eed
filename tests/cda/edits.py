"""Edits of a document, as data: what a vector changes in `full.xml` before the check.

An edit is `{"op": ..., "path": ...}`: `set`/`unset` (attr, value), `text`, `delete`, `duplicate`, `rename` (value: a
name), `append`, `prepend`, `before`, `after` (xml: a fragment), `nullify`, `empty`, `swap`. `{"raw": text}` replaces
the whole file, `{"encoding": name}` its bytes.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from esante_rules.cda._names import NAMESPACES, clark

FULL = Path(__file__).parent.parent / "vectors" / "cda" / "full.xml"
Edit = Mapping[str, Any]


@cache
def full() -> bytes:
    """A header with every part that the volet lists, and no fault."""
    return FULL.read_bytes()


def edited(edits: Iterable[Edit], base: bytes | None = None) -> bytes:
    """The document after the edits."""
    document = full() if base is None else base
    for edit in edits:
        document = _one(edit, document)
    return document


def _one(edit: Edit, document: bytes) -> bytes:
    if "raw" in edit:
        return str(edit["raw"]).encode(edit.get("encoding", "utf-8"))
    if "wrap" in edit:
        before, after = edit["wrap"]
        return f"{before}{document.decode().partition('?>')[2]}{after}".encode()
    if "replace" in edit:
        old, new = edit["replace"]
        text = document.decode()
        assert old in text
        return text.replace(old, new, 1).encode(edit.get("encoding", "utf-8"))
    root = etree.fromstring(document)
    apply(edit, find(root, edit["path"]))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def find(root: etree._Element, path: str) -> etree._Element:
    """The element at a path as findings write it."""
    element = root
    for step in path.strip("/").split("/")[1:]:
        name, _, index = step.rstrip("]").partition("[")
        element = list(element.iterchildren(clark(name)))[int(index or 1) - 1]
    return element


def apply(edit: Edit, element: etree._Element) -> None:
    """One edit on one element."""
    op, value = edit["op"], edit.get("value", "") * edit.get("times", 1)
    if op == "set":
        element.set(_attribute(edit["attr"]), value)
    elif op == "unset":
        del element.attrib[_attribute(edit["attr"])]
    elif op == "text":
        element.text = value
    elif op == "delete":
        above(element).remove(element)
    elif op == "duplicate":
        element.addnext(copy.deepcopy(element))
    elif op == "rename":
        element.tag = clark(value)
    elif op == "nullify":
        element.attrib.clear()
        empty(element)
        element.set("nullFlavor", value or "UNK")
    elif op == "empty":
        empty(element)
    elif op in ("append", "prepend", "before", "after"):
        insert(op, element, fragment(edit["xml"]))
    else:
        raise ValueError(op)


def above(element: etree._Element) -> etree._Element:
    """Its parent, which it has."""
    parent = element.getparent()
    assert parent is not None
    return parent


def empty(element: etree._Element) -> None:
    """Take away its children and text."""
    for child in element:
        element.remove(child)
    element.text = None


def insert(place: str, element: etree._Element, new: etree._Element) -> None:
    """Put `new` inside or beside `element`."""
    if place == "append":
        element.append(new)
    elif place == "prepend":
        element.insert(0, new)
    elif place == "before":
        element.addprevious(new)
    else:
        element.addnext(new)


def fragment(xml: str) -> etree._Element:
    """A fragment with our prefixes."""
    declared = " ".join(f'xmlns{":" if p else ""}{p}="{n}"' for p, n in NAMESPACES.items())
    return etree.fromstring(f"<x {declared} xmlns:z='urn:z'>{xml}</x>")[0]


def _attribute(name: str) -> str:
    return clark(name) if ":" in name else name
