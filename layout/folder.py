"""An edition's folder -> its paper, pages, stories, photos and adverts, read and checked against each other."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from content.advert import inspect as inspect_advert
from content.advert import read_advert
from content.files import inside, listed, read_text, shorten
from content.nearest import meant
from content.photo import inspect, read_photo
from content.problems import Place, Problem, Refused, counted
from content.reading import Read, read_model
from content.story import read_story
from content.table import read_table
from content.yaml_tree import read_tree
from layout.edition import Edition, EditionModel, block_id, blocks_of
from layout.holes import holes
from layout.jumps import bad_jumps
from layout.paper import Paper
from layout.placement import (
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
from layout.references import bad_entries, bad_quotes, bad_wraps
from layout.shapes import astray, misshapen, unaccompanied

Value = TypeVar("Value")
Facts = TypeVar("Facts")


def load_edition(root: Path, notes: Path | None = None) -> Edition:
    """Reads an edition's folder. Raises Refused with every problem of all its files.

    `notes` is a folder that remembers, from one run to the next, which pictures are sound.
    """
    _there(root)
    problems: list[Problem] = list(_unnameable(root.resolve().name))
    shelves = _shelves(root, problems)
    read = _tried(problems, lambda: _read_pages(root))
    # The other files are read whatever edition.yaml is like, so that one run tells all that is wrong.
    paper = _tried(problems, lambda: _read_paper(root, read))
    stories = _read_all(root, "stories", shelves["stories"], read_story, problems)
    photos = _read_all(root, "photos", shelves["photos"], read_photo, problems)
    adverts = _read_all(root, "adverts", shelves["adverts"], read_advert, problems)
    tables = _read_all(root, "tables", shelves["tables"], read_table, problems)
    problems += [
        doubt for read_copy in (stories, photos, tables) for one in read_copy.values() for doubt in one.doubts
    ]
    pictures = _look_at(photos, lambda photo: inspect(photo, root=root, notes=notes), problems)
    advert_facts = _look_at(adverts, lambda advert: inspect_advert(advert, root=root), problems)
    problems += _unread(root, shelves)
    problems += _unreadable_fonts(root)
    if read is not None:
        problems += placed_twice(read)
        problems += signed_nowhere(read)
        problems += astray(read, None if paper is None else paper[0].value)
        problems += unaccompanied(read)
        problems += bad_jumps(read)
        problems += bad_entries(read)
        problems += bad_quotes(read, stories)
        problems += bad_wraps(read, photos)
        problems += _missing_copy(root, read, shelves)
        problems += never_placed(read, {folder: shelf.ids for folder, shelf in shelves.items()})
        if paper is not None:
            problems += unknown_grids(read, paper[0].value)
            problems += off_grid(read, paper[0].value)
            problems += holes(read, paper[0].value)
            problems += misshapen(read, paper[0].value)
            problems += unknown_names(read, paper[0].value)
            problems += wrong_sides(read, paper[0].value)
            problems += over_leading(read, paper[0])
    if paper is not None:
        problems += outside_trim(paper[0])
    if read is None or paper is None or any(problem.severity == "refused" for problem in problems):
        raise Refused(counted(problems))
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
        problems=tuple(problems),
    )


def papers_folder() -> Path:
    """The folder of the papers that come with the program."""
    return Path(str(files("content") / "papers"))


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


def _tried(problems: list[Problem], read: Callable[[], Value]) -> Value | None:
    """What `read` gives; where it refuses, its problems join the others and there is nothing."""
    try:
        return read()
    except Refused as refusal:
        problems += refusal.problems
        return None


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


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A folder of stories, photos, adverts or tables: all names in it, and how those end that are read."""

    names: tuple[str, ...]
    suffix: str
    readable: bool = True

    @property
    def ids(self) -> list[str]:
        return [
            name.removesuffix(self.suffix)
            for name in self.names
            if name.endswith(self.suffix) and not _passed_over(name)
        ]


def _shelves(root: Path, problems: list[Problem]) -> dict[str, _Shelf]:
    """The edition's folders by their names; what is wrong with one joins the problems."""
    shelves = {}
    for folder, suffix in FOLDERS.values():
        names = _tried(problems, lambda folder=folder: listed(root, folder))  # type: ignore[misc]
        shelves[folder] = _Shelf(tuple(names or ()), suffix, names is not None)
    return shelves


def _unreadable_fonts(root: Path) -> Iterable[Problem]:
    """A folder of fonts that can't be read: its pages would be set in other faces."""
    if (root / "fonts").is_dir():
        try:
            listed(root, "fonts")
        except Refused as refusal:
            yield from refusal.problems


def _passed_over(name: str) -> bool:
    """Whether a file is a program's and no editor's: hidden, a backup, or what is open in an editor just now."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swo", ".bak", ".tmp"))


def _unread(root: Path, shelves: Mapping[str, _Shelf]) -> Iterable[Problem]:
    """What stands in one of the folders and is read by nobody: an editor may have taken it for placed."""
    for folder, shelf in shelves.items():
        suffix = shelf.suffix
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
    root: Path, folder: str, shelf: _Shelf, reader: Callable[..., Value], problems: list[Problem]
) -> dict[str, Value]:
    """Every story, photo or advert of a folder by its id."""
    found: dict[str, Value] = {}
    for name in shelf.ids:
        try:
            found[name] = reader(inside(root, f"{folder}/{name}{shelf.suffix}"), root=root)
        except Refused as refusal:
            problems += refusal.problems
    return found


def _missing_copy(root: Path, read: Read[EditionModel], shelves: Mapping[str, _Shelf]) -> Iterable[Problem]:
    """Stories, photos, adverts and tables that blocks name and that are not in the folder."""
    for page, number, page_name, block in blocks_of(read.value):
        for shown in block.shows:
            folder, suffix = FOLDERS[shown.kind]
            if not shelves[folder].readable:
                continue  # that was told
            line = read.line_of(("pages", page, "blocks", number, shown_field(block)))
            place = Place(read.file, line, shown_field(block), page=page_name, block=block_id(block, number))
            try:
                inside(root, f"{folder}/{shown.id}{suffix}", where=place)
            except Refused as refusal:
                for problem in refusal.problems:
                    if problem.id == "missing-file":
                        yield replace(problem, hint=meant(shown.id, shelves[folder].ids, problem.hint))


def _read_pages(root: Path) -> Read[EditionModel]:
    """edition.yaml. Raises Refused; its problems name the page and block that the editor knows, not numbers alone."""
    path = inside(root, "edition.yaml")
    try:
        return read_model(path, EditionModel, root=root)
    except Refused as refusal:
        if not any((problem.where.field or "").startswith("pages[") for problem in refusal.problems):
            raise
        tree, _ = read_tree(read_text(path, "edition.yaml"), "edition.yaml")
        value = tree.value if tree is not None else None
        raise Refused([replace(one, where=_on_page(one.where, value)) for one in refusal.problems]) from None


_IN_PAGES = re.compile(r"pages\[(\d+)\](?:\.blocks\[(\d+)\])?")


def _on_page(where: Place, value: Any) -> Place:
    """A place in edition.yaml with the page and block as the file names them, where it does."""
    found = _IN_PAGES.match(where.field or "")
    if found is None:
        return where
    page = block = None
    try:
        page = value["pages"][int(found[1])]
        block = page["blocks"][int(found[2])] if found[2] else None
    except (KeyError, IndexError, TypeError):
        pass  # what is wrong may be just this
    return replace(
        where, page=_called(page, "name"), block=_called(block, "id", "story", "photo", "advert", "table")
    )


def _called(value: Any, *keys: str) -> str | None:
    """The first of some keys of a mapping that is text, as a name in a message."""
    names = (value.get(key) for key in keys) if isinstance(value, dict) else ()
    return next((shorten(name) for name in names if isinstance(name, str) and name), None)


def _look_at(
    found: dict[str, Value],
    inspected: Callable[[Value], tuple[Facts | None, tuple[Problem, ...]]],
    problems: list[Problem],
) -> dict[str, Facts]:
    """The facts of each photo or advert whose file is there; what is wrong with files joins the problems."""
    known: dict[str, Facts] = {}
    for name, one in found.items():
        try:
            facts, doubts = inspected(one)
        except Refused as refusal:
            problems += refusal.problems
            continue
        problems += doubts
        if facts is not None:
            known[name] = facts
    return known
