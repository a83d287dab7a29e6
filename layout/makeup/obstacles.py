"""The blocks of a page that stand in a story -> what its text runs round."""

from __future__ import annotations

from collections.abc import Sequence

from layout.blocks import Block
from layout.makeup.desk import Desk
from layout.makeup.ground import Clear, Obstacle


def obstacles_in(story: str, blocks: Sequence[Block], desk: Desk) -> tuple[Obstacle, ...]:
    """What stands in the story's block of that name, with a gutter of white before and behind it."""
    return tuple(
        Clear(desk.grid.rect(area), desk.grid.gutter)
        for block in blocks
        if block.inside == story
        for area in block.areas
    )
