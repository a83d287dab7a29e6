"""Counts what is wrong with the white and the edges of pages: `python -m benchmarks.pages [--random 20]`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from benchmarks.pages.editions import write_edition
from benchmarks.pages.gaps import find_gaps

ROOT: Final = Path(__file__).resolve().parents[2]

OF_COPY: Final = frozenset(("overset", "underset", "cropped-photo", "low-resolution", "objection-white-hole"))
"""Problems of copy that is longer or shorter than its place, and of a picture's own shape."""


@dataclass(frozen=True, slots=True)
class PageFigures:
    """What is wrong on some pages: gaps measured, problems told, and pages on which there is neither."""

    name: str
    pages: int
    clean: int
    gaps: dict[str, int]
    problems: dict[str, int]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--random", type=int, default=20, metavar="N", help="random editions (default: 20)")
    parser.add_argument("--first", type=int, default=1, metavar="N", help="number of the first of them")
    parser.add_argument("--editions", type=Path, nargs="+", default=[], metavar="FOLDER")
    parser.add_argument("--show", nargs="+", default=[], metavar="KIND", help="print these gaps and problems")
    parser.add_argument(
        "--tree", type=Path, default=ROOT, metavar="FOLDER", help="a checkout that is measured"
    )
    parser.add_argument("--before", type=Path, metavar="FILE", help="figures to be shown beside these")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the random editions are written")
    parser.add_argument("--json", type=Path, default=ROOT / "out" / "pages.json", metavar="FILE")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    # Before anything of the program is imported; what is imported of the benchmarks stays this tree's.
    sys.path.insert(0, str(asked.tree.resolve()))
    plain = Console()
    console = plain if plain.is_terminal else Console(width=160)
    with tempfile.TemporaryDirectory() as aside:
        figures = list(_measure(asked, console, asked.keep or Path(aside)))
    before = json.loads(asked.before.read_text(encoding="utf-8")) if asked.before else []
    show_figures(console, [asdict(found) for found in figures], before)
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    made = json.dumps([asdict(found) for found in figures], ensure_ascii=False, indent=1)
    asked.json.write_text(made + "\n", encoding="utf-8")


def _measure(asked: argparse.Namespace, console: Console, aside: Path) -> Iterator[PageFigures]:
    numbers = range(asked.first, asked.first + asked.random)
    random = [write_edition(number, aside / f"random-{number:03}") for number in numbers]
    if random:
        yield measure_editions("random", random, asked.show, console)
    for folder in asked.editions:
        yield measure_editions(folder.resolve().name, [folder], asked.show, console)


def measure_editions(name: str, folders: list[Path], shown: list[str], console: Console) -> PageFigures:
    """The figures of some editions together. Raises Refused."""
    from layout.publish import set_edition
    from layout.publishing.outcome import add_objections
    from layout.scene.problemplaces import on_page

    gaps: Counter[str] = Counter()
    told: Counter[str] = Counter()
    pages = clean = 0
    for folder in folders:
        outcome = add_objections(set_edition(folder)[0])
        scene = outcome.made.scene
        for page in scene.pages:
            pages += 1
            found = list(find_gaps(page))
            wrong = [
                problem
                for problem in on_page(outcome.problems, page, scene.pages)
                if problem.id not in OF_COPY
            ]
            clean += not wrong
            gaps.update(gap.kind for gap in found)
            told.update(problem.id for problem in wrong)
            for gap in found:
                if gap.kind in shown:
                    console.print(
                        f"{folder.name} {page.name} {gap.kind}: {gap.place}, {gap.amount}", highlight=False
                    )
            for problem in wrong:
                if problem.id in shown:
                    console.print(f"{folder.name} {page.name} {problem}", markup=False, highlight=False)
    return PageFigures(name, pages, clean, dict(sorted(gaps.items())), dict(sorted(told.items())))


def show_figures(console: Console, figures: list[dict[str, Any]], before: list[dict[str, Any]]) -> None:
    """A column for each edition; `a → b` where figures of before are given."""
    table = Table(title="Pages", title_justify="left", title_style="bold")
    table.add_column("")
    for found in figures:
        table.add_column(found["name"], justify="right", no_wrap=True)
    earlier = {found["name"]: _rows(found) for found in before}
    columns = [(_rows(found), earlier.get(found["name"])) for found in figures]
    rows = dict.fromkeys(row for own, was in columns for row in (*own, *(was or {})))
    for row in rows:
        table.add_row(
            row,
            *(
                str(own.get(row, 0)) if was is None else f"{was.get(row, 0)} → {own.get(row, 0)}"
                for own, was in columns
            ),
        )
    console.print(table)


def _rows(found: dict[str, Any]) -> dict[str, int]:
    told = {f"told: {name}": count for name, count in found["problems"].items()}
    return {
        "pages": found["pages"],
        "nothing told but of the copy's length": found["clean"],
        **found["gaps"],
        **told,
    }


if __name__ == "__main__":
    main()
