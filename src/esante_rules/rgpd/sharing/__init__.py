"""Échange and partage of secret information, équipe de soins, obligations, and access to a DUI or DPI.

`decide` says whether a flow may take place, `same_team` and `is_secret` answer two of its facts, `access` says who may
open what, `after_death` and `standing` whom to turn to, `check_consent` and `check_practice` look at records and
habits.
"""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Rule
from esante_rules.rgpd.sharing import accounts as _accounts
from esante_rules.rgpd.sharing import conditions as _conditions
from esante_rules.rgpd.sharing import consents as _consents
from esante_rules.rgpd.sharing import deceased as _deceased
from esante_rules.rgpd.sharing import habilitation_rules as _habilitations
from esante_rules.rgpd.sharing import notes as _notes
from esante_rules.rgpd.sharing import obligations as _obligations
from esante_rules.rgpd.sharing import persons as _persons
from esante_rules.rgpd.sharing import refusals as _refusals
from esante_rules.rgpd.sharing import regimes as _regimes
from esante_rules.rgpd.sharing import scope as _scope
from esante_rules.rgpd.sharing import secret as _secret
from esante_rules.rgpd.sharing import silent as _silent
from esante_rules.rgpd.sharing import team as _team
from esante_rules.rgpd.sharing._rules import Ruling
from esante_rules.rgpd.sharing.accounts import Practice, check_practice
from esante_rules.rgpd.sharing.algorithm import decide
from esante_rules.rgpd.sharing.categories import Category, listed
from esante_rules.rgpd.sharing.consents import ConsentRecord, check_consent
from esante_rules.rgpd.sharing.deceased import Applicant, Ground, after_death
from esante_rules.rgpd.sharing.decision import Decision, Outcome
from esante_rules.rgpd.sharing.facts import Consent, Exemption, Flow, Operation, Party, Person, Purpose
from esante_rules.rgpd.sharing.habilitations import Access, Verdict, access
from esante_rules.rgpd.sharing.obligations import Obligation, When
from esante_rules.rgpd.sharing.persons import Standing, Who, standing
from esante_rules.rgpd.sharing.roles import Data, Level, Role
from esante_rules.rgpd.sharing.secret import is_secret
from esante_rules.rgpd.sharing.structures import Structure
from esante_rules.rgpd.sharing.team import Circle, same_team

__all__ = [
    "Access",
    "Applicant",
    "Category",
    "Circle",
    "Consent",
    "ConsentRecord",
    "Data",
    "Decision",
    "Exemption",
    "Flow",
    "Ground",
    "Level",
    "Obligation",
    "Operation",
    "Outcome",
    "Party",
    "Person",
    "Practice",
    "Purpose",
    "Role",
    "Ruling",
    "Standing",
    "Structure",
    "Verdict",
    "When",
    "Who",
    "access",
    "after_death",
    "check_consent",
    "check_practice",
    "decide",
    "is_secret",
    "listed",
    "same_team",
    "standing",
]

RULES: Final[tuple[Rule[Any], ...]] = (
    *_scope.RULES,
    *_secret.RULES,
    *_team.RULES,
    *_notes.RULES,
    *_conditions.RULES,
    *_refusals.RULES,
    *_regimes.RULES,
    *_obligations.RULES,
    *_silent.RULES,
    *_persons.RULES,
    *_deceased.RULES,
    *_consents.RULES,
    *_habilitations.RULES,
    *_accounts.RULES,
)
