"""Deadlines of rights requests and oppositions."""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules import Severity
from esante_rules._answer import Answer
from esante_rules.rgpd import rights
from esante_rules.rgpd._holidays import is_working_day, next_working_day, public_holidays
from esante_rules.rgpd._hours import PARIS, instant
from esante_rules.rgpd._rights_deadlines import REQUESTERS
from esante_rules.testing.obligations import health_requests, requests
from tests.obligations.support import call, load, names

DAYS = st.dates(date(2019, 1, 1), date(2090, 12, 31))


def brute_month(day: date, months: int) -> date:
    """The same number, `months` later, walking back from the end of the month; no library."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError


def brute_holidays(year: int) -> set[date]:
    """Easter by the algorithm of Meeus (Astronomical Algorithms), not by the library's source."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    x = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * x) // 451
    month, day = divmod(h + x - 7 * m + 114, 31)
    easter = date(year, month, day + 1)
    fixed = {date(year, *md) for md in [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]}
    return fixed | {easter + timedelta(n) for n in (1, 39, 50)}


@given(st.integers(1900, 2199))
def test_public_holidays_agree_with_an_independent_computation(year: int) -> None:
    assert public_holidays(year) == brute_holidays(year)
    more = public_holidays(year, alsace_moselle=True) - public_holidays(year)
    assert date(year, 12, 26) in more
    assert len(more) == 2


@given(DAYS, st.booleans(), st.booleans(), st.integers(0, 60))
def test_the_month_is_counted_as_a_brute_calendar_counts_it(
    received: date, extended: bool, doubt: bool, waited: int
) -> None:
    request = rights.Request(
        received=received,
        right="acces",
        extended=extended,
        identity_asked=received if doubt else None,
        identity_received=received + timedelta(waited) if doubt else None,
    )
    result = rights.deadline(request)
    plain = brute_month(received, 3 if extended else 1) + timedelta(waited if doubt else 0)
    assert result.calendar_limit == plain
    limit = plain
    while limit.weekday() >= 5 or limit in brute_holidays(limit.year):
        limit += timedelta(1)
    assert result.limit == limit
    assert is_working_day(limit)
    assert next_working_day(limit) == limit
    assert result.is_late(limit) is Answer.NO
    assert result.is_late(limit + timedelta(1)) is Answer.YES
    assert result.inform_by is not None
    assert result.inform_by <= limit
    assert pickle.loads(pickle.dumps(result)) == result


@given(
    st.datetimes(datetime(2019, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001
    st.sampled_from(Answer),
    st.sampled_from(Answer),
)
def test_health_information_is_given_between_48_hours_and_the_limit(
    received: datetime, old: Answer, seized: Answer
) -> None:
    request = rights.HealthRequest(received=received, older_than_five_years=old, commission_seized=seized)
    result = rights.health_deadline(request)
    soon, late = received.date() + timedelta(8), brute_month(received.date(), 2)
    if Answer.YES in (old, seized):
        assert result.limit == late
    elif Answer.UNKNOWN in (old, seized):
        assert (result.limit, result.possible) == (None, (soon, late))
        assert result.is_late(soon) is Answer.NO
        assert result.is_late(soon + timedelta(1)) is Answer.UNKNOWN
        assert result.is_late(late + timedelta(1)) is Answer.YES
        assert len(result.missing) == (old, seized).count(Answer.UNKNOWN)
    else:
        assert result.limit == soon
    assert result.not_before is not None
    asked = received.replace(tzinfo=PARIS).astimezone(UTC)
    assert result.not_before.astimezone(UTC) - asked == timedelta(hours=48)


@given(DAYS, DAYS)
def test_five_years_to_the_day_are_not_more_than_five_years(compiled: date, requested: date) -> None:
    assert rights.older_than_five_years(compiled, requested) == (requested > brute_month(compiled, 60))


def test_forty_eight_hours_are_real_hours_across_a_change_of_clock() -> None:
    result = rights.health_deadline(rights.HealthRequest(received=datetime(2026, 3, 28, 10, 0)))  # noqa: DTZ001
    assert result.not_before is not None
    assert result.not_before.isoformat() == "2026-03-30T11:00:00+02:00"


@given(requests(), health_requests())
def test_whatever_the_request_the_deadline_explains_itself(
    request: rights.Request, health: rights.HealthRequest
) -> None:
    for result in (rights.deadline(request), rights.health_deadline(health)):
        assert (result.limit is None) == (result.state is not rights.DeadlineState.RUNS) == bool(result.missing)
        assert result.explain("fr") != result.explain("en")
        assert pickle.loads(pickle.dumps(result)) == result


WORDS = [None, "oui", "non", "inconnu"]


def test_every_opposition_has_exactly_one_answer_and_a_refusal_has_its_article() -> None:
    combinations = itertools.product(
        ["traitement", "echange_partage", "hebergement", "prospection"], [None, *"abcdef"], WORDS, WORDS, WORDS
    )
    for subject, art6, situation, compelling, legitimate in combinations:
        decided = rights.opposition(
            subject,
            art6=art6,
            particular_situation=situation,
            compelling_grounds=compelling,
            legitimate_ground=legitimate,
        )
        assert bool(decided.steps) != (decided.outcome is rights.OppositionOutcome.UNSETTLED)
        assert bool(decided.missing) or decided.steps
        assert all(word.strip() for word in (decided.explain("fr"), decided.explain("en")))
        if subject in {"echange_partage", "prospection"}:
            assert decided.outcome is rights.OppositionOutcome.ADMITTED
        if subject == "hebergement":  # the basis of the processing has no part in it
            expected = {"oui": "RECEVABLE", "non": "IRRECEVABLE"}.get(str(legitimate), "A_MOTIVER")
            assert (decided.outcome.value, decided.missing) == (expected, ())
        if subject == "traitement":
            wanted = {
                "a": "consent-withdrawn", "b": "contract-or-vital-interest", "c": "legal-duty",
                "d": "contract-or-vital-interest",
            }.get(str(art6))  # fmt: skip
            if wanted is not None:
                assert names(decided) == [f"rights.opposition.{wanted}"]
        assert pickle.loads(pickle.dumps(decided)) == decided
        assert decided.to_dict("en")["outcome"] == decided.outcome.value


def test_a_person_who_says_there_is_no_ground_is_refused_and_one_who_gives_none_is_asked() -> None:
    assert rights.opposition("hebergement", legitimate_ground="non").outcome.value == "IRRECEVABLE"
    assert rights.opposition("hebergement").outcome.value == "A_MOTIVER"
    assert rights.opposition("hebergement", legitimate_ground=True).outcome.value == "RECEVABLE"


@pytest.mark.parametrize("rule", rights.RULES, ids=lambda r: r.id)
def test_no_rule_acts_before_its_text(rule: Any) -> None:
    if rule.since is None:
        return
    before = rule.since - timedelta(1)
    vector = next(v for v in load("rules/rights.json") if v["rule"] == rule.id)["fails"]
    early = call(vector["call"], {**vector["facts"], "as_of": before.isoformat()})
    on_the_day = call(vector["call"], {**vector["facts"], "as_of": rule.since.isoformat()})
    assert rule.id not in names(early)
    assert rule.id in names(on_the_day)


@pytest.mark.parametrize(
    ("kind", "given_facts", "error", "match"),
    [
        ("deadline", {"received": "2026-01-02", "identity_received": "2026-01-03"}, ValueError, "identity_asked"),
        ("deadline", {"received": "2026-01-02", "identity_asked": "2026-01-01"}, ValueError, "before received"),
        ("deadline", {"received": "2026-01-02", "right": "oubli"}, ValueError, "acces, rectification"),
        ("deadline", {"received": "2026-01-02", "requester": "voisin"}, ValueError, "heritier"),
        ("deadline", {"received": None}, TypeError, "received must be date, not NoneType"),
        ("deadline", {"received": "2026-01-02T10:00"}, TypeError, "not datetime"),
        ("deadline", {"received": "2026-01-02", "extended": "oui"}, TypeError, "extended must be bool, not str"),
        ("health_deadline", {"received": "2026-01-02"}, TypeError, "received must be datetime, not date"),
        (
            "health_deadline",
            {"received": "2026-01-02T10:00", "compiled_on": "2026-01-03"},
            ValueError,
            "compiled_on is after received",
        ),
        ("opposition", {"subject": "recours"}, ValueError, "traitement, echange_partage"),
        ("opposition", {"subject": "traitement", "art6": "g"}, ValueError, "a, b, c, d, e, f"),
        ("opposition", {"subject": "traitement", "compelling_grounds": 3}, TypeError, "not int"),
    ],
)
def test_impossible_facts_are_named_without_their_values(
    kind: str, given_facts: dict[str, Any], error: type[Exception], match: str
) -> None:
    with pytest.raises(error, match=match) as refused:
        call(kind, given_facts)
    assert "2026" not in str(refused.value)


def test_values_are_masked_in_reprs() -> None:
    request = rights.Request(received=date(2026, 1, 31), right="acces")
    assert "2026" not in repr(request) + repr(rights.deadline(request))
    assert "2026" not in repr(rights.HealthRequest(received=datetime(2026, 1, 31, 9, 0)))  # noqa: DTZ001


def test_refusing_an_absolute_right_is_the_gravest_fault() -> None:
    grave = {rule.id.rpartition(".")[2] for rule in rights.RULES if rule.severity is Severity.ERROR}
    assert {"direct-marketing", "exchange-or-sharing", "accepted", "one-month", "eight-days"} <= grave


def test_a_clock_that_has_run_out_cannot_be_stopped() -> None:
    """5 April 2026 is Easter: the month ends on Tuesday the 7th, the last day to ask for a proof."""
    in_time = call("deadline", {"received": "2026-03-05", "identity_asked": "2026-04-07"})
    assert in_time.state is rights.DeadlineState.SUSPENDED
    for received in (None, "2026-05-01"):
        late = {"received": "2026-03-05", "identity_asked": "2026-04-08"} | (
            {"identity_received": received} if received else {}
        )
        result = call("deadline", late)
        assert (result.state, result.limit) == (rights.DeadlineState.RUNS, date(2026, 4, 7))
        assert "rights.deadline.identity-asked-too-late" in names(result)
        assert "rights.deadline.suspended-for-identity" not in names(result)
    assert call("deadline", {**late, "extended": True}).limit == date(2026, 6, 29)


def test_a_suspended_request_is_neither_late_nor_in_time() -> None:
    result = call("deadline", {"received": "2026-03-05", "identity_asked": "2026-03-06"})
    assert result.is_late(date(2027, 1, 1)) is Answer.UNKNOWN
    assert (result.limit, result.calendar_limit, result.inform_by) == (None, None, None)


def test_the_day_of_receipt_is_that_of_paris() -> None:
    """23:30 in UTC on 1 March is the 2nd in Paris: a document of that day is not later than the request."""
    request = rights.HealthRequest(received=datetime(2026, 3, 1, 23, 30, tzinfo=UTC), compiled_on=date(2026, 3, 2))
    result = rights.health_deadline(rights.HealthRequest(received=request.received, commission_seized=False))
    assert result.possible == (date(2026, 3, 10), date(2026, 5, 2))


class NoOffset(tzinfo):
    """A zone that does not know its offset, as `datetime` allows."""

    def utcoffset(self, when: datetime | None) -> None:
        return None

    def dst(self, when: datetime | None) -> None:
        return None

    def tzname(self, when: datetime | None) -> None:
        return None


def test_a_zone_without_an_offset_is_paris_and_never_the_zone_of_the_machine() -> None:
    plain = datetime(2026, 3, 2, 10, 0)  # noqa: DTZ001
    assert instant(plain.replace(tzinfo=NoOffset()), "received") == instant(plain, "received")


@pytest.mark.parametrize(
    ("old", "seized", "by_document"),
    [("inconnu", "non", True), ("inconnu", "inconnu", True), ("non", "inconnu", False), ("non", "non", False)],
)
def test_a_file_is_counted_document_by_document_when_its_age_is_what_is_not_known(
    old: str, seized: str, by_document: bool
) -> None:
    facts = {"received": "2026-03-02T10:00", "older_than_five_years": old, "commission_seized": seized}
    result = call("health_deadline", facts)
    assert ("rights.health-access.document-by-document" in names(result)) == by_document
    assert "rights.copy.first-one-free" in names(result)


@pytest.mark.parametrize("kind", ["deadline", "health_deadline"])
def test_before_its_text_a_deadline_says_that_there_is_none(kind: str) -> None:
    received = {"deadline": "2001-01-01", "health_deadline": "2001-01-01T10:00"}[kind]
    result = call(kind, {"received": received, "as_of": "2001-06-01"})
    assert (result.state, result.limit, result.steps) == (rights.DeadlineState.UNSETTLED, None, ())
    assert [rule.id for rule in result.not_in_force]
    assert result.explain("en") == "No text in force on that day."
    assert rights.opposition("echange_partage", as_of=date(2001, 1, 1)).explain("fr") == (
        "Aucun texte en vigueur à cette date."
    )


@pytest.mark.parametrize(
    "compute",
    [
        lambda: rights.deadline(rights.Request(received=date(9999, 12, 31), right="acces")),
        lambda: rights.health_deadline(rights.HealthRequest(received=datetime(9999, 12, 31))),  # noqa: DTZ001
        lambda: rights.health_deadline(rights.HealthRequest(received=datetime(9999, 12, 31, 23, 59, tzinfo=UTC))),
        lambda: rights.older_than_five_years(date(9998, 1, 1), date(9999, 1, 1)),
    ],
)
def test_past_the_calendar_is_an_overflow_in_our_words(compute: Callable[[], object]) -> None:
    with pytest.raises(OverflowError, match="beyond the calendar"):
        compute()


@pytest.mark.parametrize(
    ("told_on", "late"), [("2026-05-14", False), ("2026-05-15", False), ("2026-05-16", True), (None, False)]
)
def test_an_extension_is_announced_within_the_first_month_moved_to_a_working_day(
    told_on: str | None, late: bool
) -> None:
    """Received on 14 April, Ascension is 14 May 2026: the first month runs to Friday the 15th."""
    facts = {"received": "2026-04-14", "extended": True, **({"extension_told_on": told_on} if told_on else {})}
    result = call("deadline", facts)
    assert result.inform_by == date(2026, 5, 15)
    assert ("rights.deadline.extension-told-late" in names(result)) == late


@pytest.mark.parametrize("right", ["acces", "rectification", "effacement", "limitation", "portabilite", "opposition"])
def test_recipients_are_told_of_what_changed_and_copies_are_for_access(right: str) -> None:
    found = names(call("deadline", {"received": "2026-08-31", "right": right}))
    changed = right in {"rectification", "effacement", "limitation"}
    assert ("rights.deadline.recipients-to-notify" in found) == changed
    assert ("rights.copy.first-one-free" in found) == (right == "acces")
    assert {"rights.deadline.reasons-of-refusal", "rights.deadline.free-of-charge"} <= set(found)


@pytest.mark.parametrize("requester", REQUESTERS)
def test_the_identity_is_checked_whoever_asks_for_health_information(requester: str) -> None:
    """CSP, art. R. 1111-1 asks it always; the RGPD only for those who act for another, or on a reasonable doubt."""
    rule = "rights.requester.quality-to-check"
    health = call("health_deadline", {"received": "2026-03-02T10:00", "requester": requester})
    other = call("deadline", {"received": "2026-03-02", "requester": requester})
    assert rule in names(health)
    assert (rule in names(other)) == (requester != "personne")
    assert "{" not in health.explain("fr") + health.explain("en")
