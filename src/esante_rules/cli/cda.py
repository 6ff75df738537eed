"""`esante-rules cda PATH...`: read CDA documents to their end, tell their level, print what is wrong in the header."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from esante_rules._core import Lang, Refused, Report, Text
from esante_rules.cli._archive import Document, LeftOut
from esante_rules.cli._common import (
    FOUND_NOTHING,
    NOT_EVALUATED,
    Subparsers,
    add_output_options,
    complain,
    counts,
    print_reports,
    printable,
    status,
    text_of,
    why_unreadable,
    word,
)
from esante_rules.cli._documents import documents, sources
from esante_rules.cli._progress import Progress


def add(subparsers: Subparsers) -> None:
    """Declare the subcommand and its options."""
    parser = subparsers.add_parser("cda", help="check the header of CDA documents (N1 or N3)")
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a CDA document, a folder (*.xml and *.zip at any depth), a zip archive (XDM too); - is standard input",
    )
    parser.add_argument("--environment", choices=("production", "test", "demo"), default="production")
    parser.add_argument(
        "--profile",
        choices=("smds-3.0", "smds-3-2026", "smds-2.41", "xsd-only"),
        default="smds-3.0",
        help="the edition of the header rules, or the schema alone (default: %(default)s); --as-of does not choose it",
    )
    add_output_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check every document; what cannot be read is named on standard error and the others are still checked."""
    worst, pairs = FOUND_NOTHING, []
    found = sources(args.paths)
    progress = Progress(len(found), beside_output=args.format == "text")
    try:
        for item in _each(found, progress):
            result = _result(item, args)
            progress.hide()
            if isinstance(result, LeftOut):
                complain(result.name, result.why, args.lang)
                worst = NOT_EVALUATED if result.lost else worst
                continue
            report, level = result
            pairs.append((item.name, report))
            if args.format == "text":
                _print(item.name, report, level, args.lang)
    finally:
        progress.close()
    if args.format != "text":
        print_reports(pairs, args.format, args.lang)
    return max(worst, status((report for _, report in pairs), args.fail_on))


def _each(found: Sequence[str | LeftOut], progress: Progress) -> Iterator[Document | LeftOut]:
    for source in found:
        for position, item in enumerate(documents(source)):
            if position:
                progress.forget_total()
            yield item
            progress.step()


def _result(item: Document | LeftOut, args: argparse.Namespace) -> tuple[Report, str | None] | LeftOut:
    try:
        return item if isinstance(item, LeftOut) else _check(item.stream, args)
    except OSError as error:
        return LeftOut(item.name, why_unreadable(error))


def _check(stream: BinaryIO, args: argparse.Namespace) -> tuple[Report, str | None]:
    from esante_rules import cda

    report = cda.check_header(stream, whole=True, as_of=args.as_of, environment=args.environment, profile=args.profile)
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
