"""Is the legal basis of a processing coherent with its data, its purpose and what its notice promises?

Texts: RGPD, art. 6, 7, 9, 10, 20 and 21; loi informatique et libertés, art. 30, 44, 46, 66 and 72.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from esante_rules._answer import Answer, all_of, answer, any_of
from esante_rules._core import STATE_OF_LAW, Rule, known, require, require_day
from esante_rules.rgpd import _legal_basis_rules as rules
from esante_rules.rgpd._assessment import Assessment, assess, question
from esante_rules.rgpd._legal_basis_rules import RULES
from esante_rules.rgpd._trace import Step

__all__ = ["BASES", "EXCEPTIONS", "EXPECTED", "PURPOSES", "RULES", "LegalBasis", "check"]

_UNKNOWN: Final = "inconnu"
BASES: Final = ("a", "b", "c", "d", "e", "f", "aucune", _UNKNOWN)
"""The letters of article 6(1), `aucune` when none is given, `inconnu` when not known."""
EXCEPTIONS: Final = ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "aucune", _UNKNOWN)
"""The letters of article 9(2), `aucune`, `inconnu`."""
PURPOSES: Final = ("dui", "dpi", "soin", "facturation", "entrepot", "recherche", "rh", "autre", _UNKNOWN)

EXPECTED: Final = {
    "dui": (("c", "e"), ("h",)),
    "dpi": (("c", "e"), ("h",)),
    "soin": (("c", "b", "f"), ("h",)),
    "facturation": (("c",), ()),
    "entrepot": (("e", "f"), ("i", "j")),
    "rh": (("b", "c", "f"), ()),
}
"""For each purpose, the bases and the exceptions usually met: a hint for a form, never a check."""


@frozen(kw_only=True)
class LegalBasis:
    """What the controller says of the basis of one processing; every fact may be unknown."""

    art6: str = _UNKNOWN
    art9_data: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Are there data of article 9 (health among them)?"""
    art9: str = _UNKNOWN
    """The exception of article 9(2) relied on."""
    purpose: str = _UNKNOWN
    text_cited: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is the text of the obligation or of the mission cited?"""
    public_task: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Is it a public authority in the performance of its tasks?"""
    secrecy: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Are those who handle the data bound by professional secrecy?"""
    consent_proved: Answer = field(default=Answer.UNKNOWN, converter=answer)
    consent_explicit: Answer = field(default=Answer.UNKNOWN, converter=answer)
    art10_data: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Are there data on convictions or offences?"""
    art10_actor: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Does the law authorise this actor to process them?"""
    formality: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """For a warehouse or research: conformity to a référentiel or methodology, or authorisation?"""
    nir: Answer = field(default=Answer.UNKNOWN, converter=answer)
    nir_ground: Answer = field(default=Answer.UNKNOWN, converter=answer)
    """Does a text allow the use of the NIR?"""
    portability_promised: Answer = field(default=Answer.UNKNOWN, converter=answer)
    opposition_promised: Answer = field(default=Answer.UNKNOWN, converter=answer)

    def __attrs_post_init__(self) -> None:
        known(self.art6, BASES, "art6")
        known(self.art9, EXCEPTIONS, "art9")
        known(self.purpose, PURPOSES, "purpose")


def check(basis: LegalBasis, *, as_of: date = STATE_OF_LAW) -> Assessment:
    """Say which faults are established, excluded, or open for want of a fact, under the law of `as_of`."""
    require(basis, LegalBasis, "basis")
    require_day(as_of, "as_of")
    return assess(_steps(basis), as_of=as_of)


def _is(word: str, *wanted: str) -> Answer:
    return Answer.UNKNOWN if word == _UNKNOWN else Answer.of(word in wanted)


def _fault(rule: Rule[Any], **conditions: Answer) -> Step:
    """A fault made of conditions that must all hold; the unknown ones are named unless one is excluded."""
    verdict = all_of(conditions.values())
    lacking = tuple(name for name, given in conditions.items() if given is Answer.UNKNOWN)
    return question(rule, verdict, *lacking)


def _no_proof(b: LegalBasis) -> Step:
    """A consent relied on, as the basis or as the exception for data of article 9, has to be proved."""
    facts = {"art6": _is(b.art6, "a"), "art9_data": b.art9_data, "art9": _is(b.art9, "a")}
    relied_on = any_of((facts["art6"], all_of((facts["art9_data"], facts["art9"]))))
    verdict = all_of((relied_on, ~b.consent_proved))
    open_facts = tuple(name for name, said in facts.items() if said is Answer.UNKNOWN)
    lacking = open_facts if relied_on is Answer.UNKNOWN else ()
    proof = ("consent_proved",) if b.consent_proved is Answer.UNKNOWN else ()
    return question(rules.NO_PROOF, verdict, *lacking, *proof)


def _steps(b: LegalBasis) -> Iterator[Step]:
    care = _is(b.purpose, "dui", "dpi", "soin")
    yield _fault(rules.NO_BASIS, art6=_is(b.art6, "aucune"))
    yield _fault(rules.NO_EXCEPTION, art9_data=b.art9_data, art9=_is(b.art9, "aucune"))
    yield _fault(rules.PUBLIC_INTEREST, art6=_is(b.art6, "f"), public_task=b.public_task)
    yield _fault(rules.NO_TEXT, art6=_is(b.art6, "c", "e"), text_cited=~b.text_cited)
    yield _fault(rules.NO_SECRECY, art9=_is(b.art9, "h"), secrecy=~b.secrecy)
    yield _fault(rules.CONSENT_TO_CARE, art6=_is(b.art6, "a"), purpose=care)
    yield _no_proof(b)
    yield _fault(rules.NOT_EXPLICIT, art9=_is(b.art9, "a"), consent_explicit=~b.consent_explicit)
    yield _fault(rules.OFFENCES, art10_data=b.art10_data, art10_actor=~b.art10_actor)
    yield _fault(rules.NO_FORMALITY, purpose=_is(b.purpose, "entrepot", "recherche"), formality=~b.formality)
    yield _fault(rules.NIR, nir=b.nir, nir_ground=~b.nir_ground)
    yield _fault(rules.PORTABILITY, portability_promised=b.portability_promised, art6=_is(b.art6, "c", "d", "e", "f"))
    yield _fault(rules.OPPOSITION, opposition_promised=b.opposition_promised, art6=_is(b.art6, "a", "b", "c", "d"))
