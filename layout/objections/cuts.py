"""Straight cuts through a page: all the way across (断版, 腹切り) or all the way down (通缝)."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from layout.objections.cells import is_full
from layout.objections.offence import Offence
from layout.objections.seen import TOP_FURNITURE, SeenPage
from layout.scene import Rect
from layout.scene.geometry import Extent, find_gaps, hull

LEAST_SHARE = 2
"""A cut between dan is at least the gutter's width divided by this."""


def broken_page(seen: SeenPage) -> Iterator[Offence]:
    """断版: one straight white, or a rule in it, from the left to the right of the page, with stories on both sides."""
    for cut in _block_cuts(seen, level=True):
        what = f"One straight {_name_cut(seen, cut)} parts the page across its whole width."
        hint = "let one of the blocks reach across it"
        yield Offence(what, hint, _nearest_stories(seen, cut, level=True), (cut,))


def running_gutter(seen: SeenPage) -> Iterator[Offence]:
    """通缝: one straight white, or a rule in it, runs down the whole page under its nameplate and folio."""
    for cut in _block_cuts(seen, level=False):
        what = f"One straight {_name_cut(seen, cut)} runs down the whole page."
        hint = "let a head, a photo or a story reach across it"
        yield Offence(what, hint, _nearest_stories(seen, cut, level=False), (cut,))


def harakiri(seen: SeenPage) -> Iterator[Offence]:
    """腹切り: the white between two dan runs from right to left with no head, photo or box in its way.

    On a page with level lines it is the straight white that `broken_page` looks for.
    """
    if not _is_whole(seen):
        return
    cuts = _dan_cuts(seen) if seen.vertical else _block_cuts(seen, level=True)
    if cuts:
        blocks = dict.fromkeys(name for cut in cuts for name in _nearest_stories(seen, cut, level=True))
        times = "" if len(cuts) == 1 else f", in {len(cuts)} places"
        what = f"The white between two dan runs across the whole page{times}."
        yield Offence(what, "let a head, a photo or a box stand across it", tuple(blocks), cuts)


def _block_cuts(seen: SeenPage, *, level: bool) -> list[Rect]:
    """The whites that no block reaches across, with a story wholly on each side of them."""
    if not _is_whole(seen):
        return []
    top = min(story.place.y for story in seen.stories)
    blocks: dict[str, list[Rect]] = {}
    for name, rect in seen.ink:
        blocks.setdefault(name, []).append(rect)
    kinds = {region.id: region.kind for region in seen.page.regions}
    places = [
        place
        for name, rects in blocks.items()
        if (place := hull(rects)) is not None and not (kinds[name] in TOP_FURNITURE and place.bottom <= top)
    ]
    found = []
    stories = [_extent(story.place, level=level) for story in seen.stories]
    for start, end in find_gaps(_extent(place, level=level) for place in places):
        if any(story[1] <= start for story in stories) and any(story[0] >= end for story in stories):
            found.append(_cut_rect(seen, (start, end), level=level, top=top))
    return found


def _is_whole(seen: SeenPage) -> bool:
    """Whether a page has stories enough, and is full enough, for a cut through it to count."""
    return len(seen.stories) >= seen.limits.stories and is_full(seen)


def _dan_cuts(seen: SeenPage) -> list[Rect]:
    """The whites between dan that nothing printed stands in, with copy over and under them."""
    gutter = seen.grid.gutter if seen.grid is not None else seen.em
    legs = [leg.filled.down for story in seen.stories for leg in story.legs if leg.filled is not None]
    found = []
    for start, end in find_gaps(rect.down for _, rect in seen.ink):
        wide = LEAST_SHARE * (end - start) >= gutter
        if wide and any(leg[1] <= start for leg in legs) and any(leg[0] >= end for leg in legs):
            found.append(_cut_rect(seen, (start, end), level=True, top=seen.area.y))
    return found


def _cut_rect(seen: SeenPage, span: Extent, *, level: bool, top: int) -> Rect:
    start, end = span
    if level:
        return Rect(seen.area.x, start, seen.area.width, end - start)
    return Rect(start, top, end - start, seen.area.bottom - top)


def _nearest_stories(seen: SeenPage, cut: Rect, *, level: bool) -> tuple[str, ...]:
    """The stories nearest to a cut on both its sides: first those behind it."""
    start, end = _extent(cut, level=level)
    extents = [(_extent(story.place, level=level), story.id) for story in seen.stories]
    before = [(extent[1], name) for extent, name in extents if extent[1] <= start]
    behind = [(extent[0], name) for extent, name in extents if extent[0] >= end]
    nearest = [min(behind, key=itemgetter(0))] if behind else []
    nearest += [max(before, key=itemgetter(0))] if before else []
    return tuple(name for _, name in nearest)


def _name_cut(seen: SeenPage, cut: Rect) -> str:
    """Whether a rule lies in a cut, along all of it."""
    if cut.width > cut.height:
        within = [rule.width for rule in seen.rules if cut.y <= rule.y and rule.bottom <= cut.bottom]
    else:
        within = [rule.height for rule in seen.rules if cut.x <= rule.x and rule.right <= cut.right]
    return "rule" if 10 * sum(within) >= 9 * max(cut.width, cut.height) else "white"


def _extent(rect: Rect, *, level: bool) -> Extent:
    """What a rectangle takes across the cuts: they are level, or upright."""
    return rect.down if level else rect.across
