"""CDA R2 documents of the CI-SIS: is this header, N1 or N3, what the official tools accept?"""

from typing import Any, Final

from esante_rules._core import Rule
from esante_rules.cda import _input, _schema_rules
from esante_rules.cda._check import Level, check_header, level, volet_rules
from esante_rules.cda._reading import Limits
from esante_rules.cda._value_sets import Concept, ValueSet, value_sets

__all__ = ["RULES", "Concept", "Level", "Limits", "ValueSet", "check_header", "level", "value_sets"]

RULES: Final[tuple[Rule[Any], ...]] = (*_input.RULES, *_schema_rules.RULES, *volet_rules())
