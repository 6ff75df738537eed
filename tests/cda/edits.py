"""Edits of a document, as data: what a vector changes in `full.xml` before the check.

An edit is `{"op": ..., "path": ...}`: `set`/`unset` (attr, value), `text`, `delete`, `duplicate`, `rename` (value: a
name), `append`, `prepend`, `before`, `after` (xml: a fragment), `nullify`, `empty`, `swap`. `{"raw": text}` replaces
the whole file, `{"encoding": name}` its bytes.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from esante_rules.cda._names import NAMESPACES, clark

XSI = "http://www.w3.org/2001/XMLSchema-instance"
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


def prefixed(document: bytes, prefix: str) -> bytes:
    """The same document, the elements of HL7 having a prefix."""
    text = re.sub(r"<(/?)(?=\w)(?![\w-]+:)", rf"<\1{prefix}:", etree.tostring(etree.fromstring(document)).decode())
    return text.replace("xmlns=", f"xmlns:{prefix}=").replace('"IVL_TS"', f'"{prefix}:IVL_TS"').encode()


def _attribute(name: str) -> str:
    return clark(name) if ":" in name else name


@st.composite
def edits(draw: st.DrawFn, base: bytes | None = None) -> bytes:
    """The full header (or `base`) after one to three edits anywhere in its header."""
    root = etree.fromstring(full() if base is None else base)
    for _ in range(draw(st.integers(1, 3))):
        elements = [e for e in root.iter() if isinstance(e.tag, str) and "component" not in path_names(e)][1:]
        element = draw(st.sampled_from(elements))
        op = draw(st.sampled_from(("delete", "duplicate", "nullify", "empty", "set", "unset", "text", "move", "type")))
        _edit(draw, op, element, elements)
    return etree.tostring(root)


def path_names(element: etree._Element) -> set[str]:
    return {etree.QName(e).localname for e in (element, *element.iterancestors())}


def _edit(draw: st.DrawFn, op: str, element: etree._Element, elements: list[etree._Element]) -> None:
    parent = element.getparent()
    assert parent is not None
    names = [str(name) for name in element.attrib]
    if op == "delete":
        parent.remove(element)
    elif op == "duplicate":
        element.addnext(copy.deepcopy(element))
    elif op == "nullify":
        element.attrib.clear()
        element.set("nullFlavor", draw(st.sampled_from(("UNK", "NA", "OTH", "ZZZ"))))
    elif op == "empty":
        for child in element:
            element.remove(child)
    elif op == "set":
        values = ("", "ZZZ", " N ", "1.2.3", "2024", "20240230", "tel:1", "http://[", "a:b", "BR", "H WP", "12", "+1")
        element.set(draw(st.sampled_from([*names, "nullFlavor", "foo"])), draw(st.sampled_from(values)))
    elif op == "unset" and names:
        del element.attrib[draw(st.sampled_from(names))]
    elif op == "text":
        element.text = draw(st.sampled_from(("", " ", "x", "é")))
    elif op == "move":
        target = draw(st.sampled_from(elements))
        if element not in (target, *target.iterancestors()):
            target.append(element)
    elif op == "type":
        element.set(
            f"{{{XSI}}}{draw(st.sampled_from(('type', 'nil')))}", draw(st.sampled_from(("TS", "IVL_TS", "II", "no")))
        )
