"""What the header rules of `cda.text`, `cda.level`, `cda.type` and `cda.coherence` look at, gathered once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import cached_property
from typing import Any, Final, TypeVar

from attrs import field, frozen

from esante_rules.cda import _oids as oids
from esante_rules.cda._actors import Actor, Structure
from esante_rules.cda._body import Body, BodyKind
from esante_rules.cda._moment import TOLERANCE, Moment, after, moment
from esante_rules.cda._reading import Reading
from esante_rules.cda._tree import Element, attribute, child, children, is_null, local_name, tag
from esante_rules.cda._value_sets import ValueSet, value_sets

T = TypeVar("T")
ENVIRONMENTS: Final = ("production", "test", "demo")


@frozen(eq=False, kw_only=True, repr=False, slots=False)
class Context:
    """One header, what is known of its body, and the caller's options."""

    root: Element
    body: Body
    nulls: tuple[Element, ...] = ()
    """Every element of the header that has a nullFlavor."""
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
            nulls=reading.nulls,
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
        for element in self.root[:]:
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
    def creation(self) -> Element | None:
        """The element `effectiveTime` of the document."""
        return self.first("effectiveTime")

    @cached_property
    def created(self) -> Moment | None:
        """`effectiveTime` of the document."""
        return self.time(self.creation)

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
                yield from Actor.under(name, role, element)
        for act in self.acts:
            for element in children(act, "performer"):
                yield from Actor.under("performer", _ASSIGNED_ENTITY, element)
        for name in ("responsibleParty", "encounterParticipant"):
            for element in children(self.encounter, name) if self.encounter is not None else ():
                yield from Actor.under(name, _ASSIGNED_ENTITY, element)

    @cached_property
    def structures(self) -> tuple[Structure | None, ...]:
        """The structure of each of the actors, in their order; then that of the custodian."""
        held = [*[actor.organization for actor in self.actors], self.custodian]
        return tuple([None if element is None else Structure.of(element) for element in held])

    @cached_property
    def by_kind(self) -> dict[str, list[Actor]]:
        """The actors by participation."""
        kinds: dict[str, list[Actor]] = {}
        for actor in self.actors:
            kinds.setdefault(actor.kind, []).append(actor)
        return kinds

    def of_kind(self, *kinds: str) -> Iterator[Actor]:
        """The actors of these participations."""
        return (actor for kind in kinds for actor in self.by_kind.get(kind, ()))

    @cached_property
    def authors(self) -> tuple[Actor, ...]:
        """The authors."""
        return tuple(self.of_kind("author"))

    @cached_property
    def signer(self) -> Actor | None:
        """The legalAuthenticator."""
        return next(self.of_kind("legalAuthenticator"), None)

    @cached_property
    def _moments(self) -> dict[str, Moment | None]:
        return {}

    def time(self, element: Element | None) -> Moment | None:
        """The moment an element of type TS writes, or None; each text is read once."""
        text = None if element is None else element.get("value")
        if not text:
            return None
        if text not in self._moments:
            self._moments[text] = moment(text)
        return self._moments[text]

    @cached_property
    def identifiers(self) -> tuple[Element, ...]:
        """Every `id` of the header with a root, wherever it stands, the patient's own excepted."""
        return tuple([element for element, _ in self._rooted])

    @cached_property
    def _rooted(self) -> list[tuple[Element, str]]:
        own = set(children(self.patient_role, "id"))
        found = self.root.iterdescendants(tag("id"))
        return [(element, root) for element in found if (root := element.get("root")) and element not in own]

    @cached_property
    def coded(self) -> tuple[tuple[Element, str], ...]:
        """The elements whose code comes from a value set, and the name of that set."""
        return tuple(_coded(self))

    @cached_property
    def numbers(self) -> tuple[tuple[Element, str, str], ...]:
        """The (element, root, extension) of every identifier under the national roots of people and structures."""
        national = (oids.PERSON, oids.STRUCTURE)
        return tuple(
            [
                (element, root, number)
                for element, root in self._rooted
                if root in national and (number := element.get("extension"))
            ]
        )

    def is_after(self, late: Element | None, early: Element | None, tolerance: timedelta = TOLERANCE) -> bool:
        """Is the time that `late` writes certainly after the one of `early`? (`_moment.after`)"""
        one, other = attribute(late, "value"), attribute(early, "value")
        if not one or not other or _in_order(one, other):
            return False
        return after(self.time(late), self.time(early), tolerance)

    @cached_property
    def _made(self) -> dict[Callable[[Context], Any], Any]:
        return {}

    def once(self, make: Callable[[Context], T]) -> T:
        """What `make` gathers from this header, gathered once for the rules that share it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made


_RELATED: Final = tag("relatedEntity")
_ASSIGNED_ENTITY: Final = tag("assignedEntity")
_ROLES: Final = (
    ("author", tag("assignedAuthor")),
    ("dataEnterer", _ASSIGNED_ENTITY),
    ("informant", _ASSIGNED_ENTITY),
    ("informant", tag("relatedEntity")),
    ("informationRecipient", tag("intendedRecipient")),
    ("legalAuthenticator", _ASSIGNED_ENTITY),
    ("authenticator", _ASSIGNED_ENTITY),
    ("participant", tag("associatedEntity")),
)


def _coded(context: Context) -> Iterator[tuple[Element, str]]:
    """The elements of the header whose code comes from a value set, and its name."""
    yield from ((element, "J07") for element in context.all("code"))
    yield from ((element, "CONFIDENTIALITY") for element in context.all("confidentialityCode"))
    yield from ((element, "J143") for element in children(context.patient, "administrativeGenderCode"))
    for actor, structure in zip(context.actors, context.structures, strict=False):
        if actor.kind in ("author", "participant"):
            for element in actor.functions:
                yield element, "J47"
        if actor.code is not None:
            yield actor.code, "J11" if actor.entity.tag == _RELATED else "J01"
        for element in () if structure is None else structure.sectors:
            yield element, "J04"
    yield from ((element, "J142") for element in children(context.encounter, "code"))
    yield from ((element, "J02") for element in children(context.facility, "code"))


def _in_order(one: str, other: str) -> bool:
    """Two times of one form and one offset compare as they are written: most need not be read."""
    same_offset = one[-5:] == other[-5:] or (one.isdigit() and other.isdigit())
    return len(one) == len(other) and same_offset and one <= other


def integer(text: str) -> int | None:
    """A whole number of at most nine digits, or None."""
    digits = text[1:] if text.startswith("-") else text
    return int(text) if 0 < len(digits) < 10 and digits.isascii() and digits.isdigit() else None
