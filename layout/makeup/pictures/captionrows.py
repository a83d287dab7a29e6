"""The captions of photos and a room -> their rows, set in the legs of the room, each with its credit behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from content.marking.body import Text
from content.photo import Photo
from content.problems import Problem
from layout.makeup.desk import BlockSpot, Desk
from layout.makeup.pictures.credits import Credit, CreditLine, set_credits
from layout.makeup.plot import Plot
from layout.makeup.text.holds import set_held
from layout.makeup.text.inlines import beside_of, inks_of, inlines_of
from layout.makeup.text.lineproblems import missing_characters, unknown_characters
from layout.makeup.text.reach import Reach, reach_of, widest_reach
from layout.makeup.text.text import Copy, Look, natural_width, place_line
from layout.makeup.text.wording import Wording
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import CaptionedBlock
from layout.plan.blocks.pictures import CaptionPlace
from layout.plan.grid import Leg
from layout.scene import CopyText, Line, Mpt, Rect
from layout.typeset import SetLine

NARROWEST_CAPTION_EM = 6
"""Ems of the caption's type in the narrowest of several legs, or beside a picture: in less, hardly a line is filled
without gaps.
"""

CaptionSide = Literal["under", "over", "before", "behind", "on"]
"""Where captions stand at their picture, along their own lines."""

_SIDES: Final[dict[CaptionPlace, tuple[CaptionSide, CaptionSide]]] = {
    "below": ("under", "behind"),
    "above": ("over", "before"),
    "left": ("before", "under"),
    "right": ("behind", "over"),
    "on": ("on", "on"),
}
"""Sides by places, of level lines and of vertical ones."""


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions and credits of photos that a block shows, to be set one after the other."""

    photos: Sequence[Photo]
    block: CaptionedBlock
    desk: Desk
    spot: BlockSpot

    @property
    def side(self) -> CaptionSide:
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


def measure_naturally(captions: Captions, dress: Dress, credit_dress: Dress) -> Mpt:
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
class CaptionRows:
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


def set_captions(captions: Captions, plot: Plot, room: Rect) -> CaptionRows:
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
    return CaptionRows(tuple(rows), legs, leading, size, reach, tuple(copy), tuple(problems))


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
