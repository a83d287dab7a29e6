"""A block of several photos (组照) -> its region: rows of pictures, each with its caption or all with one below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from content.problems import Problem
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.pictures.captionrows import Captions
from layout.makeup.pictures.captions import Captioned, place_captions
from layout.makeup.pictures.photo import is_shown_whole, place_picture
from layout.makeup.pictures.photoplot import make_photo_plot
from layout.makeup.pictures.whole import fit_caption, show_whole
from layout.makeup.plot import Plot
from layout.plan.blocks import PhotoGroupBlock
from layout.plan.edition import stories_on
from layout.scene import Item, Mpt, Rect
from layout.scene.geometry import turned_rect

MOST_LINES_BETWEEN = 4
"""From the last line of a story to the first of a group that stands right under it."""

LEAST_EM = 4
"""Ems of the body in the width of the narrowest photo, and in its depth."""


def make_photo_group(block: PhotoGroupBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up a group: rows of so many photos, all rows as deep as each other, with even white between."""
    photos = [desk.photos[name] for name in block.photos]
    plot = make_photo_plot(block, desk)
    problems: list[Problem] = []
    together = block.captions == "together"
    captioned = [place_captions(Captions(photos, block, desk, spot), plot)] if together else []
    ground = captioned[0].ground if together else plot.inner
    cells = _cells(block, ground, desk, across=plot.across or ground.width != plot.inner.width)
    if min(min(cell.width, cell.height) for cell in cells) < LEAST_EM * desk.grid.em:
        what = f"{len(photos)} photos leave less than {LEAST_EM} ems to one of them."
        place = spot.at("photos").place(photos[0].id)
        problems.append(Problem("no-room", "press", what, place, "make the block larger, or take photos out"))
        cells = [ground] * len(cells)
    if not together:
        each = [Captions((photo,), block, desk, spot) for photo in photos]
        captioned = _caption_each(each, [replace(plot, whole=cell, inner=cell) for cell in cells])
        cells = [own.ground for own in captioned]
    items: list[Item] = []
    of_pictures: list[Problem] = []
    for photo, cell in zip(photos, cells, strict=True):
        rect = turned_rect(cell, plot.page_width) if plot.vertical else cell
        facts = desk.pictures.get(photo.id)
        if facts is not None and is_shown_whole(block, photo):
            whole = show_whole(Captions((photo,), block, desk, spot), facts, rect)
            items += whole.items
            of_pictures += whole.problems
            continue
        shown, wrong = place_picture(photo, rect, desk, spot)
        items += shown
        of_pictures += wrong
    for own in captioned:
        items += own.items
        problems += own.problems
    copy = tuple(text for own in captioned for text in own.copy)
    region = replace(desk.region(block, spot, items), captions_on=any(own.on for own in captioned))
    return BlockMakeup(region, copy, (), (*problems, *of_pictures))


def _caption_each(captions: Sequence[Captions], plots: Sequence[Plot]) -> list[Captioned]:
    """Each photo's caption on its own plot. Pictures side by side end level, and their captions begin so: each leaves
    as much as the deepest caption of its row takes.
    """
    depths: dict[Mpt, Mpt] = {}
    for own, plot in zip(captions, plots, strict=True):
        depths[plot.inner.y] = max(place_captions(own, plot).depth, depths.get(plot.inner.y, 0))
    return [_caption_one(own, plot, depths[plot.inner.y]) for own, plot in zip(captions, plots, strict=True)]


def _caption_one(own: Captions, plot: Plot, depth: int) -> Captioned:
    """A photo's caption at least so deep, as wide as the picture where that is shown whole."""
    [photo] = own.photos
    facts = own.desk.pictures.get(photo.id)
    if facts is not None and is_shown_whole(own.block, photo):
        return fit_caption(own, plot, facts, depth)
    return place_captions(own, plot, depth)


def _cells(block: PhotoGroupBlock, ground: Rect, desk: Desk, *, across: bool) -> list[Rect]:
    """The place of each photo. The last row may have fewer; they are as wide as all of it. Captions between two rows
    keep the white under them.
    """
    gap = desk.grid.gutter if block.gap_em is None else round(block.gap_em * desk.grid.em)
    white = round(desk.paper.white.under_caption_lines * desk.grid.leading)
    between = max(gap, white) if block.captions == "each" and block.caption_place != "on" else gap
    side_by_side = min(block.across or len(block.photos), len(block.photos))
    rows = -(-len(block.photos) // side_by_side)
    found = []
    for row, (top, height) in enumerate(_shares(ground.height, between, (1.0,) * rows)):
        count = min(side_by_side, len(block.photos) - row * side_by_side)
        shares = block.shares if len(block.shares) == count else (1.0,) * count
        own = () if block.gap_em is not None or across else _on_legs(block, shares, desk)
        places = own or [(ground.x + x, width) for x, width in _shares(ground.width, gap, shares)]
        found += [Rect(x, ground.y + top, width, height) for x, width in places]
    return found


def _on_legs(block: PhotoGroupBlock, shares: Sequence[float], desk: Desk) -> list[tuple[Mpt, Mpt]]:
    """The places of photos side by side that take whole legs of a story right over or under them, or whole columns of
    their block: where those have their shares. None where neither has.
    """
    grid, area = desk.grid, block.area
    rect = grid.rect(area)
    columns = [
        grid.rect(replace(area, first_column=at, last_column=at))
        for at in range(area.first_column, area.last_column + 1)
    ]
    ways = [[(column.x, column.right) for column in columns]]
    for story in stories_on(desk.blocks).values() if block.inside is None else ():
        over, under = area.first_line - story.area.last_line, story.area.first_line - area.last_line
        own = (story.area.first_column, story.area.last_column) == (area.first_column, area.last_column)
        if own and 1 <= max(over, under) <= MOST_LINES_BETWEEN and story.frame is None:
            em = desk.wardrobe[story.body_style].em
            legs = grid.legs(rect.x, rect.width, story.leg_count, em)
            ways.insert(0, [(leg.x, leg.x + leg.width) for leg in legs])
    for way in ways:
        ends = [len(way) * sum(shares[:number]) / sum(shares) for number in range(len(shares) + 1)]
        if all(end == round(end) for end in ends):
            starts = [way[round(end)][0] for end in ends[:-1]]
            return [(x, way[round(end) - 1][1] - x) for x, end in zip(starts, ends[1:], strict=True)]
    return []


def _shares(length: Mpt, gap: Mpt, shares: tuple[float, ...]) -> list[tuple[Mpt, Mpt]]:
    """Where in a length each of the parts that share it begins, and how long it is."""
    count = len(shares)
    room = max(count, length - (count - 1) * gap)
    ends = [round(room * sum(shares[:number]) / sum(shares)) for number in range(count + 1)]
    return [(start + number * gap, max(1, end - start)) for number, (start, end) in enumerate(pairwise(ends))]
