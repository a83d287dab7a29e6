"""Photos that stand in a story -> the same some lines deeper or shallower, so that its text fits round them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from layout.plan.blocks import Block, CopyBlock, PhotoBlock

LEAST_LINES = 6
"""Lines that a photo is never made shallower than: in fewer there is no picture over its caption."""


def resize_photos(
    inside: Sequence[Block], story: CopyBlock, lines: int
) -> tuple[tuple[Block, ...], tuple[tuple[str, int], ...]]:
    """The blocks with every photo deeper by `lines`, and the photos changed; one without room stays as it is.

    One that ends at the story's last line grows at its head, another at its foot.
    """
    blocks = [*inside]
    changed: list[tuple[str, int]] = []
    for number, block in enumerate(inside):
        deeper = deepen_photo(block, story, lines) if isinstance(block, PhotoBlock) else None
        # The others as they are by now: two that grow towards each other must not meet.
        others = (other for at, other in enumerate(blocks) if at != number)
        if deeper is not None and not any(_meet(deeper, other) for other in others):
            blocks[number] = deeper
            changed.append((deeper.id or deeper.photo, lines))
    return tuple(blocks), tuple(changed)


def _meet(block: Block, other: Block) -> bool:
    """Whether two blocks of a story share a cell; of those that count other columns, a line."""
    own = block.area
    return any(
        own.overlap(
            area
            if block.columns_are == other.columns_are
            else replace(area, first_column=own.first_column, last_column=own.last_column)
        )
        is not None
        for area in other.areas
    )


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
    # A copy would keep the area that was worked out for the old lines.
    return PhotoBlock.model_validate({**block.model_dump(), "lines": f"{first}-{last}"})
