"""A page and its golden -> what their comparison takes, beside drawing two PDFs in colour and comparing all pixels.

One process compares a page of the sample that is the same, again and again. Processor time is what counts.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
from rich.console import Console
from rich.table import Table

from layout.golden.comparing import compare_pairs, pair_pages
from layout.golden.goldenfolder import compared_page, read_golden
from layout.golden.pdfpages import DPI, draw_pages
from layout.press.document import Resources, write_pdf
from layout.proof.raster import render
from layout.publish import set_edition
from layout.publishing.goldens import put_goldens
from layout.scene.astext import scene_text

RUNS = 7


@dataclass(frozen=True, slots=True)
class GoldenTime:
    """One way to compare a page: processor seconds of each run, and how much of them is drawing, in seconds."""

    row: str
    cpu: tuple[float, ...]
    drawing: float

    @property
    def cpu_ms(self) -> float:
        return median(self.cpu) * 1000


def measure_goldens(edition: Path) -> list[GoldenTime]:
    """The first page of an edition, compared with a golden of itself in both ways."""
    outcome, catalogue = set_edition(edition)
    scene = outcome.made.scene
    page = scene.pages[0]
    resources = Resources(
        open_face=lambda face: catalogue.open(face.sha256, face.index, face.axes), root=outcome.edition.root
    )
    pdf = write_pdf(scene, (page,), resources)
    now = compared_page(
        page.name, scene_text(page), page.name, lambda: draw_pages(pdf, [0], whole=True)[0], foreign=False
    )
    with tempfile.TemporaryDirectory(prefix="duikai-bench-") as name:
        folder = Path(name) / "golden"
        put_goldens(folder, compare_pairs(pair_pages({}, {page.name: now}, {}), 1, with_files=True))

        def ours() -> None:
            golden = {page.name: read_golden(folder, page.name)}
            (compared,) = compare_pairs(pair_pages(golden, {page.name: now}, {}), 1)
            assert compared.page.verdict == "same"

        gray = median(_cpu(lambda: render(pdf, dpi=DPI, gray=True)))
        colour = median(_cpu(lambda: render(pdf, dpi=DPI, gray=False))) * 2
        return [
            GoldenTime("Duikai, scene, ink and file", _cpu(ours), gray),
            GoldenTime("two PDFs in RGB, all pixels", _cpu(lambda: _all_pixels(pdf)), colour),
        ]


def _all_pixels(pdf: bytes) -> None:
    was, now = (np.asarray(render(pdf, dpi=DPI, gray=False)[0], dtype=np.int16) for _ in range(2))
    assert not (np.abs(was - now) > 2).any()


def _cpu(work: Callable[[], object]) -> tuple[float, ...]:
    work()
    seconds = []
    for _ in range(RUNS):
        begin = time.process_time()
        work()
        seconds.append(time.process_time() - begin)
    return tuple(seconds)


def show_goldens(console: Console, times: list[GoldenTime]) -> None:
    """One table, in processor time."""
    if not times:
        return
    title = "comparing a page that is the same, at 100 dpi, medians"
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("", no_wrap=True)
    for name in ("cpu ms", "drawing", "beside it", "runs"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in times:
        drawing = row.drawing * 1000
        table.add_row(
            row.row,
            f"{row.cpu_ms:.0f}",
            f"{drawing:.0f}",
            f"{max(0.0, row.cpu_ms - drawing):.0f}",
            str(len(row.cpu)),
        )
    console.print(table)
