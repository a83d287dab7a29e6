"""A box with a pattern (地紋) -> the rules, waves and small boxes that the pattern is drawn with, inside the box."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

from layout.scene import Box, Ink, Mpt, Rect, Rule, Wave


def pattern_items(box: Box) -> Iterator[Box | Rule | Wave]:
    """What is drawn over the fill of a box: whole repeats, as near to its pitch as fill it; nothing of a plain one."""
    ink, pitch = box.pattern_ink, max(1, box.pattern_pitch)
    if ink is None:
        return
    rect = box.rect
    match box.pattern:
        case "":
            return
        case "lines":
            width = pitch // 5
            for y in _middles(rect.y, rect.height, pitch):
                yield Rule(rect.x, y, rect.right, y, width, ink)
        case "wave":
            width = pitch // 6
            for y in _middles(rect.y, rect.height, pitch):
                yield Wave(rect.x, y, rect.right, y, width, ink, pitch, (pitch - width) // 4)
        case "hatch":
            yield from _hatch(rect, pitch, ink)
        case "dots":
            side = max(1, pitch * 3 // 10)
            for row, y in enumerate(_middles(rect.y, rect.height, pitch)):
                places = _middles(rect.x, rect.width, pitch)
                step = rect.width // len(places) // 2
                for x in places if row % 2 == 0 else [x - step for x in places[1:]]:
                    yield Box(Rect(x - side // 2, y - side // 2, side, side), fill=ink)
        case "check":
            downs, acrosses = (
                _edges(start, length, pitch)
                for start, length in ((rect.y, rect.height), (rect.x, rect.width))
            )
            for row, (top, bottom) in enumerate(downs):
                for left, right in acrosses[row % 2 :: 2]:
                    yield Box(Rect(left, top, right - left, bottom - top), fill=ink)
        case _:
            assert_never(box.pattern)


def _edges(start: Mpt, length: Mpt, pitch: Mpt) -> list[tuple[Mpt, Mpt]]:
    """Where each of so many repeats begins and ends as fill a length."""
    count = max(1, length // pitch)
    ends = [start + length * number // count for number in range(count + 1)]
    return list(pairwise(ends))


def _middles(start: Mpt, length: Mpt, pitch: Mpt) -> list[Mpt]:
    return [(begin + end) // 2 for begin, end in _edges(start, length, pitch)]


def _hatch(rect: Rect, pitch: Mpt, ink: Ink) -> Iterator[Rule]:
    """Lines that rise at 45° from edge to edge. Their ends are cut square, so they stop half of their weight short."""
    width = pitch // 5
    inside = Rect(rect.x + width // 2, rect.y + width // 2, rect.width - width, rect.height - width)
    if inside.width < 1 or inside.height < 1:
        return
    for offset in range(-inside.height + pitch // 2, inside.width, pitch):
        start, end = max(0, offset), min(inside.width, offset + inside.height)
        if start < end:
            bottom, left = inside.bottom, inside.x
            yield Rule(
                left + start, bottom - (start - offset), left + end, bottom - (end - offset), width, ink
            )
