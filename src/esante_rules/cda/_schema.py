"""The schema engine: the table of types becomes one automaton a type, and one walk reads a document against them.

An element is checked by the type that its parent's automaton gives it (or by its `xsi:type`). After the first child
that is out of place, the parent's other children are checked by their name alone: one finding a parent.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

from attrs import define, field, frozen
from lxml import etree

from esante_rules.cda import _schema_rules as rules
from esante_rules.cda._body import BodyKind
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import NAMESPACES, clark, short
from esante_rules.cda._schema_table import ELEMENTS, SIMPLE, TYPES
from esante_rules.cda._simple import BLANKS, Test, test

ROOT: Final = "POCD_MT000040.ClinicalDocument"
_XSI: Final = f"{{{NAMESPACES['xsi']}}}"
_XSI_ALLOWED: Final = frozenset(_XSI + name for name in ("type", "schemaLocation", "noNamespaceSchemaLocation"))
_XSI_TYPE: Final = f"{_XSI}type"
_HL7: Final = f"{{{NAMESPACES['']}}}"
OTHER: Final = "##other"
"""In a content expression, an element of any other namespace than that of HL7."""
_SKIP: Final = "skip"
_SHOWN: Final = 8
_BODIES: Final = "nonXMLBody, structuredBody"


@frozen
class Attribute:
    """What one attribute may be."""

    name: str
    type: str
    test: Test
    fixed: str | None
    required: bool


@define
class Kind:
    """A type, compiled. `steps[state][tag]` is the next state and the type of that child."""

    name: str
    attributes: dict[str, Attribute] = field(factory=dict)
    required: tuple[Attribute, ...] = ()
    steps: list[dict[str, tuple[int, Kind]]] = field(factory=list)
    final: frozenset[int] = frozenset()
    children: dict[str, Kind] = field(factory=dict)
    mixed: bool = False
    open: bool = False


_NOT_LOOKED_INTO: Final = Kind(_SKIP, open=True)


def _is_other(tag: str) -> bool:
    return tag.startswith("{") and not tag.startswith(_HL7)


@frozen
class _Particle:
    """A part of a content model, as the sets of Glushkov: places are indexes in the list of all of them."""

    empty: bool
    first: tuple[int, ...]
    last: tuple[int, ...]


class _Model:
    """A content expression read into places and the places that may follow each."""

    def __init__(self, content: str) -> None:
        self.places: list[tuple[str, str]] = []
        self.follow: list[set[int]] = []
        self._tokens = re.findall(r"[()|]|[?*+]|[^\s()|?*+]+", content)
        self._at = 0
        self.all = self._choice()

    def _choice(self) -> _Particle:
        options = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            options.append(self._sequence())
        return _Particle(
            any(option.empty for option in options),
            tuple(place for option in options for place in option.first),
            tuple(place for option in options for place in option.last),
        )

    def _sequence(self) -> _Particle:
        done = _Particle(True, (), ())
        while self._peek() not in ("", "|", ")"):
            part = self._item()
            for place in done.last:
                self.follow[place].update(part.first)
            done = _Particle(
                done.empty and part.empty,
                (*done.first, *part.first) if done.empty else done.first,
                (*done.last, *part.last) if part.empty else part.last,
            )
        return done

    def _item(self) -> _Particle:
        word = self._peek()
        self._at += 1
        if word == "(":
            part = self._choice()
            self._at += 1
        else:
            name, _, kind = word.rpartition(":")
            self.places.append((OTHER if name == OTHER else clark(name), kind))
            self.follow.append(set())
            part = _Particle(False, (len(self.places) - 1,), (len(self.places) - 1,))
        times = self._peek()
        if times in ("?", "*", "+"):
            self._at += 1
            if times != "?":
                for place in part.last:
                    self.follow[place].update(part.first)
            part = _Particle(part.empty or times != "+", part.first, part.last)
        return part

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""


def own_content(name: str) -> str:
    """The content expression that the type itself adds to its base."""
    return TYPES[name][3]


def full_content(name: str) -> str:
    """The content of a type with that of the types it extends; a restriction replaces it."""
    base, how, _, content, _ = TYPES[name]
    return f"{full_content(base)} {content}" if base and how == "extension" else content


def all_attributes(name: str) -> dict[str, str]:
    base, _, _, _, attributes = TYPES[name]
    found = all_attributes(base) if base else {}
    for word in attributes.split():
        match = re.fullmatch(r"((?:sdtc:)?[A-Za-z]+):(.+)", word)
        if match is not None:
            found[match.group(1)] = match.group(2)
    return found


def is_mixed(name: str) -> bool:
    base, how, flags, _, _ = TYPES[name]
    return "m" in flags or (how == "extension" and bool(base) and is_mixed(base))


def derives(name: str, base: str) -> bool:
    """Is type `name` the type `base`, or derived from it?"""
    while name and name != base:
        name = TYPES[name][0]
    return bool(name)


@functools.cache
def kinds() -> dict[str, Kind]:
    """Every type of the table, compiled; an element of type `skip` is not looked into, nor are its attributes."""
    found = {name: Kind(name) for name in TYPES}
    for kind in found.values():
        _compile(kind, found | {_SKIP: _NOT_LOOKED_INTO})
    return found


def _compile(kind: Kind, all_kinds: dict[str, Kind]) -> None:
    content = full_content(kind.name)
    if content.strip() == "open":
        kind.open = True
    for name, described in all_attributes(kind.name).items():
        match = re.fullmatch(r"([A-Za-z0-9_.]+)([!\-]?)(?:=(.*))?", described)
        if match is None or match.group(2) == "-":
            continue
        tag = clark(name) if ":" in name else name
        simple, required, fixed = match.group(1), match.group(2) == "!", match.group(3)
        kind.attributes[tag] = Attribute(name, simple, test(simple), fixed, required)
    kind.required = tuple(a for a in kind.attributes.values() if a.required)
    kind.mixed = is_mixed(kind.name)
    if kind.open:
        return
    model = _Model(content)
    for successors in (model.all.first, *model.follow):
        step: dict[str, tuple[int, Kind]] = {}
        for place in sorted(successors):
            tag, of_type = model.places[place]
            step.setdefault(tag, (place + 1, all_kinds[of_type]))
        kind.steps.append(step)
    kind.final = frozenset((*(place + 1 for place in model.all.last), *((0,) if model.all.empty else ())))
    kind.children = {tag: all_kinds[of_type] for tag, of_type in model.places}


@functools.cache
def known_tags() -> frozenset[str]:
    """Every element name of the table, in Clark form: those that may be shown."""
    names = {tag for kind in kinds().values() for tag in kind.children if tag != OTHER}
    return frozenset(names | {clark(name) for name in ELEMENTS} | {clark("nonXMLBody"), clark("structuredBody")})


def check(root: etree._Element) -> Iterator[Fault]:
    """What the schema refuses in the header whose ClinicalDocument is `root`, in document order."""
    yield from _element(root, kinds()[ROOT])


def body(root: etree._Element, kind: BodyKind) -> Iterator[Fault]:
    """What the schema refuses in the shell of the body: `component` holds one nonXMLBody or structuredBody."""
    component = root.find(clark("component"))
    if component is not None and kind is BodyKind.NONE:
        yield Fault(rules.ELEMENT_MISSING, component, {"parent": "component", "expected": _BODIES})
    if component is not None and kind is BodyKind.BOTH:
        params = {"parent": "component", "expected": _BODIES, "element": "structuredBody"}
        yield Fault(rules.ELEMENT_MISPLACED, component, params)


def _element(element: etree._Element, kind: Kind) -> Iterator[Fault]:
    named = element.get(_XSI_TYPE)
    if named is not None:
        found = _named_type(element, named, kind)
        if found is None:
            yield Fault(rules.TYPE_UNKNOWN, element, {"element": _short(element), "expected": kind.name})
            return
        kind = found
    yield from _own_attributes(element, kind)
    if kind.open:
        return
    if not kind.mixed and _has_text(element, blanks=not kind.children):
        yield Fault(rules.TEXT_REFUSED, element, {"element": _short(element)})
    state, steps, lost = 0, kind.steps, False
    for child in element:
        tag = str(child.tag)
        step = None if lost else steps[state].get(tag) or (steps[state].get(OTHER) if _is_other(tag) else None)
        if step is not None:
            state, child_kind = step
            if child_kind is not _NOT_LOOKED_INTO:
                yield from _element(child, child_kind)
            continue
        if not lost:
            lost = True
            yield _misplaced(element, child, steps[state])
        named_kind = kind.children.get(tag)
        if named_kind is not None:
            yield from _element(child, named_kind)
    if not lost and state not in kind.final:
        yield Fault(rules.ELEMENT_MISSING, element, {"parent": _short(element), "expected": _expected(steps[state])})


def _own_attributes(element: etree._Element, kind: Kind) -> Iterator[Fault]:
    allowed = kind.attributes
    for name, value in element.items():
        attribute = allowed.get(str(name))
        if attribute is None:
            if str(name) not in _XSI_ALLOWED:
                shown = ", ".join(a.name for a in allowed.values())
                yield Fault(rules.ATTRIBUTE_UNKNOWN, element, {"element": _short(element), "expected": shown})
        elif not attribute.test(str(value)):
            yield _bad_value(element, attribute)
        elif attribute.fixed is not None and str(value).strip(BLANKS) != attribute.fixed:
            params = {"element": _short(element), "attribute": attribute.name, "expected": attribute.fixed}
            yield Fault(rules.ATTRIBUTE_NOT_FIXED, element, params)
    for attribute in kind.required:
        if element.get(attribute.name) is None:
            params = {"element": _short(element), "attribute": attribute.name}
            yield Fault(rules.ATTRIBUTE_MISSING, element, params)


def _bad_value(element: etree._Element, attribute: Attribute) -> Fault:
    params = {"element": _short(element), "attribute": attribute.name}
    enumeration = SIMPLE[attribute.type][0] or SIMPLE[SIMPLE[attribute.type][4] or attribute.type][0]
    if enumeration:
        return Fault(rules.CODE_UNKNOWN, element, params | {"expected": enumeration})
    return Fault(rules.ATTRIBUTE_MALFORMED, element, params | {"expected": attribute.type})


def _named_type(element: etree._Element, named: str, declared: Kind) -> Kind | None:
    prefix, _, local = named.strip(BLANKS).rpartition(":")
    if element.nsmap.get(prefix or None) != NAMESPACES[""] or local not in TYPES or "a" in TYPES[local][2]:
        return None
    return kinds()[local] if derives(local, declared.name) else None


def _has_text(element: etree._Element, *, blanks: bool) -> bool:
    """Text beside elements; for a type without content (`blanks`), white space alone is already too much."""
    if blanks:
        return bool(element.text) or any(child.tail for child in element)
    if (element.text or "").strip(BLANKS):
        return True
    return any((child.tail or "").strip(BLANKS) for child in element)


def _misplaced(parent: etree._Element, child: etree._Element, step: dict[str, tuple[int, Kind]]) -> Fault:
    params = {"parent": _short(parent), "expected": _expected(step)}
    tag = str(child.tag)
    if tag in known_tags():
        return Fault(rules.ELEMENT_MISPLACED, child, params | {"element": _short(child)})
    return Fault(rules.ELEMENT_UNKNOWN if tag.startswith(_HL7) else rules.EXTENSION_REFUSED, child, params)


def _expected(step: dict[str, tuple[int, Kind]]) -> str:
    names = [short(tag, known_tags()) for tag in step if tag != OTHER]
    return ", ".join(names[:_SHOWN] + (["..."] if len(names) > _SHOWN else [])) or "-"


def _short(element: etree._Element) -> str:
    tag = str(element.tag)
    return "ClinicalDocument" if tag == clark("ClinicalDocument") else short(tag, known_tags())
