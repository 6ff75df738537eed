"""The words of a decision: four verdicts, and the flags that go with them."""

from __future__ import annotations

from enum import Enum
from typing import Final

from esante_rules._core import Text


class Verdict(Enum):
    """Whether an AIPD is due."""

    REQUISE = "REQUISE"
    NON_REQUISE = "NON_REQUISE"
    INDETERMINEE = "INDETERMINEE"
    HORS_CHAMP = "HORS_CHAMP"

    @property
    def says(self) -> Text:
        """The verdict in words."""
        return _VERDICT_WORDS[self]


_VERDICT_WORDS: Final = {
    Verdict.REQUISE: Text("AIPD obligatoire avant la mise en œuvre.", "An AIPD is mandatory before going live."),
    Verdict.NON_REQUISE: Text("AIPD non obligatoire.", "An AIPD is not mandatory."),
    Verdict.INDETERMINEE: Text(
        "Il manque des réponses pour savoir si une AIPD est obligatoire.",
        "Answers are missing to know whether an AIPD is mandatory.",
    ),
    Verdict.HORS_CHAMP: Text("Hors du champ du RGPD.", "Out of the scope of the RGPD."),
}


class Flag(Enum):
    """What the controller must also know."""

    UN_SEUL_CRITERE = "UN_SEUL_CRITERE"
    CONFLIT_LISTES = "CONFLIT_LISTES"
    CONFLIT_35_3_LISTE_35_5 = "CONFLIT_35_3_LISTE_35_5"
    PRUDENCE_REQUISE = "PRUDENCE=REQUISE"
    X3_EXPIREE = "X3_EXPIREE"
    DOCUMENTER = "DOCUMENTER"

    @property
    def says(self) -> Text:
        """The flag in words."""
        return _FLAG_WORDS[self]


_FLAG_WORDS: Final = {
    Flag.UN_SEUL_CRITERE: Text(
        "Un seul critère est rempli ; il peut suffire : le responsable de traitement confirme.",
        "One criterion only is met; it can be enough: the controller confirms.",
    ),
    Flag.CONFLIT_LISTES: Text(
        "Les deux listes de la CNIL s'appliquent : séparez les traitements.",
        "Both lists of the CNIL apply: split the processing.",
    ),
    Flag.CONFLIT_35_3_LISTE_35_5: Text(
        "Un cas de l'article 35(3) rencontre un type dispensé : l'obligation est gardée par prudence.",
        "A case of article 35(3) meets an exempt type: the duty is kept out of caution.",
    ),
    Flag.PRUDENCE_REQUISE: Text(
        "En attendant la réponse, tenez l'AIPD pour obligatoire.",
        "Until the answer is known, hold the AIPD to be mandatory.",
    ),
    Flag.X3_EXPIREE: Text(
        "La tolérance pour les traitements antérieurs au RGPD a pris fin le 25 mai 2021.",
        "The tolerance for processing older than the RGPD ended on 25 May 2021.",
    ),
    Flag.DOCUMENTER: Text(
        "L'absence d'AIPD doit être justifiée par écrit et conservée.",
        "The absence of an AIPD must be justified in writing, and the justification kept.",
    ),
}
