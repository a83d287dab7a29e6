"""Unicode's own property files (tests/data/unicode) -> the tables that the setter ships; run as a module, writes them."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data" / "unicode"
TABLES = Path(__file__).resolve().parents[1] / "layout" / "typeset" / "unicode"

CODES = 0x110000
_HANGUL = range(0xAC00, 0xD7A4)
_WIDE = {"W": "+", "F": "+", "H": "+"}
_AFFIX = {"W": "+", "F": "+", "H": "=", "A": "~"}
_WIDTHLESS = {"BK", "CR", "LF", "NL", "SP", "ZW", "WJ", "GL", "CM", "ZJ"}
_ORIGIN = (
    "# Made of the Unicode Character Database 17.0.0, copyright 1991-2025 Unicode, Inc., under the Unicode licence\n"
    "# (LICENSE beside this file). Each line: the first code point of a range, and what it and all up to the next\n"
    "# line have. "
)
_LINE_BREAK = _ORIGIN + (
    "Line_Break as rule LB1 of UAX #14 resolves it, but CJ is kept, ZJ is ZWJ, Hangul is H2 or H3 by the\n"
    "# syllable. Behind a class: + East Asian (width F, W or H), but of PO and PR + is F and W, = is H and ~ is\n"
    "# ambiguous; < initial and > final punctuation (QU), ? an unassigned Extended_Pictographic, * the dotted circle.\n"
)
_ORIENTATION = _ORIGIN + "Vertical_Orientation (UAX #50): R, U, r for Tr, u for Tu.\n"


def lines(name: str) -> list[str]:
    """The lines of a file of `DATA`, with their comments."""
    return gzip.decompress((DATA / f"{name}.txt.gz").read_bytes()).decode("utf-8").splitlines()


def ranges(name: str) -> Iterator[tuple[range, str, str]]:
    """The code points of each line of a property file, the value, and the first word of the comment."""
    for line in lines(name):
        row, _, comment = line.partition("#")
        if row.strip():
            codes, _, value = row.partition(";")
            first, _, last = codes.strip().partition("..")
            yield (
                range(int(first, 16), int(last or first, 16) + 1),
                value.strip(),
                "".join(comment.split()[:1]),
            )


def values(name: str, missing: str) -> list[str]:
    """The value of every code point."""
    found = [missing] * CODES
    for codes, value, _ in ranges(name):
        found[codes.start : codes.stop] = [value] * len(codes)
    return found


def line_break() -> str:
    """The text of `linebreak.txt`."""
    width = values("EastAsianWidth-17", "N")
    pictographic = values("ExtendedPictographic-17", "")
    found = ["AL" + ("?" if pictographic[code] else _WIDE.get(width[code], "")) for code in range(CODES)]
    for codes, value, category in ranges("LineBreak-17"):
        for code in codes:
            found[code] = _resolved(value, category)
            if value == "QU":
                found[code] += {"Pi": "<", "Pf": ">"}.get(category, "")
            elif code == 0x25CC:
                found[code] += "*"
            elif value == "ID" and category == "Cn" and pictographic[code]:
                found[code] += "?"
            if value in ("PO", "PR"):
                found[code] += _AFFIX.get(width[code], "")
            elif found[code] not in _WIDTHLESS:
                found[code] += _WIDE.get(width[code], "")
    found[_HANGUL.start : _HANGUL.stop] = ["Hangul"] * len(_HANGUL)
    return _LINE_BREAK + _runs(found.__getitem__)


def _resolved(value: str, category: str) -> str:
    """LB1, less CJ."""
    if value in ("AI", "SG", "XX"):
        return "AL"
    if value == "SA":
        return "CM" if category in ("Mn", "Mc") else "AL"
    return "ZJ" if value == "ZWJ" else value


def orientation() -> str:
    """The text of `orientation.txt`."""
    letters = {"Tr": "r", "Tu": "u"}
    found = values("VerticalOrientation-17", "R")
    return _ORIENTATION + _runs(lambda code: letters.get(found[code], found[code]))


def _runs(value: Callable[[int], str]) -> str:
    rows, before = [], ""
    for code in range(CODES):
        now = value(code)
        if now != before:
            rows.append(f"{code:04X} {now}\n")
            before = now
    return "".join(rows)


if __name__ == "__main__":
    (TABLES / "linebreak.txt").write_text(line_break(), encoding="utf-8")
    (TABLES / "orientation.txt").write_text(orientation(), encoding="utf-8")
