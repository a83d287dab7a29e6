"""Turns the page of photos into measurements: whole processes of this program, first and second, and of its peers."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import Bench, Failed
from benchmarks.photo_child import ROWS
from benchmarks.photopage import photographs, write_edition, write_html, write_typst
from benchmarks.setter import PDF

RUNS = 3

_WRITE: dict[str, Callable[[Path, Sequence[Path]], None]] = {
    "Duikai": write_edition,
    "Typst": write_typst,
    "WeasyPrint": write_html,
}


@dataclass(frozen=True, slots=True)
class PhotoTime:
    """One row's runs. Seconds are of each whole process, `cpu` over all threads; `peak` is the largest resident memory
    of a run, `pdf` the size of the file, both in bytes.
    """

    row: str
    seconds: tuple[float, ...]
    cpu: tuple[float, ...]
    peak: int
    pdf: int

    @property
    def wall_ms(self) -> float:
        return median(self.seconds) * 1000

    @property
    def cpu_ms(self) -> float:
        return median(self.cpu) * 1000


def measure_photos(bench: Bench, programs: Sequence[str]) -> Iterator[PhotoTime | tuple[str, str]]:
    """What each row needs, of the programs that are asked for; a row and a reason where it made nothing.

    The photos are made for the run, in a folder of the system's for what is temporary.
    """
    with tempfile.TemporaryDirectory(prefix="duikai-bench-") as name:
        photos = photographs(Path(name) / "photos")
        for row in ROWS:
            program = row.partition(",")[0]
            if program not in programs:
                continue
            folder = Path(name) / program
            if not folder.is_dir():
                folder.mkdir()
                _WRITE[program](folder, photos)
            try:
                yield _measured(bench, row, folder)
            except Failed as failed:
                yield row, str(failed)


def _measured(bench: Bench, row: str, folder: Path) -> PhotoTime:
    command = [sys.executable, "-m", "benchmarks.photo_child", row, str(folder)]
    runs = []
    for _ in range(RUNS):
        if "first" in row:
            shutil.rmtree(folder / "cache", ignore_errors=True)
        runs.append(bench.launch(command, made=folder / PDF))
    return PhotoTime(
        row=row,
        seconds=tuple(run["seconds"] for run in runs),
        cpu=tuple(run["cpu"] for run in runs),
        peak=int(max(run["peak"] for run in runs)),
        pdf=(folder / PDF).stat().st_size,
    )
