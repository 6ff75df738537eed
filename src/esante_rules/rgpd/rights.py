"""Rights of the person: until when to answer, and whether an opposition can be admitted.

`deadline` counts the month of the RGPD (art. 12(3)); `health_deadline` the eight days or two months of health
information (CSP, art. L. 1111-7); `opposition` says what becomes of an objection (RGPD, art. 21; CSP, art. L. 1110-4
and L. 1111-8). Each answer carries the rules that made it.
"""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Rule
from esante_rules.rgpd._opposition import RULES as _OPPOSITION
from esante_rules.rgpd._opposition import Opposition, OppositionOutcome, opposition
from esante_rules.rgpd._rights_deadlines import (
    Deadline,
    DeadlineState,
    HealthRequest,
    Request,
    deadline,
    health_deadline,
    older_than_five_years,
)
from esante_rules.rgpd._rights_rules import RULES as _DEADLINES

__all__ = [
    "RULES",
    "Deadline",
    "DeadlineState",
    "HealthRequest",
    "Opposition",
    "OppositionOutcome",
    "Request",
    "deadline",
    "health_deadline",
    "older_than_five_years",
    "opposition",
]

RULES: Final[tuple[Rule[Any], ...]] = (*_DEADLINES, *_OPPOSITION)
