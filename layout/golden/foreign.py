"""PDFs that anybody may have made -> pages to compare, read and drawn in processes that have bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

from content.pdf.limited import Exceeded, run_limited
from content.problems import Place, Problem, Refused
from layout.golden.file import NotRead
from layout.golden.goldenfolder import ComparedPage, compared_page
from layout.golden.pdfpages import MOST_PAGES, DrawnPage, Gray
from layout.proof.raster import NotRendered

AT_A_TIME = 16
"""Pages that one process draws: starting one takes as long as drawing a few."""

READ_AT_A_TIME = 128
"""Pages whose words one process reads."""

SECONDS = 10
"""Seconds of computing that opening a file may take, and one page of it beside that."""

_HINT = "export it anew: no program may be able to read it"


@dataclass(slots=True)
class ForeignFile:
    """A PDF: its bytes, the name that messages call it by, and its pages drawn last."""

    data: bytes = field(repr=False)
    name: str
    whole: bool = False
    """Whether it holds one page of an edition and nothing else, so that all of it is compared."""
    _drawn: dict[int, DrawnPage] = field(default_factory=dict)

    def read(self, stem: str) -> tuple[list[str], list[str]]:
        """The names of all pages, STEM-1, STEM-2 …, and their words as golden text. Raises Refused for a file that
        can't be read, or that has more pages than are compared.
        """
        count, texts, drawn = self._ask("look_at_file", stem, AT_A_TIME, whole=self.whole)
        if count > MOST_PAGES:
            what = f"The PDF has {count:,} pages, more than {MOST_PAGES:,}."
            raise self._refuse("file-too-large", what, "split it")
        self._drawn = dict(enumerate(drawn))
        names = [f"{stem}-{number}" for number in range(1, count + 1)]
        for at in range(AT_A_TIME, count, READ_AT_A_TIME):
            numbers = list(range(at, min(at + READ_AT_A_TIME, count)))
            texts += self._ask("words_texts", numbers, names[at : at + READ_AT_A_TIME])
        return names, texts

    def draw(self, number: int, count: int) -> DrawnPage:
        """A drawing of a page; those behind it are drawn along."""
        if number not in self._drawn:
            first = number - number % AT_A_TIME
            numbers = list(range(first, min(first + AT_A_TIME, count)))
            pages = self._ask("draw_pages", numbers, whole=self.whole)
            self._drawn = dict(zip(numbers, pages, strict=True))
        return self._drawn[number]

    def details(self, number: int, boxes: list[tuple[float, float, float, float]], dpi: float) -> list[Gray]:
        """Parts of a page, closer."""
        found: list[Gray] = self._ask("draw_details", number, boxes, dpi)
        return found

    def _ask(self, function: str, *given: Any, **options: Any) -> Any:
        """Raises Refused for what the file does not allow."""
        seconds = SECONDS * (1 + (READ_AT_A_TIME if function == "words_texts" else AT_A_TIME))
        try:
            return run_limited(
                f"layout.golden.pdfpages:{function}", self.data, *given, seconds=seconds, **options
            )
        except Exceeded as exceeded:
            what = f"The PDF {exceeded.what} to be compared."
            raise self._refuse("file-too-large", what, "simplify the page, or export it anew") from None
        except (NotRendered, NotRead) as error:
            if "PDFium: Success" in str(error):  # that is how pdfium refuses a file without pages
                raise self._refuse("file-unreadable", "The PDF has no page.", _HINT) from None
            if "password" in str(error).lower():
                what = "The PDF is encrypted."
                raise self._refuse("file-encrypted", what, "save it without encryption") from None
            raise self._refuse(
                "file-unreadable", f"The PDF can't be compared: {str(error).rstrip('.')}.", _HINT
            ) from None

    def _refuse(self, kind: str, what: str, hint: str) -> Refused:
        return Refused([Problem(kind, "refused", what, Place(file=self.name), hint)])


def foreign_pages(file: ForeignFile, stem: str) -> list[ComparedPage]:
    """The pages of a PDF, called STEM-1, STEM-2 … Raises Refused for a file that can't be read."""
    names, texts = file.read(stem)
    return [
        _page(file, name, text, (number, len(names)))
        for number, (name, text) in enumerate(zip(names, texts, strict=True))
    ]


def _page(file: ForeignFile, name: str, text: str, at: tuple[int, int]) -> ComparedPage:
    page = compared_page(name, text, file.name, lambda: file.draw(*at), foreign=True)
    return replace(page, details=lambda boxes, dpi: file.details(at[0], boxes, dpi))


def align_pages(was: Sequence[ComparedPage], now: Sequence[ComparedPage]) -> list[ComparedPage]:
    """The pages of an older PDF under the names of those that they became: a page put in before others moves them.

    Pages with the same words are the same; between those, pages are paired in their order. One that is gone is called
    by its old number.
    """
    old, new = ([_words(page) for page in pages] for pages in (was, now))
    renamed: list[ComparedPage] = []
    for _, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for number in range(i1, i2):
            twin = j1 + number - i1
            name = now[twin].name if twin < j2 else f"old {was[number].name}"
            renamed.append(replace(was[number], name=name, rows=replace(was[number].rows, name=name)))
    return renamed


def _words(page: ComparedPage) -> str:
    return "\n".join(row.text for block in page.rows.blocks for row in block.rows)
