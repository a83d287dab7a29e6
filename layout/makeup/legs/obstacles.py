"""The blocks of a page that stand in a story -> what its text runs round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from layout.makeup.desk import BlockSpot, Desk
from layout.makeup.legs.ground import Obstacle, OutlineObstacle, RectObstacle
from layout.makeup.pictures.captionroom import find_caption_rooms
from layout.makeup.pictures.photo import outline_in, place_outlined
from layout.plan.blocks import Block, PhotoBlock
from layout.plan.grid import Grid, Leg
from layout.scene import Line, Mpt
from layout.scene.geometry import turned_back


def blocks_in(story: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a page that stand in its story's block of that name."""
    return tuple(block for block in blocks if block.inside == story)


def obstacles_in(blocks: Sequence[Block], desk: Desk, legs: tuple[Leg, ...]) -> tuple[Obstacle, ...]:
    """Blocks in a story of such legs as obstacles: a gutter of white before and behind each, or round its outline."""
    return tuple(obstacle for block in blocks for obstacle in _obstacles(block, desk_of(block, desk, legs)))


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
    """A photo's outline, and the rectangles of its caption and credit."""
    facts, grid = desk.pictures[block.photo], desk.grid
    captioned, rect = place_outlined(block, facts, desk, BlockSpot("", ""))
    points = outline_in(facts, rect)
    yield OutlineObstacle(tuple(_along(grid, point) for point in points), grid.gutter)
    lines = [item for item in captioned.items if isinstance(item, Line)]
    page = grid.on_page(grid.rect(block.area))
    for room in find_caption_rooms(lines, rect, page, grid.trim[0]):
        yield RectObstacle(turned_back(room, grid.trim[0]) if grid.vertical else room, grid.gutter)


def _along(grid: Grid, point: tuple[Mpt, Mpt]) -> tuple[Mpt, Mpt]:
    """A point of the page, along the grid's lines and across them."""
    return (point[1], grid.trim[0] - point[0]) if grid.vertical else point
