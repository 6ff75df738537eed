"""Make a document out of one of our two examples and a list of edits: the inputs of the vectors.

An edit is a list: the word, a path of local names from ClinicalDocument (`author/assignedAuthor/id[2]`), and the rest.

| edit | what it does |
|---|---|
| `set path attribute value` | sets an attribute (`""` as path: ClinicalDocument) |
| `unset path attribute` | removes an attribute |
| `null path reason` | empties the element and gives it a nullFlavor |
| `text path text` | replaces the text |
| `delete path` | removes the element |
| `add path xml` | adds a child at the end |
| `before path xml`, `after path xml` | adds a brother |
| `volet name` | declares a volet: its templateId and its first document code |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from lxml import etree

from esante_rules.cda._oids import CI_SIS, HL7_FRANCE, NAMESPACES
from esante_rules.cda._volets import named

HL7: Final = "urn:hl7-org:v3"
EXAMPLES: Final = Path(__file__).parents[2] / "examples"
_DECLARED: Final = " ".join(f'xmlns:{p}="{ns}"' for p, ns in {**NAMESPACES, "o": "urn:other"}.items())
_STEP: Final = re.compile(r"(?:([a-z0-9-]+):)?(\w+)(?:\[([0-9]+)\])?")


def example(name: str) -> bytes:
    """The bytes of `examples/<name>.xml`."""
    return (EXAMPLES / f"{name}.xml").read_bytes()


def edited(name: str, edits: Sequence[Sequence[str]], prolog: bytes = b"") -> bytes:
    """The example after the edits, as UTF-8 bytes."""
    parser = etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(example(name), parser)
    for word, *rest in edits:
        _EDITS[word](root, *rest)
    return prolog + etree.tostring(root, encoding="UTF-8", xml_declaration=not prolog)


def find(root: etree._Element, path: str) -> etree._Element:
    """The element at the path; `LookupError` when there is none."""
    element = root
    for step in filter(None, path.split("/")):
        match = _STEP.fullmatch(step)
        if match is None:
            raise LookupError(f"not a step: {step}")
        prefix, local, index = match.groups()
        tag = f"{{{NAMESPACES[prefix] if prefix else HL7}}}{local}"
        found = list(element.iterchildren(tag))
        if len(found) < int(index or 1):
            raise LookupError(path)
        element = found[int(index or 1) - 1]
    return element


def _made(xml: str) -> list[etree._Element]:
    return list(etree.fromstring(f'<x xmlns="{HL7}" {_DECLARED}>{xml}</x>'))


def _set(root: etree._Element, path: str, attribute: str, value: str) -> None:
    find(root, path).set(attribute, value)


def _unset(root: etree._Element, path: str, attribute: str) -> None:
    del find(root, path).attrib[attribute]


def _null(root: etree._Element, path: str, reason: str) -> None:
    element = find(root, path)
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    element.text = None
    element.set("nullFlavor", reason)


def _text(root: etree._Element, path: str, text: str) -> None:
    find(root, path).text = text


def _delete(root: etree._Element, path: str) -> None:
    element = find(root, path)
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _add(root: etree._Element, path: str, xml: str) -> None:
    find(root, path).extend(_made(xml))


def _before(root: etree._Element, path: str, xml: str) -> None:
    element = find(root, path)
    for made in _made(xml):
        element.addprevious(made)


def _after(root: etree._Element, path: str, xml: str) -> None:
    element = find(root, path)
    for made in reversed(_made(xml)):
        element.addnext(made)


def _volet(root: etree._Element, name: str) -> None:
    volet = named(name)
    for template in list(root.iterchildren(f"{{{HL7}}}templateId")):
        root.remove(template)
    extension = f' extension="{volet.extension}"' if volet.extension else ""
    own = f'<templateId root="{volet.root}"{extension}/>'
    others = "".join(f'<templateId root="{r}"/>' for r in (HL7_FRANCE, CI_SIS, *volet.others))
    _before(root, "id", others + own)
    find(root, "code").set("code", volet.codes[0])


_EDITS: Final[dict[str, Any]] = {
    "set": _set,
    "unset": _unset,
    "null": _null,
    "text": _text,
    "delete": _delete,
    "add": _add,
    "before": _before,
    "after": _after,
    "volet": _volet,
}
