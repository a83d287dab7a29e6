"""A page's model and its desk -> the page's blocks made up, and the page of the scene that they are on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from layout.makeup.blocks import make_as_asked, make_block
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.furniture.gutters import gutter_rules
from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.legs.obstacles import desk_of
from layout.makeup.story.advice import MOST_BLOCKS, advise, wants_advice
from layout.makeup.story.deepen_block import with_lines
from layout.makeup.story.page_stories import PageStories, make_inside, make_stories
from layout.makeup.story.trials import Case
from layout.plan.blocks import Block
from layout.plan.edition import PageModel, block_id, stories_on
from layout.scene import Page, Region


def make_blocks(page: PageModel, desk: Desk) -> list[BlockMakeup]:
    """The blocks of a page in its order. Stories come first, since they say how deep the photos inside them are and
    where their legs are, and of them those that are inside no other.
    """
    desk = replace(desk, kept=KeptParagraphs())
    placed = [
        (BlockSpot(page.name, block_id(block, number)), block) for number, block in enumerate(page.blocks)
    ]
    stories = make_stories(page, desk, _make)
    made = stories.made
    resized = {own.name: own.lines for story in made.values() for own in story.resized}
    found = []
    for spot, block in placed:
        if spot.block in made:
            found.append(made[spot.block])
            continue
        own: Block = block
        if spot.block in resized:
            own = with_lines(block, 0, resized[spot.block])
        found.append(
            make_inside(_make, own, _desk_for(block, desk, made), spot, made.get(block.inside or ""))
        )
    return _with_advice(page, desk, stories, found)


def _with_advice(
    page: PageModel, desk: Desk, stories: PageStories, found: list[BlockMakeup]
) -> list[BlockMakeup]:
    """The blocks of a page with hints that hold. Each is tried at the desk that the block is made up at."""
    wanted = [at for at, makeup in enumerate(found) if wants_advice(makeup)][:MOST_BLOCKS]
    for at in wanted:
        spot = BlockSpot(page.name, block_id(page.blocks[at], at))
        own = stories.desk_without(spot.block, _desk_for(page.blocks[at], desk, stories.made))

        def again(blocks: Sequence[Block], there: Desk, at: int = at, spot: BlockSpot = spot) -> BlockMakeup:
            return make_as_asked(blocks[at], replace(there, blocks=tuple(blocks)), spot)

        found[at] = advise(Case(at, page.blocks, own, found[at], again))
    return found


def _desk_for(block: Block, desk: Desk, made: Mapping[str, BlockMakeup]) -> Desk:
    """The desk that a block is made up at, on the legs of the story that it is inside where it counts those."""
    story = made.get(block.inside or "")
    return desk if story is None else desk_of(block, desk, story.legs)


def _make(block: Block, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    makeup = make_block(block, desk, spot)
    if block.lies_on is not None:
        makeup = replace(makeup, region=replace(makeup.region, lies_on=block.lies_on))
    if block.inside is None and block.belongs_to is None:
        return makeup
    story = None if block.belongs_to is None else stories_on(desk.blocks).get(block.belongs_to)
    region = replace(makeup.region, inside=block.inside, goes_with=None if story is None else story.story)
    return replace(makeup, region=region)


def make_page(number: int, page: PageModel, makeups: Sequence[BlockMakeup], desk: Desk) -> Page:
    """The page of the scene. Regions are in reading order: rules in gutters and furniture first, then blocks as the
    page lists them, which is their rank.
    """
    grid = desk.grid
    first: list[Region] = []
    blocks: list[Region] = []
    for block, makeup in zip(page.blocks, makeups, strict=True):
        (first if block.is_furniture else blocks).append(makeup.region)
    rules = gutter_rules(page.blocks, desk)
    if rules:
        first.insert(0, Region("rules", "rules", None, desk.paper.lang, grid.on_page(grid.type_area), rules))
    width, height = grid.trim
    regions = _pictures_first((*first, *blocks))
    return Page(page.name, number, width, height, regions, grid.on_scene())


def _pictures_first(regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions with each picture before what lies on it, which is painted over it."""
    order = [*regions]
    for name in dict.fromkeys(region.lies_on for region in regions if region.lies_on is not None):
        picture = next((region for region in order if region.id == name), None)
        if picture is not None:
            order.remove(picture)
            at = next(at for at, region in enumerate(order) if region.lies_on == name)
            order.insert(min(at, regions.index(picture)), picture)
    return tuple(order)
