"""`esante-rules aipd`: what it prints and how it exits."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from esante_rules.cli import main
from esante_rules.rgpd import aipd
from tests.aipd.support import VECTORS, full, processing

DUE = {"donnees_personnelles": "oui", "fin_accompagnement_sms": "oui"}
NOT_DUE = {"donnees_personnelles": "oui", "fin_fournisseurs": "oui"}


def described(folder: Path, facts: dict[str, str], **more: str) -> str:
    path = folder / "traitement.json"
    path.write_text(aipd.to_json(processing(facts, "non", **more)), encoding="utf-8")
    return str(path)


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    data = "".join(f"{line}\n" for line in lines).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_the_status_says_whether_an_assessment_is_due(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["aipd", described(tmp_path, DUE)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("REQUISE  ")
    assert "aipd.required.social-support" in out
    assert main(["aipd", described(tmp_path, NOT_DUE), "--lang", "en"]) == 0
    assert "aipd.exempt.suppliers: Relations with suppliers" in capsys.readouterr().out
    assert main(["aipd", described(tmp_path, {**DUE, "fin_accompagnement_sms": "inconnu"})]) == 1
    assert "- Sert-il à accompagner" in capsys.readouterr().out


def test_the_other_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = described(tmp_path, DUE, title="<Dossier>")
    assert main(["aipd", path, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["verdict"] == "REQUISE"
    assert main(["aipd", path, "--format", "html"]) == 1
    assert "&lt;Dossier&gt;" in capsys.readouterr().out
    assert main(["aipd", path, "--format", "markdown"]) == 1
    assert "## Verdict" in capsys.readouterr().out
    assert main(["aipd", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out) == aipd.json_schema()


def test_a_file_that_is_not_understood_is_said_and_never_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "faux.json"
    path.write_text('{"CANARI7": 1, "answers": {"fin_rh": "CANARI7"}}', encoding="utf-8")
    assert main(["aipd", str(path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "aipd.file.unknown-field" in shown.err
    assert "aipd.file.unknown-word" in shown.err
    assert "CANARI7" not in shown.err
    assert main(["aipd", str(tmp_path / "absent.json")]) == 2
    assert main(["aipd"]) == 2
    assert "--interactive" in capsys.readouterr().err


def test_a_day_before_the_rgpd_is_not_evaluated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["aipd", described(tmp_path, DUE), "--as-of", "2018-05-24"]) == 2
    assert "25/05/2018" in capsys.readouterr().err
    assert main(["aipd", described(tmp_path, DUE), "--as-of", "2018-05-25"]) == 0


def test_an_export_of_the_pia_tool_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["aipd", str(VECTORS / "pia-export.json")]) == 1
    out = capsys.readouterr().out
    assert "aipd.content.no-legal-basis" in out
    assert "INCOMPLETE ; " in out
    path = tmp_path / "complet.json"
    path.write_text(aipd.to_pia_json(full(), created=aipd.evaluate(processing({}, "non")).as_of), encoding="utf-8")
    assert main(["aipd", str(path), "--fail-on", "info", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    broken = tmp_path / "faux.json"
    broken.write_text('{"pia": {}, "answers": 3}', encoding="utf-8")
    assert main(["aipd", str(broken)]) == 2
    assert "aipd.pia.malformed-part" in capsys.readouterr().err


def test_the_questions_are_asked_until_the_verdict_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "réponses.json"
    typed(monkeypatch, "CANARI7", "oui", "", "o")
    assert main(["aipd", "--interactive", "--save", str(saved)]) == 1
    shown = capsys.readouterr()
    assert "CANARI7" not in shown.out + shown.err
    assert "Réponse attendue : oui, non, inconnu" in shown.err
    assert shown.out.startswith("REQUISE")
    read = aipd.parse_json(saved.read_bytes())
    assert read.answers["donnees_personnelles"] is aipd.Answer.YES
    assert list(read.answers.values()).count(aipd.Answer.UNKNOWN) == 1


def test_the_end_of_the_answers_stops_the_questions(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "non")
    assert main(["aipd", "--interactive"]) == 0
    assert capsys.readouterr().out.startswith("HORS_CHAMP")
    typed(monkeypatch)
    assert main(["aipd", "--interactive", "--lang", "en"]) == 1
    assert "Questions to ask:" in capsys.readouterr().out
    typed(monkeypatch, "non")
    assert main(["aipd", "--interactive", "--save", "/"]) == 2


def test_a_description_comes_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, aipd.to_json(processing(NOT_DUE, "non")))
    assert main(["aipd", "-"]) == 0
    assert "NON_REQUISE" in capsys.readouterr().out
