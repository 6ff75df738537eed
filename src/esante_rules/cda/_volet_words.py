"""How `_volet_forms` and `_volet_parts` write types of an XML Schema: words, patterns, attributes, occurrences."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Final

from lxml import etree

from esante_rules.cda._schema_xsd import E

MANY_TIMES: Final = "unbounded"
OWN: Final = f"volet-{secrets.token_hex(8)}-"
"""How the names of our own types and elements begin or end: drawn anew, so that no document can write them."""
_LISTED: Final = 20
"""Beyond so many words, libxml2 is quicker with a pattern of their letters than with a list."""
_MOST, _LETTERS, _LONGEST = 2000, 20_000, 64
"""Beyond so many words, letters of all or of one, the schema would be long to make."""
_DEEPEST: Final = 40
"""libxml2 refuses a pattern of some fifty groups, one in the other."""
_ESCAPED: Final = {sign: "\\" + sign for sign in "-[]().*+?{}|^\\$"}


class Unsaid(Exception):
    """The row asks for something that these types do not say."""


def said(statement: object) -> None:
    """Raise `Unsaid` unless `statement` is true."""
    if not statement:
        raise Unsaid


# --- texts, compared as they are written ------------------------------------------------------------------------------


def one_of(words: Iterable[str]) -> etree._Element:
    """One of these words; those that a code could not be are left out."""
    listed = sorted(word for word in words if word.isprintable() and 0 < len(word) <= _LONGEST and " " not in word)
    said(0 < len(listed) <= _MOST and sum(map(len, listed)) <= _LETTERS)
    if len(listed) > _LISTED:
        return pattern(spelled(listed))
    return E.simpleType(E.restriction(*(E.enumeration(value=word) for word in listed), base="xs:string"))


def pattern(expression: str, *, most: int = 0) -> etree._Element:
    """A text of that form, of at most so many characters."""
    longest = [E.maxLength(value=str(most))] if most else []
    return E.simpleType(E.restriction(E.pattern(value=expression), *longest, base="xs:string"))


def not_blank(expression: str = "") -> etree._Element:
    """A text that is not blank; of that form, if one is given, once white space is collapsed."""
    form = [E.pattern(value=expression)] if expression else []
    return E.simpleType(E.restriction(*form, E.minLength(value="1"), base="xs:token"))


def at_most(most: int) -> etree._Element:
    """A text that is not empty, of at most so many characters."""
    return E.simpleType(E.restriction(E.minLength(value="1"), E.maxLength(value=str(most)), base="xs:string"))


def spelled(words: Iterable[str], depth: int = 0) -> str:
    """A pattern that reads each letter once: `BRO` and `BAR` are `B(AR|RO)`."""
    said(depth <= _DEEPEST)
    beginnings: dict[str, list[str]] = {}
    for word in words:
        beginnings.setdefault(word[:1], []).append(word[1:])
    optional = beginnings.pop("", None) is not None
    grouped = len(beginnings) > 1 or optional
    ways = [_ESCAPED.get(first, first) + spelled(rest, depth + grouped) for first, rest in beginnings.items()]
    if len(ways) == 1 and not optional:
        return ways[0]
    return f"({'|'.join(ways)}){'?' if optional else ''}" if ways else ""


# --- elements and attributes ------------------------------------------------------------------------------------------


def attribute(name: str, simple: etree._Element | None = None, *, required: bool = False) -> etree._Element:
    """An attribute of that simple type; without one, any text that is not empty."""
    use = "required" if required else "optional"
    return E.attribute(name=name, type="st", use=use) if simple is None else E.attribute(simple, name=name, use=use)


def element(name: str, kind: str, least: int = 1, most: str = "1") -> etree._Element:
    """An element of that type."""
    return times(E.element(name=name, type=kind), least, most)


def times(made: etree._Element, least: int, most: str) -> etree._Element:
    """The same, so many times."""
    made.set("minOccurs", str(least))
    made.set("maxOccurs", most)
    return made


def named(name: str, made: etree._Element) -> etree._Element:
    """The same type, under a name."""
    made.set("name", name)
    return made


def text_with(attribute: etree._Element, base: str) -> etree._Element:
    """A text of type `base`, with an attribute."""
    return E.complexType(E.simpleContent(E.extension(attribute, base=base)))
