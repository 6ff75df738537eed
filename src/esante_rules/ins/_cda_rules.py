"""Rules of the identity in the recordTarget of a CDA document (`ins.cda`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from esante_rules._core import Confidence, Param, Rule, Severity, Text
from esante_rules.ins._carrier import loss_rules
from esante_rules.ins._engine import row
from esante_rules.ins._sources_carriers import CDA_BIRTH, CDA_GENDER, CDA_NAMES, CDA_TRAITS

Fault: TypeAlias = "tuple[Rule[Any], str, Mapping[str, Param]]"
"""A rule, a place under patientRole, and the params of the sentence."""
_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_SURE, _LIKELY = Confidence.CERTAIN, Confidence.PROBABLE

PATIENT_MISSING: Final = row(
    "cda.patient-missing",
    _E,
    _SURE,
    "Le document n'a pas de patient (recordTarget).",
    "The document has no patient (recordTarget).",
    CDA_TRAITS,
    why=("Un document de santé concerne un patient.", "A health document is about a patient."),
)
TRAIT_MISSING: Final = row(
    "cda.trait-missing",
    _E,
    _SURE,
    "Le document porte une INS sans ce trait : {element}.",
    "The document carries an INS without this trait: {element}.",
    CDA_TRAITS,
    why=(
        "L'INS ne va pas sans ses cinq traits ; un élément vide ou porteur d'un nullFlavor ne dit rien.",
        "The INS does not go without its five traits; an empty element, or one with a nullFlavor, says nothing.",
    ),
)
FAMILY_QUALIFIER: Final = row(
    "cda.family-qualifier-not-allowed",
    _E,
    _SURE,
    "Le nom porte un qualificatif qui n'est pas permis ; sont permis : {allowed}.",
    "The name bears a qualifier that is not allowed; allowed are: {allowed}.",
    CDA_NAMES,
    why=(
        "BR dit le nom de naissance, CL le nom utilisé ; SP a disparu avec le modèle 3.0.",
        "BR says the birth name, CL the used name; SP went away with model 3.0.",
    ),
)
FAMILY_QUALIFIER_UNDECIDED: Final = row(
    "cda.family-qualifier-undecided",
    _W,
    _LIKELY,
    "Le nom porte le qualificatif SP, permis dans le modèle 2.x mais non dans le modèle 3.0.",
    "The name bears the qualifier SP, allowed in model 2.x but not in model 3.0.",
    CDA_NAMES,
    why=(
        "Le document ne dit pas à quelle version du modèle il obéit.",
        "The document does not say which version of the model it obeys.",
    ),
)
GIVEN_QUALIFIER: Final = row(
    "cda.given-qualifier-not-allowed",
    _E,
    _SURE,
    "Un prénom porte un qualificatif qui n'est ni BR ni CL.",
    "A given name bears a qualifier that is neither BR nor CL.",
    CDA_NAMES,
    why=(
        "BR dit le premier prénom de naissance, CL le prénom utilisé ; la liste n'a pas de qualificatif.",
        "BR says the first given name at birth, CL the used one; the list has no qualifier.",
    ),
)
BAD_DATE: Final = row(
    "cda.birth-date-malformed",
    _E,
    _SURE,
    "La date de naissance (birthTime) est absente ou mal écrite.",
    "The date of birth (birthTime) is absent or badly written.",
    CDA_BIRTH,
    why=(
        "Avec une INS il faut un jour entier (AAAAMMJJ) ; sans INS, 4 à 14 chiffres.",
        "With an INS a whole day is needed (YYYYMMDD); without one, 4 to 14 digits.",
    ),
)
PARTIAL_DATE: Final = row(
    "cda.birth-date-incomplete",
    _W,
    _LIKELY,
    "La date de naissance est incomplète.",
    "The date of birth is incomplete.",
    CDA_BIRTH,
    why=(
        "Une identité ne garde jamais de date incomplète : elle se complète par convention.",
        "An identity never keeps an incomplete date: it is completed by convention.",
    ),
)
BAD_SEX: Final = row(
    "cda.sex-not-coded",
    _E,
    _SURE,
    "Le sexe (administrativeGenderCode) est absent ou n'est ni F, ni M, ni UN.",
    "The sex (administrativeGenderCode) is absent or is none of F, M, UN.",
    CDA_GENDER,
    why=(
        "Le jeu de valeurs JDV_J143 n'a que ces trois codes ; I n'existe que dans le modèle fonctionnel.",
        "The value set JDV_J143 has these three codes only; I exists in the functional model only.",
    ),
)
NAME_NOT_SINGLE: Final = row(
    "cda.name-not-single",
    _E,
    _SURE,
    "Le patient doit avoir un seul élément name ; il en a {count}.",
    "The patient must have a single name element; there are {count}.",
    CDA_NAMES,
    why=(
        "Noms de naissance et noms utilisés sont ensemble dans un seul name, distingués par leur qualificatif.",
        "Birth names and used names stand together in one name, told apart by their qualifier.",
    ),
)
REPEATED: Final = row(
    "cda.element-repeated",
    _E,
    _SURE,
    "L'élément {element} est présent {count} fois ; une seule est permise.",
    "The element {element} is present {count} times; one is allowed.",
    CDA_NAMES,
    why=(
        "Deux valeurs pour un trait strict : rien ne dit laquelle est la bonne.",
        "Two values for a strict trait: nothing says which one is right.",
    ),
)
LIST_SPLIT: Final = row(
    "cda.given-names-split",
    _W,
    _SURE,
    "La liste des prénoms est répartie sur {count} éléments given sans qualificatif ; elle tient dans un seul.",
    "The list of given names is split over {count} given elements without a qualifier; it belongs in one.",
    CDA_NAMES,
    why=(
        "Un destinataire qui ne lit que le premier élément perd les autres prénoms.",
        "A receiver that reads the first element only loses the other given names.",
    ),
)
BILLING_ONLY: Final = row(
    "cda.billing-number-as-ins",
    _E,
    _SURE,
    "Le document se présente avec une INS mais ne porte qu'un numéro de sécurité sociale.",
    "The document claims an INS but carries a social-security number only.",
    CDA_TRAITS,
    why=(
        "Le numéro de facturation peut être celui d'un parent : il n'est pas une INS.",
        "The billing number may be that of a parent: it is not an INS.",
    ),
)
LOSSES: Final = loss_rules("cda", Text("Le recordTarget d'un document CDA", "The recordTarget of a CDA document"))

PATIENT_RULES: Final[tuple[Rule[Any], ...]] = (
    TRAIT_MISSING,
    FAMILY_QUALIFIER,
    FAMILY_QUALIFIER_UNDECIDED,
    GIVEN_QUALIFIER,
    BAD_DATE,
    PARTIAL_DATE,
    BAD_SEX,
    NAME_NOT_SINGLE,
    REPEATED,
    LIST_SPLIT,
    BILLING_ONLY,
)
READING_RULES: Final[tuple[Rule[Any], ...]] = (PATIENT_MISSING, *PATIENT_RULES)
RULES: Final[tuple[Rule[Any], ...]] = (*READING_RULES, *LOSSES.both)
