"""The pattern of an output's name, an edition and a page -> the file's name in the output folder; and back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from string import Formatter
from typing import Final

from content.problems import Problem
from layout.plan.edition import Edition
from layout.plan.filenames import Named, file_name

WHOLE: Final = "{edition_file}.pdf"
PAGE: Final = "{press_folder}/{page_file}.pdf"
OVERLAYS: Final = "proof/{edition}-overlays.pdf"

_FIELDS: Final = {
    "page": r"[^/\\]+",
    "edition_file": r"[^/\\]+",
    "page_file": r"[^/\\]+",
    "press_folder": "(?:pages|proof)",
}
"""What a pattern may name beside the edition, and what a name has there."""


def output_name(pattern: str, edition: Edition, page: str = "") -> str:
    """The name, with forward slashes, of an output of the edition or of one of its pages.

    Fields are `edition`, its folder; `page`; and of press files `edition_file` and `page_file`, as the paper calls
    them, and `press_folder`. Those that claim no level are in `proof/`: what is in `pages/` may be plated.
    """
    paper, press = edition.paper, edition.paper.press
    pages = [model.name for model in edition.model.pages]
    number = pages.index(page) + 1 if page else 0
    named = Named(paper.code or paper.name, edition.name, edition.model.date, page or None, number)
    return pattern.format(
        edition=edition.name,
        page=page,
        edition_file=file_name(press.edition_file, named),
        page_file=file_name(press.page_file, named),
        press_folder="proof" if press.file_level == "proof" else "pages",
    )


def is_named_by(pattern: str, name: str, edition: str) -> bool:
    """Whether an output of that pattern can have a name, in an edition's folder of that name, whatever its pages."""
    parts = [
        re.escape(literal) + ("" if field is None else _FIELDS.get(field) or re.escape(edition))
        for literal, field, _, _ in Formatter().parse(pattern)
    ]
    return re.fullmatch("".join(parts), name) is not None


def shared_names(edition: Edition) -> Iterator[Problem]:
    """Pages whose files would have one name (on a disk that takes capitals for small letters, too)."""
    names = {page.name: output_name(PAGE, edition, page.name) for page in edition.model.pages}
    where = edition.paper_place(("press", "page_file"))
    alike = defaultdict(list)
    for page, name in names.items():
        alike[name.casefold()].append(page)
    for pages in alike.values():
        if len(pages) > 1:
            what = f"The press files of the pages {', '.join(pages)} would all be called {names[pages[0]]!r}."
            hint = "put {section}{page:02} or {name} into the pattern"
            yield Problem("press-name-twice", "refused", what, where, hint)
    overlays = output_name(OVERLAYS, edition).casefold()
    for page, name in names.items():
        if name.casefold() == overlays:
            what = (
                f"The press file of the page {page} would be called {name!r}, as the proof with overlays is."
            )
            yield Problem("press-name-twice", "refused", what, where, "give the page another name")
