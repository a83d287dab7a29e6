"""Rectangles of the scene -> places in millimetres, as a comparison gives them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from layout.golden.rows import NOWHERE, SetRow
from layout.golden.verdict import BoxMm
from layout.scene import Rect

MOST_BOXES = 5_000
"""Places that are given of one cause."""


def boxes_of(rows: Iterable[SetRow]) -> tuple[BoxMm, ...]:
    """Where rows are; some are nowhere."""
    return tuple(
        box_mm(row.rect) for row in islice((row for row in rows if row.kind not in NOWHERE), MOST_BOXES)
    )


def box_mm(rect: Rect) -> BoxMm:
    """A rectangle of the scene in millimetres, to the hundredth."""
    left, top, width, height = (
        round(length / 72_000 * 25.4, 2) for length in (rect.x, rect.y, rect.width, rect.height)
    )
    return BoxMm(left, top, width, height)
