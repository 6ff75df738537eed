"""The patient of a CDA document, between its XML and the plain `RecordTarget` of `esante_rules.ins.cda`."""

from __future__ import annotations

from typing import Final

from lxml import etree

from esante_rules.ins.cda import Id, Part, RecordTarget

_HL7: Final = "urn:hl7-org:v3"
_NS: Final = {"h": _HL7}
_DOCUMENT: Final = f"{{{_HL7}}}ClinicalDocument"
_GENDER_SYSTEM: Final = "2.16.840.1.113883.5.1"
_COUNTY: Final = "birthplace/place/addr/county"


def record_target(root: etree._Element) -> RecordTarget | None:
    """The first recordTarget of the single ClinicalDocument of a tree, or None when there is none.

    The document may stand inside another element: published files have an XSL style sheet as root.
    """
    document = root if root.tag == _DOCUMENT else root.find(f".//{_DOCUMENT}")
    role = None if document is None else document.find("h:recordTarget/h:patientRole", _NS)
    if role is None:
        return None
    patient = role.find("h:patient", _NS)
    names = [] if patient is None else patient.findall("h:name", _NS)
    gender = None if patient is None else patient.find("h:administrativeGenderCode", _NS)
    counties = _under(patient, _COUNTY)
    return RecordTarget(
        ids=tuple(_id(one) for one in role.findall("h:id", _NS)),
        names=len(names),
        family=tuple(_part(one) for name in names for one in name.findall("h:family", _NS)),
        given=tuple(_part(one) for name in names for one in name.findall("h:given", _NS)),
        gender=None if gender is None else _attribute(gender, "code"),
        gender_unknown=gender is not None and gender.get("nullFlavor") is not None,
        birth_times=tuple(_attribute(one, "value") for one in _under(patient, "birthTime")),
        birthplaces=len(_under(patient, "birthplace")),
        counties=tuple(_text(one) for one in counties),
        telecoms=tuple(one.get("value") or "" for one in role.findall("h:telecom", _NS)),
        lines=_lines(role, patient),
    )


def model(root: etree._Element) -> str | None:
    """`3.0` when a templateId of the document is of 2022.01 or later; None when nothing decides."""
    document = root if root.tag == _DOCUMENT else root.find(f".//{_DOCUMENT}")
    templates = [] if document is None else document.findall("h:templateId", _NS)
    versions = [one.get("extension", "") for one in templates]
    return "3.0" if any(_version(v) >= (2022, 1) for v in versions) else None


def _version(extension: str) -> tuple[int, int]:
    """(year, rank) of an extension such as 2022.01; (0, 0) for any other."""
    year, _, rank = extension.partition(".")
    digits = len(year) == 4 and len(rank) == 2 and (year + rank).isascii() and (year + rank).isdecimal()
    return (int(year), int(rank)) if digits else (0, 0)


def to_element(target: RecordTarget) -> etree._Element:
    """The recordTarget element of these values; addresses, phones and representatives are the caller's to add."""
    element = etree.Element(f"{{{_HL7}}}recordTarget", nsmap={None: _HL7})
    role = _add(element, "patientRole")
    for one in target.ids:
        _add(role, "id", root=one.root, extension=one.extension)
    patient = _add(role, "patient")
    name = _add(patient, "name")
    for tag, parts in (("family", target.family), ("given", target.given)):
        for part in parts:
            _add(name, tag, qualifier=part.qualifier).text = part.text
    if target.gender is None:
        _add(patient, "administrativeGenderCode", nullFlavor="UNK")
    else:
        _add(patient, "administrativeGenderCode", code=target.gender, codeSystem=_GENDER_SYSTEM)
    for value in target.birth_times:
        _add(patient, "birthTime", value=value, nullFlavor="UNK" if value is None else None)
    for county in target.counties:
        parent = patient
        for tag in _COUNTY.split("/"):
            parent = _add(parent, tag)
        parent.text = county
    return element


def _add(parent: etree._Element, tag: str, **attributes: str | None) -> etree._Element:
    given = {name: value for name, value in attributes.items() if value is not None}
    return etree.SubElement(parent, f"{{{_HL7}}}{tag}", given)


def _under(patient: etree._Element | None, path: str) -> list[etree._Element]:
    steps = "/".join(f"h:{step}" for step in path.split("/"))
    return [] if patient is None else patient.findall(steps, _NS)


def _attribute(element: etree._Element, name: str) -> str | None:
    """The value of an attribute, unless the element says by a nullFlavor that it has none."""
    return None if element.get("nullFlavor") is not None else element.get(name) or None


def _text(element: etree._Element) -> str | None:
    if element.get("nullFlavor") is not None:
        return None
    return "".join(text for text in element.itertext() if isinstance(text, str)).strip() or None


def _id(element: etree._Element) -> Id:
    return Id(element.get("root"), _attribute(element, "extension"))


def _part(element: etree._Element) -> Part:
    return Part(element.get("qualifier"), _text(element))


def _lines(role: etree._Element, patient: etree._Element | None) -> dict[str, int]:
    """The line of each place that a finding may designate."""
    found: dict[str, int] = {}
    for at in ("id", "patient/name", "patient/birthTime", "patient/administrativeGenderCode", f"patient/{_COUNTY}"):
        steps = "/".join(f"h:{step}" for step in at.split("/"))
        element = role.find(steps, _NS)
        if element is not None and element.sourceline:
            found[at] = element.sourceline
    for tag in ("family", "given"):
        for position, element in enumerate(_under(patient, f"name/{tag}"), 1):
            if element.sourceline:
                found[f"patient/name/{tag}[{position}]"] = element.sourceline
                found.setdefault(f"patient/name/{tag}", element.sourceline)
    return found
