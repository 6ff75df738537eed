"""One element of each data type against the checks of its type: the rules, and the values that their words need."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from esante_rules.cda._datatypes import CHECKS
from esante_rules.cda._faults import Fault

HL7 = "urn:hl7-org:v3"
LINE = "<streetAddressLine>a</streetAddressLine>"
X: dict[str, Any] = {"element": "*"}


def faults(kind: str, xml: str) -> list[tuple[str, dict[str, Any], str]]:
    """Rule, params, and the name of the element whose line is shown."""
    element = etree.fromstring(f'<p xmlns="{HL7}">{xml}</p>')[0]
    found: list[Fault] = []
    CHECKS[kind](element, found)
    assert all(fault.element in (element, *element) for fault in found)
    shown = (fault.element if fault.near is None else fault.near for fault in found)
    names = [etree.QName(one).localname for one in shown]
    told = [(fault.rule.id.removeprefix("cda.volet."), dict(fault.params)) for fault in found]
    return [(rule, params, name) for (rule, params), name in zip(told, names, strict=True)]


@pytest.mark.parametrize(
    ("kind", "xml", "found"),
    [
        ("IVL_TS", '<x><low value="20240101"/><high value="20240102"/></x>', []),
        ("IVL_TS", '<x><low nullFlavor="UNK"/><high nullFlavor="UNK"/></x>', []),
        ("IVL_TS", '<x><low nullFlavor="PINF"/></x>', [("period-null-with-content", X, "low")]),
        ("IVL_TS", '<x><low nullFlavor="NINF"/></x>', []),
        ("IVL_TS", '<x><high nullFlavor="NINF"/></x>', [("period-null-with-content", X, "high")]),
        ("IVL_TS", '<x><high nullFlavor="PINF"/></x>', []),
        ("IVL_TS", '<x><low nullFlavor="UNK" value="2024"/></x>', [("period-null-with-content", X, "low")]),
        ("IVL_TS", '<x><low value="20240101"/><high value="2024x"/></x>', [("period-bound-invalid", X, "high")]),
        ("IVL_TS", '<x><high value="2024010112+1"/></x>', [("period-bound-invalid", X, "high")]),
        ("IVL_TS", '<x><low value="0000"/><high value="9999"/></x>', []),
        ("IVL_TS", '<x><low value="00000230"/></x>', [("period-bound-invalid", X, "low")]),
        ("TS", '<x value="00000229"/>', []),
        ("TS", '<x value="999912312359"/>', []),
        ("TS", '<x value="999912312400-0100"/>', []),
        ("TS", '<x value="99991332"/>', [("date-invalid", X, "x")]),
        ("CD", '<x code="1" codeSystem="1"><translation code="2" codeSystem="1"/></x>', []),
        ("CD", '<x code="1" codeSystem="1"><translation/></x>', []),
        *(
            (
                "CD",
                f'<x code="1" codeSystem="1"><translation {one}/></x>',
                [("translation-incorrect", X, "translation")],
            )
            for one in ('displayName="a"', 'code="2"', 'codeSystem="1"', 'nullFlavor="UNK"')
        ),
        (
            "CD",
            '<x code="1" codeSystem="1"><translation codeSystemName="a"/><translation codeSystemVersion="1"/></x>',
            [("translation-incorrect", X, "translation")] * 2,
        ),
        ("CD", '<x code="1" codeSystem="1"><originalText code="1"/></x>', []),
        ("INT.POS", '<x value="10"/>', []),
        ("INT.POS", '<x nullFlavor="UNK"/>', []),
        ("INT.POS", "<x/>", [("integer-invalid", X, "x")]),
        ("INT.POS", '<x value="00"/>', [("integer-invalid", X, "x")]),
        ("INT.POS", '<x value="-1"/>', [("integer-invalid", X, "x")]),
        ("AD", f"<x>{LINE * 7}</x>", []),
        (
            "AD",
            f"<x>{LINE * 8}</x>",
            [("address-part-repeated", {"element": "*", "allowed": 7, "part": "streetAddressLine"}, "x")],
        ),
        (
            "AD",
            "<x><city>a</city><city>b</city></x>",
            [("address-part-repeated", {"element": "*", "allowed": 1, "part": "city"}, "x")],
        ),
        ("AD", f"<x>{LINE}<city>a</city></x>", [("address-part-unexpected", X, "x")]),
        ("AD", "<x><delimiter>a</delimiter></x>", [("address-part-unexpected", X, "delimiter")]),
    ],
)
def test_a_data_type_is_checked_to_its_details(kind: str, xml: str, found: list[Any]) -> None:
    assert faults(kind, xml) == found
