"""`esante-rules rules [NAME]`: the catalogue, or one rule explained."""

from __future__ import annotations

import argparse
import difflib
import json

from esante_rules._core import Lang, Text
from esante_rules.cli._common import FOUND_NOTHING, NOT_EVALUATED, Subparsers, add_lang_option, complain


def add(subparsers: Subparsers) -> None:
    """Declare the subcommand and its options."""
    parser = subparsers.add_parser("rules", help="list the rules, or explain one")
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="a rule, or the first words of its name (ins.matricule)"
    )
    parser.add_argument("--format", choices=("text", "md", "json"), default="text")
    add_lang_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the rules whose name is, or begins with, `NAME`."""
    from esante_rules import catalogue

    lang: Lang = args.lang
    rules = catalogue.all_rules()
    if args.name is not None:
        chosen = tuple(r for r in rules if r.id == args.name or r.id.startswith(f"{args.name}."))
        if not chosen:
            near = ", ".join(difflib.get_close_matches(args.name, [r.id for r in rules], n=3)) or "-"
            complain("rules", Text(f"aucune règle de ce nom ; voisines : {near}", f"no such rule; near: {near}"), lang)
            return NOT_EVALUATED
        rules = chosen
    if args.format == "json":
        print(json.dumps([catalogue.to_dict(r) for r in rules], ensure_ascii=False, indent=2))
    elif args.format == "md" or len(rules) == 1:
        print(catalogue.to_markdown(rules, lang))
    else:
        for r in rules:
            print(f"{r.id}  {r.severity.value}  {r.says.in_(lang)}")
    return FOUND_NOTHING
