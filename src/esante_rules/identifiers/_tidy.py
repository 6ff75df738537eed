"""The only place that forgives: what `normalise` removes before a check, by family of identifier.

Checks read strictly what is written; a caller who accepts looser writing normalises first, and can say so. A lost
leading zero is never put back.
"""

from __future__ import annotations

import re
import string
from typing import Final

_SPACES: Final = " \t\n\r\u00a0\u2007\u2009\u202f\u200b\ufeff"
_HYPHENS: Final = "\u2010\u2011\u2012\u2013"
_NO_SPACE: Final = dict.fromkeys(map(ord, _SPACES))
_NO_SEPARATOR: Final = dict.fromkeys(map(ord, _SPACES + ".-" + _HYPHENS))
_HYPHEN: Final = dict.fromkeys(map(ord, _HYPHENS), "-")
_UPPER: Final = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)
_LOWER: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def upper(text: str) -> str:
    """ASCII letters in capitals, every other character as it was (`str.upper` would lengthen some)."""
    return text.translate(_UPPER)


def lower(text: str) -> str:
    """ASCII letters in small letters, every other character as it was."""
    return text.translate(_LOWER)


def number(text: str) -> str:
    """Without spaces, dots and hyphens; letters in capitals."""
    return upper(text.translate(_NO_SEPARATOR))


def prefixed(text: str) -> str:
    """As `number` up to the first `/`; the local part after it is free text and only loses the spaces around it."""
    head, slash, local = text.partition("/")
    return number(head) + slash + local.strip(_SPACES)


def code(text: str) -> str:
    """Without any space, typographic hyphens made plain; letters in capitals."""
    return upper(text.translate(_NO_SPACE).translate(_HYPHEN))


def oid(text: str) -> str:
    """Without spaces and without the `urn:oid:` that belongs to FHIR."""
    return _without_urn(text.translate(_NO_SPACE), "oid")


def uuid(text: str) -> str:
    """Without spaces and without `urn:uuid:`; in small letters."""
    return lower(_without_urn(text.translate(_NO_SPACE), "uuid"))


def urn(text: str) -> str:
    """Without spaces, in small letters; the `urn:` stays."""
    return lower(text.translate(_NO_SPACE))


def address(text: str) -> str:
    """Without spaces around it and without `mailto:`; the domain in small letters, the local part as written."""
    bare = re.sub(r"\A(?:mailto:)+", "", text.strip(_SPACES), flags=re.IGNORECASE | re.ASCII).strip(_SPACES)
    local, at, domain = bare.rpartition("@")
    return local + at + lower(domain)


def text(value: str) -> str:
    """Without spaces around it."""
    return value.strip(_SPACES)


def _without_urn(value: str, scheme: str) -> str:
    return re.sub(rf"\A(?:urn:{scheme}:)+", "", value, flags=re.IGNORECASE | re.ASCII)
