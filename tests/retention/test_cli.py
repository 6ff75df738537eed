"""`esante-rules retention`: what it prints, what it never prints, and how it exits."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import pytest

from esante_rules.cli import main
from esante_rules.rgpd import retention

LIFE = ["BIRTH=1960-05-01", "LAST_STAY_OR_OUTPATIENT=2004-03-10"]
AS_OF = ["--as-of", "2024-03-10"]


def shown(capsys: pytest.CaptureFixture[str], *argv: str, status: int = 0) -> str:
    assert main(["retention", *argv]) == status
    return capsys.readouterr().out


def test_the_list_names_every_category(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, "list").splitlines()
    assert [line.split()[0] for line in lines] == list(retention.CATEGORIES)
    assert len(json.loads(shown(capsys, "list", "--format", "json", "--lang", "en"))) == len(lines)


def test_explain_gives_the_terms_their_texts_and_the_facts(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "explain", "practice-record", "--lang", "en")
    assert "LAST_CARE" in text
    assert "retention.practice-record.total" in text
    assert json.loads(shown(capsys, "explain", "practice-record", "--format", "json"))["category"] == "practice-record"
    assert "ni durée ni critère" in shown(capsys, "explain", "dgos-aude")


def test_a_timeline_before_and_after_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert "2024-03-10" in shown(capsys, "timeline", "hospital-record", *LIFE, *AS_OF, "--lang", "en")
    late = ["--as-of", "2024-03-11"]
    assert "échue" in shown(capsys, "timeline", "hospital-record", *LIFE, *late, status=1)
    as_json = json.loads(shown(capsys, "timeline", "hospital-record", *LIFE, *late, "--format", "json", status=1))
    assert as_json["status"] == "due"
    drawn = shown(capsys, "timeline", "hospital-record", *LIFE, *AS_OF, "--format", "draw")
    assert "▲" in drawn
    picture = shown(capsys, "timeline", "hospital-record", *LIFE, *AS_OF, "--format", "svg")
    assert ElementTree.fromstring(picture).tag.endswith("svg")


def test_facts_come_from_standard_input_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(LIFE)))
    assert "10/03/2024" in shown(capsys, "timeline", "hospital-record", "-", *AS_OF)


def test_doubt_is_accepted_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    facts = ["pathology-report", "REPORT_ISSUED=1990-01-15", "--as-of", "2026-06-30"]
    shown(capsys, "timeline", *facts, status=0)
    shown(capsys, "timeline", *facts, "--accept-to-confirm", status=1)


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["explain", "hospital-records"], "hospital-record"),
        (["timeline", "dupont", *AS_OF], "catégorie inconnue"),
        (["timeline", "hospital-record", "DUPONT=2004-03-10", *AS_OF], "retention.fault.unknown-fact"),
        (["timeline", "hospital-record", "DEATH=dupont", *AS_OF], "retention.fault.malformed-date"),
        (["timeline", "hospital-record", "DEATH=2026-01-01", *AS_OF], "retention.fault.fact-in-future"),
        (
            ["timeline", "hospital-record", "LAST_STAY_OR_OUTPATIENT=9990-01-01", "--as-of", "9995-01-01"],
            "beyond-calendar",
        ),
        (["plan", "absent.csv", *AS_OF], "fichier introuvable"),
    ],
)
def test_what_cannot_be_evaluated_exits_with_2(argv: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retention", *argv]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert "dupont" not in (captured.out + captured.err).lower()


def test_a_day_is_mandatory(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["retention", "timeline", "hospital-record", *LIFE])
    assert caught.value.code == 2
    assert "--as-of" in capsys.readouterr().err


def test_a_plan_in_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "records.csv"
    path.write_text(f"key,category,facts\n1042,hospital-record,{' '.join(LIFE)}\n", encoding="utf-8")
    file = str(path)
    assert "Dossiers : 1, à traiter : 0" in shown(capsys, "plan", file, *AS_OF)
    late = ["--as-of", "2024-03-11"]
    assert "Records: 1, due: 1" in shown(capsys, "plan", file, *late, "--lang", "en", status=1)
    assert "1042,hospital-record,due" in shown(capsys, "plan", file, *late, "--format", "csv", status=1)
    line = json.loads(shown(capsys, "plan", file, *late, "--format", "json", status=1))
    assert line["timeline"]["until"] == "2024-03-10"
    summary = json.loads(shown(capsys, "plan", file, *late, "--format", "summary", status=1))
    assert summary["reasons"] == {"retention.hospital-record.general": 1}
    calendar = icalendar.Calendar.from_ical(shown(capsys, "plan", file, *AS_OF, "--format", "ical"))
    assert len(calendar.walk("VEVENT")) == 1


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_planned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"key,category,facts\n1,dupont,\n2,hospital-record,{' '.join(LIFE)}\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert main(["retention", "plan", "-", *AS_OF]) == 2
    captured = capsys.readouterr()
    assert "ligne 2" in captured.err
    assert "retention.fault.unknown-category" in captured.err
    assert "2 Dossier médical" in captured.out
    assert "dupont" not in captured.out + captured.err
