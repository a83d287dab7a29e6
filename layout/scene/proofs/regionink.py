"""A region of the scene -> where its ink is: a rectangle for each item, and piles of lines one below the other.

Ink is reckoned by size, not by outlines (`lineink`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from layout.scene import AFTER_HEADLINE, HEAD_ROLES, Advert, Box, Item, Line, Mpt, Picture, Region, Rule, Wave
from layout.scene.places import EM_BOX
from layout.scene.proofs.inkboxes import InkBox, hull_boxes
from layout.scene.proofs.lineink import CAPITAL, SIDE, glyph_boxes

InkSort = Literal["line", "head", "note", "picture", "box", "stroke"]
"""What an ink is of: a line of type, a whole head, what stands beside a line (ruby, dots, lines drawn along it), a
picture or advertisement, a box, or a line that is drawn.
"""

_AROUND: Final = 130
"""How far Latin type reaches out of the em box, downward in level lines, in thousandths of the size."""

_PILE: Final[Mpt] = 30_000
"""Boxes that stand in a row, as the cells of a border do, are one pile up to so wide or deep."""


class ItemInk(NamedTuple):
    """What one item covers: left, top, right, bottom; `at` is its number in the region, whose number `region` is."""

    x0: Mpt
    y0: Mpt
    x1: Mpt
    y1: Mpt
    sort: InkSort
    item: Item
    at: int
    region: int


class Pile(NamedTuple):
    """Inks of one region that don't lie over each other, and what hulls them."""

    x0: Mpt
    y0: Mpt
    x1: Mpt
    y1: Mpt
    inks: Sequence[ItemInk]
    region: int


def pile_up(region: Region, number: int) -> Iterator[Pile]:
    """The piles of a region, which is the page's `number`th: each leg's lines are one, as a rule; each other item is
    one by itself, and so is a head as a whole: where what follows the headline is shorter, in two steps.
    """
    pile: list[ItemInk] = []
    head: list[ItemInk] = []
    for at, item in enumerate(region.items):
        ink = find_cover(item, at, number)
        if ink is None:
            continue
        if pile and not _belongs_to(pile, ink):
            yield _make_pile(pile, number)
            pile = []
        pile.append(ink)
        if isinstance(item, Line):
            if item.role in HEAD_ROLES:
                head.append(ink)
            if item.marks or len(item.runs) > 1:
                notes = [*_inks_beside(item, at, number)]
                if notes:
                    yield _make_pile(notes, number)
    if pile:
        yield _make_pile(pile, number)
    for hull in _head_hulls(head):
        yield _make_pile([hull], number)


def find_cover(item: Item, at: int, region: int) -> ItemInk | None:
    """The rectangle that an item covers, without what a line has beside it; None of a line without a glyph, and of the
    rules that cross a stand-in from corner to corner: its box covers as much, and its label covers them.
    """
    if isinstance(item, Line):
        return _line_ink(item, at, region)
    if isinstance(item, Picture | Advert | Box):
        rect = item.rect
        sort: InkSort = "box" if isinstance(item, Box) else "picture"
        return ItemInk(rect.x, rect.y, rect.right, rect.bottom, sort, item, at, region)
    if item.x1 != item.x2 and item.y1 != item.y2:
        return None
    return _stroke_ink(item, at, region)


def tighten(ink: ItemInk, *, descenders: bool = True) -> ItemInk:
    """A line's ink less the white inside its glyphs' em boxes, and of words from capitals to descenders."""
    x0, y0, x1, y1 = hull_boxes(split_ink(ink, descenders=descenders))
    return ink._replace(x0=x0, y0=y0, x1=x1, y1=y1)


def split_ink(ink: ItemInk, *, descenders: bool = True) -> list[InkBox]:
    """The boxes of a line's glyphs; an ink of anything else as it is."""
    line = ink.item
    if ink.sort == "line" and isinstance(line, Line):
        return [*glyph_boxes(line, descenders=descenders)] or [ink[:4]]
    return [ink[:4]]


def thickness(ink: ItemInk) -> Mpt:
    """The shorter side of an ink."""
    return min(ink.x1 - ink.x0, ink.y1 - ink.y0)


def _line_ink(line: Line, at: int, region: int) -> ItemInk | None:
    size, first = 0, None
    for run in line.runs:
        if run.annotation or not run.xs:
            continue
        if first is None:
            first = run
        size = max(size, run.em_depth)
    if first is None:
        return None
    if line.vertical:
        start = first.baseline + first.xs[0] if first.turn != "level" else line.baseline
        half = size // 2 + size * _AROUND // 1000
        end = line.baseline + line.width
        return ItemInk(line.x - half, start, line.x + half, end, "line", line, at, region)
    base = line.baseline
    over, under = size * EM_BOX[0] // 1000, size * (EM_BOX[1] + _AROUND) // 1000
    return ItemInk(
        first.x + first.xs[0], base - over, line.x + line.width, base + under, "line", line, at, region
    )


def _inks_beside(line: Line, at: int, region: int) -> Iterator[ItemInk]:
    """What stands beside a line."""
    for mark in line.marks:
        yield _stroke_ink(mark, at, region)._replace(sort="note", item=line)
    for run in line.runs:
        if not run.annotation or not run.glyphs:
            continue
        start, end = min(run.xs), max(run.xs) + run.em
        x, y = run.x, run.baseline
        half = run.em_depth * (1000 - 2 * SIDE) // 2000
        if run.turn == "level":
            yield ItemInk(x + start, y - run.em_depth * CAPITAL // 1000, x + end, y, "note", line, at, region)
        else:
            yield ItemInk(x - half, y + start, x + half, y + end, "note", line, at, region)


def _stroke_ink(stroke: Rule | Wave, at: int, region: int) -> ItemInk:
    half = stroke.width // 2 + (abs(stroke.height) if isinstance(stroke, Wave) else 0)
    reach = stroke.reach
    across, down = (0, half) if reach.width >= reach.height else (half, 0)
    box = reach.x - across, reach.y - down, reach.right + across, reach.bottom + down
    return ItemInk(*box, "stroke", stroke, at, region)


def _belongs_to(pile: list[ItemInk], ink: ItemInk) -> bool:
    """Whether an ink stands behind the last one of a pile: a line under (or left of) the line before, a box in a row
    of boxes.
    """
    first, last = pile[0], pile[-1]
    if ink.sort != last.sort:
        return False
    if ink.sort == "line":
        vertical = isinstance(ink.item, Line) and ink.item.vertical
        if vertical != (isinstance(last.item, Line) and last.item.vertical):
            return False
        return ink.x1 <= last.x0 if vertical else ink.y0 >= last.y1
    if ink.sort != "box":
        return False
    across = max(first.x1, ink.x1) - min(first.x0, ink.x0)
    down = max(first.y1, ink.y1) - min(first.y0, ink.y0)
    return min(across, down) < _PILE


def _make_pile(inks: list[ItemInk], region: int) -> Pile:
    return Pile(*hull_boxes([ink[:4] for ink in inks]), inks, region)


def _head_hulls(lines: list[ItemInk]) -> Iterator[ItemInk]:
    """What hulls a head; beside what follows its headline and is shorter a story's text may stand (袖見出し)."""
    main = [ink for ink in lines if isinstance(ink.item, Line) and ink.item.role not in AFTER_HEADLINE]
    after = [ink for ink in lines if ink not in main]
    if main:
        yield _hull(main)
    if not after:
        return
    sleeve = _hull(after)
    if main:
        # The white between the two is the head's.
        over = _hull(main)
        if isinstance(over.item, Line) and over.item.vertical:
            sleeve = sleeve._replace(x1=max(sleeve.x1, over.x0))
        else:
            sleeve = sleeve._replace(y0=min(sleeve.y0, over.y1))
    yield sleeve


def _hull(lines: list[ItemInk]) -> ItemInk:
    pile = _make_pile([tighten(line) for line in lines], lines[0].region)
    return ItemInk(*pile[:4], "head", lines[0].item, lines[0].at, lines[0].region)
