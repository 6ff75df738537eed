"""The catalogue: every term, the categories of data they form, and which terms apply on a given day."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from attrs import frozen

from esante_rules._core import Finding, Lang, Report, Rule, Text, known, require_day
from esante_rules.rgpd.retention import (
    _lifecycle,
    _records,
    _special,
    _terms_care,
    _terms_ministry,
    _terms_pharmacy_laboratory,
    _terms_social_research,
    _terms_staff_systems,
    findings,
)
from esante_rules.rgpd.retention._case import Case, Draft
from esante_rules.rgpd.retention._terms_categories import LABELS, UNDECLARED
from esante_rules.rgpd.retention.model import Sector, Term
from esante_rules.rgpd.retention.triggers import Trigger

TERMS: Final[tuple[Term, ...]] = (
    *_terms_care.CROSS,
    *_terms_care.HEALTH,
    *_terms_pharmacy_laboratory.PHARMACY,
    *_terms_pharmacy_laboratory.LABORATORY,
    *_terms_social_research.MEDICO_SOCIAL,
    *_terms_social_research.SOCIAL,
    *_terms_social_research.RESEARCH,
    *_terms_staff_systems.STAFF,
    *_terms_staff_systems.SYSTEMS,
    *_terms_ministry.MINISTRY,
)
TERM: Final[Mapping[str, Term]] = {term.name: term for term in TERMS}
RULES: Final[tuple[Rule[Any], ...]] = (*(term.rule for term in TERMS), *findings.WARNINGS, *findings.FAULTS)

Algorithm = Callable[[Case, Draft], None]


@frozen(eq=False)
class Category:
    """A kind of data: its name, its words, the terms of its life and the function that combines them."""

    name: str
    label: Text
    sector: Sector
    terms: tuple[Term, ...]
    """Empty for a treatment whose register declares neither a period nor a criterion."""
    compute: Algorithm = _lifecycle.lifecycle
    gaps: tuple[tuple[date, date | None], ...] = ()
    """Days (first, first day after) without a term although an earlier one existed: known, and answered as such."""

    @property
    def facts(self) -> tuple[Trigger, ...]:
        """The triggers its terms count from, in order."""
        return tuple(dict.fromkeys(_asked(term.trigger) for term in self.terms if term.trigger is not Trigger.NONE))

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The category and its terms as plain data."""
        return {
            "category": self.name,
            "label": self.label.in_(lang),
            "sector": self.sector.value,
            "facts": [trigger.value for trigger in self.facts],
            "terms": [term.to_dict(lang) for term in self.terms],
        }

    def __repr__(self) -> str:
        return f"Category({self.name!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        if CATEGORIES.get(self.name) is self:
            return _released_category, (self.name,)
        return Category, (self.name, self.label, self.sector, self.terms, self.compute, self.gaps)


def _asked(trigger: Trigger) -> Trigger:
    return Trigger.DATA_COLLECTED if trigger in (Trigger.UNSPECIFIED, Trigger.YEAR_DEPTH) else trigger


_COMPUTE: Final[Mapping[str, Algorithm]] = {
    **dict.fromkeys(
        ("hospital-record", "medical-image", "radiotherapy-record", "laboratory-report-hospital", "ehr-audit-trail"),
        _records.hospital_record,
    ),
    **dict.fromkeys(("implant-traceability", "practice-implant-traceability"), _records.implant),
    "practice-record": _records.practice_record,
    "occupational-health-record": _records.occupational_health_record,
    **dict.fromkeys(("social-support", "supported-minor", "supported-adult"), _lifecycle.social_support),
    **dict.fromkeys(
        ("snds-depth-first-group", "snds-depth-second-group", "snds-depth-third-group"), _lifecycle.access_depth
    ),
    "dns-sante-fr-location": _lifecycle.sub_day,
    **dict.fromkeys(
        (
            "dns-sas-account",
            "dns-sante-fr-account",
            "dgos-ror-account",
            "dgos-ror-support",
            "dgos-dispostock-account",
            "mssante-mailbox",
        ),
        _special.account,
    ),
    "dgos-ror-trace": _special.account_trace,
    "dns-contact": _special.professional_contact,
    **dict.fromkeys(("dns-sun-es", "dns-etp"), _special.european_fund),
    **dict.fromkeys(("mon-espace-sante", "dns-mon-espace-sante"), _special.mon_espace_sante),
    **dict.fromkeys(("dns-esms-call", "dns-segur"), _special.programme),
    "apa": _special.autonomy_allowance,
    **dict.fromkeys(
        (
            "pharmaceutical-record-ordinary",
            "pharmaceutical-record-vaccine",
            "pharmaceutical-record-biological",
            "pharmaceutical-record-identity",
        ),
        _special.pharmaceutical_record,
    ),
}
"""What combines the terms of a category, when it is more than each term from its own trigger."""

_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        ("medical-image", "radiotherapy-record", "laboratory-report-hospital", "ehr-audit-trail"),
        ("retention.hospital-record.minor", "retention.hospital-record.death"),
    ),
    "dns-mon-espace-sante": (
        "retention.mon-espace-sante.active",
        "retention.mon-espace-sante.erasure-request",
        "retention.mon-espace-sante.ex-officio-closure",
    ),
    "transfusion-record": ("retention.soho-traceability.general",),
    "blood-establishment-traceability": ("retention.soho-traceability.general",),
}
"""Terms of another category that also govern this one: what follows the hospital record, and the law's successors."""

_SOHO: Final = (date(2027, 8, 7), None)
_GAPS: Final[Mapping[str, tuple[tuple[date, date | None], ...]]] = {
    "blood-donation-record": (_SOHO,),
    "tissue-traceability": (_SOHO,),
    "laboratory-report-former": ((date(2016, 12, 31), None),),
    "pharmaceutical-record-biological": ((date(2023, 4, 5), None),),
    "pharmaceutical-record-identity": ((date(2023, 4, 5), None),),
}
"""The SoHO regulation counts from a transfusion only, the former laboratory guide has no successor, and the recast of
the pharmaceutical record leaves two parts without a figure: no period is invented for them."""


def _nothing(case: Case, draft: Draft) -> None:
    """No term to combine."""


def _categories() -> dict[str, Category]:
    grouped: dict[str, list[Term]] = {}
    for term in TERMS:
        grouped.setdefault(term.category, []).append(term)
    categories = {
        name: Category(
            name=name,
            label=LABELS.get(name, own[0].label),
            sector=own[0].sector,
            terms=(*own, *(TERM[other] for other in _ALSO.get(name, ()))),
            compute=_COMPUTE.get(name, _lifecycle.lifecycle),
            gaps=_GAPS.get(name, ()),
        )
        for name, own in grouped.items()
    }
    for name, label in UNDECLARED.items():
        categories[name] = Category(name, label, Sector.MINISTRY, (), _nothing)
    return categories


CATEGORIES: Final[Mapping[str, Category]] = _categories()
"""Every category by its name: what `timeline` accepts."""


def category(name: str) -> Category:
    """The category of that name; `ValueError` lists the names for another word."""
    return CATEGORIES[known(name, CATEGORIES, "category")]


def _released_category(name: str) -> Category:
    return CATEGORIES[name]


def terms(name: str, as_of: date) -> tuple[Term, ...]:
    """The terms of a category in force on that day, in the order of the catalogue; none is an answer."""
    require_day(as_of, "as_of")
    return tuple(applicable(category(name), as_of).values())


@functools.lru_cache(maxsize=4096)
def applicable(kind: Category, as_of: date) -> Mapping[str, Term]:
    """The terms of a category in force on that day, by the last word of their name."""
    return {_last_word(term): term for term in kind.terms if term.in_force(as_of)}


@functools.lru_cache(maxsize=4096)
def lapsed(kind: Category, as_of: date) -> Mapping[str, Term]:
    """The terms of a category that were in force before that day and no longer are."""
    return {_last_word(term): term for term in kind.terms if term.rule.until is not None and term.rule.until <= as_of}


def applicable_at_trigger(kind: Category, days: Mapping[Trigger, date], as_of: date) -> Mapping[str, Term]:
    """The terms in force on the day of their own trigger.

    A birth makes no law apply, and a fact that is not known has no day: what counts from them follows the first term
    of the category or, when its own day is not known, `as_of`.
    """
    first = days.get(_asked(kind.terms[0].trigger), as_of) if kind.terms else as_of
    return {
        _last_word(term): term
        for term in kind.terms
        if term.in_force(first if term.trigger is Trigger.BIRTH else days.get(_asked(term.trigger), first))
    }


def _last_word(term: Term) -> str:
    return term.name.rpartition(".")[2]


def undeclared(as_of: date) -> Report:
    """One finding for each treatment of the registers that declares neither a period nor a criterion."""
    require_day(as_of, "as_of")
    return Report(
        as_of=as_of,
        findings=tuple(undeclared_finding(name) for name in UNDECLARED),
        evaluated=(findings.PERIOD_NOT_DECLARED,),
    )


def undeclared_finding(name: str) -> Finding:
    """The finding of one such treatment."""
    return Finding(rule=findings.PERIOD_NOT_DECLARED, at=name, params={"treatment": UNDECLARED[name]})
