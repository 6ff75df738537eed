"""An HL7 v2 message as segments, fields, repetitions and components, cut with the separators it announces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from attrs import frozen

from esante_rules._core import require


@frozen
class Separators:
    """The five characters of MSH-1 and MSH-2. They are read, never supposed."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    subcomponent: str = "&"

    @property
    def all(self) -> tuple[str, ...]:
        """The five, in the order of the message."""
        return (self.field, self.component, self.repetition, self.escape, self.subcomponent)

    @property
    def ambiguous(self) -> bool:
        """Are two of them equal, or one not a printable ASCII character?"""
        known = [c for c in self.all if c]
        return len(set(known)) < len(known) or not all(c.isascii() and c.isprintable() for c in known)

    def __attrs_post_init__(self) -> None:
        for name in ("field", "component", "repetition", "escape", "subcomponent"):
            require(getattr(self, name), str, name)


DEFAULT: Final = Separators()
_LETTER: Final = {"F": "field", "S": "component", "T": "subcomponent", "R": "repetition", "E": "escape"}
_LINES: Final = re.compile(r"[\r\n]+")
_CHARSETS: Final = {"UNICODE UTF-8": "utf-8", "8859/15": "iso8859-15", "ASCII": "ascii"}


@frozen(repr=False)
class Segment:
    """One segment; fields are counted from 1, as in the standard."""

    name: str
    fields: tuple[str, ...]
    separators: Separators

    def repetitions(self, number: int) -> list[Field]:
        """The repetitions of a field that say something; HL7's `""` (to be deleted) says nothing."""
        raw = self.fields[number - 1] if number <= len(self.fields) else ""
        parts = _cut(raw, self.separators.repetition)
        return [Field(part, position, self.separators) for position, part in enumerate(parts, 1) if part.strip()]

    def text(self, number: int) -> str:
        """The first component of the first repetition, or an empty text."""
        repetitions = self.repetitions(number)
        return repetitions[0].text(1) if repetitions else ""

    def __repr__(self) -> str:
        return f"<Segment masked, {len(self.fields)} fields>"


@frozen(repr=False)
class Field:
    """One repetition of a field, and its place among the others (1 for the first)."""

    raw: str
    position: int
    separators: Separators

    def text(self, component: int, subcomponent: int = 1) -> str:
        """A component, or one of its subcomponents, without escapes; empty when absent or `""`."""
        components = _cut(self.raw, self.separators.component)
        raw = components[component - 1] if component <= len(components) else ""
        parts = _cut(raw, self.separators.subcomponent)
        text = unescape(parts[subcomponent - 1], self.separators) if subcomponent <= len(parts) else ""
        return "" if text == '""' else text

    def parts(self) -> Iterator[list[str]]:
        """The subcomponents of each component, without escapes."""
        for raw in _cut(self.raw, self.separators.component):
            yield [unescape(part, self.separators) for part in _cut(raw, self.separators.subcomponent)]

    def __repr__(self) -> str:
        return "<Field masked>"


@frozen(repr=False)
class Message:
    """The segments of a message, in order, and its separators."""

    separators: Separators
    segments: tuple[Segment, ...]

    def named(self, name: str) -> list[Segment]:
        """The segments of that name."""
        return [segment for segment in self.segments if segment.name == name]

    def __repr__(self) -> str:
        return f"<Message of {len(self.segments)} segments, masked>"


def parse(message: str | bytes) -> Message:
    """Cut a message, or a lone segment, into its parts; anything that is not HL7 has segments of no use."""
    text = message if isinstance(message, str) else _decoded(message)
    lines = [line for line in _LINES.split(text.strip("\x0b\x1c\r\n")) if line]
    separators = next((s for line in lines if (s := _announced(line)) is not None), None)
    if separators is None:
        separators = next((Separators(field=line[3]) for line in lines if line.startswith("PID") and line[3:]), DEFAULT)
    return Message(separators, tuple(_segment(line, separators) for line in lines))


def _announced(line: str) -> Separators | None:
    """The separators of an MSH segment; those it does not give keep their usual value."""
    if not line.startswith("MSH") or len(line) < 4:
        return None
    given = line[4:].partition(line[3])[0]
    usual = DEFAULT.all[1:]
    rest = [given[n] if n < len(given) else usual[n] for n in range(4)]
    return Separators(line[3], *rest)


def _segment(line: str, separators: Separators) -> Segment:
    parts = _cut(line, separators.field)
    return Segment(parts[0].strip(), tuple(parts[1:]), separators)


def _cut(text: str, separator: str) -> list[str]:
    return text.split(separator) if separator else [text]


def _decoded(message: bytes) -> str:
    """The text of a message in bytes, by MSH-18; ISO 8859-1 when it says nothing, so that no byte is refused."""
    require(message, bytes, "message")
    rough = message.decode("latin-1")
    header = next((segment for segment in parse(rough).segments if segment.name == "MSH"), None)
    charset = header.text(17) if header is not None else ""
    if message.startswith(b"\xef\xbb\xbf"):
        return message[3:].decode("utf-8", errors="replace")
    return message.decode(_CHARSETS.get(charset, "latin-1"), errors="replace")


def unescape(text: str, separators: Separators) -> str:
    """Replace the escape sequences of HL7; an unknown one is left as it is."""
    mark = re.escape(separators.escape)
    if not mark or separators.escape not in text:
        return text
    return re.sub(f"{mark}([FSTRE]|X(?:[0-9A-F]{{2}})+){mark}", _meaning(separators), text)


def _meaning(separators: Separators) -> Callable[[re.Match[str]], str]:
    def replaced(match: re.Match[str]) -> str:
        code = match[1]
        if code[0] == "X":
            return bytes.fromhex(code[1:]).decode("latin-1")
        return str(getattr(separators, _LETTER[code]))

    return replaced


def escape(text: str, separators: Separators) -> str:
    """Write a text so that none of its characters is taken for a separator or an end of segment."""
    letters = {getattr(separators, name): letter for letter, name in _LETTER.items()}
    mark = separators.escape
    return "".join(_escaped(c, letters, mark) for c in text)


def _escaped(character: str, letters: dict[str, str], mark: str) -> str:
    if character in letters:
        return f"{mark}{letters[character]}{mark}"
    return f"{mark}X{ord(character):02X}{mark}" if character < " " else character
