"""The simple types of the schema as predicates on the value of an attribute."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Final

from esante_rules.cda._schema_table import SIMPLE

Test = Callable[[str], bool]
BLANKS: Final = " \t\r\n"
_PCHAR: Final = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@\-]|[^\x21-\x7e]|[<>\"{}|\\^`]|%[0-9A-Fa-f]{2})"
_SEGMENT: Final = _PCHAR.replace(":@", "@")  # the first segment of a relative reference has no colon
_AUTHORITY: Final = rf"//(?:(?:{_PCHAR})*@)?(?:\[[0-9A-Fa-fv:.]+\]|(?:{_SEGMENT})*)(?::[0-9]*)?"
_URI: Final = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.\-]*:(?:{_AUTHORITY}(?:/{_PCHAR}*)*|/?(?:{_PCHAR}+(?:/{_PCHAR}*)*)?)"
    rf"|{_AUTHORITY}(?:/{_PCHAR}*)*|/(?:{_PCHAR}+(?:/{_PCHAR}*)*)?|(?:{_SEGMENT}+(?:/{_PCHAR}*)*)?)"
    rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
)
_PATTERNS: Final = {
    "xs:boolean": re.compile("true|false|0|1"),
    "xs:integer": re.compile(r"[+\-]?[0-9]+"),
    "xs:decimal": re.compile(r"[+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    "xs:double": re.compile(r"[+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+\-]?[0-9]+)?|-?INF|NaN"),
    "xs:base64Binary": re.compile(
        r"(?:(?:[A-Za-z0-9+/] ?){4})*(?:(?:[A-Za-z0-9+/] ?){2}= ?=|(?:[A-Za-z0-9+/] ?){3}=)?"
    ),
    "xs:NMTOKEN": re.compile(r"[\w.:\-·]+"),
}


def _matches(pattern: re.Pattern[str]) -> Test:
    return lambda value: pattern.fullmatch(value.strip(BLANKS)) is not None


@functools.cache
def test(name: str) -> Test:
    """The predicate of a simple type of the table, or of a primitive type of XML Schema."""
    if name.startswith("xs:"):
        return _primitive(name)
    enumeration, base, pattern, union, listed, facet = SIMPLE[name]
    if listed:
        item = test(listed)
        return lambda value: all(item(word) for word in re.split(r"[ \t\r\n]+", value.strip(BLANKS)) if word)
    if union:
        members = tuple(test(member) for member in union.split())
        return lambda value: any(member(value) for member in members)
    if enumeration:
        words = frozenset(enumeration.split())
        return lambda value: value in words or value.strip(BLANKS) in words
    if facet == "minLength=1":
        return bool
    if facet == "minInclusive=1":
        whole = test(base)
        return lambda value: whole(value) and value.strip(f"{BLANKS}+").lstrip("0")[:1] not in ("", "-")
    if pattern:
        compiled = re.compile(pattern.replace(r"[^\s]", r"[^ \t\r\n]"))
        if base == "xs:string":
            return lambda value: compiled.fullmatch(value) is not None
        return _matches(compiled)
    return test(base)


def _primitive(name: str) -> Test:
    if name in ("xs:string", "xs:token"):
        return lambda _: True
    if name == "xs:anyURI":
        return lambda value: _URI.fullmatch(re.sub("[ \t\r\n]+", " ", value.strip(BLANKS))) is not None
    return _matches(_PATTERNS[name])
