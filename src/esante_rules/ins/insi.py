"""The téléservice INSi, without the network: what a request must hold, when it is forbidden, what an answer means.

Two operations: `search` (récupération by traits, WS_INS2) and `verify` (vérification of INS and traits, WS_INS3).
Requests are ordered pairs of element names and values, answers are trees of dictionaries: XML, SOAP and cards are the
caller's. The answer of a verification is not emulated: its values and its tolerance are not public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, Literal, TypeAlias

from attrs import evolve, frozen

from esante_rules._core import STATE_OF_LAW, Finding, Refused, Report, Skip, Text, known, require, require_day
from esante_rules.ins import _insi_rules as rules
from esante_rules.ins._carrier import ONLY_THE_LIST, identity_report, merged, require_identity
from esante_rules.ins._comparison import TRAITS as _TRAITS
from esante_rules.ins._comparison import Agreement, compare
from esante_rules.ins._engine import frame, reported
from esante_rules.ins._insi_rules import RULES
from esante_rules.ins._model import Identifier, Identity, Insi, Traits

__all__ = [
    "CODES",
    "OPERATIONS",
    "RULES",
    "Answer",
    "Request",
    "ReturnCode",
    "check_outcome",
    "check_request",
    "meaning",
    "narrowing",
    "read_answer",
    "request",
]

Operation: TypeAlias = Literal["search", "verify"]
OPERATIONS: Final[Mapping[Operation, str]] = {
    "search": "rechercherInsAvecTraitsIdentite",
    "verify": "verifierInsAvecTraitsIdentite",
}
"""The name of each operation in the téléservice."""


@frozen
class ReturnCode:
    """What a return code (`CodeCR`) means, and what to do."""

    code: str
    says: Text
    todo: Text
    found: bool = False
    """Does the answer hold one identity?"""


CODES: Final[Mapping[str, ReturnCode]] = {
    "00": ReturnCode(
        "00",
        Text("Une identité trouvée.", "One identity found."),
        Text(
            "Comparer les traits rendus avec la personne ; seul l'opérateur accepte.",
            "Compare the returned traits with the person; the operator alone accepts.",
        ),
        found=True,
    ),
    "01": ReturnCode(
        "01",
        Text(
            "Aucune identité trouvée, même si la personne peut exister.",
            "No identity found, although the person may exist.",
        ),
        Text(
            "Changer de critères (ordre des prénoms, orthographe, avec ou sans lieu) ; le statut ne change pas.",
            "Change criteria (order of given names, spelling, with or without the place); the status does not change.",
        ),
    ),
    "02": ReturnCode(
        "02",
        Text("Plusieurs identités correspondent.", "Several identities match."),
        Text(
            "Ajouter un à un les autres prénoms du document, puis le lieu de naissance ; le statut ne change pas.",
            "Add the other given names of the document one by one, then the birthplace; the status does not change.",
        ),
    ),
}
_TECHNICAL: Final = ReturnCode(
    "",
    Text("Échec technique ou code inconnu.", "Technical failure or unknown code."),
    Text(
        "Réessayer plus tard ; le statut ne change pas.",
        "Try again later; the status does not change.",
    ),
)


def meaning(code: str) -> ReturnCode:
    """What a return code means; any code but 00, 01 and 02 is a technical failure."""
    require(code, str, "code")
    return CODES.get(code, _TECHNICAL)


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
    own = identity_report(asked, "insi", environment, as_of, now, _OPTIONAL)
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
        yield "NumIdentifiant", ins.value[:13]
        yield "Cle", ins.value[13:]
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


@frozen(repr=False)
class Answer:
    """An answer to a search: the meaning of its code, the identity it holds when there is one, and the report."""

    code: ReturnCode
    identity: Identity | None
    """The five traits and the INS, former ones included; no status: the operator has accepted nothing yet."""
    report: Report

    def __repr__(self) -> str:
        return f"<Answer {self.code.code or 'technical failure'}, masked>"


_NUMBER: Final = re.compile(r"[0-9]{5}(?:[0-9]{2}|2[AB])[0-9]{6}").fullmatch
_KEY: Final = re.compile(r"[0-9]{2}").fullmatch
_CODE: Final = re.compile(r"[0-9A-Za-z]{1,8}").fullmatch


def read_answer(
    answer: object,
    *,
    local: Identity | None = None,
    environment: str = "production",
    as_of: date = STATE_OF_LAW,
    now: date | None = None,
) -> Answer:
    """Read the answer to a search, given as a tree of dictionaries whose keys are the names of the elements.

    `{"CR": {"CodeCR": "00"}, "INDIVIDU": {"INSACTIF": {"IdIndividu": {"NumIdentifiant": ..., "Cle": ...}, "OID": ...},
    "TIQ": {"NomNaissance": ..., "ListePrenom": ..., "Sexe": ..., "DateNaissance": ..., "LieuNaissance": ...}}}`; the
    traits may also stand directly under `INDIVIDU`. With the `local` identity the traits are compared.
    """
    require(local, (Identity, type(None)), "local")
    require_day(as_of, "as_of")
    code = _text(_node(answer, "CR"), "CodeCR")
    if code is None or not _CODE(code):
        found = [Finding(rules.ANSWER_MALFORMED, at="CR.CodeCR", params={"element": "CodeCR"})]
        return Answer(_TECHNICAL, None, _answer_report(found, rules.ANSWER_RULES[:1], as_of))
    told = meaning(code)
    if not told.found:
        found = [] if code in CODES else [Finding(rules.CODE_UNKNOWN, at="CR.CodeCR")]
        return Answer(told, None, _answer_report(found, rules.ANSWER_RULES[:2], as_of))
    person = _node(answer, "INDIVIDU")
    found = list(_shape_faults(person))
    if found:
        return Answer(told, None, _answer_report(found, rules.ANSWER_RULES[:2], as_of))
    identity = _person(person)
    own = identity_report(identity, "flux", environment, as_of, now, ONLY_THE_LIST)
    wrong = sum(finding.severity.value == "error" for finding in own.findings)
    if wrong:
        found.append(Finding(rules.ANSWER_UNUSABLE, at="INDIVIDU", params={"count": wrong}))
    reached = rules.ANSWER_RULES[:3]
    if local is not None:
        reached = rules.ANSWER_RULES
        found += _differences(local, identity, as_of)
    return Answer(told, identity, merged((_answer_report(found, reached, as_of), own)))


def _answer_report(found: list[Finding], reached: tuple[Any, ...], as_of: date) -> Report:
    left = tuple(rule for rule in rules.ANSWER_RULES if rule not in reached)
    return reported(found, frame(reached, ((left, Skip.NOT_REACHED),) if left else (), as_of, True), as_of)


def _differences(local: Identity, identity: Identity, as_of: date) -> Iterator[Finding]:
    doubtful = (Agreement.A_CONTROLER, Agreement.DISCORDANT)
    compared = compare(local, identity, as_of=as_of).traits
    names = tuple(_TRAITS[one.trait] for one in compared if one.agreement in doubtful)
    if names:
        yield Finding(rules.ANSWER_DIFFERS, at="INDIVIDU", params={"traits": names})


def _node(tree: object, key: str) -> object:
    return tree.get(key) if isinstance(tree, Mapping) else None


def _text(tree: object, key: str) -> str | None:
    value = _node(tree, key)
    return value if isinstance(value, str) and value else None


def _traits_node(person: object) -> object:
    nested = _node(person, "TIQ")
    return nested if isinstance(nested, Mapping) else person


_ANSWERED: Final = ("NomNaissance", "ListePrenom", "Sexe", "DateNaissance", "LieuNaissance")


def _shape_faults(person: object) -> Iterator[Finding]:
    active = _node(person, "INSACTIF")
    number = _node(active, "IdIndividu")
    places = {
        "NumIdentifiant": bool(_NUMBER(_text(number, "NumIdentifiant") or "")),
        "Cle": bool(_KEY(_text(number, "Cle") or "")),
        "OID": _text(active, "OID") is not None,
    }
    places |= {name: _text(_traits_node(person), name) is not None for name in _ANSWERED}
    for name, right in places.items():
        if not right:
            yield Finding(rules.ANSWER_MALFORMED, at=f"INDIVIDU.{name}", params={"element": name})


def _person(person: object) -> Identity:
    traits = _traits_node(person)
    history = _node(person, "INSHISTO")
    former = history if isinstance(history, list) else [history]
    numbers = [_number(_node(person, "INSACTIF"), active=True), *(_number(one, active=False) for one in former)]
    return Identity(
        traits=Traits(
            birth_name=_text(traits, "NomNaissance"),
            given_names=_text(traits, "ListePrenom"),
            sex=_text(traits, "Sexe"),
            birth_date=_text(traits, "DateNaissance"),
            birth_place=_text(traits, "LieuNaissance"),
        ),
        identifiers=tuple(one for one in numbers if one is not None),
        insi=Insi(mode="INSI", origin="INSI"),
    )


def _number(node: object, *, active: bool) -> Identifier | None:
    """One INS of an answer; former ones are kept as they came, without computing any key."""
    number = _node(node, "IdIndividu")
    body, key = _text(number, "NumIdentifiant"), _text(number, "Cle")
    return Identifier(f"{body}{key or ''}", _text(node, "OID"), active=active) if body else None


def check_outcome(code: str, *, before: str, after: str, as_of: date = STATE_OF_LAW) -> Report:
    """Was the status left as it was after a return that holds no identity? `before` and `after` are statuses."""
    require_day(as_of, "as_of")
    for word in (before, after):
        known(word, ("PROV", "RECUP", "VALI", "QUAL"), "a status")
    moved = before != after and not meaning(code).found
    found = [Finding(rules.STATUS_MOVED, at="status")] if moved else []
    return reported(found, frame((rules.STATUS_MOVED,), (), as_of, True), as_of)
