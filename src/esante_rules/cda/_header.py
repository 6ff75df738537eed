"""The values of a CDA header, as `read_header` gives them and `build_n1` takes them. No `repr` shows one.

Everywhere: None when the element is absent (or cannot be read, as a date that is none), `Null` when it is there with a
nullFlavor. Tuples keep the order of the document.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import evolve, field, frozen

from esante_rules._core import known, require
from esante_rules.cda._levels import Level
from esante_rules.cda._moment import Moment
from esante_rules.ins import Identifier, Identity, Sex, Traits
from esante_rules.ins.cda import kind_of

__all__ = [
    "Act",
    "Actor",
    "Address",
    "Code",
    "Consent",
    "Device",
    "Encounter",
    "Facility",
    "Header",
    "Id",
    "NamePart",
    "Null",
    "Order",
    "Organization",
    "Patient",
    "Period",
    "PersonName",
    "RelatedDocument",
    "Telecom",
]


class _Masked:
    """A value whose `repr` says only what it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} masked>"


@frozen(repr=False)
class Null(_Masked):
    """An element that is there without a value, and why: `UNK`, `NASK`, `ASKU`, `NAV`, `MSK`..."""

    reason: str

    def __attrs_post_init__(self) -> None:
        require(self.reason, str, "reason")


@frozen(repr=False)
class Id(_Masked):
    """An identifier: the OID (or UUID) of its authority, and the number inside it."""

    root: str
    extension: str | None = None


@frozen(repr=False, kw_only=True)
class Code(_Masked):
    """A code of a code system, its label, the words it stands for, and its translations."""

    code: str | None = None
    system: str | None = None
    label: str | None = None
    system_name: str | None = None
    original_text: str | Null | None = None
    translations: tuple[Code | Null, ...] = ()
    null: str | None = None
    """Its nullFlavor, when it says something all the same (OTH with a translation, UNK with the words)."""
    system_version: str | None = None
    """The version of the code system, when it is written."""


@frozen(repr=False, kw_only=True)
class Period(_Masked):
    """An interval of time by its bounds, or one `value`."""

    low: Moment | Null | None = None
    high: Moment | Null | None = None
    value: Moment | None = None


@frozen(repr=False, kw_only=True)
class NamePart(_Masked):
    """One part of a name. `kind` is family, given, prefix or suffix; `qualifier` BR (birth), CL (used)..."""

    kind: str
    text: str | Null
    qualifier: str | None = None

    def __attrs_post_init__(self) -> None:
        known(self.kind, NAME_PARTS, "kind")


NAME_PARTS: Final = ("family", "given", "prefix", "suffix")


@frozen(repr=False)
class PersonName(_Masked):
    """The name of a person, in parts, or one text; neither for a person who is there without a name."""

    parts: tuple[NamePart, ...] = ()
    text: str | None = None

    def get(self, kind: str, qualifier: str | None = None) -> str | None:
        """The first part of that kind and qualifier (None: without one), or None."""
        for part in self.parts:
            if part.kind == kind and part.qualifier == qualifier and isinstance(part.text, str):
                return part.text
        return None


@frozen(repr=False, kw_only=True)
class Address(_Masked):
    """A postal address: (name of the part, text) pairs, or one text."""

    parts: tuple[tuple[str, str | Null], ...] = ()
    text: str | None = None
    use: str | None = None


@frozen(repr=False)
class Telecom(_Masked):
    """A telephone number or an electronic address, as a URI (`tel:`, `mailto:`)."""

    value: str
    use: str | None = None


@frozen(repr=False)
class Device(_Masked):
    """A system that writes documents: its model and its software."""

    model: str | Null | None = None
    software: str | Null | None = None


@frozen(repr=False, kw_only=True)
class Organization(_Masked):
    """A structure: identifiers, name, contact details, practice setting (J04)."""

    ids: tuple[Id | Null, ...] = ()
    name: str | Null | None = None
    telecoms: tuple[Telecom | Null, ...] = ()
    addresses: tuple[Address | Null, ...] = ()
    setting: Code | Null | None = None


@frozen(repr=False, kw_only=True)
class Actor(_Masked):
    """Someone, or a system, who takes part: author, signer, recipient, performer, guardian..."""

    ids: tuple[Id | Null, ...] = ()
    code: Code | Null | None = None
    """Profession or specialty (J01), or relation to the patient (J11)."""
    function: Code | Null | None = None
    """Functional role (J47)."""
    time: Moment | Period | Null | None = None
    addresses: tuple[Address | Null, ...] = ()
    telecoms: tuple[Telecom | Null, ...] = ()
    person: PersonName | Null | None = None
    device: Device | None = None
    organization: Organization | None = None
    type_code: str | None = None
    """How they take part: INF, REF, PRF, PRCP..."""
    class_code: str | None = None
    """What they are: PROV, AGNT, ECON, NOK..."""
    signature: str | None = None
    """`S` for a signer."""
    templates: tuple[Id, ...] = ()


@frozen(repr=False, kw_only=True)
class Patient(_Masked):
    """The patient."""

    ids: tuple[Id | Null, ...] = ()
    name: PersonName | Null | None = None
    gender: Code | Null | None = None
    birth: Moment | Null | None = None
    birth_place_name: str | Null | None = None
    birth_address: Address | Null | None = None
    addresses: tuple[Address | Null, ...] = ()
    telecoms: tuple[Telecom | Null, ...] = ()
    deceased: bool | None = None
    deceased_at: Moment | Null | None = None
    multiple_birth: bool | None = None
    birth_order: int | None = None
    guardians: tuple[Actor, ...] = ()

    @property
    def identity(self) -> Identity:
        """The identity that the header carries, for `esante_rules.ins`; a CDA header never says its status."""
        ids = (i for i in self.ids if isinstance(i, Id) and i.extension is not None)
        return Identity(traits=self._traits(), identifiers=tuple(_identifier(i) for i in ids))

    def _traits(self) -> Traits:
        name = self.name if isinstance(self.name, PersonName) else PersonName()
        code = self.gender.code if isinstance(self.gender, Code) else None
        return Traits(
            birth_name=name.get("family", "BR"),
            first_given_name=name.get("given", "BR"),
            given_names=name.get("given"),
            birth_date=_iso(self.birth),
            sex=Sex.I.value if code == "UN" else code,
            birth_place=_county(self.birth_address),
            used_name=name.get("family", "CL"),
            used_given_name=name.get("given", "CL"),
        )


def _identifier(value: Id) -> Identifier:
    return Identifier(value.extension or "", value.root, kind=kind_of(value.root))


def _iso(birth: Moment | Null | None) -> str | None:
    """`YYYY-MM-DD`, or as much of it as is written: an incomplete date stays one, to be found."""
    if not isinstance(birth, Moment):
        return None
    day: date | None = birth.day
    return day.isoformat() if day is not None else birth.text


def _county(address: Address | Null | None) -> str | None:
    parts = address.parts if isinstance(address, Address) else ()
    return next((text for name, text in parts if name == "county" and isinstance(text, str)), None)


@frozen(repr=False, kw_only=True)
class Act(_Masked):
    """A documented act (serviceEvent)."""

    ids: tuple[Id | Null, ...] = ()
    code: Code | Null | None = None
    time: Period | Null | None = None
    performers: tuple[Actor, ...] = ()


@frozen(repr=False, kw_only=True)
class Order(_Masked):
    """A prescription or request that the document answers."""

    ids: tuple[Id | Null, ...] = ()
    code: Code | Null | None = None
    accessions: tuple[Id | Null, ...] = ()


@frozen(repr=False, kw_only=True)
class RelatedDocument(_Masked):
    """A document that this one replaces (RPLC)."""

    ids: tuple[Id | Null, ...] = ()
    version: int | None = None
    set_id: Id | Null | None = None
    type_code: str = "RPLC"


@frozen(repr=False, kw_only=True)
class Consent(_Masked):
    """A consent that the document records."""

    ids: tuple[Id | Null, ...] = ()
    code: Code | Null | None = None
    status: str | Null | None = "completed"


@frozen(repr=False, kw_only=True)
class Facility(_Masked):
    """Where the patient is taken care of: the kind of place (J02), its name and address."""

    ids: tuple[Id | Null, ...] = ()
    code: Code | Null | None = None
    name: str | Null | None = None
    address: Address | Null | None = None


@frozen(repr=False, kw_only=True)
class Encounter(_Masked):
    """The encounter that the document belongs to."""

    ids: tuple[Id | Null, ...] = ()
    code: Code | Null | None = None
    time: Period | Null | None = None
    discharge: Code | Null | None = None
    responsible: Actor | None = None
    participants: tuple[Actor, ...] = ()
    facility: Facility | None = None


@frozen(repr=False, kw_only=True)
class Header(_Masked):
    """The header of a document."""

    templates: tuple[Id, ...] = ()
    id: Id | Null | None = None
    code: Code | Null | None = None
    """Type of document (J07)."""
    title: str | Null | None = None
    created: Moment | Null | None = None
    confidentiality: Code | Null | None = None
    language: str | Null | None = None
    set_id: Id | Null | None = None
    """The set of its versions."""
    version: int | None = None
    patient: Patient | None = None
    authors: tuple[Actor, ...] = ()
    data_enterer: Actor | None = None
    informants: tuple[Actor, ...] = ()
    custodian: Organization | None = None
    recipients: tuple[Actor, ...] = ()
    legal_authenticator: Actor | None = None
    authenticators: tuple[Actor, ...] = ()
    participants: tuple[Actor, ...] = ()
    orders: tuple[Order, ...] = ()
    acts: tuple[Act, ...] = ()
    """The first one is the main act."""
    related_documents: tuple[RelatedDocument, ...] = ()
    consents: tuple[Consent, ...] = ()
    encounter: Encounter | None = None
    level: Level = field(default=Level.UNDETERMINED)
    media_type: str | None = None
    """What an N1 content says it is."""

    def as_n1(self, media_type: str) -> Header:
        """This header with the templates, the level and the media type that `build_n1` gives it."""
        return evolve(self, templates=N1_TEMPLATES, level=Level.N1, media_type=media_type)


N1_TEMPLATES: Final = tuple(
    Id(root) for root in ("2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1", "1.3.6.1.4.1.19376.1.2.20")
)
"""The three templateId of every N1 document."""
