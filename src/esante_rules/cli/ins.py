"""`esante-rules ins`: check matricules read from standard input, one a line; never prints one back."""

from __future__ import annotations

import argparse
from typing import Any

from esante_rules._core import Lang, Report, Rule, Skip, Text
from esante_rules.cli._common import (
    FOUND_NOTHING,
    Subparsers,
    add_output_options,
    counts,
    numbered_lines,
    print_reports,
    status,
    text_of,
)


def add(subparsers: Subparsers) -> None:
    """Declare the subcommand and its options."""
    parser = subparsers.add_parser(
        "ins",
        help="check matricules given on standard input, one a line",
        description="Check matricules read from standard input, one a line. Never give one as an argument: "
        "the arguments of a process are visible to the other users of the machine.",
    )
    parser.add_argument("--context", choices=("saisie", "stockage", "flux", "insi", "datamatrix"), default="flux")
    parser.add_argument("--environment", choices=("production", "test", "demo"), default="production")
    parser.add_argument("--oid", help="the OID of the issuing authority, the same for all the numbers")
    add_output_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check each line that is not blank; lines are located by their number."""
    from esante_rules import ins

    lang: Lang = args.lang
    pairs: list[tuple[str, Report]] = []
    total, right, worst = 0, 0, FOUND_NOTHING
    evaluated: dict[Rule[Any], None] = {}
    skipped: dict[Rule[Any], Skip] = {}
    for number, matricule in numbered_lines():
        report = ins.check_matricule(
            matricule, oid=args.oid, context=args.context, environment=args.environment, as_of=args.as_of
        )
        subject = f"{Text('ligne', 'line').in_(lang)} {number}"
        total, right, worst = total + 1, right + report.ok, max(worst, status([report], args.fail_on))
        if args.format != "text":
            pairs.append((subject, report))
            continue
        evaluated.update(dict.fromkeys(report.evaluated))
        skipped.update(report.skipped)
        for finding in report.findings:
            print(text_of(subject, finding, lang))
    if args.format != "text":
        print_reports(pairs, args.format, lang)
    else:
        never = tuple((rule, reason) for rule, reason in skipped.items() if rule not in evaluated)
        whole = Report(as_of=args.as_of, evaluated=tuple(evaluated), skipped=never)
        print(_summary(total, right, whole, lang))
    return worst


def _summary(total: int, right: int, whole: Report, lang: Lang) -> str:
    """What was read; the rules counted are those evaluated on one number at least."""
    if not total:
        return Text("aucun matricule lu", "no matricule read").in_(lang)
    words = Text(
        f"{total} matricules lus, {right} sans erreur, {total - right} avec erreur",
        f"{total} matricules read, {right} without error, {total - right} with an error",
    )
    return f"{words.in_(lang)} ; {counts(whole, lang)}"
