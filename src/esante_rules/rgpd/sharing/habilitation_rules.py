"""The rules of access to a DUI or DPI by role (HAB-1 to HAB-5, HAB-8, HAB-10, HAB-11), read by `habilitations`."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Confidence, Rule, Text
from esante_rules.rgpd.sharing._rules import rule
from esante_rules.rgpd.sharing._sources import CNIL_2024, CNIL_DPI, L1110_4_I, L1110_4_III_TEAM, R1110_2, RGPD_32

BEYOND_ROLE: Final = rule(
    "access.beyond-role",
    Text(
        "Le rôle ne donne pas accès à cette classe de données. La structure peut en décider autrement pour ses "
        "métiers.",
        "The role gives no access to this class of data. The structure may decide otherwise for its staff.",
    ),
    Text(
        "Chacun n'ouvre que ce dont sa mission a besoin. La CNIL l'a rappelé en 2024 : un agent d'accueil lit le "
        "dossier "
        "administratif, le médecin lit aussi le dossier médical.",
        "Everyone opens only what the mission needs. The CNIL recalled it in 2024: a receptionist reads the "
        "administrative "
        "record, a doctor reads the medical record as well.",
    ),
    (RGPD_32, CNIL_2024),
    "BLOQUANT",
    Confidence.CERTAIN,
)
NOT_TAKING_PART: Final = rule(
    "access.outside-care",
    Text(
        "L'utilisateur ne prend pas part à la prise en charge de cette personne.",
        "The user does not take part in the care of this person.",
    ),
    Text(
        "Être employé par la structure n'est pas participer à la prise en charge.",
        "Being employed by the structure is not taking part in the care.",
    ),
    (L1110_4_III_TEAM, CNIL_2024),
    "BLOQUANT",
    Confidence.CERTAIN,
)
SERVED: Final = rule(
    "access.participation-of-unit-served",
    Text(
        "Pour un rôle de secrétariat ou de facturation, la participation est celle du professionnel ou de "
        "l'unité servis.",
        "For a secretarial or billing role, participation is that of the professional or unit served.",
    ),
    Text("Notre lecture, à confirmer.", "Our reading, to be confirmed."),
    (L1110_4_III_TEAM,),
    "MAJEUR",
    Confidence.TO_CONFIRM,
)
PARTICIPATION_UNKNOWN: Final = rule(
    "access.participation-unknown",
    Text(
        "On ne sait pas si l'utilisateur prend part à la prise en charge : le lui demander avant d'ouvrir.",
        "It is not known whether the user takes part in the care: ask before opening.",
    ),
    Text(
        "Ne pas savoir n'est pas refuser. Un professionnel de santé pressé peut demander une ouverture exceptionnelle.",
        "Not knowing is not refusing. A health professional in a hurry may ask for an exceptional opening.",
    ),
    (L1110_4_III_TEAM,),
    "MAJEUR",
    Confidence.TO_CONFIRM,
)
BREAK_GLASS: Final = rule(
    "access.break-glass",
    Text(
        "Ouverture exceptionnelle (bris de glace) : limitée dans le temps, motivée, signalée et contrôlée ensuite.",
        "Exceptional opening (break-glass): limited in time, with a reason, notified and reviewed afterwards.",
    ),
    Text(
        "Réservée aux professionnels de santé, pour le dossier médical et le plan de soins.",
        "For health professionals only, on the medical record and the care plan.",
    ),
    (CNIL_2024, CNIL_DPI),
    "MAJEUR",
    Confidence.PROBABLE,
)
BREAK_GLASS_NOT_OFFERED: Final = rule(
    "access.break-glass-not-offered",
    Text(
        "L'ouverture exceptionnelle n'est pas offerte à ce rôle ou sur cette classe de données.",
        "Exceptional opening is not offered to this role or on this class of data.",
    ),
    Text(
        "Notre lecture, à confirmer : elle n'explique un refus qu'avec une autre règle.",
        "Our reading, to be confirmed: it explains a refusal only together with another rule.",
    ),
    (L1110_4_III_TEAM, RGPD_32),
    "BLOQUANT",
    Confidence.TO_CONFIRM,
)
EXTERNAL: Final = rule(
    "access.external-user",
    Text(
        "L'utilisateur vient d'une autre structure : il n'a pas de rôle interne, appliquer les règles de "
        "l'échange et du "
        "partage (`decide`).",
        "The user comes from another structure and has no internal role: apply the rules of exchange and sharing "
        "(`decide`).",
    ),
    Text("Un portail limité à son rôle reste possible.", "A portal limited to the role remains possible."),
    (R1110_2,),
    "BLOQUANT",
    Confidence.CERTAIN,
)
GRANTED: Final = rule(
    "access.within-role",
    Text("Le rôle donne cet accès : {level}.", "The role gives this access: {level}."),
    Text(
        "Le rôle est un plafond ; pour les données de soin, c'est la participation qui l'ouvre. Tout accès est tracé.",
        "The role is a ceiling; for care data, participation opens it. Every access is logged.",
    ),
    (RGPD_32, CNIL_2024),
    "INFO",
    Confidence.PROBABLE,
)
PROPOSED: Final = rule(
    "access.proposed-ceiling",
    Text(
        "Ce niveau vient de notre proposition : chaque structure doit la valider.",
        "This level comes from our proposal: each structure must validate it.",
    ),
    Text("Aucun texte ne fixe cette grille.", "No text sets this grid."),
    (CNIL_2024,),
    "INFO",
    Confidence.TO_CONFIRM,
)
OWN_CIRCLE: Final = rule(
    "access.own-circle",
    Text(
        "Dossier de l'utilisateur lui-même, d'un proche ou d'un collègue : à signaler pour un contrôle ultérieur.",
        "Record of the user, of a relative or of a colleague: to be flagged for a later review.",
    ),
    Text("Notre lecture : c'est là que la curiosité se loge.", "Our reading: this is where curiosity lives."),
    (RGPD_32,),
    "MINEUR",
    Confidence.TO_CONFIRM,
)
CONFIDENTIAL: Final = rule(
    "access.confidential-record",
    Text(
        "Dossier confidentiel ou à identité protégée : une liste d'accès plus stricte s'applique.",
        "Confidential or protected identity record: a stricter access list applies.",
    ),
    Text("La structure tient cette liste.", "The structure keeps that list."),
    (CNIL_DPI, L1110_4_I),
    "MAJEUR",
    Confidence.PROBABLE,
)

RULES: Final[tuple[Rule[Any], ...]] = (
    GRANTED,
    BEYOND_ROLE,
    NOT_TAKING_PART,
    SERVED,
    PARTICIPATION_UNKNOWN,
    BREAK_GLASS,
    BREAK_GLASS_NOT_OFFERED,
    EXTERNAL,
    PROPOSED,
    OWN_CIRCLE,
    CONFIDENTIAL,
)
