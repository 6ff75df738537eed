"""The duty as one condition, made of the terms in force on a day."""

from __future__ import annotations

import functools
from datetime import date
from typing import Final

from attrs import frozen

from esante_rules.rgpd.aipd._criteria import ARTICLE_35_3, CRITERIA, FEWER, ONE_MET, TWO_MET
from esante_rules.rgpd.aipd._exceptions import GENERAL, OF_THE_COUNT
from esante_rules.rgpd.aipd._expr import All, Expr, Not, Shown, Some, both
from esante_rules.rgpd.aipd._lists import EXEMPT, REQUIRED
from esante_rules.rgpd.aipd._terms import OUT_OF_SCOPE, Term

TERMS: Final[tuple[Term, ...]] = (
    OUT_OF_SCOPE,
    *REQUIRED,
    *EXEMPT,
    *ARTICLE_35_3,
    *CRITERIA,
    TWO_MET,
    ONE_MET,
    FEWER,
    *GENERAL,
    *OF_THE_COUNT,
)
"""Every term of the decision, in the order of the trace."""


@frozen
class Duty:
    """The terms in force on a day, by role, and the condition they make together."""

    required: tuple[Term, ...]
    exempt: tuple[Term, ...]
    article: tuple[Term, ...]
    general: tuple[Term, ...]
    of_the_count: tuple[Term, ...]

    def grounds(self) -> Expr:
        """Why an AIPD may be due: a required type, a case of article 35(3), or two criteria that nothing exempts."""
        count = both(TWO_MET.expr, Not(_one_of(self.exempt)), Not(Shown(_one_of(self.of_the_count))))
        return Some((*(t.expr for t in self.required), *(t.expr for t in self.article), count))

    def due(self) -> Expr:
        """Is an AIPD due? In scope, on one ground at least, and no general exception demonstrated."""
        return All((Not(Shown(OUT_OF_SCOPE.expr)), Not(Shown(_one_of(self.general))), self.grounds()))


def _one_of(terms: tuple[Term, ...]) -> Expr:
    return Some(tuple(term.expr for term in terms))


@functools.lru_cache(maxsize=64)
def duty(as_of: date) -> Duty:
    """The duty as the terms in force on `as_of` make it."""

    def in_force(terms: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(term for term in terms if term.rule.in_force(as_of))

    return Duty(
        required=in_force(REQUIRED),
        exempt=in_force(EXEMPT),
        article=in_force(ARTICLE_35_3),
        general=in_force(GENERAL),
        of_the_count=in_force(OF_THE_COUNT),
    )
