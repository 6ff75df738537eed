"""`cda.level`: is the document N1, N2 or N3, and is that the level its type asks for?"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Final

from esante_rules._core import Confidence, Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda import _volets as volets
from esante_rules.cda._body import Body, BodyKind
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import Element, hit, place


class Level(Enum):
    """The level of a CDA document, as far as it was read."""

    N1 = "N1"
    """A header and an unstructured content (`nonXMLBody`)."""
    N2 = "N2"
    """Sections with their narrative, no coded entry. The ANS names N1 and N3 only: this one is derived."""
    N3 = "N3"
    """Sections with coded entries."""
    STRUCTURED = "structured"
    """N2 or N3: only the whole reading tells."""
    UNDETERMINED = "undetermined"
    """No body, two bodies, or a structured body without a section."""


def level_of(body: Body) -> Level:
    """The level that the facts of a body give."""
    if body.kind is BodyKind.NON_XML:
        return Level.N1
    if body.kind is not BodyKind.STRUCTURED or body.sections is False:
        return Level.UNDETERMINED
    if body.entries is None:
        return Level.STRUCTURED
    return Level.N3 if body.entries else Level.N2


def _code(context: Context) -> Element:
    element = context.first("code")
    return context.root if element is None else element


def _body(context: Context, name: str) -> Hit:
    component = context.first("component")
    at = place(component) if component is not None else "/ClinicalDocument"
    return Hit(f"{at}/{name}[1]", {}, context.body.line)


def _biology(context: Context) -> Iterator[Hit]:
    if context.is_n1 and context.document_code == volets.BIOLOGY:
        yield hit(_code(context))


BIOLOGY_N1: Final = rule(
    "level.biology-report-n1",
    _biology,
    Text(
        "Un compte rendu d'examens biologiques est attendu structuré (N3) ; celui-ci est en N1.",
        "A biology report is expected structured (N3); this one is N1.",
    ),
    Text(
        "Le code de la santé publique demande un compte rendu structuré selon le CI-SIS ; le N1 reste toléré "
        "techniquement, deux exemples officiels en sont.",
        "The code de la santé publique asks for a report structured as the CI-SIS says; N1 is tolerated technically, "
        "two official examples are.",
    ),
    src.CSP_BIOLOGY,
    src.DOCTRINE,
)


def _wanted(context: Context) -> Iterator[Hit]:
    if context.is_n1 and context.document_code in volets.N3_CODES:
        yield hit(_code(context))


STRUCTURED_EXPECTED: Final = rule(
    "level.structured-expected",
    _wanted,
    Text(
        "Ce type de document est attendu structuré (N3) ; celui-ci est en N1.",
        "This type of document is expected structured (N3); this one is N1.",
    ),
    Text(
        "Synthèse médicale, vaccinations, remboursements et export de dossier se relisent par des logiciels : "
        "leurs données doivent être codées.",
        "Medical summaries, vaccinations, reimbursements and record exports are read again by programs: their data "
        "must be coded.",
    ),
    src.DOCTRINE,
    severity=Severity.INFO,
)


def _model(context: Context) -> Iterator[Hit]:
    code = context.document_code
    recommended = code in volets.STRUCTURED_CODES - volets.N3_CODES - {volets.BIOLOGY} or code.startswith("PRESC-")
    if context.is_n1 and recommended:
        yield hit(_code(context))


MODEL_EXISTS: Final = rule(
    "level.structured-model-exists",
    _model,
    Text(
        "Un modèle structuré (N3) existe pour ce type de document ; celui-ci est en N1.",
        "A structured model (N3) exists for this type of document; this one is N1.",
    ),
    Text(
        "Le N1 est admis en attendant (prescriptions, imagerie) ; le N3 est recommandé dès que le logiciel le peut.",
        "N1 is accepted in the meantime (prescriptions, imaging); N3 is recommended as soon as the software can.",
    ),
    src.DOCTRINE,
    severity=Severity.INFO,
    confidence=Confidence.PROBABLE,
)


def _no_model(context: Context) -> Iterator[Hit]:
    code = context.document_code
    known = code in volets.STRUCTURED_CODES or _declares_volet(context)
    if context.is_structured and code in context.tables["J07"].codes and not known:
        yield hit(_code(context))


def _declares_volet(context: Context) -> bool:
    return any(root.startswith(oids.VOLETS) and root != oids.CI_SIS for root in context.roots)


NO_MODEL: Final = rule(
    "level.structured-without-model",
    _no_model,
    Text(
        "Aucun modèle structuré n'est publié pour ce type de document, qui est pourtant structuré.",
        "No structured model is published for this type of document, which is structured all the same.",
    ),
    Text(
        "Sans volet, le destinataire ne sait pas lire les données codées : le N1 est attendu.",
        "Without a volet the recipient cannot read the coded data: N1 is expected.",
    ),
    src.ans_text("choix du niveau"),
    severity=Severity.INFO,
    confidence=Confidence.PROBABLE,
)


def _n1_template(context: Context) -> Iterator[Hit]:
    if context.is_structured:
        for element in context.all("templateId"):
            if element.get("root") == oids.N1_TEMPLATE:
                yield hit(element)


N1_TEMPLATE: Final = rule(
    "level.n1-template-in-structured",
    _n1_template,
    Text(
        "Le document structuré se déclare conforme au modèle des documents N1.",
        "The structured document declares the template of N1 documents.",
    ),
    Text(
        "Le contrôle officiel ne le voit pas ; le destinataire cherchera un PDF.",
        "The official check does not see it; the recipient will look for a PDF.",
    ),
    src.LIBRARY,
)


def _undeclared(context: Context) -> Iterator[Hit]:
    if context.is_structured and not _declares_volet(context):
        yield hit(context.root)


UNDECLARED: Final = rule(
    "level.volet-undeclared",
    _undeclared,
    Text(
        "Le document structuré ne déclare aucun volet du CI-SIS.",
        "The structured document declares no volet of the CI-SIS.",
    ),
    Text(
        "Le volet dit au destinataire quelles sections et quelles données il va trouver.",
        "The volet tells the recipient which sections and data are to be found.",
    ),
    src.LIBRARY,
)


def _no_entry(context: Context) -> Iterator[Hit]:
    if level_of(context.body) is Level.N2:
        yield _body(context, "structuredBody")


NO_ENTRY: Final = rule(
    "level.no-coded-entry",
    _no_entry,
    Text(
        "Le corps a des sections mais aucune donnée codée (niveau N2).",
        "The body has sections but no coded data (level N2).",
    ),
    Text(
        "Le CI-SIS ne connaît que N1 et N3 : un document N2 se lit mais ne s'exploite pas.",
        "The CI-SIS only knows N1 and N3: an N2 document can be read but not used by a program.",
    ),
    src.LIBRARY,
    severity=Severity.INFO,
)


def _no_section(context: Context) -> Iterator[Hit]:
    if context.is_structured and context.body.sections is False:
        yield _body(context, "structuredBody")


NO_SECTION: Final = rule(
    "level.no-section",
    _no_section,
    Text("Le corps structuré n'a aucune section.", "The structured body has no section."),
    Text(
        "Un corps sans section n'a pas de niveau : le schéma CDA le refuse.",
        "A body without a section has no level: the CDA schema refuses it.",
    ),
    src.SCHEMA,
)

RULES: Final[tuple[Header, ...]] = (
    BIOLOGY_N1,
    STRUCTURED_EXPECTED,
    MODEL_EXISTS,
    NO_MODEL,
    N1_TEMPLATE,
    UNDECLARED,
    NO_ENTRY,
    NO_SECTION,
)
WHOLE: Final = frozenset((NO_ENTRY, NO_SECTION))
"""Rules that need the whole reading."""
TABLES: Final = {NO_MODEL: ("J07",)}
"""The value sets that a rule needs."""
