"""A shipped table of ranges (`linebreak.txt`, `orientation.txt`) -> the value that a code point has."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from importlib.resources import files


class Ranges(dict[int, str]):
    """A `str.translate` table that finds a code point's value when it is first met: `names[n]` from `starts[n]` on."""

    def __init__(self, starts: tuple[int, ...], names: tuple[str, ...]) -> None:
        super().__init__()
        self.starts, self.names = starts, names

    def __missing__(self, code: int) -> str:
        self[code] = name = self.names[bisect_right(self.starts, code) - 1]
        return name


@cache
def load_ranges(name: str) -> Ranges:
    """The table in the file `name`.txt. It names every code point from U+0000."""
    text = (files("layout.typeset.unicode") / f"{name}.txt").read_text(encoding="utf-8")
    rows = [line.split(" ") for line in text.splitlines() if not line.startswith("#")]
    return Ranges(tuple(int(code, 16) for code, _ in rows), tuple(value for _, value in rows))
