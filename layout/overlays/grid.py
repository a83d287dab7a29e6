"""The page's grid -> its basic columns, tinted and numbered at head and foot, and its lines, every fifth numbered.

In a vertical grid columns are counted from the head, with their numbers at the right (where lines begin) and at the
left; lines from the right edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from layout.overlays.sheet import STEP, OverlaySheet
from layout.scene import Mpt, PageGrid, Rect
from layout.scene.overlay import Drawn, Label, Overlay, Patch, PenStroke, ScreenColour

TINT: Final[ScreenColour] = (232, 245, 252)
EDGE: Final[ScreenColour] = (120, 190, 222)
FIFTH: Final[ScreenColour] = (170, 216, 236)
INK: Final[ScreenColour] = (0, 98, 148)
HAIRLINE: Final[Mpt] = 250
EVERY: Final = 5
"""Lines from one that is numbered to the next."""

SIZE: Final[Mpt] = 6_500
_GAP: Final[Mpt] = 1_500
"""From the type area to the numbers."""

GridEdge = Literal["head", "foot", "left", "right"]


def draw_grid(sheet: OverlaySheet) -> Overlay:
    """The overlay; nothing on a page without a grid."""
    grid = sheet.page.grid
    if grid is None:
        return Overlay("grid", ())
    bands = tuple(column_bands(grid))
    marks = tuple(line_marks(grid))
    items: list[Drawn] = [Patch(band, TINT) for band in bands]
    items += [edge for band in bands for edge in _edges(band, grid)]
    items += [_line(grid, at) for _, at in marks]
    columns = [(str(number), _middle(band, grid)) for number, band in enumerate(bands, 1)]
    # A line's number stands beside the line itself, not beside its edge.
    half = grid.leading // 2 if grid.vertical else -grid.leading // 2
    lines = [(str(number), at + half) for number, at in marks]
    ends: tuple[GridEdge, GridEdge] = ("right", "left") if grid.vertical else ("head", "foot")
    sides: tuple[GridEdge, GridEdge] = ("head", "foot") if grid.vertical else ("left", "right")
    items += [label for side in ends for label in _row(sheet, grid.area, side, columns)]
    items += [label for side in sides for label in _row(sheet, grid.area, side, lines)]
    return Overlay("grid", tuple(items))


def column_bands(grid: PageGrid) -> Iterator[Rect]:
    """The rectangle of each basic column."""
    area, pitch = grid.area, grid.column + grid.gutter
    for number in range(grid.columns):
        if grid.vertical:
            yield Rect(area.x, area.y + number * pitch, area.width, grid.column)
        else:
            yield Rect(area.x + number * pitch, area.y, grid.column, area.height)


def line_marks(grid: PageGrid) -> Iterator[tuple[int, Mpt]]:
    """Every fifth line's number, and where the line ends across the lines: its foot, or its left edge."""
    for number in range(EVERY, grid.lines + 1, EVERY):
        depth = number * grid.leading
        yield number, grid.area.right - depth if grid.vertical else grid.area.y + depth


def _edges(band: Rect, grid: PageGrid) -> tuple[PenStroke, PenStroke]:
    if grid.vertical:
        low, high = (PenStroke(band.x, y, band.right, y, HAIRLINE, EDGE) for y in (band.y, band.bottom))
    else:
        low, high = (PenStroke(x, band.y, x, band.bottom, HAIRLINE, EDGE) for x in (band.x, band.right))
    return low, high


def _line(grid: PageGrid, at: Mpt) -> PenStroke:
    area = grid.area
    if grid.vertical:
        return PenStroke(at, area.y, at, area.bottom, HAIRLINE, FIFTH)
    return PenStroke(area.x, at, area.right, at, HAIRLINE, FIFTH)


def _middle(band: Rect, grid: PageGrid) -> Mpt:
    return band.y + band.height // 2 if grid.vertical else band.x + band.width // 2


def _row(sheet: OverlaySheet, area: Rect, side: GridEdge, numbers: list[tuple[str, Mpt]]) -> list[Label]:
    """Numbers along one side of the type area, as near to it as all of them have a white place."""
    away: Mpt = _GAP
    first = [_label(sheet, area, side, number, away) for number in numbers]
    labels = first
    while not all(sheet.is_free(label.rect) for label in labels):
        away += STEP
        labels = [_label(sheet, area, side, number, away) for number in numbers]
        if not all(sheet.is_on_page(label.rect) for label in labels):
            # No row is white: those that would cover type or another number are left out.
            labels = [label for label in first if sheet.is_free(label.rect)]
            break
    return [sheet.take(label) for label in labels]


def _label(sheet: OverlaySheet, area: Rect, side: GridEdge, number: tuple[str, Mpt], away: Mpt) -> Label:
    text, middle = number
    width, height = sheet.size_of(text, SIZE)
    match side:
        case "head":
            corner = middle - width // 2, area.y - away - height
        case "foot":
            corner = middle - width // 2, area.bottom + away
        case "left":
            corner = area.x - away - width, middle - height // 2
        case "right":
            corner = area.right + away, middle - height // 2
    return Label(Rect(*corner, width, height), text, SIZE, INK)
