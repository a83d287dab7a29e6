"""An edition and its paper's patterns -> the names of its press files in the output folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from content.problems import Problem
from layout.plan.edition import Edition
from layout.plan.filenames import Named, file_name


@dataclass(frozen=True, slots=True)
class PressNames:
    """Names with forward slashes: the edition's file, and each page's by the page's name."""

    edition: str
    pages: dict[str, str]


def press_names(edition: Edition) -> PressNames:
    """The names. Files that claim no level stand in `proof/`: what is in `pages/` may be plated."""
    press = edition.paper.press
    folder = "proof" if press.file_level == "proof" else "pages"
    whole = f"{file_name(press.edition_file, _named(edition))}.pdf"
    pages = {
        page.name: f"{folder}/{file_name(press.page_file, _named(edition, page.name, number))}.pdf"
        for number, page in enumerate(edition.model.pages, 1)
    }
    return PressNames(whole, pages)


def _named(edition: Edition, page: str | None = None, number: int = 0) -> Named:
    paper = edition.paper
    return Named(paper.code or paper.name, edition.name, edition.model.date, page, number)


def shared_names(edition: Edition) -> Iterator[Problem]:
    """Pages whose files would have one name (on a disk that takes capitals for small letters, too)."""
    pages = defaultdict(list)
    for page, name in press_names(edition).pages.items():
        pages[name.casefold()].append((page, name))
    for group in pages.values():
        if len(group) > 1:
            named = ", ".join(page for page, _ in group)
            what = f"The press files of the pages {named} would all be called {group[0][1]!r}."
            where = edition.paper_place(("press", "page_file"))
            hint = "put {section}{page:02} or {name} into the pattern"
            yield Problem("press-name-twice", "refused", what, where, hint)
    for page, name in press_names(edition).pages.items():
        if name.casefold() == f"proof/{edition.name}-overlays.pdf".casefold():
            what = (
                f"The press file of the page {page} would be called {name!r}, as the proof with overlays is."
            )
            where = edition.paper_place(("press", "page_file"))
            yield Problem("press-name-twice", "refused", what, where, "give the page another name")
