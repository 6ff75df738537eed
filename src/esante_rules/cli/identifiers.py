"""`esante-rules identifiers`: check numbers given on standard input, or say what they can be; never prints one."""

from __future__ import annotations

import argparse

from esante_rules._core import Lang, Report, Text
from esante_rules.cli._common import (
    FOUND_NOTHING,
    Subparsers,
    add_output_options,
    complain,
    counts,
    numbered_lines,
    print_reports,
    status,
    text_of,
)


def add(subparsers: Subparsers) -> None:
    """Declare the subcommand and its options."""
    from esante_rules.identifiers import KINDS

    parser = subparsers.add_parser(
        "identifiers",
        help="check RPPS, FINESS, SIRET, codes... given on standard input, one a line",
        description="Check identifiers read from standard input, one a line, all of one kind. Without --kind, say what "
        "each line can be: some numbers have several readings and only their field can choose.",
    )
    parser.add_argument("--kind", choices=sorted(KINDS), metavar="KIND", help=f"one of: {', '.join(sorted(KINDS))}")
    parser.add_argument("--normalise", action="store_true", help="remove spaces and other separators first")
    add_output_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check, or classify, each line that is not blank; lines are located by their number."""
    lang: Lang = args.lang
    if args.kind is None:
        if args.format != "text":
            complain("--format", Text("--kind est nécessaire", "--kind is needed"), lang)
            return 2
        return _classify(lang, normalise=args.normalise)
    return _check(args, lang)


def _check(args: argparse.Namespace, lang: Lang) -> int:
    from esante_rules.identifiers import KINDS

    kind = KINDS[args.kind]
    pairs: list[tuple[str, Report]] = []
    for number, line in numbered_lines():
        value = kind.normalise(line) if args.normalise else line
        pairs.append((f"{Text('ligne', 'line').in_(lang)} {number}", kind.check(value, as_of=args.as_of)))
    if args.format != "text":
        print_reports(pairs, args.format, lang)
    else:
        for subject, report in pairs:
            for finding in report.findings:
                print(text_of(subject, finding, lang))
        print(_summary([report for _, report in pairs], lang))
    return status((report for _, report in pairs), args.fail_on)


def _classify(lang: Lang, *, normalise: bool) -> int:
    from esante_rules.identifiers import classify
    from esante_rules.identifiers import normalise as tidy

    for number, line in numbered_lines():
        found = classify(tidy(line) if normalise else line)
        for reading in found.explain(lang).splitlines():
            print(f"{Text('ligne', 'line').in_(lang)} {number}  {reading}")
    return FOUND_NOTHING


def _summary(reports: list[Report], lang: Lang) -> str:
    if not reports:
        return Text("aucun identifiant lu", "no identifier read").in_(lang)
    wrong = sum(not report.ok for report in reports)
    doubtful = sum(report.ok and bool(report.findings) for report in reports)
    words = Text(
        f"{len(reports)} identifiants lus, {wrong} avec erreur, {doubtful} avec alerte seulement",
        f"{len(reports)} identifiers read, {wrong} with an error, {doubtful} with a warning only",
    )
    return f"{words.in_(lang)} ; {counts(reports[0], lang)}"
