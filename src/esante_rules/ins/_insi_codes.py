"""The operations of INSi and its return codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from attrs import frozen

from esante_rules._core import Text, require

Operation: TypeAlias = Literal["search", "verify"]
OPERATIONS: Final[Mapping[Operation, str]] = {
    "search": "rechercherInsAvecTraitsIdentite",
    "verify": "verifierInsAvecTraitsIdentite",
}
"""The name of each operation in the téléservice."""


@frozen
class ReturnCode:
    """What a return code (`CodeCR`) means, and what to do."""

    code: str
    says: Text
    todo: Text
    found: bool = False
    """Does the answer hold one identity?"""


CODES: Final[Mapping[str, ReturnCode]] = {
    "00": ReturnCode(
        "00",
        Text("Une identité trouvée.", "One identity found."),
        Text(
            "Comparer les traits rendus avec la personne ; seul l'opérateur accepte.",
            "Compare the returned traits with the person; the operator alone accepts.",
        ),
        found=True,
    ),
    "01": ReturnCode(
        "01",
        Text(
            "Aucune identité trouvée, même si la personne peut exister.",
            "No identity found, although the person may exist.",
        ),
        Text(
            "Changer de critères (ordre des prénoms, orthographe, avec ou sans lieu) ; le statut ne change pas.",
            "Change criteria (order of given names, spelling, with or without the place); the status does not change.",
        ),
    ),
    "02": ReturnCode(
        "02",
        Text("Plusieurs identités correspondent.", "Several identities match."),
        Text(
            "Ajouter un à un les autres prénoms du document, puis le lieu de naissance ; le statut ne change pas.",
            "Add the other given names of the document one by one, then the birthplace; the status does not change.",
        ),
    ),
}
TECHNICAL: Final = ReturnCode(
    "",
    Text("Échec technique ou code inconnu.", "Technical failure or unknown code."),
    Text(
        "Réessayer plus tard ; le statut ne change pas.",
        "Try again later; the status does not change.",
    ),
)


def meaning(code: str) -> ReturnCode:
    """What a return code means; any code but 00, 01 and 02 is a technical failure."""
    require(code, str, "code")
    return CODES.get(code, TECHNICAL)
