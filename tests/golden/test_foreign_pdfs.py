"""Any two PDFs, whoever made them: planted changes are found and named, and nothing else is."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from layout.golden import foreign
from layout.golden.foreign import ForeignFile, foreign_pages
from layout.golden.pdfpages import words_texts
from layout.publishing.goldens import diff_pdfs

WORDS = [
    "the",
    "council",
    "met",
    "on",
    "monday",
    "evening",
    "to",
    "talk",
    "about",
    "the",
    "new",
    "bridge",
    "over",
    "the",
    "river",
    "and",
    "the",
    "old",
    "market",
    "hall",
    "which",
    "has",
    "stood",
    "empty",
    "for",
    "nine",
    "years",
    "while",
    "the",
    "town",
    "waited",
    "for",
    "money",
    "that",
    "never",
    "came",
    "from",
    "the",
    "county",
]


def paragraph(number: int) -> list[str]:
    """Lines of a paragraph, four words each."""
    words = [*WORDS[number % 7 :], *WORDS[: number % 7]]
    return [" ".join(words[at : at + 4]) for at in range(0, len(words), 4)]


def write(
    path: Path,
    pages: Sequence[Sequence[str]],
    *,
    size: tuple[float, float] = (300, 400),
    box: tuple[float, float, float] | None = None,
) -> Path:
    """A PDF of pages whose lines stand 12 pt apart, 30 to a column, in two columns; with a coloured box."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for lines in pages:
        canvas.setFont("Helvetica", 9)
        for number, line in enumerate(lines):
            column, row = divmod(number, 30)
            canvas.drawString(20 + 140 * column, size[1] - 30 - 12 * row, line)
        if box is not None:
            canvas.setFillColorRGB(*box)
            canvas.rect(20, 10, 60, 8, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
        canvas.showPage()
    canvas.save()
    path.write_bytes(out.getvalue())
    return path


PAGES = [[line for number in range(4) for line in paragraph(number + page)] for page in range(3)]


def sentences(old: Path, new: Path) -> list[str]:
    return [sentence for page in diff_pdfs(old, new, 1).pages for sentence in page.sentences]


@pytest.fixture(autouse=True)
def in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spares the tests the start of a process for each file, but for the one that is about it."""

    def call(named: str, *given: Any, seconds: int, **options: Any) -> Any:
        module, _, function = named.partition(":")
        return getattr(importlib.import_module(module), function)(*given, **options)

    if "process" not in request.node.name:
        monkeypatch.setattr(foreign, "run_limited", call)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write(tmp_path / "old.pdf", PAGES)


def test_a_file_is_the_same_as_itself(old: Path) -> None:
    assert diff_pdfs(old, old, 2).same


def test_a_wrong_letter_is_told_as_a_word(old: Path, tmp_path: Path) -> None:
    pages = [list(lines) for lines in PAGES]
    at = next(number for number, line in enumerate(pages[1]) if "bridge" in line)
    pages[1][at] = pages[1][at].replace("bridge", "brigde")
    assert sentences(old, write(tmp_path / "new.pdf", pages)) == [
        f"page-2 · line {at + 1}: 「bridge」→「brigde」"
    ]


def test_a_line_more_pushes_others_over_the_columns(old: Path, tmp_path: Path) -> None:
    pages = [list(lines) for lines in PAGES]
    pages[0].insert(5, "and a wholly new line")
    (sentence,) = sentences(old, write(tmp_path / "new.pdf", pages))
    assert sentence.startswith("page-1 · line 6: 「")
    assert (
        sentence.endswith(
            "and a wholly new line」; 24 lines moved down by one; 1 line went to another leg; 7 lines moved down by one"
        )
        or "moved down by one; 1 line went to another leg" in sentence
    )


def test_a_page_put_in_moves_no_other(old: Path, tmp_path: Path) -> None:
    new = write(tmp_path / "new.pdf", [PAGES[0], ["a page of its own"], *PAGES[1:]])
    assert sentences(old, new) == ["page-2: a new page"]
    assert sentences(new, old) == ["old page-2: the page is gone"]


def test_two_pages_swapped_blame_no_page_that_only_moved(tmp_path: Path) -> None:
    pages = [[f"item {line} of the list on page {page}" for line in range(20)] for page in range(5)]
    old = write(tmp_path / "old.pdf", pages)
    pages[2], pages[3] = pages[3], pages[2]
    new = write(tmp_path / "new.pdf", pages)
    assert sentences(old, new) == ["page-3: a new page", "old page-4: the page is gone"]


def filled_form(path: Path, source: Path, value: str) -> Path:
    """The PDF with a field on its first page that shows a value."""
    with pikepdf.open(source) as pdf:
        shown = pdf.make_stream(f"BT /F1 9 Tf 2 2 Td ({value}) Tj ET".encode())
        shown.Type, shown.Subtype, shown.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 80, 15]
        shown.Resources = pdf.pages[0].obj.Resources
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=pikepdf.String("name"),
            V=pikepdf.String(value),
            Rect=[200, 5, 280, 20],
            F=4,
            AP=pikepdf.Dictionary(N=shown),
        )
        fields = pikepdf.Array([pdf.make_indirect(field)])
        pdf.pages[0].obj.Annots, pdf.Root.AcroForm = fields, pikepdf.Dictionary(Fields=fields)
        pdf.save(path)
    return path


def test_what_is_filled_into_a_form_is_seen(old: Path, tmp_path: Path) -> None:
    was, now = (filled_form(tmp_path / f"{value}.pdf", old, value) for value in ("alpha", "bravo"))
    (sentence,) = sentences(was, now)
    assert sentence.startswith("page-1: the ink differs by ")
    assert diff_pdfs(was, was, 1).same


def test_larger_units_are_a_difference(old: Path, tmp_path: Path) -> None:
    with pikepdf.open(old) as pdf:
        pdf.pages[1].obj.UserUnit = 2
        pdf.save(tmp_path / "new.pdf")
    assert sentences(old, tmp_path / "new.pdf") == [
        "page-2: the PDF's content changed; neither the text nor the ink did"
    ]


def test_another_size_is_told_alone(old: Path, tmp_path: Path) -> None:
    new = write(tmp_path / "new.pdf", PAGES[:1], size=(300, 401))
    assert sentences(old, new) == [
        "page-1: another size: was 105.83 × 141.11 mm, is 105.83 × 141.46 mm",
        "old page-2: the page is gone",
        "old page-3: the page is gone",
    ]


def test_ink_that_no_word_explains_is_told_with_its_place(old: Path, tmp_path: Path) -> None:
    new = write(tmp_path / "new.pdf", PAGES, box=(1, 0, 0))
    assert sentences(old, new)[0] == (
        "page-1: the ink differs by 1,008 pixels at 6.9–28.2, 134.9–137.9 mm, where the text and its place are the same"
    )


def test_a_colour_as_bright_as_the_other_is_found_in_the_content(tmp_path: Path) -> None:
    """Gray does not show it: the page's content is hashed as well."""
    red, green = (
        write(tmp_path / f"{name}.pdf", PAGES[:1], box=colour)
        for name, colour in {"red": (0.5, 0, 0), "green": (0, 0.5, 0)}.items()
    )
    assert len(sentences(red, green)) == 1


def test_vertical_lines_are_read_as_lines(tmp_path: Path) -> None:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(100, 200), invariant=1)
    for column, text in enumerate(("ABCDEF", "GHIJ")):
        for row, char in enumerate(text):
            canvas.drawString(60 - 20 * column, 180 - 12 * row, char)
    canvas.save()
    (text,) = words_texts(out.getvalue(), [0], ["page-1"])
    rows = [line for line in text.splitlines() if line.startswith("  words")]
    assert [row.rsplit("|", 2)[1] for row in rows] == ["ABCDEF", "GHIJ"]
    assert all("vert" in row for row in rows)


def test_words_are_read_in_a_process_of_their_own(old: Path) -> None:
    file = ForeignFile(old.read_bytes(), "old.pdf")
    pages = foreign_pages(file, "old")
    assert [page.name for page in pages] == ["old-1", "old-2", "old-3"]
    assert pages[2].draw().gray.shape == (556, 417)
