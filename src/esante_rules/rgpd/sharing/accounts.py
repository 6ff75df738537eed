"""The conditions around access: accounts, logs, editor support, confidential records (HAB-6, 7, 9 and 10)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._answer import Answer, answer
from esante_rules._core import STATE_OF_LAW, Confidence, Finding, Report, Rule, Skip, Text, plan, require, require_day
from esante_rules.rgpd.sharing._rules import rule
from esante_rules.rgpd.sharing._sources import CNIL_2024, CNIL_DPI, RGPD_28, RGPD_32


@frozen(kw_only=True)
class Practice:
    """What the structure and its software do; yes, no or unknown."""

    nominative: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Every account belongs to one person, and no login is shared."""
    reviewed_yearly: Answer = field(default=Answer.UNKNOWN, converter=answer)
    removed_on_departure: Answer = field(default=Answer.UNKNOWN, converter=answer)
    logs_who: Answer = field(default=Answer.UNKNOWN, converter=answer)
    logs_what: Answer = field(default=Answer.UNKNOWN, converter=answer)
    logs_when: Answer = field(default=Answer.UNKNOWN, converter=answer)
    logs_where: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """From where the access was made."""
    logs_reason: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Why, for an exceptional opening."""
    logs_kept_by_policy: Answer = field(default=Answer.UNKNOWN, converter=answer)
    logs_reviewed: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Abnormal accesses are looked for regularly."""
    support_closed: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """The editor's support sees no content by default."""
    support_supervised: Answer = field(default=Answer.UNKNOWN, converter=answer)
    support_contract: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """A contract of article 28 binds the editor."""
    support_secrecy: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """The contract holds a clause of secrecy."""
    confidential_restricted: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Confidential and protected identity records have a stricter list of users."""


def _fault(  # noqa: PLR0917 - read as a row
    name: str, fr: str, en: str, why: Text, refs: Any, level: str, confidence: Confidence
) -> Rule[Any]:
    return rule(name, Text(fr, en), why, refs, level, confidence)


_ACCOUNT_WHY: Final = Text(
    "On ne peut savoir qui a ouvert un dossier que si chaque compte est celui d'une personne, à jour de ses fonctions.",
    "Who opened a record can be known only if each account is one person's and up to date with the job.",
)
_LOG_WHY: Final = Text(
    "Le contrôle des accès repose sur des traces complètes, gardées et relues.",
    "The control of accesses rests on logs that are complete, kept and read.",
)
_SUPPORT_WHY: Final = Text(
    "L'éditeur est sous-traitant : il n'a pas de rôle dans la prise en charge.",
    "The editor is a processor: it has no part in the care.",
)

_FAULTS: Final[dict[str, Rule[Any]]] = {
    "nominative": _fault(
        "account.shared",
        "Des comptes ne sont pas nominatifs ou sont partagés.",
        "Some accounts are not nominative or are shared.",
        _ACCOUNT_WHY,
        (CNIL_DPI,),
        "MAJEUR",
        Confidence.PROBABLE,
    ),
    "reviewed_yearly": _fault(
        "account.profiles-not-reviewed",
        "Les profils ne sont pas revus au moins une fois par an.",
        "Profiles are not reviewed at least once a year.",
        _ACCOUNT_WHY,
        (CNIL_DPI,),
        "MAJEUR",
        Confidence.PROBABLE,
    ),
    "removed_on_departure": _fault(
        "account.open-after-departure",
        "Les comptes restent ouverts après un départ.",
        "Accounts stay open after a departure.",
        _ACCOUNT_WHY,
        (CNIL_DPI,),
        "MAJEUR",
        Confidence.PROBABLE,
    ),
    **{
        fact: _fault(
            f"log.without-{name}",
            f"La trace d'accès ne dit pas {fr}.",
            f"The access log does not say {en}.",
            _LOG_WHY,
            (RGPD_32, CNIL_2024),
            "BLOQUANT",
            Confidence.CERTAIN,
        )
        for fact, name, fr, en in (
            ("logs_who", "user", "qui a ouvert le dossier", "who opened the record"),
            ("logs_what", "object", "ce qui a été ouvert", "what was opened"),
            ("logs_when", "time", "quand le dossier a été ouvert", "when the record was opened"),
            ("logs_where", "place", "d'où le dossier a été ouvert", "from where the record was opened"),
            ("logs_reason", "reason", "pourquoi, lors d'un bris de glace", "why, on a break-glass"),
        )
    },
    "logs_kept_by_policy": _fault(
        "log.no-policy",
        "Aucune règle ne fixe la durée de conservation des traces.",
        "No policy sets how long logs are kept.",
        _LOG_WHY,
        (RGPD_32, CNIL_2024),
        "BLOQUANT",
        Confidence.PROBABLE,
    ),
    "logs_reviewed": _fault(
        "log.not-reviewed",
        "Les accès anormaux ne sont pas recherchés régulièrement.",
        "Abnormal accesses are not looked for regularly.",
        _LOG_WHY,
        (RGPD_32, CNIL_2024),
        "BLOQUANT",
        Confidence.PROBABLE,
    ),
    "support_closed": _fault(
        "support.open-by-default",
        "L'assistance de l'éditeur voit le contenu des dossiers par défaut.",
        "The editor's support sees the content of records by default.",
        _SUPPORT_WHY,
        (RGPD_28, RGPD_32),
        "MAJEUR",
        Confidence.CERTAIN,
    ),
    "support_supervised": _fault(
        "support.unsupervised",
        "Les interventions de l'éditeur ne sont pas encadrées.",
        "The editor's interventions are not supervised.",
        _SUPPORT_WHY,
        (RGPD_28, RGPD_32),
        "MAJEUR",
        Confidence.CERTAIN,
    ),
    "support_contract": _fault(
        "support.no-processor-contract",
        "Aucun contrat de sous-traitance ne lie l'éditeur.",
        "No processor contract binds the editor.",
        _SUPPORT_WHY,
        (RGPD_28,),
        "MAJEUR",
        Confidence.CERTAIN,
    ),
    "support_secrecy": _fault(
        "support.no-secrecy-clause",
        "Le contrat de l'éditeur n'a pas de clause de secret.",
        "The editor's contract has no secrecy clause.",
        _SUPPORT_WHY,
        (RGPD_28,),
        "MAJEUR",
        Confidence.CERTAIN,
    ),
    "confidential_restricted": _fault(
        "record.confidential-not-restricted",
        "Les dossiers confidentiels ou à identité protégée n'ont pas de liste d'accès plus stricte.",
        "Confidential and protected identity records have no stricter access list.",
        Text(
            "Le besoin d'en connaître est plus étroit pour ces dossiers.",
            "The need to know is narrower for these records.",
        ),
        (CNIL_DPI,),
        "MAJEUR",
        Confidence.PROBABLE,
    ),
}
RULES: Final[tuple[Rule[Any], ...]] = tuple(_FAULTS.values())
_FACTS: Final = {rule: fact for fact, rule in _FAULTS.items()}


def check_practice(practice: Practice, *, as_of: date = STATE_OF_LAW) -> Report:
    """What is wrong with accounts, logs, support and confidential records.

    A fact answered no is a finding; an unknown one skips its rule as `FACT_UNKNOWN`.
    """
    require(practice, Practice, "practice")
    require_day(as_of, "as_of")
    active, skipped = plan(RULES, as_of)
    answers = {rule: getattr(practice, _FACTS[rule]) for rule in active}
    return Report(
        as_of=as_of,
        findings=tuple(Finding(rule, at=_FACTS[rule]) for rule, said in answers.items() if said is Answer.NO),
        evaluated=tuple(rule for rule, said in answers.items() if said is not Answer.UNKNOWN),
        skipped=(
            *skipped,
            *((rule, Skip.FACT_UNKNOWN) for rule, said in answers.items() if said is Answer.UNKNOWN),
        ),
    )
