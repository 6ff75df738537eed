"""Quick acceptance: the common form of each data type, recognized in a few operations.

`quick(row)` gives a predicate that says yes only when none of the checks of the row can find anything (tests hold this
against the checks themselves, on the corpus and on generated elements). A no means nothing: the checks then decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from lxml import etree

from esante_rules.cda._datatype_codes import OID
from esante_rules.cda._datatype_elements import BLANKS
from esante_rules.cda._datatype_texts import ADDRESS_USES, PARTS, TELECOM_USES
from esante_rules.cda._datatype_times import valid_timestamp
from esante_rules.cda._names import clark
from esante_rules.cda._volet_conditions import State
from esante_rules.cda._volet_model import Row

Element = etree._Element
Accepts = Callable[[Element, State], bool]

_TELECOM: Final = re.compile(r"(?:tel|fax|mailto):[A-Za-z0-9;,/?:@&=+$\-_.!~*'()]+")
_TELECOM_USES: Final = (None, *TELECOM_USES)
_ORIGINAL_TEXT: Final = clark("originalText")
_BOUNDS: Final = (clark("low"), clark("high"))
_ADDRESS_USES: Final = (None, *ADDRESS_USES)


def quick(row: Row) -> Accepts | None:
    """The predicate for a row, when its type has one and it asks for nothing more."""
    if row.slug in _PERSON_NAMES and not row.checks:
        return _person_name(row)
    if row.rows and row.type != "CE":
        return None
    if row.type in ("CE", "CD") and not row.checks:
        return _coded(row)
    if row.checks or row.values:
        return None
    if row.type == "II":
        return _identifier_with_extension if "extension" in row.need else _identifier
    return _BY_TYPE.get(row.type) if not row.rows else None


def _identifier(element: Element, _: State) -> bool:
    root = element.get("root")
    if root is None or element.get("nullFlavor") is not None or len(root) > 64 or OID.fullmatch(root) is None:
        return False
    extension = element.get("extension")
    return extension is None or 0 < len(extension) <= 64


def _identifier_with_extension(element: Element, state: State) -> bool:
    return element.get("extension") is not None and _identifier(element, state)


def _coded(row: Row) -> Accepts:
    values = row.values
    labelled = "displayName" in row.need
    asked, paired = bool(row.need), row.system
    with_text = not row.rows or any(part.name == "originalText" for part in row.rows)

    def accepts(element: Element, state: State) -> bool:
        get = element.get
        code, system, label = get("code"), get("codeSystem"), get("displayName")
        inside = element[:]
        if inside and not (with_text and len(inside) == 1 and _said_in_text(inside[0])):
            return False
        if get("nullFlavor") is not None:
            return not asked and len(element.attrib) == 1
        if not code or system is None:
            return False
        if label is None:
            if labelled:
                return False
        elif not label.isprintable():
            return False
        if paired:
            if (code, system) not in state.pairs.get(values, ()):
                return False
        elif values and code not in state.codes.get(values, ()):
            return False
        return OID.fullmatch(system) is not None

    return accepts


def _said_in_text(element: Element) -> bool:
    text = element.text
    return (
        element.tag == _ORIGINAL_TEXT
        and text is not None
        and bool(text.strip(BLANKS))
        and not len(element)
        and not element.attrib
    )


def _timestamp(element: Element, _: State) -> bool:
    value = element.get("value")
    return value is not None and element.get("nullFlavor") is None and not len(element) and valid_timestamp(value)


def _period(element: Element, _: State) -> bool:
    """A bound alone, which says when: most periods of a header are open."""
    bounds = element[:]
    if len(bounds) != 1 or element.get("nullFlavor") is not None or element.get("value") is not None:
        return False
    bound = bounds[0]
    value = bound.get("value")
    return (
        value is not None
        and bound.tag in _BOUNDS
        and bound.get("nullFlavor") is None
        and valid_timestamp(value, strict_offset=True)
    )


def _telecom(element: Element, _: State) -> bool:
    value = element.get("value")
    return (
        value is not None
        and element.get("nullFlavor") is None
        and element.get("use") in _TELECOM_USES
        and _TELECOM.fullmatch(value) is not None
    )


def _address(element: Element, _: State) -> bool:
    if element.get("nullFlavor") is not None or element.get("use") not in _ADDRESS_USES:
        return False
    text = element.text
    if text is not None and text.strip(BLANKS):
        return False
    parts = element[:]
    seen = {part.tag for part in parts}
    if not parts or len(seen) < len(parts) or not seen <= PARTS:
        return False
    for part in parts:
        text, tail = part.text, part.tail
        if text is None or not text.strip(BLANKS) or (tail is not None and tail.strip(BLANKS)):
            return False
    return True


def _text(element: Element, _: State) -> bool:
    text = element.text
    return text is not None and bool(text.strip(BLANKS))


def _organization_name(element: Element, _: State) -> bool:
    text = element.text
    return (
        text is not None
        and not len(element)
        and element.get("nullFlavor") is None
        and bool(text := text.strip(BLANKS))
        and not text.startswith('"')
    )


_PERSON_NAMES: Final = ("person-name",)


def _person_name(row: Row) -> Accepts:
    """A name made of plain parts, each once, with a family name."""
    allowed = {clark(part.name): part.values for part in row.rows}
    family = clark("family")

    def accepts(element: Element, state: State) -> bool:
        text = element.text
        if element.get("nullFlavor") is not None or (text is not None and text.strip(BLANKS)):
            return False
        seen = set()
        for part in element[:]:
            tag: Any = part.tag
            text, tail = part.text, part.tail
            if (
                tag not in allowed
                or tag in seen
                or len(part)
                or not text
                or not text.strip(BLANKS)
                or (tail is not None and tail.strip(BLANKS))
                or part.attrib
                or (allowed[tag] and text not in state.codes.get(allowed[tag], ()))
            ):
                return False
            seen.add(tag)
        return family in seen

    return accepts


_BY_TYPE: Final[Mapping[str, Accepts]] = {
    "TS": _timestamp,
    "IVL_TS": _period,
    "TEL": _telecom,
    "AD": _address,
    "ST": _text,
    "SC": _text,
    "ON": _organization_name,
    "EN": _organization_name,
}
