"""The JSON files of the CNIL's PIA tool: check one, read it as an `Aipd`.

The tool exports one object: `pia` (who, status, opinions), `answers` (one for each question number, with a text, a
gauge or a list), `measures`, `evaluations` (by `section.item` or `section.item.question`) and `comments`. What an
`Aipd` holds and the tool does not (dates, guards, items of the health sector) is written under our own key, which the
tool ignores and drops.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import define, field

from esante_rules._answer import Answer
from esante_rules._core import STATE_OF_LAW, Finding, Refused, Report, Rule, Text, plan, require, require_day
from esante_rules.rgpd.aipd._content import Action, Aipd, Risk, State, filled
from esante_rules.rgpd.aipd._risk import Rating
from esante_rules.rgpd.aipd._sources import PIA_TOOL
from esante_rules.rgpd.aipd._terms import rule

QUESTION_ITEMS: Final[Mapping[int, str]] = {
    111: "description",
    112: "roles",
    113: "referentiels",
    121: "donnees",
    122: "cycle_de_vie",
    123: "supports",
    211: "finalites",
    212: "base_legale",
    213: "minimisation",
    214: "exactitude",
    215: "durees",
    221: "information",
    222: "consentement",
    223: "acces",
    224: "rectification",
    225: "limitation",
    226: "sous_traitance",
    227: "transferts",
}
"""The questions of the tool's standard model, and the item that each fills."""
EVENT_OF: Final[Mapping[int, str]] = {2: "acces", 3: "modification", 4: "disparition"}
"""The items of section 3 of the tool that are feared events."""
LISTS: Final = {1: "impacts", 2: "threats", 3: "sources", 4: "measures"}
_GAUGES: Final = {5: "gravity", 6: "likelihood"}
STATES: Final = (State.EN_ATTENTE, State.A_CORRIGER, State.AMELIORABLE, State.ACCEPTABLE)
OWN_KEY: Final = "esante_rules"

NOT_JSON: Final = rule(
    "aipd.pia.not-json",
    Text("Ce n'est pas un fichier JSON lisible.", "This is not a readable JSON file."),
    Text("L'export de l'outil PIA est un fichier JSON en UTF-8.", "The PIA tool exports a JSON file in UTF-8."),
    PIA_TOOL,
    level="BLOQUANT",
    since=None,
)
NOT_A_PIA: Final = rule(
    "aipd.pia.not-an-export",
    Text("Ce fichier n'est pas un export de l'outil PIA.", "This file is not an export of the PIA tool."),
    Text("L'outil écrit un objet qui a une partie pia.", "The tool writes an object that has a part named pia."),
    PIA_TOOL,
    level="BLOQUANT",
    since=None,
)
MALFORMED: Final = rule(
    "aipd.pia.malformed-part",
    Text(
        "Cette partie n'a pas la forme que l'outil PIA écrit.",
        "This part has not the form that the PIA tool writes.",
    ),
    Text(
        "La lire de travers ferait disparaître une partie de l'analyse.",
        "Reading it wrong would make a part of the assessment vanish.",
    ),
    PIA_TOOL,
    level="BLOQUANT",
    since=None,
)
OUT_OF_SCALE: Final = rule(
    "aipd.pia.level-out-of-scale",
    Text("Ce niveau n'est pas entre 0 et 4.", "This level is not between 0 and 4."),
    Text("Les deux échelles de la CNIL ont quatre niveaux.", "The two scales of the CNIL have four levels."),
    PIA_TOOL,
    level="BLOQUANT",
    since=None,
)
UNKNOWN_QUESTION: Final = rule(
    "aipd.pia.unknown-question",
    Text(
        "Cette réponse n'est pas celle d'une question du modèle standard ; elle n'est pas reprise.",
        "This answer is not that of a question of the standard model; it is not taken over.",
    ),
    Text(
        "L'outil permet des modèles propres à un organisme, que rien ne relie aux éléments requis.",
        "The tool allows models of one's own, which nothing links to the required elements.",
    ),
    PIA_TOOL,
    level="MINEUR",
    since=None,
)
PIA_RULES: Final[tuple[Rule[Any], ...]] = (NOT_JSON, NOT_A_PIA, MALFORMED, OUT_OF_SCALE, UNKNOWN_QUESTION)


@define
class _Reading:
    """What has been read so far, and what was wrong."""

    findings: list[Finding] = field(factory=list)
    texts: dict[str, str] = field(factory=dict)
    states: dict[str, State] = field(factory=dict)
    risks: dict[str, dict[str, Any]] = field(factory=dict)
    actions: list[Action] = field(factory=list)

    def wrong(self, rule_: Rule[Any], place: str) -> None:
        self.findings.append(Finding(rule_, place))

    def text(self, holder: Mapping[str, Any], key: str, place: str) -> str:
        """A text that may be absent or null."""
        value = holder.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.wrong(MALFORMED, f"{place}/{key}")
            return ""
        return value

    def level(self, value: object, place: str) -> int:
        """A level from 0 to 4; absent is 0."""
        if value is None or value == "":
            return 0
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(MALFORMED, place)
        elif not 0 <= value <= 4:
            self.wrong(OUT_OF_SCALE, place)
        else:
            return value
        return 0

    def rows(self, document: Mapping[str, Any], key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The objects of a list that may be absent or null, each with its place."""
        rows = document.get(key)
        if rows is None:
            return
        if not isinstance(rows, list):
            self.wrong(MALFORMED, key)
            return
        for number, row in enumerate(rows, start=1):
            if isinstance(row, dict):
                yield f"{key}[{number}]", row
            else:
                self.wrong(MALFORMED, f"{key}[{number}]")


def check_pia_json(document: bytes | str, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report what forbids reading a file of the CNIL's PIA tool, or is left out of it."""
    return _report(_read(document)[1], as_of)


def parse_pia_json(document: bytes | str) -> Aipd:
    """Read a file of the CNIL's PIA tool. Raises `Refused`, with the report, when its form is not that of the tool.

    The question on data also asks for the recipients: in a file that the tool wrote its answer fills both items.
    """
    aipd, findings = _read(document)
    report = _report(findings, STATE_OF_LAW)
    if aipd is None or not report.ok:
        raise Refused(report)
    return aipd


def _report(findings: tuple[Finding, ...], as_of: date) -> Report:
    require_day(as_of, "as_of")
    active, skipped = plan(PIA_RULES, as_of)
    return Report(as_of=as_of, findings=findings, evaluated=active, skipped=skipped)


def _read(document: bytes | str) -> tuple[Aipd | None, tuple[Finding, ...]]:
    require(document, (bytes, str), "document")
    try:
        text = document.decode("utf-8-sig") if isinstance(document, bytes) else document
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return None, (Finding(NOT_JSON),)
    if not (isinstance(whole, dict) and isinstance(whole.get("pia"), dict)):
        return None, (Finding(NOT_A_PIA, "pia"),)
    reading = _Reading()
    aipd = _assembled(whole, reading)
    return aipd, tuple(reading.findings)


def _assembled(whole: Mapping[str, Any], reading: _Reading) -> Aipd | None:
    pia = whole["pia"]
    for place, row in reading.rows(whole, "answers"):
        _answer(row, place, reading)
    for place, row in reading.rows(whole, "evaluations"):
        _evaluation(row, place, reading)
    measures = tuple(
        (reading.text(row, "title", place), reading.text(row, "content", place))
        for place, row in reading.rows(whole, "measures")
    )
    for key, item in (("dpo_opinion", "avis_dpo"), ("concerned_people_opinion", "avis_personnes")):
        if pia.get(key) is not None:
            reading.texts[item] = reading.text(pia, key, "pia")
    own = _own(whole, pia, reading)
    name = reading.text(pia, "name", "pia")
    if any(finding.rule is not UNKNOWN_QUESTION for finding in reading.findings):
        return None
    risks = {event: _risk(parts) for event, parts in reading.risks.items()}
    return Aipd(name=name, risks=risks, measures=measures, **own)


def _risk(parts: dict[str, Any]) -> Risk:
    return Risk(
        **{key: value for key, value in parts.items() if key in (*LISTS.values(), "gravity_note", "likelihood_note")},
        rating=Rating(parts.get("gravity", 0), parts.get("likelihood", 0)),
        residual=parts.get("residual", Rating()),
    )


def _answer(row: Mapping[str, Any], place: str, reading: _Reading) -> None:
    number, data = row.get("reference_to"), row.get("data")
    if isinstance(number, str) and len(number) == 3 and number.isascii() and number.isdigit():
        number = int(number)
    if not isinstance(data, dict):
        reading.wrong(MALFORMED, f"{place}/data")
    elif isinstance(number, int) and number in QUESTION_ITEMS:
        reading.texts[QUESTION_ITEMS[number]] = reading.text(data, "text", f"{place}/data")
    elif (
        isinstance(number, int) and number // 100 == 3 and number // 10 % 10 in EVENT_OF and number % 10 in range(1, 7)
    ):
        _risk_answer(number, data, place, reading)
    else:
        reading.wrong(UNKNOWN_QUESTION, f"{place}/reference_to")


def _risk_answer(number: int, data: Mapping[str, Any], place: str, reading: _Reading) -> None:
    parts = reading.risks.setdefault(EVENT_OF[number // 10 % 10], {})
    question = number % 10
    if question in _GAUGES:
        name = _GAUGES[question]
        parts[name] = reading.level(data.get("gauge"), f"{place}/data/gauge")
        parts[f"{name}_note"] = reading.text(data, "text", f"{place}/data")
        return
    texts = data.get("list") or []
    if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
        parts[LISTS[question]] = tuple(texts)
    else:
        reading.wrong(MALFORMED, f"{place}/data/list")


def _targets(reference: object) -> tuple[str, ...]:
    """The items an evaluation is about: `1.2` is a whole item, `2.1.211` a question, `3.4` a feared event."""
    if not isinstance(reference, str):
        return ()
    parts = reference.split(".")
    if not all(part.isascii() and part.isdigit() and len(part) < 9 for part in parts):
        return ()
    numbers = [int(part) for part in parts]
    if len(numbers) == 2 and numbers[0] == 3 and numbers[1] in EVENT_OF:
        return (EVENT_OF[numbers[1]],)
    if len(numbers) == 2 and numbers[0] == 1:
        return tuple(item for number, item in QUESTION_ITEMS.items() if number // 10 == 10 + numbers[1])
    item = QUESTION_ITEMS.get(numbers[2]) if len(numbers) == 3 and numbers[0] == 2 else None
    return (item,) if item else ()


def _evaluation(row: Mapping[str, Any], place: str, reading: _Reading) -> None:
    targets = _targets(row.get("reference_to"))
    status = row.get("status") or 0
    if isinstance(status, bool) or not isinstance(status, int) or not 0 <= status < len(STATES):
        reading.wrong(MALFORMED, f"{place}/status")
        return
    for item in targets:
        reading.states[item] = STATES[status]
        if item in EVENT_OF.values():
            _residual(row, item, place, reading)
        if STATES[status] is State.AMELIORABLE and filled(reading.text(row, "action_plan_comment", place)):
            reading.actions.append(_action(row, item, place, reading))


def _residual(row: Mapping[str, Any], event: str, place: str, reading: _Reading) -> None:
    gauges = row.get("gauges") or {}
    if not isinstance(gauges, dict):
        reading.wrong(MALFORMED, f"{place}/gauges")
        return
    gravity, likelihood = (reading.level(gauges.get(axis), f"{place}/gauges/{axis}") for axis in ("x", "y"))
    residual = Rating(gravity, likelihood)
    if residual != Rating() or event in reading.risks:
        reading.risks.setdefault(event, {})["residual"] = residual


def _action(row: Mapping[str, Any], item: str, place: str, reading: _Reading) -> Action:
    due = reading.text(row, "estimated_implementation_date", place)
    return Action(
        item=item,
        measure=reading.text(row, "action_plan_comment", place),
        owner=reading.text(row, "person_in_charge", place),
        due=_day(due[:10]) if due else None,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _own(whole: Mapping[str, Any], pia: Mapping[str, Any], reading: _Reading) -> dict[str, Any]:
    """What the tool does not hold: from our own part when the file has one, else from what the tool says."""
    if OWN_KEY in whole:
        try:
            return _from_own(whole[OWN_KEY], reading)
        except (TypeError, ValueError, KeyError, AttributeError):
            reading.wrong(MALFORMED, OWN_KEY)
            return {}
    texts = dict(reading.texts)
    if "donnees" in texts:
        texts["destinataires"] = texts["donnees"]
    if "avis_personnes" not in texts and pia.get("concerned_people_searched_content") is not None:
        texts["avis_personnes"] = reading.text(pia, "concerned_people_searched_content", "pia")
    if pia.get("status") in (2, 3):
        texts["validation"] = reading.text(pia, "validator_name", "pia")
    named = filled(reading.text(pia, "dpos_names", "pia"))
    guards = {"dpo_designe": Answer.YES} if named else {}
    return {"texts": texts, "states": reading.states, "actions": tuple(reading.actions), "guards": guards}


DATES: Final = ("made_on", "starts_on", "dpo_on", "validated_on", "review_on")


def _from_own(own: Mapping[str, Any], reading: _Reading) -> dict[str, Any]:
    actions = tuple(
        Action(
            item=row["item"],
            measure=row["measure"],
            owner=row["owner"],
            due=date.fromisoformat(row["due"]) if row["due"] is not None else None,
            done=Answer.of(row["done"]),
        )
        for row in own["actions"]
    )
    fields = {
        "texts": {**reading.texts, **own["texts"]},
        "states": {item: State(word) for item, word in own["states"].items()},
        "guards": own["guards"],
        "actions": actions,
        **{name: date.fromisoformat(own[name]) if own[name] is not None else None for name in DATES},
    }
    Aipd(**fields)  # refuses here what its constructor refuses, so that nothing else can fail later
    return fields
