"""Settings of the whole suite: no deadline (machines are noisy), the corpus, and a word when it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of official examples; tests that use it are skipped where it is absent."""
    folder = os.environ.get("ESANTE_RULES_CORPUS", "")
    if not folder:
        pytest.skip("ESANTE_RULES_CORPUS is not set: official examples not read")
    path = Path(folder)
    if not (path / "cda").is_dir():
        raise FileNotFoundError("ESANTE_RULES_CORPUS names no corpus: it has no folder cda")
    return path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say whether the official examples were read."""
    if not os.environ.get("ESANTE_RULES_CORPUS"):
        terminalreporter.write_line("official corpus NOT read (ESANTE_RULES_CORPUS is not set)")
