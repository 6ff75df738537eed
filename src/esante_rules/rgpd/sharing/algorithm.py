"""The decision: an established prohibition beats a missing fact, and a missing fact beats an authorisation."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from attrs import evolve

from esante_rules._answer import Answer
from esante_rules._core import STATE_OF_LAW, Rule, require, require_day
from esante_rules.rgpd._trace import Step
from esante_rules.rgpd.sharing import conditions, notes, refusals, regimes
from esante_rules.rgpd.sharing import obligations as duty
from esante_rules.rgpd.sharing._rules import step
from esante_rules.rgpd.sharing.decision import Decision, Outcome
from esante_rules.rgpd.sharing.facts import Flow, Operation, Person
from esante_rules.rgpd.sharing.obligations import Obligation, When, holds_back
from esante_rules.rgpd.sharing.scope import too_early
from esante_rules.rgpd.sharing.silent import silences
from esante_rules.rgpd.sharing.team import SAME_TEAM

_FOR_PERSON: Final = {
    Person.MINOR: duty.PARENTAL_AUTHORITY,
    Person.REPRESENTED: duty.REPRESENTATIVE,
    Person.ASSISTED: duty.ASSISTANT,
}


def decide(flow: Flow, *, as_of: date = STATE_OF_LAW, support_blocks: bool = False) -> Decision:
    """May this information be exchanged or shared, and on what terms?

    `support_blocks` is the choice of the structure: does the written support of an échange between categories
    (article to be confirmed) hold the flow back? Before 25 May 2018 the answer is undecided: those texts are not known
    here. With several recipients the strictest one rules the whole flow; `Flow.split` asks for each.
    """
    require(flow, Flow, "flow")
    require_day(as_of, "as_of")
    require(support_blocks, bool, "support_blocks")
    outside = _outside(flow, as_of)
    return outside if outside is not None else _inside(flow, as_of, support_blocks)


def _outside(flow: Flow, as_of: date) -> Decision | None:
    """The flows these rules do not govern, in order: earlier law, no secret, exemption of the law, death."""
    early = too_early(as_of)
    if early is not None:
        return _final(
            flow, Outcome.UNDECIDED, decided_by=(early,), trace=(early,), as_of=as_of, flags=notes.arbitration(flow)
        )
    secret = notes.not_secret(flow)
    if secret.answer is Answer.YES:
        return _final(flow, Outcome.NOT_SECRET, decided_by=(secret,), trace=(secret,), as_of=as_of)
    flags = notes.presumed_secret(flow)
    exemption = notes.exempted(flow)
    if exemption is not None and exemption.answer is Answer.YES:
        return _final(
            flow, Outcome.ALLOWED, decided_by=(exemption,), trace=(secret, exemption), as_of=as_of, flags=flags
        )
    if exemption is not None:
        flags += notes.arbitration(flow)
        return _final(
            flow, Outcome.UNDECIDED, decided_by=(exemption,), trace=(secret, exemption), as_of=as_of, flags=flags
        )
    death = conditions.deceased(flow)
    if death.answer is Answer.YES:
        return _final(flow, Outcome.FORBIDDEN, decided_by=(death,), trace=(secret, death), as_of=as_of, flags=flags)
    return None


def _final(
    flow: Flow,
    outcome: Outcome,
    *,
    decided_by: tuple[Step, ...],
    trace: tuple[Step, ...],
    as_of: date,
    flags: tuple[Step, ...] = (),
) -> Decision:
    return Decision(
        outcome=outcome, operation=flow.operation, decided_by=decided_by, flags=flags, trace=trace, as_of=as_of
    )


def _inside(flow: Flow, as_of: date, support_blocks: bool) -> Decision:
    """The flows these rules govern: prohibitions first, then what lacks, then the regime and its obligations."""
    renamed = regimes.requalified(flow)
    sharing = Answer.YES if renamed is None else renamed.answer
    team: tuple[Step, ...] = (step(SAME_TEAM, flow.team, "team"),) if sharing is Answer.YES else ()
    shape = team if renamed is None else (renamed, *team)
    required = conditions.common(flow, as_of)
    wishes = (conditions.opposed(flow), *refusals.refusals(flow, sharing))
    faults = tuple(s for s in (*required, *wishes) if s.answer is Answer.YES)
    unknown = tuple(s for s in (*required, *shape) if s.answer is Answer.UNKNOWN)
    requalification = (renamed,) if renamed is not None and sharing is Answer.YES else ()
    register = () if faults else notes.opposition_unknown(flow)
    flags = (*notes.presumed_secret(flow), *requalification, *notes.insecure(flow), *register)
    decision = Decision(
        outcome=Outcome.FORBIDDEN if faults else Outcome.UNDECIDED,
        operation=Operation.SHARING if sharing is Answer.YES else Operation.EXCHANGE,
        decided_by=faults or unknown,
        flags=flags,
        trace=(notes.not_secret(flow), *required, *shape, *wishes),
        as_of=as_of,
    )
    if faults or unknown:
        return evolve(decision, flags=flags + notes.arbitration(flow), silences=silences(flow, None, False))
    return _allowed(flow, decision, support_blocks)


def _allowed(flow: Flow, decision: Decision, support_blocks: bool) -> Decision:
    """Nothing forbids and nothing lacks: complete `decision` with the regime and what it leaves to do."""
    governing = regimes.regime(flow, decision.operation)
    duties = regimes.open_duties(flow, governing)
    before, after = _scheduled(flow, duties, governing.consent, support_blocks)
    informing_before = any(item.rule in duties.information for item in before)
    deferrals: tuple[Step, ...] = (duties.inform_later,) if duties.information or duties.support else ()
    deferrals += (duties.consent_later,) if governing.consent and (duties.consent or duties.support) else ()
    rule = step(governing.rule, Answer.YES)
    return evolve(
        decision,
        outcome=Outcome.ALLOWED_WITH_DUTIES if before or after else Outcome.ALLOWED,
        decided_by=(rule,),
        before=before,
        after=after,
        flags=decision.flags + notes.prevention(flow, decision.operation),
        silences=silences(flow, governing.rule, informing_before),
        trace=(*decision.trace, rule, *deferrals),
    )


def _scheduled(
    flow: Flow, duties: regimes.Duties, outside_team: bool, support_blocks: bool
) -> tuple[tuple[Obligation, ...], tuple[Obligation, ...]]:
    """What comes before and what comes after.

    Outside the team the support goes with the consent, else with the information.

    What concerns a minor or a protected adult goes with the first obligation it accompanies.
    """
    information_after = duties.inform_later.answer is Answer.YES
    consent_after = duties.consent_later.answer is Answer.YES
    support_after = consent_after if outside_team else information_after
    before: list[Rule[Any]] = []
    after: list[Rule[Any]] = []
    (after if information_after else before).extend(duties.information)
    (after if support_after else before).extend(duties.support)
    (after if consent_after else before).extend(duties.consent)
    blocking = {rule: holds_back(rule, support_blocks) for rule in (*before, *after)}
    for_person = _FOR_PERSON.get(flow.person)
    if for_person is not None and blocking:
        blocking[for_person] = any(blocking[rule] for rule in before or after)
        (before or after).append(for_person)
    if flow.person is Person.MINOR_SECRET:
        before.append(duty.MINOR_SECRET)
    if after:
        after.append(duty.MENTION)
    return (
        tuple(Obligation(rule, When.BEFORE, blocking.get(rule, True)) for rule in before),
        tuple(Obligation(rule, When.AFTER, blocking.get(rule, True)) for rule in after),
    )
