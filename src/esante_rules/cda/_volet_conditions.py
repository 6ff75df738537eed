"""What a row of the table cannot say: predicates on elements (`where`) and conditions between elements (`checks`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from lxml import etree

from esante_rules._core import Rule, Text
from esante_rules.cda import _datatype_rules as types
from esante_rules.cda import _input
from esante_rules.cda import _volet_rules as rules
from esante_rules.cda._body import BodyKind
from esante_rules.cda._datatype_elements import name
from esante_rules.cda._faults import Fault
from esante_rules.cda._names import clark

Element = etree._Element
Sets = Mapping[str, frozenset[str]]
Pairs = Mapping[str, frozenset[tuple[str, str]]]


class State(list[Fault]):
    """One check of one document: the faults found, what the conditions look up, the parts known to be right."""

    __slots__ = ("accepted", "body", "codes", "pairs")

    def __init__(self, codes: Sets, pairs: Pairs, body: BodyKind, accepted: frozenset[Element] = frozenset()) -> None:
        super().__init__()
        self.accepted = accepted
        self.codes = codes
        self.pairs = pairs
        self.body = body


Condition = Callable[[Element, State], bool]
Check = Callable[[Element, State], None]

_ID, _SIGNATURE, _STATUS, _CODE = map(clark, ("id", "signatureCode", "statusCode", "code"))
INS_ROOTS: Final = frozenset(f"1.2.250.1.213.1.4.{arc}" for arc in (8, 9, 10, 11))
_XDS_SD: Final = "1.3.6.1.4.1.19376.1.2.20"
_N1_ROOTS: Final = {"2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1", _XDS_SD}
_CUSTODIANS: Final = ("1.2.250.1.71.4.2.2", "1.2.250.1.213.4.1")
_RELATED: Final = ("ECON", "NOK", "CON", "CAREGIVER", "PAT")
DISCHARGE: Final = "1.2.250.1.213.2.14"


# --- predicates ---------------------------------------------------------------------------------------------------


def live(element: Element, _: State) -> bool:
    """Is it not null?"""
    return element.get("nullFlavor") is None


def condition(word: str) -> Condition:
    """The predicate of one word of `Row.where`.

    `live`; `has:child`, `has-classed:child` (with a classCode); `@attribute` or `@attribute:value`; `root:OID`,
    `root-not:OID|OID`; `id-root:OID` (it has an id under it); `signed:code`; `in:set` (code and codeSystem);
    `completed-or-null`, `consent-status`.
    """
    key, _, value = word.partition(":")
    if key.startswith("@"):
        attribute = key[1:]
        if value:
            return lambda element, _: element.get(attribute) == value
        return lambda element, _: element.get(attribute) is not None
    return _CONDITIONS[key](value)


def _has(child: str) -> Condition:
    tag = clark(child)
    return lambda element, _: tag in [e.tag for e in element[:]]  # a slice costs less than an iterator of lxml


def _has_classed(child: str) -> Condition:
    tag = clark(child)
    return lambda element, _: bool([e for e in element[:] if e.tag == tag and e.get("classCode") is not None])


def _root(value: str) -> Condition:
    return lambda element, _: element.get("root") == value


def _root_not(values: str) -> Condition:
    refused = values.split("|")
    return lambda element, _: element.get("root") is not None and element.get("root") not in refused


def _id_root(value: str) -> Condition:
    return lambda element, _: value in [e.get("root") for e in element[:] if e.tag == _ID]


def _signed(value: str) -> Condition:
    return lambda element, _: value in [e.get("code") for e in element[:] if e.tag == _SIGNATURE]


def _in(value_set: str) -> Condition:
    return lambda element, state: (
        value_set not in state.pairs or (element.get("code"), element.get("codeSystem")) in state.pairs[value_set]
    )


def _completed(element: Element, _: State) -> bool:
    return element.get("code") == "completed" or element.get("nullFlavor") is not None


def _consent_status(element: Element, state: State) -> bool:
    return any(_completed(status, state) for status in element.iterchildren(_STATUS))


_CONDITIONS: Final[Mapping[str, Callable[[str], Condition]]] = {
    "live": lambda _: live,
    "has": _has,
    "has-classed": _has_classed,
    "root": _root,
    "root-not": _root_not,
    "id-root": _id_root,
    "signed": _signed,
    "in": _in,
    "completed-or-null": lambda _: _completed,
    "consent-status": lambda _: _consent_status,
}


# --- one element --------------------------------------------------------------------------------------------------


def _no_children(element: Element, state: State) -> None:
    if len(element):
        state.append(Fault(types.DATE_WITH_ELEMENTS, element, {"element": name(element)}))


def _language(element: Element, state: State) -> None:
    code = element.get("code")  # the official pattern is not anchored: `xfr-FRx` passes here
    if code is not None and not re.search("[a-z]{2}-[A-Z]{2}", code):
        state.append(Fault(rules.LANGUAGE, element))


def _family_qualifier(element: Element, state: State) -> None:
    qualifier = element.get("qualifier")  # the official rules blame the part without one, the name for another one
    if qualifier not in ("BR", "CL"):
        state.append(Fault(rules.FAMILY_QUALIFIER, _above(element) if qualifier else element, {}, element))


def _given_qualifier(element: Element, state: State) -> None:
    if element.get("qualifier") not in (None, "BR", "CL"):
        state.append(Fault(rules.GIVEN_QUALIFIER, _above(element), {}, element))


def _above(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


_GUARDIANS: Final = (clark("guardianPerson"), clark("guardianOrganization"))
_AUTHORS: Final = (clark("assignedPerson"), clark("assignedAuthoringDevice"))


def _guardian_choice(element: Element, state: State) -> None:
    if sum(1 for _ in element.iterchildren(*_GUARDIANS)) != 1:
        state.append(Fault(rules.GUARDIAN_CHOICE, element))


def _person_or_device(element: Element, state: State) -> None:
    if sum(1 for _ in element.iterchildren(*_AUTHORS)) > 1:
        state.append(Fault(rules.AUTHOR_CHOICE, element))


_ASSIGNED, _RELATED_ENTITY, _RELATED_PERSON = map(clark, ("assignedEntity", "relatedEntity", "relatedPerson"))


def _is_related(element: Element) -> bool:
    return element.get("classCode") is not None and _RELATED_PERSON in [e.tag for e in element[:]]


def _informant_role(element: Element, state: State) -> None:
    roles = [e for e in element[:] if e.tag == _ASSIGNED or (e.tag == _RELATED_ENTITY and _is_related(e))]
    if len(roles) != 1:
        state.append(Fault(rules.INFORMANT_ROLE, element))


def _informant_identifier(element: Element, state: State) -> None:
    if element.get("nullFlavor") is None and not (element.get("root") and element.get("extension")):
        state.append(Fault(rules.INFORMANT_IDENTIFIER, element))


def one_of(attribute: str, allowed: Sequence[str], rule: Rule[Any]) -> Check:
    """The attribute has one of the allowed values, which the rule names."""
    expected = ", ".join(allowed)

    def check(element: Element, state: State) -> None:
        if element.get(attribute) not in allowed:
            state.append(Fault(rule, element, {"expected": expected}))

    return check


def _in_set(attribute: str, value_set: str, rule: Rule[Any]) -> Check:
    def check(element: Element, state: State) -> None:
        if value_set in state.codes and element.get(attribute) not in state.codes[value_set]:
            state.append(Fault(rule, element, {"set": value_set}))

    return check


def _code_and_system(element: Element, state: State) -> None:
    given = (element.get("code") is not None, element.get("codeSystem") is not None)
    null = element.get("nullFlavor") is not None
    if given != ((False, False) if null else (True, True)):
        state.append(Fault(rules.ACT_CODE, element))


def _discharge_system(element: Element, state: State) -> None:
    if element.get("codeSystem") not in (None, DISCHARGE):
        state.append(Fault(rules.DISCHARGE_SYSTEM, element, {"expected": DISCHARGE}))


def _structural(**expected: str) -> Check:
    def check(element: Element, state: State) -> None:
        for attribute, value in expected.items():
            if element.get(attribute) not in (None, value):
                params = {"element": name(element), "attribute": attribute, "expected": value}
                state.append(Fault(rules.STRUCTURAL, element, params))

    return check


# --- the document -------------------------------------------------------------------------------------------------


def _type_id(root: Element, state: State) -> None:
    right = [
        e
        for e in root.iterchildren(clark("typeId"))
        if e.get("root") == "2.16.840.1.113883.1.3" and e.get("extension") == "POCD_HD000040"
    ]
    if len(right) != 1:
        state.append(Fault(_input.TYPE_ID_WRONG, root))


def _templates(root: Element, state: State) -> None:
    """An N1 declares three templates; a document without any body is held to it too."""
    if state.body in (BodyKind.STRUCTURED, BodyKind.BOTH):
        return
    found = [e.get("root") for e in root.iterchildren(clark("templateId"))]
    if state.body is BodyKind.NONE or len(found) != 3 or set(found) != _N1_ROOTS:
        state.append(Fault(rules.N1_TEMPLATES, root))
    if _XDS_SD not in found and state.body is BodyKind.NON_XML:
        state.append(Fault(rules.N1_XDS_SD, root))


_ACT, _PERFORMER, _TIME = map(clark, ("serviceEvent", "performer", "effectiveTime"))


def _principal_act(root: Element, state: State) -> None:
    links = list(root.iterchildren(clark("documentationOf")))
    principal = [act for link in links[:1] for act in link.iterchildren(_ACT)]
    if sum(1 for act in principal for _ in act.iterchildren(_PERFORMER)) != 1:
        state.append(Fault(rules.PRINCIPAL_PERFORMER, root, {}, links[0] if links else None))
    if sum(1 for act in principal for _ in act.iterchildren(_TIME)) != 1:
        state.append(Fault(rules.PRINCIPAL_DATE, root, {}, links[0] if links else None))
    acts = [act for link in links for act in link.iterchildren(_ACT)]
    if links and not any(act.find(_PERFORMER) is not None and act.find(_TIME) is not None for act in acts):
        state.append(Fault(rules.NO_PERFORMED_ACT, links[0]))


_PATIENT_IDS: Final = etree.XPath("h:recordTarget/h:patientRole/h:id", namespaces={"h": "urn:hl7-org:v3"})


def traits(*given: tuple[str, str, str]) -> tuple[tuple[Text, etree.XPath], ...]:
    """Traits of the patient: their names in both languages, and whether the document has them."""
    patient, namespaces = "h:recordTarget/h:patientRole/h:patient", {"h": "urn:hl7-org:v3"}
    return tuple(
        (Text(fr, en), etree.XPath(f"boolean({patient}/{path})", namespaces=namespaces)) for fr, en, path in given
    )


_TRAITS: Final = traits(
    ("nom de naissance (family BR)", "birth name (family BR)", "h:name/h:family[@qualifier='BR']"),
    ("premier prénom de naissance (given BR)", "first given name (given BR)", "h:name/h:given[@qualifier='BR']"),
    (
        "liste des prénoms (given sans qualificatif)",
        "given names (given without qualifier)",
        "h:name/h:given[not(@qualifier)]",
    ),
    ("date de naissance (birthTime)", "birth date (birthTime)", "h:birthTime"),
    (
        "code du lieu de naissance (county)",
        "code of the birthplace (county)",
        "h:birthplace/h:place/h:addr/h:county",
    ),
    ("sexe (administrativeGenderCode)", "sex (administrativeGenderCode)", "h:administrativeGenderCode/@code"),
)


def patient_traits(paths: Sequence[tuple[Text, etree.XPath]], rule: Rule[Any]) -> Check:
    """Existence only, as the official assertion: an empty county satisfies it, the key of the matricule is not read."""

    def check(root: Element, state: State) -> None:
        ids = _PATIENT_IDS(root)
        if any(e.get("root") in INS_ROOTS for e in ids):
            missing = tuple(words for words, path in paths if not path(root))
            if missing:
                state.append(Fault(rule, root, {"missing": missing}))
        elif not any(e.get("extension") is not None for e in ids):
            state.append(Fault(rules.PATIENT_EXTENSION, root))

    return check


ALLOWED: Final[Mapping[str, tuple[str, Sequence[str] | str]]] = {
    "related-class": ("classCode", _RELATED),
    "custodian-root": ("root", _CUSTODIANS),
    "participant-type": ("typeCode", "J144"),
    "associated-class": ("classCode", "J141"),
    "encounter-participant-type": ("typeCode", "J140"),
}
"""The checks that bound one attribute: its name, and its words or the value set that has them."""
_BOUNDED_BY: Final = {
    "related-class": rules.RELATED_CLASS,
    "custodian-root": rules.CUSTODIAN_ROOT,
    "participant-type": rules.PARTICIPANT_TYPE,
    "associated-class": rules.ASSOCIATED_CLASS,
    "encounter-participant-type": rules.ENCOUNTER_PARTICIPANT_TYPE,
}


def _bounded(check: str) -> Check:
    attribute, allowed = ALLOWED[check]
    rule = _BOUNDED_BY[check]
    return _in_set(attribute, allowed, rule) if isinstance(allowed, str) else one_of(attribute, allowed, rule)


CHECKS: Final[Mapping[str, Check]] = {
    **{check: _bounded(check) for check in ALLOWED},
    "no-children": _no_children,
    "language": _language,
    "family-qualifier": _family_qualifier,
    "given-qualifier": _given_qualifier,
    "guardian-choice": _guardian_choice,
    "person-or-device": _person_or_device,
    "informant-role": _informant_role,
    "root-and-extension-or-null": _informant_identifier,
    "code-and-system-or-null": _code_and_system,
    "discharge-system": _discharge_system,
    "authorization-type": _structural(typeCode="AUTH"),
    "consent-class": _structural(classCode="CONS", moodCode="EVN"),
    "type-id": _type_id,
    "templates": _templates,
    "principal-act": _principal_act,
    "patient-traits": patient_traits(_TRAITS, rules.INS_TRAITS),
}
