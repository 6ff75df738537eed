"""The image of a datamatrix, read back by a scanner that knows nothing of the INS."""

from __future__ import annotations

import re
import struct
import zlib
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from esante_rules import Refused
from esante_rules.ins import symbol
from esante_rules.testing import ins_carriers as carriers
from tests.ins.test_carrier_vectors import PAYLOAD

zxingcpp = pytest.importorskip("zxingcpp", reason="the extra datamatrix is not installed")


def scanned(rows: list[bytes]) -> list[tuple[str, str]]:
    """The texts and symbologies found in an image of one byte a pixel."""
    pixels = memoryview(b"".join(rows)).cast("B", (len(rows), len(rows[0])))
    found = zxingcpp.read_barcodes(pixels, text_mode=zxingcpp.TextMode.Plain)
    return [(one.text, one.symbology_identifier) for one in found]


def pixels_of_png(image: bytes) -> list[bytes]:
    """The pixels of a PNG of one bit a pixel without filter, one byte each: black is 0, white is 255."""
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(image):
        size, name = struct.unpack_from(">I4s", image, at)
        data = image[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", image, at + 8 + size) == (zlib.crc32(name + data),)
        chunks[name] = data
        at += size + 12
    width, height, depth, colour = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, colour) == (1, 0)
    raw, stride = zlib.decompress(chunks[b"IDAT"]), (width + 7) // 8 + 1
    lines = [raw[n * stride + 1 : (n + 1) * stride] for n in range(height)]
    return [bytes(255 * (line[x // 8] >> (7 - x % 8) & 1) for x in range(width)) for line in lines]


def pixels_of_svg(image: str, scale: int = 5) -> list[bytes]:
    """The pixels of our SVG: a white square, and one small square a dark module."""
    root = ElementTree.fromstring(image)
    size = int(root.attrib["viewBox"].split()[2])
    squares = re.findall(r"M(\d+) (\d+)h1v1h-1z", root[1].attrib["d"])
    dark = {(int(x), int(y)) for x, y in squares}
    rows = [b"".join((b"\0" if (x, y) in dark else b"\xff") * scale for x in range(size)) for y in range(size)]
    return [row for row in rows for _ in range(scale)]


def test_a_png_is_scanned_as_the_text_it_carries() -> None:
    assert scanned(pixels_of_png(symbol.png(PAYLOAD))) == [(PAYLOAD, "]d1")]


def test_an_svg_is_scanned_as_the_text_it_carries() -> None:
    assert scanned(pixels_of_svg(symbol.svg(PAYLOAD))) == [(PAYLOAD, "]d1")]


@settings(max_examples=15)
@given(text=carriers.payloads())
def test_every_payload_is_scanned_as_written(text: str) -> None:
    assert scanned(pixels_of_png(symbol.png(text, scale=4))) == [(text, "]d1")]


@settings(max_examples=15)
@given(text=carriers.payloads())
def test_the_symbol_is_square_and_framed(text: str) -> None:
    rows = symbol.modules(text)
    assert {len(row) for row in rows} == {len(rows)}
    assert all(row[0] for row in rows)
    assert all(rows[-1])
    pixels = pixels_of_png(symbol.png(text, scale=1))
    assert len(pixels) == len(rows) + 2
    assert set(pixels[0] + pixels[-1]) == {255}


def test_the_size_of_an_svg_is_that_of_its_modules() -> None:
    side = len(symbol.modules(PAYLOAD)) + 2
    assert f'width="{side * 0.5:g}mm"' in symbol.svg(PAYLOAD)
    assert f'width="{side}mm"' in symbol.svg(PAYLOAD, module=1)


def test_what_is_not_a_right_payload_is_not_drawn() -> None:
    with pytest.raises(Refused):
        symbol.svg("ZQXCANARI")
    with pytest.raises(ValueError, match="scale"):
        symbol.png(PAYLOAD, scale=0)
    with pytest.raises(ValueError, match="module"):
        symbol.svg(PAYLOAD, module=0)
    with pytest.raises(TypeError, match="bytes"):
        symbol.modules(PAYLOAD.encode())  # type: ignore[arg-type]


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zxingcpp", None)
    with pytest.raises(ImportError, match="datamatrix"):
        symbol.modules(PAYLOAD)
