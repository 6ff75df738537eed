"""Null elements and `xsi:type`: rare, so looked for first, then placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from esante_rules.cda import _datatype_rules as types
from esante_rules.cda._datatype_elements import name
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import NAMESPACES, clark
from esante_rules.cda._volet_conditions import Element, State
from esante_rules.cda._volet_model import Compiled

_XSI_TYPE: Final = f"{{{NAMESPACES['xsi']}}}type"
_FREE_ATTRIBUTES: Final = frozenset(
    (
        *("nullFlavor", "classCode", "moodCode", "typeCode", "determinerCode", "contextControlCode"),
        *(f"{{{NAMESPACES['xsi']}}}{name}" for name in ("type", "nil", "schemaLocation", "noNamespaceSchemaLocation")),
    )
)
_ANY_VALUE: Final = "*"
_DEFAULTS: Final[Mapping[str, str]] = {
    "partType": _ANY_VALUE,
    "inclusive": "true",
    "operator": "I",
    "unit": "1",
    "mediaType": "text/plain",
    "representation": "TXT",
    "integrityCheckAlgorithm": "SHA-1",
    "inverted": "false",
}
"""What the schema supplies when it is not written: writing it says nothing."""
_VALUE_SET: Final = f"{{{NAMESPACES['sdtc']}}}valueSet"
_BOUND: Final = "IVXB_TS"
"""The type of the schema for a bound, which the rows read as a TS."""
_EXCEPTED: Final = ("OTH", "NA", "UNC")

_TYPED: Final = etree.XPath("descendant::*/@xsi:type/..", namespaces={"xsi": NAMESPACES["xsi"]})


def nulls(
    root: Compiled,
    element: Element,
    empty: Sequence[Element],
    state: State,
    right: Callable[[Element], bool] | None = None,
) -> Iterator[Fault]:
    """Null elements that carry something else, and types that are named and are not those of their row.

    `right` tells some elements whose type is known to be that of their row.
    """
    seen: set[Element] = set()
    known: Rows = {element: root}
    for null in empty:
        if not _carries(null):
            continue
        place = null
        while place is not element:
            row = resolve(known, place, state)
            if row is not None and (row.row.type or row.row.any):
                if place not in seen:
                    seen.add(place)
                    yield Fault(types.NULL_WITH_CONTENT, place, {"element": name(place)}, null)
                break
            parent = place.getparent()
            if parent is None:
                break
            place = parent
    for typed in _TYPED(element):
        named = typed.get(_XSI_TYPE)
        if right is not None and right(typed):
            continue
        row = resolve(known, typed, state) if named is not None else None
        if row is not None and named is not None and row.row.type:
            local = named.strip().rpartition(":")[2]
            expected = row.row.type.partition(".")[0]
            if local not in (expected, _BOUND if row.row.name in ("low", "high") else expected):
                yield Fault(types.TYPE_UNEXPECTED, typed, {"element": name(typed), "expected": expected})


def _carries(element: Element) -> bool:
    """Does a null element carry anything else? OTH, NA and UNC must, or may, say more."""
    given = len(element.attrib)
    if (given == 1 or (given == 2 and element.get(_XSI_TYPE) is not None)) and not len(element) and not element.text:
        return False
    content = bool(len(element)) or bool((element.text or "").strip())
    others = [
        str(name)
        for name, value in element.attrib.items()
        if name not in _FREE_ATTRIBUTES and _DEFAULTS.get(str(name), "") not in (str(value), _ANY_VALUE)
    ]
    if element.get("nullFlavor") in _EXCEPTED:
        content = any(child.tag not in (clark("originalText"), clark("translation")) for child in element)
        content = content or bool((element.text or "").strip())
        others = [a for a in others if not a.startswith(("codeSystem", _VALUE_SET)) and a != "extension"]
    return content or bool(others)


Rows = dict[Element, Compiled | None]


def resolve(known: Rows, element: Element, state: State) -> Compiled | None:
    """The row that looks at `element`, or None; `known` starts with that of the root, and is filled on the way."""
    if element in known:
        return known[element]
    parent = element.getparent()
    above = resolve(known, parent, state) if parent is not None else None
    known[element] = row = None if above is None else next(_concerned(above, element, state), None)
    return row


def _concerned(above: Compiled, element: Element, state: State) -> Iterator[Compiled]:
    for row in above.groups.get(str(element.tag), ()):
        if row.concerns is None or row.concerns(element, state):
            yield row
