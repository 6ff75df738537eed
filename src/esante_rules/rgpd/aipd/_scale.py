"""Large scale, for other duties that turn on it (the data protection officer)."""

from __future__ import annotations

from datetime import date

from esante_rules._answer import Answer
from esante_rules._core import STATE_OF_LAW, require, require_day
from esante_rules.rgpd.aipd._criteria import LARGE_SCALE
from esante_rules.rgpd.aipd._expr import value
from esante_rules.rgpd.aipd._processing import Processing, facts


def large_scale(processing: Processing, *, as_of: date = STATE_OF_LAW) -> Answer:
    """Is the processing on a large scale? The fifth criterion of WP248, in the order of its thresholds.

    Raises `TypeError` for a wrong type.
    """
    require(processing, Processing, "processing")
    require_day(as_of, "as_of")
    return value(LARGE_SCALE, facts(processing, as_of))
