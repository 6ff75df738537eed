"""Pseudonyms with a key, and the legacy INS-C recognised."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esante_rules._answer import Answer
from esante_rules.ins import Matricule, legacy
from esante_rules.ins.pseudonym import pseudonym
from esante_rules.testing import ins as strategies
from tests.ins.vectors import TESTS

KEY = bytes(range(32))
JEAN = json.loads((TESTS / "vectors" / "ins" / "ins-c.json").read_text(encoding="utf-8"))


@given(number=strategies.matricules(), other=strategies.matricules())
def test_a_pseudonym_depends_on_the_number_the_key_and_the_purpose(number: str, other: str) -> None:
    made = pseudonym(Matricule(number), KEY, purpose="etude")
    assert made == pseudonym(Matricule(number, "1.2.250.1.213.1.4.9"), KEY, purpose="etude")
    assert made != pseudonym(Matricule(number), KEY[::-1], purpose="etude")
    assert made != pseudonym(Matricule(number), KEY, purpose="autre")
    assert (made == pseudonym(Matricule(other), KEY, purpose="etude")) is (number == other)
    assert len(made) == 64
    assert number[:13] not in made


def test_a_pseudonym_is_an_hmac_of_parts_with_their_lengths() -> None:
    parts = (b"esante-rules ins pseudonym v1", b"etude", b"1850301001999")
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    expected = hmac.new(KEY, message, hashlib.sha256).hexdigest()
    assert pseudonym(Matricule("185030100199915"), KEY, purpose="etude") == expected


def test_a_weak_key_and_a_purpose_without_a_name_are_refused_without_showing_anything() -> None:
    number = Matricule("185030100199915")
    for key, purpose in ((b"ZQXCANARI", "etude"), (KEY, " ")):
        with pytest.raises(ValueError, match=r"key|purpose") as refused:
            pseudonym(number, key, purpose=purpose)
        assert "ZQXCANARI" not in str(refused.value)
    with pytest.raises(TypeError, match="str"):
        pseudonym("185030100199915", KEY, purpose="etude")  # type: ignore[arg-type]


def test_the_published_ins_c_is_recognised() -> None:
    assert legacy.is_ins_c(JEAN["ins_c"])
    made = legacy.made_from(
        JEAN["ins_c"],
        first_given_name=JEAN["first_given_name"],
        birth_date=date.fromisoformat(JEAN["birth_date"]),
        nir=JEAN["nir"],
    )
    assert made is Answer.YES


def test_another_person_is_not_recognised_and_an_odd_name_is_unknown() -> None:
    def made(name: str) -> Answer:
        day = date.fromisoformat(JEAN["birth_date"])
        return legacy.made_from(JEAN["ins_c"], first_given_name=name, birth_date=day, nir=JEAN["nir"])

    assert made("JEAN") is Answer.YES
    assert made("jean") is Answer.YES
    assert made("PAUL") is Answer.NO
    assert made("JÉRÔME") is Answer.UNKNOWN
    assert made("JEAN-PAUL") is Answer.UNKNOWN
    assert made("MAXIMILIENNE") is Answer.UNKNOWN


@given(st.text() | st.text("0123456789", min_size=22, max_size=22))
def test_any_text_is_an_ins_c_or_not(text: str) -> None:
    assert legacy.is_ins_c(text) in (True, False)


@given(st.integers(0, 21), st.integers(1, 9))
def test_a_digit_changed_is_detected(place: int, shift: int) -> None:
    digits = JEAN["ins_c"]
    changed = f"{digits[:place]}{(int(digits[place]) + shift) % 10}{digits[place + 1 :]}"
    assert not legacy.is_ins_c(changed)
