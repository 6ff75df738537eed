"""Fuzz the CDA reader and checks: any bytes at all give a report, in bounded time, and never show the input.

    python -m tools.fuzz_cda CORPUS_FOLDER -max_total_time=3600 -timeout=10

Needs atheris. Python code is instrumented; libxml2, which is compiled, is not: its faults would show as crashes only.
Half of the inputs are edits of a valid document, since random bytes rarely get past the first element.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]

with atheris.instrument_imports(include=["esante_rules"]):
    from esante_rules import Refused
    from esante_rules.cda import PROFILES, Level, build_n1, check_batch, check_header, level, read_header

_FULL = (Path(__file__).parent.parent / "tests" / "vectors" / "cda" / "full.xml").read_bytes()


def test_one(data: bytes) -> None:
    """One input in both readings, against one edition; when it is a document, its header is written and read again."""
    document = data
    if data[:1] and data[0] % 2:
        document = _spliced(data[1:])
    profile = PROFILES[len(data) % len(PROFILES)]
    for whole in (False, True):
        report = check_header(document, profile=profile, whole=whole)
        for lang in ("fr", "en"):
            for finding in report.findings:
                finding.message(lang)
        if not isinstance(level(document, whole=whole), Level):
            raise TypeError("level")
    try:
        header = read_header(document)
    except Refused:
        return
    check_batch([header, read_header(build_n1(header, b"%PDF-1.4", "application/pdf"))])


def _spliced(data: bytes) -> bytes:
    provider = atheris.FuzzedDataProvider(data)
    document = bytearray(_FULL)
    for _ in range(provider.ConsumeIntInRange(1, 8)):
        start = provider.ConsumeIntInRange(0, len(document))
        length = provider.ConsumeIntInRange(0, 64)
        if provider.ConsumeBool():
            document[start : start + length] = provider.ConsumeBytes(provider.ConsumeIntInRange(0, 48))
        else:
            other = provider.ConsumeIntInRange(0, len(document))
            document[start:start] = document[other : other + length]
    return bytes(document)


def main() -> None:
    """Run libFuzzer with the arguments of the command line."""
    atheris.Setup(sys.argv, test_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
