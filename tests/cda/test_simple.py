"""The simple types of the schema, value by value, as XML Schema and the HL7 schema define them."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from lxml.builder import ElementMaker

from esante_rules.cda import _schema_xsd
from esante_rules.cda._schema_table import SIMPLE
from esante_rules.cda._simple import test as predicate

XS = "http://www.w3.org/2001/XMLSchema"
HL7 = "urn:hl7-org:v3"
MAKE = ElementMaker(namespace=XS, nsmap={"xs": XS, None: HL7})

CASES = [
    ("url", "", "tel:+33|http://a.b:80/c?d#e|//h/p|/a|a/b|%41|é|a b| a |mailto:x@y|a:b:c", "%4|a#b#c|:a|1:2|http://["),
    ("bl", None, "true|false| true", "1|0|True|"),
    ("bn", None, "true", "x"),
    ("int", None, "1|-1|+1|01| 1 ", "1.0|a|"),
    ("int.pos", None, "1|+1|10| 1 ", "0|-1|00|+0"),
    ("real", None, "1|1.5|.5|1.|1e3|INF|-INF|NaN", "+INF|e1|"),
    ("bin", "", "AAAA|AAA=|AA==|AA AA|AAAA ", "A===|!!!!"),
    ("cs", None, "A", "A B|"),
    ("st", None, " |x", ""),
    ("ts", None, "2024|2|20240101|202401011200+1|20240101120000.5-0100", "20240101+1|2024010112000000|x|"),
    ("oid", None, "1.2|1|0.0", "3.1|1.02|1..2|2.| 1.2"),
    ("uid", None, "1.2|00000000-0000-0000-0000-000000000000|abc-1", "1x|é"),
    ("set_PostalAddressUse", "", "H|H WP|H  WP| H ", "X|H X"),
    ("NullFlavor", None, "UNK| UNK ", "unk|"),
    ("BinaryDataEncoding", None, "B64", "x"),
]


@pytest.mark.parametrize(("name", "empty", "right", "wrong"), CASES, ids=[case[0] for case in CASES])
def test_a_simple_type_admits_its_values_and_no_other(name: str, empty: str | None, right: str, wrong: str) -> None:
    admitted = [*right.split("|"), *([] if empty is None else [empty])]
    accepts = predicate(name)
    assert [value for value in admitted if not accepts(value)] == []
    assert [value for value in wrong.split("|") if accepts(value)] == []


def _schema(name: str) -> etree.XMLSchema:
    """A schema whose root `x` has an attribute `v` of that type, as `_schema_xsd` writes it."""
    top = MAKE.schema(targetNamespace=HL7)
    for one in SIMPLE:
        top.append(_schema_xsd._simple(one))
    top.append(MAKE.element(MAKE.complexType(MAKE.attribute(name="v", type=name)), name="x"))
    return etree.XMLSchema(etree.fromstring(etree.tostring(top)))


@pytest.mark.parametrize(("name", "right", "wrong"), [(case[0], case[2], case[3]) for case in CASES])
def test_the_schema_in_c_says_yes_to_nothing_else(name: str, right: str, wrong: str) -> None:
    schema = _schema(name)
    refused = [value for value in wrong.split("|") if schema.validate(etree.Element(f"{{{HL7}}}x", v=value))]
    assert refused == []
    accepted = [value for value in right.split("|") if schema.validate(etree.Element(f"{{{HL7}}}x", v=value))]
    assert len(accepted) >= len(right.split("|")) - 2  # it may say no to an unusual form, which the walk then admits


def test_every_simple_type_has_a_predicate() -> None:
    assert all(callable(predicate(name)) for name in SIMPLE)
    assert re.fullmatch(_schema_xsd._uncounted("[0-9]{2,4}x[a]{2}"), "123xaa")
    assert not re.fullmatch(_schema_xsd._uncounted("[0-9]{2,4}x[a]{2}"), "1xaa")
