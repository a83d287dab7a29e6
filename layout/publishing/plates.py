"""The bytes of a PDF -> the plates of its pages as pictures. Whoever calls it gives it a process with bounds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from content.problems import Place, Problem, Refused
from layout.preflight.plant import Plant


@dataclass(frozen=True, slots=True)
class Plates:
    """The plates of a file's pages as PNGs by their names, maps of the total ink among them, and what may be wrong."""

    files: dict[str, bytes]
    warnings: tuple[Problem, ...]


def make_plates(
    data: bytes, called: str, dpi: int, separator: Literal["auto", "pdf_oxide", "ghostscript"]
) -> Plates:
    """The plates of each page of a file that is `called` so.

    Raises Refused for a file that does not open, or a page of which no plates can be made.
    """
    # The command line knows what comes of it, and must not wait for what makes it.
    from layout.preflight.ink.cover import ink_map
    from layout.preflight.ink.pictures import plate_pictures
    from layout.preflight.ink.separations import separate_pages
    from layout.preflight.pageboxes import page_boxes
    from layout.preflight.rules.file.opening import open_file
    from layout.publishing.problems.findings import unopened_problems

    seen = open_file(data)
    if seen.pdf is None:
        raise Refused(unopened_problems(seen.findings, called))
    with seen.pdf as pdf:
        sheets = {count: page_boxes(page.obj) for count, page in enumerate(pdf.pages, 1)}
    limits = Plant().ink
    files: dict[str, bytes] = {}
    wrong: list[Problem] = []
    doubts: list[Problem] = []
    stem_of_file = PurePath(called).stem
    for made in separate_pages(data, sheets, dpi=dpi, by=separator):
        where = Place(file=called, page=str(made.page))
        if not made.plates:
            what, hint = (
                f"No plates can be made of the page: {made.failure}.",
                "try another --separator, or fewer dots",
            )
            wrong.append(Problem("no-plates", "refused", what, where, hint))
        if made.unsure:
            what = f"The plates of page {made.page} are not to be relied on where there is {', '.join(made.unsure)}."
            hint = "make them with Ghostscript: --separator ghostscript"
            doubts.append(Problem("unsure-plates", "warning", what, where, hint))
        stem = stem_of_file if len(sheets) == 1 else f"{stem_of_file}-{made.page}"
        for ink, picture in plate_pictures(made, ink_map(made, sheets[made.page]), limits).items():
            files[f"{stem}-{ink}.png"] = picture
    if wrong:
        raise Refused(wrong)
    return Plates(files, tuple(doubts))
