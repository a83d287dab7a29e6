"""A photo's YAML sheet to one Photo, and its picture file to what make-up and press must know of it."""

from __future__ import annotations

import hashlib
import stat
import warnings
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from content.files import relative, shorten
from content.marks import half_width_problem
from content.outline import Outline, alpha_outline
from content.pictureform import in_too_many_pieces
from content.plaintext import plain_text_problems
from content.pngrows import lacks_rows
from content.problems import Place, Problem, Refused
from content.reading import read_model
from content.sheets import key_lines, named_file, there
from content.soundness import note_sound, was_sound
from content.storyfront import Line, one_line
from content.unseen import shows

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MOST_PIXELS = 178_000_000
"""A picture of more pixels is refused by its header, before any of it is decoded. A broadsheet page at 300 to
the inch is 30 million; the largest cameras make 150. (Pillow itself stops at 178,956,970.)"""

MOST_BYTES = 500_000_000
"""A picture file of more bytes is refused unread."""

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB", "I;16", "I;16B")
"""Pixel layouts, in Pillow's names, that can be brought to press."""

NO_MODES = {"F": "floating-point numbers", "I": "integers of 32 bits or with a sign"}
"""Layouts that do not say which number is black and which is white."""

_ORIENTATION_TAG = 0x0112  # the Exif tag; values 5 to 8 lie on their side (Exif 3.0, 4.6.5)
_Caption = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    AfterValidator(one_line),
    AfterValidator(shows),
]
_Unit = Annotated[float, Field(ge=0, le=1)]
_Points = Annotated[tuple[tuple[_Unit, _Unit], ...], Field(min_length=3, max_length=400)]


class PhotoSheet(BaseModel):
    """What an editor writes of a photo, in photos/ID.yaml beside the picture."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Photo")

    file: str = Field(
        min_length=1,
        max_length=200,
        description="The picture's file name in this sheet's folder: JPEG, PNG, TIFF or WebP. "
        "While the file is missing, an FPO area (占位图) is set.",
    )
    caption: _Caption | None = Field(None, description="Caption (图说), one paragraph.")
    credit: Line | None = Field(None, description="Credit, set after the caption: 某某 摄.")
    alt: Line | None = Field(
        None,
        description="What the picture shows, for readers who can't see it. Left out, the caption stands in.",
    )
    focus: tuple[_Unit, _Unit] = Field(
        (0.5, 0.5),
        description="The point that a crop keeps: [x, y], each 0 to 1 of the picture's width and height from "
        "the top left.",
    )
    stand_in: Line | None = Field(
        None, description="Text printed after the credit that says the picture is a stand-in for another."
    )
    outline: Literal["alpha"] | _Points | None = Field(
        None,
        description="The outline of what the picture shows, for text that runs round it: a list of points [x, y], "
        "each 0 to 1 of its width and height from the top left, or `alpha` for a picture with transparency.",
    )


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it will be placed. `file` is relative to the edition's folder.

    `focus` is x, y from the top left, each 0 to 1 of the picture. `sheet` and `lines` (line of each key)
    say where it was read and are no part of its identity.
    """

    id: str
    file: str
    caption: str | None
    credit: str | None
    alt: str
    focus: tuple[float, float] = (0.5, 0.5)
    stand_in: str | None = None
    outline: Literal["alpha"] | Outline | None = None
    sheet: str | None = field(default=None, compare=False)
    lines: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    cut: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """Spots in its text that are worth a look, and marks that hold the press."""
        found = list(self.cut)
        for key, text in (("caption", self.caption), ("credit", self.credit), ("stand_in", self.stand_in)):
            where = Place(file=self.sheet, line=self.line_of(key), field=key, photo=self.id)
            found += half_width_problem(text or "", where) + plain_text_problems(text or "", where)
        return tuple(found)

    def line_of(self, field: str) -> int | None:
        """The line (from 1) of a key in the photo's sheet."""
        return dict(self.lines).get(field)


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a picture file is. `width` and `height` are pixels as the picture is looked at (Exif turn done).

    `mode` is Pillow's name of the pixel layout, `format` one of `FORMATS`, `sha256` the hash of the file. `outline` is
    that of what it shows, where its sheet tells one.
    """

    width: int
    height: int
    mode: str
    sha256: str
    format: str
    outline: Outline = ()


def read_photo(path: Path, *, root: Path) -> Photo:
    """Reads a photo's sheet; its name without the ending is the photo's id.

    Raises Refused with every problem of the sheet, also for a picture named outside of the edition's folder.
    That the picture is not there is no error here: `inspect` tells it.
    """
    read = read_model(path, PhotoSheet, root=root)
    sheet = read.value
    return Photo(
        id=path.stem,
        file=named_file(read, sheet.file, root),
        caption=sheet.caption,
        credit=sheet.credit,
        alt=sheet.alt or sheet.caption or "",
        focus=sheet.focus,
        stand_in=sheet.stand_in,
        outline=sheet.outline,
        sheet=read.file,
        lines=key_lines(read),
        cut=read.cut,
    )


def inspect(
    photo: Photo, *, root: Path, decode: bool = True, notes: Path | None = None
) -> tuple[PictureFacts | None, tuple[Problem, ...]]:
    """The facts of a photo's picture; without a picture None and a problem that holds the press.

    `notes` is a folder that remembers which pictures are sound (`content.soundness`). Raises Refused for a picture that
    is there and can't be used (see `probe`).
    """
    where = Place(file=photo.sheet or photo.file, line=photo.line_of("file"), field="file")
    path = there(root, photo.file, where)
    if path is None:
        what = f"The picture {shorten(photo.file)} of photo {photo.id} is missing."
        hint = "add the file; until then the page shows its place (FPO)"
        return None, (Problem("missing-photo", "press", what, where, hint),)
    facts = probe(path, file=relative(path, root), decode=decode, notes=notes)
    return replace(facts, outline=_outline(photo, path)), ()


def _outline(photo: Photo, path: Path) -> Outline:
    """The outline that a photo's sheet tells. Raises Refused for one that its picture has not."""
    if photo.outline is None:
        return ()
    if photo.outline != "alpha":
        return photo.outline
    found = alpha_outline(path)
    if not found:
        where = Place(file=photo.sheet, line=photo.line_of("outline"), field="outline", photo=photo.id)
        what = "The picture has no transparency, or nothing in it is seen, so that it has no outline."
        hint = "save it with its ground transparent (PNG, TIFF, WebP), or give the outline as points"
        raise Refused([Problem("no-outline", "refused", what, where, hint)])
    return found


def probe(
    path: Path, *, file: str | None = None, decode: bool = True, notes: Path | None = None
) -> PictureFacts:
    """Looks at a picture file: format, size and pixel layout from its header, then a decode for damage.

    A JPEG is decoded at an eighth of its size. With `decode=False` only the header is read: for a file
    whose hash passed before. `file` is how messages name it.
    Raises Refused for a file that is missing or too large, is none of `FORMATS`, has over `MOST_PIXELS`
    pixels, a layout not in `MODES`, several pictures, or damaged data.
    """
    name = file or path.name

    def refuse(id: str, what: str, hint: str) -> NoReturn:
        raise Refused([Problem(id=id, severity="refused", what=what, where=Place(file=name), hint=hint)])

    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            refuse("unreadable-photo", "The picture is not a plain file.", "name a picture file")
        if status.st_size > MOST_BYTES:
            refuse("huge-photo", f"The picture file is over {MOST_BYTES:,} bytes.", "save it smaller")
        stream = path.open("rb")
    except (OSError, ValueError):
        refuse("unreadable-photo", "The picture can't be read.", "check that it is there and may be read")
    with stream:
        try:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            if in_too_many_pieces(stream):
                refuse(
                    "broken-photo", "The picture is in far more pieces than a picture has.", "save it again"
                )
            look = decode and not was_sound(digest, notes)
            stream.seek(0)
            facts = _facts(stream, digest, look)
            if look and lacks_rows(stream):
                refuse("broken-photo", "The picture ends before its last row.", "export it again")
            if decode:
                note_sound(digest, notes)
            return facts
        except _Unusable as unusable:
            refuse(*unusable.args)
        # Decoders raise whatever damaged or hostile data leads them to (SyntaxError, struct.error, KeyError,
        # MemoryError …); whichever it is, the file is what has to be mended.
        except Refused:
            raise
        except Exception as error:
            refuse(
                "broken-photo",
                f"The picture is damaged or cut off ({_said(error)}).",
                "export it again, or copy it again from its source",
            )


def _said(error: Exception) -> str:
    """A decoder's words, unless they name objects in memory or are none."""
    text = " ".join(str(error).split())
    if "Decompressed data too large" in text:
        return "a note or profile in it unpacks to over 1 MB"
    return shorten(text) if text and text.isprintable() and "object at" not in text else type(error).__name__


class _Unusable(Exception):
    """A picture that is sound but can't be used: id, what, hint of the problem."""


def _facts(stream: IO[bytes], sha256: str, decode: bool) -> PictureFacts:
    from PIL import Image, UnidentifiedImageError  # late: `schema` and `import` need no Pillow

    with warnings.catch_warnings():
        # Pillow warns of pictures over half of MOST_PIXELS and of sloppy metadata: neither is the editor's.
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(stream, formats=FORMATS)
        except UnidentifiedImageError:
            hint = "save it as JPEG, PNG, TIFF or WebP"
            raise _Unusable("unknown-photo-format", "This is no picture that can be read.", hint) from None
        except Image.DecompressionBombError:
            raise _bomb() from None
        with picture:
            width, height = picture.size
            mode = picture.mode
            # A JPEG that carries a second picture (a phone's depth map) calls itself MPO.
            form = "JPEG" if picture.format == "MPO" else str(picture.format)
            if width * height > MOST_PIXELS:
                raise _bomb()
            if mode not in MODES:
                kind = NO_MODES.get(mode, f"of the kind {mode}")
                what = f"The picture's pixels are {kind}, which can't be printed."
                raise _Unusable("unknown-photo-mode", what, "save it as RGB, CMYK or gray, 8 bits a channel")
            if form != "JPEG" and _has_second(picture):
                what = "The file holds several pictures."
                raise _Unusable("several-photos", what, "save the one that is meant as a file of its own")
            if decode:
                if form == "JPEG":
                    picture.draft(mode, (max(1, width // 8), max(1, height // 8)))
                picture.load()
            # Of a TIFF, Pillow tells the upright size, and turns it as it decodes.
            turned = form != "TIFF" and _orientation(picture) >= 5
        return PictureFacts(height if turned else width, width if turned else height, mode, sha256, form)


def _has_second(picture: ImageFile) -> bool:
    """Whether there is another picture behind the first. To count them all would follow whatever chain a file holds."""
    try:
        picture.seek(1)
    except EOFError:
        return False
    return True


def _orientation(picture: object) -> int:
    """The Exif orientation, 1 to 8; 1 where there is none or it is damaged."""
    try:
        value = picture.getexif().get(_ORIENTATION_TAG, 1)  # type: ignore[attr-defined]
    except Exception:  # damaged metadata is no reason to refuse a sound picture
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _bomb() -> _Unusable:
    what = f"The picture has over {MOST_PIXELS:,} pixels."
    return _Unusable("huge-photo", what, "save it smaller: a whole page at 300 ppi is 30 million pixels")
