"""Reeds of cut paper."""

from __future__ import annotations

from random import Random

from tests.standin.papercut.sheets import Papercut


def reeds(cut: Papercut, random: Random, places: range, foot: float, heights: tuple[float, float]) -> None:
    """Adds blades and plumes to the sheet, from `foot` up, so high as chance will between two heights."""
    for place in places:
        height = random.uniform(heights[1], heights[0])
        lean = random.uniform(-26, 52)
        top = (place + lean, foot - height)
        cut.strip([(place, foot + 10), (place + lean * 0.35, foot - height * 0.6), top], 5)
        cut.cut([(top[0] - 4, top[1] + 34), (top[0] + 20, top[1] - 34), (top[0] + 14, top[1] + 26)])
        cut.cut([(place, foot), (place + 60, foot - height * 0.55), (place + 9, foot)])
