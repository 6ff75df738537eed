"""MSSanté addresses and message headers.

The operators' white list decides who may exchange; by name alone the answer is "likely". A citizen's address contains
the matricule: the whole address is personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from attrs import evolve, field, frozen

from esante_rules._core import (
    STATE_OF_LAW,
    Confidence,
    Hit,
    Refused,
    Report,
    Rule,
    Severity,
    Skip,
    Text,
    not_evaluated,
    require,
    run,
)
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers import _tidy
from esante_rules.identifiers._kind import Kind, Lookalike, formed, malformed
from esante_rules.identifiers.algorithms import nir_ok

CITIZEN_DOMAIN: Final = "patient.mssante.fr"
BOX_KINDS: Final[Mapping[str, Text]] = {
    "PER": Text("boîte d'une personne", "box of a person"),
    "ORG": Text("boîte d'une organisation", "box of an organisation"),
    "APP": Text("boîte d'un logiciel", "box of a piece of software"),
}
"""The kinds of boxes; software sends from an APP box."""

_LABEL_FORM: Final = r"[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?"
_ATOM: Final = r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+"
_FORM: Final = rf"(?=.{{3,254}}\Z)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL_FORM}(?:\.{_LABEL_FORM})+"
_MATRICULE: Final = r"[0-9]{5}(?:[0-9]{2}|2[ABab])[0-9]{8}"


class Holder(Enum):
    """Whose box an address is, by its domain."""

    CITIZEN = "citizen"
    PROFESSIONAL = "professional"
    UNKNOWN = "unknown"


@frozen
class MssanteAddress:
    """An address in its parts. Hidden from `repr`: a citizen's contains the matricule."""

    text: str = field(repr=False, validator=formed(_FORM))

    @property
    def local(self) -> str:
        """What precedes the `@`."""
        return self.text.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """What follows the `@`, in small letters."""
        return _tidy.lower(self.text.rpartition("@")[2])

    @property
    def holder(self) -> Holder:
        """By the labels of the domain: a citizen, likely a professional (mssante.fr and below), or unknown."""
        if self.domain == CITIZEN_DOMAIN:
            return Holder.CITIZEN
        return Holder.PROFESSIONAL if f".{self.domain}".endswith(".mssante.fr") else Holder.UNKNOWN

    @property
    def key_ok(self) -> bool | None:
        """For a citizen whose local part has the form of a matricule, does its key hold? None otherwise."""
        if self.holder is not Holder.CITIZEN or not re.fullmatch(_MATRICULE, self.local):
            return None
        return nir_ok(_tidy.upper(self.local))


def _not_a_matricule(address: MssanteAddress) -> Iterator[Hit]:
    if address.holder is Holder.CITIZEN and address.key_ok is None:
        yield Hit("local")


def _key_mismatch(address: MssanteAddress) -> Iterator[Hit]:
    if address.key_ok is False:
        yield Hit("local.key")


def _small_letter(address: MssanteAddress) -> Iterator[Hit]:
    if address.key_ok is not None and address.local != _tidy.upper(address.local):
        yield Hit("local")


def _unknown_domain(address: MssanteAddress) -> Iterator[Hit]:
    if address.holder is Holder.UNKNOWN:
        yield Hit("domain")


_LABEL: Final = Text("une adresse de messagerie", "a mail address")
NOT_A_MATRICULE: Final = Rule[Any](
    id="identifiers.mssante-address.citizen-without-matricule",
    check=_not_a_matricule,
    says=Text(
        fr="Adresse citoyenne dont le début n'est pas un matricule INS de quinze caractères.",
        en="Citizen address whose local part is not an INS matricule of fifteen characters.",
    ),
    why=Text(
        fr="Une adresse de Mon espace santé est le matricule suivi de @patient.mssante.fr ; toute autre "
        "n'arrive à personne.",
        en="An address of Mon espace santé is the matricule followed by @patient.mssante.fr; any other reaches nobody.",
    ),
    refs=(src.MSS_CITIZEN,),
    since=None,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
KEY_MISMATCH: Final = Rule[Any](
    id="identifiers.mssante-address.citizen-key-mismatch",
    check=_key_mismatch,
    says=Text(
        fr="La clé du matricule contenu dans l'adresse citoyenne est fausse.",
        en="The key of the matricule in the citizen address is wrong.",
    ),
    why=Text(
        fr="Une faute de recopie dans le matricule enverrait le message à un autre patient, ou à personne.",
        en="A copying error in the matricule would send the message to another patient, or to nobody.",
    ),
    refs=(src.MSS_CITIZEN, src.INS_REFERENTIAL),
    since=None,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
SMALL_LETTER: Final = Rule[Any](
    id="identifiers.mssante-address.small-corsica-letter",
    check=_small_letter,
    says=Text(
        fr="La lettre de Corse du matricule est en minuscule dans l'adresse ; comparer sans tenir compte de la casse.",
        en="The Corsica letter of the matricule is small in the address; compare without regard to case.",
    ),
    why=Text(
        fr="La casse attendue dans une adresse citoyenne n'est écrite nulle part ; le matricule, lui, "
        "s'écrit en majuscule.",
        en="The case expected in a citizen address is written nowhere; the matricule itself is written in capitals.",
    ),
    refs=(src.MSS_CITIZEN,),
    since=None,
    severity=Severity.INFO,
    confidence=Confidence.TO_CONFIRM,
)
UNKNOWN_DOMAIN: Final = Rule[Any](
    id="identifiers.mssante-address.unknown-domain",
    check=_unknown_domain,
    says=Text(
        fr="Domaine hors de mssante.fr : seule la liste blanche des opérateurs peut dire s'il "
        "appartient à l'espace de confiance.",
        en="Domain outside mssante.fr: only the operators' white list can tell whether it belongs to "
        "the trusted space.",
    ),
    why=Text(
        fr="La plupart des domaines finissent par mssante.fr, pas tous ; un nom qui y ressemble n'en est pas un.",
        en="Most domains end in mssante.fr, not all; a name that resembles it is not one.",
    ),
    refs=(src.MSS_OPERATORS,),
    since=None,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)


@frozen
class _Listed:
    address: MssanteAddress
    domains: frozenset[str] = field(repr=False)


def _not_listed(listed: _Listed) -> Iterator[Hit]:
    if listed.address.domain not in listed.domains and listed.address.holder is not Holder.CITIZEN:
        yield Hit("domain")


NOT_LISTED: Final = Rule[Any](
    id="identifiers.mssante-address.not-listed",
    check=_not_listed,
    says=Text(
        fr="Le domaine n'est pas sur la liste blanche des opérateurs MSSanté : l'échange n'est pas permis.",
        en="The domain is not on the white list of MSSanté operators: the exchange is not allowed.",
    ),
    why=Text(
        fr="Seuls les domaines de la liste blanche échangent des données de santé par MSSanté.",
        en="Only the domains on the white list exchange health data through MSSanté.",
    ),
    refs=(src.MSS_OPERATORS,),
    since=None,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)

ADDRESS: Final = Kind(
    name="mssante-address",
    label=_LABEL,
    form=_FORM,
    build=MssanteAddress,
    malformed=malformed(
        "mssante-address",
        _LABEL,
        Text("une partie locale, @ et un domaine", "a local part, @ and a domain"),
        src.MSS_OPERATORS,
    ),
    faults=(NOT_A_MATRICULE, KEY_MISMATCH, SMALL_LETTER, UNKNOWN_DOMAIN),
    tidy=_tidy.address,
    lookalikes=(
        Lookalike(r"(?i:mailto:).*", Text("Retirer « mailto: ».", "Remove “mailto:”.")),
        Lookalike(
            _MATRICULE,
            Text("C'est l'allure d'un matricule sans domaine.", "This looks like a matricule without a domain."),
        ),
    ),
)
# With the list, the list decides: the suffix of the domain says nothing more.
_LISTED_ADDRESS: Final = evolve(ADDRESS, faults=(NOT_A_MATRICULE, KEY_MISMATCH, SMALL_LETTER))
_BY_LIST: Final[tuple[Rule[Any], ...]] = (NOT_LISTED,)
KINDS: Final[tuple[Kind[Any], ...]] = (ADDRESS,)
RULES: Final[tuple[Rule[Any], ...]] = (*ADDRESS.rules, NOT_LISTED)


def check_mssante_address(value: str, *, white_list: Iterable[str] | None = None, as_of: date = STATE_OF_LAW) -> Report:
    """Report the faults of an address. `white_list` holds the domains of the operators, compared whole, without case.

    Without the list, a domain outside mssante.fr is a warning and the rule of the list is skipped as `TABLE_MISSING`;
    with it, a domain that is not in it is an error (the citizens' domain always belongs).
    """
    if white_list is None:
        report = ADDRESS.check(value, as_of=as_of)
        return report.merge(not_evaluated(_BY_LIST, Skip.TABLE_MISSING, as_of=as_of))
    domains = _domains(white_list)
    report = _LISTED_ADDRESS.check(value, as_of=as_of)
    if not ADDRESS.matches(value):
        return report.merge(not_evaluated(_BY_LIST, Skip.NOT_REACHED, as_of=as_of))
    return report.merge(run(_BY_LIST, _Listed(MssanteAddress(value), domains), as_of=as_of))


def _domains(white_list: Iterable[str]) -> frozenset[str]:
    if isinstance(white_list, str):
        raise TypeError("white_list must be a collection of domains, not str")
    found = []
    for domain in white_list:
        require(domain, str, "a domain of white_list")
        found.append(_tidy.lower(domain.strip()))
    return frozenset(found)


def parse_mssante_address(
    value: str, *, white_list: Iterable[str] | None = None, as_of: date = STATE_OF_LAW
) -> MssanteAddress:
    """The address in its parts; raises `Refused`, with the report, exactly when the check is not `ok`."""
    report = check_mssante_address(value, white_list=white_list, as_of=as_of)
    if not report.ok:
        raise Refused(report) from None
    return MssanteAddress(value)


def is_valid_mssante_address(
    value: str, *, white_list: Iterable[str] | None = None, as_of: date = STATE_OF_LAW, strict: bool = False
) -> bool:
    """Is the check `ok`? With `strict`, no warning either."""
    report = check_mssante_address(value, white_list=white_list, as_of=as_of)
    return report.ok and not (strict and any(f.severity is Severity.WARNING for f in report.findings))


SUBJECT_PREFIX: Final = "XDM/1.0/DDM+"
"""How the subject of a message that carries an IHE XDM archive begins."""


def message_headers(
    *, product: str, type_codes: tuple[str, ...] = (), ins_complete: bool = False, closed: bool = False
) -> dict[str, str]:
    """The X-MSS headers of a message, by name (client referential no. 2; names and values to be confirmed in the text
    itself).

    `product` is the reference of the software (NIL), on every message. `type_codes` are the types of the CDA documents
    attached, none when there is no CDA. `ins_complete` says that the CDA header has matricule, OID and the four traits.
    `closed` forbids a reply from the patient. `ValueError`, without the values, for words that a header cannot carry.
    """
    for name, value in (("product", product), *(("a type code", code) for code in type_codes)):
        require(value, str, name)
        if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._/ -]{0,99}", value):
            raise ValueError(f"{name} cannot be carried by a header")
    headers = {"X-MSS-NIL": product, "X-MSS-INS": "O" if ins_complete and type_codes else "N"}
    if type_codes:
        headers["X-MSS-CODECDA"] = ",".join(type_codes)
    return headers | ({"X-MSS-MES": "FIN"} if closed else {})
