"""The report a DPO can file, in Markdown or in HTML: verdict, reasons, texts, missing answers, content, risks.

It is a document that the caller asks for, about the caller's own processing: it shows the title and the controller
given by the caller, escaped, and nothing else of what was typed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal, TypeAlias

from attrs import frozen

from esante_rules._core import LANGS, STATE_OF_LAW, Finding, Lang, Report, Rule, Severity, Text, known, require
from esante_rules.rgpd.aipd._decision import Decision
from esante_rules.rgpd.aipd._processing import Processing
from esante_rules.rgpd.aipd._questions import BY_NAME
from esante_rules.rgpd.aipd._risk import EVENTS, Consultation

Kind: TypeAlias = Literal["title", "section", "text", "list"]


@frozen
class Block:
    """A part of the report: a heading, a paragraph, or the lines of a list."""

    kind: Kind
    lines: tuple[str, ...]


_WORDS: Final = {
    "title": Text("AIPD : faut-il la faire, est-elle complète ?", "AIPD: is one due, is it complete?"),
    "processing": Text("Traitement : ", "Processing: "),
    "controller": Text("Responsable de traitement : ", "Controller: "),
    "law": Text("Droit appliqué au ", "Law applied as of "),
    "beyond": Text("Textes connus jusqu'au ", "Texts known up to "),
    "verdict": Text("Verdict", "Verdict"),
    "reasons": Text("Motifs", "Reasons"),
    "aside": Text("Règles écartées", "Rules set aside"),
    "flags": Text("À savoir", "To be known"),
    "questions": Text("Questions à poser, les plus utiles d'abord", "Questions to ask, the most useful first"),
    "guaranteed": Text(
        "Répondre à toutes règle le verdict, quelles que soient les réponses.",
        "Answering them all settles the verdict, whatever the answers.",
    ),
    "liftable": Text(
        "Exceptions qui lèveraient l'obligation si elles étaient démontrées",
        "Exceptions that would lift the duty if they were demonstrated",
    ),
    "description": Text("Description à corriger", "Description to correct"),
    "content": Text("Contenu de l'AIPD", "Content of the AIPD"),
    "complete": Text("Aucun élément ne manque.", "No element is missing."),
    "risks": Text("Risques résiduels et consultation de la CNIL", "Residual risks and consultation of the CNIL"),
    "unrated": Text("non coté", "not rated"),
    "texts": Text("Textes cités", "Texts cited"),
    "signature": Text(
        "Ce document conseille ; le responsable de traitement décide et signe.",
        "This document advises; the controller decides and signs.",
    ),
}
_SEVERITY: Final = {
    Severity.ERROR: Text("bloquant", "blocking"),
    Severity.WARNING: Text("majeur", "major"),
    Severity.INFO: Text("mineur", "minor"),
}


def blocks(
    decision: Decision,
    *,
    processing: Processing | None = None,
    content: Report | None = None,
    consultation: Consultation | None = None,
    lang: Lang = "fr",
) -> tuple[Block, ...]:
    """The report as blocks, before any markup."""
    require(decision, Decision, "decision")
    require(processing, (Processing, type(None)), "processing")
    require(content, (Report, type(None)), "content")
    require(consultation, (Consultation, type(None)), "consultation")
    known(lang, LANGS, "lang")
    cited: list[Rule[Any]] = [*decision.applied, *decision.set_aside, *decision.liftable_by]
    cited += [finding.rule for finding in content.findings] if content is not None else []
    cited += [consultation.rule, *consultation.formalities] if consultation is not None else []
    return (
        Block("title", (_w("title", lang),)),
        *_header(decision, processing, lang),
        *_verdict(decision, lang),
        *_content(content, lang),
        *_risks(consultation, lang),
        *_listed("texts", dict.fromkeys(str(ref) for rule in cited for ref in rule.refs), lang),
        Block("text", (_w("signature", lang),)),
    )


def _w(key: str, lang: Lang) -> str:
    return _WORDS[key].in_(lang)


def _listed(key: str, lines: Iterable[str], lang: Lang) -> Iterator[Block]:
    given = tuple(lines)
    if given:
        yield Block("section", (_w(key, lang),))
        yield Block("list", given)


def _header(decision: Decision, processing: Processing | None, lang: Lang) -> Iterator[Block]:
    if processing is not None:
        for key, text in (("processing", processing.title), ("controller", processing.controller)):
            if text.strip():
                yield Block("text", (_w(key, lang) + text,))
    day = decision.as_of.strftime("%d/%m/%Y") if lang == "fr" else decision.as_of.isoformat()
    known_to = STATE_OF_LAW.strftime("%d/%m/%Y") if lang == "fr" else STATE_OF_LAW.isoformat()
    yield Block("text", (f"{_w('law', lang)}{day}. {_w('beyond', lang)}{known_to}.",))


def _said(rules: Iterable[Rule[Any]], lang: Lang) -> list[str]:
    return [f"{rule.says.in_(lang)} ({rule.id})" for rule in rules]


def _found(findings: Iterable[Finding], lang: Lang) -> list[str]:
    return [f"[{_SEVERITY[f.severity].in_(lang)}] {f.message(lang)} ({f.id}, {f.at})" for f in findings]


def _verdict(decision: Decision, lang: Lang) -> Iterator[Block]:
    yield Block("section", (_w("verdict", lang),))
    yield Block("text", (f"{decision.verdict.value}. {decision.verdict.says.in_(lang)}",))
    yield from _listed("reasons", _said(decision.applied, lang), lang)
    yield from _listed("aside", _said(decision.set_aside, lang), lang)
    yield from _listed("flags", [flag.says.in_(lang) for flag in decision.flags], lang)
    questions = [BY_NAME[name].text.in_(lang) for name in decision.settling.facts]
    if questions:
        yield from _listed("questions", questions, lang)
        yield Block("text", (_w("guaranteed", lang),))
    yield from _listed("liftable", _said(decision.liftable_by, lang), lang)
    yield from _listed("description", _found(decision.findings, lang), lang)


def _content(content: Report | None, lang: Lang) -> Iterator[Block]:
    if content is not None and content.findings:
        yield from _listed("content", _found(content.findings, lang), lang)
    elif content is not None:
        yield Block("section", (_w("content", lang),))
        yield Block("text", (_w("complete", lang),))


def _risks(consultation: Consultation | None, lang: Lang) -> Iterator[Block]:
    if consultation is None:
        return
    lines = [
        f"{EVENTS[event].in_(lang)} : {zone.says.in_(lang) if zone else _w('unrated', lang)}"
        for event, zone in consultation.zones.items()
    ]
    yield from _listed("risks", lines, lang)
    yield Block("text", (f"{consultation.outcome.value}. {consultation.explain(lang)}",))


_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&:@])")


def _plain(text: str) -> str:
    """One line of text without control characters or lone surrogates: a report is a file others open."""
    return "".join(c if c.isprintable() else " " for c in text)


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", _plain(text))


def to_markdown(decision: Decision, **parts: Any) -> str:
    """The report in Markdown. The same optional parts as `blocks`: processing, content, consultation, lang."""
    marks = {"title": "# {}\n", "section": "## {}\n", "text": "{}\n"}
    lines = []
    for block in blocks(decision, **parts):
        if block.kind == "list":
            lines.append("\n".join(f"- {_markdown(line)}" for line in block.lines) + "\n")
        else:
            lines.append(marks[block.kind].format(_markdown(block.lines[0])))
    return "\n".join(lines)


def to_html(decision: Decision, *, lang: Lang = "fr", **parts: Any) -> str:
    """The report as one HTML page, without script or outside resource. The same optional parts as `blocks`."""
    tags = {"title": "h1", "section": "h2", "text": "p"}
    body = []
    for block in blocks(decision, lang=lang, **parts):
        lines = [html.escape(_plain(line)) for line in block.lines]
        if block.kind == "list":
            body.append("<ul>\n" + "\n".join(f"<li>{line}</li>" for line in lines) + "\n</ul>")
        else:
            body.append(f"<{tags[block.kind]}>{lines[0]}</{tags[block.kind]}>")
    title = html.escape(_WORDS["title"].in_(lang))
    head = f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>'
    return f"{head}\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
