"""The cost of a timeline of the hospital record, in absolute terms and against bare dateutil additions, in one run.

python -m benchmarks.retention
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from time import perf_counter
from typing import Final

from dateutil.relativedelta import relativedelta

from benchmarks._harness import Bar, best, report
from esante_rules.rgpd import retention

AS_OF: Final = date(2026, 6, 30)
VISIT: Final = date(2012, 1, 20)
LIFE: Final = {"BIRTH": date(2010, 6, 15), "LAST_STAY_OR_OUTPATIENT": VISIT}
FACTS: Final = retention.Facts(LIFE)
PER_SECOND: Final = 20_000
"""Timelines of the hospital record promised on one core."""

BARS: Final = (
    Bar("a timeline, to one bare addition", "timeline, facts ready", "one bare addition", most=7),
    Bar("a timeline with its facts, to one bare addition", "timeline and facts", "one bare addition", most=10),
)


def main() -> int:
    """Print the costs, the ratios and the rates; 0 when every bar is met."""
    seconds = best(
        {
            "one bare addition": lambda: VISIT + relativedelta(years=20),
            "timeline, facts ready": lambda: retention.timeline("hospital-record", FACTS, as_of=AS_OF),
            "timeline and facts": lambda: retention.timeline("hospital-record", LIFE, as_of=AS_OF),
            "timeline in words": lambda: retention.timeline("hospital-record", FACTS, as_of=AS_OF).explain("fr"),
        }
    )
    met = report(seconds, BARS)
    rate = 1 / seconds["timeline, facts ready"]
    ok = rate >= PER_SECOND
    print(f"{'timelines a second':<44} {rate:12.0f}    {f'at least {PER_SECOND}':<16} {'met' if ok else 'NOT MET'}")
    print(f"{'records a second in a plan, summed up':<44} {_plan_rate():12.0f}")
    return 0 if met and ok else 1


def _plan_rate(count: int = 40_000) -> float:
    """Records a second, facts built and summary kept."""
    start = perf_counter()
    summary = retention.summarise(retention.plan(_records(count), AS_OF), AS_OF)
    assert summary.records == count
    return count / (perf_counter() - start)


def _records(count: int) -> Iterator[retention.Record]:
    for number in range(count):
        life = {
            "BIRTH": date(1940, 1, 1),
            "LAST_STAY_OR_OUTPATIENT": date(1990, 1, 1) + timedelta(days=number % 12_000),
        }
        yield retention.Record(str(number), "hospital-record", retention.Facts(life))


if __name__ == "__main__":
    raise SystemExit(main())
