"""An advertisement's block -> its region: the finished page or picture at its size in its area, or an FPO."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from content.advert import AdvertFacts, Advertisement
from content.problems import Place, Problem
from layout import scene
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.pictures.frame import frame_items
from layout.makeup.pictures.picture import fpo_items, low_resolution, share_white
from layout.plan.blocks import AdvertBlock
from layout.plan.blocks.pictures import AdvertScale, Corner
from layout.scene import Item, Mpt, Picture, Rect
from layout.scene.geometry import as_millimetres, millimetres

TOO_LARGE: Final[Mpt] = millimetres(0.5)
"""By so much an advertisement may be larger than its area: it is cut off nowhere, and reaches into the white around."""

WHITE: Final[Mpt] = millimetres(1)
"""An advertisement that is smaller than its area by more was ordered for another."""


def make_advert(block: AdvertBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up an advertisement. Nothing of it is drawn outside its room, but for the tolerance."""
    advert = desk.adverts[block.advert]
    facts = desk.advert_facts.get(advert.id)
    room = advert_room(block, desk)
    problems: list[Problem] = []
    if room.width <= 0 or room.height <= 0:
        what = "The frame's padding leaves no room for the advertisement."
        hint = "give the block more columns or lines, or the frame less padding_em"
        problems.append(Problem("no-room", "press", what, _place(spot, advert, "frame"), hint))
        room = desk.grid.picture_rect(block.area)
    if facts is None:
        items = fpo_items(advert.file, room, desk)
    else:
        size = _size(facts, block.scale, room)
        problems += _size_problems(facts, block, room, _place(spot, advert, "scale"))
        item = _item(advert, facts, _place_advert(size, block.align, room))
        if isinstance(item, Picture):
            line_art = facts.picture is not None and facts.picture.mode == "1"
            problems += low_resolution(item, desk, _place(spot, advert, "scale"), line_art=line_art)
        items = (item,)
    whole = desk.grid.picture_rect(block.area)
    region = desk.region(block, spot, (*frame_items(block.frame, whole, desk), *items))
    return BlockMakeup(region, problems=tuple(problems))


def fit_advert(advert: Advertisement, facts: AdvertFacts, room: Rect, align: Corner) -> Item:
    """What came finished, all of it, as large as a room of the page holds it."""
    return _item(advert, facts, _place_advert(_size(facts, "fit", room), align, room))


def _place(spot: BlockSpot, advert: Advertisement, key: str) -> Place:
    return replace(spot.at(key).place(), advert=advert.id)


def advert_room(block: AdvertBlock, desk: Desk) -> Rect:
    """Where on the page a block's advertisement is: the size to order one in.

    A frame keeps its padding on all sides.
    """
    rect = desk.grid.picture_rect(block.area)
    padding = round(block.frame.padding_em * desk.grid.em) if block.frame else 0
    return Rect(rect.x + padding, rect.y + padding, rect.width - 2 * padding, rect.height - 2 * padding)


def in_mm(width: float, height: float) -> str:
    """Two lengths in thousandths of a point, as messages give a size: `105.8 × 148.2 mm`."""
    return f"{as_millimetres(round(width)):.1f} × {as_millimetres(round(height)):.1f} mm"


@dataclass(frozen=True, slots=True)
class _AdvertPlace:
    """Where what is shown is, and which part of the advertisement that is: left, top, right and bottom, each 0 to
    1 of it from its top left corner.
    """

    rect: Rect
    part: tuple[float, float, float, float]


def _size(facts: AdvertFacts, scale: AdvertScale, room: Rect) -> tuple[Mpt, Mpt]:
    """How large the whole advertisement is printed. A picture without a size of its own is fitted."""
    own = facts.size
    if own is None:
        assert facts.picture is not None  # only pictures have no size
        own = facts.picture.sides
        scale = "fit" if scale == "none" else scale
    if scale == "none":
        return round(own[0] * 1000), round(own[1] * 1000)
    factors = room.width / own[0], room.height / own[1]
    factor = min(factors) if scale == "fit" else max(factors)
    # The side that is fitted is the room's to the last bit.
    width, height = (
        side if own_factor == factor else max(1, round(length * factor))
        for length, own_factor, side in zip(own, factors, (room.width, room.height), strict=True)
    )
    return width, height


def _place_advert(size: tuple[Mpt, Mpt], align: Corner, room: Rect) -> _AdvertPlace:
    """Where an advertisement of that size is placed in its room; what is over the tolerance is cut off."""
    across, down = share_white(align)
    x, width, left, right = _along(size[0], room.x, room.width, across)
    y, height, top, bottom = _along(size[1], room.y, room.height, down)
    return _AdvertPlace(Rect(x, y, width, height), (left, top, right, bottom))


def _along(length: Mpt, start: Mpt, room: Mpt, share: float) -> tuple[Mpt, Mpt, float, float]:
    """In one direction: where it begins and how long it is shown, and from where to where of its length, 0 to 1."""
    free = room - length
    if free >= -TOO_LARGE:
        return start + round(free * share), length, 0.0, 1.0
    cut = round(-free * share)
    return start, room, cut / length, (cut + room) / length


def _item(advert: Advertisement, facts: AdvertFacts, placed: _AdvertPlace) -> Item:
    left, top, right, bottom = placed.part
    if facts.picture is not None:
        width, height = facts.picture.width, facts.picture.height
        x, y = min(round(left * width), width - 1), min(round(top * height), height - 1)
        crop = (x, y, max(round(right * width), x + 1), max(round(bottom * height), y + 1))
        return Picture(advert.id, advert.file, facts.sha256, placed.rect, crop, advert.alt)
    corners = [_on_sheet(facts, x, y) for x, y in ((left, top), (right, bottom))]
    (x1, x2), (y1, y2) = (sorted(sides) for sides in zip(*corners, strict=True))
    return scene.Advert(advert.id, advert.file, facts.sha256, placed.rect, (x1, y1, x2, y2), advert.alt)


def _on_sheet(facts: AdvertFacts, x: float, y: float) -> tuple[float, float]:
    """A point of an advertisement as it is looked at, from its top left corner -> in units of the page that it is.

    The page is turned clockwise to be looked at (ISO 32000-1 table 30, Rotate).
    """
    assert facts.box is not None  # it is a PDF's
    left, bottom, right, top = facts.box
    across, up = ((x, 1 - y), (y, x), (1 - x, y), (1 - y, 1 - x))[facts.quarters]
    # A millionth of a unit is nothing on paper; ends come out as they are in the file.
    return (
        right if across == 1 else round(left + across * (right - left), 6),
        top if up == 1 else round(bottom + up * (top - bottom), 6),
    )


def _size_problems(facts: AdvertFacts, block: AdvertBlock, room: Rect, where: Place) -> Iterator[Problem]:
    """What is wrong with the size of an advertisement that is printed at its own."""
    if block.scale != "none":
        return
    needed = in_mm(room.width, room.height)
    if facts.size is None:
        name = block.id or block.advert
        what = f"The picture does not say how large it is; the block {name!r} is {needed}."
        hint = "write `scale: fit` or `scale: fill`, or save it with its pixels to the inch"
        yield Problem("advert-size", "press", what, where, hint)
        return
    width, height = round(facts.size[0] * 1000), round(facts.size[1] * 1000)
    own = in_mm(width, height)
    if width - room.width > TOO_LARGE or height - room.height > TOO_LARGE:
        what = f"The advertisement is {own}, and the block has room for {needed}: it is cut off."
        hint = f"order it in {needed}, give the block other columns or lines, or write `scale: fit`"
        yield Problem("advert-size", "press", what, where, hint)
    elif room.width - width > WHITE or room.height - height > WHITE:
        what = f"The advertisement is {own}, smaller than the block, which is {needed}."
        hint = f"order it in {needed}, give the block fewer columns or lines, or write `scale: fit`"
        yield Problem("advert-white", "warning", what, where, hint)
