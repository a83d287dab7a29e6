"""The cells of a column -> where their lines begin: figures with their points one below the other, as one group.

A column of figures is set flush to its point or its end, and stands as a whole in the middle under its heading (custom
of newspapers' tables: 个位对齐, 小数点对齐; The Chicago Manual of Style 3.72, 3.73).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from layout.makeup.furniture.tables.cells import DressedCell
from layout.scene import Mpt

_WHOLE = re.compile(r"[0-9０-９](?:[0-9０-９,，\u00a0\u2009\u202f ]*[0-9０-９])?")
"""The whole number that a figure begins with, and its thousands: 1,234 of ↑1,234.5%."""


def whole_end(text: str) -> int | None:
    """Where the whole number of a figure ends: its point follows, or its unit. None of what is no figure."""
    found = _WHOLE.search(text)
    return None if found is None else found.end()


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """What the figures of a column take up together: before their point and from it on; or a whole line at most."""

    before: Mpt = 0
    behind: Mpt = 0
    grouped: bool = True

    @property
    def width(self) -> Mpt:
        return self.before + self.behind


def gather_figures(
    cells: Sequence[tuple[DressedCell, Sequence[tuple[int, int]]]], *, grouped: bool
) -> FigureGroup:
    """What the cells of one column take up that are set at their end, or at their points; each comes with its lines."""
    before = behind = widest = 0
    for cell, lines in cells:
        if cell.align == "decimal" and len(lines) == 1 and (end := whole_end(cell.words.text)) is not None:
            before = max(before, cell.width_of(0, end))
            behind = max(behind, cell.natural - cell.width_of(0, end))
        elif cell.align in ("decimal", "end"):
            widest = max([widest, *(cell.width_of(*line) for line in lines)])
    return FigureGroup(max(before, widest - behind), behind, grouped)


def start_of(cell: DressedCell, line: tuple[int, int], room: Mpt, group: FigureGroup) -> Mpt:
    """How far from the start of its column a line of a cell begins."""
    own = cell.width_of(*line)
    match cell.align:
        case "start":
            return 0
        case "center":
            return (room - own) // 2
        case _:
            pass
    aside = max(0, room - group.width)
    aside = aside // 2 if group.grouped else aside
    if cell.align == "end":
        return max(0, min(aside + group.width, room) - own)
    end = whole_end(cell.words.text)
    if end is None or line != (0, len(cell.words.text)):
        return max(0, aside + (group.width - own) // 2)
    return max(0, min(aside + group.before - cell.width_of(0, end), room - own))
