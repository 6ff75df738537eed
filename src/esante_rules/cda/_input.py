"""Rules of the file itself (`cda.input`): is it XML, is it one CDA document, is it safe to read?

`_reading` finds these faults while it reads, so the rules are rows without a check.
"""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Confidence, Reference, Rule, Severity, Text
from esante_rules.cda import _sources as src


def _rule(
    name: str, says: Text, why: Text, refs: tuple[Reference, ...], severity: Severity = Severity.ERROR
) -> Rule[Any]:
    return Rule(
        id=f"cda.input.{name}",
        says=says,
        why=why,
        refs=refs,
        since=None,
        severity=severity,
        confidence=Confidence.CERTAIN,
    )


EMPTY: Final = _rule(
    "empty",
    Text("Le fichier est vide.", "The file is empty."),
    Text("Un document CDA contient au moins son en-tête.", "A CDA document holds at least its header."),
    (src.XML,),
)
UNKNOWN_ENCODING: Final = _rule(
    "unknown-encoding",
    Text(
        "L'encodage déclaré par le fichier n'est pas un encodage de texte connu.",
        "The encoding that the file declares is not a known text encoding.",
    ),
    Text(
        "Sans connaître l'encodage, aucun caractère du document ne peut être lu avec certitude.",
        "Without its encoding, no character of the document can be read with certainty.",
    ),
    (src.XML,),
)
ENCODING_CONTRADICTED: Final = _rule(
    "encoding-contradicted",
    Text(
        "L'encodage déclaré n'est pas celui des octets du fichier.",
        "The declared encoding is not that of the bytes of the file.",
    ),
    Text(
        "XML fait d'un encodage déclaré à tort une erreur fatale : deux logiciels liraient deux textes différents.",
        "XML makes a wrongly declared encoding a fatal error: two programs would read two different texts.",
    ),
    (src.XML,),
)
UNDECODABLE: Final = _rule(
    "undecodable",
    Text(
        "Des octets du fichier ne sont pas valides dans l'encodage déclaré.",
        "Some bytes of the file are not valid in the declared encoding.",
    ),
    Text(
        "Un texte mal encodé change les noms et les libellés sans que personne ne s'en aperçoive.",
        "A badly encoded text changes names and labels without anyone noticing.",
    ),
    (src.XML,),
)
NOT_WELL_FORMED: Final = _rule(
    "not-well-formed",
    Text(
        "Le fichier n'est pas un document XML bien formé.",
        "The file is not a well-formed XML document.",
    ),
    Text(
        "Un lecteur XML doit refuser tout le document : aucune réparation n'est tentée.",
        "An XML reader must refuse the whole document: no repair is attempted.",
    ),
    (src.XML, src.XML_NAMES),
)
DOCTYPE: Final = _rule(
    "doctype",
    Text("Le fichier contient un DOCTYPE, refusé par sécurité.", "The file holds a DOCTYPE, refused for safety."),
    Text(
        "Un DOCTYPE peut déclarer des entités qui lisent d'autres fichiers ou saturent la mémoire ; "
        "un document CDA n'en a jamais besoin.",
        "A DOCTYPE can declare entities that read other files or exhaust memory; a CDA document never needs one.",
    ),
    (src.XML_DOCTYPE, src.LIBRARY),
)
NOT_CDA: Final = _rule(
    "not-cda",
    Text(
        "Le fichier ne contient pas d'élément ClinicalDocument du standard CDA (urn:hl7-org:v3).",
        "The file holds no ClinicalDocument element of the CDA standard (urn:hl7-org:v3).",
    ),
    Text(
        "Le document est la racine du fichier, ou se trouve dans une feuille de style XSL ou une signature XML.",
        "The document is the root of the file, or stands inside an XSL style sheet or an XML signature.",
    ),
    (src.SCHEMA, src.LIBRARY),
)
SEVERAL_DOCUMENTS: Final = _rule(
    "several-documents",
    Text(
        "Le fichier contient plusieurs éléments ClinicalDocument.",
        "The file holds several ClinicalDocument elements.",
    ),
    Text(
        "On ne saurait pas lequel est le document : un fichier, un document.",
        "Nobody could tell which one is the document: one file, one document.",
    ),
    (src.LIBRARY,),
)
WRAPPED: Final = _rule(
    "wrapped",
    Text("Le document est contenu dans {wrapper}.", "The document stands inside {wrapper}."),
    Text(
        "Les documents auto-présentables et signés sont admis ; seul leur ClinicalDocument est contrôlé.",
        "Self-displaying and signed documents are accepted; only their ClinicalDocument is checked.",
    ),
    (src.LIBRARY,),
    Severity.INFO,
)
LIMIT_EXCEEDED: Final = _rule(
    "limit-exceeded",
    Text(
        "Limite de lecture dépassée : {what} (au plus {allowed}).",
        "Reading limit exceeded: {what} (at most {allowed}).",
    ),
    Text(
        "Les limites bornent le temps et la mémoire de la lecture ; l'appelant peut les relever.",
        "Limits bound the time and memory of a reading; the caller can raise them.",
    ),
    (src.LIBRARY,),
)
TYPE_ID_WRONG: Final = _rule(
    "type-id-wrong",
    Text(
        "Le typeId n'est pas celui du standard CDA R2 (2.16.840.1.113883.1.3, POCD_HD000040).",
        "The typeId is not that of the CDA R2 standard (2.16.840.1.113883.1.3, POCD_HD000040).",
    ),
    Text(
        "Sans ce typeId, les outils officiels ne reconnaissent pas un document CDA et ne contrôlent rien.",
        "Without this typeId, the official tools do not recognize a CDA document and check nothing.",
    ),
    (src.structuration("1.2.250.1.213.1.1.1.1"), src.SCHEMA),
)

RULES: Final[tuple[Rule[Any], ...]] = (
    EMPTY,
    UNKNOWN_ENCODING,
    ENCODING_CONTRADICTED,
    UNDECODABLE,
    NOT_WELL_FORMED,
    DOCTYPE,
    NOT_CDA,
    SEVERAL_DOCUMENTS,
    WRAPPED,
    LIMIT_EXCEEDED,
    TYPE_ID_WRONG,
)
