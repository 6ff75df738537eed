"""Numbers of structures: FINESS, SIREN, SIRET. No number says whether a FINESS is a legal entity (EJ) or one of its
sites (EG).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import Confidence, Hit, Rule, Severity, Text
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers._kind import Kind, Lookalike, all_equal, degenerate, formed, key_mismatch, malformed
from esante_rules.identifiers.algorithms import (
    is_la_poste_site,
    lettered_luhn_key,
    luhn_key,
    luhn_ok,
    siret_ok,
    vat_number,
)
from esante_rules.identifiers.misplaced import patient_rules

FINESS_FORM: Final = r"(?:[0-9]{2}|2[AB])[0-9]{7}"
_FINESS_LABEL: Final = Text("un numéro FINESS", "a FINESS number")
_DEPARTMENTS: Final = frozenset({f"{n:02d}" for n in range(1, 96)} - {"20"} | {"2A", "2B", "98"})
_OVERSEAS: Final = frozenset({"9701", "9702", "9703", "9704"})


@frozen
class Finess:
    """A FINESS number; EJ or EG cannot be told from it."""

    text: str = field(repr=False, validator=formed(FINESS_FORM))

    @property
    def department(self) -> str:
        """The department: two characters, four for an overseas territory in 97."""
        return self.text[:4] if self.text.startswith("97") else self.text[:2]

    @property
    def expected_key(self) -> str:
        """The key that the first eight characters call for, A read as 1 and B as 2."""
        return lettered_luhn_key(self.text[:-1])

    @property
    def key_ok(self) -> bool:
        """Does the last digit hold?"""
        return self.text[-1] == self.expected_key

    @property
    def degenerate(self) -> bool:
        """True for one digit repeated."""
        return all_equal(self.text)


def _unknown_department(value: Finess) -> Iterator[Hit]:
    if value.department not in _DEPARTMENTS and value.department not in _OVERSEAS:
        yield Hit("department")


UNKNOWN_DEPARTMENT: Final = Rule[Any](
    id="identifiers.finess.unknown-department",
    check=_unknown_department,
    says=Text(
        fr="Les premiers caractères du numéro FINESS ne sont pas un département connu.",
        en="The first characters of the FINESS number are not a known department.",
    ),
    why=Text(
        fr="Un numéro FINESS commence par son département : 01 à 95, 2A, 2B, 9701 à 9704, ou 98 pour "
        "d'anciens numéros de Mayotte. La "
        "liste reste à confirmer.",
        en="A FINESS number begins with its department: 01 to 95, 2A, 2B, 9701 to 9704, or 98 for old "
        "numbers of Mayotte. The list "
        "remains to be confirmed.",
    ),
    refs=(src.FINESS,),
    since=None,
    severity=Severity.WARNING,
    confidence=Confidence.TO_CONFIRM,
)

FINESS: Final = Kind(
    name="finess",
    label=_FINESS_LABEL,
    form=FINESS_FORM,
    build=Finess,
    before=patient_rules("finess", Text("FINESS d'une structure", "FINESS of a structure")),
    malformed=malformed(
        "finess",
        _FINESS_LABEL,
        Text("neuf chiffres, ou 2A ou 2B suivi de sept chiffres", "nine digits, or 2A or 2B followed by seven digits"),
        src.FINESS,
    ),
    faults=(
        degenerate("finess", _FINESS_LABEL, src.PRACTICE),
        key_mismatch("finess", _FINESS_LABEL, src.PRACTICE, confidence=Confidence.PROBABLE),
        UNKNOWN_DEPARTMENT,
    ),
    zero_padded=True,
    lookalikes=(
        Lookalike(
            rf"1{FINESS_FORM}",
            Text(
                "C'est l'écriture d'un Struct_IdNat (1 suivi du FINESS) : le contrôler comme tel.",
                "This is written as a Struct_IdNat (1 followed by the FINESS): check it as such.",
            ),
        ),
        Lookalike(
            r"F[0-9A-Z]{9,}",
            Text(
                "C'est une écriture ancienne : F suivi du FINESS.", "This is an old writing: F followed by the FINESS."
            ),
        ),
    ),
)

_SIREN_FORM: Final = r"[0-9]{9}"
_SIREN_LABEL: Final = Text("un numéro SIREN", "a SIREN number")


@frozen
class Siren:
    """The nine digits of a legal entity."""

    text: str = field(repr=False, validator=formed(_SIREN_FORM))

    @property
    def expected_key(self) -> str:
        """The key that the first eight digits call for."""
        return luhn_key(self.text[:-1])

    @property
    def key_ok(self) -> bool:
        """Does the last digit hold?"""
        return self.text[-1] == self.expected_key

    @property
    def degenerate(self) -> bool:
        """True for one digit repeated."""
        return all_equal(self.text)

    @property
    def vat(self) -> str:
        """The VAT number made from it, with a numeric key."""
        return vat_number(self.text)


SIREN: Final = Kind(
    name="siren",
    label=_SIREN_LABEL,
    form=_SIREN_FORM,
    build=Siren,
    malformed=malformed("siren", _SIREN_LABEL, Text("neuf chiffres", "nine digits"), src.SIREN),
    faults=(degenerate("siren", _SIREN_LABEL, src.PRACTICE), key_mismatch("siren", _SIREN_LABEL, src.SIREN)),
    zero_padded=True,
    lookalikes=(
        Lookalike(
            r"2[0-9]{9}",
            Text(
                "C'est l'écriture d'un Struct_IdNat (2 suivi du SIREN) : le contrôler comme tel.",
                "This is written as a Struct_IdNat (2 followed by the SIREN): check it as such.",
            ),
        ),
        Lookalike(r"[0-9]{14}", Text("C'est la longueur d'un SIRET.", "This is the length of a SIRET.")),
    ),
)

_SIRET_FORM: Final = r"[0-9]{14}"
_SIRET_LABEL: Final = Text("un numéro SIRET", "a SIRET number")


@frozen
class Siret:
    """The fourteen digits of a site: the SIREN of its legal entity and five digits of its own."""

    text: str = field(repr=False, validator=formed(_SIRET_FORM))

    @property
    def siren(self) -> Siren:
        """The legal entity."""
        return Siren(self.text[:9])

    @property
    def nic(self) -> str:
        """The five digits of the site inside its legal entity, key included."""
        return self.text[9:]

    @property
    def la_poste(self) -> bool:
        """True for a site of La Poste, whose key is a plain sum (its head office keeps Luhn)."""
        return is_la_poste_site(self.text)

    @property
    def expected_key(self) -> str | None:
        """The key that the first thirteen digits call for; None for La Poste, where two digits satisfy the sum."""
        return None if self.la_poste else luhn_key(self.text[:-1])

    @property
    def key_ok(self) -> bool:
        """Does the whole number hold? The key of the SIREN inside is another question."""
        return siret_ok(self.text)

    @property
    def degenerate(self) -> bool:
        """True for one digit repeated."""
        return all_equal(self.text)


def _la_poste_by_luhn(value: Siret) -> Iterator[Hit]:
    if value.la_poste and not value.key_ok and luhn_ok(value.text):
        yield Hit("key")


LA_POSTE_BY_LUHN: Final = Rule[Any](
    id="identifiers.siret.la-poste-by-luhn",
    check=_la_poste_by_luhn,
    says=Text(
        fr="SIRET de La Poste qui satisfait la clé ordinaire mais pas la somme propre à La Poste : à vérifier.",
        en="SIRET of La Poste that satisfies the ordinary key but not the sum of La Poste: to be verified.",
    ),
    why=Text(
        fr="Les établissements de La Poste suivent une somme de chiffres multiple de 5 ; rien ne dit si "
        "d'anciens numéros gardent la "
        "clé ordinaire.",
        en="The sites of La Poste follow a sum of digits that is a multiple of 5; nothing says whether "
        "older numbers keep the "
        "ordinary key.",
    ),
    refs=(src.LA_POSTE,),
    since=None,
    severity=Severity.WARNING,
    confidence=Confidence.TO_CONFIRM,
)


def _siren_key_mismatch(value: Siret) -> Iterator[Hit]:
    if not value.siren.key_ok:
        yield Hit("siren.key")


SIREN_KEY_MISMATCH: Final = Rule[Any](
    id="identifiers.siret.siren-key-mismatch",
    check=_siren_key_mismatch,
    says=Text(
        fr="Les neuf premiers chiffres du SIRET ne satisfont pas la clé d'un SIREN.",
        en="The first nine digits of the SIRET do not satisfy the key of a SIREN.",
    ),
    why=Text(
        fr="Un SIRET contient le SIREN de son entité juridique, qui a sa propre clé ; La Poste ne fait "
        "pas exception ici.",
        en="A SIRET contains the SIREN of its legal entity, which has its own key; La Poste is no exception here.",
    ),
    refs=(src.SIRET,),
    since=None,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
)

SIRET: Final = Kind(
    name="siret",
    label=_SIRET_LABEL,
    form=_SIRET_FORM,
    build=Siret,
    malformed=malformed("siret", _SIRET_LABEL, Text("quatorze chiffres", "fourteen digits"), src.SIRET),
    faults=(
        degenerate("siret", _SIRET_LABEL, src.PRACTICE),
        key_mismatch("siret", _SIRET_LABEL, src.SIRET, src.LA_POSTE),
        LA_POSTE_BY_LUHN,
        SIREN_KEY_MISMATCH,
    ),
    zero_padded=True,
    lookalikes=(
        Lookalike(
            r"3[0-9]{14}",
            Text(
                "C'est l'écriture d'un Struct_IdNat (3 suivi du SIRET) : le contrôler comme tel.",
                "This is written as a Struct_IdNat (3 followed by the SIRET): check it as such.",
            ),
        ),
        Lookalike(
            r"MONACO[0-9A-Z]{8}",
            Text(
                "Forme particulière de Monaco : aucune clé ne s'y applique.",
                "Special form of Monaco: no key applies to it.",
            ),
        ),
    ),
)

KINDS: Final[tuple[Kind[Any], ...]] = (FINESS, SIREN, SIRET)

check_finess, parse_finess, is_valid_finess = FINESS.check, FINESS.parse, FINESS.is_valid
check_siren, parse_siren, is_valid_siren = SIREN.check, SIREN.parse, SIREN.is_valid
check_siret, parse_siret, is_valid_siret = SIRET.check, SIRET.parse, SIRET.is_valid
