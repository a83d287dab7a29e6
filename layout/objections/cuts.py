"""Straight cuts through a page: all the way across (断版, 腹切り) or all the way down (通缝)."""

from __future__ import annotations

from collections.abc import Iterator

from layout.objections.cells import is_full
from layout.objections.found import objection
from layout.objections.rects import Span, across, down, gaps, hull
from layout.objections.seen import TOP_FURNITURE, Seen
from layout.plan.objectiontable import Objection
from layout.scene import Rect

LEAST_SHARE = 2
"""A cut between dan is at least one part in so many of their gutter wide."""


def broken_page(seen: Seen) -> Iterator[Objection]:
    """断版: one straight white, or a rule in it, from the left to the right of the page, with stories on both sides."""
    for cut in _block_cuts(seen, level=True):
        words = (
            f"One straight {_kind(seen, cut)} parts the page across its whole width.",
            "let one of the blocks reach across it",
        )
        yield objection(seen, "broken-page", _beside(seen, cut, level=True), (cut,), words)


def running_gutter(seen: Seen) -> Iterator[Objection]:
    """通缝: one straight white, or a rule in it, runs down the whole page under its nameplate and folio."""
    for cut in _block_cuts(seen, level=False):
        words = (
            f"One straight {_kind(seen, cut)} runs down the whole page.",
            "let a head, a photo or a story reach across it",
        )
        yield objection(seen, "running-gutter", _beside(seen, cut, level=False), (cut,), words)


def harakiri(seen: Seen) -> Iterator[Objection]:
    """腹切り: the white between two dan runs from right to left with no head, photo or box in its way.

    On a page with level lines it is the straight white that `broken_page` looks for.
    """
    if not _is_whole(seen):
        return
    cuts = _dan_cuts(seen) if seen.vertical else _block_cuts(seen, level=True)
    if cuts:
        words = (
            f"The white between two dan runs across the whole page{_times(len(cuts))}.",
            "let a head, a photo or a box stand across it",
        )
        blocks = dict.fromkeys(name for cut in cuts for name in _beside(seen, cut, level=True))
        yield objection(seen, "harakiri", tuple(blocks), cuts, words)


def _block_cuts(seen: Seen, *, level: bool) -> list[Rect]:
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
    span = down if level else across
    found = []
    for start, end in gaps(map(span, places)):
        stories = [span(story.place) for story in seen.stories]
        if any(one[1] <= start for one in stories) and any(one[0] >= end for one in stories):
            found.append(_band(seen, (start, end), level=level, top=top))
    return found


def _is_whole(seen: Seen) -> bool:
    """Whether a page has so many stories, and is so full, that a cut through it is one."""
    return len(seen.stories) >= seen.limits.stories and is_full(seen)


def _dan_cuts(seen: Seen) -> list[Rect]:
    """The whites between dan that nothing printed stands in, with copy over and under them."""
    gutter = seen.grid.gutter if seen.grid is not None else seen.em
    legs = [down(leg.filled) for story in seen.stories for leg in story.legs if leg.filled is not None]
    found = []
    for start, end in gaps(down(rect) for _, rect in seen.ink):
        wide = LEAST_SHARE * (end - start) >= gutter
        if wide and any(leg[1] <= start for leg in legs) and any(leg[0] >= end for leg in legs):
            found.append(_band(seen, (start, end), level=True, top=seen.area.y))
    return found


def _band(seen: Seen, span: Span, *, level: bool, top: int) -> Rect:
    start, end = span
    if level:
        return Rect(seen.area.x, start, seen.area.width, end - start)
    return Rect(start, top, end - start, seen.area.bottom - top)


def _beside(seen: Seen, cut: Rect, *, level: bool) -> tuple[str, ...]:
    """The stories nearest to a cut on both its sides: first those behind it."""
    span = down if level else across
    start, end = span(cut)
    before = [story for story in seen.stories if span(story.place)[1] <= start]
    behind = [story for story in seen.stories if span(story.place)[0] >= end]
    nearest = [min(behind, key=lambda story: span(story.place)[0])] if behind else []
    nearest += [max(before, key=lambda story: span(story.place)[1])] if before else []
    return tuple(story.id for story in nearest)


def _kind(seen: Seen, cut: Rect) -> str:
    """Whether a rule lies in a cut, along all of it."""
    wide = cut.width > cut.height
    span, other = (across, down) if wide else (down, across)
    length = sum(
        span(rule)[1] - span(rule)[0]
        for rule in seen.rules
        if other(cut)[0] <= other(rule)[0] and other(rule)[1] <= other(cut)[1]
    )
    return "rule" if 10 * length >= 9 * (span(cut)[1] - span(cut)[0]) else "white"


def _times(count: int) -> str:
    return "" if count == 1 else f", in {count} places"
