"""The blocks of a page that stand in a story -> what its text runs round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from layout.makeup.desk import BlockSpot, Desk
from layout.makeup.legs.ground import Obstacle, OutlineObstacle, RectObstacle
from layout.makeup.pictures.photo import outline_in, place_outlined
from layout.plan.blocks import Block, PhotoBlock
from layout.plan.grid import Grid, Leg
from layout.scene import Line, Mpt, Rect
from layout.scene.geometry import turned_back


def blocks_in(story: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a page that stand in its story's block of that name."""
    return tuple(block for block in blocks if block.inside == story)


def obstacles_in(blocks: Sequence[Block], desk: Desk, legs: tuple[Leg, ...]) -> tuple[Obstacle, ...]:
    """Blocks in a story of such legs as obstacles: a gutter of white before and behind each, or round its outline."""
    page = desk.page_grid
    if page is None:
        return tuple(
            obstacle for block in blocks for obstacle in _obstacles(block, desk_of(block, desk, legs))
        )
    page_desk = replace(
        desk, grid=page, wardrobe=desk.wardrobe.running(vertical=page.vertical), page_grid=None
    )
    found = (obstacle for block in blocks for obstacle in _obstacles(block, page_desk))
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
    """The desk that a block inside a story of such legs is made up at: on them, where its columns are legs."""
    if block.columns_are == "basic" or not legs:
        return desk
    return replace(desk, grid=desk.grid.on_legs(legs))


def _obstacles(block: Block, desk: Desk) -> Iterator[Obstacle]:
    if isinstance(block, PhotoBlock) and block.wrap == "outline":
        facts = desk.pictures.get(block.photo)
        if facts is not None and facts.outline:
            yield from _outline_obstacles(block, desk)
            return
    for area in block.areas:
        yield RectObstacle(desk.grid.rect(area), desk.grid.gutter)


def _outline_obstacles(block: PhotoBlock, desk: Desk) -> Iterator[Obstacle]:
    """A photo's outline, and the rectangle of its caption."""
    facts, grid = desk.pictures[block.photo], desk.grid
    captioned, rect = place_outlined(block, facts, desk, BlockSpot("", ""))
    points = outline_in(facts, rect)
    yield OutlineObstacle(tuple(_along(grid, point) for point in points), grid.gutter)
    lines = [item for item in captioned.items if isinstance(item, Line)]
    if lines:
        # The caption's lines, down to the foot of the block. They may be wider than the picture: a caption that is set
        # as wide as that is deeper, and leaves less to it.
        page = grid.on_page(grid.rect(block.area))
        left = min(rect.x, *(line.x for line in lines))
        right = max(rect.right, *(line.x + line.measure for line in lines))
        caption = Rect(left, rect.bottom, right - left, page.bottom - rect.bottom)
        if lines[0].vertical:
            caption = Rect(page.x, page.y, rect.x - page.x, page.height)
        yield RectObstacle(turned_back(caption, grid.trim[0]) if grid.vertical else caption, grid.gutter)


def _along(grid: Grid, point: tuple[Mpt, Mpt]) -> tuple[Mpt, Mpt]:
    """A point of the page, along the grid's lines and across them."""
    return (point[1], grid.trim[0] - point[0]) if grid.vertical else point
