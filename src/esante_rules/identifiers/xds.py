"""Two rules on the metadata of an XDS entry: its confidentiality codes, and the institution of its author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from esante_rules.identifiers.documents import CONFIDENTIALITY
from esante_rules.identifiers.hl7v2 import check_xon

HIGHEST: Final = 4
"""An XDS entry has one to four confidentiality codes."""
_ID_PARTS: Final = (6, 7, 10)


@frozen
class _Institution:
    parts: tuple[str, ...] | None = field(repr=False)
    by_patient: bool
    name_known: bool
    id_known: bool

    def filled(self, *numbers: int) -> Iterator[int]:
        parts = self.parts or ()
        return (number for number in numbers if len(parts) >= number and parts[number - 1].strip())


def _count(codes: tuple[str, ...]) -> Iterator[Hit]:
    if not 1 <= len(codes) <= HIGHEST:
        yield Hit("codes", {"count": len(codes)})


def _unknown(codes: tuple[str, ...]) -> Iterator[Hit]:
    return (Hit(f"codes[{n}]") for n, code in enumerate(codes, 1) if code not in CONFIDENTIALITY)


def _of_a_patient(one: _Institution) -> Iterator[Hit]:
    if one.by_patient and one.parts is not None:
        yield Hit("authorInstitution")


def _unknown_name(one: _Institution) -> Iterator[Hit]:
    if not one.by_patient and not one.name_known:
        yield from (Hit(f"XON.{number}") for number in one.filled(1))


def _unknown_id(one: _Institution) -> Iterator[Hit]:
    if not one.by_patient and not one.id_known:
        yield from (Hit(f"XON.{number}") for number in one.filled(*_ID_PARTS))


COUNT: Final = rule(
    "confidentiality.count",
    _count,
    Text(
        "Une fiche XDS porte de un à quatre codes de confidentialité ; celle-ci en a {count}.",
        "An XDS entry has one to four confidentiality codes; this one has {count}.",
    ),
    Text(
        "Sans code, nul ne sait qui peut voir le document ; au-delà de quatre, la fiche sort du profil.",
        "Without a code nobody knows who may see the document; beyond four, the entry leaves the profile.",
    ),
    src.CONFIDENTIALITY,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
UNKNOWN_CODE: Final = rule(
    "confidentiality.unknown-code",
    _unknown,
    Text(
        "Code de confidentialité inconnu du jeu de valeurs J08.",
        "Confidentiality code that value set J08 does not know.",
    ),
    Text(
        "L'orthographe de HL7 v2 diffère pour les représentants légaux : un code recopié ne masque rien.",
        "HL7 v2 spells the legal representatives otherwise: a code that is copied hides nothing.",
    ),
    src.CONFIDENTIALITY,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
BY_PATIENT: Final = rule(
    "author-institution.by-patient",
    _of_a_patient,
    Text(
        "Le document est écrit par le patient : la fiche ne doit pas avoir d'authorInstitution.",
        "The document is written by the patient: the entry must have no authorInstitution.",
    ),
    Text(
        "Le patient n'écrit pas au nom d'une structure ; en nommer une lui en attribuerait la responsabilité.",
        "The patient does not write for a structure; naming one would hold it responsible.",
    ),
    src.CI_SIS_SHARING,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
NAME_FILLED: Final = rule(
    "author-institution.unknown-name-filled",
    _unknown_name,
    Text(
        "Le nom de la structure est inconnu dans le document (nullFlavor) : XON.1 doit rester vide.",
        "The name of the structure is unknown in the document (nullFlavor): XON.1 must stay empty.",
    ),
    Text(
        "La fiche dirait un nom que le document ne dit pas.", "The entry would say a name that the document does not."
    ),
    src.CI_SIS_SHARING,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
ID_FILLED: Final = rule(
    "author-institution.unknown-id-filled",
    _unknown_id,
    Text(
        "L'identifiant de la structure est inconnu dans le document (nullFlavor) : XON.6, 7 et 10 restent vides.",
        "The identifier of the structure is unknown in the document (nullFlavor): XON.6, 7 and 10 stay empty.",
    ),
    Text(
        "Une autorité ou un type sans identifiant annonce un numéro qui n'existe pas.",
        "An authority or a type without an identifier announces a number that does not exist.",
    ),
    src.CI_SIS_SHARING,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
_ON_CODES: Final = (COUNT, UNKNOWN_CODE)
_ON_INSTITUTION: Final = (BY_PATIENT, NAME_FILLED, ID_FILLED)
RULES: Final[tuple[Rule[Any], ...]] = (*_ON_CODES, *_ON_INSTITUTION)


def check_confidentiality(codes: str | Sequence[str], *, as_of: date = STATE_OF_LAW) -> Report:
    """Report the faults of the confidentiality codes of an XDS entry, one code or several: how many there are, and
    whether J08 knows them.
    """
    require(codes, (str, Sequence), "codes")
    told = (codes,) if isinstance(codes, str) else tuple(codes)
    for code in told:
        require(code, str, "codes")
    require_day(as_of, "as_of")
    return run(_ON_CODES, told, as_of=as_of)


def check_author_institution(
    text: str | None,
    *,
    by_patient: bool = False,
    name_known: bool = True,
    id_known: bool = True,
    as_of: date = STATE_OF_LAW,
) -> Report:
    """Report the faults of the XON of an XDS author; `text` is None when the entry has none.

    `by_patient`: the patient is the author. `name_known` and `id_known` are false when the name or the id of the
    structure has a nullFlavor in the document. The field itself is checked (`check_xon`) when its id is known.
    """
    require(text, (str, type(None)), "text")
    for name, flag in (("by_patient", by_patient), ("name_known", name_known), ("id_known", id_known)):
        require(flag, bool, name)
    require_day(as_of, "as_of")
    parts = None if text is None else tuple(text.split("^"))
    report = run(_ON_INSTITUTION, _Institution(parts, by_patient, name_known, id_known), as_of=as_of)
    if text is None or by_patient or not id_known:
        return report
    return report.merge(check_xon(text, as_of=as_of))
