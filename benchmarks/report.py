"""Turns measurements into a table for a person and a JSON file for a program."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from ctypes.util import find_library
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.goldens import GoldenTime
from benchmarks.measure import Measurement
from benchmarks.photos import PhotoTime
from benchmarks.setter import Mode
from benchmarks.setters import SETTERS
from benchmarks.setting import SettingTime
from benchmarks.shares import Shares

Failures = Mapping[tuple[str, int], str]
"""Why a program set nothing, by its name and the number of pages, or of characters."""


def versions() -> dict[str, str]:
    packages = sorted({package for setter in SETTERS.values() for package in setter.packages})
    return {package: version(package) for package in packages}


def machine() -> dict[str, str | int | None]:
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        # WeasyPrint subsets with fontTools where the machine doesn't have it, some twenty times slower.
        "libharfbuzz-subset": "yes" if find_library("harfbuzz-subset") else "no",
    }


def show(console: Console, measurements: Sequence[Measurement], failures: Failures) -> None:
    """One table for each number of pages. Ratios are to this program, which is 1."""
    for pages in sorted({measurement.pages for measurement in measurements}):
        here = {(row.setter, row.mode): row for row in measurements if row.pages == pages}
        console.print(page_table(pages, here))
    for (name, pages), reason in failures.items():
        what = f"{pages} characters" if name.endswith("setting alone") else count(pages)
        what = f"{pages} photos" if name.endswith("of photos") else what
        console.print(f"{name}, {what}: nothing measured: {reason}", style="yellow")


def page_table(pages: int, rows: Mapping[tuple[str, Mode], Measurement]) -> Table:
    table = Table(title=f"{count(pages)}, medians", title_justify="left", title_style="bold")
    table.add_column("", no_wrap=True)
    for name in ("cold ms", "ratio", "peak MB", "warm ms", "ratio", "a page ms", "cpu ms", "PDF KB", "runs"):
        table.add_column(name, justify="right", no_wrap=True)
    ours = next(iter(SETTERS))
    for name in SETTERS:
        cold, warm = rows.get((name, "cold")), rows.get((name, "warm"))
        known = cold or warm
        if known is None:
            continue
        table.add_row(
            name,
            f"{cold.wall_ms:.0f}" if cold else "",
            ratio(cold, rows.get((ours, "cold"))),
            f"{cold.peak / 1e6:.0f}" if cold and cold.peak else "",
            f"{warm.wall_ms:.1f}" if warm else "",
            ratio(warm, rows.get((ours, "warm"))),
            f"{warm.wall_ms / pages:.1f}" if warm else "",
            f"{warm.cpu_ms:.1f}" if warm else "",
            f"{known.pdf / 1e3:.0f}" if known.pdf else "",
            " + ".join(str(len(row.seconds)) for row in (cold, warm) if row),
        )
    return table


def show_setting(console: Console, times: Sequence[SettingTime]) -> None:
    """One table of setting alone. Ratios are to this program, which is 1."""
    if not times:
        return
    table = Table(
        title="setting alone, 13 characters a line, medians", title_justify="left", title_style="bold"
    )
    table.add_column("", no_wrap=True)
    for name in (
        "characters",
        "paragraphs",
        "warm ms",
        "ratio",
        "cpu ms",
        "µs a character",
        "lines",
        "peak MB",
        "runs",
    ):
        table.add_column(name, justify="right", no_wrap=True)
    ours = {(row.characters, row.single): row for row in times if row.setter == next(iter(SETTERS))}
    for row in sorted(times, key=lambda row: (row.characters, row.single)):
        own = ours.get((row.characters, row.single))
        table.add_row(
            row.setter,
            f"{row.characters:,}",
            "one" if row.single else "many",
            f"{row.wall_ms:.1f}",
            f"{row.wall_ms / own.wall_ms:.2f}" if own else "",
            f"{row.cpu_ms:.1f}",
            f"{row.wall_ms * 1000 / row.characters:.2f}",
            f"{row.lines:,}",
            f"{row.peak / 1e6:.0f}",
            str(len(row.seconds)),
        )
    console.print(table)


def show_photos(console: Console, times: Sequence[PhotoTime]) -> None:
    """One table of the page of photos, each row a whole process."""
    if not times:
        return
    title = "12 photos of 24 megapixels on a page, whole processes, medians"
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("", no_wrap=True)
    for name in ("ms", "cpu ms", "peak MB", "PDF KB", "runs"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in times:
        table.add_row(
            row.row,
            f"{row.wall_ms:.0f}",
            f"{row.cpu_ms:.0f}",
            f"{row.peak / 1e6:.0f}",
            f"{row.pdf / 1e3:.0f}",
            str(len(row.seconds)),
        )
    console.print(table)


def ratio(measurement: Measurement | None, ours: Measurement | None) -> str:
    return f"{measurement.wall_ms / ours.wall_ms:.2f}" if measurement and ours else ""


def count(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} different pages"


def write(
    path: Path,
    measurements: Iterable[Measurement | SettingTime | PhotoTime | Shares | GoldenTime],
    failures: Failures,
) -> None:
    """Everything that was measured, each run for itself: seconds and bytes. Setting alone has `characters`, the page of
    photos and the goldens `row`.
    """
    report = {
        "machine": machine(),
        "versions": versions(),
        "measurements": [asdict(measurement) for measurement in measurements],
        "failures": [
            {"setter": name, "pages": pages, "reason": reason} for (name, pages), reason in failures.items()
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)
