"""A block of a page, or photos in a story, and lines -> the same so much deeper, where nothing is in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from layout.plan.blocks import Block, BlockBase, CopyBlock, PhotoBlock, PhotoGroupBlock
from layout.plan.edition import block_id
from layout.plan.grid import HEAD, Area, Grid

LEAST_LINES = 6
"""Lines that a photo is never made shallower than: in fewer there is no picture over its caption."""

AnyBlock = TypeVar("AnyBlock", bound=BlockBase)


def deepen_block(blocks: Sequence[Block], at: int, lines: int, grid: Grid) -> tuple[Block, ...] | None:
    """The blocks with one of them deeper by `lines` at its foot, or shallower (below 0). None where it would have no
    line left, or would leave the grid or its story, or lie over another block or a rule.

    Of a story of several rectangles the one that reaches lowest is changed.
    """
    block = blocks[at]
    if block.area == HEAD:
        return None
    areas = block.areas
    part = max(range(len(areas)), key=lambda number: (areas[number].last_line, -number))
    old = areas[part]
    new = replace(old, last_line=old.last_line + lines)
    if new.lines < 1 or new.last_line > grid.lines or (lines > 0 and not _is_free(blocks, at, old, new)):
        return None
    if any(_sticks_out(other, block_id(block, at), old, new) for other in blocks):
        return None
    return (*blocks[:at], with_lines(block, part, (new.first_line, new.last_line)), *blocks[at + 1 :])


def _sticks_out(block: Block, story: str, old: Area, new: Area) -> bool:
    """Whether a block inside a story would reach below the foot that the story has then."""
    if block.inside != story:
        return False
    area = block.area
    if block.columns_are == "basic" and area.overlap(old) is None:
        return False
    return new.last_line < area.last_line <= old.last_line


def can_widen(blocks: Sequence[Block], at: int, grid: Grid) -> bool:
    """Whether a block could have a column more at one of its sides."""
    block = blocks[at]
    if block.columns_are == "legs" or block.area == HEAD or len(block.areas) > 1:
        return True
    old = block.area
    first, last = old.first_column - 1, old.last_column + 1
    return (first > 0 and _is_free(blocks, at, old, replace(old, first_column=first))) or (
        last <= grid.columns and _is_free(blocks, at, old, replace(old, last_column=last))
    )


def with_lines(block: AnyBlock, part: int, ends: tuple[int, int]) -> AnyBlock:
    """The block with other lines in one of its rectangles. A copy would keep the areas that were worked out before."""
    values = block.model_dump(exclude_unset=True)
    lines = f"{ends[0]}-{ends[1]}"
    if part == 0:
        values["lines"] = lines
    else:
        values["more"] = [
            {**area, "lines": lines} if number == part else area
            for number, area in enumerate(values["more"], 1)
        ]
    return type(block).model_validate(values)


def _is_free(blocks: Sequence[Block], at: int, old: Area, new: Area) -> bool:
    """Whether an area that grows meets nothing that it has not met before."""
    block = blocks[at]
    name = block_id(block, at)
    for number, other in enumerate(blocks):
        outer = block.inside == block_id(other, number)
        if number != at and outer:
            if isinstance(other, CopyBlock) and not _is_in(new, other, block):
                return False
            continue
        if other.inside == name and number != at:
            continue
        if other.inside is not None and other.inside != block.inside:
            continue  # it stands on the cells of its story, which are looked at themselves
        for area in other.areas:
            if (number, area) != (at, old) and meets(new, block, area, other) and not area.overlap(old):
                return False
    return True


def meets(area: Area, block: Block, other_area: Area, other: Block) -> bool:
    """Whether areas of two blocks share a cell; of blocks that count other columns, a line."""
    if block.columns_are != other.columns_are:
        area = replace(area, first_column=other_area.first_column, last_column=other_area.last_column)
    return area.overlap(other_area) is not None


def _is_in(area: Area, story: CopyBlock, block: Block) -> bool:
    """Whether an area's lines are those of the story that it stands in."""
    first, last = min(part.first_line for part in story.areas), max(part.last_line for part in story.areas)
    own_columns = block.columns_are == "legs" or any(
        part.first_column <= area.first_column and area.last_column <= part.last_column
        for part in story.areas
    )
    return first <= area.first_line and area.last_line <= last and own_columns


def resize_photos(
    inside: Sequence[Block], story: CopyBlock, lines: int
) -> tuple[tuple[Block, ...], tuple[tuple[str, int], ...]]:
    """The blocks with every photo deeper by `lines`, and the photos changed; one without room stays as it is, and so
    does one with its other half on another page, or with type on it.

    One that ends at the story's last line grows at its head, another at its foot. One with a block right below it is
    made no shallower: text would stand between the two.
    """
    blocks = [*inside]
    changed: list[tuple[str, int]] = []
    for number, block in enumerate(inside):
        below = replace(block.area, last_line=block.area.last_line + 1)
        held = lines < 0 and any(
            meets(below, block, area, other) for other in inside if other is not block for area in other.areas
        )
        deeper = None
        if isinstance(block, PhotoBlock) and not held and not is_bound(block, (*inside, story)):
            deeper = deepen_photo(block, story, lines)
        # The others as they are by now: two that grow towards each other must not meet.
        others = [(area, other) for at, other in enumerate(blocks) if at != number for area in other.areas]
        if deeper is not None and not any(meets(deeper.area, deeper, *other) for other in others):
            blocks[number] = deeper
            changed.append((deeper.id or deeper.photo, lines))
    return tuple(blocks), tuple(changed)


def is_bound(photo: PhotoBlock | PhotoGroupBlock, blocks: Sequence[BlockBase]) -> bool:
    """Whether a photo is half of a picture, or type of one of some blocks lies on it."""
    name = photo.id or (photo.photo if isinstance(photo, PhotoBlock) else None)
    spread = isinstance(photo, PhotoBlock) and photo.spreads_with is not None
    return spread or any(block.lies_on == name for block in blocks)


def deepen_photo(block: PhotoBlock, story: CopyBlock, lines: int) -> PhotoBlock | None:
    """A photo's block deeper by `lines` inside a story's area; None where it has no room."""
    area, own = block.area, story.area
    if block.columns_are == "basic":
        own = next((part for part in story.areas if part.overlap(area) is not None), own)
    first, last = area.first_line, area.last_line
    if last == own.last_line and first != own.first_line:
        first -= lines
    else:
        last += lines
    if first < own.first_line or last > own.last_line or last - first + 1 < LEAST_LINES:
        return None
    return with_lines(block, 0, (first, last))
