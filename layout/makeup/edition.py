"""An edition that was read and a wardrobe -> the Scene: every page made up, every problem of every block said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from content.problems import Problem
from fonts.face import Face
from layout.makeup.copyfit import Fit
from layout.makeup.desk import BlockMakeup, Desk, open_desk
from layout.makeup.furniture.slug import make_slug
from layout.makeup.keptpages import kept_blocks
from layout.makeup.page import make_blocks, make_page
from layout.makeup.text.lineproblems import gather_stand_ins
from layout.makeup.text.text import face_ref
from layout.makeup.wardrobe import Wardrobe
from layout.plan.edition import Edition, PageModel
from layout.plan.inks import spots_of
from layout.plan.press_settings import condition_of
from layout.running.kept import NOTHING_KEPT, Kept
from layout.running.sidebyside import side_by_side
from layout.scene import FaceRef, Page, Scene

LEAST_PAGES = 6
"""Pages from which on several are made up at a time: a page takes some 20 ms, and so do processes."""


@dataclass(frozen=True, slots=True)
class EditionMakeup:
    """An edition made up: its Scene, how each story fits, and what is wrong on its pages."""

    scene: Scene
    fits: tuple[Fit, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class MakeupOptions:
    """How an edition is made up: so many pages at a time, what is kept of them, and the names of the only pages that
    are; all where there is none.
    """

    workers: int = 1
    kept: Kept = NOTHING_KEPT
    pages: frozenset[str] = frozenset()


ONE_BY_ONE = MakeupOptions()


def make_up(edition: Edition, wardrobe: Wardrobe, options: MakeupOptions = ONE_BY_ONE) -> EditionMakeup:
    """Makes up every page, several at a time; a page that is kept as it is asked for is not made up again.

    Raises nothing: what is wrong is in `problems`, and shown on the proof. The outcome is the same with any number of
    workers, and with whatever is kept.
    """
    desk = open_desk(edition, wardrobe)
    numbered = [
        (number, page)
        for number, page in enumerate(edition.model.pages, 1)
        if not options.pages or page.name in options.pages
    ]
    sheets = [_Sheet(number, page, desk.at_page(page)) for number, page in numbered]
    # Two pages or three are made up before a process is there.
    side = options.workers if len(sheets) >= LEAST_PAGES else 1
    made = side_by_side(
        lambda sheet: kept_blocks(sheet.page, sheet.desk, options.kept, make_blocks), sheets, side
    )
    pages = tuple(_make_page(edition, sheet, makeups) for sheet, makeups in zip(sheets, made, strict=True))
    blocks = [makeup for makeups in made for makeup in makeups]
    scene = Scene(
        edition=edition.name,
        title=edition.title,
        paper=edition.paper.name,
        issued=edition.issued,
        lang=edition.paper.lang,
        condition=condition_of(edition.paper.press, spots_of(edition.paper.inks)),
        faces=tuple(_faces(pages, wardrobe)),
        copy=tuple(text for block in blocks for text in block.copy),
        pages=pages,
    )
    fits = tuple(fit for block in blocks for fit in block.fits)
    problems = gather_stand_ins(problem for block in blocks for problem in block.problems)
    return EditionMakeup(scene, fits, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page that is to be made up: its number in the edition, its model and its desk."""

    number: int
    page: PageModel
    desk: Desk


def _make_page(edition: Edition, sheet: _Sheet, makeups: list[BlockMakeup]) -> Page:
    """The page with the line outside its trim: last, since it is no part of what is read."""
    page = make_page(sheet.number, sheet.page, makeups, sheet.desk)
    slug = make_slug(edition, page.name, sheet.desk)
    return replace(page, regions=(*page.regions, *slug)) if slug else page


def _faces(pages: Iterable[Page], wardrobe: Wardrobe) -> Iterator[FaceRef]:
    """The faces that the pages use, sorted by id."""
    known: dict[str, Face] = {}
    for dress in wardrobe.dresses.values():
        for font in (dress.font, dress.strong, dress.emphasis):
            known.update((face.id, face) for face in font.faces)
    used = {
        run.face for page in pages for region in page.regions for line in region.lines for run in line.runs
    }
    for name in sorted(used):
        yield face_ref(known[name])
