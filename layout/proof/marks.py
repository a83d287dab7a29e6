"""Turns a page's picture and its problems into a proof (大样) that shows them: frames, bands, flags, a list below.

What a proof shows is on paper only for the desk: the marks are drawn on the picture, never on the page. A page
without a problem keeps its picture as it is; otherwise a strip with the list is added below the page. The list
numbers the problems, and flags in the margins bear the numbers, so that no mark lies over type: the desk must read
it to mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from content.problems import Place, Problem, Refused
from layout.proof.flags import Flag, FlagGround, SheetBox, do_overlap, list_printed, place_flag
from layout.scene import Advert, Page, Picture, Rect, Region
from layout.scene.deskwords import DeskWords, desk_words
from layout.scene.problemplaces import is_of

RED = (200, 16, 32)
AMBER = (196, 120, 0)
WHITE = (255, 255, 255)
PAPER = (255, 244, 240)
BLACK = (40, 30, 30)

MOST = 14
"""How many problems the strip lists; the report has them all."""

_OF_FILES = ("photo", "advert")
"""The kinds of block that show a file, which may not be there."""

_MOST_NUMBERS = 3
"""How many numbers a flag bears before it is cut with an ellipsis."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """The face that marks are lettered in: a font file with Chinese, and its weight if the font is variable."""

    font: Path
    index: int = 0
    weight: float = 500


@dataclass(frozen=True, slots=True)
class Scale:
    """How the page lies on the picture: pixels an inch, and where the trim begins, in pixels (`trim_corners`)."""

    dpi: float
    corner: tuple[float, float] = (0.0, 0.0)

    def points(self, length: float) -> int:
        """Points as pixels."""
        return round(length * self.dpi / 72)

    def box(self, rect: Rect) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of `rect` in pixels."""
        x, y = self.corner
        left, top, right, bottom = (
            edge / 1000 * self.dpi / 72 for edge in (rect.x, rect.y, rect.right, rect.bottom)
        )
        return round(left + x), round(top + y), round(right + x), round(bottom + y)


def mark_problems(
    picture: Image.Image, page: Page, problems: Sequence[Problem], scale: Scale, lettering: Lettering
) -> Image.Image:
    """A copy of `picture` (RGB) with the page's oversets, missing files and `problems` marked on it.

    Problems of other pages are left out; those that name no page are listed. Raises Refused when the face of
    the lettering can't be opened.
    """
    here = sorted(
        (problem for problem in problems if problem.where.page in (None, page.name)),
        key=lambda problem: problem.severity == "warning",
    )
    words = desk_words(page.regions[0].lang if page.regions else "und")
    marks = [found for region in page.regions if (found := _mark_region(region, here, words)) is not None]
    if not here and not marks:
        return picture.copy()
    pen = _Pen(picture.convert("RGB"), scale, open_face(lettering, scale.points(8.5)))
    ground = _find_ground(page, picture, scale)
    others = [(region.id, scale.box(region.frame)) for region in page.regions if region.is_block]
    for mark in marks:
        pen.frame(mark)
    flagged = []
    for mark in marks:
        if mark.inside:
            pen.label(mark)
        elif not mark.below or not pen.band(mark, [box for name, box in others if name != mark.region]):
            flagged.append(mark)
    taken: list[SheetBox] = []
    for mark in flagged:
        for short in _shorten_mark(mark):
            flag = place_flag(scale.box(mark.places[0]), pen.flag_size(short), ground, taken)
            if flag is not None:
                taken.append(flag.box)
                pen.flag(short, flag)
                break
    return pen.with_strip(here, words)


def _find_ground(page: Page, picture: Image.Image, scale: Scale) -> FlagGround:
    frames = [scale.box(region.frame) for region in page.regions if region.kind != "slug"]
    area = (0, 0, *picture.size)
    if frames:
        lefts, tops, rights, bottoms = zip(*frames, strict=True)
        area = min(lefts), min(tops), max(rights), max(bottoms)
    return FlagGround(*picture.size, area, tuple(scale.box(rect) for rect in list_printed(page)))


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is said of a region: `below` in a band, `inside` on a tag in its corner, else `numbers` on a flag."""

    region: str
    places: tuple[Rect, ...]
    colour: tuple[int, int, int]
    numbers: str
    below: str = ""
    inside: str = ""


def _mark_region(region: Region, problems: Sequence[Problem], words: DeskWords) -> _Mark | None:
    own = [(number, problem) for number, problem in enumerate(problems, 1) if is_of(problem, region)]
    shown = [str(number) for number, _ in own]
    numbers = "·".join(shown[:_MOST_NUMBERS]) + ("…" if len(shown) > _MOST_NUMBERS else "")
    over = region.overset
    if over is not None:
        count = words.overset.format(lines=over.lines, characters=over.characters)
        below = f"{numbers} {count}{words.begins.format(text=over.text[:24])}".strip()
        return _Mark(region.id, region.places, RED, numbers or "!", below=below)
    if region.kind in _OF_FILES and not any(isinstance(item, Picture | Advert) for item in region.items):
        inside = f"{numbers} {words.missing} {region.story or region.id}".strip()
        return _Mark(region.id, region.places, RED, numbers or "!", inside=inside)
    if not own:
        return None
    held = any(problem.severity != "warning" for _, problem in own)
    return _Mark(region.id, region.places, RED if held else AMBER, numbers)


def _shorten_mark(mark: _Mark) -> Iterator[_Mark]:
    """A mark, and after it the same with fewer and fewer numbers, for a margin too narrow for all of them."""
    yield mark
    numbers = mark.numbers.rstrip("…").split("·")
    for count in range(len(numbers) - 1, 0, -1):
        yield replace(mark, numbers="·".join(numbers[:count]) + "…")
    if mark.numbers != numbers[0]:
        yield replace(mark, numbers=numbers[0])


def open_face(lettering: Lettering, size: int) -> ImageFont.FreeTypeFont:
    """The face of a lettering at a size in pixels. Raises Refused where it can't be opened."""
    try:
        # The plain layout engine: the other depends on what the machine has, and a proof's bytes may not.
        font = ImageFont.truetype(
            str(lettering.font), max(6, size), lettering.index, layout_engine=ImageFont.Layout.BASIC
        )
        _set_weight(font, lettering.weight)
    except (OSError, ValueError) as error:
        what = f"The face of the proof's marks, {lettering.font.name}, can't be opened."
        hint = "get the faces again (make faces)"
        raise Refused(
            [Problem("proof-face", "refused", what, Place(file=lettering.font.name), hint)]
        ) from error
    return font


def _set_weight(font: ImageFont.FreeTypeFont, weight: float) -> None:
    try:
        axes = font.get_variation_axes()
    except OSError:  # not a variable font: it has the one weight
        return
    values = []
    for axis in axes:
        low, high, default = (float(axis[key] or 0) for key in ("minimum", "maximum", "default"))
        named = bytes(axis["name"] or b"").lower()
        values.append(min(high, max(low, weight)) if b"weight" in named else default)
    font.set_variation_by_axes(values)


class _Pen:
    """Draws marks on one picture, in one size of one face."""

    def __init__(self, picture: Image.Image, scale: Scale, font: ImageFont.FreeTypeFont) -> None:
        self.picture = picture.copy()
        self.scale = scale
        self.font = font
        self.draw = ImageDraw.Draw(self.picture)
        self.pad = scale.points(3)
        ascent, descent = font.getmetrics()
        self.height = ascent + descent + self.pad

    def frame(self, mark: _Mark) -> None:
        """Round the region, not on it: its text fills it to the edge. Round each rectangle of one that has several."""
        thick = max(2, self.scale.points(1.5))
        for place in mark.places:
            left, top, right, bottom = self._outer(place)
            box = (left - thick, top - thick, right + thick, bottom + thick)
            self.draw.rectangle(box, outline=mark.colour, width=thick)

    def label(self, mark: _Mark) -> None:
        """A tag inside the region's top left corner, where a missing photo leaves it empty."""
        left, top, right, _ = self._outer(mark.places[0])
        text = self.fitted(mark.inside, right - left - 2 * self.pad)
        width = round(self.font.getlength(text)) + 2 * self.pad
        self._lettered((left, top, left + width, top + self.height), text, mark.colour)

    def band(self, mark: _Mark, others: Sequence[SheetBox]) -> bool:
        """A band under the region's foot; False, and none is drawn, where it would lie on another or off the page."""
        foot = max(mark.places, key=lambda place: place.bottom)
        left, _, right, bottom = self._outer(foot)
        box = (left, bottom, right, bottom + self.height)
        others = [*others, *(self.scale.box(place) for place in mark.places if place is not foot)]
        if box[3] > self.picture.height or any(do_overlap(box, other) for other in others):
            return False
        self._lettered(box, self.fitted(mark.below, right - left - 2 * self.pad), mark.colour)
        return True

    def flag_size(self, mark: _Mark) -> tuple[int, int]:
        return round(self.font.getlength(mark.numbers)) + 2 * self.pad, self.height

    def flag(self, mark: _Mark, flag: Flag) -> None:
        """The numbers of a region's problems in the margin, and a thin line from there to its frame."""
        if flag.leader is not None:
            first, last, y = flag.leader
            self.draw.line((first, y, last - 1, y), fill=mark.colour, width=1)
        self._lettered(flag.box, mark.numbers, mark.colour)

    def _lettered(self, box: SheetBox, text: str, colour: tuple[int, int, int]) -> None:
        self.draw.rectangle(box, fill=colour)
        self.draw.text((box[0] + self.pad, box[1] + self.pad // 2), text, fill=WHITE, font=self.font)

    def _outer(self, rect: Rect) -> SheetBox:
        left, top, right, bottom = self.scale.box(rect)
        off = self.scale.points(1)
        return left - off, top - off, right + off, bottom + off

    def fitted(self, text: str, width: float) -> str:
        """`text`, cut with an ellipsis where it is wider than `width` pixels."""
        if self.font.getlength(text) <= width:
            return text
        while text and self.font.getlength(text + "…") > width:
            text = text[:-1]
        return text + "…"

    def with_strip(self, problems: Sequence[Problem], words: DeskWords) -> Image.Image:
        """The marked picture with the list of problems below it, numbered as on the flags."""
        if not problems:
            return self.picture
        rows = [
            (_colour_of(problem), f"{number}  {_row_text(problem)}")
            for number, problem in enumerate(problems[:MOST], 1)
        ]
        if len(problems) > MOST:
            rows.append((BLACK, words.more.format(count=len(problems) - MOST)))
        width, height = self.picture.size
        whole = Image.new("RGB", (width, height + len(rows) * self.height + 2 * self.pad), PAPER)
        whole.paste(self.picture)
        draw = ImageDraw.Draw(whole)
        draw.rectangle((0, height, width, height + max(1, self.pad // 2)), fill=rows[0][0])
        for i, (colour, row) in enumerate(rows):
            y = height + self.pad + i * self.height
            text = self.fitted(row, width - 4 * self.pad)
            draw.text((2 * self.pad, y + self.pad // 2), text, fill=colour, font=self.font)
        return whole


def _colour_of(problem: Problem) -> tuple[int, int, int]:
    return AMBER if problem.severity == "warning" else RED


def _row_text(problem: Problem) -> str:
    return " ".join(f"{problem.id} · {problem.where} · {problem.what}".split())
