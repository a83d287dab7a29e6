"""A block and its desk -> the block made up. Each model of a block has its make-up in the table `MAKERS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.furniture.folio import make_folio
from layout.makeup.furniture.index import make_index
from layout.makeup.furniture.panel import make_panel
from layout.makeup.furniture.quote import make_quote
from layout.makeup.furniture.rule import make_rule, make_white
from layout.makeup.furniture.table import make_table
from layout.makeup.pictures.advert import make_advert
from layout.makeup.pictures.photo import make_photo
from layout.makeup.pictures.photogroup import make_photo_group
from layout.makeup.story.fit_copy import as_asked, make_story
from layout.makeup.story.jump import jump_of
from layout.makeup.story.turned import make_in_writing
from layout.plan.blocks import (
    AdvertBlock,
    Block,
    BlockBase,
    FolioBlock,
    ImprintBlock,
    IndexBlock,
    PanelBlock,
    PhotoBlock,
    PhotoGroupBlock,
    QuoteBlock,
    RuleBlock,
    SidebarBlock,
    StoryBlock,
    TableBlock,
    WhiteBlock,
)

Make = Callable[[Any, Desk, BlockSpot], BlockMakeup]
"""Makes up a block of one model. It raises nothing: what is wrong is in the `problems`, and shown on the proof."""


@dataclass(frozen=True, slots=True)
class BlockMaker:
    """How blocks of a model are made up, and how with nothing changed to fit them, where that is another way."""

    make: Make
    as_asked: Make | None = None


def _make_story(block: StoryBlock | SidebarBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    return make_in_writing(make_story, block, desk, spot, jump_of(block, spot.page, desk))


def _make_story_as_asked(block: StoryBlock | SidebarBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    return make_in_writing(as_asked, block, desk, spot, jump_of(block, spot.page, desk))


MAKERS: Final[Mapping[type[BlockBase], BlockMaker]] = {
    StoryBlock: BlockMaker(_make_story, _make_story_as_asked),
    SidebarBlock: BlockMaker(_make_story, _make_story_as_asked),
    PhotoBlock: BlockMaker(make_photo),
    PhotoGroupBlock: BlockMaker(make_photo_group),
    AdvertBlock: BlockMaker(make_advert),
    TableBlock: BlockMaker(make_table),
    IndexBlock: BlockMaker(make_index),
    QuoteBlock: BlockMaker(make_quote),
    PanelBlock: BlockMaker(make_panel),
    ImprintBlock: BlockMaker(make_panel),
    FolioBlock: BlockMaker(make_folio),
    RuleBlock: BlockMaker(make_rule),
    WhiteBlock: BlockMaker(make_white),
}


def make_block(block: Block, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up a block at its page's desk."""
    return MAKERS[type(block)].make(block, desk, spot)


def make_as_asked(block: Block, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up a block with nothing changed so that its copy fits."""
    maker = MAKERS[type(block)]
    return (maker.as_asked or maker.make)(block, desk, spot)
