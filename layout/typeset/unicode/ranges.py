"""A shipped table of ranges (`linebreak.txt`, `orientation.txt`) -> the value that a code point has."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Ranges:
    """`values[n]` is the value of all code points from `starts[n]` up to `starts[n + 1]`."""

    starts: tuple[int, ...]
    values: tuple[str, ...]

    def value(self, code: int) -> str:
        return self.values[bisect_right(self.starts, code) - 1]


@cache
def load_ranges(name: str) -> Ranges:
    """The table in the file `name`.txt. It names every code point from U+0000."""
    text = (files("layout.typeset.unicode") / f"{name}.txt").read_text(encoding="utf-8")
    rows = [line.split(" ") for line in text.splitlines() if not line.startswith("#")]
    return Ranges(tuple(int(code, 16) for code, _ in rows), tuple(value for _, value in rows))
