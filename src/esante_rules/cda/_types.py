"""`cda.type`: what the header must hold for one type of document, once its volet is recognised.

Each requirement is a row of `_types_table.ROWS`: the volets it belongs to, its rule, the function that finds where it
fails, and the arguments of that function. As the official header rules of the volets do, most of them only ask that
some element of the header satisfies them. An N1 document is never held against a volet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from attrs import frozen

from esante_rules._core import Hit, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _volets as volets
from esante_rules.cda._context import Context
from esante_rules.cda._tree import Element, attribute, child, children, hit, is_null, text_of
from esante_rules.cda._volets import Volet

Find = Callable[..., Iterator[Hit]]

PARTS: Final = {
    "id": Text("identifiant", "identifier"),
    "code": Text("code", "code"),
    "time": Text("date", "time"),
    "performer": Text("exécutant", "performer"),
    "addr": Text("adresse", "address"),
    "addr/postalCode": Text("code postal de l'adresse", "postal code of the address"),
    "telecom": Text("coordonnées", "contact details"),
    "person": Text("nom de la personne", "name of the person"),
    "family": Text("nom de famille", "family name"),
    "organization": Text("structure", "structure"),
    "organization/id": Text("identifiant de la structure", "identifier of the structure"),
    "organization/name": Text("nom de la structure", "name of the structure"),
    "organization/telecom": Text("coordonnées de la structure", "contact details of the structure"),
    "organization/addr": Text("adresse de la structure", "address of the structure"),
    "organization/standardIndustryClassCode": Text("cadre d'exercice", "practice setting"),
    "name": Text("nom", "name"),
    "low": Text("début", "start"),
    "high": Text("fin", "end"),
    "order": Text("prescription", "order"),
    "accession": Text("numéro d'accession", "accession number"),
}
"""The parts that may be said to be missing."""


@frozen
class Row:
    """One requirement of some volets."""

    volets: tuple[str, ...]
    rule: Any
    find: Find
    args: tuple[Any, ...] = ()


def volet_of(context: Context) -> Volet | None:
    """The volet of the document: the caller's word, or the one that its templates declare; None for an N1."""
    if not context.is_structured:
        return None
    if context.volet is not None:
        return volets.named(context.volet)
    return volets.recognise(context.templates, context.document_code)


# --- the document -------------------------------------------------------------------------------------------------


def document_code(context: Context, volet: Volet) -> Iterator[Hit]:
    """The document code is one of the volet, in the code system of that code."""
    element = context.first("code")
    types = context.tables.get("J07")
    concept = None if types is None else types.get(context.document_code)
    elsewhere = concept is not None and attribute(element, "codeSystem") != concept.code_system
    if context.document_code not in volet.codes or elsewhere:
        yield hit(context.root if element is None else element, volet=volet.name, codes=volet.codes)


def templates(context: Context, volet: Volet) -> Iterator[Hit]:
    """Every templateId root that the volet requires is declared."""
    for root in (volet.root, *volet.others):
        if root not in context.roots:
            yield hit(context.root, volet=volet.name, template=root)


def template_version(context: Context, volet: Volet, extension: str) -> Iterator[Hit]:
    """The templateId of the volet bears that version, exactly once."""
    if context.templates.count((volet.root, extension)) != 1:
        yield hit(context.root, volet=volet.name, extension=extension)


def title(context: Context, volet: Volet, wanted: str) -> Iterator[Hit]:
    """The title is exactly this."""
    element = context.first("title")
    if element is not None and text_of(element) != wanted:
        yield hit(element, volet=volet.name, title=wanted)


def label(context: Context, volet: Volet, wanted: str) -> Iterator[Hit]:
    """The label of the document code is exactly this."""
    element = context.first("code")
    if element is not None and element.get("displayName") != wanted:
        yield hit(element, volet=volet.name, label=wanted)


def version(context: Context, volet: Volet) -> Iterator[Hit]:
    """The version number is at least 1."""
    element = context.first("versionNumber")
    if element is not None and (context.version is None or context.version < 1):
        yield hit(element, volet=volet.name)


def id_root(context: Context, volet: Volet, root: str) -> Iterator[Hit]:
    """The document id has that root."""
    element = context.first("id")
    if element is not None and element.get("root") != root:
        yield hit(element, volet=volet.name, root=root)


# --- the patient --------------------------------------------------------------------------------------------------


def patient_null(context: Context, volet: Volet, allowed: str) -> Iterator[Hit]:
    """A null address or telecom of the patient has that nullFlavor."""
    for name in ("addr", "telecom"):
        for element in children(context.patient_role, name):
            if is_null(element) and element.get("nullFlavor") != allowed:
                yield hit(element, volet=volet.name, allowed=allowed)


def patient_address(context: Context, volet: Volet) -> Iterator[Hit]:
    """An address of the patient is in components, not in lines nor in one text."""
    for element in children(context.patient_role, "addr"):
        whole = not len(element) and not is_null(element)
        if whole or child(element, "streetAddressLine") is not None:
            yield hit(element, volet=volet.name)


def patient_postal_code(context: Context, volet: Volet, last: str, *later: str) -> Iterator[Hit]:
    """Up to the year `last` of the volet, and in the years `later`, an address of the patient has a postal code."""
    years = [extension[:4] for root, extension in context.templates if root == volet.root and extension]
    if any(year <= last or year in later for year in years):
        for element in children(context.patient_role, "addr"):
            if not is_null(element) and child(element, "postalCode") is None:
                yield from lacking(element, volet, ["addr/postalCode"])


def patient_has(context: Context, volet: Volet, *names: str) -> Iterator[Hit]:
    """The patient has these parts."""
    role = context.patient_role
    if role is not None:
        yield from lacking(role, volet, [name for name in names if child(role, name) is None])


def birth_date(context: Context, volet: Volet) -> Iterator[Hit]:
    """The date of birth is there."""
    if context.patient is not None and child(context.patient, "birthTime") is None:
        yield hit(context.patient, volet=volet.name)


def birth_name(context: Context, volet: Volet) -> Iterator[Hit]:
    """A family name of qualifier BR is there."""
    names = children(context.patient, "name", "family")
    if context.patient is not None and not any(name.get("qualifier") == "BR" for name in names):
        yield hit(context.patient, volet=volet.name)


def patient_class(context: Context, volet: Volet, extension: str) -> Iterator[Hit]:
    """In that version of the volet, patientRole says classCode PAT."""
    role = context.patient_role
    if (volet.root, extension) in context.templates and role is not None and role.get("classCode") != "PAT":
        yield hit(role, volet=volet.name)


def lacking(element: Element, volet: Volet, names: list[str]) -> Iterator[Hit]:
    """One finding at `element` that names the parts of `PARTS` it lacks; nothing when it lacks none."""
    if names:
        yield hit(element, volet=volet.name, parts=tuple(PARTS[name] for name in names))


# --- acts ---------------------------------------------------------------------------------------------------------


def _act_code(act: Element) -> str:
    return attribute(child(act, "code"), "code")


def some_act(context: Context, volet: Volet, *codes: str) -> Iterator[Hit]:
    """Some act bears one of these codes."""
    if not any(_act_code(act) in codes for act in context.acts):
        yield hit(context.root, volet=volet.name, codes=codes)


def one_act(context: Context, volet: Volet, code: str) -> Iterator[Hit]:
    """Exactly one act bears that code."""
    found = [act for act in context.acts if _act_code(act) == code]
    if not found:
        yield hit(context.root, volet=volet.name, codes=(code,))
    yield from (hit(act, volet=volet.name, codes=(code,)) for act in found[1:])


def every_act(context: Context, volet: Volet, *codes: str) -> Iterator[Hit]:
    """Every act bears one of these codes."""
    for act in context.acts:
        if _act_code(act) not in codes:
            yield hit(act, volet=volet.name, codes=codes)


def acts_coded(context: Context, volet: Volet) -> Iterator[Hit]:
    """Every act has a code."""
    for act in context.acts:
        if child(act, "code") is None:
            yield hit(act, volet=volet.name)


def act_complete(context: Context, volet: Volet, code: str) -> Iterator[Hit]:
    """The acts of that code have a time and a performer."""
    for act in context.acts:
        if _act_code(act) == code:
            parts = {"time": "effectiveTime", "performer": "performer"}
            yield from lacking(act, volet, [part for part, name in parts.items() if child(act, name) is None])


def acts_dated(context: Context, volet: Volet, *bounds: str) -> Iterator[Hit]:
    """The time of the main act is there, not null, with these bounds."""
    act = context.main_act
    if act is None:
        return
    interval = child(act, "effectiveTime")
    if interval is None or is_null(interval):
        yield from lacking(act, volet, ["time"])
    else:
        yield from lacking(interval, volet, [b for b in bounds if context.time(child(interval, b)) is None])


def imaging_modality(context: Context, volet: Volet) -> Iterator[Hit]:
    """Every LOINC act has a translation whose qualifier names the modality (121139)."""
    for act in context.acts:
        code = child(act, "code")
        said = any(name.get("code") == "121139" for name in children(code, "translation", "qualifier", "name"))
        if code is not None and attribute(code, "codeSystem") == oids.LOINC and not said:
            yield hit(code, volet=volet.name)


def orders_complete(context: Context, volet: Volet) -> Iterator[Hit]:
    """Every inFulfillmentOf has an order, its identifier and its accession number."""
    for element in context.all("inFulfillmentOf"):
        order = child(element, "order")
        missing = [
            part
            for part, found in (
                ("order", order),
                ("id", child(order, "id")),
                ("accession", child(order, "ps3-20:accessionNumber")),
            )
            if found is None
        ]
        yield from lacking(element, volet, missing)


# --- the encounter ------------------------------------------------------------------------------------------------


def encounter_code(context: Context, volet: Volet, wanted: str) -> Iterator[Hit]:
    """The kind of encounter is this one."""
    element = child(context.encounter, "code")
    if context.encounter is not None and attribute(element, "code") != wanted:
        yield hit(context.encounter if element is None else element, volet=volet.name, codes=(wanted,))


def encounter_ids(context: Context, volet: Volet, least: int) -> Iterator[Hit]:
    """The encounter has at least that many identifiers."""
    encounter = context.encounter
    if encounter is not None and len(tuple(children(encounter, "id"))) < least:
        yield hit(encounter, volet=volet.name, least=least)


def facility_has(context: Context, volet: Volet, *names: str) -> Iterator[Hit]:
    """The place of the facility has these parts."""
    facility = context.facility
    if facility is not None:
        yield from lacking(facility, volet, [n for n in names if child(facility, "location", n) is None])


def facility_code(context: Context, volet: Volet, *codes: str) -> Iterator[Hit]:
    """The kind of facility is one of these."""
    element = child(context.facility, "code")
    if context.facility is not None and context.facility_code not in codes:
        yield hit(context.facility if element is None else element, volet=volet.name, codes=codes)


def facility_category(context: Context, volet: Volet) -> Iterator[Hit]:
    """The kind of facility has exactly one translation: its category."""
    element = child(context.facility, "code")
    if element is not None and len(tuple(children(element, "translation"))) != 1:
        yield hit(element, volet=volet.name)


def facility_category_known(context: Context, volet: Volet) -> Iterator[Hit]:
    """That category is in J254."""
    for element in children(context.facility, "code", "translation"):
        if element.get("code") not in context.tables["J254"].codes:
            yield hit(element, volet=volet.name)


def birth_order(context: Context, volet: Volet) -> Iterator[Hit]:
    """Without an INS, the birth order is there."""
    missing = child(context.patient, "sdtc:multipleBirthOrderNumber") is None
    if context.patient is not None and not context.has_ins and missing:
        yield hit(context.patient, volet=volet.name)


def replaced(context: Context, volet: Volet) -> Iterator[Hit]:
    """From version 2 on, the replaced document is named."""
    element = context.first("versionNumber")
    if element is not None and (context.version or 0) > 1 and not context.replaced:
        yield hit(element, volet=volet.name)
