"""Strategies for what carries an identity: datamatrix, HL7 v2, CDA, FHIR, and data of any shape. Built, never filtered.

The identities come from `esante_rules.testing.ins`: their numbers cannot be those of a person.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from esante_rules.ins import BirthDate, Device, Identifier, Identity, Insi, PartialDate, cda, datamatrix, fhir, hl7
from esante_rules.ins._oid import INS_NIA, INS_NIR, NSS_NIR
from esante_rules.testing import ins

_DAYS = st.dates(date(2015, 1, 1), date(2025, 12, 31))


_KEYS = (
    *("resourceType", "identifier", "name", "extension", "meta", "profile", "system", "value", "type", "coding"),
    *("url", "use", "given", "family", "birthDate", "CR", "CodeCR", "INDIVIDU", "INSACTIF", "INSHISTO", "TIQ"),
)
_HL7_PIECES = (
    *("MSH|^~\\&|", "MSH", "PID", "PID|", "ZFD|", "PRT|", "\r", "\n", "|", "^", "~", "\\", "&", "INS", "L", "BDL"),
    *("1.2.250.1.213.1.4.8", "ISO", "VALI", "PROV", "19850314", "\\X41\\", "\\F\\", '""', "\x1c"),
)
_CODE_PIECES = (
    *(datamatrix.HEADER, "]d1", "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", datamatrix.GS, "<GS>", "M", "F"),
    *("185030100199915", "1.2.250.1.213.1.4.8", "ALPHA", "14-03-1985", "01001", "A" * 100),
)


@st.composite
def identities(draw: st.DrawFn, *, status: str | None = None) -> Identity:
    """Identities with no fault that say everything an `Identity` can say: former INS, billing number, used names..."""
    identity = draw(ins.identities(status=status))
    traits = identity.traits
    day = traits.birth_date
    if day is not None and draw(st.booleans()):
        lunar = PartialDate(day.day.year if day.day else 1950, draw(st.integers(1, 12)), draw(st.integers(1, 30)), True)
        day = BirthDate(day.text, interpreted=True, original=draw(st.sampled_from([None, lunar])))
    used = draw(st.sampled_from([None, "TANGO", "VECTEUR-TANGO", "D'ESSAI TANGO"]))
    former = [Identifier(draw(ins.matricules()), INS_NIA, active=False, until=draw(st.none() | _DAYS))]
    numbers = [
        *identity.identifiers,
        *(former if identity.ins is not None and draw(st.booleans()) else []),
        *([Identifier(draw(ins.matricules()), NSS_NIR, kind="NSS")] if draw(st.booleans()) else []),
    ]
    device = identity.device
    if device is not None:
        device = Device(device.code, checked_on=draw(st.none() | _DAYS), expires_on=draw(st.none() | _DAYS))
    insi = identity.insi
    if insi is not None:
        insi = Insi(draw(st.sampled_from(["INSI", "CV", "CB", "SM"])), draw(_DAYS), insi.origin)
    return evolve(
        identity,
        traits=evolve(traits, birth_date=day, used_name=used, used_given_name=draw(st.sampled_from([None, "SIERRA"]))),
        identifiers=numbers,
        device=device,
        insi=insi,
    )


def payloads() -> st.SearchStrategy[str]:
    """Texts of datamatrix without any fault."""
    return ins.identities(status="QUAL", oid=INS_NIR).map(lambda one: datamatrix.encode(one).value)


def segments() -> st.SearchStrategy[str]:
    """HL7 v2 segments PID (and ZFD) without any fault."""
    return identities().map(lambda one: hl7.write(one).value)


def patients() -> st.SearchStrategy[dict[str, Any]]:
    """FHIR Patients without any fault, in either form of the codes."""
    versions = st.sampled_from(fhir.VERSIONS)
    return st.builds(lambda one, version: fhir.write(one, version=version).value, identities(), versions)


def record_targets() -> st.SearchStrategy[cda.RecordTarget]:
    """recordTargets without any fault."""
    return identities().map(lambda one: cda.write(one).value)


def json_trees() -> st.SearchStrategy[Any]:
    """Any tree that a JSON parser can return, with the names of a Patient and of an answer of INSi among its keys."""
    names = st.sampled_from(_KEYS)
    words = st.sampled_from(["Patient", "official", "00", "urn:oid:1.2.250.1.213.1.4.8", "VALI"])
    leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | words
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names | st.text(), inner, max_size=4)
    )


def messages() -> st.SearchStrategy[str]:
    """Texts that look like HL7 v2 and are mostly wrong."""
    pieces = st.sampled_from(_HL7_PIECES)
    return st.lists(pieces | st.text(max_size=3), max_size=40).map("".join)


def codes() -> st.SearchStrategy[str]:
    """Texts that look like the payload of a datamatrix and are mostly wrong."""
    pieces = st.sampled_from(_CODE_PIECES)
    return st.lists(pieces | st.text(max_size=3), max_size=25).map("".join)


@st.composite
def any_record_target(draw: st.DrawFn) -> cda.RecordTarget:
    """recordTargets of any content."""
    some = st.none() | st.text(max_size=8)
    qualifiers = st.sampled_from([None, "BR", "CL", "SP", "AC"])
    parts = st.lists(st.builds(cda.Part, qualifiers, some), max_size=4).map(tuple)
    roots = st.sampled_from([None, INS_NIR, NSS_NIR, "1.2.3"]) | st.text(max_size=5)
    return cda.RecordTarget(
        ids=draw(st.lists(st.builds(cda.Id, roots, some), max_size=3).map(tuple)),
        names=draw(st.integers(0, 3)),
        family=draw(parts),
        given=draw(parts),
        gender=draw(st.sampled_from([None, "M", "F", "UN"]) | some),
        gender_unknown=draw(st.booleans()),
        birth_times=draw(st.lists(st.sampled_from(["19850314", "1985", None]) | some, max_size=3).map(tuple)),
        birthplaces=draw(st.integers(0, 2)),
        counties=draw(st.lists(some, max_size=2).map(tuple)),
        telecoms=draw(st.lists(st.text(max_size=10), max_size=2).map(tuple)),
    )
