"""The register in files: JSON, YAML (extra `yaml`) and CSV, read without loss or refused with the place of the fault.

The CSV has one line a value (`chemin`, `valeur`): any tool opens it, and nothing is lost.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from esante_rules._core import STATE_OF_LAW, Finding, Refused, Report, require
from esante_rules.rgpd import _register_rules as rules
from esante_rules.rgpd._register_model import Register, plain, structure

MOST_ITEMS: Final = 100_000
"""Largest index that a path of the CSV may give: a typed `[999999999]` must not fill the memory."""
DEEPEST: Final = 30
"""A register is a few levels deep; the YAML scanner takes a time that grows with the square of the nesting."""


def to_json(register: Register) -> str:
    """The register as JSON, with French keys; what is empty or unknown is left out."""
    require(register, Register, "register")
    return json.dumps({"schema": 1, **plain(register)}, ensure_ascii=False, indent=2) + "\n"


def to_yaml(register: Register) -> str:
    """The register as YAML; needs the extra `yaml` (`ImportError` otherwise)."""
    import yaml

    require(register, Register, "register")
    text: str = yaml.safe_dump({"schema": 1, **plain(register)}, allow_unicode=True, sort_keys=False, width=110)
    return text


def to_csv(register: Register) -> str:
    """The register as CSV, one line a value: `chemin` (`entrees[1].finalites[2].libelle`) and `valeur`."""
    require(register, Register, "register")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(("chemin", "valeur"))
    writer.writerows(leaf for leaf in _leaves(plain(register), "") if leaf[0])
    return out.getvalue()


def _leaves(tree: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(tree, dict):
        if not tree:
            yield at, ""  # an empty record of a list keeps its place
        for key, value in tree.items():
            yield from _leaves(value, f"{at}.{key}" if at else key)
    elif isinstance(tree, list):
        for number, item in enumerate(tree, 1):
            yield from _leaves(item, f"{at}[{number}]")
    else:
        yield at, tree


def from_json(text: str) -> Register:
    """Read JSON. Raises `Refused` with the place of each fault, `TypeError` for a wrong type."""
    return _read(text, "JSON", _parse_json)


def from_yaml(text: str) -> Register:
    """Read YAML; needs the extra `yaml`. Raises `Refused` with the place of each fault."""
    return _read(text, "YAML", _parse_yaml)


def from_csv(text: str) -> Register:
    """Read the CSV of `to_csv`. Raises `Refused` with the place of each fault."""
    return _read(text, "CSV", _parse_csv)


def _parse_json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are all different: of two values of a key, one would be lost in silence."""
    tree = dict(pairs)
    if len(tree) != len(pairs):
        raise ValueError
    return tree


def _parse_yaml(text: str) -> Any:
    import yaml

    _check_tokens(yaml.scan(text, Loader=yaml.SafeLoader))
    loader = yaml.SafeLoader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return None
        nodes: list[Any] = [root]
        while nodes:
            node = nodes.pop()
            if isinstance(node, yaml.MappingNode):
                _once([(str(key.value), value) for key, value in node.value])
                nodes += [value for _, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                nodes += node.value
        return loader.construct_document(root)
    finally:
        loader.dispose()


def _check_tokens(tokens: Iterable[Any]) -> None:
    """Refuse aliases, which let a small file stand for a tree of any size, and a nesting no register has."""
    import yaml

    opening = (
        yaml.FlowSequenceStartToken,
        yaml.FlowMappingStartToken,
        yaml.BlockSequenceStartToken,
        yaml.BlockMappingStartToken,
    )
    closing = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)
    depth = 0
    for token in tokens:
        depth += isinstance(token, opening) - isinstance(token, closing)
        if depth > DEEPEST or isinstance(token, yaml.AliasToken):
            raise ValueError


_STEP: Final = re.compile(r"([a-z0-9_]{1,60})((?:\[[1-9][0-9]{0,6}\])?)")


def _parse_csv(text: str) -> Any:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    if next(rows, None) != ["chemin", "valeur"]:
        raise ValueError
    tree: dict[str, Any] = {}
    for row in rows:
        if row:
            path, value = row
            _place(tree, path.split("."), value)
    return tree


def _place(tree: dict[str, Any], steps: list[str], value: str) -> None:
    node = tree
    for position, step in enumerate(steps):
        match = _STEP.fullmatch(step)
        if match is None:
            raise ValueError
        name, index = match[1], match[2]
        last = position == len(steps) - 1
        if not index:
            if last:
                if name in node:
                    raise ValueError
                node[name] = value
            else:
                node = node.setdefault(name, {})
        else:
            items, number = node.setdefault(name, []), int(index[1:-1])
            if number > min(len(items) + 1, MOST_ITEMS):  # lines come in order
                raise ValueError
            if number > len(items):
                items.append(value if last and value else {})
            elif last:
                raise ValueError
            node = items[number - 1]


def _read(text: str, fmt: str, parse: Callable[[str], Any]) -> Register:
    require(text, str, "text")
    try:
        tree = parse(text.removeprefix("\ufeff"))
    except ImportError:
        raise
    except Exception:  # parsers raise many kinds, and their words quote the text
        tree = _Unreadable
    if tree is _Unreadable:
        raise _refused([Finding(rule=rules.UNREADABLE, params={"format": fmt})])
    faults: list[Finding] = []
    if isinstance(tree, dict):
        schema = tree.pop("schema", 1)
        if (type(schema), schema) not in ((int, 1), (str, "1")):
            faults.append(Finding(rule=rules.UNKNOWN_WORD, at="schema", params={"allowed": ("1",)}))
    register = structure(Register, tree, faults)
    if register is None or faults:
        raise _refused(faults)
    return register


class _Unreadable:
    """Stands for a text that its parser refused."""


def _refused(faults: list[Finding]) -> Refused:
    return Refused(Report(as_of=STATE_OF_LAW, findings=tuple(faults), evaluated=rules.FILE_RULES))
