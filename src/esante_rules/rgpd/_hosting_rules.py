"""The rules on hosting personal health data (HDS-1 to HDS-12, HDS-C0 to HDS-C5)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from esante_rules._core import Rule, Text
from esante_rules.rgpd._texts import declare, text

CERTIFICATION: Final = date(2018, 4, 1)
"""First day of the certification that replaced the agrément (ordonnance n° 2017-27, décret n° 2018-137)."""
SREN_PUBLISHED: Final = date(2024, 5, 22)
"""Publication of the loi n° 2024-449, whose article 32 moves electronic archiving to the certificate by decree."""
SREN_SWITCH: Final = date(2025, 7, 1)
"""The latest day of that move."""
V2_FOR_NEW: Final = date(2024, 11, 16)
"""Version 2 of the référentiel applies to new files and renewals (arrêté du 26 avril 2024)."""
V1_LAST_DAY: Final = date(2026, 5, 16)
"""Last day of the certificates still under version 1."""

_L1111_8 = text("CSP", "art. L. 1111-8")

OUT_OF_SCOPE: Final = declare(
    "hosting.route.out-of-scope",
    "INFO",
    "H",
    Text(
        "Hors champ : pas de données de santé recueillies dans un soin ou un suivi social ou médico-social.",
        "Out of scope: no health data collected in care or in social or medico-social follow-up.",
    ),
    Text(
        "L'hébergement réglementé vise les données recueillies lors de la prévention, du diagnostic, du soin ou du "
        "suivi social et médico-social.",
        "The regulated hosting concerns data collected in prevention, diagnosis, care, or social and medico-social "
        "follow-up.",
    ),
    text("CSP", "art. L. 1111-8, I"),
    text("CSP", "art. R. 1111-8-8"),
    since=CERTIFICATION,
)
SHORT_TERM: Final = declare(
    "hosting.route.short-term-keying",
    "INFO",
    "H",
    Text(
        "Données confiées peu de temps pour saisie, mise en forme ou numérisation : ce n'est pas un hébergement.",
        "Data entrusted briefly for keying, formatting or digitising: this is not hosting.",
    ),
    Text(
        "Le décret exclut ces opérations courtes ; la sous-traitance reste soumise au RGPD.",
        "The decree excludes these short operations; the processor remains under the RGPD.",
    ),
    text("CSP", "art. R. 1111-8-8, I"),
    since=CERTIFICATION,
)
OWN_HOSTING: Final = declare(
    "hosting.route.own-hosting",
    "MAJEUR",
    "H",
    Text(
        "Le responsable héberge ses propres données : pas de certificat, mais la sécurité reste due.",
        "The controller hosts its own data: no certificate, but security is still due.",
    ),
    Text(
        "L'obligation vise l'hébergement pour le compte d'autrui ; l'article 32 du RGPD s'applique à tous.",
        "The duty concerns hosting for others; article 32 of the RGPD applies to all.",
    ),
    _L1111_8,
    text("RGPD", "art. 32"),
    since=CERTIFICATION,
)
PAPER: Final = declare(
    "hosting.route.paper-archive",
    "BLOQUANT",
    "H",
    Text(
        "Archives papier chez un tiers : agrément du ministre chargé de la culture.",
        "Paper archives held by a third party: approval by the minister in charge of culture.",
    ),
    Text(
        "Le support papier relève de l'archivage, pas de la certification.",
        "Paper comes under archiving, not under certification.",
    ),
    text("CSP", "art. L. 1111-8, III"),
    text("CSP", "art. R. 1111-16"),
    since=CERTIFICATION,
)
CERTIFICATE: Final = declare(
    "hosting.route.certificate-required",
    "BLOQUANT",
    "H",
    Text(
        "Un tiers héberge sur support numérique : il lui faut un certificat HDS.",
        "A third party hosts on digital media: it needs an HDS certificate.",
    ),
    Text(
        "L'une au moins des six activités d'hébergement est exercée pour le compte du responsable ou du patient.",
        "At least one of the six hosting activities is performed for the controller or the patient.",
    ),
    text("CSP", "art. L. 1111-8, II"),
    text("CSP", "art. R. 1111-9"),
    since=CERTIFICATION,
)
ARCHIVING_BEFORE: Final = declare(
    "hosting.route.electronic-archiving-before-switch",
    "BLOQUANT",
    "H",
    Text(
        "Archivage électronique chez un tiers : agrément du ministre chargé de la culture.",
        "Electronic archiving by a third party: approval by the minister in charge of culture.",
    ),
    Text(
        "Avant la bascule prévue par la loi du 21 mai 2024, l'archivage électronique suit le régime des archives.",
        "Before the switch of the law of 21 May 2024, electronic archiving follows the rules of archives.",
    ),
    _L1111_8,
    since=CERTIFICATION,
    until=SREN_SWITCH,
)
ARCHIVING_AFTER: Final = declare(
    "hosting.route.electronic-archiving-after-switch",
    "BLOQUANT",
    "B",
    Text(
        "Archivage électronique chez un tiers : certificat HDS ; le cumul avec l'agrément culture reste à confirmer.",
        "Electronic archiving by a third party: HDS certificate; a cumulation with the approval is to be confirmed.",
    ),
    Text(
        "La bascule a lieu par décret, au plus tard le 1er juillet 2025 ; le III de l'article n'a pas été abrogé.",
        "The switch is made by decree, on 1 July 2025 at the latest; part III of the article was not repealed.",
    ),
    text("CSP", "art. L. 1111-8 (loi n° 2024-449, art. 32)"),
    since=SREN_PUBLISHED,
)
GHT_EXEMPT: Final = declare(
    "hosting.route.ght-exemption",
    "INFO",
    "M",
    Text(
        "Un membre du GHT héberge pour les autres aux trois conditions : pas de certificat (doctrine ministérielle).",
        "A member of the GHT hosts for the others under the three conditions: no certificate (ministerial doctrine).",
    ),
    Text(
        "Convention confiant l'hébergement, accord entre responsables conjoints et mesures de sécurité, tous réunis.",
        "Convention delegating hosting, agreement between joint controllers and security measures, all three.",
    ),
    text("ANS", "foire aux questions HDS"),
    text("doctrine", "2021, §4.4"),
    since=CERTIFICATION,
)
GHT_NOT_EXEMPT: Final = declare(
    "hosting.route.ght-condition-lacking",
    "BLOQUANT",
    "M",
    Text(
        "Une condition de l'exemption du GHT manque : il faut un certificat HDS.",
        "A condition of the GHT exemption is lacking: an HDS certificate is needed.",
    ),
    Text("Les trois conditions sont cumulatives.", "The three conditions are cumulative."),
    text("ANS", "foire aux questions HDS"),
    since=CERTIFICATION,
)
LEGAL_PERSON: Final = declare(
    "hosting.route.separate-legal-person",
    "BLOQUANT",
    "M",
    Text(
        "Un groupement doté de la personnalité morale héberge pour ses membres : il lui faut un certificat HDS.",
        "A grouping with its own legal personality hosts for its members: it needs an HDS certificate.",
    ),
    Text(
        "Aucune exemption n'est énoncée pour les GCS, GIP ou GIE.",
        "No exemption is stated for a GCS, GIP or GIE.",
    ),
    text("ANS", "foire aux questions HDS"),
    since=CERTIFICATION,
)
NO_ACTIVITY: Final = declare(
    "hosting.route.no-hosting-activity",
    "MAJEUR",
    "M",
    Text(
        "Le fournisseur n'exerce aucune des six activités : vérifier l'hébergeur auquel il recourt.",
        "The supplier performs none of the six activities: check the host it relies on.",
    ),
    Text(
        "Un éditeur qui s'appuie sur un hébergeur certifié n'héberge pas lui-même.",
        "An editor that relies on a certified host does not host by itself.",
    ),
    text("CSP", "art. R. 1111-9"),
    text("ANS", "référentiel HDS, version 2, activité 5"),
    since=CERTIFICATION,
)

NO_CERTIFICATE: Final = declare(
    "hosting.certificate.not-supplied",
    "BLOQUANT",
    "H",
    Text("Aucun certificat HDS n'est fourni.", "No HDS certificate is supplied."),
    Text(
        "Le responsable doit pouvoir prouver que son hébergeur est certifié.",
        "The controller must be able to prove that its host is certified.",
    ),
    text("CSP", "art. L. 1111-8, II"),
    since=CERTIFICATION,
)
NOT_YET_VALID: Final = declare(
    "hosting.certificate.not-yet-valid",
    "BLOQUANT",
    "H",
    Text("Le certificat n'a pas encore pris effet.", "The certificate has not taken effect yet."),
    Text(
        "Un hébergeur est certifié du premier au dernier jour de son certificat, pas avant.",
        "A host is certified from the first to the last day of its certificate, not before.",
    ),
    text("CSP", "art. R. 1111-10"),
    since=CERTIFICATION,
)
EXPIRED: Final = declare(
    "hosting.certificate.expired",
    "BLOQUANT",
    "H",
    Text("Le certificat a expiré.", "The certificate has expired."),
    Text(
        "Un certificat vaut trois ans ; il est encore valable le jour de sa fin.",
        "A certificate is worth three years; it is still valid on its last day.",
    ),
    text("CSP", "art. R. 1111-10"),
    since=CERTIFICATION,
)
SCOPE: Final = declare(
    "hosting.certificate.activities-not-covered",
    "BLOQUANT",
    "H",
    Text(
        "Le certificat ne couvre pas les activités exercées : {activities}.",
        "The certificate does not cover the activities performed: {activities}.",
    ),
    Text(
        "Chaque activité d'hébergement est certifiée pour elle-même.",
        "Each hosting activity is certified for itself.",
    ),
    text("CSP", "art. R. 1111-9"),
    since=CERTIFICATION,
)
OLD_VERSION: Final = declare(
    "hosting.certificate.version-ended",
    "BLOQUANT",
    "H",
    Text(
        "Le certificat relève encore de la version 1 du référentiel, close le 16 mai 2026.",
        "The certificate is still under version 1 of the référentiel, closed on 16 May 2026.",
    ),
    Text(
        "Les certificats devaient passer à la version 2 avant cette date.",
        "Certificates had to move to version 2 before that day.",
    ),
    text("ANS", "référentiel HDS, version 2 (arrêté du 26 avril 2024)"),
    since=date(2026, 5, 17),
)
OUTSIDE_EEA: Final = declare(
    "hosting.certificate.storage-outside-eea",
    "BLOQUANT",
    "B",
    Text(
        "Les données sont stockées hors de l'Espace économique européen.",
        "The data are stored outside the European Economic Area.",
    ),
    Text(
        "La version 2 du référentiel l'exclut ; le jour d'effet du décret n° 2026-209 reste à confirmer.",
        "Version 2 of the référentiel excludes it; the day of effect of décret n° 2026-209 is to be confirmed.",
    ),
    text("ANS", "référentiel HDS, version 2 (arrêté du 26 avril 2024)"),
    text("CSP", "art. R. 1111-9 (décret n° 2026-209)"),
    since=V2_FOR_NEW,
)
CONTRACT: Final = declare(
    "hosting.certificate.contract-incomplete",
    "BLOQUANT",
    "H",
    Text(
        "Le contrat d'hébergement ne comporte pas les clauses obligatoires.",
        "The hosting contract lacks the mandatory clauses.",
    ),
    Text(
        "Le contenu minimal du contrat est fixé par le code.",
        "The minimum content of the contract is set by the code.",
    ),
    text("CSP", "art. R. 1111-11"),
    since=CERTIFICATION,
)

RULES: Final[tuple[Rule[Any], ...]] = (
    OUT_OF_SCOPE,
    SHORT_TERM,
    OWN_HOSTING,
    PAPER,
    CERTIFICATE,
    ARCHIVING_BEFORE,
    ARCHIVING_AFTER,
    GHT_EXEMPT,
    GHT_NOT_EXEMPT,
    LEGAL_PERSON,
    NO_ACTIVITY,
    NO_CERTIFICATE,
    NOT_YET_VALID,
    EXPIRED,
    SCOPE,
    OLD_VERSION,
    OUTSIDE_EEA,
    CONTRACT,
)
