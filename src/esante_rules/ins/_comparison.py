"""Comparing two identities, trait by trait, and searching for an earlier record on the five traits only.

A comparison is advice to the person who decides; it is never a verification by INSi.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from esante_rules._core import STATE_OF_LAW, Finding, Lang, Report, Text, known, require
from esante_rules.ins import _comparison_rules as r
from esante_rules.ins._coherence import place_explained
from esante_rules.ins._engine import check_options, frame, reported
from esante_rules.ins._model import BirthDate, Identity, Traits
from esante_rules.ins._names import name_key, normal_name
from esante_rules.ins._number import compact
from esante_rules.ins._oid import INS_NIA, INS_NIR


class Agreement(StrEnum):
    """How far two values of one trait agree."""

    IDENTIQUE = "IDENTIQUE"
    """The same text."""
    EQUIVALENT = "EQUIVALENT"
    """The same value written otherwise."""
    COMPATIBLE = "COMPATIBLE"
    """One says less than the other; accepted after a person confirms."""
    A_CONTROLER = "A_CONTROLER"
    """Neither the same nor contradictory; never accepted automatically."""
    DISCORDANT = "DISCORDANT"
    """Contradictory."""
    NON_COMPARABLE = "NON_COMPARABLE"
    """One side is missing or unknown."""


_A = Agreement

_REASONS: Final = {
    "same": Text("même texte", "same text"),
    "spelling": Text("même nom, écrit autrement", "same name, written otherwise"),
    "beginning": Text("l'une est le début de l'autre", "one is the beginning of the other"),
    "part": Text("l'une est une partie de l'autre", "one is a part of the other"),
    "order": Text("mêmes prénoms, dans un autre ordre", "same given names, in another order"),
    "known-parts": Text("égales sur les parties connues", "equal on the known parts"),
    "same-day": Text("même jour, une date au moins est interprétée", "same day, one date at least is interpreted"),
    "interpreted": Text("date interprétée : parties connues non dites", "interpreted date: known parts not told"),
    "indeterminate": Text("sexe indéterminé d'un côté", "sex indeterminate on one side"),
    "recoded": Text("codes différents d'un même lieu", "different codes of one place"),
    "missing": Text("valeur absente ou inconnue d'un côté", "value missing or unknown on one side"),
    "different": Text("valeurs différentes", "different values"),
}


@frozen
class Compared:
    """The agreement of one trait, and the reason."""

    trait: str
    """`birth_name`, `given_names`, `birth_date`, `sex` or `birth_place`."""
    agreement: Agreement
    reason: Text


class Conclusion(StrEnum):
    """What two records say of each other; the identity team decides (policy)."""

    SAME = "same"
    """Same INS, agreeing traits: one person; two local records are a duplicate."""
    COLLISION = "collision"
    """Same INS, a contradictory trait: collision or usurpation suspected, set DOUT on both."""
    NIA_BECAME_NIR = "nia-became-nir"
    """Same digits under the NIA and the NIR, agreeing traits: registration was completed."""
    HISTORY = "history"
    """Agreeing traits, and the INS of one is a former INS of the other."""
    HISTORY_OR_HOMONYM = "history-or-homonym"
    """Agreeing traits, different INS: look at the history, else true homonyms (HOMO)."""
    CANDIDATE = "candidate"
    """Agreeing traits, an INS missing: a person decides."""
    TO_REVIEW = "to-review"
    """No contradiction, but traits that are missing or to be checked: a person decides."""
    UNLINKED = "unlinked"
    """A contradictory trait and an INS missing: nothing links them."""
    DISTINCT = "distinct"
    """Different INS, a contradictory trait: distinct persons."""


@frozen
class Comparison:
    """The five traits compared, the conclusion, and the report of the rules."""

    traits: tuple[Compared, ...]
    conclusion: Conclusion
    report: Report

    @property
    def discordant(self) -> tuple[str, ...]:
        """The traits that contradict each other; one is enough to forbid raising a status."""
        return tuple(c.trait for c in self.traits if c.agreement is Agreement.DISCORDANT)

    @property
    def concordant(self) -> bool:
        """Is every trait identical, equivalent or compatible?"""
        return all(c.agreement in _CONCORDANT for c in self.traits)

    def explain(self, lang: Lang = "fr") -> str:
        """One line a trait, in `lang` ("fr" or "en"): its agreement and the reason. No value is shown."""
        lines = [f"{TRAITS[c.trait].in_(lang)} : {c.agreement.value} ({c.reason.in_(lang)})" for c in self.traits]
        return "\n".join(lines)


_CONCORDANT: Final = (Agreement.IDENTIQUE, Agreement.EQUIVALENT, Agreement.COMPATIBLE)
TRAITS: Final = {
    "birth_name": Text("nom de naissance", "birth name"),
    "given_names": Text("liste des prénoms", "list of given names"),
    "birth_date": Text("date de naissance", "date of birth"),
    "sex": Text("sexe", "sex"),
    "birth_place": Text("lieu de naissance", "place of birth"),
}
FIVE_TRAITS: Final = tuple(TRAITS)
"""The only criteria of a search between establishments."""
USES: Final = ("inform", "upgrade", "verification")
"""What the caller does with a comparison: inform a person, raise a status, or take it for a verification."""


def compare(
    one: Traits | Identity, other: Traits | Identity, *, use: str = "inform", as_of: date = STATE_OF_LAW
) -> Comparison:
    """Compare two identities on the five traits, and conclude with their INS when they have one."""
    for value in (one, other):
        require(value, (Traits, Identity), "an identity")
    known(use, USES, "use")
    check_options("flux", "production", as_of, None)
    a, b = (v.traits if isinstance(v, Identity) else v for v in (one, other))
    compared = (
        _compared("birth_name", _names(a.birth_name, b.birth_name)),
        _compared("given_names", _given_names(a.given_names, b.given_names)),
        _compared("birth_date", _dates(a.birth_date, b.birth_date)),
        _compared("sex", _sexes(a.sex, b.sex)),
        _compared("birth_place", _places(a, b)),
    )
    report = reported(_findings(compared, use), frame(r.COMPARED_RULES, (), as_of, True), as_of)
    identities = [v if isinstance(v, Identity) else Identity(traits=v) for v in (one, other)]
    return Comparison(compared, _conclusion(compared, *identities), report)


def _compared(trait: str, verdict: tuple[Agreement, str]) -> Compared:
    return Compared(trait, verdict[0], _REASONS[verdict[1]])


def _names(a: str | None, b: str | None) -> tuple[Agreement, str]:
    if not a or not b or a.isspace() or b.isspace():
        return _A.NON_COMPARABLE, "missing"
    if a == b:
        return _A.IDENTIQUE, "same"
    same = normal_name(a) == normal_name(b) or name_key(a) == name_key(b) != ""
    return (_A.EQUIVALENT, "spelling") if same else (_A.DISCORDANT, "different")


def _given_names(a: str | None, b: str | None) -> tuple[Agreement, str]:
    level, reason = _names(a, b)
    if level is not _A.DISCORDANT:
        return level, reason
    short, long = sorted((name_key(a or "").split(" "), name_key(b or "").split(" ")), key=len)
    if long[: len(short)] == short:
        return _A.COMPATIBLE, "beginning"
    rest = iter(long)
    if all(word in rest for word in short):
        return _A.A_CONTROLER, "part"
    return (_A.A_CONTROLER, "order") if sorted(short) == sorted(long) else (_A.DISCORDANT, "different")


def _dates(a: BirthDate | None, b: BirthDate | None) -> tuple[Agreement, str]:
    if a is None or b is None or a.day is None or b.day is None:
        return _A.NON_COMPARABLE, "missing"
    if a.day == b.day and (a.original == b.original or None in (a.original, b.original)):
        exact = not (a.interpreted or b.interpreted)
        return (_A.IDENTIQUE, "same") if exact else (_A.EQUIVALENT, "same-day")
    if not (a.interpreted or b.interpreted):
        return (_A.IDENTIQUE, "same") if a.day == b.day else (_A.DISCORDANT, "different")
    if any(side.interpreted and (side.original is None or side.original.lunar) for side in (a, b)):
        # Which parts were supplied is not known: only a year that differs in a known calendar says something.
        lunar = any(side.original is not None and side.original.lunar for side in (a, b))
        if a.day.year != b.day.year and not lunar:
            return _A.DISCORDANT, "different"
        return _A.A_CONTROLER, "interpreted"
    equal = all(x is None or y is None or x == y for x, y in zip(_parts(a), _parts(b), strict=True))
    return (_A.EQUIVALENT, "known-parts") if equal else (_A.DISCORDANT, "different")


def _parts(birth: BirthDate) -> tuple[int | None, int | None, int | None]:
    if birth.interpreted and birth.original is not None:
        return birth.original.year, birth.original.month, birth.original.day
    day = birth.day
    return (day.year, day.month, day.day) if day is not None else (None, None, None)


def _sexes(a: str | None, b: str | None) -> tuple[Agreement, str]:
    if not a or not b:
        return _A.NON_COMPARABLE, "missing"
    if a == b:
        return _A.IDENTIQUE, "same"
    return (_A.A_CONTROLER, "indeterminate") if "I" in (a, b) else (_A.DISCORDANT, "different")


def _places(a: Traits, b: Traits) -> tuple[Agreement, str]:
    one, other = a.birth_place, b.birth_place
    if not one or not other or "99999" in (one, other):
        return _A.NON_COMPARABLE, "missing"
    if one == other:
        return _A.IDENTIQUE, "same"
    born = next((t.birth_date.day for t in (a, b) if t.birth_date is not None and t.birth_date.day is not None), None)
    if one.upper() == other.upper() or place_explained(one, other, born) or place_explained(other, one, born):
        return _A.EQUIVALENT, "recoded"
    return _A.DISCORDANT, "different"


_RULE_OF: Final = {
    "birth_name": r.NAME,
    "given_names": r.GIVEN,
    "birth_date": r.DATE,
    "sex": r.SEX,
    "birth_place": r.PLACE,
}


def _findings(compared: tuple[Compared, ...], use: str) -> list[Finding]:
    findings: list[Finding] = []
    for c in compared:
        if c.agreement is _A.DISCORDANT:
            findings.append(Finding(_RULE_OF[c.trait], at=c.trait))
        elif c.trait == "given_names" and c.agreement in (_A.COMPATIBLE, _A.A_CONTROLER):
            findings.append(Finding(r.GIVEN_TO_CONFIRM, at=c.trait))
    if use == "upgrade" and findings and any(c.agreement is _A.DISCORDANT for c in compared):
        findings.append(Finding(r.UPGRADE, at="use"))
    if use == "verification":
        findings.append(Finding(r.NOT_INSI, at="use"))
    return findings


def _conclusion(compared: tuple[Compared, ...], one: Identity, other: Identity) -> Conclusion:
    levels = {c.agreement for c in compared}
    discordant = Agreement.DISCORDANT in levels
    concordant = levels <= set(_CONCORDANT)
    a, b = one.ins, other.ins
    if a is None or b is None:
        return Conclusion.UNLINKED if discordant else Conclusion.CANDIDATE if concordant else Conclusion.TO_REVIEW
    if compact(a.value) == compact(b.value):
        if discordant:
            return Conclusion.COLLISION
        if not concordant:
            return Conclusion.TO_REVIEW
        if a.oid == b.oid:
            return Conclusion.SAME
        return Conclusion.NIA_BECAME_NIR if {a.oid, b.oid} == {INS_NIA, INS_NIR} else Conclusion.TO_REVIEW
    if discordant:
        return Conclusion.DISTINCT
    if not concordant:
        return Conclusion.TO_REVIEW
    former = any(_holds(x, y) for x, y in ((one, b.value), (other, a.value)))
    return Conclusion.HISTORY if former else Conclusion.HISTORY_OR_HOMONYM


def _holds(identity: Identity, value: str) -> bool:
    return any(compact(i.value) == compact(value) for i in identity.of_kind("INS", active=False))
