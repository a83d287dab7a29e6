"""The captions of photos and a plot -> the captions placed on it, each with its credit, and the ground they leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.marking.body import Text
from content.photo import Photo
from content.problems import Problem
from layout.makeup.desk import BlockSpot, Desk
from layout.makeup.plot import Plot
from layout.makeup.text.holds import set_held
from layout.makeup.text.inlines import beside_of, inks_of, inlines_of
from layout.makeup.text.lineproblems import missing_characters, overfull_lines, unknown_characters
from layout.makeup.text.reach import Reach, reach_of, widest_reach
from layout.makeup.text.text import Copy, Look, natural_width, place_line, set_one_line
from layout.makeup.text.wording import Wording
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import CaptionedBlock
from layout.plan.grid import Leg
from layout.scene import CopyText, Item, Line, Mpt, Rect
from layout.typeset import SetLine

NARROWEST_CAPTION_EM = 6
"""Ems of the caption's type in the narrowest of several legs: in less, hardly a line is filled without gaps."""


@dataclass(frozen=True, slots=True)
class Captioned:
    """Captions in their place on the page, `depth` steps of their plot deep, and the ground of the plot that they leave
    to what they are of.
    """

    ground: Rect
    depth: int
    items: tuple[Item, ...]
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions and credits of photos that a block shows, to be set one after the other."""

    photos: Sequence[Photo]
    block: CaptionedBlock
    desk: Desk
    spot: BlockSpot


def place_captions(captions: Captions, plot: Plot, depth: int = 0) -> Captioned:
    """The captions and credits at the foot of a plot, at least so many steps deep."""
    desk, spot = captions.desk, captions.spot
    caption = _set_captions(captions, plot)
    caption = replace(caption, depth=max(caption.depth, depth))
    steps = plot.whole.height // plot.step
    problems = [*caption.problems]
    if steps - caption.depth < 2:
        unit = "ems" if plot.across else "lines"
        what = f"The caption takes {caption.depth} of the block's {steps} {unit} and leaves no room for the photo."
        place = spot.at("lines").place(captions.photos[0].id)
        problems.append(Problem("no-room", "press", what, place, "give the block more lines or columns"))
    foot = max(plot.whole.y + plot.step, plot.whole.bottom - caption.depth * plot.step)
    white = plot.inner.y - plot.whole.y
    ground = Rect(plot.inner.x, plot.inner.y, plot.inner.width, foot - white - plot.inner.y)
    lines = _caption_lines(caption, plot, foot - white + _gap(desk))
    problems += overfull_lines(lines, spot, plot.longer)
    return Captioned(ground, caption.depth, plot.on_page(lines), caption.copy, tuple(problems))


def _gap(desk: Desk) -> Mpt:
    """White between a picture and its caption: that of a body line, and half as much again."""
    return desk.grid.inset + desk.grid.inset // 2


@dataclass(frozen=True, slots=True)
class _Part:
    """A set line of a caption or credit: which copy it is, in which dress, how far from its leg's left edge."""

    copy: Copy
    line: SetLine
    dress: Dress
    x: Mpt = 0


@dataclass(frozen=True, slots=True)
class _Credit:
    """A credit, or what says that a picture stands in for another: which copy it is, and its words."""

    copy: Copy
    words: Wording

    def copy_text(self, dress: Dress) -> CopyText:
        beside = tuple(beside_of(inlines_of(self.words.inlines, dress)))
        return CopyText(self.copy.story, self.copy.part, self.words.text, beside)


@dataclass(frozen=True, slots=True)
class _Caption:
    """A photo's caption and credit, set: rows of parts, which fill the legs one after the other.

    `leading` is from row to row, which leaves what stands beside its text (`reach`) room; `per_leg` the rows in a leg,
    `depth` the steps of its plot that all of it takes.
    """

    rows: tuple[tuple[_Part, ...], ...]
    legs: tuple[Leg, ...]
    leading: Mpt
    reach: Reach
    per_leg: int
    depth: int
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]


def _set_captions(captions: Captions, plot: Plot) -> _Caption:
    """Sets photos' captions in their legs, each with its credit behind it."""
    block, desk, spot = captions.block, captions.desk, captions.spot
    dress = plot.dress(desk.wardrobe.get(block.caption_style, desk.body))
    credit_dress = plot.dress(desk.wardrobe.get(block.credit_style, dress))
    legs = _legs(block, plot, desk, dress.em)
    measure = legs[0].width
    rows: list[tuple[_Part, ...]] = []
    copy: list[CopyText] = []
    problems: list[Problem] = []
    for photo in captions.photos:
        caption = Copy(photo.id, "caption")
        inlines = inlines_of(photo.inlines_in("caption") or (Text(photo.caption or ""),), dress)
        found = set_held(inlines, dress.paragraph, measure, photo.held)
        credits = [
            _Credit(Copy(photo.id, name), Wording(text, inlines=photo.inlines_in(name)))
            for name, text in (("credit", photo.credit), ("stand_in", photo.stand_in))
            if text
        ]
        own: list[tuple[_Part, ...]] = [(_Part(caption, line, dress),) for line in found.lines]
        rows += _with_credits(own, credits, credit_dress, measure)
        if photo.caption:
            copy.append(CopyText(photo.id, "caption", photo.caption, tuple(beside_of(inlines))))
        problems += missing_characters(found, spot, caption)
        for credit in credits:
            copy.append(credit.copy_text(credit_dress))
            problems += unknown_characters(credit.words, credit_dress, spot, credit.copy)
    reach = widest_reach(reach_of(part.line, part.dress) for row in rows for part in row)
    leading = reach.deepen(dress.line_height, dress.em_depth)
    per_leg = -(-len(rows) // len(legs))
    gap = _gap(desk) - (plot.inner.y - plot.whole.y)
    if len(legs) < block.caption_legs:
        place = spot.at("caption_legs").place(captions.photos[0].id)
        what = (
            f"In {block.caption_legs} legs the caption would have less than {NARROWEST_CAPTION_EM} em to each; "
            f"it is set in {len(legs)}."
        )
        hint = f"take fewer caption_legs, or give the block more {plot.longer}"
        problems.append(Problem("no-room", "press", what, place, hint))
    return _Caption(
        rows=tuple(rows),
        legs=legs,
        leading=leading,
        reach=reach,
        per_leg=per_leg,
        depth=-(-(per_leg * leading + gap) // plot.step) if rows else 0,
        copy=tuple(copy),
        problems=tuple(problems),
    )


def _legs(block: CaptionedBlock, plot: Plot, desk: Desk, em: Mpt) -> tuple[Leg, ...]:
    """As many legs as the block asks for, or the most that are not too narrow."""
    x, width = plot.inner.x, plot.inner.width
    for count in range(block.caption_legs, 1, -1):
        legs = desk.grid.legs(x, width, count)
        if legs[0].width >= NARROWEST_CAPTION_EM * em:
            return legs
    return desk.grid.legs(x, width, 1)


def _with_credits(
    rows: list[tuple[_Part, ...]], credits: list[_Credit], dress: Dress, measure: Mpt
) -> list[tuple[_Part, ...]]:
    """Rows with the credits, which are never broken: at the end of the caption's last line where they fit there
    together, else on a row of their own, else each on one. One wider than its measure is overfull.
    """
    if not credits:
        return rows
    widths = [natural_width(credit.words, dress) for credit in credits]
    if sum(widths) > measure:
        lines = [(credit, set_one_line(credit.words, dress, measure, "end")) for credit in credits]
        return [*rows, *((_Part(credit.copy, line, dress),) for credit, line in lines)]
    x = measure - sum(widths)
    parts = []
    for credit, width in zip(credits, widths, strict=True):
        line = set_one_line(credit.words, dress, max(width, 1), "start")
        parts.append(_Part(credit.copy, line, dress, x))
        x += width
    last = rows[-1][0] if rows else None
    if last is not None and last.line.width + last.dress.em <= parts[0].x:
        return [*rows[:-1], (last, *parts)]
    return [*rows, tuple(parts)]


def _caption_lines(caption: _Caption, plot: Plot, top: Mpt) -> tuple[Line, ...]:
    placed = []
    for number, row in enumerate(caption.rows):
        leg, at = divmod(number, caption.per_leg)
        for part in row:
            size = part.dress.em_depth
            inset = caption.reach.inset(caption.leading, size)
            baseline = top + at * caption.leading + inset + plot.ascent(size)
            look = Look(part.copy.part, inks_of(part.dress, part.dress), part.copy, plot.vertical)
            placed.append(place_line(part.line, caption.legs[leg].x + part.x, baseline, look))
    return tuple(placed)
