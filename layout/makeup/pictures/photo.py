"""A photo's block -> its region: the picture cropped to its area, or an FPO, with caption and credit after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from content.photo import Photo
from content.pictures.picturefile import PictureFacts
from content.problems import Place, Problem
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.pictures.captionrows import Captions
from layout.makeup.pictures.captions import Captioned
from layout.makeup.pictures.pageedge import HalfPicture, ground_on_page, place_at_edges
from layout.makeup.pictures.photoplot import make_photo_plot
from layout.makeup.pictures.picture import fpo_items, low_resolution
from layout.makeup.pictures.whole import WholePicture, fit_caption, show_whole
from layout.plan.blocks import CaptionedBlock, PhotoBlock
from layout.scene import Item, Mpt, Picture, Rect


def make_photo(block: PhotoBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up a photo: what its caption and the white leave of the area is the picture's. It stands upright however
    the lines run.
    """
    photo = desk.photos[block.photo]
    captions, facts = Captions((photo,), block, desk, spot), _facts_if_whole(block, desk)
    if facts is None:
        place = place_at_edges(captions, block)
        items, problems = place_picture(photo, place.rect, desk, spot, place.half)
        region = desk.region(block, spot, (*items, *place.captioned.items))
        region = replace(
            region,
            bleeds=place.bleeds,
            comes_from=block.comes_from,
            captions_on=place.captioned.on,
        )
        found = (*place.captioned.problems, *place.problems, *problems)
        return BlockMakeup(region, place.captioned.copy, (), found)
    captioned, whole = place_whole(captions, facts)
    items = whole.items
    if block.wraps_outline:
        points = outline_in(facts, whole.rect)
        items = tuple(replace(item, outline=points) if isinstance(item, Picture) else item for item in items)
    region = replace(desk.region(block, spot, (*items, *captioned.items)), captions_on=captioned.on)
    found = (*captioned.problems, *whole.problems, *_whole_at_edge(block, spot))
    return BlockMakeup(region, captioned.copy, (), found)


def _whole_at_edge(block: PhotoBlock, spot: BlockSpot) -> Iterator[Problem]:
    """That a code, which is shown whole without a word of its block, is to reach an edge of the page."""
    for key in ("bleed", "spread_to", "spread_from"):
        if getattr(block, key):
            what = "The photo is a code, which is shown whole and reaches no edge of the page."
            where = spot.at(key).place(block.photo)
            yield Problem("whole-at-edge", "press", what, where, f"take `{key}` out")


def find_picture(block: PhotoBlock, desk: Desk, spot: BlockSpot) -> Rect:
    """Where on the page a photo's picture is, as far as it is inside the block's area."""
    captions, facts = Captions((desk.photos[block.photo],), block, desk, spot), _facts_if_whole(block, desk)
    return place_at_edges(captions, block).ground if facts is None else place_whole(captions, facts)[1].rect


def place_whole(captions: Captions, facts: PictureFacts) -> tuple[Captioned, WholePicture]:
    """A photo of which all is seen, alone in its block: its caption, as wide as the picture, and that in its place."""
    plot = make_photo_plot(captions.block, captions.desk)
    captioned = fit_caption(captions, plot, facts)
    return captioned, show_whole(captions, facts, ground_on_page(captioned, plot))


def _facts_if_whole(block: PhotoBlock, desk: Desk) -> PictureFacts | None:
    """The facts of a block's picture, if that is there and all of it is seen: shown whole, or in its outline."""
    photo, facts = desk.photos[block.photo], desk.pictures.get(block.photo)
    if facts is None:
        return None
    return facts if is_shown_whole(block, photo) or (block.wraps_outline and facts.outline) else None


def is_shown_whole(block: CaptionedBlock, photo: Photo) -> bool:
    """Whether nothing of a photo is cut off: a code that machines read is whole unless its block says otherwise."""
    return block.show == "whole" or (block.show is None and photo.code is not None)


def outline_in(facts: PictureFacts, rect: Rect) -> tuple[tuple[Mpt, Mpt], ...]:
    """A picture's outline where the whole of it fills a rectangle of the page."""
    return tuple((rect.x + round(x * rect.width), rect.y + round(y * rect.height)) for x, y in facts.outline)


def place_picture(
    photo: Photo, rect: Rect, desk: Desk, spot: BlockSpot, half: HalfPicture | None = None
) -> tuple[tuple[Item, ...], list[Problem]]:
    """A photo cropped to a rectangle of the page, or its FPO. A `half` of one over two pages shows its part of it."""
    facts = desk.pictures.get(photo.id)
    if facts is None:
        return fpo_items(photo.file, rect, desk), []
    both = rect if half is None else Rect(0, 0, half.width, rect.height)
    crop = crop_box(facts, photo.focus, both)
    picture = Picture(photo.id, photo.file, facts.sha256, rect, crop, photo.alt)
    problems: list[Problem] = []
    if half is None or half.first:
        problems = _cut_away(picture, facts, desk, spot.at("lines").place(photo.id))
    if half is not None:
        picture = replace(picture, crop=halve_crop(crop, rect.width, half))
    where = spot.place(photo.id, "file")
    return (picture,), [*low_resolution(picture, desk, where, line_art=facts.mode == "1"), *problems]


def halve_crop(crop: tuple[int, int, int, int], width: Mpt, half: HalfPicture) -> tuple[int, int, int, int]:
    """The pixels of a half that is so wide: both halves end at one and the same pixel, next to the fold."""
    left, top, right, bottom = crop
    fold = half.start or width
    middle = left + min(max(1, round((right - left) * fold / half.width)), right - left - 1)
    return (middle, top, right, bottom) if half.start else (left, top, max(middle, left + 1), bottom)


def _cut_away(picture: Picture, facts: PictureFacts, desk: Desk, where: Place) -> list[Problem]:
    """That a crop leaves out more of a photo than its paper lets pass unsaid: nothing, or one problem."""
    left, top, right, bottom = picture.crop
    lost = 100 - 100 * (right - left) * (bottom - top) / (facts.width * facts.height)
    if facts.code is not None and lost > 0:
        what = f"The code is cropped by {lost:.0f} percent of its area, and no machine will read it."
        return [Problem("cropped-code", "press", what, where, "let its block show it whole (`show: whole`)")]
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
