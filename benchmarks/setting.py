"""Turns numbers of characters into measurements of setting alone: lines of 13 characters, no page, no PDF."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import Bench
from benchmarks.pagetext import read_pages

PARAGRAPH = 190
"""Characters of a paragraph: the sample's have as many on average."""

WARM_UP = 10_000
MOST = 200_000
"""Characters up to which a text is set ten times, each time another text; a longer one is set once."""


@dataclass(frozen=True, slots=True)
class SettingTime:
    """One setter's runs over texts of so many characters, in paragraphs or in a single one, after one to warm up.

    Seconds are of each run; `lines` are what the last text took; `peak` is the process's largest resident memory, in
    bytes.
    """

    setter: str
    characters: int
    single: bool
    seconds: tuple[float, ...]
    cpu: tuple[float, ...]
    lines: int
    peak: int

    @property
    def wall_ms(self) -> float:
        return median(self.seconds) * 1000

    @property
    def cpu_ms(self) -> float:
        return median(self.cpu) * 1000


def measure_setting(bench: Bench, setter: str, characters: int) -> Iterator[SettingTime]:
    """What a setter of `benchmarks.setting_child` needs, in paragraphs and in a single one. Raises Failed."""
    runs = 10 if characters <= MOST else 1
    texts = [text(bench.root, characters, run) for run in range(1, runs + 1)]
    for single in (False, True):
        files = []
        for number, one in enumerate([text(bench.root, WARM_UP, 0), *texts]):
            file = bench.work / f"text-{number}.json"
            file.write_text(json.dumps(paragraphs(one, single), ensure_ascii=False), encoding="utf-8")
            files.append(str(file))
        result = bench.work / "setting.json"
        child = ["-m", "benchmarks.setting_child", setter, str(bench.faces), str(result), *files]
        used = bench.launch([sys.executable, *child], made=result)
        found = json.loads(result.read_text(encoding="utf-8"))
        yield SettingTime(
            setter=setter,
            characters=characters,
            single=single,
            seconds=tuple(found["seconds"]),
            cpu=tuple(found["cpu"]),
            lines=found["lines"],
            peak=int(used["peak"]),
        )


def text(root: Path, characters: int, run: int) -> str:
    """So many characters of the sample's clauses, in an order of each run's own."""
    found: list[str] = []
    length, page = 0, run * 100_000
    while length < characters:
        for one in read_pages(root, 8, skip=page):
            for story in (one.lead, one.notes, one.second):
                found += story.paragraphs
                length += sum(map(len, story.paragraphs))
        page += 8
    return "".join(found)[:characters]


def paragraphs(whole: str, single: bool) -> Sequence[str]:
    return [whole] if single else [whole[at : at + PARAGRAPH] for at in range(0, len(whole), PARAGRAPH)]
