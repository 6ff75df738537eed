"""The volets of the CI-SIS: their templates, document codes and expected level; which one a document declares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from esante_rules.cda._oids import VOLETS

SNOMED_CT: Final = "2.16.840.1.113883.6.96"
_IHE_MS: Final = "1.3.6.1.4.1.19376.1.5.3.1.1.1"
"""IHE PCC Medical Documents."""


@frozen
class Volet:
    """One published model of document, always structured (N3)."""

    name: str
    root: str
    """Its templateId."""
    codes: tuple[str, ...]
    """The document codes (J07) it goes with."""
    extension: str = ""
    """The version that tells it from another volet of the same root; empty when the root is enough."""
    others: tuple[str, ...] = ()
    """The other templateId roots it requires."""


def _row(name: str, arc: str, codes: str, *others: str, extension: str = "") -> Volet:
    return Volet(name=name, root=VOLETS + arc, codes=tuple(codes.split()), extension=extension, others=others)


_CARD: Final = (VOLETS + "2.1", "1.3.6.1.4.1.19376.1.5.3.1.1.2")
_CSE: Final = VOLETS + "5"
_VACCINES: Final = "1.3.6.1.4.1.19376.1.5.3.1.1.18.1.2"

ALL: Final[tuple[Volet, ...]] = (
    _row("ANEST-CR-ANEST", "40", "77436-4"),
    _row("ANEST-CR-CPA", "41", "34749-2"),
    _row("AVC-AUNV", "15", "34133-9"),
    _row("AVC-EUNV", "16", "34133-9"),
    _row("AVC-PAVC", "25", "11488-4"),
    _row("AVC-SUNV", "17", "34133-9"),
    _row("BIO-CR-BIO", "55", "11502-2", "1.3.6.1.4.1.19376.1.3.3"),
    _row("BIO-TROD", "59", "96173-0", _IHE_MS),
    _row("BIO-EP-BIO", "51", "PRESC-BIO", _IHE_MS, extension="2022.01"),
    _row("CANCER-CR-GM", "32", "51969-4"),
    _row("CANCER-D2LM-FIN", "27", "18748-4"),
    _row("CANCER-D2LM-FIDD", "28", "18748-4"),
    _row("CANCER-FRCP", "8", "34794-8"),
    _row("CANCER-PPS", "26", "18776-5"),
    _row("CARD-F-PRC-AVK", "2.1.1", "34133-9", *_CARD),
    _row("CARD-F-PRC-TAP", "2.1.2", "34133-9", *_CARD),
    _row("CARD-F-PRC-DCI", "2.1.3", "34133-9", *_CARD),
    _row("CARD-F-PRC-PSC", "2.1.4", "34133-9", *_CARD),
    _row("CARD-F-PRC-PPV", "2.1.5", "34133-9", *_CARD),
    _row("CNAM-HR", "36", "REMB"),
    _row("CSE-CS8", "5.1", "CERT_DECL", _CSE, "1.3.6.1.4.1.19376.1.7.3.1.1.13.1"),
    _row("CSE-CS9", "5.2", "CERT_DECL", _CSE),
    _row("CSE-CS24", "5.3", "CERT_DECL", _CSE),
    _row("CSE-MDE", "5.4", "29274-8", _CSE, _IHE_MS),
    _row("DLU", "22", "74207-2"),
    _row("FLUDT", "23", "74207-2"),
    _row("FLUDR", "24", "74207-2"),
    _row("eP-MED-DM", "39", "57833-6", "1.3.6.1.4.1.19376.1.9.1.1.1", _IHE_MS),
    _row("eDISP-MED", "54", "60593-1", "1.3.6.1.4.1.19376.1.9.1.1.3", _IHE_MS),
    _row("EXPORT_DUI", "58", "EXPORT_DUI"),
    _row("IMG-CR-IMG", "45", "18748-4", "1.2.840.10008.9.1", "1.2.840.10008.9.20", "1.2.840.10008.9.21"),
    _row("IMG-DA-IMG", "47", "55115-0", "1.2.840.10008.9.20"),
    _row("IPS-FR", "51", "60591-5 74207-2", "2.16.840.1.113883.10.22.1.1"),
    _row("LDL-EES", "21", "18761-7"),
    _row("LDL-SES", "29", "11490-0"),
    _row("OBP-SAP", "12.1", "57055-6"),
    _row("OBP-SNM", "12.2", "57057-2"),
    _row("OBP-SNE", "12.3", "57075-4"),
    _row("OBP-SCM", "12.4", "89235-6"),
    _row("OBP-SEM", "12.5", "78489-2"),
    _row("OPH-BRE", "42", "78513-9", "1.3.6.1.4.1.19376.1.9.1.1.1"),
    _row("OPH-CR-RTN", "18", "75492-9"),
    _row("SDM-MR", "30", "34133-9"),
    _row("TLM-DA", "38", "75496-0"),
    _row("VAC", "37", "11369-6", _VACCINES),
    _row("VAC-NOTE", "46", "87273-9", _VACCINES),
    _row("VSM", "13", "SYNTH 60591-5"),
)
"""A root that two volets share is told by its extension first, in this order."""

NAMES: Final = tuple(volet.name for volet in ALL)
_BY_NAME: Final = {volet.name: volet for volet in ALL}
_BY_ROOT: Final[dict[str, tuple[Volet, ...]]] = {
    root: tuple(volet for volet in ALL if volet.root == root) for root in dict.fromkeys(volet.root for volet in ALL)
}


def named(name: str) -> Volet:
    """The volet that bears that name; `KeyError` when there is none."""
    return _BY_NAME[name]


def recognise(templates: Iterable[tuple[str, str]], code: str) -> Volet | None:
    """The volet that these templateId (root, extension) declare, the document code telling two of one root apart.

    None when the document declares none that is known.
    """
    for root, extension in templates:
        volets = _BY_ROOT.get(root, ())
        for volet in volets:
            if len(volets) == 1 or (volet.extension and volet.extension == extension):
                return volet
        for volet in volets:
            if code in volet.codes:
                return volet
        if volets:
            return next((volet for volet in volets if not volet.extension), volets[0])
    return None


STRUCTURED_CODES: Final = frozenset(code for volet in ALL for code in volet.codes)
"""The document codes for which a structured model is published."""
N3_CODES: Final = frozenset(("SYNTH", "60591-5", "11369-6", "87273-9", "REMB", "EXPORT_DUI"))
"""The document codes that a text wants structured, the biology report apart."""
BIOLOGY: Final = "11502-2"
