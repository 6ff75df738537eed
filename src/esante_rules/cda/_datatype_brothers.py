"""Brothers of one data type: elements that repeat one another, or are null beside one that is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from esante_rules.cda import _datatype_rules as rules
from esante_rules.cda._datatype_elements import Element, Found, name, text_of
from esante_rules.cda._faults import Fault


def _twins(
    elements: Sequence[Element], key: Callable[[Element], object], found: Found, make: Callable[[Element], Fault]
) -> None:
    """Blame, once each, the elements that share a key; None is no key."""
    alike: dict[object, list[Element]] = {}
    for element in elements:
        alike.setdefault(key(element), []).append(element)
    found.extend(make(e) for value, same in alike.items() if value is not None and len(same) > 1 for e in same)


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
            Fault(rules.IDENTIFIERS_REPEATED, element, {"element": name(element)})
            for element in same
            if None in counts or counts[element.get("extension")] > 1
        )


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
        elements = live
    by_use: dict[str | None, list[Element]] = {}
    for element in elements:
        by_use.setdefault(element.get("use"), []).append(element)
    for same in by_use.values():
        if len(same) > 1:  # the text is gathered only where the use does not tell them apart
            _twins(same, text, found, make)
