"""A wavy line beside text (书名号) -> the Bézier curves that draw it (ISO 32000-1 8.5.2)."""

from __future__ import annotations

from typing import Final

from layout.scene import Mpt, Wave

CurvePoint = tuple[Mpt, Mpt]

_HANDLE: Final = 212
"""How far a half wave's handles are from its ends along the axis, in thousandths of the whole wave's length.

With handles at 4/3 of the height its middle reaches the height, and at (4/3) / 2π of the length it leaves the axis as
a sine does.
"""

_SHORTEST: Final[Mpt] = 100
"""A half wave is never shorter, whatever the scene says: a tenth of a point is no wave on paper."""


def wave_curves(wave: Wave) -> list[tuple[CurvePoint, CurvePoint, CurvePoint]]:
    """The curves from the wave's first point to its second, each a half wave: its two handles and its end.

    The number of half waves is the one that comes nearest to the length that is asked for, and never none: the line
    ends on its axis. The first swings upward, or to the left of an upright one.
    """
    dx, dy = wave.x2 - wave.x1, wave.y2 - wave.y1
    level = abs(dx) >= abs(dy)
    long = max(abs(dx), abs(dy))
    half = max(wave.length // 2, _SHORTEST)
    count = max(1, (2 * long + half) // (2 * half))
    curves = []
    for number in range(count):
        swing = (-1 if number % 2 == 0 else 1) * wave.height * 4 // 3

        def on_axis(thousandths: int) -> CurvePoint:
            return wave.x1 + dx * thousandths // (1000 * count), wave.y1 + dy * thousandths // (1000 * count)

        def beside(point: CurvePoint, swing: Mpt = swing) -> CurvePoint:
            return (point[0], point[1] + swing) if level else (point[0] + swing, point[1])

        start, end = 1000 * number, 1000 * (number + 1)
        handle = 2 * _HANDLE
        curves.append((beside(on_axis(start + handle)), beside(on_axis(end - handle)), on_axis(end)))
    return curves
