"""Turns the command line into a benchmark: `python -m benchmarks [--pages 1 32] [--characters 10000] …`."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from rich.console import Console

from benchmarks import setting_child
from benchmarks.faces import face_folder
from benchmarks.goldens import GoldenTime, measure_goldens, show_goldens
from benchmarks.measure import Bench, Failed, Measurement
from benchmarks.photopage import PHOTOS
from benchmarks.photos import PhotoTime, measure_photos
from benchmarks.report import machine, show, show_photos, show_setting, versions, write
from benchmarks.setters import SETTERS
from benchmarks.setting import SettingTime, measure_setting
from benchmarks.shares import SHARED, measure_shares, show_shares

ROOT = Path(__file__).resolve().parent.parent


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--pages",
        type=int,
        nargs="*",
        default=[1, 8, 32, 128],
        metavar="N",
        help="numbers of pages (default: 1 8 32 128)",
    )
    parser.add_argument(
        "--only",
        nargs="+",
        choices=list(SETTERS),
        default=list(SETTERS),
        metavar="NAME",
        help="which programs",
    )
    parser.add_argument(
        "--characters",
        type=int,
        nargs="*",
        default=[10_000, 1_000_000],
        metavar="N",
        help="numbers of characters for setting alone (default: 10000 1000000)",
    )
    parser.add_argument(
        "--photos",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="the page of twelve photos (default: yes)",
    )
    parser.add_argument(
        "--goldens",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="comparing a page with its golden (default: yes)",
    )
    parser.add_argument("--json", type=Path, default=ROOT / "out" / "bench.json", metavar="FILE")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    plain = Console()
    # A pipe has no width of its own, and a table that is folded at 80 can't be read.
    console = plain if plain.is_terminal else Console(width=120)
    work = ROOT / ".cache" / "bench" / "work"
    bench = Bench(ROOT, work, face_folder(ROOT / ".cache"))
    console.print(" · ".join(f"{name} {value}" for name, value in {**machine(), **versions()}.items()))
    measurements: list[Measurement] = []
    failures: dict[tuple[str, int], str] = {}
    for pages in asked.pages:
        # Of a program that takes minutes for an edition, its smaller ones say enough.
        for name in (name for name in asked.only if pages <= SETTERS[name].most_pages):
            # Afresh each time: the documents of a run are a hundred copies of the sample, its photo included.
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir(parents=True)
            with console.status(f"{name}, {pages}"):
                try:
                    measurements += bench.measure(SETTERS[name], pages)
                except Failed as failed:
                    failures[name, pages] = str(failed)
    settings: list[SettingTime] = []
    for characters in asked.characters:
        for name in (name for name in setting_child.SETTERS if name in asked.only):
            work.mkdir(parents=True, exist_ok=True)
            with console.status(f"{name}, {characters} characters"):
                try:
                    settings += measure_setting(bench, name, characters)
                except Failed as failed:
                    failures[f"{name}, setting alone", characters] = str(failed)
    shares = []
    for pages in (pages for pages in asked.pages if pages <= SHARED):
        with console.status(f"shares, {pages}"):
            shares.append(measure_shares(bench, pages))
    photos: list[PhotoTime] = []
    if asked.photos:
        work.mkdir(parents=True, exist_ok=True)
        with console.status("photos"):
            for found in measure_photos(bench, asked.only):
                if isinstance(found, PhotoTime):
                    photos.append(found)
                else:
                    failures[f"{found[0]}, page of photos", PHOTOS] = found[1]
    goldens: list[GoldenTime] = []
    if asked.goldens:
        with console.status("goldens"):
            goldens = measure_goldens(ROOT / "content" / "editions" / "wujin")
    shutil.rmtree(work, ignore_errors=True)
    show(console, measurements, failures)
    show_shares(console, shares)
    show_setting(console, settings)
    show_photos(console, photos)
    show_goldens(console, goldens)
    write(asked.json, (*measurements, *shares, *settings, *photos, *goldens), failures)


if __name__ == "__main__":
    main()
