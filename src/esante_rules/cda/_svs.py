"""Read a published value set: the SVS form of the ANS (`JDV_*.xml`) or the form of its header rules (`voc-*.xml`)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from lxml import etree

from esante_rules._core import require
from esante_rules.cda._value_sets import Concept, ValueSet

_SHORT: Final = re.compile(r"JDV_(J[0-9]{2,3})[_-]")
_DAY: Final = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")
_DATES: Final = ("revisionDate", "dateMaj", "versionLabel", "effectiveDate")


def read_value_set(document: bytes, *, name: str | None = None) -> ValueSet:
    """The value set of an SVS or `voc` file; its short name is taken from its title unless `name` is given.

    `ValueError` when the file holds no value set, no date, no code, or when no short name can be told.
    """
    require(document, bytes, "document")
    root = _parsed(document)
    found = [element for element in root.iter(etree.Element) if _local(element) == "valueset"]
    if len(found) != 1:
        raise ValueError("the file holds no value set, or several")
    value_set = found[0]
    title = (value_set.get("displayName") or "").removesuffix(".tabs")
    match = _SHORT.match(title)
    short = name or (match.group(1) if match else None)
    if short is None:
        raise ValueError("the title of the value set gives no short name: pass name=")
    return ValueSet(
        name=short,
        oid=value_set.get("id") or "",
        title=title,
        version=_version(value_set),
        url=value_set.get("urlFichier") or "",
        concepts=(_concept(element) for element in value_set.iter(etree.Element) if _local(element) == "concept"),
    )


def _parsed(document: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ValueError("the file is not well-formed XML") from None


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname.lower()


def _concept(element: etree._Element) -> Concept:
    label = re.sub(r"\s+", " ", element.get("displayName") or "").strip()
    return Concept(element.get("code") or "", element.get("codeSystem") or "", label)


def _version(value_set: etree._Element) -> date:
    for attribute in _DATES:
        match = _DAY.match(value_set.get(attribute) or "")
        if match:
            year, month, day = (int(part) for part in match.groups())
            return date(year, month, day)
    raise ValueError("the value set gives no date of revision")
