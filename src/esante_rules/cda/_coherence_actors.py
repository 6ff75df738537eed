"""`cda.coherence`: people, systems and structures of a header against each other. Our own additions."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from esante_rules._core import Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Actor, Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import Element, attribute, child, children, hit, is_null, text_of

_OFFICES: Final = frozenset(("SA07", "SA08", "SA33"))
"""Individual and group practices, medical biology laboratories in town."""
_HOSPITALS: Final = frozenset(("SA01", "SA02", "SA03", "SA04"))
_PATIENT_TYPES: Final = ("EXPPAT_", "DOCPAT")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


def _family(actor: Actor) -> str:
    family = child(actor.person, "name", "family")
    return "" if family is None else family.text or ""


def _differing(pairs: Iterable[tuple[str, str, Element]]) -> Iterator[Hit]:
    """The elements whose word differs from the first one met for the same key; empty words say nothing."""
    first: dict[str, str] = {}
    for key, word, element in pairs:
        if not key or not word:
            continue
        known = first.setdefault(key, word)
        if known != word and _folded(known) != _folded(word) and _folded(word):
            yield hit(element)


def _by_person(context: Context, word: Callable[[Actor], str]) -> Iterator[tuple[str, str, Element]]:
    for actor in context.actors:
        for element in actor.ids:
            if element.get("root") == oids.PERSON:
                yield element.get("extension") or "", word(actor), element


def _operator(context: Context) -> Iterator[Hit]:
    for actor in context.of_kind("dataEnterer"):
        unnamed = actor.person is not None and not _family(actor).strip()
        if not actor.has_root(oids.PERSON) or unnamed:
            yield hit(actor.entity)


OPERATOR: Final = rule(
    "coherence.data-enterer-unidentified",
    _operator,
    Text(
        "L'opérateur de saisie n'a pas d'identifiant national, ou pas de nom.",
        "The data enterer has no national identifier, or no name.",
    ),
    Text(
        "Les contrôles officiels ne regardent pas cet acteur ; le nommer permet de lui poser une question.",
        "The official checks do not look at this actor; naming them lets people ask a question.",
    ),
    src.LIBRARY,
)


def _unreachable(context: Context) -> Iterator[Hit]:
    for actor in context.of_kind("informant"):
        reachable = any(element.get("value") for element in children(actor.entity, "telecom"))
        if actor.entity.get("classCode") in ("ECON", "NOK") and not reachable:
            yield hit(actor.entity)


UNREACHABLE: Final = rule(
    "coherence.contact-without-telecom",
    _unreachable,
    Text(
        "La personne à prévenir ou de confiance n'a pas de coordonnées.",
        "The person to be told, or trusted person, has no contact details.",
    ),
    Text("On la cite pour pouvoir la joindre.", "They are named so that they can be reached."),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _unnamed_custodian(context: Context) -> Iterator[Hit]:
    if context.custodian is not None and child(context.custodian, "name") is None:
        yield hit(context.custodian)


CUSTODIAN_NAME: Final = rule(
    "coherence.custodian-without-name",
    _unnamed_custodian,
    Text(
        "La structure qui conserve le document n'est pas nommée.",
        "The structure that keeps the document is not named.",
    ),
    Text(
        "Son nom est recommandé : il s'affiche, son numéro ne parle à personne.",
        "Its name is recommended: it is displayed, its number speaks to nobody.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _empty_recipient(context: Context) -> Iterator[Hit]:
    for actor in context.of_kind("informationRecipient"):
        if not actor.ids and actor.person is None and actor.organization is None:
            yield hit(actor.entity)


RECIPIENT_EMPTY: Final = rule(
    "coherence.recipient-empty",
    _empty_recipient,
    Text(
        "Un destinataire n'a ni identifiant, ni nom, ni structure.",
        "A recipient has no identifier, no name and no structure.",
    ),
    Text("On ne saurait pas à qui remettre le document.", "Nobody could tell to whom the document goes."),
    src.LIBRARY,
)


def _several_doctors(context: Context) -> Iterator[Hit]:
    found = [
        part
        for part in context.all("participant")
        if part.get("typeCode") == "INF" and attribute(child(part, "functionCode"), "code") == "PCP"
    ]
    return (hit(part) for part in found[1:])


SEVERAL_DOCTORS: Final = rule(
    "coherence.several-attending-doctors",
    _several_doctors,
    Text("Plusieurs médecins traitants sont cités.", "Several médecins traitants are named."),
    Text("Un assuré n'a qu'un médecin traitant déclaré.", "An insured person declares one médecin traitant only."),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _signer_not_author(context: Context) -> Iterator[Hit]:
    signer = context.signer
    if signer is None:
        return
    written = {(e.get("root"), e.get("extension")) for actor in context.authors for e in actor.ids if not is_null(e)}
    signed = [element for element in signer.ids if not is_null(element)]
    if signed and written and not any((e.get("root"), e.get("extension")) in written for e in signed):
        yield hit(signed[0])


SIGNER_NOT_AUTHOR: Final = rule(
    "coherence.signer-not-author",
    _signer_not_author,
    Text("Le responsable n'est pas un des auteurs.", "The signer is not one of the authors."),
    Text(
        "C'est permis (un senior répond d'un interne) ; c'est aussi la trace d'un numéro mal recopié.",
        "It is allowed (a senior answers for a junior doctor); it is also the trace of a miscopied number.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _two_names(context: Context) -> Iterator[Hit]:
    return _differing(_by_person(context, _family))


TWO_NAMES: Final = rule(
    "coherence.person-with-two-names",
    _two_names,
    Text(
        "Le même identifiant de professionnel porte ailleurs un autre nom de famille.",
        "The same professional identifier bears another family name elsewhere.",
    ),
    Text("L'un des deux est celui d'une autre personne.", "One of the two belongs to another person."),
    src.LIBRARY,
)


def _organizations(context: Context) -> Iterator[Element]:
    yield from (actor.organization for actor in context.actors if actor.organization is not None)
    if context.custodian is not None:
        yield context.custodian


def _two_structures(context: Context) -> Iterator[Hit]:
    return _differing(
        (element.get("extension") or "", text_of(child(organization, "name")), element)
        for organization in _organizations(context)
        for element in children(organization, "id")
        if element.get("root") == oids.STRUCTURE
    )


TWO_STRUCTURES: Final = rule(
    "coherence.structure-with-two-names",
    _two_structures,
    Text(
        "Le même identifiant de structure porte ailleurs un autre nom.",
        "The same structure identifier bears another name elsewhere.",
    ),
    Text(
        "L'un des deux est celui d'une autre structure, ou un nom d'usage.",
        "One of the two belongs to another structure, or is a usual name.",
    ),
    src.LIBRARY,
)


def _profession_of(actor: Actor) -> str:
    return attribute(actor.code, "code")


def _two_professions(context: Context) -> Iterator[Hit]:
    return _differing(_by_person(context, _profession_of))


TWO_PROFESSIONS: Final = rule(
    "coherence.person-with-two-professions",
    _two_professions,
    Text(
        "Le même professionnel porte ailleurs une autre profession ou spécialité.",
        "The same professional bears another profession or specialty elsewhere.",
    ),
    Text(
        "Un médecin peut avoir deux savoir-faire ; un seul suffit dans un document.",
        "A doctor may have two specialties; one is enough in a document.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _person_as_system(context: Context) -> Iterator[Hit]:
    for actor in context.authors:
        if actor.code is not None and actor.person is not None and _profession_of(actor) in oids.DEVICE_CODES:
            yield hit(actor.code)


PERSON_AS_SYSTEM: Final = rule(
    "coherence.system-code-for-a-person",
    _person_as_system,
    Text("L'auteur est une personne et porte le code d'un système.", "The author is a person with a system's code."),
    Text("Ces codes disent qu'aucune personne n'a écrit le document.", "These codes say that nobody wrote it."),
    src.LIBRARY,
)


def _system_as_person(context: Context) -> Iterator[Hit]:
    for actor in context.authors:
        code = _profession_of(actor)
        if actor.code is not None and actor.device is not None and code and code not in oids.DEVICE_CODES:
            yield hit(actor.code)


SYSTEM_AS_PERSON: Final = rule(
    "coherence.profession-for-a-system",
    _system_as_person,
    Text(
        "L'auteur est un système et porte le code d'une profession.",
        "The author is a system with the code of a profession.",
    ),
    Text(
        "Un système se dit DISPOSITIF, AUTOMATE, LOGICIEL_DUI, SNR ou ALIM_AM.",
        "A system says DISPOSITIF, AUTOMATE, LOGICIEL_DUI, SNR or ALIM_AM.",
    ),
    src.LIBRARY,
)


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
    OPERATOR,
    UNREACHABLE,
    CUSTODIAN_NAME,
    RECIPIENT_EMPTY,
    SEVERAL_DOCTORS,
    SIGNER_NOT_AUTHOR,
    TWO_NAMES,
    TWO_STRUCTURES,
    TWO_PROFESSIONS,
    PERSON_AS_SYSTEM,
    SYSTEM_AS_PERSON,
    PATIENT_SETTING,
    PATIENT_DOCUMENT,
    SETTING_PLACE,
    ENCOUNTER_PLACE,
)
