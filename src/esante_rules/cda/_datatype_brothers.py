"""Brothers of one data type: elements that repeat one another, or are null beside one that is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from esante_rules._core import Rule
from esante_rules.cda import _datatype_rules as rules
from esante_rules.cda._datatype_elements import Element, Found, name, text_of
from esante_rules.cda._faults import Fault


def _blamed(rule: Rule[Any], element: Element) -> Fault:
    return Fault(rule, element, {"element": name(element)})


def _twins(elements: Sequence[Element], key: Callable[[Element], object], found: Found, rule: Rule[Any]) -> None:
    """Blame, once each, the elements that share a key; None is no key."""
    alike: dict[object, list[Element]] = {}
    for element in elements:
        alike.setdefault(key(element), []).append(element)
    for value, same in alike.items():
        if value is not None and len(same) > 1:
            found.extend(_blamed(rule, element) for element in same)


def identifiers(elements: Sequence[Element], found: Found) -> None:
    """Brother II: same root and extension, or same root while one has no extension."""
    by_root: dict[str | None, list[Element]] = {}
    for element in elements:
        by_root.setdefault(element.get("root"), []).append(element)
    for root, same in by_root.items():
        if root is None or len(same) < 2:
            continue
        counts = Counter(element.get("extension") for element in same)
        found.extend(
            _blamed(rules.IDENTIFIERS_REPEATED, element)
            for element in same
            if None in counts or counts[element.get("extension")] > 1
        )


def codes(elements: Sequence[Element], found: Found) -> None:
    """Brother codes that are the same."""
    _twins(
        elements,
        lambda e: (e.get("code"), e.get("codeSystem")) if e.get("code") is not None else None,
        found,
        rules.CODES_REPEATED,
    )


def telecoms(elements: Sequence[Element], found: Found) -> None:
    """Brother telecoms: null beside a value, or the same value and use."""
    if len({e.get("value") for e in elements if e.get("nullFlavor") is None}) == len(elements):
        return
    if any(e.get("nullFlavor") is None for e in elements):
        for element in elements:
            if element.get("nullFlavor") is not None:
                found.append(_blamed(rules.TELECOM_NULL_BESIDE, element))
    _twins(
        elements,
        lambda e: (e.get("value"), e.get("use")) if e.get("value") is not None and e.get("use") is not None else None,
        found,
        rules.TELECOMS_REPEATED,
    )


def addresses(elements: Sequence[Element], found: Found) -> None:
    """Brother addresses: null beside another, or the same use and text."""
    _redundant(elements, found, rules.ADDRESSES_REPEATED)


def names(elements: Sequence[Element], found: Found) -> None:
    """Brother names: null beside another, or the same use and text."""
    _redundant(elements, found, rules.NAMES_REPEATED)


def _redundant(elements: Sequence[Element], found: Found, rule: Rule[Any]) -> None:
    live = [e for e in elements if e.get("nullFlavor") is None]
    if len({e.get("use") for e in live}) == len(elements):
        return
    if live and len(live) < len(elements):
        found.extend(_blamed(rule, e) for e in elements if e.get("nullFlavor") is not None)
        elements = live
    by_use: dict[str | None, list[Element]] = {}
    for element in elements:
        by_use.setdefault(element.get("use"), []).append(element)
    for same in by_use.values():
        if len(same) > 1:  # the text is gathered only where the use does not tell them apart
            _twins(same, text_of, found, rule)
