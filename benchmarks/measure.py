"""Turns a program and a number of pages into measurements: cold processes, and one warm process."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.pagetext import read_pages
from benchmarks.setter import PDF, Mode, Setter

COLD_RUNS, COLD_BUDGET = 5, 10.0
"""The most runs of a cold process, and the seconds after which no further one is begun."""

WARM_RUNS = 10


class Failed(Exception):
    """A program that could not set the page; the message is the last line that it wrote."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One program at one number of pages, `mode` cold or warm. Seconds are of each run, in the order they were made.

    `cpu` is processor time over all threads, in seconds. `peak` is the largest resident memory of a cold process, in
    bytes. `pdf` is the size of the file, in bytes, of the copy as it stands.
    """

    setter: str
    mode: Mode
    pages: int
    seconds: tuple[float, ...]
    cpu: tuple[float, ...]
    peak: int | None
    pdf: int

    @property
    def wall_ms(self) -> float:
        return median(self.seconds) * 1000

    @property
    def cpu_ms(self) -> float:
        return median(self.cpu) * 1000


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the work is done: `root` of the project, a folder for inputs and results, and the faces."""

    root: Path
    work: Path
    faces: Path

    def measure(self, setter: Setter, pages: int) -> list[Measurement]:
        """What is asked of the program, at one number of pages. Raises Failed when it can't set them."""
        ways: dict[Mode, Callable[[Setter, int], Measurement]] = {"cold": self.cold, "warm": self.warm}
        return [ways[mode](setter, pages) for mode in setter.modes]

    def prepare(self, setter: Setter, pages: int, run: int) -> Path:
        """The folder of one document of `pages` pages; no two runs are given the same pages."""
        folder = self.work / re.sub(r"\W+", "-", setter.name) / f"{pages}-{run}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        setter.prepare(folder, read_pages(self.root, pages, skip=pages * run), self.faces)
        return folder

    def cold(self, setter: Setter, pages: int) -> Measurement:
        """Whole processes, one after another, after one that is not counted: it brings the files into memory."""
        folder = self.prepare(setter, pages, 0)
        command = setter.command(folder) if setter.command else self.child(setter, [folder])
        self.launch(command, made=folder / setter.pdf)
        runs: list[dict[str, float]] = []
        begin = time.perf_counter()
        while not runs or (len(runs) < COLD_RUNS and time.perf_counter() - begin < COLD_BUDGET):
            runs.append(self.launch(command, made=folder / setter.pdf))
        return Measurement(
            setter=setter.name,
            mode="cold",
            pages=pages,
            seconds=tuple(run["seconds"] for run in runs),
            cpu=tuple(run["cpu"] for run in runs),
            peak=int(median(run["peak"] for run in runs)),
            pdf=(folder / setter.pdf).stat().st_size,
        )

    def warm(self, setter: Setter, pages: int) -> Measurement:
        """One process that sets one document after another, each with other pages, after one that is not counted."""
        runs = WARM_RUNS if pages == 1 else 3
        folders = [self.prepare(setter, pages, run) for run in range(runs + 1)]
        self.launch(self.child(setter, folders), made=folders[0] / PDF)
        result = json.loads((self.work / "child.json").read_text(encoding="utf-8"))
        return Measurement(
            setter=setter.name,
            mode="warm",
            pages=pages,
            seconds=tuple(result["seconds"]),
            cpu=tuple(result["cpu"]),
            peak=None,
            pdf=(folders[0] / PDF).stat().st_size,
        )

    def child(self, setter: Setter, folders: Sequence[Path]) -> list[str]:
        result = str(self.work / "child.json")
        return [
            sys.executable,
            "-m",
            "benchmarks.child",
            setter.name,
            str(self.faces),
            result,
            *map(str, folders),
        ]

    def launch(self, command: Sequence[str], *, made: Path) -> dict[str, float]:
        """Wall time, processor time and peak memory of a command. Raises Failed unless it made the PDF `made`.

        Exit code 1 is no failure where the PDF is there: another order of clauses can end a story a line late, and a
        build says so with that code.
        """
        made.unlink(missing_ok=True)
        result = self.work / "launch.json"
        launcher = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py")), str(result)]
        # A person's Python keeps what it has compiled. Where it may not, each run would compile all modules again.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(
            [*launcher, *command], cwd=self.root, env=kept, capture_output=True, text=True, check=False
        )
        if done.returncode > 1 or not made.is_file():
            said = (done.stderr or done.stdout).strip().splitlines()
            raise Failed(said[-1] if said else f"exit code {done.returncode}")
        measured: dict[str, float] = json.loads(result.read_text(encoding="utf-8"))
        return measured
