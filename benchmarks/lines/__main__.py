"""Counts what is wrong with the lines of varied copy: `python -m benchmarks.lines [--languages ja] [--measures 8]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from benchmarks.lines.copytext import make_copy
from benchmarks.lines.customs import CUSTOMS
from benchmarks.lines.figures import FoundFault, LineFigures, SeenParagraph, count_faults
from benchmarks.lines.pages import see_edition
from benchmarks.lines.setcopy import PROFILES, open_sheet

ROOT: Final = Path(__file__).resolve().parents[2]

NARROW: Final = 13
"""Ems of the measure whose widest white is told: the basic column of the house's broadsheet."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lines", description=__doc__)
    parser.add_argument(
        "--languages", nargs="*", choices=list(PROFILES), default=list(PROFILES), metavar="NAME"
    )
    parser.add_argument("--measures", type=int, nargs="+", default=list(range(8, 25)), metavar="EM")
    parser.add_argument(
        "--characters", type=int, default=20_000, metavar="N", help="of each language (default: 20000)"
    )
    parser.add_argument(
        "--editions", type=Path, nargs="+", default=[], metavar="FOLDER", help="editions to count as well"
    )
    parser.add_argument(
        "--show",
        nargs="+",
        default=[],
        metavar="FAULT",
        help="print the lines with these faults, as before|line",
    )
    parser.add_argument(
        "--tree", type=Path, default=ROOT, metavar="FOLDER", help="a checkout whose setter is measured"
    )
    parser.add_argument(
        "--before", type=Path, metavar="FILE", help="figures of another run, to be shown beside these"
    )
    parser.add_argument("--json", type=Path, default=ROOT / "out" / "lines.json", metavar="FILE")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    # Before anything of the setter is imported; what is imported of the benchmarks stays this tree's.
    sys.path.insert(0, str(asked.tree.resolve()))
    plain = Console()
    console = plain if plain.is_terminal else Console(width=200)
    figures: list[LineFigures] = []
    for found, faults in _measure(asked):
        figures.append(found)
        place = f"{found.copy}, {found.ems} em" if found.ems else found.copy
        for fault in faults:
            if fault.kind in asked.show:
                console.print(f"{place}, {fault.kind}: {fault.shown}", markup=False, highlight=False)
    before = json.loads(asked.before.read_text(encoding="utf-8")) if asked.before else []
    show_figures(console, [asdict(found) for found in figures], before)
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    made = json.dumps([asdict(found) for found in figures], ensure_ascii=False, indent=1)
    asked.json.write_text(made + "\n", encoding="utf-8")


def _measure(asked: argparse.Namespace) -> Iterator[tuple[LineFigures, list[FoundFault]]]:
    """The figures of all that is asked for, each with its faults."""
    for language in asked.languages:
        sheet, copy = open_sheet(language), make_copy(language.removesuffix(" by word"), asked.characters)
        for ems in asked.measures:
            lines, seconds = sheet.set_copy(copy, ems)
            seen = [SeenParagraph(*both, CUSTOMS[language]) for both in zip(copy, lines, strict=True)]
            yield count_faults(language, seen, ems, seconds)
    for folder in asked.editions:
        yield count_faults(folder.resolve().name, see_edition(folder))


def show_figures(
    console: Console, figures: Sequence[dict[str, Any]], before: Sequence[dict[str, Any]]
) -> None:
    """One table of all measures together, each copy beside the other; `a → b` where figures of before are given."""
    copies = list(dict.fromkeys(found["copy"] for found in figures))
    columns = [dict(_summed(figures, copy)) for copy in copies]
    measured = {(found["copy"], found["ems"]) for found in figures}
    earlier = [found for found in before if (found["copy"], found["ems"]) in measured]
    were = [dict(_summed(earlier, copy)) for copy in copies]
    table = Table(title="Faults of lines, all measures together", title_justify="left", title_style="bold")
    table.add_column("")
    for copy in copies:
        table.add_column(copy, justify="right", no_wrap=True)
    rows = dict.fromkeys(row for column in (*columns, *were) for row in column)
    for row in sorted(rows, key=lambda row: row not in _FIRST_ROWS):
        cells = []
        for now, was in zip(columns, were, strict=True):
            cell = now.get(row, "0")
            cells.append(f"{was.get(row, '0')} → {cell}" if was else cell)
        table.add_row(row, *cells)
    console.print(table)


_WIDEST: Final = f"widest at {NARROW} em, or of a page"
_WIDER: Final = "1 % are wider"
_FIRST_ROWS: Final = ("lines", "full lines", "seconds", _WIDEST, _WIDER)


def _summed(figures: Sequence[dict[str, Any]], copy: str) -> Iterator[tuple[str, str]]:
    """The rows of a copy: its figures of all measures added up."""
    mine = [found for found in figures if found["copy"] == copy]
    if not mine:
        return
    yield "lines", str(sum(found["lines"] for found in mine))
    yield "full lines", str(sum(found["full"] for found in mine))
    yield "seconds", f"{sum(found['seconds'] for found in mine):.1f}"
    for found in mine:
        if found["ems"] in (0, NARROW):
            yield _WIDEST, f"{found['widest']:.2f}"
            yield _WIDER, f"{found['widest_99']:.2f}"
    counts: Counter[str] = Counter()
    for found in mine:
        counts.update(found["faults"])
    yield from ((name, str(count)) for name, count in sorted(counts.items()))


if __name__ == "__main__":
    main()
