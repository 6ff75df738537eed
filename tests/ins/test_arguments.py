"""What is wrong in a call is said by its type or by the words allowed, never by the value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from esante_rules import Refused, Report, Skip
from esante_rules.ins import (
    Identity,
    PartialDate,
    Sending,
    Traits,
    check_identity,
    check_matricule,
    check_oid,
    check_search,
    check_traits,
    check_transmission,
    check_type_code,
    compact,
    compare,
    complete,
    identifier_to_send,
    normal_name,
    parse_matricule,
    search_anteriority,
    transition,
)

CANARY = "canari"
NOW = datetime(2026, 3, 1)  # noqa: DTZ001
Call = tuple[Callable[..., Any], tuple[Any, ...]]

MATRICULE: Call = (check_matricule, ("279035121518989",))
PARSED: Call = (parse_matricule, ("279035121518989",))
IDENTITY: Call = (check_identity, (Identity(),))
TRAITS: Call = (check_traits, (Traits(),))
OID: Call = (check_oid, ("1.2.250.1.213.1.4.8",))
TYPE: Call = (check_type_code, ("1.2.250.1.213.1.4.8", "INS"))
SENT: Call = (check_transmission, (Identity(),))
TO_SEND: Call = (identifier_to_send, (Identity(),))
COMPARE: Call = (compare, (Traits(), Traits()))
SEARCH: Call = (check_search, ([],))
TRANSITION: Call = (transition, ("PROV", "APCV"))

CONTEXT = "context must be one of: flux, saisie, stockage, insi, datamatrix"
ENVIRONMENT = "environment must be one of: production, test, demo"


@pytest.mark.parametrize(
    ("call", "options", "error", "words"),
    [
        *[(call, {"context": CANARY}, ValueError, CONTEXT) for call in (MATRICULE, PARSED, IDENTITY, TRAITS)],
        *[
            (call, {"environment": CANARY}, ValueError, ENVIRONMENT)
            for call in (MATRICULE, PARSED, IDENTITY, OID, TO_SEND)
        ],
        *[
            (call, {"as_of": CANARY}, TypeError, "as_of must be date, not str")
            for call in (MATRICULE, PARSED, IDENTITY, TRAITS, OID, TYPE, SENT, TO_SEND, COMPARE, SEARCH, TRANSITION)
        ],
        *[
            (call, {"as_of": NOW}, TypeError, "as_of must be date, not datetime")
            for call in (MATRICULE, IDENTITY, TRAITS, OID, TYPE, SENT, TO_SEND, COMPARE, SEARCH, TRANSITION)
        ],
        *[
            (call, {"now": CANARY}, TypeError, "now must be date, not str")
            for call in (MATRICULE, PARSED, IDENTITY, TRAITS)
        ],
        (OID, {"purpose": CANARY}, ValueError, "purpose must be one of: ins, nss, other"),
        (TYPE, {"carrier": CANARY}, ValueError, "carrier must be one of: pid, xds"),
        (TRAITS, {"status": 1}, TypeError, "status must be str or None, not int"),
        (IDENTITY, {"old_guide": 1}, TypeError, "old_guide must be bool, not int"),
        (IDENTITY, {"sending": 1}, TypeError, "sending must be Sending or None, not int"),
        (IDENTITY, {"devices": 1}, TypeError, "devices must be Mapping or None, not int"),
        *[
            (call, {"cog": wrong}, TypeError, f"cog must be a function or a collection of codes, not {kind}")
            for call in (IDENTITY, TRAITS)
            for wrong, kind in (("canari", "str"), (b"canari", "bytes"), (1, "int"))
        ],
        (SENT, {"sending": None}, TypeError, "sending must be Sending, not NoneType"),
        (TO_SEND, {"regional": 1}, TypeError, "regional must be bool, not int"),
        (TRANSITION, {"attributes": "DOUT"}, TypeError, "a sequence of codes is wanted, not str"),
    ],
)
def test_an_option_that_is_not_one(call: Call, options: dict[str, Any], error: type[Exception], words: str) -> None:
    function, arguments = call
    function(*arguments)
    with pytest.raises(error) as caught:
        function(*arguments, **options)
    assert str(caught.value) == words
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2021, 6, 7), date(2021, 6, 8), date(2030, 1, 1)])
@pytest.mark.parametrize("call", [MATRICULE, IDENTITY, TRAITS, OID, TYPE, SENT, COMPARE, SEARCH, TRANSITION])
def test_the_law_applied_is_that_of_the_day_asked(call: Call, day: date) -> None:
    function, arguments = call
    answer = function(*arguments, as_of=day)
    report = answer if isinstance(answer, Report) else answer.report
    assert report.as_of == day
    assert all(rule.in_force(day) for rule in report.evaluated)
    out = {rule for rule, reason in report.skipped if reason is Skip.NOT_IN_FORCE}
    assert out == {rule for rule, _ in report.skipped if not rule.in_force(day)}
    assert all(finding.rule.in_force(day) for finding in report.findings)


@pytest.mark.parametrize("call", [OID, TYPE, SENT, COMPARE, SEARCH, TRANSITION])
def test_rules_without_a_clock_are_all_evaluated(call: Call) -> None:
    function, arguments = call
    answer = function(*arguments)
    report = answer if isinstance(answer, Report) else answer.report
    assert report.evaluated
    assert report.skipped == ()


def test_reading_a_number_passes_everything_to_the_check() -> None:
    for options in ({"as_of": date(1990, 1, 1)}, {"environment": "test", "oid": "1.2.250.1.213.1.4.8.1"}):
        arguments: dict[str, Any] = options
        with pytest.raises(Refused) as refused:
            parse_matricule("2790351", **arguments)
        assert refused.value.report == check_matricule("2790351", **arguments)


@pytest.mark.parametrize(
    ("function", "arguments", "words"),
    [
        (check_matricule, (1,), "value must be str, not int"),
        (check_matricule, (b"canari",), "value must be str, not bytes"),
        (compact, (1,), "text must be str, not int"),
        (normal_name, (1,), "text must be str, not int"),
        (check_oid, (8,), "oid must be str or None, not int"),
        (check_type_code, (8, "INS"), "oid must be str, not int"),
        (check_type_code, ("1.2", 1), "code must be str, not int"),
        (check_traits, ("canari",), "traits must be Traits, not str"),
        (check_transmission, ("canari",), "identity must be Identity, not str"),
        (identifier_to_send, ("canari",), "identity must be Identity, not str"),
        (search_anteriority, ("canari", []), "traits must be Traits, not str"),
        (complete, ("canari",), "source must be PartialDate, not str"),
        (check_search, ("sex",), "criteria must be a sequence of words, not str"),
        (lambda: Sending(care_planned=1), (), "care_planned must be bool or None, not int"),  # type: ignore[arg-type]
        (lambda: Sending(shared_identity=None), (), "shared_identity must be bool, not NoneType"),  # type: ignore[arg-type]
        (transition, (1, "APCV"), "status must be str, not int"),
        (transition, ("PROV", 1), "event must be str, not int"),
        (PartialDate, ("1960",), "year must be int or None, not str"),
    ],
)
def test_an_argument_of_another_type(function: Callable[..., Any], arguments: tuple[Any, ...], words: str) -> None:
    with pytest.raises(TypeError) as caught:
        function(*arguments)
    assert str(caught.value) == words
