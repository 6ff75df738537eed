"""Numbers of patients that are not the INS: INS-C (legacy), local ids, the DUI id of the medico-social sector, units.

The INS itself belongs to `esante_rules.ins`. Every value here is personal data and hidden from `repr`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import (
    STATE_OF_LAW,
    Confidence,
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
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers import _tidy
from esante_rules.identifiers._kind import Kind, _moved, formed, key_mismatch, malformed
from esante_rules.identifiers.algorithms import mod97_key
from esante_rules.identifiers.namespaces import check_namespace
from esante_rules.identifiers.structures import FINESS, FINESS_FORM, Finess


def _at_most(limit: str) -> str:
    """A regular expression of the numbers, on as many digits, up to `limit`."""
    lower = (
        f"{limit[:place]}[0-{int(digit) - 1}][0-9]{{{len(limit) - place - 1}}}"
        for place, digit in enumerate(limit)
        if digit != "0"
    )
    return "|".join((limit, *lower))


_INS_C_FORM: Final = rf"(?:{_at_most(str(2**64 - 1))})[0-9]{{2}}"
_INS_C_LABEL: Final = Text("un INS-C", "an INS-C")


@frozen
class InsC:
    """An INS-C: twenty digits of a hash and a key of two. Legacy: it is recognised, never used."""

    text: str = field(repr=False, validator=formed(_INS_C_FORM))

    @property
    def expected_key(self) -> str:
        """The key that the first twenty digits call for."""
        return mod97_key(self.text[:20])

    @property
    def key_ok(self) -> bool:
        """Do the last two digits hold?"""
        return self.text[20:] == self.expected_key


SUPERSEDED: Final = Rule[Any](
    id="identifiers.ins-c.superseded",
    check=lambda _: (Hit("form"),),
    says=Text(
        fr="INS-C dans un document récent : l'identité nationale de santé est l'INS, obligatoire depuis "
        "le 1er janvier 2021.",
        en="INS-C in a recent document: the national health identity is the INS, mandatory since 1 January 2021.",
    ),
    why=Text(
        fr="L'INS-C était calculé à partir de la carte Vitale et n'est plus fiable ni échangé ; il ne "
        "sert qu'à retrouver d'anciens dossiers.",
        en="The INS-C was computed from the Vitale card and is neither reliable nor exchanged any more; "
        "it only helps to find old records.",
    ),
    refs=(src.INS_MANDATORY, src.INS_C),
    since=date(2021, 1, 1),
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
)

INS_C: Final = Kind(
    name="ins-c",
    label=_INS_C_LABEL,
    form=_INS_C_FORM,
    build=InsC,
    malformed=malformed(
        "ins-c",
        _INS_C_LABEL,
        Text(
            "vingt-deux chiffres, dont les vingt premiers tiennent sur huit octets",
            "twenty-two digits, the first twenty of which fit in eight bytes",
        ),
        src.INS_C,
    ),
    faults=(key_mismatch("ins-c", _INS_C_LABEL, src.INS_C, severity=Severity.ERROR), SUPERSEDED),
)


def compute_ins_c(first_name: str, born: str, nir: str) -> str:
    """The INS-C of a person, only to recognise a legacy identifier.

    `first_name` is in capital letters A to Z (the treatment of accents, hyphens and names above ten letters is not
    known with certainty: the name is cut at ten); `born` is `YYMMDD`; `nir` the 13 digits or letters without key.
    `ValueError`, without the values, when an argument has another form.
    """
    import hashlib  # only here: it costs more than the rest of the module

    for name, value, form in (
        ("first_name", first_name, r"[A-Z][A-Z '-]*"),
        ("born", born, r"[0-9]{6}"),
        ("nir", nir, r"[0-9]{5}(?:[0-9]{2}|2[AB])[0-9]{6}"),
    ):
        require(value, str, name)
        if not re.fullmatch(form, value):
            raise ValueError(f"{name} does not have the expected form")
    digest = hashlib.sha256((first_name[:10].ljust(10) + born + nir).encode("ascii")).digest()
    body = f"{int.from_bytes(digest[:8], 'big'):020d}"
    return body + mod97_key(body)


_SUFFIXES: Final = "EVAL|EVN|TPPat|TPPro|SEJOUR"
# The local part is free, as in a PS_IdNat; its length is bounded so that the search for the suffix stays cheap.
_DUI_FORM: Final = rf"3{FINESS_FORM}/(?![ \u00a0]+\Z)[^\x00-\x1f\x7f-\x9f]{{1,200}}"
_DUI_LABEL: Final = Text("un identifiant local d'usager (DUI)", "a local id of a user (DUI)")


@frozen
class DuiId:
    """A local id of the DUI: `3`, the FINESS of the structure, `/`, the user, and what of the user it designates, if
    not the user.
    """

    text: str = field(repr=False, validator=formed(_DUI_FORM))

    @property
    def finess(self) -> Finess:
        """The structure that gave the id."""
        return Finess(self.text[1:10])

    @property
    def user(self) -> str:
        """The local id of the user."""
        return self._parts()[0]

    @property
    def part(self) -> str | None:
        """EVAL (evaluation), EVN (event), TPPat, TPPro (third parties) or SEJOUR (stay); None for the user."""
        return self._parts()[1]

    @property
    def rank(self) -> str | None:
        """Which evaluation, event, third party or stay."""
        return self._parts()[2]

    def _parts(self) -> tuple[str, str | None, str | None]:
        local = self.text[11:]
        found = re.fullmatch(rf"(.+?)-({_SUFFIXES})-(.+)", local)
        return (found[1], found[2], found[3]) if found else (local, None, None)


DUI_ID: Final = Kind(
    name="dui-id",
    label=_DUI_LABEL,
    form=_DUI_FORM,
    build=DuiId,
    malformed=malformed(
        "dui-id",
        _DUI_LABEL,
        Text(
            "3, le FINESS de la structure, / et l'identifiant local",
            "3, the FINESS of the structure, / and the local id",
        ),
        src.DUI_TRANSFER,
    ),
    inner=lambda value: ("finess", FINESS, value.finess),
    tidy=_tidy.prefixed,
)


@frozen
class _Local:
    value: str = field(repr=False)
    parent: str | None = field(repr=False)


def _empty(local: _Local) -> Iterator[Hit]:
    if not local.value.strip():
        yield Hit("value")


def _no_parent(local: _Local) -> Iterator[Hit]:
    if not (local.parent or "").strip():
        yield Hit("parent")


def _local_rules(family: str, what: Text, parent: Text, *refs: Reference) -> tuple[Rule[Any], Rule[Any]]:
    return (
        Rule(
            id=f"identifiers.{family}.empty",
            check=_empty,
            says=Text(fr=f"L'identifiant {what.fr} est vide.", en=f"The identifier {what.en} is empty."),
            why=Text(
                fr=f"Un identifiant {what.fr} n'a pas de forme nationale, mais il en faut un.",
                en=f"An identifier {what.en} has no national form, but there must be one.",
            ),
            refs=refs,
            since=None,
            severity=Severity.ERROR,
            confidence=Confidence.CERTAIN,
        ),
        Rule(
            id=f"identifiers.{family}.without-parent",
            check=_no_parent,
            says=Text(
                fr=f"L'identifiant {what.fr} n'est rattaché à {parent.fr}.",
                en=f"The identifier {what.en} is attached to {parent.en}.",
            ),
            why=Text(
                fr=f"Un identifiant {what.fr} n'est unique que chez celui qui l'attribue.",
                en=f"An identifier {what.en} is unique only where it was given.",
            ),
            refs=refs,
            since=None,
            severity=Severity.ERROR,
            confidence=Confidence.CERTAIN,
        ),
    )


_PATIENT_RULES: Final = _local_rules(
    "local-patient-id",
    Text("local du patient (IPP, IEP)", "of the patient in the structure (IPP, IEP)"),
    Text("aucune autorité d'affectation", "no assigning authority"),
    src.IDENTITO,
)
_UNIT_RULES: Final = _local_rules(
    "unit-id",
    Text("de l'unité (UF, UM, pôle, service)", "of the unit (UF, UM, pole, service)"),
    Text("aucune structure", "no structure"),
    src.FR_CORE,
)


def check_local_patient_id(
    value: str, authority: str | None, *, environment: str = "production", as_of: date = STATE_OF_LAW
) -> Report:
    """Report the faults of an IPP or IEP: any non-empty string, under an assigning authority that is a valid namespace
    OID.
    """
    report = _check_local(_PATIENT_RULES, value, authority, "authority", as_of)
    if not (authority or "").strip():
        return report
    return report.merge(_moved(check_namespace(str(authority), environment=environment, as_of=as_of), "authority"))


def check_unit_id(value: str, structure: str | None, *, as_of: date = STATE_OF_LAW) -> Report:
    """Report the faults of a local code of unit: any non-empty string, with the identifier of its structure."""
    return _check_local(_UNIT_RULES, value, structure, "structure", as_of)


def _check_local(rules: tuple[Rule[Any], ...], value: str, parent: str | None, name: str, as_of: date) -> Report:
    require(value, str, "value")
    require(parent, (str, type(None)), name)
    require_day(as_of, "as_of")
    return run(rules, _Local(value, parent), as_of=as_of)


KINDS: Final[tuple[Kind[Any], ...]] = (INS_C, DUI_ID)
RULES: Final[tuple[Rule[Any], ...]] = (*INS_C.rules, *DUI_ID.rules, *_PATIENT_RULES, *_UNIT_RULES)

check_ins_c, parse_ins_c, is_valid_ins_c = INS_C.check, INS_C.parse, INS_C.is_valid
check_dui_id, parse_dui_id, is_valid_dui_id = DUI_ID.check, DUI_ID.parse, DUI_ID.is_valid
