"""`esante-rules cda` on folders and archives: what is checked, what is left out and said, what is refused."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esante_rules.cli import _archive, main
from esante_rules.cli._archive import Document, LeftOut, members
from esante_rules.cli._progress import Progress

ROOT = Path(__file__).parent.parent
N1 = (ROOT / "examples" / "n1.xml").read_bytes()
N3 = (ROOT / "examples" / "n3.xml").read_bytes()
CDA = ["cda", "--environment", "test"]


def archive(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip archive."""
    with zipfile.ZipFile(path, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


def test_a_folder_is_read_at_any_depth_in_sorted_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "n3.XML").write_bytes(N3)
    (tmp_path / "a.xml").write_bytes(N1)
    (tmp_path / "notes.txt").write_bytes(b"not a document")
    archive(tmp_path / "c.zip", {"n1.xml": N1})
    assert main([*CDA, "--format", "json", str(tmp_path)]) == 0
    shown = capsys.readouterr()
    subjects = [report["subject"] for report in json.loads(shown.out)["reports"]]
    assert subjects == [str(tmp_path / "a.xml"), str(tmp_path / "b" / "n3.XML"), f"{tmp_path / 'c.zip'}!n1.xml"]
    assert shown.err == ""


def test_a_folder_without_documents_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_bytes(b"x")
    assert main([*CDA, str(tmp_path)]) == 2
    assert "aucun document" in capsys.readouterr().err


def test_an_xdm_archive_holds_its_documents_beside_its_metadata(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "INDEX.HTM": b"<html/>",
        "README.xml": b"<readme/>",
        "IHE_XDM/SUBSET01/METADATA.XML": b"<metadata/>",
        "IHE_XDM/SUBSET01/DOC01.XML": N1,
        "IHE_XDM/SUBSET02/DOC02.xml": N3,
    }
    path = archive(tmp_path / "exchange.zip", files)
    assert main([*CDA, str(path)]) == 0
    shown = capsys.readouterr()
    assert f"{path}!IHE_XDM/SUBSET01/DOC01.XML: N1, aucune erreur" in shown.out
    assert f"{path}!IHE_XDM/SUBSET02/DOC02.xml: N3, aucune erreur" in shown.out
    said = shown.err.splitlines()
    assert len(said) == 2
    assert all("laissé de côté" in line for line in said)


def _nested(tmp_path: Path) -> bytes:
    return archive(tmp_path / "inner.zip", {"n1.xml": N1}).read_bytes()


def _locked(tmp_path: Path) -> bytes:
    """An archive whose members say that they are encrypted."""
    data = bytearray(archive(tmp_path / "plain", {"secret.xml": N1}).read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def _broken(tmp_path: Path) -> bytes:
    """An archive whose only member does not have the checksum it announces."""
    data = bytearray(archive(tmp_path / "plain", {"n1.xml": N1}, zipfile.ZIP_STORED).read_bytes())
    data[data.index(b"<title>") + 8] ^= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: archive(p / "x", {"inner.zip": _nested(p)}).read_bytes(), "inner.zip: archive dans une archive"),
        (_locked, "secret.xml: membre chiffré"),
        (_broken, "n1.xml: membre abîmé"),
        (
            lambda p: archive(p / "x", {"n1.xml": N1}, zipfile.ZIP_BZIP2).read_bytes(),
            "n1.xml: compression",
        ),
        (lambda p: archive(p / "x", {"a.txt": b"x"}).read_bytes(), "aucun document XML"),
        (lambda p: archive(p / "x", {"n1.xml": N1}).read_bytes()[:-10], "pas une archive zip lisible"),
        (lambda _: b"PK\x05\x06", "pas une archive zip lisible"),
        (lambda _: b"", "pas une archive zip lisible"),
    ],
)
def test_what_an_archive_hides_is_named_and_exits_with_2(
    make: Callable[[Path], bytes], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "hostile.zip"
    path.write_bytes(make(tmp_path))
    assert main([*CDA, str(path)]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1


def test_the_sizes_of_an_archive_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path / "bomb.zip", {"a.xml": b" " * 5000, "b.xml": N1})

    def read() -> list[tuple[str, bool]]:
        with path.open("rb") as stream:
            return [(item.name, isinstance(item, Document)) for item in members("z", stream)]

    assert read() == [("z!a.xml", True), ("z!b.xml", True)]
    monkeypatch.setattr(_archive, "MEMBER", 4999)
    assert read()[0] == ("z!a.xml", False)
    monkeypatch.setattr(_archive, "TOTAL", 5000)
    assert read() == [("z", False)]
    monkeypatch.setattr(_archive, "MEMBERS", 1)
    assert read() == [("z", False)]
    monkeypatch.setattr(_archive, "DIRECTORY", 10)
    assert read() == [("z", False)]


def test_a_member_that_lies_on_its_size_is_not_read(tmp_path: Path) -> None:
    data = bytearray(archive(tmp_path / "x", {"a.xml": N1}).read_bytes())
    at = data.index(b"PK\x01\x02") + 24  # uncompressed size in the table
    data[at : at + 4] = (len(N1) - 1).to_bytes(4, "little")
    [item] = members("z", io.BytesIO(bytes(data)))
    assert isinstance(item, LeftOut)
    assert item.lost


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_bytes_named_zip_are_read_or_said_without_exception(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(archive(tmp_path / "x", {"IHE_XDM/S/a.xml": N1[:300], "b.xml": b"<x/>"}).read_bytes())
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    for item in members("z", io.BytesIO(bytes(whole[:cut]))):
        assert isinstance(item, Document | LeftOut)


def test_an_archive_comes_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = archive(tmp_path / "x", {"n1.xml": N1}).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert main([*CDA, "-"]) == 0
    assert "-!n1.xml: N1, aucune erreur" in capsys.readouterr().out


def test_names_with_control_characters_are_escaped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = archive(tmp_path / "odd.zip", {"a\x1b[31m\n.xml": N1})
    assert main([*CDA, str(path)]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "a\\x1b[31m\\n.xml" in out


def test_sarif_over_several_subjects_is_well_formed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "é 1.xml").write_bytes(N1.replace(b"<title>", b"<copyTime value='2024'/><title>", 1))
    path = archive(tmp_path / "z.zip", {"n 3.xml": N3.replace(b"<title>", b"<copyTime value='2024'/><title>", 1)})
    assert main([*CDA, "--format", "sarif", str(tmp_path)]) == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    uris = set()
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        physical = result["locations"][0]["physicalLocation"]
        assert physical.get("region", {"startLine": 1})["startLine"] >= 1
        uris.add(physical["artifactLocation"]["uri"])
    assert len(uris) == 2
    assert all(re.fullmatch(r"[A-Za-z0-9%._~!$&'()*+,;=:@/-]+", uri) for uri in uris)
    assert {unquote(uri).rpartition("/")[2] for uri in uris} == {"é 1.xml", f"{path.name}!n 3.xml"}


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_only_and_only_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*, terminal: bool, extra: bool, beside_output: bool = False) -> bool:
        with monkeypatch.context() as patch:
            patch.setattr("esante_rules.cli._progress.SECONDS_BEFORE_SHOWN", 0.0)
            patch.setattr(sys, "stderr", err := _Terminal() if terminal else io.StringIO())
            patch.setattr(sys, "stdout", _Terminal())
            if not extra:
                patch.setitem(sys.modules, "tqdm", None)
            progress = Progress(3, beside_output=beside_output)
            for _ in range(3):
                progress.step()
                progress.hide()
            progress.forget_total()
            progress.close()
            return bool(err.getvalue())

    assert told(terminal=True, extra=True)
    assert not told(terminal=True, extra=False)
    assert not told(terminal=False, extra=True)
    assert not told(terminal=True, extra=True, beside_output=True)
