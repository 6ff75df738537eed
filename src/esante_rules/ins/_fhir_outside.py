"""The OIDs of the INS in a tree of FHIR resources, outside the identity of the patient.

Every object whose `system` is exactly an OID of the INS is an identifier, unless it has a `code` (a Coding). Whose it
is depends on where it stands: a Patient, a reference to one, a person who acts and may be the patient, or else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from attrs import frozen

from esante_rules._core import Finding
from esante_rules.ins._fhir_facts import URN, text
from esante_rules.ins._oid import INS_OIDS, OUTSIDE_PATIENT

_SYSTEMS: Final = {f"{URN}{oid}": oid for oid in INS_OIDS} | {oid: oid for oid in INS_OIDS}
PATIENT, ACTOR, OTHER = "patient", "actor", "other"
_OWN_ELEMENTS: Final = ("identifier", "link", "extension", "modifierExtension")
"""What, in a Patient, speaks of the patient; its contacts, its practitioners and its organisation do not."""
_REFERENCE: Final = frozenset(("reference", "type", "identifier", "display", "id", "extension"))
"""The elements of a Reference, which tell it from a part of a resource that has its own identifier."""
_PATIENT_KEYS: Final = ("patient", "subject", "for", "beneficiary")
"""References that lead to the patient when they do not say to whom."""
_ACTOR_KEYS_WORDS: Final = (
    "actor agent asserter author candidate collector enterer entity focus individual informationSource item "
    "member onBehalfOf other owner participant party payor performer policyHolder receiver recipient "
    "recorder requester responder sender source subscriber target what who"
)
_ACTOR_KEYS: Final = frozenset(_ACTOR_KEYS_WORDS.split())
"""References that may lead to the patient when they do not say to whom."""
_KNOWN_WORDS: Final = (
    "accessIdentifier accessionIdentifier account actor agent appointment approach asserter attester author "
    "authority basedOn beneficiary billablePeriod careManager careTeam claim collection collector component "
    "composition contact contained content context coverage custodian definitionIdentifier "
    "definitionReference detail device diagnosis encounter enterer entity entry episodeOfCare event evidence "
    "evidenceDetail extension facility focus for generalPractitioner group groupIdentifier hospitalization "
    "identifier individual informationSource insurance insurer item link location managingOrganization "
    "manufacturer masterIdentifier medicationReference member modifierExtension onBehalfOf operator orderer "
    "organization other owner parameter parent part partOf participant participantDevice "
    "participatingOrganization party patient payor performer policyHolder practitioner practitionerRole "
    "preAdmissionIdentifier prescription procedureReference provider qualification questionnaire "
    "reasonReference receiver recipient recorder related relatesTo replaces request requester requisition "
    "resource responder result resultsInterpreter sender series service serviceProvider signer source "
    "sourcePatientInfo sourceReference specimen study subject subscriber supportingInfo "
    "supportingInformation target targetIdentifier team valueIdentifier valueReference what who"
)
_KNOWN: Final = frozenset(_KNOWN_WORDS.split())
"""Names that a place may show; another one is data, and is shown as `*`."""
_RESOURCES_WORDS: Final = (
    "Account Appointment AppointmentResponse AuditEvent Basic Bundle CarePlan CareTeam Claim ClaimResponse "
    "Communication CommunicationRequest Composition Condition Consent Contract Coverage Device DeviceRequest "
    "DiagnosticReport DocumentManifest DocumentReference Encounter EpisodeOfCare ExplanationOfBenefit Flag "
    "Goal Group HealthcareService ImagingStudy Immunization Invoice List Location Measure Media Medication "
    "MedicationAdministration MedicationDispense MedicationRequest MedicationStatement MessageHeader "
    "NutritionOrder Observation Organization OrganizationAffiliation Parameters Patient Person Practitioner "
    "PractitionerRole Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson RequestGroup "
    "ResearchSubject RiskAssessment Schedule ServiceRequest Slot Specimen Substance SupplyRequest Task"
)
_RESOURCES: Final = frozenset(_RESOURCES_WORDS.split())


@frozen(repr=False)
class _Node:
    """An object or a list of the tree, where it stands, and whose identifiers it holds."""

    value: object
    at: str
    key: str
    role: str

    def __repr__(self) -> str:
        return "<_Node masked>"


class _Found(NamedTuple):
    at: str
    role: str
    number: tuple[str | None, str]


def outside_faults(resource: object) -> Iterator[Finding]:
    """One finding for each identifier that bears an OID of the INS and is not the patient's, in tree order."""
    found = list(_identifiers(resource))
    own = {one.number for one in found if one.role == PATIENT}
    for one in found:
        if one.role == OTHER or (one.role == ACTOR and own and one.number not in own):
            yield Finding(OUTSIDE_PATIENT, at=f"{one.at}.system")


def _identifiers(resource: object) -> Iterator[_Found]:
    """Every identifier under an OID of the INS. A stack, not a recursion: a tree may be as deep as its sender wants."""
    stack = [_Node(resource, _root_name(resource), "", OTHER)]
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        if id(node.value) in seen:
            continue
        seen.add(id(node.value))
        if isinstance(node.value, Mapping):
            system = text(node.value, "system")
            if system in _SYSTEMS and "code" not in node.value:
                yield _Found(node.at, node.role, (text(node.value, "value"), _SYSTEMS[system]))
            stack += reversed([*_members(node.value, node)])
        elif isinstance(node.value, list):
            inner = enumerate(node.value, 1)
            stack += reversed([_Node(v, f"{node.at}[{n}]", node.key, node.role) for n, v in inner if _holds(v)])


def _members(value: Mapping[Any, Any], node: _Node) -> Iterator[_Node]:
    kind = text(value, "resourceType")
    role = node.role if kind is None else OTHER
    if kind is None and isinstance(value.get("identifier"), Mapping) and _REFERENCE.issuperset(value):
        role = _referred(value, node)
    for key, member in value.items():
        if _holds(member) and isinstance(key, str):
            at = f"{node.at}.{key}" if key in _KNOWN else f"{node.at}.*"
            yield _Node(member, at, key, _role(kind, key, role))


def _role(kind: str | None, key: str, role: str) -> str:
    """Whose identifiers the member `key` holds; `kind` is the resource when the member is directly in it."""
    if kind == "Parameters":
        return PATIENT  # what an operation is asked or answers about
    if kind == "Patient":
        return PATIENT if key in _OWN_ELEMENTS else OTHER
    if kind == "Person":
        return ACTOR if key in _OWN_ELEMENTS else OTHER
    return ACTOR if role == OTHER and key in ("valueIdentifier", "valueReference") else role


def _referred(reference: Mapping[Any, Any], node: _Node) -> str:
    """To whom a reference leads: what it says, else what its name allows."""
    told = (text(reference, "type") or "").rpartition("/")[2]
    if not told:
        told = next((step for step in (text(reference, "reference") or "").split("/")[-2:-1]), "")
    if told:
        return PATIENT if told == "Patient" else ACTOR if told in ("Person", "Group") else OTHER
    if node.role == PATIENT or node.key in _PATIENT_KEYS:
        return PATIENT
    return ACTOR if node.role == ACTOR or node.key in _ACTOR_KEYS else OTHER


def _root_name(resource: object) -> str:
    kind = text(resource, "resourceType")
    return kind if kind in _RESOURCES else "resource"


def _holds(value: object) -> bool:
    return isinstance(value, (Mapping, list)) and bool(value)
