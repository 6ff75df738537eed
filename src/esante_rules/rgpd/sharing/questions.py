"""The question to ask for each fact that may lack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from esante_rules._core import Lang, Text

_QUESTIONS: Final[Mapping[str, Text]] = {
    "secret": Text("L'information est-elle couverte par le secret ?", "Is the information covered by the secret?"),
    "as_of": Text("Quelle date, depuis le 25 mai 2018 ?", "Which day, since 25 May 2018?"),
    "recipients": Text(
        "Lequel des destinataires est l'autorité que le texte désigne ? Une demande pour chacun.",
        "Which recipient is the authority the text designates? One request for each.",
    ),
    "person": Text(
        "La personne est-elle majeure, mineure, protégée, décédée ?",
        "Is the person an adult, a minor, protected, dead?",
    ),
    "category": Text(
        "Quelle est sa catégorie à l'article R. 1110-2 ?", "Which category of article R. 1110-2 is it in?"
    ),
    "under": Text(
        "Sous l'autorité d'un professionnel de quelle catégorie agit-il ?",
        "Under a professional of which category does this person act?",
    ),
    "takes_part": Text(
        "Prend-il part à la prise en charge de la personne ?", "Does it take part in the person's care?"
    ),
    "identified": Text(
        "Est-il nommé, ou connu par sa fonction dans une structure définie ?",
        "Is it named, or known by a function in a defined structure?",
    ),
    "purpose": Text("Dans quel but ?", "For which purpose?"),
    "necessary": Text("Est-ce strictement nécessaire ?", "Is it strictly necessary?"),
    "within_mission": Text("Est-ce dans les missions de chacun ?", "Is it within everyone's mission?"),
    "team": Text("Les participants sont-ils la même équipe de soins ?", "Are the participants the same care team?"),
    "opposition": Text("La personne s'est-elle opposée ?", "Has the person objected?"),
    "consent": Text("Qu'a répondu la personne ?", "What did the person answer?"),
    "unable": Text("La personne est-elle hors d'état de s'exprimer ?", "Is the person unable to express a wish?"),
    "emergency": Text("Y a-t-il urgence ?", "Is there an emergency?"),
    "impossible": Text(
        "Est-il impossible d'informer ou de recueillir le consentement ?",
        "Is it impossible to inform or to collect consent?",
    ),
    "external": Text("L'utilisateur vient-il d'une autre structure ?", "Is the user from another structure?"),
    "reason": Text("Un motif a-t-il été donné ?", "Was a reason given?"),
    "break_glass": Text("L'ouverture exceptionnelle est-elle demandée ?", "Is exceptional opening asked for?"),
    "portal": Text(
        "Passe-t-il par un portail limité à son rôle ?", "Does the user come through a portal limited to the role?"
    ),
}


def question(fact: str, lang: Lang = "fr") -> str:
    """The question that answers `fact`, with the participant it is about (`recipients[2].takes_part`)."""
    place, _, name = fact.rpartition(".")
    asked = _QUESTIONS[name].in_(lang)
    if not place:
        return asked
    who = Text("Émetteur", "Sender")
    if place != "sender":
        number = place.removeprefix("recipients[").removesuffix("]")
        who = Text(f"Destinataire {number}", f"Recipient {number}")
    return f"{who.fr} : {asked}" if lang == "fr" else f"{who.en}: {asked}"
