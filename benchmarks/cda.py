"""Cost of reading and checking a CDA header against lxml parsing alone: `python -m benchmarks.cda`.

The reference is `lxml.etree.iterparse` stopped at the start of `component`. Needs `ESANTE_RULES_CORPUS`; without it,
the full header of the tests is the only document. Documents are in memory, so that no disk is measured.
"""

from __future__ import annotations

import io
import os
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from benchmarks._harness import best
from esante_rules.cda import check_header

_COMPONENT = "{urn:hl7-org:v3}component"
_FULL = Path(__file__).parent.parent / "tests" / "vectors" / "cda" / "full.xml"
_PIECE = b"JVBERi0xLjQKJSVFT0YK"
_ROUNDS = 100
"""Enough, with two subjects in turn, for one of them to meet no neighbour on a busy machine."""
MEDIAN, WORST, MILLISECONDS, BODY = 8.0, 15.0, 5.0, 1.5


def reference(document: bytes) -> etree._Element | None:
    """Parse up to the start of `component`."""
    for _, element in etree.iterparse(io.BytesIO(document), events=("start",)):
        if element.tag == _COMPONENT:
            return element
    return None


def _call(function: Callable[[bytes], object], document: bytes) -> Callable[[], object]:
    return lambda: function(document)


def measure(document: bytes) -> tuple[float, float]:
    """Seconds of the reference and of the check, in one run."""
    cost = best({"reference": _call(reference, document), "check": _call(check_header, document)}, rounds=_ROUNDS)
    return cost["reference"], cost["check"]


def main() -> int:
    """Print each document, then the bars; 1 when one is not met."""
    folder = os.environ.get("ESANTE_RULES_CORPUS", "")
    paths = sorted((Path(folder) / "cda" / "official").glob("*.xml")) if folder else [_FULL]
    ratios: list[float] = []
    slowest = 0.0
    for path in paths:
        base, check = measure(path.read_bytes())
        ratios.append(check / base)
        slowest = max(slowest, check)
        print(f"{path.name[:60]:<60} {base * 1e3:8.3f} ms {check * 1e3:8.3f} ms {check / base:6.2f}")
    small = _FULL.read_bytes()
    large = small.replace(_PIECE, _PIECE * 2_500_000)
    sizes = best({"small": _call(check_header, small), "large": _call(check_header, large)})
    bars = (
        ("median ratio", statistics.median(ratios), MEDIAN),
        ("worst ratio", max(ratios), WORST),
        ("slowest header, ms", slowest * 1e3, MILLISECONDS),
        (f"body of {len(large) // 1_000_000} MB against a small one", sizes["large"] / sizes["small"], BODY),
    )
    for words, value, most in bars:
        print(f"{words:<60} {value:8.2f}    at most {most:<6} {'met' if value <= most else 'NOT MET'}")
    return 0 if all(value <= most for _, value, most in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
