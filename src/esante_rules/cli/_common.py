"""What the subcommands share: options, the text form of a report, exit statuses."""

from __future__ import annotations

import argparse
import errno
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO, Final, NoReturn, TextIO, TypeAlias

from esante_rules._core import LANGS, STATE_OF_LAW, Finding, Lang, Report, Severity, Skip, Text
from esante_rules.output import FORMATS, render

Subparsers: TypeAlias = "argparse._SubParsersAction[Parser]"
FOUND_NOTHING, FOUND, NOT_EVALUATED = 0, 1, 2

_SKIP: Final = {
    Skip.NOT_IN_FORCE: Text("hors période", "not in force"),
    Skip.NOT_REACHED: Text("non atteinte(s)", "not reached"),
    Skip.NO_CLOCK: Text("sans horloge", "without a clock"),
    Skip.NOT_READ: Text("partie non lue", "part not read"),
    Skip.TABLE_MISSING: Text("table absente", "table missing"),
    Skip.FACT_UNKNOWN: Text("fait inconnu", "fact unknown"),
}


class Parser(argparse.ArgumentParser):
    """An argument parser whose messages never quote what was typed: a matricule may have been typed by mistake."""

    def __init__(self, prog: str | None = None, **options: Any) -> None:
        super().__init__(prog, **options, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Print the usage and a message without values, then exit with 2."""
        self.print_usage(sys.stderr)
        self.exit(NOT_EVALUATED, f"{self.prog}: {_without_values(message)}\n")


def _without_values(message: str) -> str:
    name, _, fault = message.rpartition(": ") if message.startswith("the following arguments") else ("", "", message)
    if name:
        return f"{name}: {fault}"
    option = re.match(r"argument ([A-Za-z/, -]{1,40}): ", message)
    start = f"{option[1]}: " if option else ""
    choices = re.search(r"\(choose from (?:'?[a-z0-9.-]+'?(?:, )?)+\)$", message)
    if choices:
        return f"{start}unknown word {choices[0]}"
    for safe in ("expected one argument", "expected at least one argument", "expected as AAAA-MM-JJ"):
        if message.endswith(safe):
            return start + safe
    if message.startswith("unrecognized arguments"):
        return "arguments not understood (data is read from files or from standard input, never from arguments)"
    return start + "not understood"


def add_output_options(parser: argparse.ArgumentParser) -> None:
    """`--format`, `--lang`, `--as-of`, `--fail-on`."""
    parser.add_argument("--format", choices=("text", *FORMATS), default="text", help="default: text")
    parser.add_argument("--fail-on", choices=[s.value for s in Severity], default="error", help="default: error")
    parser.add_argument("--as-of", type=day, default=STATE_OF_LAW, metavar="AAAA-MM-JJ", help="day whose law applies")
    add_lang_option(parser)


def add_lang_option(parser: argparse.ArgumentParser) -> None:
    """`--lang fr|en`."""
    parser.add_argument("--lang", choices=LANGS, default="fr", help="language of the messages; default: fr")


def day(text: str) -> date:
    """A day written AAAA-MM-JJ; the error never quotes it."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError("a day is expected as AAAA-MM-JJ")


def complain(subject: str, text: Text, lang: Lang) -> None:
    """One line on standard error: what could not be evaluated, and why."""
    if sys.stderr is not None:  # closed: `print` would write on standard output
        print(f"esante-rules: {printable(subject)}: {text.in_(lang)}", file=sys.stderr)


def standard_text() -> TextIO:
    """The text of standard input; `ClosedInput` when there is none."""
    if sys.stdin is None:
        raise ClosedInput
    return sys.stdin


def standard_input() -> BinaryIO:
    """The bytes of standard input; `ClosedInput` when there is none."""
    return standard_text().buffer


class ClosedInput(OSError):
    """Standard input is closed."""


def numbered_lines() -> Iterator[tuple[int, str]]:
    """The lines of standard input that are not blank, with their number.

    A byte that is not UTF-8 is replaced; the byte order mark of a Windows file is no part of the first line.
    """
    for number, line in enumerate(standard_input(), start=1):
        text = line.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip("\r\n")
        if text.strip():
            yield number, text


def why_unreadable(error: OSError) -> Text:
    """The reason of an `OSError`, in words."""
    if isinstance(error, FileNotFoundError):
        return Text("fichier introuvable", "no such file")
    if isinstance(error, IsADirectoryError):
        return Text("c'est un dossier", "it is a folder")
    if isinstance(error, PermissionError):
        return Text("lecture interdite", "reading is not permitted")
    if isinstance(error, ClosedInput):
        return Text("l'entrée standard est fermée", "standard input is closed")
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return Text("plus de place pour écrire", "no space left to write")
    return Text("lecture ou écriture impossible", "it cannot be read or written")


def printable(name: str) -> str:
    """A file name as one line: control characters and lone surrogates are escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in name)


def status(reports: Iterable[Report], fail_on: str) -> int:
    """1 when a finding is at least as grave as `fail_on`, else 0."""
    bar = Severity(fail_on).rank
    found = any(finding.severity.rank <= bar for report in reports for finding in report.findings)
    return FOUND if found else FOUND_NOTHING


def print_reports(pairs: list[tuple[str, Report]], fmt: str, lang: Lang) -> None:
    """Print the reports in one of the machine formats; the address of SARIF has escapes of its own."""
    shown = [(subject if fmt == "sarif" else printable(subject), report) for subject, report in pairs]
    print(render(shown, fmt, lang=lang))


def text_of(subject: str, finding: Finding, lang: Lang) -> str:
    """A finding as two lines: where and what, then the sentence and its first source."""
    line = f":{finding.line}" if finding.line is not None else ""
    place = f"  {finding.at}" if finding.at else ""
    return (
        f"{printable(subject)}{line}: {finding.severity.says.in_(lang)}  {finding.id}{place}\n"
        f"    {finding.message(lang)}  [{finding.rule.refs[0]}]"
    )


def counts(report: Report, lang: Lang) -> str:
    """The line that makes a report evidence: the day of the law, what was evaluated, what was not and why."""
    day_ = report.as_of.strftime("%d/%m/%Y") if lang == "fr" else report.as_of.isoformat()
    start = Text(
        f"{len(report.evaluated)} règles évaluées au {day_}", f"{len(report.evaluated)} rules evaluated as of {day_}"
    )
    reasons = [reason for _, reason in report.skipped]
    left = [f"{reasons.count(skip)} {_SKIP[skip].in_(lang)}" for skip in Skip if skip in reasons]
    beyond = Text(
        f"droit connu jusqu'au {STATE_OF_LAW:%d/%m/%Y} seulement", f"law known only up to {STATE_OF_LAW.isoformat()}"
    )
    return ", ".join([start.in_(lang), *left, *([beyond.in_(lang)] if report.beyond_state_of_law else [])])


def word(found: bool, yes: Text, no: Text, lang: Lang) -> str:
    """One of two words, in `lang`."""
    return (yes if found else no).in_(lang)
