"""A story's head and the photo that it is to lie on (压图题) -> where it is on the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from content.problems import Problem
from layout.makeup.desk import BlockSpot, Desk, Job
from layout.makeup.heads.head import set_head
from layout.makeup.heads.headstack import HeadStack, stack_height
from layout.makeup.pictures.photo import find_picture
from layout.plan.blocks import PhotoBlock, range_ends
from layout.plan.edition import block_id
from layout.plan.grid import Area
from layout.scene import Rect
from layout.scene.geometry import make_rect, turned_back

EDGE_EM = 1
"""Ems of the body between a head and the edges of the picture that it lies on."""


@dataclass(frozen=True, slots=True)
class PictureSeat:
    """A head that is set for its place on a picture, and that place along the grid; `across` where its lines run across
    the paper's.
    """

    head: HeadStack
    rect: Rect
    across: bool


def seat_on_picture(job: Job) -> PictureSeat | None:
    """Sets a head for the picture that its block names: at its foot (at its right, with lines that run downward), or at
    the side or in the columns and lines that the block says. None where there is no such photo on the page.
    """
    place, desk = job.block.head, job.desk
    photo = next(
        (
            block
            for number, block in enumerate(desk.blocks)
            if isinstance(block, PhotoBlock) and block_id(block, number) == place.on
        ),
        None,
    )
    if photo is None:
        return None
    picture = find_picture(photo, desk, BlockSpot(job.spot.page, place.on or ""))
    room = _room_in(picture, job)
    vertical = (place.writing or ("vertical" if desk.grid.vertical else "horizontal")) == "vertical"
    own = replace(desk, wardrobe=desk.wardrobe.running(vertical=vertical))
    head = set_head(replace(job, desk=own), max(1, room.height if vertical else room.width))
    deep = stack_height(head.tiers)
    head = replace(
        head, problems=(*head.problems, *_too_large(job, (deep, room.width if vertical else room.height)))
    )
    asked = bool(place.lines) if vertical == desk.grid.vertical else bool(place.columns)
    if vertical:
        x = room.x if place.side == "left" else room.right - deep
        x = x if not asked else room.right - deep
        on_page = Rect(x, room.y, deep, room.height)
    else:
        y = room.y if place.side == "top" or asked else room.bottom - deep
        on_page = Rect(room.x, y, room.width, deep)
    across = vertical != desk.grid.vertical
    return PictureSeat(head, _along_grid(on_page, desk, across=across), across)


def _along_grid(on_page: Rect, desk: Desk, *, across: bool) -> Rect:
    """A head's place along the grid. Where its lines run across the paper's, an inset is kept at their ends."""
    if across:
        less = desk.grid.inset
        if desk.grid.vertical:
            on_page = Rect(on_page.x - less, on_page.y, on_page.width + 2 * less, on_page.height)
        else:
            on_page = Rect(on_page.x, on_page.y - less, on_page.width, on_page.height + 2 * less)
    return turned_back(on_page, desk.grid.trim[0]) if desk.grid.vertical else on_page


def _room_in(picture: Rect, job: Job) -> Rect:
    """The part of a picture that a head may lie on: clear of its edges, in the columns and lines that are asked for."""
    place, grid = job.block.head, job.desk.grid
    edge = EDGE_EM * grid.em
    left, top, right, bottom = picture.x + edge, picture.y + edge, picture.right - edge, picture.bottom - edge
    if place.columns or place.lines:
        columns = range_ends(place.columns) if place.columns else (1, grid.columns)
        lines = range_ends(place.lines) if place.lines else (1, grid.lines)
        own = grid.on_page(grid.rect(Area(*columns, *lines)))
        left, top = max(left, own.x), max(top, own.y)
        right, bottom = min(right, own.right), min(bottom, own.bottom)
    return make_rect(left, top, max(left + 1, right), max(top + 1, bottom))


def _too_large(job: Job, sizes: tuple[int, int]) -> Iterator[Problem]:
    """A head that is deeper than the picture that it lies on."""
    deep, room = sizes
    if deep <= room:
        return
    what = (
        f"The head is {deep / 1000:.1f} pt deep, and the picture {job.block.head.on!r} has room for "
        f"{room / 1000:.1f} pt."
    )
    hint = "make the picture larger, shorten the head, or set it smaller"
    yield Problem("off-picture", "press", what, job.place_of_key("head"), hint)
