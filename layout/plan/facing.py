"""The pages of an edition -> which of them face each other, and at which of their sides the fold is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from layout.plan.edition import PageModel
from layout.plan.paper import Paper
from layout.scene.geometry import PageSide

_NUMBER = re.compile(r"^(.*?)([0-9]+)$")


def find_fold(paper: Paper, pages: Sequence[PageModel], name: str) -> PageSide:
    """The side of a page that its facing page is at. Bound at the left, even pages are left ones."""
    _, number = _number_of(pages, name)
    even = number % 2 == 0
    return "right" if even == (binding_of(paper) == "left") else "left"


def find_facing_page(pages: Sequence[PageModel], name: str) -> str | None:
    """The page that lies beside another in the open paper: that of an even number and the next, as 2 and 3, 4 and 5.
    None where the edition has it not: of page one, and of the last.
    """
    part, number = _number_of(pages, name)
    wanted = part, number + 1 if number % 2 == 0 else number - 1
    return next((page.name for page in pages if _number_of(pages, page.name) == wanted), None)


def binding_of(paper: Paper) -> PageSide:
    """The side of page one that the paper is bound at."""
    return paper.binding or ("right" if paper.grid.writing == "vertical" else "left")


def _number_of(pages: Sequence[PageModel], name: str) -> tuple[str, int]:
    """What a page's name begins with, and the number at its end, by which papers are folded; of pages of which one has
    none, its place in the edition.
    """
    if all(_NUMBER.match(page.name) for page in pages) and (match := _NUMBER.match(name)):
        return match[1], int(match[2])
    return "", next((place for place, page in enumerate(pages, 1) if page.name == name), 0)
