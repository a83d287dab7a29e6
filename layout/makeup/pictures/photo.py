"""A photo's block -> its region: the picture cropped to its area, or an FPO, with caption and credit after it."""

from __future__ import annotations

from dataclasses import replace

from content.photo import Photo
from content.pictures.picturefile import PictureFacts
from content.problems import Place, Problem
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.pictures.captions import NARROWEST_CAPTION_EM, Captioned, Captions, place_captions
from layout.makeup.pictures.picture import fpo_items, low_resolution
from layout.makeup.plot import make_plot
from layout.plan.blocks import PhotoBlock
from layout.scene import Item, Mpt, Picture, Rect
from layout.scene.geometry import turned_rect


def make_photo(block: PhotoBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up a photo: what its caption leaves of the area is the picture's, to the line (or the em, where the
    caption's lines run across the paper's). The picture stands upright however the lines run.
    """
    photo = desk.photos[block.photo]
    plot = make_plot(desk.grid, block.area, vertical=block.caption_writing == "vertical")
    facts = desk.pictures.get(photo.id)
    if block.wrap == "outline" and facts is not None and facts.outline:
        captioned, rect = place_outlined(block, facts, desk, spot)
        items, problems = place_picture(photo, rect, desk, spot)
        points = outline_in(facts, rect)
        items = tuple(replace(item, outline=points) if isinstance(item, Picture) else item for item in items)
    else:
        captioned = place_captions(Captions((photo,), block, desk, spot), plot)
        rect = turned_rect(captioned.ground, plot.page_width) if plot.vertical else captioned.ground
        items, problems = place_picture(photo, rect, desk, spot)
    region = desk.region(block, spot, (*items, *captioned.items))
    return BlockMakeup(region, captioned.copy, (), (*captioned.problems, *problems))


def place_outlined(
    block: PhotoBlock, facts: PictureFacts, desk: Desk, spot: BlockSpot
) -> tuple[Captioned, Rect]:
    """A photo that is shown whole inside its outline: its caption, as wide as the picture, and where that is."""
    photo = desk.photos[block.photo]
    plot = make_plot(desk.grid, block.area, vertical=block.caption_writing == "vertical")
    captioned = place_captions(Captions((photo,), block, desk, spot), plot)
    if plot.vertical:
        return captioned, whole_in(facts, turned_rect(captioned.ground, plot.page_width))
    rect = whole_in(facts, captioned.ground)
    if rect.width >= NARROWEST_CAPTION_EM * desk.wardrobe.get(block.caption_style, desk.body).em:
        narrow = replace(
            plot,
            whole=Rect(rect.x, plot.whole.y, rect.width, plot.whole.height),
            inner=Rect(rect.x, plot.inner.y, rect.width, plot.inner.height),
        )
        captioned = place_captions(Captions((photo,), block, desk, spot), narrow)
    return captioned, whole_in(facts, captioned.ground)


def whole_in(facts: PictureFacts, room: Rect) -> Rect:
    """The largest rectangle of a picture's proportion in the middle of another."""
    across, down = facts.sides
    width = min(room.width, room.height * across // down)
    height = min(room.height, width * down // across)
    return Rect(room.x + (room.width - width) // 2, room.y + (room.height - height) // 2, width, height)


def outline_in(facts: PictureFacts, rect: Rect) -> tuple[tuple[Mpt, Mpt], ...]:
    """A picture's outline where the whole of it fills a rectangle of the page."""
    return tuple((rect.x + round(x * rect.width), rect.y + round(y * rect.height)) for x, y in facts.outline)


def place_picture(
    photo: Photo, rect: Rect, desk: Desk, spot: BlockSpot
) -> tuple[tuple[Item, ...], list[Problem]]:
    """A photo cropped to a rectangle of the page, or its FPO."""
    facts = desk.pictures.get(photo.id)
    if facts is None:
        return fpo_items(photo.file, rect, desk), []
    picture = Picture(photo.id, photo.file, facts.sha256, rect, crop_box(facts, photo.focus, rect), photo.alt)
    problems = low_resolution(picture, desk, spot.place(photo.id, "file"), line_art=facts.mode == "1")
    return (picture,), [*problems, *_cut_away(picture, facts, desk, spot.at("lines").place(photo.id))]


def _cut_away(picture: Picture, facts: PictureFacts, desk: Desk, where: Place) -> list[Problem]:
    """That a crop leaves out more of a photo than its paper lets pass unsaid: nothing, or one problem."""
    left, top, right, bottom = picture.crop
    lost = 100 - 100 * (right - left) * (bottom - top) / (facts.width * facts.height)
    if lost <= desk.paper.press.warn_crop_percent:
        return []
    sides = "top and bottom" if right - left == facts.width else "left and right"
    what = f"The photo is cropped by {lost:.0f} percent of its area, at {sides}, to fit its block."
    hint = "give the block a shape nearer to the photo's, or see by `focus` that what matters is kept"
    return [Problem("cropped-photo", "warning", what, where, hint)]


def crop_box(facts: PictureFacts, focus: tuple[float, float], rect: Rect) -> tuple[int, int, int, int]:
    """The largest part of a picture, in pixels, of a rectangle's proportion as it is printed, as near to its focus
    as fits.
    """
    width = max(1, min(facts.width, round(facts.height * rect.width / rect.height / facts.wide)))
    height = max(1, min(facts.height, round(facts.width * facts.wide * rect.height / rect.width)))
    left = min(max(0, round(focus[0] * facts.width - width / 2)), facts.width - width)
    top = min(max(0, round(focus[1] * facts.height - height / 2)), facts.height - height)
    return left, top, left + width, top + height
