"""`cda.coherence`: the identity of a document, its versions and what it replaces. Our own additions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from esante_rules._core import Confidence, Hit, Severity, Text
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context, integer
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import Element, attribute, child, children, hit

_EXAMPLE_ARCS: Final = re.compile(
    r"1\.2\.3(\..*)?|1\.2\.250\.1\.213\.1\.1\.1\.[0-9]+(\.[0-9]+)?\.(19|20)[0-9]{2}.*"
    r"|1\.3\.6\.1\.4\.1\.19376\.1\.2\.20\.12345(\..*)?"
).fullmatch
_XDS_ROOT, _XDS_EXTENSION, _XDS_WHOLE = 64, 16, 128


def _pair(element: Element | None) -> tuple[str | None, str | None]:
    return (None, None) if element is None else (element.get("root"), element.get("extension"))


def _same_id_and_set(context: Context) -> Iterator[Hit]:
    element, group = context.first("id"), context.first("setId")
    if element is not None and element.get("root") and _pair(element) == _pair(group):
        yield hit(element)


ID_IS_SET_ID: Final = rule(
    "coherence.id-is-set-id",
    _same_id_and_set,
    Text(
        "L'identifiant du document est aussi celui de l'ensemble de ses versions.",
        "The identifier of the document is also that of the set of its versions.",
    ),
    Text(
        "L'identifiant doit être propre à chaque version, setId commun à toutes.",
        "The identifier belongs to one version, setId to all of them.",
    ),
    src.ans_text("id, setId"),
    src.LIBRARY,
)


def _version_unreplaced(context: Context) -> Iterator[Hit]:
    element = context.first("versionNumber")
    if element is not None and (context.version or 0) > 1 and not context.replaced:
        yield hit(element)


VERSION_WITHOUT_REPLACED: Final = rule(
    "coherence.version-without-replaced",
    _version_unreplaced,
    Text(
        "Cette version, qui n'est pas la première, ne dit pas quel document elle remplace.",
        "This version, which is not the first, does not say which document it replaces.",
    ),
    Text(
        "Sans lien de remplacement (RPLC), l'ancienne version reste affichée à côté de la nouvelle.",
        "Without a replacement link (RPLC), the former version stays displayed beside the new one.",
    ),
    src.ans_text("versionNumber, relatedDocument"),
    src.LIBRARY,
)


def _replacing_first(context: Context) -> Iterator[Hit]:
    element = context.first("versionNumber")
    if element is not None and context.version == 1 and context.replaced:
        yield hit(element)


REPLACING_FIRST: Final = rule(
    "coherence.first-version-replaces",
    _replacing_first,
    Text(
        "Le document en remplace un autre et porte pourtant le numéro de version 1.",
        "The document replaces another and yet bears version number 1.",
    ),
    Text(
        "Un document qui remplace porte au moins le numéro 2.",
        "A document that replaces bears at least number 2.",
    ),
    src.ans_text("versionNumber, relatedDocument"),
    src.LIBRARY,
)


def _replaces_itself(context: Context) -> Iterator[Hit]:
    own = _pair(context.first("id"))
    for parent in context.replaced:
        for element in children(parent, "id"):
            if element.get("root") and _pair(element) == own:
                yield hit(element)


REPLACES_ITSELF: Final = rule(
    "coherence.replaces-itself",
    _replaces_itself,
    Text("Le document déclare se remplacer lui-même.", "The document says that it replaces itself."),
    Text(
        "Le document remplacé a son propre identifiant.",
        "The replaced document has its own identifier.",
    ),
    src.LIBRARY,
)


def _replaced_version(context: Context) -> Iterator[Hit]:
    for parent in context.replaced:
        element = child(parent, "versionNumber")
        number = integer(attribute(element, "value"))
        if element is not None and number is not None and context.version is not None and number >= context.version:
            yield hit(element)


REPLACED_VERSION: Final = rule(
    "coherence.replaced-version-not-earlier",
    _replaced_version,
    Text(
        "Le document remplacé porte un numéro de version égal ou supérieur à celui du document.",
        "The replaced document bears a version number equal to or above that of the document.",
    ),
    Text("Une version n'en remplace qu'une plus ancienne.", "A version only replaces an earlier one."),
    src.LIBRARY,
)


def _replaced_set(context: Context) -> Iterator[Hit]:
    own = _pair(context.first("setId"))
    for parent in context.replaced:
        for element in children(parent, "setId"):
            if element.get("root") and own[0] and _pair(element) != own:
                yield hit(element)


REPLACED_SET: Final = rule(
    "coherence.replaced-set-id-different",
    _replaced_set,
    Text(
        "Le document remplacé appartient à un autre ensemble de versions (setId).",
        "The replaced document belongs to another set of versions (setId).",
    ),
    Text("setId est commun à toutes les versions d'un document.", "setId is common to all versions of a document."),
    src.LIBRARY,
)


def _foreign_root(context: Context) -> Iterator[Hit]:
    element = context.first("id")
    root = attribute(element, "root")
    if element is None or not root or element.get("extension") is not None or "-" in root:
        return
    if not any(root == own or root.startswith(own + ".") for own in context.own_roots or ()):
        yield hit(element)


FOREIGN_ROOT: Final = rule(
    "coherence.id-outside-own-roots",
    _foreign_root,
    Text(
        "L'identifiant du document n'est pas sous une racine de l'émetteur.",
        "The identifier of the document is not under a root of the sender.",
    ),
    Text(
        "Un émetteur ne garantit l'unicité que sous les OID qui lui appartiennent.",
        "A sender can only guarantee uniqueness under the OIDs that belong to it.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _too_long(context: Context) -> Iterator[Hit]:
    element = context.first("id")
    root, extension = attribute(element, "root"), attribute(element, "extension")
    whole = len(root) + 1 + len(extension)
    if element is not None and (len(root) > _XDS_ROOT or len(extension) > _XDS_EXTENSION or whole > _XDS_WHOLE):
        yield hit(element)


ID_TOO_LONG: Final = rule(
    "coherence.id-too-long-for-xds",
    _too_long,
    Text(
        "L'identifiant du document dépasse les longueurs admises par XDS (racine 64, extension 16).",
        "The identifier of the document exceeds the lengths that XDS accepts (root 64, extension 16).",
    ),
    Text(
        "Un identifiant trop long peut être refusé à l'alimentation du DMP ; à confirmer pour le DMP.",
        "A longer identifier may be refused when the DMP is fed; to be confirmed for the DMP.",
    ),
    src.LIBRARY,
    confidence=Confidence.PROBABLE,
)


def _example_oid(context: Context) -> Iterator[Hit]:
    if context.environment != "production":
        return
    elements = (context.first("id"), context.first("setId"), *context.patient_ids)
    for element in elements:
        if element is not None and _EXAMPLE_ARCS(element.get("root") or ""):
            yield hit(element)


EXAMPLE_OID: Final = rule(
    "coherence.example-oid",
    _example_oid,
    Text(
        "La racine de cet identifiant est celle d'un exemple publié.",
        "The root of this identifier is that of a published example.",
    ),
    Text(
        "En production, chaque identifiant vient d'une racine qui appartient à l'émetteur.",
        "In production, every identifier comes from a root that belongs to the sender.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


RULES: Final[tuple[Header, ...]] = (
    ID_IS_SET_ID,
    VERSION_WITHOUT_REPLACED,
    REPLACING_FIRST,
    REPLACES_ITSELF,
    REPLACED_VERSION,
    REPLACED_SET,
    FOREIGN_ROOT,
    ID_TOO_LONG,
    EXAMPLE_OID,
)
