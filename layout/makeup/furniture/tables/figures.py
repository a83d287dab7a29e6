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

_BLANKS = "\u00a0\u2009\u202f "
_WHOLE = re.compile(rf"[0-9０-９]{{1,3}}(?:[,，'’{_BLANKS}][0-9０-９]{{3}})+(?![0-9０-９])|[0-9０-９]+")
_WITH_COMMA = re.compile(rf"[0-9]{{1,3}}(?:[.'’{_BLANKS}][0-9]{{3}})+(?![0-9])|[0-9]+")
"""The whole number that a figure begins with, and its thousands: 1,234 of ↑1,234.5%; or 1.234 of 1.234,5."""

_COMMA_LANGUAGES = {
    "cs", "da", "de", "es", "fi", "fr", "hr", "hu", "id", "it", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl",
    "sv", "tr", "uk", "vi",
}  # fmt: skip
"""Languages whose decimal sign is a comma, and a point or a blank parts their thousands (CLDR, numbers)."""


def whole_end(text: str, lang: str = "") -> int | None:
    """Where the whole number of a figure ends: its point follows, or its unit. None of what is no figure."""
    whole = _WITH_COMMA if lang.partition("-")[0].lower() in _COMMA_LANGUAGES else _WHOLE
    found = whole.search(text)
    return None if found is None else found.end()


def is_figure(cell: DressedCell) -> bool:
    """Whether a cell is set at its point, or begins with a figure, or has no letter at all."""
    return cell.align == "decimal" or re.match(r"\W*(?:\d|$)", cell.words.text) is not None


def _cell_whole_end(cell: DressedCell) -> int | None:
    """The same of a cell, in its language."""
    return whole_end(cell.words.text, cell.dress.paragraph.profile.lang)


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
        if cell.align == "decimal" and len(lines) == 1 and (end := _cell_whole_end(cell)) is not None:
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
    end = _cell_whole_end(cell)
    if end is None or line != (0, len(cell.words.text)):
        return max(0, aside + (group.width - own) // 2)
    return max(0, min(aside + group.before - cell.width_of(0, end), room - own))
