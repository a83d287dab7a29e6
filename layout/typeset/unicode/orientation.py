"""Characters -> how each stands in a vertical line (UAX #50, Unicode 17)."""

from __future__ import annotations

from typing import Literal

from layout.typeset.unicode.ranges import load_ranges

Orientation = Literal["R", "U", "Tr", "Tu"]
"""Rotated; upright; transformed (by a `vert` glyph), and rotated or upright where the face has no such glyph."""

_NAMES: dict[str, Orientation] = {"R": "R", "U": "U", "r": "Tr", "u": "Tu"}


def orientation(char: str) -> Orientation:
    """The Vertical_Orientation of one code point.

    Unassigned and private characters and lone surrogates have the one that Unicode gives them. A combining mark and a
    variation selector have their own, but stand as the character before them does.
    """
    return _NAMES[load_ranges("orientation")[ord(char)]]
