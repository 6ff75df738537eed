"""The rules on the deadlines of rights requests (DL-1 to DL-13), in the order of the explanations."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from esante_rules._core import Rule, Text
from esante_rules.rgpd._texts import declare, text

_LAW_2002 = date(2002, 3, 5)  # loi n° 2002-303 du 4 mars 2002, published on the 5th

ONE_MONTH: Final = declare(
    "rights.deadline.one-month",
    "BLOQUANT",
    "H",
    Text(
        "Répondre au plus tard un mois après réception : le {limit}.", "Answer within one month of receipt: by {limit}."
    ),
    Text(
        "Le mois se termine le jour portant le même numéro ; à défaut, le dernier jour du mois.",
        "The month ends on the day with the same number; failing that, on the last day of the month.",
    ),
    text("RGPD", "art. 12(3)"),
    text("CEPD", "lignes directrices 01/2022"),
)
EXTENDED: Final = declare(
    "rights.deadline.extended-two-months",
    "BLOQUANT",
    "H",
    Text(
        "Délai prolongé de deux mois : le {limit}, à condition d'en informer la personne avant le {inform_by}.",
        "Extended by two months: by {limit}, provided that the person is told before {inform_by}.",
    ),
    Text(
        "La complexité ou le nombre des demandes permet de prolonger ; les motifs sont donnés dans le premier mois.",
        "Complexity or number of requests allows an extension; the reasons are given within the first month.",
    ),
    text("RGPD", "art. 12(3)"),
)
EXTENSION_TOLD_LATE: Final = declare(
    "rights.deadline.extension-told-late",
    "BLOQUANT",
    "H",
    Text(
        "La prolongation n'a pas été annoncée dans le premier mois (avant le {inform_by}).",
        "The extension was not announced within the first month (before {inform_by}).",
    ),
    Text(
        "Une prolongation annoncée après le premier mois laisse la demande sans réponse dans le délai.",
        "An extension announced after the first month leaves the request without an answer in time.",
    ),
    text("RGPD", "art. 12(3)"),
)
WORKING_DAY: Final = declare(
    "rights.deadline.moved-to-working-day",
    "BLOQUANT",
    "M",
    Text(
        "Le dernier jour ({calendar_limit}) n'est pas ouvré : le délai court jusqu'au {limit}.",
        "The last day ({calendar_limit}) is not worked: the period runs to {limit}.",
    ),
    Text(
        "Un délai exprimé en mois qui finit un jour férié, un samedi ou un dimanche finit le jour ouvrable suivant.",
        "A period in months that ends on a holiday, a Saturday or a Sunday ends on the next working day.",
    ),
    text("1182/71", "art. 3(4)"),
    text("CEPD", "lignes directrices 01/2022"),
)
IDENTITY_SUSPENDS: Final = declare(
    "rights.deadline.suspended-for-identity",
    "MAJEUR",
    "M",
    Text(
        "Doute raisonnable sur l'identité : le délai est suspendu jusqu'à réception du justificatif.",
        "Reasonable doubt on the identity: the clock stops until the proof is received.",
    ),
    Text(
        "Le justificatif doit être demandé sans tarder ; les jours d'attente s'ajoutent au délai.",
        "The proof must be asked for promptly; the days of waiting are added to the period.",
    ),
    text("RGPD", "art. 12(6)"),
    text("CEPD", "lignes directrices 01/2022"),
)
IDENTITY_ASKED_LATE: Final = declare(
    "rights.deadline.identity-asked-too-late",
    "MAJEUR",
    "B",
    Text(
        "Le justificatif d'identité a été demandé après la fin du délai : il ne le suspend plus.",
        "The proof of identity was asked for after the period had ended: it no longer stops the clock.",
    ),
    Text(
        "Seule une demande faite sans tarder suspend le délai ; un délai expiré ne se rouvre pas.",
        "Only a prompt request stops the clock; a period that has ended does not open again.",
    ),
    text("RGPD", "art. 12(6)"),
    text("CEPD", "lignes directrices 01/2022"),
)
REFUSAL_REASONS: Final = declare(
    "rights.deadline.reasons-of-refusal",
    "BLOQUANT",
    "H",
    Text(
        "Un refus se motive dans le mois, en indiquant la plainte à la CNIL et le recours au juge.",
        "A refusal is reasoned within the month, naming the complaint to the CNIL and the judicial remedy.",
    ),
    Text(
        "Ne pas donner suite est une réponse : la personne doit pouvoir la contester.",
        "Taking no action is an answer: the person must be able to contest it.",
    ),
    text("RGPD", "art. 12(4)"),
)
FREE: Final = declare(
    "rights.deadline.free-of-charge",
    "INFO",
    "H",
    Text(
        "La réponse est gratuite ; l'excès se prouve et c'est au responsable de le prouver.",
        "The answer is free; an excess must be proved, and the controller bears the burden.",
    ),
    Text(
        "Seules des demandes répétitives ou infondées permettent des frais ou un refus.",
        "Only repetitive or unfounded requests allow a fee or a refusal.",
    ),
    text("RGPD", "art. 12(5)"),
)
RECIPIENTS: Final = declare(
    "rights.deadline.recipients-to-notify",
    "MAJEUR",
    "H",
    Text(
        "Notifier la rectification, l'effacement ou la limitation à chaque destinataire des données.",
        "Notify each recipient of the data of the rectification, erasure or restriction.",
    ),
    Text(
        "Une donnée corrigée à la source mais pas chez les destinataires continue de nuire.",
        "Data corrected at the source but not at the recipients goes on doing harm.",
    ),
    text("RGPD", "art. 19"),
)
EIGHT_DAYS: Final = declare(
    "rights.health-access.eight-days",
    "BLOQUANT",
    "H",
    Text(
        "Information de santé : communiquer au plus tard le {limit}, jamais avant 48 heures.",
        "Health information: communicate by {limit}, never before 48 hours.",
    ),
    Text(
        "Huit jours à compter de la demande, après un délai de réflexion de quarante-huit heures.",
        "Eight days from the request, after forty-eight hours of reflection.",
    ),
    text("CSP", "art. L. 1111-7"),
    text("CSP", "art. R. 1111-1"),
    since=_LAW_2002,
)
TWO_MONTHS: Final = declare(
    "rights.health-access.two-months",
    "BLOQUANT",
    "H",
    Text(
        "Informations de plus de cinq ans, ou commission saisie : communiquer au plus tard le {limit}.",
        "Information more than five years old, or commission seized: communicate by {limit}.",
    ),
    Text(
        "Le délai passe à deux mois quand l'information a été constituée il y a plus de cinq ans, ou quand la "
        "commission départementale des soins psychiatriques est saisie.",
        "The period becomes two months when the information was compiled more than five years ago, or when the "
        "commission départementale des soins psychiatriques is seized.",
    ),
    text("CSP", "art. L. 1111-7"),
    text("CSP", "art. R. 1111-1"),
    since=_LAW_2002,
)
HEALTH_LIMIT_NOT_WORKED: Final = declare(
    "rights.health-access.limit-not-worked",
    "INFO",
    "B",
    Text(
        "Le dernier jour n'est pas ouvré et le code ne prévoit aucun report : communiquez avant.",
        "The last day is not worked and the code moves nothing: communicate before it.",
    ),
    Text(
        "Le code de la santé publique ne dit pas que ce délai est reporté ; la date prudente est la date brute.",
        "The public health code does not say that this period is moved; the prudent date is the plain one.",
    ),
    text("CSP", "art. R. 1111-1"),
    since=_LAW_2002,
)
DOCUMENT_BY_DOCUMENT: Final = declare(
    "rights.health-access.document-by-document",
    "INFO",
    "B",
    Text(
        "L'âge des informations n'est pas connu : comptez document par document.",
        "The age of the information is not known: count document by document.",
    ),
    Text(
        "Un dossier mêle des informations récentes et anciennes ; chacune suit son délai.",
        "A record mixes recent and old information; each follows its own period.",
    ),
    text("CSP", "art. L. 1111-7"),
    since=_LAW_2002,
)
SOCIAL_PART: Final = declare(
    "rights.social-access.silence-is-refusal",
    "INFO",
    "M",
    Text(
        "Partie sociale du DUI : un mois ; en établissement public, le silence vaut refus, puis saisine de la CADA.",
        "Social part of the DUI: one month; in a public body, silence means refusal, then the CADA is seized.",
    ),
    Text(
        "La personne accueillie a accès à toute information relative à sa prise en charge.",
        "The person cared for has access to all information on her care.",
    ),
    text("CASF", "art. L. 311-3"),
    text("CRPA", "art. R. 311-12 et R. 311-13"),
    since=None,
)
FIRST_COPY: Final = declare(
    "rights.copy.first-one-free",
    "MAJEUR",
    "M",
    Text(
        "La première copie du dossier est gratuite, quel que soit le motif de la demande.",
        "The first copy of the record is free, whatever the reason of the request.",
    ),
    Text(
        "Seules les copies suivantes peuvent être facturées, au coût de reproduction.",
        "Only further copies may be charged, at the cost of reproduction.",
    ),
    text("RGPD", "art. 15(3)"),
    text("CJUE", "26 octobre 2023, C-307/22"),
)
REQUESTER: Final = declare(
    "rights.requester.quality-to-check",
    "MAJEUR",
    "H",
    Text(
        "Vérifier l'identité du demandeur et sa qualité ({requester}) avant toute communication.",
        "Check the identity of the requester and the quality ({requester}) before any communication.",
    ),
    Text(
        "Communiquer un dossier à qui n'y a pas droit est une violation du secret.",
        "Giving a record to someone without a right to it is a breach of secrecy.",
    ),
    text("CSP", "art. R. 1111-1"),
    since=_LAW_2002,
)

RULES: Final[tuple[Rule[Any], ...]] = (
    ONE_MONTH,
    EXTENDED,
    EXTENSION_TOLD_LATE,
    WORKING_DAY,
    IDENTITY_SUSPENDS,
    IDENTITY_ASKED_LATE,
    REFUSAL_REASONS,
    FREE,
    RECIPIENTS,
    EIGHT_DAYS,
    TWO_MONTHS,
    HEALTH_LIMIT_NOT_WORKED,
    DOCUMENT_BY_DOCUMENT,
    SOCIAL_PART,
    FIRST_COPY,
    REQUESTER,
)
