"""The description of a processing as a file, its published schema, and the report in Markdown and HTML."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from importlib import resources
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esante_rules import Refused
from esante_rules.rgpd import aipd
from esante_rules.testing.aipd import processings
from tests.aipd.support import full, processing
from tests.support import outputs, traced

slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(processings())
def test_a_description_is_read_back_equal(p: aipd.Processing) -> None:
    written = aipd.to_json(p)
    assert aipd.check_json(written).findings == ()
    assert aipd.parse_json(written) == p
    assert aipd.to_json(aipd.parse_json(written.encode())) == written


NAMES = st.sampled_from(tuple(aipd.json_schema()["properties"])) | st.text(max_size=5)
WORDS = st.sampled_from(("oui", "non", "inconnu", "rh", "sante", "salaries", "mdph", "12.5", "1e400", "")) | st.text()
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | WORDS
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.sampled_from(aipd.FACTS) | WORDS, SCALARS)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=30) | st.text(max_size=30) | st.dictionaries(NAMES, VALUES, max_size=5).map(json.dumps))
def test_any_file_is_read_exactly_when_nothing_is_wrong_with_it(document: bytes | str) -> None:
    report = aipd.check_json(document)
    if report.ok:
        assert isinstance(aipd.parse_json(document), aipd.Processing)
        return
    with pytest.raises(Refused) as caught:
        aipd.parse_json(document)
    assert caught.value.report.findings == report.findings


@pytest.mark.parametrize(
    "document", ["[" * 100_000, "9" * 5000, '{"effectif": NaN}', '{"effectif": 1e9999999999999999999}', b"\xff", "{"]
)
def test_hostile_files_are_findings(document: bytes | str) -> None:
    assert not aipd.check_json(document).ok


def test_decimals_stay_exact() -> None:
    p = aipd.parse_json('{"officine_ca_ht": 2600000.01, "rt_type": "officine"}')
    assert str(p.officine_ca_ht) == "2600000.01"
    assert aipd.parse_json(aipd.to_json(p)) == p
    assert aipd.parse_json('{"officine_ca_ht": "2600000.01", "rt_type": "officine"}') == p


@given(st.text(alphabet="ABCDEF0123456789", min_size=9, max_size=12))
def test_no_report_shows_the_file(mark: str) -> None:
    document = {
        mark: mark,
        "rt_type": mark,
        "answers": {mark: mark, "fin_rh": mark},
        "purposes": [mark],
        "title": [mark],
        "effectif": mark + "x",
    }
    report = aipd.check_json(json.dumps(document))
    assert len(report.findings) == 7
    assert mark not in outputs(report)
    with pytest.raises(Refused) as caught:
        aipd.parse_json(json.dumps(document))
    assert mark not in traced(caught.value)


def test_the_published_schema_is_the_one_of_the_tables() -> None:
    path = resources.files("esante_rules.rgpd.aipd") / "aipd-processing.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == aipd.json_schema()


def test_the_schema_agrees_with_the_check_on_every_field() -> None:
    schema = aipd.json_schema()
    assert schema["additionalProperties"] is False
    for name, field in schema["properties"].items():
        for word in field.get("enum", ()):
            assert aipd.check_json(json.dumps({name: word})).ok
        if field.get("type") == "array":
            assert aipd.check_json(json.dumps({name: field["items"]["enum"]})).ok
    answers = schema["properties"]["answers"]["properties"]
    assert set(answers) == set(aipd.FACTS)


class Reader(HTMLParser):
    """Collects the tags and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


HOSTILE = st.text(alphabet="<>&\"'*_[]()`#!|\\~abc\n\r\x00\u2028\ud800- ", min_size=1, max_size=20)


@settings(max_examples=60, deadline=None)
@given(HOSTILE)
def test_what_the_user_typed_never_becomes_markup(typed: str) -> None:
    p = processing({"donnees_personnelles": "oui"}, "non", title=f"x{typed}", controller=f"y{typed}")
    decision = aipd.evaluate(p)
    page = Reader()
    page.feed(aipd.to_html(decision, processing=p))
    assert page.tags == {"html", "head", "meta", "title", "body", "h1", "h2", "p", "ul", "li"}
    shown = "".join(c if c.isprintable() else " " for c in typed)
    assert f"x{shown}" in "".join(page.words)
    text = aipd.to_markdown(decision, processing=p)
    plain = aipd.to_markdown(decision, processing=processing({"donnees_personnelles": "oui"}, "non", title="x"))
    assert text.count("\n") == plain.count("\n") + 2
    text.encode("utf-8")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_report_says_the_verdict_the_reasons_the_questions_and_what_lacks(lang: Any) -> None:
    p = processing({"donnees_personnelles": "oui", "donnees_sante": "oui", "c7_vulnerables": "inconnu"}, "non")
    decision = aipd.evaluate(p)
    content = aipd.check(full({"drop": ["texts.finalites"]}))
    advice = aipd.consultation({"acces": aipd.Rating(3, 3)}, actions_done=False, national_law=True)
    text = aipd.to_html(decision, processing=p, content=content, consultation=advice, lang=lang)
    page = Reader()
    page.feed(text)
    words = "".join(page.words)
    for wanted in (
        decision.verdict.value,
        "aipd.content.no-purpose",
        "CONSULTER",
        next(q.text.in_(lang) for q in aipd.QUESTIONS if q.name == "c7_vulnerables"),
        str(advice.rule.refs[0]),
        str(content.findings[0].rule.refs[0]),
    ):
        assert wanted in words
    complete = aipd.to_markdown(decision, content=aipd.check(full()), lang=lang)
    assert {"fr": "Aucun élément ne manque", "en": "No element is missing"}[lang] in complete


def test_a_report_wants_a_decision_and_a_language() -> None:
    with pytest.raises(TypeError):
        aipd.to_markdown({})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="fr, en"):
        aipd.to_html(aipd.evaluate(processing({}, "non")), lang="de")  # type: ignore[arg-type]
