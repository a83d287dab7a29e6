"""What of a page's stories found no room -> a box in which each would go on, in its own measure, with a leader to it.

The box stands at the foot of the story's last leg (of a vertical one, at its left) where that is white; else in the
foot margin under it (in the left margin beside it), and a leader along the gutter leads there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from layout.overlays.sheet import STEP, WHITE, OverlaySheet, outline
from layout.scene import Mpt, Overset, Rect, Region, Scene
from layout.scene.deskwords import desk_words
from layout.scene.geometry import turned_back, turned_rect
from layout.scene.overlay import PAD, Drawn, Label, Overlay, PenStroke, ScreenColour

RED: Final[ScreenColour] = (200, 16, 32)
PALE: Final[ScreenColour] = (255, 236, 234)
EDGE: Final[Mpt] = 750
MOST_LINES: Final = 8
"""Lines of copy that a box shows at most; the count at its head is of all."""

NO_START: Final = frozenset("，。、；：！？」』）》〉”’…︐︒︑︔︓︕︖﹂﹄︶︾﹀︙")
"""What no line begins with (clreq 3.1.7). No more than that: the box shows what goes on where, not how it is set."""

UPRIGHT: Final = str.maketrans(
    "，。、；：！？「」『』（）《》〈〉—…", "︐︒︑︔︓︕︖﹁﹂﹃﹄︵︶︽︾︿﹀︱︙"
)
"""Marks as they stand in vertical lines (Unicode, Vertical Forms and CJK Compatibility Forms)."""


@dataclass(frozen=True, slots=True)
class _Stead:
    """Where a story would go on: its last leg, the size of its body and the pitch of its lines.

    Its rectangles are as if lines lay level; `on_page` says where they are on a page so wide whose lines are vertical.
    """

    leg: Rect
    size: Mpt
    pitch: Mpt
    vertical: bool
    page_width: Mpt

    def flat(self, rect: Rect) -> Rect:
        return turned_back(rect, self.page_width) if self.vertical else rect

    def on_page(self, rect: Rect) -> Rect:
        return turned_rect(rect, self.page_width) if self.vertical else rect


def draw_overset(sheet: OverlaySheet) -> Overlay:
    """The overlay; nothing where every story fits."""
    items: list[Drawn] = []
    for region in sheet.page.regions:
        if region.overset is not None:
            items += _draw_box(sheet, _find_stead(sheet, region), region.overset)
    return Overlay("overset", tuple(items))


def find_words(scene: Scene, over: Overset) -> str:
    """The story's own words that found no room, as far as they are in the scene's copy."""
    texts = {(copy.story, copy.part): copy.text for copy in scene.copy}
    words = "".join(texts.get((span.story, span.part), "")[span.start : span.end] for span in over.spans)
    return words or over.text


def _find_stead(sheet: OverlaySheet, region: Region) -> _Stead:
    leg = region.legs[-1] if region.legs else region.places[-1]
    body = [line for line in region.lines if line.role == "body"]
    grid = sheet.page.grid
    vertical = body[-1].vertical if body else grid is not None and grid.vertical
    size = body[-1].runs[0].size if body and body[-1].runs else grid.em if grid is not None else 9_000
    pitch = max(grid.leading if grid is not None else 0, size + PAD)
    width = sheet.page.width
    return _Stead(turned_back(leg, width) if vertical else leg, size, pitch, vertical, width)


def _draw_box(sheet: OverlaySheet, stead: _Stead, over: Overset) -> Iterator[Drawn]:
    words = sheet.hand.letters(find_words(sheet.scene, over))
    said = desk_words(sheet.scene.lang).overset
    count = said.format(lines=over.lines, characters=over.characters)
    rows = _break_words(sheet, words.translate(UPRIGHT) if stead.vertical else words, stead)
    rect = _find_place(sheet, stead, min(len(rows), MOST_LINES))
    shown = rows[: rect.height // stead.pitch - 1]
    if len(shown) < len(rows):
        shown[-1] = _shorten_row(sheet, shown[-1], stead)
    sheet.taken.append(stead.on_page(rect))
    yield from _leader(sheet, stead, rect)
    for number, text in enumerate([count, *shown]):
        ink, ground = (WHITE, RED) if number == 0 else (RED, PALE)
        strip = stead.on_page(Rect(rect.x, rect.y + number * stead.pitch, rect.width, stead.pitch))
        if not stead.vertical:
            yield Label(strip, text, stead.size, ink, ground)
            continue
        yield Label(strip, "", stead.size, ink, ground)
        for place, char in enumerate(text):
            corner = strip.x + (stead.pitch - stead.size) // 2 - PAD, strip.y + place * stead.size
            yield Label(Rect(*corner, stead.size + 2 * PAD, stead.size + 2 * PAD), char, stead.size, ink)
    yield from outline(stead.on_page(rect), EDGE, RED)


def _break_words(sheet: OverlaySheet, words: str, stead: _Stead) -> list[str]:
    """The words in lines of the leg's measure, one more than a box has at most."""
    rows: list[str] = []
    while words and len(rows) <= MOST_LINES:
        count = _fits(sheet, words, stead)
        while count > 1 and words[count : count + 1] in NO_START:
            count -= 1
        rows.append(words[:count])
        words = words[count:]
    return rows or ["…"]


def _fits(sheet: OverlaySheet, words: str, stead: _Stead) -> int:
    if stead.vertical:
        return max(1, stead.leg.width // stead.size)
    count, width = 0, 0
    for char in words:
        width += sheet.hand.width(char, stead.size)
        if width > stead.leg.width:
            break
        count += 1
    return max(1, count)


def _shorten_row(sheet: OverlaySheet, row: str, stead: _Stead) -> str:
    """A line that ends with … since what follows is not shown."""
    dots = "︙" if stead.vertical else "…"
    while row and _fits(sheet, row + dots, stead) < len(row) + 1:
        row = row[:-1]
    return row + dots


def _find_place(sheet: OverlaySheet, stead: _Stead, lines: int) -> Rect:
    """The first white place for the count and as many of the lines as it has room for."""
    for least in range(lines, 0, -1):
        rect = _at_leg(stead, least)
        # One line right under the leg says less than several in the margin.
        if (least > 1 or lines == 1) and sheet.is_free(_without_pads(stead.on_page(rect))):
            return rect
    for least in range(lines, 0, -1):
        for rect in _in_margin(sheet, stead, least):
            if sheet.is_free(_without_pads(stead.on_page(rect))):
                return rect
    return _at_leg(stead, min(lines, 2))


def _without_pads(rect: Rect) -> Rect:
    """The box without its pads, which may touch what is beside."""
    return Rect(rect.x + PAD, rect.y + PAD, rect.width - 2 * PAD, rect.height - 2 * PAD)


def _at_leg(stead: _Stead, lines: int) -> Rect:
    leg = stead.leg
    return Rect(leg.x - PAD, leg.bottom, leg.width + 2 * PAD, (lines + 1) * stead.pitch)


def _in_margin(sheet: OverlaySheet, stead: _Stead, lines: int) -> Iterator[Rect]:
    start = _at_leg(stead, lines)
    if sheet.page.grid is None:
        return
    foot = stead.flat(Rect(0, 0, sheet.page.width, sheet.page.height)).bottom
    for y in range(stead.flat(sheet.page.grid.area).bottom + PAD, foot - start.height, STEP):
        yield Rect(start.x, y, start.width, start.height)


def _leader(sheet: OverlaySheet, stead: _Stead, rect: Rect) -> tuple[PenStroke, ...]:
    """From the end of the last line of the leg along the gutter to the box."""
    grid = sheet.page.grid
    aside = max(PAD, (grid.gutter if grid is not None else 0) // 2)
    leg, half = stead.leg, stead.pitch // 2
    x, start, end = leg.x - aside, leg.bottom - half, rect.y + half
    places = [stead.on_page(Rect(*at, 0, 0)) for at in ((leg.x, start), (x, start), (x, end), (rect.x, end))]
    return tuple(PenStroke(at.x, at.y, to.x, to.y, EDGE, RED) for at, to in pairwise(places))
