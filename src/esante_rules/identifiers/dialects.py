"""The same fact in HL7 v2, XDS, CDA and FHIR: a table, and the checks of the ids of a CDA header.

The prefix is the trap: `8` + RPPS in HL7 v2, XDS and CDA, the bare RPPS in the FHIR RPPS slice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import (
    STATE_OF_LAW,
    Confidence,
    Hit,
    Report,
    Rule,
    Severity,
    Text,
    require,
    require_day,
    run,
)
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers._declare import rule
from esante_rules.identifiers._kind import Kind, _moved
from esante_rules.identifiers.documents import PATIENT_DOCUMENTS_ROOT
from esante_rules.identifiers.national import (
    PROFESSIONAL_ID,
    PROFESSIONAL_ROOT,
    STRUCTURE_ID,
    STRUCTURE_ROOT,
)
from esante_rules.identifiers.oid_table import EXACT, Role


@frozen
class Dialects:
    """How one fact is written in each dialect."""

    fact: Text
    hl7v2: str
    cda: str
    fhir: str


DIALECTS: Final = (
    Dialects(
        Text("médecin ayant un RPPS", "doctor with an RPPS"),
        "XCN.1 8+RPPS, XCN.9 &1.2.250.1.71.4.2.1&ISO, XCN.10 D, XCN.13 IDNPS",
        "id root 1.2.250.1.71.4.2.1, extension 8+RPPS",
        "RPPS (11) / IDNPS (8+RPPS)",
    ),
    Dialects(
        Text("logiciel auteur", "software as author"), "XCN.10 U, XCN.13 RI", "id root 1.2.250.1.71.4.2.1", "Device"
    ),
    Dialects(Text("employé interne", "internal employee"), "XCN.13 EI", "id root 1.2.250.1.71.4.2.1, 3/4/5", "INTRN"),
    Dialects(
        Text("établissement", "hospital site"),
        "XON.6 &1.2.250.1.71.4.2.2&ISO, XON.7 IDNST, XON.10 1+FINESS",
        "representedOrganization/id root 1.2.250.1.71.4.2.2",
        "FINEG (9) / IDNST (1+FINESS)",
    ),
    Dialects(
        Text("organisme hors santé", "body outside health care"),
        "XON.6 &1.3.2&ISO, XON.7 SIREN, XON.10 2+SIREN",
        "2+SIREN",
        "SIREN (9)",
    ),
    Dialects(
        Text("patient, INS", "patient, INS"),
        "CX.1 matricule, CX.4 &1.2.250.1.213.1.4.8&ISO, CX.5 NH (XDS) / INS (PID-3)",
        "id root 1.2.250.1.213.1.4.8",
        "urn:oid:1.2.250.1.213.1.4.8, INS-NIR",
    ),
    Dialects(
        Text("document", "document"), "TXA-12 ext^^root^ISO / root.ext", "id", "masterIdentifier urn:oid: / urn:uuid:"
    ),
)
"""The dialect table: what each writing wants of the same fact."""


@frozen
class _Pair:
    root: str = field(repr=False)
    extension: str | None = field(repr=False)


def _patient_root(root: str) -> bool:
    entry = EXACT.get(root)
    return entry is not None and entry.role is Role.PATIENT


def _actor_root(pair: _Pair) -> Iterator[Hit]:
    if pair.root != PROFESSIONAL_ROOT and not _patient_root(pair.root):
        yield Hit("root", {"expected": PROFESSIONAL_ROOT})


def _organisation_root(pair: _Pair) -> Iterator[Hit]:
    if pair.root not in {STRUCTURE_ROOT, PATIENT_DOCUMENTS_ROOT}:
        yield Hit("root", {"expected": STRUCTURE_ROOT})


def _extension_missing(pair: _Pair) -> Iterator[Hit]:
    if pair.extension is None and pair.root != PATIENT_DOCUMENTS_ROOT:
        yield Hit("extension")


def _extension_unwanted(pair: _Pair) -> Iterator[Hit]:
    if pair.extension is not None and pair.root == PATIENT_DOCUMENTS_ROOT:
        yield Hit("extension")


ACTOR_ROOT: Final = rule(
    "actor-id.other-root",
    _actor_root,
    Text(
        "La racine de l'identifiant de l'acteur n'est pas celle des professionnels ({expected}) ni celle d'un patient.",
        "The root of the actor's identifier is not that of professionals ({expected}) nor that of a patient.",
    ),
    Text(
        "Auteur, responsable légal et destinataire se désignent par leur identifiant national, sous une racine unique.",
        "Author, legal authenticator and recipient are designated by their national identifier, under a single root.",
    ),
    src.CI_SIS_HEADER,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
ACTOR_EXTENSION: Final = rule(
    "actor-id.without-extension",
    _extension_missing,
    Text(
        "L'identifiant de l'acteur n'a pas d'extension : il ne désigne personne.",
        "The actor's identifier has no extension: it designates nobody.",
    ),
    Text(
        "La racine dit seulement de quel répertoire vient le numéro de l'acteur.",
        "The root only says which register the actor's number comes from.",
    ),
    src.CI_SIS_HEADER,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
ORGANISATION_ROOT: Final = rule(
    "organisation-id.other-root",
    _organisation_root,
    Text(
        "La racine de l'identifiant de l'organisation n'est pas celle des structures ({expected}).",
        "The root of the organisation's identifier is not that of structures ({expected}).",
    ),
    Text(
        "Les structures se désignent par leur identifiant national ; seuls les documents du patient "
        "ont une autre racine.",
        "Structures are designated by their national identifier; only the documents of the patient have another root.",
    ),
    src.CI_SIS_HEADER,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
ORGANISATION_EXTENSION: Final = rule(
    "organisation-id.without-extension",
    _extension_missing,
    Text(
        "L'identifiant de l'organisation n'a pas d'extension : il ne désigne aucune structure.",
        "The organisation's identifier has no extension: it designates no structure.",
    ),
    Text(
        "La racine dit seulement de quel répertoire vient le numéro de la structure.",
        "The root only says which register the structure's number comes from.",
    ),
    src.CI_SIS_HEADER,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)
CUSTODIAN_EXTENSION: Final = rule(
    "organisation-id.unwanted-extension",
    _extension_unwanted,
    Text(
        "L'organisation qui héberge les documents du patient (DMP) s'écrit sans extension.",
        "The organisation that hosts the patient's documents (DMP) is written without extension.",
    ),
    Text(
        "Sous cette racine il n'y a qu'une organisation, nommée DMP.",
        "Under this root there is a single organisation, named DMP.",
    ),
    src.CI_SIS_HEADER,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
)
_ON_ACTOR: Final = (ACTOR_ROOT, ACTOR_EXTENSION)
_ON_ORGANISATION: Final = (ORGANISATION_ROOT, ORGANISATION_EXTENSION, CUSTODIAN_EXTENSION)
RULES: Final[tuple[Rule[Any], ...]] = (*_ON_ACTOR, *_ON_ORGANISATION)


def check_actor_id(root: str, extension: str | None, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report the faults of the `id` of an author, authenticator or recipient in CDA: root, extension, then the
    PS_IdNat.

    Under the root of a patient (a document written by the patient), the matricule is for `esante_rules.ins`.
    """
    return _check_pair(_ON_ACTOR, root, extension, PROFESSIONAL_ID, PROFESSIONAL_ROOT, as_of=as_of)


def check_organisation_id(root: str, extension: str | None, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report the faults of the `id` of an organisation or custodian in CDA: root, extension, then the Struct_IdNat."""
    return _check_pair(_ON_ORGANISATION, root, extension, STRUCTURE_ID, STRUCTURE_ROOT, as_of=as_of)


def _check_pair(
    rules: tuple[Rule[Any], ...], root: str, extension: str | None, kind: Kind[Any], home: str, *, as_of: date
) -> Report:
    require(root, str, "root")
    require(extension, (str, type(None)), "extension")
    require_day(as_of, "as_of")
    report = run(rules, _Pair(root, extension), as_of=as_of)
    if root != home or extension is None:
        return report
    return report.merge(_moved(kind.check(extension, as_of=as_of), "extension"))
