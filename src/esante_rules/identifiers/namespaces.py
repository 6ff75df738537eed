"""What may serve as a root or assigning authority: a namespace of one's own, not a code list, not a test arc in
production.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from esante_rules._core import (
    STATE_OF_LAW,
    Confidence,
    Hit,
    Report,
    Rule,
    Severity,
    Text,
    known,
    run,
)
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers.oid_table import EXACT, Role, Status, is_code_list, is_fictitious
from esante_rules.identifiers.oids import OID, Oid


def _code_list(oid: Oid) -> Iterator[Hit]:
    if is_code_list(oid.text):
        yield Hit("root")


def _too_general(oid: Oid) -> Iterator[Hit]:
    if len(oid.arcs) < 3 or oid.text in {"1.2.250", "1.2.250.1"}:
        yield Hit("root")


def _test_identity(oid: Oid) -> Iterator[Hit]:
    entry = EXACT.get(oid.text)
    if entry and entry.role is Role.PATIENT and entry.status in {Status.TEST, Status.DEMONSTRATION}:
        yield Hit("root", {"label": entry.label})


def _fictitious(oid: Oid) -> Iterator[Hit]:
    if is_fictitious(oid.text):
        yield Hit("root")


CODE_LIST: Final = Rule[Any](
    id="identifiers.namespace.code-list",
    check=_code_list,
    says=Text(
        fr="Cet OID est celui d'une liste de codes, pas d'un espace d'identifiants.",
        en="This OID is that of a list of codes, not of a namespace of identifiers.",
    ),
    why=Text(
        fr="Un identifiant rangé sous une liste de codes n'est unique nulle part.",
        en="An identifier filed under a list of codes is unique nowhere.",
    ),
    refs=(src.ANS_OIDS,),
    since=None,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)
TOO_GENERAL: Final = Rule[Any](
    id="identifiers.namespace.too-general",
    check=_too_general,
    says=Text(
        fr="Cet OID est trop général : il n'appartient à aucun producteur d'identifiants.",
        en="This OID is too general: it belongs to no producer of identifiers.",
    ),
    why=Text(
        fr="Sous 1.2.250.1 et au-dessus, rien n'est attribué à un organisme précis.",
        en="At 1.2.250.1 and above, nothing is given to one organisation.",
    ),
    refs=(src.ANS_OIDS,),
    since=None,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)
TEST_IDENTITY: Final = Rule[Any](
    id="identifiers.namespace.test-identity",
    check=_test_identity,
    says=Text(
        fr="OID réservé aux essais ({label}) dans des données de production.",
        en="OID reserved for tests ({label}) in production data.",
    ),
    why=Text(
        fr="Une identité de test ou de démonstration ne doit jamais entrer dans un dossier réel.",
        en="A test or demonstration identity must never enter a real record.",
    ),
    refs=(src.INS_REFERENTIAL,),
    since=None,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
)
FICTITIOUS: Final = Rule[Any](
    id="identifiers.namespace.fictitious",
    check=_fictitious,
    says=Text(
        fr="OID fictif, recopié d'exemples, dans des données de production.",
        en="Fictitious OID, copied from samples, in production data.",
    ),
    why=Text(
        fr="Un producteur doit posséder l'arc sous lequel il range ses identifiants ; les arcs "
        "d'exemples n'appartiennent à personne.",
        en="A producer must own the arc under which it files its identifiers; the arcs of samples belong to nobody.",
    ),
    refs=(src.PRACTICE,),
    since=None,
    severity=Severity.WARNING,
    confidence=Confidence.PROBABLE,
)

ENVIRONMENTS: Final = ("production", "test", "demo")
_NAMESPACE: Final[tuple[Rule[Any], ...]] = (CODE_LIST, TOO_GENERAL)
_PRODUCTION: Final[tuple[Rule[Any], ...]] = (TEST_IDENTITY, FICTITIOUS)
RULES: Final[tuple[Rule[Any], ...]] = (*_NAMESPACE, *_PRODUCTION)


def check_namespace(root: str, *, environment: str = "production", as_of: date = STATE_OF_LAW) -> Report:
    """Report whether `root` may serve as an assigning authority: a well-formed OID, no code list, no test arc in
    production.

    `environment` is "production", "test" or "demo" (`ValueError` otherwise); the rules about test arcs are for
    production only.
    """
    known(environment, ENVIRONMENTS, "environment")
    report = OID.check(root, as_of=as_of)
    if not report.ok:
        return report
    rules = _NAMESPACE + _PRODUCTION if environment == "production" else _NAMESPACE
    return report.merge(run(rules, Oid(root), as_of=as_of))
