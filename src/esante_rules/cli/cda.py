"""`esante-rules cda FILE...`: read CDA documents to their end, tell their level, print what is wrong in the header."""

from __future__ import annotations

import argparse
from io import BytesIO
from typing import BinaryIO

from esante_rules._core import Lang, Refused, Report, Text
from esante_rules.cli._common import (
    FOUND_NOTHING,
    NOT_EVALUATED,
    Subparsers,
    add_output_options,
    complain,
    counts,
    print_reports,
    printable,
    standard_input,
    status,
    text_of,
    why_unreadable,
    word,
)


def add(subparsers: Subparsers) -> None:
    """Declare the subcommand and its options."""
    parser = subparsers.add_parser("cda", help="check the header of CDA documents (N1 or N3)")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a CDA document; - is standard input")
    parser.add_argument("--environment", choices=("production", "test", "demo"), default="production")
    add_output_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check every file; those that cannot be read are named on standard error and the others are still checked."""
    lang: Lang = args.lang
    worst, pairs = FOUND_NOTHING, []
    for position, name in enumerate(args.files):
        if name == "-" and "-" in args.files[:position]:
            complain(name, Text("l'entrée standard a déjà été lue", "standard input was read already"), lang)
            worst = NOT_EVALUATED
            continue
        try:
            report, level = _check(name, args)
        except OSError as error:
            complain(name, why_unreadable(error), lang)
            worst = NOT_EVALUATED
            continue
        pairs.append((name, report))
        if args.format == "text":
            _print(name, report, level, lang)
    if args.format != "text":
        print_reports(pairs, args.format, lang)
    return max(worst, status((report for _, report in pairs), args.fail_on))


def _check(name: str, args: argparse.Namespace) -> tuple[Report, str | None]:
    if name == "-":
        return _check_stream(BytesIO(standard_input().read()), args)
    with open(name, "rb") as stream:  # a pipe (`<(unzip -p ...)`) cannot be read twice
        return _check_stream(stream if stream.seekable() else BytesIO(stream.read()), args)


def _check_stream(stream: BinaryIO, args: argparse.Namespace) -> tuple[Report, str | None]:
    from esante_rules import cda

    report = cda.check_header(stream, whole=True, as_of=args.as_of, environment=args.environment)
    stream.seek(0)
    try:
        return report, cda.level(stream, whole=True).value
    except Refused:
        return report, None


def _print(name: str, report: Report, level: str | None, lang: Lang) -> None:
    for finding in report.findings:
        print(text_of(name, finding, lang))
    verdict = word(report.ok, Text("aucune erreur", "no error"), Text("erreurs", "errors"), lang)
    kind = level or Text("niveau inconnu", "level unknown").in_(lang)
    print(f"{printable(name)}: {kind}, {verdict} ; {counts(report, lang)}")
