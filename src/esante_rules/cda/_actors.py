"""The participations of a header: who takes part, as which role, for which structure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from esante_rules.cda import _oids as oids
from esante_rules.cda._tree import Element, tag

_ORGANIZATIONS: Final = (
    "representedOrganization",
    "representedCustodianOrganization",
    "scopingOrganization",
    "receivedOrganization",
)
_PERSONS: Final = ("assignedPerson", "associatedPerson", "informationRecipient", "relatedPerson")


@frozen(eq=False, repr=False)
class Actor:
    """One participation of the header: its element, the role element inside it, and what the role carries."""

    kind: str
    """The name of the participation (`author`, `performer`...)."""
    element: Element
    entity: Element
    """assignedAuthor, assignedEntity, associatedEntity, intendedRecipient or relatedEntity."""
    ids: tuple[Element, ...] = ()
    """The identifiers of the role."""
    roots: tuple[str | None, ...] = ()
    """Their roots."""
    code: Element | None = None
    """Its profession or role."""
    person: Element | None = None
    """The person, when there is one."""
    device: Element | None = None
    """The system, for an author that is one."""
    organization: Element | None = None
    """The structure, when there is one."""
    functions: tuple[Element, ...] = ()
    """The functionCode of the participation."""

    @classmethod
    def under(cls, kind: str, role: str, element: Element) -> list[Actor]:
        """The actors of one participation: its children of that tag, each read once."""
        entities: list[Element] = []
        functions: list[Element] = []
        for part in element[:]:
            name = part.tag
            if name == role:
                entities.append(part)
            elif name == _FUNCTION:
                functions.append(part)
        return [cls.of(kind, element, entity, tuple(functions)) for entity in entities]

    @classmethod
    def of(cls, kind: str, element: Element, entity: Element, functions: tuple[Element, ...] = ()) -> Actor:
        """The actor, its role read once."""
        found: dict[str, Element] = {}
        ids: list[Element] = []
        for part in entity[:]:
            place = _PARTS.get(part.tag)
            if place == "id":
                ids.append(part)
            elif place is not None and place not in found:
                found[place] = part
        return cls(kind, element, entity, tuple(ids), tuple([e.get("root") for e in ids]), functions=functions, **found)

    def has_root(self, *roots: str) -> bool:
        """Does one of its identifiers have one of these roots?"""
        return any(root in roots for root in self.roots)

    @property
    def is_patient(self) -> bool:
        """Is it the patient, by the root of its identifier?"""
        return any(root in oids.INS_ROOTS for root in self.roots)

    @property
    def is_professional(self) -> bool:
        """Is it a professional: an identifier of that kind, and no system?"""
        return oids.PERSON in self.roots and self.device is None


@frozen(eq=False, repr=False)
class Structure:
    """What is read of a structure, once for all the rules."""

    numbers: tuple[Element, ...]
    """Its national identifiers."""
    name: Element | None
    """Its first name."""
    sectors: tuple[Element, ...]
    """Its practice settings."""

    @classmethod
    def of(cls, organization: Element) -> Structure:
        """The structure that an element describes."""
        numbers: list[Element] = []
        sectors: list[Element] = []
        named: Element | None = None
        for part in organization[:]:
            name = part.tag
            if name == _ID:
                if part.get("root") == oids.STRUCTURE:
                    numbers.append(part)
            elif name == _SECTOR:
                sectors.append(part)
            elif name == _NAME and named is None:
                named = part
        return cls(tuple(numbers), named, tuple(sectors))


_FUNCTION, _ID, _NAME, _SECTOR = map(tag, ("functionCode", "id", "name", "standardIndustryClassCode"))
_PARTS: Final[Mapping[object, str]] = {
    tag("id"): "id",
    tag("code"): "code",
    tag("assignedAuthoringDevice"): "device",
    **dict.fromkeys(map(tag, _PERSONS), "person"),
    **dict.fromkeys(map(tag, _ORGANIZATIONS), "organization"),
}
