"""A question of numbers, each asked by trying it -> the least number that it holds for."""

from __future__ import annotations

from collections.abc import Callable


def find_least(holds: Callable[[int], bool], guess: int, most: int) -> int | None:
    """The least number from 1 to `most` that something holds for, as far as it holds for all above it too; it was
    tried. None where it holds for none that was.
    """
    if most < 1:
        return None
    guess = max(1, min(guess, most))
    step, low, high = 1, 0, guess
    while not holds(high):
        if high == most:
            return None
        low, high, step = high, min(most, high + step), step * 2
    while high - low > 1:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle
    return high
