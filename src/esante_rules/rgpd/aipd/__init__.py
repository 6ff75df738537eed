"""AIPD (analyse d'impact relative à la protection des données): is one due, and is it complete?"""

from __future__ import annotations

from typing import Any, Final

from esante_rules._answer import Answer
from esante_rules._core import Rule
from esante_rules.rgpd.aipd._decision import Decision, Flag, Verdict, evaluate
from esante_rules.rgpd.aipd._duty import TERMS
from esante_rules.rgpd.aipd._exceptions import EXEMPT_BUT_ARTICLE, LISTED_TWICE
from esante_rules.rgpd.aipd._expr import THRESHOLDS
from esante_rules.rgpd.aipd._processing import DATA, PEOPLE, PURPOSES, Processing
from esante_rules.rgpd.aipd._questions import FACTS, QUESTIONS, RT_TYPES, SECTIONS, Question
from esante_rules.rgpd.aipd._settling import Settling
from esante_rules.rgpd.aipd._terms import CONTRADICTION

__all__ = [
    "DATA",
    "FACTS",
    "PEOPLE",
    "PURPOSES",
    "QUESTIONS",
    "RT_TYPES",
    "RULES",
    "SECTIONS",
    "THRESHOLDS",
    "Answer",
    "Decision",
    "Flag",
    "Processing",
    "Question",
    "Settling",
    "Verdict",
    "evaluate",
]

RULES: Final[tuple[Rule[Any], ...]] = (
    CONTRADICTION,
    *(term.rule for term in TERMS),
    LISTED_TWICE,
    EXEMPT_BUT_ARTICLE,
)
"""Every rule of the AIPD, in report order."""
