"""The sheet of a photo or an advertisement -> the file that it names, which stands in the sheet's own folder."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from content.files import inside
from content.problems import Place, Refused
from content.reading import Read

SheetModel = TypeVar("SheetModel", bound=BaseModel)


def find_named_file(read: Read[SheetModel], name: str, root: Path) -> str:
    """The file that a sheet names, from the edition's folder. Raises Refused for one outside of it.

    That it is not there is no error here.
    """
    folder = read.file.rpartition("/")[0]
    file = f"{folder}/{name}" if folder else name
    where = Place(file=read.file, line=read.line_of(("file",)), field="file")
    # Asked with the name as written, so that an absolute name is seen as one.
    for start, asked in ((root / folder, name), (root, file)):
        find_file(start, asked, where)
    return file


def find_file(root: Path, file: str, where: Place) -> Path | None:
    """The file's path; None where there is none. Raises Refused for one that leads out of `root`."""
    try:
        return inside(root, file, where=where)
    except Refused as refused:
        if any(problem.id != "missing-file" for problem in refused.problems):
            raise
        return None


def key_lines(read: Read[SheetModel]) -> tuple[tuple[str, int], ...]:
    """The line (from 1) of each key of a sheet, sorted by key."""
    return tuple(sorted((str(key[0]), line) for key, line in read.lines.items() if len(key) == 1))
