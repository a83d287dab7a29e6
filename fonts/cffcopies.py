"""A CFF table and some of its glyphs -> the table with those once more, each copy with a code of its own."""

from __future__ import annotations

import io
from collections.abc import Sequence


def repeat_glyphs(cff: bytes, glyphs: Sequence[int]) -> bytes:
    """A bare CFF table with `glyphs` of it once more at its end, in the order given.

    In CFF a code is the glyph, so two characters that share an outline (⼀ and 一, hyphen and minus) can
    only be told apart by a second copy of it.
    """
    # It happens rarely, and fontTools takes long to import.
    from fontTools.cffLib import CFFFontSet
    from fontTools.ttLib import TTFont

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(cff), None, isCFF2=False)
    top = fonts[0]
    outlines = top.CharStrings
    names = list(top.charset)
    index = outlines.charStringsIndex
    # Only a CID-keyed font has dictionaries to select from, and numbers for names.
    selector = getattr(top, "FDSelect", None)
    for copy, glyph in enumerate(glyphs):
        name = f"cid{len(names):05d}" if selector is not None else f"{names[glyph]}.copy{copy}"
        outlines.charStrings[name] = len(index)
        index.append(index[glyph])
        if selector is not None:
            selector.append(selector[glyph])
        names.append(name)
    top.charset = names
    top.numGlyphs = len(names)
    written = io.BytesIO()
    fonts.compile(written, TTFont(recalcTimestamp=False, recalcBBoxes=False), isCFF2=False)
    return written.getvalue()
