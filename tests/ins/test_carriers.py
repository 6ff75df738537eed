"""What is true of every carrier: nothing is lost in silence, nothing invented, no input breaks or shows through."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from esante_rules import Refused, Report
from esante_rules.cda._patient import record_target, to_element
from esante_rules.ins import Identity, cda, datamatrix, fhir, hl7, insi, mssante
from esante_rules.ins._carrier import Written, losses
from esante_rules.testing import ins_carriers as carriers
from tests.support import outputs

CANARY = "ZQXCANARI"


def _via_hl7(identity: Identity) -> tuple[Written[Any], Identity]:
    written = hl7.write(identity)
    return written, hl7.read(written.value).identity


def _via_cda(identity: Identity) -> tuple[Written[Any], Identity]:
    written = cda.write(identity)
    tree = etree.fromstring(etree.tostring(to_element(written.value)))
    document = etree.Element("{urn:hl7-org:v3}ClinicalDocument")
    document.append(tree)
    return written, cda.read(record_target(document)).identity


def _via_fhir(version: str) -> Callable[[Identity], tuple[Written[Any], Identity]]:
    def via(identity: Identity) -> tuple[Written[Any], Identity]:
        written = fhir.write(identity, version=version)
        return written, fhir.read(written.value).identity

    return via


def _via_datamatrix(identity: Identity) -> tuple[Written[Any], Identity]:
    written = datamatrix.encode(identity)
    return written, datamatrix.decode(written.value).identity


CARRIERS = {
    "hl7": _via_hl7,
    "cda": _via_cda,
    "fhir-2.1.0": _via_fhir("2.1.0"),
    "fhir-2.2.0": _via_fhir("2.2.0"),
    "datamatrix": _via_datamatrix,
}
MESSAGES = [name for name in CARRIERS if name != "datamatrix"]


def core(identity: Identity) -> tuple[Any, ...]:
    """The INS and its five traits."""
    traits, ins = identity.traits, identity.ins
    five = (traits.birth_name, traits.given_names, traits.birth_date, traits.sex, traits.birth_place)
    day = traits.birth_date.text if traits.birth_date else None
    return (ins and (ins.value, ins.oid), *five[:2], day, *five[3:])


def completed(read: Identity, origin: Identity) -> Identity:
    """What the receiver's own record adds to what a carrier cannot say: the status, and the first given name."""
    traits = evolve(read.traits, first_given_name=origin.traits.first_given_name)
    return evolve(read, status=origin.status, traits=traits)


@pytest.mark.parametrize("second", CARRIERS)
@pytest.mark.parametrize("first", CARRIERS)
@settings(max_examples=20)
@given(data=st.data())
def test_a_qualified_identity_survives_every_pair_of_conversions(first: str, second: str, data: st.DataObject) -> None:
    identity = data.draw(carriers.identities(status="QUAL"))
    _, once = CARRIERS[first](identity)
    _, twice = CARRIERS[second](completed(once, identity))
    assert core(twice) == core(identity)


@pytest.mark.parametrize("name", MESSAGES)
@settings(max_examples=50)
@given(identity=carriers.identities())
def test_what_a_carrier_loses_is_what_it_reports(name: str, identity: Identity) -> None:
    written, read = CARRIERS[name](identity)
    assert written.losses == losses(identity, read)
    places = [finding.at for finding in written.report.findings if finding.id.endswith(("not-carried", "withheld"))]
    assert places == [loss.at for loss in written.losses]
    assert written.report.ok


@pytest.mark.parametrize("name", MESSAGES)
@settings(max_examples=50)
@given(identity=carriers.identities())
def test_a_carrier_invents_nothing(name: str, identity: Identity) -> None:
    _, read = CARRIERS[name](identity)
    told = {path.partition("[")[0] for path in (loss.at for loss in losses(read, identity))}
    allowed = {"status"} if name in ("hl7", "fhir-2.1.0") and identity.status == "RECUP" else set()
    assert told <= allowed


@pytest.mark.parametrize("name", MESSAGES)
@settings(max_examples=50)
@given(identity=carriers.identities())
def test_the_matricule_leaves_with_a_qualified_identity_only(name: str, identity: Identity) -> None:
    written, read = CARRIERS[name](identity)
    assert (read.ins is not None) is (identity.status == "QUAL" and identity.ins is not None)
    held = identity.ins is not None and identity.status != "QUAL"
    assert any(loss.withheld for loss in written.losses) is held


@settings(max_examples=50)
@given(identity=carriers.identities())
def test_only_a_qualified_identity_becomes_a_datamatrix_or_an_address(identity: Identity) -> None:
    if identity.status == "QUAL":
        assert datamatrix.encode(identity).report.ok
        assert mssante.write(identity).value.endswith("@patient.mssante.fr")
        return
    for write, rule in (
        (datamatrix.encode, "ins.datamatrix.identity-not-qualified"),
        (mssante.write, "ins.mssante.identity-not-qualified"),
    ):
        with pytest.raises(Refused) as refused:
            write(identity)
        assert rule in {finding.id for finding in refused.value.report.findings}


@given(text=carriers.payloads())
def test_a_datamatrix_is_written_back_as_it_was_read(text: str) -> None:
    reading = datamatrix.decode(text)
    assert reading.report.findings == ()
    again = datamatrix.encode(evolve(reading.identity, status="QUAL"))
    assert again.value == text


@settings(max_examples=50)
@given(identity=carriers.identities(), separators=st.permutations("!$%*+;:?|^~\\&"))
def test_the_separators_do_not_change_what_is_said(identity: Identity, separators: list[str]) -> None:
    own = hl7.Separators(*separators[:5])
    ipp = evolve(identity.identifiers[-1], value="".join(separators), kind="IPP", active=True, oid="1.2.3")
    marked = evolve(identity, identifiers=(*identity.identifiers, ipp))
    header = "MSH" + "".join(own.all) + own.field
    text = hl7.write(marked, separators=own).value
    assert hl7.read(f"{header}\r{text}").identity == hl7.read(hl7.write(marked).value).identity
    assert "".join(separators) in {one.value for one in hl7.read(f"{header}\r{text}").identity.identifiers}


def test_separators_that_cannot_work_are_refused() -> None:
    for own in (hl7.Separators(component="|"), hl7.Separators(field="é"), hl7.Separators(escape="")):
        with pytest.raises(ValueError, match="separators"):
            hl7.write(Identity(), separators=own)


ANY_DATA: dict[str, tuple[Callable[[Any], Report], st.SearchStrategy[Any]]] = {
    "datamatrix": (datamatrix.check, carriers.codes() | st.text()),
    "hl7": (hl7.check, carriers.messages() | st.text() | st.binary()),
    "fhir": (fhir.check, carriers.json_trees()),
    "cda": (cda.check, carriers.any_record_target()),
    "mssante": (mssante.check, st.text() | st.text(max_size=20).map(lambda s: f"{s}@patient.mssante.fr")),
    "insi": (lambda tree: insi.read_answer(tree).report, carriers.json_trees()),
}


@pytest.mark.parametrize("name", ANY_DATA)
@given(data=st.data())
def test_no_data_breaks_a_carrier(name: str, data: st.DataObject) -> None:
    check, strategy = ANY_DATA[name]
    report = check(data.draw(strategy))
    assert isinstance(report, Report)
    assert pickle.loads(pickle.dumps(report)) == report


SPOILT: dict[str, Callable[[], Report]] = {
    "datamatrix": lambda: datamatrix.check(f"{datamatrix.HEADER}S1{CANARY}S3{CANARY}\x1dS6{CANARY}S9{CANARY}"),
    "hl7": lambda: hl7.check(
        f"PID|||{CANARY}^^^{CANARY}&{CANARY}&{CANARY}^INS||{CANARY}^{CANARY}^{CANARY}^^^^L||{CANARY}|{CANARY}|||"
        f"^^^^^^BDL^^{CANARY}|||||||||||||||||||||{CANARY}\rPRT||||||{CANARY}^^^^^^^^{CANARY}^^^^INS"
    ),
    "cda": lambda: cda.check(
        cda.RecordTarget(
            ids=(cda.Id("1.2.250.1.213.1.4.8", CANARY), cda.Id(CANARY, CANARY)),
            family=(cda.Part(CANARY, CANARY), cda.Part("BR", CANARY)),
            given=(cda.Part(CANARY, CANARY), cda.Part(None, CANARY), cda.Part(None, CANARY)),
            gender=CANARY,
            birth_times=(CANARY, CANARY),
            counties=(CANARY, CANARY),
            telecoms=(CANARY,),
        )
    ),
    "fhir": lambda: fhir.check(
        {
            "resourceType": "Patient",
            CANARY: CANARY,
            "meta": {"profile": [f"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-ins|{CANARY}"]},
            "identifier": [
                {"system": "urn:oid:1.2.250.1.213.1.4.8", "value": CANARY, "type": {"coding": [{"code": CANARY}]}},
                {"system": CANARY, "value": CANARY, "use": CANARY},
            ],
            "name": [{"use": "official", "family": CANARY, "given": [CANARY, CANARY]}],
            "gender": CANARY,
            "birthDate": CANARY,
        }
    ),
    "mssante": lambda: mssante.check(f"{CANARY}@{CANARY}"),
    "insi": lambda: (
        insi.read_answer(
            {
                "CR": {"CodeCR": "00"},
                "INDIVIDU": {"INSACTIF": {"IdIndividu": {"NumIdentifiant": CANARY}}, "Sexe": CANARY},
            }
        ).report
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_nothing_that_was_read_is_shown(name: str) -> None:
    report = SPOILT[name]()
    assert not report.ok
    assert CANARY not in outputs(report).upper()


@settings(max_examples=50)
@given(identity=carriers.identities())
def test_no_representation_shows_the_identity(identity: Identity) -> None:
    written, read = _via_cda(identity)
    shown = [written, hl7.write(identity), fhir.write(identity), read, cda.read(written.value), written.value]
    shown += [*written.value.ids, *written.value.family]
    name, numbers = identity.traits.birth_name or "", [one.value for one in identity.identifiers if len(one.value) > 4]
    for value in shown:
        assert all(secret not in repr(value) for secret in (name, *numbers))


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        (lambda: datamatrix.decode(b"IS01"), "bytes"),  # type: ignore[arg-type]
        (lambda: hl7.read(7), "int"),  # type: ignore[arg-type]
        (lambda: cda.read("x"), "str"),  # type: ignore[arg-type]
        (lambda: mssante.read(None), "NoneType"),  # type: ignore[arg-type]
        (lambda: fhir.write("x"), "str"),  # type: ignore[arg-type]
        (lambda: insi.check_request({}), "dict"),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_type_is_named_and_not_shown(call: Callable[[], object], kind: str) -> None:
    with pytest.raises(TypeError, match=kind):
        call()


def test_unknown_words_of_the_caller_are_refused_with_the_list() -> None:
    for call in (
        lambda: fhir.write(Identity(), version=CANARY),
        lambda: cda.read(cda.RecordTarget(), model=CANARY),
        lambda: insi.check_request(Identity(), operation=CANARY),
        lambda: insi.check_outcome("01", before=CANARY, after="PROV"),
    ):
        with pytest.raises(ValueError, match="must be one of") as refused:
            call()
        assert CANARY not in str(refused.value)


def test_the_page_of_the_carriers_runs_as_written() -> None:
    pytest.importorskip("zxingcpp", reason="the extra datamatrix is not installed")
    page = (Path(__file__).parents[2] / "docs" / "ins-carriers.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    blocks = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    assert len(blocks) == 9
    for block in blocks:
        exec(compile(block, "docs/ins-carriers.md", "exec"), names)


def test_every_carrier_is_an_attribute_of_the_package_loaded_on_first_use() -> None:
    program = (
        "import sys, esante_rules.ins as ins\n"
        "names = ['cda', 'datamatrix', 'fhir', 'hl7', 'insi', 'legacy', 'mssante', 'pseudonym', 'symbol']\n"
        "assert not [n for n in names if f'esante_rules.ins.{n}' in sys.modules]\n"
        "assert [getattr(ins, n).__name__ for n in names] == [f'esante_rules.ins.{n}' for n in names]\n"
        "assert not {'lxml', 'cryptography', 'dateutil', 'zxingcpp'} & set(sys.modules)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)


@pytest.mark.parametrize(("version", "errors"), [("2.1.0", set()), ("2.2.0", {"fhir", "oid"})])
def test_a_billing_number_under_the_oid_of_the_ins_is_judged_by_the_version(version: str, errors: set[str]) -> None:
    coding = {"coding": [{"code": "NH"}]}
    number = {"system": "urn:oid:1.2.250.1.213.1.4.8", "value": "185030100199915", "type": coding}
    report = fhir.check({"resourceType": "Patient", "identifier": [number]}, version=version)
    assert {f.id.split(".")[1] for f in report.findings if f.severity.value == "error"} == errors
    assert sum("billing-number" in f.id for f in report.findings) == 2
