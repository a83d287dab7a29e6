"""A picture file's stream -> what it is, opened: its kind, size, pixels, colours and the shape of its pixels.

Make-up looks at it so as it reads an edition, and press as it develops it: what one finds the other has.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final, cast

from PIL import Image, ImageFile, UnidentifiedImageError

from content.pictures.fault import OddKind
from content.pictures.filecolours import (
    NOTHING,
    FileColours,
    read_exif_colours,
    read_png_colours,
    read_tiff_colours,
)
from content.pictures.jpegparts import take_apart
from content.pictures.overlay import PatchedStream
from content.pictures.pixelshape import PixelShape, pixel_shape, png_density
from content.pictures.png import head_chunks
from content.pictures.tiff.directories import Directory, picture_directory
from content.pictures.tiff.kinds import CHANNEL_MODES, by_pillow, odd_tiff, point_at

FORMATS: Final = ("JPEG", "PNG", "TIFF", "WEBP")
"""The only decoders that a picture may reach: others start programs (EPS) or are seldom tested."""

_ORIENTATION: Final = 0x0112
"""The Exif tag; values 5 to 8 lie on their side (Exif 3.0 4.6.5)."""


@dataclass(frozen=True, slots=True)
class OpenPicture:
    """A picture whose head was read. `image` decodes it; None for a TIFF that is read channel by channel
    (`tiff.read_channels`).

    `form` is one of `FORMATS`, `directory` a TIFF's, `chunks` a PNG's.
    """

    form: str
    image: ImageFile.ImageFile | None
    directory: Directory | None
    chunks: dict[bytes, bytes]

    @property
    def size(self) -> tuple[int, int]:
        """Pixels across and down: of a TIFF that Pillow reads upright, else as they lie in the file."""
        if self.image is not None:
            return self.image.size
        assert self.directory is not None
        return self.directory.size

    @property
    def mode(self) -> str:
        """Pillow's name of the layout of the pixels that it, or `read_channels`, gives."""
        if self.image is not None:
            return self.image.mode
        assert self.directory is not None
        return CHANNEL_MODES[self.directory.kind]

    @property
    def turn(self) -> int:
        """The Exif orientation, 1 to 8, of a PNG too; 1 where there is none or it is damaged, and for a TIFF, which is
        turned as it is decoded.
        """
        if self.image is None or self.form == "TIFF":
            return 1
        try:
            value = self.image.getexif().get(_ORIENTATION, 1)
        except Exception:  # damaged metadata is no reason to refuse a sound picture
            return 1
        return value if isinstance(value, int) and 1 <= value <= 8 else 1

    @property
    def lies(self) -> bool:
        """Whether its file's rows are columns as it is looked at."""
        return (self.turn if self.directory is None else self.directory.first_value(274, 1)) in (5, 6, 7, 8)

    @property
    def colours(self) -> FileColours:
        """What the file says of its colours beside a profile. Raises OddKind for what can't be printed."""
        if self.directory is not None:
            found = read_tiff_colours(self.directory)
            return found if found != NOTHING or self.image is None else read_exif_colours(self.image)
        found = read_png_colours(self.chunks) if self.form == "PNG" else NOTHING
        chunks = {b"cICP", b"iCCP", b"sRGB", b"cHRM", b"gAMA"} & set(self.chunks)
        return found if chunks or self.image is None else read_exif_colours(self.image)

    @property
    def shape(self) -> PixelShape:
        """The shape of its pixels as they lie in the file."""
        return pixel_shape(self.image, png_density(self.chunks), self.directory)

    @property
    def density(self) -> tuple[float, float]:
        """Pixels to the inch across and down, as they lie in the file. Raises KeyError where it does not say so."""
        if self.image is not None:
            across, down = (float(number) for number in self.image.info["dpi"])
            # Of Exif's two numbers Pillow gives one.
            return across, across * self.shape.wide if across == down else down
        assert self.directory is not None
        across, down = (
            number[0] for number in (self.directory.rational(282), self.directory.rational(283)) if number
        )
        unit = {2: 1.0, 3: 2.54}[self.directory.first_value(296, 2)]
        return across * unit, down * unit


@contextmanager
def open_picture_file(stream: IO[bytes]) -> Iterator[OpenPicture]:
    """A picture, not yet decoded.

    Raises OddKind for what is sound and can't be printed, UnidentifiedImageError for what is no picture, and whatever
    Pillow does at damaged data.
    """
    stream.seek(0)
    mark = stream.read(4)
    if mark[:2] in (b"II", b"MM"):
        directory = picture_directory(stream)
        if odd := odd_tiff(directory):
            raise OddKind(odd)
        if not by_pillow(directory):
            yield OpenPicture("TIFF", None, directory, {})
            return
        with Image.open(point_at(stream, directory), formats=["TIFF"]) as image:
            yield OpenPicture("TIFF", image, directory, {})
        return
    if mark[:2] == b"\xff\xd8":
        # Where all pixels are there, the end's mark alone may be missing.
        stream = cast(IO[bytes], PatchedStream(stream, b"", b"\xff\xd9"))
    chunks = head_chunks(stream) if mark == b"\x89PNG" else {}
    stream.seek(0)
    try:
        image = Image.open(stream, formats=FORMATS)
    except UnidentifiedImageError:
        if mark[:2] == b"\xff\xd8":
            stream.seek(0)
            take_apart(stream.read())  # says of what kind it is, if that is why
        raise
    with image:
        # A JPEG that carries a second picture (a phone's depth map) calls itself MPO.
        yield OpenPicture("JPEG" if image.format == "MPO" else str(image.format), image, None, chunks)
