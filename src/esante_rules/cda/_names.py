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


class Places:
    """Where elements stand, `/ClinicalDocument/author[1]/time[1]`: every index is among brothers of that name.

    Brothers are counted once for all of them: a document with many faults is told in linear time. A name that is not
    `known` is shown as `*`, its index among all brothers.
    """

    def __init__(self, root: etree._Element, known: frozenset[str]) -> None:
        self._known = known
        self._shown: dict[etree._Element, str] = {root: "/ClinicalDocument"}

    def of(self, element: etree._Element) -> str:
        """The path of `element`, which is under the root."""
        unknown: list[etree._Element] = []
        current: etree._Element | None = element
        while current is not None and current not in self._shown:
            unknown.append(current)
            current = current.getparent()
        for child in reversed(unknown):
            if child not in self._shown:
                self._number(child.getparent())
        return self._shown[element]

    def _number(self, parent: etree._Element | None) -> None:
        counts: dict[str, int] = {}
        if parent is None:
            return
        for position, child in enumerate(parent, 1):
            name = short(str(child.tag), self._known)
            counts[name] = counts.get(name, 0) + 1
            self._shown[child] = f"{self._shown[parent]}/{name}[{position if name == '*' else counts[name]}]"
