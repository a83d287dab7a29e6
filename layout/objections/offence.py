"""What a check finds on a page: what a desk takes offence at, before anyone has said how grave it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout.scene import Mpt, Rect
from layout.scene.geometry import as_millimetres


@dataclass(frozen=True, slots=True)
class Offence:
    """One thing to object to: `blocks` are those concerned, the one to change first; `places` the rectangles to look
    at. The message stands alone, and the hint says what to do.
    """

    message: str
    hint: str
    blocks: Sequence[str]
    places: Sequence[Rect]


def millimetres(length: Mpt) -> str:
    """A length as messages have it: `12.5 mm`."""
    return f"{as_millimetres(length):.1f} mm"


def points(length: Mpt) -> str:
    """A size of type as messages have it: `10.5 pt`."""
    return f"{length / 1000:g} pt"
