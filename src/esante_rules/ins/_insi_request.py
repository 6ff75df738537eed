"""Requests to INSi: may it be called for this identity, and with which elements?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import evolve, frozen

from esante_rules._core import STATE_OF_LAW, Finding, Refused, Report, Text, known, require, require_day
from esante_rules.ins import _insi_rules as rules
from esante_rules.ins._carrier import identity_report, merged, require_identity
from esante_rules.ins._comparison import TRAITS as _TRAITS
from esante_rules.ins._engine import frame, reported
from esante_rules.ins._insi_codes import OPERATIONS, Operation
from esante_rules.ins._model import Identity, Traits
from esante_rules.ins._number import compact


@frozen(repr=False)
class Request:
    """A request: the operation, and its elements in order."""

    operation: Operation
    elements: tuple[tuple[str, str], ...]

    def values(self, name: str) -> tuple[str, ...]:
        """The values of the elements of that name, in order."""
        return tuple(value for element, value in self.elements if element == name)

    def __repr__(self) -> str:
        return f"<Request {self.operation} masked>"


def check_request(
    identity: Identity,
    *,
    operation: str = "search",
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
    now: date | None = None,
) -> Report:
    """May INSi be called for this identity, and does it hold what the operation needs, written as INSi accepts it?

    The traits are examined in context `insi`: what is a warning in a message is an error in a request.
    """
    require_identity(identity)
    known(operation, OPERATIONS, "operation")
    require_day(as_of, "as_of")
    found = list(_request_faults(identity, operation))
    reached = tuple(r for r in rules.REQUEST_RULES if operation == "verify" or r is not rules.INS_MISSING)
    numbers = tuple(one for one in identity.identifiers if one.kind == "INS") if operation == "verify" else ()
    asked = Identity(traits=evolve(identity.traits, used_name=None, used_given_name=None), identifiers=numbers)
    own = identity_report(asked, "insi", environment, as_of, now, optional=_OPTIONAL)
    return merged((reported(found, frame(reached, (), as_of, True), as_of), own))


_OPTIONAL: Final = ("birth_name", "first_given_name", "given_names", "birth_date", "sex", "birth_place")
"""A request has its own minimum (`insi.trait-missing`): that of the creation of an identity does not apply."""
_MINIMUM: Final = {
    "birth_name": _TRAITS["birth_name"],
    "given_names": Text("au moins un prénom", "at least one given name"),
    "sex": _TRAITS["sex"],
    "birth_date": _TRAITS["birth_date"],
}


def _request_faults(identity: Identity, operation: str) -> Iterator[Finding]:
    for attribute in ("DOUT", "FICT"):
        if attribute in identity.attributes:
            yield Finding(rules.BARRED, at="attributes", params={"attribute": attribute})
    traits = identity.traits
    given = _given(traits)
    there = {
        "birth_name": bool(traits.birth_name) and not traits.no_birth_name,
        "given_names": bool(given) and not traits.no_given_name,
        "sex": bool(traits.sex),
        "birth_date": traits.birth_date is not None and bool(traits.birth_date.text),
    }
    for name, present in there.items():
        if not present:
            yield Finding(rules.TRAIT_MISSING, at=f"traits.{name}", params={"element": _MINIMUM[name]})
    if traits.sex == "I":
        yield Finding(rules.SEX_UNDETERMINED, at="traits.sex")
    if operation == "verify" and (identity.ins is None or not identity.ins.oid):
        yield Finding(rules.INS_MISSING, at="identifiers")
    insi = identity.insi
    if insi is not None and "APCV" in (insi.mode, insi.origin):
        yield Finding(rules.APP_CARD, at="insi")


def _given(traits: Traits) -> list[str]:
    """The given names to send: those of the list, else the first one."""
    return (traits.given_names or traits.first_given_name or "").split()


def request(
    identity: Identity,
    *,
    operation: Operation = "search",
    given_names: int = 1,
    with_place: bool = False,
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
    now: date | None = None,
) -> Request:
    """The request of an identity; raises `Refused` when `check_request` finds an error.

    A search sends the first `given_names` words of the list, one element each, and the birthplace if `with_place`. A
    verification sends the whole list and the place as well, with the INS.
    """
    require(given_names, int, "given_names")
    require(with_place, bool, "with_place")
    if given_names < 1:
        raise ValueError("given_names must be at least 1")
    report = check_request(identity, operation=operation, environment=environment, as_of=as_of, now=now)
    if not report.ok:
        raise Refused(report)
    return Request(operation, tuple(_elements(identity, operation, given_names, with_place)))


def _elements(identity: Identity, operation: str, given_names: int, with_place: bool) -> Iterator[tuple[str, str]]:
    traits, ins = identity.traits, identity.ins
    if operation == "verify" and ins is not None:
        number = compact(ins.value)
        yield "NumIdentifiant", number[:13]
        yield "Cle", number[13:]
        yield "OID", ins.oid or ""
    yield "NomNaissance", traits.birth_name or ""
    names = _given(traits)
    if operation == "verify":
        yield "Prenom", traits.first_given_name or names[0]
        if traits.given_names:
            yield "ListePrenom", traits.given_names
    else:
        yield from (("Prenom", name) for name in names[:given_names])
    yield "Sexe", traits.sex or ""
    yield "DateNaissance", traits.birth_date.text if traits.birth_date else ""
    if traits.birth_place and (with_place or operation == "verify"):
        yield "LieuNaissance", traits.birth_place


def narrowing(
    identity: Identity, *, environment: str = "production", as_of: date = STATE_OF_LAW, now: date | None = None
) -> tuple[Request, ...]:
    """The searches to try after a return 02, in order: one given name more each time, then the birthplace."""
    require_identity(identity)
    count = len(_given(identity.traits))
    steps = [(number, False) for number in range(1, count + 1)]
    if identity.traits.birth_place:
        steps.append((max(count, 1), True))
    options: dict[str, Any] = {"environment": environment, "as_of": as_of, "now": now}
    return tuple(request(identity, given_names=names, with_place=place, **options) for names, place in steps)
