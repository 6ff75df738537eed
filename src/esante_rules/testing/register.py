"""Strategies for registers: entries of controllers and of processors, complete or not. Built, never filtered."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import fields
from hypothesis import strategies as st

from esante_rules._answer import Answer
from esante_rules.rgpd import register

__all__ = ["entries", "processor_entries", "registers"]

_WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=12)


def _strategy(cls: type[Any], words: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Every part of a record may be empty, or hold `words`."""
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for attribute in fields(cls):
        kind, of = attribute.metadata["kind"], attribute.metadata.get("of")
        match kind:
            case "text":
                parts[attribute.name] = st.just("") | words
            case "answer":
                parts[attribute.name] = st.sampled_from(Answer)
            case "texts":
                parts[attribute.name] = st.lists(words, max_size=2)
            case "day":
                parts[attribute.name] = st.none() | st.dates(date(2018, 1, 1), date(2040, 1, 1))
            case "word":
                parts[attribute.name] = st.sampled_from(attribute.metadata["words"])
            case "records":
                parts[attribute.name] = st.lists(_strategy(of, words), max_size=2)
            case _:
                parts[attribute.name] = _strategy(of, words)
    return st.builds(cls, **parts)


def entries(words: st.SearchStrategy[str] = _WORDS) -> st.SearchStrategy[register.Entry]:
    """Entries of a controller; `words` gives every text that is not empty."""
    return _strategy(register.Entry, words)


def processor_entries(words: st.SearchStrategy[str] = _WORDS) -> st.SearchStrategy[register.ProcessorEntry]:
    """Entries of a processor."""
    return _strategy(register.ProcessorEntry, words)


def registers(words: st.SearchStrategy[str] = _WORDS) -> st.SearchStrategy[register.Register]:
    """Whole registers."""
    return _strategy(register.Register, words)
