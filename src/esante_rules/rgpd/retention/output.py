"""Timelines for people and for tools: words, a drawing in text, CSV, JSON and iCalendar.

Labels of records are the caller's own and are written as given: do not put an identity there. Nothing else of the
input is written but the dates that were computed, which the caller asked for.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date
from typing import IO, Any, Final

from esante_rules._core import Lang, Text
from esante_rules._dates import next_day
from esante_rules.rgpd.retention.catalogue import CATEGORIES, TERM
from esante_rules.rgpd.retention.model import Action, Phase
from esante_rules.rgpd.retention.plan import Deadline, Entry, Summary
from esante_rules.rgpd.retention.result import Span, Timeline

_L: Final = {
    "as_of": Text("au {day}", "on {day}"),
    "status": Text("Situation", "Status"),
    "phase": Text("Phases", "Phases"),
    "until": Text("Dernier jour de conservation", "Last day of retention"),
    "open": Text("non déterminé", "undetermined"),
    "action": Text("À faire", "To do"),
    "from": Text("à partir du", "from"),
    "deciding": Text("Ce qui décide", "What decides"),
    "aside": Text("Écarté", "Set aside"),
    "steps": Text("Calcul", "Computation"),
    "warnings": Text("Avertissements", "Warnings"),
    "missing": Text("Il manque", "Missing"),
    "provisional": Text("provisoire", "provisional"),
    "readings": Text("Autres dates", "Other dates"),
    "extracts": Text("Extraits plus durables", "Longer-lived extracts"),
    "chosen": Text(
        "le passage en archive est au choix du responsable", "the move to the archive is the controller's choice"
    ),
    "data_from": Text("Données accessibles depuis le", "Data accessible from"),
    "overdue": Text("jours de retard", "days overdue"),
}
_COLON: Final[dict[Lang, str]] = {"fr": " : ", "en": ": "}


def day_words(day: date, lang: Lang) -> str:
    """A date as it is read: 10/03/2024 in French, 2024-03-10 in English."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}" if lang == "fr" else day.isoformat()[:10]


def explain(timeline: Timeline, lang: Lang = "fr") -> str:
    """The whole reasoning: answer, phases, computation, what was set aside, warnings and what is missing."""

    def label(key: str) -> str:
        return _L[key].in_(lang)

    colon = _COLON[lang]
    as_of = label("as_of").format(day=day_words(timeline.as_of, lang))
    provisional = f" ({label('provisional')})" if timeline.provisional else ""
    until = day_words(timeline.until, lang) if timeline.until else label("open")
    lines = [
        f"{timeline.label.in_(lang)}, {as_of}",
        f"{label('status')}{colon}{timeline.status.says.in_(lang)}{provisional}",
        f"{label('until')}{colon}{timeline.until_instant.isoformat() if timeline.until_instant else until}",
        f"{label('action')}{colon}{_action_words(timeline, lang)}",
    ]
    if timeline.days_overdue:
        lines.append(f"{label('overdue')}{colon}{timeline.days_overdue}")
    if timeline.data_from:
        lines.append(f"{label('data_from')} {day_words(timeline.data_from, lang)}")
    if timeline.missing:
        lines.append(f"{label('missing')}{colon}{', '.join(timeline.missing)}")
    blocks = (
        ("phase", [*phase_lines(timeline, lang), *([label("chosen")] if timeline.switch_is_chosen else [])]),
        ("deciding", [f"{term.rule.says.in_(lang)} [{term.name}, {term.refs[0]}]" for term in timeline.deciding]),
        ("steps", [step.explain(lang) for step in timeline.steps]),
        ("aside", [f"{a.term.label.in_(lang)}{colon}{a.reason.in_(lang)} [{a.term.name}]" for a in timeline.set_aside]),
        ("extracts", [f"{e.term.label.in_(lang)}{colon}{day_words(e.until, lang)}" for e in timeline.extracts]),
        ("readings", [f"{r.kind.in_(lang)}{colon}{day_words(r.until, lang)}" for r in timeline.readings]),
        ("warnings", [finding.message(lang) for finding in (*timeline.warnings, *timeline.notes)]),
    )
    for key, items in blocks:
        if items:
            lines += [f"{label(key)}{colon}".rstrip(), *(f"  - {item}" for item in items)]
    return "\n".join(lines)


def _action_words(timeline: Timeline, lang: Lang) -> str:
    words = ", ".join(action.says.in_(lang) for action in (timeline.action, *timeline.also))
    start = timeline.action_from
    return f"{words}, {_L['from'].in_(lang)} {day_words(start, lang)}" if start else words


def phase_lines(timeline: Timeline, lang: Lang) -> list[str]:
    """One line a phase, with its first and last day."""
    return [f"{span.phase.says.in_(lang)}{_COLON[lang]}{_between(span, lang)}" for span in timeline.phases]


def _between(span: Span, lang: Lang) -> str:
    first = day_words(span.first, lang) if span.first else "…"
    last = day_words(span.last, lang) if span.last else "…"
    return f"{first} → {last}"


def draw(timeline: Timeline, lang: Lang = "fr", width: int = 72) -> str:
    """A timeline readable in a terminal: a bar a phase, and the day of the evaluation under it."""
    scale = Scale(timeline, width)
    bars = {Phase.ACTIVE: "█", Phase.TOTAL: "█", Phase.INTERMEDIATE: "▒", Phase.END: "·"}
    line = [" "] * width
    for span in timeline.phases:
        for column in range(*scale.columns(span)):
            line[column] = bars[span.phase]
    if timeline.until is None and (timeline.active_until is None or timeline.archive_follows):
        line[-3:] = "..."
    here = scale.column(timeline.as_of)
    marker = " " * here + "▲ " + _L["as_of"].in_(lang).format(day=day_words(timeline.as_of, lang))
    return "\n".join([timeline.label.in_(lang), "".join(line), marker, *phase_lines(timeline, lang)])


class Scale:
    """Where days stand on a line: from one year before the first date known to one year after the last."""

    def __init__(self, timeline: Timeline, width: int) -> None:
        known = [timeline.as_of, *(d for s in timeline.phases for d in (s.first, s.last) if d)]
        known += [hole for step in timeline.steps for hole in step.holes.values() if isinstance(hole, date)]
        ordinals = [day.toordinal() for day in known]
        self.first, self.last, self.width = min(ordinals) - 180, max(ordinals) + 540, width

    def column(self, day: date) -> int:
        """The column of a day, from 0 to `width - 1`."""
        share = (day.toordinal() - self.first) / (self.last - self.first)
        return min(max(round(share * (self.width - 1)), 0), self.width - 1)

    def columns(self, span: Span) -> tuple[int, int]:
        """The first column of a phase and the one after its last."""
        first = self.column(span.first) if span.first else 0
        last = self.column(next_day(span.last)) if span.last else self.width
        return first, max(last, first)


def summary_lines(summary: Summary, lang: Lang = "fr") -> Iterator[str]:
    """The summary in words: how many records, what is due, and why."""
    counted = Text("Dossiers : {records}, à traiter : {due}", "Records: {records}, due: {due}")
    yield counted.in_(lang).format(records=summary.records, due=summary.due)
    for (name, action), count in sorted(summary.by_action.items(), key=lambda item: (item[0][0], item[0][1].value)):
        yield f"  {count} {CATEGORIES[name].label.in_(lang)}{_COLON[lang]}{action.says.in_(lang)}"
    for name, count in sorted(summary.reasons.items()):
        yield f"  {count} {TERM[name].rule.says.in_(lang) if name in TERM else name} [{name}]"
    for name, count in sorted(summary.missing.items()):
        yield f"  {count} {_L['missing'].in_(lang)}{_COLON[lang]}{name}"


CSV_COLUMNS: Final = (
    "key",
    "category",
    "status",
    "active_until",
    "until",
    "action_from",
    "action",
    "provisional",
    "deciding",
    "missing",
    "warnings",
)


def to_csv(entries: Iterable[Entry], file: IO[str]) -> int:
    """Write one line an entry, as they come, under a header; returns how many. Open the file with `newline=""`."""
    writer = csv.writer(file)
    writer.writerow(CSV_COLUMNS)
    return _streamed(entries, lambda entry: writer.writerow(_csv_row(entry)))


def _streamed(entries: Iterable[Entry], write: Callable[[Entry], Any]) -> int:
    count = 0
    for entry in entries:
        write(entry)
        count += 1
    return count


def _csv_row(entry: Entry) -> list[str]:
    timeline = entry.timeline
    if timeline is None:
        return [entry.key, entry.category, "refused", *[""] * 7, " ".join(finding.id for finding in entry.faults)]
    dates = (timeline.active_until, timeline.until, timeline.action_from)
    return [
        entry.key,
        entry.category,
        timeline.status.value,
        *("" if day is None else day.isoformat() for day in dates),
        timeline.action.value,
        "yes" if timeline.provisional else "no",
        " ".join(term.name for term in timeline.deciding),
        " ".join(timeline.missing),
        " ".join(finding.id for finding in timeline.warnings),
    ]


def to_json_lines(entries: Iterable[Entry], file: IO[str], *, lang: Lang = "fr") -> int:
    """Write one JSON object a line, as the entries come; returns how many."""
    return _streamed(
        entries, lambda entry: file.write(json.dumps(entry.to_dict(lang), ensure_ascii=False, sort_keys=True) + "\n")
    )


def to_json(summary: Summary, *, lang: Lang = "fr") -> str:
    """The summary of a plan as one JSON document."""
    return json.dumps(summary.to_dict(lang), ensure_ascii=False, indent=2)


def to_icalendar(deadlines: Iterable[Deadline], *, as_of: date, lang: Lang = "fr") -> bytes:
    """The coming deadlines as an iCalendar file: one whole-day event a day, category and action, with a count only.

    No label of a record is written: a calendar travels. Needs the extra `esante-rules[ical]`; `ImportError` says so.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise ImportError("iCalendar output needs the extra: pip install 'esante-rules[ical]'") from None
    from datetime import datetime

    calendar = Calendar()
    calendar.add("prodid", "-//esante-rules//retention//FR")
    calendar.add("version", "2.0")
    stamp = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    for deadline in deadlines:
        event = Event()
        event.add("uid", _uid(deadline))
        event.add("dtstamp", stamp)
        event.add("dtstart", deadline.day)
        event.add("dtend", next_day(deadline.day))
        event.add("transp", "TRANSPARENT")
        event.add("summary", deadline_words(deadline, lang))
        event.add("description", ", ".join(deadline.terms))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _uid(deadline: Deadline) -> str:
    """The same for the same deadline, so that a calendar read again is updated and not doubled."""
    terms = ".".join(name.rpartition(".")[2] for name in deadline.terms)
    words = (deadline.day.isoformat(), deadline.category, deadline.action.value, terms)
    return f"{'-'.join(words)}{'-provisional' if deadline.provisional else ''}@esante-rules"


def deadline_words(deadline: Deadline, lang: Lang) -> str:
    """One deadline in words: how many records, which data, what to do."""
    provisional = f" ({_L['provisional'].in_(lang)})" if deadline.provisional else ""
    return f"{deadline.label.in_(lang)} ({deadline.count}){_COLON[lang]}{deadline.action.says.in_(lang)}{provisional}"


def lines(entries: Iterable[Entry], lang: Lang = "fr") -> Iterator[str]:
    """One readable line an entry, as they come."""
    for entry in entries:
        timeline = entry.timeline
        if timeline is None:
            yield f"{entry.key} {' '.join(finding.message(lang) for finding in entry.faults)}"
            continue
        todo = "" if timeline.action is Action.KEEP else f", {_action_words(timeline, lang)}"
        yield f"{entry.key} {timeline.label.in_(lang)}{_COLON[lang]}{timeline.status.says.in_(lang)}{todo}"
