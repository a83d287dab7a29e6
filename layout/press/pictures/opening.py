"""The bytes of a photo's file -> its pixels as they lie there, no finer than is of use, and how to look at them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageFile, TiffImagePlugin

from content.pictures.filecolours import NOTHING, FileColours
from content.pictures.jpeg import jpeg_fault
from content.pictures.picture import open_picture_file
from content.pictures.tiff.channels import read_channels
from content.pictures.tiff.kinds import profile_of
from layout.press.pictures.plain import DEEP, Nature, Unusable

JPEG: Final = b"\xff\xd8"

PHOTOMETRIC, BITS, WHITE_IS_ZERO = 262, 258, 0
"""TIFF 6.0 section 8: what the numbers of a gray picture mean."""

DRAFT_SCALES: Final = (8, 4, 2)
"""Parts of its size that a JPEG can be decoded at, by leaving out its finer waves."""

PixelCrop = tuple[int, int, int, int]
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DecodedPicture:
    """Decoded pixels. Each is `scale` × `scale` of the file's, which has `size` of them.

    `turn` is the Exif orientation: how the picture has to be turned to be looked at. `profile` is the embedded colour
    profile: None where there is none, empty where there is one that can't be read. `told` is what else the file says of
    its colours.
    """

    image: Image.Image
    size: Size
    scale: int
    turn: int
    nature: Nature
    profile: bytes | None
    told: FileColours = NOTHING


@contextmanager
def open_picture(data: bytes, crop: PixelCrop, wanted: Size) -> Iterator[DecodedPicture]:
    """Decode a file. Of a JPEG no more than is needed to scale `crop` down to `wanted` pixels with room to spare.

    Raises whatever Pillow's decoders do at damaged data, Unusable and OddKind.
    """
    if data[:2] == JPEG and (fault := jpeg_fault(data)) is not None and not fault.doubtful:
        # Pillow would fill up with gray what is missing.
        raise Unusable(fault.what)
    stream = io.BytesIO(data)
    with open_picture_file(stream) as picture:
        told, image, directory = picture.colours, picture.image, picture.directory
        if image is None:
            assert directory is not None
            channels = read_channels(stream, directory).image
            _check(crop, channels.size)
            yield DecodedPicture(channels, channels.size, 1, 1, Nature(), profile_of(directory), told)
            return
        size, scale = image.size, 1
        if picture.form == "JPEG" and (least := draft_scale(crop, wanted)) > 1:
            drafted = image.draft(None, (max(1, size[0] // least), max(1, size[1] // least)))
            scale = round(size[0] / drafted[1][2]) if drafted else 1
        image.load()
        turn = picture.turn
        _check(crop, turn_size(size, turn))
        profile = image.info.get("icc_profile")
        if "icc_profile" in image.info and not isinstance(profile, bytes):
            # Its parts are not all there, or it does not unpack (None), or a TIFF has it as numbers.
            profile = b""
        yield DecodedPicture(image, size, scale, turn, _nature(image), profile, told)


def _check(crop: PixelCrop, size: Size) -> None:
    width, height = size
    if not (0 <= crop[0] < crop[2] <= width and 0 <= crop[1] < crop[3] <= height):
        raise Unusable(f"has {width} × {height} pixels, and the crop {crop} is not inside")


def draft_scale(crop: PixelCrop, wanted: Size) -> int:
    """How many times smaller a JPEG may be decoded, so that at least two pixels are left for each that is wanted."""
    wide, high = crop[2] - crop[0], crop[3] - crop[1]
    for scale in DRAFT_SCALES:
        if wide >= 2 * scale * wanted[0] and high >= 2 * scale * wanted[1]:
            return scale
    return 1


def lie_down(crop: PixelCrop, size: Size, turn: int) -> PixelCrop:
    """A box of the upright picture as a box of the file's pixels, of which there are `size`."""
    left, top, right, bottom = crop
    wide, high = size
    if turn in (5, 6, 7, 8):
        # The upright x runs along the file's columns.
        left, top, right, bottom = top, left, bottom, right
    if turn in (2, 3, 7, 8):
        left, right = wide - right, wide - left
    if turn in (3, 4, 6, 7):
        top, bottom = high - bottom, high - top
    return left, top, right, bottom


def turn_size(size: Size, turn: int) -> Size:
    """The size of the upright picture by that of the file's, or the other way round."""
    return (size[1], size[0]) if turn in (5, 6, 7, 8) else size


def _nature(image: ImageFile.ImageFile) -> Nature:
    if image.mode == "CMYK":
        # Pillow takes all JPEGs for Adobe's, which are inverted; without Adobe's mark 0 is no ink (ITU-T T.872).
        return Nature(negative=image.format in ("JPEG", "MPO") and "adobe" not in image.info)
    if isinstance(image, TiffImagePlugin.TiffImageFile) and image.mode in DEEP:
        bits = image.tag_v2.get(BITS, (16,))[0]
        return Nature(bits, image.tag_v2.get(PHOTOMETRIC) == WHITE_IS_ZERO)
    return Nature()
