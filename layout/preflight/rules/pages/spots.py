"""All pages of a file -> breaches of which spot inks it may need: those that are ordered, each under one name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from layout.preflight.content.colour import ALL, NONE, PROCESS, ColourSpace
from layout.preflight.content.marks import PageMarks, PaintedObject
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightRule, file_check
from layout.preflight.rules.pages.breach import OF_CONTENT, Breach, fold_pages
from layout.preflight.rules.pages.painting import fold_ink_name, spaces_of

SPOTS: Final = PreflightRule(
    "spot-inks", "A file needs no spot ink but those that are ordered.", "GWG 2015 4.18"
)
AMBIGUOUS: Final = PreflightRule(
    "ambiguous-spot", "A spot ink has one name, and means one colour wherever it stands.", "GWG 2015"
)


@dataclass(slots=True)
class _Use:
    """Where a spot ink is used first, and how it is said to look."""

    page: PageMarks
    mark: PaintedObject
    looks: set[tuple[ColourSpace | None, str]] = field(default_factory=set)


@file_check(OF_CONTENT)
def check_spots(file: ExaminedFile) -> Iterator[Finding]:
    """A breach for each ink of the file, at the page and the place at which it is used first."""
    breaches = tuple(_find_breaches(file.pages, file.plant))
    return fold_pages(file, lambda page: (breach for first, breach in breaches if first is page))


def _find_breaches(pages: Sequence[PageMarks], plant: Plant) -> Iterator[tuple[PageMarks, Breach]]:
    uses: dict[str, _Use] = {}
    for page in pages:
        for mark in page.marks:
            for space in spaces_of(mark):
                for below in space.nested():
                    for ink in below.inks:
                        if ink not in {*PROCESS, ALL, NONE}:
                            use = uses.setdefault(ink, _Use(page, mark))
                            if below.family == "Separation":
                                use.looks.add((below.base, below.tint))
    yield from _unordered_inks(uses, plant)
    yield from _ambiguous_inks(uses)


def _unordered_inks(uses: dict[str, _Use], plant: Plant) -> Iterator[tuple[PageMarks, Breach]]:
    ordered = ", ".join(plant.spots) or "none"
    for ink, use in uses.items():
        if ink not in plant.spots:
            what = f"the spot ink {ink!r} needs a plate of its own; ordered: {ordered}"
            yield use.page, Breach(SPOTS, what, "convert it to process inks, or order the ink", use.mark)


def _ambiguous_inks(uses: dict[str, _Use]) -> Iterator[tuple[PageMarks, Breach]]:
    alike: dict[str, list[str]] = {}
    for ink, use in uses.items():
        alike.setdefault(fold_ink_name(ink), []).append(ink)
        if len(use.looks) > 1:
            what = (
                f"the spot ink {ink!r} is said to look in {len(use.looks)} ways (alternate or tint function)"
            )
            hint = "give the ink one alternate colour in the whole file"
            yield use.page, Breach(AMBIGUOUS, what, hint, use.mark)
    for names in alike.values():
        if len(names) > 1:
            use = uses[names[1]]
            what = f"{' and '.join(map(repr, names))} are one spot ink by their look and get a plate each"
            yield use.page, Breach(AMBIGUOUS, what, "give the ink one name in the whole file", use.mark)
