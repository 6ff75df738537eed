"""Make `cda/_schema_table.py` from the two CSV of the structure of the HL7 header.

    python -m tools.cda_schema cda-schema.csv cda-schema-simple-types.csv > src/esante_rules/cda/_schema_table.py

The first lists, type by type, children in order, attributes and base; the second, the simple types. Facts only. What
the CSV cannot carry is in the constants below, each with its reason.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from typing import Final

Row = dict[str, str]

CONTENT: Final = {
    # a choice of sequences, which the flat rows cannot say
    "IVL_TS": "((low:IVXB_TS (width:PQ? | high:IVXB_TS?)) | high:IVXB_TS | (width:PQ high:IVXB_TS?) "
    "| (center:TS width:PQ?))?",
}
ELEMENTS: Final = {
    # elements of the extension namespaces, declared once and referred to
    "sdtc:statusCode": "CS",
    "sdtc:desc": "ED",
    "sdtc:deceasedInd": "BL",
    "sdtc:deceasedTime": "TS",
    "sdtc:multipleBirthInd": "BL",
    "sdtc:multipleBirthOrderNumber": "INT.POS",
    "sdtc:raceCode": "CE",
    "sdtc:ethnicGroupCode": "CE",
    "sdtc:signatureText": "ED",
    "sdtc:id": "II",
    "sdtc:realmCode": "CS",
    "sdtc:typeId": "POCD_MT000040.InfrastructureRoot.typeId",
    "sdtc:templateId": "II",
    "sdtc:code": "CE",
    "sdtc:patient": "SdtcPatient",
    "sdtc:asPatientRelationship": "AsPatientRelationship",
    "lab:statusCode": "CS",
    "ps3-20:accessionNumber": "II",
}
ATTRIBUTES: Final = {"sdtc:valueSet": "oid", "sdtc:valueSetVersion": "st"}
"""Types of the attributes of an extension namespace, which the rows leave out."""
MORE_TYPES: Final = {
    "SdtcPatient": ("", "", "", "sdtc:id:II", ""),
    "AsPatientRelationship": (
        "",
        "",
        "",
        "sdtc:realmCode:CS* sdtc:typeId:POCD_MT000040.InfrastructureRoot.typeId? sdtc:templateId:II* sdtc:code:CE",
        "classCode:cs!=PRS determinerCode:EntityDeterminer=INSTANCE",
    ),
    "INT.POS": ("INT", "restriction", "", "", "value:int.pos"),
    "POCD_MT000040.Component2": (
        "",
        "",
        "",
        "open",
        "nullFlavor:NullFlavor typeCode:ActRelationshipHasComponent=COMP contextConductionInd:bl=true",
    ),
}
MORE_SIMPLE: Final = {"int.pos": ("", "int", "", "", "", "minInclusive=1")}


def main(schema: str, simple: str) -> Iterator[str]:
    """The lines of the module."""
    yield '"""The structure of the HL7 CDA header as a table: made by `tools/cda_schema.py`, not by hand.'
    yield ""
    yield "A type is `(base, derivation, flags, content, attributes)`. Content is a regular expression over `name:type`"
    yield "(`?`, `*`, `+`, `|`, parentheses; `##other:skip`: an element of another namespace, not looked into; `open`"
    yield "alone: anything). Attributes are `name:type` with `!` required, `-` prohibited, `=value` fixed. A simple"
    yield "type is `(enumeration, base, pattern, union, list, facet)`."
    yield '"""'
    yield ""
    yield "from typing import Final"
    yield ""
    yield "Type = tuple[str, str, str, str, str]"
    yield "Simple = tuple[str, str, str, str, str, str]"
    yield ""
    yield "ELEMENTS: Final[dict[str, str]] = {"
    yield from (f"    {name!r}: {kind!r}," for name, kind in ELEMENTS.items())
    yield "}"
    yield ""
    yield "TYPES: Final[dict[str, Type]] = {"
    for name, kind in _types(schema):
        yield f"    {name!r}: ("
        yield from (f"        {part!r}," for part in kind)
        yield "    ),"
    yield "}"
    yield ""
    yield "SIMPLE: Final[dict[str, Simple]] = {"
    for name, facts in _simple(simple):
        yield f"    {name!r}: ("
        yield from (f"        {part!r}," for part in facts)
        yield "    ),"
    yield "}"


def _types(path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    rows: dict[str, list[Row]] = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["class"], []).append(row)
    for name, of_type in rows.items():
        base = next(row for row in of_type if row["kind"] == "base")
        content = CONTENT.get(name) or " ".join(_content(row for row in of_type if row["kind"] == "child"))
        attributes = " ".join(_attribute(row) for row in of_type if row["kind"] == "attribute")
        flags = ("m" if base["use_or_mixed"] == "true" else "") + ("a" if base["fixed_or_abstract"] == "true" else "")
        yield name, (base["name"], base["type"], flags, content, attributes)
    yield from MORE_TYPES.items()


def _content(children: Iterable[Row]) -> Iterator[str]:
    opened: list[str] = []
    first = True
    for row in children:
        name = row["name"]
        if name == ")":
            yield ")" + opened.pop()
            continue
        if name == "any":  # of another namespace, once at most; the rows do not bound it
            yield "##other:skip?"
            continue
        suffix = _times(row["min"], row["max"])
        if suffix is None:
            continue
        if opened and not first:
            yield "|"
        first = name == "choice("
        if first:
            opened.append(suffix)
            yield "("
        else:
            name = name.removeprefix("ref:")
            yield f"{name}:{row['type'] or ELEMENTS[name]}{suffix}"


def _times(least: str, most: str) -> str | None:
    return {"1,1": "", "0,1": "?", "0,unbounded": "*", "1,unbounded": "+"}.get(f"{least},{most}")


def _attribute(row: Row) -> str:
    mark = {"required": "!", "prohibited": "-"}.get(row["use_or_mixed"], "")
    fixed = f"={row['fixed_or_abstract']}" if row["fixed_or_abstract"] else ""
    return f"{row['name']}:{row['type'] or ATTRIBUTES[row['name']]}{mark}{fixed}"


def _simple(path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = ("enumeration", "base", "pattern", "union_of", "list_of", "facets")
            yield row["type"], tuple(row[name] for name in names)
    yield from MORE_SIMPLE.items()


if __name__ == "__main__":
    print("\n".join(main(*sys.argv[1:3])))
