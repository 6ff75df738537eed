"""Hosting of personal health data (HDS): which title the host needs, and whether its certificate is good.

`decide` answers from facts that may be unknown; `covers` says whether a certificate covers a period; `versions` which
versions of the référentiel are accepted on a day. Texts: CSP, art. L. 1111-8 and R. 1111-8-8 to R. 1111-11.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from esante_rules._answer import Answer, all_of, answer
from esante_rules._core import STATE_OF_LAW, Lang, Rule, Text, known, require, require_day
from esante_rules.rgpd import _hosting_rules as rules
from esante_rules.rgpd._assessment import question
from esante_rules.rgpd._hosting_rules import RULES
from esante_rules.rgpd._settle import settle
from esante_rules.rgpd._trace import Step

__all__ = [
    "ACTIVITIES",
    "CLAUSES",
    "RULES",
    "Certificate",
    "Decision",
    "Flag",
    "Hosting",
    "Outcome",
    "covers",
    "decide",
    "versions",
]

ACTIVITIES: Final = {
    1: Text("sites physiques", "physical sites"),
    2: Text("infrastructure matérielle", "hardware infrastructure"),
    3: Text("infrastructure virtuelle", "virtual infrastructure"),
    4: Text("plateforme d'hébergement d'applications", "application hosting platform"),
    5: Text("administration et exploitation", "administration and operation"),
    6: Text("sauvegarde", "backup"),
}
"""The six hosting activities (CSP, art. R. 1111-9)."""

CLAUSES: Final = {
    "perimetre": Text("périmètre et dates du certificat", "scope and dates of the certificate"),
    "services": Text("services et résultats attendus", "services and expected results"),
    "lieux": Text("lieux d'hébergement", "places of hosting"),
    "droits": Text("mesures pour les droits des personnes", "measures for the rights of persons"),
    "contact": Text("interlocuteur du client pour les incidents", "the client's contact for incidents"),
    "indicateurs": Text("indicateurs de qualité", "quality indicators"),
    "sous_traitance": Text("sous-traitants et protection équivalente", "sub-contractors and equivalent protection"),
    "acces": Text("procédures de contrôle des accès", "access control procedures"),
    "evolutions": Text("obligations lors des évolutions techniques", "duties on technical change"),
    "fin": Text("défaillance, réversibilité, restitution, destruction", "default, reversibility, return, destruction"),
}
"""The clauses of the contract (CSP, art. R. 1111-11); the last one is to be confirmed."""

HOSTS: Final = ("rt", "tiers")
MEDIA: Final = ("numerique", "papier")
FRAMEWORKS: Final = ("aucun", "ght", "groupement")
"""`groupement`: a GCS, a GIP, a GIE, or a GHT with its own legal personality."""
VERSIONS: Final = ("v1", "v2")


class Outcome(Enum):
    """The title that the host needs; the values are the words of the rulebook."""

    OUT_OF_SCOPE = "HORS_CHAMP"
    NOT_HOSTING = "PAS_HEBERGEMENT"
    OWN = "PAS_D_OBLIGATION_HDS"
    APPROVAL = "AGREMENT_CULTURE"
    CERTIFICATE = "CERTIFICAT_HDS"
    GHT_EXEMPT = "EXEMPT_GHT"
    UNSETTLED = "INDETERMINE"
    EARLIER_LAW = "DROIT_ANTERIEUR"
    """`as_of` is before 1 April 2018: the agrément of that time is not described here."""


class Flag(Enum):
    """What must not be forgotten beside the outcome."""

    SECURITY = "SECURITE_ART32"
    DOCTRINE = "DOCTRINE_MINISTERE"
    APPROVAL_TO_CONFIRM = "AGREMENT_CULTURE_A_CONFIRMER"
    CHECK_SUBPROCESSOR = "VERIFIER_SOUS_TRAITANT_HEBERGEUR"
    SWITCH_DATE_UNKNOWN = "DATE_DE_BASCULE_INCONNUE"
    """Between 22 May 2024 and 30 June 2025 the day of the decree decides: both answers are given."""

    @property
    def says(self) -> Text:
        """The reminder in both languages."""
        return _REMINDERS[self]


_REMINDERS: Final = {
    Flag.SECURITY: Text(
        "La sécurité de l'article 32 du RGPD reste due.", "The security of article 32 of the RGPD is still due."
    ),
    Flag.DOCTRINE: Text(
        "C'est une interprétation du ministère, pas un texte.", "This is an interpretation of the ministry, not a text."
    ),
    Flag.APPROVAL_TO_CONFIRM: Text(
        "Le cumul avec l'agrément du ministre chargé de la culture est à confirmer.",
        "Whether the approval of the minister in charge of culture is needed too is to be confirmed.",
    ),
    Flag.CHECK_SUBPROCESSOR: Text(
        "Vérifier que l'hébergeur du fournisseur est certifié.", "Check that the supplier's own host is certified."
    ),
    Flag.SWITCH_DATE_UNKNOWN: Text(
        "Le jour de la bascule par décret n'est pas connu : les deux réponses sont données.",
        "The day of the switch by decree is not known: both answers are given.",
    ),
}


def _activities(values: Iterable[int] | None) -> frozenset[int] | None:
    if values is None:
        return None
    activities = frozenset(values)
    if not all(type(value) is int and value in ACTIVITIES for value in activities):
        raise ValueError("activities are numbers from 1 to 6")
    return activities


def _performed(values: Iterable[int]) -> frozenset[int]:
    return _activities(values) or frozenset()


@frozen(kw_only=True)
class Certificate:
    """A host's certificate; what its copy does not show stays None or unknown."""

    end: date
    """Last day of validity, included."""
    activities: frozenset[int] = field(converter=_performed)
    """The activities of R. 1111-9 in its scope."""
    start: date | None = None
    version: str | None = None
    """`v1` or `v2` of the référentiel."""
    in_eea: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is all storage inside the European Economic Area?"""
    contract_complete: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Does the contract hold every clause of R. 1111-11?"""

    def __attrs_post_init__(self) -> None:
        require_day(self.end, "end")
        if self.start is not None:
            require_day(self.start, "start")
            if self.end < self.start:
                raise ValueError("end is before start")
        if self.version is not None:
            known(self.version, VERSIONS, "version")


@frozen(kw_only=True)
class Hosting:
    """Who holds which data, where; every fact may be unknown."""

    health_data: Answer = field(default=Answer.UNKNOWN, converter=answer)
    collected_in_care: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Collected in prevention, diagnosis, care, or social or medico-social follow-up?"""
    short_term_keying: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Entrusted for a short time only, for keying, formatting or digitising?"""
    hosted_by: str | None = None
    """`rt` (the controller itself) or `tiers`."""
    medium: str | None = None
    """`numerique` or `papier`."""
    archiving_service: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is it an electronic archiving service?"""
    activities: frozenset[int] | None = field(default=None, converter=_activities)
    """The activities of R. 1111-9 that the third party performs; an empty set says none, None says unknown."""
    framework: str | None = None
    """`aucun` for an ordinary supplier, `ght` or `groupement`; None is unknown, and may well matter."""
    delegation: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Does the convention of the GHT delegate hosting to the member that hosts?"""
    joint_agreement: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is there an agreement of article 26 of the RGPD between the members?"""
    security_measures: Answer = field(default=Answer.UNKNOWN, converter=answer)
    certificate: Certificate | None = None
    """The certificate supplied, if any."""

    def __attrs_post_init__(self) -> None:
        for name, words in (("hosted_by", HOSTS), ("medium", MEDIA), ("framework", FRAMEWORKS)):
            if getattr(self, name) is not None:
                known(getattr(self, name), words, name)
        require(self.certificate, (Certificate, type(None)), "certificate")


@frozen(kw_only=True)
class Decision:
    """The title that the host needs, why, and what is wrong with the certificate."""

    outcome: Outcome
    also: Outcome | None = None
    """A second possible answer, when the day on which the law changed is not known."""
    steps: tuple[Step, ...] = ()
    flags: tuple[Flag, ...] = ()
    missing: tuple[str, ...] = ()
    """The facts that can change the answer, or that the certificate checks lack."""

    @property
    def faults(self) -> tuple[Step, ...]:
        """The faults of the certificate that are established."""
        return tuple(s for s in self.steps if s.answer is Answer.YES and s.rule.id.startswith("hosting.certificate."))

    def explain(self, lang: Lang = "fr") -> str:
        """The rules that decided, the flags and the missing facts, in `lang`."""
        lines = [step.explain(lang) for step in self.steps if step.answer is not Answer.NO]
        lines += [flag.says.in_(lang) for flag in self.flags]
        if self.missing:
            facts = ", ".join(self.missing)
            lines.append(Text(f"Faits manquants : {facts}", f"Missing facts: {facts}").in_(lang))
        if self.outcome is Outcome.EARLIER_LAW:
            lines.append(Text("Droit antérieur au 1er avril 2018.", "Law before 1 April 2018.").in_(lang))
        return "\n".join(lines)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The decision as plain data for JSON."""
        return {
            "outcome": self.outcome.value,
            "also": None if self.also is None else self.also.value,
            "flags": [flag.value for flag in self.flags],
            "missing": list(self.missing),
            "steps": [step.to_dict(lang) for step in self.steps],
        }


_Route: TypeAlias = tuple[Rule[Any], Outcome]
_YES_NO: Final = (Answer.YES, Answer.NO)
_ANSWERS: Final = (
    "health_data",
    "collected_in_care",
    "short_term_keying",
    "archiving_service",
    "delegation",
    "joint_agreement",
    "security_measures",
)


def decide(hosting: Hosting, *, as_of: date = STATE_OF_LAW) -> Decision:
    """Say which title the host needs under the law of `as_of`, and check the certificate where one is needed.

    An unknown fact matters only when it can change the answer: then the outcome is `INDETERMINE` and names it. Raises
    `TypeError` for a wrong type.
    """
    require(hosting, Hosting, "hosting")
    require_day(as_of, "as_of")
    if as_of < rules.CERTIFICATION:
        return Decision(outcome=Outcome.EARLIER_LAW)
    facts, unknown = _facts(hosting)
    route, missing = settle(facts, unknown, lambda settled: _route(settled, as_of))
    if route is None:
        return Decision(outcome=Outcome.UNSETTLED, missing=missing)
    rule, outcome = route
    steps = [Step(rule=rule, answer=Answer.YES)]
    also, flags = None, _FLAGS.get(rule.id, ())
    if rule is rules.ARCHIVING_BEFORE and as_of >= rules.SREN_PUBLISHED:
        also, flags = Outcome.CERTIFICATE, (Flag.SWITCH_DATE_UNKNOWN,)
        steps.append(Step(rule=rules.ARCHIVING_AFTER, answer=Answer.UNKNOWN))
    if outcome is Outcome.CERTIFICATE:
        steps += _checks(hosting, as_of)
    lacking = tuple(dict.fromkeys(name for step in steps for name in step.missing))
    return Decision(outcome=outcome, also=also, steps=tuple(steps), flags=flags, missing=lacking)


_FLAGS: Final[dict[str, tuple[Flag, ...]]] = {
    rules.OWN_HOSTING.id: (Flag.SECURITY,),
    rules.GHT_EXEMPT.id: (Flag.SECURITY, Flag.DOCTRINE),
    rules.NO_ACTIVITY.id: (Flag.CHECK_SUBPROCESSOR,),
    rules.ARCHIVING_AFTER.id: (Flag.APPROVAL_TO_CONFIRM,),
}


def _facts(hosting: Hosting) -> tuple[dict[str, Any], dict[str, tuple[Any, ...]]]:
    """The facts that are settled, and the values that each of the others may take."""
    given: dict[str, Any] = {name: getattr(hosting, name) for name in _ANSWERS}
    performed = None if hosting.activities is None else Answer.of(bool(hosting.activities))
    given |= {"activities": Answer.UNKNOWN if performed is None else performed}
    possible: dict[str, tuple[Any, ...]] = {n: _YES_NO for n, value in given.items() if value is Answer.UNKNOWN}
    for name, words in (("hosted_by", HOSTS), ("medium", MEDIA), ("framework", FRAMEWORKS)):
        given[name] = getattr(hosting, name)
        if given[name] is None:
            possible[name] = words
    return given, possible


def _route(facts: dict[str, Any], as_of: date) -> _Route:
    """The first rule that applies, every fact being settled."""
    if Answer.NO in (facts["health_data"], facts["collected_in_care"]):
        return rules.OUT_OF_SCOPE, Outcome.OUT_OF_SCOPE
    if facts["short_term_keying"] is Answer.YES:
        return rules.SHORT_TERM, Outcome.NOT_HOSTING
    if facts["hosted_by"] == "rt":
        return rules.OWN_HOSTING, Outcome.OWN
    if facts["medium"] == "papier":
        return rules.PAPER, Outcome.APPROVAL
    if facts["activities"] is Answer.NO:
        return rules.NO_ACTIVITY, Outcome.NOT_HOSTING
    archiving = facts["archiving_service"] is Answer.YES
    if archiving and as_of < rules.SREN_SWITCH:
        return rules.ARCHIVING_BEFORE, Outcome.APPROVAL
    if facts["framework"] == "ght":
        met = all_of(facts[name] for name in ("delegation", "joint_agreement", "security_measures"))
        if met is Answer.YES:
            return rules.GHT_EXEMPT, Outcome.GHT_EXEMPT
        return rules.GHT_NOT_EXEMPT, Outcome.CERTIFICATE
    if facts["framework"] == "groupement":
        return rules.LEGAL_PERSON, Outcome.CERTIFICATE
    return (rules.ARCHIVING_AFTER if archiving else rules.CERTIFICATE), Outcome.CERTIFICATE


def _checks(hosting: Hosting, as_of: date) -> Iterator[Step]:
    """What is wrong with the certificate on that day."""
    certificate = hosting.certificate
    if certificate is None:
        yield Step(rule=rules.NO_CERTIFICATE, answer=Answer.YES)
        return
    uncovered = (hosting.activities or frozenset()) - certificate.activities
    checks = (
        question(
            rules.NOT_YET_VALID,
            Answer.UNKNOWN if certificate.start is None else Answer.of(as_of < certificate.start),
            "certificate.start",
        ),
        question(rules.EXPIRED, Answer.of(as_of > certificate.end)),
        question(
            rules.SCOPE,
            Answer.UNKNOWN if hosting.activities is None else Answer.of(bool(uncovered)),
            "activities",
            activities=tuple(sorted(uncovered)),
        ),
        question(
            rules.OLD_VERSION,
            Answer.UNKNOWN if certificate.version is None else Answer.of(certificate.version == "v1"),
            "certificate.version",
        ),
        _outside_eea(certificate, as_of),
        question(rules.CONTRACT, ~certificate.contract_complete, "certificate.contract_complete"),
    )
    yield from (step for step in checks if step.rule.in_force(as_of))


def _outside_eea(certificate: Certificate, as_of: date) -> Step:
    """Storage in the Union is a demand of version 2: a certificate of version 1, while it lasts, is not held to it."""
    second = Answer.UNKNOWN if certificate.version is None else Answer.of(certificate.version == "v2")
    facts = {
        "certificate.version": Answer.YES if as_of > rules.V1_LAST_DAY else second,
        "certificate.in_eea": ~certificate.in_eea,
    }
    lacking = (name for name, said in facts.items() if said is Answer.UNKNOWN)
    return question(rules.OUTSIDE_EEA, all_of(facts.values()), *lacking)


def versions(on: date) -> tuple[str, ...]:
    """The versions of the référentiel under which a certificate may stand on that day.

    From 16 November 2024 new files and renewals follow version 2; those of version 1 end on 16 May 2026. None before
    1 April 2018, the first day of the certification.
    """
    require_day(on, "on")
    if on < rules.CERTIFICATION:
        return ()
    if on < rules.V2_FOR_NEW:
        return ("v1",)
    return ("v1", "v2") if on <= rules.V1_LAST_DAY else ("v2",)


def covers(certificate: Certificate, first: date, last: date) -> Answer:
    """Does the certificate cover every day from `first` to `last`, both included? Unknown when its dates do not say.

    Raises `ValueError` when `last` is before `first`.
    """
    require(certificate, Certificate, "certificate")
    require_day(first, "first")
    require_day(last, "last")
    if last < first:
        raise ValueError("last is before first")
    started = Answer.UNKNOWN if certificate.start is None else Answer.of(certificate.start <= first)
    version = Answer.YES
    if last > rules.V1_LAST_DAY:
        version = Answer.UNKNOWN if certificate.version is None else Answer.of(certificate.version == "v2")
    return all_of((started, Answer.of(last <= certificate.end), version))
