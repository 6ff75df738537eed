"""The consent to a sharing outside the team, as it is kept: is the record complete, and what is it worth on a day?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import (
    STATE_OF_LAW,
    Confidence,
    Hit,
    Reference,
    Report,
    Rule,
    Severity,
    Text,
    require,
    require_day,
    run,
)
from esante_rules.rgpd.sharing._sources import D1110_3_1, D1110_3_2, D1110_3_3, DECREE_1349
from esante_rules.rgpd.sharing.facts import Consent


def _words(value: Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, str):
        raise TypeError("a list of words is needed, not str")
    words = tuple(value)
    for word in words:
        require(word, str, "an item")
    return words


@frozen(kw_only=True)
class ConsentRecord:
    """What D. 1110-3-1 to D. 1110-3-3 ask to keep. Texts are the caller's own and no output shows them.

    `ended_on` is the last day of the prise en charge. Dates that have not come are None.
    """

    person: str = field(default="", repr=False)
    professional: str = field(default="", repr=False)
    """The one who collected it: each collects his or her own."""
    information: tuple[str, ...] = field(default=(), converter=_words, repr=False)
    professionals: tuple[str, ...] = field(default=(), converter=_words, repr=False)
    media: tuple[str, ...] = field(default=(), converter=_words, repr=False)
    measures: tuple[str, ...] = field(default=(), converter=_words, repr=False)
    """The four items the person was told: categories of information and of professionals, media, security measures."""
    means: str = field(default="", repr=False)
    collected_from: str = field(default="", repr=False)
    """The person, or whoever consents on the person's behalf."""
    informed_on: date | None = field(default=None, repr=False)
    consented_on: date | None = field(default=None, repr=False)
    support_on: date | None = field(default=None, repr=False)
    """When the written support was handed over, the last time."""
    withdrawn_on: date | None = field(default=None, repr=False)
    ended_on: date | None = field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        for name in ("person", "professional", "means", "collected_from"):
            require(getattr(self, name), str, name)
        for name in _DATES:
            if getattr(self, name) is not None:
                require_day(getattr(self, name), name)
        if self.withdrawn_on and (self.consented_on is None or self.withdrawn_on < self.consented_on):
            raise ValueError("a consent cannot be withdrawn before it is given")

    def status(self, on: date) -> Consent:
        """What the record is worth for a flow on that day: the word to give to `Flow.consent`.

        A consent without information, or given before it, does not count (`Consent.NOT_ASKED`). A withdrawal takes
        effect on its day; the prise en charge lasts through its last day.
        """
        require_day(on, "on")
        if self.withdrawn_on is not None and self.withdrawn_on <= on:
            return Consent.WITHDRAWN
        if self.consented_on is None or self.consented_on > on:
            return Consent.NOT_ASKED
        if self.informed_on is None or self.informed_on > self.consented_on:
            return Consent.NOT_ASKED
        return Consent.EXPIRED if self.ended_on is not None and self.ended_on < on else Consent.GIVEN


_DATES: Final = ("informed_on", "consented_on", "support_on", "withdrawn_on", "ended_on")
_ITEMS: Final = {
    "person": Text("la personne", "the person"),
    "professional": Text("le professionnel qui recueille", "the professional who collects"),
    "information": Text("les catégories d'informations", "the categories of information"),
    "professionals": Text("les catégories de professionnels", "the categories of professionals"),
    "media": Text("la nature des supports", "the nature of the media"),
    "measures": Text("les mesures de sécurité", "the security measures"),
    "informed_on": Text("la date de l'information", "the day of the information"),
    "consented_on": Text("la date du consentement", "the day of the consent"),
    "means": Text("le moyen du recueil", "the means of collection"),
    "collected_from": Text("auprès de qui il est recueilli", "from whom it is collected"),
}


def _item_missing(record: ConsentRecord) -> Iterator[Hit]:
    for name, words in _ITEMS.items():
        if not getattr(record, name):
            yield Hit(name, {"item": words})


def _before_information(record: ConsentRecord) -> Iterator[Hit]:
    if record.informed_on and record.consented_on and record.consented_on < record.informed_on:
        yield Hit("consented_on")


def _support_missing(record: ConsentRecord) -> Iterator[Hit]:
    if record.consented_on and record.support_on is None:
        yield Hit("support_on")


def _withdrawal_without_support(record: ConsentRecord) -> Iterator[Hit]:
    if record.withdrawn_on and record.support_on and record.support_on < record.withdrawn_on:
        yield Hit("support_on")


def _rule(  # noqa: PLR0917 - read as a row
    name: str, check: Any, fr: str, en: str, why: Text, refs: tuple[Reference, ...], severity: Severity, level: str
) -> Rule[ConsentRecord]:
    return Rule(
        id=f"sharing.consent.{name}",
        check=check,
        says=Text(fr, en),
        why=why,
        refs=refs,
        since=DECREE_1349,
        severity=severity,
        confidence=Confidence.PROBABLE,
        level=level,
    )


ITEM_MISSING: Final = _rule(
    "item-missing",
    _item_missing,
    "Le recueil du consentement ne dit pas : {item}.",
    "The record of consent does not say: {item}.",
    Text(
        "Sans ces éléments on ne peut pas montrer que le consentement était éclairé.",
        "Without these items it cannot be shown that the consent was informed.",
    ),
    (D1110_3_1, D1110_3_3),
    Severity.WARNING,
    "MAJEUR",
)
BEFORE_INFORMATION: Final = _rule(
    "before-information",
    _before_information,
    "Le consentement est antérieur à l'information : il ne compte pas.",
    "The consent is earlier than the information: it does not count.",
    Text("On ne consent qu'à ce que l'on sait.", "One consents only to what one knows."),
    (D1110_3_1,),
    Severity.ERROR,
    "BLOQUANT",
)
SUPPORT_MISSING: Final = _rule(
    "support-missing",
    _support_missing,
    "Aucun écrit n'a été remis avec le consentement.",
    "No written support was handed over with the consent.",
    Text(
        "L'écrit reprend l'information et les moyens d'exercer les droits.",
        "The support restates the information and the ways to exercise rights.",
    ),
    (D1110_3_2,),
    Severity.ERROR,
    "BLOQUANT",
)
WITHDRAWAL_UNWRITTEN: Final = _rule(
    "withdrawal-without-support",
    _withdrawal_without_support,
    "Le retrait n'a pas donné lieu à un nouvel écrit.",
    "The withdrawal was not followed by a new written support.",
    Text(
        "Un changement ou un retrait est constaté par écrit, comme le consentement.",
        "A change or a withdrawal is put in writing, as the consent was.",
    ),
    (D1110_3_2, D1110_3_3),
    Severity.WARNING,
    "MAJEUR",
)
RULES: Final[tuple[Rule[ConsentRecord], ...]] = (
    ITEM_MISSING,
    BEFORE_INFORMATION,
    SUPPORT_MISSING,
    WITHDRAWAL_UNWRITTEN,
)


def check_consent(record: ConsentRecord, *, as_of: date = STATE_OF_LAW) -> Report:
    """Is the record of consent complete and in the right order? What it is worth for a flow is `record.status(day)`."""
    require(record, ConsentRecord, "record")
    require_day(as_of, "as_of")
    return run(RULES, record, as_of=as_of)
