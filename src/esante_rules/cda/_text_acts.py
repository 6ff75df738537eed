"""`cda.text`: the main act, the orders and the acts of imaging."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from esante_rules._core import Confidence, Hit, Severity, Text
from esante_rules.cda import _oids as oids
from esante_rules.cda import _sources as src
from esante_rules.cda._context import Context
from esante_rules.cda._declare import Header, rule
from esante_rules.cda._tree import Element, attribute, child, children, hit, is_null


def _main_act_null(context: Context) -> Iterator[Hit]:
    paths = (("effectiveTime", "low"), ("performer",), ("performer", "assignedEntity", "id"))
    for path in paths:
        for element in children(context.main_act, *path):
            if is_null(element):
                yield hit(element)


MAIN_ACT_NULL: Final = rule(
    "text.main-act-null",
    _main_act_null,
    Text(
        "L'acte principal (premier documentationOf) porte une valeur nulle pour sa date ou son exécutant.",
        "The main act (first documentationOf) has a null value for its date or its performer.",
    ),
    Text(
        "La date et l'exécutant de l'acte principal alimentent l'index du DMP : ils doivent être connus.",
        "The date and the performer of the main act feed the DMP index: they must be known.",
    ),
    src.structuration("documentationOf, acte principal"),
)


def _main_act_code(context: Context) -> Iterator[Hit]:
    act = context.main_act
    if act is not None and not attribute(child(act, "code"), "code"):
        yield hit(act)


MAIN_ACT_WITHOUT_CODE: Final = rule(
    "text.main-act-without-code",
    _main_act_code,
    Text("L'acte principal n'a pas de code.", "The main act has no code."),
    Text(
        "Le code de l'acte est recommandé : il permet de retrouver le document par ce qui a été fait.",
        "The code of the act is recommended: it lets people find the document by what was done.",
    ),
    src.ans_text("documentationOf/serviceEvent/code"),
    severity=Severity.INFO,
)


def _expected_act(context: Context) -> tuple[str, ...]:
    code = context.document_code
    if code.startswith(("EXPPAT_", "DOCPAT")):
        return (oids.PATIENT_CODE, oids.ASIP_ROLES)
    return _EXPECTED_ACTS.get(code, ())


_EXPECTED_ACTS: Final = {"55115-0": ("55115-0", oids.LOINC), "59283-2": ("11429006", oids.SNOMED_CT)}


def _main_act_expected(context: Context) -> Iterator[Hit]:
    expected, act = _expected_act(context), context.main_act
    if not expected or act is None:
        return
    code = child(act, "code")
    if (attribute(code, "code"), attribute(code, "codeSystem")) != expected:
        yield hit(act if code is None else code, code=expected[0])
    elif context.document_code == "59283-2" and child(code, "translation") is None and code is not None:
        yield hit(code, code=expected[0])


MAIN_ACT_CODE: Final = rule(
    "text.main-act-code-unexpected",
    _main_act_expected,
    Text(
        "Pour ce type de document, le code attendu de l'acte principal est {code}.",
        "For this type of document, the expected code of the main act is {code}.",
    ),
    Text(
        "Le texte fixe l'acte principal des demandes d'imagerie, des certificats et des documents écrits par le "
        "patient.",
        "The text fixes the main act of imaging requests, of certificates and of documents written by the patient.",
    ),
    src.structuration("documentationOf/serviceEvent/code"),
    confidence=Confidence.PROBABLE,
)


def _imaging_act(context: Context) -> Iterator[Hit]:
    if context.document_code != "18748-4" or not context.acts:
        return
    for act in context.acts:
        code = child(act, "code")
        if attribute(code, "codeSystem") == oids.LOINC and _says_modality(code):
            return
    yield hit(context.acts[0])


def _says_modality(code: Element | None) -> bool:
    return any(attribute(name, "code") == "121139" for name in children(code, "translation", "qualifier", "name"))


IMAGING_ACT: Final = rule(
    "text.imaging-act-without-modality",
    _imaging_act,
    Text(
        "Aucun acte du compte rendu d'imagerie n'a de code LOINC traduit par sa modalité.",
        "No act of the imaging report has a LOINC code translated into its modality.",
    ),
    Text(
        "La modalité (translation de qualifier 121139) permet de classer le compte rendu parmi les images.",
        "The modality (a translation with qualifier 121139) lets the report be filed among the images.",
    ),
    src.structuration("documentationOf/serviceEvent/code"),
    confidence=Confidence.PROBABLE,
)


def _prescription_date(context: Context) -> Iterator[Hit]:
    if not context.all("inFulfillmentOf"):
        return
    for participant in context.all("participant"):
        if participant.get("typeCode") == "REF" and not attribute(child(participant, "time", "high"), "value"):
            time = child(participant, "time")
            yield hit(participant if time is None else time)


PRESCRIPTION_DATE: Final = rule(
    "text.prescription-date-missing",
    _prescription_date,
    Text(
        "La date de la prescription n'est pas donnée pour le prescripteur (borne haute de sa participation).",
        "The date of the prescription is not given for the prescriber (upper bound of the participation).",
    ),
    Text(
        "Quand le document répond à une prescription, sa date se lit sur la participation du prescripteur.",
        "When the document answers a prescription, its date is read on the participation of the prescriber.",
    ),
    src.structuration("participant, inFulfillmentOf"),
    severity=Severity.INFO,
)


RULES: Final[tuple[Header, ...]] = (
    PRESCRIPTION_DATE,
    MAIN_ACT_NULL,
    MAIN_ACT_WITHOUT_CODE,
    MAIN_ACT_CODE,
    IMAGING_ACT,
)
