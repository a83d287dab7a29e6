"""A panel whose words are drawn (a nameplate by a calligrapher) -> its region: the picture, whole, in its area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from content.problems import Problem
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.furniture.listing import framed_items, room_of
from layout.makeup.pictures.advert import fit_advert
from layout.makeup.pictures.picture import fpo_items, low_resolution
from layout.plan.blocks import PanelBlock
from layout.plan.blocks.base import DepthPlace
from layout.plan.blocks.pictures import Corner
from layout.scene import Item, Picture
from layout.scene.geometry import turned_rect

_CORNERS: Final[dict[DepthPlace, Corner]] = {
    "top": "top",
    "middle": "center",
    "bottom": "bottom",
    "right": "right",
    "left": "left",
}


def make_drawn_panel(block: PanelBlock, name: str, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up a panel that shows the file of that name in adverts/, whole, inside its frame."""
    advert, facts = desk.adverts[name], desk.advert_facts.get(name)
    room = room_of(block, desk)
    rect = turned_rect(room.rect, room.plot.page_width) if room.plot.vertical else room.rect
    problems = [*_other_words(block, name, desk, spot)]
    items: tuple[Item, ...]
    if facts is None:
        items = fpo_items(advert.file, rect, desk)
    else:
        item = fit_advert(advert, facts, rect, _CORNERS[block.place])
        if isinstance(item, Picture):
            where = replace(spot.at("picture").place(), advert=name)
            line_art = facts.picture is not None and facts.picture.mode == "1"
            problems += low_resolution(item, desk, where, line_art=line_art)
        items = (item,)
    frame = framed_items(block, desk, room.plot, ())
    return BlockMakeup(desk.region(block, spot, (*frame, *items)), problems=tuple(problems))


def _other_words(block: PanelBlock, name: str, desk: Desk, spot: BlockSpot) -> Iterator[Problem]:
    """A nameplate whose words, for readers who can't see it, are not the paper's name."""
    alt, paper = desk.adverts[name].alt, desk.paper.name
    if block.kind == "nameplate" and paper not in alt:
        what = f"The nameplate's `alt` is {alt!r}, which does not name the paper, {paper!r}."
        hint = f"write `alt: {paper}` in adverts/{name}.yaml: readers who can't see it have nothing else"
        yield Problem("nameplate-alt", "warning", what, spot.at("picture").place(), hint)
