"""Identification électronique: which means may open a health service, for whom, where, and since when (IE).

`check` says what is wrong with the means of a service on a day; `acceptable` lists the means that are right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from datetime import date
from typing import Any, Final

from attrs import evolve, field, frozen

from esante_rules._answer import Answer, all_of, answer
from esante_rules._core import (
    STATE_OF_LAW,
    Reference,
    Rule,
    Severity,
    Text,
    known,
    require,
    require_day,
)
from esante_rules.rgpd._assessment import Assessment, assess, question
from esante_rules.rgpd._texts import declare
from esante_rules.rgpd._trace import Step

__all__ = ["MEANS", "RULES", "USERS", "SignIn", "acceptable", "check"]

USERS: Final = ("usager", "pro", "personne_morale")
MEANS: Final = {
    "mdp": Text("mot de passe", "password"),
    "2fa": Text("second facteur (SMS, application...)", "second factor (text message, application...)"),
    "cps": Text("carte CPS", "CPS card"),
    "ecps": Text("e-CPS", "e-CPS"),
    "psc": Text("Pro Santé Connect", "Pro Santé Connect (national sign-in)"),
    "eidas_substantiel": Text(
        "moyen eIDAS de niveau substantiel (ApCV, FranceConnect+...)", "eIDAS means, level substantial (ApCV...)"
    ),
    "homologue": Text("moyen homologué par la structure", "means approved by the structure"),
}
_STRONG: Final = frozenset(MEANS) - {"mdp"}
_NATIONAL: Final = _STRONG - {"2fa"}
"""ANS means, eIDAS substantial, or approved by the structure."""
_DRAFT_UNTIL: Final = date(2028, 12, 31)

_REFERENTIEL: Final = Reference(
    "Arrêté du 28 mars 2022 portant approbation du référentiel d'identification électronique",
    "référentiel",
    "https://esante.gouv.fr/",
    date(2026, 6, 30),
)
_FAQ: Final = Reference(
    "ANS, questions fréquentes sur l'identification électronique", "FAQ", "https://esante.gouv.fr/", date(2026, 6, 30)
)
_DOCTRINE: Final = Reference(
    "Doctrine du numérique en santé", "édition 2021", "https://esante.gouv.fr/", date(2026, 6, 30)
)
_2022: Final = date(2022, 6, 1)
_2023: Final = date(2023, 1, 1)
_2026: Final = date(2026, 1, 1)

PERSON_ONE_FACTOR: Final = declare(
    "sign-in.person.one-factor",
    "BLOQUANT",
    "H",
    Text("Un usager entre avec un seul facteur.", "A user of the health system signs in with one factor."),
    Text(
        "Un mot de passe se vole ou se devine : il en faut deux facteurs.",
        "A password is stolen or guessed: two factors are needed.",
    ),
    _REFERENTIEL,
    _FAQ,
    since=_2022,
)
PERSON_NOT_SUBSTANTIAL: Final = declare(
    "sign-in.person.below-substantial",
    "BLOQUANT",
    "H",
    Text(
        "Un usager entre par un moyen qui n'est pas de niveau eIDAS substantiel.",
        "A user signs in by a means that is not of eIDAS level substantial.",
    ),
    Text(
        "Le projet de version 2 tolérerait des moyens transitoires à deux facteurs jusqu'à fin 2028 : il n'est "
        "pas adopté.",
        "The draft version 2 would tolerate transitional two-factor means until the end of 2028: it is not adopted.",
    ),
    _REFERENTIEL,
    _DOCTRINE,
    since=_2026,
)
REMOTE_ONE_FACTOR: Final = declare(
    "sign-in.professional.remote-one-factor",
    "BLOQUANT",
    "H",
    Text(
        "Un professionnel entre à distance avec un seul facteur.", "A professional signs in remotely with one factor."
    ),
    Text(
        "À distance, rien d'autre que les facteurs ne dit qui entre.",
        "From afar, nothing but the factors tells who comes in.",
    ),
    _FAQ,
    _DOCTRINE,
    since=_2022,
)
SENSITIVE_WITHOUT_PSC: Final = declare(
    "sign-in.professional.sensitive-without-psc",
    "BLOQUANT",
    "M",
    Text(
        "Un service sensible ne passe pas par Pro Santé Connect.", "A sensitive service does not use Pro Santé Connect."
    ),
    Text(
        "La carte CPS utilisée hors de Pro Santé Connect ne suffit pas pour un service sensible.",
        "A CPS card used outside Pro Santé Connect is not enough for a sensitive service.",
    ),
    _REFERENTIEL,
    since=_2023,
)
SHARED_WITHOUT_PSC: Final = declare(
    "sign-in.professional.shared-without-psc",
    "MAJEUR",
    "M",
    Text(
        "Un service partagé, dont on ne sait s'il est sensible, ne passe pas par Pro Santé Connect : qualifier "
        "le service.",
        "A shared service, not known to be sensitive or not, does not use Pro Santé Connect: qualify the service.",
    ),
    Text(
        "La doctrine de 2021 vise tous les services partagés, le référentiel les seuls services sensibles.",
        "The doctrine of 2021 aims at all shared services, the référentiel at sensitive ones only.",
    ),
    _DOCTRINE,
    since=_2023,
)
UNRECOGNISED: Final = declare(
    "sign-in.professional.unrecognised-means",
    "BLOQUANT",
    "H",
    Text(
        "Un professionnel entre par un moyen qui n'est ni de l'ANS, ni eIDAS substantiel, ni homologué par la "
        "structure.",
        "A professional signs in by a means that is neither an ANS one, nor eIDAS substantial, nor approved by the "
        "structure.",
    ),
    Text(
        "Depuis 2026 le mot de passe seul n'est plus accepté, même sur place.",
        "Since 2026 a password alone is no longer accepted, even on site.",
    ),
    _FAQ,
    since=_2026,
)
WEAK_PASSWORD: Final = declare(
    "sign-in.professional.weak-local-password",
    "MINEUR",
    "H",
    Text(
        "Le mot de passe local n'est pas complexe ou ses essais ne sont pas limités.",
        "The local password is not complex or its attempts are not limited.",
    ),
    Text("Toléré sur place jusqu'à fin 2025 à ces deux conditions.", "Tolerated on site until 2025 on two conditions."),
    _FAQ,
    since=None,
    until=_2026,
)
NOT_APPROVED: Final = declare(
    "sign-in.professional.approval-not-signed",
    "MAJEUR",
    "H",
    Text("L'homologation du moyen local n'est pas faite et signée.", "The approval of the local means is not signed."),
    Text("Un moyen local ne vaut que si la structure en répond.", "A local means is worth what the structure vouches."),
    _FAQ,
    since=_2026,
)
ENTITY_IDENTITY: Final = declare(
    "sign-in.entity.identity-not-finess-siret",
    "MAJEUR",
    "M",
    Text(
        "La personne morale n'est pas identifiée par son FINESS ou son SIRET.",
        "The legal entity is not identified by its FINESS or SIRET.",
    ),
    Text("Détail de l'exigence à confirmer.", "The detail of the requirement is to be confirmed."),
    _REFERENTIEL,
    since=_2022,
)
ENTITY_CERTIFICATE: Final = declare(
    "sign-in.entity.no-igc-sante-certificate",
    "MAJEUR",
    "M",
    Text(
        "Un service partagé est appelé sans certificat de l'IGC-Santé.",
        "A shared service is called without an IGC-Santé certificate.",
    ),
    Text("Détail de l'exigence à confirmer pour les services partagés.", "For shared services; to be confirmed."),
    _REFERENTIEL,
    since=_2022,
)
RULES: Final[tuple[Rule[Any], ...]] = (
    PERSON_ONE_FACTOR,
    PERSON_NOT_SUBSTANTIAL,
    REMOTE_ONE_FACTOR,
    SENSITIVE_WITHOUT_PSC,
    SHARED_WITHOUT_PSC,
    UNRECOGNISED,
    WEAK_PASSWORD,
    NOT_APPROVED,
    ENTITY_IDENTITY,
    ENTITY_CERTIFICATE,
)


def _means(value: Iterable[str]) -> frozenset[str]:
    if isinstance(value, str):
        raise TypeError("means must be a collection of words, not str")
    return frozenset(known(word, MEANS, "a means") for word in value)


@frozen(kw_only=True)
class SignIn:
    """How someone enters a health service. `means` are those used together: a password and a text message, a card..."""

    user: str
    """`usager`, `pro` or `personne_morale`."""
    means: frozenset[str] = field(default=(), converter=_means)
    remote: Answer = field(default=Answer.UNKNOWN, converter=answer)
    sensitive: Answer = field(default=Answer.UNKNOWN, converter=answer)
    shared: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Used by professionals of several structures."""
    password_guarded: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """The local password is complex and its attempts are limited."""
    approval_signed: Answer = field(default=Answer.UNKNOWN, converter=answer)
    structure_identity: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """The legal entity is identified by FINESS or SIRET."""
    igc_sante: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """The legal entity presents an IGC-Santé certificate."""

    def __attrs_post_init__(self) -> None:
        known(self.user, USERS, "user")
        if self.user != "personne_morale" and not self.means:
            raise ValueError("a person signs in by at least one means")


def check(sign_in: SignIn, *, as_of: date = STATE_OF_LAW, draft_v2: bool = False) -> Assessment:
    """What is wrong with this way of signing in on that day, and what must be known to say so.

    `draft_v2` applies the draft second version of the référentiel, which is not adopted: two factors tolerated for
    users until the end of 2028.
    """
    require(sign_in, SignIn, "sign_in")
    require_day(as_of, "as_of")
    require(draft_v2, bool, "draft_v2")
    faults = {
        "usager": _person(sign_in, draft_v2 and as_of <= _DRAFT_UNTIL),
        "pro": _professional(sign_in),
        "personne_morale": _entity(sign_in),
    }
    return assess(faults[sign_in.user], as_of=as_of)


def _person(it: SignIn, tolerant: bool) -> Iterator[Step]:
    """IE-U1, IE-U2."""
    yield _fault(PERSON_ONE_FACTOR, means=_without(it, _STRONG))
    yield _fault(PERSON_NOT_SUBSTANTIAL, means=_without(it, _STRONG if tolerant else {"eidas_substantiel"}))


def _professional(it: SignIn) -> Iterator[Step]:
    """IE-P1 to IE-P5. A password that is used with nothing else is alone."""
    alone, no_psc = _without(it, _STRONG), _without(it, {"psc"})
    yield _fault(REMOTE_ONE_FACTOR, means=alone, remote=it.remote)
    yield _fault(SENSITIVE_WITHOUT_PSC, means=no_psc, sensitive=it.sensitive)
    yield _fault(
        SHARED_WITHOUT_PSC, means=no_psc, unqualified=Answer.of(it.sensitive is Answer.UNKNOWN), shared=it.shared
    )
    yield _fault(UNRECOGNISED, means=_without(it, _NATIONAL))
    yield _fault(WEAK_PASSWORD, means=alone, remote=~it.remote, password_guarded=~it.password_guarded)
    yield _fault(NOT_APPROVED, means=~_without(it, {"homologue"}), approval_signed=~it.approval_signed)


def _entity(it: SignIn) -> Iterator[Step]:
    """IE-M1."""
    yield _fault(ENTITY_IDENTITY, structure_identity=~it.structure_identity)
    yield _fault(ENTITY_CERTIFICATE, shared=it.shared, igc_sante=~it.igc_sante)


def _fault(rule: Rule[Any], **facts: Answer) -> Step:
    """The fault is there when all of `facts` are; the unknown ones are named."""
    unknown = (name for name, fact in facts.items() if fact is Answer.UNKNOWN)
    return question(rule, all_of(facts.values()), *unknown)


def _without(it: SignIn, means: Set[str]) -> Answer:
    return Answer.of(not it.means & means)


def acceptable(sign_in: SignIn, *, as_of: date = STATE_OF_LAW) -> tuple[str, ...]:
    """The words of the means that, used alone in the situation of `sign_in`, leave no error on that day.

    A means is left out as soon as it is wrong, or might be for want of a fact (is the service sensitive, is the access
    remote?). For a legal entity, whose means are certificates, the answer is empty.
    """
    require(sign_in, SignIn, "sign_in")
    if sign_in.user == "personne_morale":
        return ()
    return tuple(word for word in MEANS if _certain(check(evolve(sign_in, means=(word,)), as_of=as_of)))


def _certain(assessment: Assessment) -> bool:
    errors = (s for s in assessment.steps if s.rule.severity is Severity.ERROR)
    return all(s.answer is Answer.NO for s in errors)
