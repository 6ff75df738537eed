"""The ceiling of each role on each class of data of a DUI or DPI: our proposal, to be validated by each structure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from esante_rules._core import Text


class Data(Enum):
    """The classes of data of a record."""

    ADMINISTRATIVE = "ADM"
    FINANCE = "FIN"
    APPOINTMENTS = "RDV"
    MEDICAL = "MED"
    CARE = "SOIN"
    PSYCHOLOGICAL = "PSY"
    SOCIAL = "SOC"
    PROTECTION = "JUR"
    LOGS = "LOG"

    @property
    def says(self) -> Text:
        """In both languages."""
        return _DATA[self]


_DATA: Final = {
    Data.ADMINISTRATIVE: Text("identité, contacts, administratif", "identity, contacts, administration"),
    Data.FINANCE: Text("facturation et ressources", "billing and resources"),
    Data.APPOINTMENTS: Text("agenda", "appointments"),
    Data.MEDICAL: Text("dossier médical", "medical record"),
    Data.CARE: Text("plan de soins et transmissions", "care plan and handovers"),
    Data.PSYCHOLOGICAL: Text("notes psychologiques", "psychological notes"),
    Data.SOCIAL: Text("projet personnalisé et social", "personal and social project"),
    Data.PROTECTION: Text("mesure de protection", "protection measure"),
    Data.LOGS: Text("traces d'accès", "access logs"),
}


class Level(Enum):
    """What a role may do, at most."""

    WRITE = "RW"
    READ = "R"
    LIMITED = "R*"
    """Read what the mission needs."""
    DELEGATED = "D"
    """Under a named health professional."""
    NONE = "-"

    @property
    def says(self) -> Text:
        """In both languages."""
        return _LEVELS[self]


_LEVELS: Final = {
    Level.WRITE: Text("lecture et écriture", "read and write"),
    Level.READ: Text("lecture", "read"),
    Level.LIMITED: Text("lecture limitée au besoin de la mission", "read what the mission needs"),
    Level.DELEGATED: Text("par délégation d'un professionnel nommé", "delegated by a named professional"),
    Level.NONE: Text("aucun accès", "no access"),
}


class Role(Enum):
    """The roles of the users of a DUI or DPI."""

    RECEPTION = "accueil"
    MEDICAL_SECRETARY = "secretariat_medical"
    BILLING = "facturation"
    DOCTOR = "medecin"
    NURSE = "infirmier"
    NURSING_ASSISTANT = "aide_soignant"
    SOCIAL_CARER = "aes"
    PARAMEDICAL = "paramedical"
    PSYCHOLOGIST = "psychologue"
    SOCIAL_WORKER = "travailleur_social"
    EDUCATOR = "educateur"
    CARE_COORDINATOR = "coordonnateur_ps"
    DIRECTOR = "directeur"
    EXTERNAL_GUARDIAN = "mandataire_externe"
    PHARMACIST = "pharmacien"
    RESIDENT = "etudiant_3e_cycle"
    SYSTEM_ADMINISTRATOR = "admin_si"
    DPO = "dpo"
    VOLUNTEER = "benevole"


_ROWS: Final = """
accueil             RW -  RW -  -  -  -  R* -
secretariat_medical RW -  RW D  -  -  -  R  -
facturation         R  RW -  R* -  -  -  R* -
medecin             R  -  R  RW RW R* R  R  -
infirmier           R  -  RW R  RW R* R  R  -
aide_soignant       R  -  R  R* RW -  R  -  -
aes                 R  -  R  R* RW -  R  -  -
paramedical         R  -  RW R* RW -  R  -  -
psychologue         R  -  RW R* R  RW R  -  -
travailleur_social  R  R* RW -  R* -  RW R  -
educateur           R  -  RW -  R* -  RW R* -
coordonnateur_ps    R  -  RW R  RW R* RW R  -
directeur           R  R  R  -  -  -  R* R  R*
mandataire_externe  R* R* -  -  -  -  -  R* -
pharmacien          R  -  -  R* R  -  -  -  -
etudiant_3e_cycle   R  -  R  RW R  -  R  -  -
admin_si            -  -  -  -  -  -  -  -  R
dpo                 -  -  -  -  -  -  -  -  R*
benevole            -  -  R* -  -  -  -  -  -
"""


def _read(rows: str) -> dict[Role, Mapping[Data, Level]]:
    table: dict[Role, Mapping[Data, Level]] = {}
    for row in rows.split("\n")[1:-1]:
        role, *levels = row.split()
        table[Role(role)] = dict(zip(Data, map(Level, levels), strict=True))
    return table


CEILINGS: Final[Mapping[Role, Mapping[Data, Level]]] = _read(_ROWS)
CARE_DATA: Final = frozenset({Data.MEDICAL, Data.CARE, Data.PSYCHOLOGICAL, Data.SOCIAL})
"""The classes that participation in the person's care opens, and that its absence closes."""
EMERGENCY_DATA: Final = frozenset({Data.MEDICAL, Data.CARE})
"""The classes that an exceptional opening may reach."""
HEALTH_ROLES: Final = frozenset(
    {
        Role.NURSING_ASSISTANT,
        Role.CARE_COORDINATOR,
        Role.RESIDENT,
        Role.NURSE,
        Role.DOCTOR,
        Role.PARAMEDICAL,
        Role.PHARMACIST,
    }
)
"""The roles that may ask for an exceptional opening (bris de glace)."""
SERVING_ROLES: Final = frozenset({Role.MEDICAL_SECRETARY, Role.BILLING})
"""Their participation is that of the professional or unit they serve."""
