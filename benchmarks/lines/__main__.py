"""Counts what is wrong with the lines of varied copy: `python -m benchmarks.lines [--languages ja] [--measures 8]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from benchmarks.lines.copytext import make_copy
from benchmarks.lines.customs import CUSTOMS
from benchmarks.lines.faults import LineFault, SeenLine, find_faults, widest_white
from benchmarks.lines.setcopy import PROFILES, Sheet, open_sheet

ROOT: Final = Path(__file__).resolve().parents[2]

NARROW: Final = 13
"""Ems of the measure whose widest white is told: the basic column of the house's broadsheet."""


@dataclass(frozen=True, slots=True)
class LineFigures:
    """One language at one measure, in ems. `full` lines are those that are not a paragraph's last.

    `widest` is the widest white of any line in ems, `widest_99` that which one line of a hundred passes; `seconds` are
    of processor time.
    """

    language: str
    ems: int
    lines: int
    full: int
    faults: dict[str, int]
    widest: float
    widest_99: float
    seconds: float


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lines", description=__doc__)
    parser.add_argument(
        "--languages", nargs="+", choices=list(PROFILES), default=list(PROFILES), metavar="NAME"
    )
    parser.add_argument("--measures", type=int, nargs="+", default=list(range(8, 25)), metavar="EM")
    parser.add_argument(
        "--characters", type=int, default=20_000, metavar="N", help="of each language (default: 20000)"
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
    figures = []
    for language in asked.languages:
        sheet, copy = open_sheet(language), make_copy(language.removesuffix(" by word"), asked.characters)
        for ems in asked.measures:
            with console.status(f"{language}, {ems} em"):
                found, faulty = measure_lines(sheet, copy, ems)
            figures.append(found)
            for fault, shown in faulty:
                if fault in asked.show:
                    console.print(f"{language} {ems} em, {fault}: {shown}", markup=False, highlight=False)
    before = json.loads(asked.before.read_text(encoding="utf-8")) if asked.before else []
    show_figures(console, [asdict(found) for found in figures], before)
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    made = json.dumps([asdict(found) for found in figures], ensure_ascii=False, indent=1)
    asked.json.write_text(made + "\n", encoding="utf-8")


def measure_lines(sheet: Sheet, copy: Sequence[str], ems: int) -> tuple[LineFigures, list[tuple[str, str]]]:
    """The figures of a language's copy at a measure, and each fault with the text of its line and the one before."""
    paragraphs, seconds = sheet.set_copy(copy, ems)
    faulty: list[tuple[str, str]] = []
    for text, lines in zip(copy, paragraphs, strict=True):
        faults = find_faults(text, lines, CUSTOMS[sheet.language])
        faulty += [(fault.kind, _quote(text, lines, fault)) for fault in faults]
    every = [line for lines in paragraphs for line in lines]
    whites = sorted(widest_white(line) for lines in paragraphs for line in lines[:-1]) or [0.0]
    found = LineFigures(
        language=sheet.language,
        ems=ems,
        lines=len(every),
        full=len(every) - len(paragraphs),
        faults=dict(sorted(Counter(kind for kind, _ in faulty).items())),
        widest=round(whites[-1], 3),
        widest_99=round(whites[int(len(whites) * 0.99)], 3),
        seconds=round(seconds, 3),
    )
    return found, faulty


def _quote(text: str, lines: Sequence[SeenLine], fault: LineFault) -> str:
    """The line of a fault, behind the one before."""
    line = lines[fault.line]
    before = lines[fault.line - 1].start if fault.line else line.start
    return f"{text[before : line.start]}|{text[line.start : line.end]}"


def show_figures(
    console: Console, figures: Sequence[dict[str, Any]], before: Sequence[dict[str, Any]]
) -> None:
    """One table of all measures together, languages side by side; `a → b` where figures of before are given."""
    languages = list(dict.fromkeys(found["language"] for found in figures))
    columns = [dict(_summed(figures, language)) for language in languages]
    measured = {(found["language"], found["ems"]) for found in figures}
    earlier = [found for found in before if (found["language"], found["ems"]) in measured]
    were = [dict(_summed(earlier, language)) for language in languages]
    table = Table(title="Faults of lines, all measures together", title_justify="left", title_style="bold")
    table.add_column("")
    for language in languages:
        table.add_column(language, justify="right", no_wrap=True)
    names = dict.fromkeys(name for column in (*columns, *were) for name in column)
    for name in sorted(names, key=lambda name: name not in _FIRST_ROWS):
        cells = []
        for now, was in zip(columns, were, strict=True):
            cell = now.get(name, "0")
            cells.append(f"{was.get(name, '0')} → {cell}" if was else cell)
        table.add_row(name, *cells)
    console.print(table)


_FIRST_ROWS: Final = ("lines", "full lines", "seconds", f"widest at {NARROW} em", f"1 % wider at {NARROW} em")


def _summed(figures: Sequence[dict[str, Any]], language: str) -> Iterator[tuple[str, str]]:
    """The rows of a language: its figures of all measures added up."""
    mine = [found for found in figures if found["language"] == language]
    if not mine:
        return
    yield "lines", str(sum(found["lines"] for found in mine))
    yield "full lines", str(sum(found["full"] for found in mine))
    yield "seconds", f"{sum(found['seconds'] for found in mine):.1f}"
    for found in mine:
        if found["ems"] == NARROW:
            yield f"widest at {NARROW} em", f"{found['widest']:.2f}"
            yield f"1 % wider at {NARROW} em", f"{found['widest_99']:.2f}"
    counts: Counter[str] = Counter()
    for found in mine:
        counts.update(found["faults"])
    yield from ((name, str(count)) for name, count in sorted(counts.items()))


if __name__ == "__main__":
    main()
