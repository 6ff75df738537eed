"""The rows of a volet as an XML Schema, which libxml2 runs in C: the quick answer for what a header says as most do.

Of the parts of a header (an author, a participant...), those that this schema accepts break no row below them and are
not looked at in Python (tests hold the two together on the corpus and on generated headers). What it refuses may still
be right: the rows decide. What a schema of this kind cannot say is kept out of it, so that a part which has it is
looked at: a null element beside its live form, an address of lines beside one of parts (both are given another name
for the time of the validation), and brothers or periods, which are compared in Python.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from attrs import field, frozen
from lxml import etree

from esante_rules.cda._datatype_codes import translations
from esante_rules.cda._datatypes import BROTHERS
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import NAMESPACES, clark
from esante_rules.cda._reading import Reading
from esante_rules.cda._schema import ROOT, full_content
from esante_rules.cda._schema_xsd import E, attributes, compiled, content, schema
from esante_rules.cda._volet_conditions import Element, Pairs, Sets, State
from esante_rules.cda._volet_forms import PERIOD
from esante_rules.cda._volet_model import Compiled
from esante_rules.cda._volet_parts import COMPARED, LINES, NULL, XS_ELEMENT, Left, Parts
from esante_rules.cda._volet_words import OWN, Unsaid

_XSI_TYPE: Final = f"{{{NAMESPACES['xsi']}}}type"
_HL7: Final = f"{{{NAMESPACES['']}}}"
_DOCUMENT: Final = OWN + "document"
_OF_LINES: Final = etree.XPath("descendant::h:streetAddressLine/..", namespaces={"h": NAMESPACES[""]})
_COMPARED: Final = {clark(name): kind for name, kind in COMPARED.items()}
_NOT_LOOKED_INTO: Final = (clark("qualifier"), clark("originalText"))
"""Below these, no row looks at anything."""
_LONGEST_PREFIX: Final = 30
"""libxml2 cuts longer names in the places of its errors."""
_ORIGINAL_TEXT: Final = clark("originalText")
_PATH: Final = re.compile(r"/[^/]+/(?:\*|([^/:\[]+:[^/\[]+))(?:\[([0-9]+)\])?(/?)")
"""Where libxml2 places an error: the part, by its place among all or among those of its name, and whether below it."""
_NOTHING: Final[frozenset[Element]] = frozenset()


@frozen(eq=False)
class Quick:
    """The schema of a table, for given value sets."""

    schema: etree.XMLSchema
    parts: frozenset[str]
    """The tags of the parts that it may accept."""
    left: tuple[tuple[etree.XPath, Compiled], ...]
    """The elements that are then left to look at, and their row."""
    periods: frozenset[str]
    """The tags that, in these parts, are those of periods alone: naming this type (`xsi:type`) is then right."""
    _lock: threading.Lock = field(factory=threading.Lock)
    """One validation at a time: the errors of a schema stand in one list."""

    def accept(self, reading: Reading) -> tuple[bool, frozenset[Element]]:
        """Does the schema accept the whole header, which the schema of HL7 then accepts too? And which of its parts?

        The tree is left as it was, but that an element which was renamed may have another prefix of the same namespace.
        """
        root = reading.root
        if root is None or not self.parts:
            return False, _NOTHING
        renamed = [(element, str(element.tag), ending) for element, ending in self._others(root, reading.nulls)]
        try:
            for element, tag, ending in renamed:
                element.tag = tag + ending
            with self._lock:
                if self.schema.validate(root):
                    return True, frozenset([part for part in root[:] if part.tag in self.parts])
                errors = list(self.schema.error_log)
        finally:
            for element, tag, _ in renamed:
                element.tag = tag
        return False, self._before(root[:], errors)

    def _others(self, root: Element, nulls: Iterable[Element]) -> Iterator[tuple[Element, str]]:
        """The elements that take another form than the usual one, and the ending that their name is given."""
        for element in nulls:
            if str(element.tag).startswith(_HL7) and _says_nothing(element) and self._is_below_part(root, element):
                yield element, NULL
        for element in _OF_LINES(root):
            if self._is_below_part(root, element):
                yield element, LINES

    def _is_below_part(self, root: Element, element: Element) -> bool:
        below, parent = element, element.getparent()
        if parent is root:
            return False
        while parent is not None and parent is not root:
            below, parent = parent, parent.getparent()
        return below.tag in self.parts

    def _before(self, parts: Sequence[Element], errors: Iterable[Any]) -> frozenset[Element]:
        """The parts without an error. After a part that is out of place, libxml2 looks at none."""
        last, wrong = len(parts), set()
        named: dict[str, list[int]] = {}
        for number, part in enumerate(parts):
            if len(part.prefix or "") > _LONGEST_PREFIX:
                return _NOTHING
            named.setdefault(f"{part.prefix}:{_local(part)}", []).append(number)
        for error in errors:
            place = _PATH.match(error.path or "")
            if place is None:
                return _NOTHING
            name, number = place[1], int(place[2] or 1) - 1
            if name is not None:
                same = named.get(name, [])
                if number >= len(same):
                    return _NOTHING
                number = same[number]
            wrong.add(number)
            if not place[3] and error.type == etree.ErrorTypes.SCHEMAV_ELEMENT_CONTENT:
                last = min(last, number)
        return frozenset([part for n, part in enumerate(parts[:last]) if n not in wrong and part.tag in self.parts])

    def rest(self, root: Element, accepted: frozenset[Element], state: State) -> None:
        """What is left to look at in the parts that were accepted: some elements, and brothers."""
        for find, row in self.left:
            for element in find(root):
                if _part(root, element) in accepted:
                    row.look(element, state)
        for brothers in _brothers(root):
            found: list[Fault] = []
            above = brothers[0].getparent()
            kind = _COMPARED[str(brothers[0].tag)]
            BROTHERS[kind](brothers, found)
            if kind == "CD" and above is not None:
                translations(above, found)
            if found and above is not None and self._is_looked_at(root, above, accepted):
                state.extend(found)

    def is_period(self, root: Element, accepted: frozenset[Element], typed: Element) -> bool:
        """Is `typed` a period of a part that was accepted, which only names its own type?"""
        if typed.tag not in self.periods or (typed.get(_XSI_TYPE) or "").rpartition(":")[2] != PERIOD:
            return False
        return _part(root, typed) in accepted

    def _is_looked_at(self, root: Element, above: Element, accepted: frozenset[Element]) -> bool:
        """Are the brothers under `above` those of a row, in a part that was accepted?"""
        current: Element | None = above
        while current is not None and current is not root:
            if current.tag in _NOT_LOOKED_INTO:
                return False
            if current in accepted:
                return True
            current = current.getparent()
        return False


def _says_nothing(element: Element) -> bool:
    """Is it null, and nothing more, unless it is in a text?"""
    if element.get("nullFlavor") is None or element.text or (len(element) and element[0].tag != _ORIGINAL_TEXT):
        return False
    return len(element.attrib) == 1 or (len(element.attrib) == 2 and element.get(_XSI_TYPE) is not None)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _part(root: Element, element: Element) -> Element:
    parent = element.getparent()
    while parent is not None and parent is not root:
        element, parent = parent, parent.getparent()
    return element


def _brothers(root: Element) -> Iterator[list[Element]]:
    """Elements of one name under one parent, where there are several."""
    groups: dict[tuple[Element | None, object], list[Element]] = {}
    for element in root.iterdescendants(*_COMPARED):
        groups.setdefault((element.getparent(), element.tag), []).append(element)
    return (group for group in groups.values() if len(group) > 1)


@functools.lru_cache(maxsize=16)
def _quick(table: Compiled, codes: tuple[tuple[str, frozenset[str]], ...], pairs: tuple[Any, ...]) -> Quick:
    writer = Parts(dict(codes), dict(pairs))
    model = content(full_content(ROOT))
    parts: dict[str, tuple[Left, ...]] = {}
    for element in model.iter(XS_ELEMENT):
        rows = table.groups.get(clark(element.get("name") or element.get("ref") or ""), ())
        if len(rows) == 1 and rows[0].row.rows:
            try:
                name, parts[rows[0].tag] = writer.part(rows[0], element.get("type") or "")
            except Unsaid:
                continue
            element.set("type", name)
    document = E.complexType(model, *attributes(ROOT), name=_DOCUMENT)
    lefts = [(part, left) for part, some in parts.items() for left in some]
    kinds = {(left.path[-1], left.kind) for _, left in lefts}
    others = {tag for tag, kind in kinds if kind != PERIOD}
    periods = frozenset(tag for tag, kind in kinds if kind == PERIOD and tag not in others)
    made = compiled(_DOCUMENT, (document, *writer.types)) if parts else schema()
    finds = tuple((left.find(part), left.row) for part, left in lefts)
    return Quick(made, frozenset(parts), finds, periods)


def quick(table: Compiled, codes: Sets, pairs: Pairs) -> Quick:
    """The schema of a table for these value sets, made at their first use."""
    return _quick(table, tuple(codes.items()), tuple(pairs.items()))
