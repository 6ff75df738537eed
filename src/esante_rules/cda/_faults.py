"""What the engines find: a rule, the element it blames, and the safe words of the message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml import etree

from esante_rules._core import Param, Rule


class Fault(NamedTuple):
    """One fault, before it becomes a `Finding` with a path and a line."""

    rule: Rule[Any]
    element: etree._Element
    """The element the finding is placed at."""
    params: Mapping[str, Param] = {}
    near: etree._Element | None = None
    """The element whose line is shown, when it is not `element`."""
