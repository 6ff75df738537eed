"""Is an opposition admissible, and what becomes of it (OPP-1 to OPP-10)."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any, Final

from attrs import frozen

from esante_rules._answer import Answer
from esante_rules._core import STATE_OF_LAW, Lang, Rule, Text, known, require_day
from esante_rules.rgpd._texts import declare, text
from esante_rules.rgpd._trace import Step, decision_as_data, explain_decision

OBJECTS: Final = ("traitement", "echange_partage", "hebergement", "prospection")
BASES: Final = ("a", "b", "c", "d", "e", "f")


class OppositionOutcome(Enum):
    """What becomes of the opposition."""

    INADMISSIBLE = "IRRECEVABLE"
    WITHDRAWAL = "REQUALIFIER_RETRAIT"
    ADMITTED = "RECEVABLE"
    REASONS_WANTED = "A_MOTIVER"
    REASONED_REFUSAL = "REFUS_MOTIVE"
    RESTRICTED = "LIMITATION_PENDANT_EXAMEN"
    ACCEPTED = "ACCEPTER"
    UNSETTLED = "INDETERMINE"


_21_1 = text("RGPD", "art. 21(1)")
LEGAL_DUTY: Final = declare(
    "rights.opposition.legal-duty",
    "MAJEUR",
    "H",
    Text(
        "Le traitement répond à une obligation légale : l'opposition est irrecevable, et il faut l'expliquer.",
        "The processing answers a legal obligation: the opposition is inadmissible, and this must be explained.",
    ),
    Text(
        "Le droit d'opposition ne vise que la mission d'intérêt public et l'intérêt légitime.",
        "The right to object only concerns tasks of public interest and legitimate interests.",
    ),
    _21_1,
    text("LIL", "art. 56"),
)
CONSENT: Final = declare(
    "rights.opposition.consent-withdrawn",
    "MAJEUR",
    "H",
    Text(
        "Le traitement repose sur le consentement : la demande vaut retrait du consentement.",
        "The processing rests on consent: the request is a withdrawal of consent.",
    ),
    Text(
        "Le retrait est libre, à tout moment, et aussi simple que l'accord.",
        "Withdrawal is free, at any time, and as simple as the consent was.",
    ),
    text("RGPD", "art. 7(3)"),
)
CONTRACT: Final = declare(
    "rights.opposition.contract-or-vital-interest",
    "MAJEUR",
    "H",
    Text(
        "Le traitement repose sur un contrat ou un intérêt vital : l'opposition est irrecevable.",
        "The processing rests on a contract or a vital interest: the opposition is inadmissible.",
    ),
    Text(
        "L'article 21 ne s'applique pas à ces deux bases légales.",
        "Article 21 does not apply to these two legal bases.",
    ),
    _21_1,
)
MARKETING: Final = declare(
    "rights.opposition.direct-marketing",
    "BLOQUANT",
    "H",
    Text("Prospection : l'opposition est un droit absolu.", "Direct marketing: the opposition is an absolute right."),
    Text("Aucun motif n'est à donner ni à examiner.", "No ground has to be given or examined."),
    text("RGPD", "art. 21(2) et 21(3)"),
)
SHARING: Final = declare(
    "rights.opposition.exchange-or-sharing",
    "BLOQUANT",
    "H",
    Text(
        "Échange ou partage d'informations : la personne peut s'y opposer à tout moment, quelle que soit la base "
        "légale du dossier.",
        "Exchange or sharing of information: the person may object at any time, whatever the legal basis of the "
        "record.",
    ),
    Text(
        "Ce droit vient du secret professionnel, pas du RGPD.",
        "This right comes from professional secrecy, not from the RGPD.",
    ),
    text("CSP", "art. L. 1110-4, IV"),
    since=date(2016, 1, 28),
)
HOSTING: Final = declare(
    "rights.opposition.external-hosting",
    "MAJEUR",
    "H",
    Text(
        "Hébergement chez un tiers : l'opposition suppose un motif légitime.",
        "Hosting by a third party: the opposition needs a legitimate ground.",
    ),
    Text(
        "La personne est informée de l'hébergement et peut s'y opposer pour un motif légitime.",
        "The person is told of the hosting and may object on a legitimate ground.",
    ),
    text("CSP", "art. L. 1111-8, I"),
    since=None,
)
NO_SITUATION: Final = declare(
    "rights.opposition.situation-not-given",
    "MAJEUR",
    "H",
    Text(
        "La personne n'a pas exposé sa situation particulière : l'inviter à le faire.",
        "The person gave no particular situation: invite her to do so.",
    ),
    Text(
        "L'opposition se fonde sur des raisons tenant à la situation particulière de la personne.",
        "The opposition rests on grounds relating to the person's particular situation.",
    ),
    _21_1,
)
COMPELLING: Final = declare(
    "rights.opposition.compelling-grounds",
    "MAJEUR",
    "H",
    Text(
        "Le responsable démontre des motifs légitimes et impérieux : refus motivé.",
        "The controller shows compelling legitimate grounds: reasoned refusal.",
    ),
    Text(
        "La preuve est à la charge du responsable ; la défense de droits en justice en est un cas.",
        "The burden is on the controller; legal claims are one case.",
    ),
    _21_1,
)
EXAMINED: Final = declare(
    "rights.opposition.being-examined",
    "MAJEUR",
    "H",
    Text(
        "Pendant l'examen, le traitement est limité.",
        "While it is examined, the processing is restricted.",
    ),
    Text(
        "La limitation dure jusqu'à ce que l'on sache si les motifs du responsable l'emportent.",
        "The restriction lasts until it is known whether the controller's grounds prevail.",
    ),
    text("RGPD", "art. 18(1)(d)"),
)
ACCEPT: Final = declare(
    "rights.opposition.accepted",
    "BLOQUANT",
    "H",
    Text(
        "Aucun motif impérieux : cesser le traitement, puis effacer.",
        "No compelling ground: stop the processing, then erase.",
    ),
    Text(
        "Faute de motif qui prévaut, l'opposition l'emporte.",
        "Failing a ground that prevails, the opposition prevails.",
    ),
    _21_1,
    text("RGPD", "art. 17(1)(c)"),
)

RULES: Final[tuple[Rule[Any], ...]] = (
    LEGAL_DUTY,
    CONSENT,
    CONTRACT,
    MARKETING,
    SHARING,
    HOSTING,
    NO_SITUATION,
    COMPELLING,
    EXAMINED,
    ACCEPT,
)


@frozen(kw_only=True)
class Opposition:
    """The decision on an opposition, with the rule that made it."""

    outcome: OppositionOutcome
    steps: tuple[Step, ...] = ()
    missing: tuple[str, ...] = ()

    def explain(self, lang: Lang = "fr") -> str:
        """The rule that decided and the facts that are missing, in `lang`."""
        return explain_decision(self.steps, self.missing, lang)

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The decision as plain data for JSON."""
        return decision_as_data(self.outcome, self.steps, self.missing, lang)


def opposition(
    subject: str,
    *,
    art6: str | None = None,
    particular_situation: Answer | bool | str | None = None,
    compelling_grounds: Answer | bool | str | None = None,
    legitimate_ground: Answer | bool | str | None = None,
    as_of: date = STATE_OF_LAW,
) -> Opposition:
    """Decide on an opposition.

    `subject` is what the person objects to (`traitement`, `echange_partage`, `hebergement`, `prospection`); `art6` the
    legal basis of the processing (`a` to `f` of article 6(1)), None when unknown; the others are yes, no or unknown.
    Raises `ValueError` listing the words for another word.
    """
    known(subject, OBJECTS, "subject")
    require_day(as_of, "as_of")
    if art6 is not None:
        known(art6, BASES, "art6")
    rule, outcome = _decide(
        subject, art6, Answer.of(particular_situation), Answer.of(compelling_grounds), Answer.of(legitimate_ground)
    )
    if rule is None:
        return Opposition(outcome=outcome, missing=("art6",))
    if not rule.in_force(as_of):
        return Opposition(outcome=OppositionOutcome.UNSETTLED)
    missing = _MISSING.get(outcome, ())
    return Opposition(outcome=outcome, steps=(Step(rule=rule, answer=Answer.YES, missing=missing),), missing=missing)


_MISSING: Final = {OppositionOutcome.RESTRICTED: ("compelling_grounds",)}


def _decide(
    subject: str, art6: str | None, situation: Answer, compelling: Answer, legitimate: Answer
) -> tuple[Rule[Any] | None, OppositionOutcome]:
    if subject == "prospection":
        return MARKETING, OppositionOutcome.ADMITTED
    if subject == "echange_partage":
        return SHARING, OppositionOutcome.ADMITTED
    if subject == "hebergement":
        return HOSTING, _HOSTING[legitimate]
    if art6 is None:
        return None, OppositionOutcome.UNSETTLED
    if art6 in _WITHOUT_OPPOSITION:
        return _WITHOUT_OPPOSITION[art6]
    if situation is not Answer.YES:
        return NO_SITUATION, OppositionOutcome.REASONS_WANTED
    return _WEIGHED[compelling]


# without a ground: a person who gives none is asked for one; one who says there is none is refused
_HOSTING: Final = {
    Answer.YES: OppositionOutcome.ADMITTED,
    Answer.NO: OppositionOutcome.INADMISSIBLE,
    Answer.UNKNOWN: OppositionOutcome.REASONS_WANTED,
}
_WITHOUT_OPPOSITION: Final = {
    "a": (CONSENT, OppositionOutcome.WITHDRAWAL),
    "b": (CONTRACT, OppositionOutcome.INADMISSIBLE),
    "c": (LEGAL_DUTY, OppositionOutcome.INADMISSIBLE),
    "d": (CONTRACT, OppositionOutcome.INADMISSIBLE),
}
_WEIGHED: Final = {
    Answer.YES: (COMPELLING, OppositionOutcome.REASONED_REFUSAL),
    Answer.NO: (ACCEPT, OppositionOutcome.ACCEPTED),
    Answer.UNKNOWN: (EXAMINED, OppositionOutcome.RESTRICTED),
}
