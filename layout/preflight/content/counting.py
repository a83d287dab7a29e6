"""Content as it is written -> whether it has more pieces than are to be taken apart: it is counted before."""

from __future__ import annotations

from typing import Final

OPERATORS: Final = 300_000
"""Operators that are looked through on one page, those of forms counted each time that they are placed."""

MOST_PIECES: Final = 3_000_000
"""Pieces of content (numbers, names, operators) that are taken apart at once."""

SHORT: Final = 1 << 18
"""Bytes of content that are not counted: they can't be too much."""


def is_too_much(data: bytes, left: int) -> bool:
    """Whether content has more operators than about twice those that are `left`, or more pieces than there may be."""
    if len(data) <= SHORT:
        return False
    import numpy as np

    kinds = np.zeros(256, dtype=np.uint8)
    kinds[list(b"\0\t\n\f\r ()<>[]/")] = 1
    kinds[list(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'\"")] = 2
    seen = kinds[np.frombuffer(data, dtype=np.uint8)]
    ends = seen[:-1] == 1
    operators = int(np.count_nonzero(ends & (seen[1:] == 2)))
    pieces = int(np.count_nonzero(ends))
    return operators > 2 * left + 1000 or pieces > MOST_PIECES
