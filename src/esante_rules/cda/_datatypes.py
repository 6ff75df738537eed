"""The data types of the official header rules: one function a type, each appends what it finds.

Quirks are the official ones: a plain TS admits an offset of 1 to 4 digits while a bound of an IVL_TS wants ±hhmm; the
lower and upper bound are compared as strings for equality.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from lxml import etree

from esante_rules._core import Param
from esante_rules.cda import _datatype_rules as rules
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import clark, short
from esante_rules.cda._schema import known_tags

Element = etree._Element
Found = list[Fault]
Check = Callable[[Element, Found], None]

BLANKS: Final = " \t\r\n"
FIVE_NULLS: Final = frozenset(("UNK", "NASK", "ASKU", "NAV", "MSK"))
OID: Final = re.compile(r"[0-2](\.(0|[1-9][0-9]*))*")
_UUID: Final = re.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_TELECOM: Final = re.compile("(?:tel|fax|mailto|http|ftp|mllp):.+", re.DOTALL)
_URI: Final = re.compile(r"[!#-;=?-Z\[\]_a-z~]*")  # what fn:iri-to-uri leaves as it is
TELECOM_USES: Final = ("H", "HP", "HV", "WP", "DIR", "PUB", "EC", "MC", "PG")
ADDRESS_USES: Final = ("H", "HP", "HV", "WP", "TMP")
_TIMESTAMP: Final = re.compile(
    r"([0-9]{4})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(\.[0-9]+)?)?)?)?)?)?"
    r"(?:([+\-])([0-9]{1,4}))?"
)
_LOW, _HIGH, _WIDTH, _CENTER = map(clark, ("low", "high", "width", "center"))
_ORIGINAL, _QUALIFIER, _TRANSLATION = map(clark, ("originalText", "qualifier", "translation"))
_DOCUMENT: Final = clark("ClinicalDocument")
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


def name(element: Element) -> str:
    """The name of an element, as a message may show it."""
    tag = str(element.tag)
    return "ClinicalDocument" if tag == _DOCUMENT else short(tag, known_tags())


def blank(element: Element) -> bool:
    """Has the element neither children nor text?"""
    return not len(element) and not (element.text or "").strip(BLANKS)


def text_of(element: Element) -> str:
    """All the text inside an element."""
    return "".join(str(part) for part in element.itertext())


def _own_text(element: Element) -> bool:
    if (element.text or "").strip(BLANKS):
        return True
    return any((child.tail or "").strip(BLANKS) for child in element[:])


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
        _translations(element, found)


def _orphan(element: Element, attribute: str, expected: str, found: Found) -> None:
    params = {"element": name(element), "attribute": attribute, "expected": expected}
    found.append(Fault(rules.CODE_ATTRIBUTE_ORPHAN, element, params))


def _translations(element: Element, found: Found) -> None:
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


@functools.lru_cache(maxsize=4096)
def valid_timestamp(value: str, *, strict_offset: bool = False) -> bool:
    """Is it AAAA[MM[JJ[hh[mm[ss[.f]]]]]] with an optional offset, and a real date? Hour 24 is, with zero minutes."""
    return _moment(value, strict_offset=strict_offset) is not None


@functools.lru_cache(maxsize=4096)
def _moment(value: str, *, strict_offset: bool = False) -> tuple[datetime, bool] | None:
    match = _TIMESTAMP.fullmatch(value)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, sign, offset = match.groups()
    shift = timedelta()
    if offset is not None:
        if strict_offset and len(offset) != 4:
            return None
        hours, minutes = (int(offset[:2]), int(offset[2:] or 0))
        if minutes > 59 or hours * 60 + minutes > 14 * 60:
            return None
        shift = timedelta(hours=hours, minutes=minutes) * (1 if sign == "+" else -1)
    h, m, s = int(hour or 0), int(minute or 0), int(second or 0)
    if h > 24 or m > 59 or s > 59 or (h == 24 and (m or s or float(fraction or 0))):
        return None
    try:
        moment = datetime(max(int(year), 1), int(month or 1), int(day or 1))  # noqa: DTZ001 - naive on purpose
        if int(year) == 0:
            datetime(4, int(month or 1), int(day or 1))  # noqa: DTZ001
        return moment + timedelta(
            hours=h, minutes=m, seconds=s, microseconds=round(float(fraction or 0) * 1e6)
        ) - shift, offset is not None
    except (ValueError, OverflowError):
        return (datetime(1, 1, 1), True) if _real_day(year, month, day) else None  # noqa: DTZ001


def _real_day(year: str, month: str | None, day: str | None) -> bool:
    """Years 0 and 9999 overflow the arithmetic and not the calendar."""
    try:
        datetime(max(int(year), 4), int(month or 1), int(day or 1))  # noqa: DTZ001
    except ValueError:
        return False
    return True


def timestamp(element: Element, found: Found) -> None:
    """TS."""
    value = element.get("value")
    if value is None:
        if element.get("nullFlavor") is None and not len(element):
            found.append(Fault(rules.DATE_MISSING, element, {"element": name(element)}))
    else:
        if element.get("nullFlavor") is not None:
            found.append(Fault(rules.DATE_MISSING, element, {"element": name(element)}))
        if not valid_timestamp(value):
            found.append(Fault(rules.DATE_INVALID, element, {"element": name(element)}))


def period(element: Element, found: Found) -> None:
    """IVL_TS."""
    value, null = element.get("value"), element.get("nullFlavor")
    children = {child.tag: child for child in element[:]}
    params = {"element": name(element)}
    if value is None and null is None and not children:
        found.append(Fault(rules.DATE_MISSING, element, params))
    if value is not None and not valid_timestamp(value):
        found.append(Fault(rules.DATE_INVALID, element, params))
    if null is not None and (value is not None or children):
        found.append(Fault(rules.PERIOD_NULL_WITH_CONTENT, element, params))
    low, high = children.get(_LOW), children.get(_HIGH)
    with_width = _WIDTH in children
    if (
        (value is not None and children)
        or (_CENTER in children and (low is not None or high is not None or with_width))
        or (low is not None and high is not None and with_width)
    ):
        found.append(Fault(rules.PERIOD_CONTRADICTORY, element, params))
    bounds = [bound for bound in (low, high) if bound is not None]
    if bounds:
        _bounds(element, bounds, low, high, found)


def _bounds(
    element: Element, bounds: Sequence[Element], low: Element | None, high: Element | None, found: Found
) -> None:
    params = {"element": name(element)}
    for bound in bounds:
        value, null = bound.get("value"), bound.get("nullFlavor")
        if null is not None and (value is not None or null == ("PINF" if bound is low else "NINF")):
            found.append(Fault(rules.PERIOD_NULL_WITH_CONTENT, element, params, bound))
        if value is not None and not valid_timestamp(value, strict_offset=True):
            found.append(Fault(rules.PERIOD_BOUND_INVALID, element, params, bound))
    start = low.get("value") if low is not None else None
    end = high.get("value") if high is not None else None
    in_order(element, start, end, found)


def in_order(element: Element, start: str | None, end: str | None, found: Found) -> None:
    """The start of a period is before its end, where both are given."""
    if start is None or end is None:
        return
    params = {"element": name(element)}
    if start == end:
        found.append(Fault(rules.PERIOD_BOUNDS_EQUAL, element, params))
    elif later(start, end):
        found.append(Fault(rules.PERIOD_REVERSED, element, params))


def later(start: str, end: str) -> bool:
    """Is `start` later than `end`? A value without an offset is compared with one that has it only beyond 14 hours."""
    first, second = _moment(start), _moment(end)
    if first is None or second is None:
        return False
    slack = timedelta() if first[1] == second[1] else timedelta(hours=14)
    return first[0] - second[0] > slack


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
    if _own_text(element):
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
    own = _own_text(element)
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


def nothing(_element: Element, _found: Found) -> None:
    """A type that the official rules name without asserting anything more than the schema."""


CHECKS: Final[Mapping[str, Check]] = {
    "II": identifier,
    "CD": coded,
    "CE": coded_simply,
    "CS": simple_code,
    "TS": timestamp,
    "IVL_TS": period,
    "INT": integer,
    "INT.POS": positive,
    "ST": text,
    "SC": text,
    "ED": text,
    "BL": nothing,
    "AD": address,
    "TEL": telecom,
    "EN": entity_name,
    "PN": person_name,
    "ON": organization_name,
}


# --- brothers -----------------------------------------------------------------------------------------------------


def _twins(
    elements: Sequence[Element], key: Callable[[Element], object], found: Found, make: Callable[[Element], Fault]
) -> None:
    seen: dict[object, Element] = {}
    for element in elements:
        value = key(element)
        if value is None:
            continue
        if value in seen:
            found.extend((make(seen[value]), make(element)))
        seen.setdefault(value, element)


def identifiers(elements: Sequence[Element], found: Found) -> None:
    """Brother II: same root and extension, or same root while one has no extension."""
    if len({element.get("root") for element in elements}) == len(elements):
        return
    for index, element in enumerate(elements):
        root, extension = element.get("root"), element.get("extension")
        for other in elements[index + 1 :]:
            if root is not None and other.get("root") == root:
                theirs = other.get("extension")
                if extension == theirs or extension is None or theirs is None:
                    for blamed in (element, other):
                        found.append(Fault(rules.IDENTIFIERS_REPEATED, blamed, {"element": name(blamed)}))


def codes(elements: Sequence[Element], found: Found) -> None:
    """Brother codes that are the same."""
    _twins(
        elements,
        lambda e: (e.get("code"), e.get("codeSystem")) if e.get("code") is not None else None,
        found,
        lambda e: Fault(rules.CODES_REPEATED, e, {"element": name(e)}),
    )


def telecoms(elements: Sequence[Element], found: Found) -> None:
    """Brother telecoms: null beside a value, or the same value and use."""
    if len({e.get("value") for e in elements if e.get("nullFlavor") is None}) == len(elements):
        return
    if any(e.get("nullFlavor") is None for e in elements):
        for element in elements:
            if element.get("nullFlavor") is not None:
                found.append(Fault(rules.TELECOM_NULL_BESIDE, element, {"element": name(element)}))
    _twins(
        elements,
        lambda e: (e.get("value"), e.get("use")) if e.get("value") is not None and e.get("use") is not None else None,
        found,
        lambda e: Fault(rules.TELECOMS_REPEATED, e, {"element": name(e)}),
    )


def addresses(elements: Sequence[Element], found: Found) -> None:
    """Brother addresses: null beside another, or the same use and text."""
    _redundant(
        elements,
        text_of,
        found,
        lambda e: Fault(rules.ADDRESSES_REPEATED, e, {"element": name(e)}),
    )


def names(elements: Sequence[Element], found: Found) -> None:
    """Brother names: null beside another, or the same use and text."""
    _redundant(
        elements,
        text_of,
        found,
        lambda e: Fault(rules.NAMES_REPEATED, e, {"element": name(e)}),
    )


def _redundant(
    elements: Sequence[Element], text: Callable[[Element], str], found: Found, make: Callable[[Element], Fault]
) -> None:
    live = [e for e in elements if e.get("nullFlavor") is None]
    if len({e.get("use") for e in live}) == len(elements):
        return
    if live and len(live) < len(elements):
        found.extend(make(e) for e in elements if e.get("nullFlavor") is not None)
    by_use: dict[str | None, list[Element]] = {}
    for element in elements:
        by_use.setdefault(element.get("use"), []).append(element)
    for same in by_use.values():
        if len(same) > 1:  # the text is gathered only where the use does not tell them apart
            _twins(same, text, found, make)


BROTHERS: Final[Mapping[str, Callable[[Sequence[Element], Found], None]]] = {
    "II": identifiers,
    "CD": codes,
    "CE": codes,
    "TEL": telecoms,
    "AD": addresses,
    "EN": names,
    "PN": names,
    "ON": names,
}
