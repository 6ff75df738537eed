"""Searching for an earlier record: the criteria that may decide, and the records that no trait contradicts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import frozen

from esante_rules._core import STATE_OF_LAW, Finding, Report, Text, known, require
from esante_rules.ins import _comparison_rules as r
from esante_rules.ins._comparison import FIVE_TRAITS, TRAITS, Agreement, Comparison, compare
from esante_rules.ins._engine import Rules, check_options, frame, reported
from esante_rules.ins._model import Identity, Traits

CRITERIA: Final = {
    **TRAITS,
    "first_given_name": Text("premier prénom", "first given name"),
    "used_name": Text("nom utilisé", "used name"),
    "used_given_name": Text("prénom utilisé", "used given name"),
    "address": Text("adresse", "address"),
    "phone": Text("téléphone", "telephone"),
    "email": Text("courriel", "e-mail"),
    "ipp": Text("numéro local (IPP)", "local number (IPP)"),
    "matricule": Text("matricule", "matricule"),
}
"""What a search may be told to use, in both languages."""
SCOPES: Final = ("between", "local")


def check_search(criteria: Iterable[str], *, scope: str = "between", as_of: date = STATE_OF_LAW) -> Report:
    """May these criteria (words of `CRITERIA`) decide a match `between` establishments, or start a `local` search?"""
    if isinstance(criteria, str):
        raise TypeError("criteria must be a sequence of words, not str")
    words = [known(word, CRITERIA, "a criterion") for word in criteria]
    known(scope, SCOPES, "scope")
    check_options("flux", "production", as_of, None)
    if scope == "local":
        rules: Rules = (r.LOCAL_SEARCH,)
        usual = "birth_date" in words or "matricule" in words
        findings = [] if usual else [Finding(r.LOCAL_SEARCH, at="criteria")]
    else:
        rules = (r.OTHER_CRITERION,)
        findings = [
            Finding(r.OTHER_CRITERION, at=f"criteria[{number}]", params={"criterion": CRITERIA[word]})
            for number, word in enumerate(words, 1)
            if word not in FIVE_TRAITS
        ]
    return reported(findings, frame(rules, (), as_of, True), as_of)


@frozen
class Anteriority:
    """A record that may be of the same person: its place in the records given (0 for the first), and the comparison."""

    index: int
    comparison: Comparison


def search_anteriority(
    traits: Traits, records: Iterable[Traits | Identity], *, as_of: date = STATE_OF_LAW
) -> tuple[Anteriority, ...]:
    """The records that no trait contradicts, the closest first; the five traits of the INS decide, and they alone.

    Records without any comparable trait are left out. Nothing is merged: a person decides.
    """
    require(traits, Traits, "traits")
    found = []
    for index, record in enumerate(records):
        comparison = compare(traits, record, as_of=as_of)  # traits alone have no INS: it plays no part
        said = [c for c in comparison.traits if c.agreement is not Agreement.NON_COMPARABLE]
        if said and not comparison.discordant:
            found.append(Anteriority(index, comparison))
    return tuple(sorted(found, key=lambda a: (sum(_DISTANCE[c.agreement] for c in a.comparison.traits), a.index)))


_DISTANCE: Final = {
    Agreement.IDENTIQUE: 0,
    Agreement.EQUIVALENT: 1,
    Agreement.COMPATIBLE: 3,
    Agreement.A_CONTROLER: 6,
    Agreement.NON_COMPARABLE: 6,
    Agreement.DISCORDANT: 100,
}
