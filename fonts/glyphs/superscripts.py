"""A face's OS/2 table -> how small it wants its superscripts and subscripts, and how far raised and lowered."""

from __future__ import annotations

from typing import Final

import uharfbuzz as hb

RAISED: Final = (600, 350)
LOWERED: Final = (600, -75)
"""Size and rise in thousandths of an em where a face says nothing that can be used: as most faces have it."""

_SIZES: Final = range(400, 801)
_RISES: Final = {True: range(200, 601), False: range(-400, -19)}
"""What is believed. Faces that nobody looked at have 0 there, or an em."""


def script_metrics(font: hb.Font, *, raised: bool) -> tuple[int, int]:
    """The size of superscripts (or subscripts) and how far their baseline is over that of the line, in thousandths of
    an em (OpenType, OS/2: ySuperscriptYSize and ySuperscriptYOffset, ySubscriptYSize and ySubscriptYOffset).
    """
    tags = hb.OTMetricsTag
    if raised:
        names = tags.SUPERSCRIPT_EM_Y_SIZE, tags.SUPERSCRIPT_EM_Y_OFFSET
    else:
        names = tags.SUBSCRIPT_EM_Y_SIZE, tags.SUBSCRIPT_EM_Y_OFFSET
    upem = int(font.face.upem)
    size, offset = (int(font.get_metric_position(name) or 0) * 1000 // upem for name in names)
    rise = abs(offset) if raised else -abs(offset)
    if size not in _SIZES or rise not in _RISES[raised]:
        return RAISED if raised else LOWERED
    return size, rise
