"""An edition's folder -> its paper, pages, stories, photos and adverts, read and checked against each other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from content.advert import inspect as inspect_advert
from content.advert import read_advert
from content.files import inside, list_folder, read_text, shorten
from content.photo import Photo, inspect, read_photo
from content.problems import Place, Problem, Refused, limit_problems
from content.reading import Read, read_model
from content.story import LANG, Story, read_story
from content.table import Table, read_table
from layout.plan.edition import Edition, EditionModel
from layout.plan.paper import Paper
from layout.plan.things import Shown, ThingKind
from layout.reading.faultypages import FaultyPages, read_faulty
from layout.reading.furniture.fields import fill_fields, unfilled_fields
from layout.reading.furniture.folios import missing_imprint, wrong_folios
from layout.reading.furniture.grids import apart_grids
from layout.reading.held import pool_of, sort_out
from layout.reading.jumps import bad_jumps
from layout.reading.overpictures import off_pictures
from layout.reading.pageedges import bad_bleeds, bad_spreads
from layout.reading.paperfile import read_paper_of
from layout.reading.placement import (
    holes,
    never_placed,
    off_grid,
    outside_trim,
    over_leading,
    placed_twice,
    unlike_lead_ins,
    wrong_sides,
)
from layout.reading.references import (
    bad_entries,
    bad_quotes,
    bad_words,
    bad_wraps,
    signed_nowhere,
    unknown_grids,
    unknown_names,
)
from layout.reading.shapes import bad_insides, bad_shapes, missing_companions
from layout.reading.shelves import (
    FaultList,
    Shelf,
    inspect_files,
    list_shelves,
    missing_files,
    read_shelf,
    unread_files,
)


def load_edition(root: Path, notes: Path | None = None, asked: Sequence[str] = ()) -> Edition:
    """Reads an edition's folder. Pages that a problem of its files refuses are `held`. Raises Refused, with every
    problem of all its files, where that leaves no page to make up.

    `notes` is a folder that remembers, from one run to the next, which pictures are sound. Of a look at the `asked`
    pages alone little is said of the others.
    """
    _require_folder(root)
    faults = FaultList()
    faults.add(_unnameable(root.resolve().name))
    shelves = list_shelves(root, faults)
    pages = faults.try_read(partial(_read_pages, root))
    read = None if pages is None else pages.read
    faults.add(() if pages is None else pages.problems)
    # The other files are read whatever edition.yaml is like, so that one run finds all that is wrong.
    paper = faults.try_read(partial(read_paper_of, root, read))
    lang = LANG if paper is None else paper[0].value.lang
    stories = read_shelf(root, shelves["story"], partial(read_story, lang=lang), faults)
    photos = read_shelf(root, shelves["photo"], read_photo, faults)
    adverts = read_shelf(root, shelves["advert"], read_advert, faults)
    tables = read_shelf(root, shelves["table"], read_table, faults)
    of_kind: tuple[tuple[ThingKind, Mapping[str, Story | Photo | Table]], ...] = (
        ("story", stories),
        ("photo", photos),
        ("table", tables),
    )
    for kind, things in of_kind:
        for name, thing in things.items():
            faults.add(thing.doubts, Shown(kind, name))
    pictures = inspect_files("photo", photos, partial(inspect, root=root, notes=notes), faults)
    advert_facts = inspect_files("advert", adverts, partial(inspect_advert, root=root), faults)
    faults.add(unread_files(root, shelves) if not asked else ())
    if os.path.isdir(root / "fonts"):  # which says no, and raises nothing, where it can't be told
        faults.try_read(partial(list_folder, root, "fonts"))  # else its pages would be set in other faces
    if read is not None and pages is not None:
        for name in shelves["advert"].ids:
            faults.add(never_placed(read, [name]), Shown("advert", name))
        in_plan = [*_plan_problems(root, pages, stories, photos, shelves)]
        if paper is not None:
            in_plan += unfilled_fields(read, paper[0].value)
            read = fill_fields(read, paper[0].value)
            in_plan += _grid_problems(read, paper[0])
            in_plan += [
                *bad_bleeds(pages.without_faulty, paper[0].value),
                *bad_spreads(pages.without_faulty, paper[0].value, pages.names),
                *off_pictures(pages.without_faulty, paper[0].value),
            ]
        faults.add(problem for problem in in_plan if problem.where.page not in pages.names)
        faults.add(bad_insides(pages.without_faulty, None if paper is None else paper[0].value))
    if paper is not None:
        faults.add(outside_trim(paper[0]))
    if read is None or pages is None or paper is None:
        raise Refused(limit_problems(fault.problem for fault in faults.found))
    found = sort_out(read.value, faults.found, pages.names, asked)
    wanted = [page.name for page in read.value.pages if not asked or page.name in asked]
    if found.refused or (wanted and found.held.issuperset(wanted)):
        raise Refused(limit_problems(found.problems))
    return Edition(
        name=root.resolve().name,
        root=root,
        paper_folder=paper[1],
        read=read,
        paper_read=paper[0],
        stories=stories,
        photos=photos,
        pictures=pictures,
        adverts=adverts,
        advert_facts=advert_facts,
        tables=tables,
        problems=found.problems,
        held=found.held & frozenset(wanted),
        pool=pool_of(read.value, {kind: shelf.ids for kind, shelf in shelves.items()}, stories),
    )


def _plan_problems(
    root: Path,
    pages: FaultyPages,
    stories: Mapping[str, Story],
    photos: Mapping[str, Photo],
    shelves: Mapping[ThingKind, Shelf],
) -> Iterator[Problem]:
    """What is wrong with the plan, whatever the paper. Which blocks a faulty page has is known, not where they are."""
    read = pages.read
    plain = pages.without_faulty
    yield from placed_twice(plain)
    yield from signed_nowhere(read, pages.names)
    yield from missing_companions(plain)
    yield from bad_jumps(read, pages.names)
    yield from bad_entries(read)
    # A story that is there and can't be read has problems of its own.
    yield from bad_quotes(plain, stories, frozenset(shelves["story"].ids) - stories.keys())
    yield from bad_words(plain)
    yield from bad_wraps(plain, photos)
    yield from missing_files(root, plain, shelves)


def _grid_problems(read: Read[EditionModel], paper: Read[Paper]) -> Iterator[Problem]:
    """What is wrong with the plan on the paper's grid, with its styles and inks."""
    yield from unknown_grids(read, paper.value)
    yield from off_grid(read, paper.value)
    yield from holes(read, paper.value)
    yield from bad_shapes(read, paper.value)
    yield from unknown_names(read, paper.value)
    yield from wrong_sides(read, paper.value)
    yield from over_leading(read, paper)
    yield from unlike_lead_ins(read, paper)
    yield from apart_grids(read, paper.value)
    yield from wrong_folios(read, paper.value)
    yield from missing_imprint(read, paper.value)


def _require_folder(root: Path) -> None:
    """Raises Refused where there is no folder of the edition, or it can't be read."""
    try:
        os.listdir(root)
        return
    except (FileNotFoundError, NotADirectoryError, ValueError):
        what, hint = f"There is no folder {shorten(root.name)!r}.", "name the folder that holds edition.yaml"
    except OSError as error:
        what = f"The folder {shorten(root.name)!r} can't be read: {error.strerror}."
        hint = "check its name and its permissions"
    raise Refused([Problem("missing-edition", "refused", what, Place(), hint)])


def _unnameable(name: str) -> Iterable[Problem]:
    """A folder's name that can't name files, scenes and reports on every machine."""
    if not name.strip() or any(not char.isprintable() for char in name):
        what = f"The edition's folder is called {name!a}, which can't name its files."
        hint = "call the folder by letters and digits"
        yield Problem("bad-edition-name", "refused", what, Place(), hint)


def _read_pages(root: Path) -> FaultyPages:
    """edition.yaml, with stubs in the place of pages that can't be read. Raises Refused for what is wrong elsewhere;
    its problems name the page and block that the editor knows, not numbers alone.
    """
    path = inside(root, "edition.yaml")
    try:
        return FaultyPages(read_model(path, EditionModel, root=root))
    except Refused as refusal:
        return read_faulty(read_text(path, "edition.yaml"), refusal)
