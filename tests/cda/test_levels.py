"""Levels and volets: which volet a document declares, and what is said of a type in N1."""

from __future__ import annotations

import pytest

from esante_rules.cda import VOLETS, Level, value_sets
from esante_rules.cda._body import Body, BodyKind
from esante_rules.cda._levels import level_of
from esante_rules.cda._volets import ALL, N3_CODES, STRUCTURED_CODES, Volet, named, recognise


def test_the_level_follows_the_facts() -> None:
    structured = BodyKind.STRUCTURED
    cases = {
        Level.N1: Body(kind=BodyKind.NON_XML),
        Level.STRUCTURED: Body(kind=structured),
        Level.N2: Body(kind=structured, sections=True, entries=False),
        Level.N3: Body(kind=structured, sections=True, entries=True),
    }
    for level, body in cases.items():
        assert level_of(body) is level
    for body in (
        Body(kind=BodyKind.NONE),
        Body(kind=BodyKind.BOTH, sections=True, entries=True),
        Body(kind=structured, sections=False, entries=False),
    ):
        assert level_of(body) is Level.UNDETERMINED


@pytest.mark.parametrize("volet", ALL, ids=lambda volet: volet.name)
def test_a_volet_is_recognised_by_its_own_declaration(volet: Volet) -> None:
    declared = named(volet.name)
    templates = [("2.16.840.1.113883.2.8.2.1", ""), (declared.root, declared.extension or "2024.01")]
    assert recognise(templates, declared.codes[0]) is declared


def test_two_volets_of_one_root_are_told_apart() -> None:
    root = named("IPS-FR").root
    assert recognise([(root, "2022.01")], "60591-5") is named("BIO-EP-BIO")
    assert recognise([(root, "")], "PRESC-BIO") is named("BIO-EP-BIO")
    assert recognise([(root, "2024.01")], "60591-5") is named("IPS-FR")
    assert recognise([(root, "")], "other") is named("IPS-FR")
    assert recognise([("1.2.3", "")], "60591-5") is None


def test_every_code_of_a_volet_is_a_published_type() -> None:
    codes = value_sets()["J07"].codes
    assert codes >= STRUCTURED_CODES
    assert STRUCTURED_CODES >= N3_CODES
    assert len(set(VOLETS)) == len(VOLETS) == 47
