"""Pages of a PDF, whoever made it -> their gray pictures, the hashes of their parts, and their words as golden text.

These functions work where they are called. Files that others made are for a process of its own: `content.pdf.limited`.
"""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from layout.golden.file import NotRead, part_hashes
from layout.proof.raster import RENDERER, NotRendered, open_document, render_page
from layout.scene import Mpt
from layout.scene.astext import visible

DPI = 100
"""A dense broadsheet is 274 kB of PNG at this, and one character is some hundred pixels."""

MOST_PAGES = 1_000
"""Pages of a PDF that are compared; more is no edition."""

MOST_CHARACTERS = 400_000
"""Characters on one page whose words are read; a dense broadsheet has ten thousand."""

Gray = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as drawn: gray at 100 dpi, where the trim begins on it in pixels, and the trim's size in points.

    `parts` are hashes of the unpacked parts of the PDF, `packed` of its bytes; of a page in a file of many only its
    content is hashed, and `packed` is empty.
    """

    gray: Gray
    corner: tuple[float, float]
    size: tuple[float, float]
    renderer: str = RENDERER
    parts: Mapping[str, str] = field(default_factory=dict)
    packed: str = ""


def draw_pages(pdf: bytes, numbers: Sequence[int], *, whole: bool) -> list[DrawnPage]:
    """The pages by their numbers from 0. `whole` says that the file is this page's alone, so that all of it is hashed.

    Raises NotRendered and NotRead for a file or page that can't be read.
    """
    if whole:
        parts: Sequence[Mapping[str, str]] = [part_hashes(pdf)] * len(numbers)
    else:
        parts = _content_hashes(pdf, numbers)
    packed = hashlib.sha256(pdf).hexdigest() if whole else ""
    drawn = []
    with open_document(pdf) as document:
        _show_forms(document)
        for number, hashes in zip(numbers, parts, strict=True):
            page = _page(document, number)
            picture = render_page(page, number + 1, DPI / 72, gray=True)
            left, top, width, height = _trim(page)
            corner = left * DPI / 72_000, top * DPI / 72_000
            size = width / 1000, height / 1000
            drawn.append(DrawnPage(np.asarray(picture), corner, size, RENDERER, hashes, packed))
            page.close()
    return drawn


def look_at_file(pdf: bytes, stem: str, most: int, *, whole: bool) -> tuple[int, list[str], list[DrawnPage]]:
    """How many pages a file has, and of the first ones, at most so many, the words and the drawing: all that there is
    to know of a small file, at once. Raises NotRendered and NotRead.
    """
    with open_document(pdf) as document:
        count = len(document)
    numbers = range(min(count, most))
    names = [f"{stem}-{number + 1}" for number in numbers]
    return count, words_texts(pdf, numbers, names), draw_pages(pdf, numbers, whole=whole)


def draw_details(
    pdf: bytes, number: int, boxes: Sequence[tuple[float, float, float, float]], dpi: float
) -> list[NDArray[np.uint8]]:
    """Parts of a page, gray: each left, top, width and height in points from the trim's corner.

    Raises NotRendered.
    """
    with open_document(pdf) as document:
        _show_forms(document)
        page = _page(document, number)
        left, top, _, _ = _trim(page)
        width, height = page.get_size()
        found = []
        for x, y, w, h in boxes:
            from_left, from_top = x + left / 1000, y + top / 1000
            sides = (from_left, height - from_top - h, width - from_left - w, from_top)
            crop = tuple(max(0.0, side) for side in sides)
            bitmap = page.render(scale=dpi / 72, crop=crop, grayscale=True, prefer_bgrx=False)
            found.append(np.asarray(bitmap.to_pil().convert("L")))
            bitmap.close()
        page.close()
    return found


def words_texts(pdf: bytes, numbers: Sequence[int], names: Sequence[str]) -> list[str]:
    """The words of pages as golden text, the form of `scene_text`: a row for each line of words, with its place.

    Raises NotRendered for a file or page that can't be read, or that holds too many characters.
    """
    texts = []
    with open_document(pdf) as document:
        for number, name in zip(numbers, names, strict=True):
            page = _page(document, number)
            left, top, width, height = _trim(page)
            size = f"{width / 1000:.3f} × {height / 1000:.3f}"
            out = [f"page {visible(name)}  number {number + 1}  {size} pt", ""]
            out.append(
                f"region words · words ·  · x 0.000 y 0.000 w {width / 1000:.3f} h {height / 1000:.3f}"
            )
            out.extend(line.row(left, top) for line in _lines(page, number))
            texts.append("\n".join(out) + "\n")
            page.close()
    return texts


@dataclass(slots=True)
class _WordLine:
    """A line of words while it is read, in the page's own units; then in thousandths of a point."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    down: bool = False

    def row(self, left: Mpt, top: Mpt) -> str:
        size = round(self.size * 2) / 2
        x, y = round(self.left) - left, round(self.top) - top
        long = round(self.bottom - self.top if self.down else self.right - self.left)
        if self.down:
            x += round((self.right - self.left) / 2)
        else:
            y += round((self.bottom - self.top) * 0.88)
        place = f"x {x / 1000:<8.3f} y {y / 1000:<9.3f}{'h' if self.down else 'w'} {long / 1000:.3f}"
        edge = f"of {long / 1000:.3f}  {'vert  ' if self.down else ''}rag   -"
        return f"  words     {place} {edge}  {size:.3f} |{visible(self.text.strip())}|"


def _lines(page: pdfium.PdfPage, number: int) -> Iterator[_WordLine]:
    """The page's lines of words in the order in which the file paints them, places on the page as it is seen."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count > MOST_CHARACTERS:
            raise NotRendered(f"page {number + 1} holds more than {MOST_CHARACTERS:,} characters")
        for line in _group_lines(text_page, count):
            if line.text.strip():
                yield _lay_on_sheet(page, line)
    finally:
        text_page.close()


def _group_lines(text_page: pdfium.PdfTextPage, count: int) -> Iterator[_WordLine]:
    box = pdfium_c.FS_RECTF()
    line: _WordLine | None = None
    for index in range(count):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        if code in (2, 0xFFFE):  # a hyphen at a line's end, which is no part of the word
            if line is not None and pdfium_c.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
                line.right = max(line.right, box.right)
            continue
        if code in (0, 0xFFFF) or 0xD800 <= code <= 0xDFFF:
            continue
        if code in (10, 13):
            if line is not None:
                yield line
            line = None
            continue
        char = chr(code)
        if char.isspace() or not pdfium_c.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
            if line is not None and not line.text.endswith(" "):
                line.text += " "
            continue
        height = abs(box.top - box.bottom)
        new = _WordLine(char, box.left, box.bottom, box.right, box.top, height)
        if line is None or not _goes_on(line, new):
            if line is not None:
                yield line
            line = new
            continue
        line.text += char
        line.left, line.right = min(line.left, new.left), max(line.right, new.right)
        line.bottom, line.top = min(line.bottom, new.bottom), max(line.top, new.top)
        line.size = max(line.size, new.size)
    if line is not None:
        yield line


def _goes_on(line: _WordLine, new: _WordLine) -> bool:
    """Whether a character goes on a line: level beside it, or straight under it in one that runs down."""
    size = max(line.size, new.size, 0.1)
    beside = abs((new.top + new.bottom) / 2 - (line.top + line.bottom) / 2) < size * 0.6
    if not line.down and beside and -size < new.left - line.right < size * 1.5:
        return True
    middle = abs((new.left + new.right) / 2 - (line.left + line.right) / 2) < size * 0.3
    under = middle and -size * 0.6 < line.bottom - new.top < size
    if under and (line.down or len(line.text) == 1):
        line.down = True
        return True
    return False


def _lay_on_sheet(page: pdfium.PdfPage, line: _WordLine) -> _WordLine:
    """The line with its box in thousandths of a point from the upper left corner of the page as it is seen."""
    x1, y1 = _to_sheet(page, line.left, line.bottom)
    x2, y2 = _to_sheet(page, line.right, line.top)
    left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    return _WordLine(line.text, left, bottom, right, top, line.size, line.down)


def _show_forms(document: pdfium.PdfDocument) -> None:
    """Has pages drawn with what is filled into their forms: pdfium leaves it out unasked. Raises NotRendered."""
    try:
        document.init_forms()
    except pdfium.PdfiumError as error:
        raise NotRendered(f"the PDF's form can't be opened: {error}") from error


def _page(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    try:
        return document[number]
    except (pdfium.PdfiumError, IndexError) as error:
        raise NotRendered(f"page {number + 1} of the PDF can't be opened: {error}") from error


def _trim(page: pdfium.PdfPage) -> tuple[Mpt, Mpt, Mpt, Mpt]:
    """Left, top, width and height of the trim on the page as it is seen."""
    left, bottom, right, top = page.get_trimbox()
    x1, y1 = _to_sheet(page, left, bottom)
    x2, y2 = _to_sheet(page, right, top)
    return min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)


def _to_sheet(page: pdfium.PdfPage, x: float, y: float) -> tuple[Mpt, Mpt]:
    """A point of the page's own coordinates, turned and cropped as the page is seen, in thousandths of a point."""
    width, height = page.get_size()
    across, down = ctypes.c_int(), ctypes.c_int()
    sides = (round(width * 1000), round(height * 1000))
    pdfium_c.FPDF_PageToDevice(page, 0, 0, *sides, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value


def _content_hashes(pdf: bytes, numbers: Sequence[int]) -> list[Mapping[str, str]]:
    """The hash of each page's content, unpacked; none where it can't be read."""
    try:
        with pikepdf.open(BytesIO(pdf), suppress_warnings=True) as document:
            return [{"content": _content(document.pages[number])} for number in numbers]
    except (pikepdf.PikepdfError, ValueError, TypeError, KeyError, IndexError, RuntimeError) as error:
        raise NotRead(f"the PDF can't be read: {error}") from error


def _content(page: pikepdf.Page) -> str:
    total = hashlib.sha256()
    if "/UserUnit" in page.obj:  # pdfium draws a page of larger units as small as any (ISO 32000-2, 14.11.2)
        total.update(f"UserUnit {page.obj.UserUnit}\n".encode())
    contents = page.obj.get("/Contents")
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(stream, pikepdf.Stream):
            total.update(stream.read_bytes() + b"\n")
    return total.hexdigest()
