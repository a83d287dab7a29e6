"""An edition's heads and panels that lie on photos -> those whose photo is not there, or is not under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from content.nearest import meant
from content.problems import Problem
from content.reading import Read
from layout.plan.blocks import Block, CopyBlock, PhotoBlock, range_ends
from layout.plan.edition import EditionModel, PlannedBlock, block_id, blocks_of
from layout.plan.grid import Area
from layout.plan.paper import Paper


def off_pictures(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Heads and panels that are to lie on a photo that their page has not, or outside of it."""
    for at in blocks_of(read):
        name = at.block.lies_on
        if name is None:
            continue
        photos = {
            block_id(block, number): block
            for number, block in enumerate(at.page.blocks)
            if isinstance(block, PhotoBlock)
        }
        keys = ("head", "on") if isinstance(at.block, CopyBlock) else ("over",)
        if name not in photos:
            known = sorted(photos)
            hint = meant(
                name, known, f"the page has {', '.join(known)}" if known else "the page has no photo"
            )
            what = f"There is no photo's block {name!r} on the page to lie on."
            yield at.refusal("unknown-name", what, hint, *keys)
            continue
        photo = photos[name]
        if photo.columns_are == "legs":
            what = f"The photo {name!r} counts the legs of a story, and nothing can lie on it."
            yield at.refusal("outside-picture", what, "let the photo count the page's own columns", *keys)
        elif isinstance(at.block, CopyBlock):
            writing = at.block.head.writing or paper.grid_of(at.page.grid).writing
            yield from _head_faults(at, at.block, photo.area, vertical=writing == "vertical")
        elif photo.area.overlap(at.block.area) != at.block.area:
            what = f"The block in {at.block.area} is not all on the photo {name!r}, which is in {photo.area}."
            yield at.refusal("outside-picture", what, "give it columns and lines of the photo's own", *keys)


def _head_faults(
    at: PlannedBlock[Block], block: CopyBlock, photo: Area, *, vertical: bool
) -> Iterator[Problem]:
    """What is wrong with where on a photo a head is to be."""
    head = block.head
    sides = ("right", "left") if vertical else ("bottom", "top")
    if head.side is not None and head.side not in sides:
        run = "downward" if vertical else "level"
        what = f"A head whose lines run {run} can't lie at the {head.side} of a picture."
        yield at.refusal("bad-head-place", what, f"write {sides[0]} or {sides[1]}", "head", "side")
    if head.columns_are == "legs":
        what = "A head on a picture counts the page's own columns."
        yield at.refusal("bad-head-place", what, "take `columns_are` out", "head", "columns_are")
        return
    for key, own, most in (
        ("columns", head.columns, (photo.first_column, photo.last_column)),
        ("lines", head.lines, (photo.first_line, photo.last_line)),
    ):
        if not own:
            continue
        first, last = range_ends(own)
        if last < first or first < most[0] or last > most[1]:
            what = (
                f"The head's {key} {own} are not in those of the photo that it lies on, {most[0]}-{most[1]}."
            )
            yield at.refusal("bad-head-place", what, f"give it some of the photo's {key}", "head", key)
