"""Records in a CSV file, one a line: `key,category,facts`, the facts as words separated by spaces.

    key,category,facts
    1042,hospital-record,BIRTH=1960-05-01 LAST_STAY_OR_OUTPATIENT=2004-03-10
    1043,practice-record,LAST_CARE=2015-09-14 LAST_FILE_INTERVENTION=2015-10-02

The key is the caller's own label; it is copied to the output and never read: put no identity in it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from esante_rules._core import Finding, Report, require_day
from esante_rules.rgpd.retention.findings import FAULTS, MALFORMED_FACT
from esante_rules.rgpd.retention.plan import Record
from esante_rules.rgpd.retention.reading import check_facts, parse_facts

COLUMNS: Final = ("key", "category", "facts")


def read_records(lines: Iterable[str], *, as_of: date) -> Iterator[tuple[int, Record | Report]]:
    """Each line with its number, as it comes: the record, or the report of why there is none.

    `lines` is any iterable of text lines, an open file for instance. A line that cannot be read does not stop the rest.
    """
    require_day(as_of, "as_of")
    reader = csv.reader(lines)
    columns: tuple[str, ...] | None = None
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, _refused(as_of)
            continue
        if columns is None:
            columns = tuple(cell.strip().lstrip("\ufeff").lower() for cell in row)
            if sorted(columns) != sorted(COLUMNS):
                yield reader.line_num, _refused(as_of)
                return
        elif row:
            yield reader.line_num, _record(dict(zip(columns, row, strict=False)), len(row), as_of)


def _record(cells: dict[str, str], width: int, as_of: date) -> Record | Report:
    if width != len(COLUMNS):
        return _refused(as_of)
    category, words = cells["category"].strip(), cells["facts"].split()
    report = check_facts(words, as_of=as_of, category=category)
    return Record(cells["key"], category, parse_facts(words, as_of=as_of)) if report.ok else report


def _refused(as_of: date) -> Report:
    return Report(as_of=as_of, findings=(Finding(rule=MALFORMED_FACT),), evaluated=FAULTS)
