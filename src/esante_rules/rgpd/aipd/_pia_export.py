"""Write an `Aipd` as a file that the CNIL's PIA tool imports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from esante_rules._core import require, require_day
from esante_rules.rgpd.aipd._content import Aipd, filled
from esante_rules.rgpd.aipd._pia import DATES, EVENT_OF, LISTS, OWN_KEY, QUESTION_ITEMS, STATES
from esante_rules.rgpd.aipd._risk import Rating


def to_pia_json(aipd: Aipd, *, created: date) -> str:
    """Write a file that the CNIL's PIA tool imports. `created` is the day it will show as the creation of the PIA."""
    require(aipd, Aipd, "aipd")
    require_day(created, "created")
    stamp = f"{created.isoformat()}T00:00:00.000Z"
    whole = {
        "pia": _pia(aipd, stamp),
        "answers": list(_numbered(_answers(aipd), stamp)),
        "measures": list(_numbered(({"title": t, "content": c} for t, c in aipd.measures), stamp)),
        "evaluations": list(_numbered(_evaluations(aipd), stamp)),
        "comments": [],
        OWN_KEY: _own_part(aipd),
    }
    return json.dumps(whole, ensure_ascii=True, indent=2)


def _numbered(rows: Iterator[dict[str, Any]], stamp: str) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows, start=1):
        yield {"id": number, "pia_id": 1, **row, "created_at": stamp}


def _pia(aipd: Aipd, stamp: str) -> dict[str, Any]:
    validated = filled(aipd.texts.get("validation", "")) and aipd.validated_on is not None
    return {
        "id": 1,
        "name": aipd.name,
        "category": "",
        "status": 2 if validated else 0,
        "author_name": "",
        "evaluator_name": "",
        "validator_name": aipd.texts.get("validation", ""),
        "dpo_status": None,
        "dpo_opinion": aipd.texts.get("avis_dpo"),
        "dpos_names": None,
        "concerned_people_searched_opinion": "avis_personnes" in aipd.texts,
        "concerned_people_opinion": aipd.texts.get("avis_personnes"),
        "concerned_people_status": None,
        "people_names": None,
        "created_at": stamp,
    }


def _answers(aipd: Aipd) -> Iterator[dict[str, Any]]:
    for number, item in QUESTION_ITEMS.items():
        if item in aipd.texts:
            yield _row(number, text=aipd.texts[item])
    for section, event in EVENT_OF.items():
        if event not in aipd.risks:
            continue
        risk, base = aipd.risks[event], 300 + 10 * section
        for question, part in LISTS.items():
            yield _row(base + question, texts=list(getattr(risk, part)))
        yield _row(base + 5, text=risk.gravity_note, gauge=risk.rating.gravity)
        yield _row(base + 6, text=risk.likelihood_note, gauge=risk.rating.likelihood)


def _row(number: int, *, text: str | None = None, gauge: int = 0, texts: list[str] | None = None) -> dict[str, Any]:
    return {"reference_to": number, "data": {"text": text, "gauge": gauge, "list": texts or []}}


def _evaluations(aipd: Aipd) -> Iterator[dict[str, Any]]:
    """The states as the tool holds them: by item in section 1 (its least advanced question), by question in 2."""
    places = {"1.1": (111, 112, 113), "1.2": (121, 122, 123)}
    for reference, numbers in places.items():
        items = [QUESTION_ITEMS[number] for number in numbers]
        yield from _evaluation_row(aipd, reference, items, None)
    for number, item in QUESTION_ITEMS.items():
        if number > 200:
            yield from _evaluation_row(aipd, f"2.{number // 10 % 10}.{number}", [item], None)
    for section, event in EVENT_OF.items():
        residual = aipd.risks[event].residual if event in aipd.risks else None
        yield from _evaluation_row(aipd, f"3.{section}", [event], residual)


def _evaluation_row(aipd: Aipd, reference: str, items: list[str], residual: Rating | None) -> Iterator[dict[str, Any]]:
    states = [STATES.index(aipd.states[item]) for item in items if item in aipd.states]
    if not states and (residual is None or residual == Rating()):
        return
    action = next((action for action in aipd.actions if action.item in items), None)
    yield {
        "reference_to": reference,
        "status": min(states, default=0),
        "action_plan_comment": action.measure if action else None,
        "evaluation_comment": None,
        "gauges": {"x": residual.gravity, "y": residual.likelihood} if residual else {"x": 0, "y": 0},
        "estimated_implementation_date": action.due.isoformat() if action and action.due else None,
        "person_in_charge": action.owner if action else None,
        "global_status": 2 if states else 0,
    }


def _own_part(aipd: Aipd) -> dict[str, Any]:
    held = {*QUESTION_ITEMS.values(), "avis_dpo", "avis_personnes"}
    days = {name: getattr(aipd, name) for name in DATES}
    return {
        "schema": 1,
        "texts": {item: text for item, text in aipd.texts.items() if item not in held},
        "states": {item: state.value for item, state in aipd.states.items()},
        "guards": {name: answer.value for name, answer in aipd.guards.items()},
        "actions": [
            {
                "item": action.item,
                "measure": action.measure,
                "owner": action.owner,
                "due": action.due.isoformat() if action.due else None,
                "done": action.done.value,
            }
            for action in aipd.actions
        ],
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }
