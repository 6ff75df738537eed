"""The questionnaire: every fact the rules read, its question in plain words, in the order in which to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen

from esante_rules._core import Lang, Text

RT_TYPES: Final[Mapping[str, Text]] = {
    "etablissement_sante": Text("établissement de santé", "hospital or clinic (établissement de santé)"),
    "esms_etablissement": Text("établissement médico-social", "medico-social establishment"),
    "esms_service": Text("service médico-social", "medico-social service"),
    "social_etablissement": Text("établissement social", "social establishment"),
    "cabinet_individuel": Text("cabinet individuel", "practice of a single professional"),
    "cabinet_groupe": Text("cabinet de groupe", "group practice"),
    "msp": Text("maison de santé pluriprofessionnelle", "multi-professional health house (MSP)"),
    "centre_sante": Text("centre de santé", "health centre"),
    "cpts": Text("communauté professionnelle territoriale de santé", "territorial community of professionals (CPTS)"),
    "dac": Text("dispositif d'appui à la coordination", "coordination support body (DAC)"),
    "officine": Text("officine de pharmacie", "community pharmacy"),
    "lbm": Text("laboratoire de biologie médicale", "medical laboratory"),
    "mdph": Text("maison départementale des personnes handicapées", "departmental house for disabled people (MDPH)"),
    "collectivite": Text("collectivité, CCAS", "local authority, CCAS"),
    "association": Text("association", "non-profit association"),
    "editeur": Text("éditeur de logiciel", "software editor"),
    "autre": Text("autre organisme", "another body"),
}
"""The types of controller, in the words of the library."""


@frozen
class Question:
    """A question. `kind` is `oui-non`, `choix` (one of `choices`) or `nombre` (a number, not negative)."""

    name: str
    """The fact it fills."""
    text: Text
    section: str
    kind: str = "oui-non"
    help: Text | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """The words to choose among."""
        return {"choix": tuple(RT_TYPES), "oui-non": ("oui", "non", "inconnu")}.get(self.kind, ())

    def to_dict(self, lang: Lang = "fr") -> dict[str, Any]:
        """The question as plain data for an interface."""
        names = [RT_TYPES[word].in_(lang) for word in self.choices] if self.kind == "choix" else list(self.choices)
        return {
            "name": self.name,
            "section": self.section,
            "section_title": SECTIONS[self.section].in_(lang),
            "kind": self.kind,
            "question": self.text.in_(lang),
            "help": self.help.in_(lang) if self.help else None,
            "choices": [{"value": word, "label": name} for word, name in zip(self.choices, names, strict=True)],
        }


SECTIONS: Final[Mapping[str, Text]] = {
    "champ": Text("Champ du RGPD", "Scope of the RGPD"),
    "organisme": Text("L'organisme", "The body"),
    "finalites": Text("À quoi sert le traitement", "What the processing is for"),
    "donnees": Text("Les données", "The data"),
    "profilage": Text("Profilage et mutualisation", "Profiling and pooling"),
    "criteres": Text("Les critères de risque", "The criteria of risk"),
    "exceptions": Text("Les exceptions", "The exceptions"),
}

_FOUR_FACTORS: Final = Text(
    "Quatre éléments à peser : le nombre de personnes (ou leur part dans une population), le volume et la variété des "
    "données, "
    "la durée ou la permanence, l'étendue géographique. Gardez la justification dans la description du traitement. Ni "
    "le RGPD ni "
    "la CNIL ne fixent de seuil général.",
    "Four factors to weigh: how many people (or what share of a population), how much and how varied the data, how "
    "long it lasts, "
    "how far it extends on the map. Keep the reasons in the description of the processing. Neither the RGPD nor the "
    "CNIL sets a "
    "general threshold.",
)
_NIR: Final = Text(
    "Le NIR et l'INS ne sont pas cités par les lignes directrices ; y répondre oui est la réponse prudente.",
    "The NIR and the INS are not named by the guidelines; yes is the careful answer.",
)


def _asked(section: str, *rows: tuple[str, str, str]) -> tuple[Question, ...]:
    return tuple(Question(name, Text(fr, en), section) for name, fr, en in rows)


QUESTIONS: Final[tuple[Question, ...]] = (
    *_asked(
        "champ",
        (
            "donnees_personnelles",
            "Les données permettent-elles d'identifier quelqu'un, même indirectement (pseudonyme compris) ?",
            "Can the data identify someone, even indirectly (a pseudonym included)?",
        ),
        (
            "usage_domestique",
            "S'agit-il d'un usage strictement personnel ou domestique ?",
            "Is the use strictly personal or domestic?",
        ),
    ),
    Question(
        "rt_type", Text("Quel organisme décide du traitement ?", "Which body decides on it?"), "organisme", "choix"
    ),
    *_asked(
        "finalites",
        (
            "fin_accompagnement_sms",
            "Sert-il à accompagner socialement ou médico-socialement des personnes ?",
            "Does it serve the social or medico-social support of people?",
        ),
        (
            "fin_prise_en_charge",
            "Sert-il à soigner ou à prendre en charge des personnes ?",
            "Does it serve the care of people?",
        ),
        (
            "fin_signalement_sanitaire_social",
            "Gère-t-il des alertes ou signalements sanitaires ou sociaux (maltraitance, événements indésirables) ?",
            "Does it handle health or social alerts (abuse, adverse events)?",
        ),
        (
            "fin_entrepot_registre",
            "Constitue-t-il un entrepôt ou un registre de données réutilisable ?",
            "Does it build a data warehouse or a registry meant to be reused?",
        ),
        (
            "fin_alerte_professionnelle",
            "Gère-t-il des alertes professionnelles (lanceurs d'alerte) ?",
            "Does it handle professional alerts (whistleblowing)?",
        ),
        (
            "fin_logement_social",
            "Instruit-il ou gère-t-il des demandes de logement social ?",
            "Does it examine or manage applications for social housing?",
        ),
        ("fin_rh", "Sert-il à gérer le personnel ?", "Does it serve the management of staff?"),
        (
            "fin_surveillance_employes",
            "Surveille-t-il en continu l'activité de salariés ?",
            "Does it constantly monitor what employees do?",
        ),
        ("fin_fournisseurs", "Sert-il à gérer les fournisseurs ?", "Does it serve the relations with suppliers?"),
        (
            "fin_fichier_electoral",
            "Est-ce le fichier électoral d'une commune, tel que réglementé ?",
            "Is it the electoral roll of a commune, as regulated?",
        ),
        (
            "fin_cse",
            "Sert-il aux activités du comité social et économique ?",
            "Does it serve the activities of the works council (CSE)?",
        ),
        (
            "fin_membres_donateurs",
            "Gère-t-il les membres et donateurs d'un organisme sans but lucratif ?",
            "Does it manage the members and donors of a non-profit body?",
        ),
        ("fin_avocat", "Est-ce l'activité d'un avocat ?", "Is it the activity of a lawyer (avocat)?"),
        (
            "fin_greffier_tc",
            "Est-ce l'activité d'un greffier de tribunal de commerce ?",
            "Is it the activity of a clerk of a commercial court?",
        ),
        ("fin_notaire", "Est-ce l'activité d'un notaire ?", "Is it the activity of a notary (notaire)?"),
        (
            "fin_scolaire_petite_enfance",
            "Gère-t-il des services scolaires, périscolaires ou de petite enfance ?",
            "Does it manage school, after-school or early-childhood services?",
        ),
        (
            "fin_controle_acces_horaires",
            "Gère-t-il le contrôle d'accès aux locaux ou le temps de travail ?",
            "Does it control access to premises or count working time?",
        ),
        (
            "fin_ethylotest",
            "Est-ce un éthylotest antidémarrage encadré par un texte, dans le transport ?",
            "Is it an alcohol interlock framed by a text, in transport?",
        ),
        ("fin_exclusive", "Cette finalité est-elle la seule ?", "Is that purpose the only one?"),
    ),
    *_asked(
        "organisme",
        (
            "exercice_individuel",
            "Un seul professionnel exerce-t-il, sans associé ni système d'information partagé ?",
            "Does a single professional work there, without partner or shared information system?",
        ),
    ),
    *(
        Question(name, Text(fr, en), "organisme", "nombre")
        for name, fr, en in (
            ("effectif", "Combien de salariés l'organisme compte-t-il ?", "How many employees does the body have?"),
            (
                "patients_an",
                "Combien de patients par an le système d'information partagé concerne-t-il ?",
                "How many patients a year does the shared information system concern?",
            ),
            (
                "officine_ca_ht",
                "Quel est le chiffre d'affaires annuel hors taxes de l'officine, en euros ?",
                "What is the yearly turnover of the pharmacy without tax, in euros?",
            ),
        )
    ),
    *_asked(
        "donnees",
        ("donnees_sante", "Y a-t-il des données de santé ?", "Is there health data?"),
        ("donnees_genetiques", "Y a-t-il des données génétiques ?", "Is there genetic data?"),
        (
            "biometrie_identification",
            "Des données biométriques servent-elles à identifier une personne de manière unique ?",
            "Is biometric data used to identify a person uniquely?",
        ),
        (
            "donnees_art9",
            "Y a-t-il d'autres données sensibles (origine, opinions, religion, syndicat, vie sexuelle) ?",
            "Is there other sensitive data (origin, opinions, religion, trade union, sex life)?",
        ),
        (
            "donnees_art10",
            "Y a-t-il des données de condamnations ou d'infractions ?",
            "Is there data on convictions or offences?",
        ),
    ),
    Question(
        "donnees_hautement_perso",
        Text(
            "Y a-t-il des données à caractère hautement personnel (communications, localisation, données financières "
            "exploitables "
            "pour une fraude, écrits intimes) ?",
            "Is there highly personal data (communications, location, financial data usable for fraud, private "
            "writings)?",
        ),
        "donnees",
        help=_NIR,
    ),
    *_asked(
        "donnees",
        (
            "localisation_large_echelle",
            "Traite-t-on des données de localisation à large échelle ?",
            "Is location data processed on a large scale?",
        ),
    ),
    *_asked(
        "profilage",
        ("profilage", "Établit-on des profils de personnes ?", "Are people profiled?"),
        (
            "exclusion_contrat",
            "Le profil peut-il mener à exclure d'un contrat, à le suspendre ou à le rompre ?",
            "Can the profile lead to the exclusion from a contract, its suspension or its end?",
        ),
        (
            "sources_externes",
            "Le profil utilise-t-il des données venues de sources externes ?",
            "Does the profile use data from external sources?",
        ),
        (
            "mutualisation_manquements",
            "Partage-t-on entre organismes des manquements contractuels, avec exclusion possible ?",
            "Are breaches of contract pooled between bodies, with a possible exclusion?",
        ),
    ),
    *_asked(
        "criteres",
        (
            "c7_vulnerables",
            (
                "Les personnes sont-elles vulnérables (patients, usagers, personnes âgées ou handicapées, mineurs, "
                "majeurs protégés, "
                "demandeurs d'asile, salariés) ?"
            ),
            (
                "Are the people vulnerable (patients, users, old or disabled people, minors, protected adults, asylum "
                "seekers, "
                "employees)?"
            ),
        ),
        (
            "c1_notation_profil",
            "Attribue-t-on un score, un profil ou une prédiction ?",
            "Is a score, a profile or a prediction given to people?",
        ),
        (
            "c1_evaluation_etat_sante",
            "Le traitement évalue-t-il l'état de santé ou l'autonomie ?",
            "Does the processing assess state of health or autonomy?",
        ),
        (
            "c1_comportement",
            "Évalue-t-on le comportement ou la performance ?",
            "Is behaviour or performance assessed?",
        ),
        (
            "c2_decision_auto",
            "Une décision est-elle prise sans intervention humaine réelle ?",
            "Is a decision made without real human intervention?",
        ),
        (
            "c2_effet_juridique",
            "La décision produit-elle un effet juridique ou un effet significatif similaire ?",
            "Has the decision a legal effect, or one that matters as much?",
        ),
        (
            "a1_evaluation_systematique",
            "Évalue-t-on des personnes de façon systématique et approfondie par un traitement automatisé ?",
            "Are people evaluated systematically and extensively by automated means?",
        ),
        (
            "c3_observation_personnes",
            (
                "Observe-t-on ou contrôle-t-on les personnes de façon organisée (télésurveillance, géolocalisation, "
                "capteurs, vidéo) ?"
            ),
            "Are people observed or controlled in an organised way (remote monitoring, geolocation, sensors, video)?",
        ),
        (
            "c3_zone_publique",
            "Surveille-t-on une zone accessible au public de façon systématique ?",
            "Is an area open to the public monitored systematically?",
        ),
    ),
    Question(
        "c5_declaree",
        Text("Le traitement est-il à grande échelle ?", "Is the processing on a large scale?"),
        "criteres",
        help=_FOUR_FACTORS,
    ),
    *_asked(
        "criteres",
        (
            "c6_croisement",
            "Croise-t-on des données de traitements qui ont d'autres finalités ou d'autres responsables ?",
            "Is data combined from processing with other purposes or other controllers?",
        ),
        (
            "c6_hors_attentes",
            "Le fait-on d'une façon que la personne n'attend pas raisonnablement ?",
            "Is it done in a way the person does not reasonably expect?",
        ),
        (
            "c8_innovant",
            "Utilise-t-on une technologie nouvelle (intelligence artificielle, objets connectés, biométrie combinée) ?",
            "Is a new technology used (artificial intelligence, connected objects, combined biometrics)?",
        ),
        (
            "c9_blocage_droit",
            "Le traitement conditionne-t-il l'accès à un droit, à une prestation ou à un contrat ?",
            "Does the processing decide on the access to a right, a benefit or a contract?",
        ),
    ),
    *_asked(
        "exceptions",
        (
            "x1_base_legale_c_ou_e",
            "La base légale est-elle l'obligation légale ou la mission d'intérêt public ?",
            "Is the legal basis a legal obligation or a task in the public interest?",
        ),
        (
            "x1_texte_regit_operation",
            "Un texte régit-il précisément cette opération ?",
            "Does a text govern this very operation?",
        ),
        (
            "x1_aipd_a_l_adoption",
            (
                "Une analyse d'impact a-t-elle été faite à l'adoption de ce texte, sans que le droit national en exige "
                "une autre ?"
            ),
            "Was an impact assessment made when that text was adopted, national law asking for no other?",
        ),
        (
            "x2_aipd_similaire_existante",
            "Une AIPD existe-t-elle déjà pour un traitement similaire ?",
            "Does an AIPD already exist for a similar processing?",
        ),
        (
            "x2_meme_nature_portee_contexte_finalites_risques",
            "Nature, portée, contexte, finalités et risques sont-ils les mêmes que dans cette AIPD ?",
            "Are nature, scope, context, purposes and risks the same as in that AIPD?",
        ),
        (
            "x3_formalite_avant_rgpd",
            (
                "Le traitement avait-il, avant le 25 mai 2018, une formalité, une dispense ou une inscription au "
                "registre du CIL ?"
            ),
            (
                "Had the processing, before 25 May 2018, a formality, a dispensation or an entry in the "
                "register of the CIL?"
            ),
        ),
        (
            "x3_modification_substantielle",
            "A-t-il été modifié de façon substantielle depuis ?",
            "Has it been substantially changed since?",
        ),
        (
            "x4_justification_documentee",
            "L'absence de risque élevé est-elle justifiée par écrit ?",
            "Is the absence of a high risk justified in writing?",
        ),
        (
            "x4_avis_dpo",
            "Le DPO a-t-il donné son avis sur cette justification ?",
            "Has the DPO given an opinion on that justification?",
        ),
        (
            "perimetre_referentiel",
            "Le traitement est-il dans le périmètre du référentiel de la CNIL et conforme à celui-ci ?",
            "Is the processing within the référentiel of the CNIL, and does it conform to it?",
        ),
    ),
)
"""Every question, in the order in which to ask."""

BY_NAME: Final[Mapping[str, Question]] = {question.name: question for question in QUESTIONS}
POSITION: Final[Mapping[str, int]] = {question.name: index for index, question in enumerate(QUESTIONS)}
FACTS: Final[tuple[str, ...]] = tuple(question.name for question in QUESTIONS if question.kind == "oui-non")
"""The facts answered by yes, no or unknown."""
