"""What must be done before or after a flow: its words, its texts, and whether it holds the flow back."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

from attrs import frozen

from esante_rules._core import Confidence, Lang, Reference, Rule, Text
from esante_rules.rgpd.sharing._rules import rule
from esante_rules.rgpd.sharing._sources import (
    D1110_3_1,
    D1110_3_2,
    D1110_3_3,
    DECREE_994,
    DECREE_1349,
    L1110_4_IV,
    L1111_2,
    L1111_5,
    L1111_7,
    LAW_2016,
    LIL_70,
    R1110_3_5,
    R1110_3_I,
    R1110_3_II,
    R1110_3_III,
    R1111_1,
    R1111_6,
    RGPD_13_14,
    RGPD_APPLIES,
)

RECOMMENDATIONS: Final[tuple[Reference, ...]] = ()
"""The HAS recommendations that R. 1110-3, II announces for sharing in a team between categories: none is known."""

INFORM_GDPR: Final = rule(
    "obligation.inform-gdpr",
    Text(
        "Donner à la personne l'information du RGPD, qui nomme les destinataires.",
        "Give the person the GDPR information, which names the recipients.",
    ),
    Text(
        "Due lors de la collecte ou au plus tard à la première communication. Elle ne retient pas le flux à elle "
        "seule.",
        "Due at collection or at the latest at the first communication. It does not hold the flow back by itself.",
    ),
    (RGPD_13_14,),
    "MAJEUR",
    Confidence.CERTAIN,
    RGPD_APPLIES,
)
INFORM_EXCHANGE: Final = rule(
    "obligation.inform-exchange",
    Text(
        "Dire à la personne quelles informations sont transmises, et à qui : identité et catégorie du "
        "destinataire, ou sa "
        "fonction dans une structure précisément définie.",
        "Tell the person which information is sent and to whom: identity and category of the recipient, or "
        "function in a "
        "precisely defined structure.",
    ),
    Text(
        "Exigé quand l'échange passe d'une catégorie de l'article R. 1110-2 à l'autre.",
        "Required when the exchange crosses from one category of article R. 1110-2 to the other.",
    ),
    (R1110_3_I,),
    "BLOQUANT",
    Confidence.CERTAIN,
    DECREE_994,
)
INFORM_SHARING: Final = rule(
    "obligation.inform-sharing",
    Text(
        "Dire à la personne que ses informations sont partagées, et pourquoi.",
        "Tell the person that the information is shared, and why.",
    ),
    Text(
        "Exigé quand l'équipe de soins réunit les deux catégories de l'article R. 1110-2.",
        "Required when the care team brings together the two categories of article R. 1110-2.",
    ),
    (R1110_3_II,),
    "BLOQUANT",
    Confidence.CERTAIN,
    DECREE_994,
)
INFORM_FOUR: Final = rule(
    "obligation.inform-four-items",
    Text(
        "Dire à la personne, avec des mots adaptés, quatre choses : les catégories d'informations, les catégories de "
        "professionnels, les supports utilisés et les mesures de sécurité, dont les restrictions d'accès.",
        "Tell the person, in fitting words, four things: the categories of information, the categories of "
        "professionals, "
        "the media used and the security measures, access restrictions included.",
    ),
    Text(
        "Le consentement n'est éclairé que s'il vient après ces quatre éléments.",
        "Consent is informed only when it comes after these four items.",
    ),
    (D1110_3_1,),
    "BLOQUANT",
    Confidence.CERTAIN,
    DECREE_1349,
)
RIGHT_TO_OBJECT: Final = rule(
    "obligation.right-to-object",
    Text(
        "Dire à la personne qu'elle peut s'opposer à tout moment à l'échange et au partage, et comment.",
        "Tell the person that exchange and sharing can be objected to at any time, and how.",
    ),
    Text(
        "La loi l'exige pour tous les flux, sans distinguer les catégories.",
        "The law requires it for every flow, whatever the categories.",
    ),
    (L1110_4_IV,),
    "BLOQUANT",
    Confidence.CERTAIN,
    LAW_2016,
)
SUPPORT_EXCHANGE: Final = rule(
    "obligation.support-exchange",
    Text(
        "Remettre avec l'information un écrit qui la reprend et indique comment exercer les droits du RGPD.",
        "Hand over with the information a written support that restates it and says how to exercise GDPR rights.",
    ),
    Text(
        "Article cité par la doctrine mais non retrouvé dans les versions consolidées : à confirmer. N'empêche pas "
        "l'échange, sauf si la structure le décide.",
        "An article quoted by the doctrine but not found in the consolidated versions: to be confirmed. It does "
        "not hold "
        "the exchange back unless the structure decides so.",
    ),
    (R1110_3_5,),
    "MAJEUR",
    Confidence.TO_CONFIRM,
)
SUPPORT_SHARING: Final = rule(
    "obligation.support-sharing",
    Text(
        "Remettre avec le consentement un écrit, papier ou électronique, qui reprend l'information et les moyens "
        "d'exercer les droits.",
        "Hand over with the consent a support, on paper or electronic, restating the information and the ways to "
        "exercise "
        "rights.",
    ),
    Text(
        "À remettre de nouveau en cas de changement ou de retrait.",
        "To be handed over again on a change or a withdrawal.",
    ),
    (D1110_3_2, D1110_3_3),
    "BLOQUANT",
    Confidence.PROBABLE,
    DECREE_1349,
)
COLLECT_CONSENT: Final = rule(
    "obligation.collect-consent",
    Text(
        "Recueillir le consentement de la personne, par tout moyen, après l'avoir informée ; chaque "
        "professionnel recueille "
        "le sien.",
        "Collect the person's consent, by any means, once informed; each professional collects his or her own.",
    ),
    Text(
        "Il vaut jusqu'à son retrait et pour cette prise en charge seulement. Donné avant l'information, il ne "
        "compte pas.",
        "It is valid until withdrawn and for this care only. Given before the information, it does not count.",
    ),
    (D1110_3_1, D1110_3_3),
    "BLOQUANT",
    Confidence.CERTAIN,
    DECREE_1349,
)
MENTION: Final = rule(
    "obligation.mention-in-record",
    Text(
        "Noter dans le dossier le flux, la raison du report, puis l'information ou le consentement donnés plus tard.",
        "Enter in the record the flow, the reason for the deferral, then the information or consent given later.",
    ),
    Text(
        "Ce qui a été différé doit laisser une trace et être rattrapé.",
        "What was deferred must leave a trace and be made good.",
    ),
    (R1110_3_III, D1110_3_3),
    "BLOQUANT",
    Confidence.CERTAIN,
    DECREE_994,
)
PARENTAL_AUTHORITY: Final = rule(
    "obligation.parental-authority",
    Text(
        "S'adresser aux titulaires de l'autorité parentale, et associer le mineur selon sa maturité.",
        "Turn to the holders of parental authority, and involve the minor according to maturity.",
    ),
    Text(
        "L'information et le consentement passent par eux ; un seul parent suffit pour un acte usuel (à confirmer).",
        "Information and consent go through them; one parent is enough for an ordinary act (to be confirmed).",
    ),
    (D1110_3_1, L1111_2),
    "MAJEUR",
    Confidence.PROBABLE,
    DECREE_1349,
)
MINOR_SECRET: Final = rule(
    "obligation.minor-secret",
    Text(
        "Ne rien dire ni ouvrir aux titulaires de l'autorité parentale pour cet acte, et noter par écrit "
        "l'opposition du "
        "mineur.",
        "Say and open nothing to the holders of parental authority for this act, and record the minor's objection in "
        "writing.",
    ),
    Text(
        "Le professionnel cherche d'abord l'accord du mineur pour en parler à ses parents ; s'il refuse, le "
        "secret tient.",
        "The professional first seeks the minor's agreement to tell the parents; if refused, the secret holds.",
    ),
    (L1111_5, R1111_6),
    "MAJEUR",
    Confidence.CERTAIN,
)
REPRESENTATIVE: Final = rule(
    "obligation.representative",
    Text(
        "S'adresser à la personne chargée de la mesure de représentation, et informer aussi la personne protégée "
        "dans la "
        "mesure de ses capacités.",
        "Turn to the person in charge of the representation measure, and also inform the protected person as far "
        "as able "
        "to understand.",
    ),
    Text(
        "La mesure doit porter sur la personne et non sur ses seuls biens.",
        "The measure must relate to the person and not to property alone.",
    ),
    (D1110_3_1, L1111_2, LIL_70),
    "MAJEUR",
    Confidence.PROBABLE,
    DECREE_1349,
)
ASSISTANT: Final = rule(
    "obligation.assistance",
    Text(
        "S'adresser à la personne elle-même ; celui qui l'assiste n'est informé qu'avec son accord exprès.",
        "Turn to the person; the assistant is told only with the person's express agreement.",
    ),
    Text(
        "Sauvegarde et curatelle assistent sans représenter. Par analogie avec l'accès au dossier.",
        "These measures assist without representing. By analogy with access to the record.",
    ),
    (L1111_7, R1111_1),
    "MAJEUR",
    Confidence.PROBABLE,
)

_NOT_BLOCKING: Final = (INFORM_GDPR, SUPPORT_EXCHANGE)


class When(Enum):
    """Before the flow, or as soon as possible after it."""

    BEFORE = "avant"
    AFTER = "apres"


@frozen
class Obligation:
    """One thing to do. `blocking` says whether the flow must wait for it when it is due before."""

    rule: Rule[Any]
    when: When
    blocking: bool

    @property
    def id(self) -> str:
        """The name of the rule."""
        return self.rule.id

    def message(self, lang: Lang = "fr") -> str:
        """What to do, in `lang`."""
        return self.rule.says.in_(lang)


def holds_back(duty: Rule[Any], support_blocks: bool) -> bool:
    """Must the flow wait for it? Never for the GDPR notice; for the support of an échange, if the structure says so."""
    return duty not in _NOT_BLOCKING or (duty is SUPPORT_EXCHANGE and support_blocks)


RULES: Final[tuple[Rule[Any], ...]] = (
    INFORM_GDPR,
    INFORM_EXCHANGE,
    INFORM_SHARING,
    INFORM_FOUR,
    RIGHT_TO_OBJECT,
    SUPPORT_EXCHANGE,
    SUPPORT_SHARING,
    COLLECT_CONSENT,
    MENTION,
    PARENTAL_AUTHORITY,
    MINOR_SECRET,
    REPRESENTATIVE,
    ASSISTANT,
)
