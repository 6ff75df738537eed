"""What the header rules of `cda.text`, `cda.level`, `cda.type` and `cda.coherence` look at, gathered once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from attrs import field, frozen
from lxml import etree

from esante_rules.cda import _oids as oids
from esante_rules.cda._body import Body, BodyKind
from esante_rules.cda._moment import Moment, moment
from esante_rules.cda._reading import Reading
from esante_rules.cda._tree import Element, attribute, child, children, is_null, local_name, tag
from esante_rules.cda._value_sets import ValueSet, value_sets

ENVIRONMENTS: Final = ("production", "test", "demo")

_ORGANIZATIONS: Final = (
    "representedOrganization",
    "representedCustodianOrganization",
    "scopingOrganization",
    "receivedOrganization",
)
_PERSONS: Final = ("assignedPerson", "associatedPerson", "informationRecipient", "relatedPerson")


@frozen(eq=False, repr=False, slots=False)
class Actor:
    """One participation of the header: its element, the role element inside it, and what the role carries."""

    kind: str
    """The name of the participation (`author`, `performer`...)."""
    element: Element
    entity: Element
    """assignedAuthor, assignedEntity, associatedEntity, intendedRecipient or relatedEntity."""

    @cached_property
    def ids(self) -> tuple[Element, ...]:
        """The identifiers of the role."""
        return tuple(children(self.entity, "id"))

    @cached_property
    def code(self) -> Element | None:
        """Its profession or role."""
        return child(self.entity, "code")

    @cached_property
    def person(self) -> Element | None:
        """The person, when there is one."""
        return next((found for name in _PERSONS if (found := child(self.entity, name)) is not None), None)

    @cached_property
    def device(self) -> Element | None:
        """The system, for an author that is one."""
        return child(self.entity, "assignedAuthoringDevice")

    @cached_property
    def organization(self) -> Element | None:
        """The structure, when there is one."""
        return next((found for name in _ORGANIZATIONS if (found := child(self.entity, name)) is not None), None)

    def has_root(self, *roots: str) -> bool:
        """Does one of its identifiers have one of these roots?"""
        return any(element.get("root") in roots for element in self.ids)

    @property
    def is_patient(self) -> bool:
        """Is it the patient, by the root of its identifier?"""
        return self.has_root(*oids.INS_ROOTS)

    @property
    def is_professional(self) -> bool:
        """Is it a professional: an identifier of that kind, and no system?"""
        return self.has_root(oids.PERSON) and self.device is None


@frozen(eq=False, kw_only=True, repr=False, slots=False)
class Context:
    """One header, what is known of its body, and the caller's options."""

    root: Element
    body: Body
    whole: bool = False
    encoding: str = ""
    declared_encoding: str = ""
    environment: str = "production"
    now: Moment | None = None
    volet: str | None = None
    """The caller's word for the volet; None to recognise it."""
    tables: Mapping[str, ValueSet] = field(factory=value_sets)
    own_roots: tuple[str, ...] | None = None
    """The OIDs of the sender, when the caller gives them."""

    @classmethod
    def of(
        cls,
        reading: Reading,
        *,
        environment: str = "production",
        now: Moment | None = None,
        volet: str | None = None,
        tables: Mapping[str, ValueSet] | None = None,
        own_roots: tuple[str, ...] | None = None,
    ) -> Context | None:
        """The context of a reading; None when the header could not be read."""
        if reading.root is None:
            return None
        return cls(
            root=reading.root,
            body=reading.body,
            whole=reading.whole,
            encoding=reading.encoding,
            declared_encoding=reading.declared_encoding,
            environment=environment,
            now=now,
            volet=volet,
            tables=value_sets() if tables is None else tables,
            own_roots=own_roots,
        )

    @cached_property
    def parts(self) -> dict[str, list[Element]]:
        """The children of ClinicalDocument by local name, in document order."""
        parts: dict[str, list[Element]] = {}
        for element in self.root:
            parts.setdefault(local_name(element), []).append(element)
        return parts

    def all(self, name: str) -> list[Element]:
        """The children of ClinicalDocument that bear this name."""
        return self.parts.get(name, [])

    def first(self, name: str) -> Element | None:
        """The first child of ClinicalDocument that bears this name."""
        return next(iter(self.all(name)), None)

    @cached_property
    def document_code(self) -> str:
        """`code/@code`, empty when there is none."""
        return attribute(self.first("code"), "code")

    @cached_property
    def templates(self) -> tuple[tuple[str, str], ...]:
        """The (root, extension) pairs of the templateId of the document."""
        return tuple((t.get("root") or "", t.get("extension") or "") for t in self.all("templateId"))

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of the templateId of the document."""
        return frozenset(root for root, _ in self.templates)

    @property
    def is_n1(self) -> bool:
        """Is the body a nonXMLBody?"""
        return self.body.kind is BodyKind.NON_XML

    @property
    def is_structured(self) -> bool:
        """Is the body a structuredBody?"""
        return self.body.kind is BodyKind.STRUCTURED

    @cached_property
    def created(self) -> Moment | None:
        """`effectiveTime` of the document."""
        return time_of(self.first("effectiveTime"))

    @cached_property
    def version(self) -> int | None:
        """`versionNumber`, when it is a whole number."""
        return integer(attribute(self.first("versionNumber"), "value"))

    @cached_property
    def patient_role(self) -> Element | None:
        """The first patientRole."""
        return child(self.first("recordTarget"), "patientRole")

    @cached_property
    def patient(self) -> Element | None:
        """The first patient."""
        return child(self.patient_role, "patient")

    @cached_property
    def patient_ids(self) -> tuple[Element, ...]:
        """The identifiers of the patient that are not null."""
        return tuple(element for element in children(self.patient_role, "id") if not is_null(element))

    @cached_property
    def has_ins(self) -> bool:
        """Does the patient bear an INS, by the root of an identifier?"""
        return any(element.get("root") in oids.INS_ROOTS for element in self.patient_ids)

    @cached_property
    def acts(self) -> tuple[Element, ...]:
        """The serviceEvent of every documentationOf; the first is the main act."""
        return tuple(act for part in self.all("documentationOf") for act in children(part, "serviceEvent"))

    @cached_property
    def main_act(self) -> Element | None:
        """The serviceEvent of the first documentationOf."""
        return child(self.first("documentationOf"), "serviceEvent")

    @cached_property
    def encounter(self) -> Element | None:
        """The encompassingEncounter."""
        return child(self.first("componentOf"), "encompassingEncounter")

    @cached_property
    def facility(self) -> Element | None:
        """The healthCareFacility of the encounter."""
        return child(self.encounter, "location", "healthCareFacility")

    @cached_property
    def facility_code(self) -> str:
        """The code of the facility (J02), empty when there is none."""
        return attribute(child(self.facility, "code"), "code")

    @cached_property
    def practice_setting(self) -> str:
        """The practice setting (J04) of the performer of the main act, empty when there is none."""
        path = ("performer", "assignedEntity", "representedOrganization", "standardIndustryClassCode")
        return attribute(child(self.main_act, *path), "code")

    @cached_property
    def custodian(self) -> Element | None:
        """The representedCustodianOrganization."""
        return child(self.first("custodian"), "assignedCustodian", "representedCustodianOrganization")

    @cached_property
    def replaced(self) -> tuple[Element, ...]:
        """The parentDocument of every relatedDocument of type RPLC."""
        found = (part for part in self.all("relatedDocument") if part.get("typeCode") == "RPLC")
        return tuple(parent for part in found for parent in children(part, "parentDocument"))

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Every participation of the header with a role, in document order; custodian and guardians excepted."""
        return tuple(self._actors())

    def _actors(self) -> Iterator[Actor]:
        for name, role in _ROLES:
            for element in self.all(name):
                for entity in children(element, role):
                    yield Actor(name, element, entity)
        for act in self.acts:
            for element in children(act, "performer"):
                for entity in children(element, "assignedEntity"):
                    yield Actor("performer", element, entity)
        for name in ("responsibleParty", "encounterParticipant"):
            for element in children(self.encounter, name) if self.encounter is not None else ():
                for entity in children(element, "assignedEntity"):
                    yield Actor(name, element, entity)

    def of_kind(self, *kinds: str) -> Iterator[Actor]:
        """The actors of these participations."""
        return (actor for actor in self.actors if actor.kind in kinds)

    @property
    def authors(self) -> tuple[Actor, ...]:
        """The authors."""
        return tuple(self.of_kind("author"))

    @property
    def signer(self) -> Actor | None:
        """The legalAuthenticator."""
        return next(self.of_kind("legalAuthenticator"), None)

    @cached_property
    def identifiers(self) -> tuple[Element, ...]:
        """Every `id` of the header with a root, wherever it stands, the patient's own excepted."""
        own = set(children(self.patient_role, "id"))
        return tuple(e for e in self.root.iterdescendants(tag("id")) if e.get("root") and e not in own)

    @cached_property
    def nulls(self) -> tuple[Element, ...]:
        """Every element of the header that has a nullFlavor."""
        return tuple(_NULLS(self.root))


_NULLS: Final = etree.XPath("descendant::*[@nullFlavor]")
_ROLES: Final = (
    ("author", "assignedAuthor"),
    ("dataEnterer", "assignedEntity"),
    ("informant", "assignedEntity"),
    ("informant", "relatedEntity"),
    ("informationRecipient", "intendedRecipient"),
    ("legalAuthenticator", "assignedEntity"),
    ("authenticator", "assignedEntity"),
    ("participant", "associatedEntity"),
)


def time_of(element: Element | None) -> Moment | None:
    """The moment an element of type TS writes, or None."""
    return moment(attribute(element, "value"))


def integer(text: str) -> int | None:
    """A whole number of at most nine digits, or None."""
    digits = text[1:] if text.startswith("-") else text
    return int(text) if 0 < len(digits) < 10 and digits.isascii() and digits.isdigit() else None
