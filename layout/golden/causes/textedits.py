"""Two versions of a text -> the places where they differ, as few and as short as can be found in bounded time.

The search is E. W. Myers, An O(ND) Difference Algorithm and Its Variations (1986): its work grows with the number of
differences, so that a long story with one wrong character takes no time. Where there are too many differences to be
told apart, all between the first and the last of them is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_EDITS = 400
"""Characters that differ, at most, for the differences to be told apart: the work grows with the square of it."""

JOINED = 2
"""Equal characters between two differences that are too few to keep them apart for a reader."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Elements `was_start` to `was_end` of the old text that became `now_start` to `now_end` of the new one."""

    was_start: int
    was_end: int
    now_start: int
    now_end: int


@dataclass(frozen=True, slots=True)
class TextLines:
    """A text, and where its lines begin."""

    text: str
    starts: frozenset[int]


def find_edits(was: Sequence[str], now: Sequence[str]) -> list[Edit]:
    """The differences of two sequences in order, no two of them nearer than `JOINED` equal elements."""
    start, most = 0, min(len(was), len(now))
    while start < most and was[start] == now[start]:
        start += 1
    end = 0
    while end < most - start and was[-1 - end] == now[-1 - end]:
        end += 1
    old, new = was[start : len(was) - end], now[start : len(now) - end]
    if not old and not new:
        return []
    steps = _path(old, new)
    if steps is None:
        return [Edit(start, start + len(old), start, start + len(new))]
    edits: list[Edit] = []
    for x, y, down in steps:
        edit = Edit(start + x, start + x + (not down), start + y, start + y + down)
        if edits and edit.was_start - edits[-1].was_end <= JOINED:
            edit = Edit(edits[-1].was_start, edit.was_end, edits.pop().now_start, edit.now_end)
        edits.append(edit)
    return edits


def slide_edits(edits: Sequence[Edit], was: TextLines, now: TextLines) -> list[Edit]:
    """The differences, where lines were put in or taken out exactly those lines: where what stands before them ends
    as they end, the search can't tell which of the two is new.
    """
    slid: list[Edit] = []
    for number, edit in enumerate(edits):
        before = slid[-1] if slid else Edit(0, 0, 0, 0)
        behind = edits[number + 1] if number + 1 < len(edits) else None
        if edit.was_start == edit.was_end:
            ends = before.now_end, behind.now_start if behind else len(now.text)
            by = _find_slide(now, (edit.now_start, edit.now_end), ends)
        elif edit.now_start == edit.now_end:
            ends = before.was_end, behind.was_start if behind else len(was.text)
            by = _find_slide(was, (edit.was_start, edit.was_end), ends)
        else:
            by = 0
        slid.append(Edit(edit.was_start + by, edit.was_end + by, edit.now_start + by, edit.now_end + by))
    return slid


def _find_slide(lines: TextLines, span: tuple[int, int], ends: tuple[int, int]) -> int:
    """How far a part of a text can slide between two ends so that it is whole lines and the rest reads as before."""
    text, (start, end) = lines.text, span
    for step in (-1, 1):
        by = 0
        while True:
            if start + by in lines.starts and (end + by in lines.starts or end + by == len(text)):
                return by
            out, into = (start + by - 1, end + by - 1) if step < 0 else (start + by, end + by)
            if not (ends[0] <= out and into < ends[1] and text[out] == text[into]):
                break
            by += step
    return 0


def _path(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, bool]] | None:
    """The single insertions (True) and deletions (False) that lead from old to new, each with its place in both; None
    where there are more than `MOST_EDITS`.
    """
    reach = {1: 0}
    trace: list[dict[int, int]] = []
    for depth in range(min(MOST_EDITS, len(old) + len(new)) + 1):
        trace.append(dict(reach))
        for diagonal in range(-depth, depth + 1, 2):
            down = diagonal == -depth or (diagonal != depth and reach[diagonal - 1] < reach[diagonal + 1])
            x = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            y = x - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            reach[diagonal] = x
            if x >= len(old) and y >= len(new):
                return _steps(trace, len(old), len(new))
    return None


def _steps(trace: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, bool]]:
    steps: list[tuple[int, int, bool]] = []
    for depth in range(len(trace) - 1, 0, -1):
        reach, diagonal = trace[depth], x - y
        down = diagonal == -depth or (diagonal != depth and reach[diagonal - 1] < reach[diagonal + 1])
        before = diagonal + 1 if down else diagonal - 1
        x = reach[before]
        y = x - before
        steps.append((x, y, down))
    return steps[::-1]
