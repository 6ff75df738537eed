"""The data types ST, AD, TEL, EN, PN and ON of the official header rules: each function appends what it finds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from esante_rules.cda import _datatype_rules as rules
from esante_rules.cda._datatype_elements import BLANKS, FIVE_NULLS, Element, Found, blank, name, own_text
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import clark, short
from esante_rules.cda._schema import known_tags

_TELECOM: Final = re.compile("(?:tel|fax|mailto|http|ftp|mllp):.+", re.DOTALL)
_URI: Final = re.compile(r"[!#-;=?-Z\[\]_a-z~]*")  # what fn:iri-to-uri leaves as it is
TELECOM_USES: Final = ("H", "HP", "HV", "WP", "DIR", "PUB", "EC", "MC", "PG")
ADDRESS_USES: Final = ("H", "HP", "HV", "WP", "TMP")
_LINE: Final = clark("streetAddressLine")
PARTS: Final = frozenset(
    map(
        clark,
        [
            "country",
            "state",
            "city",
            "postalCode",
            "county",
            "houseNumber",
            "houseNumberNumeric",
            "streetName",
            "streetNameType",
            "additionalLocator",
            "unitID",
            "postBox",
            "precinct",
        ],
    )
)


def text(element: Element, found: Found) -> None:
    """ST, SC and ED."""
    if element.get("nullFlavor") is None and blank(element):
        found.append(Fault(rules.TEXT_BLANK, element, {"element": name(element)}))


def address(element: Element, found: Found) -> None:
    """AD, with the template of the volet."""
    use, null = element.get("use"), element.get("nullFlavor")
    params = {"element": name(element)}
    if use is not None and use not in ADDRESS_USES:
        found.append(Fault(rules.ADDRESS_USE, element, {**params, "expected": ", ".join(ADDRESS_USES)}))
    if not len(element):
        if null is None and not (element.text or "").strip(BLANKS):
            found.append(Fault(rules.ADDRESS_EMPTY, element, params))
        return
    if own_text(element):
        found.append(Fault(rules.ADDRESS_EMPTY, element, params))
    counts: dict[str, int] = {}
    empty = False
    for part in element[:]:
        tag = str(part.tag)
        counts[tag] = counts.get(tag, 0) + 1
        if blank(part) and part.get("nullFlavor") is None:
            empty = True
            if tag == _LINE or tag in PARTS:
                found.append(Fault(rules.TEXT_BLANK, part, {"element": name(part)}))
    if empty:
        found.append(Fault(rules.ADDRESS_PARTS_BLANK, element, params))
    _parts(element, counts, found)


def _parts(element: Element, counts: Mapping[str, int], found: Found) -> None:
    lines = counts.get(_LINE, 0)
    for tag, count in counts.items():
        if tag == _LINE:
            if count > 7:
                found.append(
                    Fault(
                        rules.ADDRESS_PART_REPEATED,
                        element,
                        {"element": name(element), "allowed": 7, "part": "streetAddressLine"},
                    )
                )
        elif tag in PARTS and count > 1:
            found.append(
                Fault(
                    rules.ADDRESS_PART_REPEATED,
                    element,
                    {"element": name(element), "allowed": 1, "part": short(tag, known_tags())},
                )
            )
    if lines and not PARTS.isdisjoint(counts):
        found.append(Fault(rules.ADDRESS_PART_UNEXPECTED, element, {"element": name(element)}))
    for part in element[:]:
        if part.tag != _LINE and part.tag not in PARTS:
            found.append(Fault(rules.ADDRESS_PART_UNEXPECTED, part, {"element": name(element)}))


def telecom(element: Element, found: Found) -> None:
    """TEL, with the template of the volet."""
    value, null = element.get("value"), element.get("nullFlavor")
    params = {"element": name(element)}
    if (value is not None and null is not None) or not reachable(element):
        found.append(Fault(rules.TELECOM_MALFORMED, element, params))
    if value is not None and not _URI.fullmatch(value):
        found.append(Fault(rules.TELECOM_NOT_URI, element, params))
    telecom_use(element, found)


def reachable(element: Element) -> bool:
    """Has a telecom a value with one of the schemes, or else one of the five nullFlavors alone?"""
    value = element.get("value")
    if value is None:
        return element.get("nullFlavor") in FIVE_NULLS and len(element.attrib) == 1
    return _TELECOM.fullmatch(value) is not None


def telecom_use(element: Element, found: Found) -> None:
    """The use of a telecom, when there is one."""
    use = element.get("use")
    if use is not None and use not in TELECOM_USES:
        params = {"element": name(element), "expected": ", ".join(TELECOM_USES)}
        found.append(Fault(rules.TELECOM_USE, element, params))


def entity_name(element: Element, found: Found) -> None:
    """EN."""
    null = element.get("nullFlavor")
    own = own_text(element)
    params = {"element": name(element)}
    if len(element):
        if own or null is not None:
            found.append(Fault(rules.NAME_EMPTY, element, params))
        if any(blank(part) and part.get("nullFlavor") is None for part in element[:]):
            found.append(Fault(rules.NAME_PART_BLANK, element, params))
    elif own == (null is not None):
        found.append(Fault(rules.NAME_EMPTY, element, params))
    if own and (element.text or "").lstrip(BLANKS).startswith('"'):
        found.append(Fault(rules.NAME_PART_BLANK, element, params))


def person_name(element: Element, found: Found) -> None:
    """PN: an EN whose parts are not qualified LS."""
    entity_name(element, found)
    for part in element[:]:
        qualifier = part.get("qualifier")
        if qualifier is not None:
            values = qualifier.split()
            if "LS" in values or len(set(values)) != len(values):
                found.append(Fault(rules.NAME_QUALIFIER_REFUSED, element, {"element": name(element)}, part))


def organization_name(element: Element, found: Found) -> None:
    """ON: an EN made of text alone."""
    entity_name(element, found)
    if len(element):
        found.append(Fault(rules.ORGANIZATION_NAME_NOT_TEXT, element, {"element": name(element)}))
