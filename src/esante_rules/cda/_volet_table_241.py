"""The header of the volet of July 2022 (test set 2.41) as a tree of rows. Data: read by `_volet`.

Each row is that of 3.0 of the same name: its element, its label and, unless said otherwise, its predicate. All that it
asks is written here, since the earlier volet asks for less: no data types, no closed content, codes matched with their
system. Rows that 3.0 has not are made with `_new`. Two rows of one name: the first whose predicate an element fulfils
looks at it, each counts its own.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from attrs import evolve

from esante_rules._core import Rule
from esante_rules.cda import _datatype_rules as types
from esante_rules.cda import _volet_rules as shared
from esante_rules.cda import _volet_rules_241 as own
from esante_rules.cda._value_sets import Concept, ValueSet
from esante_rules.cda._volet_model import MANY, Row, rows, words
from esante_rules.cda._volet_table import DOCUMENT as DOCUMENT_3
from esante_rules.cda._volet_table_2026 import confidentiality

_LATER: Final = {row.slug: row for row in reversed(tuple(rows(DOCUMENT_3)))}
_PAIR: Final = ("code", "codeSystem")
_CODED: Final = ("code", "codeSystem", "displayName")
_LIVE: Final = "live"
_ANY: Final = ""


def _row(slug: str, *inside: Row, least: int = 0, most: int = MANY, **asked: Any) -> Row:
    """The row of 3.0 of that slug, asking for this alone."""
    plain = {"type": "", "any": False, "need": (), "values": "", "checks": (), "closed": False}
    row = evolve(_LATER[slug], least=least, most=most, rows=inside, **{**plain, **asked})
    return evolve(row, system=bool(row.values and row.on))


def _new(name: str, slug: str, label: str, *inside: Row, **asked: Any) -> Row:
    """A row that 3.0 has not."""
    return Row(name=name, slug=slug, label=words(label), rows=inside, closed=False, **asked)


# --- shared blocks ------------------------------------------------------------------------------------------------

_ADDR: Final = _row("address", checks=("address-form",))
_TELECOM: Final = _row("telecom", checks=("telecom-form",))
_CONTACT: Final = (_ADDR, _TELECOM)
_FAMILY: Final = _row("person-family", most=1)
_GIVEN: Final = _row("person-given", most=1)
_PREFIX: Final = _row("person-prefix", most=1, values="J245")
_SUFFIX: Final = _row("person-suffix", most=1, values="J246")
_NAME: Final = _row("person-name", _FAMILY, _GIVEN, _PREFIX, _SUFFIX, least=1, most=1)
_ONE_NAME: Final = evolve(_NAME, where=_ANY, rows=(evolve(_FAMILY, least=1), *_NAME.rows[1:]))
"""Of an assigned person: one name, whether or not another one has no family."""


def _person(name: str = "assignedPerson", block: Row = _ONE_NAME) -> Row:
    return _row("person", block, name=name, where=_LIVE)


def _structure(*inside: Row) -> Row:
    return _row(
        "organization",
        *_CONTACT,
        *inside,
        name="representedOrganization",
        where=_LIVE,
        checks=("structure-root-among-ids",),
    )


def _entity(slug: str, *inside: Row, **asked: Any) -> Row:
    """An assignedEntity: its person and its organization are held to the same rules wherever it stands."""
    return _row(slug, *inside, *_CONTACT, _person(), _structure(), **{"where": _ANY, **asked})


def _profession(slug: str) -> Row:
    return _row(slug, where=_LIVE, values="J01")


_PRACTICE: Final = _row("practice-setting", where=_LIVE, values="J04")

# --- the document -------------------------------------------------------------------------------------------------

_HEAD: Final = (
    _row("realm", least=1, most=1),
    _new("realmCode", "any-realm", "un périmètre (realmCode) | a realm (realmCode)", most=1),
    _row("hl7-france-template", least=1, most=1),
    _row("ci-sis-template", least=1, most=1),
    _new("templateId", "third-template", "un troisième templateId | a third templateId", least=3),
    _row("document-identifier", least=1, most=1, need=("root",)),
    _row("document-type", least=1, most=1, need=_CODED, values="J07"),
    _row("title", least=1, where=_ANY),
    _row("creation-date", least=1, most=1, need=("value",), checks=("creation-date",)),
    _row("confidentiality", least=1, most=1, need=("code",), values="CONFIDENTIALITY"),
    _row("language", least=1, most=1, need=("code",), checks=("french",)),
)
_PATIENT: Final = _row(
    "patient",
    _row(
        "patient-name",
        _row("patient-given", checks=("given-qualifier",)),
        _row("patient-family", checks=("family-br-cl-sp",)),
        least=1,
        most=1,
    ),
    _row("gender", least=1, values="J143"),
    _row("birth-date", least=1),
    _row("guardian", *_CONTACT),
    _row("birthplace", _row("birthplace-place", _row("birthplace-address", checks=("address-form",)))),
    checks=("forbidden-traits",),
)
_RECORD_TARGET: Final = _row(
    "record-target",
    _row(
        "patient-role",
        _row("patient-identifier", need=("root", "extension")),
        _row("patient-identifier", where=_ANY, checks=("null-identifier",)),
        *_CONTACT,
        _PATIENT,
        where=_ANY,
    ),
    least=1,
    most=1,
)

# --- people -------------------------------------------------------------------------------------------------------

_AUTHOR: Final = _row(
    "author",
    _row("author-function", where=_LIVE, need=_PAIR, values="J47"),
    _row("author-time", checks=("value-or-null",)),
    _row(
        "assigned-author",
        _row("author-identifier", where=_LIVE, need=("root", "extension")),
        _row("author-profession", where=_LIVE, need=_CODED, values="J01"),
        *_CONTACT,
        _person(),
        _structure(
            _new(
                "id",
                "author-organization-identifier",
                "un identifiant complet de la structure de l'auteur | a complete identifier of the organization of the "
                "author",
                least=1,
                where="@root @extension",
            ),
            _PRACTICE,
        ),
        where=_ANY,
    ),
    where=_ANY,
)
_DATA_ENTERER: Final = _row("data-enterer", _entity("data-enterer-entity"))
_INFORMANT: Final = _row(
    "informant",
    _entity("informant-entity", _row("informant-identifier", least=1, most=1)),
    _row(
        "related-entity",
        _row("relationship", where=_LIVE, need=_CODED, values="J11"),
        *_CONTACT,
        _row("related-person", evolve(_NAME, rows=(_FAMILY, _GIVEN, _PREFIX)), least=1, most=1),
        where="@classCode",
        checks=("related-class",),
    ),
)
_CUSTODIAN: Final = _row(
    "custodian",
    _row(
        "assigned-custodian",
        _row(
            "custodian-organization",
            _row("custodian-identifier", least=1, most=1, where=_ANY, checks=("custodian-root-or-null",)),
            *_CONTACT,
        ),
        where=_ANY,
    ),
    where=_ANY,
)
_RECIPIENT: Final = _row(
    "recipient",
    _row(
        "intended-recipient",
        _row("recipient-identifier", where=_ANY, checks=("recipient-root",)),
        *_CONTACT,
        _person("informationRecipient"),
        _row("organization", *_CONTACT, name="receivedOrganization"),
    ),
)
_LEGAL_AUTHENTICATOR: Final = _row(
    "legal-authenticator",
    _row("legal-authenticator-time", checks=("value-or-null",)),
    _entity(
        "legal-authenticator-entity",
        _row("legal-authenticator-identifier", least=1, most=1, need=("root", "extension")),
        _profession("legal-authenticator-profession"),
        _person(),
        _new(
            "assignedPerson",
            "legal-authenticator-person",
            "la personne responsable (assignedPerson) | the person who is the legal authenticator (assignedPerson)",
            least=1,
        ),
        least=1,
        most=1,
    ),
    least=1,
    most=1,
)
_AUTHENTICATOR: Final = _row(
    "authenticator",
    _row("authenticator-time", checks=("value-or-null",)),
    _row("authenticator-signature", least=1),
    _entity("authenticator-entity", _profession("authenticator-profession")),
    where=_ANY,
)
_PARTICIPANT: Final = _row(
    "participant",
    _row("participant-function", where=_LIVE, need=_PAIR, values="J47"),
    _row(
        "participant-time",
        _row("period-low", need=("value",)),
        _row("period-high", need=("value",)),
        where=_LIVE,
        checks=("participant-period",),
    ),
    _row("participant-time", least=1),
    _row(
        "associated-entity",
        _row("participant-identifier", where=_LIVE, need=("root", "extension")),
        _row("participant-identifier", most=1),
        _row("participant-profession", need=_CODED, values="J01"),
        *_CONTACT,
        _person("associatedPerson", _NAME),
        _row("organization", *_CONTACT, name="scopingOrganization"),
        where=_ANY,
        checks=("participant-role",),
    ),
    where=_ANY,
)

# --- acts and documents -------------------------------------------------------------------------------------------

_ORDER: Final = _row(
    "order-link",
    _row(
        "order",
        _row("order-identifier", least=1, most=1, need=("root",)),
        _row("accession-number", most=1),
        least=1,
        most=1,
    ),
)
_PERFORMER: Final = _row(
    "performer",
    _entity(
        "performer-entity",
        evolve(
            _structure(
                _row("organization-identifier", need=("extension",)),
                _row("organization-name", most=1),
                evolve(_PRACTICE, least=1, most=1, need=_CODED),
            ),
            where=_ANY,
        ),
        least=1,
        where="has:representedOrganization",
    ),
    _entity("performer-entity"),
    where="@typeCode:PRF live",
)
_DOCUMENTATION: Final = _row(
    "documentation",
    _row(
        "act",
        _row("act-code", where=_LIVE, need=("displayName",), checks=("code-and-system-or-null",)),
        _row("act-code", checks=("code-and-system-or-null",)),
        _row("act-status", checks=("laboratory-status",)),
        _row("act-period", _row("period-low", least=1)),
        _PERFORMER,
        _new(
            "performer",
            "act-performer",
            "un exécutant de l'acte (performer) | a performer of the act (performer)",
            most=1,
            checks=("main-performer",),
        ),
    ),
    least=1,
)
_RELATED_DOCUMENT: Final = (
    _row(
        "replaced-document",
        _row("parent-document", _row("parent-identifier", least=1, most=1, need=("root",)), least=1, most=1),
        most=1,
    ),
    _new(
        "relatedDocument",
        "related-document",
        "un document lié (relatedDocument) | a related document (relatedDocument)",
        checks=("replacement",),
    ),
)
_COMPONENT_OF: Final = _row(
    "encounter-link",
    _row(
        "encounter",
        _row("encounter-identifier", need=("root",)),
        _row("encounter-type", need=_CODED, values="J142"),
        _row("discharge", need=("code", "displayName"), checks=("discharge-system",)),
        _row(
            "responsible-party",
            _entity("responsible-party-entity", _profession("responsible-party-profession")),
            where=_ANY,
        ),
        _row("encounter-participant", _entity("encounter-participant-entity"), where=_ANY),
        _row(
            "location",
            _row(
                "facility",
                _row("facility-type", where=_ANY, need=("code",), values="J02"),
                _row("facility-place", *_CONTACT),
                where=_ANY,
            ),
            most=1,
            where=_ANY,
        ),
        where=_ANY,
    ),
    least=1,
    most=1,
)
DOCUMENT: Final = _row(
    "document",
    *_HEAD,
    _RECORD_TARGET,
    _AUTHOR,
    _DATA_ENTERER,
    _INFORMANT,
    _CUSTODIAN,
    _RECIPIENT,
    _LEGAL_AUTHENTICATOR,
    _AUTHENTICATOR,
    _PARTICIPANT,
    _ORDER,
    _DOCUMENTATION,
    *_RELATED_DOCUMENT,
    _COMPONENT_OF,
    checks=("type-id", "four-traits"),
)

CONDITIONS: Final[tuple[Rule[Any], ...]] = (
    *own.RULES,
    shared.PATIENT_EXTENSION,
    shared.GIVEN_QUALIFIER,
    shared.RELATED_CLASS,
    shared.CUSTODIAN_ROOT,
    shared.ACT_CODE,
    shared.DISCHARGE_SYSTEM,
    types.SYSTEM_NOT_OID,
    types.PERIOD_BOUNDS_EQUAL,
    types.PERIOD_REVERSED,
    types.TELECOM_MALFORMED,
    types.TELECOM_USE,
)
"""The rules of this edition that are not made from a row: its own, and those that it shares with 3.0."""


# --- the lists that its assertions write out ----------------------------------------------------------------------

_PUBLISHED: Final = date(2022, 7, 1)
_GENDER_SYSTEM: Final = "2.16.840.1.113883.5.1"
_GENDERS: Final = ("F", "M", "U", "UN")
_TITLES: Final = ("DR", "MC", "MG", "PC", "PG", "PR")
_CIVILITIES: Final = ("M", "MLLE", "MME")


@functools.cache
def held() -> Mapping[str, ValueSet]:
    """The short lists of this edition; its published value sets (J01, J02, J04, J07, J11, J47, J142) are not held.

    The parts of a name are compared as texts: no code system is given to them.
    """
    lists = (
        ("CONFIDENTIALITY", "Confidentiality", confidentiality()),
        ("J143", "AdministrativeGender", tuple(Concept(code, _GENDER_SYSTEM) for code in _GENDERS)),
        ("J245", "Prefix", tuple(Concept(code, "") for code in (*_CIVILITIES, *_TITLES))),
        ("J246", "Suffix", tuple(Concept(code, "") for code in _TITLES)),
    )
    return {
        name: ValueSet(name=name, oid="", title=f"{title} (2.41)", version=_PUBLISHED, concepts=concepts)
        for name, title, concepts in lists
    }
