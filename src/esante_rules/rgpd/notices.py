"""Information notices: what they must say, to whom, and when (RGPD, art. 12 to 14).

One rule an item, from a table; an item may be due only in some situation (a DPO, a transfer...), which may be unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import frozen

from esante_rules._answer import Answer, all_of
from esante_rules._core import STATE_OF_LAW, Rule, Text, known, require_day
from esante_rules._dates import add
from esante_rules.rgpd._assessment import Assessment, assess, question
from esante_rules.rgpd._texts import declare, text
from esante_rules.rgpd._trace import Step

__all__ = [
    "ARTICLES",
    "EXEMPTIONS",
    "ITEMS",
    "PUBLICS",
    "RULES",
    "SITUATIONS",
    "Item",
    "check",
    "check_exemption",
    "check_timing",
    "due_by",
]

ARTICLES: Final = ("13", "14")
"""13: the data come from the person; 14: they come from elsewhere."""

SITUATIONS: Final = {
    "dpo": Text("un délégué est désigné", "a DPO is designated"),
    "co_responsables": Text("plusieurs responsables conjoints", "there are joint controllers"),
    "interet_legitime": Text("la base est l'intérêt légitime", "the basis is legitimate interests"),
    "transferts": Text("des données sortent de l'Union", "data leave the Union"),
    "consentement": Text("la base est le consentement", "the basis is consent"),
    "decision_auto": Text("une décision est entièrement automatisée", "a decision is wholly automated"),
    "echange_partage": Text("des informations de santé sont échangées ou partagées", "health information is shared"),
    "hebergement": Text("un tiers héberge des données de santé", "a third party hosts health data"),
    "sante": Text("le traitement porte sur des données de santé", "the processing concerns health data"),
    "dmp_mes": Text("le DMP ou Mon espace santé est alimenté", "the DMP or Mon espace santé is fed"),
}
"""What makes some items due."""

PUBLICS: Final = {
    "enfants": Text("enfants", "children"),
    "personnes_agees": Text("personnes âgées", "older people"),
    "handicap": Text("personnes en situation de handicap", "people with a disability"),
    "allophones": Text("personnes parlant une autre langue", "people who speak another language"),
}
"""Publics for whom the wording has to be adapted (RGPD, art. 12(1))."""

EXEMPTIONS: Final = {
    "deja_informee": ("13", "14"),
    "impossible_ou_disproportionne": ("14",),
    "prevu_par_la_loi": ("14",),
    "secret_professionnel": ("14",),
}
"""Grounds not to inform, and the articles that know them (art. 13(4) and 14(5))."""


@frozen
class Item:
    """One thing that a notice says: its key, the articles that ask for it, when, and the rule raised without it."""

    key: str
    articles: tuple[str, ...]
    situation: str | None
    rule: Rule[Any]


def _item(  # noqa: PLR0917
    key: str, fr: str, en: str, level: str, passage: str, articles: str = "13 14", situation: str | None = None
) -> Item:
    rule = declare(
        f"notices.item.{key.replace('_', '-')}-missing",
        level,
        "H",
        Text(f"La notice ne dit pas : {fr}.", f"The notice does not say: {en}."),
        Text(
            f"La personne doit pouvoir connaître : {fr}. Sans cela l'information est incomplète.",
            f"The person must be able to know: {en}. Without it the information is incomplete.",
        ),
        text("RGPD", passage),
    )
    return Item(key, tuple(articles.split()), situation, rule)


def _health(key: str, fr: str, en: str, level: str, mark: str, situation: str, source: str, passage: str) -> Item:  # noqa: PLR0917
    rule = declare(
        f"notices.health.{key.replace('_', '-')}-missing",
        level,
        mark,
        Text(f"La notice ne dit pas : {fr}.", f"The notice does not say: {en}."),
        Text(
            f"Le droit de la santé ajoute à la notice : {fr}.",
            f"Health law adds to the notice: {en}.",
        ),
        text(source, passage),
        since=None,
    )
    return Item(key, ARTICLES, situation, rule)


ITEMS: Final[tuple[Item, ...]] = (
    _item("identite_rt", "qui est responsable", "who is the controller", "BLOQUANT", "art. 13(1)(a) et 14(1)(a)"),
    _item(
        "contact_rt",
        "comment joindre le responsable",
        "how to reach the controller",
        "BLOQUANT",
        "art. 13(1)(a) et 14(1)(a)",
    ),
    _item(
        "accord_co_responsables",
        "les grandes lignes de l'accord entre responsables conjoints",
        "the essence of the arrangement between joint controllers",
        "BLOQUANT",
        "art. 26(2)",
        situation="co_responsables",
    ),
    _item(
        "contact_dpo",
        "comment joindre le délégué à la protection des données",
        "how to reach the DPO",
        "BLOQUANT",
        "art. 13(1)(b) et 14(1)(b)",
        situation="dpo",
    ),
    _item("finalites", "à quoi servent les données", "what the data are for", "BLOQUANT", "art. 13(1)(c) et 14(1)(c)"),
    _item("base_legale", "sur quelle base légale", "on which legal basis", "BLOQUANT", "art. 13(1)(c) et 14(1)(c)"),
    _item(
        "interet_legitime",
        "quel intérêt légitime est poursuivi",
        "which legitimate interest is pursued",
        "MAJEUR",
        "art. 13(1)(d) et 14(2)(b)",
        situation="interet_legitime",
    ),
    _item(
        "categories_donnees",
        "quelles catégories de données",
        "which categories of data",
        "BLOQUANT",
        "art. 14(1)(d)",
        articles="14",
    ),
    _item("destinataires", "qui reçoit les données", "who receives the data", "MAJEUR", "art. 13(1)(e) et 14(1)(e)"),
    _item(
        "transferts",
        "les transferts hors de l'Union et leurs garanties",
        "the transfers outside the Union and their safeguards",
        "BLOQUANT",
        "art. 13(1)(f) et 14(1)(f)",
        situation="transferts",
    ),
    _item(
        "duree",
        "combien de temps, ou selon quel critère",
        "for how long, or by which criterion",
        "MAJEUR",
        "art. 13(2)(a) et 14(2)(a)",
    ),
    _item("droits", "quels droits existent", "which rights exist", "MAJEUR", "art. 13(2)(b) et 14(2)(c)"),
    _item(
        "retrait_consentement",
        "que le consentement peut être retiré",
        "that consent can be withdrawn",
        "MAJEUR",
        "art. 13(2)(c) et 14(2)(d)",
        situation="consentement",
    ),
    _item(
        "reclamation_cnil",
        "qu'une réclamation à la CNIL est possible",
        "that a complaint to the CNIL is possible",
        "MAJEUR",
        "art. 13(2)(d) et 14(2)(e)",
    ),
    _item(
        "caractere_obligatoire",
        "si répondre est obligatoire et ce qu'il en coûte de ne pas le faire",
        "whether answering is compulsory and what follows otherwise",
        "MINEUR",
        "art. 13(2)(e)",
        articles="13",
    ),
    _item("source", "d'où viennent les données", "where the data come from", "MAJEUR", "art. 14(2)(f)", articles="14"),
    _item(
        "decision_auto",
        "la logique et les conséquences de la décision automatisée",
        "the logic and consequences of the automated decision",
        "BLOQUANT",
        "art. 13(2)(f) et 14(2)(g)",
        situation="decision_auto",
    ),
    _health(
        "opposition_echange_partage",
        "le droit de s'opposer à l'échange et au partage",
        "the right to object to exchange and sharing",
        "MAJEUR",
        "H",
        "echange_partage",
        "CSP",
        "art. L. 1110-4, IV",
    ),
    _health(
        "hebergement",
        "l'hébergement par un tiers et le droit de s'y opposer",
        "the hosting by a third party and the right to object",
        "MAJEUR",
        "H",
        "hebergement",
        "CSP",
        "art. L. 1111-8, I",
    ),
    _health(
        "directives_deces",
        "les directives sur le sort des données après le décès",
        "the directives on the fate of the data after death",
        "MINEUR",
        "M",
        "sante",
        "LIL",
        "art. 85",
    ),
    _health(
        "dmp_mes",
        "l'alimentation du DMP et de Mon espace santé",
        "the feeding of the DMP and of Mon espace santé",
        "MAJEUR",
        "H",
        "dmp_mes",
        "CSP",
        "art. L. 1111-13-1",
    ),
)
"""What a notice says, in the order of the articles; the last four are those of health law."""

NOT_ADAPTED: Final = declare(
    "notices.wording.not-adapted-to-public",
    "MAJEUR",
    "H",
    Text(
        "Aucune version de la notice n'est adaptée à ce public : {public}.",
        "No version of the notice is fitted to: {public}.",
    ),
    Text(
        "L'information est concise, claire et adaptée à ceux qui la lisent, les enfants en particulier.",
        "Information is concise, clear and fitted to those who read it, children in particular.",
    ),
    text("RGPD", "art. 12(1)"),
)
EXEMPTION_NOT_REASONED: Final = declare(
    "notices.exemption.without-written-reason",
    "MAJEUR",
    "H",
    Text(
        "La dispense d'informer est invoquée sans motif écrit.",
        "The exemption from informing is relied on without a written reason.",
    ),
    Text("Une dispense se démontre.", "An exemption has to be shown."),
    text("RGPD", "art. 13(4) et 14(5)"),
)
EXEMPTION_NOT_OPEN: Final = declare(
    "notices.exemption.not-open-for-direct-collection",
    "BLOQUANT",
    "H",
    Text(
        "Ce motif de dispense n'existe pas quand les données viennent de la personne.",
        "This ground of exemption does not exist when the data come from the person.",
    ),
    Text(
        "Quand la personne donne elle-même ses données, seule une information déjà reçue dispense.",
        "When persons give their own data, only information already received exempts.",
    ),
    text("RGPD", "art. 13(4)"),
)
AFTER_COLLECTION: Final = declare(
    "notices.timing.after-collection",
    "BLOQUANT",
    "H",
    Text(
        "La personne a été informée après le recueil de ses données.",
        "The person was informed after the data were collected.",
    ),
    Text(
        "Quand la personne donne elle-même ses données, elle doit savoir avant de répondre.",
        "When persons give their own data, they must know before they answer.",
    ),
    text("RGPD", "art. 13(1)"),
)
TOO_LATE: Final = declare(
    "notices.timing.too-late",
    "BLOQUANT",
    "H",
    Text(
        "La personne a été informée trop tard : il fallait le faire avant la fin du {limit}.",
        "The person was informed too late: it had to be done by the end of {limit}.",
    ),
    Text(
        "Un mois, le premier contact ou la première communication à un tiers : la date la plus proche, sans report.",
        "One month, or the first contact, or the first disclosure to another: the earliest, never moved.",
    ),
    text("RGPD", "art. 14(3)"),
)

RULES: Final[tuple[Rule[Any], ...]] = (
    *(item.rule for item in ITEMS),
    NOT_ADAPTED,
    EXEMPTION_NOT_REASONED,
    EXEMPTION_NOT_OPEN,
    AFTER_COLLECTION,
    TOO_LATE,
)


def check(
    article: str,
    said: Iterable[str],
    situations: Mapping[str, Answer | bool | str | None],
    *,
    publics: Mapping[str, Answer | bool | str | None] | None = None,
    as_of: date = STATE_OF_LAW,
) -> Assessment:
    """Say which items the notice lacks.

    `article` is 13 or 14, `said` the keys of the items that the notice holds, `situations` an answer for keys of
    `SITUATIONS` (those left out are unknown), `publics` for keys of `PUBLICS` whether a version fitted to that public
    exists. Raises `ValueError` listing the words for another word.
    """
    known(article, ARTICLES, "article")
    require_day(as_of, "as_of")
    present = {known(item, (i.key for i in ITEMS), "an item") for item in said}
    given = {known(name, SITUATIONS, "a situation"): Answer.of(value) for name, value in situations.items()}
    fitted = {known(name, PUBLICS, "a public"): Answer.of(value) for name, value in (publics or {}).items()}
    return assess((*_items(article, present, given), *_wording(fitted)), as_of=as_of)


def _items(article: str, present: set[str], given: Mapping[str, Answer]) -> Iterator[Step]:
    for item in ITEMS:
        if article in item.articles:
            situation = item.situation
            due = Answer.YES if situation is None else given.get(situation, Answer.UNKNOWN)
            fault = all_of((due, Answer.of(item.key not in present)))
            yield question(item.rule, fault, *(() if situation is None else (situation,)))


def _wording(fitted: Mapping[str, Answer]) -> Iterator[Step]:
    for public, adapted in fitted.items():
        yield question(NOT_ADAPTED, ~adapted, public, public=PUBLICS[public])


def check_exemption(
    article: str, ground: str, *, written_reason: Answer | bool | str | None = None, as_of: date = STATE_OF_LAW
) -> Assessment:
    """Say whether a ground of `EXEMPTIONS` may be relied on under that article, and whether its reason is written."""
    known(article, ARTICLES, "article")
    known(ground, EXEMPTIONS, "ground")
    require_day(as_of, "as_of")
    steps = (
        question(EXEMPTION_NOT_OPEN, Answer.of(article not in EXEMPTIONS[ground])),
        question(EXEMPTION_NOT_REASONED, ~Answer.of(written_reason), "written_reason"),
    )
    return assess(steps, as_of=as_of)


def due_by(
    article: str,
    obtained_on: date,
    *,
    first_contact: date | None = None,
    first_disclosure: date | None = None,
) -> date:
    """The last day to inform (RGPD, art. 13(1) and 14(3)).

    Article 13: the day of collection. Article 14: one month after the data were obtained, or the first contact with
    the person, or the first disclosure to another, whichever comes first; never moved to a working day. Raises
    `ValueError` when an event is before the data were obtained.
    """
    known(article, ARTICLES, "article")
    require_day(obtained_on, "obtained_on")
    for name, event in (("first_contact", first_contact), ("first_disclosure", first_disclosure)):
        if event is not None:
            require_day(event, name)
            if event < obtained_on:
                raise ValueError(f"{name} is before obtained_on")
    if article == "13":
        return obtained_on
    events = [event for event in (first_contact, first_disclosure) if event is not None]
    return min([add(obtained_on, months=1), *events])


def check_timing(
    article: str,
    obtained_on: date,
    informed_on: date | None,
    *,
    first_contact: date | None = None,
    first_disclosure: date | None = None,
    as_of: date = STATE_OF_LAW,
) -> Assessment:
    """Was the person informed in time? `informed_on` is None when not known. Dates as for `due_by`."""
    require_day(as_of, "as_of")
    limit = due_by(article, obtained_on, first_contact=first_contact, first_disclosure=first_disclosure)
    if informed_on is not None:
        require_day(informed_on, "informed_on")
    late = Answer.UNKNOWN if informed_on is None else Answer.of(informed_on > limit)
    rule = AFTER_COLLECTION if article == "13" else TOO_LATE
    return assess((question(rule, late, "informed_on", limit=limit),), as_of=as_of)
