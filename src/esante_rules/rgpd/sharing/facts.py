"""What the caller tells of a flow of information: who, to whom, why, and what is known of the person's wishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, TypeVar

from attrs import NOTHING, evolve, field, fields, frozen

from esante_rules._answer import Answer, answer
from esante_rules._core import known, require
from esante_rules.rgpd.sharing.categories import Category


class Operation(Enum):
    """Sent to identified recipients, or made available to several professionals."""

    EXCHANGE = "echange"
    SHARING = "partage"


class Purpose(Enum):
    """The four purposes of L. 1110-4 and R. 1110-1, another one, or unknown."""

    COORDINATION = "coordination_soins"
    CONTINUITY = "continuite_soins"
    PREVENTION = "prevention"
    SOCIAL_FOLLOW_UP = "suivi_medico_social_social"
    OTHER = "autre"
    UNKNOWN = "inconnu"


class Consent(Enum):
    """What the person answered about this flow."""

    GIVEN = "oui"
    REFUSED = "non"
    WITHDRAWN = "retire"
    EXPIRED = "perime"
    """Given for a prise en charge that has ended."""
    NOT_ASKED = "absent"
    UNKNOWN = "inconnu"


class Person(Enum):
    """How the person concerned decides."""

    ADULT = "majeur"
    MINOR = "mineur"
    MINOR_SECRET = "mineur_secret"  # noqa: S105 - a word of the questionnaire, no password
    """A minor who keeps an act secret from the holders of parental authority (L. 1111-5)."""
    ASSISTED = "protege_assistance"
    """Sauvegarde or curatelle: the person decides."""
    REPRESENTED = "protege_representation"
    """A measure with representation relating to the person."""
    PROPERTY_ONLY = "protege_biens"
    """A measure on property only: decides as any adult."""
    DECEASED = "decede"
    UNKNOWN = "inconnu"


E = TypeVar("E", bound=Enum)


def _read(kind: type[E], value: object, name: str) -> E:
    return value if isinstance(value, kind) else kind(known(value, (word.value for word in kind), name))


def _category(value: Category | str) -> Category:
    return Category.of(value)


def _operation(value: Operation | str) -> Operation:
    return _read(Operation, value, "operation")


def _purpose(value: Purpose | str) -> Purpose:
    return _read(Purpose, value, "purpose")


def _consent(value: Consent | str) -> Consent:
    return _read(Consent, value, "consent")


def _person(value: Person | str) -> Person:
    return _read(Person, value, "person")


@frozen
class Party:
    """One end of a flow.

    `under` is the category of the professional under whose authority a delegated person (`DEL`) acts. For such a
    person `takes_part` is that of this professional or of the unit they serve.
    """

    category: Category = field(converter=_category)
    under: Category = field(default=Category.UNKNOWN, converter=_category, kw_only=True)
    takes_part: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    """Takes part in the prise en charge of this very person?"""
    identified: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    """For a recipient of an échange: named, or known by a function in a precisely defined structure?"""

    def __attrs_post_init__(self) -> None:
        if self.under is Category.DELEGATED:
            raise ValueError("under must be the category of the responsible professional, not another delegation")
        if self.category is not Category.DELEGATED and self.under is not Category.UNKNOWN:
            raise ValueError("under is only for a delegated person (DEL)")

    @classmethod
    def of(cls, value: Party | Category | str | Mapping[str, Any]) -> Party:
        """Read a party: itself, a category or its code, or a mapping of the fields."""
        if isinstance(value, Party):
            return value
        if isinstance(value, Mapping):
            return cls(**_named(cls, value, "a fact of a party"))
        return cls(Category.of(value))

    @property
    def responsible(self) -> Category:
        """The category that counts: that of the professional above for a delegated person."""
        return self.under if self.category is Category.DELEGATED else self.category


@frozen
class Exemption:
    """A text that allows or orders the disclosure (article 226-14 of the criminal code...), and to which authority.

    Both are words of the caller: they are needed for the exemption to be express, and no output shows them.
    """

    text: str = field(repr=False)
    authority: str = field(repr=False)

    def __attrs_post_init__(self) -> None:
        for name, words in (("text", self.text), ("authority", self.authority)):
            require(words, str, name)
            if not words.strip():
                raise ValueError(f"an exemption needs its {name}")


def _party(value: Party | Category | str | Mapping[str, Any]) -> Party:
    return Party.of(value)


def _parties(value: Party | Category | str | Iterable[Party | Category | str | Mapping[str, Any]]) -> tuple[Party, ...]:
    if isinstance(value, (Party, Category, str)):
        return (Party.of(value),)
    require(value, Iterable, "recipients")
    return tuple(Party.of(one) for one in value)


@frozen
class Flow:
    """One échange or partage to decide; whatever is not said is unknown.

    The words of the questionnaires are accepted for every field (`Flow("partage", "1", ["2b"], team="oui")`).
    Raises `ValueError` listing the words for another one, `TypeError` naming the type for another type.
    """

    operation: Operation = field(converter=_operation)
    sender: Party = field(converter=_party)
    recipients: tuple[Party, ...] = field(converter=_parties)
    purpose: Purpose = field(default=Purpose.UNKNOWN, converter=_purpose, kw_only=True, repr=False)
    necessary: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    """Strictly necessary: no less data would do."""
    within_mission: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    """Within the mission of every professional concerned."""
    team: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    """All participants together are one équipe de soins: the answer of `same_team`."""
    informed: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    """The person has had the complete information this flow requires, the right to object included."""
    support: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    """The written support has been handed over."""
    consent: Consent = field(default=Consent.UNKNOWN, converter=_consent, kw_only=True, repr=False)
    opposition: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    """A recorded opposition covers this flow."""
    unable: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    """The person is out of state to express a wish."""
    emergency: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    impossible: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    """It is impossible to inform the person or to collect the consent."""
    person: Person = field(default=Person.UNKNOWN, converter=_person, kw_only=True, repr=False)
    exemption: Exemption | None = field(default=None, kw_only=True, repr=False)
    secret: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    """The answer of `is_secret`."""
    secure: Answer = field(default=Answer.UNKNOWN, converter=answer, kw_only=True, repr=False)
    """Sent inside the MSSanté space, or by a service that meets the security référentiels."""

    def __attrs_post_init__(self) -> None:
        require(self.exemption, (Exemption, type(None)), "exemption")
        if not self.recipients:
            raise ValueError("a flow needs at least one recipient")

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> Flow:
        """Read a flow from plain data, as JSON gives it; an unknown name raises `ValueError` listing the names."""
        values = _named(cls, facts, "a fact of a flow")
        exemption = values.get("exemption")
        if isinstance(exemption, Mapping):
            values["exemption"] = Exemption(**_named(Exemption, exemption, "a fact of an exemption"))
        return cls(**values)

    def split(self) -> tuple[Flow, ...]:
        """One flow a recipient: the strictest recipient rules a flow, so each may deserve its own decision."""
        return tuple(evolve(self, recipients=(one,)) for one in self.recipients)


def _named(kind: Any, facts: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The facts whose names are fields of `kind`, all the required ones being there."""
    require(facts, Mapping, name)
    names = {f.name: f.default for f in fields(kind)}
    values = {known(key, names, name): value for key, value in facts.items()}
    required = [key for key, default in names.items() if default is NOTHING]
    if any(key not in values for key in required):
        raise ValueError(f"{name} is required: {', '.join(required)}")
    return values
