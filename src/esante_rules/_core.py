"""The types every subject shares: a rule, what it found, and the report that says what was looked at.

Nothing here knows a subject, a clock, a locale or a file. Privacy is kept by what a `Finding` can hold: the
rule, a place in known names, a line and `params`, never the value that was read.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from itertools import chain
from typing import Any, Final, Generic, Literal, NoReturn, TypeAlias, TypeVar

from attrs import field, frozen

S = TypeVar("S")
Lang: TypeAlias = Literal["fr", "en"]
LANGS: Final[tuple[Lang, ...]] = ("fr", "en")

STATE_OF_LAW: Final = date(2026, 6, 30)
"""The day up to which the texts behind this release were reviewed; the default `as_of` of every check."""


class Severity(Enum):
    """How much a finding weighs; only `ERROR` makes a report not `ok`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest, so that `min` over severities gives the worst."""
        return _SEVERITY_RANK[self]

    @property
    def says(self) -> Text:
        """The word in both languages."""
        return _SEVERITY_WORDS[self]


_SEVERITY_RANK: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Confidence(Enum):
    """How sure we are that the text says this: read (H), second-hand (M), or to be confirmed (B)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    TO_CONFIRM = "to-confirm"

    @property
    def says(self) -> Text:
        """The word in both languages."""
        return _CONFIDENCE_WORDS[self]


class Skip(Enum):
    """Why a rule gave no verdict."""

    NOT_IN_FORCE = "not-in-force"
    """`as_of` is outside the dates of the rule."""
    NOT_REACHED = "not-reached"
    """An earlier error made it meaningless."""
    NO_CLOCK = "no-clock"
    """It compares with the present and the caller gave no `now`."""
    NOT_READ = "not-read"
    """It needs a part of the document that this reading did not reach."""
    TABLE_MISSING = "table-missing"
    """It needs a table (value set, COG) that is not at hand."""
    FACT_UNKNOWN = "fact-unknown"
    """It needs a fact that the caller answers with unknown."""


@frozen
class Text:
    """The same words in French and in English; named holes (`{element}`) are filled from `Hit.params`."""

    fr: str = field()
    en: str = field()

    def __attrs_post_init__(self) -> None:
        for lang, words in (("fr", self.fr), ("en", self.en)):
            require(words, str, lang)
            if not words.strip():
                raise ValueError(f"Text.{lang} is empty")

    def in_(self, lang: Lang) -> str:
        """The words in `lang` ("fr" or "en"); `ValueError` for another language."""
        return self.fr if known(lang, LANGS, "lang") == "fr" else self.en


Param: TypeAlias = "str | int | date | Text | tuple[str | int | date | Text, ...]"


@frozen
class Reference:
    """One passage of one published text, and the day it was last compared with the rule."""

    source: str
    """The text, as a lawyer names it: `Code de la santé publique`."""
    passage: str
    """Where in it: `art. R. 1112-7`."""
    url: str
    """Where it is published; empty when the text has no public address."""
    read_on: date
    """The day our rule was last compared with it."""

    def __attrs_post_init__(self) -> None:
        require(self.read_on, date, "read_on")
        if not (self.source.strip() and self.passage.strip()):
            raise ValueError("a reference needs a source and a passage")

    def __str__(self) -> str:
        return f"{self.source}, {self.passage}"


@frozen
class Hit:
    """What a check knows when it finds a fault: where, and the few safe values its words need."""

    at: str = ""
    params: Mapping[str, Param] = field(factory=dict)
    line: int | None = None


@frozen(eq=False, kw_only=True, slots=True)
class Rule(Generic[S]):
    """One requirement of one text: its stable name, words, sources and dates, beside the function that checks it.

    `check` is None for the row of a table that an engine evaluates. Rules are compared by identity.
    """

    id: str
    """`<package>.<family>.<fault>`: what is wrong, never the cure. Never reused."""
    says: Text
    """The message of a finding; holes are filled from its `params`."""
    why: Text
    """The reason, for the catalogue."""
    refs: tuple[Reference, ...]
    since: date | None
    """First day of effect; None when the text gives none."""
    severity: Severity
    confidence: Confidence
    until: date | None = None
    """First day it no longer applies."""
    level: str = ""
    """The rulebook's own word for the severity (BLOQUANT, MAJEUR...), when it has one."""
    needs_clock: bool = False
    """True when the rule compares with the present: without `now` it is skipped as `NO_CLOCK`."""
    check: Callable[[S], Iterable[Hit]] | None = None

    def __attrs_post_init__(self) -> None:
        require(self.says, Text, "says")
        require(self.why, Text, "why")
        require(self.severity, Severity, "severity")
        require(self.confidence, Confidence, "confidence")
        if not self.refs or not all(isinstance(ref, Reference) for ref in self.refs):
            raise ValueError(f"rule {self.id}: at least one Reference is required")
        if self.since and self.until and self.until <= self.since:
            raise ValueError(f"rule {self.id}: it would end before it starts")

    def in_force(self, as_of: date) -> bool:
        """Does the rule apply on that day?"""
        return (self.since is None or self.since <= as_of) and (self.until is None or as_of < self.until)

    def __repr__(self) -> str:
        return f"Rule({self.id!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        """A rule of the library pickles as its name and comes back as the same object; a caller's, by value."""
        if _rules_of(self.id.partition(".")[0]).get(self.id) is self:
            return _released_rule, (self.id,)
        return _own_rule, tuple(getattr(self, name) for name in _RULE_FIELDS)


_RULE_FIELDS: Final = (
    "id",
    "says",
    "why",
    "refs",
    "since",
    "severity",
    "confidence",
    "until",
    "level",
    "needs_clock",
    "check",
)

HOMES: Final[Mapping[str, str]] = {
    "ins": "esante_rules.ins",
    "identifiers": "esante_rules.identifiers",
    "cda": "esante_rules.cda",
    "retention": "esante_rules.rgpd.retention",
    "aipd": "esante_rules.rgpd.aipd",
    "sharing": "esante_rules.rgpd.sharing",
    "rights": "esante_rules.rgpd.rights",
    "breach": "esante_rules.rgpd.breach",
    "hosting": "esante_rules.rgpd.hosting",
    "legal-basis": "esante_rules.rgpd.legal_basis",
    "notices": "esante_rules.rgpd.notices",
    "register": "esante_rules.rgpd.register",
    "dpo": "esante_rules.rgpd.dpo",
    "sign-in": "esante_rules.rgpd.sign_in",
    "nir": "esante_rules.rgpd.nir",
    "minimisation": "esante_rules.rgpd.minimisation",
}
"""The module whose `RULES` tuple holds the rules whose name starts with that word."""


@functools.cache
def _rules_of(package: str) -> dict[str, Rule[Any]]:
    if package not in HOMES:
        return {}
    return {rule.id: rule for rule in importlib.import_module(HOMES[package]).RULES}


def _released_rule(name: str) -> Rule[Any]:
    return _rules_of(name.partition(".")[0])[name]


def _own_rule(*values: Any) -> Rule[Any]:
    return Rule(**dict(zip(_RULE_FIELDS, values, strict=True)))


@frozen(hash=False, repr=False)
class Finding:
    """One fault: the rule that found it, where, and the values its sentence needs. It cannot hold the input."""

    rule: Rule[Any]
    at: str = ""
    """A path in known names (`/ClinicalDocument/author[1]/time[1]`) or a part of a number (`key`)."""
    line: int | None = None
    """Line in the document, 1 for the first, when there is one."""
    params: Mapping[str, Param] = field(factory=dict)

    @property
    def id(self) -> str:
        """The name of the rule."""
        return self.rule.id

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    def message(self, lang: Lang = "fr") -> str:
        """The sentence of the rule in `lang` ("fr" or "en"), its holes filled."""
        return fill(self.rule.says, self.params, lang)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The finding as plain data for JSON."""
        return {
            "id": self.rule.id,
            "severity": self.rule.severity.value,
            "level": self.rule.level or None,
            "confidence": self.rule.confidence.value,
            "at": self.at,
            "line": self.line,
            "params": {key: _plain(value, lang) for key, value in self.params.items()},
            "message": self.message(lang),
            "references": [{"source": r.source, "passage": r.passage, "url": r.url} for r in self.rule.refs],
        }

    def __repr__(self) -> str:
        place = f", line={self.line}" if self.line is not None else ""
        return f"Finding({self.rule.id!r}, at={self.at!r}{place})"


def fill(text: Text, params: Mapping[str, Param], lang: Lang) -> str:
    """The words of `text` in `lang` with every named hole filled."""
    words = text.in_(lang)
    return words.format_map({key: _words(value, lang) for key, value in params.items()}) if "{" in words else words


def _words(value: Param, lang: Lang) -> str:
    if isinstance(value, Text):
        return value.in_(lang)
    if isinstance(value, tuple):
        return ", ".join(_words(item, lang) for item in value)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y") if lang == "fr" else value.isoformat()
    return str(value)


def _plain(value: Param, lang: Lang) -> Any:
    if isinstance(value, tuple):
        return [_plain(item, lang) for item in value]
    if isinstance(value, Text):
        return value.in_(lang)
    return value.isoformat() if isinstance(value, date) else value


Skipped: TypeAlias = tuple[Rule[Any], Skip]


@frozen(hash=False, repr=False, kw_only=True)
class Report:
    """What was found, what was looked at, and what was not: a clean report says no more than its `evaluated` list."""

    as_of: date
    """The day whose law was applied."""
    findings: tuple[Finding, ...] = ()
    evaluated: tuple[Rule[Any], ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def ok(self) -> bool:
        """True when no finding is an `ERROR`."""
        return not any(finding.rule.severity is Severity.ERROR for finding in self.findings)

    @property
    def complete(self) -> bool:
        """True when the input was examined to its end: no rule was skipped as `NOT_READ` or `NOT_REACHED`.

        Rules skipped for want of something of the caller's (`NO_CLOCK`, `TABLE_MISSING`, `FACT_UNKNOWN`) do not make a
        report incomplete; they are in `skipped` all the same.
        """
        return not any(reason is Skip.NOT_READ or reason is Skip.NOT_REACHED for _, reason in self.skipped)

    @property
    def beyond_state_of_law(self) -> bool:
        """True when `as_of` is later than the texts of this release: the last known law was applied."""
        return self.as_of > STATE_OF_LAW

    def merge(self, *others: Report) -> Report:
        """One report out of several made for the same `as_of`, in the order given."""
        reports = (self, *others)
        if any(report.as_of != self.as_of for report in others):
            raise ValueError("reports of different as_of cannot be merged")
        return Report(
            as_of=self.as_of,
            findings=tuple(chain.from_iterable(report.findings for report in reports)),
            evaluated=tuple(chain.from_iterable(report.evaluated for report in reports)),
            skipped=tuple(chain.from_iterable(report.skipped for report in reports)),
        )

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The report as plain data for JSON, with sentences in `lang`."""
        return {
            "schema": 1,
            "ok": self.ok,
            "complete": self.complete,
            "as_of": self.as_of.isoformat(),
            "state_of_law": STATE_OF_LAW.isoformat(),
            "beyond_state_of_law": self.beyond_state_of_law,
            "findings": [finding.to_dict(lang) for finding in self.findings],
            "evaluated": [rule.id for rule in self.evaluated],
            "skipped": [{"id": rule.id, "reason": reason.value} for rule, reason in self.skipped],
        }

    def __bool__(self) -> NoReturn:
        raise TypeError("the truth of a report is ambiguous: ask report.ok")

    def __repr__(self) -> str:
        verdict = "ok" if self.ok else "not ok"
        return (
            f"<Report {verdict} as of {self.as_of}: {len(self.findings)} findings, "
            f"{len(self.evaluated)} rules evaluated, {len(self.skipped)} skipped>"
        )


class Refused(ValueError):
    """Raised by `parse_*` and `read_*` on data that the matching check does not accept; carries its `report`."""

    def __init__(self, report: Report) -> None:
        self.report = report
        names = dict.fromkeys(finding.id for finding in report.findings if finding.severity is Severity.ERROR)
        super().__init__("refused: " + ", ".join(names))

    def __reduce__(self) -> tuple[type[Refused], tuple[Report]]:
        return type(self), (self.report,)


@functools.lru_cache(maxsize=512)
def plan(
    rules: tuple[Rule[Any], ...], as_of: date, clock: bool = True
) -> tuple[tuple[Rule[Any], ...], tuple[Skipped, ...]]:
    """Which of `rules` apply on that day, in order, and which do not, with the reason."""
    active: list[Rule[Any]] = []
    skipped: list[Skipped] = []
    for rule in rules:
        if not rule.in_force(as_of):
            skipped.append((rule, Skip.NOT_IN_FORCE))
        elif rule.needs_clock and not clock:
            skipped.append((rule, Skip.NO_CLOCK))
        else:
            active.append(rule)
    return tuple(active), tuple(skipped)


def run(rules: tuple[Rule[S], ...], subject: S, *, as_of: date, clock: bool = True) -> Report:
    """Evaluate every rule of `rules` that is in force on `as_of` against `subject`, in order.

    `clock` says whether the subject carries the caller's `now`; without it the rules that need one are skipped.
    """
    active, skipped = plan(rules, as_of, clock)
    return Report(as_of=as_of, findings=tuple(_findings(active, subject)), evaluated=active, skipped=skipped)


def _findings(rules: tuple[Rule[S], ...], subject: S) -> Iterator[Finding]:
    for rule in rules:
        if rule.check is None:
            raise ValueError(f"rule {rule.id} is a row of a table: its engine evaluates it, not run()")
        for hit in rule.check(subject):
            yield Finding(rule=rule, at=hit.at, line=hit.line, params=hit.params)


def not_evaluated(rules: tuple[Rule[Any], ...], reason: Skip, *, as_of: date) -> Report:
    """The report of a stage that could not take place: every rule in force is skipped with `reason`."""
    active, skipped = plan(rules, as_of)
    return Report(as_of=as_of, skipped=(*skipped, *((rule, reason) for rule in active)))


def require(value: object, kind: type | tuple[type, ...], name: str) -> None:
    """Raise a `TypeError` that names the wrong type and never the value."""
    if not isinstance(value, kind):
        kinds = kind if isinstance(kind, tuple) else (kind,)
        wanted = " or ".join("None" if k is type(None) else k.__name__ for k in kinds)
        raise TypeError(f"{name} must be {wanted}, not {type(value).__name__}")


def require_day(value: object, name: str) -> None:
    """Raise `TypeError` unless `value` is a `date` without a time."""
    require(value, date, name)
    if isinstance(value, datetime):
        raise TypeError(f"{name} must be date, not datetime")


def known(word: object, allowed: Iterable[str], name: str) -> str:
    """Return `word` if it is one of `allowed`; `ValueError` lists the allowed words and never shows another."""
    require(word, str, name)
    words = tuple(allowed)
    if word not in words:
        raise ValueError(f"{name} must be one of: {', '.join(words)}")
    return str(word)


# the words come last: a Text checks itself with `require`
_SEVERITY_WORDS: Final = {
    Severity.ERROR: Text("erreur", "error"),
    Severity.WARNING: Text("alerte", "warning"),
    Severity.INFO: Text("info", "note"),
}
_CONFIDENCE_WORDS: Final = {
    Confidence.CERTAIN: Text("certaine", "certain"),
    Confidence.PROBABLE: Text("probable", "likely"),
    Confidence.TO_CONFIRM: Text("à confirmer", "to be confirmed"),
}
