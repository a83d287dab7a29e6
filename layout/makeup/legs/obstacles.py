"""The blocks of a page that stand in a story -> what its text runs round, and the white that they give themselves.

Text keeps to the grid. So of the white over and under a block its picture or frame gives the part of a line, by being
less deep, and the text the whole lines, by keeping out of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from layout.makeup.desk import BlockSpot, Desk
from layout.makeup.legs.ground import Obstacle, OutlineObstacle, RectObstacle
from layout.makeup.pictures.captionroom import find_caption_rooms
from layout.makeup.pictures.captionrows import Captions
from layout.makeup.pictures.frame import frame_padding
from layout.makeup.pictures.photo import outline_in, place_whole
from layout.plan.blocks import Block, CaptionedBlock, CopyBlock, PhotoBlock
from layout.plan.edition import stories_on
from layout.plan.grid import Area, Grid, Leg
from layout.plan.turnedgrid import is_turned
from layout.scene import Line, Mpt, Rect
from layout.scene.geometry import are_alongside, turned_back


def blocks_in(story: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a page that stand in its story's block of that name."""
    return tuple(block for block in blocks if block.inside == story)


def obstacles_in(blocks: Sequence[Block], desk: Desk, legs: tuple[Leg, ...]) -> tuple[Obstacle, ...]:
    """Blocks in a story of such legs as obstacles: boxes with the white that text keeps from them, or outlines."""
    page = desk.page_grid
    if page is None:
        return tuple(
            obstacle for block in blocks for obstacle in _obstacles(block, desk_of(block, desk, legs))
        )
    page_desk = replace(
        desk, grid=page, wardrobe=desk.wardrobe.running(vertical=page.vertical), page_grid=None
    )
    found = (obstacle for block in blocks for obstacle in _obstacles(block, desk_of(block, page_desk, ())))
    return tuple(_turn_obstacle(obstacle, page, desk.grid) for obstacle in found)


def _turn_obstacle(obstacle: Obstacle, page: Grid, own: Grid) -> Obstacle:
    """An obstacle of a page in a story whose lines run across the page's: it keeps half an em from its lines, too."""

    def turn_point(point: tuple[Mpt, Mpt]) -> tuple[Mpt, Mpt]:
        return _along(own, (page.trim[0] - point[1], point[0]) if page.vertical else point)

    if isinstance(obstacle, OutlineObstacle):
        return replace(obstacle, points=tuple(map(turn_point, obstacle.points)))
    level = page.on_page(obstacle.rect)
    rect = turned_back(level, own.trim[0]) if own.vertical else level
    half = own.em // 2
    return RectObstacle(replace(rect, y=rect.y - half, height=rect.height + 2 * half), own.gutter)


def desk_of(block: Block, desk: Desk, legs: tuple[Leg, ...]) -> Desk:
    """The desk that a block inside a story of such legs is made up at: on them, where its columns are legs. That story
    may itself stand on the legs of one that it is inside. In a frame, which has white inside, basic columns are the
    legs that stand on them.
    """
    grid = desk.grid.basic
    if block.columns_are == "legs" and legs:
        grid = grid.on_legs(legs)
    elif legs and (story := stories_on(desk.blocks).get(block.inside or "")) is not None:
        grid = _in_frame(block, story, desk, legs)
    if grid.over or grid.under:
        grid = replace(grid, over=0, under=0)
    return desk if grid is desk.grid else replace(desk, grid=grid)


def _in_frame(block: Block, story: CopyBlock, desk: Desk, legs: tuple[Leg, ...]) -> Grid:
    """The grid of a block on basic columns in a framed story. They are its legs where it has as many, so that both
    share their edges; else those at the frame keep its white.
    """
    grid, area = desk.grid.basic, story.area
    if story.frame is None or story.columns_are == "legs" or is_turned(story, vertical=grid.vertical):
        return grid
    columns = [Leg(grid.column_x(number), grid.column) for number in range(1, grid.columns + 1)]
    if len(legs) == area.columns and not story.more:
        columns[area.first_column - 1 : area.last_column] = legs
        return replace(grid, own=tuple(columns), base=grid)
    padding = frame_padding(story.frame, desk)
    first, last = block.area.first_column, block.area.last_column
    if _is_at_frame(block, story, first - 1):
        own = columns[first - 1]
        columns[first - 1] = Leg(own.x + padding, max(1, own.width - padding))
    if _is_at_frame(block, story, last + 1):
        own = columns[last - 1]
        columns[last - 1] = Leg(own.x, max(1, own.width - padding))
    return replace(grid, own=tuple(columns), base=grid)


def _is_at_frame(block: Block, story: CopyBlock, column: int) -> bool:
    """Whether the column beside a block is, on any of its lines, none of the story's."""
    return any(
        not any(Area(column, column, line, line).overlap(area) for area in story.areas)
        for line in range(block.area.first_line, block.area.last_line + 1)
    )


def give_white(block: Block, desk: Desk, places: Sequence[Rect]) -> Desk:
    """The desk that a block in a story is made up at so that it leaves its part of the white over and under it, where
    text stands there: in one of the `places` that the story's legs have on the page.
    """
    if block.gives_lines is None or _has_outline(block, desk):
        return desk
    grid, white = desk.grid, _find_white(block, desk)
    rect = grid.rect(block.area)
    flat = [turned_back(place, grid.trim[0]) if grid.vertical else place for place in places]
    beside = [place for place in flat if are_alongside(place.across, rect.across)]
    over = any(
        place.bottom <= rect.y - white.lines_over * grid.leading < place.bottom + grid.leading
        for place in beside
    )
    under = any(
        place.y >= rect.bottom + white.lines_under * grid.leading > place.y - grid.leading for place in beside
    )
    if not over and not under:
        return desk
    own = replace(grid, over=white.over if over else 0, under=white.under if under else 0)
    return replace(desk, grid=own)


@dataclass(frozen=True, slots=True)
class _White:
    """The white over and under a block: what it gives of its own depth, and the lines that text keeps out of."""

    over: Mpt
    lines_over: int
    under: Mpt
    lines_under: int


def _find_white(block: Block, desk: Desk) -> _White:
    over, under = desk.paper.white.round_white(block.white_round)
    if isinstance(block, CaptionedBlock) and block.white_round.under_lines is None:
        # The white under a picture or its caption is a key of its own.
        under = desk.paper.white.round_under_lines or 0
    return _White(*_part_white(block, desk.grid, over), *_part_white(block, desk.grid, under))


def _part_white(block: Block, grid: Grid, lines: float) -> tuple[Mpt, int]:
    """Of so many lines of white, from em box to the block: what it gives, and the lines that text keeps out of. For a
    frame, which gives half a line, it keeps out of none to make up for less than that.
    """
    gives = block.gives_lines
    lacks = round(lines * grid.leading) - 2 * grid.inset
    if gives is None or lacks <= 0:
        return 0, 0
    most = round(gives * grid.leading)
    waived = most if most < grid.leading else 0
    kept = max(0, ceil((lacks - most - waived) / grid.leading))
    return min(most, max(0, lacks - kept * grid.leading)), kept


def _has_outline(block: Block, desk: Desk) -> bool:
    """Whether text runs round the outline of a photo: then there is white all round that."""
    if not (isinstance(block, PhotoBlock) and block.wraps_outline):
        return False
    facts = desk.pictures.get(block.photo)
    return facts is not None and bool(facts.outline)


def _beside(block: Block, desk: Desk) -> tuple[Mpt, Mpt]:
    """The white before a block and behind it."""
    grid, beside, own = desk.grid, desk.paper.white.round_beside_em, block.white_round
    if block.gives_lines is None:
        return grid.gutter, grid.gutter
    paper = grid.gutter if beside is None else round(beside * grid.em)
    before, behind = (
        paper if asked is None else round(asked * grid.em) for asked in (own.before_em, own.behind_em)
    )
    return before, behind


def _obstacles(block: Block, desk: Desk) -> Iterator[Obstacle]:
    if isinstance(block, PhotoBlock) and _has_outline(block, desk):
        yield from _outline_obstacles(block, desk)
        return
    white, leading = _find_white(block, desk), desk.grid.leading
    over, lines = white.lines_over * leading, white.lines_over + white.lines_under
    for area in block.areas:
        rect = desk.grid.rect(area)
        kept = replace(rect, y=rect.y - over, height=rect.height + lines * leading)
        yield RectObstacle(kept, *_beside(block, desk))


def _outline_obstacles(block: PhotoBlock, desk: Desk) -> Iterator[Obstacle]:
    """A photo's outline, and the rectangles of its caption and credit."""
    facts, grid = desk.pictures[block.photo], desk.grid
    before, behind = _beside(block, desk)
    captions = Captions((desk.photos[block.photo],), block, desk, BlockSpot("", ""))
    captioned, whole = place_whole(captions, facts)
    points = outline_in(facts, whole.rect)
    yield OutlineObstacle(tuple(_along(grid, point) for point in points), max(before, behind))
    lines = [item for item in captioned.items if isinstance(item, Line)]
    page = grid.on_page(grid.rect(block.area))
    for room in find_caption_rooms(lines, whole.rect, page, grid.trim[0]):
        yield RectObstacle(turned_back(room, grid.trim[0]) if grid.vertical else room, before, behind)


def _along(grid: Grid, point: tuple[Mpt, Mpt]) -> tuple[Mpt, Mpt]:
    """A point of the page, along the grid's lines and across them."""
    return (point[1], grid.trim[0] - point[0]) if grid.vertical else point
