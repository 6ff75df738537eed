"""Hand the identifiers of a header to `esante_rules.ins`: the patient's, then those that must not be an INS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from attrs import evolve

from esante_rules._core import Finding, Report, Rule
from esante_rules.cda._context import Context
from esante_rules.cda._ins_outside import other_ids, patient_ids
from esante_rules.cda._tree import Element, attribute, child, children, is_null, place, text_of
from esante_rules.ins import cda as carrier
from esante_rules.ins._carrier import merged
from esante_rules.ins._cda_rules import READING_RULES, TRAIT_MISSING
from esante_rules.ins._matricule_rules import EMPTY
from esante_rules.ins._oid import INS_OIDS, OUTSIDE_RULES

RULES: Final[tuple[Rule[Any], ...]] = (*READING_RULES, *OUTSIDE_RULES)
"""The rules of `ins` on the elements; those on the identity that the patient carries follow when it can be read."""


def rules(model: str) -> tuple[Rule[Any], ...]:
    """Those of a line of the model: in 2.x, the volet itself says which traits go with an INS."""
    return RULES if model == "3.0" else tuple(rule for rule in RULES if rule is not TRAIT_MISSING)


_STEP: Final = re.compile(r"([A-Za-z]+)(?:\[([0-9]+)\])?(?:\..*)?").fullmatch
_IDENTIFIER: Final = re.compile(r"identifiers\[([0-9]+)\].*").fullmatch
_TRAITS: Final = {
    "traits.birth_name": ("family", "BR"),
    "traits.used_name": ("family", "CL"),
    "traits.first_given_name": ("given", "BR"),
    "traits.given_names": ("given", None),
    "traits.used_given_name": ("given", "CL"),
}
_PATHS: Final = {
    "traits.birth_date": ("birthTime",),
    "traits.sex": ("administrativeGenderCode",),
    "traits.birth_place": ("birthplace", "place", "addr", "county"),
}


def check(context: Context, *, as_of: date, now: date | datetime | None, model: str = "3.0") -> Report:
    """What `ins.cda.check` finds on the patient, then `check_outside` on the other identifiers, each at its element.

    `model` is the line that the document obeys.
    """
    day = now.date() if isinstance(now, datetime) else now
    report = carrier.check(target_of(context), model=model, environment=context.environment, as_of=as_of, now=day)
    if model != "3.0":
        report = _without(TRAIT_MISSING, report)
    if report.findings:  # an INS without its number is already refused by every edition of the volet
        told = tuple(_moved(finding, context) for finding in report.findings if finding.rule is not EMPTY)
        report = evolve(report, findings=told)
    return merged((report, _outside(context, as_of)))


def _outside(context: Context, as_of: date) -> Report:
    """Most headers have no INS OID outside the patient: the ids are told one by one only when one has."""
    replaced = (
        set_id for link in context.all("relatedDocument") for set_id in children(link, "parentDocument", "setId")
    )
    others = (*context.identifiers, *context.all("setId"), *replaced)
    if all(element.get("root") not in INS_OIDS for element in others):
        return carrier.check_outside((), as_of=as_of)
    return carrier.check_outside(other_ids(context.root), patient_ids(context.root), as_of=as_of)


def _without(rule: Rule[Any], report: Report) -> Report:
    return evolve(
        report,
        findings=tuple(finding for finding in report.findings if finding.rule is not rule),
        evaluated=tuple(one for one in report.evaluated if one is not rule),
        skipped=tuple(one for one in report.skipped if one[0] is not rule),
    )


def target_of(context: Context) -> carrier.RecordTarget | None:
    """The patient as the carrier of `ins` takes it; None when there is no patientRole."""
    role, patient = context.patient_role, context.patient
    if role is None:
        return None
    gender = child(patient, "administrativeGenderCode")
    places = tuple(children(patient, "birthplace"))
    return carrier.RecordTarget(
        ids=tuple(carrier.Id(element.get("root"), element.get("extension")) for element in context.patient_ids),
        names=sum(1 for _ in children(patient, "name")),
        family=_parts(patient, "family"),
        given=_parts(patient, "given"),
        gender=None if is_null(gender) else attribute(gender, "code") or None,
        gender_unknown=is_null(gender),
        birth_times=tuple(
            None if is_null(element) else element.get("value") for element in children(patient, "birthTime")
        ),
        birthplaces=len(places),
        counties=tuple(_text(county) for county in children(patient, "birthplace", "place", "addr", "county")),
        telecoms=tuple(e.get("value") or "" for e in children(role, "telecom")),
    )


def _parts(patient: Element | None, name: str) -> tuple[carrier.Part, ...]:
    found = children(child(patient, "name"), name)
    return tuple(carrier.Part(element.get("qualifier"), _text(element)) for element in found)


def _text(element: Element) -> str | None:
    return None if is_null(element) else text_of(element) or None


def _moved(finding: Finding, context: Context) -> Finding:
    element = _element(finding.at, context)
    if element is None:
        element = context.root
    return evolve(finding, at=place(element), line=element.sourceline)


def _element(at: str, context: Context) -> Element | None:
    """The element that a place of `ins` designates, or the nearest one that is there."""
    identifier = _IDENTIFIER(at)
    if identifier is not None:
        ids = context.once(_read_ids)
        number = int(identifier.group(1))
        return ids[number - 1] if number <= len(ids) else context.patient_role
    if at in _TRAITS:
        return _name_part(context, *_TRAITS[at])
    if at in _PATHS:
        return _nearest(context.patient, tuple((name, 1) for name in _PATHS[at]))
    return _nearest(context.root, tuple(_steps(at)))


def _read_ids(context: Context) -> tuple[Element, ...]:
    """The ids of the patient that `ins` reads, in its order."""
    ids = ((element, element.get("root")) for element in context.patient_ids)
    return tuple(element for element, root in ids if root and (element.get("extension") or root in INS_OIDS))


def _steps(at: str) -> Iterator[tuple[str, int]]:
    for step in at.split("/"):
        match = _STEP(step)
        if match is None:
            return
        yield match.group(1), int(match.group(2) or 1)


def _nearest(start: Element | None, steps: tuple[tuple[str, int], ...]) -> Element | None:
    element = start
    for name, number in steps:
        found = tuple(children(element, name))
        if len(found) < number:
            break
        element = found[number - 1]
    return element


def _name_part(context: Context, name: str, qualifier: str | None) -> Element | None:
    whole = child(context.patient, "name")
    found = (element for element in children(whole, name) if element.get("qualifier") == qualifier)
    return next(found, whole if whole is not None else context.patient)
