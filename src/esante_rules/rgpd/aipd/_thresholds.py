"""The figures of the texts, dated: what is above one, or below it, on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import frozen

from esante_rules.rgpd.aipd._sources import CABINETS_DATED, D118_DATED, OFFICINES_DATED

Number: TypeAlias = "int | Decimal"


@frozen
class Threshold:
    """A figure of a text, with the days between which it counts (`until` excluded)."""

    figure: str
    value: int
    since: date
    until: date | None = None


THRESHOLDS: Final[Mapping[str, tuple[Threshold, ...]]] = {
    # officine: turnover without tax, in euros; above it, large scale (référentiel of the officines)
    "officine": (Threshold("officine_ca_ht", 2_600_000, OFFICINES_DATED),),
    # cabinet de groupe, MSP: patients a year in a shared system (délibération 2020-081, figure to confirm)
    "cabinet": (Threshold("patients_an", 10_000, CABINETS_DATED),),
    # staff management: fewer than 250 employees (délibération 2019-118)
    "effectif": (Threshold("effectif", 250, D118_DATED),),
}
FIGURES: Final = ("effectif", "patients_an", "officine_ca_ht")


def threshold(name: str, as_of: date) -> Threshold | None:
    """The version of a threshold in force on that day; None when no text sets one yet."""
    for version in THRESHOLDS[name]:
        if version.since <= as_of and (version.until is None or as_of < version.until):
            return version
    return None
