"""An edition of so many pages -> what each stage of its build takes: reading, setting, make-up, press, and so on.

One process does everything, so that the times add up; setting is what make-up asks of the line setter.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from benchmarks.duikai import DUIKAI
from benchmarks.measure import Bench, Failed

SHARED = 32
"""Editions of more pages have the shares of a smaller one."""

STAGES = ("reading", "setting", "make-up", "press", "preflight", "proof")


@dataclass(frozen=True, slots=True)
class Shares:
    """Seconds of each stage for an edition of so many pages, after another was built to warm up."""

    pages: int
    seconds: dict[str, float]


def measure_shares(bench: Bench, pages: int) -> Shares:
    """The stages of one edition. Raises Failed when it can't be built."""
    folders = [bench.prepare(DUIKAI, count, run) for count, run in ((1, 9), (pages, 0))]
    result = bench.work / "shares.json"
    command = [sys.executable, "-m", "benchmarks.shares_child", str(result), *map(str, folders)]
    done = subprocess.run(command, cwd=bench.root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed((done.stderr.strip().splitlines() or ["nothing was said"])[-1])
    return Shares(pages, json.loads(result.read_text(encoding="utf-8")))


def show_shares(console: Console, found: Sequence[Shares]) -> None:
    """One table of milliseconds a page."""
    if not found:
        return
    table = Table(title="A page's stages, ms a page in one process", title_justify="left", title_style="bold")
    table.add_column("pages", justify="right")
    for name in STAGES:
        table.add_column(name, justify="right", no_wrap=True)
    for one in found:
        table.add_row(str(one.pages), *(f"{one.seconds[name] / one.pages * 1000:.1f}" for name in STAGES))
    console.print(table)
