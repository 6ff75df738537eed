"""`cda.coherence`: the identity of a document, its codes and their labels, its null values. Our own additions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from esante_rules._core import Confidence, Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context, integer
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import Element, attribute, child, children, hit, local_name, tag, text_of
from esante_rules.cda._value_sets import plain

_NULLS: Final = frozenset(("UNK", "NASK", "ASKU", "NAV", "MSK"))
_PHONE: Final = re.compile(r"\+?[0-9.()\-]{4,20}").fullmatch
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


# --- codes --------------------------------------------------------------------------------------------------------


_CODED_TABLES: Final = ("J01", "J02", "J04", "J07", "J11", "J47", "J142", "J143", "CONFIDENTIALITY")


def _wrong_system(context: Context) -> Iterator[Hit]:
    for element, table in context.coded:
        code, system = element.get("code"), element.get("codeSystem")
        value_set = context.tables[table]
        if code in value_set.codes and system is not None and (code, system) not in value_set.pairs:
            yield hit(element, table=value_set.title)


CODE_SYSTEM: Final = rule(
    "coherence.code-system-unexpected",
    _wrong_system,
    Text(
        "Le code est dans {table}, mais pas dans le système de codage (codeSystem) indiqué.",
        "The code is in {table}, but not in the code system (codeSystem) that is given.",
    ),
    Text(
        "Le contrôle officiel ne compare que le code ; le destinataire, lui, lit le code dans son système.",
        "The official check compares the code alone; the recipient reads the code in its system.",
    ),
    src.LIBRARY,
)


def _other_label(context: Context) -> Iterator[Hit]:
    for element, table in context.coded:
        label = element.get("displayName")
        wanted = context.tables[table].label(element.get("code") or "")
        if label and wanted and label != wanted and plain(label) != plain(wanted):
            yield hit(element, label=wanted, table=context.tables[table].title)


LABEL: Final = rule(
    "coherence.label-unexpected",
    _other_label,
    Text(
        "Le libellé diffère du libellé officiel de ce code, « {label} » ({table}).",
        "The label differs from the official label of this code, « {label} » ({table}).",
    ),
    Text(
        "Deux libellés pour un même code font hésiter le lecteur ; ni la casse ni les apostrophes ne comptent.",
        "Two labels for one code make the reader hesitate; neither case nor apostrophes count.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _profession(context: Context) -> Iterator[Hit]:
    for actor in context.of_kind("authenticator", "informant", "responsibleParty", "encounterParticipant"):
        code = attribute(actor.code, "code")
        if local_name(actor.entity) == "assignedEntity" and code and code not in context.tables["J01"].codes:
            yield hit(actor.code if actor.code is not None else actor.entity)


PROFESSION: Final = rule(
    "coherence.profession-unknown",
    _profession,
    Text(
        "La profession ou la spécialité n'est pas dans le jeu de valeurs JDV_J01.",
        "The profession or specialty is not in the value set JDV_J01.",
    ),
    Text(
        "Les contrôles 3.x ne regardent pas ce code pour cet acteur ; ceux de la version 2.41 le refusaient.",
        "The 3.x checks do not look at this code for this actor; those of version 2.41 refused it.",
    ),
    src.LIBRARY,
)


def _title_of_another(context: Context) -> Iterator[Hit]:
    title, code, table = context.first("title"), context.document_code, context.tables["J07"]
    if title is None or code not in table.codes:
        return
    same = table.by_label.get(plain(text_of(title)))
    if same and code not in same:
        yield hit(title)


TITLE: Final = rule(
    "coherence.title-of-another-type",
    _title_of_another,
    Text(
        "Le titre est le libellé d'un autre type de document.",
        "The title is the label of another type of document.",
    ),
    Text(
        "Le titre et le type se lisent côte à côte dans le DMP : ils devraient dire la même chose.",
        "The title and the type are read side by side in the DMP: they should say the same.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


# --- nulls, telecoms, small things --------------------------------------------------------------------------------


def _null_reason(context: Context) -> Iterator[Hit]:
    for element in context.nulls:
        if element.get("nullFlavor") not in _NULLS and local_name(element) != "telecom":
            yield hit(element)


NULL_FLAVOR: Final = rule(
    "coherence.null-flavor-unexpected",
    _null_reason,
    Text(
        "Ce nullFlavor n'est pas de ceux que le CI-SIS admet dans un en-tête (UNK, NASK, ASKU, NAV, MSK).",
        "This nullFlavor is not one of those that the CI-SIS accepts in a header (UNK, NASK, ASKU, NAV, MSK).",
    ),
    Text(
        "La liste est fermée par le guide document-core ; des exemples officiels portent pourtant NA.",
        "The document-core guide closes the list; some official examples bear NA all the same.",
    ),
    src.ans_text("nullFlavor"),
)


def _telecom(context: Context) -> Iterator[Hit]:
    for element in context.root.iterdescendants(tag("telecom")):
        scheme, _, rest = (element.get("value") or "").partition(":")
        strange = (scheme in ("tel", "fax") and not _PHONE(rest)) or (scheme == "mailto" and rest.count("@") != 1)
        if rest and strange:
            yield hit(element)


TELECOM: Final = rule(
    "coherence.telecom-unusual",
    _telecom,
    Text(
        "Le numéro de téléphone ou l'adresse électronique a une forme inhabituelle.",
        "The telephone number or the e-mail address has an unusual form.",
    ),
    Text("Une coordonnée illisible ne joint personne.", "Contact details that cannot be read reach nobody."),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _order_null(context: Context) -> Iterator[Hit]:
    for part in context.all("inFulfillmentOf"):
        for element in children(part, "order", "id"):
            if element.get("nullFlavor") is not None:
                yield hit(element)


ORDER_NULL: Final = rule(
    "coherence.order-id-null",
    _order_null,
    Text("L'identifiant de la prescription est nul.", "The identifier of the prescription is null."),
    Text(
        "Une prescription sans numéro ne peut pas être rapprochée du document ; la version 2.41 le refusait.",
        "A prescription without a number cannot be linked to the document; version 2.41 refused it.",
    ),
    src.LIBRARY,
)


def _encounter_root(context: Context) -> Iterator[Hit]:
    for element in children(context.encounter, "id"):
        if element.get("root") == oids.PERSON:
            yield hit(element)


ENCOUNTER_ROOT: Final = rule(
    "coherence.encounter-id-of-a-person",
    _encounter_root,
    Text(
        "L'identifiant de la prise en charge est sous la racine des professionnels.",
        "The identifier of the encounter is under the root of professionals.",
    ),
    Text(
        "Un numéro de séjour vient de la structure, non de l'autorité qui numérote les personnes.",
        "The number of a stay comes from the structure, not from the authority that numbers people.",
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
    CODE_SYSTEM,
    LABEL,
    PROFESSION,
    TITLE,
    NULL_FLAVOR,
    TELECOM,
    ORDER_NULL,
    ENCOUNTER_ROOT,
)
TABLES: Final = {CODE_SYSTEM: _CODED_TABLES, LABEL: _CODED_TABLES, PROFESSION: ("J01",), TITLE: ("J07",)}
"""The value sets that a rule needs."""
