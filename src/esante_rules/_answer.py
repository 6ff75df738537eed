"""Yes, no, unknown: strong Kleene logic for facts that a user may not know.

Unknown never counts as yes and never as no; it travels until something known settles the question.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from esante_rules._core import Text, known


class Answer(Enum):
    """A three-valued answer, ordered `NO < UNKNOWN < YES`; the values are the words of the questionnaires."""

    NO = "non"
    UNKNOWN = "inconnu"
    YES = "oui"

    @classmethod
    def of(cls, value: Answer | bool | str | None) -> Answer:
        """Read an answer: itself, `True`/`False`, `None` (unknown) or one of the words oui, non, inconnu.

        Raises `TypeError` naming another type, `ValueError` listing the words for another word.
        """
        if isinstance(value, Answer):
            return value
        if value is None:
            return cls.UNKNOWN
        if isinstance(value, bool):
            return cls.YES if value else cls.NO
        if not isinstance(value, str):
            raise TypeError(f"an answer must be Answer, bool, str or None, not {type(value).__name__}")
        return cls(known(value, (word.value for word in cls), "an answer"))

    def __invert__(self) -> Answer:
        """The negation: yes and no are swapped, unknown stays."""
        return _NOT[self]

    def __bool__(self) -> bool:
        raise TypeError("an answer has three values: compare it with Answer.YES, Answer.NO or Answer.UNKNOWN")

    @property
    def says(self) -> Text:
        """The word in both languages."""
        return _WORDS[self]


_NOT = {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.UNKNOWN: Answer.UNKNOWN}
_WORDS = {Answer.YES: Text("oui", "yes"), Answer.NO: Text("non", "no"), Answer.UNKNOWN: Text("inconnu", "unknown")}


def answer(value: Answer | bool | str | None) -> Answer:
    """`Answer.of` as a plain function, for the converters of values."""
    return Answer.of(value)


def all_of(answers: Iterable[Answer]) -> Answer:
    """And: no as soon as one is no, else unknown as soon as one is unknown; yes for none at all."""
    seen = set(answers)
    return Answer.NO if Answer.NO in seen else Answer.UNKNOWN if Answer.UNKNOWN in seen else Answer.YES


def any_of(answers: Iterable[Answer]) -> Answer:
    """Or: yes as soon as one is yes, else unknown as soon as one is unknown; no for none at all."""
    seen = set(answers)
    return Answer.YES if Answer.YES in seen else Answer.UNKNOWN if Answer.UNKNOWN in seen else Answer.NO


def at_least(wanted: int, answers: Iterable[Answer]) -> Answer:
    """Are at least `wanted` of them yes? Unknown while the unknown ones could still decide it."""
    given = tuple(answers)
    yes, unknown = given.count(Answer.YES), given.count(Answer.UNKNOWN)
    return Answer.YES if yes >= wanted else Answer.UNKNOWN if yes + unknown >= wanted else Answer.NO
