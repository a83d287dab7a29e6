"""A page of a scene -> what an art director would find wrong in its white and its edges, measured between the marks.

Nothing is asked of the program but where its lines, pictures and rules are. All is measured along a page's lines (x)
and across them (y), whichever way they run; white is in lines of the page's grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from layout.scene import Line, Page, Rect, Region

HEAD: Final = ("kicker", "headline", "deck", "summary", "byline")
ASCENT: Final = 0.88
"""Of an em above the baseline of level type."""

NEAR_MM: Final = 3.0
"""Two edges that miss each other by less look like a mistake."""

POINT: Final = 1000
MILLIMETRE: Final = 72 / 25.4


class Band(NamedTuple):
    """A rectangle along and across the lines, in points."""

    left: float
    right: float
    top: float
    foot: float

    def beside(self, other: Band) -> bool:
        """Whether both take some of the same x."""
        return self.left < other.right - 0.5 and other.left < self.right - 0.5

    def level_with(self, other: Band) -> bool:
        return self.top < other.foot - 0.5 and other.top < self.foot - 0.5


class SeenMark(NamedTuple):
    """A line of type or a picture: what it is and where."""

    role: str
    band: Band
    em: float = 0.0
    measure: tuple[float, float] = (0.0, 0.0)


class Gap(NamedTuple):
    """White or an edge that is wrong: its kind, where on the page, and how much, in lines or millimetres."""

    kind: str
    place: str
    amount: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How a page is turned and counted."""

    vertical: bool
    width: float
    leading: float

    def band(self, rect: Rect) -> Band:
        left, right = rect.x / POINT, (rect.x + rect.width) / POINT
        top, foot = rect.y / POINT, (rect.y + rect.height) / POINT
        return (
            Band(top, foot, self.width - right, self.width - left)
            if self.vertical
            else Band(left, right, top, foot)
        )

    def line(self, line: Line) -> SeenMark | None:
        runs = [run for run in line.runs if not run.annotation]
        if not runs or line.vertical != self.vertical:
            return None
        em = max(run.em_depth for run in runs) / POINT
        start, measure = (line.baseline if line.vertical else line.x) / POINT, line.measure / POINT
        first = min(run.origin[1 if line.vertical else 0] for run in runs) / POINT
        level, upright = line.baseline / POINT - ASCENT * em, self.width - line.x / POINT - em / 2
        across = upright if line.vertical else level
        band = Band(first, start + line.width / POINT, across, across + em)
        return SeenMark(line.role, band, em, (start, start + measure))


def find_gaps(page: Page) -> Iterator[Gap]:
    """What is wrong on a page."""
    grid = page.grid
    if grid is None:
        return
    sheet = _Sheet(grid.vertical, page.width / POINT, grid.leading / POINT)
    seen = {region.id: list(_see(region, sheet)) for region in page.regions}
    for region in page.regions:
        marks = seen[region.id]
        if region.kind in ("story", "sidebar"):
            yield from _heads(region, marks, sheet)
            if region.overset is None:  # copy that is over will be cut, and its legs end elsewhere
                yield from _subheads(region, marks)
            yield from _leg_rules(region, sheet)
        if region.kind in ("photo", "photo-group"):
            yield from _captions(region, marks, sheet)
            host = seen.get(region.inside or "", [])
            yield from _round(region, marks, host, sheet)
    yield from _edges(page, sheet)


def _see(region: Region, sheet: _Sheet) -> Iterator[SeenMark]:
    from layout.scene import Line, Picture

    for item in region.items:
        if isinstance(item, Line) and (mark := sheet.line(item)) is not None:
            yield mark
        elif isinstance(item, Picture):
            yield SeenMark("picture", sheet.band(item.rect))


def _heads(region: Region, marks: list[SeenMark], sheet: _Sheet) -> Iterator[Gap]:
    """White under a head over a line and an inset; white between tiers that isn't half an em of the smaller."""
    heads = [mark for mark in marks if mark.role in HEAD]
    if not heads:
        return
    last = max(heads, key=lambda mark: mark.band.foot)
    body = [mark for mark in marks if mark.role not in HEAD]
    head = Band(
        min(mark.measure[0] for mark in heads),
        max(mark.measure[1] for mark in heads),
        heads[0].band.top,
        last.band.foot,
    )
    under = [
        mark.band.top - head.foot for mark in body if head.beside(mark.band) and mark.band.top > head.foot - 1
    ]
    if under and min(under) > 1.3 * sheet.leading:
        yield Gap("white under a head", region.id, round(min(under) / sheet.leading, 2))
    for before, after in pairwise(heads):
        if before.role == after.role or after.band.top < before.band.top:
            continue
        white, asked = after.band.top - before.band.foot, min(before.em, after.em) / 2
        # All white of a head over a picture may shrink to half.
        if not 0.49 * asked < white < 1.6 * asked:
            yield Gap("white between tiers", region.id, round(white / min(before.em, after.em), 2))


def _subheads(region: Region, marks: list[SeenMark]) -> Iterator[Gap]:
    """Subheads with less than two lines of text under them in their leg."""
    body = [mark for mark in marks if mark.role not in HEAD]
    for number, mark in enumerate(body):
        if mark.role != "subhead" or (number + 1 < len(body) and body[number + 1].role == "subhead"):
            continue
        after = body[number + 1 : number + 3]
        far = 4 * mark.em
        follows = [
            own
            for own in after
            if own.measure[0] - far < mark.measure[0] < own.measure[1]
            and 0 < own.band.top - mark.band.top < far
        ]
        if len(follows) < 2:
            yield Gap("subhead alone", region.id, float(len(follows)))


def _leg_rules(region: Region, sheet: _Sheet) -> Iterator[Gap]:
    """Rules between legs that end at different heights."""
    from layout.scene import Rule

    own = [sheet.band(item.reach) for item in region.items if isinstance(item, Rule)]
    upright = [
        band for band in own if band.right - band.left < 0.5 and band.foot - band.top > 2 * sheet.leading
    ]
    deepest: dict[float, float] = {}
    for band in upright:
        deepest[round(band.left)] = max(band.foot, deepest.get(round(band.left), 0.0))
    if deepest and max(deepest.values()) - min(deepest.values()) > 0.5:
        yield Gap(
            "leg rules end apart",
            region.id,
            round((max(deepest.values()) - min(deepest.values())) / sheet.leading, 2),
        )


def _captions(region: Region, marks: list[SeenMark], sheet: _Sheet) -> Iterator[Gap]:
    """Captions that stand too near to their picture or too far from it, or that are wider or narrower."""
    pictures = [mark for mark in marks if mark.role == "picture"]
    lines = [mark for mark in marks if mark.role in ("caption", "credit")]
    for picture in pictures:
        own = [
            line
            for line in lines
            if picture.band.beside(Band(*line.measure, 0, 0)) and line.band.top > picture.band.foot - 1
        ]
        if not own:
            continue
        white = min(line.band.top for line in own) - picture.band.foot
        if len(pictures) == 1 and not 0.4 < white / sheet.leading < 0.8:
            yield Gap("caption to picture", region.id, round(white / sheet.leading, 2))
        if len(pictures) == 1:
            left, right = min(line.measure[0] for line in own), max(line.measure[1] for line in own)
            off = max(abs(left - picture.band.left), abs(right - picture.band.right))
            if off > 0.5 and region.kind == "photo":
                yield Gap("caption's edges", region.id, round(off / MILLIMETRE, 2))


def _round(region: Region, marks: list[SeenMark], host: list[SeenMark], sheet: _Sheet) -> Iterator[Gap]:
    """Text of the story that a picture stands in that comes nearer than half a line above or below, or ends far from
    it. A leg may end two lines short over a picture, so that no line stands alone; and the white is the copy's where
    all legs of a story end there.
    """
    own = [mark.band for mark in marks]
    if not own or not host:
        return
    whole = Band(
        min(b.left for b in own), max(b.right for b in own), min(b.top for b in own), max(b.foot for b in own)
    )
    for side, whites in (
        (
            "over a picture",
            [
                whole.top - mark.band.foot
                for mark in host
                if whole.beside(mark.band) and mark.band.foot <= whole.top + 2
            ],
        ),
        (
            "under a picture",
            [
                mark.band.top - whole.foot
                for mark in host
                if whole.beside(mark.band) and mark.band.top >= whole.foot - 2
            ],
        ),
    ):
        if whites and min(whites) < 0.45 * sheet.leading:
            yield Gap(f"too near {side}", region.id, round(min(whites) / sheet.leading, 2))
        far = 2.1 if side == "under a picture" else 3.1
        ends = (
            max(mark.band.foot for mark in host) < whole.top - min(whites, default=0.0) + far * sheet.leading
        )
        if whites and min(whites) > far * sheet.leading and not ends:
            yield Gap(f"too far {side}", region.id, round(min(whites) / sheet.leading, 2))


def _edges(page: Page, sheet: _Sheet) -> Iterator[Gap]:
    """Left edges, and right ones, that miss each other by less than 3 mm."""
    for side in (0, 1):
        edges = sorted({round(edge, 1) for edge in _edges_of(page, sheet, side)})
        for before, after in pairwise(edges):
            if 0.3 < after - before < NEAR_MM * MILLIMETRE:
                yield Gap(
                    "edges miss",
                    f"{'left' if side == 0 else 'right'} {before:.1f} and {after:.1f}",
                    round((after - before) / MILLIMETRE, 2),
                )


def _edges_of(page: Page, sheet: _Sheet, side: int) -> Iterable[float]:
    """Where on one side legs, pictures and frames begin or end; what is framed stands further in, and is left out."""
    from layout.scene import Box, Picture

    framed = {region.id for region in page.regions if any(isinstance(item, Box) for item in region.items)}
    for region in page.regions:
        if not region.is_block or region.inside in framed:
            continue
        boxes = [item for item in region.items if isinstance(item, Box)]
        yield from (sheet.band(box.rect)[side] for box in boxes if box.stroke is not None)
        for item in region.items:
            if isinstance(item, Picture) and not item.outline and region.kind == "photo":
                yield sheet.band(item.rect)[side]
        if not boxes:
            yield from (sheet.band(leg)[side] for leg in region.legs)
