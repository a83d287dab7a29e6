"""A block's frame and its area -> the box that is drawn behind its copy."""

from __future__ import annotations

from layout.makeup.desk import Desk
from layout.makeup.pictures.borders import border_items
from layout.plan.blocks import Frame
from layout.plan.grid import points
from layout.scene import Box, Item, Rect


def frame_items(frame: Frame | None, rect: Rect, desk: Desk) -> tuple[Item, ...]:
    """What a frame draws at a rectangle (`Grid.inner`: where body text's em boxes end): tint, rule and
    pattern.
    """
    if frame is None:
        return ()
    box = (
        Box(
            rect=rect,
            fill=desk.ink(frame.tint) if frame.tint else None,
            stroke=desk.ink(frame.stroke.ink) if frame.stroke else None,
            stroke_width=points(frame.stroke.width_pt) if frame.stroke else 0,
        ),
    )
    if frame.border is None:
        return box
    return (*box, *border_items(frame.border, rect, points(frame.border_pt), desk.ink(frame.border_ink)))
