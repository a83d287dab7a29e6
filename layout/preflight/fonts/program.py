"""An embedded font program, which may be broken in any way -> its glyphs and their advances, or what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from content.pdf.streams import unpack_stream
from content.pdf.values import entry, name

LARGEST: Final = 64 * 2**20
"""Bytes of a font program. The largest faces of Han script have 30 MB, whole."""

Outlines = Literal["glyf", "cff", "type1"]

Outline = Literal["whole", "blank", "broken"]
"""What a glyph draws: something, nothing, or what can't be drawn."""


class BrokenProgram(Exception):
    """A program that can't be used; the text ends the sentence "the font program …"."""


@dataclass(frozen=True, slots=True)
class Program:
    """A font program. Glyphs are counted from 0, which is .notdef.

    `across` gives a glyph's advance in thousandths of an em, None where the program does not say; `down` the same for
    vertical text. `of_cid` is the glyph of a character id, where the program has such; `of_name` that of a name, and
    `of_code` that of a code in the program's own encoding; `of_char` that of a Unicode value. `outline` tells what a
    glyph draws.
    """

    outlines: Outlines
    glyphs: int
    across: Callable[[int], float | None]
    outline: Callable[[int], Outline]
    down: Callable[[int], float | None] = lambda _: None
    of_cid: Callable[[int], int | None] | None = None
    of_name: Mapping[str, int] | None = None
    of_code: Callable[[int], int | None] | None = None
    of_char: Callable[[int], int | None] | None = None


def embedded(descriptor: Any) -> tuple[str, Any]:
    """The key and the stream of the program within; ("", None) where there is none."""
    for key in ("/FontFile2", "/FontFile3", "/FontFile"):
        if entry(descriptor, key) is not None:
            return key, entry(descriptor, key)
    return "", None


def opened(key: str, stream: Any) -> Program:
    """The program of a font's descriptor. Raises BrokenProgram."""
    from layout.preflight.fonts.cff import cff_program
    from layout.preflight.fonts.sfnt import sfnt_program
    from layout.preflight.fonts.type1 import type1_program

    data = unpack_stream(stream)
    if data is None:
        raise BrokenProgram("can't be unpacked")
    if not data:
        raise BrokenProgram("is empty")
    if len(data) > LARGEST:
        raise BrokenProgram(f"has more than {LARGEST // 2**20} MB")
    try:
        if key == "/FontFile":
            return type1_program(data)
        if key == "/FontFile2" or name(entry(stream, "/Subtype")) == "OpenType":
            return sfnt_program(data)
        return cff_program(data)
    except (IndexError, KeyError, ValueError, OverflowError) as error:
        # Tables that lead out of themselves.
        raise BrokenProgram("leads to places outside of itself") from error
