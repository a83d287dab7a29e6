"""The bytes of a photo's file -> its crop as the press prints it: scaled, sharpened, in inks or bits, packed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from PIL import Image, UnidentifiedImageError

from content.pictures.fault import OddKind
from content.pictures.filecolours import FileColours
from content.pictures.picture import FORMATS
from layout.press.file.profile import OutputProfile
from layout.press.pictures.cache import Packed
from layout.press.pictures.embedded import own_profile
from layout.press.pictures.opening import DecodedPicture, PixelCrop, Size, open_picture
from layout.press.pictures.packing import pack_bits, pack_inks
from layout.press.pictures.plain import Unusable, make_plain
from layout.press.pictures.scaling import scale_crop, sharpen
from layout.press.pictures.separation import reduce_to_gray, separate_inks
from layout.scene.condition import Condition

HALF: Final = 128
"""The gray from which on a merged pixel of line art is paper."""


@dataclass(frozen=True, slots=True)
class CroppedPhoto:
    """A photo's file, what is seen of it (left, top, right, bottom in upright pixels), and the result's pixels.

    They are `size` of a photo, `line_size` where the file turns out to be line art (one bit a pixel).
    """

    data: bytes
    crop: PixelCrop
    size: Size
    line_size: Size


def develop(photo: CroppedPhoto, press: OutputProfile, condition: Condition) -> Packed:
    """The photo in the press's inks, none of its pixels over the condition's limit of total ink.

    Raises ValueError, in words for the editor, where the file can't be decoded or the crop is not inside it. Pillow
    warns of odd metadata and of many pixels: whoever calls has to hold that back. Files have passed
    `content.pictures.picturefile.probe` as the page was set: that no file takes for ever is seen to there.
    """
    try:
        with open_picture(photo.data, photo.crop, photo.size) as opened:
            if opened.image.mode == "1":
                return _line_art(opened, photo)
            image = scale_crop(opened, photo.crop, photo.size, lambda part: make_plain(part, opened.nature))
            embedded, told = opened.profile, opened.told
        # Here what was decoded, the most of all, is no longer held.
        return _print_in_inks(image, (embedded, told), press, condition)
    except Unusable:
        raise
    except OddKind as odd:
        raise Unusable(f"has pixels that are {odd}, which can't be printed") from None
    except UnidentifiedImageError:
        raise Unusable(f"is none of {', '.join(FORMATS)}, or damaged at its beginning") from None
    except Exception as error:
        # Pillow's decoders raise a dozen kinds of exception at damaged data.
        raise Unusable(f"can't be decoded ({_words_of(error)})") from error


def _words_of(error: Exception) -> str:
    """A library's words, unless they name objects in memory or are none."""
    text = " ".join(str(error).split())[:100]
    return (
        text if text.isprintable() and text and not re.search("0x|object at", text) else type(error).__name__
    )


def _print_in_inks(
    image: Image.Image, brought: tuple[bytes | None, FileColours], press: OutputProfile, condition: Condition
) -> Packed:
    """`brought` is the profile that the file brings, and what else it says of its colours."""
    if condition.sharpening is not None:
        image = sharpen(image, condition.sharpening)
    image = reduce_to_gray(image)
    own = own_profile(brought[0], image.mode, press, brought[1])
    data = pack_inks(separate_inks(image, own.profile, press, condition.ink_limit))
    return Packed(image.width, image.height, "inks", data, (own.warning,) if own.warning else ())


def _line_art(opened: DecodedPicture, photo: CroppedPhoto) -> Packed:
    """Line art stays of one bit: a screen would make its edges ragged. Where there are too many pixels, they are merged
    to grays and these parted in the middle, so that lines keep their weight.
    """
    left, top, right, bottom = photo.crop
    size = photo.line_size
    mode = "1" if size == (right - left, bottom - top) else "L"
    image = scale_crop(opened, photo.crop, size, lambda part: make_plain(part, opened.nature).convert(mode))
    if mode == "L":
        image = image.point([0] * HALF + [255] * HALF, "1")
    return Packed(*image.size, "line-art", pack_bits(image))
