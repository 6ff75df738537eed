"""Strategies for the obligations: requests, breaches, hosting, legal bases, situations. Built, never filtered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from esante_rules._answer import Answer
from esante_rules._dates import add
from esante_rules.rgpd import breach, hosting, legal_basis, notices, rights
from esante_rules.rgpd._hours import after
from esante_rules.rgpd._hours import instant as in_paris
from esante_rules.rgpd._rights_deadlines import FILES, REQUESTERS, RIGHTS

__all__ = [
    "answers",
    "breaches",
    "certificates",
    "health_requests",
    "hostings",
    "legal_bases",
    "requests",
    "situations",
]

_DAYS = st.dates(date(2018, 5, 25), date(2090, 12, 31))
_INSTANTS = st.datetimes(datetime(2018, 5, 25), datetime(2090, 12, 31))  # noqa: DTZ001 - civil time of Paris


def answers() -> st.SearchStrategy[Answer]:
    """Yes, no, unknown."""
    return st.sampled_from(Answer)


@st.composite
def requests(draw: st.DrawFn) -> rights.Request:
    """Requests under the RGPD, with or without an extension and a proof of identity asked for."""
    received = draw(_DAYS)
    asked = draw(st.none() | st.integers(0, 120).map(lambda n: add(received, days=n)))
    return rights.Request(
        received=received,
        right=draw(st.sampled_from(RIGHTS)),
        extended=draw(st.booleans()),
        extension_told_on=draw(st.none() | st.integers(0, 60).map(lambda n: add(received, days=n))),
        identity_asked=asked,
        identity_received=draw(st.none() | st.integers(0, 40).map(lambda n: add(asked, days=n))) if asked else None,
        requester=draw(st.sampled_from(REQUESTERS)),
        file=draw(st.sampled_from(FILES)),
    )


@st.composite
def health_requests(draw: st.DrawFn) -> rights.HealthRequest:
    """Requests for health information, of known or unknown age."""
    received = draw(_INSTANTS)
    compiled = draw(st.none() | st.integers(0, 4000).map(lambda n: add(received.date(), days=-n)))
    return rights.HealthRequest(
        received=received,
        compiled_on=compiled,
        older_than_five_years=draw(answers()),
        commission_seized=draw(answers()),
        requester=draw(st.sampled_from(REQUESTERS)),
    )


def breaches() -> st.SearchStrategy[breach.Breach]:
    """Breaches of any risk, seen by a controller or a processor, notified or not."""
    return _INSTANTS.flatmap(_breaches_known_at)


def _breaches_known_at(instant: datetime) -> st.SearchStrategy[breach.Breach]:
    facts = ("unintelligible", "risk_removed_since", "disproportionate", "structure_in_scope", "significant_or_serious")
    return st.builds(
        breach.Breach,
        aware_at=st.just(instant),
        notified_at=st.none() | st.integers(1, 100).map(lambda n: after(in_paris(instant, "aware_at"), n)),
        risk=st.sampled_from([None, *breach.RISKS]),
        role=st.sampled_from(["responsable", "sous_traitant"]),
        **{name: answers() for name in facts},
    )


@st.composite
def certificates(draw: st.DrawFn) -> hosting.Certificate:
    """HDS certificates of three years, complete or not."""
    start = draw(st.dates(date(2018, 4, 1), date(2040, 1, 1)))
    return hosting.Certificate(
        start=start,
        end=add(start, years=3),
        activities=draw(st.frozensets(st.integers(1, 6))),
        version=draw(st.sampled_from([None, *hosting.VERSIONS])),
        in_eea=draw(answers()),
        contract_complete=draw(answers()),
    )


def hostings() -> st.SearchStrategy[hosting.Hosting]:
    """Who holds which data where, any fact being possibly unknown."""
    facts = (
        "health_data", "collected_in_care", "short_term_keying", "archiving_service", "delegation", "joint_agreement",
        "security_measures",
    )  # fmt: skip
    words: dict[str, st.SearchStrategy[Any]] = {
        "hosted_by": st.sampled_from([None, *hosting.HOSTS]),
        "medium": st.sampled_from([None, *hosting.MEDIA]),
        "framework": st.sampled_from([None, *hosting.FRAMEWORKS]),
        "activities": st.none() | st.frozensets(st.integers(1, 6)),
        "certificate": st.none() | certificates(),
    }
    return st.builds(hosting.Hosting, **{name: answers() for name in facts}, **words)


def legal_bases() -> st.SearchStrategy[legal_basis.LegalBasis]:
    """Legal bases, coherent or not."""
    facts = (
        "art9_data", "text_cited", "public_task", "secrecy", "consent_proved", "consent_explicit", "art10_data",
        "art10_actor", "formality", "nir", "nir_ground", "portability_promised", "opposition_promised",
    )  # fmt: skip
    return st.builds(
        legal_basis.LegalBasis,
        art6=st.sampled_from(legal_basis.BASES),
        art9=st.sampled_from(legal_basis.EXCEPTIONS),
        purpose=st.sampled_from(legal_basis.PURPOSES),
        **{name: answers() for name in facts},
    )


def situations() -> st.SearchStrategy[dict[str, Answer]]:
    """An answer for some of the situations of a notice."""
    return st.dictionaries(st.sampled_from(sorted(notices.SITUATIONS)), answers())
