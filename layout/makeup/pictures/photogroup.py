"""A block of several photos (组照) -> its region: rows of pictures, each with its caption or all with one below."""

from __future__ import annotations

from dataclasses import replace

from content.problems import Problem
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.pictures.photo import pictured, with_caption
from layout.makeup.plot import Plot, make_plot
from layout.plan.blocks import PhotoGroupBlock
from layout.plan.grid import turned_rect
from layout.scene import CopyText, Item, Mpt, Rect, Region

LEAST_EM = 4
"""Ems of the body in the width of the narrowest photo, and in its depth."""


def make_photo_group(block: PhotoGroupBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up a group: rows of so many photos, all rows as deep as each other, with even white between."""
    photos = [desk.photos[one] for one in block.photos]
    plot = make_plot(desk.grid, block.area, vertical=block.caption_writing == "vertical")
    items: list[Item] = []
    captions: list[Item] = []
    copy: list[CopyText] = []
    problems: list[Problem] = []
    together = block.captions == "together"
    ground = plot.inner
    if together:
        below = with_caption(photos, block, plot, (desk, spot))
        ground, captions, copy, problems = below.ground, [*below.items], [*below.copy], [*below.problems]
    cells = _cells(block, ground, round(block.gap_em * desk.grid.em))
    if min(min(cell.width, cell.height) for cell in cells) < LEAST_EM * desk.grid.em:
        problems.append(_too_small(block, spot))
        cells = [ground] * len(cells)
    at = desk, spot
    plots = [_cell_plot(plot, cell) for cell in cells]
    depths: dict[Mpt, int] = {}
    for photo, own_plot in zip(photos, plots, strict=True):
        # Pictures side by side end level: each leaves as much as the deepest caption of its row takes.
        depth = 0 if together else with_caption((photo,), block, own_plot, at).depth
        depths[own_plot.inner.y] = max(depth, depths.get(own_plot.inner.y, 0))
    for photo, cell, own_plot in zip(photos, cells, plots, strict=True):
        own = cell
        if not together:
            captioned = with_caption((photo,), block, own_plot, at, depths[cell.y])
            own = captioned.ground
            captions += captioned.items
            copy += captioned.copy
            problems += captioned.problems
        rect = turned_rect(own, plot.page_width) if plot.vertical else own
        shown, wrong = pictured(photo, rect, desk, spot)
        items += shown
        problems += wrong
    area = desk.grid.on_page(desk.grid.rect(block.area))
    region = Region(spot.block, block.kind, None, desk.paper.lang, area, (*items, *captions))
    return BlockMakeup(region, tuple(copy), (), tuple(problems))


def _cells(block: PhotoGroupBlock, ground: Rect, gap: Mpt) -> list[Rect]:
    """The place of each photo. The last row may have fewer; they are as wide as all of it."""
    across = min(block.across or len(block.photos), len(block.photos))
    rows = -(-len(block.photos) // across)
    found = []
    for row in range(rows):
        count = min(across, len(block.photos) - row * across)
        top, height = _part(ground.y, ground.height, (row, rows, gap), (1.0,) * rows)
        shares = block.shares if len(block.shares) == count else (1.0,) * count
        for at in range(count):
            x, width = _part(ground.x, ground.width, (at, count, gap), shares)
            found.append(Rect(x, top, width, height))
    return found


def _part(start: Mpt, length: Mpt, at: tuple[int, int, Mpt], shares: tuple[float, ...]) -> tuple[Mpt, Mpt]:
    """Where one of several parts of a length begins, and how long it is."""
    number, count, gap = at
    room = max(count, length - (count - 1) * gap)
    ends = [round(room * sum(shares[:one]) / sum(shares)) for one in range(count + 1)]
    return start + ends[number] + number * gap, max(1, ends[number + 1] - ends[number])


def _cell_plot(plot: Plot, cell: Rect) -> Plot:
    """The plot of one photo of the group: its cell, with the white that the whole has at head and foot."""
    white = plot.inner.y - plot.whole.y
    whole = Rect(cell.x, cell.y - white, cell.width, cell.height + 2 * white)
    return replace(plot, whole=whole, inner=cell)


def _too_small(block: PhotoGroupBlock, spot: BlockSpot) -> Problem:
    what = f"{len(block.photos)} photos leave less than {LEAST_EM} ems to one of them."
    return Problem(
        "no-room", "press", what, spot.place(block.photos[0]), "make the block larger, or take photos out"
    )
