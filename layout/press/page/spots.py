"""The spot inks that pages show -> colour spaces of a press file (ISO 32000-1 8.6.6.4, Separation)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, assert_never

from reportlab.pdfbase import pdfdoc

from content.files import refuse_input
from content.problems import Place
from layout.press.file.numbers import percent
from layout.press.file.objects import PdfDictionary, array, name
from layout.scene import Advert, Box, Ink, Item, Line, Page, Picture, Rule, Wave
from layout.scene.condition import Condition, Spot

ALL: Final = "All"
"""The colorant of registration marks: a tint of it is that tint on every plate."""

_ALL_LOOKS: Final = Spot(ALL, (100, 100, 100, 100))


def spots_shown(page: Page, condition: Condition) -> tuple[Spot, ...]:
    """The spot inks of a page's items and marks, in the condition's order; registration colour last.

    Raises Refused for an ink that the condition has not.
    """
    used = {ink.spot for region in page.regions for item in region.items for ink in _inks(item)} - {""}
    if condition.marks:
        used.add(ALL)
    if "color-bar" in condition.marks:
        used |= {spot.name for spot in condition.spots}
    known = {spot.name: spot for spot in (*condition.spots, _ALL_LOOKS)}
    if unknown := used - known.keys():
        what = f"the spot ink {min(unknown)!r} is not among those of the printing condition"
        refuse_input("ink-unknown", what, Place(page=page.name), "set the page again")
    return tuple(spot for spot in known.values() if spot.name in used)


def _inks(item: Item) -> Iterator[Ink]:
    match item:
        case Line():
            for run in item.runs:
                yield run.ink
            for mark in item.marks:
                yield mark.ink
        case Box():
            yield from (ink for ink in (item.fill, item.stroke, item.pattern_ink) if ink is not None)
        case Rule() | Wave():
            yield item.ink
        case Picture() | Advert():
            pass
        case _:
            assert_never(item)


def spot_labels(spots: Iterable[Spot]) -> dict[str, str]:
    """The name of each spot ink's colour space in a file, by the ink's."""
    return {spot.name: f"S{number}" for number, spot in enumerate(spots, 1)}


def spot_spaces(spots: Iterable[Spot], labels: Mapping[str, str]) -> pdfdoc.PDFDictionary:
    """The colour spaces of a page's resources: `[/Separation /NAME /DeviceCMYK f]` each.

    f is a straight line from paper white to what the solid looks like.
    """
    spaces = {}
    for spot in spots:
        looks = array(*(percent(part) for part in spot.looks))
        tint = PdfDictionary({"FunctionType": 2, "Domain": "[0 1]", "C0": "[0 0 0 0]", "C1": looks, "N": 1})
        kind = [name("Separation"), name(spot.name), name("DeviceCMYK"), tint]
        spaces[labels[spot.name]] = pdfdoc.PDFArray(kind)
    return pdfdoc.PDFDictionary(spaces)
