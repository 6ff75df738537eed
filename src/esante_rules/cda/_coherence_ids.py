"""`cda.coherence`: the numbers of professionals and structures, and what identifies the patient. Our own additions.

Form and key are those of `esante_rules.identifiers`; on a header they are warnings, because no official check looks
at an extension and many official examples would fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from esante_rules._core import Confidence, Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import Element, hit
from esante_rules.identifiers.algorithms import lettered_luhn_ok, luhn_ok, siret_ok
from esante_rules.identifiers.national import PROFESSIONAL_ID, STRUCTURE_ID

_PATIENT_NUMBER: Final = re.compile(r"[0-9]{13}|[0-9]{15}|[12][0-9]{4}2[AB][0-9]{6}(?:[0-9]{2})?").fullmatch
_RPPS_SHAPE: Final = re.compile(r"8[0-9]{11}").fullmatch
_NIR_SHAPE: Final = re.compile(r"[12]801[0-9]{9}").fullmatch
_KIND_WORDS: Final = {
    "rpps": Text("RPPS", "RPPS"),
    "finess": Text("FINESS", "FINESS"),
    "siren": Text("SIREN", "SIREN"),
    "siret": Text("SIRET", "SIRET"),
}
_PROFESSIONAL_KEYS: Final = {"3": "finess", "4": "siren", "5": "siret", "6": "rpps", "8": "rpps"}
_STRUCTURE_KEYS: Final = {"1": "finess", "5": "finess", "6": "finess", "2": "siren", "3": "siret", "4": "rpps"}


_FORMS: Final = {
    oids.PERSON: (re.compile(PROFESSIONAL_ID.form).fullmatch, _PROFESSIONAL_KEYS),
    oids.STRUCTURE: (re.compile(STRUCTURE_ID.form).fullmatch, _STRUCTURE_KEYS),
}


def _fault_of(root: str, number: str) -> str:
    """What is wrong with a number: `patient`, `person`, `form`, the kind of number whose key fails, or nothing."""
    if root == oids.PERSON and _PATIENT_NUMBER(number):
        return "patient"
    if root == oids.STRUCTURE and (_RPPS_SHAPE(number) or _NIR_SHAPE(number)):
        return "person"
    form, keys = _FORMS[root]
    if not form(number):
        return "form"
    kind = keys.get(number[0], "")
    return kind if kind and not _key_holds(kind, number[1:].partition("/")[0]) else ""


def _key_holds(kind: str, number: str) -> bool:
    if kind == "finess":
        return lettered_luhn_ok(number)
    if kind == "siret":
        return siret_ok(number)
    return luhn_ok(number[:11])


def _faults(context: Context) -> tuple[tuple[Element, str, str], ...]:
    """The (element, root, fault) of every faulty number; the same number, often repeated, is looked at once."""
    known: dict[tuple[str, str], str] = {}
    found: list[tuple[Element, str, str]] = []
    for element, root, number in context.numbers:
        pair = (root, number)
        if pair not in known:
            known[pair] = _fault_of(root, number)
        if known[pair]:
            found.append((element, root, known[pair]))
    return tuple(found)


def _having(context: Context, *faults: str, root: str | None = None) -> Iterator[tuple[Element, str]]:
    for element, of, fault in context.once(_faults):
        if fault in faults and root in (None, of):
            yield element, fault


def _patient_number(context: Context) -> Iterator[Hit]:
    return (hit(element) for element, _ in _having(context, "patient"))


PATIENT_NUMBER: Final = rule(
    "coherence.patient-number-for-professional",
    _patient_number,
    Text(
        "L'identifiant d'un professionnel a la forme d'un numéro de sécurité sociale ou d'un matricule INS.",
        "The identifier of a professional has the form of a social-security number or of an INS matricule.",
    ),
    Text(
        "Le numéro d'un patient à la place de celui d'un professionnel est une divulgation : à corriger d'abord.",
        "The number of a patient in the place of a professional's is a disclosure: correct it first.",
    ),
    src.LIBRARY,
)


def _another_kind(context: Context) -> Iterator[Hit]:
    return (hit(element) for element, _ in _having(context, "person"))


ANOTHER_KIND: Final = rule(
    "coherence.person-number-for-structure",
    _another_kind,
    Text(
        "L'identifiant d'une structure a la forme du numéro d'une personne.",
        "The identifier of a structure has the form of the number of a person.",
    ),
    Text(
        "Les deux racines se ressemblent et se confondent à la saisie.",
        "The two roots look alike and are confused when typed.",
    ),
    src.LIBRARY,
)


def _professional_form(context: Context) -> Iterator[Hit]:
    return (hit(element) for element, _ in _having(context, "form", root=oids.PERSON))


PROFESSIONAL_FORM: Final = rule(
    "coherence.professional-id-malformed",
    _professional_form,
    Text(
        "L'identifiant n'a aucune des formes d'un identifiant national de professionnel (PS_IdNat).",
        "The identifier has none of the forms of a national identifier of a professional (PS_IdNat).",
    ),
    Text(
        "Le premier caractère dit la nature du numéro (8 pour un RPPS), la suite a une longueur fixe.",
        "The first character says the kind of number (8 for an RPPS), what follows has a fixed length.",
    ),
    src.LIBRARY,
)


def _structure_form(context: Context) -> Iterator[Hit]:
    return (hit(element) for element, _ in _having(context, "form", root=oids.STRUCTURE))


STRUCTURE_FORM: Final = rule(
    "coherence.structure-id-malformed",
    _structure_form,
    Text(
        "L'identifiant n'a aucune des formes d'un identifiant national de structure (Struct_IdNat).",
        "The identifier has none of the forms of a national identifier of a structure (Struct_IdNat).",
    ),
    Text(
        "Le premier caractère dit la nature du numéro (1 FINESS, 2 SIREN, 3 SIRET), la suite a une longueur fixe.",
        "The first character says the kind of number (1 FINESS, 2 SIREN, 3 SIRET), what follows has a fixed length.",
    ),
    src.LIBRARY,
)


def _rpps_key(context: Context) -> Iterator[Hit]:
    if context.environment == "production":
        yield from (hit(element) for element, _ in _having(context, "rpps"))


RPPS_KEY: Final = rule(
    "coherence.rpps-key-mismatch",
    _rpps_key,
    Text("La clé du numéro RPPS ne correspond pas au numéro.", "The key of the RPPS number does not match it."),
    Text(
        "La clé (Luhn) détecte une faute de frappe ; la plupart des exemples publiés ne la respectent pas.",
        "The key (Luhn) detects a typing error; most published examples do not respect it.",
    ),
    src.LIBRARY,
    confidence=Confidence.PROBABLE,
)


def _finess_key(context: Context) -> Iterator[Hit]:
    if context.environment == "production":
        yield from (hit(element) for element, _ in _having(context, "finess"))


FINESS_KEY: Final = rule(
    "coherence.finess-key-mismatch",
    _finess_key,
    Text("La clé du numéro FINESS ne correspond pas au numéro.", "The key of the FINESS number does not match it."),
    Text(
        "La clé a été déduite de numéros réels : aucun texte officiel de la règle n'a été trouvé.",
        "The key was deduced from real numbers: no official text of the rule was found.",
    ),
    src.LIBRARY,
    confidence=Confidence.PROBABLE,
)


def _trial_key(context: Context) -> Iterator[Hit]:
    if context.environment != "production":
        yield from (hit(element, kind=_KIND_WORDS[kind]) for element, kind in _having(context, "rpps", "finess"))


TRIAL_KEY: Final = rule(
    "coherence.trial-key-mismatch",
    _trial_key,
    Text(
        "La clé du numéro {kind} ne correspond pas au numéro, hors production.",
        "The key of the {kind} number does not match it, outside production.",
    ),
    Text(
        "Les numéros de test portent souvent une clé fausse.",
        "Numbers made for tests often bear a wrong key.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
    confidence=Confidence.PROBABLE,
)


def _company_key(context: Context) -> Iterator[Hit]:
    return (hit(element, kind=_KIND_WORDS[kind]) for element, kind in _having(context, "siren", "siret"))


COMPANY_KEY: Final = rule(
    "coherence.company-key-mismatch",
    _company_key,
    Text("La clé du numéro {kind} ne correspond pas au numéro.", "The key of the {kind} number does not match it."),
    Text(
        "La clé (Luhn, ou somme des chiffres pour La Poste) détecte une faute de frappe.",
        "The key (Luhn, or the sum of digits for La Poste) detects a typing error.",
    ),
    src.LIBRARY,
)


def _no_ins(context: Context) -> Iterator[Hit]:
    if context.environment == "production" and context.patient_role is not None and not context.has_ins:
        yield hit(context.patient_role)


NO_INS: Final = rule(
    "coherence.no-ins",
    _no_ins,
    Text(
        "Le patient n'a pas d'INS : le document ne pourra pas alimenter son DMP.",
        "The patient has no INS: the document cannot feed the DMP.",
    ),
    Text(
        "Le document reste recevable pour d'autres échanges ; le DMP ne se désigne que par l'INS.",
        "The document stays acceptable for other exchanges; a DMP is designated by the INS alone.",
    ),
    src.ans_text("identité du patient"),
)


def _only_nss(context: Context) -> Iterator[Hit]:
    if not context.has_ins:
        yield from (hit(element) for element in context.patient_ids if element.get("root") in oids.NSS_ROOTS)


ONLY_NSS: Final = rule(
    "coherence.social-security-number-without-ins",
    _only_nss,
    Text(
        "Le patient est identifié par un numéro de sécurité sociale, sans INS.",
        "The patient is identified by a social-security number, without an INS.",
    ),
    Text(
        "Le numéro d'assuré sert à la facturation : il n'est pas un INS, même quand les chiffres sont les mêmes.",
        "The number of an insured person is for billing: it is no INS, even when the digits are the same.",
    ),
    src.LIBRARY,
)


RULES: Final[tuple[Header, ...]] = (
    PATIENT_NUMBER,
    ANOTHER_KIND,
    PROFESSIONAL_FORM,
    STRUCTURE_FORM,
    RPPS_KEY,
    FINESS_KEY,
    TRIAL_KEY,
    COMPANY_KEY,
    NO_INS,
    ONLY_NSS,
)
