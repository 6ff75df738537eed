"""The command line, kept thin: each subcommand reads its arguments, calls the library and prints.

Exit status: 0 when nothing was found at the level of `--fail-on`, 1 when something was, 2 when something could not
be evaluated (a path that cannot be read, a word that is not understood).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from esante_rules.cli import aipd, cda, identifiers, ins, retention, rules
from esante_rules.cli._common import Parser

COMMANDS = (cda, ins, identifiers, retention, aipd, rules)


def main(argv: Sequence[str] | None = None) -> int:
    """Run `esante-rules` with `argv` (default: the arguments of the process) and return the exit status."""
    parser = Parser(
        prog="esante-rules", description="Rules of French e-health: identities, documents, retention, AIPD."
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    for command in COMMANDS:
        command.add(subparsers)
    args = parser.parse_args(argv)
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output went away (`| head`): not an error of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status
