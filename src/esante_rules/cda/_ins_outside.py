"""The ids of a header that are not those of its patient, for `esante_rules.ins.cda.check_outside`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from esante_rules.cda._names import clark
from esante_rules.cda._tree import place
from esante_rules.ins.cda import Id, OtherId

_DOCUMENT, _BODY = map(clark, ("ClinicalDocument", "component"))
_IDS: Final = tuple(map(clark, ("id", "setId")))
_PATIENT: Final = tuple(map(clark, ("patientRole", "patient")))
_ACTORS: Final = tuple(
    map(clark, ("assignedAuthor", "assignedEntity", "associatedEntity", "intendedRecipient", "relatedEntity"))
)
"""Roles of persons who act; the patient may be one of them (author, legalAuthenticator, performer...)."""

_ALREADY: Final = tuple(
    (clark(above), clark(parent))
    for above, parent in (
        ("assignedCustodian", "representedCustodianOrganization"),
        ("authenticator", "assignedEntity"),
        ("responsibleParty", "assignedEntity"),
        ("encounterParticipant", "assignedEntity"),
    )
)
"""Where a rule of `cda.volet` already refuses any other root than that of structures or professionals."""


def other_ids(root: etree._Element) -> tuple[OtherId, ...]:
    """The ids of the header outside the patient, in document order, but those whose root is refused by a rule of `cda`.

    The body is not read.
    """
    return tuple(
        OtherId(one.get("root"), one.get("extension"), place(one), one.sourceline, _parent(one) in _ACTORS)
        for one in _ids(root)
        if _parent(one) not in _PATIENT and (_parent(one.getparent()), _parent(one)) not in _ALREADY
    )


def patient_ids(root: etree._Element) -> tuple[Id, ...]:
    """The ids of every patient of the header."""
    return tuple(Id(one.get("root"), one.get("extension")) for one in _ids(root) if _parent(one) in _PATIENT)


def _ids(root: etree._Element) -> Iterator[etree._Element]:
    document = root if root.tag == _DOCUMENT else root.find(f".//{_DOCUMENT}")
    for part in () if document is None else document:
        if part.tag != _BODY:
            yield from part.iter(*_IDS)


def _parent(element: etree._Element | None) -> str:
    parent = None if element is None else element.getparent()
    return "" if parent is None else str(parent.tag)
