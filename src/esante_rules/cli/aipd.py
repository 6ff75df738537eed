"""`esante-rules aipd FILE.json`: tell whether an AIPD is due for a described processing, or what an AIPD lacks.

FILE is the description of a processing (its JSON Schema: `--schema`) or an export of the CNIL's PIA tool, whose
completeness is then checked. Without FILE, `--interactive` asks the questions.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from esante_rules._core import Lang, Report, Text
from esante_rules.cli._common import (
    FOUND,
    FOUND_NOTHING,
    NOT_EVALUATED,
    Subparsers,
    complain,
    counts,
    day,
    standard_input,
    standard_text,
    status,
    text_of,
    why_unreadable,
)
from esante_rules.rgpd import aipd
from esante_rules.rgpd.aipd import Decision, Processing, Question, Verdict

FORMATS = ("text", "json", "markdown", "html")


def add(subparsers: Subparsers) -> None:
    """Declare the subcommand and its options."""
    parser = subparsers.add_parser(
        "aipd",
        help="tell whether an AIPD is due, or what one lacks",
        description="Exit status: 0 no AIPD is due (or the AIPD lacks nothing at that level), 1 one is due, "
        "or answers are missing (or the AIPD lacks something), 2 the description could not be read.",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a description, or a PIA export; - is standard input")
    parser.add_argument("--interactive", action="store_true", help="ask the questions on the terminal")
    parser.add_argument("--save", metavar="FILE", help="with --interactive: write the answers to a description")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a description and stop")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--fail-on", choices=("error", "warning", "info"), default="error", help="default: error")
    parser.add_argument("--as-of", type=day, default=None, metavar="AAAA-MM-JJ", help="day whose law applies")
    parser.add_argument("--lang", choices=("fr", "en"), default="fr", help="language of the messages; default: fr")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Evaluate the description, or check the AIPD, and print the answer."""
    lang: Lang = args.lang
    if args.schema:
        print(json.dumps(aipd.json_schema(), ensure_ascii=False, indent=2))
        return FOUND_NOTHING
    if args.interactive:
        return _interactive(args, lang)
    if args.file is None:
        complain("aipd", Text("donnez un fichier, ou --interactive", "give a file, or --interactive"), lang)
        return NOT_EVALUATED
    try:
        document = standard_input().read() if args.file == "-" else _bytes(args.file)
    except OSError as error:
        complain(args.file, why_unreadable(error), lang)
        return NOT_EVALUATED
    return _pia(document, args, lang) if _is_pia(document) else _description(document, args, lang)


def _bytes(name: str) -> bytes:
    with open(name, "rb") as stream:
        return stream.read()


def _is_pia(document: bytes) -> bool:
    names = [finding.id for finding in aipd.check_pia_json(document).findings]
    return "aipd.pia.not-json" not in names and "aipd.pia.not-an-export" not in names


def _description(document: bytes, args: argparse.Namespace, lang: Lang) -> int:
    report = aipd.check_json(document)
    if report.findings:
        _print_findings(args.file, report, lang)
        return NOT_EVALUATED
    return _decide(aipd.parse_json(document), args, lang)


def _decide(processing: Processing, args: argparse.Namespace, lang: Lang) -> int:
    try:
        decision = aipd.evaluate(processing, **({"as_of": args.as_of} if args.as_of else {}))
    except LookupError:
        complain("aipd", Text("le RGPD s'applique depuis le 25/05/2018", "the RGPD applies from 2018-05-25"), lang)
        return NOT_EVALUATED
    print(_shown(decision, processing, args.format, lang))
    return FOUND_NOTHING if decision.verdict in (Verdict.NON_REQUISE, Verdict.HORS_CHAMP) else FOUND


def _shown(decision: Decision, processing: Processing, fmt: str, lang: Lang) -> str:
    if fmt == "json":
        return json.dumps(decision.to_dict(lang), ensure_ascii=False, indent=2)
    if fmt == "markdown":
        return aipd.to_markdown(decision, processing=processing, lang=lang)
    if fmt == "html":
        return aipd.to_html(decision, processing=processing, lang=lang)
    return "\n".join(_lines(decision, lang))


def _lines(decision: Decision, lang: Lang) -> Iterator[str]:
    yield f"{decision.verdict.value}  {decision.verdict.says.in_(lang)}"
    for rule in decision.applied:
        yield f"  {rule.id}: {rule.says.in_(lang)}  [{rule.refs[0]}]"
    for flag in decision.flags:
        yield f"  ! {flag.says.in_(lang)}"
    for finding in decision.findings:
        yield f"  ! {finding.message(lang)}  ({finding.at})"
    if decision.settling.facts:
        yield Text("Questions à poser :", "Questions to ask:").in_(lang)
        yield from (f"  - {_by_name(name).text.in_(lang)}  ({name})" for name in decision.settling.facts)


def _by_name(name: str) -> Question:
    return next(question for question in aipd.QUESTIONS if question.name == name)


def _pia(document: bytes, args: argparse.Namespace, lang: Lang) -> int:
    read = aipd.check_pia_json(document)
    if not read.ok:
        _print_findings(args.file, read, lang)
        return NOT_EVALUATED
    report = aipd.check(aipd.parse_pia_json(document), **({"as_of": args.as_of} if args.as_of else {}))
    if args.format == "json":
        print(json.dumps(report.to_dict(lang), ensure_ascii=False, indent=2))
    else:
        for finding in report.findings:
            print(text_of(args.file, finding, lang))
        print(f"{args.file}: {aipd.completeness(report).value} ; {counts(report, lang)}")
    return status([report], args.fail_on)


def _print_findings(name: str, report: Report, lang: Lang) -> None:
    for finding in report.findings:
        print(text_of(name, finding, lang), file=sys.stderr)


def _interactive(args: argparse.Namespace, lang: Lang) -> int:
    """Ask the most useful first, until the verdict is known or the input ends; an empty answer is unknown."""
    processing, asked = Processing(), set[str]()
    while (question := _next(processing, asked, args)) is not None:
        asked.add(question.name)
        print(question.text.in_(lang), file=sys.stderr)
        if question.help:
            print(f"  {question.help.in_(lang)}", file=sys.stderr)
        if question.choices:
            print(f"  [{' | '.join(question.choices)}]", file=sys.stderr)
        try:
            processing = _with_answer(processing, question, lang)
        except EOFError:
            break
    if args.save:
        try:
            with open(args.save, "w", encoding="utf-8") as stream:
                stream.write(aipd.to_json(processing) + "\n")
        except OSError as error:
            complain(args.save, why_unreadable(error), lang)
            return NOT_EVALUATED
    return _decide(processing, args, lang)


def _next(processing: Processing, asked: set[str], args: argparse.Namespace) -> Question | None:
    """The scope first; then the first of the questions that settle, left aside those already asked."""
    if "donnees_personnelles" not in asked:
        return _by_name("donnees_personnelles")
    decision = aipd.evaluate(processing, **({"as_of": args.as_of} if args.as_of else {}))
    left = [name for name in decision.settling.facts if name not in asked]
    return _by_name(left[0]) if left else None


def _with_answer(processing: Processing, question: Question, lang: Lang) -> Processing:
    """One answer read from standard input; asked again, with the allowed words, until it is understood."""
    while True:
        line = standard_text().readline()
        if not line:
            raise EOFError
        word = line.strip().lower()
        try:
            return processing.answer(question.name, _value(word, question))
        except (ValueError, InvalidOperation):
            words = ", ".join(question.choices) or Text("un nombre", "a number").in_(lang)
            print(Text(f"Réponse attendue : {words}", f"Expected: {words}").in_(lang), file=sys.stderr)


def _value(word: str, question: Question) -> str | Decimal | None:
    if word == "":
        return None
    if question.kind == "nombre":
        return Decimal(word.replace(",", ".").replace(" ", ""))
    if question.kind == "oui-non":
        return {"o": "oui", "n": "non", "y": "oui", "yes": "oui", "no": "non", "?": "inconnu"}.get(word, word)
    return word
