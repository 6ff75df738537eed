"""The command line: what it prints, what it never prints, and how it exits."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esante_rules.cda import PROFILES
from esante_rules.cli import main

ROOT = Path(__file__).parent.parent
N1, N3 = str(ROOT / "examples" / "n1.xml"), str(ROOT / "examples" / "n3.xml")
MATRICULE = "279035121518989"  # published test identity
SPOILT = "279035121518988"


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_the_example_documents_have_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cda", "--environment", "test", N1, N3]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith(f"{N1}: N1, aucune erreur ; ") for line in lines)
    assert any(line.startswith(f"{N3}: N3, aucune erreur ; ") for line in lines)


def test_the_profile_chooses_the_edition_of_the_header_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "english.xml"
    path.write_bytes(Path(N1).read_bytes().replace(b'code="fr-FR"', b'code="en-US"'))
    verdicts = {}
    for profile in PROFILES:
        verdicts[profile] = main(["cda", "--environment", "test", "--profile", profile, str(path)])
        assert ("cda.volet.language-not-fr-fr" in capsys.readouterr().out) == (profile == "smds-2.41")
    assert verdicts == {"smds-3.0": 0, "smds-3-2026": 0, "smds-2.41": 1, "xsd-only": 0}
    with pytest.raises(SystemExit):
        main(["cda", "--profile", "smds-4", str(path)])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.xml"),
        (b"not xml at all", "text.xml"),
        (b"<html/>", "page.xml"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "doctype.xml"),
        (bytes(range(256)) * 4, "binary.xml"),
        (b"PK\x03\x04" + b"\0" * 64, "archive.xml"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_not_a_document_is_a_finding(
    content: bytes, name: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert main(["cda", "--lang", lang, str(path)]) == 1
    shown = capsys.readouterr()
    assert "cda.input." in shown.out
    assert "Traceback" not in shown.out + shown.err


def test_paths_that_cannot_be_read_are_named_and_the_others_are_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "absent.xml")
    assert main(["cda", "--environment", "test", missing, N1]) == 2
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [f"esante-rules: {missing}: fichier introuvable"]
    assert f"{N1}: N1, aucune erreur" in shown.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "closed.xml"
    path.write_bytes(b"<x/>")
    path.chmod(0)
    assert main(["cda", str(path)]) == 2
    assert "lecture interdite" in capsys.readouterr().err


def test_json_output_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cda", "--environment", "test", "--format", "json", "--lang", "en", N1, N3]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [report["subject"] for report in document["reports"]] == [N1, N3]
    assert all(report["ok"] and report["evaluated"] for report in document["reports"])


def test_the_bar_of_failure_can_be_moved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "odd.xml"
    path.write_text(Path(N1).read_text(encoding="utf-8").replace("<title>", "<copyTime value='2024'/><title>", 1))
    assert main(["cda", str(path)]) == 1
    assert main(["cda", "--environment", "test", "--fail-on", "info", N1]) in {0, 1}
    capsys.readouterr()


def test_a_document_comes_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, Path(N1).read_bytes())
    assert main(["cda", "--environment", "test", "-"]) == 0
    assert "-: N1, aucune erreur" in capsys.readouterr().out


def test_matricules_are_located_by_line_and_never_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, f"{MATRICULE}\n\n{SPOILT}\r\nabc\n".encode())
    assert main(["ins"]) == 1
    out = capsys.readouterr().out
    assert "ligne 3: erreur  ins.matricule.key-mismatch" in out
    assert "ligne 1:" not in out
    assert "3 matricules lus, 1 sans erreur, 2 avec erreur" in out
    assert MATRICULE not in out
    assert SPOILT not in out


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_no_matricule_at_all_is_said(
    data: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, data)
    assert main(["ins", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "no matricule read\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=40), st.sampled_from(["text", "json", "sarif", "junit"]))
def test_any_bytes_on_standard_input_give_a_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: bytes, fmt: str
) -> None:
    canary = b"CANARI7"
    stdin(monkeypatch, canary + data)
    assert main(["ins", "--format", fmt]) == 1
    shown = capsys.readouterr()
    assert "CANARI7" not in shown.out + shown.err


@pytest.mark.parametrize(
    "argv",
    [
        ["ins", MATRICULE],
        ["ins", "--oid"],
        ["ins", f"--context={MATRICULE}"],
        ["ins", "--lang", MATRICULE],
        [MATRICULE],
        ["cda", "--as-of", MATRICULE, "x"],
        ["cda"],
        ["ins", f"--{MATRICULE}"],
        ["ins", "--as-of", "2024-02-30"],
    ],
)
def test_an_argument_typed_by_mistake_is_never_printed_back(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)
    assert stopped.value.code == 2
    err = capsys.readouterr().err
    assert err.startswith("usage: esante-rules")
    assert MATRICULE not in err
    assert "2024-02-30" not in err


def test_the_allowed_words_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["ins", "--lang", "de"])
    err = capsys.readouterr().err
    assert "fr" in err
    assert "en" in err
    assert "de'" not in err


def test_the_catalogue_is_listed_and_one_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    assert "ins.matricule.key-mismatch" in capsys.readouterr().out
    assert main(["rules", "ins.matricule.key-mismatch", "--lang", "en"]) == 0
    assert "In force since" in capsys.readouterr().out
    assert main(["rules", "ins.matricule", "--format", "json"]) == 0
    assert all(rule["id"].startswith("ins.matricule.") for rule in json.loads(capsys.readouterr().out))
    assert main(["rules", "ins.matricule.key-mismatsh"]) == 2
    assert "ins.matricule.key-mismatch" in capsys.readouterr().err


def test_a_closed_pipe_is_silent_and_is_not_a_clean_report() -> None:
    code = "import sys; from esante_rules.cli import main; sys.exit(main(['rules']))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


def closed(*argv: str, redirect: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a shell that redirects a stream, as a user would type it."""
    line = f'"$0" -m esante_rules.cli "$@" {redirect}'
    everything = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    return subprocess.run(["bash", "-c", line, sys.executable, *argv], capture_output=True, env=everything, check=False)


@pytest.mark.parametrize(
    "argv",
    [["ins"], ["cda", "-"], ["identifiers"], ["aipd", "-"], ["retention", "plan", "-", "--as-of", "2026-01-01"]],
    ids=lambda argv: argv[0],
)
def test_a_closed_standard_input_is_said(argv: list[str]) -> None:
    done = closed(*argv, redirect="<&-")
    assert done.returncode == 2
    assert "entrée standard est fermée" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("redirect", "words"), [(">&-", "sortie standard est fermée"), (">/dev/full", "plus de place")]
)
def test_an_output_that_cannot_be_written_is_said(redirect: str, words: str) -> None:
    done = closed("rules", redirect=redirect)
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_without_standard_error_nothing_is_mixed_with_the_output() -> None:
    done = closed("cda", "--format", "json", "absent.xml", redirect="2>&-")
    assert (done.returncode, json.loads(done.stdout)["reports"]) == (2, [])


@pytest.mark.parametrize(
    "argv", [["rules", "ins.matricule.key-mismatch"], ["cda", "absént.xml", N1], ["retention", "list"]], ids=str
)
def test_a_terminal_without_accents_shows_escapes(argv: list[str]) -> None:
    done = closed(*argv, redirect="", PYTHONIOENCODING="ascii")
    assert b"Traceback" not in done.stderr
    assert b"\\xe9" in done.stdout + done.stderr
    (done.stdout + done.stderr).decode("ascii")


@pytest.mark.parametrize("fmt", ["json", "sarif", "junit"])
def test_data_is_in_utf8_whatever_the_terminal(fmt: str) -> None:
    with_accents = closed("cda", "--format", fmt, N1, redirect="", PYTHONIOENCODING="ascii")
    assert with_accents.returncode in {0, 1}
    assert "é" in with_accents.stdout.decode("utf-8")
    assert b"\\xe9" not in with_accents.stdout


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stdin(monkeypatch, Path(N1).read_bytes())
    assert main(["cda", "--environment", "test", "-", "-"]) == 2
    shown = capsys.readouterr()
    assert shown.out.count("N1, aucune erreur") == 1
    assert shown.err == "esante-rules: -: l'entrée standard a déjà été lue\n"


def test_a_pipe_is_a_file_like_another() -> None:
    done = closed("cda", "--environment", "test", "/dev/stdin", redirect=f"< <(cat '{N1}')")
    assert done.returncode == 0, done.stderr
    assert b"/dev/stdin: N1, aucune erreur" in done.stdout


def test_a_folder_without_any_document_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cda", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"esante-rules: {tmp_path}: aucun document (*.xml, *.zip) dans ce dossier\n"


def test_the_mark_of_a_windows_file_is_no_part_of_a_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, b"\xef\xbb\xbf" + f"{MATRICULE}\r\n".encode())
    assert main(["ins", "--environment", "test"]) == 0
    assert "1 matricules lus, 1 sans erreur" in capsys.readouterr().out


def test_the_rules_counted_are_those_evaluated_on_one_number_at_least(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    counted = []
    for lines in (["x", MATRICULE], [MATRICULE, "x"], [MATRICULE], ["x"]):
        stdin(monkeypatch, "\n".join(lines).encode())
        main(["ins"])
        counted.append(capsys.readouterr().out.splitlines()[-1].partition(" ; ")[2])
    both, reversed_, right, wrong = counted
    assert both == reversed_ == right
    assert both != wrong


def test_bytes_that_are_not_text_are_not_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, b"CANARI7\xff\xfe=2024")
    assert main(["retention", "timeline", "storage-limitation", "-", "--as-of", "2026-01-01"]) == 2
    shown = capsys.readouterr()
    assert "CANARI7" not in shown.out + shown.err
