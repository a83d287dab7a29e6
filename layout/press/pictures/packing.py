"""Rows of inks, or bits of line art -> the bytes that a press file embeds, without loss."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from PIL import Image

from layout.press.file.objects import DEFLATE_LEVEL
from layout.press.pictures.separation import Pixels

STRATEGIES: Final = (zlib.Z_RLE, zlib.Z_DEFAULT_STRATEGY)
"""Coding differences as they are, and looking for stretches that come again."""

SAMPLE: Final = 8
"""One strip of so many tells which strategy is taken."""

PAETH, UP = 4, 2
"""PNG's filter types (ISO/IEC 15948 9.2)."""


def pack_inks(strips: Iterable[Pixels]) -> bytes:
    """Strips of inks, top to bottom, as rows after PNG's Paeth filter, deflated.

    Of a photo's differences no two stretches are alike: to look for such takes ten times as long as to code them as
    they are, and the file grows by it. In gray and in charts there are many. The same picture gives the same bytes.
    """
    rows = list(predict_rows(strips))
    sizes = [len(_deflate(rows[::SAMPLE], strategy)) for strategy in STRATEGIES]
    return _deflate(rows, STRATEGIES[sizes.index(min(sizes))])


def _deflate(rows: Iterable[bytes], strategy: int) -> bytes:
    out = zlib.compressobj(DEFLATE_LEVEL, strategy=strategy)
    return b"".join([*map(out.compress, rows), out.flush()])


def predict_rows(strips: Iterable[Pixels]) -> Iterator[bytes]:
    """The rows as differences from their neighbours, which deflate better."""
    last: Pixels | None = None
    for strip in strips:
        rows, columns, inks = strip.shape
        # A row above and a column before, of what the strip continues: paper at the picture's own edges.
        framed = np.zeros((rows + 1, columns + 1, inks), np.int16)
        framed[1:, 1:] = strip
        if last is not None:
            framed[0, 1:] = last
        last = strip[-1]
        left, above, corner = framed[1:, :-1], framed[:-1, 1:], framed[:-1, :-1]
        to_left, to_above = above - corner, left - corner
        to_corner = np.abs(to_left + to_above)
        np.abs(to_left, out=to_left)
        np.abs(to_above, out=to_above)
        nearest = np.where(to_above <= to_corner, above, corner)
        np.copyto(nearest, left, where=(to_left <= to_above) & (to_left <= to_corner))
        filtered = np.empty((rows, 1 + columns * inks), np.uint8)
        filtered[:, 0] = PAETH
        filtered[:, 1:] = (strip - nearest).astype(np.uint8).reshape(rows, -1)
        yield filtered.tobytes()


def pack_bits(image: Image.Image) -> bytes:
    """An image of mode 1 as bits, 1 for black: as rows after PNG's filter, deflated.

    CCITT group 4 would be a little smaller for drawings; not all that makes plates can read it.
    """
    black = np.packbits(~np.asarray(image), axis=1)
    above = np.zeros_like(black)
    above[1:] = black[:-1]
    filtered = np.empty((len(black), 1 + black.shape[1]), np.uint8)
    filtered[:, 0] = UP
    filtered[:, 1:] = black - above
    return zlib.compress(filtered.tobytes(), DEFLATE_LEVEL)
