"""AIPD (analyse d'impact relative à la protection des données): is one due, and is it complete?

`evaluate(processing)` gives the verdict with its trace and the questions left to ask; `check(aipd)` tells what an
AIPD lacks; `consultation(...)` and `check_timing(...)` tell when to consult the CNIL and when to review;
`parse_pia_json` and `to_pia_json` exchange with the CNIL's PIA tool; `to_markdown` and `to_html` write the report
that a DPO files.
"""

from __future__ import annotations

from typing import Any, Final

from esante_rules._answer import Answer
from esante_rules._core import Rule
from esante_rules.rgpd.aipd._content import (
    CONTENT_RULES,
    GUARDS,
    ITEMS,
    Action,
    Aipd,
    Completeness,
    Risk,
    State,
    check,
    completeness,
)
from esante_rules.rgpd.aipd._decision import Decision, evaluate
from esante_rules.rgpd.aipd._duty import TERMS
from esante_rules.rgpd.aipd._exceptions import EXEMPT_BUT_ARTICLE, LISTED_TWICE
from esante_rules.rgpd.aipd._file import FILE_RULES, check_json, json_schema, parse_json, to_json
from esante_rules.rgpd.aipd._pia import PIA_RULES, check_pia_json, parse_pia_json
from esante_rules.rgpd.aipd._pia_export import to_pia_json
from esante_rules.rgpd.aipd._processing import DATA, PEOPLE, PURPOSES, Processing
from esante_rules.rgpd.aipd._questions import FACTS, QUESTIONS, RT_TYPES, SECTIONS, Question
from esante_rules.rgpd.aipd._report import to_html, to_markdown
from esante_rules.rgpd.aipd._risk import (
    CONSULTATION_RULES,
    EVENTS,
    GRAVITY,
    LIKELIHOOD,
    SUGGESTED,
    ZONES,
    Consultation,
    Level,
    Outcome,
    Rating,
    advice_due,
    consultation,
    extension_notice_due,
    zone,
)
from esante_rules.rgpd.aipd._scale import large_scale
from esante_rules.rgpd.aipd._settling import Settling
from esante_rules.rgpd.aipd._terms import CONTRADICTION
from esante_rules.rgpd.aipd._thresholds import THRESHOLDS
from esante_rules.rgpd.aipd._timing import TIMING_RULES, Timeline, check_timing, review_due
from esante_rules.rgpd.aipd._verdict import Flag, Verdict

__all__ = [
    "DATA",
    "EVENTS",
    "FACTS",
    "GRAVITY",
    "GUARDS",
    "ITEMS",
    "LIKELIHOOD",
    "PEOPLE",
    "PURPOSES",
    "QUESTIONS",
    "RT_TYPES",
    "RULES",
    "SECTIONS",
    "SUGGESTED",
    "THRESHOLDS",
    "ZONES",
    "Action",
    "Aipd",
    "Answer",
    "Completeness",
    "Consultation",
    "Decision",
    "Flag",
    "Level",
    "Outcome",
    "Processing",
    "Question",
    "Rating",
    "Risk",
    "Settling",
    "State",
    "Timeline",
    "Verdict",
    "advice_due",
    "check",
    "check_json",
    "check_pia_json",
    "check_timing",
    "completeness",
    "consultation",
    "evaluate",
    "extension_notice_due",
    "json_schema",
    "large_scale",
    "parse_json",
    "parse_pia_json",
    "review_due",
    "to_html",
    "to_json",
    "to_markdown",
    "to_pia_json",
    "zone",
]

RULES: Final[tuple[Rule[Any], ...]] = (
    CONTRADICTION,
    *(term.rule for term in TERMS),
    LISTED_TWICE,
    EXEMPT_BUT_ARTICLE,
    *CONTENT_RULES,
    *ZONES,
    *CONSULTATION_RULES,
    *TIMING_RULES,
    *FILE_RULES,
    *PIA_RULES,
)
"""Every rule of the AIPD, in report order."""
