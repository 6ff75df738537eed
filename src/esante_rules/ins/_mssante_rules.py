"""Rules of the MSSanté citizen address (`ins.mssante`)."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Confidence, Rule, Severity
from esante_rules.ins._engine import row
from esante_rules.ins._sources_carriers import MSS_CITIZEN, PROJECT, REFERENTIEL_12

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_SURE = Confidence.CERTAIN
_FORM: Final = (
    "Le matricule de 15 caractères suivi de @patient.mssante.fr : aucune autre forme n'atteint un patient.",
    "The matricule of 15 characters followed by @patient.mssante.fr: no other form reaches a patient.",
)

BAD_LOCAL_PART: Final = row(
    "mssante.matricule-malformed",
    _E,
    _SURE,
    "Ce qui précède l'arobase n'est pas un matricule de 15 caractères.",
    "What stands before the at sign is not a matricule of 15 characters.",
    MSS_CITIZEN,
    why=_FORM,
)
BAD_DOMAIN: Final = row(
    "mssante.domain-not-citizen",
    _E,
    _SURE,
    "Le domaine n'est pas celui des adresses citoyennes (patient.mssante.fr).",
    "The domain is not that of citizen addresses (patient.mssante.fr).",
    MSS_CITIZEN,
    why=_FORM,
)
OTHER_MATRICULE: Final = row(
    "mssante.other-matricule",
    _W,
    Confidence.TO_CONFIRM,
    "L'adresse porte un autre matricule que l'INS en vigueur de l'identité.",
    "The address bears another matricule than the INS in use of the identity.",
    PROJECT,
    why=(
        "Ce peut être un ancien matricule, ou l'adresse d'une autre personne : à vérifier avant tout envoi.",
        "It may be a former matricule, or the address of another person: to be checked before sending anything.",
    ),
)
NOT_QUALIFIED: Final = row(
    "mssante.identity-not-qualified",
    _E,
    _SURE,
    "L'identité n'est pas qualifiée : son adresse citoyenne divulgue le matricule.",
    "The identity is not qualified: its citizen address discloses the matricule.",
    REFERENTIEL_12,
    MSS_CITIZEN,
    why=(
        "L'adresse contient le matricule, que seule une identité qualifiée transmet.",
        "The address contains the matricule, which only a qualified identity transmits.",
    ),
)
NOT_CANONICAL: Final = row(
    "mssante.case-not-canonical",
    _I,
    Confidence.TO_CONFIRM,
    "L'adresse s'écrit d'ordinaire avec la lettre corse en majuscule et le domaine en minuscules.",
    "The address is usually written with the Corsican letter in upper case and the domain in lower case.",
    PROJECT,
    why=(
        "La casse ne change pas le destinataire ; une seule écriture évite de croire à deux adresses.",
        "Case does not change the recipient; a single form avoids taking it for two addresses.",
    ),
)

READING_RULES: Final[tuple[Rule[Any], ...]] = (
    BAD_LOCAL_PART,
    BAD_DOMAIN,
    OTHER_MATRICULE,
    NOT_QUALIFIED,
    NOT_CANONICAL,
)
RULES: Final = READING_RULES
