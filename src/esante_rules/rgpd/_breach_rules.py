"""The duties after a personal data breach or an incident of a health information system (VIO)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from esante_rules._core import Rule, Text
from esante_rules.rgpd._texts import declare, text

REGISTER: Final = declare(
    "breach.duty.internal-register",
    "BLOQUANT",
    "H",
    Text(
        "Inscrire la violation au registre interne : faits, effets, mesures.",
        "Record the breach in the internal register: facts, effects, measures.",
    ),
    Text(
        "Toute violation se documente, même sans notification : confidentialité, intégrité ou disponibilité.",
        "Every breach is documented, even when nobody is notified: confidentiality, integrity or availability.",
    ),
    text("RGPD", "art. 33(5)"),
)
NOTIFY_CNIL: Final = declare(
    "breach.duty.notify-cnil",
    "BLOQUANT",
    "H",
    Text(
        "Notifier la CNIL dans les 72 heures, par étapes au besoin.",
        "Notify the CNIL within 72 hours, in phases if needed.",
    ),
    Text(
        "Un risque pour les personnes n'est pas exclu. Les 72 heures courent aussi le week-end et les jours fériés.",
        "A risk for persons is not excluded. The 72 hours run through week-ends and holidays too.",
    ),
    text("RGPD", "art. 33(1) et 33(4)"),
)
REASONS_OF_DELAY: Final = declare(
    "breach.duty.reasons-of-delay",
    "MAJEUR",
    "H",
    Text(
        "La notification est faite après 72 heures : y joindre les motifs du retard.",
        "The notification is made after 72 hours: add the reasons of the delay.",
    ),
    Text("Une notification tardive reste due, et s'explique.", "A late notification is still due, and is explained."),
    text("RGPD", "art. 33(1)"),
)
INFORM_PERSONS: Final = declare(
    "breach.duty.inform-persons",
    "BLOQUANT",
    "H",
    Text(
        "Risque élevé : informer les personnes concernées sans tarder, en termes clairs.",
        "High risk: inform the persons concerned without undue delay, in clear language.",
    ),
    Text(
        "Les personnes doivent pouvoir se protéger elles-mêmes.",
        "Persons must be able to protect themselves.",
    ),
    text("RGPD", "art. 34(1)"),
)
NO_INDIVIDUAL_NOTICE: Final = declare(
    "breach.duty.no-individual-notice",
    "MAJEUR",
    "H",
    Text(
        "Données inintelligibles ou risque écarté depuis : pas d'information individuelle, mais garder la preuve.",
        "Unintelligible data or risk since removed: no individual notice, but keep the proof.",
    ),
    Text(
        "La dispense se démontre ; elle ne dispense pas de notifier la CNIL.",
        "The exemption is shown by proof; it does not dispense from notifying the CNIL.",
    ),
    text("RGPD", "art. 34(3)(a) et (b)"),
)
PUBLIC_NOTICE: Final = declare(
    "breach.duty.public-communication",
    "MAJEUR",
    "H",
    Text(
        "L'information individuelle demanderait un effort disproportionné : communication publique.",
        "Individual notice would take a disproportionate effort: public communication.",
    ),
    Text(
        "La communication publique doit informer aussi efficacement.",
        "The public communication must inform as effectively.",
    ),
    text("RGPD", "art. 34(3)(c)"),
)
TELL_CONTROLLER: Final = declare(
    "breach.duty.tell-the-controller",
    "BLOQUANT",
    "H",
    Text(
        "Sous-traitant : informer le responsable du traitement sans tarder et l'assister.",
        "Processor: tell the controller without undue delay and assist it.",
    ),
    Text(
        "Le délai de 72 heures du responsable en dépend ; le contrat peut fixer des heures.",
        "The controller's 72 hours depend on it; the contract may set hours.",
    ),
    text("RGPD", "art. 33(2)"),
    text("RGPD", "art. 28(3)(f)"),
)
REPORT_ANS: Final = declare(
    "breach.duty.report-incident-to-ans",
    "BLOQUANT",
    "H",
    Text(
        "Incident significatif ou grave de système d'information : le signaler sans délai à l'ANS (CERT Santé).",
        "Significant or serious information-system incident: report it at once to the ANS (CERT Santé).",
    ),
    Text(
        "Le guichet est unique depuis le 29 avril 2022 : il informe lui-même les autorités sanitaires.",
        "There is a single channel since 29 April 2022: it informs the health authorities itself.",
    ),
    text("CSP", "art. L. 1111-8-2"),
    text("CSP", "art. D. 1111-16-2 à D. 1111-16-4"),
    since=date(2022, 4, 29),
)
ASSESS_RISK: Final = declare(
    "breach.duty.assess-the-risk",
    "MAJEUR",
    "B",
    Text(
        "Le risque n'est pas évalué : l'évaluer, et notifier la CNIL à titre conservatoire.",
        "The risk is not assessed: assess it, and notify the CNIL as a precaution.",
    ),
    Text(
        "Le délai court pendant l'évaluation ; une notification se complète ou se retire ensuite.",
        "The clock runs during the assessment; a notification can be completed or withdrawn later.",
    ),
    text("RGPD", "art. 33(1)"),
)
ASSESS_INCIDENT: Final = declare(
    "breach.duty.assess-the-incident",
    "MAJEUR",
    "B",
    Text(
        "La gravité de l'incident, ou l'appartenance à la liste des structures, reste à établir.",
        "The seriousness of the incident, or whether the structure is in the list, is still to be settled.",
    ),
    Text(
        "Le signalement est dû sans délai dès que l'incident est significatif ou grave.",
        "The report is due at once as soon as the incident is significant or serious.",
    ),
    text("CSP", "art. D. 1111-16-2"),
    since=date(2022, 4, 29),
)
NOTICE_ITEM: Final = declare(
    "breach.notice.item-missing",
    "MAJEUR",
    "H",
    Text("La notification ne dit pas : {item}.", "The notification does not say: {item}."),
    Text(
        "Le contenu minimal est fixé ; ce qui manque peut suivre par étapes.",
        "The minimum content is set; what is missing may follow in phases.",
    ),
    text("RGPD", "art. 33(3)"),
)
RULES: Final[tuple[Rule[Any], ...]] = (
    REGISTER,
    NOTIFY_CNIL,
    REASONS_OF_DELAY,
    INFORM_PERSONS,
    NO_INDIVIDUAL_NOTICE,
    PUBLIC_NOTICE,
    TELL_CONTROLLER,
    REPORT_ANS,
    ASSESS_RISK,
    ASSESS_INCIDENT,
    NOTICE_ITEM,
)
