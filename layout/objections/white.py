"""White and rules: holes on the page (天窗), and rules that part nothing."""

from __future__ import annotations

from collections.abc import Iterator

from layout.objection import Objection
from layout.objections.cells import cell_grid, free_cells, is_full
from layout.objections.found import millimetres, objection
from layout.objections.rects import across, down, meet, shared
from layout.objections.seen import Seen
from layout.scene import PageGrid, Rect, Rule

LEAST_LINES = 4
"""Lines that a hole is deep at least: less is the white between two blocks."""

MOST_HOLES = 9
"""Holes that are told of a page."""


def orphaned_rule(seen: Seen) -> Iterator[Objection]:
    """A rule with nothing near on one of its sides. The paper's own rules in gutters stand between blocks by
    themselves.
    """
    near = round(seen.limits.rule_apart_lines * seen.leading)
    things = seen.ink_of_others()
    for region in seen.page.regions:
        if region.kind != "rule":
            continue
        for rule in (item for item in region.items if isinstance(item, Rule)):
            bare = [side for side, space in _sides(rule, near) if not any(meet(space, one) for one in things)]
            if bare:
                words = (
                    f"The rule {region.id} parts nothing: there is nothing near {' or '.join(bare)} it.",
                    "take it out, or move it between two blocks",
                )
                place = Rect(
                    min(rule.x1, rule.x2),
                    min(rule.y1, rule.y2),
                    abs(rule.x2 - rule.x1),
                    abs(rule.y2 - rule.y1),
                )
                yield objection(seen, "orphaned-rule", (region.id,), (place,), words)


def white_hole(seen: Seen) -> Iterator[Objection]:
    """天窗: a rectangle of the type area, cells of the grid, in which no block stands and no copy."""
    grid = cell_grid(seen)
    if grid is None or not is_full(seen):
        return
    free = free_cells(seen, grid)
    least = max(1.0, seen.limits.white_hole_percent * grid.columns * grid.lines / 100)
    for _ in range(MOST_HOLES):
        area, columns, lines = _largest(free)
        if area < least:
            return
        place = _cells(grid, columns, lines)
        share = 100 * area / (grid.columns * grid.lines)
        words = (
            f"There is a hole of white of {millimetres(place.width)} by {millimetres(place.height)}, {share:.1f} % of "
            "the type area.",
            "let a block take it in, add copy, or place something there",
        )
        yield objection(seen, "white-hole", _neighbours(seen, place), (place,), words)
        for column in range(*columns):
            for line in range(*lines):
                free[column][line] = False


def _sides(rule: Rule, near: int) -> Iterator[tuple[str, Rect]]:
    """The places along both sides of a rule, as deep as `near`."""
    left, right = sorted((rule.x1, rule.x2))
    top, bottom = sorted((rule.y1, rule.y2))
    if right - left >= bottom - top:
        yield "above", Rect(left, top - near, right - left, near)
        yield "below", Rect(left, bottom, right - left, near)
    else:
        yield "left of", Rect(left - near, top, near, bottom - top)
        yield "right of", Rect(right, top, near, bottom - top)


def _largest(free: list[list[bool]]) -> tuple[int, tuple[int, int], tuple[int, int]]:
    """The largest free rectangle: its cells, its columns and its lines as ranges; of equal ones the first."""
    best = (0, (0, 0), (0, 0))
    lines = len(free[0])
    for first in range(len(free)):
        both = [True] * lines
        for last in range(first, len(free)):
            both = [one and other for one, other in zip(both, free[last], strict=True)]
            start = 0
            for line in range(lines + 1):
                if line < lines and both[line]:
                    continue
                area = (line - start) * (last - first + 1)
                if line - start >= LEAST_LINES and area > best[0]:
                    best = area, (first, last + 1), (start, line)
                start = line + 1
    return best


def _cells(grid: PageGrid, columns: tuple[int, int], lines: tuple[int, int]) -> Rect:
    """Cells of the grid as a rectangle of the page."""
    pitch = grid.column + grid.gutter
    along = columns[0] * pitch, columns[1] * pitch - grid.gutter
    over = lines[0] * grid.leading, lines[1] * grid.leading
    if grid.vertical:
        return Rect(grid.area.right - over[1], grid.area.y + along[0], over[1] - over[0], along[1] - along[0])
    return Rect(grid.area.x + along[0], grid.area.y + over[0], along[1] - along[0], over[1] - over[0])


def _neighbours(seen: Seen, place: Rect) -> tuple[str, ...]:
    """The stories that a hole is in or beside, first the one that has most of it."""
    near = 2 * seen.leading
    wide = Rect(place.x - near, place.y - near, place.width + 2 * near, place.height + 2 * near)
    beside = [story for story in seen.stories if meet(wide, story.region.frame)]
    return tuple(story.id for story in sorted(beside, key=lambda story: -_common(place, story.region.frame)))


def _common(one: Rect, other: Rect) -> int:
    """The area that two rectangles have in common."""
    width, height = shared(across(one), across(other)), shared(down(one), down(other))
    return max(0, width) * max(0, height)
