"""The identity in the recordTarget of a CDA document, without XML.

`RecordTarget` is the part of the element that speaks of the identity, as plain values; `esante_rules.cda` makes it from
an XML tree and makes an XML tree from it. `read` gives the identity and the report of the carrier, `check` adds what
the identity is worth, `write` gives the `RecordTarget` of an identity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from attrs import evolve, field, frozen

from esante_rules._core import STATE_OF_LAW, Finding, Refused, Report, Skip, Text, known, require, require_day
from esante_rules.ins import _cda_rules as rules
from esante_rules.ins._carrier import (
    Reading,
    Written,
    dashed,
    identity_report,
    merged,
    outside_report,
    require_identity,
    sent,
    transmissible,
    undashed,
    written,
)
from esante_rules.ins._cda_rules import RULES
from esante_rules.ins._engine import frame, reported
from esante_rules.ins._model import Identifier, Identity, IdKind, Traits
from esante_rules.ins._oid import INS_C_OIDS, INS_OIDS, NSS_OIDS, OUTSIDE_PATIENT
from esante_rules.ins._traits_rules import DATE_INCOMPLETE
from esante_rules.ins._transmission import ORDINARY, Sending
from esante_rules.ins.mssante import check_carried

__all__ = ["MODELS", "RULES", "Id", "OtherId", "Part", "RecordTarget", "check", "check_outside", "read", "write"]

MODELS: Final = ("3.0", "2.x")
"""Lines of the model that a document may obey; None when it cannot be decided."""


@frozen(repr=False)
class Id:
    """One `patientRole/id`."""

    root: str | None
    extension: str | None = None

    def __repr__(self) -> str:
        return "<Id masked>"


@frozen(repr=False)
class OtherId:
    """An `id` of the header outside `recordTarget/patientRole`, and where it stands."""

    root: str | None
    extension: str | None = None
    at: str = ""
    """Its path in the document."""
    line: int | None = None
    may_be_patient: bool = False
    """True on a person who acts (author, signer, performer...): the patient may be one of them."""

    def __repr__(self) -> str:
        return f"<OtherId masked, {self.at}>"


@frozen(repr=False)
class Part:
    """One `family` or `given`: its qualifier, and its text (None when empty or with a nullFlavor)."""

    qualifier: str | None
    text: str | None

    def __repr__(self) -> str:
        return "<Part masked>"


@frozen(repr=False, kw_only=True)
class RecordTarget:
    """What a recordTarget says of the identity. None is an element that is absent, empty, or has a nullFlavor."""

    ids: tuple[Id, ...] = ()
    names: int = 1
    """Number of `patient/name` elements."""
    family: tuple[Part, ...] = ()
    given: tuple[Part, ...] = ()
    gender: str | None = None
    gender_unknown: bool = False
    """True when `administrativeGenderCode` is there and bears a nullFlavor."""
    birth_times: tuple[str | None, ...] = ()
    """One entry per `birthTime`: its value, or None with a nullFlavor or without value."""
    birthplaces: int = 0
    counties: tuple[str | None, ...] = ()
    telecoms: tuple[str, ...] = ()
    """One entry per `telecom`: its value, or an empty text."""
    lines: dict[str, int] = field(factory=dict, eq=False)
    """Line of the element that each place designates, when the document had lines."""

    def __repr__(self) -> str:
        return "<RecordTarget masked>"


_NAMES: Final = {
    "family": Text("nom de naissance (family BR)", "birth name (family BR)"),
    "first": Text("premier prénom (given BR)", "first given name (given BR)"),
    "list": Text("liste des prénoms (given sans qualificatif)", "list of given names (given without qualifier)"),
    "birthTime": Text("date de naissance (birthTime)", "date of birth (birthTime)"),
    "county": Text("lieu de naissance (birthplace/place/addr/county)", "place of birth (birthplace/place/addr/county)"),
    "gender": Text("sexe (administrativeGenderCode)", "sex (administrativeGenderCode)"),
}
_AT: Final = {
    "family": "patient/name/family",
    "first": "patient/name/given",
    "list": "patient/name/given",
    "birthTime": "patient/birthTime",
    "county": "patient/birthplace/place/addr/county",
    "gender": "patient/administrativeGenderCode",
}
_SEXES: Final = {"UN": "I"}
_GENDERS: Final = {"M": "M", "F": "F", "I": "UN"}
_DAY: Final = re.compile(r"[0-9]{8}(?:[0-9]{6})?").fullmatch
_DIGITS: Final = re.compile(r"[0-9]{4,14}").fullmatch
_XML_TEXT: Final = re.compile(r"[\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+").fullmatch
_CITIZEN: Final = "@patient.mssante.fr"


def read(target: RecordTarget | None, *, model: str | None = None, as_of: date = STATE_OF_LAW) -> Reading:
    """Read the patient of a document; `model` is one of `MODELS`, None when it cannot be decided.

    The identity has no status: a document does not say it.
    """
    require(target, (RecordTarget, type(None)), "target")
    if model is not None:
        known(model, MODELS, "model")
    require_day(as_of, "as_of")
    if target is None:
        found = [Finding(rules.PATIENT_MISSING, at="recordTarget")]
        left = ((rules.PATIENT_RULES, Skip.NOT_REACHED),)
        return Reading(Identity(), reported(found, frame((rules.PATIENT_MISSING,), left, as_of, True), as_of))
    found = list(_faults(target, model))
    return Reading(_identity(target), reported(found, frame(rules.READING_RULES, (), as_of, True), as_of))


def check(
    target: RecordTarget | None,
    *,
    model: str | None = None,
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
    now: date | None = None,
) -> Report:
    """Everything that is wrong with the patient of a document: the element, then the identity it carries."""
    reading = read(target, model=model, as_of=as_of)
    if target is None:
        return reading.report
    own = identity_report(reading.identity, "flux", environment, as_of, now)
    if any(finding.rule is rules.PARTIAL_DATE for finding in reading.report.findings):
        # without an INS the rule of the carrier prevails on an incomplete date: a warning
        own = evolve(own, findings=tuple(finding for finding in own.findings if finding.rule is not DATE_INCOMPLETE))
    telecoms = (
        (f"recordTarget/patientRole/telecom[{position}]", telecom.removeprefix("mailto:"))
        for position, telecom in enumerate(target.telecoms, 1)
    )
    carried = check_carried(telecoms, reading.identity, environment=environment, as_of=as_of)
    return merged((reading.report, own, carried))


def check_outside(others: Iterable[OtherId], patient: Iterable[Id] = (), *, as_of: date = STATE_OF_LAW) -> Report:
    """Does an id that is not the patient's bear an OID of the INS: representative, order, document, organisation?

    `patient` holds the ids of the patient. A person who acts may be the patient: blamed when the number is not the
    patient's, and passed over when the document has no INS. The values are not examined.
    """
    require_day(as_of, "as_of")
    known_ids, found = tuple(patient), []
    for one in known_ids:
        require(one, Id, "patient")
    own = {(one.extension, one.root) for one in known_ids if one.root in INS_OIDS}
    for other in others:
        require(other, OtherId, "others")
        same = not own or (other.extension, other.root) in own
        if other.root in INS_OIDS and not (other.may_be_patient and same):
            found.append(Finding(OUTSIDE_PATIENT, at=other.at, line=other.line))
    return outside_report(found, as_of)


def write(
    identity: Identity,
    *,
    sending: Sending = ORDINARY,
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
    now: date | None = None,
) -> Written[RecordTarget]:
    """The recordTarget (model 3.0) of an identity.

    The matricule is written only for a qualified identity; a regional identifier is refused unless `sending` says that
    both ends are in the regional system. Raises `Refused` when the identity breaks a rule.
    """
    require_identity(identity)
    require(sending, Sending, "sending")
    require_day(as_of, "as_of")
    checked = identity_report(sent(identity), "flux", environment, as_of, now, sending=sending)
    if not checked.ok:
        raise Refused(checked)
    target = _target(identity)
    return written(target, identity, read(target, model="3.0", as_of=as_of), rules.LOSSES, checked)


# --- reading --------------------------------------------------------------------------------------------------


def _identity(target: RecordTarget) -> Identity:
    numbers = tuple(
        Identifier(one.extension or "", one.root, kind=kind_of(one.root))
        for one in target.ids
        if one.root and (one.extension or one.root in INS_OIDS)
    )
    day = next((value for value in target.birth_times if value), None)
    unqualified = [part.text for part in target.given if part.qualifier is None and part.text]
    gender = target.gender
    return Identity(
        traits=Traits(
            birth_name=_part(target.family, "BR"),
            first_given_name=_part(target.given, "BR"),
            given_names=" ".join(unqualified) or None,
            birth_date=dashed(day[:8] if _DAY(day) else day) if day else None,
            sex=_SEXES.get(gender, gender) if gender else None,
            birth_place=next((county for county in target.counties if county), None),
            used_name=_part(target.family, "CL"),
            used_given_name=_part(target.given, "CL"),
        ),
        identifiers=numbers,
    )


def kind_of(root: str) -> IdKind:
    """What a number is, by the root of its identifier: an INS, a social-security number, an INS-C, a local number."""
    if root in INS_OIDS:
        return "INS"
    return "NSS" if root in NSS_OIDS else "OTHER" if root in INS_C_OIDS else "IPP"


def _part(parts: tuple[Part, ...], qualifier: str | None) -> str | None:
    return next((part.text for part in parts if part.qualifier == qualifier and part.text), None)


# --- checking -------------------------------------------------------------------------------------------------


def _faults(target: RecordTarget, model: str | None) -> Iterator[Finding]:
    for rule, at, params in _all_faults(target, model):
        yield Finding(rule, at=f"recordTarget/patientRole/{at}", line=target.lines.get(at), params=params)


def _all_faults(target: RecordTarget, model: str | None) -> Iterator[rules.Fault]:
    claimed = any(one.root in INS_OIDS for one in target.ids)
    if claimed:
        yield from _missing_traits(target)
    yield from _qualifier_faults(target, model)
    yield from _date_faults(target, claimed)
    if target.gender not in _GENDERS.values() and (claimed or not target.gender_unknown):
        yield rules.BAD_SEX, _AT["gender"], {}
    yield from _count_faults(target)
    addressed = any(_CITIZEN in telecom.lower() for telecom in target.telecoms)
    if addressed and not claimed and any(one.root in NSS_OIDS for one in target.ids):
        yield rules.BILLING_ONLY, "id", {}


def _missing_traits(target: RecordTarget) -> Iterator[rules.Fault]:
    present = {
        "family": _part(target.family, "BR"),
        "first": _part(target.given, "BR"),
        "list": _part(target.given, None),
        "birthTime": any(target.birth_times),
        "county": any(target.counties),
        "gender": target.gender,
    }
    for name, value in present.items():
        if not value:
            yield rules.TRAIT_MISSING, _AT[name], {"element": _NAMES[name]}


def _qualifier_faults(target: RecordTarget, model: str | None) -> Iterator[rules.Fault]:
    allowed = ("BR", "CL") if model == "3.0" else ("BR", "CL", "SP")
    for position, part in enumerate(target.family, 1):
        at = f"patient/name/family[{position}]"
        if part.qualifier is not None and part.qualifier not in allowed:
            yield rules.FAMILY_QUALIFIER, at, {"allowed": allowed}
        elif part.qualifier == "SP" and model is None:
            yield rules.FAMILY_QUALIFIER_UNDECIDED, at, {}
    for position, part in enumerate(target.given, 1):
        if part.qualifier not in (None, "BR", "CL"):
            yield rules.GIVEN_QUALIFIER, f"patient/name/given[{position}]", {}


def _date_faults(target: RecordTarget, claimed: bool) -> Iterator[rules.Fault]:
    values = [value for value in target.birth_times if value]
    if claimed:
        if not values or not _DAY(values[0]):
            yield rules.BAD_DATE, _AT["birthTime"], {}
    elif not target.birth_times or (values and not _DIGITS(values[0])):
        yield rules.BAD_DATE, _AT["birthTime"], {}
    elif values and len(values[0]) < 8:
        yield rules.PARTIAL_DATE, _AT["birthTime"], {}


def _count_faults(target: RecordTarget) -> Iterator[rules.Fault]:
    if target.names != 1:
        yield rules.NAME_NOT_SINGLE, "patient/name", {"count": target.names}
    counts = {
        "birthTime": ("patient/birthTime", len(target.birth_times)),
        "birthplace": ("patient/birthplace", target.birthplaces),
        "county": (_AT["county"], len(target.counties)),
    }
    for name, (at, count) in counts.items():
        if count > 1:
            yield rules.REPEATED, at, {"element": name, "count": count}
    split = sum(part.qualifier is None and bool(part.text) for part in target.given)
    if split > 1:
        yield rules.LIST_SPLIT, _AT["list"], {"count": split}


# --- writing --------------------------------------------------------------------------------------------------


def _target(identity: Identity) -> RecordTarget:
    traits = identity.traits
    day = undashed(traits.birth_date.text) if traits.birth_date else None
    given = (Part(None, _said(traits.given_names)), Part("BR", _said(traits.first_given_name)))
    place = _said(traits.birth_place)
    return RecordTarget(
        ids=tuple(
            Id(one.oid, one.value)
            for one in identity.identifiers
            if one.active and _said(one.oid) and _said(one.value) and (one.kind != "INS" or transmissible(identity))
        ),
        family=_present(Part("BR", _said(traits.birth_name)), Part("CL", _said(traits.used_name))),
        given=_present(*given, Part("CL", _said(traits.used_given_name))),
        gender=_GENDERS.get(traits.sex) if traits.sex else None,
        gender_unknown=traits.sex not in _GENDERS,
        birth_times=(day,),
        birthplaces=1 if place else 0,
        counties=(place,) if place else (),
    )


def _said(text: str | None) -> str | None:
    """A text that XML can carry, without the spaces around it; None for any other."""
    return text.strip() or None if text and _XML_TEXT(text) else None


def _present(*parts: Part) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.text)
