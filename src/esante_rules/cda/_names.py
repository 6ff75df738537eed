"""Names of elements: Clark form for the engines, short form for people, and the place of an element as a path."""

from __future__ import annotations

from typing import Final

from lxml import etree

NAMESPACES: Final = {
    "": "urn:hl7-org:v3",
    "sdtc": "urn:hl7-org:sdtc",
    "lab": "urn:oid:1.3.6.1.4.1.19376.1.3.2",
    "ps3-20": "urn:dicom-org:ps3-20",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
FORBIDDEN_TRAITS: Final = (
    "religiousAffiliationCode",
    "raceCode",
    "sdtc:raceCode",
    "ethnicGroupCode",
    "sdtc:ethnicGroupCode",
)
"""Elements of a patient that no French health document may have."""
_PREFIXES: Final = {namespace: prefix for prefix, namespace in NAMESPACES.items()}


def clark(short: str, default: str = "") -> str:
    """`sdtc:desc` or `id` as lxml writes a tag; `default` is the prefix of a name that has none."""
    prefix, _, local = short.rpartition(":")
    return f"{{{NAMESPACES[prefix or default]}}}{local}"


def short(tag: str, known: frozenset[str]) -> str:
    """The tag as people write it, or `*` when it is not one of `known` (Clark form): it could say anything."""
    if tag not in known:
        return "*"
    namespace, _, local = tag[1:].partition("}")
    prefix = _PREFIXES[namespace]
    return f"{prefix}:{local}" if prefix else local


def path(element: etree._Element, root: etree._Element, known: frozenset[str]) -> str:
    """`/ClinicalDocument/author[1]/time[1]`: every index is among brothers of that name; unknown names are `*[n]`."""
    steps: list[str] = []
    while element is not root:
        name = short(str(element.tag), known)
        before = element.itersiblings(*(() if name == "*" else (element.tag,)), preceding=True)
        steps.append(f"{name}[{1 + sum(1 for _ in before)}]")
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return "/".join(("/ClinicalDocument", *reversed(steps)))
