"""The rules on the register: its entries (REG), a processor's (ST), the exemption (REG-D), and its files."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Reference, Rule, Text
from esante_rules.rgpd._texts import declare, text


def _rule(name: str, level: str, mark: str, fr: str, en: str, why_fr: str, why_en: str, *refs: Reference) -> Rule[Any]:  # noqa: PLR0917
    return declare(f"register.{name}", level, mark, Text(fr, en), Text(why_fr, why_en), *refs)


def _art(passage: str) -> Reference:
    return text("RGPD", passage)


# --- entries of a controller ---------------------------------------------------------------------------------------
CONTROLLER: Final = _rule(
    "controller.name-or-contact-missing", "BLOQUANT", "H",
    "Le nom ou les coordonnées du responsable manquent.", "The controller's name or contact is missing.",
    "La personne et la CNIL doivent savoir à qui s'adresser.", "The person and the CNIL must know whom to address.",
    _art("art. 30(1)(a)"),
)  # fmt: skip
JOINT: Final = _rule(
    "controller.joint-arrangement-missing", "BLOQUANT", "H",
    "Plusieurs responsables sont nommés sans accord écrit entre eux.",
    "Several controllers are named without a written arrangement between them.",
    "Des responsables conjoints fixent par accord qui répond de quoi.",
    "Joint controllers settle by arrangement who answers for what.",
    _art("art. 30(1)(a)"), _art("art. 26"),
)  # fmt: skip
REPRESENTATIVE: Final = _rule(
    "controller.representative-missing", "BLOQUANT", "H",
    "Le responsable est établi hors de l'Union et aucun représentant n'est nommé.",
    "The controller is outside the Union and no representative is named.",
    "Un responsable établi hors de l'Union y désigne un représentant.",
    "A controller outside the Union designates a representative in it.",
    _art("art. 30(1)(a)"), _art("art. 27"),
)  # fmt: skip
DPO_MANDATORY: Final = _rule(
    "dpo-contact.missing-in-public-body", "BLOQUANT", "H",
    "Organisme public : le contact propre du délégué manque (une boîte des droits ne suffit pas).",
    "Public body: the DPO's own contact is missing (a mailbox for rights is not enough).",
    "Un organisme public a toujours un délégué, et le registre le nomme.",
    "A public body always has a DPO, and the register names it.",
    _art("art. 30(1)(a)"), _art("art. 37(1)(a)"),
)  # fmt: skip
DPO_DUE: Final = _rule(
    "dpo-contact.missing-where-mandatory", "BLOQUANT", "M",
    "La désignation d'un délégué est obligatoire et son contact propre manque.",
    "Designating a DPO is mandatory and its own contact is missing.",
    "Une activité à grande échelle sur des données sensibles impose un délégué, et le registre le nomme.",
    "A large-scale activity on sensitive data requires a DPO, and the register names it.",
    _art("art. 30(1)(a)"), _art("art. 37(1)(b) et 37(1)(c)"),
)  # fmt: skip
DPO_OTHER: Final = _rule(
    "dpo-contact.missing", "MAJEUR", "M",
    "Un délégué est désigné et son contact propre manque.", "A DPO is designated and its own contact is missing.",
    "Le registre nomme le délégué quand il y en a un.", "The register names the DPO where there is one.",
    _art("art. 30(1)(a)"),
)  # fmt: skip
PURPOSE: Final = _rule(
    "purpose.missing-or-mere-title", "BLOQUANT", "H",
    "La finalité manque, ou n'est qu'un titre.", "The purpose is missing, or is a mere title.",
    "« Annuaire » ou « dossier » ne dit pas à quoi servent les données.",
    "“Directory” or “record” does not say what the data are used for.",
    _art("art. 30(1)(b)"),
)  # fmt: skip
PERSONS: Final = _rule(
    "persons.missing-or-incomplete", "BLOQUANT", "H",
    "Les catégories de personnes manquent, ou toutes n'y sont pas.",
    "The categories of persons are missing, or not all there.",
    "Chacun doit pouvoir savoir s'il est concerné.", "Everyone must be able to know whether they are concerned.",
    _art("art. 30(1)(c)"),
)  # fmt: skip
DATA: Final = _rule(
    "data.missing-or-incomplete", "BLOQUANT", "H",
    "Les catégories de données manquent, ou toutes n'y sont pas.",
    "The categories of data are missing, or not all there.",
    "Sans elles, ni la minimisation ni les durées ne se vérifient.",
    "Without them neither minimisation nor retention can be checked.",
    _art("art. 30(1)(c)"),
)  # fmt: skip
COHERENCE: Final = _rule(
    "data.without-listed-persons-or-purpose", "MAJEUR", "M",
    "Des données portent sur des personnes, ou servent une finalité, que la fiche ne liste pas.",
    "Data are about persons, or serve a purpose, that the entry does not list.",
    "Chaque groupe de données a son groupe de personnes, et chaque finalité est servie par des données.",
    "Each group of data has its group of persons, and each purpose is served by data.",
    _art("art. 5(1)(c)"), _art("art. 30(1)(c)"),
)  # fmt: skip
RECIPIENTS: Final = _rule(
    "recipients.missing-or-incomplete", "BLOQUANT", "H",
    "Les catégories de destinataires manquent, ou toutes n'y sont pas.",
    "The categories of recipients are missing, or not all there.",
    "Les pays tiers en font partie.", "Third countries are part of them.",
    _art("art. 30(1)(d)"),
)  # fmt: skip
TRANSFERS_SILENT: Final = _rule(
    "transfers.not-mentioned", "MAJEUR", "M",
    "Rien n'est dit des transferts hors de l'Union : écrire « aucun » s'il n'y en a pas.",
    "Nothing is said of transfers outside the Union: write “none” if there are none.",
    "Un silence ne se distingue pas d'un oubli.", "Silence cannot be told from an oversight.",
    _art("art. 30(1)(e)"),
)  # fmt: skip
TRANSFERS_BARE: Final = _rule(
    "transfers.without-country-or-safeguards", "BLOQUANT", "H",
    "Un transfert hors de l'Union est déclaré sans pays ou sans garanties.",
    "A transfer outside the Union is declared without its country or its safeguards.",
    "Le registre identifie le pays et documente les garanties.",
    "The register identifies the country and documents the safeguards.",
    _art("art. 30(1)(e)"), _art("art. 46"),
)  # fmt: skip
RETENTION: Final = _rule(
    "retention.category-without-period", "MAJEUR", "H",
    "Aucune durée n'est donnée pour une catégorie de données.", "No period is given for a category of data.",
    "Les délais d'effacement sont donnés pour chaque catégorie, dans la mesure du possible.",
    "Time limits for erasure are given for each category, where possible.",
    _art("art. 30(1)(f)"),
)  # fmt: skip
NO_START: Final = _rule(
    "retention.without-starting-point", "MINEUR", "M",
    "Une durée n'a pas de point de départ.", "A period has no starting point.",
    "Sans point de départ, la date d'effacement ne se calcule pas.",
    "Without a starting point the date of erasure cannot be computed.",
    _art("art. 5(1)(e)"),
)  # fmt: skip
NO_END: Final = _rule(
    "retention.open-ended", "MINEUR", "M",
    "Une durée est sans terme, ou son sort final n'est pas dit.", "A period has no end, or its final fate is not said.",
    "« Durée du programme » ou « jusqu'à nouvel ordre » ne sont pas des termes.",
    "“Duration of the programme” or “until further notice” are not ends.",
    _art("art. 5(1)(e)"),
)  # fmt: skip
TERM: Final = _rule(
    "retention.unknown-term", "MINEUR", "B",
    "Le terme cité n'est pas au catalogue des durées.", "The term cited is not in the retention catalogue.",
    "Un lien vers le catalogue donne le texte, la durée et ses exceptions.",
    "A link to the catalogue gives the text, the period and its exceptions.",
    _art("art. 30(1)(f)"),
)  # fmt: skip
MEASURES: Final = _rule(
    "measures.missing", "MAJEUR", "H",
    "Aucune description des mesures de sécurité.", "No description of the security measures.",
    "Une description générale est demandée ; un renvoi à une politique commune est admis.",
    "A general description is asked for; a reference to a common policy is accepted.",
    _art("art. 30(1)(g)"), _art("art. 32(1)"),
)  # fmt: skip
MEASURES_REFERENCE: Final = _rule(
    "measures.by-reference-only", "MINEUR", "H",
    "Les mesures de sécurité ne sont données que par renvoi.", "Security measures are given by reference only.",
    "Le renvoi suffit si le document peut être produit.", "The reference is enough if the document can be produced.",
    _art("art. 30(1)(g)"),
)  # fmt: skip
SENSITIVE: Final = _rule(
    "data.sensitivity-not-flagged", "MAJEUR", "M",
    "Les libellés annoncent des données sensibles ({kind}) que rien ne signale.",
    "The labels announce sensitive data ({kind}) that nothing flags.",
    "Données de santé, infractions et NIR ont leur propre régime : les signaler, ou les exclure.",
    "Health data, offences and the NIR have their own regime: flag them, or exclude them.",
    _art("art. 9 et 10"), text("LIL", "art. 30 et 46"),
)  # fmt: skip
FORM: Final = _rule(
    "form.not-written-or-not-available", "BLOQUANT", "H",
    "Le registre n'est pas écrit, ou n'est pas à la disposition de la CNIL.",
    "The register is not in writing, or not available to the CNIL.",
    "Il se présente par écrit, forme électronique comprise, sur demande.",
    "It is in writing, electronic form included, and given on request.",
    _art("art. 30(3) et 30(4)"),
)  # fmt: skip
TWICE: Final = _rule(
    "entry.same-processing-twice", "MAJEUR", "B",
    "Le même traitement est décrit deux fois avec d'autres responsables ou destinataires.",
    "The same processing is described twice with other controllers or recipients.",
    "Une fiche et un responsable par traitement.", "One entry and one owner for each processing.",
    _art("art. 26"), _art("art. 30"),
)  # fmt: skip
NO_BASIS: Final = _rule(
    "entry.legal-basis-missing", "INFO", "H",
    "La base légale n'est pas indiquée.", "The legal basis is not given.",
    "L'article 30 ne la demande pas ; la notice et l'AIPD en ont besoin.",
    "Article 30 does not ask for it; the notice and the AIPD need it.",
    _art("art. 6"),
)  # fmt: skip
NO_AIPD: Final = _rule(
    "entry.impact-assessment-not-settled", "MAJEUR", "M",
    "Des données de santé sont traitées et rien n'est dit de l'AIPD.",
    "Health data are processed and nothing is said of the AIPD.",
    "Dire si elle est requise, faite, ou pourquoi elle ne l'est pas.",
    "Say whether it is required, done, or why it is not.",
    _art("art. 35"),
)  # fmt: skip

# --- entries of a processor ----------------------------------------------------------------------------------------
ST_PARTIES: Final = _rule(
    "processor.parties-missing", "BLOQUANT", "H",
    "Le nom ou les coordonnées du sous-traitant, ou d'un responsable servi, manquent.",
    "The name or contact of the processor, or of a controller served, is missing.",
    "Le second registre nomme chaque client.", "The second register names each client.",
    _art("art. 30(2)(a)"),
)  # fmt: skip
ST_CATEGORIES: Final = _rule(
    "processor.categories-missing", "BLOQUANT", "H",
    "Les catégories de traitements faits pour un responsable manquent.",
    "The categories of processing carried out for a controller are missing.",
    "Elles se disent client par client.", "They are given client by client.",
    _art("art. 30(2)(b)"),
)  # fmt: skip
ST_TRANSFERS: Final = _rule(
    "processor.transfers-not-settled", "MAJEUR", "H",
    "Les transferts hors de l'Union ne sont pas dits, ou le sont sans pays ou sans garanties.",
    "Transfers outside the Union are not mentioned, or lack their country or safeguards.",
    "Comme pour le responsable.", "As for the controller.",
    _art("art. 30(2)(c)"),
)  # fmt: skip
ST_MEASURES: Final = _rule(
    "processor.measures-missing", "MAJEUR", "H",
    "Le sous-traitant ne décrit aucune mesure de sécurité.", "The processor describes no security measure.",
    "La description générale vaut pour tous ses clients.", "The general description is for all its clients.",
    _art("art. 30(2)(d)"),
)  # fmt: skip
ST_CONTRACT: Final = _rule(
    "processor.contract-missing", "MAJEUR", "H",
    "Le contrat de sous-traitance d'un responsable n'est pas référencé.",
    "The processing contract of a controller is not referenced.",
    "Un contrat écrit régit chaque sous-traitance.", "A written contract governs each processing.",
    _art("art. 28(3)"),
)  # fmt: skip
ST_FURTHER: Final = _rule(
    "processor.further-processors-not-authorised", "MAJEUR", "H",
    "Des sous-traitants ultérieurs sont employés sans autorisation.",
    "Further processors are engaged without authorisation.",
    "L'autorisation est écrite, particulière ou générale.", "The authorisation is written, specific or general.",
    _art("art. 28(2) et 28(4)"),
)  # fmt: skip

# --- exemption -----------------------------------------------------------------------------------------------------
STAFF: Final = _rule(
    "exemption.two-hundred-and-fifty-staff", "BLOQUANT", "H",
    "L'organisme compte au moins 250 salariés : registre requis.",
    "The body has at least 250 employees: a register is required.",
    "La dispense est réservée aux organismes plus petits.", "The exemption is for smaller bodies.",
    _art("art. 30(5)"),
)  # fmt: skip
RISK: Final = _rule(
    "exemption.likely-risk", "BLOQUANT", "H",
    "Un risque est probable pour les personnes : registre requis.",
    "A risk for persons is likely: a register is required.",
    "La dispense tombe pour ce traitement.", "The exemption falls for that processing.",
    _art("art. 30(5)"),
)  # fmt: skip
NOT_OCCASIONAL: Final = _rule(
    "exemption.not-occasional", "BLOQUANT", "H",
    "Le traitement n'est pas occasionnel : registre requis.",
    "The processing is not occasional: a register is required.",
    "La paie ou la patientèle sont des traitements habituels.", "Payroll or patients are regular processing.",
    _art("art. 30(5)"),
)  # fmt: skip
SENSITIVE_DATA: Final = _rule(
    "exemption.sensitive-or-offence-data", "BLOQUANT", "H",
    "Le traitement porte sur des données de l'article 9 ou 10 : registre requis.",
    "The processing concerns data of article 9 or 10: a register is required.",
    "Tout cabinet qui tient des dossiers de patients est concerné.", "Every practice that keeps patient files is.",
    _art("art. 30(5)"),
)  # fmt: skip
EXEMPT: Final = _rule(
    "exemption.open", "INFO", "H",
    "Moins de 250 salariés et aucun des trois cas : ce traitement peut être dispensé.",
    "Fewer than 250 employees and none of the three cases: this processing may be left out.",
    "La dispense se regarde traitement par traitement.", "The exemption is looked at processing by processing.",
    _art("art. 30(5)"),
)  # fmt: skip

# --- files ---------------------------------------------------------------------------------------------------------
UNREADABLE: Final = _rule(
    "file.unreadable", "BLOQUANT", "H",
    "Le fichier n'est pas du {format} lisible.", "The file is not readable {format}.",
    "Rien n'est importé d'un fichier illisible.", "Nothing is imported from an unreadable file.",
    _art("art. 30(3)"),
)  # fmt: skip
UNKNOWN_KEY: Final = _rule(
    "file.unknown-key", "BLOQUANT", "H",
    "Clé inconnue ; clés admises : {allowed}.", "Unknown key; allowed keys: {allowed}.",
    "Une clé ignorée en silence serait une donnée perdue.", "A key ignored in silence would be lost data.",
    _art("art. 30(3)"),
)  # fmt: skip
UNKNOWN_WORD: Final = _rule(
    "file.unknown-word", "BLOQUANT", "H",
    "Mot inconnu ; mots admis : {allowed}.", "Unknown word; allowed words: {allowed}.",
    "Un mot mal écrit n'est jamais deviné.", "A misspelt word is never guessed.",
    _art("art. 30(3)"),
)  # fmt: skip
WRONG_TYPE: Final = _rule(
    "file.wrong-type", "BLOQUANT", "H",
    "On attend ici {wanted}.", "Here {wanted} is expected.",
    "La forme d'une fiche est fixe pour que tout outil la lise.",
    "The shape of an entry is fixed, so any tool reads it.",
    _art("art. 30(3)"),
)  # fmt: skip

ENTRY_RULES: Final[tuple[Rule[Any], ...]] = (
    CONTROLLER, JOINT, REPRESENTATIVE, DPO_MANDATORY, DPO_DUE, DPO_OTHER, PURPOSE, PERSONS, DATA, COHERENCE, RECIPIENTS,
    TRANSFERS_SILENT, TRANSFERS_BARE, RETENTION, NO_START, NO_END, TERM, MEASURES, MEASURES_REFERENCE, SENSITIVE,
    NO_BASIS, NO_AIPD,
)  # fmt: skip
PROCESSOR_RULES: Final[tuple[Rule[Any], ...]] = (
    ST_PARTIES, ST_CATEGORIES, ST_TRANSFERS, ST_MEASURES, ST_CONTRACT, ST_FURTHER,
)  # fmt: skip
EXEMPTION_RULES: Final[tuple[Rule[Any], ...]] = (STAFF, RISK, NOT_OCCASIONAL, SENSITIVE_DATA, EXEMPT)
FILE_RULES: Final[tuple[Rule[Any], ...]] = (UNREADABLE, UNKNOWN_KEY, UNKNOWN_WORD, WRONG_TYPE)
RULES: Final[tuple[Rule[Any], ...]] = (
    *ENTRY_RULES, FORM, TWICE, *PROCESSOR_RULES, *EXEMPTION_RULES, *FILE_RULES,
)  # fmt: skip
