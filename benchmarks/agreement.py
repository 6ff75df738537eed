"""Agreement with the official tools over the whole corpus: `python -m benchmarks.agreement [--write]`.

Needs `ESANTE_RULES_CORPUS`. Prints the counts and every difference with its reason, from
`tests/vectors/cda/differences.json`; with `--write`, `docs/agreement.md` is made again. Exit 1 when a difference has no
listed reason.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from esante_rules.cda import check_header
from tests.cda.corpus import DIFFERENCES, OFFICIAL, Comparison, compare

PAGE = Path(__file__).parent.parent / "docs" / "agreement.md"


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and write the page when asked."""
    folder = os.environ.get("ESANTE_RULES_CORPUS", "")
    if not folder:
        print("ESANTE_RULES_CORPUS is not set", file=sys.stderr)
        return 2
    corpus = Path(folder)
    readings = {name: list(compare(corpus, whole=name == "whole")) for name in ("header", "whole")}
    listed = {entry["id"]: entry for entry in json.loads(DIFFERENCES.read_text(encoding="utf-8"))}
    text = page(readings, listed, documents(corpus))
    print(text)
    if "--write" in arguments:
        PAGE.write_text(text, encoding="utf-8")
    unknown = {c.id for results in readings.values() for c in results if not c.agrees} - set(listed)
    return 1 if unknown else 0


def documents(corpus: Path) -> tuple[int, int]:
    """How many whole official documents there are, and how many are found conformant in both readings."""
    paths = sorted((corpus / "cda" / "official").glob("*.xml"))
    good = [
        path
        for path in paths
        if all(
            check_header(path, whole=whole).ok
            or not any(
                f.severity.rank == 0 and f.id.rpartition(".")[0] in OFFICIAL
                for f in check_header(path, whole=whole).findings
            )
            for whole in (False, True)
        )
    ]
    return len(paths), len(good)


def page(readings: dict[str, list[Comparison]], listed: dict[str, dict[str, str]], whole: tuple[int, int]) -> str:
    """The page, in Markdown."""
    lines = [
        "# Agreement with the official tools",
        "",
        "Made by `python -m benchmarks.agreement --write`, not by hand. The corpus (`ESANTE_RULES_CORPUS`) holds",
        "official example documents and mutations of their headers, with the verdicts of the ANS header assertions",
        "(structuration minimale, test set 3.0) and of the extended CDA schema.",
        "",
        f"Measured on {date.today().isoformat()}.",  # noqa: DTZ011 - the day of the measure, on the page only
        "",
        "| reading | lines | `conformant` | `xsd_valid` (cda.schema alone) | placed where blamed | in agreement |",
        "|---|---|---|---|---|---|",
    ]
    for name, results in readings.items():
        conformant = sum(c.conformant[0] == c.conformant[1] for c in results)
        xsd = sum(c.xsd[0] == c.xsd[1] for c in results)
        placed, agreed = sum(c.placed for c in results), sum(c.agrees for c in results)
        lines.append(f"| {name} | {len(results)} | {conformant} | {xsd} | {placed} | {agreed} |")
    lines += [
        "",
        f"Whole official documents: {whole[1]} of {whole[0]} found conformant, as the official tools find them.",
        "",
        "## Differences",
        "",
    ]
    for name, results in readings.items():
        for result in results:
            if not result.agrees:
                reason = listed.get(result.id, {}).get("reason", "NO REASON LISTED")
                lines.append(f"- `{result.id}` ({name} reading): {reason}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
