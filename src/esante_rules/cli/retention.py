"""`esante-rules retention`: list the categories, explain one, compute and draw a timeline, plan a whole file."""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from esante_rules._core import STATE_OF_LAW, Lang, Report, Text
from esante_rules.cli._common import (
    FOUND,
    FOUND_NOTHING,
    NOT_EVALUATED,
    Parser,
    Subparsers,
    add_lang_option,
    complain,
    day,
    standard_text,
    text_of,
    why_unreadable,
)

if TYPE_CHECKING:
    from esante_rules.rgpd.retention import Policy, Record, Timeline


def add(subparsers: Subparsers) -> None:
    """Declare the subcommand, its own subcommands and their options."""
    parser = subparsers.add_parser("retention", help="how long data are kept, when they end, and why")
    actions = parser.add_subparsers(dest="retention", required=True, metavar="ACTION", parser_class=Parser)
    listed = actions.add_parser("list", help="list the categories of data")
    listed.add_argument("--format", choices=("text", "json"), default="text")
    explained = actions.add_parser("explain", help="the terms of one category, their texts and the facts they need")
    explained.add_argument("category", metavar="CATEGORY")
    explained.add_argument("--format", choices=("text", "json"), default="text")
    computed = actions.add_parser(
        "timeline",
        help="the timeline of one record, from facts given as TRIGGER=DATE",
        description="Facts: TRIGGER=AAAA-MM-JJ, FLAG=yes|no, SUSPENSION=START..END, HOLD=START..END, DISPOSED=DATE. "
        "Arguments are visible to the other users of the machine: give '-' to read the facts from standard input.",
    )
    computed.add_argument("category", metavar="CATEGORY")
    computed.add_argument("facts", nargs="*", metavar="TRIGGER=DATE")
    computed.add_argument("--format", choices=("text", "draw", "json", "svg"), default="text")
    planned = actions.add_parser("plan", help="the timelines of a CSV file (key,category,facts) and their summary")
    planned.add_argument("file", metavar="FILE", help="a path, or '-' for standard input")
    planned.add_argument("--format", choices=("text", "csv", "json", "summary", "ical"), default="text")
    for computing in (computed, planned):
        computing.add_argument(
            "--as-of", type=day, required=True, metavar="AAAA-MM-JJ", help="the day of the evaluation"
        )
        computing.add_argument(
            "--accept-to-confirm",
            action="store_true",
            help="let terms that are still to be confirmed make a record due",
        )
    for action in (listed, explained, computed, planned):
        add_lang_option(action)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when nothing is due, 1 when something is due or overdue, 2 when something could not be read."""
    return {"list": _list, "explain": _explain, "timeline": _timeline, "plan": _plan}[args.retention](args)


def _list(args: argparse.Namespace) -> int:
    from esante_rules.rgpd import retention

    lang: Lang = args.lang
    if args.format == "json":
        categories = [category.to_dict(lang) for category in retention.CATEGORIES.values()]
        print(json.dumps(categories, ensure_ascii=False, indent=2))
        return FOUND_NOTHING
    undeclared = Text("aucune durée déclarée au registre", "no period declared in the register")
    for category in retention.CATEGORIES.values():
        periods = ", ".join(str(term.period) for term in category.terms if term.period is not None)
        words = periods or "-" if category.terms else undeclared.in_(lang)
        print(f"{category.name}  {category.label.in_(lang)}  {words}")
    return FOUND_NOTHING


def _known(word: str, lang: Lang) -> bool:
    from esante_rules.rgpd import retention

    if word in retention.CATEGORIES:
        return True
    near = ", ".join(difflib.get_close_matches(word, list(retention.CATEGORIES), n=3)) or "-"
    complain("retention", Text(f"catégorie inconnue ; voisines : {near}", f"unknown category; near: {near}"), lang)
    return False


def _explain(args: argparse.Namespace) -> int:
    from esante_rules import catalogue
    from esante_rules.rgpd import retention

    lang: Lang = args.lang
    if not _known(args.category, lang):
        return NOT_EVALUATED
    category = retention.category(args.category)
    if args.format == "json":
        print(json.dumps(category.to_dict(lang), ensure_ascii=False, indent=2))
        return FOUND_NOTHING
    print(f"{category.name}: {category.label.in_(lang)}\n")
    for trigger in category.facts:
        about = retention.TRIGGERS[trigger]
        print(f"- {trigger.value}: {about.name(lang)}. {about.meaning(lang)}")
    print()
    print(catalogue.to_markdown(tuple(term.rule for term in category.terms), lang))
    for finding in retention.undeclared(STATE_OF_LAW).findings:
        if finding.at == category.name:
            print(finding.message(lang))
    return FOUND_NOTHING


def _timeline(args: argparse.Namespace) -> int:
    from esante_rules.rgpd import retention

    lang: Lang = args.lang
    if not _known(args.category, lang):
        return NOT_EVALUATED
    words = standard_text().read().split() if args.facts == ["-"] else args.facts
    report = retention.check_facts(words, as_of=args.as_of, category=args.category)
    if not report.ok:
        _complain_of("retention", report, lang)
        return NOT_EVALUATED
    facts = retention.parse_facts(words, as_of=args.as_of)
    (entry,) = retention.plan([retention.Record("", args.category, facts)], args.as_of, policy=_policy(args))
    if entry.timeline is None:
        _complain_of("retention", Report(as_of=args.as_of, findings=entry.faults), lang)
        return NOT_EVALUATED
    print(_shown(entry.timeline, args.format, lang))
    return FOUND if _is_due(entry.timeline) else FOUND_NOTHING


def _shown(timeline: Timeline, fmt: str, lang: Lang) -> str:
    from esante_rules.rgpd.retention import svg
    from esante_rules.rgpd.retention.output import draw, explain

    if fmt == "json":
        return json.dumps(timeline.to_dict(lang), ensure_ascii=False, indent=2)
    if fmt == "svg":
        return svg(timeline, lang).rstrip()
    if fmt == "draw":
        return draw(timeline, lang)
    return f"{explain(timeline, lang)}\n\n{draw(timeline, lang)}"


def _plan(args: argparse.Namespace) -> int:
    if args.file == "-":
        return _planned(standard_text(), args)
    try:
        with Path(args.file).open(encoding="utf-8-sig", errors="replace", newline="") as file:
            return _planned(file, args)
    except OSError as error:
        complain(args.file, why_unreadable(error), args.lang)
        return NOT_EVALUATED


def _planned(lines: Iterable[str], args: argparse.Namespace) -> int:
    from esante_rules.rgpd import retention
    from esante_rules.rgpd.retention import output

    lang: Lang = args.lang
    refused: list[int] = []
    summary = retention.Summary(args.as_of)
    entries = summary.watch(retention.plan(_read(lines, args, refused), args.as_of, policy=_policy(args)))
    if args.format == "csv":
        output.to_csv(entries, sys.stdout)
    elif args.format == "json":
        output.to_json_lines(entries, sys.stdout, lang=lang)
    elif args.format == "text":
        for line in output.lines(entries, lang):
            print(line)
        for line in output.summary_lines(summary, lang):
            print(line)
    else:
        for _ in entries:
            pass
        if args.format == "summary":
            print(output.to_json(summary, lang=lang))
        else:
            try:
                calendar = output.to_icalendar(summary.deadlines(), as_of=args.as_of, lang=lang)
            except ImportError:
                extra = "pip install 'esante-rules[ical]'"
                complain("retention", Text(f"il faut l'extra : {extra}", f"the extra is needed: {extra}"), lang)
                return NOT_EVALUATED
            sys.stdout.flush()
            sys.stdout.buffer.write(calendar)
    if refused or summary.refused:
        return NOT_EVALUATED
    return FOUND if summary.due else FOUND_NOTHING


def _read(lines: Iterable[str], args: argparse.Namespace, refused: list[int]) -> Iterator[Record]:
    """The records that can be read; the others are told of on standard error, and `refused` then holds one number."""
    from esante_rules.rgpd.retention.records import read_records

    lang: Lang = args.lang
    for number, record in read_records(lines, as_of=args.as_of):
        if isinstance(record, Report):
            refused[:] = [number]
            _complain_of(f"{Text('ligne', 'line').in_(lang)} {number}", record, lang)
        else:
            yield record


def _complain_of(subject: str, report: Report, lang: Lang) -> None:
    for finding in report.findings:
        print(text_of(subject, finding, lang), file=sys.stderr)


def _policy(args: argparse.Namespace) -> Policy:
    from esante_rules.rgpd import retention

    return retention.Policy(accept_to_confirm=args.accept_to_confirm)


def _is_due(timeline: Timeline) -> bool:
    from esante_rules.rgpd.retention import Status

    return timeline.status in (Status.DUE, Status.OVERDUE)
