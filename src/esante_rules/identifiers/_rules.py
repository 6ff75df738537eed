"""Every rule of identifiers."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Rule
from esante_rules.identifiers import (
    codes,
    dialects,
    documents,
    fhir,
    hl7v2,
    mssante,
    namespaces,
    national,
    oids,
    patients,
    professionals,
    structures,
    xds,
)

RULES: Final[tuple[Rule[Any], ...]] = (
    *(rule for kind in professionals.KINDS for rule in kind.rules),
    *(rule for kind in structures.KINDS for rule in kind.rules),
    *(rule for kind in national.KINDS for rule in kind.rules),
    *patients.RULES,
    *documents.RULES,
    *oids.RULES,
    *namespaces.RULES,
    *mssante.RULES,
    *codes.RULES,
    *hl7v2.RULES,
    *fhir.RULES,
    *dialects.RULES,
    *xds.RULES,
)
"""Every rule of identifiers, in the order of the pages."""
