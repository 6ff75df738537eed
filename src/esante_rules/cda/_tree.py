"""Walk the tree of a header by local names, and say where an element stands in known names only."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Final

from lxml import etree

from esante_rules._core import Hit, Param
from esante_rules.cda._body import HL7
from esante_rules.cda._oids import NAMESPACES

Element = etree._Element

_HL7: Final = f"{{{HL7}}}"
_ROOT: Final = f"{_HL7}ClinicalDocument"


def children(element: Element | None, *path: str) -> Iterator[Element]:
    """The descendants of `element` along `path`, a list of local names (`prefix:name` for an extension)."""
    found = [] if element is None else [element]
    for name in path:
        wanted = tag(name)
        found = [child for parent in found for child in parent[:] if child.tag == wanted]
    return iter(found)


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along `path`, or None."""
    current = element
    for name in path:
        if current is None:
            break
        wanted = tag(name)
        for below in current[:]:
            if below.tag == wanted:
                current = below
                break
        else:
            current = None
    return current if current is not None or len(path) == 1 else next(children(element, *path), None)


@functools.cache
def tag(name: str) -> str:
    """The tag that lxml gives to an element of this name; only names of our own code come here."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else _HL7 + name


def attribute(element: Element | None, name: str) -> str:
    """The attribute of a perhaps absent element; empty when either is absent."""
    return "" if element is None else element.get(name) or ""


def text_of(element: Element | None) -> str:
    """The text of an element, white space collapsed; empty when it is absent."""
    if element is None:
        return ""
    return " ".join(("".join(element.itertext()) if len(element) else element.text or "").split())


def is_null(element: Element | None) -> bool:
    """Is the element there with a nullFlavor?"""
    return element is not None and element.get("nullFlavor") is not None


def hit(element: Element, /, **params: Param) -> Hit:
    """A fault at `element`."""
    return Hit(place(element), params, element.sourceline)


def place(element: Element) -> str:
    """`/ClinicalDocument/author[1]/time[1]`: names of the CDA header only, any other element is `*[n]`."""
    path = element.getroottree().getelementpath(element)  # counted in C, but only names that are known are shown
    return (_remembered(path) if len(path) < _COMMON else _shown(path)) or _counted_place(element)


_COMMON: Final = 1000


def _shown(path: str) -> str | None:
    """The path of lxml, from the root of the file, in the names that are shown.

    None when one of its names is not known: ClinicalDocument itself is none, as it stands in such a path only when the
    file is a style sheet or a signature around it.
    """
    steps = ["/ClinicalDocument"]
    for step in path.split("/"):
        shown = _STEPS.get(step)
        if shown is None:
            name, _, index = step.partition("[")
            if name not in _STEPS or not index:
                return None
            shown = f"{_NAMES[name]}[{index}"
        steps.append(shown)
    return "/".join(steps)


_remembered: Final = functools.lru_cache(maxsize=4096)(_shown)


def _counted_place(element: Element) -> str:
    """The same for any element: the document inside another, or names that must not be shown."""
    steps: list[str] = []
    current: Element | None = element
    while current is not None:
        name = local_name(current)
        if name == "ClinicalDocument":
            steps.append(name)
            break
        before = current.itersiblings(*(() if name == "*" else (str(current.tag),)), preceding=True)
        steps.append(f"{name}[{1 + sum(1 for _ in before)}]")
        current = current.getparent()
    return "/" + "/".join(reversed(steps))


def local_name(element: Element) -> str:
    """The name of an element of the CDA header (`prefix:name` for an extension), `*` for another."""
    return _NAMES.get(str(element.tag), "*")


_KNOWN_NAMES: Final = (
    "ClinicalDocument realmCode typeId templateId id code title effectiveTime confidentialityCode languageCode setId "
    "versionNumber copyTime recordTarget patientRole addr telecom patient name desc administrativeGenderCode birthTime "
    "deceasedInd deceasedTime multipleBirthInd multipleBirthOrderNumber maritalStatusCode religiousAffiliationCode "
    "raceCode ethnicGroupCode guardian guardianPerson guardianOrganization birthplace place languageCommunication "
    "providerOrganization author functionCode time assignedAuthor assignedPerson assignedAuthoringDevice "
    "manufacturerModelName softwareName asMaintainedEntity "
    "representedOrganization dataEnterer assignedEntity informant "
    "relatedEntity relatedPerson custodian assignedCustodian representedCustodianOrganization informationRecipient "
    "intendedRecipient receivedOrganization legalAuthenticator signatureCode signatureText authenticator participant "
    "associatedEntity associatedPerson scopingOrganization inFulfillmentOf order priorityCode accessionNumber "
    "documentationOf serviceEvent statusCode performer relatedDocument parentDocument text authorization consent "
    "componentOf encompassingEncounter dischargeDispositionCode responsibleParty encounterParticipant location "
    "healthCareFacility serviceProviderOrganization component standardIndustryClassCode asOrganizationPartOf "
    "wholeOrganization asPatientRelationship family given prefix suffix delimiter low high center width translation "
    "originalText qualifier value reference thumbnail streetAddressLine "
    "country state city postalCode county houseNumber "
    "houseNumberNumeric streetName streetNameType streetNameBase additionalLocator unitID unitType postBox precinct "
    "buildingNumberSuffix deliveryInstallationArea deliveryInstallationQualifier deliveryInstallationType deliveryMode "
    "deliveryModeIdentifier direction maintainingPerson modeCode preferenceInd proficiencyLevelCode "
    "careOf censusTract deliveryAddressLine useablePeriod validTime nonXMLBody structuredBody section entry "
)
_NAMES: Final = {
    f"{{{namespace}}}{name}": f"{prefix}:{name}" if prefix else name
    for prefix, namespace in {"": HL7, **NAMESPACES}.items()
    for name in _KNOWN_NAMES.split()
}

_STEPS: Final = {
    tag + given: name + shown
    for tag, name in _NAMES.items()
    if tag != _ROOT
    for given, shown in (("", "[1]"), *((f"[{n}]", f"[{n}]") for n in range(1, 20)))
}
"""What is shown for a step of lxml, for an only child and for the first nineteen of several."""
