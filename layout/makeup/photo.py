"""A photo's block -> its region: the picture cropped to its area, or an FPO, with caption and credit below it."""

from __future__ import annotations

from content.photo import Photo, PictureFacts
from content.problems import Problem
from layout.blocks import PhotoBlock
from layout.grid import Leg
from layout.makeup.desk import Desk, Made, Spot
from layout.makeup.text import (
    Copy,
    Look,
    ascent,
    missing_characters,
    natural_width,
    overfull_lines,
    place_line,
    set_one_line,
    unknown_characters,
)
from layout.scene import Box, CopyText, Ink, Item, Line, Mpt, Picture, Rect, Region, Rule
from layout.typeset.lines import Inline, ParagraphStyle, SetLine
from layout.typeset.paragraph import set_paragraph
from layout.wardrobe import Dress

NARROWEST_EM = 2
"""Ems of the caption's type in its narrowest leg."""

FPO_TINT = Ink(0, 0, 0, 15)
FPO_RULE = Ink(0, 0, 0, 60)


def make_photo(block: PhotoBlock, desk: Desk, spot: Spot) -> Made:
    """Makes up a photo: what its caption leaves of the area is the picture's, to the line."""
    photo = desk.photos[block.photo]
    grid, area = desk.grid, block.area
    whole = grid.rect(area)
    caption = _Caption(photo, block, desk)
    picture_lines = area.lines - caption.depth
    copy = caption.copy
    problems = caption.problems(spot)
    if picture_lines < 2:
        problem = Problem(
            "no-room",
            "press",
            f"The caption takes {caption.depth} of the block's {area.lines} lines and leaves no room for the photo.",
            spot.place(photo.id),
            "give the block more lines or columns",
        )
        problems.append(problem)
        picture_lines = max(1, picture_lines)
    rect = Rect(whole.x, whole.y + grid.inset, whole.width, picture_lines * grid.leading - 2 * grid.inset)
    facts = desk.pictures.get(photo.id)
    items: tuple[Item, ...]
    if facts is None:
        items = _fpo(photo, rect, desk)
    else:
        items = (
            Picture(photo.id, photo.file, facts.sha256, rect, crop_box(facts, photo.focus, rect), photo.alt),
        )
        problems += _resolution(photo, items[0], desk, spot)
    lines = caption.place(whole.x, grid.line_y(area.first_line + picture_lines) + grid.inset // 2)
    problems += overfull_lines(lines, spot)
    region = Region(spot.block, block.kind, photo.id, desk.paper.lang, whole, (*items, *lines))
    return Made(region, copy, (), tuple(problems))


def crop_box(facts: PictureFacts, focus: tuple[float, float], rect: Rect) -> tuple[int, int, int, int]:
    """The largest part of a picture, in pixels, of a rectangle's proportion, as near to its focus as fits."""
    width = max(1, min(facts.width, round(facts.height * rect.width / rect.height)))
    height = max(1, min(facts.height, round(facts.width * rect.height / rect.width)))
    left = min(max(0, round(focus[0] * facts.width - width / 2)), facts.width - width)
    top = min(max(0, round(focus[1] * facts.height - height / 2)), facts.height - height)
    return left, top, left + width, top + height


class _Caption:
    """A photo's caption and credit, set; `depth` in lines of the grid."""

    def __init__(self, photo: Photo, block: PhotoBlock, desk: Desk) -> None:
        grid = desk.grid
        rect = grid.rect(block.area)
        self.photo = photo
        self.dress = desk.wardrobe.get(block.caption_style, desk.body)
        self.credit_dress = desk.wardrobe.get(block.credit_style, self.dress)
        self.legs = grid.legs(0, rect.width, block.caption_legs)
        self.narrow = self.legs[0].width < NARROWEST_EM * self.dress.font.size
        if self.narrow:
            self.legs = (Leg(0, rect.width),)
        measure = self.legs[0].width
        self.found = set_paragraph(
            [Inline(photo.caption or "", self.dress.font)], self.dress.paragraph, measure
        )
        self.credit = [
            (name, text) for name, text in (("credit", photo.credit), ("stand_in", photo.stand_in)) if text
        ]
        self.leading = round(self.dress.style.line_height * 1000)
        self.rows = self._rows(measure)
        lines = len(self.rows)
        per_leg = -(-lines // len(self.legs))
        self.per_leg = per_leg
        height = per_leg * self.leading
        self.depth = -(-(height + grid.inset // 2) // grid.leading) if lines else 0

    @property
    def copy(self) -> tuple[CopyText, ...]:
        parts = [("caption", self.photo.caption)] if self.photo.caption else []
        return tuple(CopyText(self.photo.id, name, text or "") for name, text in [*parts, *self.credit])

    def problems(self, spot: Spot) -> list[Problem]:
        found = missing_characters(self.found, spot, Copy(self.photo.id, "caption"))
        for name, text in self.credit:
            found += unknown_characters(text, self.credit_dress, spot, Copy(self.photo.id, name))
        if self.narrow:
            what = "The caption's legs are narrower than two of its characters; it is set in one."
            hint = "take fewer caption_legs, or give the block more columns"
            found.append(Problem("no-room", "press", what, spot.place(self.photo.id), hint))
        return found

    def _rows(self, measure: Mpt) -> list[list[tuple[str, SetLine, Dress, Mpt]]]:
        """Rows of set lines: the credit stands at the end of the caption's last line where it fits there."""
        rows = [[("caption", line, self.dress, 0)] for line in self.found.lines]
        width = sum(natural_width(text, self.credit_dress) for _, text in self.credit)
        if not width:
            return rows
        if width > measure:
            style = ParagraphStyle(self.credit_dress.paragraph.profile, "end")
            for name, text in self.credit:
                found = set_paragraph([Inline(text, self.credit_dress.font)], style, measure)
                rows += [[(name, line, self.credit_dress, 0)] for line in found.lines]
            return rows
        gap = self.dress.font.size
        if not rows or rows[-1][0][1].width + gap + width > measure:
            rows.append([])
        x = measure - width
        for name, text in self.credit:
            one = natural_width(text, self.credit_dress)
            rows[-1].append(
                (name, set_one_line(text, self.credit_dress, max(one, 1), "start"), self.credit_dress, x)
            )
            x += one
        return rows

    def place(self, left: Mpt, top: Mpt) -> tuple[Line, ...]:
        placed = []
        for number, row in enumerate(self.rows):
            leg, at = divmod(number, self.per_leg)
            for name, line, dress, x in row:
                baseline = (
                    top + at * self.leading + (self.leading - dress.font.size) // 2 + ascent(dress.font.size)
                )
                look = Look(name, {0: dress.ink}, Copy(self.photo.id, name))
                placed.append(place_line(line, left + self.legs[leg].x + x, baseline, look))
        return tuple(placed)


def _fpo(photo: Photo, rect: Rect, desk: Desk) -> tuple[Item, ...]:
    """A tinted, crossed box with the photo's name and size (占位图)."""
    dress = desk.body
    size = f"{rect.width / 72_000 * 25.4:.0f} × {rect.height / 72_000 * 25.4:.0f} mm"
    texts = (f"缺图 FPO {photo.file.rpartition('/')[2]}", size)
    widest = max(natural_width(text, dress) for text in texts)
    label = Rect(
        rect.x + (rect.width - widest) // 2 - dress.font.size,
        rect.y + rect.height // 2 - 2 * dress.font.size,
        widest + 2 * dress.font.size,
        4 * dress.font.size,
    )
    items: list[Item] = [
        Box(rect, FPO_TINT, FPO_RULE, 500),
        Rule(rect.x, rect.y, rect.right, rect.bottom, 500, FPO_RULE),
        Rule(rect.x, rect.bottom, rect.right, rect.y, 500, FPO_RULE),
    ]
    if widest + 2 * dress.font.size <= rect.width and label.height <= rect.height:
        items.append(Box(label, Ink(0, 0, 0, 0)))
        for number, text in enumerate(texts):
            line = set_one_line(text, dress, label.width, "center")
            baseline = (
                label.y
                + dress.font.size * 5 // 8
                + number * dress.font.size * 3 // 2
                + ascent(dress.font.size)
            )
            items.append(place_line(line, label.x, baseline, Look("fpo", {0: dress.ink}, None)))
    return tuple(items)


def _resolution(photo: Photo, picture: Item, desk: Desk, spot: Spot) -> list[Problem]:
    if not isinstance(picture, Picture):
        return []
    left, _, right, _ = picture.crop
    ppi = (right - left) * 72_000 / picture.rect.width
    least = desk.paper.press.least_picture_ppi
    if ppi >= least:
        return []
    return [
        Problem(
            "low-resolution",
            "press",
            f"The photo has {ppi:.0f} pixels to the inch at its placed size; the press needs {least}.",
            spot.place(photo.id),
            "place it smaller, or get a larger file",
        )
    ]
