"""The arrows between modules, and what a light import may bring."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import esante_rules

SOURCE = Path(esante_rules.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))

MAY_USE = {
    "_core": set[str](),
    "_answer": {"_core"},
    "_dates": {"_core"},
    "output": {"_core"},
    "catalogue": {"_core"},
    "identifiers": {"_core"},
    "ins": {"_core", "_answer", "identifiers"},
    "cda": {"_core", "ins", "identifiers"},
    "rgpd": {"_core", "_answer", "_dates"},
}
ANYTHING = {"cli", "testing", "__init__"}


def package_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The absolute names that a module imports, at any depth of its code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_arrows_point_one_way(path: Path) -> None:
    package = package_of(path)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("esante_rules.")} - {package}
    if package in ANYTHING:
        assert package == "testing" or "testing" not in used
    else:
        unknown_to_core = {name for name in used if (SOURCE / f"{name}.py").exists() or (SOURCE / name).is_dir()}
        assert unknown_to_core <= MAY_USE[package]


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("lxml", {"cda", "testing"}),
        ("dateutil", {"_dates"}),
        ("hypothesis", {"testing"}),
        ("tqdm", {"cli"}),
        ("logging", set()),
    ],
)
def test_a_library_is_imported_only_where_it_belongs(library: str, homes: set[str]) -> None:
    users = {package_of(p) for p in MODULES if any(name.split(".")[0] == library for name in imports(p))}
    assert users <= homes


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("esante_rules", "lxml dateutil cryptography hypothesis importlib.metadata json"),
        ("esante_rules.ins", "lxml dateutil cryptography hypothesis importlib.metadata"),
        ("esante_rules.identifiers", "lxml dateutil cryptography hypothesis importlib.metadata"),
        ("esante_rules.cda", "dateutil cryptography hypothesis importlib.metadata"),
        ("esante_rules.rgpd", "lxml cryptography hypothesis importlib.metadata"),
    ],
)
def test_an_import_stays_light(module: str, forbidden: str) -> None:
    # attrs itself imports importlib.metadata in some versions: what it brings is not ours to forbid
    code = (
        f"import sys, attrs; before = set(sys.modules); import {module}; "
        f"print(sorted(set({forbidden.split()!r}) & (set(sys.modules) - before)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SOURCE.parent)
    assert ran.stdout.strip() == "[]"


def test_nothing_reads_the_clock_the_network_or_the_locale() -> None:
    banned = {"socket", "urllib.request", "http.client", "locale", "requests", "time"}
    for path in MODULES:
        if package_of(path) in {"cli", "testing"}:
            continue
        names = set(imports(path)) | {name.rpartition(".")[0] for name in imports(path)}
        assert not names & banned, path
        text = path.read_text(encoding="utf-8")
        assert "date.today(" not in text, path
        assert "datetime.now(" not in text, path
