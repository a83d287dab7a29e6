"""The captions of photos and a plot -> the captions placed on it, each with its credit, and the ground they leave.

All is counted along the captions' own lines: what is under a picture there is left of it where they are vertical.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, assert_never

from content.marking.body import Text
from content.photo import Photo
from content.problems import Problem
from layout.makeup.desk import BlockSpot, Desk
from layout.makeup.pictures.credits import Credit, CreditLine, set_credits
from layout.makeup.plot import Plot
from layout.makeup.text.holds import set_held
from layout.makeup.text.inlines import beside_of, inks_of, inlines_of
from layout.makeup.text.lineproblems import missing_characters, overfull_lines, unknown_characters
from layout.makeup.text.reach import Reach, reach_of, widest_reach
from layout.makeup.text.text import Copy, Look, natural_width, place_line
from layout.makeup.text.wording import Wording
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import CaptionedBlock, CaptionPlace
from layout.plan.grid import Leg
from layout.scene import Box, CopyText, Item, Line, Mpt, Rect
from layout.typeset import SetLine

NARROWEST_CAPTION_EM = 6
"""Ems of the caption's type in the narrowest of several legs, or beside a picture: in less, hardly a line is filled
without gaps.
"""

LEAST_PICTURE_EM = 2
"""Body ems that a caption beside a picture leaves to it at least."""

PADDING_EM = 0.5
"""White round a caption that stands on its picture, in ems of its type."""

_Side = Literal["under", "over", "before", "behind", "on"]
"""Where captions stand at their picture, along their own lines."""

_SIDES: Final[dict[CaptionPlace, tuple[_Side, _Side]]] = {
    "below": ("under", "behind"),
    "above": ("over", "before"),
    "left": ("before", "under"),
    "right": ("behind", "over"),
    "on": ("on", "on"),
}
"""Sides by places, of level lines and of vertical ones."""


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


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions and credits of photos that a block shows, to be set one after the other."""

    photos: Sequence[Photo]
    block: CaptionedBlock
    desk: Desk
    spot: BlockSpot

    @property
    def side(self) -> _Side:
        vertical = self.block.caption_writing == "vertical"
        return _SIDES[self.block.caption_place or ("left" if vertical else "below")][vertical]

    @property
    def is_in_line(self) -> bool:
        """Whether they stand over or under their picture and are as wide as it."""
        return self.side in ("under", "over")

    def dresses(self, plot: Plot) -> tuple[Dress, Dress]:
        """Of captions and of credits."""
        desk, block = self.desk, self.block
        dress = plot.dress(desk.wardrobe.get(block.caption_style, desk.body))
        return dress, plot.dress(desk.wardrobe.get(block.credit_style, dress))

    def no_room(self, key: str, what: str, hint: str) -> Problem:
        place = self.spot.at(key).place(self.photos[0].id)
        return Problem("no-room", "press", what, place, hint)


def place_captions(captions: Captions, plot: Plot, depth: Mpt = 0) -> Captioned:
    """The captions and credits at their side of what is inside a plot, at least so deep."""
    if not any(photo.caption or photo.credit or photo.stand_in for photo in captions.photos):
        return Captioned(plot.inner, 0, (), (), ())
    match captions.side:
        case "on":
            return _place_on(captions, plot)
        case "before" | "behind":
            return _place_beside(captions, plot)
        case "under" | "over":
            return _place_in_line(captions, plot, depth)
        case _ as never:
            assert_never(never)


def _place_in_line(captions: Captions, plot: Plot, depth: Mpt) -> Captioned:
    """Captions under their picture or over it: the picture has what they and the white between leave, to the point."""
    inner, step = plot.inner, plot.step
    caption = _set_captions(captions, plot, inner)
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
    caption = _set_captions(captions, plot, room)
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
    width = min(most, _natural_measure(captions, dress, credit_dress))
    if block.caption_em is not None:
        width = min(most, round(block.caption_em * desk.grid.em))
    at_end, at_foot = ("right" in block.caption_corner, "bottom" in block.caption_corner)
    if plot.vertical:
        at_end, at_foot = at_foot, not at_end
    x = inner.right - width - 2 * padding if at_end else inner.x + 2 * padding
    caption = _set_captions(captions, plot, replace(inner, x=x, width=width))
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
    if block.caption_ground is not None:
        ground = Rect(x - padding, top, width + 2 * padding, depth)
        items = (Box(ground, fill=desk.ink(block.caption_ground)), *lines)
    return Captioned(inner, caption.depth, plot.on_page(items), caption.copy, tuple(problems), on=True)


def _natural_measure(captions: Captions, dress: Dress, credit_dress: Dress) -> Mpt:
    """As wide as a caption and its credits are on one line, the widest of several photos'."""
    widths = []
    for photo in captions.photos:
        credits = [natural_width(credit.words, credit_dress) for credit in _credits_of(photo)]
        words = Wording(photo.caption or "", inlines=photo.inlines_in("caption"))
        own = natural_width(words, dress)
        widths.append(own + (dress.em if own and credits else 0) + sum(credits))
    return max(widths)


@dataclass(frozen=True, slots=True)
class _Part:
    """A set line of a caption or credit: which copy it is, in which dress, how far from its leg's left edge."""

    copy: Copy
    line: SetLine
    dress: Dress
    x: Mpt = 0


@dataclass(frozen=True, slots=True)
class _Caption:
    """A photo's caption and credit, set: rows of parts, which fill the legs one after the other.

    `leading` is from row to row, which leaves what stands beside its text (`reach`) room; `per_leg` the rows in a leg;
    `size` is how deep the em boxes of its largest type are.
    """

    rows: tuple[tuple[_Part, ...], ...]
    legs: tuple[Leg, ...]
    leading: Mpt
    size: Mpt
    reach: Reach
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]

    @property
    def per_leg(self) -> int:
        return -(-len(self.rows) // len(self.legs))

    @property
    def depth(self) -> Mpt:
        """From the top of the first row's em boxes, or what is over them, to the foot of the last row's."""
        return (self.per_leg - 1) * self.leading + self.reach.over + self.size + self.reach.under

    def place(self, top: Mpt, plot: Plot) -> tuple[Line, ...]:
        """Its lines, from a height on; those of a row share one baseline."""
        placed = []
        for number, row in enumerate(self.rows):
            leg, at = divmod(number, self.per_leg)
            baseline = top + self.reach.over + at * self.leading + plot.ascent(self.size)
            for part in row:
                look = Look(part.copy.part, inks_of(part.dress, part.dress), part.copy, plot.vertical)
                placed.append(place_line(part.line, self.legs[leg].x + part.x, baseline, look))
        return tuple(placed)


def _set_captions(captions: Captions, plot: Plot, room: Rect) -> _Caption:
    """Sets photos' captions in the legs of a room, each with its credit behind it."""
    block, spot = captions.block, captions.spot
    dress, credit_dress = captions.dresses(plot)
    legs = _legs(captions, room, dress.em)
    measure = legs[0].width
    rows: list[tuple[_Part, ...]] = []
    copy: list[CopyText] = []
    problems: list[Problem] = []
    for photo in captions.photos:
        caption = Copy(photo.id, "caption")
        inlines = inlines_of(photo.inlines_in("caption") or (Text(photo.caption or ""),), dress)
        found = set_held(inlines, dress.paragraph, measure, photo.held)
        credits = _credits_of(photo)
        own: list[tuple[_Part, ...]] = [(_Part(caption, line, dress),) for line in found.lines]
        rows += _with_credits(own, set_credits(credits, credit_dress, measure), credit_dress)
        if photo.caption:
            copy.append(CopyText(photo.id, "caption", photo.caption, tuple(beside_of(inlines))))
        problems += missing_characters(found, spot, caption)
        for credit in credits:
            copy.append(credit.copy_text(credit_dress))
            problems += unknown_characters(credit.words, credit_dress, spot, credit.copy)
    reach = widest_reach(reach_of(part.line, part.dress) for row in rows for part in row)
    size = max(part.dress.em_depth for row in rows for part in row)
    if len(legs) < block.caption_legs:
        what = (
            f"In {block.caption_legs} legs the caption would have less than {NARROWEST_CAPTION_EM} em to each; "
            f"it is set in {len(legs)}."
        )
        hint = f"take fewer caption_legs, or give the block more {plot.longer}"
        problems.append(captions.no_room("caption_legs", what, hint))
    leading = reach.deepen(dress.line_height, size)
    return _Caption(tuple(rows), legs, leading, size, reach, tuple(copy), tuple(problems))


def _credits_of(photo: Photo) -> list[Credit]:
    return [
        Credit(Copy(photo.id, name), Wording(text, inlines=photo.inlines_in(name)))
        for name, text in (("credit", photo.credit), ("stand_in", photo.stand_in))
        if text
    ]


def _legs(captions: Captions, room: Rect, em: Mpt) -> tuple[Leg, ...]:
    """As many legs as the block asks for, or the most that are not too narrow. The first begins at the edge of the
    room, the last ends at it.
    """
    grid = captions.desk.grid
    for count in range(captions.block.caption_legs, 1, -1):
        legs = grid.legs(room.x, room.width, count)
        if legs[0].width >= NARROWEST_CAPTION_EM * em:
            return legs
    return (Leg(room.x, room.width),)


def _with_credits(
    rows: list[tuple[_Part, ...]], credits: Sequence[Sequence[CreditLine]], dress: Dress
) -> list[tuple[_Part, ...]]:
    """Rows with those of the credits: the first of them at the end of the caption's last line, which runs on beside
    it, where there is an em between the two.
    """
    added = [tuple(_Part(part.copy, part.line, dress, part.x) for part in row) for row in credits]
    last = rows[-1][0] if rows else None
    if added and last is not None and last.line.width + last.dress.em <= added[0][0].x:
        return [*rows[:-1], (last, *added[0]), *added[1:]]
    return [*rows, *added]
