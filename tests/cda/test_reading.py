"""The reader: any bytes, any encoding, any cut, in bounded memory, and never a word of the input."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from esante_rules.cda import Level, Limits, check_header, level
from esante_rules.cda._body import BodyKind, Digest
from esante_rules.cda._reading import Reading, Wrapper, read
from tests.cda.edits import edited, full

BODY = full().decode().partition("?>")[2].strip()
ENCODINGS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "iso-8859-1",
    "windows-1252",
    "cp500",
    "iso-8859-15",
)
MANY = " ".join(f'a{i}="1"' for i in range(65))
XSL = "http://www.w3.org/1999/XSL/Transform"


def names(reading: Reading) -> list[str]:
    return [finding.id.removeprefix("cda.input.") for finding in reading.findings]


def declared(encoding: str) -> bytes:
    named = "UTF-16" if encoding.startswith("utf-16") else encoding
    text = f'<?xml version="1.0" encoding="{named}"?>\n{BODY}'
    return text.encode(encoding, "xmlcharrefreplace")


def canonical(root: etree._Element | None) -> bytes:
    assert root is not None
    return etree.tostring(root, method="c14n")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("whole", [False, True])
def test_every_encoding_gives_the_same_header(encoding: str, whole: bool) -> None:
    reading = read(declared(encoding), whole=whole)
    assert names(reading) == []
    assert canonical(reading.root) == canonical(read(full(), whole=whole).root)


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (b"", "empty"),
        (b" \n ", "not-well-formed"),
        (b"bonjour", "not-well-formed"),
        (b"<html/>", "not-cda"),
        (b"<ClinicalDocument/>", "not-cda"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "unknown-encoding"),
        (b'<?xml version="1.0" encoding="rot13"?><a/>', "unknown-encoding"),
        (b'<?xml version="1.0" encoding="unicode_escape"?><a/>', "unknown-encoding"),
        (b'<?xml version="1.0" encoding="UTF-16"?><a/>', "encoding-contradicted"),
        (b'\xef\xbb\xbf<?xml version="1.0" encoding="ISO-8859-1"?><a/>', "encoding-contradicted"),
        ('<?xml version="1.0" encoding="UTF-8"?><a/>'.encode("utf-16"), "encoding-contradicted"),
        (BODY.replace("biologiques", "é").encode("latin-1"), "undecodable"),
        (declared("utf-16")[:-1].replace(b"\x00", b"\xd8", 3), "undecodable"),
        (f"<!DOCTYPE x>{BODY}".encode(), "doctype"),
        (f'<?xml version="1.0"?><!-- <a> -->\n<?p <b> ?><!DOCTYPE x SYSTEM "f">{BODY}'.encode(), "doctype"),
        (f"<!DOCTYPE x [<!ENTITY a 'b'>]>{BODY}".encode("utf-16"), "doctype"),
        (f'<?xml version="1.0" encoding="utf-7"?><!DOCTYPE x>{BODY}'.encode("utf-7"), "doctype"),
        (BODY.replace("<title>", "<title>&a;").encode(), "not-well-formed"),
        (BODY.replace("<realmCode", "<z:realmCode").encode(), "not-well-formed"),
        (BODY.replace("<realmCode", '<realmCode z:a="1"').encode(), "not-well-formed"),
        (f"<y>{BODY}</y>".encode(), "not-cda"),
        (BODY.replace("<title>", "<a>" * 120 + "</a>" * 120 + "<title>").encode(), "limit-exceeded"),
        (BODY.replace("<title>", "<a>" * 9000 + "</a>" * 9000 + "<title>").encode(), "not-well-formed"),
        (BODY.replace("<title>", "<title " + MANY + ">").encode(), "limit-exceeded"),
        (BODY.replace("<title>", f'<title a="{"x" * 100_001}">').encode(), "limit-exceeded"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(document: bytes, fault: str) -> None:
    for whole in (False, True):
        reading = read(document, whole=whole)
        assert names(reading) == [fault]
        assert reading.root is None
        assert level(document, whole=whole) is Level.UNDETERMINED


def test_an_entity_bomb_is_refused_before_anything_expands() -> None:
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 30))
    document = f'<!DOCTYPE x [<!ENTITY a0 "x">{bomb}]><ClinicalDocument a="&a29;">&a29;</ClinicalDocument>'.encode()
    assert names(read(document, whole=True)) == ["doctype"]


def test_the_line_of_a_fault_is_given() -> None:
    lines = full().decode().splitlines()
    lines[9] = "<broken"
    assert read("\n".join(lines).encode()).findings[0].line in (10, 11)
    assert read(b"\n\n<!-- -->\n<!DOCTYPE x><a/>").findings[0].line == 4


@pytest.mark.parametrize(
    ("before", "after", "wrapper"),
    [
        (f"<x:stylesheet xmlns:x='{XSL}'><a/>", "</x:stylesheet>", Wrapper.STYLESHEET),
        (f"<x:transform xmlns:x='{XSL}'>", "</x:transform>", Wrapper.STYLESHEET),
        ("<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'><Object>", "</Object></Signature>", Wrapper.SIGNATURE),
    ],
)
def test_a_style_sheet_or_a_signature_may_hold_the_document(before: str, after: str, wrapper: Wrapper) -> None:
    document = edited([{"wrap": [before, after]}])
    for whole in (False, True):
        reading = read(document, whole=whole)
        assert (names(reading), reading.wrapper) == (["wrapped"], wrapper)
        official = [f for f in check_header(document, whole=whole).findings if f.id.startswith("cda.volet.")]
        assert official == []


def test_two_documents_are_found_by_the_whole_reading() -> None:
    document = f"<x:transform xmlns:x='{XSL}'>{BODY}{BODY}</x:transform>".encode()
    assert names(read(document)) == ["wrapped"]
    assert names(read(document, whole=True)) == ["wrapped", "several-documents"]


def structured(inside: str) -> bytes:
    start, end = BODY.index("<nonXMLBody>"), BODY.index("</nonXMLBody>") + len("</nonXMLBody>")
    return f"{BODY[:start]}<structuredBody>{inside}</structuredBody>{BODY[end:]}".encode()


@pytest.mark.parametrize(
    ("document", "short", "long"),
    [
        (full(), Level.N1, Level.N1),
        (structured("<component><section><text/></section></component>"), Level.STRUCTURED, Level.N2),
        (structured("<component><section><entry/></section></component>"), Level.STRUCTURED, Level.N3),
        (structured(""), Level.STRUCTURED, Level.UNDETERMINED),
        (edited([{"op": "empty", "path": "/ClinicalDocument/component[1]"}]), Level.UNDETERMINED, Level.UNDETERMINED),
        (edited([{"op": "delete", "path": "/ClinicalDocument/component[1]"}]), Level.UNDETERMINED, Level.UNDETERMINED),
    ],
)
def test_levels(document: bytes, short: Level, long: Level) -> None:
    assert (level(document), level(document, whole=True)) == (short, long)


def test_what_follows_the_body_belongs_to_the_whole_reading_only() -> None:
    document = edited(
        [
            {
                "op": "after",
                "path": "/ClinicalDocument/component[1]",
                "xml": "<sdtc:statusCode code='active'>x</sdtc:statusCode>",
            }
        ]
    )
    short, long = read(document).root, read(document, whole=True).root
    assert short is not None
    assert long is not None
    assert len(long) == len(short) + 1
    assert long[-1].get("code") == "active"
    assert long[-1].text == "x"


@pytest.mark.parametrize(
    "tail",
    [
        '<x xmlns="http://www.w3.org:/in(tance"/>',
        '<a:statusCode xmlns:a="urn:hl7-org:sdtc" xmlns:b="a:/(" b:c="1"/>',
        '<id xmlns:b="a:/(" b:c="1" root="1.2"/>',
        "<z:x/>",
        '<id z:a="1"/>',
    ],
)
def test_names_that_lxml_parses_and_cannot_make_are_refused_after_the_body_too(tail: str) -> None:
    document = BODY.replace("</component>\n</ClinicalDocument>", f"</component>{tail}</ClinicalDocument>").encode()
    assert tail.encode() in document
    assert not check_header(document, whole=True).ok


def test_facts_of_a_file_body() -> None:
    body = read(full(), whole=True).body
    assert (body.kind, body.attributes["representation"], body.blank) == (BodyKind.NON_XML, "B64", False)
    assert (body.first_bytes, body.last_bytes) == (b"%PDF-1.4\n%%EOF\n", b"%PDF-1.4\n%%EOF\n")
    assert (body.base64_valid, body.utf8, body.encrypt_mark, body.pdfa_mark) == (True, True, False, False)
    assert read(full()).body.first_bytes == b"%PDF-1.4\n%%EOF\n"


@given(st.binary(max_size=300), st.lists(st.integers(0, 400), max_size=4))
def test_base64_is_decoded_in_pieces_as_at_once(content: bytes, cuts: list[int]) -> None:
    import base64

    text = base64.encodebytes(content).decode()
    digest = Digest(base64=True)
    previous = 0
    for cut in (*sorted(cuts), len(text)):
        digest.add(text[previous:cut])
        previous = max(previous, cut)
    digest.close()
    assert (digest.first, digest.last, digest.valid) == (content, content, bool(content))


@pytest.mark.parametrize("text", ["QUJD=", "QU=JD", "Q", "QUJ", "é", "QUJD!", "====", "QU===", ""])
def test_base64_that_is_not(text: str) -> None:
    digest = Digest(base64=True)
    digest.add(text)
    digest.close()
    assert not digest.valid


def test_a_big_body_is_read_in_bounded_memory_and_not_at_all_by_default() -> None:
    block = "JVBERi0xLjQKJSVFT0YK" * 500 + "\n"
    document = BODY.replace("JVBERi0xLjQKJSVFT0YK", block * 1200).encode()
    assert len(document) > 12_000_000

    def peak(whole: bool) -> int:
        tracemalloc.start()
        reading = read(document, whole=whole)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert names(reading) == []
        return used

    assert peak(False) < 500_000
    assert peak(True) < 2_000_000


class Slow(io.RawIOBase):
    """A file that gives at most `step` bytes at a time."""

    def __init__(self, data: bytes, step: int) -> None:
        self.data, self.step, self.asked = io.BytesIO(data), step, 0

    def read(self, size: int = -1) -> bytes:
        self.asked += 1
        return self.data.read(min(size, self.step) if size >= 0 else self.step)


@pytest.mark.parametrize("step", [1, 7, 5000])
def test_a_stream_gives_what_bytes_and_a_path_give(step: int, tmp_path: Path) -> None:
    path = tmp_path / "doc.xml"
    path.write_bytes(full())
    for whole in (False, True):
        expected = read(full(), whole=whole)
        for document in (path, Slow(full(), step)):
            reading = read(document, whole=whole)  # type: ignore[arg-type]
            assert canonical(reading.root) == canonical(expected.root)
            assert (reading.body, reading.findings) == (expected.body, expected.findings)


def test_the_default_reading_stops_soon_after_the_body_opens() -> None:
    document = BODY.replace("JVBERi0xLjQKJSVFT0YK", "JVBERi0xLjQKJSVFT0YK" * 100_000).encode()
    stream = Slow(document, 4096)
    read(stream)  # type: ignore[arg-type]
    assert stream.asked * 4096 < len(full()) * 6


def test_every_truncation_gives_a_report() -> None:
    """Our own full header, cut at every byte of its first part and of its end, sampled between."""
    document = full()
    size = len(document)
    opened = document.index(b"</text>") + len(b"</text>")
    for cut in (*range(600), *range(600, size - 600, 97), *range(size - 600, size)):
        short, long = read(document[:cut]), read(document[:cut], whole=True)
        complete = document[:cut].rstrip().endswith(b"</ClinicalDocument>")
        assert (names(long) == []) == complete
        assert (short.root is None) == (cut < opened)
        assert set(names(short)) <= {"empty", "not-well-formed", "undecodable"}


@given(st.binary(max_size=400))
def test_any_bytes_give_a_report(data: bytes) -> None:
    for whole in (False, True):
        assert not check_header(data, whole=whole).ok


def test_limits_are_the_caller_s() -> None:
    assert names(read(full(), limits=Limits(header=1000))) == ["limit-exceeded"]
    assert names(read(full(), limits=Limits(depth=5))) == ["limit-exceeded"]
    assert names(read(full(), limits=Limits(depth=1500))) == []
    assert names(read(full(), limits=Limits(elements=100))) == ["limit-exceeded"]
    assert names(read(full(), limits=Limits(elements=len(read(full()).elements)))) == []
    assert names(read(full(), whole=True, limits=Limits(document=6000))) == ["limit-exceeded"]
    deep = structured("<component>" * 200 + "</component>" * 200)
    assert names(read(deep)) == []
    assert names(read(deep, whole=True)) == ["limit-exceeded"]
    after = full().replace(b"</ClinicalDocument>", b"<zz>" + b"<id/>&lt;a" * 200 + b"</zz></ClinicalDocument>")
    assert names(read(after, whole=True)) == []
    assert names(read(after, whole=True, limits=Limits(elements=len(read(full()).elements)))) == []
    assert names(read(after, whole=True, limits=Limits(elements=200))) == ["limit-exceeded"]
    long = full().replace(b"</ClinicalDocument>", b"<zz>" + b"&lt;a" * 3000 + b"</zz></ClinicalDocument>")
    assert [e.text for e in read(long, whole=True).elements if str(e.tag).endswith("zz")] == ["<a" * 3000]
    assert names(read(long, whole=True, limits=Limits(text=6000))) == []
    assert names(read(long, whole=True, limits=Limits(text=5999))) == ["limit-exceeded"]
    with pytest.raises(ValueError, match="depth must be at least 1"):
        Limits(depth=0)
    with pytest.raises(TypeError, match="text must be int, not str"):
        Limits(text="a")  # type: ignore[arg-type]


def test_wrong_types_are_the_caller_s_fault() -> None:
    for wrong in ("<a/>", None, 3):
        with pytest.raises(TypeError, match="document must be bytes, a path or a binary file"):
            read(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"document.read\(\) returns must be bytes, not str"):
        read(io.StringIO("<a/>"))  # type: ignore[arg-type]
    with pytest.raises(OSError, match="nowhere"):
        read(Path("/nowhere.xml"))
    assert repr(read(full())) == "<Reading of a header, 0 findings>"
    assert repr(read(full()).body) == "<Body nonXMLBody>"
