"""Cost of identifiers against python-stdnum, in one run: `python -m benchmarks.identifiers`.

Ratios only: a report names what was evaluated, which a boolean does not, so it is expected to cost a few times more.
"""

from __future__ import annotations

import timeit
from collections.abc import Callable

from stdnum.fr import siren, siret

from esante_rules import identifiers

_NUMBER = 5_000


def best(call: Callable[[], object]) -> float:
    """Microseconds of one call, the best of five rounds."""
    return min(timeit.repeat(call, number=_NUMBER, repeat=5)) / _NUMBER * 1e6


def main() -> None:
    """Print one line a measure."""
    base = best(lambda: siret.is_valid("73282932000074"))
    print(f"stdnum siret.is_valid            {base:6.2f} µs   1.0")
    for name, call in (
        ("stdnum siren.is_valid", lambda: siren.is_valid("732829320")),
        ("check_siret", lambda: identifiers.check_siret("73282932000074")),
        ("check_siren", lambda: identifiers.check_siren("732829320")),
        ("check_rpps", lambda: identifiers.check_rpps("01234567897")),
        ("check_professional_id", lambda: identifiers.check_professional_id("801234567897")),
        ("check_structure_id", lambda: identifiers.check_structure_id("1750803447")),
        ("classify, persons and structures", lambda: identifiers.classify("750803447")),
    ):
        cost = best(call)
        print(f"{name:32s} {cost:6.2f} µs   {cost / base:.1f}")


if __name__ == "__main__":
    main()
