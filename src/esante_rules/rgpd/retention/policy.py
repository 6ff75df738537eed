"""The choices of the responsable de traitement: what the texts leave open, decided once for an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import known, require
from esante_rules._dates import Period

WINDOWS: Final = ("earliest", "latest")
EXTRACTS: Final = ("split", "whole")
SUSPENSIONS: Final = ("effective-end", "base-period-only")
LAWS: Final = ("immediate", "at-trigger")


def _one_of(words: tuple[str, ...]) -> Any:
    def check(_: object, attribute: Any, value: object) -> None:
        known(value, words, attribute.name)

    return check


def _truth(_: object, attribute: Any, value: object) -> None:
    require(value, bool, attribute.name)


def _periods(given: Mapping[str, Period | str]) -> dict[str, Period]:
    require(given, Mapping, "a choice by category")
    if not given:
        return {}
    from esante_rules.rgpd.retention.catalogue import CATEGORIES

    periods: dict[str, Period] = {}
    for category, period in given.items():
        known(category, CATEGORIES, "category")
        periods[category] = _period(period)
        if periods[category].hours:
            raise ValueError("a choice is made in days, weeks, months or years")
    return periods


def _period(value: Period | str) -> Period:
    return value if isinstance(value, Period) else Period.parse(value)


@frozen(kw_only=True, hash=False)
class Policy:
    """The choices of the controller, each with the prudent default. Periods are `Period` or ISO 8601 (`"P9M"`)."""

    accept_to_confirm: bool = field(default=False, validator=_truth)
    """Let a term that is still to be confirmed make a record due. Off: such a record stays open, for a person."""
    grace: Period = field(default=Period(), converter=_period)
    """How long a record may stay due before it is overdue."""
    chosen: Mapping[str, Period] = field(factory=dict, converter=_periods)
    """By category, the period chosen inside a window or as the bound of a criterion, from the trigger of the term."""
    switch_after: Mapping[str, Period] = field(factory=dict, converter=_periods)
    """By category, when the record moves to the archive, where the text leaves that choice ("RT")."""
    justified: bool = field(default=False, validator=_truth)
    """A written justification exists for the departures from CNIL and professional guidance."""
    window: str = field(default="earliest", validator=_one_of(WINDOWS))
    """The edge of a window between a minimum and a maximum, without a choice: `earliest` or `latest`."""
    extracts: str = field(default="split", validator=_one_of(EXTRACTS))
    """A long-lived item in a hospital record (transfusion...): keep an extract (`split`) or the `whole` record."""
    suspension: str = field(default="effective-end", validator=_one_of(SUSPENSIONS))
    """What a litigation suspends: the `effective-end`, 28th birthday included, or the `base-period-only`."""
    align_minors: bool = field(default=False, validator=_truth)
    """Practice records: keep those of minors until their 28th birthday, as hospitals do."""
    law: str = field(default="immediate", validator=_one_of(LAWS))
    """The law that governs: that in force on `as_of` (`immediate`) or on the day of the trigger (`at-trigger`)."""
    public_archives: bool = field(default=False, validator=_truth)
    """The records are public archives: the visa of the archives is added to every disposal."""
    open_support_blocks: bool = field(default=True, validator=_truth)
    """Social support: while it goes on, the record stays active whatever the last contact."""


DEFAULT: Final = Policy()
