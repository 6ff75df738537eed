"""A kind of identifier: its form, its faults once well formed, and the verbs every kind shares.

The answer has three parts, never one: the form (an error when wrong), the key (a warning for numbers of professionals
and structures, because most published samples have wrong ones), and existence, which only a registry can tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, Generic, Protocol, TypeVar

from attrs import frozen

from esante_rules._core import (
    STATE_OF_LAW,
    Confidence,
    Finding,
    Hit,
    Param,
    Reference,
    Refused,
    Report,
    Rule,
    Severity,
    Skip,
    Text,
    not_evaluated,
    require,
    require_day,
    run,
)
from esante_rules.identifiers import _tidy

V = TypeVar("V")


class Keyed(Protocol):
    """What has a key: `key_ok` is None when no key applies to it."""

    @property
    def key_ok(self) -> bool | None:
        """True or False for the key, None when there is none to verify."""


@frozen
class Lookalike:
    """Another well-known writing that a malformed value resembles, and what to say of it."""

    form: str
    says: Text


SEPARATORS: Final = Text(
    fr="Sans ses séparateurs et en majuscules, la forme serait bonne : normaliser avant de contrôler.",
    en="Without separators and in capitals the form would be right: normalise before checking.",
)
ZERO_LOST: Final = Text(
    fr="Un zéro de tête semble perdu, comme dans un tableur : le remettre rendrait la forme bonne.",
    en="A leading zero seems lost, as in a spreadsheet: putting it back would make the form right.",
)
NO_HINT: Final = Text(fr="Aucune écriture voisine n'est reconnue.", en="No neighbouring writing is recognised.")
_CONTENTS: Final = (
    (r"", Text("rien", "nothing")),
    (r"[0-9]+", Text("des chiffres seulement", "digits only")),
    (r"[0-9A-Za-z]+", Text("des lettres et des chiffres", "letters and digits")),
    (r"[ -~]+", Text("d'autres signes que des lettres et des chiffres", "signs other than letters and digits")),
)
_ODD: Final = Text("des caractères hors ASCII ou de contrôle", "non-ASCII or control characters")


@frozen(eq=False, kw_only=True)
class Kind(Generic[V]):
    """One kind of identifier. `check`, `parse`, `is_valid` and `normalise` are the verbs; `name` is the word of its
    rules.
    """

    name: str
    label: Text
    """With its article: `un numéro RPPS`, `an RPPS number`."""
    form: str
    """The strict form, as a regular expression for a full match."""
    build: Callable[[str], V]
    """Makes the value out of well-formed text."""
    malformed: Rule[Any]
    before: tuple[Rule[str], ...] = ()
    """Rules on the text itself, whatever its form."""
    faults: tuple[Rule[V], ...] = ()
    """Rules on the well-formed value."""
    inner: Callable[[V], tuple[str, Kind[Any], Any] | None] | None = None
    """The identifier inside it, with its place and kind: its faults are found too."""
    tidy: Callable[[str], str] = _tidy.number
    zero_padded: bool = False
    """True when a spreadsheet may have eaten a leading zero."""
    lookalikes: tuple[Lookalike, ...] = ()

    @property
    def rules(self) -> tuple[Rule[Any], ...]:
        """The rules of this kind, in the order of its report."""
        return (*self.before, self.malformed, *self.faults)

    def matches(self, value: str) -> bool:
        """Is the form right, strictly as written?"""
        return re.fullmatch(self.form, value) is not None

    def check(self, value: str, *, as_of: date = STATE_OF_LAW) -> Report:
        """Report the faults of form (errors) and of key of `value`, strictly as written; no registry is asked.

        `as_of` is the date of the document that bears the identifier, whose law applies. Any text gives a report;
        another type raises `TypeError`.
        """
        require(value, str, "value")
        require_day(as_of, "as_of")
        report = run(self.before, value, as_of=as_of) if self.before else Report(as_of=as_of)
        if not self.matches(value):
            fault = Finding(rule=self.malformed, at="form", params=self._seen(value))
            found = Report(as_of=as_of, findings=(fault,), evaluated=(self.malformed,))
            return report.merge(found, not_evaluated(self.faults, Skip.NOT_REACHED, as_of=as_of))
        formed = Report(as_of=as_of, evaluated=(self.malformed,))
        return report.merge(formed, self.inspect(self.build(value), as_of=as_of))

    def inspect(self, parsed: V, *, as_of: date = STATE_OF_LAW) -> Report:
        """The faults of a well-formed value, those of the identifier inside it included."""
        report = run(self.faults, parsed, as_of=as_of)
        nested = self.inner(parsed) if self.inner else None
        if nested is None:
            return report
        place, kind, value = nested
        return report.merge(_moved(kind.inspect(value, as_of=as_of), place))

    def parse(self, value: str, *, as_of: date = STATE_OF_LAW) -> V:
        """The value in parts; raises `Refused`, with the report, exactly when the check is not `ok`."""
        report = self.check(value, as_of=as_of)
        if not report.ok:
            raise Refused(report) from None
        return self.build(value)

    def is_valid(self, value: str, *, as_of: date = STATE_OF_LAW, strict: bool = False) -> bool:
        """Is the check `ok`? With `strict`, no warning either: the key must hold where there is one."""
        report = self.check(value, as_of=as_of)
        return report.ok and not (strict and any(f.severity is Severity.WARNING for f in report.findings))

    def normalise(self, value: str) -> str:
        """`value` without the separators this kind tolerates, letters in its case; idempotent, pads nothing."""
        require(value, str, "value")
        return self.tidy(value)

    def _seen(self, value: str) -> dict[str, Param]:
        content = next((says for form, says in _CONTENTS if re.fullmatch(form, value)), _ODD)
        return {"length": len(value), "content": content, "hint": self._hint(value)}

    def _hint(self, value: str) -> Text:
        if self.matches(self.tidy(value)):
            return SEPARATORS
        for lookalike in self.lookalikes:
            if re.fullmatch(lookalike.form, value):
                return lookalike.says
        if (
            self.zero_padded
            and self.matches("0" + value)
            and getattr(self.build("0" + value), "key_ok", None) is not False
        ):
            return ZERO_LOST
        return NO_HINT

    def __reduce__(self) -> tuple[Any, ...]:
        return _kind_named, (self.name,)

    def __repr__(self) -> str:
        return f"Kind({self.name!r})"


def _kind_named(name: str) -> Kind[Any]:
    from esante_rules.identifiers import KINDS

    return KINDS[name]


def _moved(report: Report, place: str) -> Report:
    moved = tuple(
        Finding(rule=f.rule, at=f"{place}.{f.at}" if f.at else place, line=f.line, params=f.params)
        for f in report.findings
    )
    return Report(as_of=report.as_of, findings=moved, evaluated=report.evaluated, skipped=report.skipped)


def malformed(
    kind: str, label: Text, shape: Text, *refs: Reference, confidence: Confidence = Confidence.CERTAIN
) -> Rule[Any]:
    """The rule of form of a kind: its words name the form expected and only describe what was read."""
    return Rule(
        id=f"identifiers.{kind}.malformed",
        says=Text(
            fr=f"La valeur n'a pas la forme d'{label.fr} (attendu : {shape.fr}). Lu : {{length}} caractère(s), "
            "{content}. {hint}",
            en=f"The value does not have the form of {label.en} (expected: {shape.en}). Read: {{length}} character(s), "
            "{content}. {hint}",
        ),
        why=Text(
            fr=f"Une valeur qui n'a pas la forme d'{label.fr} ne désigne rien : longueur, caractères et "
            "préfixe se vérifient "
            "sans interroger de répertoire.",
            en=f"A value without the form of {label.en} designates nothing: length, characters and prefix "
            "can be verified "
            "without asking a registry.",
        ),
        refs=refs,
        since=None,
        severity=Severity.ERROR,
        confidence=confidence,
    )


def _key_mismatch(value: Keyed) -> Iterator[Hit]:
    if value.key_ok is False:
        yield Hit("key")


def key_mismatch(
    kind: str,
    label: Text,
    *refs: Reference,
    severity: Severity = Severity.WARNING,
    confidence: Confidence = Confidence.CERTAIN,
) -> Rule[Any]:
    """The rule of key of a kind. The expected key is not proposed: the typing error is usually elsewhere."""
    return Rule(
        id=f"identifiers.{kind}.key-mismatch",
        check=_key_mismatch,
        says=Text(
            fr=f"Clé fausse pour {label.fr} : un caractère est sans doute faux, ou deux sont intervertis.",
            en=f"Wrong key for {label.en}: a character is probably wrong, or two are swapped.",
        ),
        why=Text(
            fr="La clé détecte les fautes de recopie. Elle ne prouve pas que le numéro existe, et des "
            "exemples officiels en portent "
            "de fausses."
            if severity is Severity.WARNING
            else "La clé détecte les fautes de recopie ; elle ne prouve pas que le code existe.",
            en="The key detects copying errors. It does not prove that the number exists, and official "
            "samples bear wrong ones."
            if severity is Severity.WARNING
            else "The key detects copying errors; it does not prove that the code exists.",
        ),
        refs=refs,
        since=None,
        severity=severity,
        confidence=confidence,
    )


def all_equal(digits: str) -> bool:
    """Is it one character repeated?"""
    return len(set(digits)) == 1


class Placeholder(Protocol):
    """What may be a filler: `degenerate` is True when all its digits are the same."""

    @property
    def degenerate(self) -> bool:
        """True when all digits are the same."""


def _degenerate(value: Placeholder) -> Iterator[Hit]:
    if value.degenerate:
        yield Hit("form")


def degenerate(kind: str, label: Text, *refs: Reference) -> Rule[Any]:
    """The rule against numbers made of one repeated digit: zeros satisfy the key and designate nobody."""
    return Rule(
        id=f"identifiers.{kind}.degenerate",
        check=_degenerate,
        says=Text(
            fr=f"Un même chiffre répété n'est pas {label.fr} : c'est une valeur de remplissage.",
            en=f"One digit repeated is not {label.en}: it is a filler.",
        ),
        why=Text(
            fr=f"Une suite de zéros satisfait la clé d'{label.fr} et passerait pour un vrai numéro.",
            en=f"A row of zeros satisfies the key of {label.en} and would pass for a real number.",
        ),
        refs=refs,
        since=None,
        severity=Severity.ERROR,
        confidence=Confidence.PROBABLE,
    )


def formed(form: str) -> Callable[[Any, Any, Any], None]:
    """An attrs validator: the text must have that form; another raises `ValueError` without the value."""

    def validate(instance: object, _: object, value: object) -> None:
        require(value, str, "text")
        if not re.fullmatch(form, str(value)):
            raise ValueError(f"the text does not have the form of {type(instance).__name__}")

    return validate
