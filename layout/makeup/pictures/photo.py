"""A photo's block -> its region: the picture cropped to its area, or an FPO, with caption and credit after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from content.photo import Photo
from content.pictures.picturefile import PictureFacts
from content.problems import Place, Problem
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.pictures.captionrows import NARROWEST_CAPTION_EM, Captions
from layout.makeup.pictures.captions import Captioned, place_captions
from layout.makeup.pictures.contrast import find_faint_type
from layout.makeup.pictures.photoplot import make_photo_plot
from layout.makeup.pictures.picture import fpo_items, low_resolution
from layout.makeup.plot import Plot
from layout.plan.blocks import PhotoBlock
from layout.plan.inks import spots_of
from layout.scene import Item, Mpt, Picture, Rect
from layout.scene.geometry import turned_rect


def make_photo(block: PhotoBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up a photo: what its caption and the white leave of the area is the picture's. It stands upright however
    the lines run.
    """
    photo = desk.photos[block.photo]
    facts = desk.pictures.get(photo.id)
    if block.wrap == "outline" and facts is not None and facts.outline:
        captioned, rect = place_outlined(block, facts, desk, spot)
        items, problems = place_picture(photo, rect, desk, spot)
        points = outline_in(facts, rect)
        items = tuple(replace(item, outline=points) if isinstance(item, Picture) else item for item in items)
    else:
        plot = make_photo_plot(block, desk)
        captioned = place_captions(Captions((photo,), block, desk, spot), plot)
        rect = turned_rect(captioned.ground, plot.page_width) if plot.vertical else captioned.ground
        items, problems = place_picture(photo, rect, desk, spot)
    faint = find_faint_captions(photo.id, items, captioned, desk, spot)
    region = replace(desk.region(block, spot, (*items, *captioned.items)), captions_on=captioned.on)
    return BlockMakeup(region, captioned.copy, (), (*captioned.problems, *problems, *faint))


def find_faint_captions(
    photo: str, items: Sequence[Item], captioned: Captioned, desk: Desk, spot: BlockSpot
) -> list[Problem]:
    """A problem where a caption on its photo is hard to read there: none, or one."""
    if not captioned.on:
        return []
    picture = next((item for item in items if isinstance(item, Picture)), None)
    spots, where = spots_of(desk.paper.inks), spot.at("caption_place").place(photo)
    return find_faint_type(captioned.items, picture, desk.pictures.get(photo), spots, where)


def place_outlined(
    block: PhotoBlock, facts: PictureFacts, desk: Desk, spot: BlockSpot
) -> tuple[Captioned, Rect]:
    """A photo that is shown whole inside its outline: its caption, as wide as the picture, and where that is: right
    over the caption, or under it. A narrower caption is deeper and leaves less to the picture, until the two agree.
    Where they would agree on hardly a picture, the caption is as wide as the block.
    """
    captions = Captions((desk.photos[block.photo],), block, desk, spot)
    plot = wide = make_photo_plot(block, desk)
    captioned = place_captions(captions, plot)
    first = rect = _whole_at(captions, facts, captioned, plot)
    found = captioned, first
    least = max(NARROWEST_CAPTION_EM * captions.dresses(plot)[0].em, first.width // 2)
    while captions.is_in_line and least <= rect.width < plot.inner.width:
        inner = replace(wide.inner, x=rect.x, width=rect.width)
        plot = replace(wide, inner=inner)
        captioned = place_captions(captions, plot)
        rect = _whole_at(captions, facts, captioned, plot)
        if rect.width == inner.width:
            found = captioned, rect
    captioned, rect = found
    return captioned, turned_rect(rect, plot.page_width) if plot.vertical else rect


def _whole_at(captions: Captions, facts: PictureFacts, captioned: Captioned, plot: Plot) -> Rect:
    """The place of a whole picture on the ground that its caption leaves, along the caption's lines."""
    ground, (across, down) = captioned.ground, facts.sides
    rect = whole_in((down, across) if plot.vertical else (across, down), ground)
    if not captioned.items or not captions.is_in_line:
        return rect
    return replace(rect, y=ground.bottom - rect.height if captions.side == "under" else ground.y)


def whole_in(sides: tuple[int, int], room: Rect) -> Rect:
    """The largest rectangle of a proportion in the middle of another."""
    across, down = sides
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
