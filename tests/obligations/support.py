"""Run the vectors of the obligations: facts as JSON, rules by their number in the rulebook."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from esante_rules import STATE_OF_LAW, Refused, Report
from esante_rules.rgpd import breach, dpo, hosting, legal_basis, notices, register, rights

ROOT = Path(__file__).parent.parent
SUBJECTS = ("rights", "breach", "hosting", "legal_basis", "notices", "register", "dpo")


def load(path: str) -> list[dict[str, Any]]:
    """A list of vectors, by its path under `tests/vectors`."""
    loaded: list[dict[str, Any]] = json.loads((ROOT / "vectors" / path).read_text("utf-8"))
    return loaded


def numbers(names: list[str]) -> list[str]:
    """The numbers of the rulebook for those names, in order, each once."""
    with (ROOT.parent / "docs" / "rule-map.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["rulebook"] == "obligations"]
    of = {name: row["number"] for row in rows for name in row["names"].split()}
    return list(dict.fromkeys(of[name] for name in names))


def call(name: str, given: dict[str, Any]) -> Any:
    """Call one function of the library with facts written as JSON."""
    facts = {key: _value(value) for key, value in given.items()}
    law = {"as_of": facts.pop("as_of")} if "as_of" in facts else {}
    match name:
        case "deadline":
            return rights.deadline(rights.Request(**{"right": "acces", **facts}), **law)
        case "health_deadline":
            return rights.health_deadline(rights.HealthRequest(**facts), **law)
        case "older_than_five_years" | "opposition":
            return getattr(rights, name)(**facts, **law)
        case "duties":
            return breach.duties(breach.Breach(**facts), **law)
        case "check_breach_notice":
            return breach.check_notice(facts["items"], **law)
        case "hosting":
            if facts.get("certificate") is not None:
                certificate = {key: _value(value) for key, value in facts["certificate"].items()}
                facts["certificate"] = hosting.Certificate(**certificate)
            return hosting.decide(hosting.Hosting(**facts), **law)
        case "legal_basis":
            return legal_basis.check(legal_basis.LegalBasis(**facts), **law)
        case "notice" | "exemption" | "timing" | "due_by":
            functions: dict[str, Any] = {
                "notice": notices.check,
                "exemption": notices.check_exemption,
                "timing": notices.check_timing,
                "due_by": notices.due_by,
            }
            return functions[name](**facts, **law)
        case "exemption_30_5":
            return register.exemption(**facts, **law)
        case "entry":
            [entry] = register.from_json(json.dumps({"entrees": [facts["entry"]]})).entries
            return register.check(entry, **law)
        case "processor_entry":
            [processor] = register.from_json(json.dumps({"entrees_sous_traitant": [facts["entry"]]})).processor_entries
            return register.check_processor(processor, **law)
        case "register":
            return register.check_register(register.from_json(json.dumps(facts["register"])), **law)
        case "register_file":
            try:
                register.from_json(facts["text"])
            except Refused as refused:
                return refused.report
            return Report(as_of=STATE_OF_LAW)
        case "dpo":
            return dpo.decide(dpo.Organisation(**facts), **law)
        case "designation":
            mandatory = dpo.decide(dpo.Organisation(public_body=True))
            return dpo.check_designation(mandatory, dpo.Designation(**facts), **law)
    raise AssertionError(name)


def _value(value: Any) -> Any:
    if not isinstance(value, str) or value[:2] != "20":
        return value
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


def names(result: Any) -> list[str]:
    """The names of the rules that apply, or of the faults that are established."""
    if hasattr(result, "findings"):
        return [finding.id for finding in result.findings]
    steps = result.faults if hasattr(result, "not_in_force") and hasattr(result, "faults") else result.steps
    return [step.rule.id for step in steps if step.answer.value != "non"]
