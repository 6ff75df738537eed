"""`esante-rules ins`: check matricules read from standard input, one a line; never prints one back."""

from __future__ import annotations

import argparse
import sys

from esante_rules._core import Lang, Report, Text
from esante_rules.cli._common import (
    Subparsers,
    add_output_options,
    counts,
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
    for number, line in enumerate(sys.stdin.buffer, start=1):
        matricule = line.decode("utf-8", "replace").strip("\r\n")
        if not matricule.strip():
            continue
        report = ins.check_matricule(
            matricule, oid=args.oid, context=args.context, environment=args.environment, as_of=args.as_of
        )
        subject = f"{Text('ligne', 'line').in_(lang)} {number}"
        pairs.append((subject, report))
        if args.format == "text":
            for finding in report.findings:
                print(text_of(subject, finding, lang))
    if args.format != "text":
        print_reports(pairs, args.format, lang)
    else:
        print(_summary([report for _, report in pairs], lang))
    return status((report for _, report in pairs), args.fail_on)


def _summary(reports: list[Report], lang: Lang) -> str:
    if not reports:
        return Text("aucun matricule lu", "no matricule read").in_(lang)
    wrong = sum(not report.ok for report in reports)
    words = Text(
        f"{len(reports)} matricules lus, {len(reports) - wrong} sans erreur, {wrong} avec erreur",
        f"{len(reports)} matricules read, {len(reports) - wrong} without error, {wrong} with an error",
    )
    return f"{words.in_(lang)} ; {counts(reports[0], lang)}"
