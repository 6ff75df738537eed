"""HL7 v2: separators, encodings, and what each field of PID and ZFD says."""

from __future__ import annotations

from datetime import date

import pytest

from esante_rules.ins import BirthDate, Device, Identity, Insi, PartialDate, hl7
from tests.ins.carrier_cases import MATRICULE, NIR

PID = (
    f"PID|||{MATRICULE}^^^ASIP-SANTE-INS-NIR&{NIR}&ISO^INS^^20200102~195039951199711^^^X&1.2.250.1.213.1.4.9&ISO^INS^^^"
    "20200101~77^^^LABO&1.2.3.4&ISO^PI||VECTEUR^ALPHA^ALPHA BRAVO^^^^L~MODELE^BRAVO^^^^^D||19850314|M|||"
    "^^^^^^BDL^^01001|||||||||||||||||||||VALI~HOMA"
)
ZFD = "ZFD|1405^8^21|||Y|CV|20250602|PA|20300101"


def told(text: str | bytes) -> Identity:
    return hl7.read(text).identity


def test_every_field_is_read() -> None:
    identity = told(f"{PID}\r{ZFD}")
    numbers = [(i.kind, i.value, i.active, i.since, i.until) for i in identity.identifiers]
    assert numbers == [
        ("INS", MATRICULE, True, date(2020, 1, 2), None),
        ("INS", "195039951199711", False, None, date(2020, 1, 1)),
        ("IPP", "77", True, None, None),
    ]
    assert (identity.status, identity.attributes) == ("QUAL", ("HOMO",))
    assert identity.device == Device("PA", expires_on=date(2030, 1, 1))
    assert identity.insi == Insi("CV", date(2025, 6, 2))
    lunar = PartialDate(1405, 8, 21, lunar=True)
    assert identity.traits.birth_date == BirthDate("1985-03-14", interpreted=True, original=lunar)
    assert (identity.traits.used_name, identity.traits.used_given_name) == ("MODELE", "BRAVO")


def test_the_message_says_its_separators() -> None:
    other = PID.translate(str.maketrans("|^~&", "!$*%"))
    assert told(f"MSH!$*#%!\r{other}") == told(f"MSH|^~\\&|\r{PID}")


@pytest.mark.parametrize("ends", ["\r", "\n", "\r\n"])
def test_the_end_of_a_segment_may_be_written_in_several_ways(ends: str) -> None:
    assert told(f"\x0bMSH|^~\\&|\r{PID}{ends}{ZFD}\x1c\r") == told(f"{PID}\r{ZFD}")


@pytest.mark.parametrize(("charset", "codec"), [("UNICODE UTF-8", "utf-8"), ("8859/1", "latin-1"), ("", "latin-1")])
def test_bytes_are_decoded_as_the_message_says(charset: str, codec: str) -> None:
    text = f"MSH|^~\\&|{'|' * 15}{charset}\r{PID.replace('MODELE', 'MODÈLE')}"
    assert told(text.encode(codec)).traits.used_name == "MODÈLE"
    assert told(text.encode("utf-8-sig")).traits.used_name == "MODÈLE"


def test_escapes_are_undone_and_unknown_ones_are_left() -> None:
    name = PID.replace("MODELE", "\\F\\\\S\\\\R\\\\T\\\\E\\\\X41\\\\Z\\")
    assert told(name).traits.used_name == "|^~&\\A\\Z\\"


def test_a_value_to_be_deleted_says_nothing() -> None:
    assert told(PID.replace("MODELE", '""')).traits.used_name is None


@pytest.mark.parametrize(("codes", "status"), [("VALI", "QUAL"), ("QUAL", "QUAL"), ("PROV", "PROV"), ("HOMD", None)])
def test_the_status_depends_on_the_ins(codes: str, status: str | None) -> None:
    assert told(PID.replace("VALI~HOMA", codes)).status == status
    alone = told(f"PID|||1^^^A&1.2&ISO^PI||V^A^^^^^L{'|' * 27}{codes}")
    assert alone.status == ("VALI" if codes == "VALI" else status)


def test_check_adds_what_the_identity_is_worth() -> None:
    assert hl7.check(f"{PID}\r{ZFD}").ok
    wrong = hl7.check(PID.replace(MATRICULE, "185030100199916"))
    assert {f.id for f in wrong.findings if f.severity.value == "error"} == {"ins.matricule.key-mismatch"}
    typed = hl7.check(PID.replace("ISO^INS^^2020", "ISO^PI^^2020"))
    assert "ins.oid.type-mismatch" in {finding.id for finding in typed.findings}
