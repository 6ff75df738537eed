"""Minors, protected adults and the dead: who is informed, who consents, who may open the record."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from attrs import frozen

from esante_rules._core import Confidence, Lang, Rule, Text, known
from esante_rules.rgpd.sharing._rules import rule
from esante_rules.rgpd.sharing._sources import (
    D1110_3_1,
    L1110_4_V,
    L1111_2,
    L1111_5,
    L1111_7,
    R1111_1,
    R1111_6,
)
from esante_rules.rgpd.sharing.facts import Person


class Who(Enum):
    """Those to turn to."""

    PERSON = "personne"
    PARENTAL_AUTHORITY = "titulaires_autorite_parentale"
    MEASURE = "charge_de_la_mesure"
    ASSISTANT_IF_AGREED = "assistant_avec_accord_expres"
    DOCTOR_AT_MINOR_REQUEST = "medecin_a_la_demande_du_mineur"
    RELATIVES = "proches_designes_par_la_loi"

    @property
    def says(self) -> Text:
        """In both languages."""
        return _WHO[self]


_WHO: Final = {
    Who.PERSON: Text("la personne", "the person"),
    Who.PARENTAL_AUTHORITY: Text("les titulaires de l'autorité parentale", "the holders of parental authority"),
    Who.MEASURE: Text("la personne chargée de la mesure", "the person in charge of the measure"),
    Who.ASSISTANT_IF_AGREED: Text("l'assistant, avec accord exprès", "the assistant, with express agreement"),
    Who.DOCTOR_AT_MINOR_REQUEST: Text(
        "un médecin interposé, si le mineur le demande", "through a doctor, if the minor asks so"
    ),
    Who.RELATIVES: Text(
        "les ayants droit, le concubin ou le partenaire de PACS", "the heirs, the partner or the civil partner"
    ),
}


@frozen
class Standing:
    """Who acts for whom. An empty tuple means nobody: there is no such act."""

    rule: Rule[Any]
    informed: tuple[Who, ...]
    consents: tuple[Who, ...]
    opens_record: tuple[Who, ...]

    def explain(self, lang: Lang = "fr") -> str:
        """The rule, then who is informed, who consents and who opens the record."""
        titles = {
            "fr": ("Informer : ", "Consentement : ", "Accès au dossier : ", "personne à ce titre"),
            "en": ("Inform: ", "Consent: ", "Access to the record: ", "nobody on this ground"),
        }[lang]
        groups = (self.informed, self.consents, self.opens_record)
        lines = [
            title + (", ".join(who.says.in_(lang) for who in group) or titles[3])
            for title, group in zip(titles, groups, strict=False)
        ]
        return "\n".join((self.rule.says.in_(lang), *lines))


def _standing(  # noqa: PLR0917 - read as a row
    name: str, fr: str, en: str, why: Text, refs: Any, confidence: Confidence
) -> Rule[Any]:
    return rule(f"person.{name}", Text(fr, en), why, refs, "INFO", confidence)


ADULT: Final = _standing(
    "adult",
    "Une personne majeure est informée, consent et accède elle-même à son dossier.",
    "An adult is informed, consents and opens the record in person.",
    Text("La règle, dont les autres sont des exceptions.", "The rule, to which the others are exceptions."),
    (L1111_2, L1111_7),
    Confidence.CERTAIN,
)
MINOR: Final = _standing(
    "minor",
    "Pour un mineur, on s'adresse aux titulaires de l'autorité parentale et on l'associe selon sa maturité.",
    "For a minor, turn to the holders of parental authority and involve the minor according to maturity.",
    Text(
        "Qu'un seul titulaire suffise pour un acte usuel, et qu'il faille les deux sinon, reste à confirmer.",
        "That one holder is enough for an ordinary act, and both are needed otherwise, remains to be confirmed.",
    ),
    (L1111_2, L1111_7),
    Confidence.PROBABLE,
)
MINOR_SECRET: Final = _standing(
    "minor-secret",
    "Un mineur qui garde un acte secret est seul informé et seul à consentir pour cet acte ; les titulaires de "
    "l'autorité "
    "parentale n'y ont pas accès tant qu'il s'y oppose.",
    "A minor who keeps an act secret is alone informed and alone consents for that act; the holders of parental "
    "authority "
    "have no access while the objection stands.",
    Text(
        "Pour les soins, le mineur est accompagné d'un majeur de son choix. Le professionnel cherche d'abord son "
        "accord et "
        "note l'opposition par écrit.",
        "For the care, the minor is accompanied by an adult of his or her choice. The professional first seeks "
        "agreement "
        "and records the objection in writing.",
    ),
    (L1111_5, R1111_6),
    Confidence.CERTAIN,
)
ASSISTED: Final = _standing(
    "assisted",
    "Sous sauvegarde ou curatelle, la personne décide elle-même ; celui qui l'assiste n'accède au dossier qu'avec son "
    "accord exprès.",
    "Under an assistance measure, the person decides; the assistant opens the record only with express agreement.",
    Text("Assister n'est pas représenter.", "To assist is not to represent."),
    (L1111_7, R1111_1),
    Confidence.CERTAIN,
)
REPRESENTED: Final = _standing(
    "represented",
    "Sous une mesure de représentation relative à la personne, la personne chargée de la mesure est informée et "
    "consent ; "
    "on informe aussi la personne et on cherche sa volonté.",
    "Under a measure of representation relating to the person, the person in charge is informed and consents; "
    "the person "
    "is informed too and his or her own wish is sought.",
    Text(
        "Tutelle, habilitation familiale ou mandat, quand la mesure porte sur la personne.",
        "Guardianship, family authorisation or mandate, when the measure relates to the person.",
    ),
    (D1110_3_1, L1111_2, L1111_7, R1111_1),
    Confidence.CERTAIN,
)
PROPERTY_ONLY: Final = _standing(
    "property-only",
    "Une tutelle limitée aux biens laisse la personne décider comme tout majeur.",
    "A guardianship limited to property leaves the person to decide as any adult.",
    Text(
        "La représentation porte sur l'argent et non sur la santé.", "The representation is about money and not health."
    ),
    (L1111_7, R1111_1),
    Confidence.PROBABLE,
)
AFTER_DEATH: Final = _standing(
    "deceased",
    "Après le décès il n'y a plus ni information ni consentement ; certains proches ont un accès limité au dossier.",
    "After death there is neither information nor consent; some relatives have a limited access to the record.",
    Text(
        "Causes de la mort, mémoire du défunt, droits à faire valoir : rien de plus, et sauf volonté contraire.",
        "Causes of death, memory of the deceased, rights to claim: no more, and unless the deceased objected.",
    ),
    (L1110_4_V, L1111_7),
    Confidence.CERTAIN,
)
_PERSON, _HOLDERS, _MEASURE = (Who.PERSON,), (Who.PARENTAL_AUTHORITY,), (Who.MEASURE,)
STANDINGS: Final[Mapping[Person, Standing]] = {
    Person.ADULT: Standing(ADULT, _PERSON, _PERSON, _PERSON),
    Person.MINOR: Standing(MINOR, (*_HOLDERS, Who.PERSON), _HOLDERS, (*_HOLDERS, Who.DOCTOR_AT_MINOR_REQUEST)),
    Person.MINOR_SECRET: Standing(MINOR_SECRET, _PERSON, _PERSON, _PERSON),
    Person.ASSISTED: Standing(ASSISTED, _PERSON, _PERSON, (Who.PERSON, Who.ASSISTANT_IF_AGREED)),
    Person.REPRESENTED: Standing(REPRESENTED, (*_MEASURE, Who.PERSON), _MEASURE, (*_MEASURE, Who.PERSON)),
    Person.PROPERTY_ONLY: Standing(PROPERTY_ONLY, _PERSON, _PERSON, _PERSON),
    Person.DECEASED: Standing(AFTER_DEATH, (), (), (Who.RELATIVES,)),
}


def standing(person: Person | str) -> Standing | None:
    """Who is informed, consents and opens the record for `person`; None when it is not known who the person is.

    `ValueError` lists the words for another one.
    """
    asked = person if isinstance(person, Person) else Person(known(person, (p.value for p in Person), "person"))
    return STANDINGS.get(asked)


RULES: Final[tuple[Rule[Any], ...]] = (
    ADULT,
    MINOR,
    MINOR_SECRET,
    ASSISTED,
    REPRESENTED,
    PROPERTY_ONLY,
    AFTER_DEATH,
)
