"""`cda.type`: what one type of document asks of the people, systems and structures of its header."""

from __future__ import annotations

from collections.abc import Iterator

from esante_rules._core import Hit
from esante_rules.cda import _oids as oids
from esante_rules.cda._actors import Actor
from esante_rules.cda._context import Context
from esante_rules.cda._tree import attribute, child, children, hit
from esante_rules.cda._types import lacking
from esante_rules.cda._volets import Volet


def _has(actor: Actor, part: str) -> bool:
    if part == "time":
        return child(actor.element, "time") is not None
    if part == "person":
        return child(actor.person, "name") is not None
    if part == "family":
        return child(actor.person, "name", "family") is not None
    head, _, tail = part.partition("/")
    if head == "organization":
        return actor.organization is not None and (not tail or child(actor.organization, tail) is not None)
    return child(actor.entity, part) is not None


def actors_have(context: Context, volet: Volet, kind: str, *parts: str) -> Iterator[Hit]:
    """Every actor of that kind has these parts."""
    for actor in context.of_kind(kind):
        yield from lacking(actor.entity, volet, [part for part in parts if not _has(actor, part)])


def organizations_have(context: Context, volet: Volet, kind: str, *parts: str) -> Iterator[Hit]:
    """The structure of every actor of that kind, when there is one, has these parts."""
    for actor in context.of_kind(kind):
        if actor.organization is not None:
            missing = [part for part in parts if child(actor.organization, part) is None]
            yield from lacking(actor.organization, volet, [f"organization/{part}" for part in missing])


def some_performer(context: Context, volet: Volet) -> Iterator[Hit]:
    """Some act has a performer."""
    if not any(context.of_kind("performer")):
        yield hit(context.root, volet=volet.name)


def practice_setting(context: Context, volet: Volet, wanted: str) -> Iterator[Hit]:
    """The practice setting of every performer is this one."""
    for actor in context.of_kind("performer"):
        code = child(actor.organization, "standardIndustryClassCode")
        if attribute(code, "code") != wanted:
            yield hit(actor.entity if code is None else code, volet=volet.name, code=wanted)


def author_code(context: Context, volet: Volet, *wanted: str) -> Iterator[Hit]:
    """The specialty of every author is one of these."""
    for actor in context.authors:
        if attribute(actor.code, "code") not in wanted:
            yield hit(actor.entity if actor.code is None else actor.code, volet=volet.name, codes=wanted)


def signer_code(context: Context, volet: Volet, wanted: str) -> Iterator[Hit]:
    """The legalAuthenticator bears that code."""
    signer = context.signer
    if signer is not None and attribute(signer.code, "code") != wanted:
        yield hit(signer.entity, volet=volet.name, codes=(wanted,))


def performer_code(context: Context, volet: Volet, wanted: str) -> Iterator[Hit]:
    """Every performer bears that code."""
    for actor in context.of_kind("performer"):
        if attribute(actor.code, "code") != wanted:
            yield hit(actor.entity, volet=volet.name, codes=(wanted,))


def author_device(context: Context, volet: Volet) -> Iterator[Hit]:
    """Every author is a system."""
    for actor in context.authors:
        if actor.device is None:
            yield hit(actor.entity, volet=volet.name)


def at_most(context: Context, volet: Volet, name: str, most: int) -> Iterator[Hit]:
    """There are no more than `most` participations of that name."""
    for element in context.all(name)[most:]:
        yield hit(element, volet=volet.name, most=most)


def at_least(context: Context, volet: Volet, name: str, least: int) -> Iterator[Hit]:
    """There are at least `least` participations of that name."""
    if len(context.all(name)) < least:
        yield hit(context.root, volet=volet.name, least=least)


def custodian_name(context: Context, volet: Volet) -> Iterator[Hit]:
    """The custodian is named."""
    if context.custodian is not None and child(context.custodian, "name") is None:
        yield hit(context.custodian, volet=volet.name)


def custodian_root(context: Context, volet: Volet) -> Iterator[Hit]:
    """The custodian is identified as a structure."""
    ids = tuple(children(context.custodian, "id"))
    if context.custodian is not None and not any(e.get("root") == oids.STRUCTURE and e.get("extension") for e in ids):
        yield hit(context.custodian, volet=volet.name)


def authenticator_template(context: Context, volet: Volet, root: str) -> Iterator[Hit]:
    """Every authenticator declares that template."""
    for element in context.all("authenticator"):
        if not any(t.get("root") == root for t in children(element, "templateId")):
            yield hit(element, volet=volet.name, template=root)


def informant(context: Context, volet: Volet, code: str) -> Iterator[Hit]:
    """Some informant bears that relation code."""
    if not any(attribute(actor.code, "code") == code for actor in context.of_kind("informant")):
        yield hit(context.root, volet=volet.name, code=code)


def participant(
    context: Context, volet: Volet, types: tuple[str, ...], functions: tuple[str, ...] = (), *names: str
) -> Iterator[Hit]:
    """Some participant is of one of these types and functions, and has these parts."""
    for actor in context.of_kind("participant"):
        if _fits(actor, types, functions) and all(child(actor.entity, name) is not None for name in names):
            return
    yield hit(context.root, volet=volet.name, codes=types, functions=functions or ("*",))


def _fits(actor: Actor, types: tuple[str, ...], functions: tuple[str, ...]) -> bool:
    function = attribute(child(actor.element, "functionCode"), "code")
    return actor.element.get("typeCode") in types and (not functions or function in functions)


def participants_are(
    context: Context, volet: Volet, types: tuple[str, ...], functions: tuple[str, ...]
) -> Iterator[Hit]:
    """Every participant is of one of these types and functions."""
    for actor in context.of_kind("participant"):
        if not _fits(actor, types, functions):
            yield hit(actor.element, volet=volet.name, codes=types, functions=functions)


def participant_function(context: Context, volet: Volet, function: str) -> Iterator[Hit]:
    """A participant that bears a function bears this one."""
    for element in context.all("participant"):
        code = attribute(child(element, "functionCode"), "code")
        if code and code != function:
            yield hit(element, volet=volet.name, codes=("*",), functions=(function,))


def informing_participants(context: Context, volet: Volet) -> Iterator[Hit]:
    """IPS 2022: exactly one médecin traitant; 2024: when participants inform, one of them is (or ES-PREF)."""
    informing = [actor for actor in context.of_kind("participant") if actor.element.get("typeCode") == "INF"]
    doctors = [actor for actor in informing if _fits(actor, ("INF",), ("PCP",))]
    if (volet.root, "2022.01") in context.templates:
        wrong = len(doctors) != 1
    else:
        wrong = bool(informing) and not any(_fits(actor, ("INF",), ("PCP", "ES-PREF")) for actor in informing)
    if wrong:
        yield hit(context.root, volet=volet.name, codes=("INF",), functions=("PCP", "ES-PREF"))
