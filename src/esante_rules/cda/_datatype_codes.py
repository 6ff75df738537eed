"""The data types II, CD, CE, CS and INT of the official header rules: each function appends what it finds."""

from __future__ import annotations

import re
from typing import Final

from esante_rules._core import Param
from esante_rules.cda import _datatype_rules as rules
from esante_rules.cda._datatype_elements import Element, Found, name
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import clark

OID: Final = re.compile(r"[0-2](\.(0|[1-9][0-9]*))*")
_UUID: Final = re.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_ORIGINAL, _QUALIFIER, _TRANSLATION = map(clark, ("originalText", "qualifier", "translation"))


def identifier(element: Element, found: Found) -> None:
    """II."""
    root, extension = element.get("root"), element.get("extension")
    if element.get("nullFlavor") is None:
        if root is None:
            found.append(Fault(rules.IDENTIFIER_WITHOUT_ROOT, element, {"element": name(element)}))
    elif root is not None or any(
        element.get(n) is not None for n in ("identifierName", "displayable", "reliability", "assigningAuthorityName")
    ):
        found.append(Fault(rules.IDENTIFIER_NULL_WITH_CONTENT, element, {"element": name(element)}))
    if root is not None and not OID.fullmatch(root):
        if not _UUID.fullmatch(root):
            found.append(Fault(rules.IDENTIFIER_ROOT_MALFORMED, element, {"element": name(element)}))
        elif root != root.upper():
            found.append(Fault(rules.UUID_LOWERCASE, element, {"element": name(element)}))
    if extension == "":
        found.append(Fault(rules.IDENTIFIER_EXTENSION_EMPTY, element, {"element": name(element)}))
    for attribute, value, most in (("root", root, 128), ("extension", extension, 64)):
        if value is not None and len(value) > most:
            params: dict[str, Param] = {"element": name(element), "attribute": attribute, "allowed": most}
            found.append(Fault(rules.IDENTIFIER_TOO_LONG, element, params))


def coded(element: Element, found: Found) -> None:
    """CD."""
    get = element.get
    code, system, null = get("code"), get("codeSystem"), get("nullFlavor")
    if code is None:
        if null is None and element.find(_ORIGINAL) is None:
            found.append(Fault(rules.CODE_MISSING, element, {"element": name(element)}))
        if get("displayName") is not None:
            _orphan(element, "displayName", "code", found)
    elif system is None:
        found.append(Fault(rules.CODE_WITHOUT_SYSTEM, element, {"element": name(element)}))
    if system is None:
        for attribute in ("codeSystemName", "codeSystemVersion"):
            if get(attribute) is not None:
                _orphan(element, attribute, "codeSystem", found)
    if null is not None and (code is not None or get("displayName") is not None):
        found.append(Fault(rules.CODE_AND_NULL, element, {"element": name(element)}))
    label = get("displayName")
    if label is not None and any(c in label for c in "\r\n\t"):
        found.append(Fault(rules.LABEL_WITH_CONTROL, element, {"element": name(element)}))
    if len(element):
        translations(element, found)


def _orphan(element: Element, attribute: str, expected: str, found: Found) -> None:
    params = {"element": name(element), "attribute": attribute, "expected": expected}
    found.append(Fault(rules.CODE_ATTRIBUTE_ORPHAN, element, params))


def translations(element: Element, found: Found) -> None:
    """The translations of a code: each has a code and its system, and is not said twice."""
    seen: set[tuple[str | None, str | None]] = set()
    for translation in element.iterchildren(_TRANSLATION):
        get = translation.get
        code, system = get("code"), get("codeSystem")
        wrong = get("nullFlavor") is not None or (code is None) != (system is None) or (code, system) in seen
        wrong = wrong or (
            code is None and any(get(n) is not None for n in ("displayName", "codeSystemName", "codeSystemVersion"))
        )
        seen.add((code, system))
        if wrong:
            found.append(Fault(rules.TRANSLATION_INCORRECT, element, {"element": name(element)}, translation))


def coded_simply(element: Element, found: Found) -> None:
    """CE: a CD without qualifier."""
    coded(element, found)
    if len(element) and element.find(_QUALIFIER) is not None:
        found.append(Fault(rules.QUALIFIER_REFUSED, element, {"element": name(element)}))


_NOT_SIMPLE: Final = ("codeSystem", "codeSystemName", "codeSystemVersion", "displayName")


def simple_code(element: Element, found: Found) -> None:
    """CS."""
    get = element.get
    if (get("code") is None) == (get("nullFlavor") is None) or any(get(n) is not None for n in _NOT_SIMPLE):
        found.append(Fault(rules.SIMPLE_CODE_INCORRECT, element, {"element": name(element)}))


_INT: Final = re.compile("-?[0-9]*")


def integer(element: Element, found: Found) -> None:
    """INT: the official assertion accepts an empty value and refuses a plus sign."""
    value = element.get("value")
    if (value is None and element.get("nullFlavor") is None) or (value is not None and not _INT.fullmatch(value)):
        found.append(Fault(rules.INTEGER_INVALID, element, {"element": name(element)}))


def positive(element: Element, found: Found) -> None:
    """INT.POS."""
    value = element.get("value")
    if (value is None and element.get("nullFlavor") is None) or (
        value is not None and (not re.fullmatch("[0-9]+", value) or not value.strip("0"))
    ):
        found.append(Fault(rules.INTEGER_INVALID, element, {"element": name(element)}))
