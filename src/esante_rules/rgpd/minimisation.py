"""Minimisation: hints on the data that are often collected beyond what is needed (RGPD, art. 5(1)(c))."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from attrs import frozen

from esante_rules._answer import Answer
from esante_rules._core import STATE_OF_LAW, Lang, Rule, Text, known, require, require_day
from esante_rules.rgpd._assessment import Assessment, assess
from esante_rules.rgpd._assessment import question as _step
from esante_rules.rgpd._texts import declare, text

__all__ = ["ITEMS", "RULES", "Item", "hints", "question"]


@frozen
class Item:
    """Something that may be collected, the question whose yes makes it right, and the hint when the answer is no."""

    asks: Text
    rule: Rule[Any]


def _hint(name: str, level: str, mark: str, says: Text, why: Text) -> Rule[Any]:
    return declare(f"minimisation.hint.{name}", level, mark, says, why, text("RGPD", "art. 5(1)(c)"))


ITEMS: Final[Mapping[str, Item]] = {
    "date_naissance": Item(
        Text(
            "Est-ce pour le soin ou l'INS, ou l'année seule est-elle gardée ?",
            "Is it for care or the INS, or is only the year kept?",
        ),
        _hint(
            "birth-date-in-full",
            "MINEUR",
            "M",
            Text(
                "Hors du soin et de l'INS, la date de naissance complète est recueillie.",
                "Outside care and the INS, the full date of birth is collected.",
            ),
            Text(
                "L'année ou une tranche d'âge suffit le plus souvent.", "The year or an age bracket is usually enough."
            ),
        ),
    ),
    "parcours_professionnel": Item(
        Text("L'accompagnement a-t-il un objectif d'insertion ?", "Does the support have an objective of insertion?"),
        _hint(
            "career-without-objective",
            "MAJEUR",
            "M",
            Text(
                "Le parcours professionnel ou la formation est recueilli sans objectif d'insertion.",
                "Career or training is collected without an objective of insertion.",
            ),
            Text(
                "Un DUI n'en a besoin que pour accompagner vers l'emploi ou la formation.",
                "A DUI needs it only to help towards work or training.",
            ),
        ),
    ),
    "proches": Item(
        Text("S'en tient-on au contact et au rôle ?", "Is it limited to contact and role?"),
        _hint(
            "relatives-beyond-contact",
            "MAJEUR",
            "M",
            Text(
                "Sur les proches, on recueille plus que leur rôle et le moyen de les joindre.",
                "About relatives, more is collected than their role and how to reach them.",
            ),
            Text(
                "Les proches sont aussi des personnes dont les données sont protégées.",
                "Relatives are persons whose data are protected too.",
            ),
        ),
    ),
    "nir": Item(
        Text(
            "Est-il absent des exports, des étiquettes et des noms de fichiers ?",
            "Is it absent from exports, labels and file names?",
        ),
        _hint(
            "nir-spread",
            "BLOQUANT",
            "H",
            Text(
                "Le NIR figure dans des exports, des étiquettes ou des noms de fichiers.",
                "The NIR appears in exports, labels or file names.",
            ),
            Text(
                "Là où il n'est pas indispensable, il faut le retirer.",
                "Where it is not indispensable it must be removed.",
            ),
        ),
    ),
    "donnees_sensibles_texte_libre": Item(
        Text("Est-ce bloqué, ou justifié par le besoin ?", "Is it blocked, or justified by the need?"),
        _hint(
            "special-data-in-free-text",
            "MAJEUR",
            "M",
            Text(
                "Origine, religion, opinions ou vie sexuelle sont notées en texte libre sans justification.",
                "Origin, religion, opinions or sex life are noted in free text without justification.",
            ),
            Text(
                "Noter le besoin (un régime alimentaire) plutôt que sa raison supposée.",
                "Note the need (a diet) rather than its supposed reason.",
            ),
        ),
    ),
    "commentaires_libres": Item(
        Text("Sont-ils objectifs, filtrés, et les agents formés ?", "Are they objective, filtered, and staff trained?"),
        _hint(
            "comments-unframed",
            "MAJEUR",
            "M",
            Text(
                "Les commentaires libres ne sont ni filtrés, ni rappelés à l'objectivité, ni enseignés.",
                "Free comments are neither filtered, nor kept objective, nor taught.",
            ),
            Text(
                "Ce qui est écrit sur une personne peut être lu par elle.",
                "What is written about a person may be read by that person.",
            ),
        ),
    ),
    "copie_piece": Item(
        Text(
            "Est-elle vérifiée puis détruite, ou sa garde justifiée ?",
            "Is it checked then deleted, or its keeping justified?",
        ),
        _hint(
            "identity-copy-kept",
            "MAJEUR",
            "M",
            Text(
                "La copie d'une pièce d'identité ou d'une carte professionnelle est gardée sans justification.",
                "The copy of an identity document or professional card is kept without justification.",
            ),
            Text("Vérifier puis détruire suffit le plus souvent.", "To check and then delete is usually enough."),
        ),
    ),
    "casier_judiciaire": Item(
        Text(
            "L'extrait est-il seulement consulté, le résultat noté ?",
            "Is the extract only looked at, the outcome noted?",
        ),
        _hint(
            "criminal-record-kept",
            "MAJEUR",
            "M",
            Text("L'extrait de casier judiciaire est gardé.", "The extract of the criminal record is kept."),
            Text("On le consulte et l'on note le résultat.", "It is looked at, and the outcome is noted."),
        ),
    ),
    "coordonnees_bancaires": Item(
        Text("Sont-elles réservées à la facturation ?", "Are they restricted to billing?"),
        _hint(
            "bank-details-beyond-billing",
            "MINEUR",
            "M",
            Text(
                "Les coordonnées bancaires servent ou sont visibles hors de la facturation.",
                "Bank details are used or seen outside billing.",
            ),
            Text("Seule la facturation en a besoin.", "Only billing needs them."),
        ),
    ),
    "geolocalisation": Item(
        Text("Le besoin est-il démontré et la garde courte ?", "Is the need proved and the keeping short?"),
        _hint(
            "location-unproved",
            "MAJEUR",
            "M",
            Text(
                "La géolocalisation est recueillie sans besoin démontré ou gardée longtemps.",
                "Location is collected without a proved need or kept for long.",
            ),
            Text(
                "Suivre une personne est l'une des atteintes les plus fortes à sa vie privée.",
                "To follow a person is one of the strongest intrusions on private life.",
            ),
        ),
    ),
    "journaux_acces": Item(
        Text("Leur durée est-elle limitée à un an, ou motivée ?", "Is their duration limited to a year, or reasoned?"),
        _hint(
            "logs-unlimited",
            "MINEUR",
            "M",
            Text(
                "Les traces d'accès sont gardées sans limite ou plus d'un an sans raison écrite.",
                "Access logs are kept without limit or for more than a year without a written reason.",
            ),
            Text(
                "La CNIL recommande six à douze mois, sauf raison écrite.",
                "The CNIL recommends six to twelve months unless a reason is written.",
            ),
        ),
    ),
    "conservation": Item(
        Text("Une date ou un événement de fin est-il donné ?", "Is an end date or an end event given?"),
        _hint(
            "retention-open",
            "MINEUR",
            "M",
            Text(
                "La durée de conservation n'a ni date ni événement de fin.",
                "The retention period has neither an end date nor an end event.",
            ),
            Text(
                "« Durée du programme » ne dit pas quand effacer.",
                "The duration of the programme does not say when to erase.",
            ),
        ),
    ),
    "liste_de_donnees": Item(
        Text("Les champs sont-ils détaillés ?", "Are the fields detailed?"),
        _hint(
            "fields-undetailed",
            "MINEUR",
            "M",
            Text(
                "La liste se borne à « données d'identité » ou « coordonnées », sans détail.",
                "The list says only identity data or contact data, with no detail.",
            ),
            Text("On ne peut juger nécessaire que ce qui est nommé.", "Only what is named can be judged necessary."),
        ),
    ),
}
"""What may be collected, by its word, in the order of the report."""

RULES: Final[tuple[Rule[Any], ...]] = tuple(item.rule for item in ITEMS.values())


def question(item: str, lang: Lang = "fr") -> str:
    """The question to ask about `item`; `ValueError` lists the words for another one."""
    return ITEMS[known(item, ITEMS, "an item")].asks.in_(lang)


def hints(collected: Mapping[str, Answer | bool | str | None], *, as_of: date = STATE_OF_LAW) -> Assessment:
    """The hints for what is collected: each word of `ITEMS` with the answer to its question.

    A yes raises nothing, a no is a hint, an unknown is an open question. What is not in `collected` is not looked at.
    """
    require(collected, Mapping, "collected")
    require_day(as_of, "as_of")
    given = {known(word, ITEMS, "an item"): Answer.of(said) for word, said in collected.items()}
    return assess((_step(item.rule, ~given[word], word) for word, item in ITEMS.items() if word in given), as_of=as_of)
