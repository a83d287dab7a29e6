"""The pictures of a comparison -> those of its report: page and golden on one canvas, and laid over each other."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from io import BytesIO
from math import prod, sqrt

import numpy as np
from PIL import Image

from layout.golden.verdict import DetailPictures, PagePictures
from layout.proof.raster import png

LONGEST = 1100
"""Pixels of a whole page's longer side in a report: a broadsheet at 51 dpi. Close-ups stay as they are."""

THUMBNAIL = 640
"""Pixels of the longer side of the page that the differences are marked on."""

MOST_CLOSE = 600_000
"""Pixels of a close-up; that of a whole photograph is made smaller, and would else be megabytes."""

MOST_PIXELS = 80_000_000
"""Pixels of the largest page that a report shows: 2.2 m square at 100 dpi, two dozen broadsheets."""

SHADES = 16
"""Shades of each colour of a page made smaller. 256 would double the size of a report, and are not seen at 51 dpi."""

UNCHANGED = 0.4
"""How strongly ink is drawn that both have: 40 % of itself, so that what differs is seen at once."""


@dataclass(frozen=True, slots=True)
class PicturePair:
    """The same place in the golden and now, as PNGs of one size in pixels; None for what is not there.

    `overlay` is both laid over each other: ink that is gone red, new ink cyan, ink that stayed gray. `sharp` is the
    place now, drawn closer than a golden that is kept at 100 dpi: good to read, but not to be compared with it.
    """

    width: int
    height: int
    golden: bytes | None
    now: bytes | None
    overlay: bytes | None
    sharp: bytes | None = None


@dataclass(frozen=True, slots=True)
class PageView:
    """A whole page, with the golden's trim laid on that of the page now.

    `trim` is the trim's top left corner and `scale` the pixels of a millimetre, both in the pixels of `pair`.
    `thumbnail` is the page now, or the golden where that is gone, once more and smaller, as PNG.
    """

    pair: PicturePair
    thumbnail: bytes
    trim: tuple[float, float]
    scale: float


def view_page(pictures: PagePictures) -> PageView | None:
    """A page's pictures on one canvas, and small enough for a report. None where neither can be shown."""
    golden, now = _read(pictures.golden), _read(pictures.now)
    trims = {"golden": pictures.golden_trim, "now": pictures.now_trim}
    there = {name: picture for name, picture in (("golden", golden), ("now", now)) if picture}
    if not there:
        return None
    left, top = (max(trims[name][side] for name in there) for side in (0, 1))
    # Where each picture lies on the canvas, so that the corners of the trims meet.
    at = {name: (round(left - trims[name][0]), round(top - trims[name][1])) for name in there}
    size = (
        max(at[name][0] + picture.width for name, picture in there.items()),
        max(at[name][1] + picture.height for name, picture in there.items()),
    )
    laid: dict[str, Image.Image] = {}
    for name, picture in there.items():
        laid[name] = Image.new("L", size, 255)
        laid[name].paste(picture, at[name])
    factor = min(1.0, LONGEST / max(size))
    pair = _pair(laid.get("golden"), laid.get("now"), factor, pictures.dpi)
    shown = laid.get("now") or laid["golden"]
    thumbnail = _small(shown, min(1.0, THUMBNAIL / max(size)), pictures.dpi)
    return PageView(pair, thumbnail, (left * factor, top * factor), pictures.dpi / 25.4 * factor)


def view_detail(detail: DetailPictures, pictures: PagePictures) -> PicturePair | None:
    """A close-up with both laid over each other, None where neither can be shown; `pictures` are those of its page.

    Where the golden is a picture of 100 dpi made larger, the page now is taken from one of the same kind: else all ink
    would seem to differ, as the one is soft and the other sharp.
    """
    golden, now = _read(detail.golden), _read(detail.now)
    if not (golden or now):
        return None
    if detail.enlarged:
        was = _enlarge(pictures.golden, pictures.golden_trim, detail, pictures.dpi)
        is_ = _enlarge(pictures.now, pictures.now_trim, detail, pictures.dpi)
        if was and is_:
            factor = _close_factor(was)
            sharp = _small(now, factor, detail.dpi) if now and factor < 1 else detail.now
            return replace(_pair(was, is_, factor, detail.dpi), sharp=sharp)
    return _pair(golden, now, _close_factor(golden or now), detail.dpi)


def _close_factor(picture: Image.Image | None) -> float:
    """How much smaller a close-up is shown."""
    return 1.0 if picture is None else min(1.0, sqrt(MOST_CLOSE / (picture.width * picture.height)))


def _enlarge(
    data: bytes | None, trim: tuple[float, float], detail: DetailPictures, dpi: float
) -> Image.Image | None:
    """A detail's place on a page's picture of `dpi`, at the detail's own resolution."""
    page = _read(data)
    if page is None:
        return None
    box = detail.box
    left, top, width, height = (
        round(side * dpi / 25.4) for side in (box.left, box.top, box.width, box.height)
    )
    x, y = left + round(trim[0]), top + round(trim[1])
    part = page.crop((x, y, x + max(width, 1), y + max(height, 1)))
    return part.resize(_size(part, detail.dpi / dpi), Image.Resampling.BICUBIC)


def lay_over(golden: Image.Image, now: Image.Image) -> Image.Image:
    """Two gray pictures of one size as one in colour: ink of the golden alone red, of now alone cyan, of both gray.

    Each pixel's ink is parted into these three, so soft edges stay soft.
    """
    was, is_ = (255 - np.asarray(picture, dtype=np.int16) for picture in (golden, now))
    both = np.minimum(was, is_)
    kept = np.round(both * UNCHANGED).astype(np.int16)
    red = 255 - kept - (is_ - both)
    others = 255 - kept - (was - both)
    return Image.fromarray(np.dstack([red, others, others]).clip(0, 255).astype(np.uint8))


def _pair(golden: Image.Image | None, now: Image.Image | None, factor: float, dpi: float) -> PicturePair:
    over = lay_over(golden, now) if golden and now and golden.size == now.size else None
    drawn = [_small(picture, factor, dpi) if picture else None for picture in (golden, now, over)]
    whole = golden or now
    assert whole is not None, "a pair has a picture"
    return PicturePair(*_size(whole, factor), *drawn)


def _size(picture: Image.Image, factor: float) -> tuple[int, int]:
    return max(1, round(picture.width * factor)), max(1, round(picture.height * factor))


def _small(picture: Image.Image, factor: float, dpi: float) -> bytes:
    """A picture as PNG, as it is or smaller and of few shades."""
    if factor < 1:
        step = 255 // (SHADES - 1)
        few = [round(level / step) * step for level in range(256)]
        picture = picture.resize(_size(picture, factor), Image.Resampling.BOX)
        picture = picture.point(few * len(picture.getbands()))
    return png(picture, dpi=dpi * factor)


def _read(data: bytes | None) -> Image.Image | None:
    """A gray picture; None where there is none, or one that is too large to be shown."""
    # The size is in the first chunk (PNG, 11.2.2). Pillow would warn of a large one on the user's terminal.
    if data is None or prod(struct.unpack(">II", data[16:24])) > MOST_PIXELS:
        return None
    with Image.open(BytesIO(data), formats=("PNG",)) as opened:
        return opened.convert("L")
