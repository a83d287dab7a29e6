"""The blocks of a page that stand in a story -> what its text runs round."""

from __future__ import annotations

from collections.abc import Sequence

from layout.blocks import Block
from layout.makeup.desk import Desk
from layout.makeup.ground import Clear, Obstacle


def blocks_in(story: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a page that stand in its story's block of that name."""
    return tuple(block for block in blocks if block.inside == story)


def obstacles_in(blocks: Sequence[Block], desk: Desk) -> tuple[Obstacle, ...]:
    """What stands in a story, with a gutter of white before and behind it."""
    return tuple(Clear(desk.grid.rect(area), desk.grid.gutter) for block in blocks for area in block.areas)
