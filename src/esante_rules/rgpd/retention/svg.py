"""A picture of a timeline for documentation and user interfaces: one SVG file, without script, font or network.

It carries its own title and description for people who do not see it, and says each phase in words besides its colour.
"""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from esante_rules._core import Lang, Text
from esante_rules.rgpd.retention.model import Phase
from esante_rules.rgpd.retention.output import Scale, day_words, explain, phase_lines
from esante_rules.rgpd.retention.result import Timeline

_WIDTH: Final = 720
_MARGIN: Final = 16
_BAR_TOP: Final = 56
_BAR_HEIGHT: Final = 28
_COLOURS: Final = {Phase.ACTIVE: "#1b6e8c", Phase.TOTAL: "#1b6e8c", Phase.INTERMEDIATE: "#c98a1b", Phase.END: "#d9d9d9"}
_TODAY: Final = Text("au {day}", "on {day}")
_UNDETERMINED: Final = Text("fin non déterminée", "end undetermined")


def svg(timeline: Timeline, lang: Lang = "fr") -> str:
    """The timeline as an SVG document: a bar a phase, the day of the evaluation, and the dates in words."""
    words = phase_lines(timeline, lang)
    if timeline.until is None:
        words.append(_UNDETERMINED.in_(lang))
    height = _BAR_TOP + _BAR_HEIGHT + 40 + 20 * len(words)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_WIDTH} {height}",
            "width": str(_WIDTH),
            "height": str(height),
            "role": "img",
            "aria-labelledby": "title desc",
            "font-family": "sans-serif",
            "font-size": "13",
        },
    )
    ET.SubElement(root, "title", id="title").text = timeline.label.in_(lang)
    ET.SubElement(root, "desc", id="desc").text = explain(timeline, lang)
    ET.SubElement(root, "rect", width=str(_WIDTH), height=str(height), fill="#ffffff")
    _text(root, _MARGIN, 24, timeline.label.in_(lang), weight="bold")
    _text(root, _MARGIN, 44, timeline.status.says.in_(lang))
    _bars(root, timeline, lang)
    for row, line in enumerate(words):
        _legend(root, timeline, row, line)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _bars(root: ET.Element, timeline: Timeline, lang: Lang) -> None:
    scale = Scale(timeline, _WIDTH - 2 * _MARGIN)
    for span in timeline.phases:
        first, last = scale.columns(span)
        bar = {
            "x": str(_MARGIN + first),
            "y": str(_BAR_TOP),
            "width": str(max(last - first, 1)),
            "height": str(_BAR_HEIGHT),
            "fill": _COLOURS[span.phase],
        }
        if span.last is None and span.phase is not Phase.END:
            bar["fill-opacity"] = "0.5"
        ET.SubElement(root, "rect", bar)
    x = _MARGIN + scale.column(timeline.as_of)
    bottom = _BAR_TOP + _BAR_HEIGHT
    ET.SubElement(
        root,
        "line",
        {"x1": str(x), "x2": str(x), "y1": str(_BAR_TOP - 4), "y2": str(bottom + 4), "stroke": "#000000"},
    )
    anchor = "end" if x > _WIDTH * 2 / 3 else "start"
    _text(root, x, bottom + 18, _TODAY.in_(lang).format(day=day_words(timeline.as_of, lang)), anchor=anchor)


def _legend(root: ET.Element, timeline: Timeline, row: int, line: str) -> None:
    y = _BAR_TOP + _BAR_HEIGHT + 44 + 20 * row
    phases = timeline.phases
    if row < len(phases):
        square = {
            "x": str(_MARGIN),
            "y": str(y - 10),
            "width": "12",
            "height": "12",
            "fill": _COLOURS[phases[row].phase],
        }
        ET.SubElement(root, "rect", square)
    _text(root, _MARGIN + 20, y, line)


def _text(root: ET.Element, x: int, y: int, words: str, *, weight: str = "normal", anchor: str = "start") -> None:
    ET.SubElement(root, "text", {"x": str(x), "y": str(y), "font-weight": weight, "text-anchor": anchor}).text = words
