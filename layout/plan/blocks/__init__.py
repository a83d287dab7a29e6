"""The blocks of a page: what stands in which basic columns and lines. One model for each kind, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layout.plan.blocks.base import BlockBase, Frame, Shown, range_ends
from layout.plan.blocks.copy import CopyBlock, SidebarBlock, StoryBlock
from layout.plan.blocks.furniture import FolioBlock, PanelBlock, RuleBlock, TextBit
from layout.plan.blocks.listings import IndexBlock, ListingBlock, QuoteBlock, TableBlock, WhiteBlock
from layout.plan.blocks.pictures import AdvertBlock, CaptionedBlock, PhotoBlock, PhotoGroupBlock

__all__ = [
    "AdvertBlock",
    "Block",
    "BlockBase",
    "CaptionedBlock",
    "CopyBlock",
    "FolioBlock",
    "Frame",
    "IndexBlock",
    "ListingBlock",
    "PanelBlock",
    "PhotoBlock",
    "PhotoGroupBlock",
    "QuoteBlock",
    "RuleBlock",
    "Shown",
    "SidebarBlock",
    "StoryBlock",
    "TableBlock",
    "TextBit",
    "WhiteBlock",
    "range_ends",
]

Block = Annotated[
    StoryBlock
    | SidebarBlock
    | PhotoBlock
    | PhotoGroupBlock
    | AdvertBlock
    | TableBlock
    | IndexBlock
    | QuoteBlock
    | PanelBlock
    | FolioBlock
    | RuleBlock
    | WhiteBlock,
    Field(discriminator="kind"),
]
