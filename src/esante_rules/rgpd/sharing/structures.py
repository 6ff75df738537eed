"""Where professionals work together: the structures of L. 1110-12, 1° and of D. 1110-3-4, as a dated table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final

from attrs import frozen

from esante_rules._core import Text, known
from esante_rules.rgpd.sharing._sources import LISTS_READ


class Structure(Enum):
    """What the participants have in common; the values are the words of the questionnaires."""

    SAME_HOSPITAL = "meme_etablissement_sante"
    ARMED_FORCES = "service_sante_armees"
    SAME_FACILITY = "meme_esms"
    GHT = "ght"
    FMIH = "fmih"
    GCS = "gcs"
    GCSMS = "gcsms"
    GIP = "gip"
    GIE = "gie"
    HEALTH_HOME = "maison_sante"
    HEALTH_CENTRE = "centre_sante"
    SEL = "sel"
    LEGAL_ENTITY = "pm_liberaux"
    COOPERATION_PROTOCOL = "protocole_cooperation"
    MDPH_TEAM = "equipe_pluri_mdph"
    APA_TEAM = "equipe_ms_apa"
    DAC = "dac"
    DSR = "dsr"
    CPTS = "cpts"
    PRIMARY_CARE_TEAM = "equipe_soins_primaires"
    SPECIALISED_CARE_TEAM = "equipe_soins_specialises"
    NONE = "aucune"
    UNKNOWN = "inconnu"

    @classmethod
    def of(cls, value: Structure | str | None) -> Structure:
        """Read a structure or its word; None is unknown; `ValueError` lists the words."""
        if value is None:
            return cls.UNKNOWN
        return value if isinstance(value, Structure) else cls(known(value, (s.value for s in cls), "a structure"))

    @property
    def says(self) -> Text:
        """What that is, in both languages."""
        return STRUCTURES[self].says


@frozen
class Entry:
    """A line of the table. `listed` says whether the texts name it at all."""

    says: Text
    listed: bool = True
    needs_object: bool = False
    """True when the text asks besides that its object be coordinated medical care."""
    since: date | None = None
    """The first day on which it is known to be listed; earlier, the table does not know."""


STRUCTURES: Final[Mapping[Structure, Entry]] = {
    Structure.SAME_HOSPITAL: Entry(Text("même établissement de santé", "same health establishment")),
    Structure.ARMED_FORCES: Entry(Text("service de santé des armées", "armed forces health service")),
    Structure.SAME_FACILITY: Entry(
        Text("même établissement ou service social ou médico-social", "same social or medico-social facility")
    ),
    Structure.GHT: Entry(Text("groupement hospitalier de territoire", "territorial hospital group (GHT)")),
    Structure.FMIH: Entry(Text("fédération médicale interhospitalière", "medical federation between hospitals (FMIH)")),
    Structure.GCS: Entry(
        Text("groupement de coopération sanitaire", "health cooperation group (GCS)"), needs_object=True
    ),
    Structure.GCSMS: Entry(
        Text("groupement de coopération sociale ou médico-sociale", "social cooperation group (GCSMS)"),
        needs_object=True,
    ),
    Structure.GIP: Entry(Text("groupement d'intérêt public", "public interest group (GIP)"), needs_object=True),
    Structure.GIE: Entry(Text("groupement d'intérêt économique", "economic interest group (GIE)"), needs_object=True),
    Structure.HEALTH_HOME: Entry(Text("maison de santé", "multi-professional health home")),
    Structure.HEALTH_CENTRE: Entry(Text("centre de santé", "health centre")),
    Structure.SEL: Entry(Text("société d'exercice libéral", "private practice company (SEL)"), needs_object=True),
    Structure.LEGAL_ENTITY: Entry(
        Text("personne morale associant des libéraux", "legal entity of independent professionals"), needs_object=True
    ),
    Structure.COOPERATION_PROTOCOL: Entry(Text("protocole de coopération", "cooperation protocol")),
    Structure.MDPH_TEAM: Entry(Text("équipe pluridisciplinaire de la MDPH", "multidisciplinary team of the MDPH")),
    Structure.APA_TEAM: Entry(Text("équipe médico-sociale de l'APA", "medico-social team of the APA")),
    Structure.DAC: Entry(
        Text("dispositif d'appui à la coordination", "coordination support scheme (DAC)"), since=LISTS_READ
    ),
    Structure.DSR: Entry(Text("dispositif spécifique régional", "specific regional scheme (DSR)"), since=LISTS_READ),
    Structure.CPTS: Entry(
        Text("communauté professionnelle territoriale de santé", "territorial community of professionals (CPTS)"),
        listed=False,
    ),
    Structure.PRIMARY_CARE_TEAM: Entry(Text("équipe de soins primaires", "primary care team"), listed=False),
    Structure.SPECIALISED_CARE_TEAM: Entry(Text("équipe de soins spécialisés", "specialised care team"), listed=False),
    Structure.NONE: Entry(Text("aucune structure commune", "no common structure"), listed=False),
    Structure.UNKNOWN: Entry(Text("structure inconnue", "unknown structure"), listed=False),
}
"""L. 1110-12, 1° and D. 1110-3-4 (the latter in its version of June 2024); the unlisted ones are there to say so."""
