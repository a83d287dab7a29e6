"""The blocks of a page: what stands in which basic columns and lines. One model for each kind, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layout.blocks.base import BlockBase, Frame, range_ends
from layout.blocks.copy import CopyBlock, SidebarBlock, StoryBlock
from layout.blocks.furniture import FolioBlock, PanelBlock, RuleBlock, TextBit
from layout.blocks.pictures import AdvertBlock, PhotoBlock

__all__ = [
    "AdvertBlock",
    "Block",
    "BlockBase",
    "CopyBlock",
    "FolioBlock",
    "Frame",
    "PanelBlock",
    "PhotoBlock",
    "RuleBlock",
    "SidebarBlock",
    "StoryBlock",
    "TextBit",
    "range_ends",
]

Block = Annotated[
    StoryBlock | SidebarBlock | PhotoBlock | AdvertBlock | PanelBlock | FolioBlock | RuleBlock,
    Field(discriminator="kind"),
]
