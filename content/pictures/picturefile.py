"""A picture file -> what make-up and press must know of it, or why it can't be used."""

from __future__ import annotations

import hashlib
import os
import warnings
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from content.files import NotPlain, open_plain, refuse_input, shorten
from content.pictures.code import CodeFacts
from content.pictures.fault import OddKind, PictureFault, SeveralPictures
from content.pictures.outline import PictureOutline
from content.pictures.pieces import in_too_many_pieces
from content.pictures.soundness import note_sound, was_sound
from content.problems import Place, Problem, Refused, Severity

if TYPE_CHECKING:
    from content.pictures.picture import OpenPicture

MOST_PIXELS = 178_000_000
"""A picture of more pixels is refused by its header, before any of it is decoded. A broadsheet page at 300 to
the inch is 30 million; the largest cameras make 150. (Pillow itself stops at 178,956,970.)"""

MOST_BYTES = 500_000_000
"""A picture file of more bytes is refused unread."""

MODES = ("1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB", "I;16", "I;16B")
"""Pixel layouts, in Pillow's names, that can be brought to press."""

NO_MODES = {"F": "floating-point numbers", "I": "integers of 32 bits or with a sign"}
"""Layouts that do not say which number is black and which is white."""

_EXPORT_AGAIN = "export it again, or copy it again from its source"


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a picture file is. `width` and `height` are pixels as the picture is looked at (Exif turn done).

    `mode` is Pillow's name of the pixel layout, `format` one of JPEG, PNG, TIFF and WEBP, `sha256` the file's hash.
    `outline` is that of what it shows, where its sheet gives one.
    `wide` is how many times as wide as high a pixel is. `code` is the code that it shows, where its sheet says that it
    is one. `problems` are what is doubtful in it.
    """

    width: int
    height: int
    mode: str
    sha256: str
    format: str
    outline: PictureOutline = ()
    wide: float = 1.0
    code: CodeFacts | None = None
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def sides(self) -> tuple[int, int]:
        """Its width and height as it is printed, in any one length."""
        if self.wide == 1:
            return self.width, self.height
        return round(self.width * self.wide * 1000), self.height * 1000


def probe(
    path: Path, *, file: str | None = None, decode: bool = True, notes: Path | None = None
) -> PictureFacts:
    """Looks at a picture file: format, size and pixel layout from its header, then its data for damage.

    A JPEG is decoded at an eighth of its size. With `decode=False` only the header is read: for a file
    whose hash passed before. `file` is how messages name it.
    Raises Refused for a file that is missing or too large, is none of the formats, has over `MOST_PIXELS`
    pixels, a layout not in `MODES`, several pictures, or damaged data.
    """
    where = Place(file=file or path.name)
    try:
        stream = open_plain(path)
    except NotPlain:
        refuse_input("unreadable-photo", "The picture is not a plain file.", where, "name a picture file")
    except (OSError, ValueError):
        hint = "check that it is there and may be read"
        refuse_input("unreadable-photo", "The picture can't be read.", where, hint)
    with stream:
        if os.fstat(stream.fileno()).st_size > MOST_BYTES:
            refuse_input(
                "huge-photo", f"The picture file is over {MOST_BYTES:,} bytes.", where, "save it smaller"
            )
        try:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            sound = was_sound(digest, notes)  # then its pieces were counted, which takes as long as the hash
            if not sound and in_too_many_pieces(stream):
                what = "The picture is in far more pieces than a picture has."
                refuse_input("broken-photo", what, where, "save it again")
            facts, fault = _facts(stream, digest, decode and not sound, where)
            if fault is not None and not fault.doubtful:
                refuse_input("broken-photo", f"The picture {fault.what}.", where, _EXPORT_AGAIN)
            if fault is not None:
                hint = "look at it, and export it again; sign it off if it is as it should be"
                doubt = Problem("doubtful-photo", "press", f"The picture {fault.what}.", where, hint)
                return replace(facts, problems=(*facts.problems, doubt))
            if decode:
                note_sound(digest, notes)
            return facts
        # Decoders raise whatever damaged or hostile data leads them to (SyntaxError, struct.error, KeyError,
        # MemoryError …); whichever it is, the file is what has to be mended.
        except Refused:
            raise
        except Exception as error:
            what = f"The picture is damaged or cut off ({_say_error(error)})."
            refuse_input("broken-photo", what, where, _EXPORT_AGAIN)


def _say_error(error: Exception) -> str:
    """A decoder's words, unless they name objects in memory or are none."""
    text = " ".join(str(error).split())
    if "Decompressed data too large" in text:
        return "a note or profile in it unpacks to over 1 MB"
    return shorten(text) if text and text.isprintable() and "object at" not in text else type(error).__name__


def _facts(
    stream: IO[bytes], sha256: str, look: bool, where: Place
) -> tuple[PictureFacts, PictureFault | None]:
    """What the picture is, and, where it is to be looked at, what is wrong with it."""
    from PIL import Image, UnidentifiedImageError  # late: `schema` and `import` need no Pillow

    from content.pictures.picture import open_picture_file

    with warnings.catch_warnings():
        # Pillow warns of pictures over half of MOST_PIXELS and of sloppy metadata: neither is the editor's.
        warnings.simplefilter("ignore")
        try:
            with open_picture_file(stream) as picture:
                _check_kind(picture)
                facts = _find_facts(picture, sha256, where)
                return facts, _look_for_fault(picture, stream) if look else None
        except UnidentifiedImageError:
            what, hint = "This is no picture that can be read.", "save it as JPEG, PNG, TIFF or WebP"
            refuse_input("unknown-photo-format", what, where, hint)
        except Image.DecompressionBombError:
            hint = "save it smaller: a whole page at 300 ppi is 30 million pixels"
            refuse_input("huge-photo", f"The picture has over {MOST_PIXELS:,} pixels.", where, hint)
        except SeveralPictures:
            hint = "save the one that is meant as a file of its own"
            refuse_input("several-photos", "The file holds several pictures.", where, hint)
        except OddKind as odd:
            what = f"The picture's pixels are {odd}, which can't be printed."
            hint = "save it as RGB, CMYK or gray, 8 bits a channel"
            refuse_input("unknown-photo-mode", what, where, hint)


def _check_kind(picture: OpenPicture) -> None:
    """Raises OddKind, or what Pillow does at too many pixels, for a picture that can't be printed, by its head."""
    from PIL.Image import DecompressionBombError

    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise DecompressionBombError
    if picture.image is None:
        return
    if picture.mode not in MODES:
        raise OddKind(NO_MODES.get(picture.mode, f"of the kind {picture.mode}"))
    if picture.form in ("PNG", "WEBP"):
        # To count them all would follow whatever chain a file holds.
        with suppress(EOFError):
            picture.image.seek(1)
            raise SeveralPictures
    _ = picture.colours  # those that no paper shows


def _look_for_fault(picture: OpenPicture, stream: IO[bytes]) -> PictureFault | None:
    """What is wrong with its pixels. Raises what decoders do."""
    from content.pictures.heard import listening
    from content.pictures.jpeg import jpeg_fault
    from content.pictures.png import png_fault
    from content.pictures.tiff.channels import read_channels
    from content.pictures.tiff.faults import tiff_fault
    from content.pictures.webp import webp_fault

    fault: PictureFault | None = None
    at = stream.tell()
    stream.seek(0)
    if picture.directory is not None:
        fault = tiff_fault(stream, picture.directory)
    elif picture.form == "PNG":
        fault = png_fault(stream)
    else:
        fault = (jpeg_fault if picture.form == "JPEG" else webp_fault)(stream.read())
    stream.seek(at)  # Pillow goes on where it was
    if fault is not None and not fault.doubtful:
        return fault
    with listening() as heard:
        if picture.image is None:
            assert picture.directory is not None
            read_channels(stream, picture.directory)
        else:
            if picture.form == "JPEG":
                width, height = picture.image.size
                picture.image.draft(picture.image.mode, (max(1, width // 8), max(1, height // 8)))
            picture.image.load()
    if heard.damaged and picture.directory is not None:
        return PictureFault("is damaged: a part of it does not unpack")
    return fault


def _find_facts(picture: OpenPicture, sha256: str, where: Place) -> PictureFacts:
    width, height = picture.size
    # Of a TIFF, Pillow gives the upright size, and turns it as it decodes.
    if (picture.form != "TIFF" or picture.image is None) and picture.lies:
        width, height = height, width
    shape = picture.shape
    wide = 1 / shape.wide if picture.lies else shape.wide
    problems = (*_shape_problems(wide, shape.doubt, where), *_channel_problems(picture, where))
    return PictureFacts(width, height, picture.mode, sha256, picture.form, wide=wide, problems=problems)


def _shape_problems(wide: float, doubt: str, where: Place) -> tuple[Problem, ...]:
    """A warning where pixels are not square, printed so or not: a program may have written it by mistake."""
    hint = "save it with as many pixels to the inch across as down"
    if doubt:
        what = f"The picture's pixels are {doubt}; they are taken for square."
    elif wide != 1:
        times = f"{1 / wide:.2f} times as high as wide" if wide < 1 else f"{wide:.2f} times as wide as high"
        what = f"The picture's pixels are {times}, and it is printed so."
    else:
        return ()
    return (Problem("photo-pixels", "warning", what, where, hint),)


def _channel_problems(picture: OpenPicture, where: Place) -> tuple[Problem, ...]:
    """Channels that are not printed: of inks they may be spot colours, else they are mostly selections."""
    from content.pictures.tiff.directories import INKS

    if picture.directory is None:
        return ()
    extras = picture.directory.extras
    more = len(extras) - any(extra in (1, 2) for extra in extras)
    if not more:
        return ()
    channels = "a channel" if more == 1 else f"{more} channels"
    what = f"The picture has {channels} beside its colours (a spot ink, or a saved selection), which will not print."
    hint = "convert spot inks to CMYK, and save it without other channels"
    severity: Severity = "press" if picture.directory.kind == INKS else "warning"
    return (Problem("photo-channels", severity, what, where, hint),)
