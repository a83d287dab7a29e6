"""Ink of a page that lies over other ink, or out of its place -> the problem that names it."""

from __future__ import annotations

from collections.abc import Sequence

from content.problems import Place, Problem
from layout.scene import Advert, Box, Line, Page, Picture, Region, Rule
from layout.scene.geometry import as_millimetres
from layout.scene.proofs.inkboxes import InkBox, hull_boxes
from layout.scene.proofs.regionink import ItemInk

HINT = "move or shorten one of them; where both stand as they were asked for, report it with the edition"

_SHOWN = 12
"""Characters of a line that a message shows."""


def over_problem(page: Page, upper: ItemInk, lower: ItemInk, places: Sequence[InkBox]) -> Problem:
    """That one thing lies over another, and where."""
    first, other = page.regions[upper.region], page.regions[lower.region]
    blocks = f"block {first.id}" if first is other else f"blocks {first.id} and {other.id}"
    under = name_ink(lower, other)
    more = f", in {len(places)} places" if len(places) > 1 else ""
    what = f"{name_ink(upper, first)} lies over {under[:1].lower()}{under[1:]}{more} ({blocks})."
    return Problem("lies-over", "press", what, _where(page, first, hull_boxes(places), (upper, lower)), HINT)


def outside_problem(page: Page, region: Region, inks: Sequence[ItemInk]) -> Problem:
    """That ink stands outside of its block."""
    more = f" and {len(inks) - 1} more" if len(inks) > 1 else ""
    what = f"{name_ink(inks[0], region)}{more} stands outside of its block {region.id}."
    place = hull_boxes([ink[:4] for ink in inks])
    return Problem("lies-outside", "press", what, _where(page, region, place, inks[:1]), HINT)


def block_problem(page: Page, region: Region, place: InkBox, room: str) -> Problem:
    """That a block reaches out of the type area or the page."""
    what = f"The block {region.id} reaches out of the {room}."
    return Problem("lies-outside", "press", what, _where(page, region, place, ()), HINT)


def name_ink(ink: ItemInk, region: Region) -> str:
    """What a message calls an ink."""
    item = ink.item
    if ink.sort == "head":
        return f"The head of {region.story or region.id}"
    if isinstance(item, Line):
        text = item.text.strip()
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        if item.span is not None:
            return f"The {item.span.part} of {item.span.story} (“{shown}”)"
        return f"The {item.role} line “{shown}” of {region.id}"
    if isinstance(item, Picture):
        return f"The {'advertisement' if region.kind == 'advert' else 'photo'} {item.photo}"
    if isinstance(item, Advert):
        return f"The advertisement {item.advert}"
    thing = "box" if isinstance(item, Box) else "rule" if isinstance(item, Rule) else "wave"
    return f"A {thing} of {region.id}"


def _where(page: Page, region: Region, place: InkBox, inks: Sequence[ItemInk]) -> Place:
    """The place of a problem: the block and what it shows, and the story that one of the inks is of."""
    left, top, right, bottom = (round(as_millimetres(side), 1) for side in place)
    shown = region.story if inks else None
    span = next((ink.item.span for ink in inks if isinstance(ink.item, Line) and ink.item.span), None)
    photo = shown if region.kind == "photo" else None
    if region.kind == "photo-group":
        photo = next((ink.item.photo for ink in inks if isinstance(ink.item, Picture)), None)
    of_story = span if photo is None and region.kind not in ("advert", "photo-group") else None
    return Place(
        page=page.name,
        block=region.id,
        story=of_story.story if of_story is not None else None,
        photo=photo,
        field=of_story.part if of_story is not None else None,
        character=of_story.start if of_story is not None else None,
        advert=shown if region.kind == "advert" else None,
        area_mm=(left, top, right, bottom),
    )
