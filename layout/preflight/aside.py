"""A file that anybody may have made -> the report on it and pictures of its pages, made in processes that have bounds.

`examine` looks at a file where it is called, which is right for files of this program's own. Here it is called in a
process of its own: what a hostile file does to it ends with a finding.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PIL import Image

from content.pdf.limited import Exceeded, run_limited
from layout.preflight.finding import Finding
from layout.preflight.plant import Plant
from layout.preflight.report import Report, in_order

if TYPE_CHECKING:
    from layout.preflight.examine import Separator

LOOK_SECONDS: Final = 8
"""Seconds of computing that the look at a file of one page may take, its plates not counted. Each further page adds to
it (`examine`); a broadsheet takes half a second.
"""

DRAW_SECONDS: Final = 4
"""The same for drawing its pages."""

MOST_UNDRAWN: Final = 5
"""Pages that can't be drawn that have findings of their own."""

TOO_MUCH: Final = "file-too-large"
_HINT: Final = "simplify the page, or export it anew: what prints it would choke on it too"


def examine_aside(data: bytes, plant: Plant, separator: Separator = "auto") -> Report:
    """The report on a file, as `examine` makes it."""
    try:
        found: Report = run_limited(
            "layout.preflight.examine:examine", data, plant, separator=separator, seconds=LOOK_SECONDS
        )
    except Exceeded as exceeded:
        finding = too_much("to look at", exceeded)
        return Report(hashlib.sha256(data).hexdigest(), None, (finding,), (), (TOO_MUCH,))
    return found


def draw_aside(data: bytes, pages: Iterable[int]) -> tuple[Mapping[int, bytes], tuple[Finding, ...]]:
    """Pictures of the pages by their numbers, as PNG, and what keeps others from being drawn."""
    pages = tuple(pages)
    try:
        found: dict[int, bytes] = run_limited(
            "layout.preflight.telling.drawing:draw_pages", data, pages, seconds=DRAW_SECONDS + len(pages) // 2
        )
    except Exceeded as exceeded:
        return {}, (too_much("to be drawn", exceeded),)
    lost = [page for page in pages if page not in found]
    if not lost:
        return found, ()
    from layout.preflight.rules.file.opening import READABLE

    hint = "export it anew: a RIP may not be able to print it either"
    undrawn = (
        READABLE.broken(f"page {page} can't be drawn", hint, page=page) for page in lost[:MOST_UNDRAWN]
    )
    return found, tuple(undrawn)


def examine_drawn(data: bytes, plant: Plant) -> tuple[Finding, ...]:
    """What the look at a file of one page finds, and that it can't be drawn, where it can't: others will draw it. A
    page on which nothing is seen is a finding as well: its ink is white, out of its box or clipped away.
    """
    found = examine_aside(data, plant, "pdf_oxide").findings
    pictures, undrawn = draw_aside(data, [1])
    if not undrawn and _is_white(pictures[1]):
        from layout.preflight.rules.ink import SEEN

        hint = "look at it: its layers, masks, box and colours"
        undrawn = (SEEN.broken("nothing is seen on page 1", hint, page=1),)
    return (*found, *undrawn)


def _is_white(picture: bytes) -> bool:
    with Image.open(io.BytesIO(picture), formats=("PNG",)) as image:
        return image.convert("L").getextrema() == (255, 255)


def too_much(to: str, exceeded: Exceeded) -> Finding:
    """That a file took too much, with the page where it did."""
    from layout.preflight.rules.file.opening import BOUNDED

    page = re.match(r"page (\d+)", exceeded.where)
    what = f"{exceeded.where or 'the file'} {exceeded.what} {to}"
    return BOUNDED.broken(what, _HINT, page=int(page[1]) if page else None)


def with_findings(report: Report, findings: Iterable[Finding]) -> Report:
    """The report with more findings, in its order."""
    return replace(report, findings=in_order({*report.findings, *findings}))
