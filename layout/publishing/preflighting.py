"""A PDF's path and what a person asks -> the preflight's report in its forms, and its plates as pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rich.console import Console

from content.files import NotPlain, at_most, open_plain, shorten
from content.pdf.limited import Exceeded, run_limited
from content.problems import Place, Problem, Refused
from layout.preflight.aside import draw_aside, examine_aside, with_findings
from layout.preflight.plant import Plant
from layout.preflight.report import Report
from layout.preflight.telling.ashtml import as_html
from layout.preflight.telling.asjson import as_json
from layout.preflight.telling.astable import lines, tell
from layout.publishing.plants import plant_of
from layout.publishing.plates import Plates
from layout.reading.paperfile import read_paper
from layout.scene.condition import PdfxLevel

if TYPE_CHECKING:
    from layout.preflight.examine import Separator

PLATES_SECONDS = 20
"""Seconds of computing that the plates of a file may take beside what makes them."""

LARGEST = 512 * 1024**2
"""Bytes of a PDF that is looked at."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A file that was looked at: its name, the report, and pictures of its pages, where they were asked for."""

    name: str
    report: Report
    pictures: Mapping[int, bytes]

    @property
    def passes(self) -> bool:
        """Whether a plant can take it: warnings hold nothing."""
        return not self.report.errors

    def json(self) -> str:
        return as_json(self.report, {})

    def html(self) -> str:
        return as_html(self.report, self.pictures, {}, self.name)

    def table(self, console: Console, *, errors_alone: bool = False) -> None:
        """Says it on the console; or its errors alone, in lines."""
        if not errors_alone:
            tell(self.report, console, {})
            return
        for line in lines(replace(self.report, findings=self.report.errors, pages=()), {}):
            if line.startswith("error "):
                console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)


def look_at(
    file: Path, paper: str | None, level: PdfxLevel | None, separator: Separator, *, draw: bool = False
) -> LookedAt:
    """The preflight of a file, held against a paper's plant, or against a newsprint plant's usual figures; with `draw`
    its pages are drawn too.

    Raises Refused for a file that can't be read, and a paper that there is not.
    """
    plant = Plant()
    if paper is not None:
        plant = plant_of(read_paper(paper))
    if level is not None or paper is None:
        plant = replace(plant, level=level)
    data = read_pdf(file)
    report = examine_aside(data, plant, separator)
    pictures: Mapping[int, bytes] = {}
    if draw and report.pages:
        pictures, undrawn = draw_aside(data, [page.number for page in report.pages])
        report = with_findings(report, undrawn)
    return LookedAt(file.name, report, pictures)


def plates_of(file: Path, dpi: float, separator: Literal["auto", "pdf_oxide", "ghostscript"]) -> Plates:
    """The plates of each page.

    Raises Refused for a file that can't be read, or a page of which no plates can be made.
    """
    data = read_pdf(file)
    try:
        found: Plates = run_limited(
            "layout.publishing.plates:make_plates",
            data,
            file.name,
            round(dpi),
            separator,
            seconds=PLATES_SECONDS,
        )
    except Exceeded as exceeded:
        subject = exceeded.where or "the file"
        what = f"{subject[:1].upper()}{subject[1:]} {exceeded.what} to be separated."
        where = Place(file=file.name)
        raise Refused([Problem("no-plates", "refused", what, where, "simplify the page")]) from None
    return found


def read_pdf(file: Path) -> bytes:
    """The bytes of a PDF. Raises Refused for a file that can't be read or is too large."""

    def refused(what: str, hint: str) -> Refused:
        return Refused([Problem("unreadable-file", "refused", what, Place(file=shorten(file.name)), hint)])

    try:
        with open_plain(file) as stream:
            data = at_most(stream, LARGEST + 1)
    except FileNotFoundError:
        raise refused("There is no such file.", "name a PDF") from None
    except NotPlain:
        raise refused("It is not a plain file.", "name a PDF") from None
    except (OSError, ValueError):
        raise refused("The file can't be read.", "check that it is there and may be read") from None
    if len(data) > LARGEST:
        raise refused(f"The file has more than {LARGEST // 2**20:,} MB.", "name a smaller one")
    return data
