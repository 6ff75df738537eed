"""What `esante_rules.ins` finds on the patient of a header stands at its element and its line."""

from __future__ import annotations

import pytest

from esante_rules.cda import check_header
from tests.cda.edits import full

ROLE = "/ClinicalDocument/recordTarget[1]/patientRole[1]"
PATIENT = f"{ROLE}/patient[1]"
NAME = f"{PATIENT}/name[1]"
BASE = {(f.id, f.at) for f in check_header(full(), environment="test").findings if f.id.startswith("ins.")}


@pytest.mark.parametrize(
    ("old", "new", "rule", "at"),
    [
        (
            'extension="279035121518989"',
            'extension="279035121518988"',
            "ins.matricule.key-mismatch-test",
            f"{ROLE}/id[1]",
        ),
        ('1.999.2" extension="IPP-1"', '1.213.1.4.11" extension="1"', "ins.matricule.wrong-length", f"{ROLE}/id[2]"),
        (
            '<id root="1.2.250.1.213.1.4.10"',
            '<id root="1.2.250.1.213.1.4.8"',
            "ins.oid.production-in-test",
            f"{ROLE}/id[1]",
        ),
        ('"BR">PAT-TROIS<', '"BR">PAT3<', "ins.traits.foreign-character", f"{NAME}/family[1]"),
        ('"CL">PAT-TROIS<', '"CL">PAT3<', None, f"{NAME}/family[2]"),
        ('"BR">DOMINIQUE<', '"BR">D0MINIQUE<', "ins.traits.foreign-character", f"{NAME}/given[2]"),
        ("<given>DOMINIQUE MARIE", "<given>DOMINIQUE MAR1E", "ins.traits.foreign-character", f"{NAME}/given[1]"),
        (
            'birthTime value="19790328"',
            'birthTime value="197903"',
            "ins.cda.birth-date-malformed",
            f"{PATIENT}/birthTime[1]",
        ),
        (
            "<county>51454<",
            "<county>00000<",
            "ins.traits.birth-place-malformed",
            f"{PATIENT}/birthplace[1]/place[1]/addr[1]/county[1]",
        ),
        ("<birthplace>", "<birthplace/><birthplace>", "ins.cda.element-repeated", f"{PATIENT}/birthplace[1]"),
        ('<given qualifier="BR">', '<given qualifier="XX">', "ins.cda.given-qualifier-not-allowed", f"{NAME}/given[2]"),
        (
            '<family qualifier="CL">',
            '<family qualifier="SP">',
            "ins.cda.family-qualifier-not-allowed",
            f"{NAME}/family[2]",
        ),
        ('<family qualifier="BR">PAT-TROIS</family>', "", "ins.cda.trait-missing", f"{NAME}/family[1]"),
    ],
)
def test_each_fault_of_the_identity_stands_at_its_element(old: str, new: str, rule: str | None, at: str) -> None:
    document = full().decode().replace(old, new, 1)
    assert document != full().decode()
    found = [f for f in check_header(document.encode(), environment="test").findings if f.id.startswith("ins.")]
    added = [(f.id, f.at) for f in found if (f.id, f.at) not in BASE]
    if rule is None:
        assert added == []
        return
    assert (rule, at) in added
    line = document[: document.index(new)].count("\n") + 1 if new else None
    assert line is None or line in {f.line for f in found if (f.id, f.at) == (rule, at)}
