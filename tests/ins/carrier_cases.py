"""From the plain data of a rule vector to the report of the carrier it names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from esante_rules import Refused, Report, Text
from esante_rules.ins import Identifier, Identity, cda, datamatrix, fhir, hl7, insi, mssante
from tests.ins import build

NIR = "1.2.250.1.213.1.4.8"
MATRICULE = "185030100199915"
QUALIFIED: dict[str, Any] = {
    "traits": build.PERSON,
    "identifiers": [{"value": MATRICULE, "oid": NIR}],
    "status": "QUAL",
}
RECORD_TARGET: dict[str, Any] = {
    "ids": [[NIR, MATRICULE]],
    "family": [["BR", "VECTEUR"]],
    "given": [[None, "ALPHA BRAVO"], ["BR", "ALPHA"]],
    "gender": "M",
    "birth_times": ["19850314"],
    "birthplaces": 1,
    "counties": ["01001"],
}
ANSWER: dict[str, Any] = {
    "INSACTIF": {"IdIndividu": {"NumIdentifiant": MATRICULE[:13], "Cle": MATRICULE[13:]}, "OID": NIR},
    "NomNaissance": "VECTEUR",
    "ListePrenom": "ALPHA BRAVO",
    "Sexe": "M",
    "DateNaissance": "1985-03-14",
    "LieuNaissance": "01001",
}


def person(changes: dict[str, Any]) -> Identity:
    """The qualified person of the vectors, with some members replaced and some traits changed."""
    members = {**QUALIFIED, **changes}
    members["traits"] = {**build.PERSON, **changes.get("traits", {})}
    return build.identity(members)


def record_target(changes: dict[str, Any]) -> cda.RecordTarget:
    """A complete recordTarget, with some members replaced."""
    members = {**RECORD_TARGET, **changes}
    kinds = {"ids": cda.Id, "family": cda.Part, "given": cda.Part}
    for name, kind in kinds.items():
        members[name] = tuple(kind(*pair) for pair in members[name])
    for name in ("birth_times", "counties", "telecoms"):
        members[name] = tuple(members.get(name, ()))
    return cda.RecordTarget(**members)


def _written(write: Callable[..., Any]) -> Callable[..., Report]:
    def report(**changes: Any) -> Report:
        try:
            written: Report = write(person(changes)).report
        except Refused as refused:
            return refused.report
        return written

    return report


def _answer(code: str | None = "00", local: dict[str, Any] | None = None, **changes: Any) -> Report:
    tree = {"CR": {"CodeCR": code}, "INDIVIDU": {**ANSWER, **changes}}
    return insi.read_answer(tree, local=None if local is None else person(local)).report


def _address(address: str, ins: str | None = None, status: str | None = None) -> Report:
    numbers = [Identifier(ins, NIR)] if ins else []
    return mssante.check(address, Identity(identifiers=numbers, status=status))


def _documents(message: str, document: str) -> Report:
    one, other = (Identity(identifiers=[Identifier(value, NIR)]) for value in (message, document))
    return hl7.check_document(one, other)


CHECKS: dict[str, Callable[..., Report]] = {
    "datamatrix": lambda text: datamatrix.decode(text).report,
    "datamatrix-write": _written(datamatrix.encode),
    "hl7": lambda message: hl7.read(message).report,
    "hl7-write": _written(hl7.write),
    "hl7-document": _documents,
    "cda": lambda model=None, **changes: cda.read(record_target(changes), model=model).report,
    "cda-none": lambda: cda.read(None).report,
    "cda-write": _written(cda.write),
    "fhir": lambda patient, version=None: fhir.read(patient, version=version).report,
    "fhir-write": _written(fhir.write),
    "mssante": _address,
    "mssante-write": _written(mssante.write),
    "insi": lambda operation="search", **changes: insi.check_request(person(changes), operation=operation),
    "insi-answer": _answer,
    "insi-outcome": lambda code, before, after: insi.check_outcome(code, before=before, after=after),
}


def checked(case: dict[str, Any]) -> Report:
    """The report of one input: `check` names the function, the other members are its arguments."""
    arguments = dict(case)
    return CHECKS[arguments.pop("check")](**arguments)


def plain(value: Any) -> Any:
    """Params as JSON can write them: a text is its two languages, a tuple a list."""
    if isinstance(value, Text):
        return {"fr": value.fr, "en": value.en}
    return [plain(item) for item in value] if isinstance(value, tuple) else value
