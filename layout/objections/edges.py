"""Edges: what stands over and under each other and hardly misses one edge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from layout.objections.offence import Offence, millimetres
from layout.objections.seen import SeenPage
from layout.scene import Box, Mpt, Picture, Rect
from layout.scene.geometry import as_millimetres, measure_shared

_SAME: Final[Mpt] = 100
"""Edges so near to each other are one to any eye."""

_NEAR_LINES: Final = 4
"""Lines of the grid between two things of which one stands right over the other."""


@dataclass(frozen=True, slots=True)
class _Thing:
    """A leg, a picture or a box, as if the page's lines lay level."""

    block: str
    name: str
    flat: Rect
    place: Rect
    is_leg: bool


def near_edge(seen: SeenPage) -> Iterator[Offence]:
    """错边: a picture or box that begins or ends by a little beside what stands right over or under it. Text inside
    of a box has the box's edges; the legs of two stories may differ (变栏).
    """
    told: set[frozenset[str]] = set()
    for thing, other in combinations(_find_things(seen), 2):
        if (thing.is_leg and other.is_leg) or not _are_stacked(thing.flat, other.flat, seen.leading):
            continue
        misses = [abs(thing.flat.x - other.flat.x), abs(thing.flat.right - other.flat.right)]
        off = [miss for miss in misses if miss > _SAME and as_millimetres(miss) < seen.limits.near_edge_mm]
        both = frozenset((thing.block, other.block))
        if not off or both in told:
            continue
        told.add(both)
        if other.is_leg:
            first, second = thing, other
        else:
            first, second = other, thing
        what = f"{first.name} of {first.block} misses an edge of {second.name.lower()} of {second.block}"
        if first.block == second.block:
            what = f"{first.name} of {first.block} misses an edge of another of its"
        hint = "give both the same columns or legs (`columns_are: legs`), photos of a group the gutter (`gap_em`)"
        message = f"{what} by {millimetres(min(off))}."
        yield Offence(message, hint, (first.block, second.block), (first.place, second.place))


def _find_things(seen: SeenPage) -> Iterator[_Thing]:
    framed = {story.id for story in seen.stories if story.framed}
    for story in seen.stories:
        for leg in story.legs if story.id not in framed and story.region.inside not in framed else ():
            if leg.filled is not None:
                yield _Thing(story.id, "A leg", seen.flat(leg.filled), leg.filled, is_leg=True)
    for region in seen.page.regions:
        if not region.is_block or region.kind == "advert" or region.inside in framed:
            continue
        boxes = [item.rect for item in region.items if isinstance(item, Box)]
        pictures = [item.rect for item in region.items if isinstance(item, Picture) and not item.outline]
        photo = region.kind in ("photo", "photo-group")
        for rect in pictures or boxes[:1]:
            yield _Thing(region.id, "A photo" if photo else "A box", seen.flat(rect), rect, is_leg=False)


def _are_stacked(rect: Rect, other: Rect, leading: Mpt) -> bool:
    """Whether one of two stands right over the other."""
    apart = measure_shared(rect.down, other.down)
    return measure_shared(rect.across, other.across) > 0 and -_NEAR_LINES * leading <= apart <= 0
