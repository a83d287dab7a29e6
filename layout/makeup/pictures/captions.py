"""The captions of photos and a plot -> the captions placed on it, each with its credit, and the ground they leave.

All is counted along the captions' own lines: what is under a picture there is left of it where they are vertical.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from content.problems import Problem
from layout.makeup.pictures.captionrows import (
    NARROWEST_CAPTION_EM,
    Captions,
    measure_naturally,
    set_captions,
)
from layout.makeup.plot import Plot
from layout.makeup.text.lineproblems import overfull_lines
from layout.scene import Box, CopyText, Item, Mpt, Rect

LEAST_PICTURE_EM = 2
"""Body ems that a caption beside a picture leaves to it at least."""

PADDING_EM = 0.5
"""White round a caption that stands on its picture, in ems of its type."""


@dataclass(frozen=True, slots=True)
class Captioned:
    """Captions in their place on the page, `depth` of them across their lines, and the ground of the plot that they
    leave to what they are of. Some stand `on` it.
    """

    ground: Rect
    depth: Mpt
    items: tuple[Item, ...]
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]
    on: bool = False


def place_captions(captions: Captions, plot: Plot, depth: Mpt = 0) -> Captioned:
    """The captions and credits at their side of what is inside a plot, at least so deep."""
    if not any(photo.caption or photo.credit or photo.stand_in for photo in captions.photos):
        return Captioned(plot.inner, 0, (), (), tuple(_too_white(captions, plot)))
    match captions.side:
        case "on":
            return _place_on(captions, plot)
        case "before" | "behind":
            return _place_beside(captions, plot)
        case "under" | "over":
            return _place_in_line(captions, plot, depth)
        case _ as never:
            assert_never(never)


def _too_white(captions: Captions, plot: Plot) -> Iterator[Problem]:
    """A problem where the white under a photo leaves less than half a line of its block to it."""
    left = min(plot.inner.width, plot.inner.height)
    if left < plot.step // 2:
        what = f"The white under the photo leaves it {left / 1000:.1f} pt of its block."
        hint = (
            "give the block more lines or columns, or let the paper have less white (`under_caption_lines`)"
        )
        yield captions.no_room("lines", what, hint)


def _place_in_line(captions: Captions, plot: Plot, depth: Mpt) -> Captioned:
    """Captions under their picture or over it: the picture has what they and the white between leave, to the point."""
    inner, step = plot.inner, plot.step
    caption = set_captions(captions, plot, inner)
    gap = round(captions.desk.paper.white.caption_lines * captions.desk.grid.leading)
    deepest = max(caption.depth, depth)
    problems = [*caption.problems]
    taken, steps = -(-(deepest + gap) // step), plot.whole.height // step
    left = inner.height - deepest - gap
    if left < step:
        unit = "ems" if plot.across else "lines"
        what = f"The caption takes {taken} of the block's {steps} {unit} and leaves no room for the photo."
        problems.append(captions.no_room("lines", what, "give the block more lines or columns"))
        left = step
    if captions.side == "under":
        ground = replace(inner, height=left)
        top = ground.bottom + gap
    else:
        ground = Rect(inner.x, inner.bottom - left, inner.width, left)
        top = ground.y - gap - caption.depth
    lines = caption.place(top, plot)
    problems += overfull_lines(lines, captions.spot, plot.longer)
    return Captioned(ground, caption.depth, plot.on_page(lines), caption.copy, tuple(problems))


def _place_beside(captions: Captions, plot: Plot) -> Captioned:
    """Captions before their picture or behind it, down to its foot: a basic column of the block, or as wide as it says,
    with a gutter between.
    """
    inner = plot.inner
    em = captions.dresses(plot)[0].em
    width, gap = _measure_beside(captions, plot)
    left = inner.width - width - gap
    least = LEAST_PICTURE_EM * captions.desk.grid.em
    if width < NARROWEST_CAPTION_EM * em or left < least:
        has = f"{width / em:.1f} em of its type, and the photo {max(0, left) / captions.desk.grid.em:.1f} of the body's"
        what = f"Beside the photo its caption would have {has}."
        hint = f"give the block more {plot.longer}, another `caption_em`, or the caption below the photo"
        key = "caption_place" if captions.block.caption_em is None else "caption_em"
        width, left = max(1, inner.width // 2), max(1, inner.width // 2 - gap)
        problems = [captions.no_room(key, what, hint)]
    else:
        problems = []
    before = captions.side == "before"
    room = replace(inner, x=inner.x if before else inner.right - width, width=width)
    caption = set_captions(captions, plot, room)
    if caption.depth > inner.height:
        depths = f"{caption.depth / 1000:.1f} pt deep, the photo {inner.height / 1000:.1f} pt"
        what = f"The caption beside the photo is {depths}."
        problems.append(
            captions.no_room("caption_place", what, "give it more room (`caption_em`), or shorten it")
        )
    lines = caption.place(inner.bottom - caption.depth, plot)
    ground = replace(inner, x=inner.right - left if before else inner.x, width=left)
    found = (*caption.problems, *problems, *overfull_lines(lines, captions.spot, plot.longer))
    return Captioned(ground, caption.depth, plot.on_page(lines), caption.copy, found)


def _measure_beside(captions: Captions, plot: Plot) -> tuple[Mpt, Mpt]:
    """How wide captions beside their picture are, and the white between: that of the grid, where a block has columns to
    give one away, else a quarter of what there is.
    """
    block, grid = captions.block, captions.desk.grid
    if block.caption_em is not None:
        return round(block.caption_em * grid.em), grid.gutter
    area, whole = block.area, grid.rect(block.area)
    if plot.across or area.columns == 1 or (plot.inner.x, plot.inner.width) != (whole.x, whole.width):
        em = captions.dresses(plot)[0].em
        return max(NARROWEST_CAPTION_EM * em, plot.inner.width // 4), grid.gutter
    if captions.side == "before":
        own = grid.rect(replace(area, last_column=area.first_column))
        return own.width, grid.rect(replace(area, first_column=area.first_column + 1)).x - own.right
    own = grid.rect(replace(area, first_column=area.last_column))
    return own.width, own.x - grid.rect(replace(area, last_column=area.last_column - 1)).right


def _place_on(captions: Captions, plot: Plot) -> Captioned:
    """Captions on their picture, in one of its corners: as wide as their words, or as the block says."""
    block, inner, desk = captions.block, plot.inner, captions.desk
    dress, credit_dress = captions.dresses(plot)
    padding = round(PADDING_EM * dress.em)
    most = max(1, inner.width - 4 * padding)
    width = min(most, measure_naturally(captions, dress, credit_dress))
    if block.caption_em is not None:
        width = min(most, round(block.caption_em * desk.grid.em))
    at_end, at_foot = ("right" in block.caption_corner, "bottom" in block.caption_corner)
    if plot.vertical:
        at_end, at_foot = at_foot, not at_end
    x = inner.right - width - 2 * padding if at_end else inner.x + 2 * padding
    caption = set_captions(captions, plot, replace(inner, x=x, width=width))
    depth = caption.depth + 2 * padding
    problems = [*caption.problems]
    if most < NARROWEST_CAPTION_EM * dress.em or depth > inner.height - 2 * padding:
        what = (
            f"The caption on the photo takes {depth / 1000:.1f} pt of its {inner.height / 1000:.1f}, in lines of "
            f"{width / 1000:.1f} pt."
        )
        problems.append(captions.no_room("caption_place", what, "shorten it, or place it below the photo"))
    top = inner.bottom - padding - depth if at_foot else inner.y + padding
    lines = caption.place(top + padding, plot)
    problems += overfull_lines(lines, captions.spot, plot.longer)
    items: tuple[Item, ...] = lines
    if block.caption_tint is not None:
        ground = Rect(x - padding, top, width + 2 * padding, depth)
        items = (Box(ground, fill=desk.ink(block.caption_tint)), *lines)
    return Captioned(inner, caption.depth, plot.on_page(items), caption.copy, tuple(problems), on=True)
