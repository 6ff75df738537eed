"""The values of an identity: traits, dates, device, identifiers, and the identity that joins them.

They hold what was received, right or wrong: a bad date or an unknown status code is data, that `check_identity`
reports. Only a wrong type (`TypeError`) or a value that the type itself forbids (`ValueError`, without the value) is
refused here. No `repr` shows a value; attributes do, because the caller asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from esante_rules._core import known, require, require_day
from esante_rules.ins._codes import Attribute, Sex, Status
from esante_rules.ins._number import Layout, Matricule, compact, key

__all__ = [
    "ID_KINDS",
    "ORIGINS",
    "Attribute",
    "BirthDate",
    "Device",
    "IdKind",
    "Identifier",
    "Identity",
    "Insi",
    "Layout",
    "Matricule",
    "Origin",
    "PartialDate",
    "Sex",
    "Status",
    "Traits",
    "day_of",
    "key",
]


@frozen(repr=False)
class PartialDate:
    """A date of birth as its source gives it: parts may be unknown (None), the calendar may not be ours.

    `ValueError` for a month or a day that no calendar has; 0 is not a value, unknown is None.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    lunar: bool = False
    """True for a lunar or foreign calendar: the parts cannot be compared with a Gregorian date."""

    def __attrs_post_init__(self) -> None:
        for name, part, most in (("year", self.year, 9999), ("month", self.month, 13), ("day", self.day, 31)):
            require(part, (int, type(None)), name)
            if part is not None and not 1 <= part <= most:
                raise ValueError(f"{name} must be between 1 and {most}, or None when unknown")
        require(self.lunar, bool, "lunar")

    @property
    def complete(self) -> bool:
        """Are the three parts known, in our calendar?"""
        return None not in (self.year, self.month, self.day) and not self.lunar

    def __repr__(self) -> str:
        return "<PartialDate masked>"


@frozen(repr=False)
class BirthDate:
    """A date of birth as stored: the text received, whether it was completed by convention, and from what."""

    text: str
    """`YYYY-MM-DD` when it is right; anything when it is not."""
    interpreted: bool = False
    """True when a part was supplied by the RNIV convention (flag « date interprétée »)."""
    original: PartialDate | None = None
    """What the source said, kept apart: a lunar or incomplete date is never a trait."""

    def __attrs_post_init__(self) -> None:
        require(self.text, str, "text")
        require(self.interpreted, bool, "interpreted")
        require(self.original, (PartialDate, type(None)), "original")

    @property
    def day(self) -> date | None:
        """The Gregorian day, or None when the text is not one."""
        return day_of(self.text)

    def __repr__(self) -> str:
        return "<BirthDate masked>"


_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


def day_of(text: str) -> date | None:
    """The day that `YYYY-MM-DD` names, or None when it names none."""
    if not _ISO(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _birth_date(value: BirthDate | str | date | None) -> BirthDate | None:
    if value is None or isinstance(value, BirthDate):
        return value
    if isinstance(value, str):
        return BirthDate(value)
    require(value, date, "birth_date")
    if isinstance(value, datetime):
        raise TypeError("birth_date must be date, not datetime")
    return BirthDate(value.isoformat())


@frozen(repr=False, kw_only=True)
class Traits:
    """The traits of a person, each as received; None when the source says nothing.

    Strict: `birth_name`, `first_given_name`, `given_names`, `birth_date`, `sex`, `birth_place`. Complementary:
    `used_name`, `used_given_name`, never filled from the strict ones. The five traits of the INS are the strict ones
    without `first_given_name`, which is only the beginning of `given_names`.
    """

    birth_name: str | None = None
    """Nom de naissance."""
    first_given_name: str | None = None
    """Premier prénom de naissance: may be compound."""
    given_names: str | None = None
    """Liste des prénoms de naissance, in the order of the civil register, separated by spaces."""
    birth_date: BirthDate | None = field(default=None, converter=_birth_date)
    """A `BirthDate`, or a text or a day that becomes one."""
    sex: str | None = None
    """`M`, `F` or `I` (`Sex`) when it is right."""
    birth_place: str | None = None
    """Code officiel géographique, 5 characters."""
    used_name: str | None = None
    """Nom utilisé."""
    used_given_name: str | None = None
    """Prénom utilisé."""
    no_birth_name: bool = False
    """The person has no name in the civil register; nothing replaces it."""
    no_given_name: bool = False
    """The person has no given name in the civil register; nothing replaces it."""

    def __attrs_post_init__(self) -> None:
        for name in _TEXTS_OF_TRAITS:
            require(getattr(self, name), (str, type(None)), name)
        require(self.no_birth_name, bool, "no_birth_name")
        require(self.no_given_name, bool, "no_given_name")
        if self.no_birth_name and self.birth_name:
            raise ValueError("no_birth_name contradicts birth_name")
        if self.no_given_name and (self.first_given_name or self.given_names):
            raise ValueError("no_given_name contradicts the given names")

    def __repr__(self) -> str:
        return "<Traits masked>"


_TEXTS_OF_TRAITS: Final = (
    "birth_name",
    "first_given_name",
    "given_names",
    "sex",
    "birth_place",
    "used_name",
    "used_given_name",
)

IdKind: TypeAlias = Literal["INS", "IPP", "NSS", "REGIONAL", "OTHER"]
ID_KINDS: Final[tuple[IdKind, ...]] = ("INS", "IPP", "NSS", "REGIONAL", "OTHER")
"""What an identifier claims to be: INS, local number, social-security number (billing), regional id, other."""


@frozen(repr=False)
class Identifier:
    """One identifier of the person: what it claims to be, its value and its OID, in use or superseded."""

    value: str
    oid: str | None = None
    active: bool = True
    """False for a former one, kept as it was (`identifier.use = old`)."""
    kind: IdKind = "INS"
    since: date | None = None
    until: date | None = None
    namespace: str = ""
    """Name of the assigning authority, as a carrier writes it; decides nothing."""
    use: str | None = None
    """The word of the carrier for its use (FHIR `official`, `temp`, `old`...), kept for the way back."""

    def __attrs_post_init__(self) -> None:
        require(self.value, str, "value")
        require(self.oid, (str, type(None)), "oid")
        require(self.active, bool, "active")
        known(self.kind, ID_KINDS, "kind")
        require(self.namespace, str, "namespace")
        require(self.use, (str, type(None)), "use")
        for name in ("since", "until"):
            if getattr(self, name) is not None:
                require_day(getattr(self, name), name)

    @property
    def numbered(self) -> bool:
        """Has it a number? An INS may be announced by its OID alone."""
        return bool(self.value) and (self.value.isalnum() or bool(compact(self.value)))

    def __repr__(self) -> str:
        return f"<Identifier {self.kind} masked>"


@frozen(repr=False)
class Device:
    """The dispositif that proved the identity: a code of table ZFD-7, and when it was seen."""

    code: str
    checked_on: date | None = None
    expires_on: date | None = None

    def __attrs_post_init__(self) -> None:
        require(self.code, str, "code")
        for name in ("checked_on", "expires_on"):
            if getattr(self, name) is not None:
                require_day(getattr(self, name), name)

    def __repr__(self) -> str:
        return "<Device masked>"


Origin: TypeAlias = Literal["INSI", "APCV", "PARTNER"]
ORIGINS: Final[tuple[Origin, ...]] = ("INSI", "APCV", "PARTNER")
"""Where the INS came from: the téléservice, the Appli carte Vitale, or another party (SRRI, SRI, correspondent)."""


@frozen(repr=False)
class Insi:
    """How the INS was obtained: the mode of table ZFD-5, the day INSi was asked, and who gave it."""

    mode: str | None = None
    """`SM` typed, `CV` carte Vitale, `INSI`, `CB` barcode, `RFID`, `APCV` Appli carte Vitale."""
    asked_on: date | None = None
    origin: Origin | None = None

    def __attrs_post_init__(self) -> None:
        require(self.mode, (str, type(None)), "mode")
        if self.asked_on is not None:
            require_day(self.asked_on, "asked_on")
        if self.origin is not None:
            known(self.origin, ORIGINS, "origin")

    def __repr__(self) -> str:
        return "<Insi masked>"


def _identifiers(values: Iterable[Identifier]) -> tuple[Identifier, ...]:
    identifiers = tuple(values)
    for identifier in identifiers:
        require(identifier, Identifier, "an identifier")
    return identifiers


def _words(values: Iterable[str]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError("a sequence of codes is wanted, not str")
    words = tuple(values)
    for word in words:
        require(word, str, "a code")
    return words


@frozen(repr=False, kw_only=True)
class Identity:
    """One identity as a record or a carrier holds it: the subject of `check_identity`."""

    traits: Traits = field(factory=Traits)
    identifiers: tuple[Identifier, ...] = field(default=(), converter=_identifiers)
    """Every identifier of the person, of any kind, former ones included."""
    status: str | None = None
    """A code of `Status` when it is right; None when the carrier says nothing."""
    other_statuses: tuple[str, ...] = field(default=(), converter=_words)
    """Statuses found beside the first one: there should be none."""
    attributes: tuple[str, ...] = field(default=(), converter=_words)
    """Codes of `Attribute` when they are right."""
    device: Device | None = None
    insi: Insi | None = None

    def __attrs_post_init__(self) -> None:
        require(self.traits, Traits, "traits")
        require(self.status, (str, type(None)), "status")
        require(self.device, (Device, type(None)), "device")
        require(self.insi, (Insi, type(None)), "insi")

    def of_kind(self, kind: IdKind, *, active: bool = True) -> tuple[Identifier, ...]:
        """The identifiers of that kind, in use (or former, with `active=False`)."""
        known(kind, ID_KINDS, "kind")
        return tuple(i for i in self.identifiers if i.kind == kind and i.active is active)

    @property
    def ins(self) -> Identifier | None:
        """The first INS in use that has a number, or None."""
        return next((i for i in self.identifiers if i.kind == "INS" and i.active and i.numbered), None)

    def __repr__(self) -> str:
        return "<Identity masked>"
