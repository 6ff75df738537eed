"""The types of the INS drawn by `hypothesis.strategies.from_type`, and the entry point that makes it so."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from esante_rules.ins import (
    BirthDate,
    Identifier,
    Identity,
    Matricule,
    Traits,
    check_identity,
    check_matricule,
    check_traits,
)
from esante_rules.testing.types import register

ROOT = Path(__file__).parents[2]
register()  # an installed distribution has it done by Hypothesis


@given(number=st.from_type(Matricule))
def test_a_matricule_has_no_fault(number: Matricule) -> None:
    assert check_matricule(number.value).findings == ()


@given(traits=st.from_type(Traits), one=st.from_type(Identifier))
def test_traits_and_an_identifier_have_no_fault(traits: Traits, one: Identifier) -> None:
    assert check_traits(traits).ok
    assert check_matricule(one.value).ok


@given(identity=st.from_type(Identity), born=st.from_type(BirthDate))
def test_an_identity_has_no_fault_and_a_birth_date_is_a_day(identity: Identity, born: BirthDate) -> None:
    assert check_identity(identity, context="stockage").ok
    assert born.day is not None


def test_the_entry_point_leads_to_the_function() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["entry-points"]["hypothesis"]["esante_rules"].partition(":")
    assert getattr(importlib.import_module(module), name) is register
    assert not any(one.startswith("hypothesis") for one in project["dependencies"])


def test_the_library_does_not_import_hypothesis() -> None:
    code = "import sys, esante_rules.ins as i; i.check_identity; i.RULES; i.hl7; print('hypothesis' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert ran.stdout.strip() == "False"
