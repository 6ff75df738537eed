"""The cost of the INS checks, against python-stdnum's French NIR and the bare key arithmetic, in one run.

python -m benchmarks.ins
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import Final

from stdnum.fr import nir

from benchmarks._harness import Bar, best, report
from esante_rules.ins import (
    Device,
    Identifier,
    Identity,
    Insi,
    Traits,
    check_identity,
    check_matricule,
    is_valid_matricule,
)

NUMBER: Final = "279035121518989"
"""A published test number whose key is right."""

PERSON: Final = Traits(
    birth_name="PAT-TROIS",
    first_given_name="DOMINIQUE",
    given_names="DOMINIQUE MARIE-LOUISE",
    birth_date="1979-03-28",
    sex="F",
    birth_place="51215",
)
CLEAN: Final = Identity(
    traits=PERSON,
    identifiers=[Identifier(NUMBER, "1.2.250.1.213.1.4.10"), Identifier("0001", "1.2.3.4", kind="IPP")],
    status="QUAL",
    device=Device("CN"),
    insi=Insi("INSI", date(2025, 6, 2), "INSI"),
)
FAULTY: Final = Identity(
    traits=Traits(birth_name="Pat-Trois", given_names="Léa", birth_date="1976-05", sex="M", birth_place="63000"),
    identifiers=[Identifier("279035121518988", "1.2.250.1.213.1.4.10")],
    status="VALI",
)
NOW: Final = date(2026, 3, 1)

BARS: Final = (
    Bar("is_valid_matricule, faster than stdnum", "is_valid_matricule", "stdnum", least=7),
    Bar("is_valid_matricule, to the bare key", "is_valid_matricule", "bare key", most=2.5),
    Bar("check_identity, to stdnum", "check_identity", "stdnum", most=12),
    Bar("check_identity with faults, to stdnum", "check_identity, faulty", "stdnum", most=12),
)
_IMPORT_MOST: Final = 0.040
"""Seconds that `import esante_rules.ins` may add to attrs."""


def main() -> int:
    """Print the costs and the ratios; 0 when every bar is met."""
    seconds = best(
        {
            "stdnum": lambda: nir.is_valid(NUMBER),
            "bare key": lambda: _bare_key(NUMBER),
            "is_valid_matricule": lambda: is_valid_matricule(NUMBER),
            "check_matricule": lambda: check_matricule(NUMBER),
            "check_identity": lambda: check_identity(CLEAN, environment="test", now=NOW),
            "check_identity, faulty": lambda: check_identity(FAULTY, environment="test", now=NOW),
        }
    )
    met = report(seconds, BARS)
    added = min(_import_cost() for _ in range(15))
    ok = added <= _IMPORT_MOST
    print(f"{'import, added to attrs':<44} {added * 1e3:9.1f} ms    {'at most 40 ms':<16} {'met' if ok else 'NOT MET'}")
    return 0 if met and ok else 1


def _bare_key(v: str) -> bool:
    """The arithmetic alone, with no look at the shape."""
    return 97 - int(v[:13]) % 97 == int(v[13:])


def _import_cost() -> float:
    """Processor seconds of `import esante_rules.ins` in a fresh interpreter that has attrs already."""
    code = "import time, attrs; t = time.process_time(); import esante_rules.ins; print(time.process_time() - t)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    print(f"python {sys.version.split()[0]}, {date.today()}")  # noqa: DTZ011 - the day of the measure
    sys.exit(main())
