"""What several tests need: every output of a report, and the values that cannot belong to anyone."""

from __future__ import annotations

import pickle
import traceback
from datetime import date

from esante_rules import Refused, Report
from esante_rules._core import LANGS
from esante_rules.output import to_json, to_junit, to_sarif

READ_ON = date(2026, 6, 30)


def outputs(report: Report) -> str:
    """Everything the library can show of a report, in one text, to search for what must not be there."""
    parts = [repr(report), str(report), repr(report.findings), pickle.dumps(report).decode("latin-1")]
    for lang in LANGS:
        parts += [finding.message(lang) for finding in report.findings]
        parts += [f"{finding!r} {finding.at} {dict(finding.params)!r}" for finding in report.findings]
        parts += [render([("sujet", report)], lang=lang) for render in (to_json, to_sarif, to_junit)]
    parts.append(traced(Refused(report)))
    return "\n".join(parts)


def traced(error: BaseException) -> str:
    """An exception as a user would see it: its words, its repr and its whole traceback with causes."""
    return f"{error} {error!r} {''.join(traceback.format_exception(error))}"
