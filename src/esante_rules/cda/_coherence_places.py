"""`cda.coherence`: practice settings, places and documents written by the patient. Our own additions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from esante_rules._core import Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import attribute, child, children, hit

_OFFICES: Final = frozenset(("SA07", "SA08", "SA33"))
"""Individual and group practices, medical biology laboratories in town."""
_HOSPITALS: Final = frozenset(("SA01", "SA02", "SA03", "SA04"))
_PATIENT_TYPES: Final = ("EXPPAT_", "DOCPAT")


def _is_by_patient(context: Context) -> bool:
    return context.document_code.startswith(_PATIENT_TYPES)


def _patient_setting(context: Context) -> Iterator[Hit]:
    patient = oids.PATIENT_CODE in (context.practice_setting, context.facility_code)
    if patient and not _is_by_patient(context):
        yield from (hit(actor.entity) for actor in context.authors if actor.is_professional)


PATIENT_SETTING: Final = rule(
    "coherence.patient-setting-for-professional",
    _patient_setting,
    Text(
        "Le cadre ou le lieu est celui d'un document écrit par le patient, mais l'auteur est un professionnel.",
        "The setting or the place is that of a document written by the patient, but the author is a professional.",
    ),
    Text(
        "EXP_PATIENT range le document parmi ceux du patient.",
        "EXP_PATIENT files the document among those of the patient.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _patient_document(context: Context) -> Iterator[Hit]:
    if not _is_by_patient(context):
        return
    hosts = tuple(children(context.custodian, "id"))
    missing = (
        (_AUTHOR_WORDS, not any(actor.is_patient for actor in context.authors)),
        (_SETTING_WORDS, context.practice_setting != oids.PATIENT_CODE),
        (_PLACE_WORDS, context.facility_code != oids.PATIENT_CODE),
        (_HOST_WORDS, not any(element.get("root") == oids.PATIENT_HOST for element in hosts)),
    )
    parts = tuple(words for words, absent in missing if absent)
    if parts:
        yield hit(context.root, parts=parts)


_AUTHOR_WORDS: Final = Text("auteur identifié par son INS", "author identified by an INS")
_SETTING_WORDS: Final = Text("cadre d'exercice EXP_PATIENT", "practice setting EXP_PATIENT")
_PLACE_WORDS: Final = Text("lieu EXP_PATIENT", "place EXP_PATIENT")
_HOST_WORDS: Final = Text("conservation par l'hébergeur des documents du patient", "custody by the patient's host")
PATIENT_DOCUMENT: Final = rule(
    "coherence.patient-document-incomplete",
    _patient_document,
    Text(
        "Le document est écrit par le patient ; il y manque : {parts}.",
        "The document is written by the patient; it lacks: {parts}.",
    ),
    Text(
        "Le guide document-core fixe l'auteur, le cadre, le lieu et la conservation de ces documents.",
        "The document-core guide fixes the author, setting, place and custody of these documents.",
    ),
    src.ans_text("document d'expression personnelle du patient"),
)


def _setting_place(context: Context) -> Iterator[Hit]:
    setting, place = context.practice_setting, context.facility_code
    code = child(context.facility, "code")
    mismatch = (setting == "ETABLISSEMENT" and place in _OFFICES) or (setting == "AMBULATOIRE" and place == "SA01")
    if mismatch and code is not None:
        yield hit(code)


SETTING_PLACE: Final = rule(
    "coherence.setting-and-place-mismatch",
    _setting_place,
    Text(
        "Le cadre d'exercice de l'acte et le secteur du lieu vont mal ensemble.",
        "The practice setting of the act and the kind of place do not fit together.",
    ),
    Text(
        "Un établissement n'est pas un cabinet ; un acte ambulatoire se fait rarement dans un établissement public.",
        "A hospital is not a practice; an ambulatory act is seldom done in a public hospital.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _encounter_place(context: Context) -> Iterator[Hit]:
    element = child(context.encounter, "code")
    kind, place = attribute(element, "code"), context.facility_code
    mismatch = (kind in ("IMP", "EMER") and place in _OFFICES) or (kind == "AMB" and place in _HOSPITALS)
    if mismatch and element is not None:
        yield hit(element)


ENCOUNTER_PLACE: Final = rule(
    "coherence.encounter-and-place-mismatch",
    _encounter_place,
    Text(
        "Le type de prise en charge et le secteur du lieu vont mal ensemble.",
        "The kind of encounter and the kind of place do not fit together.",
    ),
    Text(
        "Une hospitalisation n'a pas lieu dans un cabinet ; AMB veut dire hors établissement.",
        "Nobody is hospitalised in a practice; AMB means outside a hospital.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


RULES: Final[tuple[Header, ...]] = (
    PATIENT_SETTING,
    PATIENT_DOCUMENT,
    SETTING_PLACE,
    ENCOUNTER_PLACE,
)
