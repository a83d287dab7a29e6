"""An edition that was read and a wardrobe -> the Scene: every page made up, every problem of every block said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from content.problems import Problem
from fonts.face import Face
from layout.makeup.condition import condition_of
from layout.makeup.desk import Desk, Made, Spot
from layout.makeup.furniture.furniture import (
    FURNITURE,
    gutter_rules,
    make_folio,
    make_panel,
    make_rule,
    make_white,
)
from layout.makeup.furniture.index import make_index
from layout.makeup.furniture.quote import make_quote
from layout.makeup.furniture.slug import make_slug
from layout.makeup.furniture.table import make_table
from layout.makeup.keptpages import kept_blocks
from layout.makeup.legs.obstacles import blocks_in, desk_of
from layout.makeup.pictures.advert import make_advert
from layout.makeup.pictures.photo import make_photo
from layout.makeup.pictures.photogroup import make_photo_group
from layout.makeup.story.advice import MOST_BLOCKS, advise, wants_advice
from layout.makeup.story.copyfit import Fit
from layout.makeup.story.fit_copy import as_asked, make_story
from layout.makeup.story.jump import jump_of, on_grid
from layout.makeup.story.resize_photos import deepen_photo
from layout.makeup.story.trials import Case
from layout.makeup.text.keptparagraphs import KeptParagraphs
from layout.makeup.text.lineproblems import gather_stand_ins
from layout.makeup.text.text import face_ref
from layout.makeup.wardrobe import Wardrobe
from layout.plan.blocks import (
    AdvertBlock,
    Block,
    CaptionedBlock,
    CopyBlock,
    FolioBlock,
    IndexBlock,
    PanelBlock,
    PhotoBlock,
    PhotoGroupBlock,
    QuoteBlock,
    RuleBlock,
    TableBlock,
    WhiteBlock,
)
from layout.plan.edition import Edition, PageModel, block_id
from layout.plan.grid import make_grid
from layout.plan.inks import spots_of
from layout.running.kept import NOTHING_KEPT, Kept
from layout.running.sidebyside import side_by_side
from layout.scene import FaceRef, Line, Page, Region, Scene

LEAST_PAGES = 6
"""Pages from which on several are made up at a time: a page takes some 20 ms, and so do processes."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """An edition made up: its Scene, how each story fits, and what is wrong on its pages."""

    scene: Scene
    fits: tuple[Fit, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Making:
    """How an edition is made up: so many pages at a time, what is kept of them, and the names of the only pages that
    are; all where there is none.
    """

    workers: int = 1
    kept: Kept = NOTHING_KEPT
    pages: frozenset[str] = frozenset()


ONE_BY_ONE = Making()


def make_up(edition: Edition, wardrobe: Wardrobe, making: Making = ONE_BY_ONE) -> MadeUp:
    """Makes up every page, several at a time; a page that is kept as it is asked for is not made up again.

    Raises nothing: what is wrong is in `problems`, and shown on the proof. The outcome is the same with any number of
    workers, and with whatever is kept.
    """
    desk = Desk(
        edition.paper,
        make_grid(edition.paper),
        wardrobe,
        edition.stories,
        edition.photos,
        edition.pictures,
        edition.model.pages,
        edition.adverts,
        edition.advert_facts,
        edition.tables,
    )
    sheets = [
        (number, page, on_grid(desk, page.grid))
        for number, page in enumerate(edition.model.pages, 1)
        if not making.pages or page.name in making.pages
    ]
    # Two pages or three are made up before a process is there.
    side = making.workers if len(sheets) >= LEAST_PAGES else 1
    blocks_of_pages = side_by_side(
        lambda sheet: kept_blocks(sheet[1], sheet[2], making.kept, _blocks), sheets, side
    )
    made = [(*sheet, blocks) for sheet, blocks in zip(sheets, blocks_of_pages, strict=True)]
    pages = tuple(
        _with_slug(_page(number, page, blocks, own), make_slug(edition, page.name, own))
        for number, page, own, blocks in made
    )
    blocks = [one for _, _, _, made_blocks in made for one in made_blocks]
    scene = Scene(
        edition=edition.name,
        title=edition.title,
        paper=edition.paper.name,
        issued=edition.issued,
        lang=edition.paper.lang,
        condition=condition_of(edition.paper.press, spots_of(edition.paper.inks)),
        faces=tuple(_faces(pages, wardrobe)),
        copy=tuple(text for one in blocks for text in one.copy),
        pages=pages,
    )
    fits = tuple(fit for one in blocks for fit in one.fits)
    return MadeUp(scene, fits, tuple(gather_stand_ins(problem for one in blocks for problem in one.problems)))


def _blocks(page: PageModel, desk: Desk) -> list[Made]:
    """The blocks of a page in its order. Stories come first, since they say how deep the photos inside them are and
    where their legs stand, and of them those that stand in no other.
    """
    desk = replace(desk, kept=KeptParagraphs())
    spots = [Spot(page.name, block_id(block, at)) for at, block in enumerate(page.blocks)]
    stories: dict[str, tuple[CopyBlock, Made]] = {}
    for spot, block in sorted(
        zip(spots, page.blocks, strict=True), key=lambda one: one[1].inside is not None
    ):
        if isinstance(block, CopyBlock):
            stories[spot.block] = block, _make(block, page, _desk(block, desk, stories), spot)
    deeper = {name: lines for _, made in stories.values() for name, lines in made.deeper}
    found = []
    for spot, block in zip(spots, page.blocks, strict=True):
        if spot.block in stories:
            found.append(stories[spot.block][1])
            continue
        own: Block = block
        if spot.block in deeper and isinstance(block, PhotoBlock) and block.inside in stories:
            own = deepen_photo(block, stories[block.inside][0], deeper[spot.block]) or block
        found.append(_make(own, page, _desk(block, desk, stories), spot))
    return _advised(page, desk, stories, found)


def _advised(
    page: PageModel, desk: Desk, stories: Mapping[str, tuple[CopyBlock, Made]], found: list[Made]
) -> list[Made]:
    """The blocks of a page with hints that hold. Each is tried at the desk that the block is made up at."""
    wanted = [at for at, made in enumerate(found) if wants_advice(made)][:MOST_BLOCKS]
    for at in wanted:
        own = _desk(page.blocks[at], desk, stories)

        def again(blocks: Sequence[Block], there: Desk, at: int = at) -> Made:
            block, spot = blocks[at], Spot(page.name, block_id(page.blocks[at], at))
            if isinstance(block, CopyBlock):
                around = blocks_in(spot.block, blocks), jump_of(block, page, there)
                return as_asked(block, there, spot, around)
            return _made(block, page, there, spot)

        found[at] = advise(Case(at, page.blocks, own, found[at], again))
    return found


def _desk(block: Block, desk: Desk, stories: Mapping[str, tuple[CopyBlock, Made]]) -> Desk:
    """The desk that a block is made up at, on the legs of the story that it is inside where it counts those."""
    story = None if block.inside is None else stories.get(block.inside)
    return desk if story is None else desk_of(block, desk, story[1].legs)


def _make(block: Block, page: PageModel, desk: Desk, spot: Spot) -> Made:
    made = _made(block, page, desk, spot)
    goes_with = _story_of(block, page)
    if block.inside is None and goes_with is None:
        return made
    return replace(made, region=replace(made.region, inside=block.inside, goes_with=goes_with))


def _story_of(block: Block, page: PageModel) -> str | None:
    """The story that a photo belongs to: of the block that it names, or of the one that it stands in."""
    if not isinstance(block, CaptionedBlock):
        return None
    with_block = block.goes_with or block.inside
    return next(
        (
            one.story
            for at, one in enumerate(page.blocks)
            if isinstance(one, CopyBlock) and block_id(one, at) == with_block
        ),
        None,
    )


def _made(block: Block, page: PageModel, desk: Desk, spot: Spot) -> Made:
    match block:
        case CopyBlock():
            around = blocks_in(spot.block, page.blocks), jump_of(block, page, desk)
            return make_story(block, desk, spot, around)
        case PhotoBlock():
            return make_photo(block, desk, spot)
        case PhotoGroupBlock():
            return make_photo_group(block, desk, spot)
        case AdvertBlock():
            return make_advert(block, desk, spot)
        case IndexBlock():
            return make_index(block, desk, spot)
        case QuoteBlock():
            return make_quote(block, desk, spot)
        case TableBlock():
            return make_table(block, desk, spot)
        case PanelBlock():
            return make_panel(block, desk, spot)
        case FolioBlock():
            return make_folio(block, desk, spot)
        case RuleBlock():
            return make_rule(block, desk, spot)
        case WhiteBlock():
            return make_white(block, desk, spot)


def _page(number: int, page: PageModel, made: list[Made], desk: Desk) -> Page:
    """Regions in reading order: furniture first, then blocks as the page lists them, which is their rank."""
    grid = desk.grid
    regions = [one.region for one in made]
    rules = gutter_rules(page.blocks, desk)
    if rules:
        area = grid.on_page(grid.type_area)
        regions.insert(0, Region("rules", "rules", None, desk.paper.lang, area, rules))
    regions.sort(key=lambda region: region.kind not in (*FURNITURE, "rules"))
    width, height = grid.trim
    return Page(page.name, number, width, height, tuple(regions), grid.on_scene())


def _with_slug(page: Page, slug: tuple[Region, ...]) -> Page:
    """The page with the line outside its trim: last, since it is no part of what is read."""
    return replace(page, regions=(*page.regions, *slug)) if slug else page


def _faces(pages: Iterable[Page], wardrobe: Wardrobe) -> Iterator[FaceRef]:
    """The faces that the pages use, sorted by id."""
    known: dict[str, Face] = {}
    for dress in wardrobe.dresses.values():
        for font in (dress.font, dress.strong, dress.emphasis):
            known.update((face.id, face) for face in font.faces)
    used = {
        run.face
        for page in pages
        for region in page.regions
        for item in region.items
        if isinstance(item, Line)
        for run in item.runs
    }
    for name in sorted(used):
        yield face_ref(known[name])
