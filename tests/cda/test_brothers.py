"""Brothers of one data type: which of them repeat one another, or are null beside one that is not."""

from __future__ import annotations

import pytest
from lxml import etree

from esante_rules.cda._datatypes import BROTHERS
from esante_rules.cda._faults import Fault

NULL = '<x nullFlavor="UNK"/>'


@pytest.mark.parametrize(
    ("kind", "brothers", "blamed"),
    [
        ("II", ['<x root="1"/>', '<x root="2"/>'], []),
        ("II", ['<x root="1"/>', '<x root="1" extension="a"/>'], [0, 1]),
        ("II", ['<x root="1" extension="a"/>', '<x root="1" extension="b"/>'], []),
        ("II", ['<x root="1" extension="a"/>', '<x root="2"/>', '<x root="1" extension="a"/>'], [0, 2]),
        ("II", [NULL, NULL], []),
        ("CE", ['<x code="1" codeSystem="a"/>', '<x code="1" codeSystem="a"/>'], [0, 1]),
        ("CE", ['<x code="1" codeSystem="a"/>', '<x code="1" codeSystem="b"/>'], []),
        ("CE", ['<x code="1" codeSystem="a"/>', '<x code="2" codeSystem="a"/>'], []),
        ("CD", ['<x codeSystem="a"/>', '<x codeSystem="a"/>'], []),
        ("TEL", ['<x value="tel:1" use="H"/>', '<x value="tel:1" use="H"/>'], [0, 1]),
        ("TEL", ['<x value="tel:1" use="H"/>', '<x value="tel:1" use="WP"/>'], []),
        ("TEL", ['<x value="tel:1"/>', '<x value="tel:1"/>'], []),
        ("TEL", ['<x value="tel:1"/>', NULL], [1]),
        ("TEL", [NULL, NULL], []),
        ("AD", ["<x>a</x>", "<x>a</x>"], [0, 1]),
        ("AD", ["<x>a</x>", "<x>b</x>"], []),
        ("AD", ['<x use="H">a</x>', '<x use="WP">a</x>'], []),
        ("AD", ['<x use="H">a</x>', '<x use="WP">a</x>', '<x use="H">a</x>'], [0, 2]),
        ("AD", ["<x><y>a</y><y>b</y></x>", "<x><y>ab</y></x>"], [0, 1]),
        ("AD", ["<x>a</x>", NULL], [1]),
        ("PN", ["<x>a</x>", NULL, NULL], [1, 2]),
        ("EN", ["<x>a</x>", "<x>a</x>", "<x>b</x>"], [0, 1]),
        ("ON", [NULL], []),
    ],
)
def test_brothers_are_blamed_one_by_one(kind: str, brothers: list[str], blamed: list[int]) -> None:
    elements = list(etree.fromstring(f"<p>{''.join(brothers)}</p>"))
    found: list[Fault] = []
    BROTHERS[kind](elements, found)
    assert [elements.index(fault.element) for fault in found] == blamed
    assert all(fault.params == {"element": "*"} for fault in found)
