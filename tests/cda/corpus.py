"""The official verdicts: each line of the corpus as a document, its report, and the comparison."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

from attrs import frozen
from lxml import etree

from esante_rules import STATE_OF_LAW, Report, Severity
from esante_rules.cda import value_sets
from esante_rules.cda._check import check_reading, tables
from esante_rules.cda._reading import read

OFFICIAL = ("cda.volet", "cda.schema", "cda.input")
DIFFERENCES = Path(__file__).parent.parent / "vectors" / "cda" / "differences.json"


@frozen
class Comparison:
    """One line: what the official tools say, what we say, and whether the places agree."""

    id: str
    conformant: tuple[bool, bool]
    xsd: tuple[bool, bool]
    placed: bool

    @property
    def agrees(self) -> bool:
        """Same verdicts, and a finding where the official rules place one."""
        return self.conformant[0] == self.conformant[1] and self.xsd[0] == self.xsd[1] and self.placed


def lines(corpus: Path) -> list[dict[str, Any]]:
    """The verdicts."""
    text = (corpus / "cda" / "verdicts.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def official(document: bytes, *, whole: bool) -> Report:
    """The part of the report that the official tools give a verdict on."""
    return check_reading(
        read(document, whole=whole), profile="smds-3.0", as_of=STATE_OF_LAW, lookups=tables(value_sets())
    )


def documents(corpus: Path, *, only: Sequence[str] = ()) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each line, or those whose id is in `only`, and the document that it speaks of."""
    mutations = _mutations(corpus)
    bases: dict[str, bytes] = {}
    for line in lines(corpus):
        if only and line["id"] not in only:
            continue
        name = line["base"]
        if name not in bases:
            bases[name] = etree.tostring(mutations.load(str(corpus / "cda" / "base" / name)))
        root = etree.fromstring(bases[name])
        if line["op"] != "none":
            mutations.apply(root, line)
        yield line, etree.tostring(root)


def compare(corpus: Path, *, whole: bool, only: Sequence[str] = ()) -> Iterator[Comparison]:
    """Compare every line, or those whose id is in `only`."""
    for line, document in documents(corpus, only=only):
        yield against(line, official(document, whole=whole))


def against(line: dict[str, Any], report: Report) -> Comparison:
    """One verdict against one report."""
    errors = [f for f in report.findings if f.severity is Severity.ERROR and f.id.rpartition(".")[0] in OFFICIAL]
    xsd = not any(f.id.startswith("cda.schema.") for f in errors)
    places = {f.at.replace("[1]", "") for f in errors}
    near = places | {place.rpartition("/")[0] for place in places}
    above = {failure["at"].rpartition("/")[0] for failure in line["schematron"]}
    blamed = {failure["at"] for failure in line["schematron"]}
    placed = bool(places & (blamed | above)) if blamed else True
    if not blamed and not line["conformant"]:
        mutated = line["path"].replace("[1]", "")
        placed = mutated in near or any(p.rpartition("/")[0] == mutated.rpartition("/")[0] for p in places)
        placed = placed or mutated.rpartition("/")[0] in places
    return Comparison(
        id=line["id"], conformant=(line["conformant"], not errors), xsd=(line["xsd_valid"], xsd), placed=placed
    )


def _mutations(corpus: Path) -> ModuleType:
    spec = util.spec_from_file_location("corpus_mutations", corpus / "cda" / "mutations.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
