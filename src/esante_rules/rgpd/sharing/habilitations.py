"""Who may open what in a DUI or DPI: the role is a ceiling, participation opens it, bris de glace is the exception."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any, Final, NoReturn, TypeAlias

from attrs import frozen

from esante_rules._answer import Answer, all_of
from esante_rules._core import STATE_OF_LAW, Lang, Rule, Text, known, require_day
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing._rules import lacking, sentence, step
from esante_rules.rgpd.sharing.habilitation_rules import (
    BEYOND_ROLE,
    BREAK_GLASS,
    BREAK_GLASS_NOT_OFFERED,
    CONFIDENTIAL,
    EXTERNAL,
    GRANTED,
    NOT_TAKING_PART,
    OWN_CIRCLE,
    PARTICIPATION_UNKNOWN,
    PROPOSED,
    SERVED,
)
from esante_rules.rgpd.sharing.questions import question
from esante_rules.rgpd.sharing.roles import (
    CARE_DATA,
    CEILINGS,
    EMERGENCY_DATA,
    HEALTH_ROLES,
    SERVING_ROLES,
    Data,
    Level,
    Role,
)
from esante_rules.rgpd.sharing.scope import too_early


class Verdict(Enum):
    """What the software does; the values are the words of the doctrine."""

    OPEN = "OUVERT"
    BREAK_GLASS = "BRIS_DE_GLACE"
    REFUSED = "REFUS"
    UNDECIDED = "INDETERMINE"
    """Ask, and do not open meanwhile."""

    @property
    def says(self) -> Text:
        """In both languages."""
        return _VERDICTS[self]


_VERDICTS: Final = {
    Verdict.OPEN: Text("ouvert", "open"),
    Verdict.BREAK_GLASS: Text("bris de glace", "break-glass"),
    Verdict.REFUSED: Text("refusé", "refused"),
    Verdict.UNDECIDED: Text(
        "indéterminé : il manque une réponse, ce n'est pas un refus", "undecided: an answer lacks, this is no refusal"
    ),
}


@frozen(hash=False, repr=False, kw_only=True)
class Access:
    """May this user open this class of data?"""

    verdict: Verdict
    level: Level
    """What is open: the ceiling of the role, or `Level.NONE` when nothing is."""
    decided_by: tuple[Step, ...]
    flags: tuple[Step, ...] = ()
    as_of: date

    @property
    def rules(self) -> tuple[Rule[Any], ...]:
        """The rules that decided."""
        return tuple(s.rule for s in self.decided_by)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the facts that lack."""
        return lacking(self.decided_by)

    @property
    def beyond_state_of_law(self) -> bool:
        """True when `as_of` is later than the texts of this release: the last known law was applied."""
        return self.as_of > STATE_OF_LAW

    def explain(self, lang: Lang = "fr") -> str:
        """The verdict, the level, the rules with their texts, and what to ask."""
        verdict, level = self.verdict.says.in_(lang), self.level.says.in_(lang)
        lines = [f"Accès : {verdict} ({level})" if lang == "fr" else f"Access: {verdict} ({level})"]
        lines += [f"- {sentence(s, lang)}" for s in (*self.decided_by, *self.flags)]
        lines += [f"- {question(name, lang)}" for name in self.missing]
        return "\n".join(lines)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The access as plain data for JSON."""
        return {
            "schema": 1,
            "verdict": self.verdict.value,
            "level": self.level.value,
            "as_of": self.as_of.isoformat(),
            "beyond_state_of_law": self.beyond_state_of_law,
            "rules": [rule.id for rule in self.rules],
            "missing": list(self.missing),
            "steps": [s.to_dict(lang) for s in self.decided_by],
            "flags": [s.to_dict(lang) for s in self.flags],
        }

    def __bool__(self) -> NoReturn:
        raise TypeError("an access has four verdicts: ask access.verdict")

    def __repr__(self) -> str:
        return f"<Access {self.verdict.value} as of {self.as_of}>"


_Fact: TypeAlias = Answer | bool | str | None


def access(
    role: Role | str,
    data: Data | str,
    *,
    takes_part: _Fact = None,
    break_glass: _Fact = False,
    reason: _Fact = False,
    external: _Fact = False,
    portal: _Fact = False,
    own_circle: _Fact = None,
    confidential: _Fact = None,
    ceiling: Level | str | None = None,
    as_of: date = STATE_OF_LAW,
) -> Access:
    """May a user with that role open that class of data of this person's record?

    `takes_part`: in the care of this very person (for secretaries and billing, of the professional or unit served).
    `break_glass` and `reason`: is the exceptional opening asked for, and was a reason given? `external`: from another
    structure; a `mandataire_externe` always is, unless the `portal` is limited to the role. `ceiling`: the level the
    structure has validated, in place of the one proposed. Raises `ValueError` listing the words for another one.
    """
    require_day(as_of, "as_of")
    who = role if isinstance(role, Role) else Role(known(role, (r.value for r in Role), "role"))
    what = data if isinstance(data, Data) else Data(known(data, (d.value for d in Data), "data"))
    top = _ceiling(who, what, ceiling)
    case = _Case(
        role=who,
        data=what,
        top=top,
        part=Answer.of(takes_part),
        glass=Answer.of(break_glass),
        reason=Answer.of(reason),
        outside=~Answer.of(portal) if who is Role.EXTERNAL_GUARDIAN else Answer.of(external),
    )
    early = too_early(as_of)
    verdict, steps = (Verdict.UNDECIDED, (early,)) if early else _outside_role(case) or _within_role(case)
    return Access(
        verdict=verdict,
        level=top if verdict in (Verdict.OPEN, Verdict.BREAK_GLASS) else Level.NONE,
        decided_by=steps,
        flags=_flags(case, ceiling is None, Answer.of(own_circle), Answer.of(confidential)),
        as_of=as_of,
    )


@frozen(kw_only=True)
class _Case:
    role: Role
    data: Data
    top: Level
    part: Answer
    glass: Answer
    reason: Answer
    outside: Answer


_Judged: TypeAlias = tuple[Verdict, tuple[Step, ...]]


def _outside_role(case: _Case) -> _Judged | None:
    """Another structure, or a class of data the role never opens; None when the role may open it."""
    if case.outside is Answer.YES:
        return Verdict.REFUSED, (step(EXTERNAL, Answer.YES),)
    if case.top is Level.NONE:
        return Verdict.REFUSED, (step(BEYOND_ROLE, Answer.YES),)
    if case.outside is Answer.UNKNOWN:
        fact = "portal" if case.role is Role.EXTERNAL_GUARDIAN else "external"
        return Verdict.UNDECIDED, (step(EXTERNAL, Answer.UNKNOWN, fact),)
    return None


def _within_role(case: _Case) -> _Judged:
    """Participation opens; failing that, an exceptional opening with a reason; else ask, or refuse."""
    if case.data not in CARE_DATA or case.part is Answer.YES:
        return Verdict.OPEN, (step(GRANTED, Answer.YES, params={"level": case.top.says}),)
    offered = case.role in HEALTH_ROLES and case.data in EMERGENCY_DATA
    asked = all_of((case.glass, case.reason))
    if offered and asked is Answer.YES:
        return Verdict.BREAK_GLASS, (step(BREAK_GLASS, Answer.YES),)
    not_offered = (step(BREAK_GLASS_NOT_OFFERED, Answer.YES),) if case.glass is Answer.YES and not offered else ()
    if case.part is Answer.UNKNOWN:
        return Verdict.UNDECIDED, (step(PARTICIPATION_UNKNOWN, Answer.UNKNOWN, "takes_part"), *not_offered)
    if offered and asked is Answer.UNKNOWN:
        facts = {"break_glass": case.glass, "reason": case.reason}
        unknown = (name for name, fact in facts.items() if fact is Answer.UNKNOWN)
        return Verdict.UNDECIDED, (step(BREAK_GLASS, Answer.UNKNOWN, *unknown),)
    return Verdict.REFUSED, (step(NOT_TAKING_PART, Answer.YES), *not_offered)


def _ceiling(role: Role, data: Data, chosen: Level | str | None) -> Level:
    if chosen is None:
        return CEILINGS[role][data]
    return chosen if isinstance(chosen, Level) else Level(known(chosen, (level.value for level in Level), "ceiling"))


def _flags(case: _Case, proposed: bool, own_circle: Answer, confidential: Answer) -> tuple[Step, ...]:
    found = {
        SERVED: case.role in SERVING_ROLES and case.data in CARE_DATA,
        PROPOSED: proposed,
        OWN_CIRCLE: own_circle is Answer.YES,
        CONFIDENTIAL: confidential is Answer.YES,
    }
    return tuple(step(flag, Answer.YES) for flag, met in found.items() if met)
