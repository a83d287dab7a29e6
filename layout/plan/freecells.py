"""The cells of a grid that are free -> the largest rectangle of them."""

from __future__ import annotations

from collections.abc import Sequence

Cells = tuple[range, range]
"""The columns and the lines of a rectangle, counted from 0."""


def largest_free(free: Sequence[Sequence[bool]], lines: int) -> Cells | None:
    """The largest rectangle of free cells that is at least so many lines deep, of equal ones the first. `free` says of
    each column, and of each line in it, whether the cell is free.
    """
    best: tuple[int, Cells] | None = None
    depth = len(free[0]) if free else 0
    for first in range(len(free)):
        both = [True] * depth
        for last in range(first, len(free)):
            both = [here and there for here, there in zip(both, free[last], strict=True)]
            if True not in both:
                break  # nor in wider ones
            start = 0
            for line in range(depth + 1):
                if line < depth and both[line]:
                    continue
                cells = (line - start) * (last - first + 1)
                if line - start >= max(1, lines) and (best is None or cells > best[0]):
                    best = cells, (range(first, last + 1), range(start, line))
                start = line + 1
    return None if best is None else best[1]
