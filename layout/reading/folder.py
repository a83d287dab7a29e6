"""An edition's folder -> its paper, pages, stories, photos and adverts, read and checked against each other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from content.advert import inspect as inspect_advert
from content.advert import read_advert
from content.files import inside, listed, read_text, shorten
from content.nearest import meant
from content.photo import Photo, inspect, read_photo
from content.problems import Place, Problem, Refused, limit_problems
from content.reading import Read, read_model
from content.story import Story, read_story
from content.table import read_table
from layout.plan.blocks import Shown
from layout.plan.edition import Edition, EditionModel, block_id, blocks_of
from layout.plan.paper import Paper
from layout.reading.blockwords import bad_words
from layout.reading.faultypages import FaultyPages, read_faulty
from layout.reading.held import Fault, pool_of, sort_out
from layout.reading.holes import holes
from layout.reading.jumps import bad_jumps
from layout.reading.placement import (
    FOLDERS,
    never_placed,
    off_grid,
    outside_trim,
    over_leading,
    placed_twice,
    shown_field,
    signed_nowhere,
    unknown_grids,
    unknown_names,
    wrong_sides,
)
from layout.reading.references import bad_entries, bad_quotes, bad_wraps
from layout.reading.shapes import astray, misshapen, unaccompanied

Value = TypeVar("Value")
Facts = TypeVar("Facts")


def load_edition(root: Path, notes: Path | None = None, asked: Sequence[str] = ()) -> Edition:
    """Reads an edition's folder. Pages that a problem of its files refuses are `held`. Raises Refused, with every
    problem of all its files, where that leaves no page to make up.

    `notes` is a folder that remembers, from one run to the next, which pictures are sound. Of a look at the `asked`
    pages alone little is said of the others.
    """
    _there(root)
    faults: list[Fault] = [Fault(one) for one in _unnameable(root.resolve().name)]
    shelves = _shelves(root, faults)
    pages = _tried(faults, lambda: _read_pages(root))
    read = None if pages is None else pages.read
    faults += [Fault(one) for one in (() if pages is None else pages.problems)]
    # The other files are read whatever edition.yaml is like, so that one run tells all that is wrong.
    paper = _tried(faults, lambda: _read_paper(root, read))
    stories = _read_all(root, shelves["story"], read_story, faults)
    photos = _read_all(root, shelves["photo"], read_photo, faults)
    adverts = _read_all(root, shelves["advert"], read_advert, faults)
    tables = _read_all(root, shelves["table"], read_table, faults)
    for kind, read_copy in (("story", stories), ("photo", photos), ("table", tables)):
        faults += [Fault(doubt, Shown(kind, name)) for name, one in read_copy.items() for doubt in one.doubts]
    pictures = _look_at("photo", photos, lambda photo: inspect(photo, root=root, notes=notes), faults)
    advert_facts = _look_at("advert", adverts, lambda advert: inspect_advert(advert, root=root), faults)
    faults += [Fault(one) for one in _unread(root, shelves)] if not asked else []
    faults += [Fault(one) for one in _unreadable_fonts(root)]
    if read is not None and pages is not None:
        faults += [
            Fault(one, Shown("advert", name))
            for name in shelves["advert"].ids
            for one in never_placed(read, [name])
        ]
        faults += [
            Fault(one)
            for one in _plan_problems(root, pages, (stories, photos, shelves))
            if one.where.page not in pages.names
        ]
        if paper is not None:
            faults += [
                Fault(one) for one in _grid_problems(read, paper[0]) if one.where.page not in pages.names
            ]
        faults += [
            Fault(one) for one in astray(pages.without_faulty, None if paper is None else paper[0].value)
        ]
    if paper is not None:
        faults += [Fault(one) for one in outside_trim(paper[0])]
    if read is None or pages is None or paper is None:
        raise Refused(limit_problems(one.problem for one in faults))
    found = sort_out(read.value, faults, pages.names, asked)
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
    root: Path, pages: FaultyPages, known: tuple[dict[str, Story], dict[str, Photo], Mapping[str, _Shelf]]
) -> Iterator[Problem]:
    """What is wrong with the plan, whatever the paper. What stands on a faulty page is known, not where on it."""
    read, (stories, photos, shelves) = pages.read, known
    plain = pages.without_faulty
    yield from placed_twice(plain)
    yield from signed_nowhere(read, pages.names)
    yield from unaccompanied(plain)
    yield from bad_jumps(read, pages.names)
    yield from bad_entries(read)
    # Of a story that is there and can't be read it is told elsewhere.
    unread = frozenset(shelves["story"].ids) - stories.keys()
    yield from bad_quotes(plain, stories, unread)
    yield from bad_words(plain)
    yield from bad_wraps(plain, photos)
    yield from _missing_copy(root, plain, shelves)


def _grid_problems(read: Read[EditionModel], paper: Read[Paper]) -> Iterator[Problem]:
    """What is wrong with the plan on the paper's grid, with its styles and inks."""
    yield from unknown_grids(read, paper.value)
    yield from off_grid(read, paper.value)
    yield from holes(read, paper.value)
    yield from misshapen(read, paper.value)
    yield from unknown_names(read, paper.value)
    yield from wrong_sides(read, paper.value)
    yield from over_leading(read, paper)


def papers_folder() -> Path:
    """The folder of the papers that come with the program."""
    return Path(str(files("content") / "papers"))


def _there(root: Path) -> None:
    """Raises Refused where there is no folder of the edition, or it can't be read."""
    try:
        os.listdir(root)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        what, hint = f"There is no folder {shorten(root.name)!r}.", "name the folder that holds edition.yaml"
        raise Refused([Problem("missing-edition", "refused", what, Place(), hint)]) from None
    except OSError as error:
        what = f"The folder {shorten(root.name)!r} can't be read: {error.strerror}."
        hint = "check its name and its permissions"
        raise Refused([Problem("missing-edition", "refused", what, Place(), hint)]) from None


def _unnameable(name: str) -> Iterable[Problem]:
    """A folder's name that can't name files, scenes and reports on every machine."""
    if not name.strip() or any(not char.isprintable() for char in name):
        yield Problem(
            "bad-edition-name",
            "refused",
            f"The edition's folder is called {name!a}, which can't name its files.",
            Place(),
            "call the folder by letters and digits",
        )


class _PaperName(BaseModel):
    """What of an edition.yaml names the paper, for one that is wrong elsewhere."""

    model_config = ConfigDict(extra="ignore")

    paper: str


def _read_paper(root: Path, read: Read[EditionModel] | None) -> tuple[Read[Paper], Path]:
    """The paper's file and its folder. Raises Refused; with nothing in it where edition.yaml names no paper."""
    if read is not None:
        name, where = read.value.paper, Place(file=read.file, line=read.line_of(("paper",)), field="paper")
    else:
        try:
            named = read_model(inside(root, "edition.yaml"), _PaperName, root=root)
        except Refused:
            raise Refused(()) from None
        name, where = named.value.paper, Place(file=named.file, line=named.line_of(("paper",)), field="paper")
    if name.endswith((".yaml", ".yml")):
        path = inside(root, name, where=where)
        return read_model(path, Paper, root=root), path.parent
    return _bundled_paper(name, where)


def read_paper(name: str) -> Paper:
    """The paper of that name among those that come with the program, or that a file (`….yaml`) says. Raises Refused."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return read_model(path, Paper, root=path.parent).value
    return _bundled_paper(name, Place())[0].value


def _bundled_paper(name: str, where: Place) -> tuple[Read[Paper], Path]:
    known = sorted(folder.name for folder in papers_folder().iterdir() if (folder / "paper.yaml").is_file())
    if name not in known:
        others = f"name one of {', '.join(known)}, or a file such as paper.yaml"
        hint = meant(name, known, others)
        raise Refused(
            [Problem("unknown-paper", "refused", f"There is no paper {shorten(name)}.", where, hint)]
        )
    folder = papers_folder() / name
    return read_model(folder / "paper.yaml", Paper, root=folder), folder


def _tried(faults: list[Fault], read: Callable[[], Value]) -> Value | None:
    """What `read` gives; where it refuses, its problems join the others and there is nothing."""
    try:
        return read()
    except Refused as refusal:
        faults += [Fault(one) for one in refusal.problems]
        return None


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A folder of stories, photos, adverts or tables: what kind of thing is in it, all names in it, and how those end
    that are read.
    """

    kind: str
    names: tuple[str, ...]
    readable: bool = True

    @property
    def folder(self) -> str:
        return FOLDERS[self.kind][0]

    @property
    def suffix(self) -> str:
        return FOLDERS[self.kind][1]

    @property
    def ids(self) -> list[str]:
        return [
            name.removesuffix(self.suffix)
            for name in self.names
            if name.endswith(self.suffix) and not _passed_over(name)
        ]


def _shelves(root: Path, faults: list[Fault]) -> dict[str, _Shelf]:
    """The edition's folders by the kind of thing in them; what is wrong with one joins the faults."""
    shelves = {}
    for kind, (folder, _) in FOLDERS.items():
        names = _tried(faults, lambda folder=folder: listed(root, folder))  # type: ignore[misc]
        shelves[kind] = _Shelf(kind, tuple(names or ()), names is not None)
    return shelves


def _unreadable_fonts(root: Path) -> Iterable[Problem]:
    """A folder of fonts that can't be read: its pages would be set in other faces."""
    if os.path.isdir(root / "fonts"):  # which says no, and raises nothing, where it can't be told
        try:
            listed(root, "fonts")
        except Refused as refusal:
            yield from refusal.problems


def _passed_over(name: str) -> bool:
    """Whether a file is a program's and no editor's: hidden, a backup, or what is open in an editor just now."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swo", ".bak", ".tmp"))


def _unread(root: Path, shelves: Mapping[str, _Shelf]) -> Iterable[Problem]:
    """What stands in one of the folders and is read by nobody: an editor may have taken it for placed."""
    for shelf in shelves.values():
        folder, suffix = shelf.folder, shelf.suffix
        for path in (root / folder / name for name in shelf.names):
            if path.name.endswith(suffix) or _passed_over(path.name):
                continue
            # A picture may lie unused beside the sheets; what looks like a sheet must not.
            is_folder = os.path.isdir(path)
            if folder != "stories" and not (_holds_sheets(path) if is_folder else _like_sheet(path)):
                continue
            kind = "folder" if is_folder else "file"
            # A name that is no text (bytes that are not UTF-8) must still be printable.
            name = f"{folder}/{path.name}".encode(errors="backslashreplace").decode()
            yield Problem(
                "unread-file",
                "warning",
                f"The {kind} is not read: {folder}/ holds files called ID{suffix}.",
                Place(file=name),
                f"call it ID{suffix} and give it a block, or move it out of {folder}/",
            )


def _like_sheet(path: Path) -> bool:
    return path.suffix.lower() in (".yaml", ".yml")


def _holds_sheets(folder: Path) -> bool:
    try:
        return any(_like_sheet(path) for path in folder.iterdir())
    except OSError:
        return False


def _read_all(
    root: Path, shelf: _Shelf, reader: Callable[..., Value], faults: list[Fault]
) -> dict[str, Value]:
    """Every story, photo, advert or table of a folder by its id."""
    found: dict[str, Value] = {}
    for name in shelf.ids:
        try:
            found[name] = reader(inside(root, f"{shelf.folder}/{name}{shelf.suffix}"), root=root)
        except Refused as refusal:
            faults += [Fault(one, Shown(shelf.kind, name)) for one in refusal.problems]
    return found


def _missing_copy(root: Path, read: Read[EditionModel], shelves: Mapping[str, _Shelf]) -> Iterable[Problem]:
    """Stories, photos, adverts and tables that blocks name and that are not in the folder."""
    for page, number, page_name, block in blocks_of(read.value):
        for shown in block.shows:
            shelf = shelves[shown.kind]
            if not shelf.readable:
                continue  # that was told
            line = read.line_of(("pages", page, "blocks", number, shown_field(block)))
            place = Place(read.file, line, shown_field(block), page=page_name, block=block_id(block, number))
            try:
                inside(root, f"{shelf.folder}/{shown.id}{shelf.suffix}", where=place)
            except Refused as refusal:
                for problem in refusal.problems:
                    if problem.id == "missing-file":
                        yield replace(problem, hint=meant(shown.id, shelf.ids, problem.hint))


def _read_pages(root: Path) -> FaultyPages:
    """edition.yaml, with stubs in the place of pages that can't be read. Raises Refused for what is wrong elsewhere;
    its problems name the page and block that the editor knows, not numbers alone.
    """
    path = inside(root, "edition.yaml")
    try:
        return FaultyPages(read_model(path, EditionModel, root=root))
    except Refused as refusal:
        return read_faulty(read_text(path, "edition.yaml"), refusal)


def _look_at(
    kind: str,
    found: dict[str, Value],
    inspected: Callable[[Value], tuple[Facts | None, tuple[Problem, ...]]],
    faults: list[Fault],
) -> dict[str, Facts]:
    """The facts of each photo or advert whose file is there; what is wrong with files joins the problems."""
    known: dict[str, Facts] = {}
    for name, one in found.items():
        try:
            facts, doubts = inspected(one)
        except Refused as refusal:
            faults += [Fault(problem, Shown(kind, name)) for problem in refusal.problems]
            continue
        faults += [Fault(problem, Shown(kind, name)) for problem in doubts]
        if facts is not None:
            known[name] = facts
    return known
