"""A font program as a value: its glyphs, their advances, and what each draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

OutlineFormat = Literal["glyf", "cff", "type1"]

GlyphOutline = Literal["whole", "blank", "broken"]
"""What a glyph draws: something, nothing, or what can't be drawn."""


class BrokenProgram(Exception):
    """A program that can't be used; the text ends the sentence "the font program …"."""


@dataclass(frozen=True, slots=True)
class FontProgram:
    """A font program. Glyphs are counted from 0, which is .notdef.

    `across` gives a glyph's advance in thousandths of an em, None where the program does not say; `down` the same for
    vertical text. `of_cid` is the glyph of a character id, where the program has such; `of_name` that of a name, and
    `of_code` that of a code in the program's own encoding; `of_char` that of a Unicode value. `outline` tells what a
    glyph draws.
    """

    outlines: OutlineFormat
    glyphs: int
    across: Callable[[int], float | None]
    outline: Callable[[int], GlyphOutline]
    down: Callable[[int], float | None] = lambda _: None
    of_cid: Callable[[int], int | None] | None = None
    of_name: Mapping[str, int] | None = None
    of_code: Callable[[int], int | None] | None = None
    of_char: Callable[[int], int | None] | None = None
