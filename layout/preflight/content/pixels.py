"""An image's samples -> how much ink its pixels are, together (TAC).

Samples in inks are measured as they are printed: DeviceCMYK, Separation and DeviceN, and Indexed spaces of these.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pikepdf

from content.pdf.streams import Undecoded, decode_stream
from content.pdf.values import UNREADABLE, entry, one_or_more
from content.pictures.fault import OddKind
from content.pictures.jpeg import jpeg_fault
from layout.preflight.content.colour import ALL, GRAY, NONE, ColourSpace
from layout.preflight.content.marks import Raster
from layout.preflight.content.packing import find_lack_of_fax, find_lack_of_jbig2, find_lack_of_jpx

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGEST: Final = 160 << 20
"""The most samples that are measured: 40 million pixels of CMYK, a broadsheet at 300 pixels to the inch."""
_OF_PICTURES: Final = ("DCTDecode", "CCITTFaxDecode", "JPXDecode", "JBIG2Decode")
ROWS_AT_ONCE: Final = 1 << 22
"""Pixels that are added up at once."""


@dataclass(frozen=True, slots=True)
class PictureInk:
    """What the pixels of an image are: the most ink of one, and how many have so many percent, rounded down.

    `counts[n]` are the pixels of n to n + 1 percent.
    """

    most: float
    counts: tuple[int, ...]

    def share_over(self, limit: float) -> float:
        """The part of the pixels that is over a limit, from 0 to 1, to a whole percent of ink."""
        return sum(self.counts[int(limit) + 1 :]) / max(sum(self.counts), 1)


class Unmeasured(Exception):
    """Why an image was not measured: a sentence that begins with "it"."""


class Incomplete(Unmeasured):
    """The same of an image that is not all there, or is another than it says."""


def measure_ink(raster: Raster) -> PictureInk | None:
    """How much ink an image's pixels are; None for one that has no sum of inks: a mask, a gray, RGB.

    Raises Incomplete for one of which samples are missing, whatever its space; Unmeasured for one of inks that is too
    large, or packed in a way that is not undone here.
    """
    if lacking := _find_lack(raster):
        raise Incomplete(lacking)
    space = GRAY if raster.is_mask else raster.space
    if space is None or not space.components:
        return None
    of_index = space.family == "Indexed"
    below = space.base if of_index else space
    channels = below.channels if below is not None and not raster.is_mask else None
    try:
        samples = _read_samples(raster, space)
    except Unmeasured as why:
        if channels is None and not isinstance(why, Incomplete):
            return None
        raise
    if channels is None:
        return None
    # How often each channel is printed: All on the four process plates, None on none.
    weights = [4 if ink == ALL else 0 if ink == NONE else 1 for ink in channels]
    return _count_indexes(samples, weights, space.table) if of_index else _add_inks(samples, weights, raster)


def _find_lack(raster: Raster) -> str:
    """What an image lacks that is packed in a way of pictures: a sentence that begins with "it", or nothing."""
    last = raster.filters[-1] if raster.filters else ""
    if last not in _OF_PICTURES or raster.width * raster.height > LARGEST:
        return ""
    try:
        data = _unpack(raster, LARGEST, until=last)
    except Undecoded:
        return ""
    if last == "CCITTFaxDecode":
        return find_lack_of_fax(data, (raster.width, raster.height), _filter_parameters(raster))
    if last == "JBIG2Decode":
        return find_lack_of_jbig2(data)
    if last == "JPXDecode":
        return find_lack_of_jpx(data)
    try:
        fault = jpeg_fault(data)
    except OddKind:
        return ""
    return f"its JPEG {fault.what}" if fault is not None else ""


def _filter_parameters(raster: Raster) -> Any:
    """The parameters of an image's last filter."""
    source = raster.source if isinstance(raster.source, pikepdf.Stream) else raster.source.obj
    found = entry(source, "/DecodeParms")
    if found is None:
        found = entry(source, "/DP")
    return one_or_more(found)[-1] if found is not None and one_or_more(found) else None


def _read_samples(raster: Raster, space: ColourSpace) -> NDArray[np.uint8]:
    if raster.bits not in {1, 2, 4, 8, 16}:
        raise Unmeasured(f"it says that it has {raster.bits} bits for each ink")
    if count_samples(raster) > LARGEST:
        raise Unmeasured(f"it has {raster.width} × {raster.height} pixels")
    try:
        return _unpack_samples(raster, space)
    except Undecoded as undecoded:
        raise Unmeasured(f"it {undecoded.why}") from undecoded
    except UNREADABLE as error:
        raise Unmeasured("it can't be read") from error


def count_samples(raster: Raster) -> int:
    """How many bytes of samples an image says that it has, a byte for each that is smaller than that."""
    components = 1 if raster.space is None else raster.space.components
    return raster.width * raster.height * components * max(raster.bits // 8, 1)


def _unpack_samples(raster: Raster, space: ColourSpace) -> NDArray[np.uint8]:
    """The samples, one row for each pixel: 0 to 255, or an index. Those of 16 bits are cut to 8."""
    import numpy as np

    if raster.filters and raster.filters[-1] == "DCTDecode":
        return _decode_jpeg(raster, space.components)
    unknown = [used for used in raster.filters if used in {"JPXDecode", "JBIG2Decode", "CCITTFaxDecode"}]
    if unknown:
        raise Unmeasured(f"it is packed with {unknown[0]}")
    row = (raster.width * space.components * raster.bits + 7) // 8
    # A byte more for each row where it is filtered as in PNG, and room for what writers append.
    data = _unpack(raster, (row + 1) * raster.height + (1 << 16))
    missing = row * raster.height - len(data)
    if missing >= row:
        raise Incomplete(f"it has {len(data) // row} rows of pixels and says {raster.height}")
    # What is less than a row is a fault in counting, which nobody sees.
    data += bytes(max(missing, 0))
    rows = np.frombuffer(data, np.uint8, row * raster.height).reshape(raster.height, row)
    wide = raster.width * space.components
    match raster.bits:
        case 16:
            values = rows[:, ::2]
        case 8:
            values = rows
        case bits:
            bit = np.unpackbits(rows, axis=1)[:, : wide * bits].reshape(raster.height, wide, bits)
            values = bit @ (1 << np.arange(bits - 1, -1, -1, dtype=np.uint8))
            if space.family != "Indexed":
                values = values * np.uint8(255 // ((1 << bits) - 1))
    return np.ascontiguousarray(values[:, :wide]).reshape(-1, space.components).astype(np.uint8, copy=False)


def _decode_jpeg(raster: Raster, components: int) -> NDArray[np.uint8]:
    """The samples of a JPEG as PDF takes them: those of four inks as they are written.

    Pillow turns every JPEG of four inks over, as Adobe's programs write them; Decode says it of those in a PDF.
    """
    import numpy as np
    from PIL import Image

    data = _unpack(raster, LARGEST, until="DCTDecode")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=("JPEG",))
            if image.size != (raster.width, raster.height) or len(image.getbands()) != components:
                raise Incomplete("its JPEG is another picture than it says")
            found: NDArray[np.uint8] = np.asarray(image).reshape(-1, components)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise Incomplete("its JPEG is damaged") from error
    return 255 - found if components == 4 else found


def _unpack(raster: Raster, most: int, until: str = "") -> bytes:
    """An image's bytes behind its filters; an inline image is made a stream for it."""
    if isinstance(raster.source, pikepdf.Stream):
        return decode_stream(raster.source, most, until)
    with pikepdf.new() as scratch:
        stream = pikepdf.Stream(scratch, raster.source.read_raw_bytes())
        for key in ("/Filter", "/DecodeParms"):
            if (value := entry(raster.source.obj, key)) is not None:
                stream[key] = value
        return decode_stream(stream, most, until)


def _add_inks(samples: NDArray[np.uint8], weights: list[int], raster: Raster) -> PictureInk:
    import numpy as np

    # Decode gives each channel's ends; here they are looked up as whole 255ths.
    ends = raster.decode if len(raster.decode) == 2 * len(weights) else (0.0, 1.0) * len(weights)
    steps = np.arange(256) / 255
    tables = [
        np.rint(np.clip(low + (high - low) * steps, 0, 1) * 255 * weight).astype(np.uint16)
        for low, high, weight in zip(ends[::2], ends[1::2], weights, strict=True)
    ]
    sums = np.zeros(sum(weights) * 255 + 1, np.int64)
    for start in range(0, len(samples), ROWS_AT_ONCE):
        part = samples[start : start + ROWS_AT_ONCE]
        total = np.zeros(len(part), np.uint16)
        for at, table in enumerate(tables):
            total += table[part[:, at]]
        sums += np.bincount(total, minlength=len(sums))
    return _gather_totals((value / 2.55, count) for value, count in enumerate(sums.tolist()))


def _count_indexes(samples: NDArray[np.uint8], weights: list[int], table: bytes) -> PictureInk:
    import numpy as np

    wide = len(weights)
    rows = [table[start : start + wide] for start in range(0, len(table) - wide + 1, wide)]
    totals = [sum(byte * weight for byte, weight in zip(row, weights, strict=True)) / 2.55 for row in rows]
    # An index beyond the table is no colour.
    return _gather_totals(zip(totals, np.bincount(samples[:, 0], minlength=256).tolist(), strict=False))


def _gather_totals(pixels: Iterable[tuple[float, int]]) -> PictureInk:
    """Of totals, each with the number of pixels that have it."""
    found = [(total, count) for total, count in pixels if count]
    most = max((total for total, _ in found), default=0.0)
    counts = [0] * (int(most) + 1)
    for total, count in found:
        counts[int(total)] += count
    return PictureInk(most, tuple(counts))
