"""The schema of the volet: which parts of a header it accepts, with which value sets, beside which faults."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from lxml import etree

from esante_rules.cda import Concept, ValueSet, check_header, value_sets
from esante_rules.cda._check import tables
from esante_rules.cda._profiles import DEFAULT, volet
from esante_rules.cda._reading import read
from tests.cda.edits import edited, full, prefixed

OUTSIDE = "cda.volet.author-profession-outside-value-set"
AUTHOR = "/ClinicalDocument/author[1]/assignedAuthor"


def refused(document: bytes, sets: dict[str, ValueSet] | None = None) -> list[str]:
    """The parts that the schema knows and does not accept, with their rank: `author1`."""
    reading = read(document)
    assert reading.root is not None
    quick = volet(DEFAULT).quick(*tables(value_sets() if sets is None else sets))
    _, accepted = quick.accept(reading)
    ranks: Counter[str] = Counter()
    names: list[str] = []
    for part in reading.root:
        name = etree.QName(part).localname
        ranks[name] += 1
        if part.tag in quick.parts and part not in accepted:
            names.append(f"{name}{ranks[name]}")
    return names


ODD = ["recordTarget1", "documentationOf1"]
"""What the full header has that no such schema can say: a birthplace without a city, a parent organization."""


def test_a_part_with_a_fault_is_refused_and_its_neighbours_are_not() -> None:
    assert refused(full()) == ODD
    faulty = edited([{"op": "unset", "path": f"{AUTHOR}/telecom", "attr": "value"}])
    assert refused(faulty) == ["recordTarget1", "author1", "documentationOf1"]


def test_a_part_out_of_place_hides_those_that_follow() -> None:
    moved = edited([{"op": "before", "path": "/ClinicalDocument/custodian", "xml": "<participant typeCode='INF'/>"}])
    names = refused(moved)
    assert {"custodian1", "legalAuthenticator1", "componentOf1"} <= set(names)
    assert not {"author1", "author2", "informant1"} & set(names)


@pytest.mark.parametrize("prefix", ["c", "hl7", "x-1"])
def test_prefixes_change_nothing(prefix: str) -> None:
    faulty = edited([{"op": "unset", "path": "/ClinicalDocument/informant[2]/relatedEntity/telecom", "attr": "value"}])
    assert refused(prefixed(faulty, prefix)) == refused(faulty) == ["recordTarget1", "informant2", "documentationOf1"]


def sets_with(*codes: str) -> dict[str, ValueSet]:
    """The built-in value sets, J01 having these codes only."""
    made = ValueSet(
        name="J01",
        oid="1.2.250.1.999.1",
        title="J01",
        version=date(2026, 1, 1),
        concepts=tuple(Concept(code, "1.2.250.1.213.1.1.4.5") for code in codes),
    )
    return {**value_sets(), "J01": made}


@pytest.mark.parametrize("codes", [("X1",), ("X 1", "G15_10/SM26 "), tuple(f"X{n}" for n in range(6000))])
def test_the_codes_are_those_of_the_caller(codes: tuple[str, ...]) -> None:
    sets = sets_with(*codes)
    assert "author1" in refused(full(), sets)
    found = {finding.at for finding in check_header(full(), value_sets=sets).findings if finding.id == OUTSIDE}
    assert f"{AUTHOR}[1]/code[1]" in found
    other = edited([{"op": "set", "path": f"{AUTHOR}/code", "attr": "code", "value": codes[0]}])
    ids = {
        f.id for f in check_header(other, value_sets=sets).findings if f.at.startswith("/ClinicalDocument/author[1]")
    }
    assert "cda.volet.author-profession-outside-value-set" not in ids


@pytest.mark.parametrize("system", ["LOINC", "1.2_x*", "1.2."])
def test_a_code_system_that_is_no_oid_is_blamed_even_when_the_caller_lists_it(system: str) -> None:
    sector = f"{AUTHOR}/representedOrganization/standardIndustryClassCode"
    concepts = (Concept("AMBULATOIRE", system),)
    made = ValueSet(name="J04", oid="1.2", title="J04", version=date(2026, 1, 1), concepts=concepts)
    document = edited([{"op": "set", "path": sector, "attr": "codeSystem", "value": system}])
    sets = {**value_sets(), "J04": made}
    assert "author1" in refused(document, sets)
    ids = {
        f.id for f in check_header(document, value_sets=sets).findings if f.at.startswith("/ClinicalDocument/author[1]")
    }
    assert ids & {"cda.volet.code-system-not-oid", "cda.schema.attribute-malformed"}


def test_codes_that_begin_with_one_another_are_no_trouble() -> None:
    sets = sets_with(*("A" * length for length in range(1, 60)))
    document = edited([{"op": "set", "path": f"{AUTHOR}/code", "attr": "code", "value": "A" * 59}])
    blamed = {finding.at for finding in check_header(document, value_sets=sets).findings if finding.id == OUTSIDE}
    assert f"{AUTHOR}[1]/code[1]" not in blamed


def test_without_a_value_set_its_codes_are_not_looked_at() -> None:
    sets = {name: held for name, held in value_sets().items() if name != "J01"}
    other = edited([{"op": "set", "path": f"{AUTHOR}/code", "attr": "code", "value": "X1"}])
    assert "author1" in refused(other)
    assert "author1" not in refused(other, sets)


def test_documents_checked_at_once_keep_their_own_faults() -> None:
    kinds = ("author", "custodian", "legalAuthenticator", "authenticator", "participant", "componentOf")
    made = [full(), *(edited([{"op": "nullify", "path": f"/ClinicalDocument/{kind}"}]) for kind in kinds)] * 12
    alone = [check_header(document) for document in made]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(check_header, made))
    assert together == alone
    assert len({tuple(f.id for f in report.findings) for report in alone}) == 7
