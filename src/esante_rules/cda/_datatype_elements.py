"""What the checks of the data types look at in an element."""

from __future__ import annotations

from typing import Final

from lxml import etree

from esante_rules.cda._faults import Fault
from esante_rules.cda._names import clark, short
from esante_rules.cda._schema import known_tags

Element = etree._Element
Found = list[Fault]

BLANKS: Final = " \t\r\n"
FIVE_NULLS: Final = frozenset(("UNK", "NASK", "ASKU", "NAV", "MSK"))
_DOCUMENT: Final = clark("ClinicalDocument")


def name(element: Element) -> str:
    """The name of an element, as a message may show it."""
    tag = str(element.tag)
    return "ClinicalDocument" if tag == _DOCUMENT else short(tag, known_tags())


def blank(element: Element) -> bool:
    """Has the element neither children nor text?"""
    return not len(element) and not (element.text or "").strip(BLANKS)


def text_of(element: Element) -> str:
    """All the text inside an element."""
    return "".join(str(part) for part in element.itertext())


def own_text(element: Element) -> bool:
    """Is there text beside the children?"""
    if (element.text or "").strip(BLANKS):
        return True
    return any((child.tail or "").strip(BLANKS) for child in element[:])
