"""Retention periods: timelines with their reasons (durées de conservation).

    from datetime import date
    from esante_rules.rgpd import retention

    facts = {"BIRTH": date(2010, 6, 15), "LAST_STAY_OR_OUTPATIENT": date(2012, 1, 20)}
    answer = retention.timeline("hospital-record", facts, as_of=date(2026, 6, 30))
    answer.until           # the last day of retention, included
    answer.explain("en")   # every step, its term and its article

The catalogue helps a controller decide; it does not decide. A term that is still to be confirmed never makes a record
due unless the caller accepts it.
"""

from __future__ import annotations

from esante_rules._dates import Interval, Period
from esante_rules.rgpd.retention import output
from esante_rules.rgpd.retention._row import term
from esante_rules.rgpd.retention.catalogue import CATEGORIES, RULES, TERMS, Category, category, terms, undeclared
from esante_rules.rgpd.retention.facts import Facts, Occurrence
from esante_rules.rgpd.retention.model import Action, Nature, Obligation, Phase, Sector, Status, Term
from esante_rules.rgpd.retention.plan import Deadline, Entry, Record, Summary, plan, summarise
from esante_rules.rgpd.retention.policy import Policy
from esante_rules.rgpd.retention.purposes import Document, document
from esante_rules.rgpd.retention.reading import check_facts, parse_facts
from esante_rules.rgpd.retention.result import Extract, Reading, SetAside, Span, Step, Timeline
from esante_rules.rgpd.retention.svg import svg
from esante_rules.rgpd.retention.timeline import timeline
from esante_rules.rgpd.retention.triggers import TRIGGERS, Flag, Trigger

__all__ = [
    "CATEGORIES",
    "RULES",
    "TERMS",
    "TRIGGERS",
    "Action",
    "Category",
    "Deadline",
    "Document",
    "Entry",
    "Extract",
    "Facts",
    "Flag",
    "Interval",
    "Nature",
    "Obligation",
    "Occurrence",
    "Period",
    "Phase",
    "Policy",
    "Reading",
    "Record",
    "Sector",
    "SetAside",
    "Span",
    "Status",
    "Step",
    "Summary",
    "Term",
    "Timeline",
    "Trigger",
    "category",
    "check_facts",
    "document",
    "output",
    "parse_facts",
    "plan",
    "summarise",
    "svg",
    "term",
    "terms",
    "timeline",
    "undeclared",
]
