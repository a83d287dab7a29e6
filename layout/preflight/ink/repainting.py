"""A picture that pdf_oxide would leave out -> one of the same inks that it paints, or what is unsure of it.

And a colour space -> what kind of ink it is printed in.
"""

from __future__ import annotations

import io
from typing import Any, Final

import numpy as np
import pikepdf

from content.pdf.streams import unpack_stream
from content.pdf.values import elements, entries, entry, name, numbers, one_or_more, whole
from layout.preflight.content.colour import PROCESS

MOST_PIXELS: Final = 48 * 2**20
"""Pixels of a picture that is unpacked for this. A broadsheet at 200 pixels to the inch has 13 million."""

_KINDS: Final = {
    "DeviceCMYK": "cmyk", "CMYK": "cmyk", "DeviceGray": "gray", "G": "gray", "CalGray": "gray", "Separation": "inks",
    "DeviceN": "inks", "Indexed": "indexed", "I": "indexed", "Pattern": "pattern",
}  # fmt: skip
"""What kind of ink a space of each family is printed in."""

Repainted = tuple[Any, tuple[str, ...]]
"""What to draw in the picture's place, None for the picture itself; and what is unsure of it."""


def repaint_picture(pdf: pikepdf.Pdf, picture: pikepdf.Stream, resources: Any, inks: Any) -> Repainted:
    """The picture's stand-in. `inks` is the space of the four process inks."""
    if entry(picture, "/SMask") is not None or entry(picture, "/Mask") is not None:
        return None, ("pictures with masks",)
    filters = [name(used) for used in one_or_more(entry(picture, "/Filter"))]
    if "JPXDecode" in filters:
        return None, ("JPEG 2000",)
    if set(filters) & {"CCITTFaxDecode", "JBIG2Decode"}:
        return None, ("pictures in CCITT",)
    if entry(picture, "/ImageMask") is True:
        return None, ()
    space = entry(picture, "/ColorSpace")
    named = entry(resources, "/ColorSpace", space)
    space = space if named is None else named
    match kind_of(space):
        case "cmyk":
            return None, ()
        case "inks" if "DCTDecode" in filters:
            return _put_on_white(pdf, _unpack_jpeg(pdf, picture, space, numbers(entry(picture, "/Decode"))))
        case "inks":
            return _put_on_white(pdf, picture)
        case "gray":
            # The ends turned over: a gray is black, the more the lower its number is.
            ends = [1 - end for end in (numbers(entry(picture, "/Decode")) or [0, 1])[:2]]
            make = _unpack_jpeg if "DCTDecode" in filters else _in_other_space
            return _put_on_white(pdf, make(pdf, picture, black_ink(), ends), inks)
        case "indexed":
            return _repaint_indexed(pdf, picture, elements(space), inks)
    return None, ("RGB",)


def _put_on_white(pdf: pikepdf.Pdf, picture: pikepdf.Stream | None, inks: Any = None) -> Repainted:
    """The picture on a white ground, which knocks out as the picture should; None is one that can't be read.

    In all four `inks` white knocks out always, as pictures in gray do; without, where the graphics state knocks out.
    """
    if picture is None:
        return None, ("pictures that can't be read",)
    white = b"0 0 0 0 k" if inks is None else b"/White cs 0 0 0 0 scn"
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=picture))
    if inks is not None:
        resources.ColorSpace = pikepdf.Dictionary(White=inks)
    return pdf.make_stream(
        b"q " + white + b" 0 0 1 1 re f Q /Picture Do",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 1, 1],
        Resources=resources,
    ), ()


def _in_other_space(
    pdf: pikepdf.Pdf, picture: pikepdf.Stream, space: Any, decode: list[float]
) -> pikepdf.Stream:
    """The picture as it is packed, its samples meant in another space."""
    again = pikepdf.Stream(pdf, picture.read_raw_bytes())
    for key, value in entries(picture):
        if key not in ("Length", "Decode", "ColorSpace"):
            again[f"/{key}"] = value
    again.ColorSpace = space
    again.Decode = pikepdf.Array(decode)
    return pdf.make_indirect(again)


def _unpack_jpeg(
    pdf: pikepdf.Pdf, picture: pikepdf.Stream, space: Any, decode: list[float]
) -> pikepdf.Stream | None:
    """A JPEG of one ink, unpacked; None for one that can't be read."""
    from PIL import Image

    size = _size_of(picture)
    if size is None or len(one_or_more(entry(picture, "/Filter"))) > 1:
        return None
    try:
        with Image.open(io.BytesIO(picture.read_raw_bytes()), formats=["JPEG"]) as image:
            if image.mode != "L" or image.size != size:
                return None
            return _make_image(pdf, picture, image.tobytes(), space, decode)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _size_of(picture: pikepdf.Stream) -> tuple[int, int] | None:
    """Width and height in pixels; None for none, and for more than are unpacked."""
    width, height = whole(entry(picture, "/Width"), 0), whole(entry(picture, "/Height"), 0)
    return (width, height) if 0 < width * height <= MOST_PIXELS else None


def _make_image(
    pdf: pikepdf.Pdf, picture: pikepdf.Stream, data: bytes, space: Any, decode: list[float]
) -> pikepdf.Stream:
    made = pdf.make_stream(
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.Width,
        Height=picture.Height,
        BitsPerComponent=8,
        ColorSpace=space,
    )
    if decode:
        made.Decode = pikepdf.Array(decode)
    return made


def _repaint_indexed(pdf: pikepdf.Pdf, picture: pikepdf.Stream, space: list[Any], inks: Any) -> Repainted:
    """A picture of indices as one of inks, every index looked up (ISO 32000-1 8.6.6.3)."""
    unsure = (None, ("pictures of indexed colours",))
    if len(space) != 4 or "DCTDecode" in [name(used) for used in one_or_more(entry(picture, "/Filter"))]:
        return unsure
    base, kind = space[1], kind_of(space[1])
    if kind == "rgb":
        return None, ("RGB",)
    count = {"cmyk": 4, "gray": 1}.get(kind) or len(elements(elements(base)[1])) or 1
    table = bytes(space[3]) if isinstance(space[3], pikepdf.String) else unpack_stream(space[3])
    size, bits = _size_of(picture), whole(entry(picture, "/BitsPerComponent"))
    if size is None or bits not in (1, 2, 4, 8):
        return unsure
    (width, height), data = size, unpack_stream(picture, 4 * MOST_PIXELS)
    row = (width * bits + 7) // 8
    if data is None or not table or len(data) < row * height or numbers(entry(picture, "/Decode")):
        return unsure
    packed = np.frombuffer(data[: row * height], np.uint8).reshape(height, row)
    if bits < 8:
        shifts = np.arange(8 - bits, -1, -bits, dtype=np.uint8)
        packed = ((packed[:, :, None] >> shifts) & (2**bits - 1)).reshape(height, -1)[:, :width]
    colours = np.zeros((256, count), np.uint8)
    known = np.frombuffer(table[: len(table) // count * count], np.uint8).reshape(-1, count)[:256]
    colours[: len(known)] = known
    pixels = colours[packed].tobytes()
    if kind == "gray":
        return _put_on_white(pdf, _make_image(pdf, picture, pixels, black_ink(), [1, 0]), inks)
    made = _make_image(pdf, picture, pixels, base, [])
    return (made, ()) if kind == "cmyk" else _put_on_white(pdf, made)


def kind_of(space: Any) -> str:
    """`cmyk`, `gray`, `inks` (Separation and DeviceN), `indexed`, `pattern`, `rgb` for all that is not of the press."""
    parts = elements(space)
    called = name(parts[0]) if parts else name(space)
    if called == "ICCBased" and len(parts) > 1:
        return {1: "gray", 4: "cmyk"}.get(whole(entry(parts[1], "/N"), 0), "rgb")
    return _KINDS.get(called, "rgb")


def process_inks(pdf: pikepdf.Pdf) -> pikepdf.Array:
    """The four process inks as a DeviceN space, in which all of them are always painted."""
    same = pdf.make_stream(b"{0 add}", FunctionType=4, Domain=[0, 1] * 4, Range=[0, 1] * 4)
    inks = [pikepdf.Name(f"/{ink}") for ink in PROCESS]
    return pikepdf.Array([pikepdf.Name.DeviceN, pikepdf.Array(inks), pikepdf.Name.DeviceCMYK, same])


def black_ink() -> pikepdf.Array:
    """The black ink as a Separation space."""
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0, 1], N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.Black, pikepdf.Name.DeviceCMYK, tint])
