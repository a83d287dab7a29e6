"""Characters -> how each stands in a vertical line (UAX #50, Unicode 17)."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from layout.typeset.unicode.ranges import load_ranges

Orientation = Literal["R", "U", "Tr", "Tu"]
"""Rotated; upright; transformed (by a `vert` glyph), and rotated or upright where the face has no such glyph."""

_NAMES = {"R": "R", "U": "U", "r": "Tr", "u": "Tu"}


class _Orientations(dict[int, str]):
    """A `str.translate` table that finds a character's letter when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = load_ranges("orientation").value(code)
        self[code] = letter
        return letter


@cache
def _table() -> _Orientations:
    return _Orientations()


def orientations(text: str) -> str:
    """One letter for each code point of `text`: `R`, `U`, `r` for Tr, `u` for Tu.

    Unassigned and private characters and lone surrogates have the letters that Unicode gives them. A combining mark
    and a variation selector have their own, but stand as the character before them does.
    """
    return text.translate(_table())


def orientation(char: str) -> Orientation:
    """The Vertical_Orientation of one character."""
    return cast(Orientation, _NAMES[_table()[ord(char)]])
