"""An advertisement's YAML sheet to one Advert, and its file (PDF or picture) to what make-up must know of it."""

from __future__ import annotations

import hashlib
import os
import warnings
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field

from content.files import NotPlain, at_most, open_plain, refuse_input, relative, shorten
from content.pdf.limited import Encrypted, Exceeded, Unreadable, run_limited
from content.pictures.picturefile import PictureFacts, probe
from content.problems import Place, Problem
from content.reading import find_file, find_named_file, key_lines, read_model
from content.storyfront import PlainLine

if TYPE_CHECKING:
    from content.pdf.page import FirstPage

MOST_BYTES = 200_000_000
"""A PDF of more bytes is refused unread. A whole page of 300 ppi in four inks, hardly compressed, has 100 million."""

_MARK = b"%PDF-"
_MARK_WITHIN = 1024
"""Readers look for a PDF's mark in so many bytes at the file's beginning (ISO 32000-1 annex H.3)."""

_SECONDS = 5
"""Seconds of computing within which a PDF has to be opened. One of 100 MB takes a tenth of a second."""

_EXPORT_AGAIN = "ask for it again: a PDF/X file, one page"


class AdvertSheet(BaseModel):
    """What an editor writes of an advertisement, in adverts/ID.yaml beside its file."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Advert")

    file: str = Field(
        min_length=1,
        max_length=200,
        description="The advertisement's file name in this sheet's folder: a PDF, or a picture (JPEG, PNG, TIFF or "
        "WebP). While the file is missing, an FPO area (占位图) is set.",
    )
    alt: PlainLine = Field(description="What the advertisement says, for readers who can't see it.")
    client: PlainLine | None = Field(None, description="Who ordered it. It is not printed.")
    order: PlainLine | None = Field(None, description="Number or name of the order. It is not printed.")


@dataclass(frozen=True, slots=True)
class Advertisement:
    """An advertisement as it will be placed. `file` is relative to the edition's folder.

    `sheet` and `lines` (line of each key) say where it was read and are no part of its identity.
    """

    id: str
    file: str
    alt: str
    client: str | None = None
    order: str | None = None
    sheet: str | None = field(default=None, compare=False)
    lines: tuple[tuple[str, int], ...] = field(default=(), compare=False)

    def line_of(self, field: str) -> int | None:
        """The line (from 1) of a key in the advertisement's sheet."""
        return dict(self.lines).get(field)

    @property
    def place(self) -> Place:
        """Where its sheet names its file."""
        return Place(self.sheet or self.file, self.line_of("file"), "file", advert=self.id)


@dataclass(frozen=True, slots=True)
class AdvertFacts:
    """What an advertisement's file is. `sha256` is the hash of the file.

    `size` is the width and height in points of what is placed, as it is looked at; None for a picture that does not
    say how large it is to be. Of a PDF, `box` is the part of its first page that is placed, in units of that page's
    own (left, bottom, right, top), and `quarters` how many right angles the page is turned. Of a picture `picture` has
    the facts.
    """

    kind: Literal["pdf", "picture"]
    sha256: str
    size: tuple[float, float] | None
    box: tuple[float, float, float, float] | None = None
    quarters: int = 0
    picture: PictureFacts | None = None


def read_advert(path: Path, *, root: Path) -> Advertisement:
    """Reads an advertisement's sheet; its name without the ending is the advertisement's id.

    Raises Refused with every problem of the sheet, also for a file named outside of the edition's folder.
    That the file is not there is no error here: `inspect` tells it.
    """
    read = read_model(path, AdvertSheet, root=root)
    sheet = read.value
    return Advertisement(
        id=path.stem,
        file=find_named_file(read, sheet.file, root),
        alt=sheet.alt,
        client=sheet.client,
        order=sheet.order,
        sheet=read.file,
        lines=key_lines(read),
    )


def inspect(advert: Advertisement, *, root: Path) -> tuple[AdvertFacts | None, tuple[Problem, ...]]:
    """The facts of an advertisement's file; without a file None and a problem that holds the press.

    Raises Refused for a file that is there and can't be used (see `probe_pdf` and `probe`).
    """
    path = find_file(root, advert.file, advert.place)
    if path is None:
        what = f"The file {shorten(advert.file)} of advertisement {advert.id} is missing."
        hint = "add the file; until then the page shows its place (FPO)"
        return None, (Problem("missing-advert", "press", what, advert.place, hint),)
    file = relative(path, root)
    # A file that says by its name that it is a PDF, and is none, is refused as such.
    if file.lower().endswith(".pdf") or _MARK in _read_bytes(path, file, _MARK_WITHIN):
        return probe_pdf(path, file=file)
    facts = probe(path, file=file)
    return AdvertFacts("picture", facts.sha256, _natural_size(path, facts), picture=facts), facts.problems


def probe_pdf(path: Path, *, file: str) -> tuple[AdvertFacts, tuple[Problem, ...]]:
    """Looks at a PDF: its first page's size and boxes. Nothing that it paints is decoded.

    It is opened in a process that has bounds.

    Raises Refused for a file that is missing or too large, no PDF, damaged past mending, encrypted, without a page,
    with a tree of pages that goes round, with boxes that no page can have, or that takes too much to be opened.
    """
    where = Place(file=file)
    data = _read_bytes(path, file)
    if _MARK not in data[:_MARK_WITHIN]:
        hint = "name a PDF, or a picture by its right ending"
        refuse_input("unknown-advert-format", "This is no PDF.", where, hint)
    sha256 = hashlib.sha256(data).hexdigest()
    problems: list[Problem] = []
    try:
        page, count = run_limited(_front, data, seconds=_SECONDS)
    except Exceeded as exceeded:
        refuse_input("advert-too-much", f"The PDF {exceeded.what} to be opened.", where, _EXPORT_AGAIN)
    except Encrypted:
        hint = "ask for it without a password or restrictions"
        refuse_input("encrypted-advert", "The PDF is encrypted.", where, hint)
    except Unreadable as error:
        refuse_input("broken-advert", f"The PDF {shorten(str(error), 160)}.", where, _EXPORT_AGAIN)
    if count > 1:
        what = f"The PDF has {count} pages, and only the first is placed."
        hint = "ask for the page that is meant as a file of its own, unless it is the first"
        problems.append(Problem("several-pages", "warning", what, where, hint))
    size = (page.width, page.height)
    return AdvertFacts("pdf", sha256, size, (*page.box,), page.turn // 90), tuple(problems)


def _front(data: bytes) -> tuple[FirstPage, int]:
    """The first page, without its entries, and how many pages there are. Raises Unreadable."""
    # Late: an edition without a PDF need not wait for what reads them.
    from content.pdf.file import open_pdf
    from content.pdf.page import first_page

    with open_pdf(data) as file:
        return replace(first_page(file), entries={}), len(file.pdf.pages)


def _read_bytes(path: Path, file: str, most: int = MOST_BYTES) -> bytes:
    """A plain file's bytes, or so many at its beginning."""

    def refuse(id: str, what: str, hint: str) -> NoReturn:
        refuse_input(id, f"The advertisement's file {what}.", Place(file=file), hint)

    try:
        with open_plain(path) as stream:
            if os.fstat(stream.fileno()).st_size > MOST_BYTES:
                refuse("huge-advert", f"is over {MOST_BYTES:,} bytes", "ask for it with smaller pictures")
            return at_most(stream, most)
    except NotPlain:
        refuse("unreadable-advert", "is not a plain file", "name a file")
    except (OSError, ValueError):
        refuse("unreadable-advert", "can't be read", "check that it is there and may be read")


_PLAUSIBLE_PPI = (20.0, 10_000.0)
"""Pixels to the inch beyond which a picture's own word of its size is none."""


def _natural_size(path: Path, facts: PictureFacts) -> tuple[float, float] | None:
    """The size in points at which a picture says it is to be printed, by its pixels to the inch."""
    # Late: an edition without pictures need not wait for them.
    from content.pictures.picture import open_picture_file
    from content.pictures.pixelshape import SAME

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with open_plain(path) as stream, open_picture_file(stream) as picture:
                across, down = picture.density
                on_its_side = picture.lies
    except Exception:  # it has none, or damaged ones: `probe` has found the picture itself sound
        return None
    if on_its_side:
        across, down = down, across
    if abs(down / across / facts.wide - 1) > SAME:
        return None  # its pixels would have a shape that is not believed
    least, most = _PLAUSIBLE_PPI
    if not (least <= across <= most and least <= down <= most):
        return None
    return facts.width * 72 / across, facts.height * 72 / down
