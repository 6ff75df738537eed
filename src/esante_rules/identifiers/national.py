"""The two national identifiers with a kind in front: PS_IdNat for who acts, Struct_IdNat for where.

The same first digit does not mean the same in both (3 is a FINESS for a person, a SIRET for a structure), so nothing is
shared between their readings but the shape of this page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._core import Confidence, Hit, Rule, Severity, Text
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers import _tidy
from esante_rules.identifiers._kind import Kind, Lookalike, formed, malformed
from esante_rules.identifiers.misplaced import NIR_SHAPE, patient_rules
from esante_rules.identifiers.professionals import ADELI, ADELI_RANG, RPPS, RPPS_RANG
from esante_rules.identifiers.structures import FINESS, FINESS_FORM, SIREN, SIRET

PROFESSIONAL_ROOT: Final = "1.2.250.1.71.4.2.1"
"""The OID under which a PS_IdNat is written."""
STRUCTURE_ROOT: Final = "1.2.250.1.71.4.2.2"
"""The OID under which a Struct_IdNat is written (1.2.250.1.71.1.2.14 is the list of its kinds)."""

PROFESSIONAL_KINDS: Final[Mapping[str, Text]] = {
    "0": Text("numéro ADELI", "ADELI number"),
    "1": Text("cabinet ADELI et identifiant interne", "ADELI practice and internal id"),
    "3": Text("FINESS et identifiant interne", "FINESS and internal id"),
    "4": Text("SIREN et identifiant interne", "SIREN and internal id"),
    "5": Text("SIRET et identifiant interne", "SIRET and internal id"),
    "6": Text("cabinet RPPS et identifiant interne", "RPPS practice and internal id"),
    "8": Text("numéro RPPS", "RPPS number"),
}
"""What the first character of a PS_IdNat says; 2, 7 and 9 do not exist."""

STRUCTURE_KINDS: Final[Mapping[str, Text]] = {
    "0": Text("cabinet ADELI", "ADELI practice"),
    "1": Text("FINESS, entité juridique ou établissement", "FINESS, legal entity or site"),
    "2": Text("SIREN", "SIREN"),
    "3": Text("SIRET", "SIRET"),
    "4": Text("cabinet RPPS", "RPPS practice"),
    "5": Text(
        "FINESS d'entité juridique (fini le 1er septembre 2016)", "FINESS of a legal entity (ended 1 September 2016)"
    ),
    "6": Text("FINESS d'établissement (fini le 1er septembre 2016)", "FINESS of a site (ended 1 September 2016)"),
}
"""What the first character of a Struct_IdNat says. 40 and 41 type a record in the value set; no sample has them in
front.
"""

# The local part is free: only emptiness and control characters are refused.
_LOCAL: Final = r"/(?![ \u00a0]+\Z)[^\x00-\x1f\x7f-\x9f]+"
_PS_FORM: Final = (
    r"0[0-9][0-9A-Z][0-9]{7}|8[0-9]{11}|"
    rf"(?:1[0-9A-Z]{{9,11}}|3{FINESS_FORM}|4[0-9]{{9}}|5[0-9]{{14}}|6[0-9]{{13,14}}){_LOCAL}"
)
_STRUCT_FORM: Final = rf"0[0-9][0-9A-Z][0-9]{{9}}|[156]{FINESS_FORM}|2[0-9]{{9}}|3[0-9]{{14}}|4[0-9]{{13,14}}"


@frozen
class ProfessionalId:
    """A PS_IdNat: the kind, the number and, for an employee or a system, a local part. Hidden from `repr`."""

    text: str = field(repr=False, validator=formed(_PS_FORM))

    @property
    def kind(self) -> str:
        """The first character, explained by `PROFESSIONAL_KINDS`."""
        return self.text[0]

    @property
    def number(self) -> str:
        """The number after the kind, without the local part."""
        return self.text[1:].partition("/")[0]

    @property
    def local(self) -> str | None:
        """What follows the first `/`, which may be an OID; None for an RPPS or ADELI number."""
        return self.text.partition("/")[2] or None

    @classmethod
    def of(cls, kind: str, number: str, local: str | None = None) -> ProfessionalId:
        """Assemble one; `ValueError`, without the values, when the parts do not make a PS_IdNat."""
        return cls(kind + number + ("" if local is None else "/" + local))


@frozen
class StructureId:
    """A Struct_IdNat: the kind and the number. Hidden from `repr`: a practice designates its professional."""

    text: str = field(repr=False, validator=formed(_STRUCT_FORM))

    @property
    def kind(self) -> str:
        """The first character, explained by `STRUCTURE_KINDS`."""
        return self.text[0]

    @property
    def number(self) -> str:
        """The number after the kind."""
        return self.text[1:]

    @classmethod
    def of(cls, kind: str, number: str) -> StructureId:
        """Assemble one; `ValueError`, without the values, when the parts do not make a Struct_IdNat."""
        return cls(kind + number)


_PS_INNER: Final[Mapping[str, tuple[str, Kind[Any]]]] = {
    "0": ("adeli", ADELI),
    "3": ("finess", FINESS),
    "4": ("siren", SIREN),
    "5": ("siret", SIRET),
    "6": ("rpps-rang", RPPS_RANG),
    "8": ("rpps", RPPS),
}
_STRUCT_INNER: Final[Mapping[str, tuple[str, Kind[Any]]]] = {
    "0": ("adeli-rang", ADELI_RANG),
    "1": ("finess", FINESS),
    "2": ("siren", SIREN),
    "3": ("siret", SIRET),
    "4": ("rpps-rang", RPPS_RANG),
    "5": ("finess", FINESS),
    "6": ("finess", FINESS),
}


def _number_in(value: ProfessionalId) -> tuple[str, Kind[Any], Any] | None:
    if value.kind == "1":  # a practice or a register number: no key
        return None
    place, kind = _PS_INNER[value.kind]
    return place, kind, kind.build(value.number)


def _number_of(value: StructureId) -> tuple[str, Kind[Any], Any] | None:
    place, kind = _STRUCT_INNER[value.kind]
    return place, kind, kind.build(value.number)


_PS_LABEL: Final = Text("un PS_IdNat", "a PS_IdNat")
PROFESSIONAL_ID: Final = Kind(
    name="professional-id",
    label=_PS_LABEL,
    form=_PS_FORM,
    build=ProfessionalId,
    before=patient_rules("professional-id", Text("d'un professionnel", "of a professional")),
    malformed=malformed(
        "professional-id",
        _PS_LABEL,
        Text(
            "8 suivi d'un RPPS, 0 suivi d'un ADELI, ou 1, 3, 4, 5 ou 6 suivi du numéro de la structure, "
            "de / et d'un identifiant local",
            "8 followed by an RPPS, 0 followed by an ADELI, or 1, 3, 4, 5 or 6 followed by the number of "
            "the structure, / and a local id",
        ),
        src.PS_IDNAT,
    ),
    inner=_number_in,
    tidy=_tidy.prefixed,
    lookalikes=(
        Lookalike(
            r"[0-9]{11}", Text("C'est la forme d'un RPPS sans son 8.", "This is the form of an RPPS without its 8.")
        ),
        Lookalike(
            NIR_SHAPE, Text("C'est l'allure d'un matricule de patient.", "This looks like the matricule of a patient.")
        ),
        Lookalike(
            rf"3{FINESS_FORM}/?|4[0-9]{{9}}/?|5[0-9]{{14}}/?|6[0-9]{{13,14}}/?",
            Text(
                "Il manque / et l'identifiant local de la personne ou du système.",
                "The / and the local id of the person or system are missing.",
            ),
        ),
        Lookalike(
            r"[279].*",
            Text(
                "Aucune sorte d'identifiant de personne ne commence par 2, 7 ou 9.",
                "No kind of identifier of a person begins with 2, 7 or 9.",
            ),
        ),
    ),
)


def _professional_number(text: str) -> Iterator[Hit]:
    if re.fullmatch(r"8[0-9]{11}", text):
        yield Hit("form")


PROFESSIONAL_NUMBER: Final = Rule[Any](
    id="identifiers.structure-id.professional-number",
    check=_professional_number,
    says=Text(
        fr="Le champ de la structure contient l'identifiant d'un professionnel (8 suivi d'un RPPS).",
        en="The field of the structure contains the identifier of a professional (8 followed by an RPPS).",
    ),
    why=Text(
        fr="Aucune sorte de structure ne commence par 8 : la personne a été mise à la place du lieu.",
        en="No kind of structure begins with 8: the person was put in the place of the site.",
    ),
    refs=(src.STRUCT_IDNAT, src.PRACTICE),
    since=None,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)


def _ended_kind(value: StructureId) -> Iterator[Hit]:
    if value.kind in "56":
        yield Hit("kind", {"kind": value.kind})


ENDED_KIND: Final = Rule[Any](
    id="identifiers.structure-id.ended-kind",
    check=_ended_kind,
    says=Text(
        fr="La sorte {kind} de Struct_IdNat n'existe plus depuis le 1er septembre 2016 : écrire 1 suivi du FINESS.",
        en="Kind {kind} of Struct_IdNat ended on 1 September 2016: write 1 followed by the FINESS.",
    ),
    why=Text(
        fr="Les sortes 5 et 6 distinguaient l'entité juridique de l'établissement ; la sorte 1 les a "
        "remplacées. Un document plus ancien "
        "garde valablement la sienne.",
        en="Kinds 5 and 6 told the legal entity from the site; kind 1 replaced them. An older document "
        "rightly keeps its own.",
    ),
    refs=(src.STRUCT_IDNAT,),
    since=date(2016, 9, 1),
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
)


def _two_readings(value: StructureId) -> Iterator[Hit]:
    if len(value.text) == 14 and value.kind == "4" and SIRET.is_valid(value.text, strict=True):
        yield Hit("form", {"candidates": ("structure-id", "siret")})


TWO_READINGS: Final = Rule[Any](
    id="identifiers.structure-id.two-readings",
    check=_two_readings,
    says=Text(
        fr="Ces quatorze chiffres ont deux lectures possibles ({candidates}) : cabinet RPPS, ou SIRET "
        "écrit sans son 3.",
        en="These fourteen digits have two possible readings ({candidates}): an RPPS practice, or a "
        "SIRET written without its 3.",
    ),
    why=Text(
        fr="Un SIRET nu et un cabinet RPPS de rang à deux chiffres ont la même longueur ; quand la clé "
        "du SIRET est juste, seule la "
        "source peut trancher.",
        en="A bare SIRET and an RPPS practice with a two-digit rank have the same length; when the key "
        "of the SIRET holds, only the "
        "source can decide.",
    ),
    refs=(src.PRACTICE,),
    since=None,
    severity=Severity.WARNING,
    confidence=Confidence.TO_CONFIRM,
)

_STRUCT_LABEL: Final = Text("un Struct_IdNat", "a Struct_IdNat")
STRUCTURE_ID: Final = Kind(
    name="structure-id",
    label=_STRUCT_LABEL,
    form=_STRUCT_FORM,
    build=StructureId,
    before=(*patient_rules("structure-id", Text("d'une structure", "of a structure")), PROFESSIONAL_NUMBER),
    malformed=malformed(
        "structure-id",
        _STRUCT_LABEL,
        Text(
            "1 suivi d'un FINESS, 2 d'un SIREN, 3 d'un SIRET, 0 d'un ADELI-rang ou 4 d'un RPPS-rang",
            "1 followed by a FINESS, 2 by a SIREN, 3 by a SIRET, 0 by an ADELI-rang or 4 by an RPPS-rang",
        ),
        src.STRUCT_IDNAT,
    ),
    faults=(ENDED_KIND, TWO_READINGS),
    inner=_number_of,
    lookalikes=(
        Lookalike(
            FINESS_FORM,
            Text(
                "C'est la forme d'un FINESS sans son 1, ou d'un SIREN sans son 2.",
                "This is the form of a FINESS without its 1, or of a SIREN without its 2.",
            ),
        ),
        Lookalike(
            NIR_SHAPE, Text("C'est l'allure d'un matricule de patient.", "This looks like the matricule of a patient.")
        ),
        Lookalike(
            r"[0-9]{13,14}",
            Text(
                "Est-ce un SIRET sans son 3, ou un RPPS-rang sans son 4 ?",
                "Is it a SIRET without its 3, or an RPPS-rang without its 4?",
            ),
        ),
        Lookalike(
            r"8[0-9]{11}", Text("C'est un PS_IdNat : 8 suivi d'un RPPS.", "This is a PS_IdNat: 8 followed by an RPPS.")
        ),
        Lookalike(
            r"F[0-9A-Z]{9,}", Text("C'est une écriture ancienne d'un FINESS.", "This is an old writing of a FINESS.")
        ),
    ),
)

KINDS: Final[tuple[Kind[Any], ...]] = (PROFESSIONAL_ID, STRUCTURE_ID)

check_professional_id, parse_professional_id = PROFESSIONAL_ID.check, PROFESSIONAL_ID.parse
is_valid_professional_id = PROFESSIONAL_ID.is_valid
check_structure_id, parse_structure_id, is_valid_structure_id = (
    STRUCTURE_ID.check,
    STRUCTURE_ID.parse,
    STRUCTURE_ID.is_valid,
)
