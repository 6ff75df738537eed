"""Add the new rule names to the ledger `tests/released_rules.txt`; it grows and never shrinks.

python -m tools.ledger      exits 1 when a released name is no longer in the catalogue
"""

from __future__ import annotations

import sys
from pathlib import Path

from esante_rules import catalogue

LEDGER = Path(__file__).parent.parent / "tests" / "released_rules.txt"


def main() -> int:
    """Write the union of the ledger and of the catalogue, sorted, and name what vanished."""
    released = set(LEDGER.read_text(encoding="utf-8").split()) if LEDGER.exists() else set()
    current = {rule.id for rule in catalogue.all_rules()}
    LEDGER.write_text("\n".join(sorted(released | current)) + "\n", encoding="utf-8")
    for name in sorted(released - current):
        print(f"{name} was released and is no longer in the catalogue")
    return 1 if released - current else 0


if __name__ == "__main__":
    sys.exit(main())
