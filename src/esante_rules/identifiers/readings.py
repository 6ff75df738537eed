"""What can this number be? Every reading of a raw text, never one: nine digits are a FINESS, a SIREN and an ADELI at
once.

Only the field a number comes from can choose between readings.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from attrs import frozen

from esante_rules._core import STATE_OF_LAW, Lang, Severity, Text, known, require, require_day
from esante_rules.identifiers import codes, documents, mssante, national, oids, patients, professionals, structures
from esante_rules.identifiers._kind import Kind
from esante_rules.identifiers.misplaced import is_patient_number

FAMILIES: Final[Mapping[str, tuple[Kind[Any], ...]]] = {
    "professionals": (
        professionals.RPPS,
        professionals.ADELI,
        professionals.ADELI_RANG,
        professionals.RPPS_RANG,
        professionals.AM_NUMBER,
        national.PROFESSIONAL_ID,
    ),
    "structures": (structures.FINESS, structures.SIREN, structures.SIRET, national.STRUCTURE_ID),
    "patients": patients.KINDS,
    "oids": oids.KINDS,
    "documents": documents.KINDS,
    "mssante": mssante.KINDS,
    "codes": codes.KINDS,
}
"""The kinds of identifiers by what they designate."""

KINDS: Final[Mapping[str, Kind[Any]]] = {kind.name: kind for family in FAMILIES.values() for kind in family}
"""Every kind by its name."""

_MATRICULE_KIND: Final = "matricule"
_MATRICULE: Final = Text("un matricule de patient (NIR)", "the matricule of a patient (NIR)")


@frozen
class Reading:
    """One way to read a text. Existence is in nobody's power here: it needs the register (`registry` is always not
    evaluated).
    """

    kind: str
    """The name of the kind, a key of `KINDS`, or `matricule`."""
    label: Text
    detail: str | None = None
    """For a national identifier, its first character; for a mail address, its holder (`Holder`)."""
    key_ok: bool | None = None
    """The key of the number, or of the number inside it; None when it has none that can be verified."""
    plausible: bool = True
    """False when an error other than of form was found (a row of zeros, a code whose key is certain and wrong)."""
    registry: str = "not-evaluated"

    def explain(self, lang: Lang = "fr") -> str:
        """The reading in one line."""
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.label.in_(lang)}{detail}{' : ' if lang == 'fr' else ': '}{_KEY[self.key_ok].in_(lang)}"


_KEY: Final[Mapping[bool | None, Text]] = {
    True: Text("clé juste", "key right"),
    False: Text("clé fausse", "key wrong"),
    None: Text("pas de clé vérifiable", "no key that can be verified"),
}


@frozen
class Classification:
    """Every reading of one text, strictly as written; `when_tidied` holds those that normalising would add."""

    readings: tuple[Reading, ...] = ()
    when_tidied: tuple[Reading, ...] = ()
    personal: bool = False
    """True when a reading is the number of a patient, or the text the address of a citizen, which contains it."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """The names of the kinds whose form fits."""
        return tuple(reading.kind for reading in self.readings)

    @property
    def ambiguous(self) -> bool:
        """True when more than one reading remains: ask which field it comes from."""
        return len(self.readings) > 1

    def explain(self, lang: Lang = "fr") -> str:
        """The readings, one a line; a sentence when there is none."""
        none = Text("Aucune lecture connue.", "No known reading.")
        return "\n".join(reading.explain(lang) for reading in self.readings) or none.in_(lang)


_PERSONAL: Final = frozenset({_MATRICULE_KIND, "ins-c", "dui-id"})


def kinds(value: str, *, families: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """The names of every kind whose form `value` has, strictly as written."""
    return classify(value, families=families).candidates


def classify(
    value: str,
    *,
    families: tuple[str, ...] | None = ("professionals", "structures", "patients"),
    as_of: date = STATE_OF_LAW,
) -> Classification:
    """Every reading of `value`, in a fixed order, with its key; never a choice between them.

    `families` are keys of `FAMILIES` (`ValueError` otherwise): by default persons and structures; None for all, codes
    included, whose forms are so loose that almost anything short has several readings.
    """
    require(value, str, "value")
    require_day(as_of, "as_of")
    chosen = tuple(FAMILIES) if families is None else tuple(known(name, FAMILIES, "families") for name in families)
    searched = [kind for name in chosen for kind in FAMILIES[name]]
    readings = _readings(value, searched, patient="patients" in chosen, as_of=as_of)
    names = {reading.kind for reading in readings}
    tidied = [
        reading
        for kind in searched
        if kind.name not in names
        for reading in _readings(kind.normalise(value), [kind], patient=False, as_of=as_of)
    ]
    if "patients" in chosen and _MATRICULE_KIND not in names:
        tidied += _readings(normalise(value), [], patient=True, as_of=as_of)
    personal = any(reading.kind in _PERSONAL for reading in (*readings, *tidied))
    return Classification(readings, tuple(tidied), personal or _is_citizen(value))


def _is_citizen(value: str) -> bool:
    address = mssante.ADDRESS.normalise(value)
    return mssante.ADDRESS.matches(address) and mssante.ADDRESS.build(address).holder is mssante.Holder.CITIZEN


def _readings(value: str, searched: list[Kind[Any]], *, patient: bool, as_of: date) -> tuple[Reading, ...]:
    found = [_reading(kind, value, as_of) for kind in searched if kind.matches(value)]
    if patient and is_patient_number(value):
        found.append(Reading(_MATRICULE_KIND, _MATRICULE, key_ok=True))
    return tuple(found)


def _reading(kind: Kind[Any], value: str, as_of: date) -> Reading:
    parsed = kind.build(value)
    report = kind.inspect(parsed, as_of=as_of)
    detail = parsed.kind if kind.name in {"professional-id", "structure-id"} else None
    if kind is mssante.ADDRESS:
        detail = parsed.holder.value
    plausible = all(finding.severity is not Severity.ERROR for finding in report.findings)
    return Reading(kind.name, kind.label, detail, _key(kind, parsed), plausible)


def _key(kind: Kind[Any], parsed: Any) -> bool | None:
    nested = kind.inner(parsed) if kind.inner else None
    if nested:
        return _key(nested[1], nested[2])
    key: bool | None = getattr(parsed, "key_ok", None)
    return key


def normalise(value: str, kind: str | None = None) -> str:
    """`value` without the separators that its kind tolerates, letters in its case: the only function that forgives.

    `kind` is a key of `KINDS` (`ValueError` otherwise); without it, `value` is read as a number of a person or
    structure: spaces, dots and hyphens go, letters are capitals. Nothing is padded: a lost leading zero is reported by
    the check, not invented.
    """
    require(value, str, "value")
    return KINDS[known(kind or "rpps", KINDS, "kind")].normalise(value)
