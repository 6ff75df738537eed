"""Values made from the plain data of the vectors."""

from __future__ import annotations

from datetime import date
from typing import Any

from esante_rules.ins import BirthDate, Device, Identifier, Identity, Insi, PartialDate, Traits

PERSON = {
    "birth_name": "VECTEUR",
    "first_given_name": "ALPHA",
    "given_names": "ALPHA BRAVO",
    "birth_date": "1985-03-14",
    "sex": "M",
    "birth_place": "01001",
}
"""An artificial person with no fault, and the matricule that goes with it: 185030100199915."""


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def birth_date(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    original = PartialDate(**data["original"]) if "original" in data else None
    return BirthDate(data["text"], data.get("interpreted", False), original)


def traits(data: dict[str, Any]) -> Traits:
    return Traits(**{**data, "birth_date": birth_date(data.get("birth_date"))})


def identity(data: dict[str, Any]) -> Identity:
    """An identity from its members; `device` is a code, `insi` and `identifiers` are members of their values."""
    insi = data.get("insi")
    return Identity(
        traits=traits(data.get("traits", {})),
        identifiers=[Identifier(**member) for member in data.get("identifiers", [])],
        status=data.get("status"),
        other_statuses=data.get("other_statuses", []),
        attributes=data.get("attributes", []),
        device=Device(data["device"]) if data.get("device") else None,
        insi=Insi(insi.get("mode"), day(insi.get("asked_on")), insi.get("origin")) if insi else None,
    )
