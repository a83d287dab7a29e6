"""A picture that is shown whole, and a plot -> where it stands with its caption right beside it, its mat, and whether
machines can read it.

The caption is as wide as the picture, so that one depends on the other: a narrower caption is deeper, and leaves the
picture less. The plot is made smaller until the picture fills what the caption leaves of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from content.pictures.picturefile import PictureFacts
from content.problems import Problem
from layout.makeup.pictures.captionrows import NARROWEST_CAPTION_EM, Captions
from layout.makeup.pictures.captions import Captioned, place_captions
from layout.makeup.pictures.picture import low_resolution, share_white
from layout.makeup.plot import Plot
from layout.scene import Box, Ink, Item, Mpt, Picture, Rect
from layout.scene.geometry import as_millimetres

MOST_TRIES: Final = 12
"""How often a plot is made smaller: each line more of a caption takes a little of the picture's width."""

NEAR: Final[Mpt] = 10
"""White that is none: whole numbers of thousandths have no exact proportion."""

PAPER: Final = Ink(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class WholePicture:
    """A picture shown whole: what is painted for it, where it is on the page, and what is wrong."""

    items: tuple[Item, ...]
    rect: Rect
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Sides:
    """The sides of what is to be seen whole, in any one length: those of the picture, and white that its quiet zone
    needs beside it (left, top, right, bottom).
    """

    width: int
    height: int
    quiet: tuple[int, int, int, int]

    @property
    def whole(self) -> tuple[int, int]:
        left, top, right, bottom = self.quiet
        return left + self.width + right, top + self.height + bottom

    def less_quiet(self, rect: Rect) -> Rect:
        """The picture in the rectangle that it has with its quiet zone."""
        (width, height), (left, top, _, _) = self.whole, self.quiet
        return Rect(
            rect.x + rect.width * left // width,
            rect.y + rect.height * top // height,
            max(1, rect.width * self.width // width),
            max(1, rect.height * self.height // height),
        )


def fit_caption(captions: Captions, plot: Plot, facts: PictureFacts, depth: int = 0) -> Captioned:
    """The caption of a photo, the only one of these, at least so deep: as wide as the picture that it leaves room for,
    or as the picture's mat, which fills its place. One on the picture leaves it all of the place.
    """
    desk, block = captions.desk, captions.block
    sides = _sides_of(facts).whole
    left, over = _share_round(captions)
    shares = (over, 1 - left) if plot.vertical else (left, over)
    along = sides[::-1] if plot.vertical else sides
    if captions.side == "on":
        own = place_in(_inside_mat(captions, plot.inner) or plot.inner, along, shares)
        captioned = place_captions(captions, replace(plot, whole=own, inner=own), depth)
        return replace(captioned, ground=plot.inner)
    if block.mat_tint is not None:
        return place_captions(captions, plot, depth)
    least = NARROWEST_CAPTION_EM * plot.dress(desk.wardrobe.get(block.caption_style, desk.body)).em
    least = min(least, plot.inner.width)
    first = captioned = place_captions(captions, plot, depth)
    for _ in range(MOST_TRIES):
        ground = captioned.ground
        own = place_in(ground, along, shares)
        if own.width < least and captioned.items:
            return first  # a caption as narrow would be deeper than its picture
        # One beside its picture has a width of its own.
        narrower = ground.width - own.width if captions.side not in ("before", "behind") else 0
        shallower = ground.height - own.height
        if narrower <= NEAR and shallower <= NEAR:
            break
        plot = _shrink(plot, (narrower, shallower), shares)
        captioned = place_captions(captions, plot, depth)
    return captioned


def show_whole(captions: Captions, facts: PictureFacts, place: Rect) -> WholePicture:
    """The picture of a photo, the first of these captions, whole in its place on the page, on its mat if it has one."""
    photo = captions.photos[0]
    block, desk, spot = captions.block, captions.desk, captions.spot
    sides = _sides_of(facts)
    items: list[Item] = []
    problems: list[Problem] = []
    if block.mat_tint is not None:
        items.append(Box(place, desk.ink(block.mat_tint)))
    room = _inside_mat(captions, place)
    if room is None:
        what = f"The mat is {block.mat_em:g} em wide on each side and leaves no room for the picture."
        hint = "give the block more columns or lines, or the mat less mat_em"
        problems.append(Problem("no-room", "press", what, spot.at("mat_em").place(photo.id), hint))
        room = place
    seen = place_in(room, sides.whole, _share_round(captions))
    rect = sides.less_quiet(seen)
    crop = (0, 0, facts.width, facts.height)
    code = facts.code is not None
    picture = Picture(photo.id, photo.file, facts.sha256, rect, crop, photo.alt, code=code)
    if seen != rect:
        items.append(Box(seen, PAPER))
    if facts.code is None:  # whose pixels may be as coarse as its modules
        problems += low_resolution(picture, desk, spot.place(photo.id, "file"), line_art=facts.mode == "1")
    problems += _code_problems(picture, facts, captions)
    return WholePicture((*items, picture), rect, tuple(problems))


def _inside_mat(captions: Captions, place: Rect) -> Rect | None:
    """What a picture's mat leaves of its place, all of it without one. None where that is nothing."""
    block = captions.block
    padding = round(block.mat_em * captions.desk.grid.em) if block.mat_tint is not None else 0
    width, height = place.width - 2 * padding, place.height - 2 * padding
    return Rect(place.x + padding, place.y + padding, width, height) if min(width, height) > 0 else None


def place_in(room: Rect, sides: tuple[int, int], shares: tuple[float, float]) -> Rect:
    """The largest rectangle of a proportion in another. Of the white beside it and over and under it so much stands
    left of it, and over it.
    """
    across, down = sides
    width = max(1, min(room.width, room.height * across // down))
    height = max(1, min(room.height, width * down // across))
    x = room.x + round((room.width - width) * shares[0])
    return Rect(x, room.y + round((room.height - height) * shares[1]), width, height)


def _share_round(captions: Captions) -> tuple[float, float]:
    """Which shares of the white stand left of a picture and over it: as its block says, but none between it and a
    caption beside it.
    """
    left, over = share_white(captions.block.align)
    if captions.side not in ("before", "behind"):
        return left, over
    end = 0.0 if captions.side == "before" else 1.0
    return (left, end) if captions.block.caption_writing == "vertical" else (end, over)


def _shrink(plot: Plot, less: tuple[Mpt, Mpt], shares: tuple[float, float]) -> Plot:
    """A plot so much narrower and shallower, with these shares of that at its left and its top."""
    width, height = less
    x, y = round(width * shares[0]), round(height * shares[1])
    whole, inner = (
        Rect(rect.x + x, rect.y + y, rect.width - width, rect.height - height)
        for rect in (plot.whole, plot.inner)
    )
    return replace(plot, whole=whole, inner=inner)


def _sides_of(facts: PictureFacts) -> _Sides:
    width, height = facts.sides
    if facts.code is None:
        return _Sides(width, height, (0, 0, 0, 0))
    left, top, right, bottom = facts.code.lacking
    across, down = width / facts.width, height / facts.height
    quiet = round(left * across), round(top * down), round(right * across), round(bottom * down)
    return _Sides(width, height, quiet)


def _code_problems(picture: Picture, facts: PictureFacts, captions: Captions) -> Iterator[Problem]:
    """That a code is too small to be read."""
    if facts.code is None:
        return
    least = captions.desk.paper.press.least_module_mm
    module = as_millimetres(picture.rect.width) * facts.code.module / facts.width
    if module >= least - 0.0005:
        return
    width, height = (
        as_millimetres(side) * least / module for side in (picture.rect.width, picture.rect.height)
    )
    what = (
        f"The modules of the code are {module:.2f} mm wide at its placed size; machines read them from "
        f"{least:g} mm on."
    )
    hint = f"give the picture {width:.1f} × {height:.1f} mm at least, or take a code with fewer modules"
    yield Problem("small-code", "press", what, captions.spot.at("lines").place(captions.photos[0].id), hint)
