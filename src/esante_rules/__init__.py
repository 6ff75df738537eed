"""Rules of French e-health as a library: identity (INS), documents (CDA), retention, AIPD, sharing.

This package holds the core types; each subject is imported by its own name (`esante_rules.ins`,
`esante_rules.cda`, `esante_rules.rgpd`). The library advises; the person in charge decides.
"""

from typing import Any

from esante_rules._core import (
    STATE_OF_LAW,
    Confidence,
    Finding,
    Hit,
    Reference,
    Refused,
    Report,
    Rule,
    Severity,
    Skip,
    Text,
    run,
)

__all__ = [
    "STATE_OF_LAW",
    "Confidence",
    "Finding",
    "Hit",
    "Reference",
    "Refused",
    "Report",
    "Rule",
    "Severity",
    "Skip",
    "Text",
    "__version__",
    "run",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":  # read on demand: importlib.metadata costs more than the rest of the import
        from importlib.metadata import version

        return version("esante-rules")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
