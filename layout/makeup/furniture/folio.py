"""A folio's block (报眉) -> its region: three texts on one line, with rules above and below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from content.problems import Problem
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.furniture.listing import level_rule, too_deep
from layout.makeup.plot import Plot, head_plot, make_plot
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.text import Look, place_line, set_one_line
from layout.plan.blocks import FolioBlock
from layout.plan.grid import HEAD
from layout.plan.style import Align
from layout.scene import Item, Line, Mpt
from layout.scene.geometry import as_millimetres


def make_folio(block: FolioBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Left, middle and right text on one baseline, in the middle of the area, between the rules."""
    plot = _folio_plot(block, desk)
    rect, dress = plot.inner, plot.dress(desk.wardrobe[block.style])
    baseline = rect.y + (rect.height - dress.em_depth) // 2 + plot.ascent(dress.em_depth)
    look = Look("folio", {0: dress.ink}, None, dress.vertical)
    texts: tuple[tuple[str, str, Align], ...] = (
        ("left", block.left, "start"),
        ("center", block.center, "center"),
        ("right", block.right, "end"),
    )
    lines = {
        key: place_line(set_one_line(text, dress, rect.width, align), rect.x, baseline, look)
        for key, text, align in texts
        if text
    }
    items: list[Item] = []
    if block.above is not None:
        items.append(level_rule(rect, rect.y, block.above, desk))
    if block.below is not None:
        items.append(level_rule(rect, rect.bottom, block.below, desk))
    problems: list[Problem] = []
    for key, line in lines.items():
        problems += overfull_lines((line,), spot.at(key), plot.longer)
    problems += _collisions(lines, dress.em, spot)
    problems += too_deep(dress.em_depth, plot.whole.height, plot, spot)
    problems += _outside(plot, desk, spot) if block.area == HEAD else []
    for key, text, _ in texts:
        problems += unknown_characters(text, dress, spot.at(key), None) if text else []
    region = desk.region(block, spot, plot.on_page((*items, *lines.values())))
    if block.area == HEAD:
        region = replace(region, frame=plot.whole)
    return BlockMakeup(region, problems=tuple(problems))


def _folio_plot(block: FolioBlock, desk: Desk) -> Plot:
    """The folio's area; in the head margin as much as its line needs, with half its size of white to each rule."""
    if block.area == HEAD:
        return head_plot(desk.grid, 2 * desk.wardrobe[block.style].running(vertical=False).em_depth)
    return make_plot(desk.grid, block.area, vertical=block.writing == "vertical")


def _outside(plot: Plot, desk: Desk, spot: BlockSpot) -> list[Problem]:
    """A head margin that is too small for its folio."""
    if plot.whole.y >= 0:
        return []
    over = as_millimetres(-plot.whole.y)
    margin = as_millimetres(plot.whole.bottom + desk.grid.em)
    what = f"The head margin of {margin:.1f} mm is {over:.1f} mm too small for the folio."
    hint = "set the folio smaller, let the paper's type area begin lower, or give the folio columns and lines"
    return [Problem("no-head-margin", "press", what, spot.at("place").place(), hint)]


def _collisions(lines: Mapping[str, Line], em: Mpt, spot: BlockSpot) -> list[Problem]:
    """A problem for each two neighbours on the folio's line that don't keep an em apart."""
    if any(line.step == "overfull" for line in lines.values()):
        return []  # a problem already, and where that line ends says nothing of its neighbours
    found = []
    for (key, before), (other, after) in pairwise((key, line) for key, line in lines.items() if line.runs):
        gap = after.runs[0].x - (before.x + before.width)
        if gap >= em:
            continue
        apart, over = f"stand {gap / 1000:.1f} pt apart", f"print over each other by {-gap / 1000:.1f} pt"
        how = apart if gap >= 0 else over
        what = f"The folio's {key} and {other} texts {how}; an em is {em / 1000:g} pt."
        hint = "shorten one of them, set the folio smaller, or give it more columns"
        found.append(Problem("folio-collides", "press", what, spot.at(other).place(), hint))
    return found
