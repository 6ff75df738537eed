"""The same table as an XML Schema, which libxml2 runs in C: the quick answer for a header without a fault.

It only says yes: when it accepts a header, `_schema.check` finds nothing (tests hold the two together on every document
of the corpus and on generated ones). When it does not, the walk in Python decides and finds what and where.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree
from lxml.builder import ElementMaker

from esante_rules.cda._names import NAMESPACES
from esante_rules.cda._schema import OTHER, ROOT, is_mixed, own_content
from esante_rules.cda._schema_table import ELEMENTS, SIMPLE, TYPES

_XS: Final = "http://www.w3.org/2001/XMLSchema"
_HL7: Final = NAMESPACES[""]
E: Final = ElementMaker(namespace=_XS, nsmap={"xs": _XS, **{p or None: n for p, n in NAMESPACES.items() if p != "xsi"}})
_TIMES: Final = {"?": ("0", "1"), "*": ("0", "unbounded"), "+": ("1", "unbounded"), "": ("1", "1")}


class _Extensions(etree.Resolver):
    """Gives libxml2 the schemas of the extension namespaces, which are made here: nothing is read from outside."""

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        """The schema of the namespace whose prefix is the file name; an empty one for any other."""
        prefix = (system_url or "").rpartition("/")[2].removesuffix(".xsd")
        return self.resolve_string(etree.tostring(_extension(prefix)), context)


def _extension(prefix: str) -> etree._Element:
    top = E.schema(targetNamespace=NAMESPACES.get(prefix, "urn:none"), elementFormDefault="qualified")
    top.append(E("import", namespace=_HL7))
    for name, kind in ELEMENTS.items():
        if name.startswith(f"{prefix}:"):
            top.append(E.element(name=name.partition(":")[2], type=kind))
    for name, kind_of in sorted(
        {n for kind in TYPES.values() for n in re.findall(rf"{re.escape(prefix)}:([A-Za-z]+):([a-z]+)", kind[4])}
    ):
        top.append(E.attribute(name=name, type=kind_of))
    return top


@functools.cache
def schema() -> etree.XMLSchema:
    """The compiled schema of a ClinicalDocument whose body is not looked into."""
    return compiled(ROOT)


def compiled(root: str, more: Iterable[etree._Element] = ()) -> etree.XMLSchema:
    """The schema of a ClinicalDocument of type `root`: one of the table, or one of `more`."""
    top = E.schema(targetNamespace=_HL7, elementFormDefault="qualified")
    for prefix in ("sdtc", "lab", "ps3-20"):
        top.append(E("import", namespace=NAMESPACES[prefix], schemaLocation=f"{prefix}.xsd"))
    top.append(E.element(name="ClinicalDocument", type=root))
    top.extend(_type(name) for name in TYPES)
    top.extend(_simple(name) for name in SIMPLE)
    top.extend(more)
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    parser.resolvers.add(_Extensions())
    return etree.XMLSchema(etree.fromstring(etree.tostring(top), parser))


def accepts(root: etree._Element) -> bool:
    """Is the header surely valid? False means: look closer."""
    return schema().validate(root)


def _type(name: str) -> etree._Element:
    base, how, flags, _, _ = TYPES[name]
    made = E.complexType(name=name)
    if "a" in flags:
        made.set("abstract", "true")
    if is_mixed(name):
        made.set("mixed", "true")
    own = own_content(name).strip()
    parts: list[etree._Element] = []
    if own == "open":
        parts = [E.sequence(E.any(processContents="skip", minOccurs="0", maxOccurs="unbounded"))]
    elif own:
        parts = [content(own)]
    parts += attributes(name)
    if not base:
        made.extend(parts)
    else:
        inside = E.complexContent(getattr(E, how)(*parts, base=base))
        if is_mixed(name):
            inside.set("mixed", "true")
        made.append(inside)
    return made


def content(expression: str) -> etree._Element:
    """The model of a content expression of the table."""
    return E.sequence(*_choice(re.findall(r"[()|]|[?*+]|[^\s()|?*+]+", expression)))


def _choice(tokens: list[str]) -> Iterator[etree._Element]:
    options = [_sequence(tokens)]
    while tokens and tokens[0] == "|":
        tokens.pop(0)
        options.append(_sequence(tokens))
    if len(options) == 1:
        yield from options[0]
    else:
        yield E.choice(*(option[0] if len(option) == 1 else E.sequence(*option) for option in options))


def _sequence(tokens: list[str]) -> list[etree._Element]:
    parts: list[etree._Element] = []
    while tokens and tokens[0] not in "|)":
        parts.append(_item(tokens))
    return parts


def _item(tokens: list[str]) -> etree._Element:
    word = tokens.pop(0)
    if word == "(":
        inside = list(_choice(tokens))
        tokens.pop(0)
        part = inside[0] if len(inside) == 1 else E.sequence(*inside)
    else:
        name, _, kind = word.rpartition(":")
        if name == OTHER:
            part = E.any(namespace=OTHER, processContents="skip")
        else:
            part = E.element(ref=name) if ":" in name else E.element(name=name, type=kind)
    times = tokens.pop(0) if tokens and tokens[0] in ("?", "*", "+") else ""
    if times:
        least, most = _TIMES[times]
        part.set("minOccurs", least)
        part.set("maxOccurs", most)
    return part


def attributes(name: str) -> Iterator[etree._Element]:
    """The attributes that the table gives to a type, beyond those of its base."""
    for word in TYPES[name][4].split():
        match = re.fullmatch(r"((?:sdtc:)?[A-Za-z]+):([A-Za-z0-9_.]+)([!\-]?)(?:=(.*))?", word)
        if match is None:
            raise ValueError("the schema table holds an attribute that cannot be read")
        attribute, kind, mark, fixed = match.groups()
        made = E.attribute(ref=attribute) if ":" in attribute else E.attribute(name=attribute, type=kind)
        made.set("use", {"!": "required", "-": "prohibited"}.get(mark, "optional"))
        if fixed:
            made.set("fixed", fixed)
        yield made


def _simple(name: str) -> etree._Element:
    enumeration, base, pattern, union, listed, facet = SIMPLE[name]
    if listed:
        return E.simpleType(E.list(itemType=listed), name=name)
    if union:
        return E.simpleType(E.union(memberTypes=union), name=name)
    limits = [E.enumeration(value=word) for word in enumeration.split()]
    if base == "xs:base64Binary":  # libxml2 lets any text through
        base, pattern = "xs:string", _BASE64
    if pattern:
        limits.append(E.pattern(value=_uncounted(pattern)))
    if facet:
        kind, _, value = facet.partition("=")
        limits.append(getattr(E, kind)(value=value))
    return E.simpleType(E.restriction(*limits, base=base), name=name)


_BASE64: Final = "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
_COUNTED: Final = re.compile(r"(\[[^\]]*\])\{([0-9]+)(?:,([0-9]+))?\}")


def _uncounted(pattern: str) -> str:
    """The pattern with its counters written out: libxml2 miscounts two that may match the same text."""

    def written(match: re.Match[str]) -> str:
        atom, least, most = match[1], int(match[2]), int(match[3] or match[2])
        optional = ""
        for _ in range(most - least):
            optional = f"({atom}{optional})?"
        return atom * least + optional

    return _COUNTED.sub(written, pattern)
