"""Answers of INSi to a search: their shape, their meaning, and the identity they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import evolve, frozen

from esante_rules._core import STATE_OF_LAW, Finding, Report, Skip, known, require, require_day
from esante_rules.ins import _insi_rules as rules
from esante_rules.ins._carrier import ONLY_THE_LIST, identity_report, merged
from esante_rules.ins._comparison import TRAITS as _TRAITS
from esante_rules.ins._comparison import Agreement, compare
from esante_rules.ins._engine import frame, reported
from esante_rules.ins._insi_codes import CODES, TECHNICAL, ReturnCode, meaning
from esante_rules.ins._model import Identifier, Identity, Insi, Traits


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
        return Answer(TECHNICAL, None, _answer_report(found, rules.ANSWER_RULES[:1], as_of))
    told = meaning(code)
    if not told.found:
        found = [] if code in CODES else [Finding(rules.CODE_UNKNOWN, at="CR.CodeCR")]
        return Answer(told, None, _answer_report(found, rules.ANSWER_RULES[:2], as_of))
    person = _node(answer, "INDIVIDU")
    found = list(_shape_faults(person))
    if found:
        return Answer(told, None, _answer_report(found, rules.ANSWER_RULES[:2], as_of))
    identity = _person(person)
    own = identity_report(identity, "flux", environment, as_of, now, optional=ONLY_THE_LIST)
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
    traits = local.traits
    if not traits.given_names:  # before INSi a record often has the first given name alone, the beginning of the list
        traits = evolve(traits, given_names=traits.first_given_name)
    compared = compare(traits, identity.traits, as_of=as_of).traits
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
