"""The subcommand `identifiers`: what it prints, what it never prints, how it exits."""

from __future__ import annotations

import io
import json
import sys

import pytest

from esante_rules.cli import main


def _stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_numbers_are_located_by_line_and_never_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _stdin(monkeypatch, b"01234567897\n\n10102727017\n1010099724\n")
    assert main(["identifiers", "--kind", "rpps"]) == 1
    out = capsys.readouterr().out
    assert "ligne 3" in out
    assert "identifiers.rpps.key-mismatch" in out
    assert "ligne 4" in out
    assert "identifiers.rpps.malformed" in out
    assert "ligne 1 " not in out
    assert not any(number in out for number in ("01234567897", "10102727017", "1010099724"))
    assert "3 identifiants lus, 1 avec erreur, 1 avec alerte seulement" in out


def test_a_wrong_key_fails_only_when_warnings_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for bar, expected in (("error", 0), ("warning", 1)):
        _stdin(monkeypatch, b"10102727017\n")
        assert main(["identifiers", "--kind", "rpps", "--fail-on", bar, "--lang", "en"]) == expected
    assert "1 identifiers read" in capsys.readouterr().out


def test_normalising_is_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for options, expected in (([], 1), (["--normalise"], 0)):
        _stdin(monkeypatch, b"10 100 997 245")
        assert main(["identifiers", "--kind", "rpps", *options]) == expected
    assert "normaliser avant de contrôler" in capsys.readouterr().out


def test_without_a_kind_every_reading_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _stdin(monkeypatch, b"41000000400102\nhello\n")
    assert main(["identifiers", "--lang", "en"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert "line 1  a SIRET number: key right" in out
    assert "line 1  a Struct_IdNat (4): key right" in out
    assert "line 2  No known reading." in out


def test_machine_formats_need_a_kind(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _stdin(monkeypatch, b"750803447\n")
    assert main(["identifiers", "--format", "json"]) == 2
    assert "--kind" in capsys.readouterr().err
    _stdin(monkeypatch, b"750803447\n")
    assert main(["identifiers", "--format", "json", "--kind", "finess"]) == 0
    assert json.loads(capsys.readouterr().out)["reports"][0]["ok"] is True


def test_an_address_and_nothing_at_all(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _stdin(monkeypatch, b"labo@evilmssante.fr\n\xff\xfe\n")
    assert main(["identifiers", "--kind", "mssante-address"]) == 1
    out = capsys.readouterr().out
    assert "identifiers.mssante-address.unknown-domain" in out
    _stdin(monkeypatch, b"\n")
    assert main(["identifiers", "--kind", "rpps"]) == 0
    assert "aucun identifiant lu" in capsys.readouterr().out
