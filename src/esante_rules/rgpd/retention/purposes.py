"""One document kept for several purposes: it lives until the longest, access closes purpose by purpose (A17)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from esante_rules._core import Lang, Text
from esante_rules._dates import next_day
from esante_rules.rgpd.retention.facts import Facts, Given
from esante_rules.rgpd.retention.model import Action, Status, Term
from esante_rules.rgpd.retention.policy import Policy
from esante_rules.rgpd.retention.result import Timeline
from esante_rules.rgpd.retention.timeline import timeline
from esante_rules.rgpd.retention.triggers import Trigger


@frozen(repr=False, hash=False)
class Document:
    """The timelines of the purposes of one document, in the order given."""

    purposes: tuple[Timeline, ...]

    @property
    def until(self) -> date | None:
        """The last day of the document, included: the longest purpose; None while one of them has no end."""
        ends = [purpose.until for purpose in self.purposes]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None

    @property
    def action_from(self) -> date | None:
        """The day after `until`."""
        return None if self.until is None else next_day(self.until)

    @property
    def action(self) -> Action:
        """What the longest purpose calls for; `KEEP` while one has no end."""
        return self._longest.action if self.until is not None else Action.KEEP

    @property
    def deciding(self) -> tuple[Term, ...]:
        """The terms of every purpose, without repetition."""
        return tuple(dict.fromkeys(term for purpose in self.purposes for term in purpose.deciding))

    @property
    def status(self) -> Status:
        """The status of the longest purpose, or of the first that is held, suspended or without an end."""
        blocking = [p for p in self.purposes if p.until is None or p.status in (Status.HELD, Status.SUSPENDED)]
        return (blocking[0] if blocking else self._longest).status

    @property
    def _longest(self) -> Timeline:
        return max(self.purposes, key=lambda purpose: purpose.until or date.max)

    @property
    def access(self) -> tuple[tuple[str, date | None], ...]:
        """For each purpose, the last day on which the people who hold access for it may read the document."""
        return tuple((purpose.category, purpose.until) for purpose in self.purposes)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The document as plain data for JSON."""
        return {
            "schema": 1,
            "until": None if self.until is None else self.until.isoformat(),
            "action": self.action.value,
            "status": self.status.value,
            "purposes": [purpose.to_dict(lang) for purpose in self.purposes],
        }

    def explain(self, lang: Lang = "fr") -> str:
        """The reasoning of each purpose, then the end of the document."""
        words = Text(
            "Le document vit jusqu'à sa finalité la plus durable", "The document lives until its longest purpose"
        )
        end = self.until.isoformat() if self.until else "…"
        return "\n\n".join([*(purpose.explain(lang) for purpose in self.purposes), f"{words.in_(lang)} ({end})"])

    def __repr__(self) -> str:
        return f"<Document for {', '.join(purpose.category for purpose in self.purposes)}>"


def document(
    categories: Iterable[str],
    facts: Facts | Mapping[Trigger, Given] | Mapping[str, Given],
    *,
    as_of: date,
    policy: Policy | None = None,
) -> Document:
    """One document that serves several purposes, each named by its category; a backup is one, of all its contents.

    Raises `ValueError` when no purpose is given, and whatever `timeline` raises.
    """
    known_facts = facts if isinstance(facts, Facts) else Facts(facts)
    purposes = tuple(timeline(name, known_facts, as_of=as_of, policy=policy) for name in dict.fromkeys(categories))
    if not purposes:
        raise ValueError("a document serves at least one purpose")
    return Document(purposes)
