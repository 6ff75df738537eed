"""What each rule looks for in an entry of the register.

A check returns the hits of its rule, or None when a fact that the entry does not settle decides: the rule is then
skipped as `FACT_UNKNOWN`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from esante_rules._answer import Answer
from esante_rules._core import Hit, Rule, Text
from esante_rules.rgpd import _register_rules as rules
from esante_rules.rgpd._register_model import Body, Entry, ProcessorEntry, Purpose, Retention, Transfers

Verdict: TypeAlias = "tuple[Hit, ...] | None"
FINE: Final[tuple[Hit, ...]] = ()


def plain_words(text: str) -> str:
    """Lower case without accents, words separated by one space: for comparing labels."""
    stripped = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", stripped))


def _when(fault: bool, at: str) -> Verdict:
    return (Hit(at),) if fault else FINE


def _complete(values: Sequence[object], complete: Answer, at: str) -> Verdict:
    """An empty list is a fault; one said to be incomplete too; one about which nothing is said is not."""
    return _when(not values or complete is Answer.NO, at)


def _body_lacks(body: Body) -> bool:
    return not (body.name.strip() and body.contact.strip())


def controller(entry: Entry) -> Verdict:
    if not entry.controllers:
        return (Hit("rt"),)
    return tuple(Hit(f"rt[{n}]") for n, body in enumerate(entry.controllers, 1) if _body_lacks(body))


def joint(entry: Entry) -> Verdict:
    names = (body.name for body in entry.controllers)
    if len(entry.controllers) < 2 and not _says(r"co (?:responsables?|rt)|coresponsables?|conjoint\w*", *names):
        return FINE
    return None if entry.joint_arrangement is Answer.UNKNOWN else _when(entry.joint_arrangement is Answer.NO, "rt")


def representative(entry: Entry) -> Verdict:
    if not _body_lacks(entry.representative) or entry.outside_eu is Answer.NO:
        return FINE
    return None if entry.outside_eu is Answer.UNKNOWN else (Hit("representant_ue"),)


def _dpo_contact(entry: Entry) -> bool:
    return bool(entry.dpo.contact.strip()) and entry.dpo.mailbox_only is not Answer.YES


def dpo_mandatory(entry: Entry) -> Verdict:
    if _dpo_contact(entry) or entry.public_body is Answer.NO:
        return FINE
    return None if entry.public_body is Answer.UNKNOWN else (Hit("dpo"),)


def dpo_due(entry: Entry) -> Verdict:
    if _dpo_contact(entry) or entry.public_body is Answer.YES or entry.dpo.mandatory is Answer.NO:
        return FINE
    unknown = Answer.UNKNOWN in (entry.public_body, entry.dpo.mandatory)
    return None if unknown else (Hit("dpo"),)


def dpo_other(entry: Entry) -> Verdict:
    elsewhere = Answer.YES in (entry.public_body, entry.dpo.mandatory)
    if _dpo_contact(entry) or elsewhere or entry.dpo.designated is Answer.NO:
        return FINE
    unknown = Answer.UNKNOWN in (entry.public_body, entry.dpo.designated)
    return None if unknown else (Hit("dpo"),)


# fmt: off
_TITLES: Final = frozenset((
    "annuaire", "base", "dossier", "fichier", "gestion", "logiciel", "outil", "plateforme",
    "portail", "programme", "projet", "repertoire", "suivi",
))
# fmt: on


def _mere_title(entry: Entry, purpose: Purpose) -> bool:
    """One of the words that name a tool, alone; or the title of the entry again; or said to be a programme."""
    words = plain_words(purpose.label)
    alone = words in _TITLES or words == plain_words(entry.title) or not words
    return (alone and not purpose.parts) or purpose.describes is Answer.NO


def purpose(entry: Entry) -> Verdict:
    if not entry.purposes:
        return (Hit("finalites"),)
    return tuple(Hit(f"finalites[{n}]") for n, p in enumerate(entry.purposes, 1) if _mere_title(entry, p))


def persons(entry: Entry) -> Verdict:
    return _complete(entry.persons, entry.persons_complete, "personnes")


def data(entry: Entry) -> Verdict:
    named = [category for category in entry.data if category.label.strip()]
    return _complete(named, entry.data_complete, "donnees")


def recipients(entry: Entry) -> Verdict:
    named = [recipient for recipient in entry.recipients if recipient.category.strip()]
    return _complete(named, entry.recipients_complete, "destinataires")


def coherence(entry: Entry) -> Verdict:
    listed = {plain_words(person) for person in entry.persons}
    purposes = {plain_words(p.label) for p in entry.purposes}
    hits = [
        Hit(f"donnees[{n}]")
        for n, category in enumerate(entry.data, 1)
        if not {plain_words(p) for p in category.people} <= listed
        or not {plain_words(p) for p in category.purposes} <= purposes
    ]
    served = {plain_words(p) for category in entry.data for p in category.purposes}
    if entry.data and all(category.purposes for category in entry.data):
        hits += [Hit(f"finalites[{n}]") for n, p in enumerate(entry.purposes, 1) if plain_words(p.label) not in served]
    return tuple(hits)


def _bare(transfers: Transfers) -> bool:
    declared = transfers.exists is Answer.YES or bool(transfers.countries)
    return declared and not (transfers.countries and transfers.safeguards)


def transfers_silent(entry: Entry) -> Verdict:
    return _when(entry.transfers.exists is Answer.UNKNOWN and not entry.transfers.countries, "transferts")


def transfers_bare(entry: Entry) -> Verdict:
    return _when(_bare(entry.transfers), "transferts")


ALL_DATA: Final = "toutes"


def retention(entry: Entry) -> Verdict:
    covered = {plain_words(label) for period in entry.retention if _has_period(period) for label in period.data}
    if ALL_DATA in covered and entry.data:
        return FINE
    if not entry.data:
        return _when(not entry.retention, "durees")
    return tuple(
        Hit(f"donnees[{n}]") for n, category in enumerate(entry.data, 1) if plain_words(category.label) not in covered
    )


def _has_period(period: Retention) -> bool:
    return any((period.active.strip(), period.archive.strip(), period.term.strip()))


def no_start(entry: Entry) -> Verdict:
    return tuple(
        Hit(f"durees[{n}]")
        for n, period in enumerate(entry.retention, 1)
        if _has_period(period) and not period.start.strip() and not period.term.strip()
    )


_OPEN_ENDED: Final = (
    "duree du programme", "jusqu a nouvel ordre", "illimite", "indefini", "sans limite", "permanent",
)  # fmt: skip


def _open_ended(period: Retention) -> bool:
    words = plain_words(f"{period.active} {period.archive}")
    return any(word in words for word in _OPEN_ENDED) or bool(period.archive.strip() and not period.end.strip())


def no_end(entry: Entry) -> Verdict:
    return tuple(
        Hit(f"durees[{n}]")
        for n, period in enumerate(entry.retention, 1)
        if not period.term.strip() and _open_ended(period)
    )


def unknown_term(entry: Entry) -> Verdict:
    cited = [(n, period.term.strip()) for n, period in enumerate(entry.retention, 1) if period.term.strip()]
    if not cited:
        return FINE
    from esante_rules.rgpd import retention as catalogue

    names = {rule.id for rule in catalogue.RULES}
    return tuple(Hit(f"durees[{n}].terme") for n, term in cited if term not in names)


def measures(entry: Entry) -> Verdict:
    return _when(not entry.measures.description and not entry.measures.reference.strip(), "mesures")


def measures_reference(entry: Entry) -> Verdict:
    return _when(not entry.measures.description and bool(entry.measures.reference.strip()), "mesures")


# words that announce a kind of data, in the place where they do; a hint (M), never a proof
_HEALTH_DATA: Final = (
    r"medical\w*|sante|diagnostic\w*|soins?|handicap\w*|gir|pathologies?|dmp|traitements? medicamenteux|prescriptions?"
)
_HEALTH_PERSONS: Final = r"consultations?"
_HEALTH_PURPOSES: Final = r"epidemiologi\w*"
_OFFENCES: Final = r"casier|infractions?|condamnations?|violences?"
_NIR: Final = r"ins|nir|identite nationale de sante|numero de securite sociale|matricule"
KINDS: Final = {
    "art9": Text("santé, article 9", "health, article 9"),
    "art10": Text("infractions, article 10", "offences, article 10"),
    "nir": Text("NIR ou INS", "NIR or INS"),
}


def _says(pattern: str, *texts: str) -> bool:
    return any(re.search(rf"\b(?:{pattern})\b", plain_words(text)) for text in texts)


def implied(entry: Entry) -> Iterator[str]:
    """The kinds of sensitive data that the labels of the entry announce."""
    labels = [f"{category.label} {category.detail}" for category in entry.data]
    purposes = [p.label for p in entry.purposes]
    health = _says(_HEALTH_DATA, *labels) or _says(_HEALTH_PERSONS, *entry.persons)
    if health or _says(_HEALTH_PURPOSES, *purposes):
        yield "art9"
    if _says(_OFFENCES, *labels, entry.title):
        yield "art10"
    if _says(_NIR, *labels, *purposes, entry.title):
        yield "nir"


def sensitive(entry: Entry) -> Verdict:
    return tuple(
        Hit("donnees", {"kind": KINDS[kind]})
        for kind in implied(entry)
        if not any(getattr(category, kind) is Answer.YES for category in entry.data)
    )


def no_basis(entry: Entry) -> Verdict:
    return _when(not entry.extra.art6.strip(), "x.art6")


def no_aipd(entry: Entry) -> Verdict:
    health = "art9" in set(implied(entry)) or any(category.art9 is Answer.YES for category in entry.data)
    return _when(health and not entry.extra.aipd.strip(), "x.aipd_ref")


ENTRY_CHECKS: Final[tuple[tuple[Rule[Any], Callable[[Entry], Verdict]], ...]] = (
    (rules.CONTROLLER, controller),
    (rules.JOINT, joint),
    (rules.REPRESENTATIVE, representative),
    (rules.DPO_MANDATORY, dpo_mandatory),
    (rules.DPO_DUE, dpo_due),
    (rules.DPO_OTHER, dpo_other),
    (rules.PURPOSE, purpose),
    (rules.PERSONS, persons),
    (rules.DATA, data),
    (rules.COHERENCE, coherence),
    (rules.RECIPIENTS, recipients),
    (rules.TRANSFERS_SILENT, transfers_silent),
    (rules.TRANSFERS_BARE, transfers_bare),
    (rules.RETENTION, retention),
    (rules.NO_START, no_start),
    (rules.NO_END, no_end),
    (rules.TERM, unknown_term),
    (rules.MEASURES, measures),
    (rules.MEASURES_REFERENCE, measures_reference),
    (rules.SENSITIVE, sensitive),
    (rules.NO_BASIS, no_basis),
    (rules.NO_AIPD, no_aipd),
)


def st_parties(entry: ProcessorEntry) -> Verdict:
    if not entry.processors or not entry.processings:
        return (Hit("sous_traitants" if not entry.processors else "traitements"),)
    lacking = [Hit(f"sous_traitants[{n}]") for n, body in enumerate(entry.processors, 1) if _body_lacks(body)]
    lacking += [Hit(f"traitements[{n}].rt") for n, p in enumerate(entry.processings, 1) if _body_lacks(p.controller)]
    if entry.outside_eu is Answer.YES and _body_lacks(entry.representative):
        lacking.append(Hit("representant_ue"))
    if entry.dpo.designated is Answer.YES and not entry.dpo.contact.strip():
        lacking.append(Hit("dpo"))
    return tuple(lacking)


def st_categories(entry: ProcessorEntry) -> Verdict:
    return tuple(Hit(f"traitements[{n}].categories") for n, p in enumerate(entry.processings, 1) if not p.categories)


def st_transfers(entry: ProcessorEntry) -> Verdict:
    silent = entry.transfers.exists is Answer.UNKNOWN and not entry.transfers.countries
    return _when(silent or _bare(entry.transfers), "transferts")


def st_measures(entry: ProcessorEntry) -> Verdict:
    return _when(not entry.measures.description and not entry.measures.reference.strip(), "mesures")


def st_contract(entry: ProcessorEntry) -> Verdict:
    return tuple(Hit(f"traitements[{n}].contrat") for n, p in enumerate(entry.processings, 1) if not p.contract.strip())


def st_further(entry: ProcessorEntry) -> Verdict:
    if not entry.further or entry.further_authorised is Answer.YES:
        return FINE
    return None if entry.further_authorised is Answer.UNKNOWN else (Hit("sous_traitants_ulterieurs"),)


PROCESSOR_CHECKS: Final[tuple[tuple[Rule[Any], Callable[[ProcessorEntry], Verdict]], ...]] = (
    (rules.ST_PARTIES, st_parties),
    (rules.ST_CATEGORIES, st_categories),
    (rules.ST_TRANSFERS, st_transfers),
    (rules.ST_MEASURES, st_measures),
    (rules.ST_CONTRACT, st_contract),
    (rules.ST_FURTHER, st_further),
)
