"""`cda.coherence`: the codes of a header and their labels, its null values and contact details. Our own additions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from esante_rules._core import Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import Element, attribute, children, hit, local_name, tag, text_of
from esante_rules.cda._value_sets import ValueSet, plain

_NULLS: Final = frozenset(("UNK", "NASK", "ASKU", "NAV", "MSK"))
_PHONE: Final = re.compile(r"\+?[0-9.()\-]{4,20}").fullmatch
_USUAL: Final = re.compile(r"(?:tel|fax):\+?[0-9.()\-]{4,20}|mailto:[^@]*@[^@]*").fullmatch


_CODED_TABLES: Final = ("J01", "J02", "J04", "J07", "J11", "J47", "J142", "J143", "CONFIDENTIALITY")


def _otherwise_listed(context: Context) -> tuple[tuple[Element, ValueSet], ...]:
    """The elements whose code is in its value set, but for those that say all that it says: most, told at once."""
    found: list[tuple[Element, ValueSet]] = []
    for element, table in context.coded:
        values = context.tables[table]
        concept = values.get(element.get("code") or "")
        if concept is not None and (
            element.get("codeSystem") != concept.code_system or element.get("displayName") != concept.label
        ):
            found.append((element, values))
    return tuple(found)


def _wrong_system(context: Context) -> Iterator[Hit]:
    for element, values in context.once(_otherwise_listed):
        system = element.get("codeSystem")
        if system is not None and (element.get("code"), system) not in values.pairs:
            yield hit(element, table=values.title)


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
    for element, values in context.once(_otherwise_listed):
        code, label = attribute(element, "code"), element.get("displayName")
        expected = values.label(code)
        if label and expected and not values.bears(code, label):
            yield hit(element, label=expected, table=values.title)


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
        value = element.get("value")
        if value is None or _USUAL(value):
            continue
        scheme, _, rest = value.partition(":")
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
