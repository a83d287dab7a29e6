"""The folders of an edition that hold its stories, photos, advertisements and tables -> what is in them, by id.

What is wrong in them is found fault by fault, each with the thing whose file it is of.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from content.files import inside, list_folder
from content.nearest import meant
from content.problems import Place, Problem, Refused
from content.reading import Read
from layout.plan.edition import EditionModel, blocks_of
from layout.plan.things import FOLDERS, Shown, ThingKind

_Thing = TypeVar("_Thing")
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class FolderFault:
    """A problem of an edition's folder, and the story, photo, advertisement or table whose file it is of."""

    problem: Problem
    of: Shown | None = None


@dataclass(slots=True)
class FaultList:
    """The faults that were found so far."""

    found: list[FolderFault] = field(default_factory=list)

    def add(self, problems: Iterable[Problem], of: Shown | None = None) -> None:
        self.found += [FolderFault(problem, of) for problem in problems]

    def try_read(self, read: Callable[[], _Thing], of: Shown | None = None) -> _Thing | None:
        """What `read` gives; where it refuses, its problems join the others and there is nothing."""
        try:
            return read()
        except Refused as refusal:
            self.add(refusal.problems, of)
            return None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of stories, photos, adverts or tables: what kind of thing is in it, all names in it, and how those end
    that are read.
    """

    kind: ThingKind
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


def list_shelves(root: Path, faults: FaultList) -> dict[ThingKind, Shelf]:
    """The edition's folders by the kind of thing in them; what is wrong with one joins the faults."""
    shelves: dict[ThingKind, Shelf] = {}
    for kind, (folder, _) in FOLDERS.items():
        names = faults.try_read(partial(list_folder, root, folder))
        shelves[kind] = Shelf(kind, tuple(names or ()), names is not None)
    return shelves


def _passed_over(name: str) -> bool:
    """Whether a file is a program's and no editor's: hidden, a backup, or what is open in an editor just now."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swo", ".bak", ".tmp"))


def unread_files(root: Path, shelves: Mapping[ThingKind, Shelf]) -> Iterable[Problem]:
    """What is in one of the folders and is read by nobody: an editor may have taken it for placed."""
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
            what = f"The {kind} is not read: {folder}/ holds files called ID{suffix}."
            hint = f"call it ID{suffix} and give it a block, or move it out of {folder}/"
            yield Problem("unread-file", "warning", what, Place(name), hint)


def _like_sheet(path: Path) -> bool:
    return path.suffix.lower() in (".yaml", ".yml")


def _holds_sheets(folder: Path) -> bool:
    try:
        return any(_like_sheet(path) for path in folder.iterdir())
    except OSError:
        return False


def read_shelf(
    root: Path, shelf: Shelf, reader: Callable[..., _Thing], faults: FaultList
) -> dict[str, _Thing]:
    """Every story, photo, advert or table of a folder by its id."""
    found = {}
    for name in shelf.ids:
        file = f"{shelf.folder}/{name}{shelf.suffix}"
        thing = faults.try_read(partial(_read_file, reader, root, file), Shown(shelf.kind, name))
        if thing is not None:
            found[name] = thing
    return found


def _read_file(reader: Callable[..., _Thing], root: Path, file: str) -> _Thing:
    return reader(inside(root, file), root=root)


def inspect_files(
    kind: ThingKind,
    things: Mapping[str, _Thing],
    inspect: Callable[[_Thing], tuple[_Found | None, tuple[Problem, ...]]],
    faults: FaultList,
) -> dict[str, _Found]:
    """The facts of each photo or advert whose file is there; what is wrong with files joins the faults."""
    known = {}
    for name, thing in things.items():
        facts, doubts = faults.try_read(partial(inspect, thing), Shown(kind, name)) or (None, ())
        faults.add(doubts, Shown(kind, name))
        if facts is not None:
            known[name] = facts
    return known


def missing_files(
    root: Path, read: Read[EditionModel], shelves: Mapping[ThingKind, Shelf]
) -> Iterable[Problem]:
    """Stories, photos, adverts and tables that blocks name and that are not in the folder."""
    for at in blocks_of(read):
        for shown in at.block.shows:
            shelf = shelves[shown.kind]
            name = f"{shelf.folder}/{shown.id}{shelf.suffix}"
            if not shelf.readable or (shown.id in shelf.ids and os.path.exists(root / name)):
                continue  # which is a problem already, or is there
            try:
                inside(root, name, where=at.place(at.block.shown_key))
            except Refused as refusal:
                for problem in refusal.problems:
                    if problem.id == "missing-file":
                        yield replace(problem, hint=meant(shown.id, shelf.ids, problem.hint))
