"""An entry of the register (RGPD, art. 30) as a typed value, and its form in files.

Every part may be left empty: an empty part is what the checks look for. The keys of files are French, as the registers
are; `keys(cls)` gives those of a class, and one small engine reads and writes them all. A `repr` shows answers and
words of ours only: names, contacts and descriptions are the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeVar

from attrs import Attribute, field, fields, frozen

from esante_rules._answer import Answer, answer
from esante_rules._core import Finding, Text, known, require, require_day

R = TypeVar("R")


def _text(key: str) -> Any:
    return field(default="", metadata={"key": key, "kind": "text"}, validator=_require_text, repr=False)


def _require_text(_: Any, attribute: Attribute[Any], value: object) -> None:
    require(value, str, attribute.name)


def _answer(key: str) -> Any:
    return field(default=Answer.UNKNOWN, converter=answer, metadata={"key": key, "kind": "answer"})


def _texts(key: str) -> Any:
    return field(
        default=(), converter=_listed, metadata={"key": key, "kind": "texts"}, validator=_require_texts, repr=False
    )


def _listed(values: Iterable[Any]) -> tuple[Any, ...]:
    """A lone text is not a list of its letters, and a blank item names nothing: it is dropped."""
    if isinstance(values, str | bytes):
        raise TypeError(f"a list of texts is expected, not {type(values).__name__}")
    return tuple(value for value in values if not isinstance(value, str) or value.strip())


def _require_texts(_: Any, attribute: Attribute[Any], value: tuple[object, ...]) -> None:
    for item in value:
        require(item, str, attribute.name)


def _day(key: str) -> Any:
    return field(default=None, metadata={"key": key, "kind": "day"}, validator=_require_day, repr=False)


def _require_day(_: Any, attribute: Attribute[Any], value: object) -> None:
    if value is not None:
        require_day(value, attribute.name)


def _records(key: str, cls: type) -> Any:
    def check(_: Any, attribute: Attribute[Any], value: tuple[object, ...]) -> None:
        for item in value:
            require(item, cls, attribute.name)

    metadata = {"key": key, "kind": "records", "of": cls}
    return field(default=(), converter=tuple, metadata=metadata, validator=check, repr=False)


def _record(key: str, cls: type) -> Any:
    def check(_: Any, attribute: Attribute[Any], value: object) -> None:
        require(value, cls, attribute.name)

    return field(factory=cls, metadata={"key": key, "kind": "record", "of": cls}, validator=check, repr=False)


@frozen(kw_only=True)
class Body:
    """A controller, a processor or a representative."""

    name: str = _text("nom")
    contact: str = _text("coordonnees")


@frozen(kw_only=True)
class Dpo:
    """The data protection officer, as the entry shows it."""

    designated: Answer = _answer("designe")
    contact: str = _text("coordonnees")
    mailbox_only: Answer = _answer("boite_droits_seule")
    """Is the contact only a mailbox for rights, without the DPO's identity or own contact?"""
    mandatory: Answer = _answer("obligatoire")
    """Must this body designate a DPO? For a body that is not public: the answer of `esante_rules.rgpd.dpo.decide`."""


@frozen(kw_only=True)
class Purpose:
    """One purpose."""

    label: str = _text("libelle")
    parts: tuple[str, ...] = _texts("sous_finalites")
    describes: Answer = _answer("decrit_le_traitement")
    """Does it say what the data are used for, and not only the programme or the tool?"""


@frozen(kw_only=True)
class Data:
    """One category of data, whose data they are, and what is sensitive in them."""

    label: str = _text("categorie")
    detail: str = _text("detail")
    people: tuple[str, ...] = _texts("personnes")
    """The categories of persons they are about; empty: all those of the entry."""
    purposes: tuple[str, ...] = _texts("finalites")
    """The purposes they serve; empty: all those of the entry."""
    art9: Answer = _answer("art9")
    art10: Answer = _answer("art10")
    nir: Answer = _answer("nir_ins")


@frozen(kw_only=True)
class Recipient:
    """One category of recipients."""

    category: str = _text("categorie")
    internal: Answer = _answer("interne")
    country: str = _text("pays")


@frozen(kw_only=True)
class Transfers:
    """Transfers outside the Union: none must be said too."""

    exists: Answer = _answer("existe")
    countries: tuple[str, ...] = _texts("pays")
    safeguards: tuple[str, ...] = _texts("garanties")


@frozen(kw_only=True)
class Retention:
    """How long some categories of data are kept."""

    data: tuple[str, ...] = _texts("categories_donnees")
    """Labels of categories of data; the word `toutes` stands for all of them."""
    active: str = _text("base_active")
    archive: str = _text("archivage_intermediaire")
    end: str = _text("sort_final")
    start: str = _text("point_de_depart")
    basis: str = _text("fondement")
    term: str = _text("terme")
    """The name of a term of the retention catalogue (`retention.hospital-record.general`), when one applies."""


@frozen(kw_only=True)
class Measures:
    """Security measures: described, or by reference to a common policy."""

    reference: str = _text("renvoi")
    description: tuple[str, ...] = _texts("description")


@frozen(kw_only=True)
class Extra:
    """What article 30 does not ask for and other duties need."""

    art6: str = _text("art6")
    text: str = _text("texte")
    art9_2: str = _text("art9_2")
    source: str = _text("source_collecte")
    processors: tuple[str, ...] = _texts("sous_traitants")
    aipd: str = _text("aipd_ref")
    hds: str = _text("hds_ref")
    created_on: date | None = _day("date_creation")


STATUSES: Final = ("", "projet", "actif", "clos")


@frozen(kw_only=True)
class Entry:
    """One processing in the register of a controller (art. 30(1))."""

    id: str = _text("id")
    title: str = _text("intitule")
    version: str = _text("version")
    updated_on: date | None = _day("date_maj")
    status: str = field(default="", metadata={"key": "statut", "kind": "word", "words": STATUSES})
    system: str = _text("systeme")
    """The platform or information system, the same word in every entry that describes it."""
    controllers: tuple[Body, ...] = _records("rt", Body)
    joint_arrangement: Answer = _answer("accord_co_responsables")
    """Where several controllers are named: is their arrangement written (art. 26)?"""
    outside_eu: Answer = _answer("rt_hors_ue")
    public_body: Answer = _answer("organisme_public")
    representative: Body = _record("representant_ue", Body)
    dpo: Dpo = _record("dpo", Dpo)
    purposes: tuple[Purpose, ...] = _records("finalites", Purpose)
    persons: tuple[str, ...] = _texts("personnes")
    persons_complete: Answer = _answer("personnes_completes")
    """Does the list name every category concerned, precisely enough to recognise oneself?"""
    data: tuple[Data, ...] = _records("donnees", Data)
    data_complete: Answer = _answer("donnees_completes")
    recipients: tuple[Recipient, ...] = _records("destinataires", Recipient)
    recipients_complete: Answer = _answer("destinataires_complets")
    transfers: Transfers = _record("transferts", Transfers)
    retention: tuple[Retention, ...] = _records("durees", Retention)
    measures: Measures = _record("mesures", Measures)
    extra: Extra = _record("x", Extra)

    def __attrs_post_init__(self) -> None:
        known(self.status, STATUSES, "status")


@frozen(kw_only=True)
class Processing:
    """What a processor does for one controller (art. 30(2))."""

    controller: Body = _record("rt", Body)
    categories: tuple[str, ...] = _texts("categories")
    contract: str = _text("contrat")
    """Reference of the contract of article 28(3)."""


@frozen(kw_only=True)
class ProcessorEntry:
    """An entry of the second register, kept by a processor (editor, host)."""

    id: str = _text("id")
    processors: tuple[Body, ...] = _records("sous_traitants", Body)
    representative: Body = _record("representant_ue", Body)
    outside_eu: Answer = _answer("hors_ue")
    dpo: Dpo = _record("dpo", Dpo)
    processings: tuple[Processing, ...] = _records("traitements", Processing)
    transfers: Transfers = _record("transferts", Transfers)
    measures: Measures = _record("mesures", Measures)
    further: tuple[str, ...] = _texts("sous_traitants_ulterieurs")
    further_authorised: Answer = _answer("autorisation_sous_traitance")
    """Did each controller authorise the further processors?"""


@frozen(kw_only=True)
class Register:
    """A register: the entries of a controller, those of a processor, and its form."""

    entries: tuple[Entry, ...] = _records("entrees", Entry)
    processor_entries: tuple[ProcessorEntry, ...] = _records("entrees_sous_traitant", ProcessorEntry)
    written: Answer = _answer("forme_ecrite")
    """Is it in writing, electronic form included?"""
    available: Answer = _answer("a_disposition_cnil")
    """Can it be given to the CNIL on request?"""


def keys(cls: type) -> dict[str, Attribute[Any]]:
    """The keys of a class in files, in order, with the attribute that each fills."""
    return {attribute.metadata["key"]: attribute for attribute in fields(cls)}


def plain(record: Any) -> dict[str, Any]:
    """The record as plain data with the keys of files; what is empty or unknown is left out."""
    return {
        key: _plain(getattr(record, attribute.name))
        for key, attribute in keys(type(record)).items()
        if not _is_default(attribute, getattr(record, attribute.name))
    }


def _is_default(attribute: Attribute[Any], value: object) -> bool:
    default: Any = attribute.default
    return bool(value == (default.factory() if hasattr(default, "factory") else default))


def _plain(value: Any) -> Any:
    if isinstance(value, Answer):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str) else plain(value)


def structure(cls: type[R], tree: object, faults: list[Finding], at: str = "") -> R | None:
    """Build `cls` out of plain data; each fault is noted with its place, in known names, and None is returned."""
    from esante_rules.rgpd import _register_rules as rules

    if not isinstance(tree, Mapping):
        faults.append(Finding(rule=rules.WRONG_TYPE, at=at, params={"wanted": _OBJECT}))
        return None
    known_keys, before = keys(cls), len(faults)
    given: dict[str, Any] = {}
    for number, (key, value) in enumerate(tree.items(), 1):
        attribute = known_keys.get(key) if isinstance(key, str) else None
        if attribute is None:
            allowed = tuple(known_keys)
            faults.append(Finding(rule=rules.UNKNOWN_KEY, at=_join(at, f"*[{number}]"), params={"allowed": allowed}))
        else:
            given[attribute.name] = _value(attribute, value, faults, _join(at, key))
    return cls(**given) if len(faults) == before else None


def _join(at: str, step: str) -> str:
    return f"{at}.{step}" if at else step


_OBJECT: Final = Text("un objet", "an object")
_LIST: Final = Text("une liste", "a list")
_WORD: Final = Text("un texte", "a text")
_DATE: Final = Text("une date AAAA-MM-JJ", "a date YYYY-MM-DD")


def _value(attribute: Attribute[Any], value: object, faults: list[Finding], at: str) -> Any:
    from esante_rules.rgpd import _register_rules as rules

    kind, metadata = attribute.metadata["kind"], attribute.metadata
    if kind == "record":
        return structure(metadata["of"], value, faults, at)
    if kind in {"records", "texts"}:
        if not isinstance(value, list | tuple):
            faults.append(Finding(rule=rules.WRONG_TYPE, at=at, params={"wanted": _LIST}))
            return ()
        return tuple(_items(metadata, kind, value, faults, at))
    if kind == "day":
        return _read_day(value, faults, at)
    if not isinstance(value, str):
        faults.append(Finding(rule=rules.WRONG_TYPE, at=at, params={"wanted": _WORD}))
        return None
    words = tuple(word.value for word in Answer) if kind == "answer" else metadata.get("words")
    if words is not None and value not in words:
        faults.append(Finding(rule=rules.UNKNOWN_WORD, at=at, params={"allowed": tuple(w for w in words if w)}))
        return None
    return value


def _items(
    metadata: Mapping[str, Any], kind: str, values: list[Any] | tuple[Any, ...], faults: list[Finding], at: str
) -> Iterator[Any]:
    from esante_rules.rgpd import _register_rules as rules

    for number, item in enumerate(values, 1):
        place = f"{at}[{number}]"
        if kind == "records":
            yield structure(metadata["of"], item, faults, place)
        elif isinstance(item, str):
            yield item
        else:
            faults.append(Finding(rule=rules.WRONG_TYPE, at=place, params={"wanted": _WORD}))


def _read_day(value: object, faults: list[Finding], at: str) -> date | None:
    from esante_rules.rgpd import _register_rules as rules

    if type(value) is date:  # YAML reads dates by itself
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    faults.append(Finding(rule=rules.WRONG_TYPE, at=at, params={"wanted": _DATE}))
    return None
