"""The INS datamatrix as an image: a square Data Matrix ECC 200 in SVG or PNG.

The symbol is computed by zxing-cpp (`pip install esante-rules[datamatrix]`), which carries its own engine and needs no
system package. The images are written here, so that nothing else is required. The caption « INS à scanner » and the
printed size are those of the page, not of the symbol.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final, TypeAlias

from esante_rules._core import Refused, require
from esante_rules.ins.datamatrix import decode

__all__ = ["Modules", "modules", "png", "svg"]

Modules: TypeAlias = tuple[tuple[bool, ...], ...]
"""Rows from top to bottom; True is a dark module. The quiet zone is not included."""
_QUIET: Final = 1
"""Modules of light border that the standard requires around the symbol."""
_INSTALL: Final = "the image of a datamatrix needs zxing-cpp: pip install 'esante-rules[datamatrix]'"


def modules(text: str) -> Modules:
    """The modules of the symbol that carries `text`.

    Raises `Refused` when `text` is not an INS datamatrix without any fault, `ImportError` without the extra.
    """
    require(text, str, "text")
    report = decode(text).report
    if not report.ok:
        raise Refused(report)
    try:
        import zxingcpp
    except ImportError:
        raise ImportError(_INSTALL) from None
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    pixels = memoryview(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    height, width = pixels.shape or (0, 0)
    return tuple(tuple(pixels[row, column] == 0 for column in range(width)) for row in range(height))


def svg(text: str, *, module: float = 0.5) -> str:
    """The symbol as an SVG image; `module` is the side of a module in millimetres."""
    require(module, (int, float), "module")
    if not 0 < module <= 100:
        raise ValueError("module must be more than 0 and at most 100 millimetres")
    rows = modules(text)
    size = len(rows) + 2 * _QUIET
    dark = "".join(
        f"M{column + _QUIET} {line + _QUIET}h1v1h-1z"
        for line, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if cell
    )
    side = f"{size * module:g}mm"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{dark}"/></svg>'
    )


def png(text: str, *, scale: int = 8) -> bytes:
    """The symbol as a PNG image in black and white; `scale` is the side of a module in pixels."""
    require(scale, int, "scale")
    if not 1 <= scale <= 100:
        raise ValueError("scale must be between 1 and 100 pixels")
    rows = modules(text)
    light = (False,) * (len(rows) + 2 * _QUIET)
    framed = (light, *((False, *row, False) for row in rows), light)
    lines = b"".join((b"\0" + _packed(row, scale)) * scale for row in framed)
    side = len(framed) * scale
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _packed(row: tuple[bool, ...], scale: int) -> bytes:
    """One line of pixels, one bit each, 1 being light, padded to whole bytes."""
    bits = "".join(("0" if dark else "1") * scale for dark in row)
    length = (len(bits) + 7) // 8
    return int(bits.ljust(length * 8, "0"), 2).to_bytes(length, "big")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
