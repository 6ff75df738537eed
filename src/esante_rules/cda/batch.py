"""`cda.batch`: documents against each other, and the refusal that a consumer would answer.

A batch is what the caller has at hand: the verdict holds inside it, never beyond.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from attrs import frozen

from esante_rules._core import (
    STATE_OF_LAW,
    Finding,
    Hit,
    Reference,
    Report,
    Rule,
    Severity,
    Text,
    require,
    require_day,
    run,
)
from esante_rules._core import Confidence as Sure
from esante_rules.cda import _sources as src
from esante_rules.cda._header import Actor, Code, Header, Id, RelatedDocument
from esante_rules.cda._oids import INS_ROOTS
from esante_rules.ins import compact

Headers = tuple[Header, ...]


def check_batch(headers: Iterable[Header], *, as_of: date = STATE_OF_LAW) -> Report:
    """What is wrong between these headers; `at` is `/document[n]`, n counting from 1 in the order given.

    Raises `TypeError` for something else than headers.
    """
    documents = tuple(headers)
    for header in documents:
        require(header, Header, "a header")
    require_day(as_of, "as_of")
    return run(RULES, documents, as_of=as_of)


def _at(index: int) -> Hit:
    return Hit(f"/document[{index + 1}]")


def _by_set(headers: Headers) -> Iterator[list[tuple[int, Header]]]:
    sets: dict[Id, list[tuple[int, Header]]] = defaultdict(list)
    for index, header in enumerate(headers):
        if isinstance(header.set_id, Id):
            sets[header.set_id].append((index, header))
    return (members for members in sets.values() if len(members) > 1)


def _same_id(headers: Headers) -> Iterator[Hit]:
    seen: set[Id] = set()
    for index, header in enumerate(headers):
        if isinstance(header.id, Id):
            if header.id in seen:
                yield _at(index)
            seen.add(header.id)


def _same_version(headers: Headers) -> Iterator[Hit]:
    for members in _by_set(headers):
        seen: set[int] = set()
        for index, header in members:
            if header.version is None:
                continue
            if header.version in seen:
                yield _at(index)
            seen.add(header.version)


def _patient_ids(header: Header) -> frozenset[Id]:
    """The identifiers of the patient; a matricule is the same with its separators or without."""
    ids = (i for i in (header.patient.ids if header.patient else ()) if isinstance(i, Id))
    return frozenset(Id(i.root, compact(i.extension or "")) if i.root in INS_ROOTS else i for i in ids)


def _two_patients(headers: Headers) -> Iterator[Hit]:
    for members in _by_set(headers):
        known: frozenset[Id] = frozenset()
        for index, header in members:
            ids = _patient_ids(header)
            if _are_two(known, ids):
                yield _at(index)
            else:
                known |= ids


def _are_two(one: frozenset[Id], other: frozenset[Id]) -> bool:
    """Do two INS differ, or else two numbers of one authority, with none in common?"""
    ins, other_ins = (frozenset(i for i in ids if i.root in INS_ROOTS) for ids in (one, other))
    if ins and other_ins:
        return not ins & other_ins
    return not one & other and not {i.root for i in one}.isdisjoint(i.root for i in other)


def _replacements(headers: Headers) -> Iterator[tuple[int, Header, Header]]:
    """Each document that replaces another, with the latest earlier version of its set in the batch."""
    for members in _by_set(headers):
        earlier: Header | None = None
        last: Header | None = None
        for index, header in sorted(members, key=lambda member: member[1].version or 0):
            if last is not None and (last.version or 0) < (header.version or 0):
                earlier, last = last, header
            elif last is None:
                last = header
            if earlier is not None and _replaced(header):
                yield index, header, earlier


def _replaced(header: Header) -> tuple[RelatedDocument, ...]:
    return tuple(related for related in header.related_documents if related.type_code == "RPLC")


def _not_latest(headers: Headers) -> Iterator[Hit]:
    for index, header, latest in _replacements(headers):
        if not any(latest.id in related.ids for related in _replaced(header)):
            yield _at(index)


def _version_gap(headers: Headers) -> Iterator[Hit]:
    for index, header, latest in _replacements(headers):
        if header.version != (latest.version or 0) + 1:
            yield _at(index)


def _type_changed(headers: Headers) -> Iterator[Hit]:
    for index, header, latest in _replacements(headers):
        if _code_of(header) != _code_of(latest):
            yield _at(index)


def _code_of(header: Header) -> str | None:
    return header.code.code if isinstance(header.code, Code) else None


def _author_changed(headers: Headers) -> Iterator[Hit]:
    for index, header, latest in _replacements(headers):
        now, before = _author_keys(header.authors), _author_keys(latest.authors)
        if now and before and not now & before:
            yield _at(index)


def _author_keys(authors: tuple[Actor, ...]) -> frozenset[Id]:
    """The identifiers of the authors and of their structures: one in common is enough."""
    ids = [i for author in authors for i in author.ids]
    ids += [i for author in authors if author.organization for i in author.organization.ids]
    return frozenset(i for i in ids if isinstance(i, Id))


@frozen
class _Words:
    says: Text
    why: Text


def _rule(name: str, check: Callable[[Headers], Iterable[Hit]], words: _Words, *refs: Reference) -> Rule[Headers]:
    return Rule(
        id=f"cda.batch.{name}",
        check=check,
        says=words.says,
        why=words.why,
        refs=refs,
        since=None,
        severity=Severity.WARNING,
        confidence=Sure.CERTAIN,
    )


SAME_ID: Final = _rule(
    "same-id",
    _same_id,
    _Words(
        Text("Deux documents du lot portent le même identifiant.", "Two documents of the batch bear the same id."),
        Text("L'identifiant désigne un document et un seul.", "An identifier names one document only."),
    ),
    src.LIBRARY,
)
SAME_VERSION: Final = _rule(
    "same-version",
    _same_version,
    _Words(
        Text(
            "Deux documents du même ensemble portent le même numéro de version.",
            "Two documents of one set bear the same version number.",
        ),
        Text("Chaque version d'un document a son numéro.", "Each version of a document has its own number."),
    ),
    src.LIBRARY,
)
TWO_PATIENTS: Final = _rule(
    "set-of-two-patients",
    _two_patients,
    _Words(
        Text(
            "Deux versions du même document concernent deux patients.",
            "Two versions of one document are about two patients.",
        ),
        Text(
            "Un document mal rangé dans le dossier d'un autre est une erreur d'identitovigilance.",
            "A document filed in the record of someone else is an identity error.",
        ),
    ),
    src.LIBRARY,
)
NOT_LATEST: Final = _rule(
    "replaced-not-latest",
    _not_latest,
    _Words(
        Text(
            "Le document n'en remplace pas la dernière version présente dans le lot.",
            "The document does not replace the latest version present in the batch.",
        ),
        Text(
            "Le destinataire refuse le remplacement d'une version qui n'est plus la dernière (code 900).",
            "The recipient refuses the replacement of a version that is no longer the latest (code 900).",
        ),
    ),
    src.HL7_TRANSMISSION,
)
VERSION_GAP: Final = _rule(
    "version-gap",
    _version_gap,
    _Words(
        Text(
            "Le numéro de version ne suit pas celui de la version précédente.",
            "The version number does not follow that of the previous version.",
        ),
        Text(
            "Chaque version porte un de plus que la précédente.", "Each version bears one more than the previous one."
        ),
    ),
    src.HL7_TRANSMISSION,
)
TYPE_CHANGED: Final = _rule(
    "type-changed",
    _type_changed,
    _Words(
        Text(
            "Le document qui remplace n'est pas du même type que le document remplacé.",
            "The replacing document is not of the same type as the replaced one.",
        ),
        Text(
            "Un remplacement corrige un document, il n'en change pas la nature.", "A replacement corrects a document."
        ),
    ),
    src.HL7_TRANSMISSION,
)
AUTHOR_CHANGED: Final = _rule(
    "author-changed",
    _author_changed,
    _Words(
        Text(
            "Ni l'auteur ni sa structure ne sont ceux du document remplacé.",
            "Neither the author nor the structure is that of the replaced document.",
        ),
        Text(
            "Le destinataire refuse la demande d'un tiers (code 901).",
            "The recipient refuses the request of a third party (code 901).",
        ),
    ),
    src.HL7_TRANSMISSION,
)
RULES: Final[tuple[Rule[Headers], ...]] = (
    SAME_ID,
    SAME_VERSION,
    TWO_PATIENTS,
    NOT_LATEST,
    VERSION_GAP,
    TYPE_CHANGED,
    AUTHOR_CHANGED,
)

ERRORS: Final[Mapping[str, Text]] = {
    "900": Text("version qui n'est pas la dernière", "version that is not the latest"),
    "901": Text("demandeur étranger au document", "requester foreign to the document"),
    "902": Text("patient inconnu", "patient unknown"),
    "903": Text("patient identifié sans INS", "patient identified without an INS"),
    "904": Text("matricule ou traits différents", "different matricule or traits"),
    "905": Text("matricule présent, traits incomplets", "matricule present, traits incomplete"),
    "906": Text("autre motif", "another reason"),
}
"""The application errors (ERR-5) of the HL7 v2 transmission of a document; the ANS gives the list as indicative."""

_FORESEEN: Final[Mapping[str, str]] = {
    "cda.batch.replaced-not-latest": "900",
    "cda.batch.author-changed": "901",
    "cda.coherence.no-ins": "903",
    "cda.volet.ins-traits-missing": "905",
}


def foreseen_errors(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The codes of `ERRORS` that a consumer would answer, as far as these findings tell: 900, 901, 903, 905.

    The others depend on what the consumer knows of the patient.
    """
    return tuple(sorted({_FORESEEN[finding.id] for finding in findings if finding.id in _FORESEEN}))
