"""A face's tables -> where its glyphs hang in vertical lines, where HarfBuzz does not say it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

import uharfbuzz as hb

EM_BOX_ASCENT: Final = 880
"""Where a face without an em box of its own has the top of it, in thousandths of an em (OpenType `ideo`, −120)."""


@dataclass(frozen=True, slots=True)
class VerticalMetrics:
    """The vertical metrics of a face. HarfBuzz reads them but for one thing: where there are CFF outlines and no VORG
    (`by_ink`), it does not take the origin from the top side bearing, as OpenType (vmtx) has it.
    """

    by_ink: bool
    table: bytes
    long_metrics: int

    def bearing(self, glyph: int) -> int:
        """The top side bearing of a glyph, in font units: from its vertical origin down to its ink."""
        last = min(glyph, self.long_metrics - 1)
        # Four bytes for each glyph with an advance of its own, then two for each that has the last one's.
        place = 4 * last + 2 + 2 * (glyph - last)
        return int.from_bytes(self.table[place : place + 2], "big", signed=True)


def vertical_metrics(face: hb.Face) -> VerticalMetrics | None:
    """The face's vertical metrics; None unless both of their tables are there and hold a glyph."""
    tags = set(face.table_tags)
    if not {"vhea", "vmtx"} <= tags:
        return None
    header, table = face.reference_table("vhea").data or b"", face.reference_table("vmtx")
    long_metrics = int.from_bytes(header[34:36], "big")
    if not long_metrics or len(table) < 4 * long_metrics:
        return None
    by_ink = not tags & {"VORG", "glyf"}
    return VerticalMetrics(by_ink, (table.data or b"") if by_ink else b"", long_metrics)


def em_box_top(font: hb.Font) -> int:
    """The top of the em box of a face's Han characters, in font units over the baseline.

    As OpenType reckons it (registered baseline tags, `ideo`): an em over the BASE table's `ideo`; else the typographic
    ascender, where that and the descender make an em, as CJK faces have it; else `EM_BOX_ASCENT`.
    """
    upem = int(font.face.upem)
    bottom = font.get_layout_baseline("ideo", "ltr", "hani", "")
    if bottom is not None:
        return int(bottom) + upem
    metrics = (font.face.reference_table("OS/2").data or b"")[68:72]
    if len(metrics) == 4:
        ascender, descender = struct.unpack(">hh", metrics)
        if ascender - descender == upem:
            return int(ascender)
    return upem * EM_BOX_ASCENT // 1000
