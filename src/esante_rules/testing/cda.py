"""Strategies for CDA headers: valid ones with any optional part, as N1 or N3 documents, and mutated ones.

`headers` builds `esante_rules.cda.Header` values that have no finding in the test environment; `n1_documents` and
`n3_documents` write them; `mutated_documents` breaks one thing and says which rule must find it. Nobody's numbers:
matricules are those of `testing.ins`, RPPS numbers begin with 0, FINESS numbers with the department 00.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from attrs import evolve, frozen
from hypothesis import strategies as st
from lxml import etree

from esante_rules.cda import (
    Act,
    Actor,
    Address,
    Code,
    Consent,
    Encounter,
    Facility,
    Header,
    Id,
    Moment,
    NamePart,
    Null,
    Order,
    Organization,
    Patient,
    Period,
    PersonName,
    RelatedDocument,
    Telecom,
    build_n1,
    value_sets,
)
from esante_rules.cda._oids import PERSON, STRUCTURE
from esante_rules.cda._tree import Element, child, tag
from esante_rules.cda._volets import STRUCTURED_CODES, named
from esante_rules.identifiers import lettered_luhn_key, luhn_key
from esante_rules.testing.ins import matricules, places

PDF: Final = b"%PDF-1.4\n<pdfaid:part>1</pdfaid:part>\n%%EOF\n"
"""Enough of a PDF/A for every check of the content."""
N3_VOLET: Final = "ANEST-CR-ANEST"
"""The volet of the documents of `n3_documents`: it asks nothing more of the header."""

_INS_TEST: Final = "1.2.250.1.213.1.4.10"
_OWN: Final = "1.2.250.1.213.999"
_OFFSETS: Final = ("+0100", "+0200", "-0400", "+1100")
_NULLS: Final = st.sampled_from(("UNK", "NASK", "ASKU", "NAV", "MSK")).map(Null)
_WORDS: Final = ("ALPHA", "BRAVO", "CHARLIE", "DELTA", "ÉCHO")
_FREE_TYPES: Final = tuple(
    concept
    for concept in value_sets()["J07"].concepts
    if concept.code not in STRUCTURED_CODES | {"E1762", "59283-2"}
    and not concept.code.startswith(("PRESC-", "EXPPAT_", "DOCPAT"))
)
_SETTINGS: Final = (("AMBULATOIRE", "SA07", "HH"), ("ETABLISSEMENT", "SA01", "IMP"), ("HAD", "SA41", "VR"))
"""Practice setting, kind of place and kind of encounter that fit together."""


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def _few(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def _coded(table: str, code: str) -> Code:
    concept = value_sets()[table].get(code)
    assert concept is not None
    return Code(code=concept.code, system=concept.code_system, label=concept.label)


def _from(table: str, *codes: str) -> st.SearchStrategy[Code]:
    words = codes or tuple(concept.code for concept in value_sets()[table].concepts)
    return st.sampled_from([_coded(table, code) for code in words])


@st.composite
def _uuids(draw: st.DrawFn) -> str:
    return str(draw(st.uuids())).upper()


_telecoms: Final = st.one_of(
    _NULLS.map(lambda null: (null,)),
    st.just((Telecom("tel:0100000000", "WP"), Telecom("mailto:essai@example.org", "H"))),
    st.just(()),
)
_addresses: Final = st.one_of(
    _NULLS.map(lambda null: (null,)),
    st.just((Address(parts=(("houseNumber", "1"), ("streetName", "Rue des Exemples"), ("city", "ESSAI")), use="H"),)),
    st.just((Address(parts=(("streetAddressLine", "1 rue des Exemples"), ("streetAddressLine", "00000 ESSAI"))),)),
    st.just(()),
)


def _name(family: str, given: str | None = None, prefix: str | None = None, suffix: str | None = None) -> PersonName:
    words = (("prefix", prefix), ("given", given), ("family", family), ("suffix", suffix))
    return PersonName(tuple(NamePart(kind=kind, text=text) for kind, text in words if text is not None))


@st.composite
def _professionals(draw: st.DrawFn) -> Actor:
    """Someone with an RPPS number, a name, a profession and a structure, always the same for the same number."""
    number = draw(st.integers(0, 10**9 - 1))
    rpps = f"0{number:09d}"
    finess = f"00{draw(st.integers(0, 10**6 - 1)):06d}"
    name = _name(f"MODELE-{number}", draw(st.sampled_from(_WORDS)), draw(st.sampled_from((None, "M", "MME"))), "DR")
    structure = Organization(
        ids=(Id(STRUCTURE, f"1{finess}{lettered_luhn_key(finess)}"),), name=f"Structure fictive {finess}"
    )
    return Actor(
        ids=(Id(PERSON, f"8{rpps}{luhn_key(rpps)}"),),
        code=draw(_from("J01", "G15_10/SM26", "G15_60", "G15_21", "G15_50")),
        addresses=draw(_addresses),
        telecoms=draw(_telecoms),
        person=name,
        organization=structure,
    )


@st.composite
def _patients(draw: st.DrawFn, born_before: datetime) -> Patient:
    years = draw(st.integers(0, 110))
    day = born_before.date() - timedelta(days=366 * years + draw(st.integers(1, 365)))
    sex, place = draw(st.sampled_from("MF")), draw(places(day))
    matricule = draw(matricules(sex=sex, born=day, place=place))
    given = draw(st.lists(st.sampled_from(_WORDS[:4]), min_size=1, max_size=3))
    used = draw(st.booleans())
    parts = (
        NamePart(kind="family", text=draw(st.sampled_from(("MODELE", "D'ESSAI"))), qualifier="BR"),
        NamePart(kind="given", text=" ".join(given)),
        NamePart(kind="given", text=given[0], qualifier="BR"),
        *((NamePart(kind="family", text="USAGE", qualifier="CL"),) if used else ()),
    )
    twins = draw(_maybe(st.integers(1, 3)))
    return Patient(
        ids=(Id(_INS_TEST, matricule), *draw(_few(_uuids().map(lambda root: Id(root, "1")), 1))),
        name=PersonName(parts),
        gender=_coded("J143", sex),
        birth=Moment(f"{day:%Y%m%d}"),
        birth_place_name=draw(_maybe(st.just("ESSAI"))),
        birth_address=Address(parts=(("county", place), ("city", "ESSAI"))),
        addresses=draw(_addresses),
        telecoms=draw(_telecoms),
        deceased=draw(st.sampled_from((None, False))),
        multiple_birth=None if twins is None else True,
        birth_order=twins,
        guardians=draw(_few(_guardians(), 1)),
    )


@st.composite
def _guardians(draw: st.DrawFn) -> Actor:
    parts = (
        NamePart(kind="prefix", text=draw(st.sampled_from(("M", "MME")))),
        NamePart(kind="family", text="TUTEUR", qualifier=draw(st.sampled_from((None, "BR", "SP", "CL")))),
    )
    return Actor(person=PersonName(parts), addresses=draw(_addresses), telecoms=draw(_telecoms))


@st.composite
def _informants(draw: st.DrawFn) -> Actor:
    return Actor(
        class_code=draw(st.sampled_from(("ECON", "NOK", "CON", "CAREGIVER", "PAT"))),
        code=draw(_maybe(_from("J11"))),
        addresses=draw(_addresses),
        telecoms=(Telecom("tel:0100000000", "MC"),),
        person=_name("PROCHE", draw(_maybe(st.just("ALPHA"))), draw(st.sampled_from((None, "M", "MME")))),
    )


@st.composite
def _participants(draw: st.DrawFn, pool: st.SearchStrategy[Actor], time: Period) -> Actor:
    kind = draw(st.sampled_from(("REF", "REFB", "INF", "RESP", "PRF", "CON", "VRF")))
    dated = st.sampled_from((time, Period(high=time.high)))
    return evolve(
        draw(pool),
        type_code=kind,
        class_code="PROV",
        function=draw(_maybe(_from("J47", "ATTPHYS", "ADMPHYS", "CORRE", "PRELV"))),
        # the date of a prescription is read on its prescriber
        time=draw(dated if kind == "REF" else st.one_of(dated, _NULLS)),
    )


@st.composite
def headers(draw: st.DrawFn) -> Header:
    """Headers without a fault, of a type that has no structured model, with any optional part.

    In the `test` environment `check_header(build_n1(header, PDF, "application/pdf"))` finds nothing at all.
    """
    start = draw(st.datetimes(datetime(2022, 1, 1), datetime(2026, 5, 1)))  # noqa: DTZ001 - offsets are drawn apart
    offset = draw(st.sampled_from(_OFFSETS))

    def at(minutes: int) -> Moment:
        return Moment(f"{start + timedelta(minutes=minutes):%Y%m%d%H%M%S}{offset}")

    team = draw(st.lists(_professionals(), min_size=1, max_size=3, unique_by=lambda actor: actor.ids))
    pool: st.SearchStrategy[Actor] = st.sampled_from(team)
    setting, place, kind = draw(st.sampled_from(_SETTINGS))
    concept = draw(st.sampled_from(_FREE_TYPES))
    author = draw(pool)
    replaced = draw(st.booleans())
    during = Period(low=at(0), high=at(30))
    performer = draw(pool)
    assert performer.organization is not None
    performer = evolve(
        performer, type_code="PRF", organization=evolve(performer.organization, setting=_coded("J04", setting))
    )
    custodian = author.organization
    return Header(
        id=Id(draw(_uuids())),
        code=Code(code=concept.code, system=concept.code_system, label=concept.label),
        title=concept.label,
        created=at(40),
        confidentiality=draw(_from("CONFIDENTIALITY", "N", "R", "V")),
        language=draw(st.sampled_from(("fr-FR", "en-GB"))),
        set_id=Id(draw(_uuids())),
        version=2 if replaced else 1,
        patient=draw(_patients(start)),
        authors=(
            evolve(author, time=at(35), function=draw(_maybe(_from("J47")))),
            *draw(_few(pool.map(lambda actor: evolve(actor, time=at(34))))),
        ),
        data_enterer=draw(_maybe(pool.map(lambda actor: evolve(actor, time=at(38))))),
        informants=draw(_few(_informants())),
        custodian=custodian,
        recipients=draw(_few(pool.map(lambda actor: evolve(actor, type_code="PRCP", code=None)))),
        legal_authenticator=evolve(author, time=at(draw(st.integers(35, 1400))), signature="S"),
        authenticators=draw(_few(pool.map(lambda actor: evolve(actor, time=at(39), signature="S")))),
        participants=draw(_few(_participants(pool, during), 3)),
        orders=draw(_few(_uuids().map(lambda root: Order(ids=(Id(root, "1"),))), 1)),
        acts=(
            Act(code=_coded("J07", concept.code), time=Period(low=at(5), high=at(25)), performers=(performer,)),
            *draw(_few(st.just(Act(code=_coded("J07", "34112-3"), time=Period(low=at(6)))))),
        ),
        related_documents=(RelatedDocument(ids=(Id(draw(_uuids())),), version=draw(_maybe(st.just(1)))),)
        if replaced
        else (),
        consents=draw(_few(st.just(Consent(code=Code(code="64292-6", system="2.16.840.1.113883.6.1", label="x"))), 1)),
        encounter=Encounter(
            ids=draw(_few(_uuids().map(lambda root: Id(root, "1")), 1)),
            code=draw(_maybe(st.just(_coded("J142", kind)))),
            time=draw(st.one_of(st.just(during), st.just(Period(low=during.low)), _NULLS)),
            responsible=draw(_maybe(pool)),
            participants=draw(_few(pool.map(lambda actor: evolve(actor, type_code="ATND", time=during)))),
            facility=Facility(code=_coded("J02", place), name=draw(_maybe(st.just("Lieu fictif")))),
        ),
    )


def n1_documents() -> st.SearchStrategy[bytes]:
    """N1 documents without a finding in the `test` environment, whole reading included."""
    return headers().map(lambda header: build_n1(header, PDF, "application/pdf"))


def n3_documents() -> st.SearchStrategy[bytes]:
    """N3 documents (volet `N3_VOLET`, one section, one entry) without a finding in the `test` environment."""
    return headers().map(_as_n3)


_SECTION: Final = (
    f'<component xmlns="urn:hl7-org:v3"><structuredBody><component><section>'
    f'<id root="{_OWN}.1"/><title>Section</title><text>Texte</text><entry><observation classCode="OBS" moodCode="EVN">'
    '<code code="34112-3" codeSystem="2.16.840.1.113883.6.1"/></observation></entry>'
    "</section></component></structuredBody></component>"
)


def _as_n3(header: Header) -> bytes:
    volet = named(N3_VOLET)
    code = evolve(_coded("J07", volet.codes[0]))
    root = _parsed(build_n1(evolve(header, code=code, title=code.label), PDF, "application/pdf"))
    template = list(root.iterchildren(tag("templateId")))[-1]
    template.set("root", volet.root)
    body = child(root, "component")
    assert body is not None
    root.replace(body, etree.fromstring(_SECTION))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _parsed(document: bytes) -> Element:
    return etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))


@frozen
class Mutation:
    """One thing that is broken in a document: where (local names), how, and the rule that must find it."""

    rule: str
    path: tuple[str, ...]
    change: Callable[[Element], None]


def _delete(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _set(name: str, value: str) -> Callable[[Element], None]:
    return lambda element: element.set(name, value)


def _blank(element: Element) -> None:
    element.text = " "


_AUTHOR: Final = ("author", "assignedAuthor")
_SIGNER: Final = ("legalAuthenticator", "assignedEntity")
_ACT: Final = ("documentationOf", "serviceEvent")
_PATIENT: Final = ("recordTarget", "patientRole", "patient")
_ENCOUNTER: Final = ("componentOf", "encompassingEncounter")
_HOST: Final = ("custodian", "assignedCustodian", "representedCustodianOrganization")

MUTATIONS: Final[tuple[Mutation, ...]] = (
    Mutation("cda.text.version-not-positive", ("versionNumber",), _set("value", "0")),
    Mutation("cda.text.language-malformed", ("languageCode",), _set("code", "fr-FR-x")),
    Mutation("cda.text.author-without-profession", (*_AUTHOR, "code"), _delete),
    Mutation("cda.text.author-without-organization", (*_AUTHOR, "representedOrganization"), _delete),
    Mutation("cda.text.author-without-person-or-device", (*_AUTHOR, "assignedPerson"), _delete),
    Mutation("cda.text.signer-without-person", (*_SIGNER, "assignedPerson"), _delete),
    Mutation("cda.text.signer-without-organization", (*_SIGNER, "representedOrganization"), _delete),
    Mutation("cda.text.signer-root-unexpected", (*_SIGNER, "id"), _set("root", "1.2.250.1.71")),
    Mutation("cda.text.main-act-without-code", (*_ACT, "code"), _delete),
    Mutation("cda.text.performer-null", (*_ACT, "performer"), _set("nullFlavor", "UNK")),
    Mutation("cda.text.organization-name-malformed", (*_HOST, "name"), _blank),
    Mutation("cda.coherence.custodian-without-name", (*_HOST, "name"), _delete),
    Mutation("cda.coherence.label-unexpected", ("code",), _set("displayName", "Autre libellé")),
    Mutation("cda.coherence.code-system-unexpected", ("confidentialityCode",), _set("codeSystem", "1.2.3")),
    Mutation("cda.coherence.offset-missing", ("effectiveTime",), _set("value", "20300101000000")),
    Mutation("cda.coherence.birth-after-document", (*_PATIENT, "birthTime"), _set("value", "20300101")),
    Mutation("cda.coherence.act-after-document", (*_ACT, "effectiveTime", "low"), _set("value", "20300101")),
    Mutation("cda.coherence.author-after-document", ("author", "time"), _set("value", "20300101")),
    Mutation("cda.coherence.professional-id-malformed", (*_SIGNER, "id"), _set("extension", "8123")),
    Mutation("cda.coherence.structure-id-malformed", (*_HOST, "id"), _set("extension", "1123")),
    Mutation("cda.volet.realm-missing", ("realmCode",), _delete),
)
"""What `mutated_documents` draws from; each applies to every document of `n1_documents` and `n3_documents`."""


@st.composite
def mutated_documents(
    draw: st.DrawFn, documents: st.SearchStrategy[bytes] | None = None, mutations: tuple[Mutation, ...] = MUTATIONS
) -> tuple[bytes, Mutation]:
    """A document without a finding, broken in one place, and what was broken."""
    root = _parsed(draw(st.one_of(n1_documents(), n3_documents()) if documents is None else documents))
    mutation = draw(st.sampled_from(mutations))
    element = child(root, *mutation.path)
    assert element is not None
    mutation.change(element)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True), mutation
