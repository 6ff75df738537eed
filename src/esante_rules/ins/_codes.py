"""The codes of the functional model: statut de confiance, attributs, sexe."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Statut de confiance: two axes, the traits came from INSi (`retrieved`) and a document proved them (`proven`)."""

    PROV = "PROV"
    """Provisoire: neither."""
    RECUP = "RECUP"
    """Récupérée: traits of INSi, no high-confidence document."""
    VALI = "VALI"
    """Validée: high-confidence document, no INSi."""
    QUAL = "QUAL"
    """Qualifiée: both; the only one whose matricule may be transmitted."""

    @property
    def retrieved(self) -> bool:
        """Did the traits come from INSi?"""
        return self in (Status.RECUP, Status.QUAL)

    @property
    def proven(self) -> bool:
        """Was the identity checked against a high-confidence document?"""
        return self in (Status.VALI, Status.QUAL)

    @classmethod
    def of(cls, *, retrieved: bool, proven: bool) -> Status:
        """The status that says exactly these two things."""
        if retrieved:
            return cls.QUAL if proven else cls.RECUP
        return cls.VALI if proven else cls.PROV


class Attribute(StrEnum):
    """Attribut of an identity, beside its status."""

    HOMO = "HOMO"
    """Homonyme: resembles another identity closely; any status."""
    DOUT = "DOUT"
    """Douteux: doubt on the truth of the identity; forces PROV and blocks INSi."""
    FICT = "FICT"
    """Fictif: sensitive or imaginary identity; forces PROV and blocks INSi."""


class Sex(StrEnum):
    """Sexe in the functional model: INSi returns M or F, never I."""

    M = "M"
    F = "F"
    I = "I"  # noqa: E741 - the code of the text: indéterminé
