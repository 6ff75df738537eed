"""`cda.coherence`: people, systems and structures of a header against each other. Our own additions."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from esante_rules._core import Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda._actors import Actor
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import Element, attribute, child, children, hit, is_null, text_of

T = TypeVar("T")


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


def _several_times(numbered: Iterable[tuple[str, T, Element]]) -> list[tuple[str, T, Element]]:
    """Those whose number is written several times: a number that is written once cannot differ from itself."""
    found = list(numbered)
    times = Counter([number for number, _, _ in found])
    return [one for one in found if times[one[0]] > 1]


def _people(context: Context) -> list[tuple[str, Actor, Element]]:
    """The professionals whose number is written several times."""
    return _several_times(
        (element.get("extension") or "", actor, element)
        for actor in context.actors
        for element, root in zip(actor.ids, actor.roots, strict=True)
        if root == oids.PERSON
    )


def _by_person(context: Context, word: Callable[[Actor], str]) -> Iterator[tuple[str, str, Element]]:
    return ((number, word(actor), element) for number, actor, element in context.once(_people))


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


def _two_structures(context: Context) -> Iterator[Hit]:
    numbered = _several_times(
        (element.get("extension") or "", structure.name, element)
        for structure in context.structures
        if structure is not None
        for element in structure.numbers
    )
    return _differing((number, text_of(name), element) for number, name, element in numbered)


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
)
