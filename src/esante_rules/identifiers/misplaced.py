"""The number of a patient where that of a professional or a structure belongs: a disclosure, worse than a fault of
form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from esante_rules._core import Confidence, Hit, Rule, Severity, Text
from esante_rules.identifiers import _sources as src
from esante_rules.identifiers.algorithms import nir_ok

NIR_SHAPE: Final = r"[12][0-9]{2}(?:0[1-9]|1[0-2]|[2-9][0-9])(?:[0-9]{2}|2[AB])[0-9]{6}(?:[0-9]{2})?"


def is_patient_number(text: str) -> bool:
    """Is it, key included, the 15 characters of a NIR, as the matricule of a patient is?"""
    return re.fullmatch(NIR_SHAPE, text) is not None and nir_ok(text)


def _patient_number(text: str) -> Iterator[Hit]:
    if is_patient_number(text):
        yield Hit("form")


def _patient_number_suspected(text: str) -> Iterator[Hit]:
    if re.fullmatch(NIR_SHAPE, text) and not is_patient_number(text):
        yield Hit("form")


def patient_rules(kind: str, whom: Text) -> tuple[Rule[Any], Rule[Any]]:
    """The two rules of a field that never holds the number of a patient."""
    return (
        Rule(
            id=f"identifiers.{kind}.patient-number",
            check=_patient_number,
            says=Text(
                fr=f"Le champ de l'identifiant {whom.fr} contient presque sûrement le matricule INS d'un patient.",
                en=f"The field of the identifier {whom.en} almost surely contains the INS matricule of a patient.",
            ),
            why=Text(
                fr=f"Quinze caractères dont la clé de NIR est juste, à la place de l'identifiant {whom.fr} : "
                "c'est une divulgation de "
                "donnée personnelle, plus grave qu'une faute de forme.",
                en=f"Fifteen characters with a right NIR key where the identifier {whom.en} belongs: personal "
                "data is disclosed, "
                "which is worse than a fault of form.",
            ),
            refs=(src.PRACTICE, src.INS_REFERENTIAL),
            since=None,
            severity=Severity.ERROR,
            confidence=Confidence.PROBABLE,
        ),
        Rule(
            id=f"identifiers.{kind}.patient-number-suspected",
            check=_patient_number_suspected,
            says=Text(
                fr=f"Le champ de l'identifiant {whom.fr} a l'allure d'un matricule de patient (sans clé, ou avec "
                "une clé fausse).",
                en=f"The field of the identifier {whom.en} looks like the matricule of a patient (no key, or a "
                "wrong one).",
            ),
            why=Text(
                fr=f"Treize ou quinze caractères construits comme un NIR ne sont jamais l'identifiant {whom.fr}.",
                en=f"Thirteen or fifteen characters built like a NIR are never the identifier {whom.en}.",
            ),
            refs=(src.PRACTICE,),
            since=None,
            severity=Severity.WARNING,
            confidence=Confidence.TO_CONFIRM,
        ),
    )
