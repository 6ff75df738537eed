"""What every carrier shares: what was read, what was written, and what could not be said.

A carrier is written, then read again: whatever did not come back is a loss. Losses are thus measured, not declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, Generic, TypeVar

from attrs import evolve, frozen

from esante_rules._core import Confidence, Finding, Refused, Report, Rule, Severity, Text, require
from esante_rules.ins._engine import frame, reported, row
from esante_rules.ins._model import Identifier, Identity, day_of
from esante_rules.ins._oid import OUTSIDE_RULES
from esante_rules.ins._sources_carriers import PROJECT, REFERENTIEL_12
from esante_rules.ins._traits_rules import GIVEN_NAMES_MISSING, GIVEN_NAMES_UNRECORDED, MISSING, MISSING_IN_MESSAGE
from esante_rules.ins._transmission import Sending

_ABSENCES: Final = (MISSING, MISSING_IN_MESSAGE, GIVEN_NAMES_MISSING, GIVEN_NAMES_UNRECORDED)
T = TypeVar("T")


@frozen(repr=False)
class Reading:
    """What a carrier said: the identity, as received, and the report of the carrier's own rules."""

    identity: Identity
    report: Report

    def __repr__(self) -> str:
        return f"<Reading {self.report!r}>"


@frozen
class Loss:
    """One thing that the carrier could not say."""

    at: str
    """Where it stands in the `Identity`: `traits.used_name`, `identifiers[2]`, `insi.origin`..."""
    says: Text
    """Its name, in both languages."""
    withheld: bool = False
    """True when the carrier has a place for it and the rules of transmission forbid it."""


@frozen(repr=False)
class Written(Generic[T]):
    """What was written, what was lost on the way, and the report that says both."""

    value: T
    losses: tuple[Loss, ...]
    report: Report
    """No error; one finding a loss."""

    def __repr__(self) -> str:
        return f"<Written, {len(self.losses)} losses>"


@frozen
class LossRules:
    """The two rules by which a carrier reports its losses."""

    not_carried: Rule[Any]
    withheld: Rule[Any] | None = None
    implied: tuple[str, ...] = ()
    """What the carrier says by existing: a datamatrix is that of a qualified identity."""

    @property
    def both(self) -> tuple[Rule[Any], ...]:
        """The rules there are."""
        return (self.not_carried,) if self.withheld is None else (self.not_carried, self.withheld)


def loss_rules(family: str, carrier: Text, *, withholds: bool = True, implied: tuple[str, ...] = ()) -> LossRules:
    """The rules `ins.<family>.not-carried` and `ins.<family>.matricule-withheld` of a carrier."""
    not_carried = row(
        f"{family}.not-carried",
        Severity.INFO,
        Confidence.CERTAIN,
        f"{carrier.fr} ne porte pas cet élément de l'identité : {{element}}.",
        f"{carrier.en} does not carry this part of the identity: {{element}}.",
        PROJECT,
        why=(
            f"{carrier.fr} n'a pas de place pour lui : le destinataire ne le recevra pas.",
            f"{carrier.en} has no place for it: the receiver will not get it.",
        ),
    )
    withheld = row(
        f"{family}.matricule-withheld",
        Severity.WARNING,
        Confidence.CERTAIN,
        "Le matricule INS n'a pas été écrit : l'identité n'est pas qualifiée.",
        "The INS matricule was not written: the identity is not qualified.",
        REFERENTIEL_12,
        why=(
            "Seule une identité qualifiée transmet son matricule ; les autres ne transmettent que leurs traits.",
            "Only a qualified identity transmits its matricule; the others transmit their traits only.",
        ),
    )
    return LossRules(not_carried, withheld if withholds else None, implied)


_NAMES: Final[dict[str, Text]] = {
    "traits.birth_name": Text("nom de naissance", "birth name"),
    "traits.first_given_name": Text("premier prénom de naissance", "first given name at birth"),
    "traits.given_names": Text("liste des prénoms de naissance", "list of given names at birth"),
    "traits.birth_date": Text("date de naissance", "date of birth"),
    "traits.birth_date.interpreted": Text("mention « date interprétée »", "flag of an interpreted date"),
    "traits.birth_date.original": Text("date de naissance d'origine", "original date of birth"),
    "traits.sex": Text("sexe", "sex"),
    "traits.birth_place": Text("lieu de naissance", "place of birth"),
    "traits.used_name": Text("nom utilisé", "used name"),
    "traits.used_given_name": Text("prénom utilisé", "used given name"),
    "traits.no_birth_name": Text("absence de nom à l'état civil", "absence of a name in the civil register"),
    "traits.no_given_name": Text("absence de prénom à l'état civil", "absence of a given name in the civil register"),
    "status": Text("statut de confiance", "statut de confiance"),
    "other_statuses": Text("statuts supplémentaires", "further statuses"),
    "attributes": Text("attribut", "attribute"),
    "device.code": Text("justificatif d'identité", "identity document"),
    "device.checked_on": Text("date de contrôle du justificatif", "day the document was checked"),
    "device.expires_on": Text("fin de validité du justificatif", "expiry of the document"),
    "insi.mode": Text("mode d'obtention de l'INS", "way the INS was obtained"),
    "insi.asked_on": Text("date d'interrogation d'INSi", "day INSi was asked"),
    "insi.origin": Text("provenance de l'INS", "origin of the INS"),
    "INS": Text("matricule INS", "INS matricule"),
    "former INS": Text("ancien matricule INS", "former INS matricule"),
    "IPP": Text("identifiant local (IPP)", "local identifier (IPP)"),
    "NSS": Text("numéro de sécurité sociale", "social-security number"),
    "REGIONAL": Text("identifiant régional", "regional identifier"),
    "OTHER": Text("autre identifiant", "other identifier"),
    "oid": Text("OID d'un identifiant", "OID of an identifier"),
    "kind": Text("nature d'un identifiant", "kind of an identifier"),
    "dates": Text("dates d'un identifiant", "dates of an identifier"),
}
_DIRECT: Final = tuple(
    name
    for name in _NAMES
    if name.startswith(("traits.", "device.", "insi.")) and not name.startswith("traits.birth_date")
)


def losses(before: Identity, after: Identity) -> tuple[Loss, ...]:
    """What `before` says and `after` does not, in the order of an `Identity`."""
    return tuple(_losses(before, after))


def _losses(before: Identity, after: Identity) -> Iterator[Loss]:
    for path in _DIRECT:
        if not _kept(_value(before, path), _value(after, path)):
            yield Loss(path, _NAMES[path])
    yield from _lost_date(before, after)
    yield from _lost_identifiers(before, after)
    if before.status and before.status != after.status:
        yield Loss("status", _NAMES["status"])
    if not set(before.other_statuses) <= set(after.other_statuses):
        yield Loss("other_statuses", _NAMES["other_statuses"])
    for position, attribute in enumerate(before.attributes, 1):
        if attribute not in after.attributes:
            yield Loss(f"attributes[{position}]", _NAMES["attributes"])


def _kept(before: object, after: object) -> bool:
    return before in (None, False, "") or before == after


def _value(identity: Identity, path: str) -> object:
    value: object = identity
    for name in path.split("."):
        value = None if value is None else getattr(value, name)
    return value


def _lost_date(before: Identity, after: Identity) -> Iterator[Loss]:
    old, new = before.traits.birth_date, after.traits.birth_date
    if old is None:
        return
    if old.text and (new is None or old.text != new.text):
        yield Loss("traits.birth_date", _NAMES["traits.birth_date"])
    if old.interpreted and not (new and new.interpreted):
        yield Loss("traits.birth_date.interpreted", _NAMES["traits.birth_date.interpreted"])
    if old.original is not None and (new is None or new.original != old.original):
        yield Loss("traits.birth_date.original", _NAMES["traits.birth_date.original"])


def _lost_identifiers(before: Identity, after: Identity) -> Iterator[Loss]:
    left = list(after.identifiers)
    for position, one in enumerate(before.identifiers, 1):
        at = f"identifiers[{position}]"
        found = _same(one, left)
        if found is None:
            name = one.kind if one.active or one.kind != "INS" else "former INS"
            yield Loss(at, _NAMES[name], one.kind == "INS" and before.status != "QUAL")
            continue
        left.remove(found)
        if not _kept(one.oid, found.oid):
            yield Loss(f"{at}.oid", _NAMES["oid"])
        if one.kind != found.kind:
            yield Loss(f"{at}.kind", _NAMES["kind"])
        if not (_kept(one.since, found.since) and _kept(one.until, found.until)):
            yield Loss(f"{at}.dates", _NAMES["dates"])


def _same(one: Identifier, others: list[Identifier]) -> Identifier | None:
    """The identifier that says the same number: the whole of it if possible, else without its kind or its OID."""
    alike = [i for i in others if i.value == one.value and i.active is one.active and i.oid in (one.oid, None)]
    return min(alike, key=lambda i: (i.kind != one.kind, i.oid != one.oid), default=None)


def written(value: T, before: Identity, after: Reading, rules: LossRules | None, checked: Report) -> Written[T]:
    """What was written, once it is known to be right: raises `Refused` when either report has an error.

    `after` is the reading of what was written; `checked` is the report on the identity before. Without `rules` the
    losses are listed and not reported: that is for what says by nature one thing only.
    """
    report = checked.merge(after.report)
    if not report.ok:
        raise Refused(report)
    implied = () if rules is None else rules.implied
    lost = tuple(loss for loss in losses(before, after.identity) if loss.at not in implied)
    if rules is None:
        return Written(value, lost, report)
    found = tuple(_found(loss, rules) for loss in lost)
    return Written(value, lost, report.merge(Report(as_of=report.as_of, findings=found, evaluated=rules.both)))


def _found(loss: Loss, rules: LossRules) -> Finding:
    if loss.withheld and rules.withheld is not None:
        return Finding(rules.withheld, at=loss.at)
    return Finding(rules.not_carried, at=loss.at, params={"element": loss.says})


def transmissible(identity: Identity) -> bool:
    """May the matricule leave? Only with a qualified identity."""
    return identity.status == "QUAL"


ONLY_THE_LIST: Final = ("first_given_name",)
"""Datamatrix and INSi give the list of given names and not the first one, which is only its beginning."""


def identity_report(
    identity: Identity,
    context: str,
    environment: str,
    as_of: date,
    now: date | None,
    *,
    optional: tuple[str, ...] = (),
    old_guide: bool = False,
    sending: Sending | None = None,
) -> Report:
    """The families matricule, OID, traits, coherence, status and transmission, on the identity that a carrier holds.

    `sending` are the facts of what is about to be sent. `optional` names traits that this carrier does not have: their
    absence is not a fault of the identity.
    """
    from esante_rules.ins import check_identity

    report = check_identity(
        identity,
        context=context,
        environment=environment,
        as_of=as_of,
        now=now,
        old_guide=old_guide,
        sending=sending,
    )
    excused = {f"traits.{trait}" for trait in optional}
    kept = tuple(f for f in report.findings if f.rule not in _ABSENCES or f.at not in excused)
    return report if len(kept) == len(report.findings) else evolve(report, findings=kept)


def outside_report(found: Iterable[Finding], as_of: date) -> Report:
    """The report of what was looked for on the identifiers of a carrier that are not the patient's."""
    return reported(tuple(found), frame(OUTSIDE_RULES, (), as_of, True), as_of)


def sent(identity: Identity) -> Identity:
    """What may leave of an identity: all of it when it is qualified, else all but the matricule.

    Without the matricule the status has nothing to be checked against, so it is not examined here.
    """
    if transmissible(identity):
        return identity
    others = tuple(one for one in identity.identifiers if one.kind != "INS")
    return evolve(identity, identifiers=others, status=None, other_statuses=())


def merged(reports: tuple[Report, ...]) -> Report:
    """One report out of several, a rule being listed once."""
    report = reports[0].merge(*reports[1:])
    evaluated = tuple(dict.fromkeys(report.evaluated))
    return Report(as_of=report.as_of, findings=report.findings, evaluated=evaluated, skipped=report.skipped)


_COMPACT: Final = re.compile(r"[0-9]{4}(?:[0-9]{2}){0,2}").fullmatch
_DAYS: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}").fullmatch


def dashed(text: str) -> str:
    """`YYYYMMDD`, `YYYYMM` or `YYYY` as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; any other text unchanged."""
    if not _COMPACT(text):
        return text
    return "-".join(part for part in (text[:4], text[4:6], text[6:8]) if part)


def undashed(text: str) -> str | None:
    """The compact form of a date, whole or not; None when the text is not a date."""
    return text.replace("-", "") if _DAYS(text) else None


def compact_day(text: str) -> date | None:
    """The day that the first eight digits of an HL7 date name, or None."""
    return day_of(dashed(text[:8])) if len(text) >= 8 else None


def require_identity(identity: object) -> None:
    """Raise `TypeError` unless it is an `Identity`."""
    require(identity, Identity, "identity")
