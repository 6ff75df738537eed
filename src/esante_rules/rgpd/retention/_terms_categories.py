"""Words of the categories that several terms share, and the treatments whose register declares no period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from esante_rules._core import Text

LABELS: Final[Mapping[str, Text]] = {
    "practice-record": Text("Dossier de cabinet médical ou paramédical", "Record of a medical or paramedical practice"),
    "care-claim-copy": Text("Double électronique des feuilles de soins", "Electronic copy of care claims"),
    "shared-medical-record": Text("Dossier médical partagé (DMP)", "Shared medical record (DMP)"),
    "mon-espace-sante": Text("Mon espace santé, espace numérique de santé", "Mon espace santé, digital health space"),
    "batch-document": Text(
        "Documents de lot d'un établissement pharmaceutique", "Batch documents of a pharmaceutical establishment"
    ),
    "pharmaceutical-record-ordinary": Text(
        "Dossier pharmaceutique, dispensations ordinaires", "Pharmaceutical record, ordinary dispensations"
    ),
    "pharmaceutical-record-vaccine": Text("Dossier pharmaceutique, vaccins", "Pharmaceutical record, vaccines"),
    "pharmaceutical-record-biological": Text(
        "Dossier pharmaceutique, médicaments biologiques", "Pharmaceutical record, biological drugs"
    ),
    "pharmaceutical-record-identity": Text(
        "Dossier pharmaceutique, identité du titulaire", "Pharmaceutical record, identity of the holder"
    ),
    "pathology-block": Text("Anatomopathologie : blocs et lames", "Pathology: blocks and slides"),
    "pathology-report": Text("Anatomopathologie : comptes rendus", "Pathology: reports"),
    "social-support": Text(
        "Accompagnement social et médico-social hors soins", "Social and medico-social support outside care"
    ),
    "reference-methodology-research": Text(
        "Recherche conforme à une méthodologie de référence", "Research under a reference methodology"
    ),
    "security-log": Text("Journaux de sécurité", "Security logs"),
    "contributor-identification": Text(
        "Identification des contributeurs, hébergeur de contenus", "Identification of contributors, content host"
    ),
    "dgos-ror-account": Text(
        "DGOS, répertoire opérationnel des ressources : compte", "DGOS, operational directory of resources: account"
    ),
    "dns-sas-account": Text(
        "DNS, plateforme du service d'accès aux soins : compte", "DNS, access-to-care platform: account"
    ),
    "dns-contact": Text("DNS, contacts professionnels", "DNS, professional contacts"),
    "dns-sante-fr-account": Text("DNS, Santé.fr : compte", "DNS, Santé.fr: account"),
    "dns-segur": Text("DNS, Ségur, indicateurs et contrôle", "DNS, Ségur, indicators and control"),
}
"""The words of a category when its first term only names a part of it."""


UNDECLARED: Final[Mapping[str, Text]] = {
    f"dgos-{name}": Text(f"DGOS, {fr}", f"DGOS, {en}")
    for name, fr, en in (
        ("aeo-aec-approval", "agrément AEO et AEC", "AEO and AEC approval"),
        ("pf4-directory", "annuaire PF4", "PF4 directory"),
        ("unlisted-acts-directory", "annuaire des actes hors nomenclatures", "directory of acts outside the lists"),
        ("cabinet-directories", "annuaires du cabinet", "directories of the private office"),
        ("international-cooperation-call", "appel à projets de coopération hospitalière internationale", "call for international hospital cooperation projects"),
        ("aude", "AUDE (fiche de registre)", "AUDE (register entry)"),
        ("centre-ioa", "Centre IOA (fiche de registre)", "IOA centre (register entry)"),
        ("cnoss", "CNOSS (fiche de registre)", "CNOSS (register entry)"),
        ("fph-equivalence-commission", "commission d'équivalence de la fonction publique hospitalière", "equivalence commission of the hospital civil service"),
        ("contact-concertation-sante", "Contact Concertation Santé (fiche de registre)", "Contact Concertation Santé (register entry)"),
        ("cspm-csfph", "CSPM et CSFPH", "CSPM and CSFPH"),
        ("dg-chr-chu", "directeurs généraux de CHR et CHU", "managing directors of regional and university hospitals"),
        ("communication-file", "dossier communication", "communication file"),
        ("pf1-litigation-file", "dossier de contentieux PF1", "PF1 litigation file"),
        ("coop-ps", "COOP-PS (fiche de registre)", "COOP-PS (register entry)"),
        ("staff-and-pay", "effectifs et rémunérations", "staff and pay"),
        ("uaped-melanie-survey", "enquête UAPED-Mélanie", "UAPED-Mélanie survey"),
        ("ethics-spaces", "espaces éthiques", "ethics forums"),
        ("eps", "EPS (fiche de registre)", "EPS (register entry)"),
        ("mrc-package", "forfait MRC", "MRC package payment"),
        ("dac-merger", "fusion des DAC", "merger of DACs"),
        ("research-calls", "appels à projets de recherche", "calls for research projects"),
        ("user-requests", "demandes des usagers", "requests from users"),
        ("health-centre-group", "groupe de travail centres de santé", "working group on health centres"),
        ("telehealth-group", "groupe de travail télésanté", "working group on telehealth"),
        ("hcpp-dpi", "HCPP DPI (fiche de registre)", "HCPP DPI (register entry)"),
        ("htnm", "HTNM (fiche de registre)", "HTNM (register entry)"),
        ("si-samu", "SI-SAMU (fiche de registre)", "SI-SAMU (register entry)"),
        ("mad", "MAD (fiche de registre)", "MAD (register entry)"),
        ("msap", "MSAP (fiche de registre)", "MSAP (register entry)"),
        ("university-hospital-staff", "personnels hospitalo-universitaires", "university hospital staff"),
        ("pharel", "PHAREL (fiche de registre)", "PHAREL (register entry)"),
        ("pilo-360", "PILO 360 (fiche de registre)", "PILO 360 (register entry)"),
        ("piramig", "PIRAMIG (fiche de registre)", "PIRAMIG (register entry)"),
        ("sas", "service d'accès aux soins", "access-to-care service"),
        ("cnp-activity-report", "rapport d'activité des CNP", "activity report of the CNPs"),
        ("contact-census", "recensement des référents", "census of contacts"),
        ("cnoss-appeals", "recours CNOSS", "CNOSS appeals"),
        ("cso-activity", "activité des CSO", "activity of the CSOs"),
        ("data-returns", "remontées de données", "data returns"),
        ("authorisation-reform", "réforme des autorisations", "reform of authorisations"),
        ("siimop", "SIIMOP (fiche de registre)", "SIIMOP (register entry)"),
        ("mmr-labelled-centres", "centres labellisés MMR", "labelled rare disease centres"),
        ("rare-disease-plans", "plans maladies rares", "rare disease plans"),
        ("hcp", "HCP (fiche de registre)", "HCP (register entry)"),
        ("mail-table", "tableau des courriers", "table of letters"),
    )
}  # fmt: skip
"""The treatments of the DGOS register for which it declares neither a period nor a criterion."""
