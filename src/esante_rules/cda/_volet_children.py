"""What a row asks of the children of an element: those that rows look at, how many, those that no row looks at."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from esante_rules._core import Rule
from esante_rules.cda import _volet_rules as own
from esante_rules.cda._datatype_elements import name
from esante_rules.cda._datatypes import BROTHERS
from esante_rules.cda._faults import Fault
from esante_rules.cda._volet_conditions import Element, State
from esante_rules.cda._volet_model import Compiled, Look

Plan = tuple[
    tuple[tuple[Look, int], ...],
    tuple[tuple[Callable[[Element, Element, State], None], int], ...],
    tuple[tuple[Callable[[Sequence[Element], Element, State], None], tuple[int, ...]], ...],
    tuple[Rule[Any], ...],
]
"""What to do with children of given names.

(function, position) of those that one row looks at, then of those that several rows share; (function, positions) of
those that come several times; the rules that absent ones break.
"""
_PLANS: Final = 200
_LONGEST: Final = 60
"""At most so many plans are kept for an element, and for so many children: a file must not fill the memory."""


def nothing(_element: Element, _state: State) -> None:
    """Nothing is asked of the element."""


def inside(groups: Mapping[str, tuple[Compiled, ...]], *, closed: bool) -> Look:
    """Check the children by name: what their row asks of each, then how many there are, and what is absent.

    A row without a condition takes every child of its name; rows with conditions share those of their name (`_choose`).
    What to do depends on the names of the children alone, and most headers have the same: it is planned once for each
    list of names.
    """
    plans: dict[tuple[Any, ...], Plan] = {}

    def look(element: Element, state: State) -> None:
        children = element[:]  # a copy: lxml makes it at a quarter of the price of an iterator
        tags = tuple([child.tag for child in children])
        plan = plans.get(tags)
        if plan is None:
            plan = _plan(groups, tags, closed)
            if len(plans) < _PLANS and len(tags) < _LONGEST and groups.keys() >= set(tags):
                plans[tags] = plan
        simple, chosen, several, absent = plan
        for found, position in simple:
            found(children[position], state)
        for choose, position in chosen:
            choose(children[position], element, state)
        for gather, positions in several:
            gather([children[position] for position in positions], element, state)
        for rule in absent:
            state.append(Fault(rule, element))

    return look


def _plan(groups: Mapping[str, tuple[Compiled, ...]], tags: tuple[Any, ...], closed: bool) -> Plan:
    positions: dict[Any, list[int]] = {}
    for position, tag in enumerate(tags):
        positions.setdefault(tag, []).append(position)
    simple: list[tuple[Look, int]] = []
    chosen: list[tuple[Callable[[Element, Element, State], None], int]] = []
    several: list[tuple[Callable[[Sequence[Element], Element, State], None], tuple[int, ...]]] = []
    for tag, mine in positions.items():
        rows = groups.get(tag)
        if rows is None:
            chosen += [(_unexpected, position) for position in mine] if closed else []
        elif len(rows) == 1 and rows[0].concerns is None:
            if rows[0].look is not nothing:
                simple += [(rows[0].look, position) for position in mine]
            if len(mine) > 1:
                several.append((functools.partial(_several, rows[0]), tuple(mine)))
        elif len(mine) == 1 and all(row.row.least <= 1 <= row.row.most for row in rows):
            chosen.append((functools.partial(_choose_for_one, rows, closed), mine[0]))
        else:
            several.append((functools.partial(_choose, rows, closed), tuple(mine)))
    absent = tuple(
        row.missing
        for tag, rows in groups.items()
        if tag not in positions
        for row in rows
        if row.missing is not None and row.row.least
    )
    return tuple(simple), tuple(chosen), tuple(several), absent


def _several(row: Compiled, mine: Sequence[Element], parent: Element, state: State) -> None:
    number = len(mine)
    if row.missing is not None and number < row.row.least:
        state.append(Fault(row.missing, parent))
    if row.repeated is not None and number > row.row.most:
        state.append(Fault(row.repeated, parent, {"most": row.row.most}, mine[row.row.most]))
    if row.row.type in BROTHERS:
        BROTHERS[row.row.type](mine, state)


def _choose_for_one(rows: tuple[Compiled, ...], closed: bool, child: Element, parent: Element, state: State) -> None:
    """`_choose` for an only child, where no row wants more than one or less."""
    taken = False
    for row in rows:
        concerns = row.concerns
        if concerns is None or concerns(child, state):
            if not taken:
                taken = True
                row.look(child, state)
        elif row.missing is not None and row.row.least:
            state.append(Fault(row.missing, parent))
    if closed and not taken:
        _unexpected(child, parent, state)


def _choose(rows: tuple[Compiled, ...], closed: bool, found: Sequence[Element], parent: Element, state: State) -> None:
    """Rows with conditions: each counts those that fulfil its own; the first that does looks at the element."""
    taken: set[Element] = set()
    for row in rows:
        concerns = row.concerns
        mine = found if concerns is None else [child for child in found if concerns(child, state)]
        number = len(mine)
        if row.missing is not None and number < row.row.least:
            state.append(Fault(row.missing, parent))
        if row.repeated is not None and number > row.row.most:
            state.append(Fault(row.repeated, parent, {"most": row.row.most}, mine[row.row.most]))
        for child in mine:
            if child not in taken:
                taken.add(child)
                row.look(child, state)
    if closed and len(taken) < len(found):
        for child in found:
            if child not in taken:
                _unexpected(child, parent, state)
    if len(found) > 1:
        kind = next((row.row.type for row in rows if row.row.type in BROTHERS), None)
        if kind is not None:
            BROTHERS[kind](found, state)


def _unexpected(child: Element, parent: Element, state: State) -> None:
    state.append(Fault(own.UNEXPECTED, child, {"element": name(child), "parent": name(parent)}))
