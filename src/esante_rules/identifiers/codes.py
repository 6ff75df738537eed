"""Codes of terminologies, medicines and devices: form, and key where one is known. Existence is the affair of the
terminology.

A table: one row a scheme. A key is an error only where the text or thousands of real codes establish it (LOINC, SNOMED
CT, CIP13, UCD13); for CIP7 and LPP, whose official rule was not found, it is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import (
    STATE_OF_LAW,
    Confidence,
    Finding,
    Hit,
    Reference,
    Report,
    Rule,
    Severity,
    Text,
    known,
    require,
    require_day,
)
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers import _tidy
from esante_rules.identifiers._kind import Kind, Lookalike, key_mismatch, malformed
from esante_rules.identifiers.algorithms import gs1_key, luhn_ok, mod11_remainder, verhoeff_ok

Key = Callable[[str], "bool | None"]


def _loinc_ok(code: str) -> bool:
    return luhn_ok(code.replace("-", ""))


def _gs1_ok(code: str) -> bool:
    return code[-1] == gs1_key(code[:-1])


def _cip7_ok(code: str) -> bool | None:
    """None for the series 30xxxxx, which does not follow the key, and when the remainder is 10, a case never met."""
    remainder = mod11_remainder(code[:6])
    return None if code.startswith("30") or remainder == 10 else int(code[-1]) == remainder


def _lpp_ok(code: str) -> bool | None:
    """None for a code with letters; a remainder of 10 is read 0, so that 0 stands for two remainders."""
    return int(code[-1]) == mod11_remainder(code[:6]) % 10 if re.fullmatch(r"[0-9]{7}", code) else None


_KEYS: Final[Mapping[str, Key]] = {
    "loinc": _loinc_ok,
    "snomed-ct": verhoeff_ok,
    "cip13": _gs1_ok,
    "ucd13": _gs1_ok,
    "cip7": _cip7_ok,
    "lpp": _lpp_ok,
}

FORMS: Final[Mapping[str, str]] = {
    "loinc": r"[0-9]{1,7}-[0-9]",
    "loinc-answer": r"LA[0-9]{1,9}-[0-9]",
    "snomed-ct": r"[1-9][0-9]{5,17}",
    "cim-10": r"[A-Z][0-9]{2}(?:\.?[0-9A-Z+]{1,4})?",
    "cim-11": r"[0-9A-Z][A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,3})?|X[0-9A-Z]{3,5}(?:\.[0-9A-Z]{1,3})?",
    "cisp-2": r"[A-Z][0-9]{2}",
    "atc": r"[A-Z](?:[0-9]{2}(?:[A-Z](?:[A-Z](?:[0-9]{2})?)?)?)?",
    "ccam": r"[A-Z]{4}[0-9]{3}",
    "nabm": r"[0-9]{4}",
    "ngap": r"[A-Z]{1,10}",
    "lpp": r"[0-9A-Z]{7}",
    "cis": r"6[0-9]{7}",
    "cip13": r"3400[0-9]{9}",
    "cip7": r"[0-9]{7}",
    "ucd13": r"34008[0-9]{8}",
    "medicabase": r"MV[0-9]{8}",
    "edqm": r"[0-9]{8}",
    "orphanet": r"[0-9]{1,10}",
    "adicap": r"[0-9A-Z]{1,20}",
    "emdn": r"[A-Z](?:[0-9]{2}){0,8}",
    "cladimed": r"[A-Z][0-9]{2}(?:[A-Z]{2}(?:[0-9]{2})?)?",
    "snomed-35": r"[A-Z][0-9]?-[0-9A-Z]{3,6}",
}
"""The strict form of each scheme."""


@frozen
class Code:
    """A well-formed code of a scheme. Its `repr` shows the scheme only: a code may tell a patient's illness."""

    scheme: str
    text: str = field(repr=False)

    def __attrs_post_init__(self) -> None:
        require(self.text, str, "text")
        if not re.fullmatch(FORMS[known(self.scheme, FORMS, "scheme")], self.text):
            raise ValueError("the text does not have the form of the scheme")

    @property
    def key_ok(self) -> bool | None:
        """Does the key hold? None when the scheme, or this code of it, has none that can be verified."""
        key = _KEYS.get(self.scheme)
        return key(self.text) if key else None

    @property
    def level(self) -> int | None:
        """The level of an ATC code, 1 (anatomical group) to 5 (substance); None for the other schemes."""
        return {1: 1, 3: 2, 4: 3, 5: 4, 7: 5}[len(self.text)] if self.scheme == "atc" else None

    @property
    def cip7(self) -> str | None:
        """The seven digits inside a CIP13 that begins 34009; None otherwise."""
        return self.text[5:12] if self.scheme == "cip13" and self.text.startswith("34009") else None


_UNKNOWN_PARTITION_FORM: Final = re.compile(r"[0-9]*(?:00|01|02|03|04|05|10|11|12|13|14|15)[0-9]")


def _unknown_partition(code: Code) -> Iterator[Hit]:
    if not _UNKNOWN_PARTITION_FORM.fullmatch(code.text):
        yield Hit("partition")


UNKNOWN_PARTITION: Final = Rule[Any](
    id="identifiers.snomed-ct.unknown-partition",
    check=_unknown_partition,
    says=Text(
        fr="Les deux chiffres qui précèdent la clé ne sont pas une partition connue de SNOMED CT.",
        en="The two digits before the key are not a known partition of SNOMED CT.",
    ),
    why=Text(
        fr="La partition dit si l'identifiant est celui d'un concept, d'une description ou d'une "
        "relation, et s'il vient d'une "
        "extension.",
        en="The partition says whether the identifier is that of a concept, a description or a "
        "relationship, and whether it comes from "
        "an extension.",
    ),
    refs=(src.SNOMED,),
    since=None,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)


def _ucd_as_cip(code: Code) -> Iterator[Hit]:
    if code.text.startswith("34008"):
        yield Hit("form")


UCD_AS_CIP: Final = Rule[Any](
    id="identifiers.cip13.ucd-code",
    check=_ucd_as_cip,
    says=Text(
        fr="Ce code commence par 34008 : c'est un code UCD (unité commune de dispensation), pas le CIP d'une boîte.",
        en="This code begins with 34008: it is a UCD code (common unit of dispensation), not the CIP of a box.",
    ),
    why=Text(
        fr="Confondre la boîte et l'unité fausse les quantités dispensées.",
        en="Taking the unit for the box makes the quantities dispensed wrong.",
    ),
    refs=(src.CIP_UCD,),
    since=None,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)


def _lettered(code: Code) -> Iterator[Hit]:
    if code.key_ok is None:
        yield Hit("form")


LPP_LETTERED: Final = Rule[Any](
    id="identifiers.lpp.unverifiable",
    check=_lettered,
    says=Text(
        fr="Code LPP avec des lettres : quelques familles en portent, mais sa clé ne peut pas être vérifiée.",
        en="LPP code with letters: some families have them, but its key cannot be verified.",
    ),
    why=Text(
        fr="Certains codes de compression et d'aérosolthérapie seraient alphanumériques ; cela reste à confirmer.",
        en="Some codes for compression and aerosol therapy are said to be alphanumeric; it remains to be confirmed.",
    ),
    refs=(src.LPP,),
    since=None,
    severity=Severity.INFO,
    confidence=Confidence.TO_CONFIRM,
)

_ANSWER: Final = Lookalike(
    r"LA[0-9]+-[0-9]",
    Text(
        "C'est un code de réponse LOINC, d'un autre système : la clé LOINC ne s'y applique pas.",
        "This is a LOINC answer code, another scheme: the LOINC key does not apply to it.",
    ),
)
_NO_KEY: Final = Lookalike(
    r"[0-9]{1,7}", Text("Il manque le tiret et le chiffre de contrôle.", "The hyphen and the check digit are missing.")
)


def _kind(
    name: str,
    label: tuple[str, str],
    shape: tuple[str, str],
    ref: Reference,
    *more: Rule[Any],
    key: tuple[Severity, Confidence] | None = None,
    confidence: Confidence = Confidence.PROBABLE,
    zero_padded: bool = False,
    lookalikes: tuple[Lookalike, ...] = (),
) -> Kind[Code]:
    text = Text(*label)
    keys = (key_mismatch(name, text, ref, severity=key[0], confidence=key[1]),) if key else ()
    return Kind(
        name=name,
        label=text,
        form=FORMS[name],
        build=partial(Code, name),
        malformed=malformed(name, text, Text(*shape), ref, confidence=confidence),
        faults=(*keys, *more),
        tidy=_tidy.code,
        zero_padded=zero_padded,
        lookalikes=lookalikes,
    )


_E, _W = Severity.ERROR, Severity.WARNING
_A, _B, _C = Confidence.CERTAIN, Confidence.PROBABLE, Confidence.TO_CONFIRM

LOINC: Final = _kind(
    "loinc",
    ("un code LOINC", "a LOINC code"),
    ("un à sept chiffres, un tiret et un chiffre de contrôle", "one to seven digits, a hyphen and a check digit"),
    src.LOINC,
    key=(_E, _B),
    lookalikes=(_ANSWER, _NO_KEY),
)
LOINC_ANSWER: Final = _kind(
    "loinc-answer",
    ("un code de réponse LOINC", "a LOINC answer code"),
    ("LA, des chiffres, un tiret et un chiffre", "LA, digits, a hyphen and a digit"),
    src.LOINC,
)
SNOMED_CT: Final = _kind(
    "snomed-ct",
    ("un identifiant SNOMED CT", "a SNOMED CT identifier"),
    ("six à dix-huit chiffres", "six to eighteen digits"),
    src.SNOMED,
    UNKNOWN_PARTITION,
    key=(_E, _A),
    confidence=_A,
)
CIM_10: Final = _kind(
    "cim-10",
    ("un code CIM-10", "a CIM-10 (ICD-10) code"),
    (
        "une lettre et deux chiffres, puis jusqu'à quatre caractères, avec ou sans point",
        "a letter and two digits, then up to four characters, with or without a dot",
    ),
    src.CIM,
)
CIM_11: Final = _kind(
    "cim-11",
    ("un code CIM-11", "a CIM-11 (ICD-11) code"),
    ("par exemple NF0A.4 ou XM7VB5", "for example NF0A.4 or XM7VB5"),
    src.CIM,
    confidence=_C,
)
CISP_2: Final = _kind(
    "cisp-2",
    ("un code CISP-2", "a CISP-2 (ICPC-2) code"),
    ("une lettre et deux chiffres", "a letter and two digits"),
    src.CISP,
    confidence=_C,
)
ATC: Final = _kind(
    "atc",
    ("un code ATC", "an ATC code"),
    (
        "une lettre, deux chiffres, une lettre, une lettre et deux chiffres, jusqu'à l'un des cinq niveaux",
        "a letter, two digits, a letter, a letter and two digits, down to one of the five levels",
    ),
    src.ATC,
)
CCAM: Final = _kind(
    "ccam",
    ("un code CCAM", "a CCAM code"),
    ("quatre lettres et trois chiffres", "four letters and three digits"),
    src.CCAM,
    confidence=_A,
)
NABM: Final = _kind(
    "nabm", ("un code NABM", "an NABM code"), ("quatre chiffres", "four digits"), src.NABM, zero_padded=True
)
NGAP: Final = _kind(
    "ngap", ("une lettre clé NGAP", "an NGAP key letter"), ("des lettres", "letters"), src.NGAP, confidence=_C
)
LPP: Final = _kind(
    "lpp",
    ("un code LPP", "an LPP code"),
    ("sept chiffres, parfois des lettres", "seven digits, sometimes letters"),
    src.LPP,
    LPP_LETTERED,
    key=(_W, _B),
    zero_padded=True,
)
CIS: Final = _kind(
    "cis",
    ("un code CIS", "a CIS code"),
    ("huit chiffres dont le premier est 6", "eight digits, the first being 6"),
    src.MEDICINES,
)
CIP13: Final = _kind(
    "cip13",
    ("un code CIP13", "a CIP13 code"),
    ("3400 suivi de neuf chiffres", "3400 followed by nine digits"),
    src.CIP_UCD,
    UCD_AS_CIP,
    key=(_E, _A),
    confidence=_A,
)
CIP7: Final = _kind(
    "cip7", ("un code CIP7", "a CIP7 code"), ("sept chiffres", "seven digits"), src.MEDICINES, key=(_W, _B)
)
UCD13: Final = _kind(
    "ucd13",
    ("un code UCD13", "a UCD13 code"),
    ("34008 suivi de huit chiffres", "34008 followed by eight digits"),
    src.CIP_UCD,
    key=(_E, _A),
    confidence=_A,
)
MEDICABASE: Final = _kind(
    "medicabase",
    ("un code Medicabase", "a Medicabase code"),
    ("MV suivi de huit chiffres", "MV followed by eight digits"),
    src.NATIONAL_CODES,
)
EDQM: Final = _kind("edqm", ("un terme EDQM", "an EDQM term"), ("huit chiffres", "eight digits"), src.NATIONAL_CODES)
ORPHANET: Final = _kind(
    "orphanet", ("un code Orphanet", "an Orphanet code"), ("des chiffres", "digits only"), src.NATIONAL_CODES
)
ADICAP: Final = _kind(
    "adicap",
    ("un code ADICAP", "an ADICAP code"),
    ("des lettres et des chiffres", "letters and digits"),
    src.NATIONAL_CODES,
    confidence=_C,
)
EMDN: Final = _kind(
    "emdn",
    ("un code EMDN", "an EMDN code"),
    ("une lettre puis un nombre pair de chiffres", "a letter then an even number of digits"),
    src.NATIONAL_CODES,
    confidence=_C,
)
CLADIMED: Final = _kind(
    "cladimed",
    ("un code CLADIMED", "a CLADIMED code"),
    ("par exemple C50FA05", "for example C50FA05"),
    src.NATIONAL_CODES,
    confidence=_C,
)
SNOMED_35: Final = _kind(
    "snomed-35",
    ("un code SNOMED 3.5", "a SNOMED 3.5 code"),
    ("l'axe, un tiret et un code, par exemple D4-0100", "the axis, a hyphen and a code, for example D4-0100"),
    src.NATIONAL_CODES,
    confidence=_C,
)

KINDS: Final[tuple[Kind[Code], ...]] = (
    LOINC,
    LOINC_ANSWER,
    SNOMED_CT,
    CIM_10,
    CIM_11,
    CISP_2,
    ATC,
    CCAM,
    NABM,
    NGAP,
    LPP,
    CIS,
    CIP13,
    CIP7,
    UCD13,
    MEDICABASE,
    EDQM,
    ORPHANET,
    ADICAP,
    EMDN,
    CLADIMED,
    SNOMED_35,
)

CODE_SYSTEMS: Final[Mapping[str, tuple[str, ...]]] = {
    "2.16.840.1.113883.6.1": ("loinc", "loinc-answer"),
    "2.16.840.1.113883.6.96": ("snomed-ct",),
    "2.16.840.1.113883.6.3": ("cim-10",),
    "2.16.840.1.113883.6.347": ("cim-11",),
    "2.16.840.1.113883.6.139": ("cisp-2",),
    "2.16.840.1.113883.6.73": ("atc",),
    "1.2.250.1.213.2.5": ("ccam",),
    "1.2.250.1.215.300.1": ("ccam",),
    "1.2.250.1.213.2.7": ("nabm",),
    "1.2.250.1.215.200.4.1": ("nabm",),
    "1.2.250.1.213.2.10": ("ngap",),
    "1.2.250.1.215.200.3.3": ("ngap",),
    "1.2.250.1.215.200.2.1": ("lpp",),
    "1.2.250.1.213.2.3.1": ("cis",),
    "1.2.250.1.213.2.3.2": ("cip13", "cip7"),
    "1.2.250.1.213.2.3.3": ("ucd13",),
    "1.2.250.1.213.2.59": ("medicabase",),
    "0.4.0.127.0.16.1.1.2.1": ("edqm",),
    "1.2.250.1.213.2.49": ("orphanet",),
    "1.2.250.1.213.2.11": ("adicap",),
    "1.2.250.1.213.2.68": ("emdn",),
    "1.2.250.1.213.2.65": ("cladimed",),
    "1.2.250.1.213.2.12": ("snomed-35",),
}
"""The schemes that an OID may carry; two OIDs of one scheme are equivalent."""

CIP7_RANGES: Final = (
    (300000, 399999, Text("médicament", "medicine")),
    (500000, 549999, Text("produit dentaire", "dental product")),
    (550000, 589999, Text("usage hospitalier ou accès précoce", "hospital use or early access")),
    (590000, 599999, Text("médicament importé", "imported medicine")),
    (670000, 699999, Text("médicament vétérinaire", "veterinary medicine")),
    (900000, 999999, Text("unité commune de dispensation", "common unit of dispensation")),
)
"""What the first six digits of a CIP7 say, bounds included (one secondary source: to confirm)."""


def cip7_range(code: str) -> Text | None:
    """What the range of a CIP7 says of the product; None outside the known ranges. `Refused` when it is not a CIP7."""
    first_six = int(CIP7.parse(code).text[:6])
    return next((says for low, high, says in CIP7_RANGES if low <= first_six <= high), None)


def same_code_system(one: str, other: str) -> bool:
    """Do two OIDs name the same code system? CCAM, NABM and NGAP have two each."""
    require(one, str, "one")
    require(other, str, "other")
    schemes = CODE_SYSTEMS.get(one)
    return one == other or (schemes is not None and schemes == CODE_SYSTEMS.get(other))


UNKNOWN_SYSTEM: Final = Rule[Any](
    id="identifiers.code.unknown-system",
    says=Text(
        fr="Système de codage inconnu de la bibliothèque : la forme du code n'est pas vérifiée.",
        en="Code system unknown to the library: the form of the code is not verified.",
    ),
    why=Text(
        fr="Chaque liste nationale a ses codes ; ne rien dire laisserait croire que le code a été contrôlé.",
        en="Each national list has its codes; saying nothing would suggest that the code was checked.",
    ),
    refs=(src.NATIONAL_CODES,),
    since=None,
    severity=Severity.INFO,
    confidence=Confidence.CERTAIN,
)

RULES: Final[tuple[Rule[Any], ...]] = (*(rule for kind in KINDS for rule in kind.rules), UNKNOWN_SYSTEM)


def check_code(code_system: str, code: str, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report the faults of form and key of `code` in the code system of that OID.

    When the OID carries two schemes, the one whose form fits is applied, else the first. An OID that the library does
    not know gives an INFO finding: the code was not checked.
    """
    require(code_system, str, "code_system")
    require(code, str, "code")
    require_day(as_of, "as_of")
    schemes = CODE_SYSTEMS.get(code_system)
    if schemes is None:
        return Report(as_of=as_of, findings=(Finding(rule=UNKNOWN_SYSTEM, at="system"),), evaluated=(UNKNOWN_SYSTEM,))
    kinds = [kind for kind in KINDS if kind.name in schemes]
    chosen = next((kind for kind in kinds if kind.matches(code)), kinds[0])
    return Report(as_of=as_of, evaluated=(UNKNOWN_SYSTEM,)).merge(chosen.check(code, as_of=as_of))


check_loinc, parse_loinc, is_valid_loinc = LOINC.check, LOINC.parse, LOINC.is_valid
check_loinc_answer, parse_loinc_answer, is_valid_loinc_answer = (
    LOINC_ANSWER.check,
    LOINC_ANSWER.parse,
    LOINC_ANSWER.is_valid,
)
check_snomed_ct, parse_snomed_ct, is_valid_snomed_ct = SNOMED_CT.check, SNOMED_CT.parse, SNOMED_CT.is_valid
check_cim_10, parse_cim_10, is_valid_cim_10 = CIM_10.check, CIM_10.parse, CIM_10.is_valid
check_cim_11, parse_cim_11, is_valid_cim_11 = CIM_11.check, CIM_11.parse, CIM_11.is_valid
check_cisp_2, parse_cisp_2, is_valid_cisp_2 = CISP_2.check, CISP_2.parse, CISP_2.is_valid
check_atc, parse_atc, is_valid_atc = ATC.check, ATC.parse, ATC.is_valid
check_ccam, parse_ccam, is_valid_ccam = CCAM.check, CCAM.parse, CCAM.is_valid
check_nabm, parse_nabm, is_valid_nabm = NABM.check, NABM.parse, NABM.is_valid
check_ngap, parse_ngap, is_valid_ngap = NGAP.check, NGAP.parse, NGAP.is_valid
check_lpp, parse_lpp, is_valid_lpp = LPP.check, LPP.parse, LPP.is_valid
check_cis, parse_cis, is_valid_cis = CIS.check, CIS.parse, CIS.is_valid
check_cip13, parse_cip13, is_valid_cip13 = CIP13.check, CIP13.parse, CIP13.is_valid
check_cip7, parse_cip7, is_valid_cip7 = CIP7.check, CIP7.parse, CIP7.is_valid
check_ucd13, parse_ucd13, is_valid_ucd13 = UCD13.check, UCD13.parse, UCD13.is_valid
check_medicabase, parse_medicabase, is_valid_medicabase = MEDICABASE.check, MEDICABASE.parse, MEDICABASE.is_valid
check_edqm, parse_edqm, is_valid_edqm = EDQM.check, EDQM.parse, EDQM.is_valid
check_orphanet, parse_orphanet, is_valid_orphanet = ORPHANET.check, ORPHANET.parse, ORPHANET.is_valid
check_adicap, parse_adicap, is_valid_adicap = ADICAP.check, ADICAP.parse, ADICAP.is_valid
check_emdn, parse_emdn, is_valid_emdn = EMDN.check, EMDN.parse, EMDN.is_valid
check_cladimed, parse_cladimed, is_valid_cladimed = CLADIMED.check, CLADIMED.parse, CLADIMED.is_valid
check_snomed_35, parse_snomed_35, is_valid_snomed_35 = SNOMED_35.check, SNOMED_35.parse, SNOMED_35.is_valid
