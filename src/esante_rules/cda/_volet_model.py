"""The shape of a table of header requirements: a tree of rows, one for each element that a volet speaks of.

A row says which elements of that name it speaks of (`where`), how many there must be, their data type, the attributes
they need, the value set of their code, and their own rows. Its rules are named after its `slug`. An architect of
another country writes another tree; the engine (`_volet`) does not change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from attrs import define, evolve, frozen

from esante_rules._core import Rule, Text
from esante_rules.cda._volet_conditions import Condition, Element, State

MANY: Final = 1_000_000


@frozen(kw_only=True)
class Row:
    """One element template."""

    name: str
    """Name of the element (`id`, `sdtc:deceasedInd`)."""
    slug: str
    """The word its rules are named after (`author`): `<slug>-missing`, `-repeated`, `-incomplete`..."""
    label: Text
    least: int = 0
    most: int = MANY
    where: str = ""
    """Which elements of that name: words of `_volet.condition`, all of which must hold. The others are not checked."""
    type: str = ""
    """The data type the official rules give it here (`II`, `CE`...); empty when they give none."""
    any: bool = False
    """True for an element without a data type inside which a null element may carry nothing."""
    need: tuple[str, ...] = ()
    """Attributes it must have."""
    values: str = ""
    """The value set of its code (or of its text, for a part of a name); a null element escapes."""
    on: str = "code"
    """The attribute that `values` speaks of; empty for the text."""
    system: bool = False
    """Must the code system be that of the value set too? The official rules mostly compare the code alone."""
    rows: tuple[Row, ...] = ()
    closed: bool | None = None
    """Is anything else inside unexpected? By default, when it has rows."""
    checks: tuple[str, ...] = ()
    """Names of functions of `_volet_conditions`, for what a row cannot say."""
    passage: str = ""
    """Where the requirement stands in the volet; that of the row above by default."""


def words(both: str) -> Text:
    """`un auteur | an author`, as a text in both languages."""
    fr, _, en = both.partition(" | ")
    return Text(fr, en)


def rows(root: Row) -> Iterator[Row]:
    """The row and those below it, in the order of the table."""
    yield root
    for row in root.rows:
        yield from rows(row)


def revised(root: Row, changes: Mapping[str, Mapping[str, Any]]) -> Row:
    """The table with the fields of some rows changed, by slug: how a later edition is written."""
    below = tuple(revised(row, changes) for row in root.rows)
    return evolve(root, rows=below, **changes.get(root.slug, {}))


Look = Callable[[Element, State], None]


@define(eq=False)
class Compiled:
    """A row, compiled: `look` does all that the row asks of one element."""

    row: Row
    tag: str
    concerns: Condition | None
    """Does the row speak of this element? None: of every one of its name."""
    missing: Rule[Any] | None
    repeated: Rule[Any] | None
    groups: Mapping[str, tuple[Compiled, ...]]
    look: Look
