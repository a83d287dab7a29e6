"""A PDF's path and what a person asks -> the preflight's report in its forms, and its plates as pictures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from rich.console import Console

from content.files import NotPlain, open_plain, shorten
from content.problems import Place, Problem, Refused
from layout.folder import read_paper
from layout.press.preflight.examine import Separator, examine
from layout.press.preflight.file.opened import opened
from layout.press.preflight.ink.cover import ink_map
from layout.press.preflight.ink.pictures import plate_pictures
from layout.press.preflight.ink.separations import separated
from layout.press.preflight.plant import Plant
from layout.press.preflight.reading.sheet import sheet_of
from layout.press.preflight.report import Report
from layout.press.preflight.telling.ashtml import as_html
from layout.press.preflight.telling.asjson import as_json
from layout.press.preflight.telling.astable import lines, tell
from layout.press.preflight.telling.drawn import drawn
from layout.publishing.problems import plant_of

Level = Literal["PDF/X-4", "PDF/X-1a:2003"]

LARGEST = 2 * 1024**3
"""Bytes of a PDF that is looked at."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A file that was looked at: its bytes, its name, and the report."""

    data: bytes
    name: str
    report: Report

    @property
    def passes(self) -> bool:
        """Whether a plant can take it: warnings hold nothing."""
        return not self.report.errors

    def json(self) -> str:
        return as_json(self.report, {})

    def html(self) -> str:
        pages = [page.number for page in self.report.pages]
        return as_html(self.report, drawn(self.data, pages), {}, self.name)

    def table(self, console: Console, *, errors_alone: bool = False) -> None:
        """Says it on the console; or its errors alone, in lines."""
        if not errors_alone:
            tell(self.report, console, {})
            return
        for line in lines(replace(self.report, findings=self.report.errors, pages=()), {}):
            if line.startswith("error "):
                console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)


def look_at(file: Path, paper: str | None, level: Level | None, separator: Separator) -> LookedAt:
    """The preflight of a file, held against a paper's plant, or against a newsprint plant's usual figures.

    Raises Refused for a file that can't be read, and a paper that there is not.
    """
    plant = Plant()
    if paper is not None:
        model = read_paper(paper)
        plant = plant_of(model.press, (model.trim.width_mm, model.trim.height_mm))
    if level is not None or paper is None:
        plant = replace(plant, level=level)
    data = _read(file)
    return LookedAt(data, file.name, examine(data, plant, separator=separator))


@dataclass(frozen=True, slots=True)
class Plates:
    """The plates of a file's pages as PNGs by their names, maps of the total ink among them, and what may be wrong."""

    files: dict[str, bytes]
    warnings: tuple[Problem, ...]


def plates_of(file: Path, dpi: float, separator: Literal["auto", "pdf_oxide", "ghostscript"]) -> Plates:
    """The plates of each page.

    Raises Refused for a file that can't be read, or a page of which no plates can be made.
    """
    data = _read(file)
    seen = opened(data)
    if seen.pdf is None:
        problems = [
            Problem(one.rule, "refused", one.what, Place(file=file.name), one.hint) for one in seen.findings
        ]
        raise Refused(problems)
    with seen.pdf as pdf:
        sheets = {count: sheet_of(page.obj) for count, page in enumerate(pdf.pages, 1)}
    limits = Plant().ink
    files: dict[str, bytes] = {}
    wrong: list[Problem] = []
    doubts: list[Problem] = []
    for made in separated(data, sheets, dpi=round(dpi), by=separator):
        if not made.plates:
            where = Place(file=file.name, page=str(made.page))
            what = f"No plates can be made of the page: {made.failure}."
            wrong.append(
                Problem("no-plates", "refused", what, where, "try another --separator, or fewer dots")
            )
        if made.unsure:
            what = f"The plates of page {made.page} are not to be relied on where there is {', '.join(made.unsure)}."
            where = Place(file=file.name, page=str(made.page))
            hint = "make them with Ghostscript: --separator ghostscript"
            doubts.append(Problem("unsure-plates", "warning", what, where, hint))
        stem = file.stem if len(sheets) == 1 else f"{file.stem}-{made.page}"
        for ink, picture in plate_pictures(made, ink_map(made, sheets[made.page]), limits).items():
            files[f"{stem}-{ink}.png"] = picture
    if wrong:
        raise Refused(wrong)
    return Plates(files, tuple(doubts))


def _read(file: Path) -> bytes:
    def refused(what: str, hint: str) -> Refused:
        return Refused([Problem("unreadable-file", "refused", what, Place(file=shorten(file.name)), hint)])

    try:
        with open_plain(file) as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise refused("There is no such file.", "name a PDF") from None
    except NotPlain:
        raise refused("It is not a plain file.", "name a PDF") from None
    except (OSError, ValueError):
        raise refused("The file can't be read.", "check that it is there and may be read") from None
    if len(data) > LARGEST:
        raise refused(f"The file has more than {LARGEST // 2**20:,} MB.", "name a smaller one")
    return data
