"""A photo's block -> its region: the picture cropped to its area, or an FPO, with caption and credit after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.photo import Photo
from content.picturefile import PictureFacts
from content.problems import Place, Problem
from layout.makeup.desk import Desk, Made, Spot
from layout.makeup.pictures.picture import fpo_items, low_resolution
from layout.makeup.plot import Plot, make_plot
from layout.makeup.text.lineproblems import missing_characters, overfull_lines, unknown_characters
from layout.makeup.text.text import Copy, Look, natural_width, place_line, set_one_line
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import CaptionedBlock, PhotoBlock
from layout.plan.grid import Leg, turned_rect
from layout.scene import CopyText, Item, Line, Mpt, Picture, Rect, Region
from layout.typeset import Inline, SetLine, set_paragraph

NARROWEST_EM = 6
"""Ems of the caption's type in the narrowest of several legs: in less, hardly a line is filled without gaps."""


def make_photo(block: PhotoBlock, desk: Desk, spot: Spot) -> Made:
    """Makes up a photo: what its caption leaves of the area is the picture's, to the line (or the em, where the
    caption's lines run across the paper's). The picture stands upright however the lines run.
    """
    photo = desk.photos[block.photo]
    plot = make_plot(desk.grid, block.area, vertical=block.caption_writing == "vertical")
    facts = desk.pictures.get(photo.id)
    if block.wrap == "outline" and facts is not None and facts.outline:
        captioned, rect = outlined(block, facts, desk, spot)
        items, problems = pictured(photo, rect, desk, spot)
        points = outline_in(facts, rect)
        items = tuple(replace(one, outline=points) if isinstance(one, Picture) else one for one in items)
    else:
        captioned = with_caption((photo,), block, plot, (desk, spot))
        rect = turned_rect(captioned.ground, plot.page_width) if plot.vertical else captioned.ground
        items, problems = pictured(photo, rect, desk, spot)
    area = desk.grid.on_page(desk.grid.rect(block.area))
    region = Region(spot.block, block.kind, photo.id, desk.paper.lang, area, (*items, *captioned.items))
    return Made(region, captioned.copy, (), (*captioned.problems, *problems))


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


def with_caption(
    photos: Sequence[Photo], block: CaptionedBlock, plot: Plot, at: tuple[Desk, Spot], depth: int = 0
) -> Captioned:
    """The captions and credits of photos at the foot of a plot, one after the other; at least so many steps deep."""
    desk, spot = at
    caption = _set_caption(photos, block, plot, desk, spot)
    caption = replace(caption, depth=max(caption.depth, depth))
    steps = plot.whole.height // plot.step
    problems = [*caption.problems]
    if steps - caption.depth < 2:
        unit = "ems" if plot.across else "lines"
        problem = Problem(
            "no-room",
            "press",
            f"The caption takes {caption.depth} of the block's {steps} {unit} and leaves no room for the photo.",
            spot.place(photos[0].id),
            "give the block more lines or columns",
        )
        problems.append(problem)
    foot = max(plot.whole.y + plot.step, plot.whole.bottom - caption.depth * plot.step)
    white = plot.inner.y - plot.whole.y
    ground = Rect(plot.inner.x, plot.inner.y, plot.inner.width, foot - white - plot.inner.y)
    lines = _place_caption(caption, plot, foot - white + _gap(desk))
    problems += overfull_lines(lines, spot, plot.longer)
    return Captioned(ground, caption.depth, plot.on_page(lines), caption.copy, tuple(problems))


def outlined(block: PhotoBlock, facts: PictureFacts, desk: Desk, spot: Spot) -> tuple[Captioned, Rect]:
    """A photo that is shown whole inside its outline: its caption, as wide as the picture, and where that is."""
    photo = desk.photos[block.photo]
    plot = make_plot(desk.grid, block.area, vertical=block.caption_writing == "vertical")
    captioned = with_caption((photo,), block, plot, (desk, spot))
    if plot.vertical:
        return captioned, whole_in(facts, turned_rect(captioned.ground, plot.page_width))
    rect = whole_in(facts, captioned.ground)
    if rect.width >= NARROWEST_EM * desk.wardrobe.get(block.caption_style, desk.body).font.size:
        narrow = replace(
            plot,
            whole=Rect(rect.x, plot.whole.y, rect.width, plot.whole.height),
            inner=Rect(rect.x, plot.inner.y, rect.width, plot.inner.height),
        )
        captioned = with_caption((photo,), block, narrow, (desk, spot))
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


def pictured(photo: Photo, rect: Rect, desk: Desk, spot: Spot) -> tuple[tuple[Item, ...], list[Problem]]:
    """A photo cropped to a rectangle of the page, or its FPO."""
    facts = desk.pictures.get(photo.id)
    if facts is None:
        return fpo_items(photo.file, rect, desk), []
    picture = Picture(photo.id, photo.file, facts.sha256, rect, crop_box(facts, photo.focus, rect), photo.alt)
    where = spot.place(photo.id)
    problems = low_resolution(picture, desk, where, line_art=facts.mode == "1")
    return (picture,), [*problems, *cut_away(picture, facts, desk, where)]


def cut_away(picture: Picture, facts: PictureFacts, desk: Desk, where: Place) -> list[Problem]:
    """That a crop leaves out more of a photo than its paper lets pass unsaid: nothing, or one problem."""
    left, top, right, bottom = picture.crop
    lost = 100 - 100 * (right - left) * (bottom - top) / (facts.width * facts.height)
    if lost <= desk.paper.press.warn_crop_percent:
        return []
    sides = "top and bottom" if right - left == facts.width else "left and right"
    what = f"The photo is cropped by {lost:.0f} percent of its area, at {sides}, to fit its block."
    hint = "give the block a shape nearer to the photo's, or see by `focus` that what matters is kept"
    return [Problem("cropped-photo", "warning", what, where, hint)]


def _gap(desk: Desk) -> Mpt:
    """White between a picture and its caption: that of a body line, and half as much again."""
    return desk.grid.inset + desk.grid.inset // 2


def crop_box(facts: PictureFacts, focus: tuple[float, float], rect: Rect) -> tuple[int, int, int, int]:
    """The largest part of a picture, in pixels, of a rectangle's proportion as it is printed, as near to its focus
    as fits.
    """
    width = max(1, min(facts.width, round(facts.height * rect.width / rect.height / facts.wide)))
    height = max(1, min(facts.height, round(facts.width * facts.wide * rect.height / rect.width)))
    left = min(max(0, round(focus[0] * facts.width - width / 2)), facts.width - width)
    top = min(max(0, round(focus[1] * facts.height - height / 2)), facts.height - height)
    return left, top, left + width, top + height


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

    `leading` is from row to row, `per_leg` the rows in a leg, `depth` the steps of its plot that all of it takes.
    """

    rows: tuple[tuple[_Part, ...], ...]
    legs: tuple[Leg, ...]
    leading: Mpt
    per_leg: int
    depth: int
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]


def _set_caption(
    photos: Sequence[Photo], block: CaptionedBlock, plot: Plot, desk: Desk, spot: Spot
) -> _Caption:
    """Sets photos' captions in their legs, each with its credit behind it."""
    dress = plot.dress(desk.wardrobe.get(block.caption_style, desk.body))
    credit_dress = plot.dress(desk.wardrobe.get(block.credit_style, dress))
    legs = _legs(block, plot, desk, dress.font.size)
    measure = legs[0].width
    rows: list[tuple[_Part, ...]] = []
    copy: list[CopyText] = []
    problems: list[Problem] = []
    for photo in photos:
        caption = Copy(photo.id, "caption")
        found = set_paragraph([Inline(photo.caption or "", dress.font)], dress.paragraph, measure)
        credits = [
            CopyText(photo.id, name, text)
            for name, text in (("credit", photo.credit), ("stand_in", photo.stand_in))
            if text
        ]
        own: list[tuple[_Part, ...]] = [(_Part(caption, line, dress),) for line in found.lines]
        rows += _with_credits(own, credits, credit_dress, measure)
        copy += [*([CopyText(photo.id, "caption", photo.caption)] if photo.caption else []), *credits]
        problems += missing_characters(found, spot, caption)
        for one in credits:
            problems += unknown_characters(one.text, credit_dress, spot, Copy(one.story, one.part))
    leading = round(dress.style.line_height * 1000)
    per_leg = -(-len(rows) // len(legs))
    gap = _gap(desk) - (plot.inner.y - plot.whole.y)
    if len(legs) < block.caption_legs:
        problems.append(_narrow(block.caption_legs, len(legs), plot, spot.place(photos[0].id)))
    return _Caption(
        rows=tuple(rows),
        legs=legs,
        leading=leading,
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
        if legs[0].width >= NARROWEST_EM * em:
            return legs
    return desk.grid.legs(x, width, 1)


def _narrow(wanted: int, count: int, plot: Plot, place: Place) -> Problem:
    return Problem(
        "no-room",
        "press",
        f"In {wanted} legs the caption would have less than {NARROWEST_EM} em to each; it is set in {count}.",
        place,
        f"take fewer caption_legs, or give the block more {plot.longer}",
    )


def _with_credits(
    rows: list[tuple[_Part, ...]], credits: list[CopyText], dress: Dress, measure: Mpt
) -> list[tuple[_Part, ...]]:
    """Rows with the credits, which are never broken: at the end of the caption's last line where they fit there
    together, else on a row of their own, else each on one. One wider than its measure is overfull.
    """
    if not credits:
        return rows
    widths = [natural_width(one.text, dress) for one in credits]
    if sum(widths) > measure:
        lines = [(one, set_one_line(one.text, dress, measure, "end")) for one in credits]
        return [*rows, *((_Part(Copy(one.story, one.part), line, dress),) for one, line in lines)]
    x = measure - sum(widths)
    parts = []
    for one, width in zip(credits, widths, strict=True):
        line = set_one_line(one.text, dress, max(width, 1), "start")
        parts.append(_Part(Copy(one.story, one.part), line, dress, x))
        x += width
    last = rows[-1][0] if rows else None
    if last is not None and last.line.width + last.dress.font.size <= parts[0].x:
        return [*rows[:-1], (last, *parts)]
    return [*rows, tuple(parts)]


def _place_caption(caption: _Caption, plot: Plot, top: Mpt) -> tuple[Line, ...]:
    placed = []
    for number, row in enumerate(caption.rows):
        leg, at = divmod(number, caption.per_leg)
        for part in row:
            size = part.dress.font.size
            baseline = top + at * caption.leading + (caption.leading - size) // 2 + plot.ascent(size)
            look = Look(part.copy.part, {0: part.dress.ink}, part.copy, plot.vertical)
            placed.append(place_line(part.line, caption.legs[leg].x + part.x, baseline, look))
    return tuple(placed)
