"""The command line, kept thin: each subcommand reads its arguments, calls the library and prints.

Exit status: 0 when nothing was found at the level of `--fail-on`, 1 when something was, 2 when something could not
be evaluated (a path that cannot be read, a word that is not understood, a standard stream that is closed). 130 and 141
when it was interrupted, or when the reader of its output went away: nothing is then known.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper

from esante_rules._core import Text
from esante_rules.cli import aipd, cda, identifiers, ins, retention, rules
from esante_rules.cli._common import NOT_EVALUATED, Parser, complain, why_unreadable

COMMANDS = (cda, ins, identifiers, retention, aipd, rules)


def main(argv: Sequence[str] | None = None) -> int:
    """Run `esante-rules` with `argv` (default: the arguments of the process) and return the exit status."""
    parser = Parser(
        prog="esante-rules", description="Rules of French e-health: identities, documents, retention, AIPD."
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    for command in COMMANDS:
        command.add(subparsers)
    _never_fail_on_a_character()
    args = parser.parse_args(argv)
    if sys.stdout is None:
        complain("-", Text("la sortie standard est fermée", "standard output is closed"), getattr(args, "lang", "fr"))
        return NOT_EVALUATED
    _write_data_in_utf8(args)
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output went away (`| head`): not an error of ours, nor a clean report
        _forget_output()
        return 141
    except KeyboardInterrupt:
        return 130
    except OSError as error:  # a full disk, a closed standard input
        _forget_output()
        complain("-", why_unreadable(error), getattr(args, "lang", "fr"))
        return NOT_EVALUATED
    return status


def _never_fail_on_a_character() -> None:
    """A terminal that cannot show a character gets its escape, and a byte that is not a character is replaced."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)


def _write_data_in_utf8(args: Namespace) -> None:
    """JSON, XML, CSV and the rest are UTF-8 whatever the locale: an escape of ours would spoil them."""
    if getattr(args, "format", "text") not in {"text", "draw"} and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def _forget_output() -> None:
    """What is left in the buffer has nowhere to go: without this the interpreter would fail on it when it ends."""
    with suppress(OSError, ValueError):  # a stream of the caller's has no descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
