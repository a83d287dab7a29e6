"""A YAML file of an edition to the value of its Pydantic model, which remembers the line of every key.

A sheet (of a photo, an advertisement) names a file, which stands in the sheet's own folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeVar

from pydantic import BaseModel

from content.files import inside, read_text, relative
from content.problems import Place, Problem, Refused, limit_problems
from content.yaml.cut_copy import SHEETS, cut_copy
from content.yaml.tree import nearest_line, read_tree
from content.yaml.validation import validate

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Read(Generic[M]):
    """What a file held: the model's value, the file (relative to the edition), the line of each key.

    `cut` are warnings of places where YAML may have cut copy.
    """

    value: M
    file: str
    lines: Mapping[tuple[str | int, ...], int]
    cut: tuple[Problem, ...] = ()

    def line_of(self, field: tuple[str | int, ...]) -> int | None:
        """The line (from 1) of the key at `field`, or of its nearest ancestor.

        `("pages", 0, "blocks", 2, "area")` is the third block's area on the first page.
        """
        return nearest_line(self.lines, field)

    def place(self, *path: str) -> Place:
        """Where the file has a key, or its nearest ancestor: `styles.body.size`."""
        return Place(self.file, self.line_of(path), ".".join(path))


def read_model(path: Path, model: type[M], *, root: Path) -> Read[M]:
    """Reads a YAML file as `model`. `root` is the edition's folder, which messages leave out of the name.

    Raises Refused with every problem of the file: a file that can't be read, malformed YAML, a key that
    stands twice or is not known, an alias, a missing or wrong value.
    """
    file = relative(path, root)
    return read_model_text(read_text(path, file), model, file=file)


def read_model_text(text: str, model: type[M], *, file: str, first_line: int = 1) -> Read[M]:
    """Reads YAML that stands in a text already at hand (front matter): see `read_model`.

    `first_line` is the line of `file` on which the text begins.
    """
    read: Read[M] = _read_kept(text, model, file, first_line)
    return read


@lru_cache(maxsize=64)
def _read_kept(text: str, model: type[M], file: str, first_line: int) -> Read[M]:
    """The same. What was read is kept by its text: a paper is the same in each issue and on each proof."""
    tree, problems = read_tree(text, file, first_line=first_line)
    if tree is None:
        raise Refused(limit_problems(problems))
    value, wrong = validate(tree, model, file)
    problems = [*problems, *wrong]
    if value is None or problems:
        raise Refused(limit_problems(sorted(problems, key=_line_of)))
    is_copy = not SHEETS.isdisjoint(model.model_fields)
    cut = tuple(cut_copy(text, file, first_line)) if is_copy else ()
    return Read(value, file, MappingProxyType(dict(tree.lines)), cut)


def _line_of(problem: Problem) -> int:
    return problem.where.line or 0


def find_named_file(read: Read[M], name: str, root: Path) -> str:
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


def key_lines(read: Read[M]) -> tuple[tuple[str, int], ...]:
    """The line (from 1) of each key of a sheet, sorted by key."""
    return tuple(sorted((str(key[0]), line) for key, line in read.lines.items() if len(key) == 1))
