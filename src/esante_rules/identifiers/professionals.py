"""Numbers of professionals: RPPS, ADELI (ended), their practices, AM number, and the national identifier PS_IdNat.

A wrong key is a warning: among the official samples, nearly nine professional identifiers in ten have one.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import Confidence, Hit, Rule, Severity, Text
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers._kind import Kind, Lookalike, all_equal, degenerate, formed, key_mismatch, malformed
from esante_rules.identifiers.algorithms import lettered_luhn_key, luhn_key
from esante_rules.identifiers.misplaced import patient_rules

_RPPS_FORM: Final = r"[0-9]{11}"
_RPPS_LABEL: Final = Text("un numéro RPPS", "an RPPS number")


@frozen
class Rpps:
    """An RPPS number: eleven digits without meaning, one for life. Hidden from `repr`: it names a person."""

    text: str = field(repr=False, validator=formed(_RPPS_FORM))

    @property
    def expected_key(self) -> str:
        """The key that the first ten digits call for."""
        return luhn_key(self.text[:-1])

    @property
    def key_ok(self) -> bool:
        """Does the last digit hold?"""
        return self.text[-1] == self.expected_key

    @property
    def degenerate(self) -> bool:
        """True for one digit repeated."""
        return all_equal(self.text)


RPPS: Final = Kind(
    name="rpps",
    label=_RPPS_LABEL,
    form=_RPPS_FORM,
    build=Rpps,
    before=patient_rules("rpps", Text("RPPS d'un professionnel", "RPPS of a professional")),
    malformed=malformed("rpps", _RPPS_LABEL, Text("onze chiffres", "eleven digits"), src.RPPS_ARRETE),
    faults=(
        degenerate("rpps", _RPPS_LABEL, src.PRACTICE),
        key_mismatch("rpps", _RPPS_LABEL, src.RPPS_ARRETE, src.PRACTICE),
    ),
    zero_padded=True,
    lookalikes=(
        Lookalike(
            r"8[0-9]{11}",
            Text(
                "C'est l'écriture d'un PS_IdNat (8 suivi du RPPS) : le contrôler comme tel.",
                "This is written as a PS_IdNat (8 followed by the RPPS): check it as such.",
            ),
        ),
    ),
)

_ADELI_FORM: Final = r"[0-9][0-9A-Z][0-9]{7}"
_ADELI_LABEL: Final = Text("un numéro ADELI", "an ADELI number")


@frozen
class Adeli:
    """An ADELI number: department, profession, order and key. Hidden from `repr`: it names a person."""

    text: str = field(repr=False, validator=formed(_ADELI_FORM))

    @property
    def department(self) -> str:
        """The two characters of the department of registration."""
        return self.text[:2]

    @property
    def profession(self) -> str:
        """The two digits of the profession (93 for a psychologist)."""
        return self.text[2:4]

    @property
    def expected_key(self) -> str | None:
        """The key called for; None when the letter of the department is not A or B, whose reading is not known."""
        return lettered_luhn_key(self.text[:-1]) if self.text[1] in "0123456789AB" else None

    @property
    def key_ok(self) -> bool | None:
        """Does the last digit hold? None when it cannot be told."""
        return None if self.expected_key is None else self.text[-1] == self.expected_key

    @property
    def degenerate(self) -> bool:
        """True for one digit repeated."""
        return all_equal(self.text)


RETIRED: Final = Rule[Any](
    id="identifiers.adeli.retired",
    check=lambda _: (Hit("form"),),
    says=Text(
        fr="Numéro ADELI dans un document postérieur à la fin du répertoire : utiliser le numéro RPPS de la personne.",
        en="ADELI number in a document later than the end of the register: use the person's RPPS number.",
    ),
    why=Text(
        fr="Le répertoire ADELI est obsolète depuis le 20 septembre 2024 ; ses professionnels sont "
        "passés au RPPS. Un document plus "
        "ancien garde valablement son numéro.",
        en="The ADELI register is obsolete since 20 September 2024; its professionals moved to the "
        "RPPS. An older document "
        "rightly keeps its number.",
    ),
    refs=(src.ADELI_END,),
    since=date(2024, 9, 20),
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)

ADELI: Final = Kind(
    name="adeli",
    label=_ADELI_LABEL,
    form=_ADELI_FORM,
    build=Adeli,
    malformed=malformed(
        "adeli",
        _ADELI_LABEL,
        Text(
            "neuf caractères, chiffres sauf une lettre possible en deuxième position",
            "nine characters, digits except a possible letter in second place",
        ),
        src.PS_IDNAT,
    ),
    faults=(
        degenerate("adeli", _ADELI_LABEL, src.PRACTICE),
        key_mismatch("adeli", _ADELI_LABEL, src.PRACTICE, confidence=Confidence.TO_CONFIRM),
        RETIRED,
    ),
    zero_padded=True,
)

_ADELI_RANG_FORM: Final = r"[0-9][0-9A-Z][0-9]{9}"
_ADELI_RANG_LABEL: Final = Text("un ADELI-rang", "an ADELI-rang")


@frozen
class AdeliRang:
    """The practice of a professional under ADELI: nine characters and a rank of two digits."""

    text: str = field(repr=False, validator=formed(_ADELI_RANG_FORM))

    @property
    def adeli(self) -> Adeli:
        """The number of the professional."""
        return Adeli(self.text[:9])

    @property
    def rank(self) -> str:
        """The rank of the practice."""
        return self.text[9:]


ADELI_RANG: Final = Kind(
    name="adeli-rang",
    label=_ADELI_RANG_LABEL,
    form=_ADELI_RANG_FORM,
    build=AdeliRang,
    malformed=malformed(
        "adeli-rang",
        _ADELI_RANG_LABEL,
        Text(
            "les neuf caractères d'un numéro ADELI et un rang de deux chiffres",
            "the nine characters of an ADELI number and a rank of two digits",
        ),
        src.FR_CORE,
    ),
    inner=lambda value: ("adeli", ADELI, value.adeli),
    zero_padded=True,
)

_RPPS_RANG_FORM: Final = r"[0-9]{13,14}"
_RPPS_RANG_LABEL: Final = Text("un RPPS-rang", "an RPPS-rang")


@frozen
class RppsRang:
    """The practice of a professional under the RPPS: eleven digits and a rank of two (FR Core) or three (published
    samples).
    """

    text: str = field(repr=False, validator=formed(_RPPS_RANG_FORM))

    @property
    def rpps(self) -> Rpps:
        """The number of the professional."""
        return Rpps(self.text[:11])

    @property
    def rank(self) -> str:
        """The rank of the practice, as written: its length tells which of the two writings it is."""
        return self.text[11:]


RPPS_RANG: Final = Kind(
    name="rpps-rang",
    label=_RPPS_RANG_LABEL,
    form=_RPPS_RANG_FORM,
    build=RppsRang,
    malformed=malformed(
        "rpps-rang",
        _RPPS_RANG_LABEL,
        Text(
            "les onze chiffres d'un RPPS et un rang de deux ou trois chiffres",
            "the eleven digits of an RPPS and a rank of two or three digits",
        ),
        src.FR_CORE,
        src.PRACTICE,
        confidence=Confidence.PROBABLE,
    ),
    inner=lambda value: ("rpps", RPPS, value.rpps),
)

_AM_FORM: Final = r"[0-9]{9}"
_AM_LABEL: Final = Text("un numéro d'assurance maladie de professionnel", "a health insurance number of a professional")


@frozen
class AmNumber:
    """The number that the health insurance gives to a professional for an activity and a place; its inner structure is
    unknown.
    """

    text: str = field(repr=False, validator=formed(_AM_FORM))


AM_NUMBER: Final = Kind(
    name="am-number",
    label=_AM_LABEL,
    form=_AM_FORM,
    build=AmNumber,
    malformed=malformed("am-number", _AM_LABEL, Text("neuf chiffres", "nine digits"), src.AM_NUMBER),
    zero_padded=True,
)

KINDS: Final[tuple[Kind[Any], ...]] = (RPPS, ADELI, ADELI_RANG, RPPS_RANG, AM_NUMBER)

check_rpps, parse_rpps, is_valid_rpps = RPPS.check, RPPS.parse, RPPS.is_valid
check_adeli, parse_adeli, is_valid_adeli = ADELI.check, ADELI.parse, ADELI.is_valid
check_adeli_rang, parse_adeli_rang, is_valid_adeli_rang = ADELI_RANG.check, ADELI_RANG.parse, ADELI_RANG.is_valid
check_rpps_rang, parse_rpps_rang, is_valid_rpps_rang = RPPS_RANG.check, RPPS_RANG.parse, RPPS_RANG.is_valid
check_am_number, parse_am_number, is_valid_am_number = AM_NUMBER.check, AM_NUMBER.parse, AM_NUMBER.is_valid
