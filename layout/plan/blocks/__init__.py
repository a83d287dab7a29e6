"""The blocks of a page: what is in which basic columns and lines. A model for each kind, which its `kind` names."""

from __future__ import annotations

from typing import Annotated, Final, get_args

from pydantic import Field

from layout.plan.blocks.base import BlockBase, Frame, Ground, range_ends
from layout.plan.blocks.copy import CopyBlock, Intro, SidebarBlock, StoryBlock
from layout.plan.blocks.furniture import FolioBlock, ImprintBlock, PanelBlock, RuleBlock, TextBit
from layout.plan.blocks.listings import IndexBlock, ListingBlock, QuoteBlock, TableBlock, WhiteBlock
from layout.plan.blocks.pictures import AdvertBlock, CaptionedBlock, PhotoBlock, PhotoGroupBlock

__all__ = [
    "BLOCK_MODELS",
    "AdvertBlock",
    "Block",
    "BlockBase",
    "CaptionedBlock",
    "CopyBlock",
    "FolioBlock",
    "Frame",
    "Ground",
    "ImprintBlock",
    "IndexBlock",
    "Intro",
    "ListingBlock",
    "PanelBlock",
    "PhotoBlock",
    "PhotoGroupBlock",
    "QuoteBlock",
    "RuleBlock",
    "SidebarBlock",
    "StoryBlock",
    "TableBlock",
    "TextBit",
    "WhiteBlock",
    "kinds_of",
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
    | ImprintBlock
    | FolioBlock
    | RuleBlock
    | WhiteBlock,
    Field(discriminator="kind"),
]

BLOCK_MODELS: Final[tuple[type[BlockBase], ...]] = get_args(get_args(Block)[0])
"""The models of the union."""


def kinds_of(model: type[BlockBase]) -> tuple[str, ...]:
    """What a block of a model may say as its `kind`: a model may have several."""
    return get_args(model.model_fields["kind"].annotation)
