"""Names as INSi and the datamatrix write them: the normal form, and the key on which two names are compared."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from esante_rules._core import require

# Letters that have no canonical decomposition, apostrophes and dashes, after the upper-casing.
_EQUIVALENT: Final = str.maketrans(
    {
        "Œ": "OE",
        "Æ": "AE",
        "ẞ": "SS",
        "Ø": "O",
        "Ł": "L",
        "Đ": "D",
        "Ð": "D",
        "Þ": "TH",
        **dict.fromkeys("\u2019\u2018\u02bc\u2032`\u00b4", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
_SPACES: Final = re.compile(r"[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_NORMAL: Final = re.compile(r"[A-Z'-]+(?: [A-Z'-]+)*").fullmatch
_BREAKS: Final = re.compile(r"[-' ]+")


def normal_name(text: str) -> str:
    """The form INSi expects: capital letters A to Z, space, apostrophe, hyphen; no accent, no ligature.

    What has no equivalent (digits, full stops, other scripts) is kept, to be reported: nothing is dropped silently.
    Locale plays no part. Idempotent.
    """
    require(text, str, "text")
    if _NORMAL(text):
        return text
    upper = unicodedata.normalize("NFC", text).upper().translate(_EQUIVALENT)
    bare = "".join(c for c in unicodedata.normalize("NFD", upper) if not unicodedata.combining(c))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", bare.translate(_EQUIVALENT))).strip(" ")


def name_key(text: str) -> str:
    """The key of a name: its normal form, hyphens and apostrophes read as one space. Spaces are never removed.

    `D'ESSAI` and `D ESSAI` have the same key, `DESSAI` another.
    """
    return _BREAKS.sub(" ", normal_name(text)).strip(" ")
