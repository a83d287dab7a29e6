"""A page of the scene -> what an eye sees on it: stories with their heads and legs, photos, rules, and what is ink."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layout.plan.objectiontable import ObjectionLimits
from layout.scene import (
    CAPTION_ROLES,
    HEAD_ROLES,
    Advert,
    Box,
    Line,
    Mpt,
    Page,
    PageGrid,
    Picture,
    Rect,
    Region,
    Rule,
)
from layout.scene.geometry import hull, turned_back, turned_rect
from layout.scene.places import filled_rect

STORIES = ("story", "sidebar")
TOP_FURNITURE = ("nameplate", "folio", "ear", "motto", "imprint")
QUIET = ("summary", "byline")
"""Lines of a head that are set as copy is, and give it no weight."""

RULE_WIDTH = 1_000
"""A rule is looked at as one point wide at least, so that it stands in the way of something."""


@dataclass(frozen=True, slots=True)
class SeenHead:
    """A story's head: `lines` are all its lines, `main` those of its headline (or all, where it has none).

    `size` is the headline's largest, `face` the family and ink that it is set in; `weight` the lines' lengths by their
    sizes, in square points.
    """

    lines: tuple[Line, ...]
    main: Rect
    place: Rect
    size: Mpt
    face: str
    weight: float
    vertical: bool


@dataclass(frozen=True, slots=True)
class SeenLeg:
    """A leg: the place that it has, its lines in reading order, and what they fill of it (None for an empty one)."""

    place: Rect
    lines: tuple[Line, ...]
    filled: Rect | None

    @property
    def rows(self) -> int:
        """Its lines, with a signature that stands behind the text of one counted as part of it."""
        return len({line.x if line.vertical else line.baseline for line in self.lines})


@dataclass(frozen=True, slots=True)
class SeenStory:
    """A story's block as it is seen. `place` hulls its head and its legs, its frame too where that is drawn; not a head
    that lies on a picture.
    """

    id: str
    region: Region
    head: SeenHead | None
    legs: tuple[SeenLeg, ...]
    framed: bool
    place: Rect


@dataclass(frozen=True, slots=True)
class SeenPhoto:
    """A photo's block as it is seen: the picture (or what stands in for it), and its caption with credits."""

    id: str
    region: Region
    picture: Rect | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page as it is seen, the language of its paper, and the numbers that it is held against."""

    page: Page
    lang: str
    limits: ObjectionLimits
    stories: tuple[SeenStory, ...]
    photos: tuple[SeenPhoto, ...]
    groups: tuple[SeenPhoto, ...]
    ink: tuple[tuple[str, Rect], ...]
    rules: tuple[Rect, ...]
    area: Rect
    leading: Mpt
    em: Mpt

    @property
    def grid(self) -> PageGrid | None:
        return self.page.grid

    @property
    def vertical(self) -> bool:
        return self.page.grid is not None and self.page.grid.vertical

    def flat(self, rect: Rect) -> Rect:
        """A rectangle as if the page's lines lay level: x along the lines, y from the first line to the last."""
        return turned_back(rect, self.page.width) if self.vertical else rect

    def on_page(self, flat: Rect) -> Rect:
        """The inverse of `flat`."""
        return turned_rect(flat, self.page.width) if self.vertical else flat

    @property
    def printed(self) -> list[Rect]:
        """Everything printed but rules."""
        return [rect for _, rect in self.ink]


def look_at(page: Page, lang: str, limits: ObjectionLimits) -> SeenPage:
    """Looks at a page."""
    regions = [region for region in page.regions if region.is_block]
    grid = page.grid
    area = grid.area if grid is not None else Rect(0, 0, page.width, page.height)
    ink = [(region.id, rect) for region in regions if region.kind != "rule" for rect in find_printed(region)]
    rules = tuple(rect for region in page.regions for rect in _rule_rects(region))
    return SeenPage(
        page=page,
        lang=lang,
        limits=limits,
        stories=tuple(_see_story(region) for region in regions if region.kind in STORIES),
        photos=tuple(_see_photo(region) for region in regions if region.kind == "photo"),
        groups=tuple(_see_photo(region) for region in regions if region.kind == "photo-group"),
        ink=tuple(ink),
        rules=rules,
        area=area,
        leading=grid.leading if grid is not None else 12_000,
        em=grid.em if grid is not None else 10_000,
    )


def placed_rules(page: Page) -> list[Rect]:
    """The rules that have a block of their own."""
    return [rect for region in page.regions if region.kind == "rule" for rect in _rule_rects(region)]


def find_printed(region: Region) -> Iterator[Rect]:
    """What is printed in a block: each leg that has lines as one, every other line, box and picture by itself."""
    legs = _see_legs(region)
    in_legs = {id(line) for leg in legs for line in leg.lines}
    yield from (leg.filled for leg in legs if leg.filled is not None)
    for item in region.items:
        if isinstance(item, Picture | Advert | Box):
            yield item.rect
        elif isinstance(item, Line) and id(item) not in in_legs and item.text.strip():
            yield line_ink(item)


def line_ink(line: Line) -> Rect:
    """The em boxes of a line from where its first glyph stands."""
    filled = filled_rect(line)
    first = next((run for run in line.runs if not run.annotation and run.xs), None)
    if first is None:
        return filled
    if line.vertical:
        white = max(0, min(first.origin[1] - filled.y, filled.height)) if first.turn != "level" else 0
        return Rect(filled.x, filled.y + white, filled.width, filled.height - white)
    white = max(0, min(first.origin[0] - filled.x, filled.width))
    return Rect(filled.x + white, filled.y, filled.width - white, filled.height)


def size_of(line: Line) -> Mpt:
    """The size of a line's type, that of its largest run."""
    return max((run.size for run in line.runs if not run.annotation), default=0)


def _see_story(region: Region) -> SeenStory:
    legs = _see_legs(region)
    boxes = [item.rect for item in region.items if isinstance(item, Box)]
    head = _see_head([line for line in region.lines if line.role in HEAD_ROLES])
    if head is not None and (ground := _find_ground(region, head.place, boxes)) is not None:
        boxes.remove(ground)
        head = replace(head, place=ground)
    rects = [leg.filled for leg in legs if leg.filled is not None] + boxes
    rects += [head.place] if head is not None and region.lies_on is None else []
    return SeenStory(region.id, region, head, legs, bool(boxes), hull(rects) or region.frame)


def _find_ground(region: Region, head: Rect, boxes: Sequence[Rect]) -> Rect | None:
    """The box that a head stands on, which nothing else of its story does (反白, 底纹)."""
    others = [line_ink(line) for line in region.lines if line.role not in HEAD_ROLES and line.text.strip()]
    for box in reversed(boxes):
        around = head.x >= box.x and head.right <= box.right and head.y >= box.y and head.bottom <= box.bottom
        if around and not any(box.overlaps(other) for other in others):
            return box
    return None


def _see_head(lines: list[Line]) -> SeenHead | None:
    lines = [line for line in lines if line.text.strip()]
    main = [line for line in lines if line.role == "headline"] or lines
    place, main_place = hull(map(line_ink, lines)), hull(map(line_ink, main))
    if place is None or main_place is None:
        return None
    largest = max(main, key=size_of)
    run = next((run for run in largest.runs if not run.annotation and any(run.texts)), None)
    face = "" if run is None else f"{re.split(r'-[0-9]', run.face)[0]} {run.ink}"
    return SeenHead(
        lines=tuple(lines),
        main=main_place,
        place=place,
        size=size_of(largest),
        face=face,
        weight=sum(_weigh(line) for line in lines if line.role not in QUIET),
        vertical=all(line.vertical for line in main),
    )


def _weigh(line: Line) -> float:
    ink = line_ink(line)
    return (ink.height if line.vertical else ink.width) * size_of(line) / 1e6


def _see_legs(region: Region) -> tuple[SeenLeg, ...]:
    """The legs of a story with the lines that stand in them."""
    lines = [line for line in region.lines if line.role not in HEAD_ROLES and line.text.strip()]
    taken: set[int] = set()
    legs = []
    for place in region.legs:
        own = [line for line in lines if id(line) not in taken and _is_in(line, place)]
        taken |= {id(line) for line in own}
        legs.append(SeenLeg(place, tuple(own), _measure_filled(place, own)))
    return tuple(legs)


def _is_in(line: Line, place: Rect) -> bool:
    return place.x <= line.x < place.right and place.y <= line.baseline < place.bottom


def _measure_filled(place: Rect, lines: Sequence[Line]) -> Rect | None:
    """What lines fill of a leg: all of its width, so that short last lines leave no hole."""
    ink = hull(map(filled_rect, lines))
    if ink is None:
        return None
    if any(line.vertical for line in lines):
        return Rect(ink.x, place.y, ink.width, place.height)
    return Rect(place.x, ink.y, place.width, ink.height)


def _see_photo(region: Region) -> SeenPhoto:
    shown = [item.rect for item in region.items if isinstance(item, Picture | Box)]
    lines = tuple(line for line in region.lines if line.role in CAPTION_ROLES and line.text.strip())
    return SeenPhoto(region.id, region, shown[0] if shown else None, lines)


def _rule_rects(region: Region) -> Iterator[Rect]:
    """The rectangles that a block's rules cover."""
    for rule in (item for item in region.items if isinstance(item, Rule)):
        reach, half = rule.reach, max(rule.width, RULE_WIDTH) // 2
        if reach.width >= reach.height:
            yield Rect(reach.x, reach.y - half, reach.width, 2 * half + reach.height)
        else:
            yield Rect(reach.x - half, reach.y, 2 * half + reach.width, reach.height)
